"""What Windows and macOS would stumble over, found on any system: by reading, and by pretending."""

from __future__ import annotations

import ast
import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from steph_desktop.core import diagnostics, files
from steph_desktop.core.files import safe_stem, write_text
from steph_desktop.engine.model_registry import free_name
from steph_desktop.workspace.pseudonyms import Pseudonyms

# Modules and names that Windows does not have.
_MODULES = {"fcntl", "resource", "pwd", "grp", "termios", "tty", "pty", "syslog", "posix"}
_NAMES = {
    "os": {
        "fork", "getuid", "geteuid", "getgid", "mkfifo", "nice", "getpriority", "setpriority",
        "PRIO_PROCESS", "sysconf", "uname", "killpg", "setsid", "chown", "getpgid", "statvfs",
        "sched_getaffinity", "sched_setaffinity", "fchmod", "posix_fallocate", "posix_fadvise",
        "wait4", "WNOHANG", "openpty", "getloadavg", "mknod",
    },
    "signal": {"SIGKILL", "SIGSTOP", "SIGCONT", "SIGHUP", "SIGUSR1", "SIGALRM", "alarm", "pause"},
    "time": {"tzset"},
    "socket": {"AF_UNIX"},
}  # fmt: skip
_GUARD = re.compile(r"platform|os\.name|hasattr|posix|getattr|skipif")


Source = tuple[Path, ast.Module, dict[ast.AST, ast.AST]]


@pytest.fixture(scope="module")
def program(repository: Path) -> list[Source]:
    """The program's files, parsed once, with the parents of every node."""
    return list(_sources(repository / "steph_desktop"))


def _sources(folder: Path) -> Iterator[Source]:
    for path in sorted(folder.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
        yield path, tree, parents


def _foreign(node: ast.AST) -> str:
    """Name what a node uses that Windows lacks; empty if it uses nothing."""
    if isinstance(node, ast.Import):
        return next((alias.name for alias in node.names if alias.name in _MODULES), "")
    if isinstance(node, ast.ImportFrom):
        return node.module if node.module in _MODULES else ""
    of_module = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    if of_module and node.attr in _NAMES.get(node.value.id, ()):
        return f"{node.value.id}.{node.attr}"
    return ""


def _is_guarded(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> bool:
    """Tell whether a node is reached only after the system, or the name itself, was asked for."""
    child, above = node, parents.get(node)
    while above is not None:
        if isinstance(above, ast.If | ast.IfExp | ast.BoolOp) and child is not getattr(
            above, "test", None
        ):
            asked = above if isinstance(above, ast.BoolOp) else above.test
            if _GUARD.search(ast.unparse(asked)):
                return True
        if isinstance(above, ast.Try) and "ImportError" in ast.unparse(above):
            return True
        body = getattr(above, "body", [])
        if isinstance(body, list) and child in body:
            for earlier in body[: body.index(child)]:
                leaves = isinstance(earlier, ast.If) and isinstance(
                    earlier.body[-1], ast.Return | ast.Raise | ast.Continue
                )
                if leaves and _GUARD.search(ast.unparse(earlier.test)):
                    return True
        child, above = above, parents.get(above)
    return False


def test_the_program_uses_nothing_that_windows_lacks_unasked(program: list[Source]) -> None:
    found = [
        f"{path.name}:{node.lineno} {used}"
        for path, tree, parents in program
        for node in ast.walk(tree)
        if (used := _foreign(node)) and not _is_guarded(node, parents)
    ]
    assert not found


def test_the_rule_would_find_it() -> None:
    for code, bad in (
        ("import fcntl", True),
        ("import signal\nif x == signal.SIGKILL: pass", True),
        ("import os\nif hasattr(os, 'nice'):\n    os.nice(1)", False),
        ("import sys, os\nif sys.platform == 'win32':\n    a = 1\nelse:\n    import fcntl", False),
        ("import os\ndef f():\n    if os.name != 'posix':\n        return\n    os.getuid()", False),
        ("import os\ndef f():\n    os.getuid()", True),
    ):
        tree = ast.parse(code)
        parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
        used = [n for n in ast.walk(tree) if _foreign(n) and not _is_guarded(n, parents)]
        assert bool(used) is bad, code


def _runs_at_import(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> bool:
    """Tell whether a node runs when its module is imported: decorators and defaults do."""
    child, above = node, parents.get(node)
    while above is not None:
        if isinstance(above, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            body = above.body if isinstance(above.body, list) else [above.body]
            if child in body:
                return False
        child, above = above, parents.get(above)
    return True


def test_every_test_module_can_be_collected_there(repository: Path) -> None:
    found = [
        f"{path.name}:{node.lineno} {used}"
        for path, tree, parents in _sources(repository / "tests")
        for node in ast.walk(tree)
        if (used := _foreign(node))
        and _runs_at_import(node, parents)
        and not _is_guarded(node, parents)
    ]
    assert not found


# Renames and open files ---------------------------------------------------------------------------


def test_nothing_is_renamed_onto_what_may_be_there(program: list[Source]) -> None:
    """Windows refuses a rename onto a file; `replace` is the word, in core/files alone."""
    # Folders whose new name is known to be free; a drawing's name.
    allowed = {"files.py", "study.py", "annotator.py", "store.py"}
    found = [
        f"{path.name}:{node.lineno}"
        for path, tree, _ in program
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "rename" and path.name not in allowed
        if "pandas" not in path.read_text(encoding="utf-8")
    ]
    assert not found


def test_a_file_that_a_reader_holds_open_is_replaced_when_it_is_let_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    final = tmp_path / "a.json"
    final.write_text("old")
    tries = []
    replace = Path.replace

    def held(self: Path, target: Path) -> Path:
        tries.append(target)
        if len(tries) < 4:
            raise PermissionError(13, "being used by another process")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(files, "_OPEN_FILES_STAY", True)
    monkeypatch.setattr(files, "_RETRY_S", 0.001)
    write_text(final, "new")
    assert final.read_text() == "new" and len(tries) == 4
    tries.clear()
    monkeypatch.setattr(files, "_OPEN_FILES_STAY", False)
    with pytest.raises(files.NotWritable):
        write_text(final, "newer")
    assert len(tries) == 1


def test_the_log_goes_on_where_another_process_holds_it_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    log = diagnostics.install(tmp_path)
    monkeypatch.setattr(diagnostics._installed.handler, "maxBytes", 200)  # type: ignore[union-attr]

    def refuse(*_: object) -> None:
        raise PermissionError(32, "being used by another process")

    monkeypatch.setattr(os, "rename", refuse)
    monkeypatch.setattr(os, "replace", refuse)
    logger = logging.getLogger("steph_desktop.test")
    for number in range(20):
        logger.info("line %d of many", number)
    diagnostics.uninstall()
    assert "line 19 of many" in log.read_text() and "line 0 of many" in log.read_text()
    assert "Traceback" not in capsys.readouterr().err


# Names --------------------------------------------------------------------------------------------

RESERVED = ("CON", "con", "NUL", "prn", "AUX", "COM1", "lpt9", "CON.txt", "nul.tar.gz", "CONOUT$")


@pytest.mark.parametrize(
    "name", [*RESERVED, "a:b", 'q"<>|?*', "end.", "end ", "..", "", "\x07", "a/b"]
)
def test_names_that_windows_refuses_are_not_made(tmp_path: Path, name: str) -> None:
    for made in (safe_stem(name), free_name(tmp_path, name).name.removesuffix(".steph")):
        assert made and not set(made) & set('<>:"/\\|?*') and made.isprintable()
        assert not made.endswith((".", " "))
        assert made.partition(".")[0].upper() not in {"CON", "NUL", "PRN", "AUX", "COM1", "LPT9"}


def test_pseudonyms_differ_where_case_does_not_count() -> None:
    names = Pseudonyms(b"k" * 32)
    made = [names.name(Path(f"/slides/{number}.svs")) for number in range(2000)]
    assert len({name.casefold() for name in made}) == len(made)


# Consoles and child processes ---------------------------------------------------------------------


_NOT_HERE = {"multiprocessing.Process", "multiprocessing.Pool", "os.system", "os.popen"}


def test_children_are_spawned_and_open_no_console(program: list[Source]) -> None:
    """Fork is not there, or not safe; a program without a console opens one for a child."""
    found = []
    for path, tree, parents in program:
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            called = ast.unparse(node.func)
            if called in _NOT_HERE:
                found.append(f"{path.name}:{node.lineno} {called}")
            if called.endswith("get_context") and "'spawn'" not in ast.unparse(node):
                found.append(f"{path.name}:{node.lineno} {called}")
            is_child = called.startswith("subprocess.")
            if (
                is_child
                and "creationflags" not in ast.unparse(node)
                and not _is_guarded(node, parents)
            ):
                found.append(f"{path.name}:{node.lineno} {called}")
    assert not found


def test_nothing_needs_stdout_to_be_there() -> None:
    code = (
        "import sys; sys.stdout = sys.stderr = sys.stdin = None\n"
        "import steph_desktop.cli, steph_desktop.app, steph_desktop.engine.worker\n"
        "from steph_desktop.core import diagnostics\n"
        "diagnostics.install(); diagnostics.log_bug(ValueError('x')); diagnostics.uninstall()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0 and not done.stderr


# Keys ---------------------------------------------------------------------------------------------


def test_the_key_is_called_command_where_it_is(
    monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    from steph_desktop.ui.kit import widgets

    assert widgets.with_keys("Jobs (Ctrl+J)") == "Jobs (Ctrl+J)"
    monkeypatch.setattr(widgets, "IS_MAC", True)
    said = widgets.with_keys("Earlier (Ctrl+Shift+Up), Ctrl+Alt+S, Ctrl+Return, a Ctrl+wheel")
    assert said == "Earlier (⇧⌘Up), ⌥⌘S, ⌘Return, a ⌘wheel"
    tip = "Jobs (Ctrl+J)"
    for made in (
        widgets.button("Jobs", print, tip=tip),
        widgets.tool("Jobs", print, tip=tip),
        widgets.text("Jobs", tip=tip),
    ):
        assert "Jobs (⌘J)" in made.toolTip()


_KEY_WORDS = re.compile(r"with_keys|QKeySequence|re\.compile|'⌘'")


def test_no_words_of_the_window_name_a_key_past_that(program: list[Source]) -> None:
    found = []
    for path, tree, parents in program:
        if "ui" not in path.parts:
            continue
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
                continue
            if "Ctrl" not in node.value or re.fullmatch(r"(Ctrl\+)\S+", node.value):
                continue  # a shortcut itself, which Qt translates
            above = parents.get(node)
            while isinstance(above, ast.JoinedStr | ast.FormattedValue | ast.BinOp) or (
                isinstance(above, ast.Call) and ast.unparse(above.func) == "tr"
            ):
                above = parents.get(above)
            # A docstring, or what the makers of the kit show through `with_keys`.
            is_told = isinstance(above, ast.Expr) or getattr(above, "arg", "") == "tip"
            if not is_told and not _KEY_WORDS.search(ast.unparse(above or node)):
                found.append(f"{path.name}:{node.lineno} {node.value[:60]}")
    assert not found


# Systems that cannot run it -----------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="no bash there")
@pytest.mark.parametrize(
    ("system", "machine", "libc", "words"),
    [
        ("Darwin", "x86_64", "", "Intel Macs"),
        ("Linux", "x86_64", "glibc 2.31", "glibc 2.34"),
        ("Linux", "aarch64", "glibc 2.36", "glibc 2.39"),
        ("Linux", "x86_64", "", "glibc 2.34"),
        ("Linux", "riscv64", "glibc 2.40", "riscv64"),
        ("FreeBSD", "x86_64", "", "FreeBSD"),
        ("MINGW64_NT-10.0", "x86_64", "", "demo.bat"),
    ],
)
def test_set_up_names_the_system_in_place_of_the_network(
    repository: Path, system: str, machine: str, libc: str, words: str
) -> None:
    code = (
        f". installers/setup.sh; SYSTEM={system}; uname() {{ echo {machine}; }}\n"
        f"getconf() {{ [ -n '{libc}' ] && echo '{libc}'; }}; sw_vers() {{ echo 15.1; }}\n"
        "ensure_system"
    )
    done = subprocess.run(
        ["bash", "-c", code], cwd=repository, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1 and words in done.stderr and "network" not in done.stderr
    readme = (repository / "README.md").read_text(encoding="utf-8")
    assert words in readme or system in {"FreeBSD", "MINGW64_NT-10.0"} or machine == "riscv64"


def test_set_up_for_windows_names_what_cannot_run_it(repository: Path) -> None:
    setup = (repository / "installers" / "setup.bat").read_text(encoding="utf-8")
    assert "Windows on ARM is not supported" in setup
    assert "Windows on ARM" in (repository / "README.md").read_text(encoding="utf-8")


def test_three_systems_run_the_tests_in_ci(repository: Path) -> None:
    text = (repository / ".github" / "workflows" / "tests.yml").read_text(encoding="utf-8")
    for system in ("ubuntu", "windows", "macos"):
        assert system in text
    assert "installers/test.sh" in text and "installers\\test.bat" in text

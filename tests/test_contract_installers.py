"""The set-up scripts: what is missing is named in one line, nothing is done twice, launchers open.

Not collected on Windows, which has no bash.
"""

import configparser
import importlib.util
import itertools
import shlex
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

# Stands in for the environment's Python: notes what it was asked to do.
FAKE_PYTHON = '#!/bin/sh\necho "$*" >> "{log}"\nexit 0\n'


@pytest.fixture(scope="module")
def launcher(repository: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "make_launcher", repository / "installers" / "make_launcher.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def unescape(value: str) -> str:
    """Undo the general escape rule for strings of the Desktop Entry Specification."""
    return value.replace("\\\\", "\0").replace("\\s", " ").replace("\0", "\\")


def set_up_script(repository: Path, code: str) -> subprocess.CompletedProcess[str]:
    """Run shell code after setup.sh was sourced, as a user without rights on a Debian."""
    pretend = (
        "set -euo pipefail; . installers/setup.sh; PYTHON=" + shlex.quote(sys.executable) + "\n"
        "id() { echo 1000; }; sudo() { return 1; }; apt-get() { echo called-apt; }; SYSTEM=Linux\n"
    )
    return subprocess.run(
        ["bash", "-c", pretend + code],
        cwd=repository,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "folder", ["plain", "with space", 'quo"te', "dollar$HOME", "per%cent", "back\\slash", "tick`x"]
)
def test_desktop_entry_opens_dropped_slides(
    launcher: ModuleType, tmp_path: Path, folder: str
) -> None:
    program = tmp_path / folder / "steph-desktop"
    written = launcher.write_linux(program, tmp_path, tmp_path / "share")
    assert [p.name for p in written] == ["STEPH Desktop.desktop", "steph-desktop.desktop"]
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(written[0], encoding="utf-8")
    entry = parser["Desktop Entry"]
    # The quoting rules of Exec inside double quotes are those of the shell.
    arguments = shlex.split(unescape(entry["Exec"]).replace("%%", "\1").replace("\\$", "$"))
    named = arguments[0].replace("\\`", "`").replace("\1", "%")
    assert [named, arguments[1]] == [str(program), "%F"]
    assert "image/tiff" in entry["MimeType"]
    assert written[0].stat().st_mode & stat.S_IXUSR
    assert written[1].read_text(encoding="utf-8") == written[0].read_text(encoding="utf-8")


def test_desktop_entry_has_an_icon(launcher: ModuleType) -> None:
    assert launcher.ICON.is_file()


def test_macos_launcher_passes_the_slide_on(launcher: ModuleType, tmp_path: Path) -> None:
    program = tmp_path / "it's here" / "steph-desktop"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\nprintf "%s|" "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    (path,) = launcher.write_macos(program, tmp_path)
    result = subprocess.run([path, "a b.svs", "c"], capture_output=True, text=True, check=True)
    assert result.stdout == "a b.svs|c|"


def test_windows_launcher(launcher: ModuleType, tmp_path: Path) -> None:
    (path,) = launcher.write_windows(Path("C:/100%/steph-desktop.exe"), tmp_path)
    lines = path.read_bytes().split(b"\r\n")
    assert lines[1].startswith(b'@start "" "')
    assert b"100%%" in lines[1]
    assert lines[1].endswith(b"%*")


@pytest.mark.parametrize(
    "script", ["setup.sh", "demo.sh", "test.sh", "demo.command", "test.command"]
)
def test_scripts_parse(repository: Path, script: str) -> None:
    path = repository / "installers" / script
    subprocess.run(["bash", "-n", str(path)], check=True)
    # bash 3.2 of macOS knows none of these.
    newer = ("declare -A", "mapfile", "readarray", "${1,,}", "|&", "&>>")
    assert not [word for word in newer if word in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("script", ["setup.bat", "demo.bat", "test.bat"])
def test_batch_jumps_have_targets(repository: Path, script: str) -> None:
    words = (repository / "installers" / script).read_text(encoding="utf-8").split()
    targets = {after for word, after in itertools.pairwise(words) if word == "goto"}
    assert targets <= {word[1:] for word in words if word.startswith(":")}


def test_missing_libraries_are_found(repository: Path) -> None:
    result = set_up_script(
        repository, "missing_libraries libc.so.6=libc6 libnone.so.1=none libnone.so.2=none"
    )
    assert result.stdout == "none"


def test_without_rights_one_line_names_what_is_missing(repository: Path) -> None:
    result = set_up_script(
        repository, "missing_libraries() { echo liba libb; }; ensure_qt_libraries"
    )
    assert result.returncode == 1
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert "sudo apt-get install liba libb" in line


def test_missing_display_libraries_do_not_stop(repository: Path) -> None:
    code = (
        'missing_libraries() { case "$*" in *xcb-cursor*) echo libx;; esac; }\n'
        "ensure_qt_libraries; echo went-on"
    )
    result = set_up_script(repository, code)
    assert result.stdout == "went-on\n"
    assert "sudo apt-get install libx" in result.stderr


def test_root_installs_only_what_is_missing(repository: Path) -> None:
    code = (
        'id() { echo 0; }; env() { shift; echo "ran $*" >&2; }\n'
        'missing_libraries() { case "$*" in *EGL*) echo liba;; esac; }\n'
        "ensure_qt_libraries"
    )
    result = set_up_script(repository, code)
    assert result.returncode == 0, result.stderr
    assert "Installing system packages (Libraries of Qt): liba" in result.stderr
    assert "X display" not in result.stderr


def test_no_python_is_said_in_one_line(repository: Path) -> None:
    result = set_up_script(repository, "find_python() { return 1; }; ensure_python")
    assert result.returncode == 1
    (line,) = result.stderr.splitlines()
    assert "sudo apt-get install python3 python3-venv" in line


def test_libraries_are_installed_once_per_change(repository: Path, tmp_path: Path) -> None:
    root = tmp_path / "clone with space"
    shutil.copytree(repository / "installers", root / "installers")
    shutil.copy(repository / "pyproject.toml", root)
    log = tmp_path / "log"
    python = tmp_path / "venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(FAKE_PYTHON.format(log=log), encoding="utf-8")
    python.chmod(0o755)

    def installs() -> int:
        code = f"VENV={shlex.quote(str(tmp_path / 'venv'))}; ensure_venv"
        result = set_up_script(root, code)
        assert result.returncode == 0, result.stderr
        return log.read_text(encoding="utf-8").count("-m pip install")

    assert [installs(), installs()] == [1, 1]
    with (root / "installers" / "constraints.txt").open("a", encoding="utf-8") as handle:
        handle.write("# changed\n")
    assert [installs(), installs()] == [2, 2]


def test_ci_runs_the_test_command_of_the_readme(repository: Path) -> None:
    run = (repository / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert [line for line in run if line and not line.startswith("#")] == [
        'exec bash "$(dirname "${BASH_SOURCE[0]}")/../installers/test.sh"'
    ]
    readme = (repository / "README.md").read_text(encoding="utf-8")
    assert "bash installers/demo.sh" in readme
    assert "bash installers/test.sh" in readme

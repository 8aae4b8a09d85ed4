"""The set-up scripts: what is missing is named in one line, nothing is done twice, launchers open.

Not collected on Windows, which has no bash.
"""

import configparser
import importlib.util
import itertools
import platform
import re
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


def test_no_openslide_with_faults_of_memory_safety_is_installed(repository: Path) -> None:
    """Up to 4.0.0 a file can reach two of them."""
    asked = {
        "pyproject.toml": r'"openslide-bin>=([\d.]+)"',
        "installers/constraints.txt": r"(?m)^openslide-bin==([\d.]+)",
    }
    for name, pattern in asked.items():
        found = re.search(pattern, (repository / name).read_text(encoding="utf-8"))
        assert found is not None, name
        assert tuple(int(part) for part in found[1].split(".")) >= (4, 0, 1), name


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("", ["-e ."]),
        ("WITH=test", ["-e .[test]"]),
        ("CPU=yes", ["--no-deps torch==", "-e ."]),
        ("CPU=yes STEPH_TORCH_INDEX=here", ["--extra-index-url here --no-deps torch==", "-e ."]),
    ],
)
def test_what_is_installed_is_what_was_asked_for(
    repository: Path, tmp_path: Path, words: str, asked: list[str]
) -> None:
    log, python = tmp_path / "log", tmp_path / "venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(FAKE_PYTHON.format(log=log), encoding="utf-8")
    python.chmod(0o755)
    wishes = words.replace(" ", "; ") or "true"
    code = f"VENV={shlex.quote(str(tmp_path / 'venv'))}; {wishes}; ensure_venv"
    result = set_up_script(repository, code)
    assert result.returncode == 0, result.stderr
    installs = [line for line in log.read_text().splitlines() if "pip install" in line]
    assert len(installs) == len(asked)
    assert all(part in line for part, line in zip(asked, installs, strict=True))
    assert all("+cpu" in line for line in installs if "torch==" in line)
    assert installs[-1].endswith(asked[-1])
    assert ("6 GB" in result.stderr) == ("CPU" not in words and platform.machine() == "x86_64")


@pytest.fixture(scope="module")
def builder(repository: Path) -> ModuleType:
    path = repository / "installers" / "bundle" / "build.py"
    spec = importlib.util.spec_from_file_location("bundle_build", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="no dpkg-deb here")
def test_the_package_for_debian_has_all_that_a_menu_needs(
    builder: ModuleType, tmp_path: Path
) -> None:
    frozen = tmp_path / "frozen"
    frozen.mkdir()
    (frozen / "steph-desktop").write_text("#!/bin/sh\n", encoding="utf-8")
    (frozen / "steph-desktop").chmod(0o755)
    made = builder.pack_deb(frozen, tmp_path, gpu=False)
    listed = subprocess.run(["dpkg-deb", "-c", made], capture_output=True, text=True, check=True)
    for part in (
        "./usr/lib/steph-desktop/steph-desktop",
        "./usr/bin/steph-desktop -> ../lib/steph-desktop/steph-desktop",
        "./usr/share/applications/steph-desktop.desktop",
        "./usr/share/icons/hicolor/scalable/apps/steph-desktop.svg",
        "./usr/share/mime/packages/steph-desktop.xml",
    ):
        assert part in listed.stdout
    assert all(" root/root " in line for line in listed.stdout.splitlines())
    subprocess.run(["dpkg-deb", "-R", made, tmp_path / "tree"], check=True)
    share = tmp_path / "tree" / "usr" / "share"
    types = (share / "mime" / "packages" / "steph-desktop.xml").read_text(encoding="utf-8")
    for suffix in (".svs", ".ndpi", ".mrxs", ".scn", ".bif", ".czi", ".steph"):
        assert f'"*{suffix}"' in types
    entry = (share / "applications" / "steph-desktop.desktop").read_text(encoding="utf-8")
    assert 'Exec="/usr/lib/steph-desktop/steph-desktop" %F' in entry
    named = set(re.findall(r'mime-type type="([^"]+)"', types))
    assert named <= set(re.search(r"MimeType=(.*)", entry)[1].split(";"))  # type: ignore[index]
    control = (tmp_path / "tree" / "DEBIAN" / "control").read_text(encoding="utf-8")
    assert f"Version: {builder.version()}" in control and "libc6 (>= 2.34)" in control
    for script in ("postinst", "postrm"):
        subprocess.run(["sh", "-n", tmp_path / "tree" / "DEBIAN" / script], check=True)


def test_the_frozen_program_has_what_doctor_and_slides_ask_for(repository: Path) -> None:
    spec = (repository / "installers" / "bundle" / "steph-desktop.spec").read_text(encoding="utf-8")
    commands = (repository / "steph_desktop" / "cli" / "system_commands.py").read_text("utf-8")
    asked = re.search(r"_DISTRIBUTIONS = \((.*?)\)", commands, re.DOTALL)
    assert asked is not None
    for name in re.findall(r'"([^"]+)"', asked[1]):
        assert f'"{name}"' in spec, f"doctor would call {name} not installed"
    assert "imagecodecs.libs" in spec and 'collect_all("imagecodecs")' in spec
    assert "libopenslide.so*" in spec
    subprocess.run(
        ["bash", "-n", str(repository / "installers" / "bundle" / "macos.sh")], check=True
    )

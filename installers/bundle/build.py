"""Build what a pathologist installs by a double click, by one command on each system.

    python installers/bundle/build.py            # Linux: .deb and .tar.gz; Windows: setup.exe;
                                                  # macOS: .dmg
    python installers/bundle/build.py --gpu       # with the CUDA build of torch (several GB)

It makes a virtual environment of its own in the scratch folder, installs the pinned versions and
PyInstaller there, freezes the program into one folder, tests it (a headless demo that shows its
slides), and packs the folder. Standard library only; Python 3.11 to 3.13 of the system it is for.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
import venv
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
NAME = "steph-desktop"
MAINTAINER = "The STEPH Desktop developers <noreply@example.org>"
# Libraries that Qt loads and that a plain Debian or Ubuntu does not have.
DEPENDS = (
    "libc6 (>= 2.34)", "libegl1", "libgl1", "libglib2.0-0 | libglib2.0-0t64", "libdbus-1-3",
    "libfontconfig1", "libfreetype6", "libx11-6", "libx11-xcb1", "libxcb-cursor0", "libxcb-icccm4",
    "libxcb-image0", "libxcb-keysyms1", "libxcb-randr0", "libxcb-render-util0", "libxcb-shape0",
    "libxcb-sync1", "libxcb-xfixes0", "libxcb-xkb1", "libxkbcommon0", "libxkbcommon-x11-0",
)  # fmt: skip


def say(words: str) -> None:
    """Tell what is being done."""
    sys.stderr.write(f"-- {words}\n")


def run(*words: str | Path, **options: object) -> None:
    """Run a command; stop where it fails."""
    subprocess.run([str(word) for word in words], check=True, **options)  # type: ignore[call-overload]


def version() -> str:
    """Return the program's version, as it states it."""
    found: dict[str, str] = {}
    for line in (ROOT / "steph_desktop" / "__init__.py").read_text(encoding="utf-8").splitlines():
        if line.startswith("__version__"):
            exec(line, found)  # noqa: S102 - our own file
    if "__version__" in found:
        return found["__version__"]
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    return next(line for line in lines if line.startswith("version")).split('"')[1]


def python_of(folder: Path) -> Path:
    """Return the interpreter of a virtual environment."""
    inside = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
    return folder.joinpath(*inside)


def make_environment(scratch: Path, *, gpu: bool) -> Path:
    """Install the program and PyInstaller into an environment of their own."""
    folder = scratch / ("venv-gpu" if gpu else "venv-cpu")
    python = python_of(folder)
    if not python.exists():
        say(f"Making {folder}")
        venv.create(folder, with_pip=True, clear=True)
    pip = (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    constraints = ("-c", ROOT / "installers" / "constraints.txt")
    if not gpu and sys.platform == "linux":
        # The usual index has the CUDA build alone: STEPH_TORCH_INDEX names one with this build.
        index = os.environ.get("STEPH_TORCH_INDEX")
        where = ("--extra-index-url", index) if index else ()
        run(*pip, *constraints, *where, f"torch=={_pinned('torch')}+cpu")
    run(*pip, *constraints, "--use-pep517", "pyinstaller>=6.22", ROOT)
    # The program itself anew: the same version may be there from an earlier build.
    run(*pip, "--no-deps", "--force-reinstall", "--use-pep517", ROOT)
    return python


def _pinned(name: str) -> str:
    lines = (ROOT / "installers" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return next(line.split("==")[1] for line in lines if line.lower().startswith(f"{name}=="))


def freeze(python: Path, scratch: Path) -> Path:
    """Freeze the program into one folder and return it."""
    say("Freezing (minutes)")
    work, out = scratch / "work", scratch / "dist"
    shutil.rmtree(out, ignore_errors=True)
    run(
        python, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "--workpath", work,
        "--distpath", out, HERE / "steph-desktop.spec", cwd=scratch,
    )  # fmt: skip
    return out / ("STEPH Desktop.app" if sys.platform == "darwin" else NAME)


def program_of(folder: Path) -> Path:
    """Return the program that a frozen folder holds, for the terminal."""
    if sys.platform == "darwin":
        return folder / "Contents" / "MacOS" / NAME
    return folder / (f"{NAME}-console.exe" if os.name == "nt" else NAME)


def try_out(folder: Path, scratch: Path) -> float:
    """Run the demo of a frozen folder; return the seconds until its version was told."""
    say("Trying it out: the demo, without a display")
    home, program = scratch / "home", program_of(folder)
    env = {**os.environ, "STEPH_DESKTOP_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    env.pop("PYTHONPATH", None)
    begin = time.perf_counter()
    run(program, "--version", env=env)
    took = time.perf_counter() - begin
    run(program, "doctor", env=env)
    run(program, "demo", "--headless", "--out", scratch / "demo", env=env)
    shutil.rmtree(home, ignore_errors=True)
    return took


def folder_bytes(folder: Path) -> int:
    """Return the size of all files in a folder."""
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file() and not p.is_symlink())


# Linux --------------------------------------------------------------------------------------------


def pack_deb(folder: Path, out: Path, *, gpu: bool) -> Path:
    """Make the .deb: /usr/lib/steph-desktop, a menu entry, an icon, MIME types, a command."""
    sys.path.insert(0, str(ROOT / "installers"))
    import make_launcher

    machine = {"x86_64": "amd64", "aarch64": "arm64"}[os.uname().machine]
    package = f"{NAME}{'-cuda' if gpu else ''}"
    made = out / f"{package}_{version()}_{machine}.deb"
    with tempfile.TemporaryDirectory(dir=out) as place:
        tree = Path(place) / "tree"
        home = tree / "usr" / "lib" / NAME
        shutil.copytree(folder, home, symlinks=True)
        share = tree / "usr" / "share"
        entry = make_launcher.desktop_entry(Path("/usr/lib") / NAME / NAME, Path(NAME))
        files = {
            share / "applications" / f"{NAME}.desktop": entry,
            share / "mime" / "packages" / f"{NAME}.xml": make_launcher.MIME_TYPES,
            share / "doc" / package / "copyright": (ROOT / "LICENSE").read_text(encoding="utf-8"),
            tree / "DEBIAN" / "control": _control(package, machine, folder_bytes(tree)),
            tree / "DEBIAN" / "postinst": _SCRIPT.format(when="configure"),
            tree / "DEBIAN" / "postrm": _SCRIPT.format(when="remove"),
        }
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        for name in ("postinst", "postrm"):
            (tree / "DEBIAN" / name).chmod(0o755)
        icon = share / "icons" / "hicolor" / "scalable" / "apps" / f"{NAME}.svg"
        icon.parent.mkdir(parents=True)
        shutil.copy(ROOT / "resources" / "icons" / "app.svg", icon)
        command = tree / "usr" / "bin" / NAME
        command.parent.mkdir(parents=True)
        command.symlink_to(f"../lib/{NAME}/{NAME}")
        run("dpkg-deb", "--root-owner-group", "-Zxz", "-z1", "--build", tree, made)
    return made


def _control(package: str, machine: str, size: int) -> str:
    other = NAME if package != NAME else f"{NAME}-cuda"
    return (
        f"Package: {package}\nVersion: {version()}\nArchitecture: {machine}\n"
        f"Maintainer: {MAINTAINER}\nInstalled-Size: {size // 1024}\nSection: science\n"
        f"Priority: optional\nConflicts: {other}\nReplaces: {other}\n"
        f"Depends: {', '.join(DEPENDS)}\n"
        "Description: See a whole-slide image become a survival prognosis, and question it\n"
        " For research use only. Not for use in diagnostic procedures.\n"
    )


_SCRIPT = """#!/bin/sh
# Lets the menu and the file manager know; what is not there needs nothing. Never fails.
if [ "$1" = {when} ]; then
    for one in "update-mime-database /usr/share/mime" \\
        "update-desktop-database -q /usr/share/applications" \\
        "gtk-update-icon-cache -q -t /usr/share/icons/hicolor"; do
        command -v "${{one%% *}}" >/dev/null 2>&1 && $one || true
    done
fi
exit 0
"""


def pack_tar(folder: Path, out: Path, *, gpu: bool) -> Path:
    """Make the .tar.gz: unpack it anywhere and start steph-desktop in it."""
    flavour = "-cuda" if gpu else ""
    made = out / f"{NAME}{flavour}-{version()}-linux-{os.uname().machine}.tar.gz"
    with tarfile.open(made, "w:gz", compresslevel=3) as archive:
        archive.add(folder, arcname=f"{NAME}-{version()}")
    return made


# Windows and macOS --------------------------------------------------------------------------------


def pack_windows(folder: Path, out: Path, *, gpu: bool) -> Path:
    """Make the setup program with Inno Setup 6 (ISCC.exe on the PATH or in its usual folder)."""
    usual = Path(r"C:\Program Files (x86)\Inno Setup 6\ISCC.exe")
    compiler = shutil.which("ISCC") or str(usual)
    name = f"{NAME}{'-cuda' if gpu else ''}-{version()}-setup"
    run(
        compiler, "/Qp", f"/DVersion={version()}", f"/DSource={folder}", f"/DOut={out}",
        f"/DName={name}", HERE / "windows.iss",
    )  # fmt: skip
    return out / f"{name}.exe"


def pack_macos(folder: Path, out: Path, *, gpu: bool) -> Path:
    """Sign, pack and notarise; see macos.sh for what that needs."""
    del gpu  # there is one build: Metal is in it
    made = out / f"{NAME}-{version()}-macos-arm64.dmg"
    run("bash", HERE / "macos.sh", folder, made)
    return made


def main(words: Sequence[str] | None = None) -> int:
    """Build everything for this system."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--gpu", action="store_true", help="the CUDA build of torch")
    parser.add_argument("--scratch", type=Path, help="folder to work in (a temporary one)")
    parser.add_argument("--out", type=Path, default=Path("dist"), help="folder of the result")
    parser.add_argument("--python", type=Path, help="an environment that has everything already")
    parser.add_argument("--skip-demo", action="store_true", help="do not try it out")
    asked = parser.parse_args(words)
    scratch = (asked.scratch or Path(tempfile.mkdtemp(prefix="steph-bundle-"))).absolute()
    out = asked.out.absolute()
    for folder in (scratch, out):
        folder.mkdir(parents=True, exist_ok=True)
    python = asked.python or make_environment(scratch, gpu=asked.gpu)
    frozen = freeze(python, scratch)
    say(f"Frozen: {folder_bytes(frozen) / 1e6:.0f} MB")
    if not asked.skip_demo:
        say(f"First answer after {try_out(frozen, scratch):.1f} s")
    if sys.platform == "win32":
        packers = [pack_windows]
    elif sys.platform == "darwin":
        packers = [pack_macos]
    else:
        packers = [pack_deb, pack_tar] if shutil.which("dpkg-deb") else [pack_tar]
    for pack in packers:
        made = pack(frozen, out, gpu=asked.gpu)
        say(f"{made}: {made.stat().st_size / 1e6:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())

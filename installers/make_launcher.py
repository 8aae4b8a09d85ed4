"""Leave something to double-click: a slide dropped on it opens. Standard library only.

Run with the Python of the environment STEPH Desktop was installed into. Linux gets a desktop entry
(in the clone and in the applications menu), Windows a .bat, macOS a .command.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ICON = ROOT / "resources" / "icons" / "app.svg"
NAME = "STEPH Desktop"

# Slide files that the shared MIME database does not know by name.
MIME_TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="image/x-slide-tiff">
    <comment>Whole-slide image</comment>
    <sub-class-of type="image/tiff"/>
    <glob pattern="*.svs"/>
    <glob pattern="*.ndpi"/>
    <glob pattern="*.scn"/>
    <glob pattern="*.bif"/>
    <glob pattern="*.svslide"/>
    <glob pattern="*.avs"/>
    <glob pattern="*.qptiff"/>
  </mime-type>
  <mime-type type="image/x-slide">
    <comment>Whole-slide image</comment>
    <glob pattern="*.mrxs"/>
    <glob pattern="*.vms"/>
    <glob pattern="*.vmu"/>
    <glob pattern="*.czi"/>
  </mime-type>
  <mime-type type="application/x-steph-model">
    <comment>STEPH model pack</comment>
    <sub-class-of type="application/zip"/>
    <glob pattern="*.steph" weight="80"/>
  </mime-type>
</mime-info>
"""


def quote_exec(path: Path) -> str:
    """Quote one argument of a desktop entry's Exec key by the Desktop Entry Specification."""
    text = str(path)
    for character in ("\\", '"', "`", "$"):
        text = text.replace(character, "\\" + character)
    # The value is unescaped once as a string before it is split into arguments.
    return '"' + text.replace("\\", "\\\\").replace("%", "%%") + '"'


def desktop_entry(program: Path, icon: Path) -> str:
    """Compose the desktop entry of the installed command."""
    lines = [
        "[Desktop Entry]",
        "Type=Application",
        "Version=1.1",
        f"Name={NAME}",
        "GenericName=Whole-slide prognosis",
        "Comment=See a slide become a prognosis, and question it (research use only)",
        f"Exec={quote_exec(program)} %F",
        f"Icon={str(icon).replace(chr(92), chr(92) * 2)}",
        "Terminal=false",
        "Categories=Science;MedicalSoftware;",
        "Keywords=pathology;slide;survival;",
        "MimeType=image/tiff;image/x-slide-tiff;image/x-slide;application/dicom;"
        "application/x-steph-model;",
        "StartupNotify=true",
        "StartupWMClass=steph-desktop",
    ]
    return "\n".join(lines) + "\n"


def write_linux(program: Path, root: Path, data_home: Path) -> list[Path]:
    """Write the desktop entry into the clone and into the applications menu."""
    entry = desktop_entry(program, ICON)
    in_clone = root / f"{NAME}.desktop"
    in_menu = data_home / "applications" / "steph-desktop.desktop"
    mime = data_home / "mime" / "packages" / "steph-desktop.xml"
    for path, text in ((in_clone, entry), (in_menu, entry), (mime, MIME_TYPES)):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    in_clone.chmod(0o755)
    for tool, folder in (
        ("update-mime-database", data_home / "mime"),
        ("update-desktop-database", data_home / "applications"),
    ):
        if shutil.which(tool):
            subprocess.run([tool, str(folder)], check=False, capture_output=True)
    return [in_clone, in_menu]


def write_windows(program: Path, root: Path) -> list[Path]:
    """Write the .bat; it may be moved, so it names the program in full."""
    path = root / f"{NAME}.bat"
    # In a .bat a percent sign is doubled; the text is read in UTF-8 from the second line on.
    named = str(program).replace("%", "%%")
    path.write_bytes(f'@chcp 65001 >nul\r\n@start "" "{named}" %*\r\n'.encode())
    return [path]


def write_macos(program: Path, root: Path) -> list[Path]:
    """Write the .command."""
    path = root / f"{NAME}.command"
    named = "'" + str(program).replace("'", "'\\''") + "'"
    path.write_text(f'#!/bin/sh\nexec {named} "$@"\n', encoding="utf-8")
    path.chmod(0o755)
    return [path]


def main() -> int:
    """Write this system's launcher."""
    scripts = Path(sys.executable).parent
    if sys.platform == "win32":
        written = write_windows(scripts / "steph-desktop.exe", ROOT)
    elif sys.platform == "darwin":
        written = write_macos(scripts / "steph-desktop", ROOT)
    else:
        data_home = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
        written = write_linux(scripts / "steph-desktop", ROOT, data_home)
    for path in written:
        sys.stderr.write(f"-- Launcher: {path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

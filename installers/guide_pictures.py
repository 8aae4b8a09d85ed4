"""Make the pictures of the guide and of README from the running program.

From the repository: ``python installers/guide_pictures.py``. It runs the demo without a screen and
writes ``resources/guide/pictures`` and ``resources/pictures/window.png``; look at them before you
commit.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

PICTURES = Path(__file__).resolve().parents[1] / "resources" / "guide" / "pictures"
README_PICTURE = PICTURES.parents[1] / "pictures" / "window.png"
_WIDTH_PX, _QUALITY = 900, 82


def main() -> None:
    """Run the demo's tour in its own workspace, and keep what a user meets there and before."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage

    from steph_desktop import app
    from steph_desktop.core.job_control import JobControl
    from steph_desktop.core.settings import HOME_VARIABLE, demo_workspace_dir

    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        os.environ[HOME_VARIABLE] = scratch  # the user's own settings and workspace stay out of it
        out = Path(scratch) / "out"
        app.run_headless_demo(out, workspace=demo_workspace_dir(), control=JobControl())
        case = QImage(str(out / "window-case-1.png"))
        case.save(str(README_PICTURE))
        for picture, shown in ((_first_page(Path(scratch) / "own"), "welcome"), (case, "case")):
            smooth = Qt.TransformationMode.SmoothTransformation
            small = picture.scaledToWidth(_WIDTH_PX, smooth)
            small.save(str(PICTURES / f"{shown}.jpg"), quality=_QUALITY)


def _first_page(workspace: Path) -> QImage:
    """Return the window as it is before any case is opened."""
    from steph_desktop import app
    from steph_desktop.core.settings import Theme

    window = app.open_window(workspace, remember=False)
    window.choose_theme(Theme.LIGHT)
    app.make_application().processEvents()
    picture = window.grab().toImage()
    window.close()
    return picture


if __name__ == "__main__":
    main()

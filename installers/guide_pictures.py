"""Make the pictures of the guide and of README from the running program.

From the repository: ``python installers/guide_pictures.py``. It runs the demo without a screen and
writes ``resources/guide/pictures`` and ``resources/pictures/window.png``; look at them before you
commit.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

PICTURES = Path(__file__).resolve().parents[1] / "resources" / "guide" / "pictures"
README_PICTURE = PICTURES.parents[1] / "pictures" / "window.png"
_WIDTH_PX, _QUALITY = 900, 82
# The tour's pictures, and by what name the guide shows them.
_SHOWN = {"window-empty.png": "welcome.jpg", "window-case-1.png": "case.jpg"}


def main() -> None:
    """Run the demo's tour, and keep what the guide shows."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage

    from steph_desktop import app
    from steph_desktop.core.job_control import JobControl
    from steph_desktop.core.settings import HOME_VARIABLE

    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        os.environ[HOME_VARIABLE] = scratch  # the user's own settings and workspace stay out of it
        out = Path(scratch) / "out"
        app.run_headless_demo(out, workspace=Path(scratch) / "lab", control=JobControl())
        for name, shown in _SHOWN.items():
            smooth = Qt.TransformationMode.SmoothTransformation
            picture = QImage(str(out / name)).scaledToWidth(_WIDTH_PX, smooth)
            picture.save(str(PICTURES / shown), quality=_QUALITY)
        QImage(str(out / "window-case-1.png")).save(str(README_PICTURE))


if __name__ == "__main__":
    main()

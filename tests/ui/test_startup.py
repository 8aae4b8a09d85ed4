"""The window must stand before anything heavy is loaded, and Qt must not harm the interpreter."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QFont, QImage, QPainter

from steph_desktop import app

HEAVY = ("torch", "pandas", "pyqtgraph", "lifelines", "skimage", "scipy", "matplotlib", "h5py")
# Neither is any of this needed before a slide is opened, a case is finished, or a file is written.
LATE = (
    "openslide",
    "PIL",
    "importlib.metadata",
    "steph_desktop.slide.reader",
    "steph_desktop.cli.case_commands",
    "steph_desktop.cli.training_commands",
    "steph_desktop.cohort.lab_list",
    "steph_desktop.engine.use_cases",
    "steph_desktop.ui.pages.review.list_import",
    "steph_desktop.ui.pages.review.worklist_tools",
    "steph_desktop.ui.parts.report.report_pdf",
)

_START = """
import json, linecache, sys, time
from pathlib import Path
from steph_desktop import app, cli
assert app.missing_system_library() is None
application = app.make_application()
window = app.open_window(Path(sys.argv[1]))
stands_s = time.process_time()
at_start = sorted(sys.modules)
sources = [name for name in linecache.cache if "steph_desktop" in name]
window.start([Path(name) for name in sys.argv[2:]], demo=False)
end = time.monotonic() + 20
while window.pane.viewer.store is None or window.pane.viewer.store.whole is None:
    application.processEvents()
    time.sleep(0.01)
    assert time.monotonic() < end
loaded = sorted({name.split(".")[0] for name in sys.modules})
window.close()
print(json.dumps({"stands_s": stands_s, "at_start": at_start, "loaded": loaded,
    "sources": sources}))
"""


def test_nothing_heavy_is_loaded_to_open_the_window_and_a_slide(
    tmp_path: Path, slide: Path
) -> None:
    command = [sys.executable, "-c", _START, str(tmp_path / "ws"), str(slide)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert not set(HEAVY) & set(told["loaded"])
    early = {
        name for name in told["at_start"] for late in LATE if f"{name}.".startswith(f"{late}.")
    }
    assert not early, "what is not seen at the start is loaded when it is first needed"
    assert not told["sources"], "Qt reads the source of each module that is imported after it"
    # A second is promised on a quiet machine; the bound only catches a heavy import.
    assert told["stands_s"] < 4, "seconds of the processor, which are the same on a busy machine"


def test_the_application_has_a_name_and_an_icon(qapp: object) -> None:
    made = app.make_application()
    assert made is qapp, "never a second application"
    from steph_desktop.resources import resource_path

    icon = QImage(str(resource_path("icons", "app.png")))
    assert (icon.width(), icon.height()) == (256, 256)
    assert icon.hasAlphaChannel()
    assert resource_path("icons", "app.svg").stat().st_size > 0


def test_qt_keeps_the_count_of_none(qapp: object) -> None:
    """PySide6 6.12.0 takes a reference from None at each of these calls, until Python aborts."""
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    font = QFont()
    before = sys.getrefcount(None)
    for _ in range(1000):
        painter.setFont(font)
    after = sys.getrefcount(None)
    painter.end()
    assert after > before - 500

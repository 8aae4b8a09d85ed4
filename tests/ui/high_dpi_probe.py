"""Run by `test_high_dpi` under a scale factor: shows a slide and says what is on the screen.

Usage: high_dpi_probe.py SLIDE PICTURE; the answer is one JSON object on stdout.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from steph_desktop.slide.reader import Slide
from steph_desktop.ui.kit.tasks import Tasks
from steph_desktop.ui.kit.theme import LIGHT, apply_colours
from steph_desktop.ui.parts.viewer.slide_pane import SlidePane
from steph_desktop.ui.parts.viewer.tiles import TileKey, TileStore


def wait(met: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not met():
        if time.monotonic() > end:
            raise TimeoutError
        QApplication.processEvents()
        time.sleep(0.005)


def main(slide: Path, picture: Path) -> None:
    app = QApplication([])
    apply_colours(app, LIGHT)
    pool = Tasks(threads=2)
    pane = SlidePane()
    pane.resize(900, 640)
    pane.show()
    viewer = pane.viewer
    store = TileStore(Slide(slide), pool)
    asked: set[TileKey] = set()
    plain = store.want

    def want(keys: list[TileKey], ahead: tuple[TileKey, ...] = ()) -> None:
        asked.update(keys)
        plain(keys, ahead)

    store.want = want  # type: ignore[method-assign, assignment]
    viewer.show_slide(store)
    wait(lambda: viewer.is_sharp)
    asked.clear()
    viewer.set_objective(20)
    wait(lambda: viewer.is_sharp and not pool.busy)
    viewer.picture(overlays=True).save(str(picture))
    camera = viewer.camera
    assert camera is not None
    bar_px, caption = viewer.scale_reading().bar()
    plate = viewer.scale_bar_rect()
    told = {
        "ratio": viewer.devicePixelRatioF(),
        "level": store.pyramid.level_for(camera.scale),
        "asked_levels": sorted({key.level for key in asked}),
        "scale": camera.scale,
        "corner": [camera.x_px, camera.y_px],
        "readout": viewer.readout(),
        "bar": [bar_px, caption],
        "plate": [plate.x(), plate.y(), plate.width(), plate.height()],
        "objectives": [pane.objectives.width(), pane.objectives.height()],
        "letters": pane.objectives.fit_button.fontMetrics().height(),
        "grabbed": [viewer.grab().width(), viewer.grab().height()],
    }
    sys.stdout.write(json.dumps(told))
    viewer.show_slide(None)
    pane.close_files()
    pool.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

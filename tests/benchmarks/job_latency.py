"""Whether the window stays smooth while both lanes work; not part of the test suite.

    xvfb-run -a -s "-screen 0 1920x1200x24" python tests/benchmarks/job_latency.py
        [--quick] [--json]

The whole window stands on a slide. In its children a fit trains and a slide is extracted, as fast
as they can; the window shows the panel of jobs. Two figures are taken, first with no job and then
with both: by how much a timer of 5 ms comes late (the event loop), and how long a step of the
viewer takes from the mouse wheel to the painted view (a frame). Goals stand beside the figures and
are never asserted: a busy machine is no fault of the code. --quick only shows that it runs.
"""

import argparse
import json
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from PySide6.QtCore import QElapsedTimer, QEventLoop, Qt, QTimer

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS)]

from child_requests import REQUESTS, Extracts, Fits, teach  # noqa: E402
from slides import tissue_disc, write_pyramid  # noqa: E402
from small_cohort import lay_cohort  # noqa: E402

from steph_desktop import app  # noqa: E402
from steph_desktop.core.settings import Settings, Theme  # noqa: E402
from steph_desktop.ui.parts.session import Session  # noqa: E402
from steph_desktop.ui.shell.main_window import MainWindow  # noqa: E402
from steph_desktop.workspace.pseudonyms import Pseudonyms  # noqa: E402
from steph_desktop.workspace.records import Lane  # noqa: E402
from steph_desktop.workspace.store import Workspace  # noqa: E402

GOAL_MS = 33.0
TICK_MS = 5
FRAME_EVERY_MS = 33


@dataclass(frozen=True)
class Figures:
    """What was measured, in milliseconds."""

    what: str
    ticks: int
    loop_p50_ms: float
    loop_p95_ms: float
    loop_max_ms: float
    frames: int
    frame_p50_ms: float
    frame_p95_ms: float
    jobs_running: float


def measure(window: MainWindow, what: str, seconds: float) -> Figures:
    """Let the event loop run and note how late it is, and how long frames take."""
    late_ms: list[float] = []
    frames_ms: list[float] = []
    running: list[int] = []
    clock = QElapsedTimer()
    viewer, loop = window.pane.viewer, QEventLoop()

    def tick() -> None:
        late_ms.append(max(0.0, clock.nsecsElapsed() / 1e6 - TICK_MS))
        clock.restart()

    def frame() -> None:
        began = time.perf_counter()
        viewer.zoom(2**0.25 if len(frames_ms) % 8 < 4 else 2**-0.25)
        viewer.repaint()
        frames_ms.append(1e3 * (time.perf_counter() - began))
        running.append(len(window.session.jobs.running))

    ticker, framer = QTimer(), QTimer()
    ticker.setTimerType(Qt.TimerType.PreciseTimer)
    ticker.timeout.connect(tick)
    framer.timeout.connect(frame)
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    clock.start()
    ticker.start(TICK_MS)
    framer.start(FRAME_EVERY_MS)
    loop.exec()
    ticker.stop()
    framer.stop()
    late, frames = np.array(late_ms), np.array(frames_ms)
    return Figures(
        what,
        len(late),
        *(round(float(np.percentile(late, q)), 2) for q in (50, 95, 100)),
        len(frames),
        *(round(float(np.percentile(frames, q)), 2) for q in (50, 95)),
        round(float(np.mean(running)), 2),
    )


def wait(what: object, timeout_s: float = 60) -> None:
    """Run the event loop until something holds."""
    end = time.monotonic() + timeout_s
    while not what():
        if time.monotonic() > end:
            raise TimeoutError("the window did not get there")
        app.make_application().processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        time.sleep(0.005)


def run(folder: Path, seconds: float) -> list[Figures]:
    """Measure with no job and with both lanes at work."""
    for request in REQUESTS:
        teach(request)
    app.make_application()
    slide = write_pyramid(folder / "case.svs", tissue_disc(6144, 4608, (3072, 2304), 4200))
    cohort = lay_cohort(folder / "cohort")
    session = Session(
        Workspace.open(folder / "lab"),
        Pseudonyms(b"k" * 32),
        Settings(theme=Theme.LIGHT, device="cpu"),
        remember=False,
    )
    window = MainWindow(session)
    window.resize(1600, 1000)
    window.show()
    try:
        window.open_paths([slide])
        viewer = window.pane.viewer
        wait(lambda: viewer.store is not None and viewer.store.whole is not None)
        found = [measure(window, "no job", seconds)]
        fit = Fits(cohort, folder / "model.steph", epochs=100_000)
        tokens = [session.jobs.submit(fit, title="Train a model")]
        for number in range(60):  # one after the other: the lane never rests
            bag = Extracts(slide, folder / f"out{number}", folder / "log", 64, 0.0)
            title = f"Extract features {number}"
            tokens.append(session.jobs.submit(bag, title=title, lane=Lane.FILES))
        window.jobs.open_panel()

        def is_at_work(token: str) -> bool:
            view = session.jobs[token]
            return view.progress is not None and view.progress.total > 0

        wait(lambda: is_at_work(tokens[0]) and is_at_work(tokens[1]))
        found.append(measure(window, "training and extraction", seconds))
        return found
    finally:
        session.jobs.close()
        window.close()


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = run(Path(folder), 1.0 if chosen.quick else 20.0)
    if chosen.json:
        print(json.dumps([asdict(figures) for figures in found]))  # noqa: T201
        return
    for f in found:
        print(  # noqa: T201
            f"{f.what}: event loop late p50 {f.loop_p50_ms} p95 {f.loop_p95_ms} max "
            f"{f.loop_max_ms} ms ({f.ticks} ticks); frame p50 {f.frame_p50_ms} p95 "
            f"{f.frame_p95_ms} ms ({f.frames} frames; goal {GOAL_MS:.0f} ms); "
            f"jobs running {f.jobs_running}"
        )


if __name__ == "__main__":
    main()

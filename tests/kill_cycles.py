"""Whole cycles killed with kill -9 at random times, and what is found after each kill.

`python kill_cycles.py KIND FOLDER KILLS SEED` prints what it counted, as JSON. The work is done in
forks of this process, which has loaded everything: a cycle lasts as long as its work.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from case_files import pack, slide
from small_cohort import lay_cancer

from steph_desktop.case.result import case_folder, load_case
from steph_desktop.core.files import sweep
from steph_desktop.core.job_control import JobControl
from steph_desktop.engine.job_requests import AnalyseRequest
from steph_desktop.engine.use_cases import analyse_case
from steph_desktop.training.study.outcome import load_outcome
from steph_desktop.training.study.retraining import Hyperparameters, RetrainRequest, retrain_cohort
from steph_desktop.workspace.check import Severity, check_workspace
from steph_desktop.workspace.database import DATABASE_NAME
from steph_desktop.workspace.store import Workspace

CASE = "Case K7-QX"
_FEATURES = "features"


def _in_a_fork(work: Callable[[], object], kill_after_s: float | None) -> bool:
    """Do the work in a fork, killed after some time; True if it ended before."""
    child = os.fork()
    if not child:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    if kill_after_s is not None:
        end = time.monotonic() + kill_after_s
        while time.monotonic() < end:
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                assert status == 0, "the work itself failed"
                return True
            time.sleep(0.002)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert status in (0, signal.SIGKILL), "the work itself failed"
    return status == 0


def analyses(folder: Path, kills: int, seed: int) -> Counter[str]:
    """Kill analyses of a case that is analysed again and again, its features new or kept."""
    rng, counted = np.random.default_rng(seed), Counter[str]()
    lab, model = folder / "lab", pack(folder)
    request = AnalyseRequest(CASE, (slide(folder),), model, lab, device="cpu")
    began = time.monotonic()
    wanted = analyse_case(request, JobControl()).prediction.risk_score
    length_s = time.monotonic() - began
    for number in range(10 * kills):
        if counted["killed"] == kills:
            break
        if rng.random() < 0.5:
            for path in (lab / _FEATURES).rglob("*.h5"):
                path.unlink()
        asked = replace(request, seed=number)
        ended = _in_a_fork(lambda: analyse_case(asked, JobControl()), rng.uniform(0, length_s))  # noqa: B023
        counted["ended" if ended else "killed"] += 1
        with Workspace.open(lab) as workspace:
            case = workspace.case_named(CASE)
            assert case is not None and case.result_id is not None
            counted["results"] = len(workspace.results(case.id))
        kept = load_case(case_folder(lab, CASE)).result
        assert abs(kept.prediction.risk_score - wanted) < 1e-6, "what no analysis gave"
        # The features are missing where this very test took them away.
        lost = [
            found
            for found in check_workspace(lab)
            if found.severity is Severity.FAULT and _FEATURES not in str(found.path)
        ]
        assert not lost, lost
    again = analyse_case(request, JobControl())
    assert abs(again.prediction.risk_score - wanted) < 1e-6
    counted["swept"] = sweep(lab, deep=True)
    assert not [path for path in lab.rglob("*") if path.suffix in (".part", ".parts")]
    return counted


def trainings(folder: Path, kills: int, seed: int) -> Counter[str]:
    """Kill trainings of a cohort's model; each goes on until it ends, and is then compared."""
    rng, counted = np.random.default_rng(seed), Counter[str]()
    lay_cancer(folder / "mine", "MINE", 30)
    for cancer in ("BBB", "CCC"):
        lay_cancer(folder / "others", cancer)
    hyper = Hyperparameters(epochs=3, embed_dim=5, attn_dim=4, hyper_dim=6, lr=1e-2, gamma=0.005)
    request = RetrainRequest(
        folder / "mine", folder / "whole", "MINE", "steph", folds=3, hyper=hyper, device="cpu",
        source_cohort=folder / "others",
    )  # fmt: skip
    began = time.monotonic()
    whole = retrain_cohort(request, JobControl()).tested.risk_scores
    length_s = time.monotonic() - began
    number = 0
    while counted["killed"] < kills:
        out = folder / f"out{number}"
        asked = replace(request, out=out)
        for _ in range(int(rng.integers(2, 9))):
            limit = rng.uniform(0, length_s / 2)
            if _in_a_fork(lambda: retrain_cohort(asked, JobControl()), limit):  # noqa: B023
                break
            counted["killed"] += 1
        _in_a_fork(lambda: retrain_cohort(asked, JobControl()), None)  # noqa: B023
        found = load_outcome(out)
        assert found is not None
        assert np.array_equal(found.tested.risk_scores, whole), "not the uninterrupted figures"
        counted["ended the same"] += 1
        counted["swept"] += sweep(out, deep=True)  # as the command does at its end
        assert not [path for path in out.rglob("*") if path.suffix == ".part"]
        number += 1
    return counted


_WINDOW = """
import sys
from pathlib import Path
from steph_desktop import app
application = app.make_application()
window = app.open_window(Path(sys.argv[1]), remember=False)
session = window.session
session.change_settings(device="cpu")
window.start([Path(sys.argv[2])], demo=False, model=Path(sys.argv[3]))
session.after_loading(lambda: session.analyse_when_ready(session.worklist.case_ids[0]))
session.worklist.case_changed.connect(
    lambda one: session.worklist[one].state.name == "DONE" and application.quit()
)
print("open", flush=True)
application.exec()
window.close()
"""


def windows(folder: Path, kills: int, seed: int) -> Counter[str]:
    """Kill windows, their engine with them or not, while they open a slide and analyse it."""
    rng, counted = np.random.default_rng(seed), Counter[str]()
    lab, model, image = folder / "lab", pack(folder), slide(folder)
    words = [sys.executable, "-c", _WINDOW, str(lab), str(image), str(model)]
    while counted["killed"] < kills:
        with subprocess.Popen(
            words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
        ) as window:
            assert window.stdout is not None
            if rng.random() < 0.9:  # else killed while it starts
                window.stdout.readline()
            limit_s = float(rng.uniform(0, 6))
            try:
                counted["ended" if window.wait(limit_s) == 0 else "failed"] += 1
            except subprocess.TimeoutExpired:
                window.kill()
                counted["killed"] += 1
            if rng.random() < 0.5 and window.poll() is None:
                os.killpg(window.pid, signal.SIGKILL)
        assert not counted["failed"]
        if (lab / DATABASE_NAME).exists():
            Workspace.open(lab).close()
            found = [one for one in check_workspace(lab) if one.severity is Severity.FAULT]
            assert not found, found
    with Workspace.open(lab) as workspace:
        counted["cases"] = len(workspace.listed_cases())
    sweep(lab, deep=True)
    return counted


if __name__ == "__main__":
    kind, place, count, start = sys.argv[1:]
    work = {"analyses": analyses, "trainings": trainings, "windows": windows}[kind]
    sys.stdout.write(json.dumps(work(Path(place), int(count), int(start))) + "\n")

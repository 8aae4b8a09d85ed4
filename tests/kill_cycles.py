"""Work of every kind killed with kill -9 at random times, and what is found after each kill.

`python kill_cycles.py KIND FOLDER KILLS SEED` prints what it counted, as JSON. The work is done in
forks of this process, which has loaded everything: a cycle lasts as long as its work.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import struct
import subprocess
import sys
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import h5py
import numpy as np
import PIL.Image
import safetensors.numpy
import tifffile
from case_files import pack, slide
from disk_writers import RECORDS, WRITERS, Lab, make_lab
from small_cohort import lay_cancer
from workspace_samples import analysed, slide_file

from steph_desktop.case.case_store import case_folder, load_case
from steph_desktop.core.files import sweep
from steph_desktop.core.job_control import JobControl
from steph_desktop.engine.job_requests import AnalyseRequest
from steph_desktop.engine.use_cases import analyse_case
from steph_desktop.model.packs import load_pack
from steph_desktop.training.requests import ExportStudyRequest, SaveStudyRequest
from steph_desktop.training.study.outcome import load_outcome
from steph_desktop.training.study.retraining import Hyperparameters, RetrainRequest, retrain_cohort
from steph_desktop.training.study.study_export import export_study
from steph_desktop.training.study.study_pack import save_study
from steph_desktop.workspace.audit_trail import verify
from steph_desktop.workspace.backups import backups_of, is_whole
from steph_desktop.workspace.check import Severity, check_workspace
from steph_desktop.workspace.database import DATABASE_NAME
from steph_desktop.workspace.locks import WorkspaceHeld
from steph_desktop.workspace.store import Workspace

OLD = Path(__file__).parent / "data" / "v0_1_0" / "workspace.zip"
CASE = "Case K7-QX"
_FEATURES = "features"


def _in_a_fork(
    work: Callable[[], object],
    kill_after_s: float | None,
    make_ready: Callable[[], object] = lambda: None,
) -> bool:
    """Do the work in a fork, killed some time after it is ready; True if it ended before."""
    told, tells = os.pipe()
    child = os.fork()
    if not child:
        code = 1
        try:
            make_ready()
            os.write(tells, b"x")
            work()
            code = 0
        except BaseException:  # noqa: BLE001 - a fork must not go on as the test
            traceback.print_exc()
        finally:
            os._exit(code)
    os.close(tells)
    os.read(told, 1)
    os.close(told)
    if kill_after_s is not None:
        end = time.monotonic() + kill_after_s
        while (left := end - time.monotonic()) > 0:
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                assert status == 0, "the work itself failed"
                return True
            if left > 0.004:  # the last milliseconds are waited for exactly
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
        _require_whole(lab)
    again = analyse_case(request, JobControl())
    assert abs(again.prediction.risk_score - wanted) < 1e-6
    counted["swept"] = sweep(lab, deep=True)
    _require_clean(lab)
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
        _require_clean(out)
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
window.start([Path(sys.argv[2]), Path(sys.argv[3])], demo=False)
session.after_loading(lambda: session.analyse_when_ready(session.worklist.case_ids[0]))
session.worklist.case_changed.connect(
    lambda one: session.worklist[one].state.name == "DONE" and application.quit()
)
print("open", flush=True)
application.exec()
window.close()
"""


def _opened_soon(lab: Path) -> None:
    """Open a workspace; an engine without its window ends within a second or two."""
    end = time.monotonic() + 5
    while True:
        try:
            Workspace.open(lab).close()
        except WorkspaceHeld:
            assert time.monotonic() < end
            time.sleep(0.1)
        else:
            return


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
            _opened_soon(lab)
            found = [one for one in check_workspace(lab) if one.severity is Severity.FAULT]
            assert not found, found
    with Workspace.open(lab) as workspace:
        counted["cases"] = len(workspace.listed_cases())
    sweep(lab, deep=True)
    return counted


_WORKERS = """
import json, multiprocessing, os, random, signal, sys
from collections import Counter
from functools import partial
from pathlib import Path
from PySide6.QtCore import QTimer
from steph_desktop import app
from steph_desktop.engine.job_requests import AnalyseRequest
from steph_desktop.training.requests import RetrainRequest, Hyperparameters

application = app.make_application()
lab, image, model, mine, others, out = map(Path, sys.argv[1:7])
kills, rng = int(sys.argv[7]), random.Random(int(sys.argv[8]))
window = app.open_window(lab, remember=False)
jobs, counted, laid = window.session.jobs, Counter(), []
hyper = Hyperparameters(epochs=3, embed_dim=5, attn_dim=4, hyper_dim=6, lr=1e-2, gamma=0.005)

def submit():
    number = counted["analysed"]
    if rng.random() < 0.5:
        for path in (lab / "features").rglob("*.h5"):
            path.unlink()
    laid.append(jobs.submit(
        AnalyseRequest("Case K7-QX", (image,), model, lab, device="cpu", seed=number),
        title="one", case_id=None,
    ))

def train():
    number = counted["trained"]
    jobs.submit(RetrainRequest(mine, out / f"t{number}", "MINE", "steph", folds=3, hyper=hyper,
        device="cpu", source_cohort=others), title="training")

def kill(token):
    if token not in {view.token for view in jobs.running}:
        return
    children = [c for c in multiprocessing.active_children() if c.name == "steph-engine"]
    for child in children:
        os.kill(child.pid, signal.SIGKILL)
        counted["killed"] += 1

def started(token):
    if counted["killed"] < kills:
        # The child of a first start loads for a while before it works.
        QTimer.singleShot(int(1000 * rng.uniform(0.1, 6)), partial(kill, token))

def failed(token, error):
    assert "ended by the system" in str(error), error
    counted["told"] += 1
    jobs.resume(token)

def done(token, result):
    kind = "trained" if hasattr(result, "tested") else "analysed"
    counted[kind] += 1
    if counted["killed"] < kills:
        submit() if kind == "analysed" else train()
    elif not any(view.state.name in ("RUNNING", "QUEUED") for view in jobs.jobs()):
        application.quit()

jobs.started.connect(started)
jobs.failed.connect(failed)
jobs.done.connect(done)
window.session.after_loading(lambda: (submit(), train()))
application.exec()
window.close()
sys.stdout.write(json.dumps(counted) + chr(10))
"""


def workers(folder: Path, kills: int, seed: int) -> Counter[str]:
    """Kill the engine alone, again and again, while its window lives on and offers the job anew."""
    lab, model, image = folder / "lab", pack(folder), slide(folder)
    lay_cancer(folder / "mine", "MINE", 30)
    for cancer in ("BBB", "CCC"):
        lay_cancer(folder / "others", cancer)
    request = AnalyseRequest(CASE, (image,), model, folder / "wanted", device="cpu")
    wanted = analyse_case(request, JobControl()).prediction.risk_score
    places = (lab, image, model, folder / "mine", folder / "others", folder / "trained")
    words = [sys.executable, "-c", _WORKERS, *map(str, places), str(kills), str(seed)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    counted = Counter[str](json.loads(done.stdout.splitlines()[-1]))
    assert counted["told"] == counted["killed"], counted
    with Workspace.open(lab) as workspace:
        case = workspace.case_named(CASE)
        assert case is not None
        assert len(workspace.results(case.id)) == counted["analysed"]
    kept = load_case(case_folder(lab, CASE)).result
    assert abs(kept.prediction.risk_score - wanted) < 1e-6
    outcomes = [load_outcome(path) for path in sorted((folder / "trained").iterdir())]
    assert len(outcomes) == counted["trained"]
    scores = [outcome.tested.risk_scores for outcome in outcomes if outcome is not None]
    assert len(scores) == len(outcomes)
    assert all(np.array_equal(one, scores[0]) for one in scores), "other figures than before"
    _require_whole(lab)
    counted["swept"] = sweep(lab, deep=True) + sweep(folder / "trained", deep=True)
    _require_clean(lab, folder / "trained")
    return counted


def _require_whole(lab: Path) -> None:
    """Require a workspace without a fault; features are missing where the work took them away."""
    found = check_workspace(lab)
    lost = [one for one in found if one.severity is Severity.FAULT]
    lost = [one for one in lost if _FEATURES not in str(one.path)]
    assert not lost, lost


def _require_clean(*folders: Path) -> None:
    left = [path for folder in folders for path in folder.rglob("*") if ".part" in path.name]
    assert not left, left


# Writers ------------------------------------------------------------------------------------------


def _painter() -> object:
    from PySide6.QtWidgets import QApplication

    return QApplication.instance() or QApplication([])


def _is_old_or_whole(path: Path, old: dict[str, bytes], name: str) -> bool:
    """Tell whether a file is the old one byte for byte, or one that can be read to its end."""
    data = path.read_bytes()
    if old.get(name) == data:
        return True
    match path.suffix:
        case ".h5":
            with h5py.File(path) as file:
                file.visititems(lambda _, item: item[()] if hasattr(item, "shape") else None)
        case ".json" | ".geojson":
            json.loads(data)
        case ".jsonl":  # a torn last line does no harm
            return all(json.loads(line) for line in data.splitlines()[:-1] if line)
        case ".csv":
            return data.endswith(b"\n")
        case ".zip":
            return zipfile.ZipFile(path).testzip() is None
        case ".steph":
            load_pack(path)
        case ".safetensors":
            safetensors.numpy.load(data)
        case ".pdf":
            return data.rstrip().endswith(b"%%EOF")
        case ".svg":
            return data.rstrip().endswith(b"</svg>")
        case ".png":
            PIL.Image.open(path).load()
        case ".tiff":
            tifffile.imread(path)
        case ".txt":
            return data.endswith(b"\n")
        case _:
            return len(data) > 0
    return True


_PAINTED = ("report", "map, picture", "figure")
_FOLDERS = {"pack, a folder": lambda home: load_pack(home / "m")}  # whole as a folder


@dataclass
class _Victim:
    """A writer: its old state, kept to begin from again, and what one whole run of it gave."""

    home: Path
    old: dict[str, bytes]
    names: set[str]  # of the files of the new state
    took_s: float


def writers(folder: Path, kills: int, seed: int) -> Counter[str]:
    """Kill every writer of files and records in the middle of what it writes, in turn."""
    rng, counted = np.random.default_rng(seed), Counter[str]()
    lab = make_lab(folder)
    # A training takes longer than a few kills.
    acts = {**(_studies(folder) if kills > len(WRITERS) else {}), **WRITERS}
    names = [*acts, *RECORDS, "migration"]
    victims: dict[str, _Victim] = {}
    number = 0
    while counted["killed"] < kills:
        name, home = names[number % len(names)], folder / "kills" / str(number)
        number += 1
        kept = folder / "old" / str(names.index(name))
        if name not in victims:
            kept.mkdir(parents=True)
            victims[name] = _tried(name, kept, _Act(acts, name, lab, kept), home)
        victim = victims[name]
        shutil.copytree(kept, home)
        act = _Act(acts, name, lab, home)
        ended = _in_a_fork(lambda: act.work(1), rng.uniform(0, victim.took_s), act.ready)  # noqa: B023
        sweep(home, deep=True)
        if name in RECORDS or name == "migration":
            _look_at_records(name, home)
        else:
            _look_at_files(name, home, victim)
            if name == "pack, exported":  # which replaces nothing
                (home / "m.steph").unlink(missing_ok=True)
            assert _in_a_fork(lambda: act.work(1), None, act.ready)  # noqa: B023 - it can be done again
        _require_clean(home)
        counted["ended" if ended else "killed"] += 1
        counted[name] += not ended
        shutil.rmtree(home)
    return counted


class _Act:
    """What a fork makes ready and then does: 0 for the old state, 1 for the new one."""

    def __init__(
        self,
        acts: dict[str, Callable[[Lab, Path], Callable[[int], object]]],
        name: str,
        lab: Lab,
        home: Path,
    ) -> None:
        self.name, self.lab, self.home = name, lab, home
        self.make = acts.get(name)
        self.write: Callable[[int], object] | None = None

    def ready(self) -> None:
        if self.make is not None:
            if self.name.startswith(_PAINTED):
                _painter()
            self.write = self.make(self.lab, self.home)

    def work(self, state: int) -> None:
        lab = self.home / "lab"
        if self.write is not None:
            self.write(state)
        elif state == 0 and self.name == "migration":
            with zipfile.ZipFile(OLD) as archive:
                archive.extractall(self.home)
            (self.home / "workspace").rename(lab)
        else:
            with Workspace.open(lab) as workspace:
                if state == 0:
                    analysed(workspace, slide_file(self.home))
                elif self.name in RECORDS:
                    RECORDS[self.name](workspace, self.home)


def _tried(name: str, kept: Path, act: _Act, home: Path) -> _Victim:
    """Write the old state of a writer, and run it once to its end elsewhere."""
    assert _in_a_fork(lambda: act.work(0), None, act.ready)
    shutil.copytree(kept, home)
    act.home = home
    told, tells = os.pipe()

    def timed() -> None:
        began = time.monotonic()
        act.work(1)
        os.write(tells, struct.pack("d", time.monotonic() - began))

    assert _in_a_fork(timed, None, act.ready)
    (took_s,) = struct.unpack("d", os.read(told, 8))
    os.close(told)
    os.close(tells)
    names = set(_files(home))
    shutil.rmtree(home)
    return _Victim(kept, _files(kept), names, took_s)


def _look_at_files(name: str, home: Path, victim: _Victim) -> None:
    if name in _FOLDERS:
        _FOLDERS[name](home)
        return
    left = {one for one in _files(home) if ".parts/" not in one}
    assert victim.old.keys() & victim.names <= left, name
    if name != "study":  # whose folder is named anew
        assert left <= victim.old.keys() | victim.names, (name, left)
    for inside in left:
        assert _is_old_or_whole(home / inside, victim.old, inside), (name, inside)


def _look_at_records(name: str, home: Path) -> None:
    lab = home / "lab"
    with Workspace.open(lab) as workspace:
        assert verify(workspace.database) == []
        assert workspace.database.rows("PRAGMA integrity_check")[0][0] == "ok"
        assert len(workspace.listed_cases()) >= 1
    for kept in backups_of(lab):
        assert is_whole(kept.path), name
    found = [one for one in check_workspace(lab) if one.severity is Severity.FAULT]
    assert not found or name == "migration", found  # whose slides and files are not there


def _files(home: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(home)): path.read_bytes() for path in home.rglob("*") if path.is_file()
    }


def _studies(folder: Path) -> dict[str, Callable[[Lab, Path], Callable[[int], object]]]:
    """Return the writers of a finished training: its pack, and its export for a paper."""
    lay_cancer(folder / "study", "MINE", 20)
    hyper = Hyperparameters(epochs=2, embed_dim=5, attn_dim=4, hyper_dim=6, lr=1e-2)
    training = folder / "training"
    request = RetrainRequest(
        folder / "study", training, "MINE", "vanilla", folds=3, hyper=hyper, device="cpu"
    )
    assert _in_a_fork(lambda: retrain_cohort(request, JobControl()), None)

    def save(lab: Lab, home: Path) -> Callable[[int], object]:
        def write(number: int) -> None:
            asked = SaveStudyRequest(
                folder / "study", training, home / "m.steph", f"m{number}", replace_existing=True
            )
            save_study(asked, JobControl())

        return write

    def export(lab: Lab, home: Path) -> Callable[[int], object]:
        def write(number: int) -> None:
            out = home / f"out{number}"
            shutil.rmtree(out, ignore_errors=True)
            export_study(ExportStudyRequest(folder / "study", training, out))

        return write

    return {"study saved": save, "study exported": export}


if __name__ == "__main__":
    kind, place, count, start = sys.argv[1:]
    kinds = {
        "analyses": analyses, "trainings": trainings, "workers": workers, "windows": windows,
        "writers": writers,
    }  # fmt: skip
    sys.stdout.write(json.dumps(kinds[kind](Path(place), int(count), int(start))) + "\n")

"""Every list of the program x every kind of damage: the bad one has its reason, the others stay."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from model_packs import write_single
from small_cohort import lay_cohort
from workspace_samples import OUTCOME, RUN, analysed, case_file, slide_file

from steph_desktop.cli import run
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import sha256_of
from steph_desktop.core.listing import Sifted
from steph_desktop.core.settings import Settings, load_settings, save_settings
from steph_desktop.engine.model_registry import install_pack, scan
from steph_desktop.training.benchmark_request import BenchmarkRequest
from steph_desktop.training.cross_validation import run_benchmark
from steph_desktop.training.fold_runs import (
    FOLD_RUNS_FOLDER,
    PACKS_FORM,
    FoldRunRecord,
    SourceMeans,
    read_records,
    write_record,
)
from steph_desktop.training.predictions import (
    FoldPredictions,
    predictions_path,
    read_predictions,
    readable_predictions,
    write_predictions,
)
from steph_desktop.training.study.dynamics import read_courses
from steph_desktop.training.study.outcome import RESULTS_FOLDER
from steph_desktop.training.study.study import StudyDraft, StudyRepository
from steph_desktop.training.train_settings import TrainSettings
from steph_desktop.training.training_events import EpochRecord
from steph_desktop.ui.pages.cohort.cohort_data import NOT_THERE, read_listing
from steph_desktop.ui.pages.cohort.cohort_page import entries_of
from steph_desktop.ui.pages.compare.results import read_results
from steph_desktop.ui.pages.models.validation_dialog import read_validations
from steph_desktop.ui.pages.survival.sources import read_cohort
from steph_desktop.ui.parts.worklist.case_repository import _case, read_cases
from steph_desktop.workspace.database import DATABASE_NAME
from steph_desktop.workspace.records import FileKind, JobState, Lane, ResultInput
from steph_desktop.workspace.store import Workspace

TABLE = "patient_id,pathology_id,t,e\n" + "".join(
    f"00{n},S{n},{100 * n + 50},{n % 2}\n" for n in range(1, 11)
)


# Kinds of damage to a file --------------------------------------------------------------------


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _link(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.with_name("nowhere"))


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "cut": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "no text": lambda path: path.write_bytes(b"\xff\xfe\x00" * 50),
    "another kind": lambda path: path.write_bytes(b'[1, "two", null]'),
    "too deep": lambda path: path.write_bytes(b"[" * 100_000),
    "400 digits": lambda path: path.write_bytes(b'{"format": ' + b"9" * 400 + b"}"),
    "half a character": lambda path: path.write_bytes(b'{"model_id": "\\ud800"}'),
    "a folder": _folder,
    "a link to nothing": _link,
}
if hasattr(os, "mkfifo"):
    DAMAGES["a pipe"] = _pipe


# Lists that are files: each lays good ones and one to spoil, and reads the list ------------------


def _packs(folder: Path) -> tuple[Path, Callable[[], tuple[set[str], list[str]]]]:
    for number, name in enumerate(("a-good", "b-bad", "c-good")):
        write_single(folder / f"{name}.steph", "BRCA", number, model_id=name)

    def read() -> tuple[set[str], list[str]]:
        entries = scan(folder)
        good = {entry.card.model_id for entry in entries if entry.card is not None}
        return good, [str(entry.fault) for entry in entries if entry.fault is not None]

    return folder / "b-bad.steph", read


def _open_packs(folder: Path) -> tuple[Path, Callable[[], tuple[set[str], list[str]]]]:
    """A pack as a folder, whose card is a plain JSON file."""
    bad, read = _packs(folder)
    shutil.unpack_archive(bad, bad.with_suffix(""), "zip")
    bad.unlink()
    bad.with_suffix("").rename(bad)
    return bad / "card.json", read


def _studies(folder: Path) -> tuple[Path, Callable[[], tuple[set[str], list[str]]]]:
    repository = StudyRepository(folder)
    for name in ("a", "b", "c"):
        repository.keep(StudyDraft(f"{name}-study", cancer=name))

    def read() -> tuple[set[str], list[str]]:
        return _names(repository.listed(), lambda draft: str(draft.cancer))

    return next(repository.folder.glob("b-study/*.json")), read


def _cohort(folder: Path) -> tuple[Path, Callable[[], tuple[set[str], list[str]]]]:
    for name in ("AAA", "BBB", "CCC"):
        (folder / name).mkdir(parents=True)
        (folder / name / "labels.csv").write_text(TABLE, encoding="utf-8")

    def read() -> tuple[set[str], list[str]]:
        return _names(read_cohort(folder, {}, {}), lambda table: table.title[:3])

    return folder / "BBB" / "labels.csv", read


def _results(folder: Path) -> tuple[Path, Callable[[], tuple[set[str], list[str]]]]:
    rng = np.random.default_rng(0)
    paths = []
    for fold in range(3):
        ids = tuple(f"{fold}-{row}" for row in range(6))
        values = rng.random(6) + 1.0
        made = FoldPredictions("steph", "BRCA", fold, 42, ids, values, values > 1.5, values)
        paths.append(predictions_path(folder, made))
        write_predictions(paths[-1], made)

    def read() -> tuple[set[str], list[str]]:
        return _names(readable_predictions(folder), lambda made: f"fold {made.fold}")

    return paths[1], read


def _fold_runs(folder: Path) -> tuple[Path, Callable[[], tuple[set[str], list[str]]]]:
    """The fits of a training, as going on with it finds them."""
    paths = _lay_fold_runs(folder)
    return paths[1], lambda: _names(read_records(folder), lambda record: f"fold {record.fold}")


def _courses(folder: Path) -> tuple[Path, Callable[[], tuple[set[str], list[str]]]]:
    """The same as the Cohort page shows them."""
    paths = _lay_fold_runs(folder)
    return paths[1], lambda: _names(read_courses(folder), lambda course: f"fold {course.fold}")


def _lay_fold_runs(folder: Path) -> list[Path]:
    _results(folder)
    epochs = (EpochRecord(1, 0.5, 0.5, (0.2,), (0.8,), sources=("UCEC",)),)
    for path in sorted((folder / "predictions").iterdir()):
        fold = read_predictions(path).fold
        made = FoldRunRecord(
            "BRCA", "steph", "steph", fold, 42, 0.5, 12, 6, 3, 2, 2.0, 100, 0.1, "given", {},
            (SourceMeans("UCEC", 0.2, 0.8, 1.0),), path.name, sha256_of(path), history=epochs,
        )  # fmt: skip
        write_record(folder, made)
    return sorted((folder / FOLD_RUNS_FOLDER).glob("*.json"))


def _validations(folder: Path) -> tuple[Path, Callable[[], tuple[set[str], list[str]]]]:
    for name in ("a", "b", "c"):
        place = folder / "validations" / name
        place.mkdir(parents=True)
        value = {
            "weights_sha256": name, "target": "BRCA", "patients": 80, "events": 40,
            "verdict": "-", "c_index": {"value": 0.5, "interval": None},
        }  # fmt: skip
        (place / "validation.json").write_text(json.dumps(value), encoding="utf-8")

    def read() -> tuple[set[str], list[str]]:
        return _names(read_validations(folder), lambda past: past.weights_sha256)

    return folder / "validations" / "b" / "validation.json", read


def _answers(folder: Path) -> tuple[Path, Callable[[], tuple[set[str], list[str]]]]:
    """The kept answers of cases, as the Cohort page lists them."""
    names = ("a", "b", "c")
    share = {"cancer": "UCEC", "weight": 0.5, "lambda_target": 0.2, "selected": True}
    text = json.dumps({"results": [{"sources": [share], "risk_group": "low"}]})
    with Workspace.open(folder) as workspace:
        for number, name in enumerate(names):
            slide = slide_file(folder / "slides", f"{name}.svs", number)
            files = [(case_file(workspace, name, text), FileKind.CASE)]
            workspace.record_result(name, RUN, OUTCOME, [ResultInput(slide, "")], files)

    def read() -> tuple[set[str], list[str]]:
        listing = read_listing(folder, names, (), ())
        entries = [entry for entry in entries_of(listing) if entry.fault is not None]
        return {answer.case_id for answer in listing.answers}, [str(e.fault) for e in entries]

    return folder / "cases" / "b" / "case.json", read


def _names(found: Sifted[Any], name: Callable[[Any], str]) -> tuple[set[str], list[str]]:
    return {name(item) for item in found.good}, [str(item.fault) for item in found.bad]


LISTS = {
    "packs": (_packs, {"a-good", "c-good"}),
    "packs as folders": (_open_packs, {"a-good", "c-good"}),
    "studies": (_studies, {"a", "c"}),
    "cohorts": (_cohort, {"AAA", "CCC"}),
    "results": (_results, {"fold 0", "fold 2"}),
    "fits of a training": (_fold_runs, {"fold 0", "fold 2"}),
    "courses of a training": (_courses, {"fold 0", "fold 2"}),
    "validations": (_validations, {"a", "c"}),
    "kept answers": (_answers, {"a", "c"}),
}

# Without its file there is no such thing, and so nothing that is damaged.
_NO_FILE = ("a folder", "a link to nothing", "a pipe")
NOTHING = {
    "cohorts": _NO_FILE,
    "studies": ("a link to nothing",),
    "validations": ("a link to nothing",),
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("kind", LISTS)
def test_a_bad_file_is_named_and_the_others_stay(tmp_path: Path, kind: str, damage: str) -> None:
    lay, good = LISTS[kind]
    bad, read = lay(tmp_path)
    assert len(read()[0]) == 3 and not read()[1]
    DAMAGES[damage](bad)
    found, reasons = read()
    if (kind, damage) == ("cohorts", "cut"):
        return  # a shorter table is a table
    assert found == good
    if damage not in NOTHING.get(kind, ()):
        assert len(reasons) == 1 and len(reasons[0]) > 20, reasons


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_training_says_that_it_computed_a_damaged_fit_again(tmp_path: Path, damage: str) -> None:
    cohort, out = lay_cohort(tmp_path / "cohort"), tmp_path / "out"
    settings = TrainSettings(epochs=1, embed_dim=5, attn_dim=4)
    request = BenchmarkRequest(
        cohort, out, ("cox_mean",), targets=("AAA",), folds=(0, 1), settings=settings
    )
    whole = run_benchmark(request)
    assert not [note for note in whole["notes"] if "again" in note]
    bad = sorted((out / FOLD_RUNS_FOLDER).glob("*.json"))[0]
    DAMAGES[damage](bad)
    if damage == "a folder":  # nothing can be written there
        with pytest.raises(StephError):
            run_benchmark(request)
        return
    told = run_benchmark(request)["notes"]
    assert [note for note in told if bad.name in note and "computed again" in note]
    assert not [note for note in run_benchmark(request)["notes"] if "again" in note]


@pytest.mark.parametrize("damage", DAMAGES)
def test_the_command_lists_the_other_packs(
    tmp_path: Path, damage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    bad, _ = _packs(tmp_path)
    DAMAGES[damage](bad)
    packs = [str(path) for path in sorted(tmp_path.glob("*.steph"))]
    packs += [] if str(bad) in packs else [str(bad)]
    assert run(["models", "--json", *packs]) == 1
    out, err = capsys.readouterr()
    states = {
        item.get("model_id") or item["file"]: item["state"] for item in json.loads(out)["models"]
    }
    assert states == {"a-good": "verified", "b-bad.steph": "refused", "c-good": "verified"}
    assert "b-bad.steph" in err and len(err.splitlines()) == 1


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("name", ["packs.json", "summary.json"])
def test_damaged_results_of_a_comparison_are_no_shorter_results(
    tmp_path: Path, name: str, damage: str
) -> None:
    for one, value in (("packs.json", {"form": PACKS_FORM}), ("summary.json", {"complete": False})):
        (tmp_path / one).write_text(json.dumps(value), encoding="utf-8")
    read_results(tmp_path)
    DAMAGES[damage](tmp_path / name)
    if name == "summary.json":
        said = read_listing(tmp_path / "lab", (), [tmp_path], ()).studies
        assert not said or "damaged" in said[0].note or damage == "a link to nothing"
    if damage != "a link to nothing":  # that is no file at all
        with pytest.raises(StephError) as told:
            read_results(tmp_path)
        assert len(str(told.value)) > 20


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_training_whose_end_is_damaged_is_not_listed_as_finished(
    tmp_path: Path, damage: str
) -> None:
    out = tmp_path / "studies" / "x" / "training" / "abc"
    _lay_fold_runs(out / RESULTS_FOLDER)
    for name, text in (("news.jsonl", ""), ("outcome.json", '{"rows": []}')):
        (out / name).write_text(text, encoding="utf-8")
    (whole,) = read_listing(tmp_path, (), (), ()).studies
    assert whole.note == "3 fits, finished"
    DAMAGES[damage](out / "outcome.json")
    (entry,) = read_listing(tmp_path, (), (), ()).studies
    gone = damage == "a link to nothing"
    assert entry.note == ("3 fits so far" if gone else "3 fits; outcome.json is damaged")


# A pack that claims to be another -----------------------------------------------------------------


@pytest.mark.parametrize("is_first", [True, False])
def test_a_pack_that_claims_the_hash_of_another_is_not_hidden(
    tmp_path: Path, is_first: bool
) -> None:
    models, outside = tmp_path / "models", tmp_path / "desk" / "mine.steph"
    write_single(outside, "BRCA", 1, model_id="mine")
    installed = install_pack(outside, models)
    assert [entry.path for entry in scan(models, [outside])] == [installed]
    tampered = installed if is_first else outside
    whole = outside if is_first else installed
    _turn_a_bit(tampered)
    entries = {entry.path: entry for entry in scan(models, [outside])}
    assert set(entries) == {installed, outside}
    assert entries[whole].fault is None and entries[whole].card is not None
    assert entries[tampered].card is None
    assert "claims the same hash" in str(entries[tampered].fault)


def _turn_a_bit(pack: Path) -> None:
    import zipfile

    with zipfile.ZipFile(pack) as archive:
        parts = {name: bytearray(archive.read(name)) for name in archive.namelist()}
    parts["model.safetensors"][-3] ^= 1
    with zipfile.ZipFile(pack, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, bytes(data))


# Rows of the workspace ----------------------------------------------------------------------------

JOB_DAMAGES = {
    "no state": "state = 'dancing'",
    "no lane": "lane = 'fast'",
    "no JSON": "request = '{cut'",
    "a list": "request = '[1]'",
    "too deep": f"request = '{'[' * 100_000}'",
    "no date": "queued_at = 'yesterday'",
    "no text": "title = CAST(x'ff00fe' AS TEXT)",
}
CASE_DAMAGES = {
    "no status": "UPDATE cases SET status = 'lost' WHERE pseudonym = 'Case B'",
    "no group": "UPDATE cases SET risk_group = 'purple' WHERE pseudonym = 'Case B'",
    "no quality": "UPDATE results SET quality = 'odd' WHERE id ="
    " (SELECT result_id FROM cases WHERE pseudonym = 'Case B')",
    "no text": "UPDATE slides SET name = CAST(x'ff' AS TEXT) WHERE name = 'b.svs'",
}


def _change(folder: Path, sql: str) -> None:
    with contextlib.closing(sqlite3.connect(folder / DATABASE_NAME)) as connection:
        connection.execute(sql)
        connection.commit()


@pytest.mark.parametrize("damage", JOB_DAMAGES)
def test_a_bad_job_holds_up_no_other(tmp_path: Path, damage: str) -> None:
    with Workspace.open(tmp_path) as workspace:
        for name in ("a", "b", "c"):
            workspace.queue_job("extract", {"slide": name}, Lane.FILES, token=name)
    _change(tmp_path, f"UPDATE jobs SET {JOB_DAMAGES[damage]} WHERE id = 2")  # noqa: S608
    with Workspace.open(tmp_path) as workspace:
        waiting = {job.token for job in workspace.list_jobs({JobState.QUEUED})}
        if damage != "no text":  # its words are shown as far as they can be
            (bad,) = workspace.list_jobs({JobState.FAILED})
            assert bad.id == 2 and "damaged" in bad.error
            assert waiting == {"a", "c"}
        taken = []
        while (job := workspace.take_job(Lane.FILES)) is not None:
            taken.append(job.token)
            workspace.change_job(job.id, JobState.DONE)
        assert taken == (["a", "b", "c"] if damage == "no text" else ["a", "c"])
        workspace.forget_job("b")
        assert not workspace.list_jobs({JobState.FAILED})


@pytest.mark.parametrize("damage", CASE_DAMAGES)
def test_a_bad_case_is_on_the_list_beside_the_others(tmp_path: Path, damage: str) -> None:
    with Workspace.open(tmp_path) as workspace:
        for number, name in enumerate(("a", "b", "c")):
            slide = slide_file(tmp_path / "slides", f"{name}.svs", number)
            analysed(workspace, slide, f"Case {name.upper()}")
    _change(tmp_path, CASE_DAMAGES[damage])
    with Workspace.open(tmp_path) as workspace:
        listed, unproven = read_cases(workspace)
    cases = {case.case_id: case for case in (_case(item, unproven) for item in listed)}
    assert set(cases) == {"Case A", "Case B", "Case C"}
    assert cases["Case A"].error is None and cases["Case C"].error is None
    if damage != "no text":
        assert "damaged" in str(cases["Case B"].error)


# Settings and recent lists ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "bad",
    [
        b'"theme": ' + b"[" * 30 + b"]" * 30,
        b'"last_folder": "\\u0000/etc"',
        b'"reviewer": "\\ud800"',
        b'"device": 3',
        b'"cohort_folders": ["/good", 3, "\\ud800", "/also"]',
        b'"encoder_weights": {"uni": "/w", "bad": 7}',
        b'"blinded": "yes"',
        b'"window_geometry": ' + b"9" * 400,
    ],
    ids=lambda bad: bad[:16].decode(),
)
def test_one_bad_setting_costs_no_other(tmp_path: Path, bad: bytes) -> None:
    path = tmp_path / "settings.json"
    whole = Settings(reviewer="Dr Ada", study_folders=(Path("/results"),), device="cpu")
    save_settings(whole, path)
    key = json.loads(b"{" + bad.partition(b":")[0] + b":0}").popitem()[0]
    stored = json.loads(path.read_text(encoding="utf-8"))
    del stored[key]
    text = json.dumps(stored).encode()
    path.write_bytes(text[:-1] + b", " + bad + b"}")
    read = load_settings(path)
    assert "damaged" in read.notice and key.replace("_", " ") in read.notice
    assert read.study_folders == (Path("/results"),)
    assert key == "reviewer" or read.reviewer == "Dr Ada"
    if key == "cohort_folders":
        assert read.cohort_folders == (Path("/good"), Path("/also"))
    if key == "encoder_weights":
        assert read.encoder_weights == {"uni": Path("/w")}
    (aside,) = tmp_path.glob("*damaged*")
    assert aside.name in read.notice


def test_settings_too_deep_to_read_are_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(b'{"format": 1, "theme": ' + b"[" * 100_000)
    read = load_settings(path)
    assert replace(read, notice="") == Settings() and "damaged" in read.notice
    assert list(tmp_path.glob("*damaged*"))


def test_recent_folders_that_are_gone_are_shown_as_gone(tmp_path: Path) -> None:
    (tmp_path / "here" / "fold_runs").mkdir(parents=True)
    studies = [tmp_path / "gone", tmp_path / "here"]
    cohorts = [tmp_path / "lost", tmp_path]
    listing = read_listing(tmp_path / "workspace", [], studies, cohorts)
    assert {entry.name: entry.note for entry in listing.studies}["gone"] == NOT_THERE
    assert [entry.folder for entry in listing.cohorts] == list(cohorts)
    gone = {entry.folder for entry in listing.cohorts if entry.note == NOT_THERE}
    assert gone == {tmp_path / "lost"}


def test_a_cohort_laid_for_a_training_is_called_as_the_training_is(tmp_path: Path) -> None:
    repository = StudyRepository(tmp_path)
    draft = repository.keep(replace(repository.new(), cancer="MINE"))
    folder = repository.folder_of(draft) / "cohort"
    folder.mkdir()
    listing = read_listing(tmp_path, [], [], [folder, tmp_path / "cohort"])
    assert [entry.name for entry in listing.cohorts] == ["MINE", "cohort"]

"""Files that version 0.1.0 wrote are read as 0.1.0 read them.

The archives in data/v0_1_0 were made by the code of 0.1.0, and
expected.json says what that code read from them. Everything of the program that is used stands here
at the top, so that a renamed module is one line.
"""

from __future__ import annotations

import csv
import json
import math
import shutil
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from case_files import predict_features

from steph_desktop.case.case_store import load_case
from steph_desktop.case.disclosure import Disclosure
from steph_desktop.case.result import answer_json
from steph_desktop.case.slide_checks import CheckKind
from steph_desktop.case.worklist_csv import write_worklist
from steph_desktop.cohort.clinical_table import read_clinical
from steph_desktop.cohort.slide_matching import (
    FEATURE_SUFFIXES,
    find_files,
    match_files,
    matched_patients,
)
from steph_desktop.cohort.table_file import read_table
from steph_desktop.core.codec import request_from_json
from steph_desktop.core.job_control import JobControl
from steph_desktop.core.settings import Settings, load_settings, save_settings
from steph_desktop.engine.job_requests import request_type
from steph_desktop.engine.model_registry import scan, verify_pack
from steph_desktop.engine.recompute import recompute_case
from steph_desktop.features.bag import read_bag
from steph_desktop.model.card import card_to_json
from steph_desktop.model.packs import load_pack, read_card
from steph_desktop.slide.annotations import load_annotations
from steph_desktop.training.benchmark_request import BenchmarkRequest
from steph_desktop.training.cross_validation import run_benchmark
from steph_desktop.training.predictions import read_benchmark_predictions
from steph_desktop.training.requests import SaveStudyRequest
from steph_desktop.training.study.outcome import load_outcome
from steph_desktop.training.study.study import Study, StudyDraft, StudyRepository
from steph_desktop.training.study.study_pack import save_study
from steph_desktop.training.trainer import TrainSettings
from steph_desktop.training.training_events import read_events
from steph_desktop.ui.pages.compare.results import read_results
from steph_desktop.ui.parts.job_list.job_rows import restore_jobs
from steph_desktop.workspace.audit_trail import entries, verify
from steph_desktop.workspace.check import check_workspace
from steph_desktop.workspace.store import Workspace, retired_models

HERE = Path(__file__).resolve().parent / "data" / "v0_1_0"
ARCHIVES = ("slides", "workspace", "packs", "cohort", "study", "benchmark", "settings")
MADE_IN = Path("/srv/lab")
"""Where 0.1.0 saw its files; nothing is there any more."""
BENCHMARK_SETTINGS = {"epochs": 2, "embed_dim": 5, "attn_dim": 4, "hyper_dim": 6, "lr": 1e-2}
CARD_FIELDS = (
    "model_id", "kind", "method", "encoder", "feature_dim", "embed_dim", "attn_dim", "hyper_dim",
    "target_cancer", "k", "members", "sources", "lambda_form", "patch_px", "target_mpp", "cohort",
    "c_index_folds", "seed", "app_version", "licence", "synthetic", "weights_sha256", "notes",
)  # fmt: skip
PREDICTION_FIELDS = (
    "model_id", "model_sha256", "target_cancer", "encoder", "n_patches", "risk_score",
    "risk_percentile", "risk_group", "time_bins_days", "hazards", "survival",
    "median_survival_days", "sources", "attention",
)  # fmt: skip


# Reading ------------------------------------------------------------------------------------------


def unpack(name: str, folder: Path) -> Path:
    """Unpack an archive; return its folder."""
    with zipfile.ZipFile(HERE / f"{name}.zip") as archive:
        archive.extractall(folder)
    return folder / name


def plain(value: Any) -> Any:
    """Turn what the program gives into JSON values."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Path):
        return value.as_posix()
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, (frozenset, set)):
        return sorted(map(plain, value))
    return value.item() if hasattr(value, "item") else value


def some(value: dict[str, Any], names: Sequence[str]) -> dict[str, Any]:
    return {name: plain(value[name]) for name in names if name in value}


def findings_of(lab: Path) -> list[list[str]]:
    return [plain([f.severity, f.area, f.subject, f.what]) for f in check_workspace(lab)]


def read_workspace(lab: Path) -> dict[str, Any]:
    """What stands in a workspace, as the window and the commands read it."""
    with Workspace.open(lab, read_only=True) as workspace:
        cases = {}
        for listed in workspace.listed_cases():
            row = workspace.case_named(listed.pseudonym)
            assert row is not None
            cases[listed.pseudonym] = {
                "slides": [path.as_posix() for path in listed.slides],
                "mpp": listed.mpp,
                "status": plain(listed.status),
                "has_result": listed.has_result,
                "risk_group": listed.risk_group,
                "risk_score": listed.risk_score,
                "risk_percentile": listed.risk_percentile,
                "quality": plain(listed.quality),
                "standing": plain(asdict(listed.standing)),
                "changed_at": listed.changed_at,
                "added_at": listed.added_at,
                "results": [plain(asdict(result)) for result in workspace.results(row.id)],
                "reviews": [plain(asdict(review)) for review in workspace.reviews(row.id)],
                "reviews_of_result": [r.id for r in workspace.reviews_of_result(listed.pseudonym)],
            }
        found = {
            "cases": cases,
            "scored": [plain(asdict(case)) for case in workspace.scored_cases()],
            "seen": [case.pseudonym for case in workspace.scored_cases(seen_only=True)],
            "estimates": [plain(asdict(row)) for row in workspace.estimates()],
            "outcomes": {name: plain(asdict(f)) for name, f in workspace.follow_ups().items()},
            "patients": [plain(asdict(patient)) for patient in workspace.patients()],
            "slides": [plain(asdict(slide)) for slide in workspace.list_slides()],
            "jobs": [plain(asdict(job)) for job in workspace.list_jobs()],
            "files": [plain(asdict(file)) for file in workspace.files()],
            "retired": plain(retired_models(workspace)),
            "audit": [
                plain([entry.seq, entry.at, entry.who, entry.app_version, entry.action, entry.hash])
                for entry in entries(workspace.database, count=1000)
            ],
            "audit_faults": [str(fault) for fault in verify(workspace.database)],
        }
    found["models"] = [
        [entry.path.name, entry.card.model_id if entry.card else None]
        for entry in scan(lab / "models")
    ]
    return found


def read_case_files(lab: Path) -> dict[str, Any]:
    """What the files of the finished cases hold."""
    found = {}
    for folder in sorted(path.parent for path in lab.glob("cases/*/case.json")):
        record = load_case(folder)
        result = record.result
        members = result.prediction.member_survival
        found[folder.name] = {
            **some(answer_json(result), PREDICTION_FIELDS),
            "case_id": result.case_id,
            "seed": result.seed,
            "app_version": result.app_version,
            "warnings": list(result.warnings),
            "checks": [plain([c.kind, c.light, c.figure, c.reason]) for c in result.checks[1:]],
            "members": None if members is None else members.tolist(),
            "strata": [[curve.label, len(curve.times_days)] for curve in result.strata],
            "slides": [
                [s.slide_id, s.first, s.count, s.patch_size_level0_px, s.mpp, s.mpp_source,
                 s.slide_sha256, s.coords is not None, s.outline is not None]
                for s in result.slides
            ],
            "pictures": [
                [list(image.shape) for image in record.pictures.thumbnails],
                list(record.pictures.top_indices),
                len(record.pictures.top_patches),
            ],
            "contributions": [list(result.prediction.contributions.shape),
                              float(result.prediction.contributions.astype(float).sum())],
        }  # fmt: skip
    return found


def read_drawings(lab: Path, slides: Path) -> dict[str, Any]:
    found = {}
    for slide in sorted(slides.glob("*.svs")):
        drawn = load_annotations(lab, slide)
        if drawn:
            found[slide.name] = [
                plain([one.shape, one.points, one.name, one.colour]) for one in drawn
            ]
    return found


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def worklist_table(lab: Path, out: Path, *, whole: bool = True) -> list[dict[str, str]]:
    """The worklist as CSV; `whole` shows what later versions withhold."""
    with Workspace.open(lab, read_only=True) as workspace:
        said = {case.pseudonym: Disclosure() for case in workspace.listed_cases()}
        write_worklist(workspace, out, identifiers=True, disclosures=said if whole else None)
    return read_csv(out)


def packs_below(folder: Path) -> list[Path]:
    return [entry.path for entry in scan(folder)]


def read_pack(path: Path, features: Path) -> dict[str, Any]:
    """The card of a pack, and its answer to a feature file."""
    card = verify_pack(path)
    told = card_to_json(card)
    result = predict_features([features], path, device="cpu")
    members = result.prediction.member_survival
    reference = card.reference
    pack = load_pack(path)
    if pack.members and reference is not None:
        # The first member answered then, on the scale of the whole cohort; now the median does.
        first = pack.model.predict(read_bag(features).features)
        result = replace(
            result,
            prediction=replace(first, member_survival=members),
            risk_percentile=reference.percentile_of(first.risk_score),
            risk_group=reference.group_of(first.risk_score),
        )
    return {
        "card": some({**told, "weights_sha256": card.weights_sha256}, CARD_FIELDS),
        "bins": list(card.bins.starts_days),
        "reference": None if reference is None else {
            "patients": len(reference.risk_scores),
            "cutoffs": plain(reference.cutoffs),
            "scales": reference.scales is not None,
            "sources": reference.sources is not None,
        },
        "statistics": pack.statistics is not None,
        "further_members": len(pack.members),
        "prediction": some(answer_json(result), PREDICTION_FIELDS),
        "member_survival": None if members is None else members.tolist(),
        # An unknown pixel size was amber then; it is grey now.
        "checks": {
            plain(c.kind): "amber" if c.kind is CheckKind.RESOLUTION else plain(c.light)
            for c in result.checks[1:]
        },
    }  # fmt: skip


def draft_values(draft: StudyDraft) -> Any:
    """Return the fields of a draft as the first version had them; later ones are as by default."""
    value = plain(asdict(draft))
    new = StudyDraft("")
    for part, names in (
        (value, ("header_row",)),
        (value["choices"], ("settled_by", "clinical", "left_out_rows")),
        (value["rule"], ("take", "leave", "without")),
    ):
        defaults = plain(asdict(new))
        defaults |= defaults["choices"] | defaults["rule"]
        for name in names:
            assert part.pop(name) == defaults[name]
    return value


def study_of(work: Path) -> tuple[StudyRepository, StudyDraft]:
    book = StudyRepository(work)
    return book, book.read("study")


def training_of(work: Path, table: Path, features: Path) -> Path:
    """Where a finished study's training lies, found again from its choices and its table."""
    book, draft = study_of(work)
    clinical = read_clinical(read_table(table, draft.sheet, JobControl()), draft.choices)
    files = find_files(features, FEATURE_SUFFIXES, JobControl())
    match = match_files(clinical.patients, files, draft.rule)
    patients = tuple(matched_patients(clinical.patients, match))
    return Study(book, draft).training_request(patients, "cpu").out


def read_training(out: Path) -> dict[str, Any]:
    outcome = load_outcome(out)
    assert outcome is not None
    tested = outcome.tested
    return {
        **plain(outcome.to_json()),
        "tested": [
            plain(
                [
                    name,
                    tested.times_days[k],
                    tested.events[k],
                    tested.risk_scores[k],
                    tested.groups[k],
                ]
            )
            for k, name in enumerate(tested.patient_ids)
        ],
        "news": len(read_events(out)),
    }


def read_benchmark(folder: Path) -> dict[str, Any]:
    shown = read_results(folder)
    rows = read_csv(folder / "results.csv")
    return {
        "results": rows,
        "shown": plain([shown.targets, shown.cells, shown.asked, shown.is_complete]),
        "table": [plain((row.code, *shown.cells_of(row)[1:])) for row in shown.rows],
        "sentences": plain(shown.sentences),
        "figures": len(shown.figures),
        "predictions": [
            plain([p.method, p.target, p.fold, p.seed, p.patient_ids, p.risk_scores.tolist()])
            for p in read_benchmark_predictions(folder)
        ],
    }


def settings_values(settings: Settings) -> Any:
    values = plain(asdict(settings))
    del values["notice"]
    return values


def run_on(cohort: Path, out: Path) -> None:
    """Let a benchmark that was stopped go on."""
    request = BenchmarkRequest(
        cohort, out, ("vanilla", "steph"), targets=("AAA", "BBB"), folds=(0, 1),
        settings=TrainSettings(**BENCHMARK_SETTINGS, device="cpu"), gamma=0.005,
    )  # fmt: skip
    run_benchmark(request)


def read_all(folder: Path) -> dict[str, Any]:
    """Everything that is compared; `make_old_samples.py` writes it as expected.json."""
    places = {name: unpack(name, folder) for name in ARCHIVES}
    lab, slides, packs = places["workspace"], places["slides"], places["packs"]
    found: dict[str, Any] = {"workspace": read_workspace(lab)}
    found["findings_away"] = findings_of(lab)
    found["case_files"] = read_case_files(lab)
    found["drawings"] = read_drawings(lab, slides)
    found["worklist_csv"] = worklist_table(lab, folder / "list.csv")
    found["packs"] = {p.name: read_pack(p, packs / "probe.h5") for p in packs_below(packs)}
    found["lab_packs"] = {
        p.name: read_pack(p, slides / "P1007.h5")
        for p in packs_below(lab / "models")
        if read_card(p).feature_dim == 1280
    }
    work, mine = places["study"] / "work", places["cohort"] / "mine" / "MINE" / "features"
    found["drafts"] = {d.study_id: draft_values(d) for d in StudyRepository(work).listed().good}
    training = training_of(work, places["study"] / "table.csv", mine)
    found["training_folder"] = training.name
    found["training"] = read_training(training)
    found["benchmarks"] = {
        name: read_benchmark(places["benchmark"] / name) for name in ("finished", "stopped")
    }
    found["settings"] = {
        path.name: settings_values(load_settings(path))
        for path in sorted(places["settings"].glob("*.json"))
    }
    with Workspace.open(lab, who="Dr New") as workspace:
        found["offered_jobs"] = [
            [job.token, plain(job.state), case] for job, case in restore_jobs(workspace)
        ]
    return found


# Tests --------------------------------------------------------------------------------------------


# Worked out of the contributions kept, by a rule that 0.1.0 did not have; those are compared.
_EXPLAINED_ANEW = {"risk_contribution"}


def same(found: Any, wanted: Any, where: str = "", rel: float = 0.0) -> None:
    """Compare JSON values; numbers to a relative tolerance, at 0 to the last bit."""
    if isinstance(wanted, dict):  # a later version may know more
        assert isinstance(found, dict) and set(wanted) <= set(found), f"{where}: names are gone"
        for key in wanted:
            if key in _EXPLAINED_ANEW:
                assert isinstance(found[key], float) and math.isfinite(found[key]), f"{where}/{key}"
                continue
            same(found[key], wanted[key], f"{where}/{key}", rel)
    elif isinstance(wanted, list):
        assert isinstance(found, list) and len(found) == len(wanted), f"{where}: another length"
        for number, item in enumerate(wanted):
            same(found[number], item, f"{where}/{number}", rel)
    elif isinstance(wanted, float) and rel:
        assert found == pytest.approx(wanted, rel=rel, abs=rel * 1e-3), where
    else:
        assert found == wanted, where


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    value: dict[str, Any] = json.loads(
        (HERE / "expected.json").read_text(encoding="utf-8"), object_hook=_as_merged
    )
    return value


def _as_merged(value: dict[str, Any]) -> dict[str, Any]:
    """0.1.0 called sources merged where the automatic method had settled on the target alone."""
    card = value.get("card")
    if isinstance(card, dict) and card.get("method") == "steph_auto":
        for source in value["prediction"]["sources"]:
            source["selected"] = source["selected"] and source["lambda_target"] < 1
    return value


@pytest.fixture
def place(tmp_path: Path) -> Callable[[str], Path]:
    return lambda name: unpack(name, tmp_path)


def test_a_workspace_is_read_as_it_was(
    place: Callable[[str], Path], expected: dict[str, Any]
) -> None:
    lab = place("workspace")
    with Workspace.open(lab, who="Dr New"):
        pass  # a later version brings its tables up to date
    found, wanted = read_workspace(lab), dict(expected["workspace"])
    since = found.pop("audit")
    trail = wanted.pop("audit")
    same(since[: len(trail)], trail)
    assert {entry[4] for entry in since[len(trail) :]} <= {"tables migrated"}
    same(found, wanted)
    assert found["audit_faults"] == []
    # By number, should the expectations ever be made anew from a poorer reading.
    assert len(found["cases"]) == 7 and len(found["scored"]) == 5
    assert len(found["jobs"]) == 13 and len(trail) == 47
    assert {case["status"] for case in found["cases"].values()} == {
        "new", "analysed", "reviewed", "signed off", "taken off the list"
    }  # fmt: skip
    assert {job["state"] for job in found["jobs"]} == {
        "queued", "paused", "interrupted", "done", "failed", "cancelled"
    }  # fmt: skip


def test_its_files_are_whole_and_only_the_slides_are_gone(
    place: Callable[[str], Path], expected: dict[str, Any]
) -> None:
    lab, slides = place("workspace"), place("slides")
    if not MADE_IN.exists():
        same(findings_of(lab), expected["findings_away"])
    with Workspace.open(lab, who="Dr New") as workspace:
        report = workspace.relink(MADE_IN / "slides", slides)
        assert len(report.relinked) == 8 and not report.missing and not report.different
    assert findings_of(lab) == []


def test_a_case_is_read_with_its_numbers(
    place: Callable[[str], Path], expected: dict[str, Any]
) -> None:
    found = read_case_files(place("workspace"))
    same(found, expected["case_files"])
    assert len(found) == 6


def test_drawings_are_found_by_the_content_of_their_slide(
    place: Callable[[str], Path], expected: dict[str, Any]
) -> None:
    found = read_drawings(place("workspace"), place("slides"))
    same(found, expected["drawings"])
    assert {name: len(drawn) for name, drawn in found.items()} == {"P1001-A.svs": 4, "P1003.svs": 1}


def test_the_worklist_is_written_as_it_was(
    place: Callable[[str], Path], tmp_path: Path, expected: dict[str, Any]
) -> None:
    lab, out = place("workspace"), tmp_path / "list.csv"
    columns = expected["worklist_csv"][0].keys()
    found = worklist_table(lab, out)
    same([some(row, columns) for row in found], expected["worklist_csv"])
    for row in worklist_table(lab, out, whole=False):
        # Its models tell nobody apart, as their cards in the cases say: opened, all are withheld.
        assert (row["shown"] == "withheld") == bool(row["slide_checks"])
        if row["slide_checks"] == "poor":
            assert row["risk_group"] == row["risk_percentile"] == row["risk_score"] == ""


def test_jobs_are_offered_again_and_their_requests_understood(
    place: Callable[[str], Path], expected: dict[str, Any]
) -> None:
    with Workspace.open(place("workspace"), who="Dr New") as workspace:
        for job in workspace.list_jobs():
            request = request_from_json(request_type(job.kind), job.request)
            assert type(request).__name__.endswith("Request")
        offered = restore_jobs(workspace)
        told = [[job.token, plain(job.state), case] for job, case in offered]
    same(told, expected["offered_jobs"])


def test_a_result_is_made_again(place: Callable[[str], Path]) -> None:
    """From slide to risk: the same but for what another processor rounds."""
    lab, slides = place("workspace"), place("slides")
    with Workspace.open(lab, who="Dr New") as workspace:
        workspace.relink(MADE_IN / "slides", slides)
    (name,) = [
        c for c, v in read_workspace(lab)["cases"].items() if v["slides"][0].endswith("P1004.svs")
    ]
    found = recompute_case(lab, name, packs_below(lab / "models"))
    assert found.again == pytest.approx(found.recorded, rel=1e-5)


def test_packs_are_read_and_answer_as_they_did(
    place: Callable[[str], Path], expected: dict[str, Any]
) -> None:
    folder = place("packs")
    found = {p.name: read_pack(p, folder / "probe.h5") for p in packs_below(folder)}
    # In float32: processors that add in another order differ in the sixth digit of small weights.
    same(found, expected["packs"], rel=2e-5)
    lab, slides = place("workspace"), place("slides")
    wide = {
        p.name: read_pack(p, slides / "P1007.h5")
        for p in packs_below(lab / "models")
        if read_card(p).feature_dim == 1280
    }
    same(wide, expected["lab_packs"], rel=1e-6)
    assert (len(found), len(wide)) == (5, 2)
    assert max(pack["further_members"] for pack in found.values()) == 1


def test_a_damaged_old_pack_is_refused(place: Callable[[str], Path]) -> None:
    folder = place("packs") / "steph-bbb-folder"
    weights = folder / "model.safetensors"
    data = bytearray(weights.read_bytes())
    data[-3] ^= 1
    weights.write_bytes(bytes(data))
    with pytest.raises(Exception, match="weights are not those"):
        verify_pack(folder)


def test_studies_are_read(place: Callable[[str], Path], expected: dict[str, Any]) -> None:
    study = place("study")
    work = study / "work"
    found = {draft.study_id: draft_values(draft) for draft in StudyRepository(work).listed().good}
    same(found, expected["drafts"])
    assert len(found) == 2
    mine = place("cohort") / "mine" / "MINE" / "features"
    training = training_of(work, study / "table.csv", mine)
    assert training.name == expected["training_folder"] and training.is_dir()
    same(read_training(training), expected["training"], rel=1e-9)


def test_a_finished_study_is_saved_again_as_the_same_model(
    place: Callable[[str], Path], tmp_path: Path, expected: dict[str, Any]
) -> None:
    book, draft = study_of(place("study") / "work")
    training = book.folder_of(draft) / "training" / expected["training_folder"]
    out = tmp_path / "again.steph"
    save_study(
        SaveStudyRequest(Study(book, draft).cohort_folder, training, out, "again"), JobControl()
    )
    again = read_pack(out, place("packs") / "probe.h5")
    before = expected["packs"]["members-mine.steph"]
    for name in ("hazards", "risk_group", "risk_percentile", "sources"):
        same(again["prediction"][name], before["prediction"][name], name, rel=1e-6)
    same(again["member_survival"], before["member_survival"], "members", rel=1e-6)
    assert again["card"]["c_index_folds"] == before["card"]["c_index_folds"]


@pytest.mark.parametrize("name", ["finished", "stopped"])
def test_benchmarks_are_read(
    name: str, place: Callable[[str], Path], expected: dict[str, Any]
) -> None:
    wanted = dict(expected["benchmarks"][name])
    if len(wanted["shown"][0]) == 1:  # the mean over one target is no column of its own any more
        wanted["table"] = [[*row[:2], *row[3:]] for row in wanted["table"]]
    same(read_benchmark(place("benchmark") / name), wanted)


def test_a_stopped_benchmark_goes_on_to_the_same_table(
    place: Callable[[str], Path], expected: dict[str, Any]
) -> None:
    out, cohort = place("benchmark") / "stopped", place("cohort") / "three-cancers"
    kept = {path.name: path.read_bytes() for path in (out / "cells").glob("*.json")}
    assert len(kept) == 3 and list((out / "unfinished").glob("*.safetensors"))
    run_on(cohort, out)
    rows = read_csv(out / "results.csv")
    wanted = expected["benchmarks"]["finished"]["results"]
    assert len(rows) == len(wanted) == 8
    for row, other in zip(rows, wanted, strict=True):
        for column in set(other) - {"seconds", "c_index"}:
            assert row[column] == other[column]
        assert float(row["c_index"]) == pytest.approx(float(other["c_index"]), abs=1e-6)
    predictions = read_benchmark(out)["predictions"]
    same(predictions, expected["benchmarks"]["finished"]["predictions"], rel=1e-6)
    # What was finished was not fitted again.
    assert all((out / "cells" / name).read_bytes() == data for name, data in kept.items())


def test_settings_are_read_and_kept(
    place: Callable[[str], Path], tmp_path: Path, expected: dict[str, Any]
) -> None:
    for path in sorted(place("settings").glob("*.json")):
        settings = load_settings(path)
        assert settings.notice == ""
        wanted = expected["settings"][path.name]
        found = settings_values(settings)
        # Keys that came later are their own affair; what was chosen then is chosen still.
        same({name: found[name] for name in wanted}, wanted, path.name)
        again = tmp_path / "again.json"
        shutil.copy(path, again)
        save_settings(settings, again)
        assert load_settings(again) == settings

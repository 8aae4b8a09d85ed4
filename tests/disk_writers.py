"""Every writer of the program, each with an old state to lose and a new one to write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from case_files import feature_file, pack, predict_features, save_case
from fake_encoder import FakeEncoder
from map_actions import order_of
from model_packs import write_steph
from slides import tissue_disc, write_pyramid
from workspace_samples import OUTCOME, RUN, case_of

from steph_desktop.case.case_store import save_generation
from steph_desktop.case.export import BundleCase, write_bundle
from steph_desktop.case.map_files import sheet_of, write_map_geojson, write_ome_tiff
from steph_desktop.case.result import CaseRecord
from steph_desktop.case.worklist_csv import write_worklist
from steph_desktop.cohort.cohort_tables import Patient, write_table
from steph_desktop.cohort.slide_scan import SlideScanRequest, look_at_slides
from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobControl
from steph_desktop.core.settings import Settings, save_settings
from steph_desktop.engine.model_registry import export_pack
from steph_desktop.features.bag import Bag, BagMeta, write_bag
from steph_desktop.features.extraction import extract_features
from steph_desktop.model.abmil import new_abmil
from steph_desktop.slide.annotations import Annotation, Shape, write_geojson
from steph_desktop.survival.groups import SurvivalGroup, compare_groups
from steph_desktop.training.checkpointing import FitCheckpoint, FitState
from steph_desktop.training.comparison import write_results
from steph_desktop.training.figures import new_figure, save_figure
from steph_desktop.training.fold_runs import FoldRunRecord, write_record
from steph_desktop.training.predictions import FoldPredictions, write_predictions
from steph_desktop.training.requests import CohortFeaturesRequest
from steph_desktop.training.study.cohort_features import extract_cohort, lay_cohort
from steph_desktop.training.study.study import StudyRepository
from steph_desktop.training.training_events import EventLog, FoldRunEvent
from steph_desktop.ui.kit.plots.figure_files import make_figure, write_figure
from steph_desktop.ui.kit.plots.survival_plot import KmPlot
from steph_desktop.ui.pages.survival.survival_analysis import write_curves, write_figures
from steph_desktop.ui.parts.report.report_pdf import write_pdf
from steph_desktop.ui.parts.viewer.map_pictures import write_map_picture
from steph_desktop.workspace.database import backup
from steph_desktop.workspace.pseudonyms import workspace_key
from steph_desktop.workspace.records import ResultInput, Review, Verdict
from steph_desktop.workspace.store import Workspace


@dataclass(frozen=True)
class Lab:
    """What the writers write, made once."""

    records: tuple[CaseRecord, CaseRecord]
    slide: Path
    features: Path
    model: Path


def make_lab(folder: Path) -> Lab:
    """Write a slide, features and a model into a folder, and compute two results."""
    features, model = feature_file(folder), pack(folder)
    result = predict_features([features], model, case_id="Case K7-QX")
    slide = write_pyramid(folder / "S1.svs", tissue_disc(1024, 768, (512, 384), 700))
    records = (CaseRecord(result), CaseRecord(replace(result, seed=7)))
    return Lab(records, slide, features, model)


# Each returns what writes the old state (0), and then the new one (1).

_rng = np.random.default_rng


def _features(lab: Lab, home: Path) -> Callable[[int], Any]:
    values = [_rng(n).normal(size=(300, 64)).astype(np.float32) for n in range(2)]
    return lambda n: write_bag(home / "x.h5", Bag(values[n], None, BagMeta(slide_id="S1")))


def _extraction(lab: Lab, home: Path) -> Callable[[int], Any]:
    encoders = [FakeEncoder(sha256=sign * 64) for sign in "ab"]
    return lambda n: extract_features(lab.slide, home, encoders[n], batch_size=4)


def _predictions(lab: Lab, home: Path) -> Callable[[int], Any]:
    def write(n: int) -> None:
        rows = _rng(n).normal(size=900)
        ids = tuple(f"P{row}" for row in range(900))
        found = FoldPredictions("m", "T", 0, n, ids, np.abs(rows) + 1, rows > 0, rows)
        write_predictions(home / "fold.h5", found)

    return write


def _fold_record(lab: Lab, home: Path) -> Callable[[int], Any]:
    def record(n: int) -> FoldRunRecord:
        return FoldRunRecord(
            "T", "m", "m", 0, 42, 0.5 + n / 9, 12, 3, 2, 2, 0.5, 100, None, "", {}, (), "x.h5", ""
        )

    return lambda n: write_record(home, record(n))


def _results(lab: Lab, home: Path) -> Callable[[int], Any]:
    def records(n: int) -> list[FoldRunRecord]:
        one = FoldRunRecord(
            "T", "m", "m", 0, 42, 0.5 + n / 9, 12, 3, 2, 2, 0.5, 100, None, "", {}, (), "x.h5", ""
        )
        return [replace(one, fold=fold) for fold in range(200)]

    return lambda n: write_results(home / "results.csv", records(n))


def _pack_file(lab: Lab, home: Path) -> Callable[[int], Any]:
    return lambda n: _steph(home / "m.steph", n)


def _pack_folder(lab: Lab, home: Path) -> Callable[[int], Any]:
    return lambda n: _steph(home / "m", n)


def _steph(out: Path, n: int) -> None:
    from steph_desktop.model.packs import load_pack, save_pack

    if n == 0:
        write_steph(out)
        return
    known = load_pack(out)
    save_pack(out, replace(known.card, notes="new"), known.model, replace_existing=True)


def _pack_export(lab: Lab, home: Path) -> Callable[[int], Any]:
    return lambda n: export_pack(lab.model, home / "m.steph") if n else None


def _settings(lab: Lab, home: Path) -> Callable[[int], Any]:
    names = tuple(home / f"{number}" for number in range(200))
    return lambda n: save_settings(
        Settings(reviewer=f"Dr {n}", cohort_folders=names), home / "s.json"
    )


def _case(lab: Lab, home: Path) -> Callable[[int], Any]:
    return lambda n: save_case(lab.records[n], home / "case")


def _case_again(lab: Lab, home: Path) -> Callable[[int], Any]:
    return lambda n: save_generation(lab.records[n], home / "case")


def _report(lab: Lab, home: Path) -> Callable[[int], Any]:
    return lambda n: write_pdf([lab.records[n]] * (n + 1), home / "r.pdf", overwrite=True)


def _bundle(lab: Lab, home: Path) -> Callable[[int], Any]:
    cases = [BundleCase(record, (lab.features,)) for record in lab.records]
    return lambda n: write_bundle(home / "b.zip", cases[n : n + 1], b"%PDF", [b"png"])


def _map_tiff(lab: Lab, home: Path) -> Callable[[int], Any]:
    return lambda n: write_ome_tiff(
        home / "m.ome.tiff", replace(sheet_of(lab.records[0].result, 0), mpp=0.5 + n)
    )


def _map_geojson(lab: Lab, home: Path) -> Callable[[int], Any]:
    return lambda n: write_map_geojson(
        home / "m.geojson", replace(sheet_of(lab.records[0].result, 0), number=n + 1)
    )


def _map_picture(lab: Lab, home: Path) -> Callable[[int], Any]:
    order = order_of(lab.slide)
    return lambda n: write_map_picture(home / "m.png", order, 16.0 - n, with_slide=False)


def _figure(suffix: str) -> Callable[[Lab, Path], Callable[[int], Any]]:
    def make(lab: Lab, home: Path) -> Callable[[int], Any]:
        figures = [make_figure(KmPlot(_survival()), f"{n}", "") for n in range(2)]
        return lambda n: write_figure(figures[n], home / f"f{suffix}")

    return make


def _survival() -> Any:
    times = _rng(0).exponential(900, 80)
    groups = [SurvivalGroup(name, times + n, times > 300) for n, name in enumerate(("low", "high"))]
    return compare_groups(groups)


def _survival_tables(lab: Lab, home: Path) -> Callable[[int], Any]:
    found = _survival()
    return lambda n: (
        write_figures(home / "f.csv", found, f"{n}") if n else write_curves(home / "c.csv", found)
    )


def _matplotlib(lab: Lab, home: Path) -> Callable[[int], Any]:
    return lambda n: save_figure(new_figure(4, 3, f"{n}", ""), home / "f")


def _annotations(lab: Lab, home: Path) -> Callable[[int], Any]:
    points = [Annotation(Shape.POINT, ((float(x), 1.0),)) for x in range(100)]
    return lambda n: write_geojson(home / "a.geojson", points[n:])


def _label_table(lab: Lab, home: Path) -> Callable[[int], Any]:
    return lambda n: write_table(home / "labels.csv", ["a"], [[row + n] for row in range(3000)])


def _cohort(lab: Lab, home: Path) -> Callable[[int], Any]:
    def patients(n: int) -> list[Patient]:
        return [Patient(f"P{i}", (f"S{i}",), 100.0 + i + n, i % 2 == 0) for i in range(300)]

    return lambda n: lay_cohort(home / "BRCA", patients(n), 4 - n, 0)


def _cohort_features(lab: Lab, home: Path) -> Callable[[int], Any]:
    def take(n: int) -> None:
        request = CohortFeaturesRequest((lab.features,), home, "effnet-lite0")
        (event,) = extract_cohort(request, JobControl()).slides if n else (None,)
        if event is not None and event.fault:
            raise StephError(event.fault.rstrip("."), None, "As said.")

    return take


def _slide_scan(lab: Lab, home: Path) -> Callable[[int], Any]:
    slides = (lab.slide, *(home / f"gone{n}.svs" for n in range(30)))
    return lambda n: look_at_slides(SlideScanRequest(slides[n:], home), JobControl())


def _study(lab: Lab, home: Path) -> Callable[[int], Any]:
    studies = StudyRepository(home)
    draft = replace(studies.new(), cancer="BRCA")
    packs = tuple(home / f"{number}.steph" for number in range(200))
    return lambda n: studies.keep(replace(draft, folds=3 + n, source_packs=packs))


def _checkpoint(lab: Lab, home: Path) -> Callable[[int], Any]:
    from steph_desktop.model.mil_encoder import AbmilShape

    model = new_abmil(AbmilShape(64, 16, 8, 4), 0)
    optimiser = torch.optim.AdamW(model.parameters())
    kept = FitCheckpoint(home / "fit.safetensors", "k", model, optimiser)
    return lambda n: kept.keep(FitState(seconds=float(n)), finished=False)


def _training_events(lab: Lab, home: Path) -> Callable[[int], Any]:
    def write(n: int) -> None:
        with EventLog(home) as log:
            for fold in range(1 + 200 * n):
                log.add(FoldRunEvent("m" * 100, fold, n, 0.5))

    return write


def _pseudonym_key(lab: Lab, home: Path) -> Callable[[int], Any]:
    return lambda n: workspace_key(home) if n else None


WRITERS: dict[str, Callable[[Lab, Path], Callable[[int], Any]]] = {
    "features": _features,
    "extraction": _extraction,
    "fold predictions": _predictions,
    "fold record": _fold_record,
    "results.csv": _results,
    "pack, one file": _pack_file,
    "pack, a folder": _pack_folder,
    "pack, exported": _pack_export,
    "settings": _settings,
    "case": _case,
    "case, analysed again": _case_again,
    "report": _report,
    "export": _bundle,
    "map, OME-TIFF": _map_tiff,
    "map, GeoJSON": _map_geojson,
    "map, picture": _map_picture,
    "figure, PNG": _figure(".png"),
    "figure, SVG": _figure(".svg"),
    "figure, PDF": _figure(".pdf"),
    "figure of a benchmark": _matplotlib,
    "survival tables": _survival_tables,
    "annotations": _annotations,
    "label table": _label_table,
    "cohort": _cohort,
    "features of a cohort": _cohort_features,
    "slides looked at": _slide_scan,
    "study": _study,
    "state of a fit": _checkpoint,
    "events of a training": _training_events,
    "key of the pseudonyms": _pseudonym_key,
}


# Records of a workspace


def _review(workspace: Workspace, home: Path) -> None:
    number = case_of(workspace, "Case K7-QX").id
    workspace.add_review(number, Review(Verdict.DISAGREE, comment="x" * 9000))


def _result(workspace: Workspace, home: Path) -> None:
    inputs = [ResultInput(home / "a.svs", "3" * 64)]
    workspace.record_result("Case 22-22", RUN, OUTCOME, inputs, [])


def _worklist(workspace: Workspace, home: Path) -> None:
    write_worklist(workspace, home / "list.csv")


def _copy(workspace: Workspace, home: Path) -> None:
    backup(workspace.database, "by-hand")


RECORDS: dict[str, Callable[[Workspace, Path], None]] = {
    "review": _review,
    "result": _result,
    "worklist": _worklist,
    "backup": _copy,
}

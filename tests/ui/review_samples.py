"""Workspaces with finished cases, for the tests of worklist, review and report."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
from case_files import save_case
from fakes import make_result
from workspace_samples import RUN

from steph_desktop.case.case_store import case_folder
from steph_desktop.case.result import CasePictures, CaseRecord, CaseResult
from steph_desktop.workspace.records import FileKind, Outcome, ResultInput
from steph_desktop.workspace.store import Workspace

NAMES = ("Case K7-QX", "Case M2-PA", "Case T9-LD", "Case 22-44", "Case ZZ-99")


def finished(number: int, name: str) -> CaseResult:
    """A result; risk rises with the number."""
    return make_result(name, side_px=256, risk=0.04 + 0.05 * number)


def keep_finished(workspace: Workspace, slide: Path, result: CaseResult, **outcome: object) -> None:
    """Record a result with its files, as an analysis does."""
    pictures = CasePictures(
        tuple(np.full((120, 160, 3), 210, np.uint8) for _ in result.slides),
        tuple(12.8 for _ in result.slides),
        (0, 1),
        tuple(np.full((64, 64, 3), shade, np.uint8) for shade in (120, 190)),
    )
    folder = case_folder(workspace.folder, result.case_id)
    save_case(CaseRecord(result, pictures), folder)
    group = result.risk_group.value if result.risk_group else None
    kept = Outcome(
        result.prediction.risk_score,
        len(result.prediction.attention),
        result.risk_percentile,
        group,
    )
    files = [(folder / name, FileKind.CASE) for name in ("case.json", "case.h5")]
    workspace.record_result(
        result.case_id,
        RUN,
        replace(kept, **outcome),  # type: ignore[arg-type]
        [ResultInput(slide, "")],
        files,
    )


def make_lab(lab: Path, shelf: Path, slide: Path, count: int = 4) -> tuple[str, ...]:
    """Make a workspace of finished cases, each of a copy of one slide; return their names."""
    shelf.mkdir(parents=True, exist_ok=True)
    with Workspace.open(lab) as workspace:
        for number, name in enumerate(NAMES[:count]):
            place = shelf / f"P-{number}-slide.svs"
            shutil.copy(slide, place)
            keep_finished(workspace, place, finished(number, name))
    return NAMES[:count]

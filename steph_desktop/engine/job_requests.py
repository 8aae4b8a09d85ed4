"""The requests that the engine answers, and the kinds of jobs that they are.

A request is a frozen dataclass of plain values: it goes by pipe to the child process, to a
cluster, and as JSON into the jobs table of a workspace (`core.codec`). Names of kinds and of
fields are in databases and never change. Light: what answers a request is loaded when asked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from steph_desktop.case.what_if import WhatIfRequest
from steph_desktop.cohort.slide_scan import SlideScanRequest
from steph_desktop.cohort.table_reading import TableRequest
from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobControl
from steph_desktop.engine.case_requests import AnalyseRequest as AnalyseRequest
from steph_desktop.engine.case_requests import ExtractRequest as ExtractRequest
from steph_desktop.training.requests import (
    CohortFeaturesRequest,
    CompareRequest,
    ExportStudyRequest,
    RetrainRequest,
    SaveStudyRequest,
    ValidateRequest,
)


@dataclass(frozen=True)
class ImportRequest:
    """A checkpoint of the authors, to become a pack."""

    # file, out: The checkpoint, and the pack to write.
    file: Path
    out: Path
    target: str  # the cancer it predicts; the file does not say
    # In the file's order; the other 12 of the TCGA cohorts if None.
    sources: tuple[str, ...] | None = None
    k: int = 5  # sources merged per case


def run_request(request: object, control: JobControl) -> Any:
    """Answer a request: the one door of the engine's child process.

    Raises
    ------
    TypeError
        If nothing answers requests of this type.
    """
    _, answer = _USE_CASES[kind_of(request)]
    return answer(request, control)


def kind_of(request: object) -> str:
    """Return the name of the use case that answers a request.

    Raises
    ------
    TypeError
        If nothing answers requests of this type.
    """
    for kind, (request_class, _) in _USE_CASES.items():
        if type(request) is request_class:
            return kind
    raise TypeError(f"no use case answers {type(request).__name__}")


def request_type(kind: str) -> type:
    """Return the class of the requests of a use case, for a job that is read back.

    Raises
    ------
    StephError
        If this version of the program has no such use case.
    """
    if kind not in _USE_CASES:
        what = "This job was queued by another version of the program"
        raise StephError(what, None, "Queue it again.")
    return _USE_CASES[kind][0]


def _later(module: str, name: str) -> Callable[[Any, JobControl], Any]:
    """Return a use case whose module is loaded when it is first asked."""

    def answer(request: Any, control: JobControl) -> Any:
        return getattr(import_module(f"steph_desktop.{module}"), name)(request, control)

    return answer


# The kinds of jobs: a name is in the database of every workspace and is never changed.
_USE_CASES: dict[str, tuple[type, Callable[[Any, JobControl], Any]]] = {
    "analyse": (AnalyseRequest, _later("engine.use_cases", "analyse_case")),
    "extract": (ExtractRequest, _later("engine.use_cases", "extract")),
    "look at slides": (SlideScanRequest, _later("cohort.slide_scan", "look_at_slides")),
    "cohort features": (
        CohortFeaturesRequest,
        _later("training.study.cohort_features", "extract_cohort"),
    ),
    "retrain": (RetrainRequest, _later("training.study.retraining", "retrain_cohort")),
    "save study": (SaveStudyRequest, _later("training.study.study_pack", "save_study")),
    "table": (TableRequest, _later("cohort.table_reading", "answer_table")),
    "compare": (CompareRequest, _later("training.study.model_comparison", "compare_methods")),
    "export study": (ExportStudyRequest, _later("training.study.study_export", "answer_export")),
    "validate": (ValidateRequest, _later("training.validation_report", "answer_validation")),
    "import-checkpoint": (ImportRequest, _later("engine.model_registry", "import_authors")),
    "what if": (WhatIfRequest, _later("case.what_if", "answer_what_if")),
}

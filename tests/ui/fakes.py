"""A finished case and an engine made up for the window's tests."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import numpy as np
from pytestqt.qtbot import QtBot

from steph_desktop.case.result import CaseResult, SlidePatches
from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobCancelled, JobStep, Phase, Progress
from steph_desktop.engine.job_requests import AnalyseRequest
from steph_desktop.model.card import CohortSummary, PackCard, PackKind
from steph_desktop.model.outputs import Prediction, ReferenceCohort, SourceShare, SourceSpread
from steph_desktop.survival.curves import KaplanMeierCurve, TimeBins
from steph_desktop.ui.parts.session import Session
from steph_desktop.ui.parts.worklist.worklist import CaseState
from steph_desktop.ui.shell.main_window import MainWindow
from steph_desktop.workspace.store import Workspace

T = TypeVar("T")

CANCERS = ("BLCA", "CESC", "COADREAD", "GBMLGG", "HNSC", "KIPAN", "LIHC", "LUNG", "SARC")
BINS = TimeBins()
PATIENCE_MS = 60_000
"""How long a test waits for what is to come, on a machine that does much else"""
SIZE_PX = (2048, 1536)


def make_reference(seed: int = 3, patients: int = 412) -> ReferenceCohort:
    rng = np.random.default_rng(seed)
    risk = rng.normal(-9, 3, patients)
    times = rng.exponential(3200 * np.exp(-0.28 * (risk + 9))) + 20
    follow = rng.uniform(300, 3900, patients)
    events = times <= follow
    return ReferenceCohort(
        np.minimum(times, follow), events, risk, tuple(np.quantile(risk, [1 / 3, 2 / 3]))
    )


def estimate(times: np.ndarray, events: np.ndarray, label: str) -> KaplanMeierCurve:
    """A plain product-limit estimate with an exponential Greenwood band."""
    order = np.argsort(times)
    times, events = times[order], events[order]
    steps, curve, low, high = [0.0], [1.0], [1.0], [1.0]
    value, spread = 1.0, 0.0
    for time_days in np.unique(times[events]):
        at_risk = int((times >= time_days).sum())
        died = int(((times == time_days) & events).sum())
        if at_risk == died:
            break
        value *= 1 - died / at_risk
        spread += died / (at_risk * (at_risk - died))
        width = 1.96 * np.sqrt(spread) / abs(np.log(value))
        steps.append(float(time_days))
        curve.append(value)
        low.append(value ** np.exp(width))
        high.append(value ** np.exp(-width))
    return KaplanMeierCurve(
        label,
        np.array(steps),
        np.array(curve),
        np.array(low),
        np.array(high),
        times[~events],
        times,
        int(events.sum()),
    )


def make_card(reference: ReferenceCohort | None = None, **changes: object) -> PackCard:
    card = PackCard(
        model_id="steph-brca-test",
        kind=PackKind.STEPH,
        method="steph",
        encoder="effnet-lite0",
        feature_dim=1280,
        embed_dim=64,
        attn_dim=32,
        target_cancer="BRCA",
        hyper_dim=32,
        k=5,
        sources=CANCERS,
        cohort=CohortSummary(patients=412, events=158, slides=430),
        c_index_folds=(0.66, 0.7, 0.68, 0.71, 0.65),
        reference=reference,
        weights_sha256="ab" * 32,
    )
    return replace(card, **changes)  # type: ignore[arg-type]


def make_sources(k: int = 5) -> tuple[SourceShare, ...]:
    weights = (0.51, 0.0, 0.64, 0.02, 0.0, 0.82, 0.16, 0.27, 0.0)
    lambdas = (0.29, 0.9, 0.28, 0.5, 0.4, 0.26, 0.78, 0.7, 0.33)
    best = set(np.argsort(weights)[::-1][:k].tolist())
    return tuple(
        SourceShare(name, weight, lam, number in best)
        for number, (name, weight, lam) in enumerate(zip(CANCERS, weights, lambdas, strict=True))
    )


def make_spread() -> SourceSpread:
    """How a cohort drew on `make_sources`: each weight from nothing to twice the case's."""
    weights = np.array([share.weight for share in make_sources()])
    deciles = np.linspace(0, 1, 11)
    return SourceSpread(
        2 * weights[:, None] * deciles[None],
        np.tile(deciles, (len(weights), 1)),
        np.where(weights > 0.1, 0.9, 0.1),
    )


def make_grid(size_px: tuple[int, int], side_px: int, radius: float = 0.36) -> np.ndarray:
    """Patches of a lattice within a disc in the middle of a slide."""
    cols, rows = size_px[0] // side_px, size_px[1] // side_px
    x, y = np.meshgrid(np.arange(cols) * side_px, np.arange(rows) * side_px)
    coords = np.stack([x.ravel(), y.ravel()], axis=1).astype(np.int64)
    middle = coords + side_px / 2 - np.asarray(size_px) / 2
    return coords[np.hypot(*middle.T) < radius * min(size_px)]


def make_result(
    case_id: str = "Case K7-QX",
    size_px: tuple[int, int] = SIZE_PX,
    side_px: int = 128,
    *,
    n_slides: int = 1,
    cohort: bool = True,
    risk: float = 0.11,
    warnings: tuple[str, ...] = (),
    sources: bool = True,
) -> CaseResult:
    rng = np.random.default_rng(5)
    coords = make_grid(size_px, side_px)
    count = len(coords)
    total = count * n_slides
    place = np.tile(coords, (n_slides, 1)) / np.asarray(size_px)
    attention = np.exp(
        6 * np.sin(5 * place[:, 0]) * np.cos(4 * place[:, 1]) + rng.normal(0, 1, total)
    )
    attention /= attention.sum()
    content = np.sin(7 * place[:, 0] + 1) - np.cos(6 * place[:, 1]) + rng.normal(0, 0.2, total)
    contributions = (attention * content)[:, None] * np.linspace(1, 0.5, len(BINS))[None]
    hazards = np.full(len(BINS), risk)
    survival = np.cumprod(1 - hazards)
    score = -float(survival.sum())
    reference = make_reference() if cohort else None
    card = make_card(reference)
    if not sources:
        card = replace(card, sources=(), k=0, kind=PackKind.ABMIL, method="vanilla")
    strata: tuple[KaplanMeierCurve, ...] = ()
    if reference is not None:
        strata = tuple(
            estimate(reference.times_days[m], reference.events[m], group.value)
            for group in reference.groups
            for m in (reference.members(group),)
        )
    return CaseResult(
        case_id=case_id,
        slides=tuple(
            SlidePatches(
                f"slide-{n}", n * count, count, coords, side_px, 0.25, "from scanner", "cd" * 32
            )
            for n in range(n_slides)
        ),
        card=card,
        prediction=Prediction(
            hazards,
            survival,
            score,
            attention,
            contributions.astype(np.float32),
            make_sources() if sources else (),
        ),
        risk_percentile=reference.percentile_of(score) if reference else None,
        risk_group=reference.group_of(score) if reference else None,
        encoder_sha256="ef" * 32,
        app_version="0.1.0",
        seed=42,
        warnings=warnings,
        strata=strata,
    )


class FakeEngine:
    """Answers as told, after `steps` reports `pause_s` apart."""

    def __init__(
        self,
        answer: Callable[[AnalyseRequest], CaseResult] | BaseException | None = None,
        steps: int = 3,
        pause_s: float = 0.005,
    ) -> None:
        self.answer = answer
        self.steps = steps
        self.pause_s = pause_s
        self.requests: list[AnalyseRequest] = []
        self.closed = threading.Event()
        self.stopped_after_s: float | None = None

    def run(
        self,
        request: object,
        on_progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> CaseResult:
        assert isinstance(request, AnalyseRequest)
        self.requests.append(request)
        for step in range(self.steps):
            if cancelled is not None and cancelled():
                raise JobCancelled
            if on_progress is not None:
                on_progress(
                    Progress(
                        step * 40,
                        self.steps * 40,
                        JobStep(Phase.COMPUTING_FEATURES),
                        0.1 * (step + 1),
                    )
                )
            time.sleep(self.pause_s)
        if isinstance(self.answer, BaseException):
            raise self.answer
        if self.answer is not None:
            return self.answer(request)
        return make_result(request.case_id, n_slides=len(request.slides))

    def close(self) -> None:
        self.closed.set()


def use_card(session: Session, card: PackCard | None = None) -> None:
    """Give a session a model, as if its card had been read from a pack."""
    session.model = Path("test.steph")
    session.card = card or make_card(make_reference())
    session.model_changed.emit()


def finish(session: Session, case_id: str, result: CaseResult) -> None:
    """Give a case its result without an engine."""
    session.worklist.change(case_id, state=CaseState.DONE, result=result)


def fault(what: str = "The slide is damaged") -> StephError:
    return StephError(what, "a-slide.svs", "Copy it again.")


def wait_for_slide(qtbot: QtBot, window: MainWindow) -> None:
    viewer = window.pane.viewer

    def shown() -> bool:
        return viewer.store is not None and viewer.store.whole is not None

    wait_until(qtbot, shown)


def ask_records(qtbot: QtBot, session: Session, question: Callable[[Workspace], T]) -> T:
    """Ask the workspace after all that was asked before, and wait for the answer."""
    answers: list[T] = []
    session.repository.records.run(session, question, answers.append)
    wait_until(qtbot, lambda: bool(answers))
    return answers[0]


def wait_until(qtbot: QtBot, met: Callable[[], bool]) -> None:
    qtbot.waitUntil(met, timeout=PATIENCE_MS)

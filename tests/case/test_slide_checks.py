"""Each check fires on its fault, with a reason and a figure, and stays green on a clean slide."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from steph_desktop.case.slide_checks import (
    Check,
    CheckKind,
    CheckStatus,
    SlideFacts,
    judge,
    model_check,
    worst,
)
from steph_desktop.model.card import CohortSummary, PackCard, PackKind
from steph_desktop.model.cohort_statistics import CohortStatistics, describe_cohort
from steph_desktop.model.outputs import ReferenceCohort
from steph_desktop.slide.quality import SlideQuality

WIDTH = 20
CARD = PackCard("m", PackKind.ABMIL, "vanilla", "enc", WIDTH, 8, 4, "BRCA")
USUAL_STAIN = np.array([0.1, 0.05, 0.02, 0.04, 0.02, 0.01])


def cohort(seed: int = 0) -> CohortStatistics:
    rng = np.random.default_rng(seed)
    return describe_cohort(
        rng.normal(size=(80, WIDTH)),
        rng.integers(400, 9000, 80).tolist(),
        {"LUNG": np.full(WIDTH, 6.0)},
        USUAL_STAIN + 0.003 * rng.normal(size=(80, 6)),
    )


GOOD = SlideQuality(
    tissue_mm2=40.0, blur=np.full(40, 0.36), pen_share=0.0, pen_beside=0.0, bubble_share=0.0,
    stain=USUAL_STAIN,
)  # fmt: skip
CLEAN = SlideFacts(0.25, "from scanner", 0.5, 0.0164, 2400, GOOD)
USUAL = np.random.default_rng(9).normal(size=WIDTH).astype(np.float32)


def one(
    kind: CheckKind,
    facts: SlideFacts = CLEAN,
    features: np.ndarray = USUAL,
    statistics: CohortStatistics | None = None,
    *others: SlideFacts,
) -> Check:
    checks = judge((facts, *others), features, CARD, statistics)
    assert [check.kind for check in checks] == list(CheckKind)
    for check in checks:
        assert check.reason.endswith((".", "?"))
    return next(check for check in checks if check.kind is kind)


def measured(**changes: object) -> SlideFacts:
    return replace(CLEAN, quality=replace(GOOD, **changes))  # type: ignore[arg-type]


def test_a_clean_slide_is_green_throughout() -> None:
    checks = judge((CLEAN,), USUAL, CARD, cohort())
    assert {check.light for check in checks[1:]} == {CheckStatus.GREEN}
    assert worst(checks) is CheckStatus.GREEN


def test_without_statistics_the_rest_is_still_checked() -> None:
    checks = judge((CLEAN,), USUAL, CARD, None)
    grey = {check.kind for check in checks if check.light is CheckStatus.GREY}
    assert grey == {CheckKind.MODEL, CheckKind.STAIN, CheckKind.FEATURES, CheckKind.ORGAN}
    assert all("the pack holds no" in c.reason for c in checks[1:] if c.kind in grey)
    assert worst(checks) is CheckStatus.GREEN


def test_features_alone_are_checked_as_far_as_they_go() -> None:
    checks = judge((replace(CLEAN, quality=None),), USUAL, CARD, cohort())
    grey = {check.kind for check in checks if check.light is CheckStatus.GREY}
    slide = {CheckKind.FOCUS, CheckKind.PEN, CheckKind.BUBBLES, CheckKind.STAIN}
    assert grey == {CheckKind.MODEL, *slide}


@pytest.mark.parametrize(
    ("facts", "light", "words"),
    [
        (replace(CLEAN, mpp=None, mpp_source=""), CheckStatus.GREY, "not known"),
        (replace(CLEAN, mpp_source="stated by user"), CheckStatus.AMBER, "stated by the user"),
        (replace(CLEAN, mpp_source="from TIFF resolution"), CheckStatus.AMBER, "TIFF"),
        (replace(CLEAN, mpp_source=""), CheckStatus.AMBER, "do not say"),
        (replace(CLEAN, target_mpp=1.0), CheckStatus.RED, "another scale"),
        (replace(CLEAN, target_mpp=0.51), CheckStatus.GREEN, "scanner"),
    ],
)
def test_resolution(facts: SlideFacts, light: CheckStatus, words: str) -> None:
    check = one(CheckKind.RESOLUTION, facts)
    assert check.light is light
    assert words in check.reason


@pytest.mark.parametrize(
    ("facts", "statistics", "light"),
    [
        (replace(CLEAN, n_patches=9), None, CheckStatus.RED),
        (replace(CLEAN, n_patches=9), cohort(), CheckStatus.RED),
        (measured(tissue_mm2=0.6), None, CheckStatus.AMBER),
        (replace(CLEAN, quality=None, n_patches=40), None, CheckStatus.AMBER),
        (replace(CLEAN, n_patches=120), cohort(), CheckStatus.AMBER),
        (replace(CLEAN, n_patches=900), cohort(), CheckStatus.GREEN),
    ],
)
def test_tissue(facts: SlideFacts, statistics: CohortStatistics | None, light: CheckStatus) -> None:
    check = one(CheckKind.TISSUE, facts, USUAL, statistics)
    assert check.light is light
    assert f"{facts.n_patches:,} patches" in check.figure


@pytest.mark.parametrize(
    ("kind", "changes", "light", "figure"),
    [
        (CheckKind.FOCUS, {"blur": np.full(40, 0.55)}, CheckStatus.AMBER, "blur 0.55 of 1"),
        (CheckKind.FOCUS, {"blur": np.full(40, 0.75)}, CheckStatus.RED, "blur 0.75 of 1"),
        (
            CheckKind.FOCUS,
            {"blur": np.r_[np.full(28, 0.3), np.full(12, 0.8)]},
            CheckStatus.AMBER,
            "30 %",
        ),
        (CheckKind.FOCUS, {"blur": np.empty(0)}, CheckStatus.GREY, ""),
        (CheckKind.PEN, {"pen_share": 0.034}, CheckStatus.AMBER, "3.4 %"),
        (CheckKind.PEN, {"pen_share": 0.4}, CheckStatus.RED, "40.0 %"),
        (CheckKind.PEN, {"pen_beside": 0.4}, CheckStatus.GREEN, "0.0 %"),
        (CheckKind.BUBBLES, {"bubble_share": 0.05}, CheckStatus.AMBER, "5.0 %"),
        (CheckKind.BUBBLES, {"bubble_share": 0.5}, CheckStatus.RED, "50.0 %"),
        (CheckKind.STAIN, {"stain": None}, CheckStatus.RED, ""),
    ],
)
def test_pictures(kind: CheckKind, changes: dict, light: CheckStatus, figure: str) -> None:
    check = one(kind, measured(**changes), USUAL, cohort())
    assert check.light is light
    assert check.figure == figure


def test_stain_far_from_the_cohort_says_how_far() -> None:
    statistics = cohort()
    assert statistics.stain is not None
    lights = []
    for away in (0.0, 0.01, 0.2):
        facts = measured(stain=USUAL_STAIN + away)
        check = one(CheckKind.STAIN, facts, USUAL, statistics)
        lights.append(check.light)
        far = max(0.0, statistics.stain.deviations(USUAL_STAIN + away))
        assert check.figure == f"{far:.1f} SD"
    assert lights == [CheckStatus.GREEN, CheckStatus.AMBER, CheckStatus.RED]


def test_the_slide_at_fault_is_named() -> None:
    check = one(CheckKind.PEN, CLEAN, USUAL, None, measured(pen_share=0.1))
    assert check.light is CheckStatus.AMBER
    assert check.figure == "slide 2: 10.0 %"
    missing = one(CheckKind.FOCUS, CLEAN, USUAL, None, replace(CLEAN, quality=None))
    assert missing.light is CheckStatus.GREY


def test_strange_features_and_another_organ() -> None:
    statistics = cohort()
    far = np.full(WIDTH, -8.0, np.float32)
    assert one(CheckKind.FEATURES, features=far, statistics=statistics).light is CheckStatus.RED
    organ = one(CheckKind.ORGAN, features=far, statistics=statistics)
    assert organ.light is CheckStatus.GREY, "nothing is green that a red check contradicts"
    assert "Cannot tell" in organ.reason
    lung = np.full(WIDTH, 5.5, np.float32)
    organ = one(CheckKind.ORGAN, features=lung, statistics=statistics)
    assert organ.light is CheckStatus.AMBER
    assert "more like lung than like breast" in organ.reason


def test_a_little_ink_is_not_called_none() -> None:
    for kind, name in ((CheckKind.PEN, "pen_share"), (CheckKind.BUBBLES, "bubble_share")):
        little, none = one(kind, measured(**{name: 0.006})), one(kind)
        assert little.light is none.light is CheckStatus.GREEN
        assert little.figure == "0.6 %" and "too little to matter" in little.reason
        assert none.figure == "0.0 %" and none.reason.startswith("No ")


def reference(noise: float, n: int = 80, cutoffs: tuple[float, ...] = (-1.0, 1.0)) -> Any:
    rng = np.random.default_rng(4)
    times = rng.exponential(900, n) + 1
    scores = -np.log(times) + noise * rng.normal(size=n)
    return ReferenceCohort(times, rng.random(n) < 0.6, scores - scores.mean(), cutoffs)


@pytest.mark.parametrize(
    ("changes", "light", "words"),
    [
        ({}, CheckStatus.GREY, "does not say how well"),
        ({"cohort": CohortSummary(400, 90, 400)}, CheckStatus.GREY, "does not say"),
        ({"cohort": CohortSummary(50, 6, 50)}, CheckStatus.RED, "6 events only"),
        ({"c_index_folds": (0.7, 0.6)}, CheckStatus.GREY, "on how many patients"),
        (
            {"c_index_folds": (0.48,), "cohort": CohortSummary(50, 30, 50)},
            CheckStatus.RED,
            "The model has not shown that it can tell patients apart: C-index 0.48 (0.36 to 0.60) "
            "on 50 patients.",
        ),
        ({"c_index_folds": (0.56,), "cohort": CohortSummary(50, 30, 50)}, CheckStatus.RED, "0.56"),
        (
            {"c_index_folds": (0.66, 0.7), "cohort": CohortSummary(120, 48, 131)},
            CheckStatus.GREEN,
            "no test on patients of another place",
        ),
        (
            {"c_index_folds": (0.7,), "evidence": {"n_test": 9, "events_test": 4}},
            CheckStatus.RED,
            "on 9 patients",
        ),
        ({"c_index_folds": (0.7,), "reference": reference(1.0)}, CheckStatus.GREEN, "on 80"),
        ({"reference": reference(1.0, cutoffs=(0.0, 1e-6))}, CheckStatus.RED, "nearly the same"),
    ],
)
def test_a_model_is_judged_by_its_own_evidence(
    changes: dict[str, Any], light: CheckStatus, words: str
) -> None:
    check = model_check(replace(CARD, **changes))
    assert check.light is light
    assert words in check.reason

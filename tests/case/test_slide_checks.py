"""Each check fires on its fault, with a reason and a figure, and stays green on a clean slide."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from steph_desktop.case.slide_checks import (
    Check,
    CheckKind,
    CheckStatus,
    SlideFacts,
    judge,
    worst,
)
from steph_desktop.model.card import PackCard, PackKind
from steph_desktop.model.cohort_statistics import CohortStatistics, describe_cohort
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
    assert {check.light for check in checks} == {CheckStatus.GREEN}
    assert worst(checks) is CheckStatus.GREEN


def test_without_statistics_the_rest_is_still_checked() -> None:
    checks = judge((CLEAN,), USUAL, CARD, None)
    grey = {check.kind for check in checks if check.light is CheckStatus.GREY}
    assert grey == {CheckKind.STAIN, CheckKind.FEATURES, CheckKind.ORGAN}
    assert all("the pack holds no" in c.reason for c in checks if c.kind in grey)
    assert worst(checks) is CheckStatus.GREEN


def test_features_alone_are_checked_as_far_as_they_go() -> None:
    checks = judge((replace(CLEAN, quality=None),), USUAL, CARD, cohort())
    grey = {check.kind for check in checks if check.light is CheckStatus.GREY}
    assert grey == {CheckKind.FOCUS, CheckKind.PEN, CheckKind.BUBBLES, CheckKind.STAIN}


@pytest.mark.parametrize(
    ("facts", "light", "words"),
    [
        (replace(CLEAN, mpp=None, mpp_source=""), CheckStatus.AMBER, "not known"),
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
    assert one(CheckKind.ORGAN, features=far, statistics=statistics).light is CheckStatus.GREEN
    lung = np.full(WIDTH, 5.5, np.float32)
    organ = one(CheckKind.ORGAN, features=lung, statistics=statistics)
    assert organ.light is CheckStatus.AMBER
    assert "LUNG" in organ.reason
    assert "BRCA" in organ.reason

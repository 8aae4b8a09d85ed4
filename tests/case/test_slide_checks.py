"""Each check fires on its fault, with a reason and a figure, and stays green on a clean slide."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest
from case_files import feature_file, pack, predict_features

from steph_desktop.case.slide_checks import (
    Check,
    CheckKind,
    CheckStatus,
    SlideFacts,
    judge,
    model_check,
    worst,
)
from steph_desktop.model.card import CohortSummary, FeatureContract, PackCard, PackKind
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
        # 64 px of 0.5 um in a model of 256 px, and what else is another scale.
        (replace(CLEAN, patch_mm2=0.032**2), CheckStatus.RED, "shows 32 µm of tissue"),
        (replace(CLEAN, patch_mm2=0.145**2), CheckStatus.RED, "145 µm"),
        (replace(CLEAN, patch_mm2=0.120**2), CheckStatus.GREEN, "scanner"),
        (replace(CLEAN, patch_mm2=None), CheckStatus.GREY, "how much tissue a patch shows"),
        (replace(CLEAN, target_mpp=None, magnification=40.0), CheckStatus.RED, "another scale"),
        (replace(CLEAN, target_mpp=None, magnification=20.0), CheckStatus.GREEN, "scanner"),
        (replace(CLEAN, mpp=0.25, slide_mpp=0.5), CheckStatus.RED, "slide itself says 0.5"),
        (
            replace(CLEAN, mpp_source="stated by user", slide_mpp=0.251),
            CheckStatus.AMBER,
            "stated by the user",
        ),
    ],
)
def test_resolution(facts: SlideFacts, light: CheckStatus, words: str) -> None:
    check = one(CheckKind.RESOLUTION, facts)
    assert check.light is light
    assert words in check.reason


CONTRACT = FeatureContract(patch_um=128.0, overlap_px=0, input_scaling="x/255", norm=20.0)


@pytest.mark.parametrize("statistics", [None, cohort()])
@pytest.mark.parametrize(
    ("contract", "changes", "kind", "light", "words"),
    [
        (CONTRACT, {}, CheckKind.RESOLUTION, CheckStatus.GREEN, "scanner"),
        (CONTRACT, {"overlap_px": 0}, CheckKind.RESOLUTION, CheckStatus.GREEN, "scanner"),
        (CONTRACT, {"overlap_px": 64}, CheckKind.RESOLUTION, CheckStatus.AMBER, "overlap by 64"),
        (CONTRACT, {"patch_mm2": 0.032**2}, CheckKind.RESOLUTION, CheckStatus.RED, "32 µm"),
        (FeatureContract(), {}, CheckKind.RESOLUTION, CheckStatus.GREY, "card does not say"),
        (CONTRACT, {"norm": 1.0}, CheckKind.FEATURES, CheckStatus.RED, "normalised"),
        (CONTRACT, {"norm": 60.0}, CheckKind.FEATURES, CheckStatus.RED, "normalised"),
        (CONTRACT, {"norm": 26.0}, CheckKind.FEATURES, None, ""),
        (FeatureContract(), {"norm": 1.0}, CheckKind.FEATURES, None, ""),
        (CONTRACT, {"input_scaling": "x/127 - 1"}, CheckKind.FEATURES, CheckStatus.RED, "pixels"),
        (CONTRACT, {"input_scaling": "x/255"}, CheckKind.FEATURES, None, ""),
        (CONTRACT, {"encoder_sha256": "b" * 64}, CheckKind.FEATURES, CheckStatus.AMBER, "weights"),
        (CONTRACT, {"encoder_sha256": "a" * 64}, CheckKind.FEATURES, None, ""),
    ],
)
def test_features_are_held_to_what_the_model_learned_from(
    statistics: CohortStatistics | None, contract: FeatureContract, changes: dict[str, Any],
    kind: CheckKind, light: CheckStatus | None, words: str,
) -> None:  # fmt: skip
    card = replace(CARD, contract=contract, encoder_sha256="a" * 64)
    checks = judge((replace(CLEAN, **changes),), USUAL, card, statistics)
    found = next(check for check in checks if check.kind is kind)
    # Without statistics there is nothing to compare the tissue's pattern with.
    usual = CheckStatus.GREY if statistics is None else CheckStatus.GREEN
    assert found.light is (light or usual)
    assert words in found.reason


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


def test_small_patches_of_the_right_width_are_withheld_from_a_model_without_statistics(
    tmp_path: Path,
) -> None:
    model = pack(tmp_path)
    lights = []
    for patch_px, level0_px in ((256, 256), (64, 64), (256, 512)):
        features = feature_file(
            tmp_path, mpp=0.5, mpp_source="from scanner", target_mpp=0.5, patch_px=patch_px,
            patch_size_level0_px=level0_px,
        )  # fmt: skip
        found = predict_features([features], model).checks
        lights += [check.light for check in found if check.kind is CheckKind.RESOLUTION]
    assert lights == [CheckStatus.GREEN, CheckStatus.RED, CheckStatus.RED]


def test_what_trident_states_is_compared_as_well(tmp_path: Path) -> None:
    model = pack(tmp_path)
    features = feature_file(tmp_path)
    for magnification, light in ((20.0, CheckStatus.GREY), (10.0, CheckStatus.RED)):
        with h5py.File(features, "r+") as file:
            file["coords"].attrs.update(
                {"patch_size": 256, "patch_size_level0": 512, "level0_magnification": 40,
                 "target_magnification": magnification, "overlap": 0}
            )  # fmt: skip
        found = predict_features([features], model).checks
        (check,) = [one for one in found if one.kind is CheckKind.RESOLUTION]
        assert check.light is light  # grey: its pixel size is stated nowhere

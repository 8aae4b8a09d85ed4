"""The checks of a case before its risk is shown, of model and slide, and their limits.

Every limit is our own choice unless a source stands beside it; none was tuned on patients. Where
the pack remembers its training cohort, the limits are in standard deviations of what that cohort
itself shows (of the logarithm of the distance, each member measured against the others), so that
one limit means the same for every encoder and stain.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, Annotated

import numpy as np
from numpy.typing import NDArray

from steph_desktop.core.codec import Through
from steph_desktop.core.job_control import UNWATCHED, JobControl
from steph_desktop.model.card import PackCard
from steph_desktop.model.cohort_statistics import CohortStatistics
from steph_desktop.model.outputs import ReferenceCohort
from steph_desktop.slide.info import MppSource
from steph_desktop.slide.pixel_size import SAME_MPP, contradiction
from steph_desktop.survival.curves import Z_95, interval_text
from steph_desktop.workspace.records import Quality

if TYPE_CHECKING:
    from steph_desktop.slide.quality import SlideQuality
    from steph_desktop.slide.reader import Slide

MIN_PATCHES = 10
"""Red below: attention over fewer patches rests on single ones."""
MIN_TISSUE_MM2 = 1.0
"""Amber below, where the pack does not say how much tissue its own cohort had. A biopsy core of
0.5 mm across holds 1 mm2 in 2 mm of its length."""
SMALL_SHARE = 0.5
"""Amber below this share of the cohort's 5th percentile of patches per patient."""
BLUR_AMBER, BLUR_RED = 0.5, 0.65
"""Of `blur_of` at 0.5 um/px. Blurring sharp histology by a Gaussian of 0.75 um takes it to 0.5,
of 1.25 um to 0.65; sharp slides lie at 0.3 to 0.45."""
BLURRED_SHARE = 0.25
"""Amber if more of the sampled patches than this are blurred, though half are sharp."""
PEN_AMBER, PEN_RED = 0.01, 0.25
"""Ink at the tissue, as a share of its area. What lies under ink is not analysed."""
BUBBLE_AMBER, BUBBLE_RED = 0.01, 0.25
"""Air and dirt at the tissue, as a share of its area."""
FAR_AMBER, FAR_RED = 2.5, 5.0
"""Standard deviations beyond the cohort's mean; 2.5 is passed by about 1 in 160 of the cohort."""
SAME_SIDE = 0.1
"""Patches whose side on the tissue differs by more than this share show another scale."""
NOMINAL_MPP = 0.3
"""The same where a file states a magnification alone: 20x is 0.35 to 0.65 um/px."""
SAME_NORM = 2.0
"""Features that are longer or shorter than the cohort's by this factor were normalised otherwise.
Of effnet-lite0 the lengths of one real and five painted slides were within 1.2 of each other, and
within 1.35 when pale, dark, blurred or of half the scale; other encoders were not measured."""
NUCLEUS_USUAL_UM, NUCLEUS_ODD_UM = (5.4, 10.4), (4.4, 12.5)
"""Diameters of `nuclear_diameter_of`: a pixel size is doubted outside the second, and no longer
said to fit outside the first. One real slide measures 6.1 um, three painted ones 7.3 to 9.4; at
half their pixel size 3.5 to 5.1, at double 11 to 19. Of pictures that were not looked at when these
were chosen (six painted slides of other cancers, three parts of the real slide, a real H&E picture
of a package) none of 10 is doubted at its true size; at half of it 7 of 9 with enough nuclei are
amber and 2 grey, at double 6 are amber, 3 grey, and 1 is said to fit."""
FEWEST_EVENTS = 10
"""Fewer events than this teach nothing that could be trusted without a test."""
SAME_SURVIVAL = 1e-4
"""Predicted survival that differs by less, mean over the bins, is the same within rounding."""
_MOST_PAIRED = 3000  # patients whose pairs are counted one by one

ORGANS = {
    "ACC": "adrenal gland", "BLCA": "bladder", "BRCA": "breast", "CESC": "cervix",
    "CHOL": "bile duct", "COAD": "colon", "COADREAD": "colon and rectum", "DLBC": "lymph node",
    "ESCA": "oesophagus", "GBM": "brain", "GBMLGG": "brain", "HNSC": "head and neck",
    "KICH": "kidney", "KIPAN": "kidney", "KIRC": "kidney", "KIRP": "kidney", "LGG": "brain",
    "LIHC": "liver", "LUAD": "lung", "LUNG": "lung", "LUSC": "lung", "MESO": "pleura",
    "OV": "ovary", "PAAD": "pancreas", "PCPG": "adrenal gland", "PRAD": "prostate",
    "READ": "rectum", "SARC": "soft tissue", "SKCM": "skin", "STAD": "stomach",
    "STES": "stomach and oesophagus", "TGCT": "testis", "THCA": "thyroid", "THYM": "thymus",
    "UCEC": "uterus", "UCS": "uterus", "UVM": "eye",
}  # fmt: skip
"""Organs by the codes of their cancers."""


def organ_of(cancer: str) -> str:
    """Return the organ of a cancer's code; a name that is no known code stays as it is."""
    return ORGANS.get(cancer.upper(), cancer)


class CheckKind(Enum):
    """What is checked, as its name in the window and on reports."""

    MODEL = "Model"
    RESOLUTION = "Pixel size"
    TISSUE = "Tissue area"
    FOCUS = "Focus"
    PEN = "Pen marks"
    BUBBLES = "Air bubbles and dirt"
    STAIN = "Stain"
    FEATURES = "Tissue pattern"
    ORGAN = "Organ"


class CheckStatus(Enum):
    """How a check came out; grey where it could not be made."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    GREY = "not checked"


# Kept by their names: their words may change.
_BY_NAME = Through(str, lambda kind: kind.name.lower(), lambda name: _kind_named(name))
_GRAVITY = {CheckStatus.GREY: 0, CheckStatus.GREEN: 1, CheckStatus.AMBER: 2, CheckStatus.RED: 3}


@dataclass(frozen=True)
class Check:
    """One check of a case."""

    kind: Annotated[CheckKind, _BY_NAME]
    light: CheckStatus  # how it came out
    figure: str  # what was measured, with its unit; empty where nothing was
    reason: str  # one sentence that a pathologist understands


def _kind_named(name: str) -> CheckKind:
    for kind in CheckKind:
        if kind.name.lower() == name:
            return kind
    raise ValueError(f"there is no check {name[:40]!r}")


def worst(checks: Sequence[Check]) -> CheckStatus:
    """Return the gravest light of a case; grey where nothing was checked."""
    return max(
        (check.light for check in checks), key=_GRAVITY.__getitem__, default=CheckStatus.GREY
    )


def by_gravity(checks: Sequence[Check]) -> tuple[Check, ...]:
    """Return the checks, gravest first, otherwise in their own order."""
    return tuple(sorted(checks, key=lambda check: -_GRAVITY[check.light]))


def summary(checks: Sequence[Check]) -> str:
    """Say in a line how the checks came out."""
    light = worst(checks)
    if light in (CheckStatus.AMBER, CheckStatus.RED):
        first, *others = [check for check in by_gravity(checks) if check.light is light]
        figure = f" ({first.figure})" if first.figure else ""
        more = f", and {len(others)} more" if others else ""
        return f"{first.reason.rstrip('.')}{figure}{more}"
    made = sum(check.light is CheckStatus.GREEN for check in checks)
    left = len(checks) - made
    if not made:
        return "Nothing was checked"
    rest = f", {left} not checked" if left else ""
    return f"{made} checks passed{rest}"


_QUALITY = {
    CheckStatus.GREEN: Quality.GOOD,
    CheckStatus.AMBER: Quality.DOUBTFUL,
    CheckStatus.RED: Quality.POOR,
}


def quality_of(checks: Sequence[Check]) -> Quality | None:
    """Return what a list of cases says of the checks; None where nothing was checked."""
    return _QUALITY.get(worst(checks))


@dataclass(frozen=True)
class SlideFacts:
    """What is known of one slide of a case."""

    mpp: float | None  # micrometres per level-0 pixel
    mpp_source: str  # where it came from, as `MppSource` says it; empty if unknown
    target_mpp: float | None  # resolution at which the encoder saw the patches
    patch_mm2: float | None  # area of one patch
    n_patches: int  # patches in the bag
    quality: SlideQuality | None = None  # None where there are features alone
    # What the slide itself says, where the user stated another pixel size.
    slide_mpp: float | None = None
    magnification: float | None = None  # of the patches, where `target_mpp` is not stated
    overlap_px: int | None = None  # of neighbouring patches
    encoder_sha256: str = ""  # of the encoder's weights
    input_scaling: str = ""  # how the encoder scales pixels
    norm: float | None = None  # median Euclidean length of the features


def model_check(card: PackCard) -> Check:
    """Judge from its card whether a model has shown that it can tell patients apart.

    The C-index is the mean over the card's folds. Its interval is from the pairs of the reference
    cohort, whose patients the model had not seen; without one, from the number of events: an order
    without information has a standard deviation of about 1 / (3 sqrt(events)) (Kendall's tau).
    """
    check = partial(Check, CheckKind.MODEL)
    cohort, reference = card.cohort, card.reference
    if reference is not None and _is_flat(reference, len(card.bins)):
        reason = (
            "The model has not shown that it can tell patients apart: it predicts nearly the same "
            "for all of its reference cohort."
        )
        return check(CheckStatus.RED, "", reason)
    stated = card.c_index_folds
    if not stated:
        if cohort is not None and cohort.events < FEWEST_EVENTS:
            reason = (
                "The model has not shown that it can tell patients apart: its card states no "
                f"C-index, and it learned from {cohort.events} events only."
            )
            return check(CheckStatus.RED, "", reason)
        reason = "Cannot tell: the model's card does not say how well it tells patients apart."
        return check(CheckStatus.GREY, "", reason)
    patients, events = _tested(card)
    figure = f"C-index {float(np.mean(stated)):.2f}"
    if not events:
        reason = "Cannot tell: the model's card does not say on how many patients it was tested."
        return check(CheckStatus.GREY, figure, reason)
    value = float(np.mean(stated))
    half = Z_95 * _standard_error(reference, events)
    low, high = max(0.0, value - half), min(1.0, value + half)
    said = f"C-index {interval_text(value, low, high)} on {patients:,} patients"
    if low <= 0.5:
        reason = f"The model has not shown that it can tell patients apart: {said}."
        return check(CheckStatus.RED, figure, reason)
    reason = (
        f"The model told patients of its own cohort apart: {said}, {events:,} events. Its card "
        "names no test on patients of another place."
    )
    return check(CheckStatus.GREEN, figure, reason)


def _tested(card: PackCard) -> tuple[int, int]:
    """Return how many patients, and events among them, a model was tested on; 0 if unknown."""
    for patients, events in (("tested_patients", "tested_events"), ("n_test", "events_test")):
        found = card.evidence.get(patients), card.evidence.get(events)
        if all(isinstance(count, int) and count > 0 for count in found):
            return found  # type: ignore[return-value]
    if card.reference is not None:
        return len(card.reference.events), int(card.reference.events.sum())
    return (card.cohort.patients, card.cohort.events) if card.cohort is not None else (0, 0)


def _standard_error(reference: ReferenceCohort | None, events: int) -> float:
    """Return the standard error of a C-index, by the influence of every patient on it."""
    from steph_desktop.survival.metrics import comparable_pairs, concordant_pairs

    by_events = 1.0 / (3.0 * float(np.sqrt(events)))
    if reference is None or not FEWEST_EVENTS <= len(reference.events) <= _MOST_PAIRED:
        return by_events
    pairs = comparable_pairs(reference.times_days, reference.events)
    total = int(pairs.sum())
    if not total:
        return by_events
    concordant = np.where(pairs, concordant_pairs(reference.risk_scores), 0.0)
    beyond = concordant - pairs * (concordant.sum() / total)
    influence = (beyond.sum(axis=0) + beyond.sum(axis=1)) / total
    # A reference cohort in perfect order has no spread at all; chance keeps a floor under it.
    return max(float(np.sqrt((influence**2).sum())), by_events / 2)


def _is_flat(reference: ReferenceCohort, n_bins: int) -> bool:
    """Return True where the risk groups are no further apart than rounding."""
    noise = SAME_SURVIVAL * n_bins
    cutoffs, scores = reference.cutoffs, reference.risk_scores
    return float(np.ptp(scores)) < noise or (len(cutoffs) > 1 and cutoffs[-1] - cutoffs[0] < noise)


def reconciled(checks: Sequence[Check]) -> tuple[Check, ...]:
    """Return checks of which none is green while another contradicts it."""
    lights = {(check.kind, check.light) for check in checks}
    if (CheckKind.FEATURES, CheckStatus.RED) not in lights:
        return tuple(checks)
    reason = "Cannot tell: the tissue pattern is too far from anything the model knows."
    unknown, green = Check(CheckKind.ORGAN, CheckStatus.GREY, "", reason), CheckStatus.GREEN
    return tuple(
        unknown if (check.kind, check.light) == (CheckKind.ORGAN, green) else check
        for check in checks
    )


def completed(checks: Sequence[Check], card: PackCard) -> tuple[Check, ...]:
    """Return the kept checks of a case with that of its model, which earlier versions left out."""
    known = any(check.kind is CheckKind.MODEL for check in checks)
    return reconciled(checks if known else (model_check(card), *checks))


def judge(
    facts: Sequence[SlideFacts],
    mean_features: NDArray[np.float32],
    card: PackCard,
    statistics: CohortStatistics | None,
) -> tuple[Check, ...]:
    """Judge a case.

    Parameters
    ----------
    mean_features : ndarray, shape (D,)
        Mean over the case's bag.
    statistics : CohortStatistics, optional
        What that pack remembers of its training cohort.
    """
    qualities = [fact.quality for fact in facts if fact.quality is not None]
    if len(qualities) == len(facts):
        pixels = [_focus(qualities), _pen(qualities), _bubbles(qualities)]
        pixels.append(_stain(qualities, statistics))
    else:
        reason = "Not checked: there are features alone, no slide."
        kinds = (CheckKind.FOCUS, CheckKind.PEN, CheckKind.BUBBLES, CheckKind.STAIN)
        pixels = [Check(kind, CheckStatus.GREY, "", reason) for kind in kinds]
    return reconciled(
        (
            model_check(card),
            _resolution(facts, card),
            _tissue(facts, statistics),
            *pixels,
            _features(facts, mean_features, card, statistics),
            _organ(mean_features, card, statistics),
        )
    )


def _light(value: float, amber: float, red: float) -> CheckStatus:
    if value >= red:
        return CheckStatus.RED
    return CheckStatus.AMBER if value >= amber else CheckStatus.GREEN


def _which(slides: Sequence[object], number: int) -> str:
    return f"slide {number + 1}: " if len(slides) > 1 else ""


def _resolution(facts: Sequence[SlideFacts], card: PackCard) -> Check:
    check = partial(Check, CheckKind.RESOLUTION)
    for number, fact in enumerate(facts):
        if wrong := _other_scale(fact, card):
            figure, reason = wrong
            return check(CheckStatus.RED, f"{_which(facts, number)}{figure}", reason)
    for number, fact in enumerate(facts):
        if fact.mpp is not None and (said := contradiction(fact.mpp, fact.slide_mpp)):
            return check(CheckStatus.RED, f"{_which(facts, number)}{fact.mpp:.4g} µm/px", said)
    for number, fact in enumerate(facts):
        if fact.mpp is None:
            reason = "Cannot tell: the pixel size is not known."
            return check(CheckStatus.GREY, _which(facts, number).rstrip(": "), reason)
    figure = ", ".join(dict.fromkeys(f"{fact.mpp:.4g} µm/px" for fact in facts))
    overlap = card.contract.overlap_px if card.contract is not None else None
    others = {fact.overlap_px for fact in facts if fact.overlap_px not in (None, overlap)}
    if overlap is not None and others:
        reason = (
            f"The patches overlap by {max(o or 0 for o in others)} px, those of the model's cohort "
            f"by {overlap} px: the same tissue counts more or less often."
        )
        return check(CheckStatus.AMBER, figure, reason)
    if (nuclei := _nuclei(facts)) is not None:
        return nuclei
    sources = {fact.mpp_source for fact in facts}
    if sources == {MppSource.SCANNER.value}:
        if reason := _scale_unknown(facts, card):
            return check(CheckStatus.GREY, figure, reason)
        sizes = [f.quality.nucleus_um for f in facts if f.quality is not None]
        known = [size for size in sizes if size is not None]
        reason = "The pixel size was stated by the scanner."
        if known:
            reason = (
                f"The pixel size was stated by the scanner, and nuclei of {min(known):.1f} µm go "
                "with it."
            )
        return check(CheckStatus.GREEN, figure, reason)
    if MppSource.USER.value in sources:
        reason = "The pixel size was stated by the user, not by the slide."
    elif MppSource.TIFF_TAG.value in sources:
        reason = "The pixel size is from a general TIFF tag, which converters often set wrongly."
    else:
        reason = "The features do not say where their pixel size is from."
    return check(CheckStatus.AMBER, figure, reason)


def _odd_nuclei(size_um: float) -> str:
    factor = "twice" if size_um < NUCLEUS_ODD_UM[0] else "half"
    return (
        f"The nuclei measure {size_um:.1f} µm at this pixel size, those of most tissue 6 to 10 µm: "
        f"is the true one {factor} as large?"
    )


def pixel_size_doubt(slide: Slide, control: JobControl = UNWATCHED) -> str:
    """Compare a slide's pixel size with its nuclei, before anything is computed from it.

    Parameters
    ----------
    slide : Slide
        With a known pixel size; its overview and 40 patches are read.

    Returns
    -------
    str
        A question for the user; empty where the nuclei are of a usual size, or nothing can be told:
        few or unclear nuclei, no tissue, out of focus. Silence is no proof: of four parts of two
        real pictures none was doubted at its true size; at half of it the three that had enough
        nuclei were, at double one of four.

    Raises
    ------
    StephError
        If the slide cannot be read.
    """
    from steph_desktop.slide.patches import PatchSpec, lay_grid
    from steph_desktop.slide.quality import blur_of, nuclear_diameter_of, sample_patches
    from steph_desktop.slide.tissue import tissue_mask

    spec = PatchSpec()
    grid = lay_grid(slide, tissue_mask(slide, control), spec)
    patches = sample_patches(slide, grid.coords, grid.size_level0_px, spec, control)
    size = nuclear_diameter_of(patches, spec.target_mpp)
    if size is None or NUCLEUS_ODD_UM[0] <= size <= NUCLEUS_ODD_UM[1]:
        return ""
    is_blurred = np.median([blur_of(patch) for patch in patches]) >= BLUR_AMBER
    return "" if is_blurred else _odd_nuclei(size)


def _nuclei(facts: Sequence[SlideFacts]) -> Check | None:
    """Doubt a pixel size at which nuclei are of no usual size; None where nothing speaks so."""
    doubts: list[Check] = []
    for number, fact in enumerate(facts):
        # Nuclei out of focus look larger, which the check of the focus says.
        quality = fact.quality
        size = None
        if quality is not None and len(quality.blur) and np.median(quality.blur) < BLUR_AMBER:
            size = quality.nucleus_um
        if size is None or NUCLEUS_USUAL_UM[0] <= size <= NUCLEUS_USUAL_UM[1]:
            continue
        figure = f"{_which(facts, number)}{fact.mpp:.4g} µm/px, nuclei of {size:.1f} µm"
        small = size < NUCLEUS_USUAL_UM[0]
        light = CheckStatus.GREY
        reason = (
            f"Cannot tell: the nuclei measure {size:.1f} µm at this pixel size, "
            f"{'less' if small else 'more'} than most tissue has."
        )
        if not NUCLEUS_ODD_UM[0] <= size <= NUCLEUS_ODD_UM[1]:
            light, reason = CheckStatus.AMBER, _odd_nuclei(size)
        doubts.append(Check(CheckKind.RESOLUTION, light, figure, reason))
    return by_gravity(doubts)[0] if doubts else None


def patch_side_um(card: PackCard) -> float | None:
    """Return the side of the patches that a model learned from; None where its card cannot tell."""
    return card.patch_px * card.target_mpp if card.contract is None else card.contract.patch_um


def _other_scale(fact: SlideFacts, card: PackCard) -> tuple[str, str] | None:
    """Return the figure and the reason where patches show the tissue at another scale."""
    made, share = fact.target_mpp, SAME_MPP
    if made is None and fact.magnification:
        made, share = 10 / fact.magnification, NOMINAL_MPP
    if made is not None and abs(made / card.target_mpp - 1) > share:
        return (
            f"{made:.4g} µm/px",
            f"The features were made at another scale than the model's "
            f"{card.target_mpp:g} µm/px. Extract them again.",
        )
    side, wanted = 1000 * math.sqrt(fact.patch_mm2 or 0.0), patch_side_um(card)
    if side and wanted is not None and abs(side / wanted - 1) > SAME_SIDE:
        return (
            f"{side:.3g} µm patches",
            f"Each patch shows {side:.3g} µm of tissue, those that the model learned from "
            f"{wanted:.3g} µm. Extract the features again, with patches of {card.patch_px} px at "
            f"{card.target_mpp:g} µm/px.",
        )
    return None


def _scale_unknown(facts: Sequence[SlideFacts], card: PackCard) -> str:
    """Say why the scale of the patches cannot be compared; empty where it was."""
    if any(not fact.patch_mm2 for fact in facts):
        return "Cannot tell: the features do not say how much tissue a patch shows."
    if patch_side_um(card) is None:
        return "Cannot tell: the model's card does not say how much tissue a patch shows."
    return ""


def _tissue(facts: Sequence[SlideFacts], statistics: CohortStatistics | None) -> Check:
    patches = sum(fact.n_patches for fact in facts)
    areas = [fact.patch_mm2 for fact in facts]
    measured = [f.quality.tissue_mm2 for f in facts if f.quality is not None]
    area: float | None = None
    if len(measured) == len(facts):
        area = sum(measured)
    elif None not in areas:
        area = sum(f.n_patches * (f.patch_mm2 or 0.0) for f in facts)
    figure = f"{patches:,} patches" if area is None else f"{area:.2g} mm², {patches:,} patches"
    light, reason = CheckStatus.GREEN, "Enough tissue."
    if patches < MIN_PATCHES:
        light = CheckStatus.RED
        reason = "Very little tissue: the prediction rests on a handful of patches."
    elif statistics is not None:
        least, usual, _ = statistics.patches.tolist()
        reason = "As much tissue as in the training cohort."
        if patches < SMALL_SHARE * least:
            light = CheckStatus.AMBER
            reason = f"Much less tissue than in the training cohort (usually {usual:,.0f} patches)."
    elif area is not None and area < MIN_TISSUE_MM2:
        light, reason = CheckStatus.AMBER, f"Less than {MIN_TISSUE_MM2:g} mm² of tissue."
    return Check(CheckKind.TISSUE, light, figure, reason)


def _focus(qualities: Sequence[SlideQuality]) -> Check:
    kind = CheckKind.FOCUS
    if not all(len(quality.blur) for quality in qualities):
        reason = "Not checked: no patch of the slide could be read."
        return Check(kind, CheckStatus.GREY, "", reason)
    medians = [float(np.median(quality.blur)) for quality in qualities]
    number = int(np.argmax(medians))
    share = max(float((quality.blur >= BLUR_AMBER).mean()) for quality in qualities)
    figure = f"{_which(qualities, number)}blur {medians[number]:.2f} of 1"
    light = _light(medians[number], BLUR_AMBER, BLUR_RED)
    if light is not CheckStatus.GREEN:
        return Check(kind, light, figure, "The slide is out of focus.")
    if share > BLURRED_SHARE:
        reason = "Parts of the slide are blurred."
        return Check(kind, CheckStatus.AMBER, f"{100 * share:.0f} %", reason)
    return Check(kind, light, figure, "The slide is in focus.")


def _pen(qualities: Sequence[SlideQuality]) -> Check:
    light, figure = _share_of(qualities, "pen_share", PEN_AMBER, PEN_RED)
    if light is not CheckStatus.GREEN:
        reason = "Pen marks lie on the tissue; what is under them was not analysed."
    elif max(quality.pen_beside for quality in qualities) > PEN_AMBER:
        reason = "Pen marks, but beside the tissue."
    elif _is_zero(qualities, "pen_share"):
        reason = "No pen marks on the tissue."
    else:
        reason = "Pen marks on the tissue, too little to matter."
    return Check(CheckKind.PEN, light, figure, reason)


def _bubbles(qualities: Sequence[SlideQuality]) -> Check:
    light, figure = _share_of(qualities, "bubble_share", BUBBLE_AMBER, BUBBLE_RED)
    if light is not CheckStatus.GREEN:
        reason = "Air bubbles, dirt or the edge of a cover slip lie on the tissue."
    elif _is_zero(qualities, "bubble_share"):
        reason = "No air bubbles or dirt on the tissue."
    else:
        reason = "Air bubbles or dirt on the tissue, too little to matter."
    return Check(CheckKind.BUBBLES, light, figure, reason)


def _is_zero(qualities: Sequence[SlideQuality], name: str) -> bool:
    """Return True where a share is 0.0 % of every slide, as its figure says."""
    return all(getattr(quality, name) < 0.0005 for quality in qualities)


def _share_of(
    qualities: Sequence[SlideQuality], name: str, amber: float, red: float
) -> tuple[CheckStatus, str]:
    """Judge the worst slide by a share of its tissue."""
    shares = [float(getattr(quality, name)) for quality in qualities]
    number = int(np.argmax(shares))
    figure = f"{_which(qualities, number)}{100 * shares[number]:.1f} %"
    return _light(shares[number], amber, red), figure


def _far(kind: CheckKind, deviations: float, what: str, where: str = "") -> Check:
    light = _light(deviations, FAR_AMBER, FAR_RED)
    figure = f"{where}{max(0.0, deviations):.1f} SD"
    if light is CheckStatus.GREEN:
        return Check(kind, light, figure, f"{what} like the training cohort's.")
    much = "very far" if light is CheckStatus.RED else "far"
    return Check(kind, light, figure, f"{what} {much} from the training cohort.")


def _stain(qualities: Sequence[SlideQuality], statistics: CohortStatistics | None) -> Check:
    kind = CheckKind.STAIN
    cloud = statistics.stain if statistics is not None else None
    if cloud is None:
        reason = "Not checked: the pack holds no stain of its training cohort."
        return Check(kind, CheckStatus.GREY, "", reason)
    stains = [quality.stain for quality in qualities]
    if any(stain is None for stain in stains):
        return Check(kind, CheckStatus.RED, "", "The slide shows no stain.")
    distances = [cloud.deviations(stain) for stain in stains if stain is not None]
    number = int(np.argmax(distances))
    return _far(kind, distances[number], "Stain", _which(qualities, number))


def _features(
    facts: Sequence[SlideFacts],
    mean_features: NDArray[np.float32],
    card: PackCard,
    statistics: CohortStatistics | None,
) -> Check:
    kind, contract = CheckKind.FEATURES, card.contract
    for number, fact in enumerate(facts):
        if contract is None:
            break
        ratio = (fact.norm or 0.0) / (contract.norm or math.inf)
        if ratio and not 1 / SAME_NORM < ratio < SAME_NORM:
            reason = (
                f"The features are {fact.norm:.3g} long on average, those that the model learned "
                f"from {contract.norm:.3g}: one of them was normalised. Extract them again."
            )
            return Check(kind, CheckStatus.RED, f"{_which(facts, number)}x {ratio:.2g}", reason)
        if contract.input_scaling and fact.input_scaling not in ("", contract.input_scaling):
            reason = (
                "The encoder was given its pixels scaled otherwise than for the model's cohort. "
                "Extract the features again."
            )
            return Check(kind, CheckStatus.RED, _which(facts, number).rstrip(": "), reason)
    strange = {fact.encoder_sha256 for fact in facts} - {"", card.encoder_sha256}
    weights = "The encoder's weights are not those that the model was trained with."
    if statistics is None:
        if card.encoder_sha256 and strange:
            return Check(kind, CheckStatus.AMBER, "", weights)
        reason = "Not checked: the pack holds no features of its training cohort."
        return Check(kind, CheckStatus.GREY, "", reason)
    distance = statistics.features.deviations(np.asarray(mean_features, float))
    check = _far(kind, distance, "Tissue pattern")
    if card.encoder_sha256 and strange and check.light is CheckStatus.GREEN:
        return Check(kind, CheckStatus.AMBER, check.figure, weights)
    return check


def _organ(
    mean_features: NDArray[np.float32], card: PackCard, statistics: CohortStatistics | None
) -> Check:
    kind = CheckKind.ORGAN
    if statistics is None or not statistics.cancers:
        reason = "Not checked: the pack holds no features of other cancers."
        return Check(kind, CheckStatus.GREY, "", reason)
    margin, nearest = statistics.margin(np.asarray(mean_features, float))
    other, own = organ_of(nearest), organ_of(card.target_cancer)
    figure = f"{100 * margin:+.0f} % nearer to {other}"
    if other != own and margin > max(0.0, statistics.margin_limit):
        reason = f"The tissue looks more like {other} than like {own}: is this the right organ?"
        return Check(kind, CheckStatus.AMBER, figure, reason)
    return Check(kind, CheckStatus.GREEN, "", f"Nothing suggests an organ other than {own}.")

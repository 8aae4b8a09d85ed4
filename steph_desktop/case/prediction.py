"""From feature files to a finished case: the bag, the prediction, and the checks of the slides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from steph_desktop import __version__
from steph_desktop.case.result import CaseResult, SlidePatches, SourceDropped
from steph_desktop.case.slide_checks import SlideFacts, judge
from steph_desktop.core.errors import plain_name
from steph_desktop.core.job_control import UNWATCHED, JobControl, Phase
from steph_desktop.model.card import NEAR_MAP, NOT_PROTECTED_WARNING, PackCard
from steph_desktop.model.outputs import Prediction, RiskGroup, consensus

if TYPE_CHECKING:
    from steph_desktop.features.bag import Bag
    from steph_desktop.model.packs import LoadedPack
    from steph_desktop.slide.reader import Slide


def predict_bags(
    parts: Sequence[tuple[Path, Bag, Slide | None]],
    model: Path,
    *,
    case_id: str = "",
    device: str = "auto",
    seed: int = 42,
    control: JobControl = UNWATCHED,
) -> CaseResult:
    """Predict one case from the bags of one patient, joined into one.

    Each part is a feature file, what it holds, and the open slide to be checked; None for
    features alone.

    Raises
    ------
    StephError
        If the pack cannot be read, or the features do not fit it.
    """
    from steph_desktop.features.bag import joined_places, require_width
    from steph_desktop.model.devices import resolve_device
    from steph_desktop.model.packs import load_pack

    pack = load_pack(model, resolve_device(device))
    control.checkpoint(0, 0, Phase.PREDICTING)
    bags = [bag for _, bag, _ in parts]
    for path, bag, _ in parts:
        require_width(bag, pack.card.feature_dim, pack.card.encoder, path)
    features = np.concatenate([bag.features for bag in bags]) if len(bags) > 1 else bags[0].features
    seen = features
    if pack.card.backbone.place_columns:
        seen = np.hstack([features, joined_places(bags, [path for path, _, _ in parts])])
    prediction = pack.predict(seen)
    result = _assemble([path for path, _, _ in parts], bags, pack.card, prediction, case_id, seed)
    control.checkpoint(0, 0, Phase.CHECKING_SLIDE)
    facts = [_facts_of(bag, slide, control) for _, bag, slide in parts]
    # Without the columns of places: what the cohort remembers is of features alone.
    checks = judge(facts, features.mean(axis=0), pack.card, pack.statistics)
    dropped = _without_each_source(pack, seen, prediction, control)
    return replace(result, checks=checks, dropped=dropped)


def _without_each_source(
    pack: LoadedPack, features: NDArray[np.float32], prediction: Prediction, control: JobControl
) -> tuple[SourceDropped, ...]:
    """Compute where the case would stand without each of the merged source cancers."""
    from steph_desktop.model.steph import Steph, StephCase

    model, reference = pack.models[prediction.member or 0], pack.card.reference
    if not isinstance(model, Steph) or reference is None:
        return ()
    lent = [
        place
        for place, share in enumerate(prediction.sources)
        if share.selected and share.cancer != pack.card.target_cancer
        if share.weight * (1 - share.lambda_target) > 0  # the others gave nothing to leave out
    ]
    if sum(share.selected for share in prediction.sources) < 2:
        return ()  # nothing would be left to merge
    chosen = [(share.weight, share.lambda_target, share.selected) for share in prediction.sources]
    weights, lambdas, merged = (np.array(column) for column in zip(*chosen, strict=True))
    case, found = StephCase(model, features, weights, lambdas, merged), []
    for place in control.each(lent, Phase.PREDICTING):
        kept = merged.copy()
        kept[place] = False
        score = case.predict(selected=kept, with_map=False).risk_score
        where, _ = reference.standing(score, prediction.member)
        found.append(SourceDropped(prediction.sources[place].cancer, where))
    return tuple(found)


def _facts_of(bag: Bag, slide: Slide | None, control: JobControl) -> SlideFacts:
    """Gather what is known of a slide; of features alone, what they say of themselves."""
    meta = bag.meta
    facts = SlideFacts(
        meta.mpp,
        meta.mpp_source,
        meta.target_mpp,
        (meta.patch_um / 1000) ** 2 if meta.patch_um else None,
        len(bag.features),
        slide_mpp=meta.slide_mpp,
        magnification=meta.target_magnification,
        overlap_px=meta.overlap_px if meta.patch_um else None,
        encoder_sha256=meta.encoder_sha256,
        input_scaling=meta.input_scaling,
        norm=bag.norm,
    )
    if slide is None or bag.coords is None or not meta.patch_px or not meta.target_mpp:
        return facts
    from steph_desktop.slide.patches import PatchSpec
    from steph_desktop.slide.quality import measure

    spec = PatchSpec(target_mpp=meta.target_mpp, patch_px=meta.patch_px)
    side_px, is_region = meta.patch_size_level0_px, bag.region is not None
    quality = measure(slide, bag.coords, side_px, spec, control, is_region=is_region)
    return replace(facts, quality=quality)


def _assemble(
    paths: Sequence[Path],
    bags: Sequence[Bag],
    card: PackCard,
    prediction: Prediction,
    case_id: str,
    seed: int,
) -> CaseResult:
    slides: list[SlidePatches] = []
    first = 0
    for path, bag in zip(paths, bags, strict=True):
        meta = bag.meta
        slides.append(
            SlidePatches(
                slide_id=meta.slide_id or plain_name(path.stem),
                first=first,
                count=len(bag.features),
                coords=bag.coords,
                patch_size_level0_px=meta.patch_size_level0_px,
                mpp=meta.mpp,
                mpp_source=meta.mpp_source,
                slide_sha256=meta.slide_sha256,
                outline=bag.outline,
                region=bag.region,
                failed_patches=meta.failed_patches,
            )
        )
        first += len(bag.features)
    percentile, group = _standing(card, prediction)
    return CaseResult(
        case_id=case_id,
        patient_id=slides[0].slide_id,
        slides=tuple(slides),
        card=card,
        prediction=prediction,
        risk_percentile=percentile,
        risk_group=group,
        encoder_sha256=bags[0].meta.encoder_sha256,
        app_version=__version__,
        seed=seed,
        warnings=tuple(_warnings(bags, card)),
        strata=reference_strata(card),
    )


def _standing(
    card: PackCard, prediction: Prediction
) -> tuple[float, RiskGroup] | tuple[None, None]:
    """Return percentile and group: of several members the median, and the consensus."""
    reference, curves = card.reference, prediction.member_survival
    if reference is None:
        return None, None
    percentile, group = reference.standing(prediction.risk_score, prediction.member)
    # The members vote on the group: the median member alone may stand just beyond a cut-off.
    placed = None if curves is None else reference.by_members(curves)
    if placed is not None and prediction.member is not None:
        group = consensus(placed[1])
    return percentile, group


def _warnings(bags: Sequence[Bag], card: PackCard) -> list[str]:
    found: list[str] = []
    if not card.is_protected:
        found.append(NOT_PROTECTED_WARNING)
    if card.synthetic:
        found.append("The model was trained on synthetic slides: the figures mean nothing.")
    if not card.backbone.map_is_exact:
        found.append(NEAR_MAP)
    if any(bag.coords is None for bag in bags):
        found.append("The feature file holds no patch positions: no map can be drawn.")
    hashes = {bag.meta.encoder_sha256 for bag in bags} - {""}
    if card.encoder_sha256 and hashes - {card.encoder_sha256}:
        found.append("The encoder's weights are not those the model was trained with.")
    for bag in bags:
        found.extend(warning for warning in bag.meta.warnings if warning not in found)
    if sum(len(bag.features) for bag in bags) < 10:
        found.append("Fewer than 10 patches of tissue: the prediction rests on very little.")
    return found


def reference_strata(card: PackCard) -> tuple[Any, ...]:
    """Return the Kaplan-Meier curves of the pack's reference cohort, lowest risk first."""
    reference = card.reference
    if reference is None:
        return ()
    from steph_desktop.survival.estimators import kaplan_meier

    times, events = reference.times_days, reference.events
    return tuple(
        kaplan_meier(times[members], events[members], group.value)
        for group in reference.groups
        if (members := reference.members(group)).any()
    )

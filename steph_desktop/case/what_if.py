"""What if: a finished case under other sources, kept ready in the child process.

Nothing here is ever written to disk.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from steph_desktop.case.result import CaseResult, SlidePatches
from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobControl, Phase
from steph_desktop.features.facts import is_feature_file
from steph_desktop.model.card import PackKind
from steph_desktop.model.outputs import Prediction, SourceShare

if TYPE_CHECKING:
    from steph_desktop.model.changed_sources import WhatIfBag

_T = TypeVar("_T")
_ANALYSE_AGAIN = "Analyse the case again."
# Float32 on another device, and rounding in the fast way: far less; other features: far more.
_SAME_RISK = 5e-3


@dataclass(frozen=True)
class Mixture:
    """How the sources are mixed, one value for each in the model's order."""

    # weights, lambdas: aggregation weights >= 0; share of the target in each pair, 0 to 1.
    weights: tuple[float, ...]
    lambdas: tuple[float, ...]
    selected: tuple[bool, ...]

    @classmethod
    def of(cls, sources: Sequence[SourceShare]) -> Mixture:
        """Return the mixture of a prediction."""
        return cls(
            tuple(share.weight for share in sources),
            tuple(share.lambda_target for share in sources),
            tuple(share.selected for share in sources),
        )

    @property
    def k(self) -> int:
        """Sources merged."""
        return sum(self.selected)

    def with_weight(self, source: int, weight: float) -> Mixture:
        """Return it with another weight of one source."""
        return replace(self, weights=_put(self.weights, source, weight))

    def with_lambda(self, source: int, lambda_target: float) -> Mixture:
        """Return it with another mixing ratio of one source."""
        return replace(self, lambdas=_put(self.lambdas, source, lambda_target))

    def with_selected(self, source: int, *, selected: bool) -> Mixture:
        """Return it with a source switched on or off; the others stay as they are."""
        return replace(self, selected=_put(self.selected, source, selected))

    def with_k(self, k: int) -> Mixture:
        """Return it with the K heaviest sources merged; of equal weights the earlier one."""
        order = sorted(range(len(self.weights)), key=lambda source: -self.weights[source])
        kept = set(order[:k])
        return replace(self, selected=tuple(source in kept for source in range(len(order))))

    def target_only(self) -> Mixture:
        """Return the mixture that is the target's own model.

        Every ratio is 1, so nothing comes from another cancer, and the weights merged sum to 1, so
        the target's task vector counts once.
        """
        chosen = self if any(self.selected) else self.with_k(len(self.weights))
        pairs = zip(chosen.weights, chosen.selected, strict=True)
        total = sum(weight for weight, selected in pairs if selected)
        if total > 0:
            weights = tuple(weight / total for weight in chosen.weights)
        else:
            weights = (1.0 / chosen.k,) * len(chosen.weights)
        return replace(chosen, weights=weights, lambdas=(1.0,) * len(weights))


def _put(values: tuple[_T, ...], place: int, value: _T) -> tuple[_T, ...]:
    return (*values[:place], value, *values[place + 1 :])


def why_no_what_if(result: CaseResult) -> str:
    """Say in a sentence why a case cannot be asked "what if"; empty if it can."""
    card = result.card
    if card.kind is PackKind.STEPH and result.prediction.sources:
        return ""
    if card.kind is PackKind.ABMIL:
        return f"This model uses {card.target_cancer} alone: there are no sources to change."
    return (
        "This model mixes its sources in another way (not as STEPH does, case by case), which "
        "cannot be changed here."
    )


def what_if_result(result: CaseResult, prediction: Prediction) -> CaseResult:
    """Return a case as it would be: for looking at only, see `CaseResult.is_what_if`.

    `prediction` is that of the answering member, under changed sources.
    """
    reference, member = result.card.reference, result.prediction.member
    percentile, group = result.risk_percentile, result.risk_group
    if reference is not None:
        _, was = reference.standing(result.prediction.risk_score, member)
        percentile, now = reference.standing(prediction.risk_score, member)
        # One member is asked: as long as it says the same group, the consensus stands.
        group = group if now is was else now
    alone = replace(prediction, member_survival=None, member=member)
    answer = replace(result, prediction=alone, is_what_if=True)
    return replace(answer, risk_percentile=percentile, risk_group=group)


def gives_result(result: CaseResult, plain: Prediction) -> bool:
    """Return True if a question without any change is answered as the result says."""
    return abs(plain.risk_score - result.prediction.risk_score) <= _SAME_RISK


@dataclass(frozen=True)
class WhatIfRequest:
    """A case under changed sources."""

    model: Path  # the pack that made the result
    model_sha256: str  # its weights, as the result names them
    features: tuple[Path, ...]  # the case's feature files, in bag order
    n_patches: int  # rows of the result's bag
    device: str = "auto"  # where the model runs
    # weights, lambdas: one for each source, in the model's order; None for what the model chose.
    weights: tuple[float, ...] | None = None
    lambdas: tuple[float, ...] | None = None
    selected: tuple[bool, ...] | None = None  # sources to merge; None for what the model chose
    member: int = 0  # place in the pack of the model that answered

    def asking(self, mixture: Mixture) -> WhatIfRequest:
        """Return the question with a mixture."""
        return replace(
            self, weights=mixture.weights, lambdas=mixture.lambdas, selected=mixture.selected
        )

    @property
    def case_key(self) -> tuple[object, ...]:
        """What has to be loaded for it: the same for all questions about a case."""
        pack = (self.model, self.model_sha256, self.member)
        return (*pack, self.features, self.n_patches, self.device)


@dataclass(frozen=True)
class WhatIfAnswer:
    """What the merged model says then."""

    prediction: Prediction  # of the answering member
    is_fast: bool  # False for a bag too large for the prepared products
    seconds: float  # time it took in the child, without loading


def question_about(
    result: CaseResult,
    slides: Sequence[Path],
    workspace: Path,
    packs: Iterable[Path],
    device: str = "auto",
) -> WhatIfRequest:
    """Find what a question about a finished case needs: its model and its features.

    The slides need not be there, and may be feature files. The model is looked for among
    `packs`, by the hash of its weights.

    Raises
    ------
    StephError
        If one of them is not here.
    """
    from steph_desktop.features.feature_places import filed_features

    card = result.card
    find = partial(filed_features, target_mpp=card.target_mpp, patch_px=card.patch_px)

    def features_of(slide: Path, part: SlidePatches) -> Path:
        if is_feature_file(slide):
            return slide
        region = None if part.region is None else part.region.region
        return find(workspace, card.encoder, slide, part.slide_sha256, region=region)

    pairs = zip(slides, result.slides, strict=True)
    features = tuple(features_of(slide, part) for slide, part in pairs)
    sha256 = result.card.weights_sha256
    model = next((path for path in packs if _weights_of(path) == sha256), None)
    if model is None:
        what = f"The model that made this result ({result.card.model_id}) is not here"
        raise StephError(what, None, "Open its pack (.steph), then ask again.")
    rows, member = len(result.prediction.attention), result.prediction.member or 0
    return WhatIfRequest(model, sha256, features, rows, device, member=member)


def _weights_of(pack: Path) -> str:
    from steph_desktop.model.packs import read_card

    try:
        return read_card(pack).weights_sha256
    except StephError:
        return ""


# The case last asked about: the child answers one request after the other.
_ready: dict[tuple[object, ...], WhatIfBag] = {}


def answer_what_if(request: WhatIfRequest, control: JobControl) -> WhatIfAnswer:
    """Predict a case with parts of its mixture replaced.

    The first question about a case loads it, which takes seconds; later ones are quick.

    Raises
    ------
    StephError
        If pack or features are not those of the result any more, or the pack has no mixture.
    JobCancelled
        If the user stopped it while the case was loaded.
    """
    key = request.case_key
    if key not in _ready:
        _ready.clear()  # before loading: two bags at once may not fit
        _ready[key] = _load(request, control)
    bag = _ready[key]
    begun = time.perf_counter()
    prediction = bag.predict(
        None if request.weights is None else np.asarray(request.weights, float),
        None if request.lambdas is None else np.asarray(request.lambdas, float),
        None if request.selected is None else np.asarray(request.selected, bool),
    )
    return WhatIfAnswer(prediction, bag.is_fast, time.perf_counter() - begun)


def _load(request: WhatIfRequest, control: JobControl) -> WhatIfBag:
    from steph_desktop.features.bag import joined_places, read_bag
    from steph_desktop.model.changed_sources import WhatIfBag
    from steph_desktop.model.devices import resolve_device
    from steph_desktop.model.packs import load_pack
    from steph_desktop.model.steph import Steph

    control.checkpoint(0, 0, Phase.LOADING_MODEL)
    pack = load_pack(request.model, resolve_device(request.device))
    if pack.card.weights_sha256 != request.model_sha256:
        what = "The model chosen is not the one that made this result"
        raise StephError(what, request.model, "Choose that model, or analyse the case again.")
    model = pack.models[request.member] if request.member < len(pack.models) else None
    if not isinstance(model, Steph):
        what = "This model does not mix its sources case by case"
        raise StephError(what, request.model, "What if needs a STEPH model.")
    control.checkpoint(0, 0, Phase.READING_FEATURES)
    for path in request.features:
        if not path.exists():
            raise StephError("The features of this case were not found", path, _ANALYSE_AGAIN)
    bags = [read_bag(path) for path in request.features]
    features = np.concatenate([bag.features for bag in bags]) if len(bags) > 1 else bags[0].features
    if len(features) != request.n_patches:
        what = "The features of this case are no longer those of its result"
        raise StephError(what, request.features[0], _ANALYSE_AGAIN)
    if model.place_columns:
        features = np.hstack([features, joined_places(bags, request.features)])
    return WhatIfBag(model.open_case(features), control)

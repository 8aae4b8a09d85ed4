"""What if the sources were others? One case, kept ready in the child process between questions.

Nothing here is ever kept on disk: an answer is looked at, and gone.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from steph_desktop.core import JobControl, StephError
from steph_desktop.model.prediction import Prediction

if TYPE_CHECKING:
    from steph_desktop.model.what_if import WhatIfBag

_ANALYSE_AGAIN = "Analyse the case again."


@dataclass(frozen=True)
class WhatIfRequest:
    """A case under changed sources.

    Attributes
    ----------
    model : pathlib.Path
        The pack that made the result.
    model_sha256 : str
        Its weights, as the result names them.
    features : tuple of pathlib.Path
        The case's feature files, in bag order.
    n_patches : int
        Rows of the result's bag.
    device : str
        Where the model runs.
    weights, lambdas : tuple of float, optional
        One for each source, in the model's order; None for what the model chose.
    selected : tuple of bool, optional
        Sources to merge; None for what the model chose.
    """

    model: Path
    model_sha256: str
    features: tuple[Path, ...]
    n_patches: int
    device: str = "auto"
    weights: tuple[float, ...] | None = None
    lambdas: tuple[float, ...] | None = None
    selected: tuple[bool, ...] | None = None

    @property
    def case_key(self) -> tuple[object, ...]:
        """What has to be loaded for it: the same for all questions about a case."""
        return (self.model, self.model_sha256, self.features, self.n_patches, self.device)


@dataclass(frozen=True)
class WhatIfAnswer:
    """What the merged model says then.

    Attributes
    ----------
    prediction : Prediction
        Of the answering member.
    is_fast : bool
        False for a bag too large for the prepared products.
    seconds : float
        Time it took in the child, without loading.
    """

    prediction: Prediction
    is_fast: bool
    seconds: float


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
    from steph_desktop.features.bag import read_bag
    from steph_desktop.model.checkpoint import load_pack
    from steph_desktop.model.devices import resolve_device
    from steph_desktop.model.steph import Steph
    from steph_desktop.model.what_if import WhatIfBag

    control.checkpoint(0, 0, "Loading the model")
    pack = load_pack(request.model, resolve_device(request.device))
    if pack.card.weights_sha256 != request.model_sha256:
        what = "The model chosen is not the one that made this result"
        raise StephError(what, request.model, "Choose that model, or analyse the case again.")
    if not isinstance(pack.model, Steph):
        what = "This model does not mix its sources case by case"
        raise StephError(what, request.model, "What if needs a STEPH model.")
    control.checkpoint(0, 0, "Reading the features")
    for path in request.features:
        if not path.exists():
            raise StephError("The features of this case are not there", path, _ANALYSE_AGAIN)
    bags = [read_bag(path).features for path in request.features]
    features = np.concatenate(bags) if len(bags) > 1 else bags[0]
    if len(features) != request.n_patches:
        what = "The features of this case are not those of its result any more"
        raise StephError(what, request.features[0], _ANALYSE_AGAIN)
    return WhatIfBag(pack.model.open_case(features), control)

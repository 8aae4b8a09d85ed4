"""Model packs: written whole, read with suspicion; and the door for the authors' checkpoints.

A pack is a folder or one ``.steph`` zip that holds ``model.safetensors`` and ``card.json`` and
nothing else. Nothing in it is ever executed or unpacked to disk: members are read by name, with
a size that the card allows, and the weights' hash, names, shapes and numbers are checked.

A pack may hold several *members*, models of one card's form fitted on different folds. The first is
the model: it answers every case, so that maps, sources and "what if" are exact. The others follow
under ``member.1.``, ``member.2.``, ... and show how far the curve depends on the fold
(`LoadedPack.predict`); source models that all share are kept once. A pack may also keep
`CohortStatistics` of its training cohort, under ``statistics.``, by which a new slide's stain and
features are judged. Neither changes how a plain pack is written. To write such a pack::

    statistics = describe_cohort(mean_features, n_patches, cancer_means, stain)
    save_pack(out, card, final_model, members=fold_models, statistics=statistics)

and ``ReferenceCohort(..., sources=SourceSpread.of(predictions))`` keeps, in the card, how the
reference cohort drew on the sources.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
import shutil
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from steph_desktop import __version__
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import atomic_path, ensure_folder, guarded_write, sync_folder
from steph_desktop.model.card import (
    PACK_SUFFIX,
    PackCard,
    PackKind,
    WeightStorage,
    card_from_json,
    card_to_json,
)
from steph_desktop.model.cohort_statistics import PREFIX, CohortStatistics, from_arrays, to_arrays
from steph_desktop.model.cohort_statistics import card_of as statistics_card
from steph_desktop.model.outputs import Prediction
from steph_desktop.model.pack_files import ASK_AGAIN, CARD_FILE, WEIGHTS_FILE, open_pack
from steph_desktop.model.pack_tensors import (
    OWN_ROWS,
    further_state,
    member_prefix,
    member_tensors,
    share_sources,
    statistics_tensors,
)
from steph_desktop.model.pack_tensors import expected_tensors as expected_tensors

if TYPE_CHECKING:
    from torch import Tensor

    from steph_desktop.model.abmil import SurvivalModel

_MAX_CARD_BYTES = 64 << 20
_MAX_WEIGHT_BYTES = 8 << 30
_MAX_HEADER_BYTES = 1 << 20


@dataclass(frozen=True)
class LoadedPack:
    """A pack ready for use.

    Attributes
    ----------
    card : PackCard
        What the model is.
    model : SurvivalModel
        The model, in evaluation mode, on its device.
    members : tuple of SurvivalModel
        The further members of a pack that holds several.
    statistics : CohortStatistics, optional
        What the pack remembers of its training cohort.
    """

    card: PackCard
    model: SurvivalModel
    members: tuple[SurvivalModel, ...] = ()
    statistics: CohortStatistics | None = None

    def predict(self, features: NDArray[np.float32]) -> Prediction:
        """Predict one bag, shape (N, D), float32, with the members' curves where there are some.

        Raises
        ------
        StephError
            If the bag is empty, of another width, or holds NaN.
        """
        prediction = self.model.predict(features)
        if not self.members:
            return prediction
        others = [member.predict(features).survival for member in self.members]
        return replace(prediction, member_survival=np.stack([prediction.survival, *others]))


def save_pack(
    out: Path,
    card: PackCard,
    model: SurvivalModel,
    *,
    members: Sequence[SurvivalModel] = (),
    statistics: CohortStatistics | None = None,
    replace_existing: bool = False,
) -> PackCard:
    """Write a pack, whole or not at all.

    Parameters
    ----------
    out : pathlib.Path
        A name that ends in ``.steph`` makes one file, any other a folder.
    card : PackCard
        What the model is; hash, program version, members and statistics are filled in.
    model : SurvivalModel
        The weights; the member that answers.
    members : sequence of SurvivalModel
        Further models of the same form, fitted on other folds.
    statistics : CohortStatistics, optional
        Of the training cohort.
    replace_existing : bool
        Replace a pack that stands there; else it is never touched.

    Returns
    -------
    PackCard
        The card as written.

    Raises
    ------
    StephError
        If something stands at `out`, or it cannot be written.
    ValueError
        If card and model do not belong together.
    """
    from safetensors.torch import save
    from torch import from_numpy as as_tensor

    _check_free(out, replace_existing)
    card = replace(
        card,
        members=1 + len(members),
        shares_sources=share_sources(card, [_state(each) for each in (model, *members)]),
        statistics=None if statistics is None else statistics_card(statistics),
    )
    state = {name: tensor.detach().cpu().contiguous() for name, tensor in _state(model).items()}
    for number, member in enumerate(members, start=1):
        for name, tensor in _state(member).items():
            rows = tensor[:OWN_ROWS] if card.shares_sources and name == "basis" else tensor
            state[f"{member_prefix(number)}{name}"] = rows.detach().cpu().contiguous()
    if card.storage is WeightStorage.FLOAT16:
        state = {name: tensor.half() for name, tensor in state.items()}
    if statistics is not None:
        state |= {name: as_tensor(array) for name, array in to_arrays(statistics).items()}
    shapes = {name: tuple(tensor.shape) for name, tensor in state.items()}
    if shapes != expected_tensors(card):
        raise ValueError("the card does not describe this model")
    _require_finite(state, out)
    weights = save(state)
    written = replace(
        card,
        weights_sha256=hashlib.sha256(weights).hexdigest(),
        app_version=card.app_version or __version__,
    )
    text = json.dumps(card_to_json(written), indent=1, allow_nan=False).encode() + b"\n"
    # Read back before writing: a card that could not be opened again must not be saved.
    card_from_json(json.loads(text))
    contents = {WEIGHTS_FILE: weights, CARD_FILE: text}
    if out.suffix == PACK_SUFFIX:
        with atomic_path(out) as temporary, zipfile.ZipFile(temporary, "w") as archive:
            for name, data in contents.items():
                archive.writestr(zipfile.ZipInfo(name), data)
    else:
        _write_folder(out, contents)
    return written


def _check_free(out: Path, replace_existing: bool) -> None:
    if not out.exists() or (out.is_dir() and not any(out.iterdir())):
        return
    if not replace_existing:
        raise StephError("Something stands here already", out, "Choose another name.")
    try:
        read_card(out)
    except StephError as error:
        raise StephError(
            "What stands here is not a model pack and is not replaced", out, "Choose another name."
        ) from error


def _write_folder(out: Path, contents: dict[str, bytes]) -> None:
    ensure_folder(out.parent)
    with guarded_write(out):
        part = Path(tempfile.mkdtemp(prefix=f".{out.name}.", suffix=".part", dir=out.parent))
        try:
            part.chmod(0o755)
            for name, data in contents.items():
                with (part / name).open("wb") as handle:
                    handle.write(data)
                    handle.flush()
                    os.fsync(handle.fileno())
            sync_folder(part)
            old = part.with_suffix(".old")
            if out.exists():
                out.rename(old)
            part.rename(out)
            sync_folder(out.parent)
            shutil.rmtree(old, ignore_errors=True)
        finally:
            shutil.rmtree(part, ignore_errors=True)


def read_card(path: Path) -> PackCard:
    """Read the card of a pack; fast, and without loading its weights.

    Parameters
    ----------
    path : pathlib.Path
        A folder or a ``.steph`` file.

    Raises
    ------
    StephError
        If it is no pack, holds anything else, or its card is not right.
    """
    with open_pack(path) as pack:
        return _parse_card(pack.read(CARD_FILE, _MAX_CARD_BYTES), path)


def load_pack(path: Path, device: str = "cpu") -> LoadedPack:
    """Load a pack after checking its hash, names, shapes and numbers.

    Parameters
    ----------
    path : pathlib.Path
        A folder or a ``.steph`` file.
    device : str
        Where the model is to run, as `steph_desktop.model.devices.resolve_device` gives it.

    Raises
    ------
    StephError
        If anything about the pack does not fit.
    """
    from safetensors import SafetensorError
    from safetensors.torch import load

    with open_pack(path) as pack:
        card = _parse_card(pack.read(CARD_FILE, _MAX_CARD_BYTES), path)
        expected = expected_tensors(card)
        width = 2 if card.storage is WeightStorage.FLOAT16 else 4
        size = sum(
            (4 if name.startswith(PREFIX) else width) * math.prod(shape)
            for name, shape in expected.items()
        )
        if size > _MAX_WEIGHT_BYTES:
            raise StephError("The card claims a model that is too large", path, ASK_AGAIN)
        weights = pack.read(WEIGHTS_FILE, size + _MAX_HEADER_BYTES)
    if hashlib.sha256(weights).hexdigest() != card.weights_sha256:
        raise StephError("The weights are not those the card was written for", path, ASK_AGAIN)
    try:
        state = load(weights)
    except (SafetensorError, ValueError, KeyError) as error:
        raise StephError("The weights cannot be read", path, ASK_AGAIN) from error
    if {name: tuple(tensor.shape) for name, tensor in state.items()} != expected:
        raise StephError("Names or shapes of the weights do not fit the card", path, ASK_AGAIN)
    kept = {name: state.pop(name) for name in statistics_tensors(card)}
    dtypes = {str(tensor.dtype).removeprefix("torch.") for tensor in state.values()}
    odd = {str(tensor.dtype) for tensor in kept.values()} - {"torch.float32"}
    if dtypes != {card.storage.value} or odd:
        raise StephError("The number format of the weights does not fit the card", path, ASK_AGAIN)
    _require_finite(state | kept, path)
    further = [
        _build(card, further_state(card, state, number)) for number in range(1, card.members)
    ]
    answering = {name: state[name] for name in member_tensors(card)}
    return LoadedPack(
        card,
        _build(card, answering).to(device),
        tuple(member.to(device) for member in further),
        _statistics_of(card, kept, path),
    )


def _statistics_of(card: PackCard, kept: dict[str, Tensor], path: Path) -> CohortStatistics | None:
    if card.statistics is None:
        return None
    try:
        return from_arrays(card.statistics, {name: t.numpy() for name, t in kept.items()})
    except ValueError as error:
        what = "The statistics of the training cohort are not right"
        raise StephError(what, path, ASK_AGAIN) from error


def import_checkpoint(
    file: Path,
    out: Path,
    *,
    target: str | None = None,
    sources: tuple[str, ...] | None = None,
    k: int = 5,
) -> PackCard:
    """Turn the authors' ABMIL or STEPH checkpoint into a pack; the layout is found by its keys.

    Parameters
    ----------
    file : pathlib.Path
        The checkpoint; read without executing anything in it.
    out : pathlib.Path
        The pack to write.
    target : str, optional
        The cancer it predicts; ``unknown`` if not given, for the file does not say.
    sources : tuple of str, optional
        Names of the sources in the file's order. If not given and the target is one of the 13
        TCGA cohorts, the other 12 in alphabetical order; else ``source 1``, ``source 2``, ...
    k : int
        Sources merged per case; the file does not say.

    Raises
    ------
    StephError
        If the file is no such checkpoint or the names do not fit it.
    """
    from steph_desktop.model.authors_files import read_checkpoint

    _check_free(out, replace_existing=False)
    card, model = read_checkpoint(file, target=target, sources=sources, k=k)
    return save_pack(out, card, model)


def _state(model: SurvivalModel) -> dict[str, Tensor]:
    state: dict[str, Tensor] = model.state_dict()
    return state


def _require_finite(state: dict[str, Tensor], path: Path) -> None:
    if not all(bool(tensor.isfinite().all()) for tensor in state.values()):
        raise StephError("The weights hold numbers that are not finite", path, ASK_AGAIN)


def _build(card: PackCard, state: dict[str, Tensor]) -> SurvivalModel:
    from steph_desktop.model.abmil import Abmil
    from steph_desktop.model.merging import MergeConfig, Merged
    from steph_desktop.model.mil_encoder import AbmilShape
    from steph_desktop.model.routing import Routed, RoutingConfig
    from steph_desktop.model.steph import Steph, StephConfig

    shape = AbmilShape(card.feature_dim, card.embed_dim, card.attn_dim, len(card.bins))
    state = {name: tensor.float() for name, tensor in state.items()}
    names = card.sources
    model: SurvivalModel
    match card.kind:
        case PackKind.ABMIL:
            model = Abmil(shape)
        case PackKind.STEPH:
            steph = StephConfig(
                hyper_dim=card.hyper_dim,
                k=card.k,
                k_share=card.k_share,
                lambda_form=card.lambda_form,
                weight_activation=card.weight_activation,
                lambda_source=card.lambda_source,
                weight_source=card.weight_source,
            )
            basis = state["basis"]
            model = Steph(shape, names, steph, basis[0], basis[1], basis[2:])
        case PackKind.MERGED:
            merge = MergeConfig(
                hyper_dim=card.hyper_dim,
                weight_activation=card.weight_activation,
                surgery_rank=card.surgery_rank,
            )
            model = Merged(shape, names, _target_shares(card), merge, state["basis"])
        case PackKind.ROUTED:
            routing = RoutingConfig(k=card.k)
            model = Routed(shape, names, _target_shares(card), routing, state["encoders"])
    model.load_state_dict(state)
    model.requires_grad_(False)
    return model.eval()


def _target_shares(card: PackCard) -> tuple[float, ...]:
    """Share of the target in each vector or model of a merged or routed pack."""
    if card.paired:
        return (0.5,) * len(card.sources)
    return tuple(float(name == card.target_cancer) for name in card.sources)


def _parse_card(data: bytes, path: Path) -> PackCard:
    def refuse(name: str) -> Any:
        raise ValueError(name)

    try:
        value = json.loads(data.decode(), parse_constant=refuse, object_pairs_hook=_unique)
    except (ValueError, RecursionError) as error:
        raise StephError("The card of this pack cannot be read", path, ASK_AGAIN) from error
    try:
        return card_from_json(value)
    except StephError as error:
        raise StephError(error.what, path, error.todo) from error


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise ValueError("a key stands twice")
    return value

"""Model packs: written whole, checked when read; and import of the authors' checkpoints.

A pack is a folder or one ``.steph`` zip that holds ``model.safetensors`` and ``card.json``, a
``signature.json`` where a lab signed it, and nothing else. Nothing in it is ever executed or
unpacked to disk: members are read by name, with a size that the card allows, and the weights' hash,
names, shapes and numbers are checked.

A pack may hold several *members*, models of one card's form fitted on different folds: the first
under the plain names, the others under ``member.1.``, ``member.2.``, ... A case is answered by the
member whose answer is the median of all, so that maps, sources and "what if" are exact; the others
show how far the answer depends on the fold (`LoadedPack.predict`). Source models that all share are
kept once. A pack may also keep
`CohortStatistics` of its training cohort, under ``statistics.``, by which a new slide's stain and
features are judged. Neither changes how a plain pack is written. To write such a pack::

    statistics = describe_cohort(mean_features, n_patches, cancer_means, stain)
    save_pack(out, card, final_model, members=fold_models, statistics=statistics)

and ``ReferenceCohort(..., sources=SourceSpread.of(predictions))`` keeps, in the card, how the
reference cohort drew on the sources.

The weights in a pack are those that were fitted. Where the card holds a recalibration it becomes
part of the head when the pack is loaded, so that risk, curve, members, map and "what if" all go
through it, and none of them has to know.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from steph_desktop import __version__
from steph_desktop.core.codec import chosen
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import json_text, write_bytes
from steph_desktop.model.card import (
    CARD_FILE,
    MERGE_FIELDS,
    PACK_SUFFIX,
    STEPH_FIELDS,
    Backbone,
    LambdaSource,
    PackCard,
    PackKind,
    WeightSource,
    WeightStorage,
    card_from_json,
    card_to_json,
    seal_of,
    sealed,
)
from steph_desktop.model.cohort_statistics import PREFIX, CohortStatistics, from_arrays, to_arrays
from steph_desktop.model.cohort_statistics import card_of as statistics_card
from steph_desktop.model.outputs import Prediction, member_in_the_middle
from steph_desktop.model.pack_files import (
    ASK_AGAIN,
    WEIGHTS_FILE,
    PackFiles,
    open_pack,
    write_pack_file,
    write_pack_folder,
)
from steph_desktop.model.signatures import (
    MAX_SIGNATURE_BYTES,
    SIGNATURE_FILE,
    LabKey,
    PackSignature,
    parse_signature,
)

if TYPE_CHECKING:
    from torch import Tensor

    from steph_desktop.model.abmil import SurvivalModel
    from steph_desktop.model.steph import StephConfig

_OWN_ROWS = 2
"""Rows of STEPH's basis that are of the target's own fold; the sources' follow."""
_MAX_CARD_BYTES = 64 << 20
_MAX_WEIGHT_BYTES = 8 << 30
_MAX_HEADER_BYTES = 1 << 20  # of safetensors: names and shapes


@dataclass(frozen=True)
class LoadedPack:
    """A pack ready for use."""

    card: PackCard
    model: SurvivalModel  # the first model, in evaluation mode, on its device
    members: tuple[SurvivalModel, ...] = ()  # the further members of a pack that holds several
    statistics: CohortStatistics | None = None  # what the pack remembers of its training cohort

    @property
    def models(self) -> tuple[SurvivalModel, ...]:
        """All models, in the pack's order."""
        return (self.model, *self.members)

    def predict(self, features: NDArray[np.float32]) -> Prediction:
        """Predict one bag, shape (N, D), float32, with the members' curves where there are some.

        Where the network asks for it (`PackCard.backbone`), the places of the patches follow the
        features as two columns more, see `steph_desktop.features.bag.joined`.

        Of several members the one in the middle answers. Their scores differ in scale: compare
        patients by `ReferenceCohort.standing`, not by the bare score.

        Raises
        ------
        StephError
            If the bag is empty, of another width, or holds NaN.
        """
        return self.answer_of([model.predict(features) for model in self.models])

    def answer_of(self, found: Sequence[Prediction]) -> Prediction:
        """Combine its models' predictions of a bag into the pack's, see `predict`."""
        if not self.members:
            return found[0]
        curves = np.stack([prediction.survival for prediction in found])
        reference = self.card.reference
        placed = reference.by_members(curves) if reference is not None else None
        member = None if placed is None else member_in_the_middle(placed[0])
        return replace(found[member or 0], member_survival=curves, member=member)


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
        What the model is; hashes, program version, members, follow-up and statistics are filled
        in.
    model : SurvivalModel
        The weights; of several members the first.
    members : sequence of SurvivalModel
        Further models of the same form, fitted on other folds.

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
    if any(each.recalibrated for each in (model, *members)):
        raise ValueError("a pack keeps models as they were fitted: load this one so")
    card = replace(
        card,
        members=1 + len(members),
        follow_up_days=card.follow_up_end_days,
        shares_sources=_share_sources(card, [_state(each) for each in (model, *members)]),
        statistics=None if statistics is None else statistics_card(statistics),
    )
    state = {name: tensor.detach().cpu().contiguous() for name, tensor in _state(model).items()}
    for number, member in enumerate(members, start=1):
        for name, tensor in _state(member).items():
            # Sources that all members share are in the file once, with the first of them.
            rows = tensor[:_OWN_ROWS] if card.shares_sources and name == "basis" else tensor
            state[f"{_member_prefix(number)}{name}"] = rows.detach().cpu().contiguous()
    if card.storage is WeightStorage.FLOAT16:  # the statistics, added below, stay float32
        state = {name: tensor.half() for name, tensor in state.items()}
    if statistics is not None:
        state |= {name: as_tensor(array) for name, array in to_arrays(statistics).items()}
    shapes = {name: tuple(tensor.shape) for name, tensor in state.items()}
    if shapes != expected_tensors(card):
        raise ValueError("the card does not describe this model")
    if not all(bool(tensor.isfinite().all()) for tensor in state.values()):
        raise _not_finite(out)
    weights = save(state)
    weights_sha256 = hashlib.sha256(weights).hexdigest()
    version = card.app_version or __version__
    written = sealed(replace(card, weights_sha256=weights_sha256, app_version=version))
    text = json_text(card_to_json(written)).encode()
    # Read back before writing: a card that could not be opened again must not be saved.
    card_from_json(json.loads(text))
    contents = {WEIGHTS_FILE: weights, CARD_FILE: text}
    if out.suffix == PACK_SUFFIX:
        write_pack_file(out, contents)
    else:
        write_pack_folder(out, contents)
    return written


def _check_free(out: Path, replace_existing: bool) -> None:
    if not out.exists() or (out.is_dir() and not any(out.iterdir())):
        return
    if not replace_existing:
        raise StephError("This name is taken already", out, "Choose another name.")
    try:
        read_card(out)
    except StephError as error:
        raise StephError(
            "This is not a model pack and is not replaced", out, "Choose another name."
        ) from error


def read_card(path: Path) -> PackCard:
    """Read the card of a pack; fast, and without loading its weights.

    Raises
    ------
    StephError
        If it is no pack, holds anything else, or its card is not right.
    """
    with open_pack(path) as pack:
        return _card_of(pack)


def read_signature(path: Path) -> PackSignature | None:
    """Return the signature of a pack; None where it has none.

    Raises
    ------
    StephError
        If the pack cannot be read, or its signature is wrong.
    """
    with open_pack(path) as pack:
        return _signature_of(pack, _card_of(pack))


def _card_of(pack: PackFiles) -> PackCard:
    """Read the card, and refuse a signature that does not fit it."""
    card = _parse_card(pack.read(CARD_FILE, _MAX_CARD_BYTES), pack.path)
    _signature_of(pack, card)
    return card


def _signature_of(pack: PackFiles, card: PackCard) -> PackSignature | None:
    if SIGNATURE_FILE not in pack.names:
        return None
    data = pack.read(SIGNATURE_FILE, MAX_SIGNATURE_BYTES)
    return parse_signature(data, pack.path, card.card_sha256)


def sign_pack(path: Path, key: LabKey) -> PackSignature:
    """Sign a pack, replacing any earlier signature; nothing else changes.

    Raises
    ------
    StephError
        If the pack cannot be read or written, or its card bears no hash that could be signed.
    """
    checked = read_checked(path)
    card, contents = checked.card, checked.files
    if not card.is_protected:
        raise StephError(
            "The card of this pack is not protected, so there is nothing firm to sign",
            path,
            "Save the model again with this version of the program.",
        )
    signature = contents[SIGNATURE_FILE] = key.sign(card.card_sha256)
    if path.is_dir():
        write_bytes(path / SIGNATURE_FILE, signature)
    else:
        write_pack_file(path, contents)
    return parse_signature(signature, path, card.card_sha256)


@dataclass(frozen=True)
class CheckedPack:
    """Contents of a pack whose hash, names, shapes, formats and numbers match its card."""

    card: PackCard
    arrays: dict[str, NDArray[np.float32]]  # weights by name, float16 where stored so; read-only
    files: dict[str, bytes]  # by name, as they lie in the pack


def read_checked(path: Path) -> CheckedPack:
    """Read a pack and check all of it, without torch.

    Raises
    ------
    StephError
        If anything about the pack does not fit.
    """
    from safetensors import SafetensorError
    from safetensors.numpy import load

    with open_pack(path) as pack:
        card = _card_of(pack)
        expected = expected_tensors(card)
        width = 2 if card.storage is WeightStorage.FLOAT16 else 4
        # What the card allows, and no byte more, is read: a file may claim anything.
        size = sum(
            (4 if name.startswith(PREFIX) else width) * math.prod(shape)
            for name, shape in expected.items()
        )
        if size > _MAX_WEIGHT_BYTES:
            raise StephError("The card claims a model that is too large", path, ASK_AGAIN)
        weights = pack.read(WEIGHTS_FILE, size + _MAX_HEADER_BYTES)
        files = {WEIGHTS_FILE: weights, CARD_FILE: pack.read(CARD_FILE, _MAX_CARD_BYTES)}
        if SIGNATURE_FILE in pack.names:
            files[SIGNATURE_FILE] = pack.read(SIGNATURE_FILE, MAX_SIGNATURE_BYTES)
    if hashlib.sha256(weights).hexdigest() != card.weights_sha256:
        raise StephError("The weights are not those the card was written for", path, ASK_AGAIN)
    try:
        arrays = load(weights)
    except (SafetensorError, ValueError, KeyError) as error:
        raise StephError("The weights cannot be read", path, ASK_AGAIN) from error
    if {name: array.shape for name, array in arrays.items()} != expected:
        raise StephError("Names or shapes of the weights do not fit the card", path, ASK_AGAIN)
    for name, array in arrays.items():
        if str(array.dtype) != ("float32" if name.startswith(PREFIX) else card.storage.value):
            what = "The number format of the weights does not fit the card"
            raise StephError(what, path, ASK_AGAIN)
        if not np.isfinite(array).all():
            raise _not_finite(path)
    return CheckedPack(card, arrays, files)


def load_pack(path: Path, device: str = "cpu", *, as_fitted: bool = False) -> LoadedPack:
    """Load a pack after checking its hash, names, shapes and numbers.

    The device is as `steph_desktop.model.devices.resolve_device` gives it. Read `as_fitted`,
    without the card's recalibration, models can be built on and written again.

    Raises
    ------
    StephError
        If anything about the pack does not fit.
    """
    from torch import tensor

    checked = read_checked(path)
    card, arrays = checked.card, checked.arrays
    kept = {name: arrays[name] for name in _statistics_tensors(card)}
    # Copied: NumPy's views of the file cannot be written to, and torch has no such tensors.
    state = {name: tensor(array) for name, array in arrays.items() if name not in kept}
    states = [{name: state[name] for name in _member_tensors(card)}]
    states += [_further_state(card, state, number) for number in range(1, card.members)]
    models = [_build(card, each).to(device) for each in states]
    if card.recalibration and not as_fitted:
        pairs = zip(models, card.recalibration, strict=True)
        models = [recalibration.installed(model) for model, recalibration in pairs]
    return LoadedPack(card, models[0], tuple(models[1:]), _statistics_of(card, kept, path))


def _statistics_of(
    card: PackCard, kept: dict[str, NDArray[np.float32]], path: Path
) -> CohortStatistics | None:
    if card.statistics is None:
        return None
    try:
        return from_arrays(card.statistics, kept)
    except ValueError as error:
        what = "The statistics of the training cohort are invalid"
        raise StephError(what, path, ASK_AGAIN) from error


def import_checkpoint(
    file: Path,
    out: Path,
    *,
    target: str | None = None,
    sources: tuple[str, ...] | None = None,
    k: int = 5,
) -> PackCard:
    """Turn the authors' ABMIL or STEPH checkpoint into a pack; its keys tell which it is.

    Parameters
    ----------
    file : pathlib.Path
        The checkpoint; read without executing anything in it.
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


def _not_finite(path: Path) -> StephError:
    return StephError("The weights hold numbers that are not finite", path, ASK_AGAIN)


def _build(card: PackCard, state: dict[str, Tensor]) -> SurvivalModel:
    from steph_desktop.model.abmil import Abmil
    from steph_desktop.model.merging import MergeConfig, Merged
    from steph_desktop.model.mil_encoder import AbmilShape
    from steph_desktop.model.routing import Routed, RoutingConfig
    from steph_desktop.model.steph import Steph
    from steph_desktop.model.subspace_merge import SUBSPACE_BUFFERS, SubspaceMerge

    shape = AbmilShape(card.feature_dim, card.embed_dim, card.attn_dim, len(card.bins))
    state = {name: tensor.float() for name, tensor in state.items()}
    names, shares = card.sources, _target_shares(card)
    model: SurvivalModel
    match card.kind:
        case PackKind.ABMIL | PackKind.STEPH if card.backbone is not Backbone.ABMIL:
            model = _of_backbone(card, state.get("basis"))
        case PackKind.ABMIL:
            model = Abmil(shape)
        case PackKind.STEPH:
            none = state["basis"][:, :0]  # a model takes a copy of its basis: here it is not needed
            model = Steph(shape, names, _steph_config(card), none[0], none[1], none[2:])
            model.basis = state["basis"]
        case PackKind.MERGED:
            merge = MergeConfig(**chosen(card, *MERGE_FIELDS))
            model = Merged(shape, names, shares, merge, state["basis"])
        case PackKind.SUBSPACE:
            buffers = [state[name] for name in SUBSPACE_BUFFERS]
            model = SubspaceMerge(shape, names, shares, card.k, *buffers)
        case PackKind.ROUTED:
            model = Routed(shape, names, shares, RoutingConfig(k=card.k), state["encoders"])
    model.load_state_dict(state, assign=isinstance(model, Abmil | Steph))
    model.requires_grad_(False)
    return model.eval()


def _steph_config(card: PackCard) -> StephConfig:
    from steph_desktop.model.steph import StephConfig

    return StephConfig(**chosen(card, *STEPH_FIELDS))


def _of_backbone(card: PackCard, basis: Tensor | None = None) -> SurvivalModel:
    """Return a network other than ABMIL, or STEPH over it, with arbitrary weights."""
    import torch

    from steph_desktop.model.backbones import BACKBONES, BackboneModel, BackboneSteph, flat_of

    encoder = BACKBONES[card.backbone](card.feature_dim, card.embed_dim)
    if card.kind is PackKind.ABMIL:
        return BackboneModel(encoder, len(card.bins))
    if basis is None:
        basis = torch.zeros(len(card.sources) + _OWN_ROWS, len(flat_of(encoder)))
    config, names = _steph_config(card), card.sources
    return BackboneSteph(encoder, len(card.bins), names, config, basis[0], basis[1], basis[2:])


def _target_shares(card: PackCard) -> tuple[float, ...]:
    """Share of the target in each vector or model of a merged or routed pack."""
    if card.paired:
        return (0.5,) * len(card.sources)
    return tuple(float(name == card.target_cancer) for name in card.sources)


def _parse_card(data: bytes, path: Path) -> PackCard:
    def refuse(name: str) -> Any:  # NaN and Infinity are not JSON
        raise ValueError(name)

    try:
        value = json.loads(data.decode(), parse_constant=refuse, object_pairs_hook=_unique)
    except (ValueError, RecursionError) as error:
        raise StephError("The card of this pack cannot be read", path, ASK_AGAIN) from error
    try:
        card = card_from_json(value)
    except StephError as error:
        raise StephError(error.what, path, error.todo) from error
    # Over the values as they stand in the file: what a later version makes of them is no matter.
    if "card_sha256" in value and value["card_sha256"] != seal_of(value):
        raise StephError("The card was changed after the pack was written", path, ASK_AGAIN)
    return card


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise ValueError("a key stands twice")
    return value


def expected_tensors(card: PackCard) -> dict[str, tuple[int, ...]]:
    """Return name and shape of every tensor in a card's pack, for ABMIL without torch."""
    tensors, further = dict(_member_tensors(card)), _further_tensors(card)
    for number in range(1, card.members):
        tensors |= {f"{_member_prefix(number)}{name}": shape for name, shape in further.items()}
    return tensors | _statistics_tensors(card)


def _further_tensors(card: PackCard) -> dict[str, tuple[int, ...]]:
    """Return name and shape of the tensors of a further member."""
    tensors = _member_tensors(card)
    if card.shares_sources:
        tensors["basis"] = (_OWN_ROWS, *tensors["basis"][1:])
    return tensors


def _share_sources(card: PackCard, states: Sequence[Mapping[str, Tensor]]) -> bool:
    """Whether the members of a STEPH pack merge the same source models."""
    if card.kind is not PackKind.STEPH or len(states) < 2:
        return False
    from torch import equal

    sources = states[0]["basis"][_OWN_ROWS:]
    return all(equal(state["basis"][_OWN_ROWS:], sources) for state in states[1:])


def _further_state(card: PackCard, state: Mapping[str, Tensor], number: int) -> dict[str, Tensor]:
    """Return the tensors of a further member, including the sources it shares."""
    prefix = _member_prefix(number)
    own = {name: state[f"{prefix}{name}"] for name in _further_tensors(card)}
    if card.shares_sources:
        from torch import cat

        own["basis"] = cat([own["basis"], state["basis"][_OWN_ROWS:]])
    return own


def _member_prefix(number: int) -> str:
    """Prefix of a further member's tensors."""
    return f"member.{number}."


def _statistics_tensors(card: PackCard) -> dict[str, tuple[int, ...]]:
    """Return name and shape of the tensors of a pack's cohort statistics."""
    return {} if card.statistics is None else card.statistics.shapes(card.feature_dim)


def _member_tensors(card: PackCard) -> dict[str, tuple[int, ...]]:
    """Return name and shape of the tensors of one model of a card."""
    d, e, a, b = card.feature_dim, card.embed_dim, card.attn_dim, len(card.bins)
    # Embedding, both branches of the gate, and the layer that makes one score of them.
    n_params = e * d + e + 2 * (a * e + a) + a + 1
    head = _linear("head", b, e)
    if card.backbone is not Backbone.ABMIL:
        from torch import device

        with device("meta"):  # shapes alone: nothing is drawn or kept
            state = _of_backbone(card).state_dict()
        return {name: tuple(tensor.shape) for name, tensor in state.items()}
    if card.kind is PackKind.ABMIL:
        return {"theta": (n_params,), **head}
    m, hyper = len(card.sources), card.hyper_dim
    if card.kind is PackKind.ROUTED:
        models = {"encoders": (m, n_params), "router": (n_params,)}
        experts = {"expert_weight": (m, e, e), "expert_bias": (m, e)}
        return {**models, **_linear("gate", m, e), **experts, **head}
    if card.kind is PackKind.SUBSPACE:
        return {
            "basis": (m + 1, n_params),
            "routes": (m, d, hyper),
            "head_weights": (m, b, e),
            "head_biases": (m, b),
        }
    tensors, heads = head, []
    if card.kind is PackKind.MERGED:
        tensors["basis"] = (m + 1, n_params)
        if m:
            heads.append("agg_head")
        if rank := card.surgery_rank:
            tensors["surgery.down.weight"], tensors["surgery.up.weight"] = (rank, e), (e, rank)
    else:
        tensors["basis"] = (m + 2, n_params)
        if card.weight_source is WeightSource.PER_SOURCE:
            tensors["trained_weights"] = (m,)
        else:
            heads.append("agg_head")
        if card.lambda_source in (LambdaSource.PER_BAG, LambdaSource.ANCHORED):
            heads.append("mix_head")
        elif card.lambda_source in (LambdaSource.PER_SOURCE, LambdaSource.PER_SOURCE_FREE):
            tensors["trained_lambdas"] = (m,)
        if card.weight_source is WeightSource.ANCHORED:
            tensors["anchor_weights"] = (m,)
        if card.lambda_source is LambdaSource.ANCHORED:
            tensors["anchor_lambdas"] = (m,)
    for name in heads:
        tensors |= _linear(f"{name}.hidden", hyper, hyper) | _linear(f"{name}.out", m, hyper)
    return tensors | (_linear("hyper_embed", hyper, d) if heads else {})


def _linear(name: str, out: int, into: int) -> dict[str, tuple[int, ...]]:
    return {f"{name}.weight": (out, into), f"{name}.bias": (out,)}

"""Import of the STEPH authors' checkpoints, read without running any code."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor

from steph_desktop.core.errors import StephError, UsageError
from steph_desktop.core.tensor_files import LARGEST_WEIGHT, load_tensors, magnitude_fault
from steph_desktop.features.facts import UNKNOWN_ENCODER
from steph_desktop.model.abmil import Abmil
from steph_desktop.model.card import TCGA_CANCERS, PackCard, PackKind
from steph_desktop.model.mil_encoder import AbmilShape, ParamLayout
from steph_desktop.model.steph import Steph, StephConfig
from steph_desktop.survival.curves import DAYS_PER_YEAR, TimeBins

# a checkpoint does not name its encoder
_ENCODER_BY_WIDTH = {1536: "uni2-h", 1024: "uni", 1280: "effnet-lite0"}
_HEAD = {"pred_head.weight": "head.weight", "pred_head.bias": "head.bias"}
_HYPER = {
    f"{theirs}.{end}": f"{ours}.{end}"
    for theirs, ours in {
        "regulate_layer_emb.0": "hyper_embed",
        "regulate_layer_prj.0": "agg_head.hidden",
        "regulate_layer_prj.3": "agg_head.out",
        "vecmix_layer.0": "mix_head.hidden",
        "vecmix_layer.3": "mix_head.out",
    }.items()
    for end in ("weight", "bias")
}
_ADVICE = "Choose a checkpoint written by the STEPH authors' code."


def read_checkpoint(
    file: Path, *, target: str | None, sources: tuple[str, ...] | None, k: int
) -> tuple[PackCard, Abmil | Steph]:
    """Read an ABMIL or STEPH checkpoint; see `steph_desktop.model.packs.import_checkpoint`.

    The file names neither encoder nor cancers: the encoder is guessed by the width of the
    features alone, and said to be ``unknown`` where the width tells nothing.

    Raises
    ------
    StephError
        If the file is no such checkpoint, or the names given do not fit it.
    """
    for name in (*(sources or ()), *((target,) if target else ())):
        if not name.strip() or name in {".", ".."} or not name.isprintable() or {*name} & {*"/\\"}:
            raise UsageError(f"{name!r} is not the name of a cancer", file, "Name it as in BRCA.")
    state = _load_state(file)
    try:
        if any(name.startswith("task_vectors.") for name in state):
            return _read_steph(state, file, target, sources, k)
        if "feat_proj.0.weight" in state:
            return _read_abmil(state, file, target, sources)
    except KeyError as error:
        raise StephError(
            f"The checkpoint lacks {str(error.args[0])[:80]!r}", file, _ADVICE
        ) from error
    except (ValueError, RuntimeError) as error:
        raise StephError("The shapes in the checkpoint do not fit", file, _ADVICE) from error
    raise StephError("This is neither an ABMIL nor a STEPH checkpoint", file, _ADVICE)


def _load_state(file: Path) -> dict[str, Tensor]:
    if not file.is_file():
        raise StephError("This file was not found", file, "Check the name and the folder.")
    state = load_tensors(file, _ADVICE, inner="model")
    if not isinstance(state, dict) or not all(
        isinstance(name, str) and isinstance(tensor, Tensor) for name, tensor in state.items()
    ):
        raise StephError("This file holds no model", file, _ADVICE)
    # Weights saved from a model spread over several GPUs carry this prefix.
    plain = {name.removeprefix("module."): tensor for name, tensor in state.items()}
    if len(plain) < len(state):
        raise StephError("The checkpoint holds a tensor twice", file, _ADVICE)
    for name, tensor in plain.items():
        if fault := magnitude_fault(tensor, LARGEST_WEIGHT):
            raise StephError(f"The tensor {name[:80]!r} {fault}", file, _ADVICE)
    return plain


def _shape_of(state: dict[str, Tensor], prefix: str, head: str) -> AbmilShape:
    embed_dim, feature_dim = state[f"{prefix}feat_proj.0.weight"].shape
    attn_dim = state[f"{prefix}attention_net.attention_a.0.weight"].shape[0]
    n_bins = state[f"{head}pred_head.weight"].shape[0]
    if n_bins < 2:
        raise ValueError("a head of one time bin")
    return AbmilShape(feature_dim, embed_dim, attn_dim, n_bins)


def _part(state: dict[str, Tensor], prefix: str) -> dict[str, Tensor]:
    named = (item for item in state.items() if item[0].startswith(prefix))
    return {name.removeprefix(prefix): tensor for name, tensor in named}


def _read_abmil(
    state: dict[str, Tensor], file: Path, target: str | None, sources: tuple[str, ...] | None
) -> tuple[PackCard, Abmil]:
    if sources:
        raise UsageError("This ABMIL checkpoint has no sources", file, "Leave the sources out.")
    shape = _shape_of(state, "", "")
    model = Abmil(shape)
    _refuse_unknown(set(state), {*model.layout.names, *_HEAD}, file)
    ours = {"theta": model.layout.flatten(state)}
    model.load_state_dict(ours | {name: state[key].float() for key, name in _HEAD.items()})
    return _card(file, PackKind.ABMIL, "vanilla", shape, target), model.eval()


def _read_steph(
    state: dict[str, Tensor],
    file: Path,
    target: str | None,
    sources: tuple[str, ...] | None,
    k: int,
) -> tuple[PackCard, Steph]:
    shape = _shape_of(state, "null_model.", "")
    layout = ParamLayout.of_encoder(shape)
    numbers = {name.split(".")[1] for name in state if name.startswith("task_vectors.")}
    m = len(numbers)
    if numbers != {str(j) for j in range(m)}:
        raise StephError("A task vector is missing from the checkpoint", file, _ADVICE)
    names = _source_names(file, target, sources, m)
    if not 1 <= k <= m:
        raise UsageError(f"k is {k}, the checkpoint has {m} sources", file, f"Give 1 to {m}.")
    theirs = {name: f"target_task_vector.{name.replace('.', '_')}" for name in layout.names}
    parts = ("null_model.", *(f"task_vectors.{j}." for j in range(m)))
    known = {*_HEAD, *_HYPER, *theirs.values()}
    for prefix in ("target_model.", *parts):
        known |= {prefix + name for name in (*layout.names, *_HEAD)}
    _refuse_unknown(set(state), known, file)
    own = layout.flatten({name: state[key] for name, key in theirs.items()})
    config = StephConfig(hyper_dim=state["regulate_layer_emb.0.weight"].shape[0], k=k)
    null, *others = (layout.flatten(_part(state, prefix)) for prefix in parts)
    model = Steph(shape, names, config, null, own, torch.stack(others))
    ours = {name: state[key].float() for key, name in (_HEAD | _HYPER).items()}
    model.load_state_dict({"basis": model.basis, **ours})
    card = _card(file, PackKind.STEPH, "steph", shape, target, names, k, config.hyper_dim)
    return card, model.eval()


def _refuse_unknown(found: set[str], known: set[str], file: Path) -> None:
    if unknown := sorted(found - known):
        raise StephError(
            f"The checkpoint holds {unknown[0][:80]!r}, which this model does not have",
            file,
            _ADVICE,
        )


def _source_names(
    file: Path, target: str | None, sources: tuple[str, ...] | None, m: int
) -> tuple[str, ...]:
    if sources:
        if len(sources) != m:
            raise UsageError(
                f"{len(sources)} sources are named, the checkpoint has {m}",
                file,
                "Name every source, in the order of training.",
            )
        if len(set(sources)) != m or target in sources:
            raise UsageError("A cancer is named twice", file, "Name each cancer once.")
        return sources
    others = tuple(cancer for cancer in TCGA_CANCERS if cancer != target)
    if target in TCGA_CANCERS and len(others) == m:
        return others
    return tuple(f"source {j + 1}" for j in range(m))


def _card(
    file: Path,
    kind: PackKind,
    method: str,
    shape: AbmilShape,
    target: str | None,
    sources: tuple[str, ...] = (),
    k: int = 0,
    hyper_dim: int = 0,
) -> PackCard:
    encoder = _ENCODER_BY_WIDTH.get(shape.feature_dim, UNKNOWN_ENCODER)
    notes = ["Imported from a checkpoint, which names neither encoder nor cancers."]
    if encoder != UNKNOWN_ENCODER:
        notes.append(f"The encoder was guessed by the width of the features ({encoder}).")
    if target is None:
        notes.append("The target cancer was not stated at import.")
    return PackCard(
        model_id=file.stem,
        kind=kind,
        method=method,
        encoder=encoder,
        feature_dim=shape.feature_dim,
        embed_dim=shape.embed_dim,
        attn_dim=shape.attn_dim,
        target_cancer=target or "unknown",
        bins=TimeBins(tuple(j * DAYS_PER_YEAR for j in range(shape.n_bins))),
        hyper_dim=hyper_dim,
        k=k,
        sources=sources,
        notes=" ".join(notes),
    )

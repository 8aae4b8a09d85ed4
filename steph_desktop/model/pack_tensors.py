"""Which tensors belong into a pack, by its card alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from steph_desktop.model.card import LambdaSource, PackCard, PackKind, WeightSource

if TYPE_CHECKING:
    from torch import Tensor


def expected_tensors(card: PackCard) -> dict[str, tuple[int, ...]]:
    """Return name and shape of every tensor in a card's pack, without torch."""
    tensors = dict(member_tensors(card))
    for number in range(1, card.members):
        further = further_tensors(card)
        tensors |= {f"{member_prefix(number)}{name}": shape for name, shape in further.items()}
    return tensors | statistics_tensors(card)


OWN_ROWS = 2
"""Rows of STEPH's basis that are of the target's own fold; the sources' follow."""


def further_tensors(card: PackCard) -> dict[str, tuple[int, ...]]:
    """Return name and shape of the tensors of a member that does not answer."""
    tensors = member_tensors(card)
    if card.shares_sources:
        tensors["basis"] = (OWN_ROWS, *tensors["basis"][1:])
    return tensors


def share_sources(card: PackCard, states: Sequence[Mapping[str, Tensor]]) -> bool:
    """Whether several members, of a STEPH, merge the very same source models."""
    if card.kind is not PackKind.STEPH or len(states) < 2:
        return False
    from torch import equal

    sources = states[0]["basis"][OWN_ROWS:]
    return all(equal(state["basis"][OWN_ROWS:], sources) for state in states[1:])


def further_state(card: PackCard, state: Mapping[str, Tensor], number: int) -> dict[str, Tensor]:
    """Return a further member's own tensors out of a pack's, the sources it shares included."""
    prefix = member_prefix(number)
    own = {name: state[f"{prefix}{name}"] for name in further_tensors(card)}
    if card.shares_sources:
        from torch import cat

        own["basis"] = cat([own["basis"], state["basis"][OWN_ROWS:]])
    return own


def member_prefix(number: int) -> str:
    """Prefix of a further member's tensors."""
    return f"member.{number}."


def statistics_tensors(card: PackCard) -> dict[str, tuple[int, ...]]:
    """Return name and shape of what a pack remembers of its training cohort."""
    return {} if card.statistics is None else card.statistics.shapes(card.feature_dim)


def member_tensors(card: PackCard) -> dict[str, tuple[int, ...]]:
    """Return name and shape of the tensors of one model of a card."""
    d, e, a, b = card.feature_dim, card.embed_dim, card.attn_dim, len(card.bins)
    n_params = e * d + e + 2 * (a * e + a) + a + 1
    head = {"head.weight": (b, e), "head.bias": (b,)}
    if card.kind is PackKind.ABMIL:
        return {"theta": (n_params,), **head}
    m, hyper = len(card.sources), card.hyper_dim
    if card.kind is PackKind.ROUTED:
        return {
            "encoders": (m, n_params),
            "router": (n_params,),
            "gate.weight": (m, e),
            "gate.bias": (m,),
            "expert_weight": (m, e, e),
            "expert_bias": (m, e),
            **head,
        }
    tensors: dict[str, tuple[int, ...]] = {**head}
    heads = []
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
        elif card.lambda_source is LambdaSource.PER_SOURCE:
            tensors["trained_lambdas"] = (m,)
        if card.weight_source is WeightSource.ANCHORED:
            tensors["anchor_weights"] = (m,)
        if card.lambda_source is LambdaSource.ANCHORED:
            tensors["anchor_lambdas"] = (m,)
    for name in heads:
        tensors[f"{name}.hidden.weight"], tensors[f"{name}.hidden.bias"] = (hyper, hyper), (hyper,)
        tensors[f"{name}.out.weight"], tensors[f"{name}.out.bias"] = (m, hyper), (m,)
    if heads:
        tensors["hyper_embed.weight"], tensors["hyper_embed.bias"] = (hyper, d), (hyper,)
    return tensors

"""Which tensors belong into a pack, by its card alone."""

from __future__ import annotations

from steph_desktop.model.card import LambdaSource, PackCard, PackKind, WeightSource


def expected_tensors(card: PackCard) -> dict[str, tuple[int, ...]]:
    """Return name and shape of every tensor in a card's pack, without torch."""
    tensors = dict(member_tensors(card))
    for number in range(1, card.members):
        tensors |= {f"{member_prefix(number)}{name}": s for name, s in member_tensors(card).items()}
    return tensors | statistics_tensors(card)


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

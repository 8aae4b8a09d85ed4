"""The source cancers that a case drew on, in plain words."""

from __future__ import annotations

from steph_desktop.case.result import CaseResult
from steph_desktop.core.errors import enumerated
from steph_desktop.model.card import PackCard
from steph_desktop.model.outputs import SourceShare, SourceSpread

_USUAL = (25.0, 75.0)
"""A weight between these percentiles of the cohort is as high as usual."""
_MERGE_FIGURES = ("weights", "target_shares")


def merged_sources(result: CaseResult) -> tuple[SourceShare, ...]:
    """Return the sources that entered the merged model, heaviest first."""
    used = [share for share in result.prediction.sources if share.selected and share.weight > 0]
    return tuple(sorted(used, key=lambda share: -share.weight))


def source_parts(result: CaseResult) -> tuple[tuple[str, float], ...]:
    """Return what the model of a case is mixed from, as shares of 1: the target's own part first.

    Of each pair's weight, the mixing ratio stays with the target and the rest comes from the other
    cancer. Empty where nothing was merged.
    """
    target, used = result.card.target_cancer, merged_sources(result)
    total = sum(share.weight for share in used)
    if total <= 0:
        return ()
    lent = [
        (share.cancer, share.weight * (1 - share.lambda_target) / total)
        for share in used
        if share.cancer != target
    ]
    others = sorted((part for part in lent if part[1] > 0), key=lambda part: -part[1])
    own = 1.0 - sum(part for _, part in others)
    return ((target, own), *others)


def sources_sentence(result: CaseResult) -> str:
    """Say in plain words which other cancers the model drew on, and whether that is unusual."""
    target = result.card.target_cancer
    sources = result.prediction.sources
    if not sources:
        return _common_merge_sentence(result.card)
    used = merged_sources(result)
    if not used:
        return "No source cancer received any weight: the prediction rests on the null model."
    # Of each pair's weight, lambda stays with the target and the rest comes from the source.
    lent = {share.cancer: share.weight * (1 - share.lambda_target) for share in used}
    others = [share for share in used if share.cancer != target and lent[share.cancer] > 0]
    others.sort(key=lambda share: -lent[share.cancer])
    if not others:
        return f"For this case the model drew on {target} alone."
    unused = sum(share.cancer != target and share.cancer not in lent for share in sources)
    merged = sum(share.weight for share in used)
    borrowed = sum(lent.values()) / merged
    left = f"{unused} source was not used." if unused == 1 else f"{unused} sources were not used."
    first, *then = [_with_part(result, one, lent[one.cancer] / merged) for one in others[:3]]
    if then:
        drew = f"For this case the model drew mostly on {first}, then on {enumerated(then)}."
        rest = (
            f"Together other cancers make {100 * borrowed:.0f} % of what it merged; "
            f"the rest is {target}'s."
        )
    else:
        drew, rest = f"For this case the model drew on {first}.", f"The rest is {target}'s."
    return " ".join((drew, rest, left) if unused else (drew, rest))


def spread_of(result: CaseResult) -> SourceSpread | None:
    """Return how the reference cohort drew on the sources, where the pack says so."""
    reference = result.card.reference
    return reference.sources if reference is not None else None


def _with_part(result: CaseResult, share: SourceShare, part: float) -> str:
    """Name a source with its part of the mixture: its weight alone would not tell the order."""
    spread, place = spread_of(result), result.prediction.sources.index(share)
    compared = (
        "" if spread is None else f", {compare(spread.weight_percentile(place, share.weight))}"
    )
    return f"{share.cancer} ({100 * part:.0f} %; weight {share.weight:.2f}{compared})"


def compare(percentile: float) -> str:
    """Say where a value stands in the cohort, by its percentile."""
    if _USUAL[0] <= percentile <= _USUAL[1]:
        return "as much as usual"
    more = percentile > _USUAL[1]
    share = round(percentile if more else 100 - percentile)
    of = "any other of the cohort" if share == 100 else f"{share} % of the cohort"
    return f"{'more' if more else 'less'} than in {of}"


def explain_source(result: CaseResult, place: int, rank: int) -> str:
    """Explain one source of a case: its rank, weight and ratio, beside the cohort's.

    Parameters
    ----------
    result : CaseResult
        Of a model with sources.
    place : int
        Of the source, in the model's order.
    rank : int
        Among the merged sources by weight, from 1.
    """
    share, target = result.prediction.sources[place], result.card.target_cancer
    spread, n = spread_of(result), len(result.prediction.sources)
    kept = round(100 * share.lambda_target)
    stays = f"{kept} % of the pair stays with {target}, {100 - kept} % is {share.cancer}"
    if spread is None:
        parts = [f"weight {share.weight:.2f}"]
        parts += [stays] if share.cancer != target else []
    else:
        low, middle, high = (spread.weights[place][decile] for decile in (1, 5, 9))
        place_in_cohort = compare(spread.weight_percentile(place, share.weight))
        usual = 100 * spread.lambdas[place][5]
        parts = [
            f"weight {share.weight:.2f}, {place_in_cohort} "
            f"(mostly {low:.2f} to {high:.2f}, median {middle:.2f})"
        ]
        if share.cancer != target:
            parts.append(f"{stays} (median of the cohort: {usual:.0f} % stays)")
        parts.append(f"merged for {100 * spread.selected[place]:.0f} % of the cohort")
    return f"{share.cancer}, {rank} of {n} by weight: {'; '.join(parts)}."


def explain_figures(target: str) -> str:
    """Explain the two figures of a source."""
    return (
        f"w, the weight: how strongly a cancer's pair with {target} counts in the mixture for this "
        f"case. λ, the ratio: the part of that pair that stays with {target}; the rest is the "
        "other cancer's."
    )


def _common_merge_sentence(card: PackCard) -> str:
    """Say what a model without weights per case was merged from, if it was."""
    weights, shares = (card.evidence.get(f"merge_{kind}", {}) for kind in _MERGE_FIGURES)
    total = sum(abs(weight) for weight in weights.values())
    borrowed = sum(abs(weights[name]) * (1 - shares.get(name, 0.0)) for name in weights)
    names = sorted((n for n in weights if n != card.target_cancer), key=lambda n: -abs(weights[n]))
    names = [name for name in names if weights[name]]
    if not names:
        return f"This model uses {card.target_cancer} alone; it draws on no other cancer."
    return (
        f"This model was merged once for all cases, most from {enumerated(names[:3])}; "
        f"{100 * borrowed / total:.0f} % of it came from other cancers and the rest from "
        f"{card.target_cancer}."
    )

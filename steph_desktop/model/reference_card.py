"""The reference cohort of a card as plain JSON values, and back."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np

from steph_desktop.model.card_values import bad, exact_keys, flag, list_of, mapping, number, share
from steph_desktop.model.cohort_statistics import N_DECILES
from steph_desktop.model.outputs import N_QUANTILES, MemberScale, ReferenceCohort, SourceSpread

_MAX_SOURCES = 256
_MAX_PATIENTS = 1_000_000
_MAX_MEMBERS = 64
_SPREAD = ("weights", "lambdas", "selected")
_OPTIONAL = frozenset({"sources", "members"})  # written only where a pack has them


def reference_to_json(reference: ReferenceCohort) -> dict[str, Any]:
    """Return a reference cohort as plain JSON values."""
    value: dict[str, Any] = {
        "times_days": reference.times_days.tolist(),
        "events": reference.events.tolist(),
        "risk_scores": reference.risk_scores.tolist(),
        "cutoffs": list(reference.cutoffs),
    }
    if reference.sources is not None:
        value["sources"] = _spread_json(reference.sources)
    if reference.scales:
        value["members"] = [
            {"cutoffs": list(scale.cutoffs), "quantiles": list(scale.quantiles)}
            for scale in reference.scales
        ]
    return value


def _spread_json(spread: SourceSpread) -> dict[str, Any]:
    return {name: getattr(spread, name).round(5).tolist() for name in _SPREAD}


def reference_from_json(value: Any) -> ReferenceCohort | None:
    """Read a reference cohort from parsed JSON, strictly; None from null.

    Raises
    ------
    StephError
        If a value is missing, unknown or out of range.
    """
    if value is None:
        return None
    reference = mapping(value, "reference")
    more = _OPTIONAL & set(reference)
    exact_keys(reference, {"times_days", "events", "risk_scores", "cutoffs"} | more, "reference")
    times = list_of(reference["times_days"], "times_days", number, _MAX_PATIENTS)
    events = list_of(reference["events"], "events", flag, _MAX_PATIENTS)
    scores = list_of(reference["risk_scores"], "risk_scores", number, _MAX_PATIENTS)
    cutoffs = _cutoffs(reference["cutoffs"], "cutoffs")
    scales = list_of(reference.get("members", []), "members", _scale, _MAX_MEMBERS)
    if not len(times) == len(events) == len(scores) or not times:
        raise bad("the reference cohort's columns differ in length or are empty")
    if min(times) < 0:
        raise bad("the reference cohort holds a negative time")
    if any(len(scale.cutoffs) != len(cutoffs) for scale in scales):
        raise bad("a member has other risk groups than the reference cohort")
    return ReferenceCohort(
        np.array(times, float),
        np.array(events, bool),
        np.array(scores, float),
        cutoffs,
        _spread(reference["sources"]) if "sources" in more else None,
        scales,
    )


def _scale(value: Any, name: str) -> MemberScale:
    scale = mapping(value, name)
    exact_keys(scale, {"cutoffs", "quantiles"}, name)
    quantiles = list_of(scale["quantiles"], "quantiles", number, N_QUANTILES)
    if len(quantiles) != N_QUANTILES or any(b < a for a, b in pairwise(quantiles)):
        raise bad(f"the quantiles of {name} do not increase or are not {N_QUANTILES}")
    return MemberScale(_cutoffs(scale["cutoffs"], "cutoffs"), quantiles)


def _cutoffs(value: Any, name: str) -> tuple[float, ...]:
    cutoffs = list_of(value, name, number, 2)
    if not cutoffs or any(b <= a for a, b in pairwise(cutoffs)):
        raise bad("the risk cut-offs are not one or two increasing numbers")
    return cutoffs


def _spread(value: Any) -> SourceSpread:
    spread = mapping(value, "sources")
    exact_keys(spread, set(_SPREAD), "sources")
    selected = list_of(spread["selected"], "selected", share, _MAX_SOURCES)

    def deciles(name: str, parse: Callable[[Any, str], float]) -> tuple[tuple[float, ...], ...]:
        def row(item: Any, _name: str) -> tuple[float, ...]:
            numbers = list_of(item, name, parse, N_DECILES)
            if len(numbers) != N_DECILES or any(b < a for a, b in pairwise(numbers)):
                raise bad(f"the deciles of {name} do not increase or are not {N_DECILES}")
            return numbers

        rows = list_of(spread[name], name, row, _MAX_SOURCES)
        if len(rows) != len(selected):
            raise bad("the reference cohort's sources differ in length")
        return rows

    return SourceSpread(
        np.array(deciles("weights", number), float),
        np.array(deciles("lambdas", share), float),
        np.array(selected, float),
    )

"""Cases by source cancers, similar ones beside each other."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from steph_desktop.survival.curves import FloatArray

MOST_CLUSTERED = 4000


@dataclass(frozen=True)
class SourceMap:
    """Cases by source cancers, similar cases beside each other."""

    # Pseudonyms of the n cases; empty for patients who are no case of the workspace.
    case_ids: tuple[str, ...] = ()
    cancers: tuple[str, ...] = ()  # the m sources
    # weights, lambdas: shape (n, m): weight w (0 where the source was not merged) and mixing ratio;
    # NaN where a case's model does not have the source.
    weights: FloatArray = field(default_factory=lambda: np.zeros((0, 0)))
    lambdas: FloatArray = field(default_factory=lambda: np.zeros((0, 0)))
    groups: tuple[str, ...] = ()  # risk group of each case; empty where unknown
    names: tuple[str, ...] = ()  # as shown; the pseudonym, or a number
    # shape (n,): follow-up; NaN where unknown.
    times_days: FloatArray = field(default_factory=lambda: np.zeros(0))
    # shape (n,), bool: whether the event was seen.
    events: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, bool))
    # tree, source_tree: shape (n - 1, 5): the joins of the clustering, see `cluster`.
    tree: FloatArray = field(default_factory=lambda: np.zeros((0, 5)))
    source_tree: FloatArray = field(default_factory=lambda: np.zeros((0, 5)))
    title: str = ""  # whose cases

    @property
    def has_outcomes(self) -> bool:
        """Whether what became of any case is known."""
        return bool(np.isfinite(self.times_days).any())

    def marked(self, requested: frozenset[str]) -> SourceMap:
        """Return it with a mark at cases whose result is shown on request only."""
        pairs = zip(self.names, self.case_ids, strict=True)
        said = (f"{name}, on request" if case in requested else name for name, case in pairs)
        return replace(self, names=tuple(said))

    def without_groups_of(self, withheld: frozenset[str]) -> SourceMap:
        """Leave out the risk groups of some cases, by their pseudonyms."""
        if withheld.isdisjoint(self.case_ids):
            return self
        pairs = zip(self.case_ids, self.groups, strict=True)
        told = ("" if case_id in withheld else group for case_id, group in pairs)
        return replace(self, groups=tuple(told))


def clustered(found: SourceMap) -> SourceMap:
    """Order cases and sources so that similar ones stand together, with their trees."""
    order, tree = cluster(found.weights)
    # One case cannot say which sources are alike.
    alone = len(found.weights) < 2
    columns, source_tree = cluster(found.weights.T[:, :0] if alone else found.weights.T)
    return SourceMap(
        tuple(found.case_ids[row] for row in order),
        tuple(found.cancers[column] for column in columns),
        found.weights[np.ix_(order, columns)],
        found.lambdas[np.ix_(order, columns)],
        tuple(found.groups[row] for row in order),
        tuple(found.names[row] for row in order),
        found.times_days[order],
        found.events[order],
        tree,
        source_tree,
        found.title,
    )


def cluster(rows: FloatArray) -> tuple[list[int], FloatArray]:
    """Order rows so that similar ones stand together: average linkage of Euclidean distances.

    Parameters
    ----------
    rows : ndarray, shape (n, m)
        NaN counts as 0.

    Returns
    -------
    list of int
        The rows in their new order.
    ndarray, shape (n - 1, 5)
        The joins, lowest first, none above `MOST_CLUSTERED` rows: places of both branches in the
        new order, the distance at which each was joined itself, and the distance of this join.
    """
    n = len(rows)
    if n < 2 or rows.shape[1] == 0:
        return list(range(n)), np.zeros((0, 5))
    if n > MOST_CLUSTERED:  # every pair would have to be compared: by the strongest source instead
        known = np.nan_to_num(rows)
        strongest = np.lexsort((-known.max(axis=1), known.argmax(axis=1)))
        return [int(row) for row in strongest], np.zeros((0, 5))
    from scipy.cluster.hierarchy import leaves_list, linkage

    joins = linkage(np.nan_to_num(rows), "average")
    order = [int(row) for row in leaves_list(joins)] if n > 2 else [0, 1]
    at = np.zeros(2 * n - 1)
    at[order] = np.arange(n)
    height = np.zeros(2 * n - 1)
    tree = np.zeros((n - 1, 5))
    for number, (first, second, distance, _) in enumerate(joins):
        a, b = int(first), int(second)
        tree[number] = at[a], at[b], height[a], height[b], distance
        at[n + number], height[n + number] = (at[a] + at[b]) / 2, distance
    return order, tree

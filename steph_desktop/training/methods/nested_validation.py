"""Nested validation of how far to leave the target model, by patients who chose nothing.

Inner folds f, of one or more deals of the patients, leave patients out; every reach r scores those
whom its fold's target model has not seen. With c_f(r) the concordant and n_f the comparable pairs
among the left-out patients of a fold,

    C(r) = sum_f c_f(r) / sum_f n_f,        r* = rule(C)  is what is installed.

*The reported gain* is nested. For each fold f the same rule is given the pairs of which no
patient is left out by f, in whatever deal, and its choice r_f is measured on f:

    G = sum_f [c_f(r_f) - c_f(stay)] / sum_f n_f.

Its standard error is a jackknife over patients within each deal, averaged over the deals: deals of
the same patients do not add up to more patients.

*The gate* asks two things of what is installed. C(r*) must exceed the 1 - level quantile of
max_r C(r) when the outcomes, time and event together, are dealt anew among the patients: over 105
reaches the best of nothing is well above 1/2. And G must be above 0 (or what the settings ask):
an order that is no chance may still be the target model's own.

The null holds exactly for scores that owe nothing to these outcomes, as those of source models do;
scores of inner target models owe something to the others' outcomes, so that the size is close to
the level rather than equal to it (`tests/benchmarks/steph_auto.md` has the figures).

References
----------
Nested choice: Varma and Simon, BMC Bioinformatics 2006; Cawley and Talbot, JMLR 2010. The null of
the maximum: Westfall and Young, Resampling-Based Multiple Testing, 1993. Folds are not independent:
Bengio and Grandvalet, JMLR 2004. Jackknife: Efron and Tibshirani, An Introduction to the Bootstrap,
1993.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steph_desktop.survival.comparable_pairs import ComparablePairs, Gain
from steph_desktop.survival.curves import FloatArray

# From the C-index of every candidate, shape (c,), to the place of the one that is taken.
Rule = Callable[[NDArray[np.float64]], int]


@dataclass(frozen=True)
class LeftOutScores:
    """Risk scores of the patients that one inner fold leaves out."""

    deal: int  # which time the patients were dealt
    rows: NDArray[np.int64]  # shape (n_left,): which patients
    scores: NDArray[np.float64]  # shape (c, n_left): by every candidate; the first is staying


class NestedValidation:
    """Compares candidates on the patients that inner folds leave out; each fold has pairs."""

    def __init__(
        self, times_days: FloatArray, events: NDArray[np.bool_], folds: Sequence[LeftOutScores]
    ) -> None:
        self._times, self._events, self._folds = times_days, events, folds
        self._pairs = ComparablePairs.of(times_days, events)
        counted = [self._count(fold) for fold in folds]
        # shape (folds, c) and (folds,): pairs that each candidate orders rightly, of all.
        self.concordant = np.array([concordant for concordant, _ in counted])
        self.pairs = np.array([n for _, n in counted])

    @property
    def c_indices(self) -> NDArray[np.float64]:
        """Pooled left-out C-index of every candidate, shape (c,)."""
        return np.asarray(self.concordant.sum(axis=0) / self.pairs.sum())

    def nested_gain(self, rules: Sequence[Rule]) -> Gain:
        """Gain over staying of what each fold's rule takes without the patients of the fold."""
        chosen = [rule(self._without(number)) for number, rule in enumerate(rules)]
        at = np.arange(len(chosen))
        total = self.pairs.sum()
        return Gain(
            float(self.concordant[at, chosen].sum() / total),
            float(self.concordant[:, 0].sum() / total),
            self._standard_error(chosen),
        )

    def p_value(self, c_index: float, allowed: NDArray[np.bool_], draws: int, seed: int) -> float:
        """Probability under no association that the best of the allowed candidates is as good.

        `c_index` is that of what is to be installed, on the left-out patients; `allowed`, shape
        (c,), are the candidates that could have been taken; outcomes are permuted `draws` times.
        """
        rng = np.random.default_rng([seed, draws])
        orders = np.stack([rng.permutation(len(self._times)) for _ in range(draws)])
        right = np.zeros((int(allowed.sum()), draws))
        total = np.zeros(draws)
        for fold in self._folds:
            times, events = self._times[orders[:, fold.rows]], self._events[orders[:, fold.rows]]
            scores = fold.scores[allowed].astype(np.float32)
            for i in range(len(fold.rows)):  # a patient at a time: memory stays (draws, n_left)
                later = (times[:, i, None] < times) | ((times[:, i, None] == times) & ~events)
                earlier = (later & events[:, i, None]).astype(np.float32)
                right += np.sign(scores[:, i, None] - scores) @ earlier.T
                total += earlier.sum(axis=1)
        best = 0.5 + right.max(axis=0) / np.maximum(2 * total, 1)
        return float((1 + np.count_nonzero(best >= c_index - 1e-9)) / (1 + draws))

    def _count(
        self, fold: LeftOutScores, keep: NDArray[np.bool_] | None = None
    ) -> tuple[NDArray[np.float64], int]:
        """Concordant pairs by candidate, and all pairs, of a fold's left-out or a part of them."""
        kept = slice(None) if keep is None else keep[fold.rows]
        among = self._among(fold.rows[kept])
        return among.concordant(fold.scores[:, kept]), len(among)

    def _among(self, rows: NDArray[np.int64]) -> ComparablePairs:
        mask = np.zeros(len(self._times), bool)
        mask[rows] = True
        return self._pairs.among(mask)

    def _without(self, number: int) -> NDArray[np.float64]:
        """C-index of every candidate by the pairs of which no patient is left out by a fold."""
        keep = np.ones(len(self._times), bool)
        keep[self._folds[number].rows] = False
        concordant, pairs = np.zeros(self.concordant.shape[1]), 0
        for other, fold in enumerate(self._folds):
            if other == number:
                continue
            if fold.deal == self._folds[number].deal:  # shares no patient with it
                concordant += self.concordant[other]
                pairs += int(self.pairs[other])
            else:
                found, n = self._count(fold, keep)
                concordant += found
                pairs += n
        return concordant / pairs if pairs else np.full(len(concordant), 0.5)

    def _standard_error(self, chosen: Sequence[int]) -> float:
        """Jackknife over patients, within each deal, root mean square over the deals."""
        n = len(self._times)
        variances = []
        for deal in sorted({fold.deal for fold in self._folds}):
            gained, compared = np.zeros(n), np.zeros(n)
            for fold, taken in zip(self._folds, chosen, strict=True):
                if fold.deal != deal:
                    continue
                earlier = self._among(fold.rows).earlier
                taken_score, stay = fold.scores[taken], fold.scores[0]
                credit = np.sign(np.subtract.outer(taken_score, taken_score))
                credit -= np.sign(np.subtract.outer(stay, stay))
                credit = np.where(earlier, credit / 2, 0.0)
                gained[fold.rows] += credit.sum(axis=0) + credit.sum(axis=1)
                compared[fold.rows] += earlier.sum(axis=0) + earlier.sum(axis=1)
            whole, pairs = gained.sum() / 2, compared.sum() / 2
            left = pairs - compared
            if (left <= 0).any():
                continue
            without = (whole - gained) / left
            variances.append((n - 1) / n * np.square(without - without.mean()).sum())
        return float(np.sqrt(np.mean(variances))) if variances else self._pairs.chance_sd

"""Validation of leaving the target model, by patients that were left out of all that is compared.

Inner folds f, of one or more deals of the patients, leave patients out. What would be installed is
made anew without them, from the choice of its sources to its head, and so is the target model; both
score them. With c_f the concordant and n_f the comparable pairs among the left-out patients,

    C = sum_f c_f / sum_f n_f,        G = C(other) - C(stay).

*The reported gain* is G: the patients that tell it chose nothing of the model that they judge. Its
standard error is a jackknife over patients within each deal, averaged over the deals: deals of the
same patients do not add up to more patients. One choice is left that they do make: G is told only
where the gate lets the target model go, and there it is above the truth by what luck that takes.

*The gate* asks two things of what is installed. C(other) must exceed the 1 - level quantile of
itself when the outcomes, time and event together, are dealt anew among the patients and whatever is
fitted to them is fitted anew: with one model beside the target's, this is the null of the maximum
over all that is tried. Scores that are held fixed will not do: what one fold learns from another's
outcomes ties the folds together, and chance reaches further than it would with scores that owe
nothing to them. And G must exceed what the settings ask, in its standard errors: an order that is
no chance may still be the target model's own. (`tests/benchmarks/steph_auto.md` has the figures.)

References
----------
Nested choice: Varma and Simon, BMC Bioinformatics 2006; Cawley and Talbot, JMLR 2010. Permutation:
Westfall and Young, Resampling-Based Multiple Testing, 1993. Folds are not independent: Bengio and
Grandvalet, JMLR 2004. Jackknife: Efron and Tibshirani, An Introduction to the Bootstrap, 1993.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steph_desktop.survival.comparable_pairs import ComparablePairs, Gain
from steph_desktop.survival.curves import FloatArray


@dataclass(frozen=True)
class LeftOutScores:
    """Risk scores of the patients that one inner fold leaves out."""

    deal: int  # which time the patients were dealt
    rows: NDArray[np.int64]  # shape (n_left,): which patients
    stay: FloatArray  # shape (n_left,): by the target model
    other: FloatArray  # shape (n_left,): by what would be installed in its place


# Scores by the other model of those that each fold leaves out, were these the times and events.
Anew = Callable[[FloatArray, NDArray[np.bool_]], Sequence[FloatArray]]


class NestedValidation:
    """Compares two models on the patients that inner folds leave out; some fold has pairs."""

    def __init__(
        self, times_days: FloatArray, events: NDArray[np.bool_], folds: Sequence[LeftOutScores]
    ) -> None:
        self._times, self._events, self._folds = times_days, events, folds
        self._pairs = ComparablePairs.of(times_days, events)

    def gain(self) -> Gain:
        """Pooled left-out C-index of the other model, of staying, and the error of the gain."""
        concordant, pairs = np.zeros(2), 0
        for fold in self._folds:
            among = self._among(fold.rows)
            concordant += among.concordant(np.stack([fold.stay, fold.other]))
            pairs += len(among)
        stay, other = (concordant / pairs).tolist()
        return Gain(other, stay, self._standard_error())

    def p_value(self, anew: Anew, draws: int, seed: int) -> float:
        """Probability under no association that the other model orders as well.

        Outcomes are dealt anew among the patients `draws` times, and the other model is fitted anew
        to each.
        """
        rng = np.random.default_rng([seed, draws])
        found, reached = self.gain().c_index, 0
        for _ in range(draws):
            order = rng.permutation(len(self._times))
            times, events = self._times[order], self._events[order]
            right, total = 0.0, 0
            for fold, scores in zip(self._folds, anew(times, events), strict=True):
                pairs = ComparablePairs.of(times[fold.rows], events[fold.rows])
                right += pairs.concordant(scores[None])[0]
                total += len(pairs)
            reached += int(right >= (found - 1e-9) * total)
        return (1 + reached) / (1 + draws)

    def _among(self, rows: NDArray[np.int64]) -> ComparablePairs:
        mask = np.zeros(len(self._times), bool)
        mask[rows] = True
        return self._pairs.among(mask)

    def _standard_error(self) -> float:
        """Jackknife over patients, within each deal, root mean square over the deals."""
        n = len(self._times)
        variances = []
        for deal in sorted({fold.deal for fold in self._folds}):
            gained, compared = np.zeros(n), np.zeros(n)
            for fold in self._folds:
                if fold.deal != deal:
                    continue
                earlier = self._among(fold.rows).earlier
                credit = np.sign(np.subtract.outer(fold.other, fold.other))
                credit -= np.sign(np.subtract.outer(fold.stay, fold.stay))
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

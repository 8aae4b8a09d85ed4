"""What a model adds to what the clinic already knows: age, sex, stage, grade.

Only out-of-fold scores are used. Over all tested patients, two Cox models with the folds as strata
are compared by likelihood ratio: the clinical columns, and these with the model's score. Then, fold
by fold, both are fitted on the patients of the other folds and order those of this one; the gain
in C-index is that of the paired bootstrap of every comparison. The score's one coefficient is
learned from other folds' scores, whose models have seen this fold; the score judged has not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from steph_desktop.cohort.clinical_columns import ClinicalCoding
from steph_desktop.core.errors import StephError, enumerated
from steph_desktop.core.job_control import UNWATCHED, JobControl
from steph_desktop.survival.cox import fit_cox, likelihood_ratio_p, ridge_cox
from steph_desktop.survival.curves import SIGNIFICANT, FloatArray, p_text
from steph_desktop.training.comparison import compare
from steph_desktop.training.predictions import FoldPredictions, joined

_HELD = 1e-4  # keeps a column that separates some folds finite


@dataclass(frozen=True)
class ClinicalValue:
    """What a model's out-of-fold scores add to clinical columns."""

    columns: tuple[str, ...]
    n_patients: int
    n_events: int
    hazard_ratio: float  # per standard deviation of the score, beside the columns
    lower: float  # its 95 % limits
    upper: float
    p_value: float  # of the likelihood ratio
    clinical_c_index: float  # of the columns alone
    gain: float  # C-index with the score less that without, and its 95 % interval
    gain_lower: float
    gain_upper: float

    @property
    def adds(self) -> bool:
        """Whether the test is significant and the score points the right way."""
        return self.p_value < SIGNIFICANT and self.hazard_ratio > 1

    @property
    def sentence(self) -> str:
        """The finding in plain words, of the reader's own model."""
        return f"Your model {self.finding}"

    @property
    def finding(self) -> str:
        """The finding, to be put after the name of the model."""
        known = enumerated([name.replace("_", " ") for name in self.columns])
        if self.p_value < SIGNIFICANT and self.hazard_ratio <= 1:
            what = f"points the wrong way beside {known}"
        elif not self.adds:
            what = f"does not add to {known}"
        elif self.gain_lower > 0:
            what = f"adds to {known}"
        else:
            what = f"adds to {known}, but not surely to the order of patients"
        return (
            f"{what} (likelihood ratio {p_text(self.p_value)}, C-index {self.gain:+.3f}, "
            f"{self.gain_lower:+.3f} to {self.gain_upper:+.3f}; hazard ratio "
            f"{self.hazard_ratio:.2f} per standard deviation, {self.lower:.2f} to "
            f"{self.upper:.2f}; {self.n_patients} patients, {self.n_events} events)."
        )


def clinical_value(
    fold_runs: Sequence[FoldPredictions],
    clinical: Mapping[str, Mapping[str, str]],
    columns: Sequence[str],
    control: JobControl = UNWATCHED,
) -> ClinicalValue:
    """Judge a model's out-of-fold scores beside some of the clinical columns of its patients.

    The fold runs are two or more, of one method, target and seed; `clinical` holds the columns by
    patient.

    Raises
    ------
    StephError
        If a column cannot be used, or too few patients had the event.
    """
    if len({run.fold for run in fold_runs}) != len(fold_runs) or len(fold_runs) < 2:
        raise StephError("Two folds at least are needed", todo="Run more folds.")
    rows = [clinical[patient] for run in fold_runs for patient in run.patient_ids]
    times, events = joined(fold_runs, "times_days"), joined(fold_runs, "events")
    fold = np.repeat(np.arange(len(fold_runs)), [len(run.patient_ids) for run in fold_runs])
    coding = ClinicalCoding.of(columns, rows)
    known = coding.values(rows)
    scores = np.concatenate([_standard(run.risk_scores) for run in fold_runs])
    both = np.column_stack([known, scores])
    names = (*coding.names, "score")
    small = fit_cox(known, times, events, coding.names, strata=fold.tolist())
    large = fit_cox(both, times, events, names, strata=fold.tolist())
    ours = _crossed(fold_runs, both, times, events, fold, "clinical and model")
    theirs = _crossed(fold_runs, known, times, events, fold, "clinical")
    found = compare(ours, theirs, control=control)
    ratio, lower, upper = map(float, large.hazard_ratios[-1])
    gain = (found.baseline_c_index, found.difference, found.lower, found.upper)
    p_value, counts = likelihood_ratio_p(small, large), (len(times), int(events.sum()))
    return ClinicalValue(tuple(columns), *counts, ratio, lower, upper, p_value, *gain)


def _standard(scores: FloatArray) -> FloatArray:
    """Scores of one fold's model in units of their spread: models differ in scale."""
    spread = scores.std()
    if not spread > 0:
        what = "The scores of a fold do not differ"
        raise StephError(what, None, "Its model has collapsed: choose another method.")
    return np.asarray((scores - scores.mean()) / spread)


def _crossed(
    fold_runs: Sequence[FoldPredictions],
    values: FloatArray,
    times: FloatArray,
    events: NDArray[np.bool_],
    fold: NDArray[np.int64],
    name: str,
) -> list[FoldPredictions]:
    """Order each fold's patients by a Cox model of the others."""
    found = []
    for number, run in enumerate(fold_runs):
        kept = fold != number
        spread = values[kept].std(axis=0)
        scaled = values / np.where(spread > 0, spread, np.inf)
        beta = ridge_cox(scaled[kept], times[kept], events[kept], _HELD, fold[kept])
        scores = scaled[~kept] @ beta
        found.append(replace(run, method=name, risk_scores=scores, survival=None, mixture=None))
    return found

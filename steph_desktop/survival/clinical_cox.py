"""Cox's proportional hazards model over clinical columns and a risk score, fitted by lifelines.

What goes in is text, as tables hold it: a column of numbers is one term per unit, a column of words
one term per word against its reference. Ties are Efron's, intervals Wald's, and the proportional
hazards are tested by the score of a coefficient that changes with time.
"""

from __future__ import annotations

import math
import warnings
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from steph_desktop.core.csv_files import finite_number
from steph_desktop.core.errors import StephError
from steph_desktop.core.written_numbers import numbers_in
from steph_desktop.survival.curves import SIGNIFICANT, Z_95, FloatArray
from steph_desktop.survival.metrics import concordance_within

if TYPE_CHECKING:
    import pandas as pd

ENOUGHEVENTS = 10
"""Events per coefficient below which estimates are unsteady (Peduzzi et al., J Clin Epi 1995)"""
_MOST_LEVELS = 12  # a column with more words holds names or notes
_NUMERIC_FROM = 3  # different numbers, from which a column is taken as numbers
TIME, EVENT, STRATUM = "__time", "__event", "__stratum"  # of a design's frame
_ENTRY = "__entry"  # minus infinity where nobody came late
_UNKNOWN = frozenset({"", "na", "nan", "n/a", "unknown", "#n/a"})


class MissingValues(Enum):
    """What is done about patients with a value that is not known."""

    COMPLETE = "leave the patient out"
    IMPUTE = "take the median, or the commonest word"


class ScoreOrigin(Enum):
    """Where the risk scores of some patients come from."""

    OUT_OF_FOLD = "of models that had not seen the patient"
    EXTERNAL = "of a model trained on other patients"
    IN_SAMPLE = "of a model that was trained on these patients"
    NONE = "no risk score"


@dataclass(frozen=True)
class CoxData:
    """Patients with outcomes and columns."""

    times_days: FloatArray  # shape (n,)
    events: NDArray[np.bool_]  # shape (n,)
    columns: Mapping[str, Sequence[str]]  # text by patient; empty where not known
    # shape (n,): Day on which a patient came under observation; None for all at 0.
    entry_days: FloatArray | None = None


@dataclass(frozen=True)
class CoxTerm:
    """One column of a model."""

    column: str
    # The word others are compared with; the commonest if empty. Of no use for numbers.
    reference: str = ""
    per: float = 1.0  # units of a number that one hazard ratio stands for
    as_words: bool = False  # take numbers as words


@dataclass(frozen=True)
class CoxRow:
    """One coefficient."""

    column: str
    level: str  # the word compared, or what one step of a number is
    reference: str  # the word it is compared with; empty for a number
    n: int  # patients with this word; all of them for a number
    events: int
    coefficient: float
    standard_error: float
    p_value: float
    ph_p_value: float  # of proportional hazards

    @property
    def hazard_ratio(self) -> float:
        """Ratio of hazards."""
        return math.exp(min(self.coefficient, 700.0))

    @property
    def interval(self) -> tuple[float, float]:
        """Its 95 % interval, Wald's."""
        half = Z_95 * self.standard_error
        return tuple(
            math.exp(max(-700.0, min(700.0, self.coefficient + sign * half))) for sign in (-1, 1)
        )  # type: ignore[return-value]

    @property
    def words(self) -> str:
        """What is compared, in words: ``stage III against I``, ``age, per 10``."""
        if self.reference:
            return f"{self.column} {self.level} against {self.reference}"
        return f"{self.column}, {self.level}"


@dataclass(frozen=True)
class SchoenfeldResiduals:
    """Scaled residuals of one coefficient, plus the coefficient: its course over time."""

    words: str
    times_days: FloatArray  # shape (d,): of the events
    values: FloatArray  # shape (d,)
    coefficient: float
    p_value: float


@dataclass(frozen=True)
class CoxFit:
    """A fitted model."""

    terms: tuple[CoxTerm, ...]
    rows: tuple[CoxRow, ...]
    strata: tuple[str, ...]
    n: int
    n_events: int
    left_out: int  # patients without a value, or observed for no time
    imputed: Mapping[str, int]  # values that were filled in, by column
    log_likelihood: float
    null_log_likelihood: float
    concordance: float  # of pairs within a stratum who were at risk together
    concordance_error: float  # its standard error
    residuals: tuple[SchoenfeldResiduals, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def concordance_interval(self) -> tuple[float, float]:
        """Its 95 % interval, normal, within 0 to 1."""
        half = Z_95 * self.concordance_error
        return max(0.0, self.concordance - half), min(1.0, self.concordance + half)

    @property
    def events_per_variable(self) -> float:
        """Events for each coefficient."""
        return self.n_events / max(1, len(self.rows))

    @property
    def warnings(self) -> tuple[str, ...]:
        """What weakens it, in sentences."""
        found = list(self.notes)
        if self.events_per_variable < ENOUGHEVENTS:
            found.append(
                f"Only {self.events_per_variable:.1f} events per coefficient ({self.n_events} for "
                f"{len(self.rows)}): below {ENOUGHEVENTS} estimates are unsteady."
            )
        if self.left_out:
            found.append(
                f"{self.left_out} patients are left out: a value is missing, or no time passed."
            )
        found += [
            f"{count} values of {name} were filled in: intervals are too narrow by that."
            for name, count in self.imputed.items()
        ]
        bad = [row.words for row in self.rows if row.ph_p_value < SIGNIFICANT]
        if bad:
            found.append(
                f"Hazards are not proportional for {', '.join(bad)} (p < .05): the ratio is an "
                "average over time. Consider stratifying by that column."
            )
        return tuple(found)


@dataclass(frozen=True)
class Likelihood:
    """Likelihood ratio test of two nested models on the same patients."""

    statistic: float
    degrees: int
    p_value: float


class DesignColumn(NamedTuple):
    """One column of a design's frame."""

    key: str  # its name there
    column: str
    level: str  # as in `CoxRow`, as the following
    reference: str


@dataclass(frozen=True)
class CoxDesign:
    """Patients and columns as lifelines takes them."""

    terms: tuple[CoxTerm, ...]
    strata: tuple[str, ...]
    frame: pd.DataFrame
    rows: Sequence[DesignColumn]
    left_out: int
    imputed: Mapping[str, int]


def numbers_of(cells: Sequence[str]) -> FloatArray | None:
    """Return a column as numbers, NaN where nothing is known; None if it holds words."""
    words = [_word(cell) for cell in cells]
    known = [k for k, text in enumerate(words) if text and text.casefold() != "none"]
    values = np.full(len(cells), np.nan)
    for k, number in zip(known, numbers_in([words[k] for k in known]), strict=True):
        if number is None:
            return None
        values[k] = number
    return values if known else None


def is_numeric(cells: Sequence[str]) -> bool:
    """Return whether a column is taken as numbers."""
    values = numbers_of(cells)
    return values is not None and len(np.unique(values[np.isfinite(values)])) >= _NUMERIC_FROM


def levels_of(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the words of a column, the commonest first."""
    counts = Counter(_word(cell) for cell in cells)
    counts.pop("", None)
    return tuple(word for word, _ in counts.most_common())


def _word(cell: str) -> str:
    text = cell.strip()
    return "" if text.casefold() in _UNKNOWN else text


def fit_terms(
    data: CoxData,
    terms: Sequence[CoxTerm],
    *,
    strata: Sequence[str] = (),
    missing: MissingValues = MissingValues.COMPLETE,
    tests: bool = True,
) -> CoxFit:
    """Fit a model.

    Parameters
    ----------
    data : CoxData
        The patients.
    terms : sequence of CoxTerm
        Its columns.
    strata : sequence of str
        Columns whose words each have a baseline hazard of their own, and no ratio.
    missing : MissingValues
        What is done about values that are not known.
    tests : bool
        Whether the proportional hazards are tested.

    Raises
    ------
    StephError
        If a column cannot be used, or the model cannot be fitted, in words.
    """
    return _fitted(cox_design(data, terms, strata, missing), tests=tests)


def cox_design(
    data: CoxData, terms: Sequence[CoxTerm], strata: Sequence[str], missing: MissingValues
) -> CoxDesign:
    """Bring patients and columns to one frame of numbers; refuse a column that cannot be used."""
    import pandas as pd

    if not terms:
        raise StephError("No column is chosen", todo="Choose at least one.")
    times, entry = data.times_days, data.entry_days
    entry = np.full(len(times), -np.inf) if entry is None else entry
    parts: dict[str, Any] = {TIME: times, EVENT: data.events.astype(int), _ENTRY: entry}
    rows: list[DesignColumn] = []
    imputed: dict[str, int] = {}
    known = np.isfinite(times) & (times > 0) & (entry < times)

    def settled(column: str, values: Any, lacking: NDArray[np.bool_], usual: Any) -> Any:
        """Return values with what is missing filled in; else those patients are left out."""
        nonlocal known
        if missing is MissingValues.IMPUTE and lacking.any():
            imputed[column] = int(lacking.sum())
            return np.where(lacking, usual, values)
        known &= ~lacking
        return values

    for term in terms:
        cells = data.columns[term.column]
        numbers = None if term.as_words or not is_numeric(cells) else numbers_of(cells)
        if numbers is not None:
            usual = np.nanmedian(numbers)
            numbers = settled(term.column, numbers, ~np.isfinite(numbers), usual)
            parts[term.column] = numbers / term.per
            rows.append(DesignColumn(term.column, term.column, f"per {term.per:g}", ""))
            continue
        words = np.array([_word(cell) for cell in cells], object)
        levels = levels_of(cells)
        if len(levels) < 2:
            raise StephError(f"{term.column} does not tell patients apart", todo="Leave it out.")
        if len(levels) > _MOST_LEVELS:
            todo = "Join some of them in the table, or leave the column out."
            raise StephError(f"{term.column} has {len(levels)} different words", todo=todo)
        words = settled(term.column, words, words == "", levels[0])
        reference = term.reference if term.reference in levels else levels[0]
        for level in sorted((w for w in levels if w != reference), key=natural_order):
            key = f"{term.column}={level}"
            parts[key] = (words == level).astype(float)
            rows.append(DesignColumn(key, term.column, level, reference))
    groups = [f"{STRATUM} {column}" for column in strata]
    for column, group in zip(strata, groups, strict=True):
        parts[group] = np.array([_word(cell) for cell in data.columns[column]], object)
        known &= parts[group] != ""
    frame = pd.DataFrame(parts)[known].reset_index(drop=True)
    if not len(frame) or not frame[EVENT].any():
        raise StephError("No patient with an event is left", todo="Choose other columns.")
    frame[STRATUM] = frame.groupby(groups).ngroup() if groups else 0
    return CoxDesign(tuple(terms), tuple(strata), frame, rows, int((~known).sum()), imputed)


def natural_order(word: str) -> tuple[float, str]:
    """Return the key that sorts numbers by size, and words after them."""
    number = finite_number(word)
    return (math.inf, word.casefold()) if number is None else (number, "")


def _fitted(design: CoxDesign, *, tests: bool = True) -> CoxFit:
    from lifelines import CoxPHFitter
    from lifelines.exceptions import ConvergenceError
    from scipy.stats import chi2

    frame = design.frame
    kept = [row for row in design.rows if frame[row.key].nunique() > 1]
    notes = [
        f"{row.column} {row.level}: nobody is left, no ratio is given."
        for row in design.rows
        if row not in kept
    ]
    if not kept:
        raise StephError("The columns do not tell patients apart", todo="Choose other columns.")
    groups = [f"{STRATUM} {name}" for name in design.strata]
    keys = [row.key for row in kept]
    times, events = frame[TIME].to_numpy(float), frame[EVENT].to_numpy(bool)
    entry = frame[_ENTRY].to_numpy(float)
    entered = [_ENTRY] if np.isfinite(entry).all() else []
    fitter = CoxPHFitter()
    try:
        with warnings.catch_warnings(action="ignore"):  # `CoxFit.warnings` says it
            fitter.fit(
                frame[[TIME, EVENT, *keys, *groups, *entered]],
                TIME,
                EVENT,
                strata=groups or None,
                entry_col=entered[0] if entered else None,
                # Where it stops by itself coefficients may be right to four digits alone.
                fit_options={"precision": 1e-14, "r_precision": 1e-14},
            )
    except (ConvergenceError, np.linalg.LinAlgError, ValueError, ZeroDivisionError) as error:
        raise StephError(
            "The model cannot be fitted: its columns say the same, or one of them separates the "
            "events completely",
            todo="Leave a column out, or join rare words.",
        ) from error
    x, beta = frame[keys].to_numpy(float), fitter.params_[keys].to_numpy(float)
    at_risk = {"entry_days": entry, "strata": frame[STRATUM].to_numpy(np.int64)}
    tested, p_values = None, np.full(len(keys), math.nan)
    if tests and events.sum() > len(keys):
        tested = proportional_test(x, times, events, beta, **at_risk)
        p_values = chi2.sf(tested.statistics, 1)
    # lifelines compares patients with some who came under observation after the event.
    concordance = concordance_within(times, events, x @ beta, **at_risk)
    rows = []
    for row, values, p_value in zip(kept, x.T, p_values.tolist(), strict=True):
        mine = values != 0 if row.reference else np.ones(len(frame), bool)
        found = fitter.summary.loc[row.key]
        rows.append(
            CoxRow(
                *row[1:], int(mine.sum()), int(events[mine].sum()),
                float(found["coef"]), float(found["se(coef)"]), float(found["p"]), p_value,
            )
        )  # fmt: skip
    residuals = () if tested is None else tuple(
        SchoenfeldResiduals(row.words, tested.times_days, scaled + slope, slope, row.ph_p_value)
        for row, scaled, slope in zip(rows, tested.scaled.T, beta.tolist(), strict=True)
    )  # fmt: skip
    extreme = [row.words for row in rows if row.standard_error > 20]
    if extreme:
        notes.append(f"{', '.join(extreme)}: nobody of a group had the event; no ratio is known.")
    return CoxFit(
        design.terms, tuple(rows), design.strata, len(frame), int(events.sum()), design.left_out,
        design.imputed, float(fitter.log_likelihood_), _null_likelihood(frame), *concordance,
        residuals, tuple(notes),
    )  # fmt: skip


def _null_likelihood(frame: pd.DataFrame) -> float:
    """Return the partial log likelihood (Efron) without any column."""
    total = 0.0
    for _, part in frame.groupby(STRATUM):
        times, events, entry = (part[name].to_numpy() for name in (TIME, EVENT, _ENTRY))
        for day, died in zip(*np.unique(times[events > 0], return_counts=True), strict=True):
            at_risk = int(((times >= day) & (entry < day)).sum())
            total -= float(np.log(at_risk - np.arange(died)).sum())
    return total


def likelihood_ratio(
    data: CoxData,
    small: Sequence[CoxTerm],
    large: Sequence[CoxTerm],
    *,
    strata: Sequence[str] = (),
    missing: MissingValues = MissingValues.COMPLETE,
) -> tuple[CoxFit | None, CoxFit, Likelihood]:
    """Compare two nested models on the patients that the larger one can use.

    Returns
    -------
    tuple
        Both fits (None for an empty smaller one) and the test.

    Raises
    ------
    StephError
        See `fit_terms`; or if one model is not part of the other.
    """
    from scipy.stats import chi2

    if not {term.column for term in small} < {term.column for term in large}:
        raise StephError("The models are not nested", todo="Add a column to the smaller one.")
    design = cox_design(data, large, strata, missing)
    full, base = _fitted(design), None
    below, degrees = full.null_log_likelihood, len(full.rows)
    if small:
        columns = {term.column for term in small}
        part = replace(
            design,
            terms=tuple(small),
            rows=[row for row in design.rows if row.column in columns],
            imputed={name: n for name, n in design.imputed.items() if name in columns},
        )
        base = _fitted(part)
        below, degrees = base.log_likelihood, degrees - len(base.rows)
    statistic = max(0.0, 2 * (full.log_likelihood - below))
    return base, full, Likelihood(statistic, degrees, float(chi2.sf(statistic, degrees)))


# --- proportional hazards -------------------------------------------------------------------------

# Grambsch and Therneau's shortcut (Biometrika 1994), which lifelines computes, takes the spread of
# a column among those at risk for the same at every event. It is not: of the 432 recidivists that
# lifelines ships it gives age a chi-square of 11.5, where the test itself, of a coefficient that
# changes with time, gives 0.9. R left the shortcut in 2019 (survival 3.0).


@dataclass(frozen=True)
class ProportionalTest:
    """What the events say of coefficients that would change with time."""

    times_days: FloatArray  # shape (d,): of the events, ascending
    scaled: FloatArray  # shape (d, p): scaled Schoenfeld residuals, without the coefficients
    statistics: FloatArray  # shape (p,): chi-square of each column, one degree of freedom


def proportional_test(
    x: FloatArray,
    times_days: FloatArray,
    events: NDArray[np.bool_],
    coefficients: FloatArray,
    *,
    entry_days: FloatArray | None = None,
    strata: NDArray[np.int64] | None = None,
) -> ProportionalTest:
    """Test each column of a fitted Cox model for a coefficient that follows the rank of time.

    Parameters
    ----------
    x : array, shape (n, p)
        The columns.
    times_days, events : array, shape (n,)
        Follow-up, and whether it ended with the event.
    coefficients : array, shape (p,)
        Of the fit, with Efron's ties.
    entry_days : array, shape (n,), optional
        Day on which each patient came under observation.
    strata : array, shape (n,), optional
        Number of each patient's baseline hazard.

    Returns
    -------
    ProportionalTest
        As ``cox.zph(fit, transform = "rank", terms = FALSE)`` of R's survival 3 has it: the rank of
        a time is among those of all patients, events or not.

    References
    ----------
    Therneau, Grambsch: Modeling Survival Data, 2000, section 6.2; the score test of the package's
    vignette "Proportional hazards".
    """
    from scipy.stats import rankdata

    n, p = x.shape
    entry = np.full(n, -np.inf) if entry_days is None else entry_days
    stratum = np.zeros(n, np.int64) if strata is None else strata
    rank = rankdata(times_days)
    rank -= rank[events].mean()  # for the digits: the test is the same for any origin
    eta = (x - x.mean(axis=0)) @ coefficients
    weight = np.exp(eta - eta.max())
    plain, once, twice = (np.zeros((p, p)) for _ in range(3))  # information, times 1, g, g squared
    residuals = np.zeros_like(x)
    for number in np.unique(stratum):
        inside = stratum == number
        for day in np.unique(times_days[inside & events]):
            dies = inside & events & (times_days == day)
            mean, spread = _at_risk(x, weight, inside & (times_days >= day) & (entry < day), dies)
            residuals[dies] = x[dies] - mean
            g = float(rank[dies][0])
            plain += spread
            once += g * spread
            twice += g * g * spread
    inverse = np.linalg.inv(plain)
    score = rank[events] @ residuals[events]
    # What is left of each column's information when the coefficients themselves are fitted.
    left = np.diag(twice - once @ inverse @ once)
    order = np.argsort(times_days[events], kind="stable")
    scaled = residuals[events][order] @ inverse * int(events.sum())
    return ProportionalTest(times_days[events][order], scaled, score**2 / left)


def _at_risk(
    x: FloatArray, weight: FloatArray, risk: NDArray[np.bool_], dies: NDArray[np.bool_]
) -> tuple[FloatArray, FloatArray]:
    """Return mean, shape (p,), and summed covariance, (p, p), of those at risk (Efron's ties)."""
    died = int(dies.sum())
    own, mine = weight[risk][:, None] * x[risk], weight[dies][:, None] * x[dies]
    sums = weight[risk].sum(), own.sum(axis=0), own.T @ x[risk]
    those = weight[dies].sum(), mine.sum(axis=0), mine.T @ x[dies]
    mean, spread = np.zeros(x.shape[1]), np.zeros((x.shape[1],) * 2)
    for share in np.arange(died) / died:  # of those who die that day, gone already
        total, first, second = (a - share * b for a, b in zip(sums, those, strict=True))
        mean += first / total / died
        spread += second / total - np.outer(first, first) / total**2
    return mean, spread

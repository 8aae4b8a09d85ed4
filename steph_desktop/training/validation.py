"""External validation: a pack on a cohort that it has never seen, in every way that is defined.

Patients whose features the pack, or a source of it, was fitted on are left out and counted; a
cohort that is most likely the training cohort is refused. Nothing is fitted to these patients but,
where it is asked for, a recalibration that is kept as a pack of its own: the measures told are
those of the pack as it came.

References
----------
Collins et al.: TRIPOD+AI statement. BMJ 2024. Riley et al.: Evaluation of clinical prediction
models (part 2): how to undertake an external validation study. BMJ 2024.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from steph_desktop.cohort.cohort_folder import CancerCohort
from steph_desktop.cohort.cohort_tables import Patient, follow_up_of
from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import UNWATCHED, JobControl, Phase
from steph_desktop.model.card import PackCard
from steph_desktop.model.devices import resolve_device
from steph_desktop.model.outputs import MemberScale, Prediction, ReferenceCohort
from steph_desktop.model.packs import LoadedPack, load_pack, save_pack
from steph_desktop.model.recalibration import AS_IS, Recalibration
from steph_desktop.survival.calibration import calibrate
from steph_desktop.survival.censoring import median_follow_up_days
from steph_desktop.survival.curves import MORE_EVENTS, FloatArray, horizon_years
from steph_desktop.survival.decision_curve import decision_curve
from steph_desktop.survival.evaluation import HORIZONS_DAYS, survival_on
from steph_desktop.survival.grouping import column_grouping, cut_labels
from steph_desktop.survival.groups import Interval, SurvivalGroup, compare_groups
from steph_desktop.survival.metrics import auc_at, concordance_index, concordance_index_ipcw
from steph_desktop.survival.sample_size import SampleSize, needed
from steph_desktop.training.bag_store import CohortBags, one_pass
from steph_desktop.training.leakage import (
    TRAINED_ON,
    Exposure,
    all_fingerprints_on,
    bag_fingerprint,
    find_exposure,
    fingerprints_on,
)
from steph_desktop.training.reference_statistics import BagSummary
from steph_desktop.training.requests import ValidateRequest
from steph_desktop.training.study.given_sources import named
from steph_desktop.training.study.model_comparison import why_not_here
from steph_desktop.training.validation_finding import (
    FAR,
    AtHorizon,
    BoundedFigure,
    CohortDistance,
    CutGroup,
    StatedCutoff,
    Subgroup,
    Validation,
    judge,
)

_SUBGROUP_RESAMPLES = 200  # fewer than for all patients: there are many subgroups
_INTERVAL = (2.5, 97.5)
_FEWEST = 10  # patients, and events in a subgroup, below which no figure is given
_LOCAL_PRIOR_SD = 2.0  # of the log scale: here it is the very model that is recalibrated
_USUAL_COLUMNS = ("site", "centre", "center", "hospital", "scanner", "sex", "gender", "age")

# --- the tested patients --------------------------------------------------------------------------


@dataclass(frozen=True)
class _Tested:
    """Patients that the pack has not seen, and its answers."""

    card: PackCard
    patients: tuple[Patient, ...]
    times_days: FloatArray
    events: NDArray[np.bool_]
    order: FloatArray  # shape (n,): what orders them, comparable over the members of a pack
    survival: FloatArray  # shape (n, B)
    groups: tuple[str, ...]  # risk groups; empty where the pack has no cut-offs
    summaries: tuple[BagSummary, ...]
    fingerprints: tuple[str, ...]
    # Hazards by every model of the pack, shape (M, n, B), and its own scores, shape (M, n).
    hazards: FloatArray
    scores: FloatArray
    exposure: Exposure
    n_seen: int

    def alive(self, horizon: float, rows: slice | NDArray[np.int64] = slice(None)) -> FloatArray:
        """Predicted survival of some patients at a horizon, shape (n,)."""
        return survival_on(self.card.bins, self.survival[rows], np.array([horizon]))[:, 0]

    def bootstrapped(
        self, measure: Callable[..., float], resamples: int, rows: NDArray[np.int64] | None = None
    ) -> BoundedFigure:
        """Measure times, events and order, with the percentile interval over draws of patients."""
        at = np.arange(len(self.patients)) if rows is None else rows

        def of(drawn: NDArray[np.int64]) -> float:
            own = at[drawn]
            return measure(self.times_days[own], self.events[own], self.order[own])

        n = len(at)
        try:
            value = of(np.arange(n))
        except StephError as error:
            return BoundedFigure(None, None, error.what)
        rng, found = np.random.default_rng(0), []
        for _ in range(resamples):
            try:
                found.append(of(rng.integers(0, n, n)))
            except StephError:
                continue  # a draw without a comparable pair, or not followed that long
        if len(found) < 0.9 * resamples:
            return BoundedFigure(value, None, "too few patients for an interval")
        low, high = np.percentile(found, _INTERVAL)
        return BoundedFigure(value, (float(low), float(high)))


def _order_of(card: PackCard, prediction: Prediction) -> float:
    """Return what orders patients; scores of members are compared on the scale of each."""
    reference, member = card.reference, prediction.member
    if reference is None or member is None:
        return prediction.risk_score
    scale = reference.scales[member]
    place = scale.percentile_of(prediction.risk_score)
    # Beyond the ends of the scale all have the same percentile: the score itself tells them apart.
    away = (prediction.risk_score - scale.quantiles[10]) / max(scale.spread, 1e-9)
    return place + 1e-3 * float(np.tanh(away / 10))


def _ask(pack: LoadedPack, bags: CohortBags, cohort: CancerCohort, control: JobControl) -> _Tested:
    """Predict every patient that the pack has not seen; each bag is read once."""
    card = pack.card
    known = all_fingerprints_on(card)
    kept: list[Patient] = []
    found: list[Prediction] = []
    summaries, fingerprints, hazards, scores = [], [], [], []
    for patient in control.each(cohort.patients, Phase.PREDICTING):
        bag = bags.store.read(cohort, patient)
        fingerprint = bag_fingerprint(bag)
        if fingerprint in known:
            continue
        places = card.backbone.place_columns > 0
        seen = bags.store.read(cohort, patient, places=True) if places else bag
        answers = [model.predict(seen) for model in pack.models]
        found.append(pack.answer_of(answers))
        kept.append(patient)
        fingerprints.append(fingerprint)
        summaries.append(BagSummary.of(bag))
        hazards.append([answer.hazards for answer in answers])
        scores.append([answer.risk_score for answer in answers])
    n_seen = len(cohort.patients) - len(kept)
    exposure = find_exposure(card, fingerprints, *follow_up_of(cohort.patients)).exposure
    if exposure is Exposure.LIKELY:
        raise StephError(
            f"This is most likely the cohort that the model was trained on: {exposure.value}",
            cohort.cancer,
            "Validate it on other patients.",
        )
    if not kept:
        raise StephError(
            f"The model was trained on all {n_seen} patients of this cohort",
            cohort.cancer,
            "Validate it on other patients.",
        )
    groups: tuple[str, ...] = ()
    if (reference := card.reference) is not None:
        groups = tuple(reference.standing(one.risk_score, one.member)[1].value for one in found)
    return _Tested(
        card,
        tuple(kept),
        *follow_up_of(kept),
        np.array([_order_of(card, one) for one in found]),
        np.stack([one.survival for one in found]),
        groups,
        tuple(summaries),
        tuple(fingerprints),
        np.moveaxis(np.array(hazards, float), 1, 0),
        np.array(scores, float).T,
        exposure,
        n_seen,
    )


# --- measures -------------------------------------------------------------------------------------


def _at_horizon(tested: _Tested, horizon: float, resamples: int) -> AtHorizon:
    times, events = tested.times_days, tested.events
    auc = tested.bootstrapped(partial(auc_at, horizon_days=horizon), resamples)
    try:
        alive = tested.alive(horizon)
        calibration = calibrate(times, events, alive, horizon)
        few = min(resamples, _SUBGROUP_RESAMPLES)
        decision = decision_curve(times, events, 1 - alive, horizon, resamples=few)
    except StephError:
        return AtHorizon(horizon, auc, None, None)
    return AtHorizon(horizon, auc, calibration, decision)


def _columns(cohort: CancerCohort, asked: tuple[str, ...] | None) -> tuple[str, ...]:
    has = dict.fromkeys(name for patient in cohort.patients for name in patient.extra)
    if asked is None:
        return tuple(name for name in has if any(word in name.lower() for word in _USUAL_COLUMNS))
    for name in asked:
        if name not in has:
            raise StephError(
                f"The table of this cohort has no column {name!r}",
                cohort.cancer,
                f"It has {', '.join(has) or 'no further columns'}.",
            )
    return asked


def _subgroups(
    tested: _Tested, columns: Sequence[str], horizon: float | None, resamples: int
) -> tuple[Subgroup, ...]:
    found = []
    for column in columns:
        values = [patient.extra.get(column, "") for patient in tested.patients]
        grouping = column_grouping(column, values)
        labels, order = ((), ()) if grouping is None else cut_labels(grouping)
        for group in order:
            rows = np.array([n for n, label in enumerate(labels) if label == group])
            if len(rows):
                found.append(Subgroup(column, group, *_subgroup(tested, rows, horizon, resamples)))
    return tuple(found)


def _subgroup(
    tested: _Tested, rows: NDArray[np.int64], horizon: float | None, resamples: int
) -> tuple[int, int, BoundedFigure, BoundedFigure]:
    """Patients, events, C-index, and observed over expected at a horizon."""
    n, events = len(rows), int(tested.events[rows].sum())
    if n < _FEWEST or events < _FEWEST:
        few = BoundedFigure(None, None, f"fewer than {_FEWEST} patients or events")
        return n, events, few, few
    ratio = BoundedFigure(None, None, "not followed that long")
    if horizon is not None:
        try:
            alive = tested.alive(horizon, rows)
            one = calibrate(tested.times_days[rows], tested.events[rows], alive, horizon)
            ratio = BoundedFigure(one.observed_to_expected, one.observed_to_expected_interval)
        except StephError as error:
            ratio = BoundedFigure(None, None, error.what)
    return n, events, tested.bootstrapped(concordance_index, resamples, rows), ratio


def _distance(pack: LoadedPack, tested: _Tested) -> CohortDistance | None:
    known = pack.statistics
    if known is None:
        return None
    means = [summary.mean_features for summary in tested.summaries]
    away = np.array([known.features.deviations(mean) for mean in means])
    nearer = None
    if known.cancers:
        limit = max(0.0, known.margin_limit)
        nearer = float(np.mean([known.margin(mean)[0] > limit for mean in means]))
    return CohortDistance(
        float(np.mean(away > FAR)), float(np.median(away)), nearer, known.patients
    )


def _sample_size(
    tested: _Tested, c_index: BoundedFigure, horizons: Sequence[AtHorizon]
) -> SampleSize | None:
    """Return how many patients are needed at the last horizon that is defined."""
    able = [one.calibration for one in horizons if one.calibration is not None]
    observed = able[-1].overall.observed if able else None
    if observed is None:
        return None
    day = able[-1].horizon_days
    known = float(((tested.times_days > day) | tested.events).mean())
    expected = float(np.mean([*tested.card.c_index_folds] or [c_index.value or 0.5]))
    return needed(1 - tested.alive(day), observed.risk, expected, known, day)


# --- a pack for these patients --------------------------------------------------------------------


def _recalibrate(request: ValidateRequest, out: Path, tested: _Tested, found: Validation) -> str:
    """Write the pack recalibrated to the tested patients; return its model id."""
    raw = load_pack(request.model, as_fitted=True)
    card = raw.card
    bins = card.bins.index_of(tested.times_days)
    before = card.recalibration or (AS_IS,) * card.members
    local = [
        Recalibration.of_hazards(own, bins, tested.events, scale_prior_sd=_LOCAL_PRIOR_SD)
        for own in tested.hazards
    ]
    after = tuple(one.after(first) for one, first in zip(local, before, strict=True))
    model_id = f"{card.model_id}-recalibrated"
    seen = sorted((fingerprints_on(card) or frozenset()) | set(tested.fingerprints))
    changed = replace(
        card,
        model_id=model_id,
        recalibration=after,
        reference=_moved_reference(card, tested, local),
        follow_up_days=None,
        evidence={
            **card.evidence,
            TRAINED_ON: seen,
            "recalibrated_from": named(card),
            "recalibrated_on": {
                "cohort": found.target,
                "patients": found.patients,
                "events": found.events,
                "before": list(found.sentences),
            },
        },
        notes=(
            f"Recalibrated from {card.model_id} on {found.patients} patients ({found.events} "
            f"events) of {found.target}, which are its reference cohort now; its weights are those "
            "of that model. How well it is calibrated on new patients is not tested yet. "
            + card.notes
        ),
        rebuild_command="",
        app_version="",
    )
    save_pack(out, changed, raw.model, members=raw.members, statistics=raw.statistics)
    return model_id


def _moved_reference(
    card: PackCard, tested: _Tested, local: Sequence[Recalibration]
) -> ReferenceCohort | None:
    """Return the tested patients as reference cohort; cut-offs move with the scores about them."""
    reference = card.reference
    if reference is None:
        return None
    pairs = [
        (np.sort(old), np.sort(_scores(one.hazards(own))))
        for one, own, old in zip(local, tested.hazards, tested.scores, strict=True)
    ]
    moved = [
        tuple(_moved(cut, *pair) for cut in cuts)
        for pair, cuts in zip(
            pairs,
            [scale.cutoffs for scale in reference.scales] or [reference.cutoffs],
            strict=False,
        )
    ]
    scales = tuple(MemberScale.of(cuts, pair[1]) for cuts, pair in zip(moved, pairs, strict=False))
    return replace(
        reference,
        times_days=tested.times_days,
        events=tested.events,
        risk_scores=_scores(local[0].hazards(tested.hazards[0])),
        cutoffs=moved[0],
        scales=scales if reference.scales else (),
        map_tops=(),
    )


def _scores(hazards: FloatArray) -> FloatArray:
    return np.asarray(-np.cumprod(1 - hazards, axis=-1).sum(axis=-1))


def _moved(cut: float, old: FloatArray, new: FloatArray) -> float:
    """Take a cut-off along as the scores beside it move; beyond them it moves with the nearest."""
    shift = new[0] - old[0] if cut < old[0] else new[-1] - old[-1] if cut > old[-1] else None
    return float(np.interp(cut, old, new)) if shift is None else float(cut + shift)


# --- the whole ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Validated:
    """A finding with what its report needs besides."""

    found: Validation
    card: PackCard  # of the pack
    patients: tuple[Mapping[str, object], ...]  # a row for each, under pseudonyms


def validate_pack(request: ValidateRequest, control: JobControl = UNWATCHED) -> Validated:
    """Test a pack on a cohort that it has never seen, and recalibrate it if that is asked for.

    Raises
    ------
    StephError
        If the pack cannot answer here, has seen these patients, or something cannot be written.
    """
    if request.recalibrated is not None and request.recalibrated.exists():
        raise StephError("This name is taken already", request.recalibrated, "Choose another name.")
    pack = load_pack(request.model, resolve_device(request.device))
    with one_pass(request.cohort, request.out, control.span(0, 100, 1000)) as bags:
        cohort = bags.eligibility.cancer(request.target)
        columns = _columns(cohort, request.columns)
        if fault := why_not_here(pack.card, bags.eligibility):
            raise StephError(
                f"The model cannot answer here: {fault}", request.model, "Use another model."
            )
        tested = _ask(pack, bags, cohort, control.span(100, 500, 1000))
        left_out = [
            f"{item.count} {item.what}: {item.reason}"
            for item in bags.eligibility.left_out
            if item.cancer == request.target
        ]
        if count := bags.eligibility.regions.get(request.target):
            left_out.append(f"tissue outside a drawn region, of {count} slides (Region only)")
    if not tested.events.any():
        raise StephError(
            "Nobody of these patients had the event: a model cannot be judged by them",
            request.target,
            MORE_EVENTS,
        )
    if request.cutoff is not None:  # before minutes are spent on all other measures
        _require_two_sides(tested.order, request.cutoff)
    if tested.n_seen:
        left_out.append(f"{tested.n_seen} patients: the model was trained on them")
    found = _measure(request, pack, tested, columns, tuple(left_out), control)
    if request.recalibrated is not None:
        control.checkpoint(960, 1000, Phase.WRITING_CARD)
        name = _recalibrate(request, request.recalibrated, tested, found)
        found = replace(found, recalibrated_as=name)
    return Validated(found, pack.card, tuple(_rows(tested)))


def _measure(
    request: ValidateRequest,
    pack: LoadedPack,
    tested: _Tested,
    columns: Sequence[str],
    left_out: tuple[str, ...],
    control: JobControl,
) -> Validation:
    card, n = pack.card, len(tested.patients)
    control.checkpoint(500, 1000, Phase.COMPARING_METHODS)
    c_index, c_index_ipcw = (
        tested.bootstrapped(measure, request.resamples)
        for measure in (concordance_index, concordance_index_ipcw)
    )
    horizons = []
    for number, horizon in enumerate(HORIZONS_DAYS):
        control.checkpoint(600 + 80 * number, 1000, Phase.COMPARING_METHODS)
        horizons.append(_at_horizon(tested, horizon, request.resamples))
    defined = [one.horizon_days for one in horizons if one.calibration is not None]
    control.checkpoint(850, 1000, Phase.COMPARING_METHODS)
    resamples = min(request.resamples, _SUBGROUP_RESAMPLES)
    size = _sample_size(tested, c_index, horizons)
    events = int(tested.events.sum())
    verdict, sentences = judge(c_index, horizons, size, events)
    return Validation(
        card.model_id,
        card.weights_sha256,
        card.card_sha256,
        card.target_cancer,
        request.target,
        tested.exposure.value,
        n,
        events,
        left_out,
        median_follow_up_days(tested.times_days, tested.events),
        c_index,
        c_index_ipcw,
        tuple(horizons),
        _subgroups(tested, columns, defined[-1] if defined else None, resamples),
        _distance(pack, tested),
        size,
        verdict,
        sentences,
        stated_cutoff=None if request.cutoff is None else _cut(tested, request.cutoff, defined),
    )


def _require_two_sides(scores: FloatArray, cutoff: float) -> None:
    if not scores.min() < cutoff <= scores.max():
        raise StephError(
            f"All scores lie on one side of the cut-off {cutoff:g}: they run from "
            f"{scores.min():.4g} to {scores.max():.4g}",
            todo="State a cut-off on the scale of the column score of patients.csv.",
        )


def _cut(tested: _Tested, cutoff: float, horizons: Sequence[float]) -> StatedCutoff:
    """Compare the patients below a cut-off with those from it on."""
    above = tested.order >= cutoff
    groups = [
        SurvivalGroup(label, tested.times_days[mask], tested.events[mask])
        for label, mask in ((f"below {cutoff:g}", ~above), (f"from {cutoff:g}", above))
    ]
    found = compare_groups(groups, landmarks_days=tuple(horizons))
    told = []
    for one in found.figures:
        curve, shares = one.curve, tuple(map(_bounded, one.landmarks))
        told.append(CutGroup(curve.label, curve.n_patients, curve.n_events, shares))
    return StatedCutoff(cutoff, tuple(told), None if found.test is None else found.test.p_value)


def _bounded(share: Interval) -> BoundedFigure:
    if share.value is None or share.lower is None or share.upper is None:
        return BoundedFigure(None, None, "not followed that long")
    return BoundedFigure(share.value, (share.lower, share.upper))


def _rows(tested: _Tested) -> list[Mapping[str, object]]:
    """Return what the pack said of each patient, under a pseudonym, in an order of its own."""
    bins = tested.card.bins
    horizons = [day for day in HORIZONS_DAYS if day <= bins.starts_days[-1]]
    alive = survival_on(bins, tested.survival, np.array(horizons))
    # In the order of the fingerprints: that of the table would give the patients away.
    order = sorted(range(len(tested.patients)), key=lambda row: tested.fingerprints[row])
    return [
        {
            "patient": f"P{place:04}",
            "time_days": float(tested.times_days[row]),
            "event": int(tested.events[row]),
            "score": float(tested.order[row]),
            "risk_group": tested.groups[row] if tested.groups else None,
            **{
                f"survival_{horizon_years(day)}y": float(alive[row, number])
                for number, day in enumerate(horizons)
            },
        }
        for place, row in enumerate(order, start=1)
    ]

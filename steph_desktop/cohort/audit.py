"""The audit of a cohort: what stops a training, what weakens it, and what it will cost.

One rule each, for clinical tables, the wizard, `cohort check` and training. Power follows
Schoenfeld (Biometrics 1983): with d events, two groups of equal size and 80 % power at a two-sided
level of 5 %, the smallest hazard ratio that shows is exp(2 (z.975 + z.8) / sqrt(d)).
"""

from __future__ import annotations

import math
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from steph_desktop.cohort.cohort_folder import FOLDS, CancerCohort, cancer_folders
from steph_desktop.cohort.cohort_tables import (
    Patient,
    follow_up_of,
    label_table,
    read_labels,
    read_splits,
)  # fmt: skip
from steph_desktop.cohort.findings import (
    AuditFinding,
    Notes,
    blocking_first,
    blocking_of,
    judge_regions,
    name_rows,
)
from steph_desktop.cohort.slide_matching import Match
from steph_desktop.cohort.slide_scan import ScannedSlide
from steph_desktop.cohort.table_schema import TimeUnit
from steph_desktop.core.errors import StephError, count_of
from steph_desktop.core.job_control import UNWATCHED, JobControl, Phase, format_duration
from steph_desktop.core.listing import grouped
from steph_desktop.core.processes import memory_bytes
from steph_desktop.features.bag import read_bag
from steph_desktop.features.encoder_registry import ENCODERS
from steph_desktop.features.facts import encoders_differ, is_feature_file
from steph_desktop.slide.info import slide_id_of
from steph_desktop.survival.comparable_pairs import ComparablePairs
from steph_desktop.survival.curves import DAYS_PER_YEAR, SIGNIFICANT, Z_95, FloatArray, p_text

MIN_EVENTS = 2
"""Events below which a part of a cohort is not worth a number."""
_ENOUGH = 10  # patients, to judge a distribution
_INVERTED_SHARE = 0.6  # of patients with the event; few cohorts are followed to such an end
_FEW_EVENTS_PER_FOLD = 10  # fewer events in the part left out give no steady C-index
_POWER_Z = Z_95 + 0.841621  # two-sided 5 %, and a power of 80 %
_SITE_WORDS = (
    "site", "centre", "center", "hospital", "institution", "institute", "scanner", "batch", "lab",
    "tss", "zentrum", "klinik", "centro", "hôpital",
)  # fmt: skip
_MOST_FOR_PAIRS = 2000  # patients whose pairs are counted; of more, a sample stands for all
_LEAST_PER_SITE = 5  # patients; a smaller site is not compared
_TCGA_SITE = re.compile(r"TCGA-([A-Z0-9]{2})-", re.IGNORECASE)
_SECONDS_PER_PATCH = {"effnet-lite0": 0.04, "uni": 0.5, "uni2-h": 1.1}
_GPU_FASTER = 40.0
_GB = 1e9


@dataclass(frozen=True)
class CohortAudit:
    """Everything the audit found."""

    findings: tuple[AuditFinding, ...]  # blocking ones first
    power: Power | None = None  # none without an event
    needs: FeatureCost | None = None  # none until the slides were scanned

    @property
    def blocking(self) -> tuple[AuditFinding, ...]:
        """What stops the training."""
        return blocking_of(self.findings)


@dataclass(frozen=True)
class Power:
    """The smallest effect the cohort can show with 80 % power."""

    n_patients: int
    n_events: int
    hazard_ratio: float  # between the half at higher and the half at lower risk
    c_index: float  # smallest C-index that differs from chance

    @property
    def sentence(self) -> str:
        """The figures in words."""
        return (
            f"{self.n_patients} patients with {self.n_events} events can show (with 80 % "
            f"power) that a model is better than chance if its C-index is "
            f"{self.c_index:.2f} or more, and that the half at higher risk dies "
            f"{self.hazard_ratio:.1f} times as fast as the other."
        )


@dataclass(frozen=True)
class FeatureCost:
    """What the features of a cohort cost."""

    n_slides: int
    n_patches: int  # roughly
    disk_bytes: int  # of the features
    free_bytes: int  # on the disk of the workspace
    memory_bytes: int  # of the largest bag in training
    seconds: float  # of extraction on this machine, roughly

    @property
    def sentence(self) -> str:
        """The figures in words."""
        return (
            f"{self.n_slides} slides hold about {self.n_patches:,} patches: "
            f"{_size(self.disk_bytes)} on disk ({_size(self.free_bytes)} are free), "
            f"{_size(self.memory_bytes)} of memory in training, and roughly "
            f"{format_duration(self.seconds)} to extract."
        )


# --- a cohort of table and slides ----------------------------------------------------------------


def audit_cohort(
    patients: Sequence[Patient],
    match: Match,
    earlier: Sequence[AuditFinding],
    folds: int,
    facts: Sequence[ScannedSlide] = (),
    needs: FeatureCost | None = None,
) -> CohortAudit:
    """Judge a cohort from its table, its slides' names and, where known, the slides themselves.

    The patients are those with slides; `earlier` are the findings of the clinical table, and
    `facts` what the slides were found to be, if they were scanned.
    """
    notes = Notes()
    notes.findings += [*earlier, *match.findings]
    for lost, thing, why in (
        (match.patients_left if match.slides else (), "patient", "without a slide"),
        (match.files_left, "slide", "of no patient of the table"),
    ):
        if lost:
            todo = "They are left out. If that is wrong, go back and change the rule."
            notes.advisory(f"{count_of(len(lost), thing)} {why}", "slides", todo)
    judge_size(len(patients), sum(p.event for p in patients), folds, notes, stops=True)
    names = match.names
    by_slide = {_id_of(fact, names): fact for fact in facts}
    if facts:
        judge_regions(sum(fact.is_region for fact in facts), len(facts), "slides", notes)
        _judge_slides(patients, facts, by_slide, notes)
        _judge_copies(patients, facts, names, notes)
    _judge_sites(patients, by_slide, notes)
    if needs is not None:
        _judge_needs(needs, notes)
    power = power_of(usable_patients(patients, facts, names))
    return CohortAudit(blocking_first(notes.findings), power, needs)


def is_usable(fact: ScannedSlide) -> bool:
    """Return whether a slide can be read and shows tissue."""
    return not fact.fault and fact.n_patches > 0


def usable_patients(
    patients: Sequence[Patient],
    facts: Sequence[ScannedSlide],
    names: Mapping[Path, str] | None = None,
) -> tuple[Patient, ...]:
    """Return the patients with a slide that shows tissue, with these slides only.

    `names` are those of the files in the cohort, where two have one stem.
    """
    useless = {_id_of(fact, names or {}) for fact in facts if not is_usable(fact)}
    kept = []
    for patient in patients:
        slides = tuple(slide for slide in patient.slide_ids if slide not in useless)
        if slides:
            kept.append(replace(patient, slide_ids=slides))
    return tuple(kept)


def _id_of(fact: ScannedSlide, names: Mapping[Path, str]) -> str:
    path = Path(fact.path)
    return names.get(path) or slide_id_of(path)


def power_of(patients: Sequence[Patient]) -> Power | None:
    """Return how small an effect a cohort can show; None if nobody had an event."""
    n, events = len(patients), sum(patient.event for patient in patients)
    if not events:
        return None
    some = patients
    if n > _MOST_FOR_PAIRS:
        rng = np.random.default_rng(0)
        some = [patients[i] for i in rng.choice(n, _MOST_FOR_PAIRS, replace=False)]
    chance_sd = ComparablePairs.of(*follow_up_of(some)).chance_sd * math.sqrt(len(some) / n)
    ratio = math.exp(min(2 * _POWER_Z / math.sqrt(events), 20.0))
    return Power(n, events, ratio, min(1.0, 0.5 + _POWER_Z * chance_sd))


def needs_of(
    facts: Sequence[ScannedSlide], encoder: str, folder: Path, *, has_gpu: bool
) -> FeatureCost | None:
    """Return what the features of a cohort take; None if no slide was scanned."""
    good = [fact for fact in facts if fact.n_patches]
    if not good:
        return None
    spec = ENCODERS.get(encoder)
    width = 4 * (spec.feature_dim if spec is not None else 1024)
    n_patches = sum(fact.n_patches for fact in good)
    each_s = _SECONDS_PER_PATCH.get(encoder, 0.5) / (_GPU_FASTER if has_gpu else 1)
    taken = all(is_feature_file(Path(fact.path)) for fact in good)
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return FeatureCost(
        len(good),
        n_patches,
        n_patches * width,
        shutil.disk_usage(folder).free,
        # A training step holds its bags, their gradients and intermediate values.
        8 * width * max(fact.n_patches for fact in good),
        len(good) * 0.05 if taken else n_patches * each_s,
    )


def _judge_needs(needs: FeatureCost, notes: Notes) -> None:
    """Find what this machine lacks."""
    if needs.disk_bytes > needs.free_bytes:
        notes.blocking(
            f"The features need {_size(needs.disk_bytes)}, and {_size(needs.free_bytes)} are free",
            "disk",
            "Free some space, or move the workspace to a larger disk.",
        )
    memory = memory_bytes()
    if memory and needs.memory_bytes > memory:
        notes.advisory(
            f"Training may need {_size(needs.memory_bytes)} of memory, this machine has "
            f"{_size(memory)}",
            "memory",
            "Train on a larger machine, or leave the largest slides out.",
        )


def _size(n_bytes: float) -> str:
    return f"{n_bytes / _GB:.1f} GB" if n_bytes >= _GB else f"{max(1, round(n_bytes / 1e6))} MB"


# --- outcomes ------------------------------------------------------------------------------------


def judge_outcomes(
    times_days: FloatArray,
    events: NDArray[np.bool_],
    where: str,
    notes: Notes,
    *,
    rows: Sequence[int] = (),
    unit: TimeUnit | None = TimeUnit.DAYS,
) -> None:
    """Find what is implausible about the outcomes of a cohort.

    `rows` are those of the patients, to name the ones with a time of 0; `unit` is the one in which
    the table counts, None if each row states its own.
    """
    if not len(times_days):
        return
    if not events.any():
        notes.blocking("No patient has the event", where, "Check how the event is coded.")
    elif events.all():
        notes.advisory("Every patient has the event", where, "Check how the event is coded.")
    elif is_inverted(times_days, events):
        notes.advisory(
            f"{events.mean():.0%} of the patients have the event, and they are followed longer "
            "than the others",
            where,
            "Check that the event and the end of follow-up are not interchanged.",
        )
    zero = np.flatnonzero(times_days == 0)
    if len(zero):
        mine = [rows[k] for k in zero.tolist()] if rows else []
        who = name_rows(mine) if mine else count_of(len(zero), "patient")
        notes.advisory(f"{who}: the time is 0", where, "Check whether these patients belong.")
    if unit is None or len(times_days) < _ENOUGH:
        return
    median, longest = float(np.median(times_days)), float(times_days.max())
    if unit is TimeUnit.DAYS and longest < 400 and median < 130:
        notes.advisory(
            f"The longest time is {longest:g} days: these look like months, not days",
            where,
            "If they are months, change the unit of time, or multiply them by 30.4.",
        )
    elif unit is not TimeUnit.DAYS and median > 40 * DAYS_PER_YEAR:
        notes.advisory(
            f"Half of the patients were followed for more than {median / DAYS_PER_YEAR:.0f} years",
            where,
            "If the table counts days, change the unit of time.",
        )


def is_inverted(times_days: FloatArray, events: NDArray[np.bool_]) -> bool:
    """Return whether events look interchanged: most have one, later than the others (U test)."""
    if len(times_days) < _ENOUGH or events.all() or events.mean() <= _INVERTED_SHARE:
        return False
    from scipy.stats import mannwhitneyu

    test = mannwhitneyu(times_days[events], times_days[~events], alternative="greater")
    return bool(test.pvalue < SIGNIFICANT)


def judge_size(n: int, events: int, folds: int, notes: Notes, *, stops: bool) -> None:
    """Find a cohort too small for its folds; `stops` if each fold must be tested."""
    if n < 2 * folds or events < MIN_EVENTS * folds:
        (notes.blocking if stops else notes.advisory)(
            f"{n} patients with {events} events are too few for {folds} folds",
            "patients",
            f"Each fold is tested on at least {MIN_EVENTS} events: add patients"
            + (", or use fewer folds." if folds > 2 else "."),
        )
    elif stops and events < _FEW_EVENTS_PER_FOLD * folds:
        notes.advisory(
            f"About {events / folds:.0f} events per fold ({events} in all)",
            "patients",
            "Expect wide intervals: differences between models will hardly show.",
        )


def judge_patient_names(
    names: Iterable[str], rows: Iterable[int], column: str, where: str, notes: Notes
) -> None:
    """Find patients whose names may be two spellings of one."""
    folded = ["".join(name.split()).casefold().lstrip("0") for name in names]
    counts = Counter(folded)
    alike = [row for name, row in zip(folded, rows, strict=True) if counts[name] > 1]
    if alike:
        notes.advisory(
            f"{name_rows(alike)}, column {column}: these names differ only in blanks, "
            "leading zeros or capital letters",
            where,
            "If they are one patient, give both the same name.",
        )


# --- slides and features -------------------------------------------------------------------------


def _judge_slides(
    patients: Sequence[Patient],
    facts: Sequence[ScannedSlide],
    by_slide: Mapping[str, ScannedSlide],
    notes: Notes,
) -> None:
    lacking = [fact for fact in facts if fact.lacks_mpp]
    broken = [fact for fact in facts if fact.fault and not fact.lacks_mpp]
    empty = [fact for fact in facts if not fact.fault and not fact.n_patches]
    for some, note, why, todo in (
        (lacking, notes.blocking, "without a pixel size",
         "State the micrometres per pixel below (about 0.25 at 40x, 0.5 at 20x)."),
        (broken, notes.advisory, "that cannot be read",
         "They are left out. Copy them again if you need them."),
        (empty, notes.advisory, "without tissue", "They are left out."),
    ):  # fmt: skip
        if some:
            what = f"{count_of(len(some), 'slide')} {why}, {_name(some[0])} first"
            note(what, "slides", todo)
    without = sum(
        not any(slide not in by_slide or is_usable(by_slide[slide]) for slide in patient.slide_ids)
        for patient in patients
    )
    if without and not lacking:
        what = f"{count_of(without, 'patient')} without any slide with tissue"
        notes.advisory(what, "slides", "They are left out.")


def _judge_copies(
    patients: Sequence[Patient],
    facts: Sequence[ScannedSlide],
    known_as: Mapping[Path, str],
    notes: Notes,
) -> None:
    owner = {slide: p.patient_id for p in patients for slide in p.slide_ids}
    copies = grouped((fact for fact in facts if fact.mark), lambda fact: fact.mark)
    for same in (group for group in copies.values() if len(group) > 1):
        names = " and ".join(_name(fact) for fact in same[:2])
        owners = {owner.get(_id_of(fact, known_as)) for fact in same} - {None}
        if len(owners) > 1:
            what = f"{names} are the same file, listed under {len(owners)} patients"
            notes.blocking(what, "slides", "Find out whose it is, and remove the other copy.")
        else:
            todo = "Remove one: its tissue counts twice."
            notes.advisory(f"{names} are the same file", "slides", todo)


def _name(fact: ScannedSlide) -> str:
    return Path(fact.path).name


def common_features(kinds: Iterable[tuple[int, str]]) -> tuple[int, str]:
    """Return width and encoder of most feature files; (0, "") of none.

    A file that names no encoder fits any encoder of its width.
    """
    counts = Counter(kinds)
    widths: Counter[int] = Counter()
    for (dim, _), count in counts.items():
        widths[dim] += count
    width = min(widths, key=lambda dim: (-widths[dim], str(dim)), default=0)
    names = {name: count for (dim, name), count in counts.items() if dim == width and name}
    return width, min(names, key=lambda name: (-names[name], name), default="")


def features_misfit(kind: tuple[int, str], common: tuple[int, str]) -> str:
    """Return why features cannot be used beside the others, a clause; empty if they can."""
    (width, encoder), (common_width, common_encoder) = kind, common
    if width != common_width:
        return f"the features are {width} wide, those of the cohort {common_width}"
    if encoders_differ(encoder, common_encoder):
        return f"the features were made by {encoder}, those of the cohort by {common_encoder}"
    return ""


# --- sites ---------------------------------------------------------------------------------------


def _judge_sites(
    patients: Sequence[Patient], by_slide: Mapping[str, ScannedSlide], notes: Notes
) -> None:
    """Find sites or scanners that differ in outcome: a model may learn them instead."""
    columns = {name for patient in patients for name in patient.extra}
    groupings: dict[str, list[str]] = {
        name: [patient.extra.get(name, "") for patient in patients]
        for name in sorted(columns)
        if any(word in name.casefold() for word in _SITE_WORDS)
    }
    sites = [found[1].upper() for p in patients if (found := _TCGA_SITE.match(p.patient_id))]
    if sites and len(sites) == len(patients):
        groupings["tissue source site of the barcode"] = sites
    if by_slide:
        known = (by_slide.get(patient.slide_ids[0]) for patient in patients)
        groupings["scanner"] = ["" if fact is None else fact.scanner for fact in known]
    for name, labels in groupings.items():
        if difference := confounded(patients, labels):
            todo = "A model may learn the place instead of the disease. Compare within one place."
            notes.advisory(f"{name}: {difference}", "patients", todo)


def confounded(patients: Sequence[Patient], labels: Sequence[str]) -> str:
    """Say how survival differs between places beyond chance (log-rank); empty if it does not."""
    from steph_desktop.survival.estimators import log_rank

    counts = Counter(label for label in labels if label)
    places = [place for place, count in counts.items() if count >= _LEAST_PER_SITE]
    if len(places) < 2:
        return ""
    groups = []
    shares: dict[str, float] = {}
    for place in places:
        mine = [p for p, label in zip(patients, labels, strict=True) if label == place]
        groups.append(follow_up_of(mine))
        shares[place] = float(groups[-1][1].mean())
    try:
        test = log_rank(groups)
    except StephError:
        return ""
    if not test.p_value < SIGNIFICANT:
        return ""
    low, high = min(shares, key=shares.__getitem__), max(shares, key=shares.__getitem__)
    return (
        f"survival differs between its {test.n_groups} groups (log-rank {p_text(test.p_value)}); "
        f"the event was seen in {shares[high]:.0%} of {high} and in {shares[low]:.0%} of {low}"
    )


# --- a cohort folder -----------------------------------------------------------------------------


def check_cohort(folder: Path, control: JobControl = UNWATCHED) -> tuple[AuditFinding, ...]:
    """Audit a cohort folder without changing it: every table, split and feature file.

    Findings that stop a training come first; a cohort in order has none.
    """
    whole = Notes()
    findings: list[AuditFinding] = []
    cohorts = []
    for path in cancer_folders(folder, None):
        notes = Notes(path.name)
        patients = read_labels(path, notes)
        splits = read_splits(path, patients, notes)
        if patients and not splits and not notes.findings:
            what = "There are no splits"
            notes.advisory(what, path.name, f"{FOLDS} stratified folds will be made.")
        cohort = CancerCohort(path.name, path, patients, splits)
        cohorts.append(cohort)
        judge_labels(cohort, notes)
        _judge_splits(cohort, notes)
        findings += notes.findings
    _judge_shared_patients(cohorts, whole)
    _judge_features(cohorts, whole, control)
    return blocking_first([*findings, *whole.findings])


def judge_labels(cohort: CancerCohort, notes: Notes) -> None:
    """Find what is implausible about the outcomes of a label table."""
    table = label_table(cohort.folder)
    judge_outcomes(*follow_up_of(cohort.patients), table.name if table else "labels", notes)


def _judge_splits(cohort: CancerCohort, notes: Notes) -> None:
    if not cohort.patients:
        return
    judge_size(len(cohort.patients), cohort.n_events, FOLDS, notes, stops=False)
    for split in cohort.splits:
        if split.test and not any(p.event for p in cohort.select(split.test)):
            name = f"splits_{split.fold}.csv"
            notes.advisory("No test patient has an event", name, "This fold has no C-index.")
    tested = Counter(patient_id for split in cohort.splits for patient_id in split.test)
    if n_often := sum(n > 1 for n in tested.values()):
        what = f"{n_often} patients are tested in more than one fold"
        notes.advisory(what, "splits", "The folds' results are not independent.")
    if cohort.splits and (n_never := len(cohort.patients) - len(tested)) > 0:
        todo = "Check that this is intended."
        notes.advisory(f"{n_never} patients are never tested", "splits", todo)


def _judge_shared_patients(cohorts: Sequence[CancerCohort], notes: Notes) -> None:
    first: dict[str, str] = {}
    shared = Counter(
        (first.setdefault(patient.patient_id, cohort.cancer), cohort.cancer)
        for cohort in cohorts
        for patient in cohort.patients
    )
    for (one, other), count in shared.items():
        if one != other:
            todo = "If they are the same people, a source model may know test patients."
            notes.advisory(f"{count} patient ids are in both {one} and {other}", "labels", todo)


def _judge_features(cohorts: Sequence[CancerCohort], notes: Notes, control: JobControl) -> None:
    """Open every feature file; compare widths and encoders over the whole cohort."""
    total = sum(cohort.n_slides for cohort in cohorts)
    kinds: list[tuple[str, str, tuple[int, str]]] = []
    done = 0
    for cohort in cohorts:
        notes.cancer = cohort.cancer
        n_missing, n_read, n_regions = 0, 0, 0
        for path in (p for patient in cohort.patients for p in cohort.bag_paths(patient)):
            control.checkpoint(done, total, Phase.READING_FEATURES)
            done += 1
            if not path.is_file():
                n_missing += 1
                continue
            try:
                bag = read_bag(path)
            except StephError as error:
                notes.blocking(error.what, path.name, error.todo or "Extract it again.")
                continue
            n_read, n_regions = n_read + 1, n_regions + (bag.region is not None)
            kinds.append((cohort.cancer, path.name, (bag.feature_dim, bag.meta.encoder)))
        judge_regions(n_regions, n_read, "features", notes)
        if n_missing:
            what = f"{n_missing} of {cohort.n_slides} slides have no features"
            notes.advisory(what, "features", "Extract them before training.")
    common = common_features(kind for _, _, kind in kinds)
    for notes.cancer, name, kind in kinds:
        if why := features_misfit(kind, common):
            todo = "Extract the whole cohort with one encoder."
            notes.blocking(why[0].upper() + why[1:], name, todo)
    notes.cancer = ""

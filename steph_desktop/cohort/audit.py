"""The cohort doctor of a study: what stops a training, what weakens it, and what it will cost.

Power follows Schoenfeld (Biometrics 1983): with d events, two groups of equal size and 80 % power
at a two-sided level of 5 %, the smallest hazard ratio that shows is exp(2 (z.975 + z.8) / sqrt(d)).
"""

from __future__ import annotations

import math
import os
import re
import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from steph_desktop.cohort.cohort_tables import AuditFinding, AuditSeverity, Notes, Patient
from steph_desktop.cohort.eligibility import MIN_EVENTS
from steph_desktop.cohort.row_faults import count_of
from steph_desktop.cohort.slide_matching import Match
from steph_desktop.cohort.slide_scan import ScannedSlide
from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import format_duration
from steph_desktop.features.encoders import ENCODERS
from steph_desktop.slide.reader import slide_id_of
from steph_desktop.survival.comparable_pairs import ComparablePairs

_POWER_Z = 1.959964 + 0.841621
_SITE_WORDS = (
    "site", "centre", "center", "hospital", "institution", "institute", "scanner", "batch", "lab",
    "tss", "zentrum", "klinik", "centro", "hôpital",
)  # fmt: skip
_RARE = 0.05
_FEW_EVENTS_PER_FOLD = 10
_MOST_FOR_PAIRS = 2000
_LEAST_PER_SITE = 5
_TCGA_SITE = re.compile(r"TCGA-([A-Z0-9]{2})-", re.IGNORECASE)
_SECONDS_PER_PATCH = {"effnet-lite0": 0.04, "uni": 0.5, "uni2-h": 1.1}
_GPU_FASTER = 40.0
_GB = 1e9


@dataclass(frozen=True)
class Power:
    """How small an effect the cohort can show, with 80 % power.

    Attributes
    ----------
    n_patients, n_events : int
        Who takes part.
    hazard_ratio : float
        Between the half at higher and the half at lower risk.
    c_index : float
        Smallest C-index that differs from chance.
    """

    n_patients: int
    n_events: int
    hazard_ratio: float
    c_index: float

    @property
    def sentence(self) -> str:
        """The figures in words."""
        return (
            f"{self.n_patients} patients with {self.n_events} events can show (with 80 % "
            f"certainty) that a model is better than chance if its C-index is "
            f"{self.c_index:.2f} or more, and that the half at higher risk dies "
            f"{self.hazard_ratio:.1f} times as fast as the other."
        )


@dataclass(frozen=True)
class Needs:
    """What the features of a cohort will take.

    Attributes
    ----------
    n_slides, n_patches : int
        Slides, and their patches, about.
    disk_bytes, free_bytes, memory_bytes : int
        Of the features, free on the disk of the workspace, and of the largest bag in training.
    seconds : float
        Of extraction on this machine, roughly.
    """

    n_slides: int
    n_patches: int
    disk_bytes: int
    free_bytes: int
    memory_bytes: int
    seconds: float

    @property
    def sentence(self) -> str:
        """The figures in words."""
        return (
            f"{self.n_slides} slides hold about {self.n_patches:,} patches: "
            f"{_size(self.disk_bytes)} on disk ({_size(self.free_bytes)} are free), "
            f"{_size(self.memory_bytes)} of memory in training, and roughly "
            f"{format_duration(self.seconds)} to extract."
        )


@dataclass(frozen=True)
class CohortAudit:
    """What the doctor has to say.

    Attributes
    ----------
    findings : tuple of Finding
        Blocking ones first.
    power : Power, optional
        None without an event.
    needs : Needs, optional
        None until the slides were looked at.
    """

    findings: tuple[AuditFinding, ...]
    power: Power | None = None
    needs: Needs | None = None

    @property
    def blocking(self) -> tuple[AuditFinding, ...]:
        """What stops the training."""
        return tuple(f for f in self.findings if f.severity is AuditSeverity.BLOCKING)

    @property
    def advisory(self) -> tuple[AuditFinding, ...]:
        """What weakens it."""
        return tuple(f for f in self.findings if f.severity is AuditSeverity.ADVISORY)


def audit_cohort(
    patients: Sequence[Patient],
    match: Match,
    earlier: Sequence[AuditFinding],
    folds: int,
    facts: Sequence[ScannedSlide] = (),
) -> tuple[AuditFinding, ...]:
    """Judge a cohort from its table, its slides' names and, where known, the slides themselves.

    Parameters
    ----------
    patients : sequence of Patient
        Those with slides, with these as `slide_ids`.
    match : Match
        Which slides are whose.
    earlier : sequence of Finding
        Of the clinical table.
    folds : int
        Folds that are meant.
    facts : sequence of SlideFacts
        What the slides are; empty before they were looked at.

    Returns
    -------
    tuple of Finding
        Blocking ones first.
    """
    notes = Notes()
    notes.findings += [*earlier, *match.findings]
    _judge_matching(match, notes)
    _judge_events(patients, folds, notes)
    by_slide = {slide_id_of(Path(fact.path)): fact for fact in facts}
    if facts:
        _judge_slides(patients, facts, by_slide, notes)
    _judge_sites(patients, by_slide, notes)
    return tuple(sorted(notes.findings, key=lambda f: f.severity is AuditSeverity.ADVISORY))


def usable_patients(
    patients: Sequence[Patient], facts: Sequence[ScannedSlide]
) -> tuple[Patient, ...]:
    """Return the patients who have a slide with tissue, with these slides only."""
    from dataclasses import replace

    useless = {slide_id_of(Path(f.path)) for f in facts if f.fault or not f.n_patches}
    kept = []
    for patient in patients:
        slides = tuple(slide for slide in patient.slide_ids if slide not in useless)
        if slides:
            kept.append(replace(patient, slide_ids=slides))
    return tuple(kept)


def power_of(patients: Sequence[Patient]) -> Power | None:
    """Say how small an effect a cohort can show; None if nobody had an event."""
    n, events = len(patients), sum(patient.event for patient in patients)
    if not events:
        return None
    some = patients
    if n > _MOST_FOR_PAIRS:
        rng = np.random.default_rng(0)
        some = [patients[i] for i in rng.choice(n, _MOST_FOR_PAIRS, replace=False)]
    pairs = ComparablePairs.of(
        np.array([p.time_days for p in some]), np.array([p.event for p in some])
    )
    chance_sd = pairs.chance_sd * math.sqrt(len(some) / n)
    ratio = math.exp(min(2 * _POWER_Z / math.sqrt(events), 20.0))
    return Power(n, events, ratio, min(1.0, 0.5 + _POWER_Z * chance_sd))


def needs_of(
    facts: Sequence[ScannedSlide], encoder: str, folder: Path, *, has_gpu: bool
) -> Needs | None:
    """Say what the features of a cohort take; None if no slide was looked at."""
    good = [fact for fact in facts if fact.n_patches]
    if not good:
        return None
    spec = ENCODERS.get(encoder)
    width = 4 * (spec.feature_dim if spec is not None else 1024)
    n_patches = sum(fact.n_patches for fact in good)
    each_s = _SECONDS_PER_PATCH.get(encoder, 0.5) / (_GPU_FASTER if has_gpu else 1)
    taken = all(Path(fact.path).suffix.lower() in {".h5", ".pt"} for fact in good)
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return Needs(
        len(good),
        n_patches,
        n_patches * width,
        shutil.disk_usage(folder).free,
        # A training step holds its bags, their gradients and intermediate values.
        8 * width * max(fact.n_patches for fact in good),
        len(good) * 0.05 if taken else n_patches * each_s,
    )


def judge_needs(needs: Needs, notes: Notes) -> None:
    """Find what the machine cannot give."""
    if needs.disk_bytes > needs.free_bytes:
        notes.blocking(
            f"The features need {_size(needs.disk_bytes)}, and {_size(needs.free_bytes)} are free",
            "disk",
            "Free some space, or move the workspace to a larger disk.",
        )
    memory = _memory_bytes()
    if memory and needs.memory_bytes > memory:
        notes.advisory(
            f"Training may need {_size(needs.memory_bytes)} of memory, this machine has "
            f"{_size(memory)}",
            "memory",
            "Train on a larger machine, or leave the largest slides out.",
        )


def _memory_bytes() -> int:
    names = ("SC_PAGE_SIZE", "SC_PHYS_PAGES")
    if not (hasattr(os, "sysconf") and set(names) <= os.sysconf_names.keys()):  # Windows
        return 0
    page, pages = (os.sysconf(name) for name in names)
    return page * pages


def _size(n_bytes: float) -> str:
    if n_bytes >= _GB:
        return f"{n_bytes / _GB:.1f} GB"
    return f"{max(1, round(n_bytes / 1e6))} MB"


# --- findings ------------------------------------------------------------------------------------


def _judge_matching(match: Match, notes: Notes) -> None:
    if match.patients_left and match.slides:
        notes.advisory(
            f"{count_of(len(match.patients_left), 'patient')} without a slide",
            "slides",
            "They are left out. If they should have one, go back and change the rule.",
        )
    if match.files_left:
        notes.advisory(
            f"{count_of(len(match.files_left), 'slide')} of no patient of the table",
            "slides",
            "They are left out. If they should belong to one, go back and change the rule.",
        )


def _judge_events(patients: Sequence[Patient], folds: int, notes: Notes) -> None:
    n, events = len(patients), sum(patient.event for patient in patients)
    if n < 2 * folds or events < MIN_EVENTS * folds:
        notes.blocking(
            f"{n} patients with {events} events are too few for {folds} folds",
            "patients",
            f"Each fold is tested on at least {MIN_EVENTS} events: add patients"
            + (", or use fewer folds." if folds > 2 else "."),
        )
    elif events < _FEW_EVENTS_PER_FOLD * folds:
        notes.advisory(
            f"About {events / folds:.0f} events per fold ({events} in all)",
            "patients",
            "Expect wide intervals: differences between models will hardly show.",
        )


def _judge_slides(
    patients: Sequence[Patient],
    facts: Sequence[ScannedSlide],
    by_slide: Mapping[str, ScannedSlide],
    notes: Notes,
) -> None:
    lacking = [fact for fact in facts if fact.lacks_mpp]
    if lacking:
        notes.blocking(
            f"{count_of(len(lacking), 'slide')} without a pixel size, {_name(lacking[0])} first",
            "slides",
            "State the micrometres per pixel below (about 0.25 at 40x, 0.5 at 20x).",
        )
    broken = [fact for fact in facts if fact.fault and not fact.lacks_mpp]
    if broken:
        notes.advisory(
            f"{count_of(len(broken), 'slide')} not to be read, {_name(broken[0])} first",
            "slides",
            "They are left out. Copy them again if you need them.",
        )
    empty = [fact for fact in facts if not fact.fault and not fact.n_patches]
    if empty:
        notes.advisory(
            f"{count_of(len(empty), 'slide')} without tissue, {_name(empty[0])} first",
            "slides",
            "They are left out.",
        )
    without = sum(
        not any(
            (fact := by_slide.get(slide)) is None or (fact.n_patches and not fact.fault)
            for slide in patient.slide_ids
        )
        for patient in patients
    )
    if without and not lacking:
        notes.advisory(
            f"{count_of(without, 'patient')} without any slide with tissue",
            "slides",
            "They are left out.",
        )
    _judge_copies(patients, facts, notes)


def _judge_copies(patients: Sequence[Patient], facts: Sequence[ScannedSlide], notes: Notes) -> None:
    owner = {slide: p.patient_id for p in patients for slide in p.slide_ids}
    copies: dict[str, list[ScannedSlide]] = {}
    for fact in facts:
        if fact.mark:
            copies.setdefault(fact.mark, []).append(fact)
    for same in copies.values():
        if len(same) < 2:
            continue
        names = " and ".join(_name(fact) for fact in same[:2])
        owners = {owner.get(slide_id_of(Path(fact.path))) for fact in same} - {None}
        if len(owners) > 1:
            notes.blocking(
                f"{names} are the same file and stand under {len(owners)} patients",
                "slides",
                "Find out whose it is, and remove the other copy.",
            )
        else:
            notes.advisory(
                f"{names} are the same file", "slides", "Remove one: its tissue counts twice."
            )


def _name(fact: ScannedSlide) -> str:
    return Path(fact.path).name


def _judge_sites(
    patients: Sequence[Patient], by_slide: Mapping[str, ScannedSlide], notes: Notes
) -> None:
    """Find sites or scanners that go with the outcome: a model may learn them instead."""
    columns = {name for patient in patients for name in patient.extra}
    groupings: dict[str, list[str]] = {
        name: [patient.extra.get(name, "") for patient in patients]
        for name in sorted(columns)
        if any(word in name.casefold() for word in _SITE_WORDS)
    }
    sites = [_TCGA_SITE.match(patient.patient_id) for patient in patients]
    if patients and all(sites):
        groupings["tissue source site of the barcode"] = [
            found[1].upper() for found in sites if found is not None
        ]
    if by_slide:
        groupings["scanner"] = [
            fact.scanner if (fact := by_slide.get(p.slide_ids[0])) is not None else ""
            for p in patients
        ]
    for name, labels in groupings.items():
        if told := confounded(patients, labels):
            notes.advisory(
                f"{name}: {told}",
                "patients",
                "A model may learn the place instead of the disease. Compare within one place.",
            )


def confounded(patients: Sequence[Patient], labels: Sequence[str]) -> str:
    """Say how survival differs between places beyond chance (log-rank); empty if it does not.

    Places with few patients are not compared.
    """
    from steph_desktop.survival.estimators import log_rank

    counts = Counter(label for label in labels if label)
    places = [place for place, count in counts.items() if count >= _LEAST_PER_SITE]
    if len(places) < 2:
        return ""
    groups = []
    shares: dict[str, float] = {}
    for place in places:
        mine = [p for p, label in zip(patients, labels, strict=True) if label == place]
        events = np.array([p.event for p in mine])
        groups.append((np.array([p.time_days for p in mine]), events))
        shares[place] = float(events.mean())
    try:
        test = log_rank(groups)
    except StephError:
        return ""
    if not test.p_value < _RARE:
        return ""
    low, high = min(shares, key=shares.__getitem__), max(shares, key=shares.__getitem__)
    said = "p < 0.001" if test.p_value < 0.001 else f"p = {test.p_value:.3f}"
    return (
        f"survival differs between its {test.n_groups} groups (log-rank {said}); the event was "
        f"seen in {shares[high]:.0%} of {high} and in {shares[low]:.0%} of {low}"
    )

"""Eligibility: which cancers, patients and slides of a cohort can take part in a training.

A cancer whose tables cannot be trusted, or a slide whose features cannot be used, is left out by
name and counted; the others take part. Reasons name cancers, files, rows and columns, not patients.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from statistics import median

from steph_desktop.cohort.audit import MIN_EVENTS, common_features, features_misfit, judge_labels
from steph_desktop.cohort.bag_cache import BagCache
from steph_desktop.cohort.cohort_folder import CancerCohort, cancer_folders, load_cohort
from steph_desktop.cohort.cohort_tables import Patient, read_labels
from steph_desktop.cohort.findings import Notes, judge_regions
from steph_desktop.core.codec import from_json, read_json, to_json
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import sha256_of_json, write_json
from steph_desktop.core.job_control import UNWATCHED, JobControl, Phase
from steph_desktop.features.bag import read_bag
from steph_desktop.model.card import FeatureContract

_MISSING = "the features are missing"


@dataclass(frozen=True)
class LeftOut:
    """Something that did not take part, and why."""

    what: str  # ``cancer``, ``slides``, ``patients``, ``source`` or ``cell``
    cancer: str
    reason: str  # one clause
    count: int = 1  # how many of them
    fold: int | None = None  # of a cell, as the following
    method: str | None = None
    seed: int | None = None


@dataclass(frozen=True)
class FeatureKind:
    """What made the features of a cohort; empty or 0 where the files do not say."""

    feature_dim: int
    encoder: str = ""
    encoder_sha256: str = ""
    patch_px: int = 0
    target_mpp: float = 0.0


@dataclass(frozen=True)
class Eligibility:
    """The usable part of a cohort."""

    # Usable cancers by name, with usable patients and slides only.
    cancers: Mapping[str, CancerCohort]
    kind: FeatureKind  # of all features
    # SHA-256 per cancer over everything but the pixels of the features: tables, splits, sizes.
    fingerprints: Mapping[str, str]
    left_out: tuple[LeftOut, ...]  # what was left out
    warnings: tuple[str, ...]  # what the reader should judge
    synthetic: bool = False  # whether the cohort was made by `synth`
    # What the features are, where all of them say the same.
    contract: FeatureContract = field(default_factory=FeatureContract)
    # By cancer, of how many slides a drawn region only was read.
    regions: Mapping[str, int] = field(default_factory=dict)

    def cancer(self, name: str) -> CancerCohort:
        """Return the usable part of a cancer; refuse one that has none, with the reason."""
        if name not in self.cancers:
            why = [item.reason for item in self.left_out if item.cancer == name]
            what = "The cohort has no such cancer"
            if why:
                what = f"This cancer cannot be used: {why[-1]}"
            raise StephError(what, name, f"It holds {', '.join(self.cancers)}.")
        return self.cancers[name]

    def fingerprint(self) -> str:
        """SHA-256 over all cancers."""
        return sha256_of_json([asdict(self.kind), sorted(self.fingerprints.items())])


@dataclass(frozen=True)
class _Slide:
    """A feature file at a glance; the fields are those of the memory file."""

    size: int = 0
    changed_ns: int = 0
    width: int = 0
    encoder: str = ""
    encoder_sha256: str = ""
    patch_px: int = 0
    target_mpp: float = 0.0
    fault: str = ""
    # Side of a patch on the tissue (0 if unknown), overlap, scaling, and length of the features.
    patch_um: float = 0.0
    overlap_px: int = 0
    input_scaling: str = ""
    norm: float = 0.0
    is_region: bool | None = None  # None where an earlier version did not ask


def screen_cohort(
    folder: Path,
    *,
    memory: Path | None = None,
    cache: BagCache | None = None,
    control: JobControl = UNWATCHED,
    keep: bool = True,
) -> Eligibility:
    """Read a cohort's tables and every feature file; keep what can be used.

    Parameters
    ----------
    memory : pathlib.Path, optional
        A JSON file of the feature files found whole, so that a second start need not read them
        again; a file whose size or date has changed is read again.
    cache : BagCache, optional
        Keeps the features of each file that was found whole, so that training need not decode it.
    keep : bool
        Whether `memory` is written; without it it is only read.

    Raises
    ------
    StephError
        If the folder holds no cohort, or nothing in it can be used.
    """
    left_out: list[LeftOut] = []
    loaded: list[CancerCohort] = []
    for path in cancer_folders(folder, None):
        try:
            loaded.append(load_cohort(folder, [path.name])[path.name])
        except StephError as error:
            left_out.append(LeftOut("cancer", path.name, str(error)))
    slides = _look_at_slides(loaded, folder, memory, cache, control, keep=keep)
    kind = _common_kind(slides)
    if kind is None:
        reasons = [item.reason for item in left_out] or ["no feature file could be read"]
        raise StephError(f"Nothing in this cohort can be used: {reasons[0]}", folder, None)
    cancers, fingerprints, regions, warnings = {}, {}, {}, []
    for cohort in loaded:
        usable, lost = _usable_part(cohort, slides, kind)
        left_out += lost
        if reason := _why_useless(usable):
            left_out.append(LeftOut("cancer", cohort.cancer, reason))
            continue
        cancers[cohort.cancer] = usable
        fingerprints[cohort.cancer] = _fingerprint(usable, slides)
        regions[cohort.cancer] = sum(bool(slides[path].is_region) for path in _bags(usable))
        warnings += _warnings(usable, regions[cohort.cancer])
    if not cancers:
        what = f"Nothing in this cohort can be used: {left_out[0].cancer}, {left_out[0].reason}"
        raise StephError(what, folder, "Run 'cohort check' for the whole list.")
    synthetic = (folder / "ground_truth.json").is_file()
    contract = _contract(slide for slide in slides.values() if not _misfit(slide, kind))
    told = tuple(left_out), tuple(warnings)
    return Eligibility(cancers, kind, fingerprints, *told, synthetic, contract, regions)


def _bags(cohort: CancerCohort) -> list[Path]:
    return [path for patient in cohort.patients for path in cohort.bag_paths(patient)]


def _look_at_slides(
    cohorts: Sequence[CancerCohort],
    folder: Path,
    memory: Path | None,
    cache: BagCache | None,
    control: JobControl,
    *,
    keep: bool,
) -> dict[Path, _Slide]:
    known = _recall(memory)
    paths = [path for cohort in cohorts for path in _bags(cohort)]
    found: dict[Path, _Slide] = {}
    for path in control.each(paths, Phase.READING_FEATURES):
        key = sha256_of_json(str(path.relative_to(folder)))
        found[path] = known[key] = _look_at(path, known.get(key), cache)
    if memory is not None and keep:
        write_json(memory, to_json(dict(sorted(known.items()))))
    return found


def _recall(memory: Path | None) -> dict[str, _Slide]:
    if memory is None or not memory.is_file():
        return {}
    try:
        return from_json(dict[str, _Slide], read_json(memory))
    except ValueError:
        return {}  # it only saves time: what it lacks is read again


def _look_at(path: Path, known: _Slide | None, cache: BagCache | None) -> _Slide:
    if not path.is_file():
        return _Slide(fault=_MISSING)
    stat = path.stat()
    is_same = known is not None and (known.size, known.changed_ns) == (
        stat.st_size, stat.st_mtime_ns
    )  # fmt: skip
    if known is not None and is_same and (known.is_region is not None or known.fault):
        return known
    try:
        bag = read_bag(path)
    except StephError as error:
        clause = error.what[:1].lower() + error.what[1:].rstrip(".")
        return _Slide(stat.st_size, stat.st_mtime_ns, fault=clause)
    if cache is not None:
        cache.keep(path, bag.features)
    meta = bag.meta
    return _Slide(
        stat.st_size,
        stat.st_mtime_ns,
        bag.feature_dim,
        meta.encoder,
        meta.encoder_sha256,
        meta.patch_px,
        meta.target_mpp or 0.0,
        patch_um=meta.patch_um or 0.0,
        overlap_px=meta.overlap_px,
        input_scaling=meta.input_scaling,
        norm=bag.norm,
        is_region=bag.region is not None,
    )


def _common_kind(slides: Mapping[Path, _Slide]) -> FeatureKind | None:
    """Width and encoder of most slides; None if none can be read."""
    good = [slide for slide in slides.values() if not slide.fault]
    if not good:
        return None
    width, encoder = common_features((slide.width, slide.encoder) for slide in good)
    if not encoder:
        return FeatureKind(width)
    first = next(slide for slide in good if (slide.width, slide.encoder) == (width, encoder))
    return FeatureKind(width, encoder, first.encoder_sha256, first.patch_px, first.target_mpp)


def _contract(slides: Iterable[_Slide]) -> FeatureContract:
    """Return what all usable slides say alike of their features; unknown where they differ."""
    good = list(slides)
    sides, norms = [s.patch_um for s in good], [s.norm for s in good]
    known = bool(good) and min(sides) > 0 and max(sides) <= 1.1 * min(sides)
    overlaps, scalings = {s.overlap_px for s in good}, {s.input_scaling for s in good}
    return FeatureContract(
        patch_um=median(sides) if known else None,
        overlap_px=overlaps.pop() if known and len(overlaps) == 1 else None,
        input_scaling=scalings.pop() if len(scalings) == 1 else "",
        norm=median(norms) if good and min(norms) > 0 else None,
    )


def _misfit(slide: _Slide, kind: FeatureKind) -> str:
    """Why a slide cannot be used beside the others; empty if it can."""
    common = (kind.feature_dim, kind.encoder)
    return slide.fault or features_misfit((slide.width, slide.encoder), common)


def _usable_part(
    cohort: CancerCohort, slides: Mapping[Path, _Slide], kind: FeatureKind
) -> tuple[CancerCohort, list[LeftOut]]:
    """Keep patients with a usable slide, and of their slides the usable ones."""
    reasons: Counter[str] = Counter()
    kept: list[Patient] = []
    for patient in cohort.patients:
        good = []
        for slide_id in patient.slide_ids:
            if reason := _misfit(slides[cohort.bag_path(slide_id)], kind):
                reasons[reason] += 1
            else:
                good.append(slide_id)
        if good:
            kept.append(replace(patient, slide_ids=tuple(good)))
    ids = {patient.patient_id for patient in kept}

    def left(names: Sequence[str]) -> tuple[str, ...]:
        return tuple(name for name in names if name in ids)

    splits = tuple(
        replace(split, train=left(split.train), test=left(split.test), val=left(split.val))
        for split in cohort.splits
    )
    lost = [LeftOut("slides", cohort.cancer, reason, n) for reason, n in sorted(reasons.items())]
    if gone := len(cohort.patients) - len(kept):
        lost.append(LeftOut("patients", cohort.cancer, "no slide with usable features", gone))
    return replace(cohort, patients=tuple(kept), splits=splits), lost


def _why_useless(cohort: CancerCohort) -> str:
    if len(cohort.patients) < 2:
        return f"{len(cohort.patients)} patients with usable features: at least 2 are needed"
    if not cohort.n_events:
        return "all patients are censored: there is nothing to learn from"
    return ""


def why_unfit_to_train(patients: Sequence[Patient]) -> str:
    """Why a training part cannot be trained on; empty if it can."""
    events = sum(patient.event for patient in patients)
    if len(patients) < 2:
        return f"{len(patients)} training patients: at least 2 are needed"
    if events < MIN_EVENTS:
        return f"{events} training patients had an event: at least {MIN_EVENTS} are needed"
    return ""


def why_unfit_to_test(patients: Sequence[Patient]) -> str:
    """Why a test part has no C-index worth a number; empty if it has."""
    events = sum(patient.event for patient in patients)
    if events < MIN_EVENTS:
        return f"{events} test patients had an event: at least {MIN_EVENTS} are needed"
    first = min(patient.time_days for patient in patients if patient.event)
    if not any(p.time_days > first or (p.time_days == first and not p.event) for p in patients):
        return "no two test patients can be compared"
    return ""


def _warnings(usable: CancerCohort, of_region: int) -> list[str]:
    """Return what the reader should judge about a label table and its features."""
    notes = Notes(usable.cancer)
    read_labels(usable.folder, notes)  # rows that repeat others, which count once
    judge_labels(usable, notes)
    judge_regions(of_region, len(_bags(usable)), "features", notes)
    return [f"{usable.cancer}/{f.where}: {f.what}. {f.todo}" for f in notes.findings]


def _fingerprint(cohort: CancerCohort, slides: Mapping[Path, _Slide]) -> str:
    people = [
        [p.patient_id, p.time_days, p.event, p.slide_ids, [slides[b].size for b in bags]]
        for p in cohort.patients
        for bags in [cohort.bag_paths(p)]
    ]
    splits = [[s.fold, s.train, s.test] for s in cohort.splits]
    return sha256_of_json([cohort.cancer, people, splits])

"""The cohort of a study on disk: its tables, and the features of its slides, one after the other.

A slide that cannot be read is reported and left out. What is finished stays, so that the work
resumes where it was stopped.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path

from steph_desktop.cohort.cohort_folder import stratified_folds
from steph_desktop.cohort.cohort_tables import FOLD_COLUMN, LABEL_COLUMNS, Patient, write_table
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import ensure_folder, guarded_write, write_bytes
from steph_desktop.core.job_control import JobControl, JobStep, Phase, Progress, Task, Workers
from steph_desktop.features.bag import read_bag, read_header
from steph_desktop.features.facts import is_feature_file
from steph_desktop.slide.info import slide_id_of
from steph_desktop.training.requests import CohortFeaturesRequest

_UNITS = 1000


@dataclass(frozen=True)
class SlideEvent:
    """A slide that is finished, while the others wait."""

    number: int  # place in the request
    n_patches: int  # patches in its features; 0 if it has none
    fault: str = ""  # why there are none, and what to do; empty if all is well


@dataclass(frozen=True)
class CohortFeatures:
    """The slides of a request, in its order."""

    slides: tuple[SlideEvent, ...]

    @property
    def faults(self) -> tuple[SlideEvent, ...]:
        """Slides without features."""
        return tuple(slide for slide in self.slides if slide.fault)


def extract_cohort(request: CohortFeaturesRequest, control: JobControl) -> CohortFeatures:
    """Extract the features of every slide, or take those that are there; finished ones stay.

    Raises
    ------
    StephError
        If the encoder cannot be loaded or nothing can be written.
    """
    from steph_desktop.features.encoders import load_encoder
    from steph_desktop.features.extraction import extract_features
    from steph_desktop.model.devices import resolve_device

    ensure_folder(request.out)
    if control.workers is not None:
        return CohortFeatures(tuple(_by_workers(request, control, control.workers)))
    encoder = None
    # By size: a slide ten times as large takes about ten times as long.
    sizes = (max(1, _size_of(path) >> 16) for path in request.slides)
    ends = list(accumulate(sizes, initial=0))
    total = ends[-1]
    if not all(is_feature_file(path) for path in request.slides):
        control.checkpoint(0, total, Phase.LOADING_ENCODER)
        encoder = load_encoder(request.encoder, request.weights, resolve_device(request.device))
    found: list[SlideEvent] = []
    for number, (path, n_patches, name) in enumerate(_rows_of(request)):
        step = JobStep(Phase.EXTRACTING, number + 1, len(request.slides))
        part = _of_slide(control, ends[number], ends[number + 1], total, step)
        there = encoder is not None and (request.out / feature_name(path, name)).is_file()
        try:
            if encoder is None:
                event = SlideEvent(number, _take(path, request.out, n_patches, name))
            else:
                made = extract_features(
                    path, request.out, encoder, mpp=request.mpp, name=name, control=part
                )
                event = SlideEvent(number, read_header(made).n_patches)
        except StephError as error:
            event = SlideEvent(number, 0, str(error))
        found.append(event)
        control.checkpoint(ends[number + 1], total, step, event, found=there)
    return CohortFeatures(tuple(found))


def _rows_of(request: CohortFeaturesRequest) -> Iterator[tuple[Path, int, str]]:
    """Yield each slide, its patches if they are known, and its name in the cohort."""
    known = request.n_patches or (0,) * len(request.slides)
    names = request.names or tuple(map(slide_id_of, request.slides))
    yield from zip(request.slides, known, names, strict=True)


def _of_slide(control: JobControl, start: int, stop: int, total: int, step: JobStep) -> JobControl:
    """Return the control of a slide's part, which goes on as its patches are computed.

    Reading the file and finding tissue count from 0 to all by themselves, and take little time.
    """

    def relay(progress: Progress) -> None:
        share = 0.0
        if progress.step.phase is Phase.COMPUTING_FEATURES and progress.total:
            share = min(1.0, progress.done / progress.total)
        control.checkpoint(start + round(share * (stop - start)), total, step)

    return control.part(relay)


def _size_of(path: Path) -> int:
    """Bytes of a slide; 0 where it cannot be asked, for the extraction then says why."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _by_workers(
    request: CohortFeaturesRequest, control: JobControl, workers: Workers
) -> list[SlideEvent]:
    """Let workers extract the slides, a slide each; a slide that fails is reported."""
    n, weights = len(request.slides), request.weights and request.weights.resolve()
    whole = replace(request, out=request.out.resolve(), weights=weights)
    tasks = []
    for number, (path, n_patches, name) in enumerate(_rows_of(request)):
        one = replace(whole, names=(name,), slides=(path.resolve(),), n_patches=(n_patches,))
        tasks.append(Task(_extract_one, (one,), f"slide {number + 1}"))
    found: dict[int, SlideEvent] = {}

    def waiting() -> None:
        control.checkpoint(len(found) * _UNITS, n * _UNITS, Phase.ON_CLUSTER)

    for answer in workers.answers(tasks, waiting):
        fault = answer.fault
        event = SlideEvent(0, 0, str(fault)) if fault is not None else answer.value
        event = found[answer.number] = replace(event, number=answer.number)
        step = JobStep(Phase.EXTRACTING, len(found), n)
        control.checkpoint(len(found) * _UNITS, n * _UNITS, step, event)
    return [found[number] for number in range(n)]


def _extract_one(request: CohortFeaturesRequest, control: JobControl) -> SlideEvent:
    return extract_cohort(request, control).slides[0]


def _take(path: Path, out: Path, n_patches: int, name: str) -> int:
    """Copy a feature file into the study, unless it is there already; return its patches."""
    # A damaged one is refused here and not hours later.
    n_patches = n_patches or read_bag(path).n_patches
    final = out / feature_name(path, name)
    if not (final.is_file() and final.stat().st_size == path.stat().st_size):
        try:
            data = path.read_bytes()
        except OSError as error:
            raise StephError(
                "The features cannot be read", path, "Check the file and its drive."
            ) from error
        write_bytes(final, data)
    return n_patches


def lay_cohort(folder: Path, patients: Sequence[Patient], folds: int, seed: int) -> None:
    """Write label table and folds of a cancer, in one file: a kill leaves the old or the new.

    Raises
    ------
    StephError
        If there are fewer patients than folds, or nothing can be written.
    """
    tested = {p: s.fold for s in stratified_folds(patients, folds, seed) for p in s.test}
    ensure_folder(folder)
    own = (*LABEL_COLUMNS, FOLD_COLUMN)
    columns = list(dict.fromkeys(column for patient in patients for column in patient.extra))
    kept = [f"{column}_" if column in own else column for column in columns]
    rows = [
        [p.patient_id, slide, repr(p.time_days), int(p.event), tested[p.patient_id],
         *(p.extra.get(c, "") for c in columns)]
        for p in patients
        for slide in p.slide_ids
    ]  # fmt: skip
    write_table(folder / "labels.csv", [*own, *kept], rows)
    for old in folder.glob("splits_*.csv"):  # of an earlier version; the table goes before them
        with guarded_write(old):
            old.unlink()


def fingerprint_of(patients: Sequence[Patient], folds: int) -> str:
    """SHA-256 over who takes part with what outcome: a training belongs to one of these."""
    people = [(p.patient_id, p.slide_ids, p.time_days, p.event) for p in patients]
    return hashlib.sha256(repr((folds, people)).encode()).hexdigest()


def feature_name(slide: Path, name: str) -> str:
    """Return the name of the feature file of a slide that the cohort knows by a name."""
    return f"{name}{slide.suffix if is_feature_file(slide) else '.h5'}"

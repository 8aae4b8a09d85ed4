"""Results of a comparison, read from disk and written as tables for a paper; for any thread."""

from __future__ import annotations

import math
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtGui import QImage

from steph_desktop import RESEARCH_USE
from steph_desktop.core.codec import from_json, read_json
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import atomic_path, ensure_folder
from steph_desktop.core.table_files import TABLE_FILE_SUFFIXES, write_table_file
from steph_desktop.engine.progress_words import full_name_of, name_of
from steph_desktop.survival.curves import SIGNIFICANT, interval_text
from steph_desktop.training.fold_runs import read_packs
from steph_desktop.training.training_events import BASELINE
from steph_desktop.ui.kit.plots.figure_files import FIGURE_SUFFIXES

TABLE_SUFFIXES = TABLE_FILE_SUFFIXES
_FEW_EVENTS = 20
_SEEN_UNKNOWN = "not known"  # as packs.json writes it
_PRESETS = {
    "default": "Trained by this program's default, which differs from the authors' code: not to be "
    "set beside published numbers. 'Trained by' beside the methods has the authors' code.",
    "published": "Trained as the authors' code does.",
}


@dataclass(frozen=True)
class CompareRow:
    """One method: its C-index by target, and its difference to the target-only model."""

    method: str  # as in the table
    # With its interval, one per target, then the mean over all where there are several.
    values: tuple[str, ...]
    # difference, verdict: Paired, with its 95 % interval, in words; empty until all cells are done.
    difference: str = ""
    verdict: str = ""
    seen: str = ""  # of a pack: whether it was trained on these patients, as far as known
    code: str = ""  # of a method: its name in files


@dataclass(frozen=True)
class CompareResults:
    """What a folder of results holds so far."""

    folder: Path  # the folder
    targets: tuple[str, ...]  # cancers
    rows: tuple[CompareRow, ...]  # methods, then packs
    # cells, asked: Finished and requested fits.
    cells: int
    asked: int
    is_complete: bool  # whether all is there
    figures: tuple[QImage, ...] = ()  # drawn when everything is there
    # Packs and fits that could not be compared, with the reason.
    refused: tuple[str, ...] = ()
    not_run: int = 0  # fits among them
    # What stands behind the figures: a line for each target, with folds, patients and events.
    behind: tuple[str, ...] = ()
    baseline: str = BASELINE  # what packs and methods are compared with
    sentences: tuple[str, ...] = ()  # the findings in plain words

    @property
    def has_baseline(self) -> bool:
        """Whether the model of the target alone is among the methods."""
        return any(row.code == BASELINE for row in self.rows)

    @property
    def has_packs(self) -> bool:
        return any(row.seen for row in self.rows)

    @property
    def header(self) -> tuple[str, ...]:
        last = ("Trained on these patients?",) if self.has_packs else ()
        mean = ("Mean",) if len(self.targets) > 1 else ()
        return ("Method", *self.targets, *mean, f"Against {self.baseline}", "Verdict", *last)

    def cells_of(self, row: CompareRow) -> tuple[str, ...]:
        """Return the text of a row, column by column."""
        last = (row.seen or "no",) if self.has_packs else ()
        return (row.method, *row.values, row.difference, row.verdict, *last)


@dataclass(frozen=True)
class _Score:
    """A mean C-index, as the files keep it."""

    mean: float
    std: float | None
    interval: tuple[float, float] | None = None
    # Patients and events tested; 0 where files of earlier versions do not say.
    patients: int = 0
    events: int = 0


@dataclass(frozen=True)
class _Difference:
    """A paired comparison; without numbers where it could not be made, and then says why."""

    target: str | None
    sentence: str
    method: str = ""
    baseline: str = ""
    verdict: str = ""
    difference: float | None = None
    lower: float = math.nan
    upper: float = math.nan
    # Corrected for the number of methods compared, and that number.
    p_corrected: float | None = None
    compared: int = 0

    @property
    def is_found(self) -> bool:
        """Whether its interval leaves out 0."""
        return self.difference is not None and (self.lower > 0 or self.upper < 0)


@dataclass(frozen=True)
class _Calibrated:
    words: str = ""


@dataclass(frozen=True)
class _Measured:
    calibration: tuple[_Calibrated, ...] = ()


@dataclass(frozen=True)
class _Method:
    mean: float
    std: float | None
    targets: Mapping[str, _Score]
    evaluation: _Measured = field(default_factory=_Measured)
    interval: tuple[float, float] | None = None


@dataclass(frozen=True)
class _Skipped:
    """What did not take part, and why; a fit where a method is named."""

    cancer: str
    reason: str
    method: str | None = None
    fold: int | None = None


@dataclass(frozen=True)
class _Folds:
    """Folds of a target that were tested, from 0, and how many it has."""

    tested: tuple[int, ...] = ()
    of: int = 0


@dataclass(frozen=True)
class _ClinicalValue:
    method: str
    target: str
    sentence: str
    finding: str = ""


@dataclass(frozen=True)
class _Summary:
    complete: bool  # written in every summary: without it, this is none
    methods: Mapping[str, _Method] = field(default_factory=dict)
    comparisons: tuple[_Difference, ...] = ()
    cells: int = 0
    cells_asked_for: int = 0
    skipped: tuple[_Skipped, ...] = ()
    folds: Mapping[str, _Folds] = field(default_factory=dict)
    clinical_value: tuple[_ClinicalValue, ...] = ()
    preset: str = ""


@dataclass(frozen=True)
class _Pack:
    name: str
    seen: str
    targets: Mapping[str, _Score]
    mean: float | None
    std: float | None
    comparisons: tuple[_Difference, ...]
    seen_short: str | None = None

    @property
    def score(self) -> _Score | None:
        """Over all targets."""
        return None if self.mean is None else _Score(self.mean, self.std)


@dataclass(frozen=True)
class _Refusal:
    name: str
    why: str


@dataclass(frozen=True)
class _Packs:
    packs: tuple[_Pack, ...] = ()
    refused: tuple[_Refusal, ...] = ()


def read_results(folder: Path) -> CompareResults:
    """Read the summary of a comparison, finished or not, and its figures."""
    from steph_desktop.training.study.dynamics import results_folder

    results = results_folder(folder)
    stored = read_packs(results)
    path = results / "summary.json"
    try:
        packs = _Packs() if stored is None else from_json(_Packs, stored, "packs", extra=True)
        if stored is not None and not path.exists():
            # Packs alone were tested: without a method there is no fit, and no summary.
            summary = _Summary(complete=True)
        else:
            value = read_json(path)
            summary = from_json(_Summary, value, "the summary", extra=True)
    except FileNotFoundError as error:
        what = "This folder holds no results of a comparison"
        raise StephError(what, folder, "Choose the folder of a comparison.") from error
    except (OSError, ValueError) as error:
        raise StephError(
            "These results cannot be read", path, "Run the comparison again."
        ) from error
    found = _results(folder, summary, packs)
    if not found.is_complete:
        return found
    pictures = (QImage(str(file)) for file in sorted((results / "figures").glob("*.png")))
    # A damaged figure is left out: the table says the same.
    figures = tuple(picture for picture in pictures if not picture.isNull())
    return replace(found, figures=figures)


def _results(folder: Path, summary: _Summary, packs: _Packs) -> CompareResults:
    entries: list[_Method | _Pack] = [*summary.methods.values(), *packs.packs]
    targets = sorted({target for entry in entries for target in entry.targets})
    rows = [_row(name, summary, targets) for name in summary.methods]
    rows += [_pack_row(pack, targets) for pack in packs.packs]
    baselines = [item.baseline for p in packs.packs for item in p.comparisons if item.baseline]
    return CompareResults(
        folder,
        tuple(targets),
        tuple(rows),
        summary.cells,
        summary.cells_asked_for,
        summary.complete,
        refused=(*(f"{item.name}: {item.why}." for item in packs.refused), *_not_run(summary)),
        not_run=sum(item.method is not None for item in summary.skipped),
        behind=_behind(summary),
        sentences=_sentences(summary, packs),
        baseline=BASELINE if summary.methods or not baselines else baselines[0],
    )


def _not_run(summary: _Summary) -> tuple[str, ...]:
    """Say which fits could not be run and why, folds that share a reason in one line."""
    folds: dict[tuple[str, str, str], list[int]] = {}
    for item in summary.skipped:
        if item.method is not None and item.fold is not None:
            key = (item.method, item.cancer, item.reason.rstrip("."))
            folds.setdefault(key, []).append(item.fold)
    return tuple(
        f"{full_name_of(method)} on {cancer}, {_fold_words(found)}: {reason}."
        for (method, cancer, reason), found in folds.items()
    )


def _fold_words(folds: Sequence[int]) -> str:
    """Name folds as a person counts them, from 1."""
    *others, last = (str(fold + 1) for fold in sorted(set(folds)))
    return f"folds {', '.join(others)} and {last}" if others else f"fold {last}"


def _behind(summary: _Summary) -> tuple[str, ...]:
    """Say what stands behind the figures of each target, by the method that was tested most."""
    lines = []
    for target, folds in summary.folds.items():
        most = _most_tested(summary, target)
        few = "; the intervals are what counts here" if most.events < _FEW_EVENTS else ""
        lines.append(
            f"{target}: {most.patients} patients, {most.events} events; "
            f"{_fold_words(folds.tested)} of {folds.of}{few}."
        )
    return tuple(lines)


def _most_tested(summary: _Summary, target: str) -> _Score:
    """Return the score of the method that was tested on most patients of a target."""
    scores = [m.targets[target] for m in summary.methods.values() if target in m.targets]
    # Of this score its patients and events alone are read; without a method there are none.
    return max(scores, key=lambda score: score.patients, default=_Score(0.5, None))


def _sentences(summary: _Summary, packs: _Packs) -> tuple[str, ...]:
    """Return the findings over all targets in plain words."""
    items = [*summary.comparisons, *(item for pack in packs.packs for item in pack.comparisons)]
    wide = [item for item in items if item.target is None]
    seen = [f"{pack.name}: {pack.seen}." for pack in packs.packs]
    calibrated = [
        " ".join(
            [f"{name_of(name)}, calibration at {found[0]}.", *(f"At {one}." for one in found[1:])]
        )
        for name, method in summary.methods.items()
        if (found := [one.words for one in method.evaluation.calibration if one.words])
    ]
    added = [
        f"{c.target}: {name_of(c.method)} {c.finding or f'was not judged: {c.sentence}'}"
        for c in summary.clinical_value
    ]
    preset = (_PRESETS[summary.preset],) if summary.preset in _PRESETS else ()
    # With one target there is no comparison over all: its own is the finding.
    told = [_told(item) for item in (wide or items)]
    return (*told, *added, *calibrated, *seen, *preset)


def _told(item: _Difference) -> str:
    """Say a comparison with plain names, and whether it outlives the correction."""
    sentence = item.sentence.rstrip(".")
    for name in filter(None, (item.method, item.baseline)):
        # The whole name ends there: that of another method may begin with it.
        for stop in ",;":
            sentence = sentence.replace(f"with {name}{stop}", f"with “{name_of(name)}”{stop}")
    return f"{sentence}{_uncorrected(item)}."


def _uncorrected(item: _Difference) -> str:
    """Say of a difference that it does not outlive the correction; empty where nothing is found."""
    if item.is_found and item.p_corrected is not None and item.p_corrected >= SIGNIFICANT:
        return f"; not after correction for {item.compared} comparisons"
    return ""


def _row(name: str, summary: _Summary, targets: Sequence[str]) -> CompareRow:
    method = summary.methods[name]
    values = [_value(method.targets.get(t), _most_tested(summary, t).patients) for t in targets]
    if len(targets) > 1:
        values.append(_value(_Score(method.mean, method.std, method.interval)))
    mine = [item for item in summary.comparisons if item.method == name]
    found = _words_of(_whole(mine, targets))
    return CompareRow(full_name_of(name), tuple(values), *found, code=name)


def _pack_row(pack: _Pack, targets: Sequence[str]) -> CompareRow:
    values = [_value(pack.targets.get(target)) for target in targets]
    if len(targets) > 1:
        values.append(_value(pack.score))
    whole = _whole(pack.comparisons, targets)
    difference, verdict = _words_of(whole)
    if pack.seen_short == _SEEN_UNKNOWN and whole is not None and whole.is_found:
        verdict = f"{verdict}, if not trained on them"
    seen = pack.seen if pack.seen_short is None else pack.seen_short
    return CompareRow(f"{pack.name} (model)", tuple(values), difference, verdict, seen)


def _whole(mine: Sequence[_Difference], targets: Sequence[str]) -> _Difference | None:
    """Return the comparison over all targets: it names none where there are several."""
    wanted = None if len(targets) > 1 else targets[0] if targets else None
    return next((item for item in mine if item.target == wanted), mine[-1] if mine else None)


def _words_of(whole: _Difference | None) -> tuple[str, str]:
    """Return a difference with its interval, and the verdict."""
    if whole is None or whole.difference is None:
        return "", whole.sentence if whole else ""
    difference = interval_text(whole.difference, whole.lower, whole.upper, "+.3f")
    return difference, whole.verdict + _uncorrected(whole)


def _value(score: _Score | None, most: int = 0) -> str:
    """Write a C-index with its interval; with its patients, where others were tested on more."""
    if score is None:
        return "–"
    fewer = f", {score.patients} patients" if 0 < score.patients < most else ""
    if score.interval is not None:
        return interval_text(score.mean, *score.interval, ".3f") + fewer
    return f"{score.mean:.3f}" + ("" if score.std is None else f" ± {score.std:.3f}") + fewer


def write_results_table(out: Path, results: CompareResults) -> Path:
    """Write the table as CSV, Markdown, LaTeX or HTML; the form follows the name."""
    lines = [list(results.cells_of(row)) for row in results.rows]
    return write_table_file(out, results.header, lines, RESEARCH_USE)


def copy_figures(results: CompareResults, out: Path) -> Path:
    """Copy the figures (PNG, SVG and PDF, each with its research line) into a folder."""
    ensure_folder(out)
    for file in sorted((results.folder / "figures").iterdir()):
        if file.suffix in FIGURE_SUFFIXES:
            with atomic_path(out / file.name) as temporary:
                shutil.copyfile(file, temporary)
    return out

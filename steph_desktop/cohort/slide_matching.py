"""Matching of slides to patients: names of files compared with names of patients by one rule.

The wizard shows a rule with what it finds before anything is kept, and lists what fits nobody.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from steph_desktop.cohort.cohort_tables import Patient
from steph_desktop.cohort.findings import AuditFinding, Notes, blocking_of
from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobControl, Phase
from steph_desktop.features.facts import FEATURE_SUFFIXES
from steph_desktop.slide.dicom import one_per_slide
from steph_desktop.slide.reader import SLIDE_SUFFIXES, slide_id_of

_TCGA = re.compile(r"TCGA-[A-Z0-9]{2}-[A-Z0-9]{4}", re.IGNORECASE)
_TCGA_LENGTH = 12
_LONGEST_PATTERN = 200
_MOST_FILES = 100_000


class RuleKind(Enum):
    """How the name of a file is compared with the names of patients."""

    EXACT = "exact"
    PREFIX = "prefix"
    TCGA = "tcga"
    PATTERN = "pattern"
    COLUMN = "column"


@dataclass(frozen=True)
class MatchRule:
    """A rule, with the regular expression of a pattern.

    The patient's name is the first group of the pattern, or all that it matches.
    """

    kind: RuleKind = RuleKind.EXACT
    pattern: str = ""

    def checked(self) -> MatchRule:
        """Return the rule; a pattern that is not a regular expression raises a `StephError`."""
        if self.kind is not RuleKind.PATTERN:
            return self
        try:
            if not self.pattern or len(self.pattern) > _LONGEST_PATTERN:
                raise re.error("empty or too long")
            re.compile(self.pattern)
        except re.error as error:
            raise StephError(
                f"This is not a pattern of names ({error})",
                self.pattern[:40] or None,
                r"Write one such as ^(P\d+)_ with the patient's name in brackets.",
            ) from error
        return self


@dataclass(frozen=True)
class Match:
    """What a rule found."""

    # Files by patient, in the order of patients and then of files; nobody without a file.
    slides: Mapping[str, tuple[Path, ...]]
    # files_left, patients_left: Files that fit no patient, and patients without a file.
    files_left: tuple[Path, ...] = ()
    patients_left: tuple[str, ...] = ()
    # Blocking where a file fits several patients, or two files have one name.
    findings: tuple[AuditFinding, ...] = ()

    @property
    def n_files(self) -> int:
        """Files that belong to a patient."""
        return sum(map(len, self.slides.values()))

    @property
    def blocking(self) -> tuple[AuditFinding, ...]:
        """Findings that must be corrected first."""
        return blocking_of(self.findings)


def find_files(
    folder: Path, suffixes: Iterable[str] = SLIDE_SUFFIXES, control: JobControl | None = None
) -> tuple[Path, ...]:
    """Return the slides (or feature files) in a folder and the folders below it, by path.

    Raises
    ------
    StephError
        If there is no such folder, it cannot be read, or it holds none.
    """
    wanted = frozenset(suffixes)
    control = control or JobControl()
    if not folder.is_dir():
        raise StephError("There is no such folder", folder, "Choose the folder of the slides.")
    found: list[Path] = []
    try:
        for number, path in enumerate(folder.rglob("*")):
            if number % 500 == 0:
                control.checkpoint(0, 0, Phase.FINDING_SLIDES)
            if path.suffix.lower() in wanted and path.is_file() and not _is_hidden(path, folder):
                found.append(path)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StephError(f"The folder cannot be read ({reason})", folder, "Check it.") from error
    if not found:
        kinds = "feature files" if wanted <= FEATURE_SUFFIXES else "slides"
        raise StephError(f"No {kinds} were found here", folder, "Choose another folder.")
    if len(found) > _MOST_FILES:
        raise StephError(f"{len(found)} files are in here", folder, "Choose a smaller folder.")
    return one_per_slide(sorted(found))


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def match_files(patients: Sequence[Patient], files: Sequence[Path], rule: MatchRule) -> Match:
    """Give each file to the patient it belongs to.

    Parameters
    ----------
    patients : sequence of Patient
        Of the clinical table; their `slide_ids` are those of the slide column.
    files : sequence of pathlib.Path
        Slides or feature files.
    rule : MatchRule
        How names are compared.

    Raises
    ------
    StephError
        If the rule's pattern is not a regular expression.
    """
    owners = _Owners(patients, rule.checked())
    found: dict[str, list[Path]] = {patient.patient_id: [] for patient in patients}
    left: list[Path] = []
    several: list[Path] = []
    for file in files:
        whose = owners.of(slide_id_of(file))
        if len(whose) > 1:
            several.append(file)
        elif whose:
            found[whose[0]].append(file)
        else:
            left.append(file)
    slides = {pid: tuple(paths) for pid, paths in found.items() if paths}
    without = tuple(pid for pid, paths in found.items() if not paths)
    return Match(slides, tuple(left), without, _judge(files, several, slides))


def _judge(
    files: Sequence[Path], several: Sequence[Path], slides: Mapping[str, object]
) -> tuple[AuditFinding, ...]:
    notes = Notes()
    if not slides:
        notes.blocking(
            "No slide fits any patient", "slides", "Choose another rule or another folder."
        )
    # A cohort knows a slide by its name alone: two files of one name would be one slide.
    counts = Counter(_fold(slide_id_of(file)) for file in files)
    twice = sorted({file.name for file in files if counts[_fold(slide_id_of(file))] > 1})
    if twice:
        more = f" and {len(twice) - 1} more names are" if len(twice) > 1 else " is"
        notes.blocking(
            f"{twice[0]}{more} in several folders", "slides", "Keep one of each, or rename them."
        )
    if several:
        more = f" and {len(several) - 1} more" if len(several) > 1 else ""
        notes.blocking(
            f"{several[0].name}{more} would belong to several patients",
            "slides",
            "Choose a stricter rule, or correct the slide column.",
        )
    return tuple(notes.findings)


def guess_rule(patients: Sequence[Patient], files: Sequence[Path]) -> MatchRule:
    """Return the rule that finds the most slides; of equals the strictest."""
    rules = [MatchRule(RuleKind.EXACT), MatchRule(RuleKind.PREFIX)]
    if any(patient.slide_ids for patient in patients):
        rules.insert(0, MatchRule(RuleKind.COLUMN))
    if any(_TCGA.match(file.name) for file in files):
        rules.append(MatchRule(RuleKind.TCGA))
    counts = [match_files(patients, files, rule).n_files for rule in rules]
    return rules[counts.index(max(counts))]


def matched_patients(patients: Sequence[Patient], match: Match) -> tuple[Patient, ...]:
    """Return the patients who have files, with these as their slides."""
    return tuple(
        replace(patient, slide_ids=tuple(slide_id_of(path) for path in paths))
        for patient in patients
        if (paths := match.slides.get(patient.patient_id))
    )


class _Owners:
    """Looks patients up by the name of a file."""

    def __init__(self, patients: Sequence[Patient], rule: MatchRule) -> None:
        self._kind = rule.kind
        self._pattern = re.compile(rule.pattern) if rule.kind is RuleKind.PATTERN else None
        self._by_key: dict[str, dict[str, None]] = {}
        for patient in patients:
            for key in self._keys(patient):
                self._by_key.setdefault(key, {})[patient.patient_id] = None

    def _keys(self, patient: Patient) -> Iterable[str]:
        if self._kind is RuleKind.COLUMN:
            return {_slide_key(name) for name in patient.slide_ids}
        name = patient.patient_id
        return {_fold(name[:_TCGA_LENGTH] if self._kind is RuleKind.TCGA else name)}

    def of(self, slide_id: str) -> tuple[str, ...]:
        if self._kind is RuleKind.COLUMN or self._kind is RuleKind.EXACT:
            return self._at(_fold(slide_id))
        if self._kind is RuleKind.TCGA:
            return self._at(_fold(slide_id[:_TCGA_LENGTH])) if _TCGA.match(slide_id) else ()
        if self._pattern is not None:
            found = self._pattern.search(slide_id)
            if found is None:
                return ()
            name = found[1] if self._pattern.groups else found[0]
            return self._at(_fold(name or ""))
        # The longest patient's name that ends where a part of the file's name does.
        for end in range(len(slide_id), 0, -1):
            if end < len(slide_id) and slide_id[end].isalnum() and slide_id[end - 1].isalnum():
                continue
            whose = self._at(_fold(slide_id[:end]))
            if whose:
                return whose
        return ()

    def _at(self, key: str) -> tuple[str, ...]:
        return tuple(self._by_key.get(key, ()))


def _fold(name: str) -> str:
    return name.strip().casefold()


def _slide_key(name: str) -> str:
    """Return a slide's name as a table gives it, with or without its suffix and folders."""
    last = re.split(r"[/\\]", name.strip())[-1]
    known = Path(last).suffix.lower() in SLIDE_SUFFIXES | FEATURE_SUFFIXES
    return _fold(slide_id_of(Path(last)) if known else last)

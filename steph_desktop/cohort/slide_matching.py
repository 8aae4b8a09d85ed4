"""Matching of slides to patients: names of files compared with names of patients by one rule.

The wizard shows a rule with what it finds before anything is kept, and lists what fits nobody.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import Annotated

from steph_desktop.cohort.cohort_tables import Patient
from steph_desktop.cohort.findings import AuditFinding, Notes, blocking_of
from steph_desktop.core.codec import Key
from steph_desktop.core.errors import StephError, count_of
from steph_desktop.core.files import guarded_read
from steph_desktop.core.job_control import UNWATCHED, JobControl, Phase
from steph_desktop.core.zarr_folders import ZARR_SUFFIX, files_below, is_file_or_zarr
from steph_desktop.features.facts import FEATURE_SUFFIXES
from steph_desktop.slide.dicom import one_per_slide
from steph_desktop.slide.info import SLIDE_SUFFIXES, distinct_ids, slide_id_of

_TCGA = re.compile(r"TCGA-[A-Z0-9]{2}-[A-Z0-9]{4}", re.IGNORECASE)
_TCGA_LENGTH = 12  # TCGA-XX-XXXX names the patient; what follows, the sample
# Sample type, and what the slide shows: TCGA-A1-A0SB-01Z-00-DX1, -11A-01-TS1.
_TCGA_SAMPLE = re.compile(
    r"TCGA-[A-Z0-9]{2}-[A-Z0-9]{4}-(\d\d)[A-Z]?(?:-\d\d[A-Z]?)?(?:-(DX|TS|BS|MS))?", re.IGNORECASE
)
_LONGEST_PATTERN = 200
_MOST_FILES = 100_000


class RuleKind(Enum):
    """How the name of a file is compared with the names of patients."""

    EXACT = "exact"
    PREFIX = "prefix"
    TCGA = "tcga"
    PATTERN = "pattern"
    COLUMN = "column"


class SampleKind(Enum):
    """What a slide shows, where that is not the tumour as it was first removed."""

    NORMAL = "normal"
    METASTASIS = "metastasis"
    RECURRENCE = "recurrence"
    FROZEN = "frozen"

    @property
    def words(self) -> str:
        """Slides of this kind, in words."""
        return _KIND_WORDS[self]


_KIND_WORDS = {
    SampleKind.NORMAL: "of normal tissue",
    SampleKind.METASTASIS: "of a metastasis",
    SampleKind.RECURRENCE: "of a recurrence",
    SampleKind.FROZEN: "of frozen tissue",
}
_QUESTIONS = (SampleKind.METASTASIS, SampleKind.RECURRENCE)  # tumour as well, at another place
_TCGA_KINDS = {
    **dict.fromkeys(("10", "11", "12", "13", "14", "15", "16", "20"), SampleKind.NORMAL),
    **dict.fromkeys(("06", "07"), SampleKind.METASTASIS),
    **dict.fromkeys(("02", "04", "40"), SampleKind.RECURRENCE),
}
# Whole words in the names of other laboratories; shorter ones (NT, FS, met) mean too many things.
_NAMED_KINDS = {
    word: kind
    for kind, words in (
        (SampleKind.NORMAL, "normal normals normaltissue normalgewebe benign healthy gesund"),
        (SampleKind.METASTASIS, "metastasis metastases metastatic metastase metastasen"),
        (SampleKind.RECURRENCE, "recurrence recurrent rezidiv recidive relapse"),
        (SampleKind.FROZEN, "frozen cryo kryo schnellschnitt gefrierschnitt"),
    )
    for word in words.split()
}


def sample_kind(slide_id: str, patient_id: str = "") -> SampleKind | None:
    """Return what a slide shows by its name; None for the tumour, or if the name says nothing.

    The name of its patient, which may stand in the slide's, says nothing of the slide.
    """
    if found := _TCGA_SAMPLE.match(slide_id):
        kind = _TCGA_KINDS.get(found[1])
        return kind or (SampleKind.FROZEN if (found[2] or "DX").upper() != "DX" else None)
    rest = slide_id.casefold().replace(patient_id.casefold(), " ") if patient_id else slide_id
    words = re.split(r"[\W_\d]+", rest.casefold())
    return next((_NAMED_KINDS[word] for word in words if word in _NAMED_KINDS), None)


@dataclass(frozen=True)
class MatchRule:
    """A rule, with the regular expression of a pattern.

    The patient's name is the first group of the pattern, or all that it matches.
    """

    kind: RuleKind = RuleKind.EXACT
    pattern: str = ""
    # take, leave: Kinds of samples that are used, and that are left out, whatever the program would
    # do; without, words in the names of slides that are left out.
    take: Annotated[tuple[SampleKind, ...], Key(omit=True)] = ()
    leave: Annotated[tuple[SampleKind, ...], Key(omit=True)] = ()
    without: Annotated[tuple[str, ...], Key(omit=True)] = ()

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
    files_left: tuple[Path, ...] = ()  # that fit no patient
    patients_left: tuple[str, ...] = ()  # without a file
    # Blocking where a file fits several patients, or samples of some kind must be asked about.
    findings: tuple[AuditFinding, ...] = ()
    kinds: Mapping[SampleKind, int] = field(default_factory=dict)  # files of each kind of sample
    asked: tuple[SampleKind, ...] = ()  # kinds of which it must be said whether they are used
    left_out: tuple[Path, ...] = ()  # files of a patient that are not used: samples of such kinds

    @cached_property
    def names(self) -> Mapping[Path, str]:
        """Name of each used file in the cohort: two of one stem are told apart."""
        files = [path for paths in self.slides.values() for path in paths]
        return dict(zip(files, distinct_ids(files), strict=True))

    @property
    def n_files(self) -> int:
        """Files that belong to a patient."""
        return sum(map(len, self.slides.values()))

    @property
    def blocking(self) -> tuple[AuditFinding, ...]:
        """Findings that must be corrected first."""
        return blocking_of(self.findings)


def find_files(
    folder: Path, suffixes: Iterable[str] = SLIDE_SUFFIXES, control: JobControl = UNWATCHED
) -> tuple[Path, ...]:
    """Return the slides (or feature files) in a folder and the folders below it, by path."""
    wanted = frozenset(suffixes)
    if not folder.is_dir():
        raise StephError("There is no such folder", folder, "Choose the folder of the slides.")
    found: list[Path] = []
    with guarded_read(folder, "The folder cannot be read", "Check it."):
        for number, path in enumerate(files_below(folder)):
            if number % 500 == 0:
                control.checkpoint(0, 0, Phase.FINDING_SLIDES)
            is_hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
            if is_hidden or not is_file_or_zarr(path):
                continue
            # A Zarr folder is a slide whatever it is called.
            if path.suffix.lower() in wanted or (ZARR_SUFFIX in wanted and path.is_dir()):
                found.append(path)
    if not found:
        kinds = "feature files" if wanted <= FEATURE_SUFFIXES else "slides"
        raise StephError(f"No {kinds} were found here", folder, "Choose another folder.")
    if len(found) > _MOST_FILES:
        raise StephError(f"{len(found)} files are in here", folder, "Choose a smaller folder.")
    return one_per_slide(sorted(found))


def match_files(patients: Sequence[Patient], files: Sequence[Path], rule: MatchRule) -> Match:
    """Give each slide or feature file to the patient it belongs to, by the rule."""
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
    samples = _Samples(rule, found)
    slides = {pid: paths for pid in found if (paths := samples.kept(pid))}
    without = tuple(pid for pid in found if pid not in slides)
    notes = Notes()
    if not samples.n_files:
        what = "No slide fits any patient"
        notes.blocking(what, "slides", "Choose another rule or another folder.")
    _judge([path for paths in slides.values() for path in paths], several, notes)
    samples.judge(notes)
    if owners.n_loose:
        notes.advisory(
            f"{count_of(owners.n_loose, 'slide')} and patients differ in leading zeros "
            "(00001 and 1), as spreadsheets take them away",
            "slides",
            "They are taken as the same. Check that they are.",
        )
    return Match(
        slides, tuple(left), without, tuple(notes.findings), samples.counts, samples.asked,
        samples.left_out,
    )  # fmt: skip


class _Samples:
    """Sets slides apart that do not show the tumour as it was first removed."""

    def __init__(self, rule: MatchRule, found: Mapping[str, Sequence[Path]]) -> None:
        self.n_files = sum(map(len, found.values()))
        self._rule, self._found = rule, found
        self._kinds = {
            path: sample_kind(slide_id_of(path), pid)
            for pid, paths in found.items()
            for path in paths
        }
        self.counts = Counter(kind for kind in self._kinds.values() if kind is not None)
        self._named = {
            path
            for path in self._kinds
            if any(word.casefold() in path.stem.casefold() for word in rule.without if word)
        }
        self.asked = tuple(kind for kind in self.counts if self._must_ask(kind))

    def _uses(self, path: Path) -> bool:
        kind = self._kinds[path]
        return path not in self._named and (kind is None or kind in self._rule.take)

    def kept(self, patient_id: str) -> tuple[Path, ...]:
        """Return the slides of a patient that are used."""
        return tuple(path for path in self._found[patient_id] if self._uses(path))

    @property
    def left_out(self) -> tuple[Path, ...]:
        """The slides of patients that are not used."""
        return tuple(path for path in self._kinds if not self._uses(path))

    def _lost(self, kind: SampleKind) -> int:
        """Return how many patients have slides of this kind, and none that is used."""
        return sum(
            not self.kept(pid) and any(self._kinds[path] is kind for path in paths)
            for pid, paths in self._found.items()
        )

    def _must_ask(self, kind: SampleKind) -> bool:
        if kind in self._rule.take or kind in self._rule.leave or kind is SampleKind.NORMAL:
            return False
        nothing = not any(map(self._uses, self._kinds))
        return nothing or (kind in _QUESTIONS and self._lost(kind) > 0)

    def judge(self, notes: Notes) -> None:
        """Say what is left out, and ask where patients would be lost by it."""
        for kind, count in self.counts.items():
            slides, option = f"{count_of(count, 'slide')} {kind.words}", kind.value
            if kind in self.asked:
                notes.blocking(
                    f"{slides}: are they to be used? {count_of(self._lost(kind), 'patient')} "
                    "would be lost without them",
                    "slides",
                    f"Choose it beside the slides, or state --take-samples {option} or "
                    f"--leave-samples {option}.",
                )
            elif kind in self._rule.take:
                notes.advisory(f"{slides}: used, as you chose", "slides", "")
            else:
                why = "left out, by their names"
                if kind in self._rule.leave:
                    why = "left out, as you chose"
                elif kind in _QUESTIONS:
                    why = "are they to be used? They are left out so far; no patient is lost by it"
                notes.advisory(
                    f"{slides}: {why}",
                    "slides",
                    f"To use them, choose so beside the slides, or state --take-samples {option}.",
                )
        if self._named:
            words = ", ".join(self._rule.without)
            what = f"{count_of(len(self._named), 'slide')} left out for a name with {words}"
            notes.advisory(what, "slides", "Change these words if that is wrong.")


def _judge(used: Sequence[Path], several: Sequence[Path], notes: Notes) -> None:
    names = zip(used, distinct_ids(used), strict=True)
    twins = [(path, name) for path, name in names if name != slide_id_of(path)]
    if twins:
        shown = " and ".join(
            f"{path.parent.name}/{path.name} as {name}" for path, name in twins[:2]
        )
        more = f", and {len(twins) - 2} more" if len(twins) > 2 else ""
        todo = "If they are the same slide, keep one of them: its tissue counts twice."
        notes.advisory(f"Slides of one name are kept apart: {shown}{more}", "slides", todo)
    if several:
        more = f" and {len(several) - 1} more" if len(several) > 1 else ""
        what = f"{several[0].name}{more} would belong to several patients"
        notes.blocking(what, "slides", "Choose a stricter rule, or correct the slide column.")


def guess_rule(
    patients: Sequence[Patient], files: Sequence[Path], known: MatchRule | None = None
) -> MatchRule:
    """Return the rule that finds the most slides; of equals the strictest.

    What `known` says of samples is kept.
    """
    rules = [MatchRule(RuleKind.EXACT), MatchRule(RuleKind.PREFIX)]
    if any(patient.slide_ids for patient in patients):
        rules.insert(0, MatchRule(RuleKind.COLUMN))
    if any(_TCGA.match(file.name) for file in files):
        rules.append(MatchRule(RuleKind.TCGA))
    found = [match_files(patients, files, rule) for rule in rules]
    counts = [match.n_files + len(match.left_out) for match in found]
    best = rules[counts.index(max(counts))]
    return best if known is None else replace(known, kind=best.kind, pattern="")


def matched_patients(patients: Sequence[Patient], match: Match) -> tuple[Patient, ...]:
    """Return the patients who have files, with these as their slides."""
    return tuple(
        replace(patient, slide_ids=tuple(match.names[path] for path in paths))
        for patient in patients
        if (paths := match.slides.get(patient.patient_id))
    )


class _Owners:
    """Looks patients up by the name of a file."""

    def __init__(self, patients: Sequence[Patient], rule: MatchRule) -> None:
        self._kind = rule.kind
        self._pattern = re.compile(rule.pattern) if rule.kind is RuleKind.PATTERN else None
        self._by_key: dict[str, dict[str, None]] = {}
        self._loosely: dict[str, dict[str, None]] = {}
        self.n_loose = 0  # slides that were found without their leading zeros
        for patient in patients:
            for key in self._keys(patient):
                self._by_key.setdefault(key, {})[patient.patient_id] = None
                self._loosely.setdefault(_without_zeros(key), {})[patient.patient_id] = None

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
        if key in self._by_key:
            return tuple(self._by_key[key])
        whose = tuple(self._loosely.get(_without_zeros(key), ()))
        if len(whose) != 1:  # two patients that differ in zeros alone are two
            return ()
        self.n_loose += 1
        return whose


def _fold(name: str) -> str:
    return name.strip().casefold()


def _without_zeros(key: str) -> str:
    return re.sub(r"(?<!\d)0+(?=\d)", "", key)


def _slide_key(name: str) -> str:
    """Return a slide's name as a table gives it, with or without its suffix and folders."""
    last = re.split(r"[/\\]", name.strip())[-1]
    known = Path(last).suffix.lower() in SLIDE_SUFFIXES | FEATURE_SUFFIXES
    return _fold(slide_id_of(Path(last)) if known else last)

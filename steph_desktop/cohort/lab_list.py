"""Worklists of a laboratory, a table or FHIR R4 resources as JSON: read, and matched with slides.

Of a list are kept the accession numbers, notes and dates; who the patients are is only looked at to
find contradictions. Nothing outside the folder of the slides is touched, whatever a list names.
"""

from __future__ import annotations

import contextlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path, PureWindowsPath
from typing import Any

from steph_desktop.cohort.slide_matching import find_files
from steph_desktop.cohort.table_file import RawTable, read_table
from steph_desktop.core.codec import CodecError, read_json
from steph_desktop.core.errors import StephError, printable
from steph_desktop.core.files import guarded_read, sha256_of
from steph_desktop.core.job_control import UNWATCHED, JobControl
from steph_desktop.workspace.lab_entries import LabImport, import_entries
from steph_desktop.workspace.records import LabEntry
from steph_desktop.workspace.store import Workspace

_MOST_SIGNS = {"accession": 64, "note": 2000, "due": 40, "slide": 1024, "patient": 200}
_MOST_ROWS = 100_000
_HIGHEST_HEADER = 8  # rows above which a header is looked for again


class LabColumn(Enum):
    """What a column of a list holds."""

    SLIDE = "slide"
    ACCESSION = "accession"
    PATIENT = "patient"
    NOTE = "note"
    DUE = "due"


_NAMES = {
    role: tuple(words.split())
    for role, words in (
        (LabColumn.ACCESSION, "accession acsn acc auftrag eingangsnummer journalnummer "
         "befundnummer histonummer einsendung request order labno specimen case fall fallnummer"),
        (LabColumn.SLIDE, "slide file filename image path scan wsi folder svs datei ordner "
         "schnitt objektträger block"),
        (LabColumn.NOTE, "note notes comment remark question indication bemerkung kommentar "
         "hinweis fragestellung"),
        (LabColumn.DUE, "due priority urgency deadline prio fällig dringlichkeit frist termin"),
        (LabColumn.PATIENT, "patient mrn pid patid patientid person name"),
    )
}  # fmt: skip


@dataclass(frozen=True)
class LabRow:
    """One row of a list, or one request: of which slides it speaks, and what it says."""

    where: str  # as people find it: ``row 7``
    entry: LabEntry
    slide: str = ""  # file or folder; empty where the slides are found by the keys
    keys: tuple[str, ...] = ()  # numbers that the names of its slides begin with
    patient: str = field(default="", repr=False)  # compared, and forgotten


@dataclass(frozen=True)
class LabList:
    """A worklist as it was read."""

    form: str  # how, in words
    rows: tuple[LabRow, ...]
    header: tuple[str, ...] = ()  # columns of a table
    columns: Mapping[LabColumn, str] = field(default_factory=dict)  # what was taken for what
    faults: tuple[tuple[str, str], ...] = ()  # where, and why it cannot be used
    source: str = ""  # hash of the file


@dataclass(frozen=True)
class LabMatch:
    """A list beside a folder of slides."""

    found: tuple[tuple[Path, LabEntry], ...]
    missing: tuple[tuple[str, str], ...]  # where, and why it has no slide


def read_lab_list(
    path: Path,
    columns: Mapping[LabColumn, str] | None = None,
    sheet: str = "",
    control: JobControl = UNWATCHED,
) -> LabList:
    """Read a worklist.

    Parameters
    ----------
    path : pathlib.Path
        CSV, TSV, Excel, or JSON of FHIR R4: a Bundle, a resource, or a list of resources.
    columns : mapping of LabColumn to str, optional
        Columns of a table that a person named; an empty name for one that there is not. The
        others are guessed.
    sheet : str
        Of an Excel file.

    Raises
    ------
    StephError
        If it cannot be read, or names neither slides nor accession numbers.
    """
    header: tuple[str, ...] = ()
    taken: dict[LabColumn, str] = {}
    if path.suffix.lower() == ".json" and path.is_file():
        form, found = "FHIR, JSON", _fhir_rows(path)
    else:
        table = _table_of(path, sheet, control)
        form, header, found = table.form, table.header, _Rows()
        taken = _columns_of(header, columns or {}, path)
        cells = {role: list(table.frame[name]) for role, name in taken.items()}
        for place, number in enumerate(table.frame.index):
            values = {role.value: column[place] for role, column in cells.items()}
            found.add(f"row {number}", **values)
    if len(found.rows) > _MOST_ROWS:
        raise StephError(f"The list has {len(found.rows):,} rows", path, "Import it in parts.")
    rows, contradicting = _without_contradictions(found.rows)
    source = f"list sha256 {sha256_of(path)}"
    return LabList(form, tuple(rows), header, taken, (*found.faults, *contradicting), source)


def _table_of(path: Path, sheet: str, control: JobControl) -> RawTable:
    """Read a table whose header names the most columns that we know.

    In a list that is text throughout the first row of it may look like a header.
    """
    found = read_table(path, sheet, control)
    for number in range(1, min(found.header_row, _HIGHEST_HEADER)):
        with contextlib.suppress(StephError):
            above = read_table(path, sheet, control, header_row=number)
            found = max(above, found, key=lambda table: len(_guessed(table.header, {})))
    return found


def _columns_of(
    header: Sequence[str], stated: Mapping[LabColumn, str], path: Path
) -> dict[LabColumn, str]:
    if unknown := [name for name in stated.values() if name and name not in header]:
        what = f"The list has no column {printable(unknown[0], lines=False)}"
        raise StephError(what, path, f"It has {printable(', '.join(header), lines=False)}.")
    taken = _guessed(header, stated)
    if not {LabColumn.SLIDE, LabColumn.ACCESSION} & taken.keys():
        todo = "Say which it is: --column accession=NAME or --column slide=NAME."
        raise StephError("No column of the list names slides or accession numbers", path, todo)
    return {role: taken[role] for role in LabColumn if role in taken}


def _guessed(header: Sequence[str], stated: Mapping[LabColumn, str]) -> dict[LabColumn, str]:
    from steph_desktop.cohort.infer_columns import name_score  # with h5py

    taken = {role: name for role, name in stated.items() if name}
    for role, words in _NAMES.items():
        free = [name for name in header if name not in taken.values()]
        score, best = max(((name_score(name, words), name) for name in free), default=(0.0, ""))
        if role not in stated and score > 0:
            taken[role] = best
    return taken


class _Rows:
    """Collects the rows of a list, and what is wrong with the others."""

    def __init__(self) -> None:
        self.rows: list[LabRow] = []
        self.faults: list[tuple[str, str]] = []

    def add(self, where: str, keys: Sequence[str] = (), **values: str) -> None:
        """Add a row whose values are clean and of a sensible length, or say why it is none."""
        clean = dict.fromkeys(_MOST_SIGNS, "")
        for name, value in values.items():
            clean[name] = " ".join(printable(value).split())
            if len(clean[name]) > (most := _MOST_SIGNS[name]):
                self.faults.append((where, f"its {name} is longer than {most:,} characters"))
                return
        entry = LabEntry(clean["accession"], clean["note"], clean["due"])
        wanted = tuple(dict.fromkeys(filter(None, (entry.accession, *keys))))
        if clean["slide"] or wanted:
            self.rows.append(LabRow(where, entry, clean["slide"], wanted, clean["patient"]))
        else:
            self.faults.append((where, "it names neither a slide nor an accession number"))


def _without_contradictions(rows: list[LabRow]) -> tuple[list[LabRow], list[tuple[str, str]]]:
    """Leave out all rows of an accession number that stands for two patients."""
    patients: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.patient:
            patients[row.entry.accession].add(row.patient.casefold())
    why = "its accession number stands for two patients in this list"
    bad = {number for number, found in patients.items() if number and len(found) > 1}
    left = [row for row in rows if row.entry.accession not in bad]
    return left, [(row.where, why) for row in rows if row.entry.accession in bad]


# --- FHIR -----------------------------------------------------------------------------------------

_KINDS = ("ServiceRequest", "Specimen", "ImagingStudy")
_VOID = {"revoked", "entered-in-error", "cancelled", "unavailable"}
_LONGEST_KEY = 128


def _fhir_rows(path: Path) -> _Rows:
    """Return a row for each request, and for each specimen and study that no request speaks of."""
    try:
        with guarded_read(path, "The list cannot be read"):
            stated = read_json(path)
    except CodecError as error:
        todo = "Export it again as FHIR R4 JSON, or as CSV."
        raise StephError(f"The list cannot be read: {error}", path, todo) from error
    resources = dict(_resources(stated))
    found = _Rows()
    spoken_of: set[str] = set()
    parts = _parts_of_requests(resources)
    for name, request in resources.items():
        if request["resourceType"] == "ServiceRequest" and not _is_void(request):
            spoken_of.update(parts[name])
            own = [resources[part] for part in sorted(parts[name])]
            _add_resources(found, name, [request, *own])
    for name, resource in resources.items():
        alone = resource["resourceType"] != "ServiceRequest" and name not in spoken_of
        if alone and not _is_void(resource):
            _add_resources(found, name, [resource])
    if not found.rows and not found.faults:
        what = "The list holds no ServiceRequest, Specimen or ImagingStudy"
        raise StephError(what, path, "Export these resources of FHIR R4, or a table.")
    return found


def _resources(stated: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the resources that matter, by the name that others refer to them with."""
    is_bundle = isinstance(stated, dict) and stated.get("resourceType") == "Bundle"
    entries = _listed(stated.get("entry")) if is_bundle else _listed(stated)
    for number, entry in enumerate(entries, start=1):
        resource = entry.get("resource", entry) if isinstance(entry, dict) else None
        if isinstance(resource, dict) and resource.get("resourceType") in _KINDS:
            name = f"{resource['resourceType']}/{_text(resource.get('id')) or f'number {number}'}"
            url = _text(entry.get("fullUrl"))
            yield name, {**resource, "_url": url}


def _is_void(resource: dict[str, Any]) -> bool:
    return _text(resource.get("status")) in _VOID


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _refers(holder: dict[str, Any], key: str) -> set[str]:
    found = _listed(holder.get(key))
    return {_text(item.get("reference")) for item in found if isinstance(item, dict)} - {""}


def _parts_of_requests(resources: Mapping[str, dict[str, Any]]) -> dict[str, set[str]]:
    """Return the specimens and studies of each request, whichever of them names the other."""
    named = {url: name for name, resource in resources.items() if (url := resource["_url"])}
    named |= {name: name for name in resources}
    parts: dict[str, set[str]] = defaultdict(set)
    for name, resource in resources.items():
        kind = resource["resourceType"]
        back = {"Specimen": "request", "ImagingStudy": "basedOn"}.get(kind)
        for reference in _refers(resource, back or "specimen"):
            other = named.get(reference)
            if other is not None and other != name:
                request, part = (other, name) if back else (name, other)
                if resources[part]["resourceType"] != "ServiceRequest":
                    parts[request].add(part)
    return parts


def _identifiers(value: Any) -> Iterator[tuple[str, str]]:
    """Yield the code of the kind, empty if there is none, and the value of identifiers."""
    for item in _listed(value):
        if isinstance(item, dict) and _text(item.get("value")):
            kind = item.get("type")
            codings = _listed(kind.get("coding")) if isinstance(kind, dict) else []
            codes = [_text(c.get("code")) for c in codings if isinstance(c, dict)]
            yield next(iter(codes), ""), _text(item["value"])


def _accession_of(resource: dict[str, Any]) -> str:
    given = [*_identifiers(resource.get("accessionIdentifier"))]
    given += [(c, v) for c, v in _identifiers(resource.get("identifier")) if c == "ACSN"]
    if resource["resourceType"] == "ServiceRequest":
        given += _identifiers(resource.get("requisition"))
        orders = ("FILL", "PLAC")
        given += [(c, v) for c, v in _identifiers(resource.get("identifier")) if c in orders]
    return next((value for _code, value in given), "")


def _keys_of(resource: dict[str, Any]) -> Iterator[str]:
    """Yield what names of slides may begin with; never a number of a person."""
    yield _accession_of(resource)
    if resource["resourceType"] == "Specimen":
        for holder in (resource, *_listed(resource.get("container"))):
            if isinstance(holder, dict):
                kinds = ("", "ACSN", "USID", "FILL", "PLAC", "SID", "GEN")
                yield from (v for c, v in _identifiers(holder.get("identifier")) if c in kinds)
    if resource["resourceType"] == "ImagingStudy":
        for _code, value in _identifiers(resource.get("identifier")):
            if value.startswith("urn:oid:"):
                yield value.removeprefix("urn:oid:")
        for series in _listed(resource.get("series")):
            if isinstance(series, dict):
                yield _text(series.get("uid"))
                yield from (
                    _text(item.get("uid"))
                    for item in _listed(series.get("instance"))
                    if isinstance(item, dict)
                )


def _add_resources(found: _Rows, where: str, resources: Sequence[dict[str, Any]]) -> None:
    first = resources[0]
    notes = [n for r in resources for n in _listed(r.get("note")) if isinstance(n, dict)]
    subject = first.get("subject")
    patient = _text(subject.get("reference")) if isinstance(subject, dict) else ""
    keys = [k for r in resources for k in _keys_of(r) if k and len(k) <= _LONGEST_KEY]
    found.add(
        printable(where, lines=False)[:80],
        [printable(key, lines=False).strip() for key in keys],
        accession=next(filter(None, map(_accession_of, resources)), ""),
        patient=patient,
        note="; ".join(filter(None, (_text(note.get("text")) for note in notes))),
        due=_text(first.get("occurrenceDateTime"))[:10] or _text(first.get("priority")),
    )


# --- slides ---------------------------------------------------------------------------------------


def match_lab_list(listed: LabList, folder: Path, control: JobControl = UNWATCHED) -> LabMatch:
    """Find the slides of a list in a folder and those below it.

    A slide is found by the file or folder that the list names, by its name alone where it lies
    deeper, else by files whose names begin with the accession number.
    """
    folder = folder.absolute()
    files = find_files(folder, control=control)
    index = _Index(folder, files)
    found: dict[Path, LabEntry] = {}
    missing = list(listed.faults)
    for row in listed.rows:
        slides = index.named(row.slide) if row.slide else index.beginning_with(row.keys)
        if isinstance(slides, str):
            missing.append((row.where, slides))
            continue
        for slide in slides:
            if found.setdefault(slide, row.entry).accession != row.entry.accession:
                missing.append((row.where, "its slide has another accession number further above"))
                break
    return LabMatch(tuple(found.items()), tuple(missing))


class _Index:
    """The slides of a folder, by how a list may name them."""

    def __init__(self, folder: Path, files: Sequence[Path]) -> None:
        self._folder = folder
        self._by_path: dict[str, list[Path]] = defaultdict(list)
        self._by_name: dict[str, list[Path]] = defaultdict(list)
        self._by_start: dict[str, list[Path]] = defaultdict(list)
        for file in files:
            inside = file.relative_to(folder)
            for above in (inside, *inside.parents[:-1]):  # a folder of DICOM files is a slide too
                self._by_path[above.as_posix().casefold()].append(file)
            for name in {file.name.casefold(), file.stem.casefold()}:
                self._by_name[name].append(file)
            for part in inside.parts:
                for start in _starts(part.casefold()):
                    if file not in self._by_start[start]:
                        self._by_start[start].append(file)

    def named(self, stated: str) -> Sequence[Path] | str:
        """Return the slides of a file or folder; why there are none, in words."""
        path = stated.replace("\\", "/")
        whole = PureWindowsPath(path)
        if path.startswith("/") or whole.drive:
            home = self._folder.as_posix().casefold().rstrip("/")
            if not path.casefold().startswith(f"{home}/"):
                return "its slide lies outside the folder of slides"
            path = path[len(home) + 1 :]
        parts = [part for part in path.split("/") if part not in ("", ".")]
        if ".." in parts:
            return "its slide lies outside the folder of slides"
        if not parts:
            return "it names no slide"
        exact = self._by_path.get("/".join(parts).casefold())
        if exact:
            return exact
        same = self._by_name.get(parts[-1].casefold(), [])
        if len(same) > 1:
            return f"{len(same)} slides have the name that it states"
        return same or "its slide is not in the folder"

    def beginning_with(self, keys: Sequence[str]) -> Sequence[Path] | str:
        """Return the slides whose name, or whose folder's, begins with one of some numbers."""
        found = [file for key in keys for file in self._by_start.get(key.casefold(), ())]
        return tuple(dict.fromkeys(found)) or "no slide in the folder has its number"


def _starts(name: str) -> set[str]:
    """Return what a name may be said to begin with: H12-345 of H12-345_A1, never H12-34."""
    ends = [i for i in range(1, len(name)) if name[i - 1].isalnum() and not name[i].isalnum()]
    return {name, *(name[:end] for end in ends)}


def import_lab_list(
    workspace: Workspace, match: LabMatch, source: str
) -> tuple[LabImport, tuple[tuple[str, str], ...]]:
    """Add the cases of a list; return what became of them, and all that was not found, with why."""
    done = import_entries(workspace, match.found, source)
    refused = tuple((path.name, why) for path, why in done.refused)
    return done, (*match.missing, *refused)

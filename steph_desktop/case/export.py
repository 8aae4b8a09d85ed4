"""Export of finished cases as one de-identified zip, with the hash of every file in it."""

from __future__ import annotations

import hashlib
import io
import json
import textwrap
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from steph_desktop import RESEARCH_USE, __version__
from steph_desktop.case.case_store import load_case
from steph_desktop.case.disclosure import Disclosure, disclose_result, figures_json, prediction_json
from steph_desktop.case.map_rendering import risk_pictures
from steph_desktop.case.result import CaseRecord, SlidePatches, deidentified, last_known_days
from steph_desktop.core.codec import chosen, to_json
from steph_desktop.core.csv_files import csv_text
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import atomic_path, json_text, scratch_folder, sha256_of
from steph_desktop.core.job_control import UNWATCHED, JobControl, Phase
from steph_desktop.workspace.database import DATABASE_NAME
from steph_desktop.workspace.records import FileKind
from steph_desktop.workspace.store import Workspace

BUNDLE_FORMAT = 1
MANIFEST = "manifest.json"
_NO_DATE = (1980, 1, 1, 0, 0, 0)  # the same case gives the same bytes
_NOTE_COLOUR = (190, 52, 44)
_NOTE_PX = 16


@dataclass(frozen=True)
class SlideName:
    """Who a slide belongs to, for the one export that asked for it."""

    case_id: str
    number: int
    patient: str
    file_name: str


@dataclass(frozen=True)
class BundleCase:
    """A case that is exported."""

    record: CaseRecord  # as its folder keeps it
    # Its feature files, in bag order; empty unless they were asked for.
    features: tuple[Path, ...] = ()
    names: tuple[SlideName, ...] = ()  # empty unless identifiers were asked for
    # What may be said of it; by its checks alone if None.
    disclosure: Disclosure | None = None

    @property
    def said(self) -> Disclosure:
        """What may be said of it."""
        return self.disclosure or disclose_result(self.record.result)


def gather_case(folder: Path, *, features: bool = False, identifiers: bool = False) -> BundleCase:
    """Read what an export needs of a case.

    Raises
    ------
    StephError
        If the case, or what was asked for with it, is not there.
    """
    record = load_case(folder)
    if not (features or identifiers):
        return BundleCase(record)
    workspace = folder.absolute().parent.parent
    case_id = record.result.case_id
    if not (workspace / DATABASE_NAME).exists():
        what = "This case is not in a workspace"
        raise StephError(what, case_id, "Export it without features and names.")
    with Workspace.open(workspace, read_only=True) as records:
        case = records.case_named(case_id)
        if case is None or case.result_id is None:
            what = "The workspace has no result for this case"
            raise StephError(what, case_id, "Analyse it again in this workspace.")
        kept = records.files(case.result_id) if features else []
        paths = [workspace / file.path for file in kept if file.kind is FileKind.FEATURES]
        names = _names_of(records, case.id, case_id) if identifiers else ()
    return BundleCase(record, _in_bag_order(record, paths) if features else (), names)


def _names_of(records: Workspace, case: int, case_id: str) -> tuple[SlideName, ...]:
    patients = {row.id: row.name for row in records.patients()}
    rows = [records.slide(slide_id) for slide_id in records.case_slides(case)]
    return tuple(
        SlideName(case_id, number, patients.get(row.patient_id or 0, ""), row.path.name)
        for number, row in enumerate(rows, start=1)
    )


def _in_bag_order(record: CaseRecord, paths: Sequence[Path]) -> tuple[Path, ...]:
    """Match feature files with slides by the hash of the slide that both state."""
    from steph_desktop.features.bag import read_meta

    by_slide = {read_meta(path).slide_sha256: path for path in paths}
    found = [by_slide.get(part.slide_sha256) for part in record.result.slides]
    whole = tuple(path for path in found if path is not None)
    if len(whole) != len(found):
        raise StephError(
            "The features of this case are not kept in its workspace",
            record.result.case_id,
            "Export it without features, or analyse it again from its slides.",
        )
    return whole


def write_bundle(
    out: Path,
    cases: Sequence[BundleCase],
    report_pdf: bytes,
    curves: Sequence[bytes],
    control: JobControl = UNWATCHED,
) -> list[str]:
    """Write finished cases as one zip, whole or not at all.

    Of each case: ``case.json``, ``map-N.png`` for each slide, ``curve.csv``, ``curve.png`` and,
    where given, ``features-N.h5``; of one whose result is withheld, no map and no curve. Beside
    them ``report.pdf``, ``identifiers.csv`` only where names were given, and ``manifest.json``
    with the SHA-256 of every file.

    Raises
    ------
    StephError
        If there is no case, something cannot be read, or the zip not be written.
    """
    if not cases:
        raise StephError("There is no finished case to export", None, "Analyse a case first.")
    with atomic_path(out) as temporary, zipfile.ZipFile(temporary, "w") as bundle:
        writer = _Writer(bundle)
        pairs = list(zip(cases, curves, strict=True))
        for case, curve in control.each(pairs, Phase.EXPORTING):
            _write_case(writer, case, curve)
        writer.add("report.pdf", report_pdf)
        names = [name for case in cases for name in case.names]
        if names:
            writer.add("identifiers.csv", _identifiers_csv(names))
        writer.seal(identifiers=bool(names))
    return writer.names


class _Writer:
    """Adds files to a zip and remembers their hashes."""

    def __init__(self, bundle: zipfile.ZipFile) -> None:
        self._bundle = bundle
        self._files: list[dict[str, Any]] = []

    @property
    def names(self) -> list[str]:
        return [str(file["path"]) for file in self._files]

    def add(self, name: str, data: bytes) -> None:
        self._bundle.writestr(_entry(name, zipfile.ZIP_DEFLATED), data)
        self._note(name, hashlib.sha256(data).hexdigest(), len(data))

    def add_file(self, name: str, path: Path) -> None:
        """Add a file that may be large; features hardly shrink, so it is stored as it is."""
        with (
            path.open("rb") as source,
            self._bundle.open(_entry(name), "w", force_zip64=True) as to,
        ):
            while piece := source.read(1 << 20):
                to.write(piece)
        self._note(name, sha256_of(path), path.stat().st_size)

    def seal(self, *, identifiers: bool) -> None:
        manifest = {
            "format": BUNDLE_FORMAT,
            "program": f"STEPH Desktop {__version__}",
            "note": RESEARCH_USE,
            "holds_identifiers": identifiers,
            "files": self._files,
        }
        data = json.dumps(manifest, indent=1).encode()
        self._bundle.writestr(_entry(MANIFEST, zipfile.ZIP_DEFLATED), data)

    def _note(self, name: str, sha256: str, size_bytes: int) -> None:
        self._files.append({"path": name, "sha256": sha256, "size_bytes": size_bytes})


def _entry(name: str, compression: int = zipfile.ZIP_STORED) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _NO_DATE)
    entry.compress_type = compression
    return entry


def _write_case(writer: _Writer, case: BundleCase, curve_png: bytes) -> None:
    record = replace(case.record, result=deidentified(case.record.result))
    place = "".join(sign if sign.isalnum() else "-" for sign in record.result.case_id)
    said = case.said
    writer.add(f"{place}/case.json", _case_json(record, said))
    if not said.is_withheld:
        for number, picture in enumerate(risk_pictures(record), start=1):
            writer.add(f"{place}/map-{number}.png", _with_note(picture, said.mark))
        writer.add(f"{place}/curve.csv", _curve_csv(record, said))
        writer.add(f"{place}/curve.png", curve_png)
    for number, path in enumerate(case.features, start=1):
        with scratch_folder("steph-export-") as folder:
            scrubbed = folder / f"slide-{number}.h5"
            _scrub(path, scrubbed)
            writer.add_file(f"{place}/features-{number}.h5", scrubbed)


def _scrub(path: Path, out: Path) -> None:
    """Copy features and positions, and leave out whatever could name somebody."""
    from steph_desktop.features.bag import read_bag, write_bag

    bag = read_bag(path)
    # A new file: attributes, groups and slack space of the old one stay behind.
    write_bag(out, replace(bag, meta=replace(bag.meta, slide_id=out.stem)))


def _case_json(record: CaseRecord, said: Disclosure) -> bytes:
    result = record.result
    document = {
        "case_id": result.case_id,
        "results": [prediction_json(result, said)],
        "figures": figures_json(result, said),
        "slides": [_slide_json(part) for part in result.slides],
        **chosen(result, "encoder_sha256", "app_version", "seed"),
        "note": RESEARCH_USE,
    }
    return json_text(document).encode()


def _slide_json(part: SlidePatches) -> dict[str, Any]:
    stored = to_json(part)
    del stored["first"]
    return {"n_patches": stored.pop("count"), **stored}


def _with_note(picture: NDArray[np.uint8], mark: str = "") -> bytes:
    """Return a picture as PNG with the research line, and a mark if there is one, under it."""
    height, width = picture.shape[:2]
    font = ImageFont.load_default(_NOTE_PX)
    # The mark is broken, not cut: a narrow picture must say it too.
    signs = max(12, int(width / (_NOTE_PX * 0.55)))
    lines = [RESEARCH_USE, *textwrap.wrap(mark, signs)]
    sheet = Image.new("RGB", (width, height + (len(lines) + 1) * _NOTE_PX), "white")
    sheet.paste(Image.fromarray(picture))
    for number, words in enumerate(lines):
        ImageDraw.Draw(sheet).text((4, height + 4 + number * _NOTE_PX), words, _NOTE_COLOUR, font)
    stream = io.BytesIO()
    sheet.save(stream, "PNG")
    return stream.getvalue()


def _curve_csv(record: CaseRecord, said: Disclosure) -> bytes:
    result = record.result
    starts, prediction = result.card.bins.starts_days, result.prediction
    rows = zip(starts, prediction.hazards, prediction.survival, strict=True)
    marks = [said.mark] if said.mark else []
    last = last_known_days(result.card)
    cells = (
        (f"{start:g}", f"{hazard:.9g}", f"{s:.9g}", f"{int(start < last)}", *marks)
        for start, hazard, s in rows
    )
    header = ["bin_start_days", "hazard", "survival_at_end_of_bin", "within_follow_up"]
    header += ["note"] if marks else []
    return csv_text(header, cells).encode()


def _identifiers_csv(names: Sequence[SlideName]) -> bytes:
    rows = ((n.case_id, f"slide-{n.number}", n.patient, n.file_name) for n in names)
    return csv_text(("case", "slide", "patient", "file"), rows, line_end="\r\n").encode()

"""Patients and slides: which files belong to which patient, and where they are now."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import UNWATCHED, JobControl, Phase
from steph_desktop.core.zarr_folders import ends_of, is_file_or_zarr, is_zarr
from steph_desktop.workspace.audit_trail import Records
from steph_desktop.workspace.database import (
    insert,
    is_held,
    not_listed,
    record_of,
    text_of,
    update,
    utc_now,
)
from steph_desktop.workspace.records import PatientRow, RelinkReport, SlideRow

MPP_STATED = "pixel size stated"
_ENDS_BYTES = 1 << 16  # of a slide of gigabytes: enough to tell that it is the same file
_WINDOWS_PATH = re.compile(r"[A-Za-z]:[\\/]|\\\\")


@dataclass(frozen=True)
class Fingerprint:
    """Enough to know a file again without reading all of it."""

    # size_bytes, mtime_ns: as the system states them.
    size_bytes: int
    mtime_ns: int
    ends_sha256: str  # SHA-256 of the first and the last 64 KiB; of a Zarr folder, see `ends_of`

    def is_same_file(self, size_bytes: int, ends_sha256: str) -> bool:
        """Compare with what was noted; the time does not matter, a copy has a new one."""
        return (self.size_bytes, self.ends_sha256) == (size_bytes, ends_sha256)


def fingerprint_of(path: Path) -> Fingerprint:
    """Read the fingerprint of a file, or of a Zarr folder."""
    if is_held(path):
        raise StephError("This is the workspace's own database", path, "Choose a slide.")
    digest = hashlib.sha256()
    try:
        if is_zarr(path):
            return Fingerprint(*ends_of(path))
        with path.open("rb") as handle:
            status = path.stat()
            digest.update(handle.read(_ENDS_BYTES))
            handle.seek(max(handle.tell(), status.st_size - _ENDS_BYTES))
            digest.update(handle.read(_ENDS_BYTES))
    except FileNotFoundError as error:
        what = "This file was not found"
        raise StephError(what, path, "Check the name and the folder.") from error
    except OSError as error:
        what = "This file cannot be read"
        raise StephError(what, path, "Check the disk and your permissions.") from error
    return Fingerprint(status.st_size, status.st_mtime_ns, digest.hexdigest())


class SlideRecords(Records):
    """The part of a workspace that knows patients and slides."""

    def add_slide(self, path: Path, mpp: float | None = None) -> SlideRow:
        """List a slide where it lies, with the µm/px that the user stated; see `add_slides`."""
        return self.add_slides([path], mpp)[0]

    def add_slides(
        self, paths: Iterable[Path], mpp: float | None = None, control: JobControl = UNWATCHED
    ) -> list[SlideRow]:
        """List slides where they lie, all or none; those listed already come back as they are.

        Raises
        ------
        StephError
            If one of them is not there or cannot be read.
        JobCancelled
            If the user stopped it; nothing is listed then.
        """
        places = [path.absolute() for path in paths]
        scanned = control.each(places, Phase.SCANNING_SLIDES)
        seen = [(path, fingerprint_of(path)) for path in scanned]
        with self.transaction() as connection:
            known = connection.execute("SELECT coalesce(max(id), 0) FROM slides").fetchone()[0]
            rows = [self._note_slide(connection, path, prints) for path, prints in seen]
            added = [row.id for row in rows if row.id > known]
            if added:
                details = {"slides": len(added), "first": min(added), "last": max(added)}
                self.audit.append("slides listed", details)
            if mpp is not None:
                rows = [self.state_mpp(row.id, mpp) for row in rows]
        return rows

    @staticmethod
    def _note_slide(connection: sqlite3.Connection, path: Path, prints: Fingerprint) -> SlideRow:
        place = stored_place(path)
        connection.execute(
            "INSERT INTO slides (folder, name, size_bytes, mtime_ns, ends_sha256, added_at)"
            " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (folder, name) DO NOTHING",
            (*place, prints.size_bytes, prints.mtime_ns, prints.ends_sha256, utc_now()),
        )
        row = connection.execute("SELECT * FROM slides WHERE folder = ? AND name = ?", place)
        return _slide(row.fetchone())

    def state_mpp(self, slide_id: int, mpp: float) -> SlideRow:
        """Note the pixel size that the user states for a slide that does not say."""
        with self.transaction() as connection:
            if self.slide(slide_id).stated_mpp != mpp:
                update(connection, "slides", slide_id, stated_mpp=mpp)
                self.audit.append(MPP_STATED, {"slide": slide_id, "mpp": mpp})
            return self.slide(slide_id)

    def _note_content(
        self, connection: sqlite3.Connection, slide: SlideRow, prints: Fingerprint, sha256: str
    ) -> None:
        """Note what a slide was found to hold; a change of it goes into the audit trail."""
        if slide.sha256 not in {None, sha256}:
            details = {"slide": slide.id, "before": slide.sha256, "now": sha256}
            self.audit.append("slide changed on disk", details)
        update(connection, "slides", slide.id, sha256=sha256, **asdict(prints))

    def slide(self, slide_id: int) -> SlideRow:
        """Return one slide."""
        return _slide(self.one("slide", "SELECT * FROM slides WHERE id = ?", (slide_id,)))

    def slide_at(self, path: Path) -> SlideRow | None:
        """Return the slide that is listed at a place."""
        place = path.absolute()
        sql = "SELECT * FROM slides WHERE folder = ? AND name = ?"
        row = self.database.row(sql, stored_place(place))
        return None if row is None else _slide(row)

    def list_slides(self) -> list[SlideRow]:
        """Return all slides in the order they were added."""
        return [_slide(row) for row in self.database.rows("SELECT * FROM slides ORDER BY id")]

    def add_patient(self, name: str) -> PatientRow:
        """Return the patient of a name, added if new."""
        with self.transaction() as connection:
            sql = "SELECT id, name, added_at FROM patients WHERE name = ?"
            row = connection.execute(sql, (name,)).fetchone()
            if row is None:
                insert(connection, "patients", {"name": name, "added_at": utc_now()})
                row = connection.execute(sql, (name,)).fetchone()
                self.audit.append("patient added", {"patient": row["id"]})
            return record_of(PatientRow, row)

    def patients(self) -> list[PatientRow]:
        """Return all patients by name."""
        rows = self.database.rows("SELECT id, name, added_at FROM patients ORDER BY name")
        return [record_of(PatientRow, row) for row in rows]

    def assign(self, slide_ids: Sequence[int], patient: str) -> PatientRow:
        """Say whose slides these are; the patient is added if new.

        Raises
        ------
        StephError
            If a case would then hold slides of two patients.
        """
        with self.transaction() as connection:
            row = self.add_patient(patient)
            for slide_id in slide_ids:
                self.slide(slide_id)
                update(connection, "slides", slide_id, patient_id=row.id)
            require_one_patient(connection)
            self.audit.append("slides assigned", {"patient": row.id, "slides": list(slide_ids)})
        return row

    def relink_file(self, old: Path, new: Path) -> RelinkReport:
        """Find one slide that was renamed or moved by itself from `old` to `new`.

        Raises
        ------
        StephError
            If the workspace knows no file at `old`, or the one at `new` is another, or is known
            as another slide already.
        """
        row, place = self.slide_at(old), new.absolute()
        if row is None:
            raise not_listed("slide")
        prints = fingerprint_of(place)
        if not prints.is_same_file(row.size_bytes, row.ends_sha256):
            todo = "Choose the same file, or open this one as a case of its own."
            raise StephError("This is another file than the one that is gone", place, todo)
        other = self.slide_at(place)
        if other is not None and other.id != row.id:
            todo = "Look for it in the worklist."
            raise StephError("This file is in the workspace already", place, todo)
        with self.transaction() as connection:
            folder, name = stored_place(place)
            mtime_ns = prints.mtime_ns
            update(connection, "slides", row.id, folder=folder, name=name, mtime_ns=mtime_ns)
            self.audit.append("slides re-linked", {"found": 1, "of": 1, "missing": []})
        return RelinkReport((row.id,))

    def relink(
        self, old_folder: Path | str, new_folder: Path, control: JobControl = UNWATCHED
    ) -> RelinkReport:
        """Find the slides of a folder that moved, with all its subfolders, once for all.

        The old folder need not exist, nor be of this system. In the new one a file counts
        only if size and fingerprint are those noted.
        """
        new_root = new_folder.absolute()
        old = _as_text(str(old_folder if isinstance(old_folder, str) else old_folder.absolute()))
        rows = self.database.rows("SELECT * FROM slides ORDER BY id")
        moved = [(row, below) for row in rows if (below := _below(row["folder"], old)) is not None]
        found: list[tuple[int, Path, Fingerprint]] = []
        missing, different, already_there = [], [], []
        for row, below in control.each(moved, Phase.FINDING_SLIDES):
            place = new_root.joinpath(*map(_from_text, (*below, row["name"])))
            if not is_file_or_zarr(place):
                missing.append(row["id"])
                continue
            prints = fingerprint_of(place)
            if not prints.is_same_file(row["size_bytes"], row["ends_sha256"]):
                different.append(row["id"])
            elif (other := self.slide_at(place)) is not None and other.id != row["id"]:
                already_there.append(row["id"])
            else:
                found.append((row["id"], place, prints))
        with self.transaction() as connection:
            for slide_id, place, prints in found:
                folder, mtime_ns = stored_place(place)[0], prints.mtime_ns
                update(connection, "slides", slide_id, folder=folder, mtime_ns=mtime_ns)
            if moved:
                self.audit.append(
                    "slides re-linked", {"found": len(found), "of": len(moved), "missing": missing}
                )
        relinked = tuple(slide_id for slide_id, _, _ in found)
        return RelinkReport(relinked, tuple(missing), tuple(different), tuple(already_there))


def require_one_patient(connection: sqlite3.Connection) -> None:
    """Refuse a case with slides of two patients.

    Raises
    ------
    StephError
        Names the case by its pseudonym.
    """
    mixed = connection.execute(
        "SELECT pseudonym FROM cases WHERE 1 < (SELECT count(DISTINCT patient_id)"
        " FROM case_slides JOIN slides ON slides.id = slide_id WHERE case_id = cases.id)"
    ).fetchone()
    if mixed is not None:
        raise StephError(
            "The slides of one case would belong to two patients",
            mixed["pseudonym"],
            "Assign all its slides together, or make two cases.",
        )


# SQLite takes no bytes that are not UTF-8, which names of files may hold: they stand in the tables
# as signs of the private use area, which names do not hold.
_TO_TEXT = {0xDC00 + byte: 0xF700 + byte for byte in range(0x80, 0x100)}
_FROM_TEXT = {text: byte for byte, text in _TO_TEXT.items()}


def _as_text(name: str) -> str:
    return name if name.isascii() else name.translate(_TO_TEXT)


def _from_text(text: str) -> str:
    return text if text.isascii() else text.translate(_FROM_TEXT)


def stored_place(path: Path) -> tuple[str, str]:
    """Return folder and name of a file as the tables hold them."""
    return _as_text(str(path.parent)), _as_text(path.name)


def place_of(row: sqlite3.Row) -> Path:
    """Return the place of a slide that a row of the tables names."""
    return Path(_from_text(text_of(row, "folder"))) / _from_text(text_of(row, "name"))


def _slide(row: sqlite3.Row) -> SlideRow:
    return record_of(SlideRow, row, path=place_of(row))


def _below(folder: str, root: str) -> tuple[str, ...] | None:
    """Return the steps from `root` down to `folder`; None if it is not below."""
    if _WINDOWS_PATH.match(root):
        parts, top = re.split(r"[\\/]+", folder), re.split(r"[\\/]+", root.rstrip("\\/"))
        same = [part.casefold() for part in parts[: len(top)]] == [part.casefold() for part in top]
    else:
        parts, top = folder.split("/"), root.rstrip("/").split("/")
        same = parts[: len(top)] == top
    return tuple(parts[len(top) :]) if same else None

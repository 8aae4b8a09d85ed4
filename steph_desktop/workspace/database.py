"""The workspace's SQLite file: opened with care, migrated with a backup, written as a whole.

POSIX drops every lock that a process has on a file as soon as the process closes that file,
whoever in it opened it (sqlite.org, "How To Corrupt An SQLite Database File", 2.2). Another
process then takes itself for the last user and removes the log from under this one. While a
process has a connection, the database, its ``-wal`` and its ``-shm`` are therefore never opened
in another way; SQLite's own connections know of each other.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import sqlite3
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from enum import Enum
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from steph_desktop.core.errors import StephError
from steph_desktop.core.files import (
    WatchedFolder,
    atomic_path,
    end_watch,
    make_file_private,
    number_of,
    require_watched,
    watch,
)
from steph_desktop.workspace.schema import (
    APPLICATION_ID,
    MIGRATIONS,
    Migration,
    apply_migration,
    schema_of,
)

DATABASE_NAME = "workspace.sqlite"
BACKUP_FOLDER = "backups"
COMPANIONS = ("-wal", "-shm")  # of the name
STAMP_FORMAT = "%Y%m%dT%H%M%S%fZ"
BUSY_TIMEOUT_S = 10.0  # how long SQLite waits for a lock of another program

_MAGIC = b"SQLite format 3\x00"
_HEADER_BYTES = 100  # of every SQLite file
_FULL = {sqlite3.SQLITE_FULL}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_NO_RIGHT = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}
# Connections of this process by device and inode; the door is for looking, opening and closing.
_door = threading.RLock()
_held: Counter[tuple[int, int]] = Counter()
_paths: dict[tuple[int, int], Path] = {}

Parameters = Sequence[Any] | Mapping[str, Any]
_T = TypeVar("_T")


class WorkspaceDamaged(StephError):
    """The database file is not what it must be; it is left as it is."""


class WorkspaceNewer(StephError):
    """The database was written by a newer version of the program; it is left as it is."""


def utc_now() -> str:
    """Return the time in UTC as the tables keep it; sorts as text."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def damaged(path: Path, what: str = "The workspace's database is damaged") -> WorkspaceDamaged:
    """Return the error for a database that cannot be trusted."""
    kept = any((path.parent / BACKUP_FOLDER).glob("*.sqlite"))
    todo = (
        "'steph-desktop workspace restore DIR' puts the newest whole backup in its place and keeps"
        " this file."
        if kept
        else "There is no backup of it here: put your own in its place."
    )
    return WorkspaceDamaged(what, path, f"It is left as it is. {todo}")


def is_held(path: Path) -> bool:
    """Tell whether this process is connected to a database; `path` may be its log as well."""
    for ending in COMPANIONS:
        path = path.with_name(path.name.removesuffix(ending))
    number = number_of(path)
    return number is not None and _held[number] > 0


@cache
def _keep_others_away() -> None:
    """Refuse from now on to open a held database, or its log, past SQLite, by whatever name.

    POSIX drops every lock of a process on a file when the process closes it once: a slide, a table
    or a model that is a link to the database would cost it its log.
    """
    if os.name == "posix":
        sys.addaudithook(_refuse_held)


def _refuse_held(event: str, arguments: tuple[object, ...]) -> None:
    if event != "open" or not isinstance(arguments[0], str | bytes):
        return
    held = [file for file, count in tuple(_held.items()) if count > 0]
    name = Path(os.fsdecode(arguments[0]))
    number = number_of(name) if held else None
    for file in held:
        # What lies on another disk is no file of this one: a share that hangs is not asked, or
        # every `open` of the program would wait for it.
        if number is None or number[0] != file[0]:
            continue
        logs = (number_of(Path(f"{_paths[file]}{ending}")) for ending in COMPANIONS)
        if number == file or number in logs:
            raise StephError("This is the workspace's own database", name, "Choose another file.")


@contextlib.contextmanager
def database_faults(path: Path) -> Iterator[None]:
    """Turn faults of the disk or of the file into errors that a user can act on.

    Broken constraints and wrong SQL are mistakes of the program and pass through.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        fault = _fault(code, path)
        if fault is None:
            raise
        raise fault from error


def _fault(code: int, path: Path) -> StephError | None:
    if code in _FULL:
        todo = "Free some space and start again; nothing finished is lost."
        return StephError("The disk is full", path, todo)
    if code in _DAMAGED:
        return damaged(path)
    if code in _BUSY:
        return StephError("The workspace is busy", path, "Try again in a moment.")
    if code in _NO_RIGHT:
        return StephError("You do not have permission to write here", path, "Ask for write access.")
    if code == sqlite3.SQLITE_CANTOPEN:
        todo = "Check that the folder and its disk are there, and your permissions."
        return StephError("The workspace's database cannot be opened", path, todo)
    if code == sqlite3.SQLITE_IOERR:
        todo = "Check its space and its cable, and start again; nothing finished is lost."
        return StephError("The disk could not be read or written", path, todo)
    return None


class Database:
    """One connection to a workspace's SQLite file; it may be used from several threads.

    Made by `open_database`, in autocommit mode and not bound to its thread.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, *, read_only: bool) -> None:
        self._connection = connection
        self._lock = threading.RLock()
        status = path.stat()
        self._file: tuple[int, int] | None = (status.st_dev, status.st_ino)
        _held[self._file] += 1
        _paths[self._file] = path.absolute()
        _keep_others_away()
        self._watched = WatchedFolder(path.parent.absolute(), path.absolute(), self._file)
        if path.name == DATABASE_NAME:
            watch(self._watched)
        self.path = path
        self.read_only = read_only

    def rows(self, sql: str, parameters: Parameters = ()) -> list[sqlite3.Row]:
        """Return every row that a query gives."""
        with self._lock, database_faults(self.path):
            try:
                return self._connection.execute(sql, parameters).fetchall()
            except sqlite3.OperationalError as error:
                if "decode" not in str(error):
                    raise
                return self._rows_of_bad_text(sql, parameters)

    def _rows_of_bad_text(self, sql: str, parameters: Parameters) -> list[sqlite3.Row]:
        """Read rows where one holds text that is not UTF-8: the others must not be lost with it."""
        self._connection.text_factory = lambda data: data.decode("utf-8", "replace")
        try:
            return self._connection.execute(sql, parameters).fetchall()
        finally:
            self._connection.text_factory = str

    def row(self, sql: str, parameters: Parameters = ()) -> sqlite3.Row | None:
        """Return the first row that a query gives, if there is one."""
        found = self.rows(sql, parameters)
        return found[0] if found else None

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Hold the right to write until the block ends: then all of it stands, or none.

        Raises
        ------
        StephError
            If this workspace is open for reading only, the disk is full, or another program
            keeps the file busy. Nothing of the block is kept then.
        """
        if self.read_only:
            what = "The workspace is open for reading only"
            raise StephError(what, self.path, "Close it where it is in use.")
        # SQLite would go on writing into a file that has no name any more.
        require_watched(self._watched.marker)
        with self._lock, database_faults(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            finally:
                # A full disk may have ended the transaction already.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[None]:
        """Make all reads inside the block see one moment, whoever writes meanwhile."""
        with self._lock, database_faults(self.path):
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.execute("ROLLBACK")

    def read_as_newest(self, migrations: Sequence[Migration]) -> None:
        """Go on with a copy in memory that has the newest tables; the file stays as it is.

        So an older workspace can be read where it may not be written. What another program writes
        meanwhile is not seen.
        """
        copy = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        with self._lock, database_faults(self.path):
            self._connection.backup(copy)
            version = int(copy.execute("PRAGMA user_version").fetchone()[0])
            for number, step in list(enumerate(migrations, start=1))[version:]:
                apply_migration(copy, step, number)
            copy.row_factory = sqlite3.Row
            copy.execute("PRAGMA query_only = ON")
            with _door:
                self._connection.close()
            self._connection = copy

    def require_whole(self) -> None:
        """Read every page (10,000 cases: 50 ms); raise `WorkspaceDamaged` if one is not sound."""
        if self.rows("PRAGMA quick_check(1)")[0][0] != "ok":
            raise damaged(self.path)

    def schema(self) -> dict[str, str]:
        """Return the SQL of every table, index and trigger by its name."""
        with self._lock, database_faults(self.path):
            return schema_of(self._connection)

    @property
    def version(self) -> int:
        """Version of the tables."""
        return int(self.rows("PRAGMA user_version")[0][0])

    def close(self) -> None:
        """Close the file; what was written is in it."""
        with self._lock, _door, database_faults(self.path):
            self._connection.close()
            if self._file is not None:
                _held[self._file] -= 1
                self._file = None
                end_watch(self._watched)


def open_database(
    path: Path, *, read_only: bool = False, migrations: Sequence[Migration] = MIGRATIONS
) -> Database:
    """Open a workspace's database; make or migrate it where it may be written.

    The file is made if it is not there, unless `read_only`.

    Raises
    ------
    WorkspaceDamaged
        If the file is no workspace database or is damaged. It is not touched.
    WorkspaceNewer
        If a newer version of the program wrote it. It is not touched.
    StephError
        If it is not there, the disk is full, or it cannot be read or written.
    """
    newest = len(migrations)
    version = inspect(path, newest)
    if read_only:
        if not version:
            raise StephError("There is no workspace here", path.parent, "Choose another folder.")
        found = connect(path, read_only=True)
        if version < newest:
            found.read_as_newest(migrations)
        return found
    database = connect(path, read_only=False)
    try:
        _migrate(database, migrations)
    except BaseException:
        database.close()
        raise
    return database


def inspect(path: Path, newest: int = len(MIGRATIONS)) -> int | None:
    """Return the version of a database without touching it; None if there is none yet.

    Raises
    ------
    WorkspaceDamaged, WorkspaceNewer, StephError
        As `open_database`.
    """
    with _door:  # nobody may connect while the file is open here
        if not is_held(path) and not _has_good_header(path, newest):
            return None
    with contextlib.closing(connect(path, read_only=True)) as database:
        version = database.version
        application_id = int(database.rows("PRAGMA application_id")[0][0])
    _refuse_newer(path, version, newest)
    if version > 0 and application_id != APPLICATION_ID:
        raise damaged(path, "This database belongs to another program")
    return version


def _has_good_header(path: Path, newest: int) -> bool:
    """Read the first bytes of a file that this process is not connected to; False if empty."""
    try:
        with path.open("rb") as handle:
            header = handle.read(_HEADER_BYTES)
    except FileNotFoundError:
        return False
    except OSError as error:
        what = "The workspace's database cannot be read"
        raise StephError(what, path, "Check the disk and your permissions.") from error
    if not header:
        return False
    if len(header) < _HEADER_BYTES or not header.startswith(_MAGIC):
        raise damaged(path, "This file is not a workspace, or it is damaged")
    # It may lag behind the write-ahead log: refuse by it before opening; the caller asks again.
    _refuse_newer(path, int.from_bytes(header[60:64], "big"), newest)
    return True


def _refuse_newer(path: Path, version: int, newest: int) -> None:
    if version > newest:
        what = "This workspace was written by a newer STEPH Desktop and is left as it is"
        raise WorkspaceNewer(what, path, "Update STEPH Desktop.")


def connect(path: Path, *, read_only: bool) -> Database:
    """Connect to a database, whatever its version; `open_database` asks for the right one."""
    mode = "ro" if read_only else "rwc"
    has_log = path.with_name(f"{path.name}-wal").exists()
    if read_only and not has_log and not os.access(path.parent, os.W_OK):
        mode += "&immutable=1"  # a write-protected folder: nobody can be writing
    with database_faults(path):
        with _door:
            if not read_only and path.parent.is_dir():
                with contextlib.suppress(OSError):  # SQLite says better what is wrong
                    make_file_private(path)  # its log takes the same rights
            connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode={mode}",
                uri=True,
                timeout=BUSY_TIMEOUT_S,
                isolation_level=None,
                check_same_thread=False,
            )
            database = Database(connection, path, read_only=read_only)
        try:
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA trusted_schema = OFF")
            if read_only:
                connection.execute("PRAGMA query_only = ON")
            else:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = FULL")
        except BaseException:
            database.close()
            raise
    return database


def _migrate(database: Database, migrations: Sequence[Migration]) -> None:
    """Bring the tables to the newest version, one step and one backup at a time."""
    begun_at = database.version
    for number, migration in list(enumerate(migrations, start=1))[begun_at:]:
        if begun_at > 0:  # a file made just now holds nothing to keep
            backup(database, f"before-version-{number}")
        # Tables can only be rebuilt while references are not enforced; they are checked below.
        database.rows("PRAGMA foreign_keys = OFF")
        try:
            with database.transaction() as connection:
                if database.version == number - 1:  # else another process was faster
                    apply_migration(connection, migration, number)
                    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
                        what = "The workspace's records contradict each other"
                        raise damaged(database.path, what)
        finally:
            database.rows("PRAGMA foreign_keys = ON")


def backup(database: Database, label: str) -> Path:
    """Copy a database, whole or not at all, into the workspace's ``backups`` folder.

    It may be in use meanwhile: the copy is of one moment.

    Raises
    ------
    WorkspaceDamaged
        If the database is damaged inside; such a copy is not kept.
    StephError
        If there is no room, or no right to write.
    """
    stamp = datetime.now(UTC).strftime(STAMP_FORMAT)
    final = database.path.parent / BACKUP_FOLDER / f"{database.path.stem}-{label}-{stamp}.sqlite"
    with atomic_path(final) as temporary:
        copy_into(database, temporary)
    return final


def copy_into(database: Database, path: Path) -> None:
    """Copy a database as it is at one moment into a file of its own, without a log beside it.

    Raises
    ------
    WorkspaceDamaged
        If the database is damaged inside.
    StephError
        If there is no room, or no right to write.
    """
    with database_faults(database.path), contextlib.closing(sqlite3.connect(path)) as copy:
        with database._lock:
            database._connection.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        if copy.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise damaged(database.path)


def not_listed(what: str) -> StephError:
    """Return the error for a row that is not, or no longer, in the workspace."""
    return StephError(f"This {what} is not in the workspace", None, "Reload the list.")


def insert(
    connection: sqlite3.Connection, table: str, values: Mapping[str, Any], *, key: str = ""
) -> int:
    """Insert a row, or replace the one that has the same `key`; return the number of a new one.

    Table and column names are the program's own.
    """
    columns = ", ".join(values)
    places = ", ".join(f":{name}" for name in values)
    sql = f"INSERT INTO {table} ({columns}) VALUES ({places})"  # noqa: S608
    if key:
        newer = ", ".join(f"{name} = excluded.{name}" for name in values)
        sql += f" ON CONFLICT ({key}) DO UPDATE SET {newer}"
    held = {name: _as_column(value) for name, value in values.items()}
    return int(connection.execute(sql, held).lastrowid or 0)


def update(connection: sqlite3.Connection, table: str, row_id: int, **values: Any) -> None:
    """Change columns of a row; table and column names are the program's own."""
    changes = ", ".join(f"{name} = :{name}" for name in values)
    held = {name: _as_column(value) for name, value in values.items()}
    sql = f"UPDATE {table} SET {changes} WHERE id = :id"  # noqa: S608
    connection.execute(sql, held | {"id": row_id})


def _as_column(value: Any) -> Any:
    if isinstance(value, tuple):
        return json.dumps(value)
    return value.value if isinstance(value, Enum) else value


class RowDamaged(StephError):
    """A row of the tables holds what this program never writes there."""

    def __init__(self, column: str) -> None:
        what = f"A record of the workspace is damaged: its {column.replace('_', ' ')}"
        super().__init__(what, None, f"Compare with a copy in '{BACKUP_FOLDER}'.")

    def __reduce__(self) -> Any:
        return StephError, (self.what, self.where, self.todo)


@contextlib.contextmanager
def reading_row(column: str) -> Iterator[None]:
    """Turn what cannot be read inside the block into the fault of a damaged row.

    Raises
    ------
    RowDamaged
        If something in it is missing, or of another type.
    """
    try:
        yield
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise RowDamaged(column) from error


def record_of(kind: Callable[..., _T], row: sqlite3.Row, **more: Any) -> _T:
    """Build a record of the columns of a row, by name; `more` are fields that no column holds.

    Raises
    ------
    RowDamaged
        If a column holds another type, or a word that means nothing here.
    """
    readers = _readers(kind)
    found: dict[str, Any] = {}
    for name, value in dict(row).items():
        if name in readers and name not in more:
            with reading_row(name):
                found[name] = readers[name](value)
    return kind(**{**found, **more})


def text_of(row: sqlite3.Row, name: str) -> str:
    """Return a column of text; a `RowDamaged` if it holds anything else."""
    if not isinstance(row[name], str):
        raise RowDamaged(name)
    return str(row[name])


@cache
def _readers(kind: Any) -> dict[str, Callable[[Any], Any]]:
    """Return how each field of a record is read: SQLite knows no truth values, enums or lists."""
    found: dict[str, Callable[[Any], Any]] = {}
    for name, hint in get_type_hints(kind).items():
        plain = next((part for part in get_args(hint) if isinstance(part, type)), hint)
        read: Callable[[Any], Any] = partial(_plain, plain)
        if get_origin(hint) is tuple:
            read = _listed
        elif get_origin(hint) is not None and issubclass(get_origin(hint), Mapping):
            read = json.loads
        elif isinstance(plain, type) and issubclass(plain, Enum):
            read = plain
        found[name] = partial(_or_nothing, read) if type(None) in get_args(hint) else read
    return found


def _or_nothing(read: Callable[[Any], Any], value: Any) -> Any:
    return None if value is None else read(value)


def _listed(text: str) -> tuple[Any, ...]:
    found = json.loads(text)
    if not isinstance(found, list):
        raise TypeError("no list")
    return tuple(found)


def _plain(kind: Any, value: Any) -> Any:
    """Return a number, text or truth value, if it is one."""
    if kind is bool and value in (0, 1):
        return bool(value)
    is_number = kind is float and isinstance(value, int | float) and math.isfinite(value)
    if kind in (str, int, float, bool) and not (is_number or type(value) is kind):
        raise TypeError(f"no {kind.__name__}")
    return value

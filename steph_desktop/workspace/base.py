"""What every kind of record of a workspace is written and read through."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from steph_desktop.core.errors import StephError
from steph_desktop.workspace.audit_trail import AuditTrail
from steph_desktop.workspace.database import Database


class Records:
    """A workspace's database with its audit trail.

    Parameters
    ----------
    folder : pathlib.Path
        The workspace.
    database : Database
        In that folder.
    who : str
        Who acts.
    """

    def __init__(self, folder: Path, database: Database, who: str) -> None:
        self.folder = folder
        self.database = database
        self.who = who
        self.audit = AuditTrail(database, who)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Join several calls: all of them stand once the block ends, or none."""
        with self.audit.transaction() as connection:
            yield connection

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return self.database.read_only


def like_pattern(text: str) -> str:
    r"""Return the LIKE pattern (escape ``\``) of everything that holds `text`."""
    for sign in ("\\", "%", "_"):
        text = text.replace(sign, f"\\{sign}")
    return f"%{text}%"


def not_listed(what: str) -> StephError:
    """Return the error for a row that is not, or no longer, in the workspace."""
    return StephError(f"This {what} is not in the workspace", None, "Reload the list.")


def insert(connection: sqlite3.Connection, table: str, values: Mapping[str, Any]) -> int:
    """Insert a row and return its number; table and column names are the program's own."""
    columns = ", ".join(values)
    places = ", ".join(f":{name}" for name in values)
    sql = f"INSERT INTO {table} ({columns}) VALUES ({places})"  # noqa: S608
    return int(connection.execute(sql, dict(values)).lastrowid or 0)

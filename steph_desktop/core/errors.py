"""Errors that speak to the user, and the exit status of the commands."""

from __future__ import annotations

from enum import IntEnum
from pathlib import Path


class ExitCode(IntEnum):
    """Exit status of the commands."""

    DONE = 0
    FAULT = 1
    USAGE = 2
    BUG = 70
    CANCELLED = 130


def printable(text: str) -> str:
    """Return a text with a mark for what no screen can show: bytes that are not UTF-8."""
    return text.encode("utf-8", "replace").decode() if not text.isascii() else text


def plain_name(name: str) -> str:
    """Return a file's name as an id that every file, table and screen takes.

    Bytes that are not UTF-8 become %E9 and the like: two names never become one.
    """
    if name.isascii():
        return name
    return "".join(
        f"%{ord(sign) - 0xDC00:02X}" if "\udc80" <= sign <= "\udcff" else sign for sign in name
    )


class StephError(Exception):
    """The input, a file or the machine is at fault; the user can mend it.

    Parameters
    ----------
    what : str
        What happened, one clause in a pathologist's words.
    where : str or pathlib.Path, optional
        The file or setting concerned. A path is shown by its name only: folders may name patients.
    todo : str, optional
        What to do next, one clause.
    """

    def __init__(self, what: str, where: str | Path | None = None, todo: str | None = None) -> None:
        self.what = printable(what)
        named = where.name or str(where) if isinstance(where, Path) else where
        self.where = None if named is None else printable(named)
        self.todo = todo
        super().__init__(self.what, self.where, todo)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        step = f" {self.todo}" if self.todo else ""
        what = self.what if self.what.endswith((".", "?", "!")) else f"{self.what}."
        return f"{place}{what}{step}"

    def __reduce__(self) -> tuple[type[StephError], tuple[str, str | None, str | None]]:
        return type(self), (self.what, self.where, self.todo)


class UsageError(StephError):
    """The command was called wrongly."""


class FeaturesFault(StephError):
    """Features are gone, damaged or unfinished, or of another encoder than the model's."""


class CaseSigned(StephError):
    """A signed case would get a new result, and nobody agreed to that."""


class WeightsFault(StephError):
    """The weight file of an encoder is missing, damaged or another encoder's."""


class NoTissue(StephError):
    """A slide shows no tissue that could be analysed."""

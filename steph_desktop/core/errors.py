"""Errors that speak to the user, and the exit status of the commands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from pathlib import Path


class ExitCode(IntEnum):
    """Exit status of the commands."""

    DONE = 0
    FAULT = 1
    USAGE = 2
    BUG = 70
    CANCELLED = 130


# What moves the cursor, ends a line or turns the direction of what follows: in the name of a file
# it would rewrite a table on a terminal, or show gnp.exe as exe.png.
_UNSAFE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def printable(text: str, *, lines: bool = True) -> str:
    """Return a text with a mark in place of each character that no screen can show.

    These are bytes that are not UTF-8, control characters, and signs that turn the direction of
    writing; without `lines`, as for a name, ends of lines too.
    """
    if not text.isascii():
        text = text.encode("utf-8", "replace").decode()
    text = _UNSAFE.sub("?", text)
    return text if lines else text.replace("\n", "?")


def plain_name(name: str) -> str:
    """Return a file's name as an id that is valid in every file, table and screen.

    Bytes that are not UTF-8 become %E9 and the like: two names never become one.
    """
    if name.isascii():
        return name
    return "".join(
        f"%{ord(sign) - 0xDC00:02X}" if "\udc80" <= sign <= "\udcff" else sign for sign in name
    )


def enumerated(words: Sequence[str]) -> str:
    """Join words as a sentence does: ``a``, ``a and b``, ``a, b and c``."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def count_of(number: int, thing: str) -> str:
    """Return a count in words: ``1 slide``, ``2 slides``."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


class StephError(Exception):
    """A fault of the input, a file or the machine that the user can fix.

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
        self.where = None if named is None else printable(named, lines=False)
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
    """Features are missing, damaged or unfinished, or made by another encoder than the model's."""


class CaseSigned(StephError):
    """A signed case would get a new result that nobody has agreed to."""


class WeightsFault(StephError):
    """The weight file of an encoder is missing or damaged, or belongs to another encoder."""


class NoTissue(StephError):
    """A slide shows no tissue that can be analysed."""

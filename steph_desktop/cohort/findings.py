"""Findings of a cohort's audit: how grave, what, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from steph_desktop.core.errors import StephError

_SHOWN_ROWS = 5


class AuditSeverity(Enum):
    """What a finding means for training."""

    BLOCKING = "blocking"
    ADVISORY = "advisory"


@dataclass(frozen=True)
class AuditFinding:
    """One finding."""

    # Blocking findings stop training, advisory ones are for the reader to judge.
    severity: AuditSeverity
    # what, where, todo: As in `StephError`: what is the matter, in which file, what to do.
    what: str
    where: str
    todo: str
    cancer: str = ""  # the cancer concerned; empty for the cohort as a whole
    rows: tuple[int, ...] = ()  # rows of a table that can be left out instead


def blocking_of(findings: Iterable[AuditFinding]) -> tuple[AuditFinding, ...]:
    """Return the findings that stop training."""
    return tuple(f for f in findings if f.severity is AuditSeverity.BLOCKING)


def blocking_first(findings: Iterable[AuditFinding]) -> tuple[AuditFinding, ...]:
    """Return the findings with the blocking ones first, otherwise in order."""
    return tuple(sorted(findings, key=lambda f: f.severity is AuditSeverity.ADVISORY))


def refuse_blocking(findings: Iterable[AuditFinding]) -> None:
    """Raise the first blocking finding as a `StephError` that counts the others."""
    found = blocking_of(findings)
    if found:
        first = found[0]
        more = f" ({len(found) - 1} more faults were found)" if len(found) > 1 else ""
        where = f"{first.cancer}/{first.where}" if first.cancer else first.where
        raise StephError(f"{first.what}{more}", where, first.todo)


class Notes:
    """Collects findings about one cancer, or about a cohort as a whole."""

    def __init__(self, cancer: str = "") -> None:
        self.cancer = cancer
        self.findings: list[AuditFinding] = []

    def blocking(self, what: str, where: str, todo: str, rows: Sequence[int] = ()) -> None:
        """Note what stops training."""
        self._add(AuditSeverity.BLOCKING, what, where, todo, rows)

    def advisory(self, what: str, where: str, todo: str, rows: Sequence[int] = ()) -> None:
        """Note what the reader should judge."""
        self._add(AuditSeverity.ADVISORY, what, where, todo, rows)

    def _add(
        self, severity: AuditSeverity, what: str, where: str, todo: str, rows: Sequence[int]
    ) -> None:
        found = AuditFinding(severity, what, where, todo, self.cancer, tuple(rows))
        self.findings.append(found)

    def refuse_blocking(self) -> None:
        """Raise the first blocking finding as a `StephError`."""
        refuse_blocking(self.findings)


class RowFaults:
    """Collects faults of single rows; those of one kind in one column become one finding."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str, str], list[int]] = {}

    def add(self, column: str, what: str, todo: str, *rows: int) -> None:
        """Note a fault of some rows."""
        self._found.setdefault((column, what, todo), []).extend(rows)

    def note(self, note: Callable[[str, str, str, Sequence[int]], None], where: str) -> None:
        """Pass every kind of fault on as what, where and what to do, in the order of rows."""
        kinds = ((sorted(rows), kind) for kind, rows in self._found.items() if rows)
        for rows, (column, what, todo) in sorted(kinds, key=lambda found: found[0][0]):
            note(f"{name_rows(rows)}, column {column}: {what}", where, todo, rows)


def name_rows(rows: Sequence[int]) -> str:
    """Name some rows: ``Row 7``, ``Rows 7, 9 and 12``, ``Rows 7, 9, 12, 15, 18 and 40 more``."""
    if len(rows) == 1:
        return f"Row {rows[0]}"
    shown = [str(row) for row in rows[:_SHOWN_ROWS]]
    if len(rows) > _SHOWN_ROWS:
        return f"Rows {', '.join(shown)} and {len(rows) - _SHOWN_ROWS} more"
    return f"Rows {', '.join(shown[:-1])} and {shown[-1]}"


def judge_regions(of_region: int, total: int, where: str, notes: Notes) -> None:
    """Say where features were made inside drawn regions, which are not the whole tissue."""
    if of_region:
        what = (
            "all feature files hold a drawn region of their slide" if of_region == total else
            f"{of_region} of {total} feature files hold a drawn region of their slide"
        )  # fmt: skip
        notes.advisory(
            f"Region only: {what}, not the whole",
            where,
            "Extract whole slides if that was not meant: a model learns what it is shown, and its "
            "cases must then be read in the same way.",
        )

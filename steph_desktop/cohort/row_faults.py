"""Faults of many rows told as one: the first rows are named, the others counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence

_SHOWN_ROWS = 5


class RowFaults:
    """Collects faults of one kind in one column."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str, str], list[int]] = {}

    def add(self, column: str, what: str, todo: str, row: int) -> None:
        """Note a fault of one row."""
        self._found.setdefault((column, what, todo), []).append(row)

    def tell(self, note: Callable[[str, str, str], None], where: str) -> None:
        """Pass every kind of fault on as what, where and what to do."""
        for (column, what, todo), rows in self._found.items():
            place = f"{say_rows(rows)}, column {column}: " if column else f"{say_rows(rows)}: "
            note(place + what, where, todo)


def say_rows(rows: Sequence[int]) -> str:
    """Name some rows: ``Row 7``, ``Rows 7, 9 and 12``, ``Rows 7, 9, 12, 15, 18 and 40 more``."""
    if len(rows) == 1:
        return f"Row {rows[0]}"
    shown = [str(row) for row in rows[:_SHOWN_ROWS]]
    if len(rows) > _SHOWN_ROWS:
        return f"Rows {', '.join(shown)} and {len(rows) - _SHOWN_ROWS} more"
    return f"Rows {', '.join(shown[:-1])} and {shown[-1]}"


def count_of(number: int, thing: str) -> str:
    """Say how many: ``1 slide``, ``2 slides``."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"

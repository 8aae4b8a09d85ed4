"""Lists of items that others wrote: a bad item is named with its reason, the rest stay."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from steph_desktop.core.errors import StephError, printable

T = TypeVar("T")
K = TypeVar("K")

DAMAGE = (
    StephError, OSError, EOFError, ValueError, TypeError, LookupError, AttributeError,
    ArithmeticError, RecursionError,
)  # fmt: skip
"""What reading one item may raise because of what is in it; anything else is a bug."""


@dataclass(frozen=True)
class BadItem:
    """An item of a list that cannot be read."""

    name: str  # as the list shows it
    fault: StephError  # why


@dataclass(frozen=True)
class Sifted(Generic[T]):
    """The items of a list that could be read, in order, and those that could not."""

    good: tuple[T, ...]
    bad: tuple[BadItem, ...] = ()

    @property
    def left_out(self) -> str:
        """One line on what is left out, and why; empty if nothing is."""
        if not self.bad:
            return ""
        more = f" ({len(self.bad) - 1} more are left out as well.)" if len(self.bad) > 1 else ""
        return f"Left out: {self.bad[0].fault}{more}"


def grouped(items: Iterable[T], key: Callable[[T], K]) -> dict[K, list[T]]:
    """Return items by what `key` says of each, all in the order in which they came."""
    found: dict[K, list[T]] = {}
    for item in items:
        found.setdefault(key(item), []).append(item)
    return found


def read_each(
    items: Iterable[K], read: Callable[[K], T], name: Callable[[K], str] = str
) -> Sifted[T]:
    """Read the items of a list one by one.

    What `read` raises of `DAMAGE` is the fault of its item.
    """
    good, bad = [], []
    for item in items:
        try:
            good.append(read(item))
        except DAMAGE as error:
            bad.append(BadItem(printable(name(item)), fault_of(error, name(item))))
    return Sifted(tuple(good), tuple(bad))


def fault_of(error: Exception, name: str) -> StephError:
    """Return what is wrong with an item, worded for the user."""
    if isinstance(error, StephError):
        return error
    if isinstance(error, OSError) and error.strerror:
        return StephError(f"It cannot be read ({error.strerror})", name, "Check it and its disk.")
    return StephError("It is damaged and cannot be read", name, "Put it back from a backup.")

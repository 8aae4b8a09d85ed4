"""Strict readers of the values of a card: each refuses what is not of its kind."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any, TypeVar

from steph_desktop.core.errors import StephError

CARD_FILE = "card.json"
MAX_WIDTH = 1 << 16
_E = TypeVar("_E", bound=Enum)


def bad(reason: str) -> StephError:
    """Return the refusal of a card."""
    return StephError(f"The card is not right: {reason}", CARD_FILE, "Get the pack again.")


def exact_keys(value: Mapping[str, Any], known: set[str], name: str) -> None:
    """Refuse keys that are missing or not known."""
    if missing := sorted(known - set(value)):
        raise bad(f"{name} lacks {missing[0]!r}")
    if unknown := sorted(set(value) - known):
        raise bad(f"{name} holds {unknown[0][:40]!r}, which is not known")


def bound(parse: Callable[[Any, str], Any], name: str) -> Callable[[Any], Any]:
    """Bind a reader to the name of its value."""
    return lambda value: parse(value, name)


def enum_parser(name: str, kind: type[_E]) -> Callable[[Any], _E]:
    """Return a reader of one of an enum's values."""

    def parse(value: Any) -> _E:
        for member in kind:
            if isinstance(value, str) and member.value == value:
                return member
        raise bad(f"{name} is {str(value)[:40]!r}")

    return parse


def mapping(value: Any, name: str) -> dict[str, Any]:
    """Read named values."""
    if not isinstance(value, dict):
        raise bad(f"{name} is not a set of named values")
    return value


def text(value: Any, name: str) -> str:
    """Read a text of bounded length."""
    if not isinstance(value, str) or len(value) > 20_000:
        raise bad(f"{name} is not a text")
    return value


def flag(value: Any, name: str) -> bool:
    """Read true or false."""
    if not isinstance(value, bool):
        raise bad(f"{name} is neither true nor false")
    return value


def number(value: Any, name: str) -> float:
    """Read a finite number."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise bad(f"{name} is not a number")
    return float(value)


def share(value: Any, name: str) -> float:
    """Read a number from 0 to 1."""
    found = number(value, name)
    if not 0 <= found <= 1:
        raise bad(f"{name} is not between 0 and 1")
    return found


def count(value: Any, name: str) -> int:
    """Read a whole number from 0."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 1 << 63:
        raise bad(f"{name} is not a whole number from 0")
    return value


def width(value: Any, name: str) -> int:
    """Read a whole number from 1 to `MAX_WIDTH`."""
    if not 1 <= count(value, name) <= MAX_WIDTH:
        raise bad(f"{name} is out of range")
    return int(value)


def list_of(
    value: Any, name: str, parse: Callable[[Any, str], Any], longest: int
) -> tuple[Any, ...]:
    """Read a list of bounded length, item by item."""
    if not isinstance(value, list) or len(value) > longest:
        raise bad(f"{name} is not a list of at most {longest}")
    return tuple(parse(item, name) for item in value)

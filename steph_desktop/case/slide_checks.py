"""Can this slide be trusted? What was checked, how it came out, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from steph_desktop.workspace.records import Quality


class CheckKind(Enum):
    """What is checked, as its name in the window and on reports."""

    RESOLUTION = "Pixel size"
    TISSUE = "Tissue area"
    FOCUS = "Focus"
    PEN = "Pen marks"
    BUBBLES = "Air bubbles and dirt"
    STAIN = "Stain"
    FEATURES = "Tissue pattern"
    ORGAN = "Organ"


class CheckStatus(Enum):
    """How a check came out; grey where it could not be made."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    GREY = "not checked"


_GRAVITY = {CheckStatus.GREY: 0, CheckStatus.GREEN: 1, CheckStatus.AMBER: 2, CheckStatus.RED: 3}


@dataclass(frozen=True)
class Check:
    """One check of a case.

    Attributes
    ----------
    kind : CheckKind
        What was checked.
    light : CheckStatus
        How it came out.
    figure : str
        What was measured, with its unit; empty where nothing was.
    reason : str
        One sentence that a pathologist understands.
    """

    kind: CheckKind
    light: CheckStatus
    figure: str
    reason: str


def worst(checks: Sequence[Check]) -> CheckStatus:
    """Return the gravest light of a case; grey where nothing was checked."""
    return max(
        (check.light for check in checks), key=_GRAVITY.__getitem__, default=CheckStatus.GREY
    )


def by_gravity(checks: Sequence[Check]) -> tuple[Check, ...]:
    """Return the checks, gravest first, otherwise in their own order."""
    return tuple(sorted(checks, key=lambda check: -_GRAVITY[check.light]))


def summary(checks: Sequence[Check]) -> str:
    """Say in a line how the checks came out."""
    light = worst(checks)
    if light in (CheckStatus.AMBER, CheckStatus.RED):
        first, *others = [check for check in by_gravity(checks) if check.light is light]
        figure = f" ({first.figure})" if first.figure else ""
        more = f", and {len(others)} more" if others else ""
        return f"{first.reason.rstrip('.')}{figure}{more}"
    made = sum(check.light is CheckStatus.GREEN for check in checks)
    left = len(checks) - made
    if not made:
        return "Nothing was checked"
    rest = f", {left} not checked" if left else ""
    return f"{made} checks passed{rest}"


_QUALITY = {
    CheckStatus.GREEN: Quality.GOOD,
    CheckStatus.AMBER: Quality.DOUBTFUL,
    CheckStatus.RED: Quality.POOR,
}


def quality_of(checks: Sequence[Check]) -> Quality | None:
    """Return what a list of cases says of the checks; None where nothing was checked."""
    return _QUALITY.get(worst(checks))


def checks_to_json(checks: Sequence[Check]) -> list[dict[str, Any]]:
    """Return checks as plain JSON values."""
    return [
        {
            "kind": check.kind.name.lower(),
            "light": check.light.value,
            "figure": check.figure,
            "reason": check.reason,
        }
        for check in checks
    ]


def checks_from_json(values: Sequence[dict[str, Any]]) -> tuple[Check, ...]:
    """Read checks back.

    Raises
    ------
    KeyError, ValueError
        If one is not as `checks_to_json` writes it.
    """
    return tuple(
        Check(
            CheckKind[str(value["kind"]).upper()],
            CheckStatus(value["light"]),
            str(value["figure"]),
            str(value["reason"]),
        )
        for value in values
    )

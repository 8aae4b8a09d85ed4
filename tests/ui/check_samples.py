"""Checks of made-up cases, for the tests of the case panel."""

from __future__ import annotations

from dataclasses import replace

from steph_desktop.case.result import CaseResult
from steph_desktop.case.slide_checks import Check, CheckKind, CheckStatus

_WORDS = {
    CheckKind.RESOLUTION: ("0.5 µm/px", "The pixel size was stated by the scanner."),
    CheckKind.TISSUE: ("0.82 mm², 50 patches", "As much tissue as in the training cohort."),
    CheckKind.FOCUS: ("blur 0.40 of 1", "The slide is in focus."),
    CheckKind.PEN: ("0.0 %", "No pen marks on the tissue."),
    CheckKind.BUBBLES: ("0.0 %", "No air bubbles or dirt on the tissue."),
    CheckKind.STAIN: ("0.3 SD", "Stain like the training cohort's."),
    CheckKind.FEATURES: ("0.0 SD", "Tissue pattern like the training cohort's."),
    CheckKind.ORGAN: ("", "Nothing suggests an organ other than BRCA's."),
}
_BAD = {
    CheckKind.PEN: "Pen marks lie on the tissue; what is under them was not analysed.",
    CheckKind.FOCUS: "The slide is out of focus.",
    CheckKind.ORGAN: "The tissue looks more like KIPAN than like BRCA: is this the right organ?",
}


def make_checks(**lights: CheckStatus) -> tuple[Check, ...]:
    """All checks, green but for those that are named."""
    found = []
    for kind, (figure, reason) in _WORDS.items():
        light = lights.get(kind.name.lower(), CheckStatus.GREEN)
        if light is CheckStatus.GREY:
            figure, reason = "", "Not checked: there are features alone, no slide."
        elif light is not CheckStatus.GREEN:
            reason = _BAD.get(kind, reason)
        found.append(Check(kind, light, figure, reason))
    return tuple(found)


def with_checks(result: CaseResult, **lights: CheckStatus) -> CaseResult:
    """The case with its checks."""
    return replace(result, checks=make_checks(**lights))

"""Whether a pixel size is to be believed: against the objective, and against what scanners make.

A slide that states a doubtful size is treated as one that states none: the user is asked. What the
user states is compared with what the slide says.
"""

from __future__ import annotations

USUAL_MPP = (0.1, 2.0)
"""Micrometres per level-0 pixel of scanners with usual objectives (100x to 5x); a tenth or tenfold
of a true value lies outside."""

OBJECTIVE_RATIO = (0.7, 1.5)
"""Bounds of pixel size x objective / 10: 0.9 to 1.1 on most scanners. Half and double lie outside:
20x with 0.25 µm, 40x with 0.5 µm."""

SAME_MPP = 0.05
"""Pixel sizes that differ by more than this share are two scales."""

_STRONGEST = 100.0  # no slide scanner has a stronger objective
# Their cameras are not matched to the objective: 20x with 0.22 to 0.39 µm is theirs.
_OWN_CAMERAS = frozenset({"mirax", "zeiss"})
# Of screens and printers; software writes these where it knows no pixel size.
_SCREEN_DPI = (72, 96, 100, 120, 144, 150, 200, 300, 600)


def doubt_of(mpp: float, objective: float | None, vendor: str = "") -> str:
    """Say in a clause why a stated pixel size is not to be believed; empty if nothing is wrong."""
    if objective is not None and 0 < objective <= _STRONGEST and vendor not in _OWN_CAMERAS:
        low, high = OBJECTIVE_RATIO
        if not low <= mpp * objective / 10 <= high:
            return (
                f"The slide states {mpp:.4g} µm/px and a {objective:g}x objective, which do not go "
                f"together: {objective:g}x is about {10 / objective:.3g} µm/px"
            )
        return ""
    low, high = USUAL_MPP
    if not low <= mpp <= high:
        side = "smaller" if mpp < low else "larger"
        return (
            f"The slide states {mpp:.4g} µm/px, far {side} than scanners make: it may be wrong by "
            "a factor of ten"
        )
    return ""


def screen_words(um_per_px: float) -> str:
    """Say that a resolution is one of a screen or printer; empty if it is not."""
    dpi = 25_400 / um_per_px
    near = min(_SCREEN_DPI, key=lambda known: abs(known - dpi))
    if abs(dpi - near) > 0.01 * near:
        return ""
    return (
        f"The slide does not state its pixel size: its {near} dots per inch are those of a screen "
        "or printer"
    )


def contradiction(stated: float, own: float | None) -> str:
    """Say that the user's pixel size is not the slide's; empty where they agree."""
    if own is None or abs(stated / own - 1) <= SAME_MPP:
        return ""
    return f"The pixel size was stated as {stated:.4g} µm, but the slide itself says {own:.4g} µm."

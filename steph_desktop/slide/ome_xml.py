"""OME-XML: the images that it describes, their pixel sizes, dyes and objectives.

Only start tags are looked at: entities and nesting, by which XML can hurt, mean nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

KNOWN_IMAGES = ("label", "macro", "overview", "thumbnail")
"""Pictures beside the slide, by what they are called."""

UNITS_UM = {
    "µm": 1.0, "μm": 1.0, "um": 1.0, "\\u00b5m": 1.0, "micron": 1.0, "microns": 1.0,
    "micrometer": 1.0, "nm": 1e-3, "mm": 1e3, "cm": 1e4, "m": 1e6, "pm": 1e-6, "å": 1e-4,
    "inch": 25_400.0, "in": 25_400.0,
}  # fmt: skip
"""Micrometres of a unit of length."""

_ELEMENT = re.compile(r"<(?:\w+:)?(Image|Pixels|Channel|Objective)\b([^<>]*)>")
_ATTRIBUTE = re.compile(r"""(\w+)\s*=\s*["']([^"'<>]*)["']""")


@dataclass
class OmePixels:
    """The Pixels element of an OME image, its channels, and the name of the image."""

    attributes: dict[str, str]
    channels: list[dict[str, str]] = field(default_factory=list)
    name: str = ""

    @property
    def size(self) -> tuple[str | None, str | None]:
        """Width and height, as they are written."""
        return self.attributes.get("SizeX"), self.attributes.get("SizeY")

    @property
    def has_dyes(self) -> bool:
        """Whether it shows fluorescence."""
        return any(
            "Fluor" in one
            or "EmissionWavelength" in one
            or one.get("ContrastMethod") == "Fluorescence"
            for one in self.channels
        )


def read_ome(text: str) -> tuple[list[OmePixels], list[str]]:
    """Return the images of OME-XML, and the magnifications of its objectives."""
    images: list[OmePixels] = []
    powers: list[str] = []
    title = ""
    for name, inside in _ELEMENT.findall(text):
        attributes = dict(_ATTRIBUTE.findall(inside))
        if name == "Image":
            title = attributes.get("Name", "")
        elif name == "Pixels":
            images.append(OmePixels(attributes, name=title))
        elif name == "Channel" and images:
            images[-1].channels.append(attributes)
        elif name == "Objective":
            powers.append(attributes.get("NominalMagnification", ""))
    return images, powers


def ome_properties(own: OmePixels | None, powers: Sequence[str]) -> dict[str, str]:
    """Return pixel size and objective of an image under OpenSlide's names."""
    found: dict[str, str] = {}
    attributes = own.attributes if own is not None else {}
    for axis in "XY":
        unit = UNITS_UM.get(attributes.get(f"PhysicalSize{axis}Unit", "µm").lower())
        value = attributes.get(f"PhysicalSize{axis}")
        if value is not None and unit is not None:
            try:
                found[f"openslide.mpp-{axis.lower()}"] = repr(float(value) * unit)
            except ValueError:
                found[f"openslide.mpp-{axis.lower()}"] = "nan"
    if len(powers) == 1 and powers[0]:
        found["openslide.objective-power"] = powers[0]
    return found

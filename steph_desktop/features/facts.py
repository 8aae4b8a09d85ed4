"""Facts about feature files and the slides they belong to; light, without HDF5."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from steph_desktop.core.errors import StephError, count_of

FEATURE_SUFFIXES = frozenset({".h5", ".pt"})
"""Of files that are opened as a case in place of a slide."""


@dataclass(frozen=True)
class FeatureFacts:
    """What a feature file states; empty or None where it does not."""

    name: str  # of the file
    slide_id: str  # name of the slide
    encoder: str = ""  # what made the features
    feature_dim: int | None = None  # values per patch D
    target_mpp: float | None = None  # micrometres per pixel at which the encoder saw the patches
    slide_size_px: tuple[int, int] | None = None  # width and height of level 0 of the slide


def is_feature_file(path: Path) -> bool:
    """Tell by its name whether a file holds features, not a slide."""
    return path.suffix.lower() in FEATURE_SUFFIXES


UNKNOWN_ENCODER = "unknown"
"""On the card of a model, in place of the name of an encoder that nobody stated"""


def encoders_differ(one: str, other: str) -> bool:
    """Whether two names are of different encoders; one that is not known may be any."""
    known = not {one, other} & {"", UNKNOWN_ENCODER}
    return known and plain_encoder(one) != plain_encoder(other)


def plain_encoder(encoder: str) -> str:
    """Return one spelling of an encoder's name: UNI2-h, uni2_h, uni_v2; UNI, uni_v1."""
    name = re.sub(r"[^a-z0-9]", "", encoder.lower())
    name = name.removeprefix("mahmood")  # as STAMP names them
    return {"univ1": "uni", "univ2": "uni2h", "uni2": "uni2h"}.get(name, name)


def left_out_words(failed: int, total: int) -> str:
    """Say that patches of a slide could not be read."""
    return f"{failed} of {total} patches could not be decoded and were left out."


def slides_for(features: Sequence[FeatureFacts], slides: Sequence[Path]) -> tuple[Path, ...]:
    """Return slides in the order of the feature files that were made from them.

    One slide for each file, in any order: a slide goes to the file that names it, else by its
    place.

    Raises
    ------
    StephError
        If there are more or fewer slides, one cannot be read, or one is not as large as the
        slide that the features were made from.
    """
    from steph_desktop.slide.info import slide_id_of
    from steph_desktop.slide.reader import Slide

    if len(slides) != len(features):
        raise StephError(
            f"This case has {count_of(len(features), 'feature file')}, and {len(slides)} slides "
            "were chosen",
            None,
            "Choose one slide for each.",
        )
    left = list(slides)
    found: list[Path] = []
    for facts in features:
        named = next((path for path in left if slide_id_of(path) == facts.slide_id), left[0])
        left.remove(named)
        found.append(named)
    for facts, path in zip(features, found, strict=True):
        with Slide(path) as slide:
            size_px = slide.info.size_px
        if facts.slide_size_px is not None and tuple(size_px) != tuple(facts.slide_size_px):
            width, height = facts.slide_size_px
            raise StephError(
                f"This is not the slide that {facts.name} was made from: it has {size_px[0]} x "
                f"{size_px[1]} pixels, not {width} x {height}",
                path,
                "Choose the slide of these features.",
            )
    return tuple(found)

"""The method that is taken where none is named; a light module, for commands and wizard."""

from __future__ import annotations

RECOMMENDED_METHOD = "steph_auto"
RECOMMENDED_REASON = (
    "It leaves the target model only as far as validation inside the training part supports it: on "
    "synthetic cohorts it gained where cancers are related and lost nothing on average where they "
    "are not."
)

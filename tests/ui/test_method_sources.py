"""Sources that are added are used: the method follows, once, and stays the user's afterwards."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from steph_desktop.training.requests import RECOMMENDED_METHOD
from steph_desktop.training.study.study import StudyDraft
from steph_desktop.ui.pages.training.method_page import method_with

BARE = StudyDraft("s1", method="vanilla")


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        (BARE, RECOMMENDED_METHOD),
        (replace(BARE, source_packs=(Path("a.steph"),)), "vanilla"),
        (replace(BARE, source_cohort=Path("tcga")), "vanilla"),
        (replace(BARE, source_packs=(Path("a.steph"),), method="steph"), "steph"),
    ],
)
def test_the_first_sources_bring_their_method(draft: StudyDraft, expected: str) -> None:
    assert method_with(draft) == expected

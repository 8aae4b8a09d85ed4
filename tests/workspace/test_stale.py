"""A result that was made at another pixel size than is stated now is marked as out of date."""

from __future__ import annotations

from pathlib import Path

from workspace_samples import RUN

from steph_desktop.case.disclosure import STALE, Disclosure, Saying, disclose, disclosures_of
from steph_desktop.workspace.records import Outcome, ResultInput
from steph_desktop.workspace.store import Workspace


def test_another_pixel_size_makes_a_result_stale(tmp_path: Path) -> None:
    slide = tmp_path / "a.svs"
    slide.write_bytes(b"slide" * 100)
    with Workspace.open(tmp_path / "lab") as workspace:
        made = [ResultInput(slide, "ab" * 32, mpp=0.25)]
        workspace.record_result("Case A", RUN, Outcome(-3.0, 20, 40.0, "low"), made)
        assert not workspace.listed_case("Case A").is_stale
        workspace.keep_case("Case A", [slide], 0.5)
        listed = workspace.listed_case("Case A")
        assert listed.has_result and listed.is_stale
        said = disclosures_of(workspace)["Case A"]
        assert said.saying is Saying.EVERYTHING and said.mark == STALE
        workspace.record_result(
            "Case A", RUN, Outcome(-3.0, 20, 40.0, "low"), [ResultInput(slide, "ab" * 32, mpp=0.5)]
        )
        assert not workspace.listed_case("Case A").is_stale


def test_the_mark_says_both_and_a_withheld_result_neither() -> None:
    assert Disclosure(Saying.ON_REQUEST, "A check is red.", is_stale=True).mark.startswith(STALE)
    assert "on request" in Disclosure(Saying.ON_REQUEST, "A check is red.", is_stale=True).mark
    assert Disclosure(Saying.WITHHELD, "A check is red.", is_stale=True).mark == ""
    assert disclose((), is_stale=True).mark == STALE

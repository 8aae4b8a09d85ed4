"""Tables of every kind that people have: understood, or refused for the true reason."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from table_kinds import ASKED, REFUSED, UNDERSTOOD, listed, plain, text

from steph_desktop.cohort.table_doubts import code_rows
from steph_desktop.cohort.table_reading import ReadTable, TableCache, TableRequest
from steph_desktop.cohort.table_schema import StatedTable
from steph_desktop.core.errors import StephError

MIDDLE_DAYS = 789


def read(path: Path, stated: StatedTable | None = None) -> ReadTable:
    return TableCache().read(TableRequest(path, stated=stated))


def said(found: ReadTable) -> str:
    return "\n".join(f"{f.severity.value} {f.what} {f.todo}" for f in found.clinical.findings)


@pytest.mark.parametrize("kind", UNDERSTOOD)
def test_what_is_understood(kind: str, tmp_path: Path) -> None:
    found = read(UNDERSTOOD[kind](tmp_path))
    assert not found.clinical.blocking, said(found)
    assert (found.followed.patients, found.followed.events) == (40, 19)
    assert found.followed.middle_days == pytest.approx(MIDDLE_DAYS, abs=1.5)


@pytest.mark.parametrize(
    "words", ["NA", "n.a.", "-", "unknown", "k.A.", "keine Angabe", "#NV", "?"]
)
def test_words_for_nothing(words: str, tmp_path: Path) -> None:
    rows = plain(time=lambda i: words if i in (3, 7) else None)
    found = read(text(rows)(tmp_path))
    assert not found.clinical.blocking, said(found)
    assert found.followed.patients == 38 and "Rows 5 and 9" in said(found)


@pytest.mark.parametrize("kind", ASKED)
def test_what_is_asked_about_with_its_reason(kind: str, tmp_path: Path) -> None:
    make, reason = ASKED[kind]
    found = read(make(tmp_path))
    assert found.clinical.blocking
    assert reason in said(found)


def test_an_x_stays_a_question_when_it_is_stated(tmp_path: Path) -> None:
    """The empty cells would be taken for unknown, and only the dead left."""
    path = ASKED["an x or nothing"][0](tmp_path)
    found = read(path, StatedTable(event="died", event_is=("x",)))
    assert found.clinical.blocking and "21 cells do not say" in said(found)


def test_further_columns_of_slides_are_told(tmp_path: Path) -> None:
    rows = listed(
        ("patient_id", "slide_1", "slide_2", "OS_days", "OS_event"),
        lambda i, p, d, e: [[p, f"{p}-1", f"{p}-2" if i % 2 else "", d, e]],
    )
    found = read(text(rows)(tmp_path))
    assert not found.clinical.blocking
    assert "slide_2 seem to name more, and are not used" in said(found)


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_refused_for_the_true_reason(kind: str, tmp_path: Path) -> None:
    make, reason = REFUSED[kind]
    with pytest.raises(StephError) as caught:
        read(make(tmp_path))
    assert reason in str(caught.value) and caught.value.todo


@pytest.mark.parametrize(
    ("times", "code"),
    [([100, 900, 999], 0), ([10, 90, 999], 999), ([300, 3000, 9999], 9999),
     ([300, 7000, 9999], 0), ([300, 7000, 9999, 9999], 9999), ([5, 20, 99], 0), ([999, 999], 0)],
)  # fmt: skip
def test_a_code_stands_far_above_true_times(times: list[float], code: float) -> None:
    where, found = code_rows(np.array([*times, np.nan], float))
    assert where.sum() == times.count(code) and (found == code or not code)

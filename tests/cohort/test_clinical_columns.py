import numpy as np
import pytest

from steph_desktop.cohort.clinical_columns import ClinicalCoding, guess_clinical_columns
from steph_desktop.core.errors import StephError


def rows(**columns: list[str]) -> list[dict[str, str]]:
    return [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]


def test_numbers_stages_grades_and_indicators() -> None:
    table = rows(
        age=["60", "72,5", "", "51"],
        stage=["Stage II", "stage iiia", "IV", "I"],
        grade=["G1", "G3", "G2", "g1"],
        sex=["f", "m", "f", "f"],
        site=["a", "b", "b", "c"],
    )
    many = table * 3  # an indicator needs three patients
    coding = ClinicalCoding.of(("age", "stage", "grade", "sex", "site"), many)
    assert coding.names == ("age", "stage", "grade", "sex: m", "site: a", "site: c")
    np.testing.assert_array_equal(
        coding.values(table),
        [
            [60, 2, 1, 0, 1, 0],
            [72.5, 3, 3, 1, 0, 0],
            [60, 4, 2, 0, 0, 0],  # the median of the three ages stands for the missing one
            [51, 1, 1, 0, 0, 1],
        ],
    )
    assert coding.notes == ("age is missing for 3 training patients, who are given the median, 60",)
    unseen = [{"age": "70", "stage": "unknown", "sex": "other", "site": "z"}]
    assert coding.values(unseen).tolist() == [[70, 2.5, 1.5, 0, 0, 0]]


def test_a_number_that_may_be_two_is_refused() -> None:
    coding = ClinicalCoding.of(("age",), rows(age=["0,5", "12,34", "7"]))
    with pytest.raises(StephError, match=r"'1,234' .* may be two numbers"):
        coding.values([{"age": "1,234"}])


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        (["", "", ""], "no value"),
        (["5", "5", "5"], "one value only"),
        ([f"id{n}" for n in range(40)], "40 different values"),
        (["x", "y", "z"], "no two values"),
    ],
)
def test_columns_that_say_nothing_are_refused(cells: list[str], why: str) -> None:
    with pytest.raises(StephError, match=why):
        ClinicalCoding.of(("c",), rows(c=cells))


def test_only_what_is_known_before_follow_up_is_guessed() -> None:
    named = {
        "Age": "", "age_at_diagnosis": "", "sex": "", "Gender": "", "AJCC_stage": "",
        "tumor stage": "", "ajcc_pathologic_tumor_stage": "", "grade": "", "histologic_grade": "",
        "days_to_last_followup": "", "vital_status": "", "stage_at_last_contact": "",
        "age_at_death": "", "percentage": "", "new_tumor_event": "", "cause": "",
    }  # fmt: skip
    assert guess_clinical_columns([named]) == (
        "Age", "age_at_diagnosis", "sex", "Gender", "AJCC_stage", "tumor stage",
        "ajcc_pathologic_tumor_stage", "grade", "histologic_grade",
    )  # fmt: skip

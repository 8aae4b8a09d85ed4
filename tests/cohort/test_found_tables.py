"""Tables as people have them: each gives its 40 patients and 19 events, or a question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from table_cases import (
    N_PATIENTS,
    cbioportal,
    cdr,
    codes,
    dictionary_first,
    gdc,
    outcomes,
    registry,
    write_rows,
)

from steph_desktop.cohort.cohort_tables import Patient
from steph_desktop.cohort.slide_matching import (
    MatchRule,
    RuleKind,
    SampleKind,
    guess_rule,
    match_files,
    sample_kind,
)
from steph_desktop.cohort.table_reading import ReadTable, TableCache, TableRequest
from steph_desktop.cohort.table_schema import SettledBy, StatedTable, TableSchema, TimeUnit
from steph_desktop.core.errors import StephError

EVENTS = 19


def read(path: Path, stated: StatedTable | None = None, **choices: Any) -> ReadTable:
    return TableCache().read(TableRequest(path, stated=stated, **choices))


def said(found: ReadTable) -> str:
    return "\n".join(f"{f.severity.value} {f.what} {f.todo}" for f in found.clinical.findings)


def counted(found: ReadTable) -> tuple[int, int]:
    assert not found.clinical.blocking, said(found)
    return found.followed.patients, found.followed.events


# --- which value means the event ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "seen", "unseen"),
    [
        ("censorship", 0, 1),  # as in the tables of MCAT and its heirs
        ("Censored", "no", "yes"),
        ("cens", 1, 0),  # as in GBSG2, where 1 is the event
        ("overall_survival", 0, 1),  # as in METABRIC, where 1 is alive
        ("alive", "FALSE", "TRUE"),
        ("Lebt", "nein", "ja"),
        ("disease_free", 0, 1),
    ],
)
def test_a_name_that_is_used_both_ways_is_asked_about(
    tmp_path: Path, name: str, seen: Any, unseen: Any
) -> None:
    path = codes(tmp_path / "t.csv", name, seen, unseen)
    found = read(path, StatedTable(event=name))
    (finding,) = found.clinical.blocking
    assert f"Column {name}: which value means the event?" in finding.what
    assert "21 patients, followed for" in finding.what and "--event-is" in finding.todo
    found = read(path, StatedTable(event=name, event_is=(str(seen),)))
    assert counted(found) == (N_PATIENTS, EVENTS)
    assert found.choices.settled_by is SettledBy.STATED


@pytest.mark.parametrize("name", ["censorship", "cens", "Censored"])
def test_it_is_asked_about_without_being_named(tmp_path: Path, name: str) -> None:
    found = read(codes(tmp_path / "t.csv", name, 0, 1))
    assert found.choices.event == name and found.clinical.blocking


@pytest.mark.parametrize(
    ("name", "seen", "unseen", "time"),
    [
        ("uncensored", 1, 0, "survival_months"),
        ("censoring", "event", "censored", "survival_months"),
        ("OS", 1, 0, "OS.time"),
        ("fustat", 1, 0, "futime_days"),
        ("status", 2, 1, "time_days"),
        ("e.os", 1, 0, "t.os_days"),
        ("OS_STATUS", "1:DECEASED", "0:LIVING", "OS_MONTHS"),
        ("Vitalstatus", "verstorben", "lebend", "survival_months"),
        ("status (1 = alive, 2 = dead)", 2, 1, "survival_months"),
        ("vital status [0=dead; 1=alive]", 0, 1, "survival_months"),
        ("censored (1=censored)", 0, 1, "survival_months"),
    ],
)
def test_what_is_plain_is_not_asked(
    tmp_path: Path, name: str, seen: Any, unseen: Any, time: str
) -> None:
    found = read(codes(tmp_path / "t.csv", name, seen, unseen, time))
    assert counted(found) == (N_PATIENTS, EVENTS)
    assert (found.choices.event, found.choices.time) == (name, time)
    assert found.followed.longest_days == pytest.approx(max(d for _, d, _ in outcomes()), rel=0.01)


def test_codes_that_contradict_the_follow_up_are_asked_about(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["id", "days", "status"]]
    rows += [[f"P{n}", 1500 + n if n % 3 else 300 + n, int(n % 3 > 0)] for n in range(60)]
    found = read(write_rows(tmp_path / "t.csv", rows))
    assert "By its name 1 would mean the event, but" in said(found) and found.clinical.blocking


def test_a_death_of_another_cause_is_asked_about(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["id", "months", "vital_status"]]
    for i, (patient, days, event) in enumerate(outcomes()):
        word = ("Died of Disease" if i % 3 else "Died of Other Causes") if event else "Living"
        rows.append([patient, days / 30.4375, word])
    path = write_rows(tmp_path / "t.csv", rows)
    found = read(path)
    assert "'died of other causes' has no meaning yet" in said(found) and found.clinical.blocking
    n_disease = sum(row[2] == "Died of Disease" for row in rows)
    stated = read(path, StatedTable(event_is=("died of disease",)))
    assert counted(stated) == (N_PATIENTS, n_disease)
    assert "no event where it is living, died of other causes" in stated.choices.sentences
    left = read(path, StatedTable(event_is=("Died of Disease",), skipped=("Died of Other Causes",)))
    assert counted(left)[0] < N_PATIENTS


def test_two_words_of_which_one_is_a_death_of_another_cause(tmp_path: Path) -> None:
    found = read(codes(tmp_path / "t.csv", "status", "dead of other cause", "alive"))
    assert found.clinical.blocking and not found.followed.events


def test_three_codes_are_asked_about(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["id", "days", "status"]]
    rows += [[patient, days, event * (1 + i % 2)] for i, (patient, days, event) in
             enumerate(outcomes())]  # fmt: skip
    found = read(write_rows(tmp_path / "pbc.csv", rows))
    assert "'2' has no meaning yet" in said(found)


def test_the_endpoints_of_one_table(tmp_path: Path) -> None:
    path = cdr(tmp_path / "cdr.csv")
    found = read(path)
    assert (found.choices.event, found.choices.time) == ("OS", "OS.time")
    assert counted(found) == (N_PATIENTS, EVENTS)
    assert found.table.endpoints == tuple((e, f"{e}.time") for e in ("OS", "DSS", "DFI", "PFI"))
    for event, known in (("DSS", 35), ("DFI", 20), ("PFI", 40)):
        other = read(path, StatedTable(event=event))
        assert (other.choices.event, other.choices.time) == (event, f"{event}.time")
        assert counted(other)[0] == known


def test_what_is_stated_and_is_not_there(tmp_path: Path) -> None:
    path = codes(tmp_path / "t.csv", "OS", 1, 0, "OS.time")
    for stated, why in (
        (StatedTable(event="DSS"), "no column DSS"),
        (StatedTable(clinical=("age",)), "no column age"),
        (StatedTable(event_is=("7",)), "no value '7'"),
        (StatedTable(event_is=("1",), skipped=("1",)), "two things"),
        (StatedTable(left_out_rows=(99,)), "no row 99"),
    ):
        with pytest.raises(StephError, match=why):
            read(path, stated)


def test_a_stated_unit_and_time(tmp_path: Path) -> None:
    path = codes(tmp_path / "t.csv", "OS", 1, 0, "zzz_days")
    found = read(path, StatedTable(time="zzz_days", unit=TimeUnit.WEEKS))
    assert found.choices.unit is TimeUnit.WEEKS
    assert found.followed.longest_days == 7 * max(days for _, days, _ in outcomes())


# --- the sheet -----------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [registry, dictionary_first])
def test_workbooks(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    found = read(make(tmp_path / "t.xlsx"))
    assert counted(found) == (N_PATIENTS, EVENTS)
    assert "a sum or a mean" in said(found)
    longest = max(days for _, days, _ in outcomes())
    assert found.followed.longest_days == pytest.approx(longest, rel=0.01)


def test_a_registry(tmp_path: Path) -> None:
    found = read(registry(tmp_path / "t.xlsx"))
    assert (found.table.sheet, found.table.header_row) == ("Kohorte", 3)
    assert "Excel, sheet Kohorte, header in row 3" in found.table.form
    assert found.clinical.patients[0].patient_id == "00001"
    # Remarks and dates stay in the table.
    assert found.choices.clinical == ("Alter", "Stadium")
    assert "Row 46: a sum or a mean" in said(found)


def test_headers_of_two_levels(tmp_path: Path) -> None:
    found = read(dictionary_first(tmp_path / "t.xlsx"))
    assert found.table.sheet == "Patients"
    assert found.table.header == (
        "Case", "Age", "OS months", "OS status", "DFS months", "DFS status"
    )  # fmt: skip
    assert (found.choices.event, found.choices.time) == ("OS status", "OS months")
    other = read(tmp_path / "t.xlsx", StatedTable(event="DFS status"))
    assert other.choices.time == "DFS months"


def test_a_name_that_is_merged_over_the_rows_of_its_slides(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.append(["Case", "Slide", "OS months", "Status"])
    for i, (_, days, event) in enumerate(outcomes()):
        word = "dead" if event else "alive"
        sheet.append([f"K{i:02}", f"S{i}a", round(days / 30.4375, 2), word])
        sheet.append([None, f"S{i}b", None, None])
        last = sheet.max_row
        for column in "ACD":
            sheet.merge_cells(f"{column}{last - 1}:{column}{last}")
    book.save(tmp_path / "t.xlsx")
    found = read(tmp_path / "t.xlsx")
    assert counted(found) == (N_PATIENTS, EVENTS)
    assert found.clinical.patients[3].slide_ids == ("S3a", "S3b")


def test_groups_above_names_that_come_twice(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["", "OS", "", "DFS", ""], ["id", "days", "event", "days", "event"]]
    rows += [[p, d, e, d // 2 + 1, 1] for p, d, e in outcomes()]
    found = read(write_rows(tmp_path / "t.csv", rows))
    assert found.table.header == ("id", "OS days", "OS event", "DFS days", "DFS event")
    assert counted(found) == (N_PATIENTS, EVENTS)


@pytest.mark.parametrize(("make", "n"), [(gdc, 39), (cbioportal, 40)])
def test_files_of_portals(tmp_path: Path, make: Callable[[Path], Path], n: int) -> None:
    found = read(make(tmp_path / "t.tsv"))
    assert counted(found)[0] == n and found.followed.events >= EVENTS - 1
    if n == 39:
        assert "Row 7: time or event is not known" in said(found)


def test_a_header_row_that_is_stated(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["A", "B", "C"], ["id", "days", "dead"]]
    rows += [[p, d, e] for p, d, e in outcomes()]
    path = write_rows(tmp_path / "t.csv", rows)
    assert read(path).table.header == ("A", "B", "C")
    found = read(path, header_row=2)
    assert counted(found) == (N_PATIENTS, EVENTS)
    with pytest.raises(StephError, match="Row 500 is empty"):
        read(path, header_row=500)


def test_a_patient_is_no_total(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["surgery", "id", "days", "dead", "stage"]]
    rows += [["total" if i % 2 else "subtotal", p, d, e, "II"] for i, (p, d, e) in
             enumerate(outcomes())]  # fmt: skip
    assert counted(read(write_rows(tmp_path / "t.csv", rows))) == (N_PATIENTS, EVENTS)


def test_rows_that_a_person_leaves_out(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["id", "days", "dead"]]
    rows += [[p, d, e] for p, d, e in outcomes()]
    rows.append(["", 12, 1])
    path = write_rows(tmp_path / "t.csv", rows)
    (finding,) = read(path).clinical.blocking
    assert finding.rows == (42,)
    found = read(path, StatedTable(left_out_rows=finding.rows))
    assert counted(found) == (N_PATIENTS, EVENTS)
    assert "Row 42: left out, as you chose" in said(found)


def test_a_corrected_file_keeps_the_choices(tmp_path: Path) -> None:
    path = codes(tmp_path / "t.csv", "censorship", 0, 1)
    chosen = read(path, StatedTable(event_is=("0",), unit=TimeUnit.WEEKS)).choices
    rows = path.read_text().splitlines()
    path.write_text("\n".join([rows[0] + ",age", *(f"{row},50" for row in rows[1:-1])]))
    found = read(path, choices=chosen)
    assert counted(found)[0] == N_PATIENTS - 1
    assert found.choices.event_words == ("0",) and found.choices.unit is TimeUnit.WEEKS
    # A column that was renamed is guessed, the rest stays.
    path.write_text(path.read_text().replace("case_id", "patient"))
    found = read(path, choices=chosen)
    assert (found.choices.patient, found.choices.event_words) == ("patient", ("0",))
    assert found.choices.unit is TimeUnit.WEEKS


def test_duplicates_that_contradict_each_other_are_said_once(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["id", "days", "dead"], ["A", 10, 1], ["B", 5, 0], ["A", 12, 0],
                             ["B", 5, 0], ["C", 9, 1]]  # fmt: skip
    found = read(write_rows(tmp_path / "t.csv", rows))
    assert said(found).count("Row 4") == 1
    assert "blocking Row 4, column days and dead: differs from row 2" in said(found)
    assert "advisory Row 5, column id: an earlier row has the same patient" in said(found)


def test_names_dates_and_remarks_do_not_go_along_unless_chosen(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["id", "Last name", "born", "age", "stage", "remark", "days", "dead"]]
    for i, (p, d, e) in enumerate(outcomes()):
        born = f"19{40 + i}-03-04"
        rows.append([p, f"Name{i % 3}", born, 40 + i, "I" * (1 + i % 3), f"seen {i}", d, e])
    path = write_rows(tmp_path / "t.csv", rows)
    found = read(path)
    assert [*found.clinical.patients[0].extra] == ["age", "stage"]
    chosen = read(path, StatedTable(clinical=("stage", "born")))
    assert [*chosen.clinical.patients[0].extra] == ["stage", "born"]


# --- the slides ----------------------------------------------------------------------------------


def people(*names: str) -> tuple[Patient, ...]:
    return tuple(Patient(name, (), 100.0, n % 2 == 0) for n, name in enumerate(names))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("TCGA-A1-A0SB-01Z-00-DX1.AB", None),
        ("TCGA-A1-A0SB-01A-01-TSA.AB", SampleKind.FROZEN),
        ("TCGA-A1-A0SB-01A-02-BS2", SampleKind.FROZEN),
        ("TCGA-A1-A0SB-01A-01-MS1", SampleKind.FROZEN),
        ("TCGA-A1-A0SB-11A-01-TS1", SampleKind.NORMAL),
        ("TCGA-A1-A0SB-10A-01", SampleKind.NORMAL),
        ("TCGA-A1-A0SB-14A", SampleKind.NORMAL),
        ("TCGA-A1-A0SB-06A-01-DX1", SampleKind.METASTASIS),
        ("TCGA-A1-A0SB-02A-01-DX1", SampleKind.RECURRENCE),
        ("TCGA-A1-A0SB", None),
        ("P7_normal_HE", SampleKind.NORMAL),
        ("P7-Frozen-2", SampleKind.FROZEN),
        ("P7 Metastase", SampleKind.METASTASIS),
        ("abnormality_7", None),
    ],
)
def test_kinds_of_samples(name: str, kind: SampleKind | None) -> None:
    assert sample_kind(name) is kind


def test_a_patients_own_name_is_no_kind() -> None:
    assert sample_kind("NORMAL-12_HE", "NORMAL-12") is None


def files(*names: str) -> tuple[Path, ...]:
    return tuple(Path(f"/slides/{name}.svs") for name in names)


def test_normal_and_frozen_tissue_is_left_out_and_told() -> None:
    found = match_files(
        people("P1", "P2"),
        files("P1_a", "P1_normal", "P2_frozen", "P2_b"),
        MatchRule(RuleKind.PREFIX),
    )
    assert found.n_files == 2 and len(found.left_out) == 2 and not found.blocking
    told = " ".join(f.what for f in found.findings)
    assert "1 slide of normal tissue: left out" in told and "frozen tissue: left out" in told
    taken = match_files(
        people("P1", "P2"), files("P1_a", "P1_normal"),
        MatchRule(RuleKind.PREFIX, take=(SampleKind.NORMAL,)),
    )  # fmt: skip
    assert taken.n_files == 2


def test_patients_with_metastases_alone_are_asked_about() -> None:
    names = ("TCGA-D1-0001-06A-01-DX1", "TCGA-D1-0002-06A-01-DX1", "TCGA-D1-0003-01Z-00-DX1")
    who = people(*(name[:12] for name in names))
    rule = guess_rule(who, files(*names))
    found = match_files(who, files(*names), rule)
    (finding,) = found.blocking
    assert "2 slides of a metastasis: are they to be used? 2 patients would be lost" in finding.what
    for stated, n in ((replace(rule, take=(SampleKind.METASTASIS,)), 3),
                      (replace(rule, leave=(SampleKind.METASTASIS,)), 1)):  # fmt: skip
        answered = match_files(who, files(*names), stated)
        assert answered.n_files == n and not answered.blocking


def test_a_cohort_of_frozen_slides_alone_is_asked_about() -> None:
    found = match_files(people("P1"), files("P1_frozen"), MatchRule(RuleKind.PREFIX))
    assert found.blocking and "are they to be used" in found.blocking[0].what


def test_words_of_another_laboratory() -> None:
    found = match_files(
        people("P1"), files("P1_HE", "P1_Ki67"), MatchRule(RuleKind.PREFIX, without=("ki67",))
    )
    assert [path.stem for path in found.slides["P1"]] == ["P1_HE"]
    assert "left out for a name with ki67" in found.findings[0].what


@pytest.mark.parametrize(
    ("patients", "slides", "n"),
    [
        (("1", "2", "12"), ("00001_HE", "00002_HE", "00012"), 3),
        (("00001", "00002"), ("1_HE", "2_HE"), 2),
        (("B7", "B8"), ("B007-1", "B008-1"), 2),
        (("1", "01"), ("001_HE",), 0),
    ],
)
def test_zeros_that_a_spreadsheet_took_away(
    patients: tuple[str, ...], slides: tuple[str, ...], n: int
) -> None:
    found = match_files(people(*patients), files(*slides), MatchRule(RuleKind.PREFIX))
    assert found.n_files == n
    assert any("leading zeros" in f.what for f in found.findings) == (n > 0)


def test_an_empty_schema_is_guessed_anew(tmp_path: Path) -> None:
    path = codes(tmp_path / "t.csv", "OS", 1, 0, "OS.time")
    assert read(path, choices=TableSchema()).choices.patient == "case_id"

"""Worklists of a laboratory: tables and FHIR, matched with slides, added, and refused."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from workspace_samples import slide_file

from steph_desktop.case.worklist_csv import write_worklist
from steph_desktop.cli import run
from steph_desktop.cohort.lab_list import (
    LabColumn,
    LabList,
    import_lab_list,
    match_lab_list,
    read_lab_list,
)
from steph_desktop.core.errors import ExitCode, StephError
from steph_desktop.workspace.audit_words import AuditKind, trail
from steph_desktop.workspace.records import Review, Verdict
from steph_desktop.workspace.store import Workspace

FILES = ("H23-100_A1.svs", "H23-100_A2.svs", "H23-1001.svs", "sub/odd name.svs", "H23-7/a.svs")
ROWS = """Journalnummer;Patient;Slide file;Bemerkung;Priority
H23-100;Ann Other;H23-100_A1.svs;margin?;urgent
H23-100;Ann Other;H23-100_A2.svs;;
H23-55;B. Body;odd name;=cmd|' /C calc'!A0;2026-12-01
H23-7;C. Clear;;;
H23-9;D. Gone;gone.svs;;
"""


@pytest.fixture
def slides(tmp_path: Path) -> Path:
    for number, name in enumerate(FILES):
        slide_file((tmp_path / "slides" / name).parent, Path(name).name, number)
    return tmp_path / "slides"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.open(tmp_path / "lab") as made:
        yield made


def written(tmp_path: Path, text: str, name: str = "list.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def found(listed: LabList, slides: Path) -> dict[str, str]:
    match = match_lab_list(listed, slides)
    return {path.relative_to(slides).as_posix(): e.accession for path, e in match.found}


def missing(listed: LabList, slides: Path) -> dict[str, str]:
    return dict(match_lab_list(listed, slides).missing)


def test_a_table_is_read_by_guessed_columns_and_its_slides_are_found(
    tmp_path: Path, slides: Path
) -> None:
    listed = read_lab_list(written(tmp_path, ROWS))
    assert listed.columns == {
        LabColumn.SLIDE: "Slide file",
        LabColumn.ACCESSION: "Journalnummer",
        LabColumn.PATIENT: "Patient",
        LabColumn.NOTE: "Bemerkung",
        LabColumn.DUE: "Priority",
    }
    assert found(listed, slides) == {
        "H23-100_A1.svs": "H23-100",
        "H23-100_A2.svs": "H23-100",
        "sub/odd name.svs": "H23-55",
        "H23-7/a.svs": "H23-7",
    }
    assert missing(listed, slides) == {"row 6": "its slide is not in the folder"}
    assert "Ann Other" not in repr(listed), "who the patients are is nowhere shown"
    stated = {LabColumn.SLIDE: "", LabColumn.DUE: ""}
    again = read_lab_list(written(tmp_path, ROWS), stated)
    assert LabColumn.SLIDE not in again.columns and LabColumn.DUE not in again.columns
    # By the number alone: H23-100 is not the beginning of H23-1001.
    assert "H23-1001.svs" not in found(again, slides)
    assert len(found(again, slides)) == 3
    with pytest.raises(StephError, match="no column Akte"):
        read_lab_list(written(tmp_path, ROWS), {LabColumn.ACCESSION: "Akte"})


def test_a_list_is_added_once_and_what_people_did_stays(
    tmp_path: Path, slides: Path, workspace: Workspace
) -> None:
    listed = read_lab_list(written(tmp_path, ROWS))
    match = match_lab_list(listed, slides)
    done, left = import_lab_list(workspace, match, listed.source)
    assert len(done.added) == 4 and [where for where, _ in left] == ["row 6"]
    cases = {case.slides[0].name: case for case in workspace.listed_cases()}
    first = cases["H23-100_A1.svs"]
    assert (first.accession, first.lab_note, first.due) == ("H23-100", "margin?", "urgent")
    (entry,) = [line for line in trail(workspace.database) if "imported" in line.words]
    assert entry.kind is AuditKind.CASE and len(entry.cases) == 4 and "sha256" in entry.words
    assert not workspace.patients(), "who they are is not kept"
    kept = [tuple(row) for row in workspace.database.rows("SELECT * FROM lab_entries")]
    kept += [tuple(row) for row in workspace.database.rows("SELECT * FROM audit")]
    assert "H23-100" in str(kept) and "Ann Other" not in str(kept)
    # What a person does: a review, a stated pixel size, one case taken off the list.
    number = workspace.case_named(first.pseudonym)
    assert number is not None
    workspace.add_review(number.id, Review(Verdict.AGREE, "typed by hand", ("tag",)))
    workspace.state_mpp(workspace.case_slides(number.id)[0], 0.4)
    off = cases["odd name.svs"].pseudonym
    workspace.remove_case(off)
    entries = len(list(trail(workspace.database)))
    again, refused = import_lab_list(workspace, match, listed.source)
    assert (again.added, again.changed, again.same) == ((), (), 3)
    assert dict(refused)["odd name.svs"] == "its case was taken off the list here"
    assert len(list(trail(workspace.database))) == entries, "nothing happened"
    # A newer list: another note is taken over, another number is not.
    newer = ROWS.replace("margin?", "margin free")
    newer = newer.replace("H23-100;Ann Other;H23-100_A2", "H24;A;H23-100_A2")
    match = match_lab_list(read_lab_list(written(tmp_path, newer)), slides)
    again, refused = import_lab_list(workspace, match, listed.source)
    assert again.changed == (first.pseudonym,)
    assert dict(refused)["H23-100_A2.svs"] == "its case has another accession number here"
    now = {case.pseudonym: case for case in workspace.listed_cases()}[first.pseudonym]
    assert (now.lab_note, now.mpp, now.own_group) == ("margin free", 0.4, None)
    assert now.standing.tags == ("tag",) and now.standing.verdict is Verdict.AGREE


def test_accession_numbers_leave_only_where_names_are_asked_for(
    tmp_path: Path, slides: Path, workspace: Workspace
) -> None:
    listed = read_lab_list(written(tmp_path, ROWS.replace("H23-55", "=1+1")))
    import_lab_list(workspace, match_lab_list(listed, slides), listed.source)
    write_worklist(workspace, tmp_path / "plain.csv")
    assert "H23-100" not in (tmp_path / "plain.csv").read_text(encoding="utf-8-sig")
    write_worklist(workspace, tmp_path / "named.csv", identifiers=True)
    named = (tmp_path / "named.csv").read_text(encoding="utf-8-sig")
    assert "H23-100" in named and ",=1+1" not in named and "'=1+1" in named


HOSTILE = {
    "an absolute path": ("/etc/passwd", "outside the folder"),
    "a way up": ("../../etc/x.svs", "outside the folder"),
    "a share": (r"\\server\share\x.svs", "outside the folder"),
    "another drive": (r"C:\slides\H23-100_A1.svs", "outside the folder"),
    "a way up with backslashes": (r"..\..\x.svs", "outside the folder"),
    "nothing but a dot": ("./.", "names no slide"),
    "a name of two slides": ("twin.svs", "2 slides have the name"),
    "a huge cell": ("x" * 2000, "longer than 1,024 characters"),
    "a sign that turns the direction": ("a\u202egpj.svs", "not in the folder"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_row_that_cannot_be_used_is_named_and_the_others_stay(
    tmp_path: Path, slides: Path, kind: str
) -> None:
    cell, why = HOSTILE[kind]
    for folder in ("one", "two"):
        slide_file(slides / folder, "twin.svs", 9)
    listed = read_lab_list(
        written(tmp_path, f"accession,slide\nA1,{cell}\nA2,H23-1001.svs\n"),
    )
    assert found(listed, slides) == {"H23-1001.svs": "A2"}
    (where,) = missing(listed, slides)
    assert where == "row 2" and why in missing(listed, slides)[where]


def test_a_path_inside_the_folder_is_found_however_it_is_written(
    tmp_path: Path, slides: Path
) -> None:
    for cell in (f"{slides}/sub/odd name.svs", "sub\\odd name.svs", "./SUB/odd name.SVS", "sub"):
        listed = read_lab_list(written(tmp_path, f"accession,slide\nA1,{cell}\nA2,\n"))
        assert found(listed, slides) == {"sub/odd name.svs": "A1"}, cell


def test_contradictions_are_named(tmp_path: Path, slides: Path) -> None:
    text = (
        "accession,patient,slide\nA1,Ann,H23-100_A1.svs\nA1,Bob,H23-100_A2.svs\n"
        "A2,Cy,H23-1001.svs\nA3,Cy,H23-1001.svs\nA2,Cy,H23-1001.svs\n"
    )
    listed = read_lab_list(written(tmp_path, text))
    assert found(listed, slides) == {"H23-1001.svs": "A2"}
    whole = missing(listed, slides)
    assert (
        whole["row 2"]
        == whole["row 3"]
        == ("its accession number stands for two patients in this list")
    )
    assert whole["row 5"] == "its slide has another accession number further above"
    assert len(whole) == 3
    assert not any(name in str(whole) for name in ("Ann", "Bob"))


def bundle(*resources: dict[str, Any]) -> str:
    entries = [{"fullUrl": f"urn:uuid:{n}", "resource": r} for n, r in enumerate(resources)]
    return json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries})


def identifier(code: str, value: str) -> dict[str, Any]:
    return {"type": {"coding": [{"code": code}]}, "value": value}


REQUEST = {
    "resourceType": "ServiceRequest",
    "id": "r1",
    "status": "active",
    "priority": "urgent",
    "subject": {"reference": "Patient/p1"},
    "identifier": [identifier("MR", "H23-7"), identifier("ACSN", "H23-100")],
    "specimen": [{"reference": "urn:uuid:1"}],
    "note": [{"text": "rule out invasion"}],
}
SPECIMEN = {
    "resourceType": "Specimen",
    "id": "s1",
    "identifier": [identifier("SS", "H23-1001")],
    "container": [{"identifier": [{"value": "odd name"}]}],
}
PATIENT = {"resourceType": "Patient", "id": "p1", "name": [{"family": "Secretname"}]}


def test_fhir_resources_are_read_and_no_number_of_a_person_finds_a_slide(
    tmp_path: Path, slides: Path
) -> None:
    study = {
        "resourceType": "ImagingStudy",
        "status": "available",
        "identifier": [identifier("ACSN", "H23-7")],
        "series": [{"uid": "1.2.3", "instance": [{"uid": "1.2.3.4"}]}],
    }
    void = {
        **REQUEST,
        "id": "r2",
        "status": "revoked",
        "identifier": [identifier("ACSN", "H23-1001")],
    }
    text = bundle(REQUEST, SPECIMEN, PATIENT, study, void)
    listed = read_lab_list(written(tmp_path, text, "list.json"))
    assert found(listed, slides) == {
        "H23-100_A1.svs": "H23-100",
        "H23-100_A2.svs": "H23-100",
        "sub/odd name.svs": "H23-100",
        "H23-7/a.svs": "H23-7",
    }
    (first, *_) = [row for row in listed.rows if row.entry.accession == "H23-100"]
    assert (first.entry.lab_note, first.entry.due) == ("rule out invasion", "urgent")
    assert "Secretname" not in repr(listed) and "p1" not in repr(listed)
    one = read_lab_list(written(tmp_path, json.dumps(REQUEST), "one.json"))
    assert set(found(one, slides).values()) == {"H23-100"}


BAD_JSON = {
    "deep": "[" * 100_000 + "]" * 100_000,
    "no JSON": "{",
    "a number": "7",
    "no resources": '{"resourceType": "Bundle", "entry": []}',
    "another resource": json.dumps(PATIENT),
    "a list of nothing": "[null, 1, [], {}]",
    "half a character": '{"resourceType": "Specimen", "accessionIdentifier": {"value": "\\ud800"}}',
}


@pytest.mark.parametrize("kind", BAD_JSON)
def test_bad_json_is_refused_or_named(tmp_path: Path, slides: Path, kind: str) -> None:
    path = written(tmp_path, BAD_JSON[kind], "list.json")
    try:
        listed = read_lab_list(path)
    except StephError as error:
        assert error.todo
    else:
        assert not found(listed, slides) and missing(listed, slides)


def test_wrong_types_anywhere_in_fhir_raise_nothing_else(tmp_path: Path, slides: Path) -> None:
    whole = {**REQUEST, **SPECIMEN, "resourceType": "ServiceRequest", "accessionIdentifier": {}}
    for key in whole.keys() - {"resourceType"}:
        for bad in (7, "x", [], [7], {}, [{}], [[]], None, {"value": 7}, [{"reference": 3}]):
            for kind in ("ServiceRequest", "Specimen", "ImagingStudy"):
                text = bundle({**whole, "resourceType": kind, key: bad}, REQUEST)
                listed = read_lab_list(written(tmp_path, text, "list.json"))
                assert listed.rows, (key, bad, kind)


def test_a_long_bundle_is_read_in_a_moment(tmp_path: Path) -> None:
    resources = []
    for number in range(4000):
        name = {"identifier": [identifier("ACSN", f"A{number}")], "id": str(number)}
        resources.append({**REQUEST, **name, "specimen": [{"reference": f"Specimen/{number}"}]})
        resources.append({"resourceType": "Specimen", "id": str(number)})
    path = written(tmp_path, bundle(*resources), "list.json")
    start = time.process_time()
    assert len(read_lab_list(path).rows) == 4000
    assert time.process_time() - start < 5


BAD_TABLES = {
    "a cell of megabytes": (f"accession,slide\nA1,{'x' * 3_000_000}\n", "field larger"),
    "no telling column": ("colour,shape\nred,round\nblue,square\n", "names slides or accession"),
    "nothing": ("", "empty"),
}


@pytest.mark.parametrize("kind", BAD_TABLES)
def test_bad_tables_are_refused(tmp_path: Path, kind: str) -> None:
    text, why = BAD_TABLES[kind]
    with pytest.raises(StephError, match=why):
        read_lab_list(written(tmp_path, text))


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    for name in ("list.csv", "list.json"):
        with (tmp_path / name).open("wb") as file:
            file.truncate(900 << 20)
        with pytest.raises(StephError, match="larger than"):
            read_lab_list(tmp_path / name)


def test_the_command_adds_and_says_what_is_missing(
    tmp_path: Path, slides: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lab = tmp_path / "lab"
    words = ["worklist", "import", str(written(tmp_path, ROWS)), "--slides", str(slides),
             "--workspace", str(lab), "--json"]  # fmt: skip
    assert run([*words, "--dry-run"]) == ExitCode.DONE
    dry = json.loads(capsys.readouterr().out)
    assert dry["slides"] == 4 and dry["added"] == [] and not lab.exists()
    assert run(words) == ExitCode.DONE
    done = json.loads(capsys.readouterr().out)
    assert len(done["added"]) == 4 and done["columns"]["accession"] == "Journalnummer"
    assert done["missing"] == [{"where": "row 6", "why": "its slide is not in the folder"}]
    assert run([*words, "--column", "accession=Akte"]) == ExitCode.FAULT
    assert run([*words, "--column", "colour=x"]) == ExitCode.USAGE
    assert "Ann Other" not in capsys.readouterr().err

"""Slides find their patients by name, and what finds nobody is told both ways."""

from __future__ import annotations

from pathlib import Path

import pytest

from steph_desktop.cohort.cohort_tables import Patient
from steph_desktop.cohort.slide_matching import (
    Match,
    MatchRule,
    RuleKind,
    find_files,
    guess_rule,
    match_files,
    matched_patients,
)
from steph_desktop.core.errors import StephError
from steph_desktop.features.facts import FEATURE_SUFFIXES


def people(*names: str) -> tuple[Patient, ...]:
    return tuple(Patient(name, (), 100.0, n % 2 == 0) for n, name in enumerate(names))


def files(*names: str) -> tuple[Path, ...]:
    return tuple(Path("/slides") / name for name in names)


def names(match: Match) -> dict[str, list[str]]:
    return {pid: [path.name for path in paths] for pid, paths in match.slides.items()}


def test_exact_names() -> None:
    found = match_files(people("P1", "P2", "P3"), files("P1.svs", "p2.tif", "x.svs"), MatchRule())
    assert names(found) == {"P1": ["P1.svs"], "P2": ["p2.tif"]}
    assert [path.name for path in found.files_left] == ["x.svs"]
    assert found.patients_left == ("P3",)


def test_a_prefix_ends_at_a_border() -> None:
    found = match_files(
        people("P1", "P11", "P1-A"),
        files("P1_a.svs", "P1-2.svs", "P11.svs", "P1-A-1.svs", "P12-1.svs"),
        MatchRule(RuleKind.PREFIX),
    )
    assert names(found) == {
        "P1": ["P1_a.svs", "P1-2.svs"], "P11": ["P11.svs"], "P1-A": ["P1-A-1.svs"]
    }  # fmt: skip
    assert [path.name for path in found.files_left] == ["P12-1.svs"]


def test_tcga_barcodes() -> None:
    found = match_files(
        people("TCGA-A1-A0SB", "TCGA-A1-A0SD-01"),
        files("TCGA-A1-A0SB-01Z-00-DX1.1234.svs", "tcga-a1-a0sd-01Z.svs", "A1.svs"),
        MatchRule(RuleKind.TCGA),
    )
    assert [len(paths) for paths in found.slides.values()] == [1, 1]
    assert len(found.files_left) == 1


def test_a_pattern() -> None:
    rule = MatchRule(RuleKind.PATTERN, r"^HE-(\d+)-")
    found = match_files(
        people("001", "002"), files("HE-001-a.svs", "HE-002-b.svs", "001.svs"), rule
    )
    assert names(found) == {"001": ["HE-001-a.svs"], "002": ["HE-002-b.svs"]}
    for bad in ("(", "", "x" * 300):
        with pytest.raises(StephError, match="not a pattern of names"):
            match_files(people("1", "2"), files("1.svs"), MatchRule(RuleKind.PATTERN, bad))


def test_a_column_of_slides() -> None:
    patients = (
        Patient("A", ("s1.svs", "folder/s2"), 10.0, True),
        Patient("B", ("S3",), 10.0, False),
    )
    found = match_files(patients, files("s1.svs", "s2.ndpi", "s3.svs"), MatchRule(RuleKind.COLUMN))
    assert names(found) == {"A": ["s1.svs", "s2.ndpi"], "B": ["s3.svs"]}
    assert [p.slide_ids for p in matched_patients(patients, found)] == [("s1", "s2"), ("s3",)]


def test_a_slide_of_two_patients_blocks() -> None:
    patients = (Patient("A", ("s1",), 10.0, True), Patient("B", ("s1",), 10.0, False))
    found = match_files(patients, files("s1.svs", "A.svs"), MatchRule(RuleKind.COLUMN))
    assert any("s1.svs would belong to several patients" in f.what for f in found.blocking)
    twins = match_files(people("A", "a"), files("A.svs"), MatchRule())
    assert any("several patients" in f.what for f in twins.blocking)


def test_slides_of_one_name_are_kept_apart() -> None:
    paths = (Path("/x/A.svs"), Path("/y/A.svs"), Path("/x/B.svs"), Path("/x/B.ndpi"))
    found = match_files(people("A", "B"), paths, MatchRule())
    assert not found.blocking and found.n_files == 4
    kept = matched_patients(people("A", "B"), found)
    assert [p.slide_ids for p in kept] == [("x_A", "y_A"), ("B_svs", "B_ndpi")]
    assert "kept apart: x/A.svs as x_A and y/A.svs as y_A, and 2 more" in found.findings[0].what


def test_nothing_fits() -> None:
    assert match_files(people("A"), files("b.svs"), MatchRule()).blocking


@pytest.mark.parametrize(
    ("patient_names", "file_names", "kind"),
    [
        (("P1", "P2"), ("P1.svs", "P2.svs"), RuleKind.EXACT),
        (("P1", "P2"), ("P1-a.svs", "P2_b.svs"), RuleKind.PREFIX),
        (("TCGA-A1-A0SB-01", "TCGA-A1-A0SD-01"),
         ("TCGA-A1-A0SB-99-x.svs", "TCGA-A1-A0SD-99-x.svs"), RuleKind.TCGA),
    ],
)  # fmt: skip
def test_the_rule_is_guessed(
    patient_names: tuple[str, ...], file_names: tuple[str, ...], kind: RuleKind
) -> None:
    assert guess_rule(people(*patient_names), files(*file_names)).kind is kind


def test_files_are_found_below_the_folder(tmp_path: Path) -> None:
    for name in ("a.svs", "deep/b.tif", "deep/c.txt", ".hidden/d.svs", "e.h5"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    assert [p.name for p in find_files(tmp_path)] == ["a.svs", "b.tif"]
    assert [p.name for p in find_files(tmp_path, FEATURE_SUFFIXES)] == ["e.h5"]
    with pytest.raises(StephError, match="no such folder"):
        find_files(tmp_path / "none")
    (tmp_path / "empty").mkdir()
    with pytest.raises(StephError, match="No slides were found"):
        find_files(tmp_path / "empty")

"""Bad input: refused or reported by name, never by patient, and the rest goes on."""

from pathlib import Path

import h5py
import numpy as np
import pytest
from small_cohort import WIDTH, lay_cancer, lay_cohort

from steph_desktop.cohort import eligibility
from steph_desktop.cohort.cohort_tables import Patient
from steph_desktop.cohort.eligibility import Eligibility, screen_cohort, why_unfit_to_test
from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobCancelled, JobControl


def reasons(eligible: Eligibility, cancer: str) -> list[tuple[str, int, str]]:
    return [(i.what, i.count, i.reason) for i in eligible.left_out if i.cancer == cancer]


def edit(home: Path, old: str, new: str) -> None:
    table = home / "labels.csv"
    text = table.read_text()
    assert old in text
    table.write_text(text.replace(old, new, 1))


def test_a_cohort_in_order(tmp_path: Path) -> None:
    eligible = screen_cohort(lay_cohort(tmp_path))
    assert list(eligible.cancers) == ["AAA", "BBB", "CCC"]
    assert eligible.left_out == () and not eligible.synthetic
    assert (eligible.kind.encoder, eligible.kind.feature_dim) == ("effnet-lite0", WIDTH)
    (tmp_path / "ground_truth.json").write_text("{}")
    assert screen_cohort(tmp_path).synthetic


def spoil_nan(home: Path) -> None:
    with h5py.File(home / "features" / "BBB-001-0.h5", "r+") as file:
        file["features"][0, 0] = np.nan


def spoil_missing(home: Path) -> None:
    (home / "features" / "BBB-001-0.h5").unlink()


def spoil_truncated(home: Path) -> None:
    path = home / "features" / "BBB-001-0.h5"
    path.write_bytes(path.read_bytes()[:300])


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (spoil_nan, "not numbers"),
        (spoil_missing, "missing"),
        (spoil_truncated, "cut short"),
    ],
)
def test_a_bad_slide_takes_its_patient_out_and_no_more(tmp_path: Path, spoil, words: str) -> None:
    lay_cohort(tmp_path)
    spoil(tmp_path / "BBB")
    eligible = screen_cohort(tmp_path)
    slides, patients = reasons(eligible, "BBB")
    assert slides[:2] == ("slides", 1) and words in slides[2]
    assert patients == ("patients", 1, "no slide with usable features")
    assert len(eligible.cancers["BBB"].patients) == 14
    left = {p for split in eligible.cancers["BBB"].splits for p in split.train + split.test}
    assert "BBB-001" not in left and len(left) == 14
    assert "BBB-0" not in str(eligible.left_out)


def test_a_patient_keeps_the_slides_that_can_be_read(tmp_path: Path) -> None:
    lay_cohort(tmp_path)
    (tmp_path / "BBB" / "features" / "BBB-000-1.h5").unlink()
    eligible = screen_cohort(tmp_path)
    assert reasons(eligible, "BBB") == [("slides", 1, "the features are missing")]
    assert eligible.cancers["BBB"].patients[0].slide_ids == ("BBB-000-0",)


def test_features_of_another_model_or_width(tmp_path: Path) -> None:
    lay_cohort(tmp_path)
    lay_cancer(tmp_path, "WIDE", width=WIDTH + 2)
    lay_cancer(tmp_path, "OTHER", encoder="uni")
    lay_cancer(tmp_path, "PLAIN", encoder="")
    eligible = screen_cohort(tmp_path)
    assert list(eligible.cancers) == ["AAA", "BBB", "CCC", "PLAIN"]
    assert reasons(eligible, "WIDE")[0][2] == "the features are 8 wide, those of the cohort 6"
    assert "made by uni, those of the cohort by effnet-lite0" in reasons(eligible, "OTHER")[0][2]
    assert reasons(eligible, "OTHER")[-1][0] == "cancer"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("BBB-002,BBB-002-0,", "BBB-002,BBB-002-0,-", "column t"),
        ("BBB-002,BBB-002-0,", "BBB-001,BBB-002-0,", "differs from row"),
        (",e\n", ",event\n", "Column e is missing"),
    ],
)
def test_a_table_that_cannot_be_trusted(tmp_path: Path, old: str, new: str, words: str) -> None:
    lay_cohort(tmp_path)
    edit(tmp_path / "BBB", old, new)
    eligible = screen_cohort(tmp_path)
    assert list(eligible.cancers) == ["AAA", "CCC"]
    ((what, count, reason),) = reasons(eligible, "BBB")
    assert (what, count) == ("cancer", 1) and words in reason and "labels.csv" in reason
    assert "BBB-0" not in reason


def test_a_split_with_a_patient_on_both_sides_is_refused(tmp_path: Path) -> None:
    lay_cohort(tmp_path)
    path = tmp_path / "BBB" / "splits_1.csv"
    header, first, *rest = path.read_text().splitlines()
    train, test = first.split(",")
    path.write_text("\n".join([header, f"{train},{train}", f"{rest[-1].split(',')[0]},{test}"]))
    eligible = screen_cohort(tmp_path)
    assert "also in train" in reasons(eligible, "BBB")[0][2]
    assert "BBB" not in eligible.cancers


def test_nobody_died_or_nobody_is_there(tmp_path: Path) -> None:
    lay_cohort(tmp_path)
    lay_cancer(tmp_path, "DDD", events=0.0)
    (tmp_path / "EEE").mkdir()
    (tmp_path / "EEE" / "labels.csv").write_text("patient_id,pathology_id,t,e\nEEE-1,S,10,1\n")
    eligible = screen_cohort(tmp_path)
    assert "No training patient has an event" in reasons(eligible, "DDD")[0][2]
    assert "1 patients cannot be split" in reasons(eligible, "EEE")[0][2]
    assert list(eligible.cancers) == ["AAA", "BBB", "CCC"]


def test_events_that_look_inverted_are_warned_of(tmp_path: Path) -> None:
    home = tmp_path / "INV"
    (home / "features").mkdir(parents=True)
    lay_cancer(tmp_path, "INV", patients=30)
    rows = ["patient_id,pathology_id,t,e"]
    for number in range(30):
        died = number < 10  # early deaths, long follow-up of the others; then e is turned round
        rows.append(f"INV-{number:03},INV-{number:03}-0,{200 + 60 * number},{int(not died)}")
    (home / "labels.csv").write_text("\n".join(rows))
    lay_cancer(tmp_path, "AAA", patients=30)
    (warning,) = screen_cohort(tmp_path).warnings
    assert warning.startswith("INV/labels.csv: 67% of the patients have the event")


def test_whole_files_are_remembered_and_changed_ones_looked_at_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cohort, memory = lay_cohort(tmp_path / "cohort"), tmp_path / "bags.json"
    first = screen_cohort(cohort, memory=memory)
    read: list[str] = []

    def counting(path: Path, original=eligibility.read_bag):
        read.append(path.name)
        return original(path)

    monkeypatch.setattr(eligibility, "read_bag", counting)
    assert screen_cohort(cohort, memory=memory) == first and read == []
    spoil_nan(cohort / "BBB")
    assert reasons(screen_cohort(cohort, memory=memory), "BBB")
    assert read == ["BBB-001-0.h5"]
    memory.write_text("{broken")
    assert len(screen_cohort(cohort, memory=memory).cancers) == 3
    assert "BBB-001" not in memory.read_text()


def test_the_fingerprint_follows_labels_splits_and_slides(tmp_path: Path) -> None:
    lay_cohort(tmp_path)
    first = screen_cohort(tmp_path).fingerprint()
    assert screen_cohort(tmp_path).fingerprint() == first
    edit(tmp_path / "BBB", "BBB-002,BBB-002-0,", "BBB-002,BBB-002-0,1")
    assert screen_cohort(tmp_path).fingerprint() != first


def test_nothing_usable_is_said_and_a_stop_is_granted(tmp_path: Path) -> None:
    lay_cancer(tmp_path, "DDD", events=0.0)
    with pytest.raises(StephError, match="No training patient has an event"):
        screen_cohort(tmp_path)
    lay_cancer(tmp_path, "AAA")
    with pytest.raises(JobCancelled):
        screen_cohort(tmp_path, control=JobControl(cancelled=lambda: True))


def test_a_test_part_needs_two_events_and_a_pair() -> None:
    def patients(*rows: tuple[float, bool]) -> list[Patient]:
        return [Patient(str(n), (f"s{n}",), t, e) for n, (t, e) in enumerate(rows)]

    assert "1 test patients had an event" in why_unfit_to_test(patients((1, True), (2, False)))
    assert why_unfit_to_test([]).startswith("0 test patients")
    assert "no two" in why_unfit_to_test(patients((3, True), (3, True), (1, False)))
    assert why_unfit_to_test(patients((3, True), (3, True), (3, False))) == ""
    assert why_unfit_to_test(patients((3, True), (4, True))) == ""


def test_what_all_features_say_alike_becomes_the_models_contract(tmp_path: Path) -> None:
    folder = tmp_path / "cohort"
    lay_cancer(folder, "AAA")
    files = sorted((folder / "AAA").rglob("*.h5"))
    told = {"patch_size": 256, "patch_size_level0": 512, "mpp": 0.25, "overlap": 0}
    for path in files:
        with h5py.File(path, "r+") as file:
            file.attrs.update({**told, "input_scaling": "x/255"})
    memory = tmp_path / "memory.json"
    contract = screen_cohort(folder, memory=memory).contract
    assert (contract.patch_um, contract.overlap_px, contract.input_scaling) == (128.0, 0, "x/255")
    assert contract.norm is not None and contract.norm > 0
    assert screen_cohort(folder, memory=memory).contract == contract
    with h5py.File(files[0], "r+") as file:  # one of another scale: nothing is promised
        file.attrs["patch_size_level0"] = 128
    assert screen_cohort(folder).contract.patch_um is None

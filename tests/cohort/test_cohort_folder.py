from pathlib import Path

import numpy as np
import pytest

from steph_desktop.cohort.audit import check_cohort
from steph_desktop.cohort.cohort_folder import load_cohort, stratified_folds
from steph_desktop.cohort.cohort_tables import Patient
from steph_desktop.cohort.findings import AuditSeverity
from steph_desktop.core.errors import StephError
from steph_desktop.features.bag import Bag, BagMeta, write_bag

HEADER = "patient_id,pathology_id,t,e\n"
ROWS = "".join(f"00{n},S{n},{100 * n + 50},{n % 2}\n" for n in range(1, 11))
TABLE = HEADER + ROWS
SPLIT = "train,test\n" + "".join(f"00{n},{f'00{n + 7}' if n < 4 else ''}\n" for n in range(1, 8))


def lay(folder: Path, table: str | bytes = TABLE, cancer: str = "BRCA", **splits: str) -> Path:
    home = folder / cancer
    home.mkdir(parents=True, exist_ok=True)
    content = table if isinstance(table, bytes) else table.encode()
    (home / "labels.csv").write_bytes(content)
    for name, text in splits.items():
        (home / f"{name}.csv").write_text(text)
    return folder


def lay_bag(home: Path, slide_id: str, rows: int, width: int = 4, encoder: str = "uni") -> None:
    features = np.full((rows, width), float(rows), np.float32)
    write_bag(home / "features" / f"{slide_id}.h5", Bag(features, None, BagMeta(encoder=encoder)))


def test_ids_keep_zeros_and_extra_columns_stay(tmp_path: Path) -> None:
    table = (
        "\ufeffpatient_id, pathology_id ,project,t,e,site\n"
        "007,S1,X,10.5,1,A\n007,S2,X,10.5,1.0,B\n010,S3,Y,20,0,A\n\n"
        + "".join(f"{n},S{n},Y,{n},1,A\n" for n in range(20, 24))
    )
    cancer = load_cohort(lay(tmp_path, table))["BRCA"]
    first = cancer.patients[0]
    assert (first.patient_id, first.slide_ids, first.event) == ("007", ("S1", "S2"), True)
    assert first.time_days == 10.5
    assert first.extra == {"project": "X", "site": "A; B"}
    assert cancer.n_slides == 7
    assert cancer.n_events == 5


def test_second_name_of_the_table(tmp_path: Path) -> None:
    home = lay(tmp_path) / "BRCA"
    (home / "labels.csv").rename(home / "BRCA_survival.csv")
    assert len(load_cohort(tmp_path)["BRCA"].patients) == 10


def test_missing_splits_are_made_once_and_kept(tmp_path: Path) -> None:
    first = load_cohort(lay(tmp_path), seed=3)["BRCA"].splits
    assert [s.fold for s in first] == [0, 1, 2, 3, 4]
    assert (tmp_path / "BRCA" / "splits_4.csv").is_file()
    again = load_cohort(tmp_path, seed=99)["BRCA"].splits
    assert [(s.train, s.test) for s in again] == [(s.train, s.test) for s in first]


def test_folds_test_everyone_once_and_share_the_events() -> None:
    patients = [Patient(str(n), (f"s{n}",), 1.0 + n, n < 17) for n in range(53)]
    folds = stratified_folds(patients, seed=1)
    tested = [p for fold in folds for p in fold.test]
    assert sorted(tested) == sorted(p.patient_id for p in patients)
    events = {p.patient_id for p in patients if p.event}
    per_fold = [len(events & set(fold.test)) for fold in folds]
    assert max(per_fold) - min(per_fold) <= 1
    assert max(len(f.test) for f in folds) - min(len(f.test) for f in folds) <= 1
    for fold in folds:
        assert not set(fold.train) & set(fold.test)
        assert len(fold.train) + len(fold.test) == 53
    assert stratified_folds(patients, seed=1) == folds
    assert stratified_folds(patients, seed=2) != folds


def test_given_splits_are_read(tmp_path: Path) -> None:
    cancer = load_cohort(lay(tmp_path, splits_2=SPLIT))["BRCA"]
    assert [s.fold for s in cancer.splits] == [2]
    assert [p.patient_id for p in cancer.test_patients(2)] == ["008", "009", "0010"]
    assert len(cancer.train_patients(2)) == 7
    with pytest.raises(StephError, match="no fold 0"):
        cancer.split(0)


def test_bag_of_several_slides_is_one_below_the_other(tmp_path: Path) -> None:
    table = TABLE + "0011,S11,5,1\n0011,S12,5,1\n"
    cancer = load_cohort(lay(tmp_path, table))["BRCA"]
    patient = cancer.patients[-1]
    lay_bag(cancer.folder, "S11", 3)
    with pytest.raises(StephError, match=r"S12\.h5.*missing"):
        cancer.load_bag(patient)
    lay_bag(cancer.folder, "S12", 2)
    bag = cancer.load_bag(patient)
    assert bag.dtype == np.float32
    assert bag[:, 0].tolist() == [3, 3, 3, 2, 2]
    lay_bag(cancer.folder, "S12", 2, width=5)
    with pytest.raises(StephError, match=r"S12\.h5.*5 wide"):
        cancer.load_bag(patient)


BAD_TABLES = {
    "no column": ("patient_id,pathology_id,t\n1,2,3\n", "Column e is missing"),
    "semicolons": (TABLE.replace(",", ";"), "separated by commas"),
    "twice": ("patient_id,pathology_id,t,e,t\n1,2,3,0,4\n", "Column t appears twice"),
    "empty": ("", "table is empty"),
    "only header": (HEADER, "holds no patient"),
    "negative": (TABLE + "x,X,-1,0\n", "Row 12, column t: '-1'"),
    "nan": (TABLE + "x,X,nan,0\n", "Row 12, column t: 'nan'"),
    "infinite": (TABLE + "x,X,inf,0\n", "Row 12, column t: 'inf'"),
    "no time": (TABLE + "x,X,,0\n", "Row 12, column t: 'empty'"),
    "too long": (TABLE + "x,X,90000,0\n", "Row 12, column t: '90000'"),
    "decimal comma": (TABLE + 'x,X,"3,5",0\n', "Row 12, column t: '3,5'"),
    "event two": (TABLE + "x,X,1,2\n", "Row 12, column e: '2'"),
    "event word": (TABLE + "x,X,1,dead\n", "Row 12, column e: 'dead'"),
    "other time": (TABLE + "001,X,151,1\n", "Row 12, column t: differs from row 2"),
    "other event": (TABLE + "001,X,150,0\n", "Row 12, column e: differs from row 2"),
    "two owners": (TABLE + "x,S3,1,0\n", "Row 12, column pathology_id: the slide of row 4"),
    "no slide": (TABLE + "x,,1,0\n", "Row 12, column pathology_id: empty cell"),
    "no patient": (TABLE + ",X,1,0\n", "Row 12, column patient_id: empty cell"),
    "path": (TABLE + "x,../../etc,1,0\n", "Row 12, column pathology_id: a path"),
    "wide row": (TABLE + "x,X,1,0,extra\n", "Row 12 has 5 cells"),
    "utf-16": (TABLE.encode("utf-16"), "not UTF-8"),
    "open quote": (TABLE + '"x,X,1,0\n', "not well-formed"),
    "few patients": (HEADER + "1,S1,5,1\n2,S2,5,0\n", "cannot be split into 5"),
}


@pytest.mark.parametrize("name", BAD_TABLES)
def test_bad_table_is_refused_by_file_row_and_column(tmp_path: Path, name: str) -> None:
    table, said = BAD_TABLES[name]
    with pytest.raises(StephError) as caught:
        load_cohort(lay(tmp_path, table))
    assert said in str(caught.value)
    assert not list(tmp_path.glob("*/splits_*"))
    if name != "few patients":
        assert "labels.csv" in str(caught.value)


BAD_SPLITS = {
    "no test": ("train\n001\n", "Column test is missing"),
    "unknown": (SPLIT + "1,\n", "Row 9, column train: this patient is not in the label table"),
    "leak": (SPLIT + ",003\n", "Row 9, column test: this patient is also in train, row 4"),
    "val leak": (
        SPLIT.replace("\n", ",\n").replace("train,test,", "train,test,val") + ",,008\n",
        "Row 2, column test: this patient is also in val, row 9",
    ),
    "repeat": (SPLIT + "002,\n", "Row 9, column train repeats row 3"),
    "nothing tested": ("train,test\n001,\n", "Column test is empty"),
    "no event": ("train,test\n002,001\n004,\n", "No training patient has an event"),
}


@pytest.mark.parametrize("name", BAD_SPLITS)
def test_bad_split_is_refused(tmp_path: Path, name: str) -> None:
    text, said = BAD_SPLITS[name]
    with pytest.raises(StephError) as caught:
        load_cohort(lay(tmp_path, splits_0=text))
    assert said in str(caught.value)
    assert "splits_0.csv" in str(caught.value)


def test_messages_never_name_a_patient(tmp_path: Path) -> None:
    table = HEADER + "SECRET,S1,-4,1\nSECRET,S1,5,1\nOTHER,S1,5,9\nOTHER,S1,5,1\nSECRET,S9,6,0\n"
    split = "train,test\nSECRET,SECRET\nNOBODY,OTHER\n"
    folder = lay(tmp_path, table, splits_0=split)
    with pytest.raises(StephError) as caught:
        load_cohort(folder)
    said = str(caught.value) + str(check_cohort(folder))
    for patient in ("SECRET", "OTHER", "NOBODY"):
        assert patient not in said


def test_missing_folder_and_cancer(tmp_path: Path) -> None:
    with pytest.raises(StephError, match="no such folder"):
        load_cohort(tmp_path / "nowhere")
    with pytest.raises(StephError, match="No cancer"):
        load_cohort(tmp_path)
    with pytest.raises(StephError, match="LUNG: This cancer has no label table"):
        load_cohort(lay(tmp_path), ["BRCA", "LUNG"])
    with pytest.raises(StephError, match="It holds BRCA"):
        load_cohort(tmp_path)["LUNG"]


def test_a_failed_write_of_splits_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    folder = lay(tmp_path)
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(StephError, match="disk is full"):
        load_cohort(folder)
    monkeypatch.undo()
    assert not list(folder.glob("*/*splits*"))


# --- the audit ----------------------------------------------------------------------------------


def whats(folder: Path, severity: AuditSeverity) -> str:
    return " | ".join(f.what for f in check_cohort(folder) if f.severity is severity)


def test_the_audit_lists_everything_and_changes_nothing(tmp_path: Path) -> None:
    folder = lay(tmp_path, TABLE + "x,X,-1,0\ny,Y,5,7\n001,S1,150,1\n", splits_0=SPLIT + ",003\n")
    before = sorted(tmp_path.rglob("*"))
    blocking = whats(folder, AuditSeverity.BLOCKING)
    assert "column t: '-1'" in blocking
    assert "column e: '7'" in blocking
    assert "also in train" in blocking
    assert "an earlier row has the same slide" in whats(folder, AuditSeverity.ADVISORY)
    assert sorted(tmp_path.rglob("*")) == before
    severities = [f.severity for f in check_cohort(folder)]
    assert severities == sorted(severities, key=lambda s: s is AuditSeverity.ADVISORY)


def test_the_audit_is_silent_on_a_sound_cohort(tmp_path: Path) -> None:
    rows = "".join(f"p{n},s{n},{40 * n + 9},{n % 2}\n" for n in range(30))
    folder = lay(tmp_path, HEADER + rows)
    load_cohort(folder)
    for n in range(30):
        lay_bag(folder / "BRCA", f"s{n}", 3)
    assert check_cohort(folder) == ()


def test_the_audit_opens_every_feature_file(tmp_path: Path) -> None:
    folder = lay(tmp_path)
    for n in range(1, 9):
        lay_bag(folder / "BRCA", f"S{n}", 3)
    damaged = folder / "BRCA" / "features" / "S4.h5"
    damaged.write_bytes(damaged.read_bytes()[:500])
    lay_bag(folder / "BRCA", "S5", 3, width=7)
    lay_bag(folder / "BRCA", "S6", 3, encoder="uni2-h")
    findings = check_cohort(folder)
    blocked = {f.where for f in findings if f.severity is AuditSeverity.BLOCKING}
    assert blocked == {"S4.h5", "S5.h5", "S6.h5"}
    assert "2 of 10 slides have no features" in whats(folder, AuditSeverity.ADVISORY)


def test_the_audit_doubts_months_shared_patients_and_few_events(tmp_path: Path) -> None:
    months = HEADER + "".join(f"00{n},S{n},{4 * n},{int(n == 1)}\n" for n in range(12))
    folder = lay(lay(tmp_path, months), TABLE, cancer="LUNG")
    said = whats(folder, AuditSeverity.ADVISORY)
    assert "look like months" in said
    assert "1 patient: the time is 0" in said
    assert "12 patients with 1 events are too few for 5 folds" in said
    assert "10 patient ids are in both BRCA and LUNG" in said
    assert "no splits" in said


def test_the_audit_counts_who_is_never_and_often_tested(tmp_path: Path) -> None:
    folder = lay(tmp_path, splits_0=SPLIT, splits_1=SPLIT)
    said = whats(folder, AuditSeverity.ADVISORY)
    assert "3 patients are tested in more than one fold" in said
    assert "7 patients are never tested" in said


def test_features_unlike_most_are_refused_wherever_they_come(tmp_path: Path) -> None:
    folder = lay(tmp_path)
    for n in range(1, 11):
        lay_bag(folder / "BRCA", f"S{n}", 3, encoder="uni2-h" if n in (1, 2) else "uni")
    blocked = [f for f in check_cohort(folder) if f.severity is AuditSeverity.BLOCKING]
    assert [(f.where, f.cancer) for f in blocked] == [("S1.h5", "BRCA"), ("S2.h5", "BRCA")]
    assert blocked[0].what == "The features were made by uni2-h, those of the cohort by uni"

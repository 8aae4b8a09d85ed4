"""Tables as people have them, and the names of slides that come with them: makers for tests."""

from __future__ import annotations

import csv
import random
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import h5py
import numpy as np
from openpyxl import Workbook

N_PATIENTS = 40


def outcomes(seed: int = 0) -> list[tuple[str, int, int]]:
    """Return patient, days and event of 40 patients; 19 have the event."""
    rng = np.random.default_rng(0 if seed == 0 else seed)
    days, events = rng.exponential(900, N_PATIENTS).astype(int) + 20, np.zeros(N_PATIENTS, int)
    events[rng.permutation(N_PATIENTS)[:19]] = 1
    return [
        (f"TCGA-A{i % 7}-{1000 + i}", int(t), int(e))
        for i, (t, e) in enumerate(zip(days, events, strict=True))
    ]


def write_rows(path: Path, rows: Sequence[Sequence[Any]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter="\t" if path.suffix == ".tsv" else ",").writerows(rows)
    return path


def bag(path: Path, shift: float = 0.0, n: int = 4, width: int = 8) -> Path:
    rng = np.random.default_rng(abs(hash(path.name)) % 2**32)
    with h5py.File(path, "w") as file:
        file["features"] = (rng.normal(size=(n, width)) + shift).astype("f4")
        file["coords"] = np.stack([np.arange(n) * 256, np.zeros(n, int)], 1)
    return path


def tcga_bags(folder: Path) -> Path:
    """Bags of 40 patients, with 10 of normal tissue, 5 of frozen and 2 of metastases."""
    rng = random.Random(0)
    folder.mkdir(exist_ok=True)
    for i, (patient, _, _) in enumerate(outcomes()):
        kinds = ["01Z-00-DX1"]
        kinds += ["11A-01-TS1"] * (i % 4 == 0) + ["01A-01-BS1"] * (i % 8 == 0)
        kinds += ["06A-01-DX1"] * (i % 20 == 0)
        for kind in kinds:
            name = str(uuid.UUID(int=rng.getrandbits(128))).upper()
            bag(folder / f"{patient}-{kind}.{name}.h5", 3.0 * kind.startswith("11"))
    return folder


def numbered_bags(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    for i in range(N_PATIENTS):
        bag(folder / f"{i + 1:05}_HE.h5")
    return folder


def registry(path: Path, *, formatted: bool = True) -> Path:
    """A registry's export: notes first, two header rows, numbers as ids, blank rows, a sum."""
    rng = random.Random(3)
    book = Workbook()
    notes = book.active
    notes.title, notes["A1"], notes["A2"] = "Hinweise", "Bitte lesen", "Datenstand 30.09.2026"
    sheet = book.create_sheet("Kohorte")
    sheet["A1"] = "Kohorte 2008-2016 (intern)"
    sheet.merge_cells("A1:H1")
    sheet["A2"], sheet["E2"] = "Patient", "Verlauf"
    sheet.merge_cells("A2:D2")
    sheet.merge_cells("E2:H2")
    sheet.append(["Pat.-Nr.", "Alter", "Stadium", "Diagnosedatum", "Letzter Kontakt",
                  "Überleben (Monate)", "Vitalstatus", "Bemerkung"])  # fmt: skip
    for i, (_, days, event) in enumerate(outcomes()):
        start = datetime(2008, 1, 1) + timedelta(days=rng.randrange(900))
        sheet.append([i + 1, rng.randrange(38, 85), rng.choice(["I", "IIA", "III", "IV"]), start,
                      start + timedelta(days=days), round(days / 30.4375, 1),
                      "verstorben" if event else "lebend",
                      "Rezidiv, dann Bestrahlung" if i % 4 == 0 else None])  # fmt: skip
        if formatted:
            sheet.cell(sheet.max_row, 1).number_format = "00000"
        if i in (10, 25):
            sheet.append([None] * 8)
    sheet.append(["Summe", 61.2, None, None, None, 2345.6, "n=40"])
    book.save(path)
    return path


def dictionary_first(path: Path) -> Path:
    """A list of variables on the first sheet, slides on the second, patients on the third."""
    book = Workbook()
    meaning = book.active
    meaning.title = "Variables"
    for row in (
        ["variable", "meaning", "unit"],
        ["OS", "1 = dead", "-"],
        ["OS_months", "overall survival", "months"],
        ["age", "at surgery", "years"],
    ):
        meaning.append(row)  # fmt: skip
    slides = book.create_sheet("Slides")
    slides.append(["block", "slide", "thickness"])
    patients = book.create_sheet("Patients")
    # Merged downwards, and OS across its two columns.
    patients.append(["Case", "Age", "OS", None, "DFS", None])
    patients.append([None, None, "months", "status", "months", "status"])
    for i, (_, days, event) in enumerate(outcomes()):
        slides.append([i, f"{i + 1:05}_HE", 2.5])
        month = round(days / 30.4375, 1)
        patients.append([i + 1, 40 + i, month, event, round(month / 2, 1), 1 if i % 3 else event])
    patients.append(["Mean", 59.5, 30.1, None, None, None])
    patients.append(["Total", None, None, 19, None, None])
    book.save(path)
    return path


def gdc(path: Path) -> Path:
    """A clinical file of the GDC: names, names again, codes; what is not known in brackets."""
    rows: list[list[Any]] = [
        ["bcr_patient_barcode", "age_at_diagnosis", "vital_status", "last_contact_days_to"],
        ["bcr_patient_barcode", "age_at_diagnosis", "vital_status", "last_contact_days_to"],
        ["CDE_ID:2003301", "CDE_ID:2006657", "CDE_ID:5", "CDE_ID:3008273"],
    ]
    for i, (patient, days, event) in enumerate(outcomes()):
        status = "Dead" if event else "Alive"
        age = "[Not Available]" if i == 7 else 40 + i
        rows.append([patient, age, status, "[Discrepancy]" if i == 3 else days])
    return write_rows(path, rows)


def cbioportal(path: Path) -> Path:
    """A clinical file of cBioPortal: four rows of comments before the header."""
    rows: list[list[Any]] = [
        ["#Patient Identifier", "Overall Survival Status", "Overall Survival (Months)", "Sex"],
        ["#Identifier of the patient", "Status at last contact", "In months", "Sex"],
        ["#STRING", "STRING", "NUMBER", "STRING"],
        ["#1", "1", "1", "1"],
        ["PATIENT_ID", "OS_STATUS", "OS_MONTHS", "SEX"],
    ]
    for i, (patient, days, event) in enumerate(outcomes()):
        status = "1:DECEASED" if event else "0:LIVING"
        rows.append([patient, status, round(days / 30.4375, 2), "Male" if i % 2 else "Female"])
    return write_rows(path, rows)


def cdr(path: Path) -> Path:
    """The four endpoints of the TCGA clinical data resource, with patients not known in some."""
    rows: list[list[Any]] = [
        ["bcr_patient_barcode", "type", "OS", "OS.time", "DSS", "DSS.time", "DFI", "DFI.time",
         "PFI", "PFI.time"]
    ]  # fmt: skip
    for i, (patient, days, event) in enumerate(outcomes()):
        dss: list[Any] = [int(event and i % 5 != 0), days] if i % 9 else ["#N/A", days]
        dfi: list[Any] = [int(i % 3 == 0), days // 2 + 1] if i % 2 else ["#N/A", "#N/A"]
        rows.append([patient, "BRCA", event, days, *dss, *dfi, int(i % 3 == 0), days // 3 + 1])
    return write_rows(path, rows)


def codes(path: Path, name: str, seen: Any, unseen: Any, time: str = "survival_months") -> Path:
    """One event column of this name, with one value for the event and one for none."""
    rows: list[list[Any]] = [["case_id", time, name]]
    for patient, days, event in outcomes():
        value = days if "day" in time or "time" in time else round(days / 30.4375, 2)
        rows.append([patient, value, seen if event else unseen])
    return write_rows(path, rows)

"""A case of DICOM slides as a structured report: read back, in every state, without a patient."""

from __future__ import annotations

import importlib
import json
from dataclasses import replace
from pathlib import Path

import highdicom
import numpy as np
import pydicom
import pytest
from case_files import feature_file, pack, predict_features
from dicom_slides import write_series
from highdicom.sr import srread
from review_samples import keep_finished
from slides import write_pyramid
from test_disclosure import STATES, case_in

from steph_desktop import RESEARCH_USE
from steph_desktop.case.dicom_report import write_dicom_report
from steph_desktop.case.disclosure import Disclosure
from steph_desktop.case.result import CaseResult, case_figures
from steph_desktop.cli import run
from steph_desktop.core.errors import ExitCode, StephError
from steph_desktop.workspace.audit_words import trail
from steph_desktop.workspace.store import Workspace

SOURCES = {"1.2.826.0.1.3680043.10.999.1.4.1", "1.2.826.0.1.3680043.10.999.1.4.2"}
STUDY = "1.2.826.0.1.3680043.10.999.3"


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> CaseResult:
    folder = tmp_path_factory.mktemp("plain")
    found = predict_features([feature_file(folder)], pack(folder), device="cpu")
    curves = np.stack([found.prediction.survival, found.prediction.survival * 0.9])
    return replace(
        found, case_id="Case K7-QX", prediction=replace(found.prediction, member_survival=curves)
    )


@pytest.fixture
def slide(tmp_path: Path) -> Path:
    rng = np.random.default_rng(3)
    return write_series(tmp_path / "zebra-7", rng.integers(0, 255, (512, 512, 3), np.uint8), 0.5)[0]


def measured(report: pydicom.Dataset) -> dict[str, float]:
    """The numbers of a report by the value of their code, as any reader of DICOM finds them."""
    found = {}
    for item in report.iterall():
        if item.keyword == "ContentSequence":
            for part in item.value:
                if part.ValueType == "NUM":
                    code = part.ConceptNameCodeSequence[0].CodeValue
                    found[code] = float(part.MeasuredValueSequence[0].NumericValue)
    return found


def evaluated(report: pydicom.Dataset) -> dict[str, str]:
    found = {}
    for item in report.iterall():
        if item.keyword == "ContentSequence":
            for part in item.value:
                if part.ValueType == "CODE":
                    name = part.ConceptNameCodeSequence[0].CodeValue
                    found[name] = part.ConceptCodeSequence[0].CodeValue
    return found


@pytest.mark.parametrize("state", STATES)
def test_a_report_keeps_to_the_rule_and_reads_back(
    state: str, plain: CaseResult, slide: Path, tmp_path: Path
) -> None:
    result, said = case_in(state, plain)
    out = tmp_path / "r.dcm"
    if said.is_withheld:
        with pytest.raises(StephError, match="not shown") as told:
            write_dicom_report(out, result, [slide], said)
        assert said.reason in told.value.what and not out.exists()
        return
    write_dicom_report(out, result, [slide], said)
    report = srread(out)
    assert isinstance(report, highdicom.sr.ComprehensiveSR)
    (group,) = report.content.get_image_measurement_groups()
    assert len(group.get_measurements()) == len(measured(report)) > 3
    figures, numbers = case_figures(result), measured(report)
    assert figures.risk_score is not None and figures.percentile is not None
    assert numbers["risk-score"] == pytest.approx(figures.risk_score, rel=1e-6)
    assert numbers["risk-percentile"] == pytest.approx(figures.percentile, rel=1e-6)
    for year, alive in figures.survival:
        assert numbers[f"survival-{year}y"] == pytest.approx(100 * alive, rel=1e-6)
    assert figures.group is not None
    assert evaluated(report)["risk-group"] == f"risk-{figures.group.value}"
    whole = "\n".join(item.value for item in report.iterall() if item.VR in ("UT", "LO"))
    assert RESEARCH_USE in whole and result.card.weights_sha256 in whole
    assert said.mark in whole
    assert ("Shown on request" in whole) == said.is_on_request
    assert ("Region only" in whole) == (state == "region")
    referred = {
        item.value for item in report.iterall() if item.keyword == "ReferencedSOPInstanceUID"
    }
    assert referred == SOURCES, "the label is no image of the slide"


def test_no_patient_unless_asked_and_no_number_twice(
    plain: CaseResult, slide: Path, tmp_path: Path
) -> None:
    one, two, named = (tmp_path / f"{name}.dcm" for name in ("one", "two", "named"))
    write_dicom_report(one, plain, [slide], Disclosure())
    write_dicom_report(two, plain, [slide], Disclosure())
    write_dicom_report(named, plain, [slide], Disclosure(), identifiers=True)
    for word in (b"Zebra", b"zebra"):
        assert word not in one.read_bytes() and word in named.read_bytes()
    first, second, third = (pydicom.dcmread(path) for path in (one, two, named))
    assert first.PatientID == first.PatientName == "Case K7-QX"
    assert first.StudyInstanceUID != STUDY and third.StudyInstanceUID == STUDY
    assert third.PatientName == "Zebra^Jo" and third.PatientID == "zebra-7"
    own = ("SOPInstanceUID", "SeriesInstanceUID", "StudyInstanceUID")
    uids = [getattr(report, name) for report in (first, second) for name in own]
    assert len(set(uids)) == len(uids)
    assert "CurrentRequestedProcedureEvidenceSequence" not in first, "of another study"
    (study,) = first.PertinentOtherEvidenceSequence
    assert study.StudyInstanceUID == STUDY
    assert "PertinentOtherEvidenceSequence" not in third


def test_what_cannot_be_referred_to_is_refused(
    plain: CaseResult, slide: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "r.dcm"
    other = write_pyramid(tmp_path / "a.svs", np.zeros((64, 64, 3), np.uint8), 0.5)
    with pytest.raises(StephError, match="no DICOM file"):
        write_dicom_report(out, plain, [other])
    with pytest.raises(StephError, match="not there"):
        write_dicom_report(out, plain, [tmp_path / "gone.dcm"])
    with pytest.raises(StephError, match="not known"):
        write_dicom_report(out, plain, [slide, slide])
    with pytest.raises(StephError, match="not a result"):
        answer = replace(plain.prediction, member_survival=None)
        write_dicom_report(out, replace(plain, prediction=answer, is_what_if=True), [slide])
    data = slide.read_bytes()
    slide.write_bytes(data[:200])
    with pytest.raises(StephError):
        write_dicom_report(out, plain, [slide])
    slide.write_bytes(data)
    whole = importlib.import_module

    def without(name: str) -> object:
        if name == "highdicom":
            raise ImportError(name)
        return whole(name)

    monkeypatch.setattr(importlib, "import_module", without)
    with pytest.raises(StephError, match="highdicom") as told:
        write_dicom_report(out, plain, [slide])
    assert "steph-desktop[dicom]" in told.value.todo and not out.exists()


def test_the_command_writes_and_notes_it(
    plain: CaseResult, slide: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lab, out = tmp_path / "lab", tmp_path / "r.dcm"
    with Workspace.open(lab) as workspace:
        keep_finished(workspace, slide, plain)
    words = ["dicom", plain.case_id, "--workspace", str(lab), "--out", str(out), "--json",
             "--even-if-unsuitable"]  # fmt: skip
    assert run(words) == ExitCode.DONE, capsys.readouterr().err
    assert json.loads(capsys.readouterr().out)["holds_identifiers"] is False
    with Workspace.open(lab, read_only=True) as workspace:
        (line,) = [line for line in trail(workspace.database) if "DICOM report" in line.words]
    assert line.cases == (plain.case_id,) and "by pseudonym" in line.words
    assert run(words) == ExitCode.FAULT, "nothing is overwritten"
    assert "there already" in capsys.readouterr().err

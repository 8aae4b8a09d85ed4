"""The case report: whole or absent, a page per case, and nobody's name on it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from test_cli import feature_file, pack

from steph_desktop.cases import CasePictures, CaseRecord
from steph_desktop.core import StephError
from steph_desktop.pipeline import predict_features
from steph_desktop.report import compose
from steph_desktop.ui import report_pdf
from steph_desktop.ui.report_pdf import write_pdf

CANARY = "MUELLER-1957"


@pytest.fixture
def record(tmp_path: Path) -> CaseRecord:
    features = feature_file(tmp_path, slide_id=CANARY)
    result = predict_features([features], pack(tmp_path), case_id="Case K7-QX")
    picture = np.full((300, 400, 3), 200, np.uint8)
    patches = tuple(np.full((64, 64, 3), shade, np.uint8) for shade in (90, 160))
    return CaseRecord(result, CasePictures((picture,), (16.0,), (0, 1), patches))


def test_each_case_has_a_page_with_fonts_and_few_pictures(
    qapp: QApplication, tmp_path: Path, record: CaseRecord
) -> None:
    out = tmp_path / "report.pdf"
    write_pdf([record, record], out)
    data = out.read_bytes()
    assert data.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", data)) == 2
    assert b"/FontFile2" in data
    # The thumbnail and two patches are pictures; plots and text are drawn as lines and letters.
    assert len(re.findall(rb"/Subtype\s*/Image", data)) <= 2 * 3
    assert CANARY.encode() not in data
    assert CANARY.encode("utf-16-be") not in data


def test_words_of_the_report_name_nobody(record: CaseRecord) -> None:
    assert record.result.patient_id == CANARY
    content = compose(record.result)
    text = " ".join(
        [content.case_id, content.created, content.headline, content.survival, content.sources,
         *content.warnings, *(part for row in content.provenance for part in row)]
    )  # fmt: skip
    assert CANARY not in text
    assert "Case K7-QX" in text
    assert "small" in text  # the model
    assert f"seed {record.result.seed}" in text


def test_no_case_and_no_place_are_told(
    qapp: QApplication, tmp_path: Path, record: CaseRecord
) -> None:
    with pytest.raises(StephError, match="no finished case"):
        write_pdf([], tmp_path / "r.pdf")
    (tmp_path / "file").write_text("")
    with pytest.raises(StephError):
        write_pdf([record], tmp_path / "file" / "r.pdf")


def test_a_report_cut_short_by_a_full_disk_leaves_nothing(
    qapp: QApplication, tmp_path: Path, record: CaseRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = report_pdf._require_whole

    def cut(path: Path) -> None:
        path.write_bytes(path.read_bytes()[:-200])
        whole(path)

    monkeypatch.setattr(report_pdf, "_require_whole", cut)
    with pytest.raises(StephError, match="disk is full"):
        write_pdf([record], tmp_path / "out" / "r.pdf")
    assert list((tmp_path / "out").iterdir()) == []


def test_a_case_without_pictures_or_reference_still_fills_its_page(
    qapp: QApplication, tmp_path: Path, record: CaseRecord
) -> None:
    card = replace(record.result.card, reference=None)
    bare = replace(record.result, card=card, strata=(), risk_group=None, risk_percentile=None)
    write_pdf([CaseRecord(bare)], tmp_path / "r.pdf")
    assert (tmp_path / "r.pdf").stat().st_size > 2000

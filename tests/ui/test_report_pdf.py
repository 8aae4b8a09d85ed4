"""The case report: whole or absent, a page per case, and nobody's name on it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from case_files import feature_file, pack, predict_features
from PySide6.QtCore import QPointF, QSizeF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPicture
from PySide6.QtWidgets import QApplication
from review_samples import make_lab

from steph_desktop.case.disclosure import disclose
from steph_desktop.case.map_rendering import MapKind, format_signed, map_values
from steph_desktop.case.report_content import compose
from steph_desktop.case.result import CasePictures, CaseRecord
from steph_desktop.case.slide_checks import Check, CheckKind, CheckStatus
from steph_desktop.cli import run
from steph_desktop.core.errors import ExitCode, StephError
from steph_desktop.ui.parts.report import report_pdf
from steph_desktop.ui.parts.report.report_pdf import draw_case_plots, write_pdf
from steph_desktop.ui.parts.report.report_sheet import Sheet
from steph_desktop.workspace.records import Review, ReviewRow, Verdict
from steph_desktop.workspace.store import Workspace

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
    pages = write_pdf([record, record], out)
    assert pages == 1 + 2 * write_pdf([record], tmp_path / "one.pdf"), "a table comes first"
    data = out.read_bytes()
    assert data.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", data)) == pages
    assert b"/FontFile2" in data
    # The thumbnail and two patches are pictures; plots and text are drawn as lines and letters.
    assert len(re.findall(rb"/Subtype\s*/Image", data)) <= 2 * 3
    assert CANARY.encode() not in data
    assert CANARY.encode("utf-16-be") not in data


def test_patches_that_raise_and_that_lower_the_risk_are_told_apart(
    qapp: QApplication, record: CaseRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    values = map_values(MapKind.RISK, record.result)
    order = [int(row) for row in np.argsort(-values)]
    most, least = order[0], order[-1]
    assert values[most] > 0 > values[least]
    patch = np.full((64, 64, 3), 90, np.uint8)

    def words_with(*rows: int) -> list[str]:
        drawn: list[str] = []
        monkeypatch.setattr(Sheet, "_draw_line", lambda _self, words, *_: drawn.append(words))
        pictures = replace(record.pictures, top_indices=rows, top_patches=(patch,) * len(rows))
        painter = QPainter(picture := QPicture())
        sheet = Sheet(painter, QSizeF(680, 1020), lambda: None, 9)
        shown = replace(record, pictures=pictures)
        plots = draw_case_plots(shown)
        report_pdf._Case(shown, compose(record.result), plots).paint(sheet)
        painter.end()
        assert picture.size() > 0
        return drawn

    raises, lowers = "Patches that raise the risk most", "Patches that lower it most"
    for rows, said in (
        ((most, least), [raises, lowers]),
        ((most,), [raises]),
        ((least,), [lowers]),
    ):
        drawn = words_with(*rows)
        assert [words for words in drawn if words in (raises, lowers)] == said
        assert all(format_signed(float(values[row])) in drawn for row in rows)


def test_words_of_the_report_name_nobody(record: CaseRecord) -> None:
    assert record.result.patient_id == CANARY
    content = compose(record.result)
    text = " ".join(
        [content.case_id, content.created, content.headline, content.sources,
         *content.warnings, *(part for row in content.provenance for part in row)]
    )  # fmt: skip
    assert CANARY not in text
    assert "Case K7-QX" in text
    assert "small" in text  # the model
    assert f"seed {record.result.seed}" in text


REVIEWED = (
    ReviewRow(
        2,
        1,
        1,
        "2026-11-24T19:30:00+00:00",
        Review(Verdict.AGREE, tags=("board",), signed_off=True, reviewer="Dr Nadel"),
    ),
    ReviewRow(
        1,
        1,
        1,
        "2026-11-24T19:20:00+00:00",
        Review(Verdict.DISAGREE, "necrosis", (), "high", 80.0, blinded=True, reviewer="Dr Faden"),
    ),
)
CHECKS = (
    Check(CheckKind.FOCUS, CheckStatus.GREEN, "2 %", "The tissue is in focus."),
    Check(CheckKind.STAIN, CheckStatus.RED, "2.9 SD", "The stain is far from the training cohort."),
)


def test_review_checks_and_figures_are_told(record: CaseRecord) -> None:
    asked = disclose(CHECKS, is_requested=True)
    content = compose(replace(record.result, checks=CHECKS), None, REVIEWED, disclosure=asked)
    signed, doubted = content.review
    assert "Dr Nadel · agrees with the model; signed" in signed
    assert "Tags: board" in signed
    assert "disagrees with the model; estimate before the model's was shown" in doubted
    assert "high risk, percentile 80" in doubted
    assert "necrosis" in doubted
    assert [check.light for check in content.checks] == [CheckStatus.RED, CheckStatus.GREEN]
    assert [name for *_, name in content.figures][-1] == "median survival"
    assert record.result.card.weights_sha256 in dict(content.provenance)["Model weights"]
    assert compose(record.result, None, ()).review == ("Not reviewed yet.",)


def test_reviewers_are_named_unless_it_is_asked_not_to(
    qapp: QApplication, tmp_path: Path, record: CaseRecord
) -> None:
    said = " ".join(compose(record.result, None, REVIEWED, names=False).review)
    assert "Dr" not in said
    assert "agrees with the model" in said


def test_a_long_review_goes_on_over_pages_with_the_line_on_each(
    qapp: QApplication, tmp_path: Path, record: CaseRecord
) -> None:
    comment = "word " * 3000 + "W" * 4000  # a word longer than a line is cut, not lost
    long = replace(REVIEWED[0], review=replace(REVIEWED[0].review, comment=comment))
    case_id = record.result.case_id
    pages = write_pdf([record], tmp_path / "r.pdf", {case_id: [long]})
    assert pages > 2
    data = (tmp_path / "r.pdf").read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b", data)) == pages


def test_every_page_says_what_it_is_for_and_which_it_is(
    qapp: QApplication, record: CaseRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(
        Sheet, "_draw_line", lambda _self, words, *_: drawn.append(words), raising=True
    )
    picture = QPicture()
    painter = QPainter(picture)
    long = replace(REVIEWED[0], review=replace(REVIEWED[0].review, comment="word " * 3000))
    sheet = Sheet(painter, QSizeF(680, 1020), lambda: None, 9)
    content = compose(record.result, None, [long])
    report_pdf._Case(record, content, draw_case_plots(record)).paint(sheet)
    painter.end()
    assert sheet.page > 1
    said = "\n".join(drawn)
    assert said.count("For research use only.") == 2 * sheet.page
    assert [f"Page {number} of 9" in said for number in range(1, sheet.page + 1)] == [
        True
    ] * sheet.page
    assert CANARY not in said


def test_nothing_is_drawn_below_the_foot(
    qapp: QApplication, record: CaseRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    lowest: list[float] = []

    def draw(self: Sheet, words: str, at: QPointF, font: QFont, _colour: str) -> None:
        lowest.append(at.y() + QFontMetricsF(font).height())

    monkeypatch.setattr(Sheet, "_draw_line", draw)
    picture = QPicture()
    painter = QPainter(picture)
    checks = CHECKS * 30
    long = replace(REVIEWED[0], review=replace(REVIEWED[0].review, comment="word " * 2000))
    sheet = Sheet(painter, QSizeF(680, 1020), lambda: None, 9)
    result = replace(record.result, checks=checks)
    content = compose(result, None, [long] * 3)
    shown = replace(record, result=result)
    report_pdf._Case(shown, content, draw_case_plots(shown)).paint(sheet)
    painter.end()
    assert max(lowest) <= 1020 + 1


def test_a_file_that_is_there_is_kept_unless_it_may_be_replaced(
    qapp: QApplication, tmp_path: Path, record: CaseRecord
) -> None:
    out = tmp_path / "r.pdf"
    out.write_text("mine")
    with pytest.raises(StephError, match="there already"):
        write_pdf([record], out, overwrite=False)
    assert out.read_text() == "mine"
    write_pdf([record], out)
    assert out.read_bytes().startswith(b"%PDF")


def test_a_what_if_is_never_reported(
    qapp: QApplication, tmp_path: Path, record: CaseRecord
) -> None:
    prediction = replace(record.result.prediction, member_survival=None)
    asked = replace(record.result, prediction=prediction, is_what_if=True)
    with pytest.raises(StephError, match="what-if"):
        write_pdf([CaseRecord(asked)], tmp_path / "r.pdf")
    assert not (tmp_path / "r.pdf").exists()


def test_the_command_takes_the_reviews_of_the_workspace(
    tmp_path: Path, slide: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lab, out = tmp_path / "lab", tmp_path / "out.pdf"
    first, second = make_lab(lab, tmp_path / "shelf", slide, 2)
    with Workspace.open(lab) as workspace:
        row = workspace.case_named(first)
        assert row is not None
        workspace.add_review(row.id, REVIEWED[0].review)
    folder = str(lab / "cases" / second.replace(" ", "-"))
    command = ["report", first, folder, "--workspace", str(lab), "--out", str(out), "--json"]
    assert run(command) == ExitCode.DONE
    told = json.loads(capsys.readouterr().out)
    assert told["cases"] == 2
    assert told["pages"] >= 2
    data = out.read_bytes()
    assert b"P-0-slide" not in data
    assert run(command) == ExitCode.FAULT
    assert "there already" in capsys.readouterr().err
    assert out.read_bytes() == data
    assert run([*command, "--overwrite", "--no-reviewer-names"]) == ExitCode.DONE


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
    whole = report_pdf.require_end

    def cut(path: Path, end: bytes) -> None:
        path.write_bytes(path.read_bytes()[:-200])
        whole(path, end)

    monkeypatch.setattr(report_pdf, "require_end", cut)
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

"""The case report as a PDF: A4, vector text and plots, as many pages as a case takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
    QPicture,
)

from steph_desktop.case.disclosure import Disclosure, disclose_result, figures_of
from steph_desktop.case.map_rendering import (
    MapKind,
    MapOrder,
    format_signed,
    risk_pictures,
    risk_unit,
)
from steph_desktop.case.report_content import ReportContent, compose, reference_line
from steph_desktop.case.result import CaseRecord, slide_shares
from steph_desktop.case.slide_checks import Check, CheckKind, CheckStatus, summary, worst
from steph_desktop.case.source_summary import explain_figures, spread_of
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import atomic_path
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.plots.bar_plot import SourcePlot
from steph_desktop.ui.kit.plots.case_plots import RulerPlot
from steph_desktop.ui.kit.plots.figure_files import require_end
from steph_desktop.ui.kit.plots.scene import play, record_plot
from steph_desktop.ui.kit.plots.survival_plot import SurvivalPlot
from steph_desktop.ui.kit.theme import LIGHT, plate
from steph_desktop.ui.parts.report.report_sheet import (
    GAP,
    PageEdges,
    Sheet,
    paper_font,
    text_height,
)
from steph_desktop.ui.parts.viewer.tiles import to_image
from steph_desktop.workspace.records import ReviewRow

_DPI = 96  # the plots take the painter's units as pixels at 96 an inch
_WIDTH = 180 / 25.4 * _DPI  # of A4 between its margins
_HALF = (_WIDTH - GAP) / 2
_SLIDE_HEIGHT = 160.0
_PLOT_HEIGHT = 170.0
_PATCH_SIDE, _PATCH_GAP = 64.0, 7.0
_MOST_SLIDES = 6
_LABEL_WIDTH = 112.0
_LIGHTS = {
    CheckStatus.GREEN: LIGHT.done,
    CheckStatus.AMBER: "#c98a12",
    CheckStatus.RED: LIGHT.high,
    CheckStatus.GREY: LIGHT.middle,
}
_UNKNOWN_REVIEW = "Reviews are kept in the workspace and were not part of this report."


def write_pdf(
    records: Sequence[CaseRecord],
    out: Path,
    reviews: Mapping[str, Sequence[ReviewRow]] | None = None,
    *,
    names: bool = True,
    overwrite: bool = True,
    plots: Sequence[CasePlots] | None = None,
    disclosures: Mapping[str, Disclosure] | None = None,
    anchor: str = "",
) -> int:
    """Write the de-identified report of finished cases, each from a new page on.

    The file appears whole or not at all. May run on any thread, given `plots`; without them it
    draws the plots, which only the GUI thread may do.

    Parameters
    ----------
    records : sequence of CaseRecord
        Cases with their pictures.
    out : pathlib.Path
        The PDF.
    reviews : mapping of str to sequence of ReviewRow, optional
        Of each case by its pseudonym, the latest first.
    names : bool
        Name the reviewers.
    overwrite : bool
        Replace a file that is there.
    plots : sequence of CasePlots, optional
        Of each case, from `draw_case_plots`.
    disclosures : mapping of str to Disclosure, optional
        What may be said of each case, by its pseudonym; by its checks alone where it is not in it.
    anchor : str
        Newest entry of the workspace's audit trail, by which it can be checked later.
    """
    if not records:
        raise StephError("There is no finished case to report", None, "Analyse a case first.")
    if not overwrite and out.exists():
        todo = "Choose another name, or allow to replace it with --overwrite."
        raise StephError("This file is there already", out, todo)
    known, disclosed = reviews or {}, disclosures or {}
    pages = []
    for number, record in enumerate(records):
        case_id = record.result.case_id
        said = disclosed.get(case_id) or disclose_result(record.result)
        # Without plots this is the GUI thread.
        plot = plots[number] if plots else draw_case_plots(record, said)
        content = compose(record.result, None, known.get(case_id), names=names, disclosure=said)
        if anchor:
            rows = (*content.provenance, ("Audit trail", f"newest before this report: {anchor}"))
            content = replace(content, provenance=rows)
        pages.append(_Case(record, content, plot))
    with atomic_path(out) as temporary:
        writer = QPdfWriter(str(temporary))
        writer.setTitle(tr("STEPH Desktop case report"))
        writer.setCreator("STEPH Desktop")
        writer.setResolution(1200)
        # `_WIDTH` counts on 15 mm at either side.
        a4, margins = QPageSize(QPageSize.PageSizeId.A4), QMarginsF(15, 13, 15, 13)
        upright, mm = QPageLayout.Orientation.Portrait, QPageLayout.Unit.Millimeter
        writer.setPageLayout(QPageLayout(a4, upright, margins, mm))
        # All lengths are in 1/96 inch, whatever the resolution of the writer.
        scale = writer.logicalDpiX() / _DPI
        size = QSizeF(writer.width() / scale, writer.height() / scale)
        # Laid out once on nothing: each page says how many there are.
        nothing = QPicture()
        n_pages = _lay_out(pages, QPainter(nothing), size, lambda: None)
        # `QPainter(writer)` would not say that it cannot write, and the pages would be lost.
        painter = QPainter()
        if not painter.begin(writer):
            raise StephError("The report cannot be written", out, "Choose another folder.")
        painter.scale(scale, scale)
        _lay_out(pages, painter, size, writer.newPage, n_pages)
        # Qt does not say when the disk ran full.
        require_end(temporary, b"%%EOF")
    return n_pages


def _lay_out(
    pages: Sequence[_Case],
    painter: QPainter,
    size: QSizeF,
    turn: Callable[[], object],
    n_pages: int | None = None,
) -> int:
    """Paint all cases, end the painter, and return how many pages they took."""
    try:
        sheet = Sheet(painter, size, turn, n_pages)
        _summarise(sheet, pages)
        for page in pages:
            page.paint(sheet)
    finally:
        painter.end()
    return sheet.page


_COLUMNS = (0.0, 0.20, 0.50, 0.66, 0.80)  # of the summary: where they begin, as shares


def _summarise(sheet: Sheet, pages: Sequence[_Case]) -> None:
    """Begin the report of several cases with a table of them all."""
    if len(pages) < 2:
        return
    # No intended use in the foot: each case has that of its own model.
    sheet.begin(PageEdges(tr(f"{len(pages)} cases"), pages[0].content.created, ""))
    font, line = paper_font(9.5), _line(paper_font(9.5)) + 5
    head = ("Case", "Risk", "Survival", "Checks", "Review")
    for place, words in zip(_COLUMNS, head, strict=True):
        rect = QRectF(place * sheet.width, sheet.y, sheet.width, line)
        sheet.beside(words, rect, paper_font(9.5, bold=True), LIGHT.ink)
    sheet.space(line)
    for page in pages:
        sheet.need(line)
        for place, after, words in zip(_COLUMNS, (*_COLUMNS[1:], 1.0), page.summary(), strict=True):
            width = (after - place) * sheet.width - 6
            shown = QFontMetricsF(font).elidedText(tr(words), Qt.TextElideMode.ElideRight, width)
            rect = QRectF(place * sheet.width, sheet.y, width + 6, line)
            sheet.beside(shown, rect, font, LIGHT.text)
        sheet.space(line)


@dataclass(frozen=True)
class CasePlots:
    """The plots of a report, drawn."""

    survival: QPicture  # the predicted curve over the reference cohort
    ruler: QPicture | None  # the case's place in the reference cohort; None without one
    sources: QPicture | None  # the source cancers; None for a case that merged none
    sources_height: float  # height of `sources`


def draw_case_plots(record: CaseRecord, disclosure: Disclosure | None = None) -> CasePlots:
    """Draw the plots of a case; in the GUI thread, for pyqtgraph needs its widgets.

    Where the result is withheld there is nothing to draw.
    """
    result, font = record.result, paper_font(10)
    said = disclosure or disclose_result(result)
    if said.is_withheld:
        return CasePlots(QPicture(), None, None, 0.0)
    survival = record_plot(SurvivalPlot.of_case(result), QSizeF(_WIDTH, _PLOT_HEIGHT), font)
    place = RulerPlot.of_case(result, said)
    size = QSizeF(_WIDTH, place.height(paper_font(9.5)))
    ruler = record_plot(place, size, paper_font(9.5)) if place.percentile is not None else None
    plot = SourcePlot(result.prediction.sources, result.card.target_cancer, spread_of(result))
    if not plot.order:
        return CasePlots(survival, ruler, None, 0.0)
    # One slide stands beside the sources; several fill rows above them.
    width = _HALF if len(record.pictures.thumbnails) == 1 else _WIDTH
    height = plot.height(font, width)
    return CasePlots(survival, ruler, record_plot(plot, QSizeF(width, height), font), height)


class _Case:
    """One case, laid out from top to bottom."""

    def __init__(self, record: CaseRecord, content: ReportContent, plots: CasePlots) -> None:
        self.plots = plots
        self.result, self.pictures, self.content = record.result, record.pictures, content
        self._is_withheld = content.disclosure.is_withheld
        # Any of its slides: scale and unit are those of the whole case.
        order = MapOrder(MapKind.RISK, record.result, record.result.slides[0])
        self._unit, self._map_unit = risk_unit(record.result.card.bins), order.unit
        self._values, self._scale = order.scale()
        self._maps = () if self._is_withheld else risk_pictures(record)

    def summary(self) -> tuple[str, str, str, str, str]:
        """Return the case as a line of the table of all cases."""
        content = self.content
        # As in "3-year survival", see `figure_cells`.
        three = [figure for figure, _, name in content.figures if name.startswith("3")]
        answer = content.headline.replace(" percentile", "").replace(" risk", "")
        review = content.review[0].splitlines()[0].split(" · ")[-1] if content.review else ""
        checks = [check for check in content.checks if not _is_of_model(check)]
        return (
            content.case_id, f"{answer}{_short_mark(content.disclosure)}",
            f"{three[0]} at 3 years" if three else "",
            summary(checks) if checks else "not checked", review,
        )  # fmt: skip

    def paint(self, sheet: Sheet) -> None:
        content, card = self.content, self.result.card
        right = f"{card.target_cancer} · {content.created}"
        sheet.begin(PageEdges(content.case_id, right, card.intended_use))
        self._verdict(sheet)
        if not self._is_withheld:
            self._slides_and_sources(sheet)
            self._survival(sheet)
            self._patches(sheet)
        self._checks(sheet)
        self._review(sheet)
        font = paper_font(8)
        width = sheet.width - _LABEL_WIDTH
        # Heading and rows stay together where a page holds them.
        whole = sum(text_height(value, font, width) for _, value in content.provenance)
        sheet.heading("Provenance", whole)
        for label, value in content.provenance:
            sheet.row(label, value, font, label_width=_LABEL_WIDTH)

    def _accession(self, sheet: Sheet) -> None:
        """Leave a line for the lab's own number, which nothing here knows or may print."""
        font = paper_font(9)
        left, y = sheet.width - 190, sheet.y + _line(font)
        sheet.beside("Accession", QRectF(left, sheet.y, 60, 20), font, LIGHT.muted)
        sheet.painter.setPen(QPen(QColor(LIGHT.muted), 0.7))
        sheet.painter.drawLine(QPointF(left + 56, y), QPointF(sheet.width, y))

    def _verdict(self, sheet: Sheet) -> None:
        """Risk, what it is compared with, what to beware of, and the figures."""
        result, content = self.result, self.content
        light, said = worst(content.checks), content.disclosure
        if said.is_withheld:
            self._banner(sheet, f"The result is not shown. {said.reason}", CheckStatus.RED)
        elif said.mark:
            grave = said.is_on_request or said.is_stale
            self._banner(sheet, said.mark, CheckStatus.RED if grave else CheckStatus.AMBER)
        elif light is CheckStatus.AMBER:
            self._banner(sheet, f"Check this slide: {summary(content.checks)}.", light)
        numbers = figures_of(result, said)
        sheet.text(content.headline, paper_font(20, bold=True), LIGHT.of_group(numbers.group))
        if said.is_withheld:
            sheet.space(GAP)
            return
        self._accession(sheet)
        reference = reference_line(result.card.reference, result.card.target_cancer)
        sheet.text(reference, paper_font(10), LIGHT.muted)
        if self.plots.ruler is not None:
            sheet.space(4)
            play(sheet.painter, self.plots.ruler, QPointF(0, sheet.y))
            sheet.space(RulerPlot().height(paper_font(9.5)) + 4)
        for warning in content.warnings:
            sheet.text(f"Note: {warning}", paper_font(10), LIGHT.notice)
        sheet.space(6)
        large, small = paper_font(15, bold=True), paper_font(9.5)
        height = QFontMetricsF(large).height()
        # Fewer than four stand as close as four do.
        column = sheet.width / max(4, len(content.figures))
        for number, (figure, ends, name) in enumerate(content.figures):
            rect = QRectF(number * column, sheet.y, column - 6, height)
            sheet.beside(figure, rect, large, LIGHT.ink)
            if ends:
                width = QFontMetricsF(large).horizontalAdvance(f"{figure} ")
                # On the base line of the large figure.
                drop = QFontMetricsF(large).ascent() - QFontMetricsF(small).ascent()
                sheet.beside(ends, rect.adjusted(width, drop, 0, 0), small, LIGHT.muted)
            sheet.beside(name, rect.translated(0, height), small, LIGHT.muted)
        sheet.space(height + QFontMetricsF(small).height() + GAP)

    def _banner(self, sheet: Sheet, words: str, light: CheckStatus) -> None:
        font = paper_font(10.5, bold=True)
        height = text_height(words, font, sheet.width - 24)
        wash, ink = LIGHT.notice_wash, LIGHT.notice
        if light is CheckStatus.RED:
            wash, ink = LIGHT.alarm_wash, LIGHT.alarm
        rect = QRectF(0, sheet.y, sheet.width, height + 12)
        plate(sheet.painter, rect, wash)
        sheet.painter.setBrush(Qt.BrushStyle.NoBrush)
        sheet.beside(words, rect.adjusted(12, 6, -12, -6), font, ink)
        sheet.space(height + 12 + 8)

    def _slides_and_sources(self, sheet: Sheet) -> None:
        """One slide stands beside the sources; several fill rows above them."""
        images = self.pictures.thumbnails[:_MOST_SLIDES]
        if len(images) > 1:
            self._several_slides(sheet, len(images))
            self._sources(sheet, 0, sheet.width)
            return
        half = (sheet.width - GAP) / 2
        sheet.need(_SLIDE_HEIGHT + 60)
        top, end = sheet.y, sheet.y
        if images:
            sheet.heading("Slide, and where it raises or lowers the risk")
            end = self._map(sheet, QRectF(0, sheet.y, half, _SLIDE_HEIGHT), 0)
            end += 3 + self._legend(sheet, QRectF(0, end + 3, half, 26))
            if self.plots.sources is not None:
                # What the letters mean stands where there is room: under the slide.
                words = explain_figures(self.result.card.target_cancer)
                rect = QRectF(0, end + 4, half, 60)
                end += 4 + sheet.beside(words, rect, paper_font(8.5), LIGHT.muted)
        # Up again, to stand beside the slide.
        sheet.y = top
        self._sources(sheet, half + GAP if images else 0.0, half if images else sheet.width)
        sheet.y = max(sheet.y, end + GAP)

    def _several_slides(self, sheet: Sheet, count: int) -> None:
        shares = slide_shares(self.result)
        # Two rows of two leave no gap; all else stands in threes.
        columns, font = 2 if count in (2, 4) else 3, paper_font(9)
        width, line = (sheet.width - (columns - 1) * GAP) / columns, _line(font)
        height = 0.72 * width
        sheet.heading("Slides, and where they raise or lower the risk", height + 2 * line)
        for first in range(0, count, columns):
            sheet.need(height + 2 * line + 4)
            for place, number in enumerate(range(first, min(first + columns, count))):
                x = place * (width + GAP)
                self._map(sheet, QRectF(x, sheet.y, width, height), number)
                share, caption = shares[number], QRectF(x, sheet.y + height + 2, width, line)
                words = f"Slide {number + 1} · {100 * share.attention:.0f} % of attention"
                sheet.beside(words, caption, font, LIGHT.text)
                words = f"{format_signed(share.risk)} {self._unit}"
                sheet.beside(words, caption.translated(0, line), font, LIGHT.muted)
            sheet.space(height + 2 * line + 8)
        rest = [
            f"slide {number} ({100 * share.attention:.0f} %, {format_signed(share.risk)})"
            for number, share in enumerate(shares[count:], start=count + 1)
        ]
        if rest:
            words = f"Not pictured, with attention and {self._unit}: {', '.join(rest)}."
            sheet.text(words, font, LIGHT.text)
        rect = QRectF(0, sheet.y, sheet.width, line)
        sheet.space(self._legend(sheet, rect) + GAP)

    def _map(self, sheet: Sheet, rect: QRectF, number: int) -> float:
        """Draw a slide with each patch tinted by its contribution; return where it ends."""
        painter, image = sheet.painter, to_image(self._maps[number])
        keep = Qt.AspectRatioMode.KeepAspectRatio
        drawn = QRectF(rect.topLeft(), QSizeF(image.size()).scaled(rect.size(), keep))
        painter.drawImage(drawn, image)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(LIGHT.line), 1))
        painter.drawRect(drawn)
        return float(drawn.bottom())

    def _legend(self, sheet: Sheet, rect: QRectF) -> float:
        top = format_signed(self._scale.highest)
        words = f"blue lowers, red raises the risk; full colour from {top} {self._map_unit}"
        return sheet.beside(words, rect, paper_font(9), LIGHT.muted)

    def _sources(self, sheet: Sheet, x: float, width: float) -> None:
        picture, words, font = self.plots.sources, self.content.sources, paper_font(10)
        title = paper_font(11.5, bold=True)
        height = self.plots.sources_height + 6 if picture else 0.0
        sheet.need(_line(title) + height + text_height(words, font, width) + 60)
        rect, head = QRectF(x, sheet.y, width, 0), "Borrowed from other cancers"
        rect.translate(0, sheet.beside(head, rect, title, LIGHT.ink))
        rect.translate(0, sheet.beside(words, rect, font, LIGHT.text) + 4)
        if picture is not None:
            play(sheet.painter, picture, rect.topLeft())
            rect.translate(0, height)
            if x == 0.0:  # else it stands under the slide
                meant = explain_figures(self.result.card.target_cancer)
                rect.translate(0, sheet.beside(meant, rect, paper_font(8.5), LIGHT.muted))
        sheet.y = rect.top() + GAP

    def _survival(self, sheet: Sheet) -> None:
        sheet.heading("Predicted survival", _PLOT_HEIGHT)
        play(sheet.painter, self.plots.survival, QPointF(0, sheet.y))
        sheet.space(_PLOT_HEIGHT + 4)
        content = self.content
        numbers = figures_of(self.result, content.disclosure)
        # The ruler at the head shows every model's answer, where it is known.
        on_ruler = numbers.members is not None and numbers.members.is_median
        for words in filter(None, ("" if on_ruler else content.members, content.fragility)):
            sheet.text(words, paper_font(10), LIGHT.text)
        sheet.text(content.follow_up, paper_font(9), LIGHT.muted)
        sheet.space(GAP - 4)

    def _patches(self, sheet: Sheet) -> None:
        """Show what raises the risk on the left, what lowers it on the right."""
        pictures = self.pictures
        shown = list(zip(pictures.top_indices, pictures.top_patches, strict=False))
        # A case of an earlier version keeps the pictures in the order of an earlier rule.
        shown.sort(key=lambda pair: -self._values[pair[0]])
        raising = [(row, patch) for row, patch in shown if self._values[row] > 0]
        lowering = [(row, patch) for row, patch in shown[::-1] if self._values[row] < 0]
        if not raising and not lowering:
            return
        font = paper_font(9)
        height = _PATCH_SIDE + (2 if len(self.result.slides) > 1 else 1) * _line(font) + 2
        sheet.need(height + 40)
        top, half = sheet.y, (sheet.width + GAP) / 2
        for left, words, some in (
            (0.0, "Patches that raise the risk most", raising),
            (half if raising else 0.0, "Patches that lower it most", lowering),
        ):
            if not some:
                continue
            sheet.y, bold = top, paper_font(11.5, bold=True)
            sheet.text(words, bold, LIGHT.ink, left=left, width=half - GAP)
            sheet.y += 2
            # Alone they may fill the line.
            room = half if raising and lowering else sheet.width + _PATCH_GAP
            # The room has a gap more: none follows the last patch.
            step = _PATCH_SIDE + _PATCH_GAP
            for number, (row, patch) in enumerate(some[: int(room // step)]):
                self._patch(sheet, QPointF(left + number * step, sheet.y), row, patch, font)
        sheet.space(height + GAP)

    def _patch(
        self, sheet: Sheet, at: QPointF, row: int, patch: NDArray[np.uint8], font: QFont
    ) -> None:
        rect = QRectF(at.x(), at.y(), _PATCH_SIDE, _PATCH_SIDE)
        sheet.painter.drawImage(rect, to_image(patch))
        under = rect.translated(0, _PATCH_SIDE + 2)
        sheet.beside(format_signed(float(self._values[row])), under, font, LIGHT.text)
        if len(self.result.slides) > 1:
            places = enumerate(self.result.slides, start=1)
            slide = next((n for n, p in places if p.first <= row < p.first + p.count), 1)
            sheet.beside(f"slide {slide}", under.translated(0, _line(font)), font, LIGHT.muted)

    def _checks(self, sheet: Sheet) -> None:
        font = paper_font(9.5)
        grave = (CheckStatus.AMBER, CheckStatus.RED)
        own = self.content.checks
        rows = [
            (check.kind.value, check.light, _check_words(check))
            for check in own
            if check.light in grave or (check.light is CheckStatus.GREEN and _is_of_model(check))
        ]
        # What needs no attention takes a line, not a page.
        for light, name in ((CheckStatus.GREEN, "Fine"), (CheckStatus.GREY, "Not checked")):
            if said := "; ".join(filter(None, (_short_words(c) for c in own if c.light is light))):
                rows.append((name, light, said))
        if all(map(_is_of_model, own)):
            rows.append(("", CheckStatus.GREY, "The slide was not checked."))
        # The checks stay together where a page holds them.
        line = _line(font)
        sheet.heading("Can this slide be trusted?", len(rows) * (line + 2))
        left = _LABEL_WIDTH + 14
        for kind, light, words in rows:
            sheet.need(text_height(words, font, sheet.width - left))
            sheet.painter.setPen(Qt.PenStyle.NoPen)
            sheet.painter.setBrush(QColor(_LIGHTS[light]))
            sheet.painter.drawEllipse(QPointF(4, sheet.y + line / 2), 3.5, 3.5)
            sheet.painter.setBrush(Qt.BrushStyle.NoBrush)
            label = QRectF(14, sheet.y, _LABEL_WIDTH, line)
            label_end = sheet.y + sheet.beside(kind, label, font, LIGHT.muted)
            sheet.text(words, font, LIGHT.text, left=left)
            sheet.y = max(sheet.y, label_end) + 2
        sheet.space(GAP - 2)

    def _review(self, sheet: Sheet) -> None:
        font = paper_font(9.5)
        sheet.heading("Review", 30)
        for paragraph in self.content.review or (_UNKNOWN_REVIEW,):
            sheet.text(paragraph, font, LIGHT.text)
            sheet.space(4)
        sheet.space(GAP - 4)


def _line(font: QFont) -> float:
    return QFontMetricsF(font).height()


def _check_words(check: Check) -> str:
    """Say how a check came out, and why."""
    figure = f"{tr(check.figure)}. " if check.figure else ""
    return f"{tr(check.light.value.capitalize())}: {figure}{tr(check.reason)}"


def _is_of_model(check: Check) -> bool:
    return check.kind is CheckKind.MODEL


def _short_words(check: Check) -> str:
    """Name a check that needs no attention, with what was measured."""
    if _is_of_model(check) and check.light is CheckStatus.GREEN:
        return ""  # written out
    return f"{tr(check.kind.value.lower())} {tr(check.figure)}".strip()


def _short_mark(said: Disclosure) -> str:
    """Say in a table of many cases that one is not like the others."""
    if said.is_on_request:
        return " (on request)"
    if said.is_withheld or not said.mark:
        return ""
    return " (out of date)" if said.is_stale else " (region only)"

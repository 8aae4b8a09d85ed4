"""The table under the curves: medians, landmarks, restricted means, and pairs of groups."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHeaderView, QSizePolicy, QTableWidget, QTableWidgetItem

from steph_desktop.survival.curves import DAYS_PER_YEAR
from steph_desktop.survival.groups import GroupedSurvival
from steph_desktop.ui.kit.plots.curve_plot import group_words
from steph_desktop.ui.kit.plots.km_plot import AxisUnit, line_colour
from steph_desktop.ui.kit.plots.survival_words import mean_words, median_words, share_words
from steph_desktop.ui.kit.theme import LIGHT, Colours

_WIDEST_PX = 260
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class FiguresTable(QTableWidget):
    """One row per group, as high as it needs to be."""

    def __init__(self) -> None:
        super().__init__(0, 0)
        self.colours: Colours = LIGHT
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setAccessibleName("Figures by group")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 10)

    def show_figures(self, survival: GroupedSurvival | None, unit: AxisUnit) -> None:
        """Fill the table."""
        if survival is None:
            self.setRowCount(0)
            self.setColumnCount(0)
            return
        marks = [f"{day / DAYS_PER_YEAR:g}-year survival" for day in survival.landmarks_days]
        horizon = f"{survival.horizon_days / unit.days:.1f}"
        heads = ["Group", "n", "Events", f"Median, {unit.value[0]}", *marks]
        heads.append(f"Mean to {horizon} {unit.value[0]}")
        self.setColumnCount(len(heads))
        self.setHorizontalHeaderLabels(heads)
        self.setRowCount(len(survival.figures))
        for row, figures in enumerate(survival.figures):
            curve = figures.curve
            cells = [
                group_words(curve.label),
                str(curve.n_patients),
                str(curve.n_events),
                median_words(figures.median_days, unit),
                *(share_words(share) for share in figures.landmarks),
                mean_words(figures.restricted_mean_days, unit),
            ]
            for column, words in enumerate(cells):
                item = QTableWidgetItem(words)
                if column == 0:
                    item.setForeground(line_colour(curve.label, row, self.colours))
                    item.setToolTip(words)
                elif column in (1, 2):
                    item.setTextAlignment(_LEFT)
                else:
                    item.setForeground(QColor(self.colours.text))
                    item.setToolTip(f"{words}, 95 % interval")
                self.setItem(row, column, item)
        header = self.horizontalHeader()
        for column in range(len(heads)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setMaximumSectionSize(_WIDEST_PX)
        header.setStretchLastSection(True)
        header.setMinimumSectionSize(56)
        header.setDefaultAlignment(_LEFT)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        rows = sum(self.rowHeight(row) for row in range(self.rowCount()))
        bar = self.horizontalScrollBar().sizeHint().height()
        return QSize(400, self.horizontalHeader().sizeHint().height() + rows + bar + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

"""Controls whose words do not explain themselves have a tooltip in plain words."""

from __future__ import annotations

import re
from pathlib import Path

from cohort_samples import fill_workspace
from fakes import FakeEngine, use_card
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QRadioButton,
    QScrollBar,
    QTableWidget,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from review_samples import NAMES, make_lab
from window_walk import walk
from windows import opened_on, shown

from steph_desktop.ui.kit.explanations import EXPLAINED

# What always needs a word: whatever a value is typed or dragged in.
VALUES = (QAbstractSpinBox, QAbstractSlider, QLineEdit)
_SIGN_ONLY = re.compile(r"[^\w]*\w?[^\w]*")


def unexplained_in(root: QWidget) -> set[str]:
    """Name the controls and headers of a part of the window that need a tooltip and have none."""
    found: set[str] = set()
    for part in [root, *root.findChildren(QWidget)]:
        if not part.isVisible() or part.toolTip():
            continue
        name = part.accessibleName()
        if isinstance(part, QScrollBar) or part.objectName() in ("qt_spinbox_lineedit",):
            continue
        if isinstance(part, VALUES):
            is_inside = isinstance(part.parentWidget(), QComboBox | QAbstractSpinBox)
            if not is_inside:
                found.add(f"{type(part).__name__}: {name}")
        elif isinstance(part, QComboBox) and name in EXPLAINED:
            found.add(f"QComboBox: {name}")
        elif isinstance(part, QToolButton | QAbstractButton):
            words = part.text() if not isinstance(part, QCheckBox | QRadioButton) else "-words-"
            if _SIGN_ONLY.fullmatch(words) or words in EXPLAINED:
                found.add(f"{type(part).__name__}: {name} {words}")
        elif isinstance(part, QLabel) and part.buddy() is None and part.text() in EXPLAINED:
            found.add(f"QLabel: {part.text()}")
        elif isinstance(part, QHeaderView):
            found |= unexplained_headers(part)
    return found


def unexplained_headers(part: QHeaderView) -> set[str]:
    """Name the terms of the field over a table's columns that nothing explains."""
    model, role = part.model(), Qt.ItemDataRole.ToolTipRole
    if model is None or not isinstance(part.parentWidget(), QTableWidget):
        return set()
    names = {
        str(model.headerData(n, part.orientation()) or "")
        for n in range(part.count())
        if not model.headerData(n, part.orientation(), role)
    }
    return {f"header: {name}" for name in names & EXPLAINED.keys()}


def test_what_does_not_explain_itself_has_a_tooltip(
    qtbot: QtBot, tmp_path: Path, slide: Path
) -> None:
    fill_workspace(tmp_path / "lab", 12)
    make_lab(tmp_path / "lab", tmp_path / "shelf", slide, 3)
    found: dict[str, str] = {}

    def keep(widget: QWidget, name: str) -> None:
        for words in unexplained_in(widget):
            found.setdefault(words, name)

    with opened_on(qtbot, tmp_path / "lab", FakeEngine()) as window:
        window.session.change_settings(reviewer="Dr Ada Long-Name")
        use_card(window.session)
        window.choose_case(NAMES[0])
        shown(qtbot, window, NAMES[0])
        walk(qtbot, window, (1366, 768), keep)
    assert sorted(f"{words} ({place})" for words, place in found.items()) == []


def test_a_control_without_a_tooltip_is_found(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    QLineEdit(root).setAccessibleName("Name")
    QToolButton(root).setText("›")
    QLabel("C-index", root)
    explained = QToolButton(root)
    explained.setText("Open")
    root.show()
    assert unexplained_in(root) == {"QLineEdit: Name", "QToolButton:  ›", "QLabel: C-index"}

"""The strips at the edges of the slide that fold the panels beside it away."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QToolButton, QWidget

from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.widgets import ResizeWatch, plain


class FoldButton(QToolButton):
    """A strip at an edge of the slide that folds a panel away and brings it back; so does `key`."""

    def __init__(self, name: str, key: str, panel: QWidget, edge: Qt.Edge, pane: QWidget) -> None:
        super().__init__(pane)
        self._name, self._key, self._panel, self._edge = name, key, panel, edge
        self.setObjectName("foldPanel")
        self.setFixedHeight(54)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self.turn)
        QShortcut(QKeySequence(key), pane).activated.connect(self.turn)
        self._pane = pane
        # It lies over the slide, in no layout: the pane's size alone moves it.
        ResizeWatch(pane, self._stand)
        self._follow()

    def turn(self) -> None:
        """Fold the panel, or bring it back."""
        # `isVisible` would be False behind another page, too.
        self._panel.setVisible(self._panel.isHidden())
        self._follow()

    def _stand(self) -> None:
        """Stand at its edge of the pane, in the middle of its height."""
        self.setFixedWidth(self.sizeHint().width())
        left, pane = self._edge is Qt.Edge.LeftEdge, self._pane
        self.move(0 if left else pane.width() - self.width(), (pane.height() - 54) // 2)
        self.raise_()

    def _follow(self) -> None:
        hidden = self._panel.isHidden()
        # Towards the panel to fold it away, from it to bring it back.
        to_left = (self._edge is Qt.Edge.LeftEdge) is not hidden
        self.setText(tr("‹" if to_left else "›"))
        self.setFixedWidth(self.sizeHint().width())
        words = f"{'Show' if hidden else 'Hide'} the {self._name} panel"
        self.setAccessibleName(tr(words))
        self.setToolTip(plain(tr(f"{words} ({self._key})")))

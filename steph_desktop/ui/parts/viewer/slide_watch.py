"""A slide that goes away while it is on show: noticed, said over the view, and taken up again."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from steph_desktop.core.errors import StephError
from steph_desktop.ui.kit.tasks import ReaderPool
from steph_desktop.ui.kit.widgets import button, column, error_paragraphs, text

_EVERY_MS = 2000
_WIDTH = 460


class SlideWatch(QObject):
    """Looks every other second whether a file can still be read, on a thread of its own.

    A share that hangs holds up that thread alone.

    Parameters
    ----------
    parent : QObject
        Owner; `close` must be called before it goes.
    """

    gone = Signal(object)
    """Path of a file that was there and is not any more."""
    back = Signal(object)
    """Path of a file that was not there and now is."""
    still_gone = Signal(object)
    """Path of a file that was looked for once more, and is not there."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._was_there = True
        self._pool: ReaderPool | None = None
        self.timer = QTimer(self)
        self.timer.setInterval(_EVERY_MS)
        self.timer.timeout.connect(self.look)

    def follow(self, path: Path | None, *, is_there: bool = True) -> None:
        """Watch a file from now on; None to watch nothing.

        Parameters
        ----------
        path : pathlib.Path, optional
            The file.
        is_there : bool
            Whether it could be read just now.
        """
        self._path, self._was_there = path, is_there
        if path is None:
            self.timer.stop()
        else:
            self.timer.start()

    @property
    def is_there(self) -> bool:
        """Whether the file could be read when it was last looked at."""
        return self._was_there

    def look(self) -> None:
        """Look now; the answer comes as a signal if it is news, or the file is still gone."""
        if self._path is None:
            return
        if self._pool is None:
            self._pool = ReaderPool(1, self)
            self._pool.done.connect(self._on_seen)
        if not self._pool.busy:
            self._pool.request(self._path, partial(_can_be_read, self._path))

    def close(self) -> None:
        """End the thread."""
        self.follow(None)
        if self._pool is not None:
            self._pool.close()

    def _on_seen(self, path: object, is_there: object) -> None:
        if path != self._path or not isinstance(is_there, bool):
            return
        was_there, self._was_there = self._was_there, is_there
        if is_there and not was_there:
            self.back.emit(path)
        elif not is_there:
            (self.gone if was_there else self.still_gone).emit(path)


def _can_be_read(path: Path) -> bool:
    """Open a file and read from it: a name may be remembered where its share is gone."""
    try:
        with path.open("rb") as file:
            file.read(1)
    except OSError:
        return False
    return True


class FaultPlate(QFrame):
    """Stands in the middle of the view and says what keeps the slide from being shown."""

    again_requested = Signal()
    folder_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("alarm")
        self._column = layout = column(self, margin=14, spacing=8)
        self.words = text()
        self.looked = text(factor=0.9)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.again_button = button("Try again", self.again_requested.emit)
        self.find_button = button("Find its folder…", self.folder_requested.emit)
        row.addWidget(self.again_button)
        row.addWidget(self.find_button)
        row.addStretch()
        layout.addWidget(self.words)
        layout.addWidget(self.looked)
        layout.addLayout(row)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        self._room = (_WIDTH, 0)
        self.setAccessibleName("The slide cannot be shown")
        self.hide()

    def show_gone(self, name: str, *, may_mend: bool, is_shown: bool) -> None:
        """Say that the slide's file is gone.

        Parameters
        ----------
        name : str
            Of the file.
        may_mend : bool
            Whether another folder may be stated for it.
        is_shown : bool
            Whether something of it was read before.
        """
        rest = " What was read of it stays on show." if is_shown else ""
        self._show(
            f"{name} is not there. It was moved or renamed, or its drive or network share is not "
            f"connected.{rest} As soon as the file is back, so is the slide.",
            may_mend=may_mend,
        )

    def show_error(self, error: StephError) -> None:
        """Say why the slide cannot be opened."""
        self._show(error_paragraphs(error), may_mend=False)

    def _show(self, words: str, *, may_mend: bool) -> None:
        self.words.setText(words)
        self.looked.hide()
        self.find_button.setVisible(may_mend)
        self.show()
        self.raise_()

    def tell_looked(self) -> None:
        """Say that it was looked for once more, in vain."""
        self.looked.setText(f"Looked again at {datetime.now():%H:%M:%S}: it is still not there.")
        self.looked.show()
        self.fit_into(*self._room)

    def fit_into(self, width: int, height: int) -> None:
        """Stand in the middle of a view, as high as its words are."""
        self._room = width, height
        own = max(120, min(_WIDTH, width - 24))
        self._column.activate()
        high = self._column.totalHeightForWidth(own)
        self.setGeometry((width - own) // 2, (height - high) // 2, own, high)

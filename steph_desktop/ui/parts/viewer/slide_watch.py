"""Notices that the file of the slide on show goes away, and that it is back."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from steph_desktop.ui.kit.tasks import Tasks

_EVERY_MS = 2000


class SlideWatch(QObject):
    """Checks every other second whether a file can still be read, on a thread of its own.

    A share that hangs holds up that thread alone.

    Parameters
    ----------
    parent : QObject
        Owner; `close` must be called before it goes.
    """

    gone = Signal(Path)
    """The file was there and is no longer."""
    back = Signal(Path)
    """The file was not there and now is."""
    still_gone = Signal(Path)
    """The file was looked for again and is not there."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._was_there = True
        self._tasks = Tasks(self)
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
        """Look now; a signal follows if something changed, or the file is still gone."""
        # One question at a time: a share that hangs answers late, and once.
        if self._path is not None and not self._tasks.busy:
            read = partial(_can_be_read, self._path)
            self._tasks.run(self, read, partial(self._on_seen, self._path))

    def close(self) -> None:
        """End the thread."""
        self.follow(None)
        self._tasks.close()

    def _on_seen(self, path: Path, is_there: bool) -> None:
        if path != self._path:
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

"""The scanner's colour profile, applied to the slide on show when the user asks for it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSignalBlocker, Signal
from PySide6.QtGui import QAction

from steph_desktop.core.errors import StephError
from steph_desktop.slide.colour import ColourTransform
from steph_desktop.ui.kit.tasks import ReaderPool
from steph_desktop.ui.parts.viewer.slide_tools import PROFILE_WORDS
from steph_desktop.ui.parts.viewer.viewer import SlideViewer


class ColourProfile(QObject):
    """Keeps the switch and the viewer in step; the choice holds for the slides that follow.

    Parameters
    ----------
    viewer : SlideViewer
        Whose slide it is.
    action : QAction
        The switch; it tells where a slide has no profile.
    files : ReaderPool
        Whose thread reads profiles.
    parent : QObject
        Owner.
    """

    notice = Signal(str)
    """A sentence for the user."""

    def __init__(
        self, viewer: SlideViewer, action: QAction, files: ReaderPool, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._viewer, self._action, self._files = viewer, action, files
        self._is_wanted = False
        action.toggled.connect(self._on_toggled)
        files.done.connect(self._on_read)
        files.failed.connect(self._on_failed)
        self.follow()

    def follow(self) -> None:
        """Follow the slide on show."""
        store = self._viewer.store
        has_one = store is not None and store.slide.info.has_profile
        lacks = store is not None and not has_one
        words = f"{PROFILE_WORDS} (this slide has none)" if lacks else PROFILE_WORDS
        self._action.setText(words)
        self._action.setEnabled(has_one)
        with QSignalBlocker(self._action):
            self._action.setChecked(has_one and self._is_wanted)
        self._apply()

    def _on_toggled(self, is_wanted: bool) -> None:
        self._is_wanted = is_wanted
        self._apply()

    def _apply(self) -> None:
        store = self._viewer.store
        if store is None or not self._action.isChecked():
            self._viewer.recolour(None)
        elif store.colours is None:
            slide = store.slide
            self._files.request(("profile", id(slide)), lambda: (slide, slide.colour_transform()))

    def _on_read(self, key: object, answer: object) -> None:
        store = self._viewer.store
        match key, answer:
            case ("profile", _), (slide, ColourTransform() as colours):
                if store is not None and store.slide is slide and self._action.isChecked():
                    self._viewer.recolour(colours)

    def _on_failed(self, key: object, error: object) -> None:
        store = self._viewer.store
        match key, error:
            case ("profile", int(number)), StephError() as fault:
                if store is not None and id(store.slide) == number:
                    self._action.setChecked(False)
                    self.notice.emit(str(fault))

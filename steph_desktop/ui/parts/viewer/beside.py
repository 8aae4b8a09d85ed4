"""A second slide beside the one on show, which moves with it: same zoom in micrometres."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPointF, Signal
from PySide6.QtWidgets import QWidget

from steph_desktop.core.errors import StephError
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.layouts import column, in_row
from steph_desktop.ui.kit.widgets import Fits, button, check_box, choices, say, text
from steph_desktop.ui.parts.viewer.tiles import TileStore
from steph_desktop.ui.parts.viewer.viewer import SlideViewer

_LINK = "Move together"
_TIP = (
    "Both slides keep the same zoom in micrometres and move together. Switched off, each moves on "
    "its own; switched on again, they go on from where they are."
)


@dataclass(frozen=True)
class SlideChoice:
    """A slide that can stand beside another."""

    words: str  # the case's code, and which of its slides
    path: Path
    mpp: float | None = None  # that the user stated for its case


class Link:
    """Keeps two views at the same zoom and lets them move together; either may lead."""

    def __init__(self, first: SlideViewer, second: SlideViewer) -> None:
        self._views = (first, second)
        self._is_on = True
        self._is_following = False
        # Scale of the second over the first where one does not say its resolution.
        self._ratio = 1.0
        self._last: tuple[QPointF | None, QPointF | None] = (None, None)
        first.view_changed.connect(lambda: self._follow(0))
        second.view_changed.connect(lambda: self._follow(1))

    def switch(self, on: bool) -> None:
        """Let them move together from where they are, or each on its own."""
        self._is_on = on
        self.begin()

    def begin(self) -> None:
        """Give the second view the zoom of the first; from now on they move together."""
        first, second = self._views
        if not self._is_on or first.camera is None or second.camera is None:
            return
        self._ratio = second.camera.scale / first.camera.scale
        self._lead(0, None)
        self._last = first.middle(), second.middle()

    def _follow(self, leader: int) -> None:
        led, other = self._views[leader], self._views[1 - leader]
        if self._is_following or not self._is_on or led.camera is None or other.camera is None:
            return
        before = self._last[leader]
        step = led.to_screen_um(led.middle() - before) if before is not None else None
        self._lead(leader, step)
        self._last = self._views[0].middle(), self._views[1].middle()

    def _lead(self, leader: int, step_um: QPointF | None) -> None:
        """Give the other view the leader's zoom, and its step over the slide."""
        led, other = self._views[leader], self._views[1 - leader]
        if led.camera is None or other.camera is None:
            return
        scale = led.camera.scale * (self._ratio if leader == 0 else 1 / self._ratio)
        if led.slide_mpp is not None and other.slide_mpp is not None:
            scale = led.camera.scale * other.slide_mpp / led.slide_mpp
        # The other view tells of its own move, too: it must not lead in turn.
        self._is_following = True
        try:
            at = other.middle()
            if step_um is not None:
                at += other.from_screen_um(step_um)
            other.look_at(at, scale)
        finally:
            self._is_following = False


class BesideView(Fits, QWidget):
    """The second slide, with a line over it: which it is, whether it moves along, and Close."""

    wanted = Signal(object)
    """The `SlideChoice` to open; `show_store` or `show_fault` follows"""

    def __init__(self, main: SlideViewer) -> None:
        super().__init__()
        self.viewer = SlideViewer()
        self.viewer.setAccessibleName(tr("Second slide"))
        self.link = Link(main, self.viewer)
        self._offered: tuple[SlideChoice, ...] = ()
        self.choice = choices("Slide beside")
        self.choice.setMinimumContentsLength(8)
        self.choice.activated.connect(self._on_choice)
        self.together = check_box(_LINK, is_on=True, tip=_TIP)
        self.together.toggled.connect(self.link.switch)
        self.close_button = button("Close")
        self.fault = text(name="wrong")
        self.fault.hide()
        top = in_row((self.choice, 1), self.close_button, spacing=8)
        above = column(None, top, self.together, self.fault, margin=8, spacing=6)
        column(self, above, (self.viewer, 1), margin=0, spacing=0)
        self.viewer.setMinimumSize(160, 160)
        self.setObjectName("page")
        self.hide()

    @property
    def is_open(self) -> bool:
        return not self.isHidden()

    @property
    def chosen(self) -> SlideChoice | None:
        row = self.choice.currentIndex()
        return self._offered[row] if 0 <= row < len(self._offered) else None

    def offer(self, slides: Sequence[SlideChoice]) -> None:
        """Offer these; the one that is shown stays where it is among them."""
        before, self._offered = self.chosen, tuple(slides)
        self.choice.clear()
        self.choice.addItems([slide.words for slide in slides])
        if before in self._offered:
            self.choice.setCurrentIndex(self._offered.index(before))
        # The one that was shown is not among them: the first takes its place.
        elif self._offered:
            self._on_choice()

    def show_store(self, store: TileStore) -> None:
        self.fault.hide()
        self.viewer.show_slide(store)
        self.link.begin()

    def show_fault(self, error: StephError) -> None:
        self.viewer.show_slide(None)
        say(self.fault, str(error))

    def close_view(self) -> None:
        """Close the slide."""
        self.hide()
        self.viewer.show_slide(None)

    def fit(self) -> None:
        self.link.begin()

    def _on_choice(self) -> None:
        if self.chosen is not None:
            self.wanted.emit(self.chosen)

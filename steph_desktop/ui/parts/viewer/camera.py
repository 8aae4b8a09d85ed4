"""Where the viewer looks, in whole device pixels so that a pan is an exact shift."""

from __future__ import annotations

import math
from dataclasses import dataclass

OBJECTIVES = (1.25, 2.5, 5.0, 10.0, 20.0, 40.0)
# A 10x objective shows 1 um per pixel by the convention of slide viewers.
_UM_TIMES_OBJECTIVE = 10.0


def objective_of(mpp: float) -> float:
    """Objective that a resolution in um per pixel stands for."""
    return _UM_TIMES_OBJECTIVE / mpp


def mpp_of(objective: float) -> float:
    """Resolution in um per pixel that an objective stands for."""
    return _UM_TIMES_OBJECTIVE / objective


@dataclass(frozen=True)
class Camera:
    """A view on a slide."""

    scale: float  # device pixels per level-0 pixel
    # x_px, y_px: Top left corner of the window, in device pixels of the scaled slide.
    x_px: int
    y_px: int

    def to_slide(self, x_px: float, y_px: float) -> tuple[float, float]:
        """Level-0 point under a device pixel of the window."""
        return (self.x_px + x_px) / self.scale, (self.y_px + y_px) / self.scale

    def to_window(self, x0_px: float, y0_px: float) -> tuple[float, float]:
        """Device pixel of the window over a level-0 point."""
        return x0_px * self.scale - self.x_px, y0_px * self.scale - self.y_px

    def panned(self, dx_px: int, dy_px: int) -> Camera:
        """Move the view by whole device pixels, same scale."""
        return Camera(self.scale, self.x_px + dx_px, self.y_px + dy_px)

    def scaled_at(self, scale: float, x_px: float, y_px: float) -> Camera:
        """Look at another scale, the point under (x_px, y_px) staying where it is."""
        x0, y0 = self.to_slide(x_px, y_px)
        return Camera(scale, round(x0 * scale - x_px), round(y0 * scale - y_px))

    def centred_on(self, x0_px: float, y0_px: float, window_px: tuple[int, int]) -> Camera:
        """Centre the window on a level-0 point."""
        x = round(x0_px * self.scale - window_px[0] / 2)
        y = round(y0_px * self.scale - window_px[1] / 2)
        return Camera(self.scale, x, y)

    def bounded(self, slide_px: tuple[int, int], window_px: tuple[int, int]) -> Camera:
        """Move the view so that the middle of the window lies on the slide."""
        half_w, half_h = window_px[0] // 2, window_px[1] // 2
        right = math.floor(slide_px[0] * self.scale)
        low = math.floor(slide_px[1] * self.scale)
        x = min(max(self.x_px, -half_w), right - half_w)
        y = min(max(self.y_px, -half_h), low - half_h)
        return self if (x, y) == (self.x_px, self.y_px) else Camera(self.scale, x, y)


@dataclass(frozen=True)
class Rotation:
    """How far the slide is turned on screen.

    The camera looks through a frame that is not turned and large enough to hold the turned
    window; both have the same middle.
    """

    degrees: float = 0.0  # clockwise, 0 to less than 360
    flipped: bool = False  # and then mirrored, left to right

    @property
    def is_none(self) -> bool:
        """True where the slide is shown as it was scanned."""
        return not self.degrees and not self.flipped

    @property
    def is_right(self) -> bool:
        """True for quarter turns, which keep pixels as they are."""
        return self.degrees % 90 == 0

    def by(self, degrees: float) -> Rotation:
        """Turn on, clockwise as it is seen."""
        # Mirrored, a turn to the right on screen is one to the left of the slide.
        step = -degrees if self.flipped else degrees
        # Rounded, so that many small turns do not drift; 359.9996 becomes 360, which is 0.
        return Rotation(round((self.degrees + step) % 360, 3) % 360, self.flipped)

    def mirrored(self) -> Rotation:
        """Mirror left to right, as it is seen."""
        return Rotation(self.degrees, not self.flipped)

    def _parts(self) -> tuple[float, float]:
        """Cosine and sine; exact for quarter turns."""
        angle = math.radians(self.degrees)
        if self.is_right:
            return float(round(math.cos(angle))), float(round(math.sin(angle)))
        return math.cos(angle), math.sin(angle)

    def frame_px(self, window_px: tuple[int, int]) -> tuple[int, int]:
        """Size of the frame around a window; of a slide, that of the upright box around it."""
        cos, sin = (abs(part) for part in self._parts())
        width, height = window_px
        # Less a hair: what is whole but for rounding must not become a pixel more.
        return (
            math.ceil(width * cos + height * sin - 1e-6),
            math.ceil(width * sin + height * cos - 1e-6),
        )

    def to_frame(self, x_px: float, y_px: float, window_px: tuple[int, int]) -> tuple[float, float]:
        """Point of the frame under a point of the window."""
        frame = self.frame_px(window_px)
        dx, dy = self.step_to_frame(x_px - window_px[0] / 2, y_px - window_px[1] / 2)
        return dx + frame[0] / 2, dy + frame[1] / 2

    def step_to_frame(self, dx_px: float, dy_px: float) -> tuple[float, float]:
        """Step in the frame that a step on the window stands for."""
        cos, sin = self._parts()
        dx_px = -dx_px if self.flipped else dx_px
        return dx_px * cos + dy_px * sin, dy_px * cos - dx_px * sin

    def step_to_window(self, dx_px: float, dy_px: float) -> tuple[float, float]:
        """Step on the window that a step in the frame stands for."""
        cos, sin = self._parts()
        dx, dy = dx_px * cos - dy_px * sin, dx_px * sin + dy_px * cos
        return (-dx if self.flipped else dx), dy


def fit_scale(slide_px: tuple[int, int], window_px: tuple[int, int]) -> float:
    """Scale at which the whole slide fills the window, less a small margin."""
    width = max(window_px[0], 1)
    height = max(window_px[1], 1)
    return 0.96 * min(width / slide_px[0], height / slide_px[1])


def fitted(
    slide_px: tuple[int, int], window_px: tuple[int, int], turn: Rotation | None = None
) -> Camera:
    """Look at the whole slide."""
    turn = turn or Rotation()
    scale = fit_scale(turn.frame_px(slide_px), window_px)
    middle = slide_px[0] / 2, slide_px[1] / 2
    return Camera(scale, 0, 0).centred_on(*middle, turn.frame_px(window_px))


def nice_length_um(longest_um: float) -> float:
    """Longest of 1, 2, 5 times a power of ten that is not longer than `longest_um`."""
    power = 10.0 ** math.floor(math.log10(longest_um))
    # A hair longer: rounding must not lose the length that fits exactly.
    return max(step * power for step in (1.0, 2.0, 5.0) if step * power <= longest_um * 1.0001)


def format_length_um(length_um: float) -> str:
    """Say a length as ``"500 µm"`` or ``"2 mm"``."""
    if length_um >= 1000:
        return f"{length_um / 1000:g} mm"
    return f"{length_um:g} µm"

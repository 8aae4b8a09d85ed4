"""Colour management: from the scanner's ICC profile to sRGB."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from steph_desktop.core.errors import StephError
from steph_desktop.slide.jpeg_tiles import BGRAArray

if TYPE_CHECKING:
    from pathlib import Path

    from steph_desktop.slide.opening import Handle


class ColourTransform:
    """Converts pixels from a scanner's colours to sRGB; safe to share between threads.

    Raises
    ------
    StephError
        If the profile is damaged, or not of an RGB scanner.
    """

    def __init__(self, handle: Handle, path: Path) -> None:
        from PIL import ImageCms

        try:
            profile = handle.color_profile
            if profile is None:
                raise ValueError("no profile")
            self.name = ImageCms.getProfileDescription(profile).strip()
            intent = ImageCms.getDefaultIntent(profile)
            target = ImageCms.createProfile("sRGB")
            self._transform = ImageCms.buildTransform(
                profile, target, "RGB", "RGB", ImageCms.Intent(intent)
            )
        except (ImageCms.PyCMSError, OSError, ValueError) as error:
            what = "The colour profile of this slide is damaged, or not of an RGB scanner"
            raise StephError(what, path, "The slide is shown without it.") from error

    def apply(self, out: BGRAArray) -> None:
        """Change pixels in place.

        Parameters
        ----------
        out : ndarray, shape (h, w, 4), uint8
            Blue, green, red, 255; contiguous.
        """
        from PIL import ImageCms

        height, width = out.shape[:2]
        image = Image.frombuffer("RGB", (width, height), out, "raw", "BGRX", 0, 1)
        ImageCms.applyTransform(image, self._transform, inPlace=True)
        packed = np.frombuffer(image.tobytes("raw", "BGRX"), np.uint8)
        out[...] = packed.reshape(out.shape)
        out[..., 3] = 255

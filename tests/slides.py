"""Small pyramidal slides for tests: JPEG tiles in TIFF and SVS files, and painted tissue."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import tifffile
from numpy.typing import NDArray
from PIL import Image, ImageCms, ImageDraw, ImageFilter

RGB = NDArray[np.uint8]


def write_pyramid(
    path: Path,
    rgb: RGB,
    mpp: float | tuple[float, float] | str | None = 0.5,
    *,
    svs: bool = True,
    levels: int = 3,
    factor: int = 4,
    objective: float | str | None = "fitting",
    label: RGB | None = None,
    quality: int = 90,
    tile_px: int = 256,
    description: str = "",
    profile: bytes | None = None,
) -> Path:
    """Write `rgb` (h, w, 3) uint8 as a tiled JPEG pyramid that OpenSlide opens.

    `mpp` None leaves the pixel size out; a string goes into an SVS as it is (``"nan"``); a pair
    gives (x, y) as resolution tags. The objective fits the pixel size unless it is given. `svs`
    writes Aperio's description, else a generic TIFF whose pixel size is a resolution tag in
    centimetres. `description` is added to the description. `profile` is an ICC profile of the
    whole slide.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    height, width = rgb.shape[:2]
    if objective == "fitting":
        objective = 10 / mpp if isinstance(mpp, int | float) and mpp > 0 else 20
    text = None
    if svs:
        text = f"Aperio Image Library v11.2.1 \n{width}x{height} ({tile_px}x{tile_px}) JPEG/RGB"
        text += "" if objective is None else f"|AppMag = {objective:g}"
        text += "" if mpp is None or isinstance(mpp, tuple) else f"|MPP = {mpp}"
        text += f"|{description}" if description else ""
    elif description:
        text = description
    resolution: dict[str, object] = {}
    if mpp is not None and not isinstance(mpp, str) and (not svs or isinstance(mpp, tuple)):
        x, y = mpp if isinstance(mpp, tuple) else (mpp, mpp)
        resolution = {"resolution": (1e4 / x, 1e4 / y), "resolutionunit": "CENTIMETER"}
    options: dict[str, object] = {
        "tile": (tile_px, tile_px),
        "compression": "jpeg",
        "compressionargs": {"level": quality},
        "photometric": "rgb",
        "metadata": None,
        "software": False,
    }
    with tifffile.TiffWriter(path, bigtiff=False) as tiff:
        tiff.write(rgb, description=text, iccprofile=profile, **options, **resolution)
        if svs:
            thumbnail = _scaled(rgb, max(1, width // 16), max(1, height // 16))
            tiff.write(thumbnail, photometric="rgb", metadata=None, software=False)
        for level in range(1, levels):
            scale = factor**level
            if min(width, height) // scale < 1:
                break
            smaller = _scaled(rgb, width // scale, height // scale)
            tiff.write(smaller, subfiletype=0 if svs else 1, description=text, **options)
        if label is not None:
            tiff.write(
                label,
                photometric="rgb",
                subfiletype=1,
                description="Aperio Image Library v11.2.1 \nlabel 40x40",
                metadata=None,
                software=False,
            )
    return path


def set_tiles(path: Path, width: int, tiles: dict[int, int | None]) -> Path:
    """Change tiles of the level of this width in place.

    A tile becomes the picture of another, or goes missing (None): no offset and no bytes, as
    scanners leave the places that they skipped.
    """
    content = bytearray(path.read_bytes())
    with tifffile.TiffFile(path) as tiff:
        pages = [page for page in tiff.pages if page.is_tiled and page.imagewidth == width]
        for name in ("TileOffsets", "TileByteCounts"):
            tag = pages[0].tags[name]
            size = {3: 2, 4: 4, 16: 8}[int(tag.dtype)]
            for tile, source in tiles.items():
                at = tag.valueoffset + tile * size
                number = 0 if source is None else int(tag.value[source])
                content[at : at + size] = number.to_bytes(size, "little")
    path.write_bytes(content)
    return path


def swapping_profile() -> bytes:
    """An ICC profile of a scanner whose red is blue, and the other way round."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    count = int.from_bytes(data[128:132], "big")
    places = {bytes(data[at : at + 4]): at for at in range(132, 132 + 12 * count, 12)}
    red, blue = (slice(places[tag] + 4, places[tag] + 12) for tag in (b"rXYZ", b"bXYZ"))
    data[red], data[blue] = data[blue], data[red]
    return bytes(data)


def _scaled(rgb: RGB, width: int, height: int) -> RGB:
    return np.asarray(Image.fromarray(rgb).resize((width, height), Image.Resampling.BOX))


def blank(width: int, height: int, colour: tuple[int, int, int] = (243, 243, 243)) -> RGB:
    """Empty glass with a little sensor noise."""
    noise = np.random.default_rng(0).normal(0, 1.5, (height, width, 1))
    return np.clip(np.asarray(colour) + noise, 0, 255).astype(np.uint8)


def tissue_disc(
    width: int,
    height: int,
    centre: tuple[float, float],
    radius: float,
    *,
    colour: tuple[int, int, int] = (222, 150, 190),
    nuclei: float = 0.004,
    nucleus: tuple[int, int, int] = (96, 60, 130),
    ground: RGB | None = None,
    seed: int = 0,
) -> RGB:
    """Paint a round piece of H&E-like tissue: uneven stroma with scattered nuclei, on glass."""
    rng = np.random.default_rng(seed)
    canvas = blank(width, height) if ground is None else ground.copy()
    y, x = np.mgrid[:height, :width]
    inside = (x - centre[0]) ** 2 + (y - centre[1]) ** 2 < radius**2
    small = rng.normal(0, 1, (max(2, height // 24), max(2, width // 24)))
    texture = np.asarray(Image.fromarray(small.astype(np.float32)).resize((width, height)))
    tissue = (
        np.asarray(colour, float) + texture[..., None] * 9 + rng.normal(0, 4, (height, width, 3))
    )
    canvas[inside] = np.clip(tissue, 0, 255).astype(np.uint8)[inside]
    picture = Image.fromarray(canvas)
    draw = ImageDraw.Draw(picture)
    for px, py in rng.uniform((0, 0), (width, height), (int(nuclei * width * height / 4), 2)):
        if (px - centre[0]) ** 2 + (py - centre[1]) ** 2 < (radius - 4) ** 2:
            r = rng.uniform(2, 4)
            shade = tuple(int(c + rng.normal(0, 10)) for c in nucleus)
            draw.ellipse((px - r, py - r, px + r, py + r), fill=shade)
    return np.asarray(picture.filter(ImageFilter.GaussianBlur(0.6)))


def pen_stroke(
    rgb: RGB, points: list[tuple[float, float]], colour: tuple[int, int, int], width: int
) -> RGB:
    """Draw a felt-tip stroke."""
    picture = Image.fromarray(rgb)
    ImageDraw.Draw(picture).line(points, fill=colour, width=width, joint="curve")
    return np.asarray(picture.filter(ImageFilter.GaussianBlur(1)))

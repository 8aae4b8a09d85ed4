"""A patch has one colour, whichever way its map leaves the program."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import numpy as np
import pytest
import tifffile
from fakes import SIZE_PX, make_result
from PIL import Image
from PySide6.QtCore import QRect, QSizeF
from PySide6.QtGui import QImage, QPainter, QPicture
from viewer_actions import to_pixels

from steph_desktop.case.export import BundleCase, write_bundle
from steph_desktop.case.map_files import raster_step_px, sheet_of, write_map_geojson, write_ome_tiff
from steph_desktop.case.map_rendering import MAP_OPACITY, MapKind, MapOrder, make_map, scale_for
from steph_desktop.case.report_content import compose
from steph_desktop.case.result import CasePictures, CaseRecord
from steph_desktop.slide.info import MppSource
from steph_desktop.ui.parts.report import report_pdf
from steph_desktop.ui.parts.report.report_sheet import Sheet
from steph_desktop.ui.parts.viewer.camera import Camera
from steph_desktop.ui.parts.viewer.map_pictures import SaveOrder, write_map_picture
from steph_desktop.ui.parts.viewer.maps import paint_map

GREY = 200
DOWN = 4


@pytest.fixture
def record() -> CaseRecord:
    width, height = SIZE_PX
    thumbnail = np.full((height // DOWN, width // DOWN, 3), GREY, np.uint8)
    return CaseRecord(make_result(), CasePictures((thumbnail,), (float(DOWN),)))


def middles(record: CaseRecord, down: int) -> tuple[np.ndarray, np.ndarray]:
    """Row and column of the middle of each patch in a picture of the slide."""
    part = record.result.slides[0]
    x, y = ((part.coords + part.patch_size_level0_px // 2) // down).T
    return y, x


def on_screen(record: CaseRecord, opacity: float, ground: int, down: int) -> np.ndarray:
    """Colours of the patches as the window paints them over a plain ground, shape (n, 3)."""
    result = record.result
    size = SIZE_PX[0] // down, SIZE_PX[1] // down
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(0xFF000000 | ground << 16 | ground << 8 | ground)
    painter = QPainter(image)
    patches = make_map(MapOrder(MapKind.RISK, result, result.slides[0])).patch_map
    assert patches is not None
    paint_map(painter, patches, Camera(1 / down, 0, 0), QRect(0, 0, *size), opacity)
    painter.end()
    return to_pixels(image)[middles(record, down)].astype(int)


def in_zip(record: CaseRecord, tmp_path: Path) -> np.ndarray:
    out = tmp_path / "out.zip"
    write_bundle(out, [BundleCase(record)], b"", [b""])
    with zipfile.ZipFile(out) as bundle:
        (name,) = [name for name in bundle.namelist() if "map-1" in name]
        return np.asarray(Image.open(io.BytesIO(bundle.read(name)))).astype(int)


def in_report(record: CaseRecord) -> np.ndarray:
    """The picture that the report draws of the slide."""
    drawn: list[QImage] = []

    class Watching(QPainter):
        def drawImage(self, *args: object) -> None:
            drawn.extend(arg for arg in args if isinstance(arg, QImage))

    plots = report_pdf.draw_case_plots(record)
    picture = QPicture()
    painter = Watching(picture)
    sheet = Sheet(painter, QSizeF(680, 1020), lambda: None, 9)
    report_pdf._Case(record, compose(record.result), plots).paint(sheet)
    painter.end()
    return to_pixels(drawn[0]).astype(int)


def test_a_patch_has_the_same_colour_on_screen_in_the_report_and_in_the_zip(
    qapp: object, tmp_path: Path, record: CaseRecord
) -> None:
    screen = on_screen(record, MAP_OPACITY, GREY, DOWN)
    assert np.ptp(screen, axis=0).min() > 20, "the colours differ from patch to patch"
    places = middles(record, DOWN)
    # Qt keeps opacity in eight bits: a difference of two is its rounding.
    assert np.abs(in_zip(record, tmp_path)[places] - screen).max() <= 2
    np.testing.assert_array_equal(in_report(record)[places], in_zip(record, tmp_path)[places])


def test_files_of_numbers_give_the_colours_of_the_screen(
    qapp: object, tmp_path: Path, record: CaseRecord
) -> None:
    """Read back and put on the program's scale, they show what the window shows."""
    result = record.result
    sheet = sheet_of(result, 0, SIZE_PX)
    write_ome_tiff(tmp_path / "map.ome.tif", sheet)
    values = tifffile.imread(tmp_path / "map.ome.tif")[1]
    read = values[middles(record, raster_step_px(sheet))].astype(float)
    # The files hold what one patch adds; the map what a slide full of such patches would.
    scale = MapOrder(MapKind.RISK, result, result.slides[0]).scale()[1]
    rgba = scale.rgba(read * len(result.prediction.attention)).astype(int)
    alpha = rgba[:, 3:] / 255
    wanted = rgba[:, :3] * alpha + 255 * (1 - alpha)
    assert np.abs(on_screen(record, 1.0, 255, DOWN) - wanted).max() <= 2
    ends = scale_for(MapKind.RISK, np.array([1.0])).legend(2)[:, :3].tolist()
    write_map_geojson(tmp_path / "map.geojson", sheet)
    text = (tmp_path / "map.geojson").read_text(encoding="utf-8")
    assert all(f'"color": {end}' in text for end in ends)


def test_a_saved_picture_has_the_colours_of_the_screen(
    qapp: object, tmp_path: Path, record: CaseRecord
) -> None:
    result = record.result
    wanted = MapOrder(MapKind.RISK, result, result.slides[0])
    order = SaveOrder(wanted, Path("no slide"), SIZE_PX, 0.25, MppSource.SCANNER, 0.3)
    path = write_map_picture(tmp_path / "map.png", order, float(DOWN), with_slide=False)
    pixels = to_pixels(QImage(str(path))).astype(int)
    left = (pixels.shape[1] - SIZE_PX[0] // DOWN) // 2
    rows, cols = middles(record, DOWN)
    np.testing.assert_array_equal(pixels[rows, cols + left], on_screen(record, 1.0, 255, DOWN))


def test_below_the_packs_scale_nothing_looks_vivid() -> None:
    values = np.array([-0.001, 0.0, 0.001])
    plain, packs = (scale_for(MapKind.RISK, values, top=top) for top in (None, 0.1))
    assert plain.rgba(values)[2, 3] == 255
    assert packs.highest == -packs.lowest == 0.1
    assert packs.rgba(values)[:, 3].max() < 80
    even = scale_for(MapKind.ATTENTION, np.full(5, 1.0))
    assert even.highest == 2.0 and even.rgba(np.ones(5))[:, 3].max() < 200

"""OME-Zarr slides: each way to store one shows the same pixels as a TIFF, and is one slide."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import tifffile
import zarr_slides
from fake_encoder import FakeEncoder
from slides import tissue_disc
from zarr_slides import BIOFORMATS2RAW, FORMS, Form, half, put_json, write_series, write_zarr

from steph_desktop.cohort.slide_matching import find_files
from steph_desktop.core.errors import StephError
from steph_desktop.core.zarr_folders import ends_of, files_below, is_zarr, zarr_of
from steph_desktop.features.bag import read_bag
from steph_desktop.features.extraction import extract_features
from steph_desktop.features.feature_places import slide_sha256_of
from steph_desktop.slide.dicom import slides_of
from steph_desktop.slide.info import MppSource, slide_id_of
from steph_desktop.slide.patches import PatchSpec
from steph_desktop.slide.reader import Slide
from steph_desktop.slide.region import region_of_image
from steph_desktop.slide.tissue import tissue_mask
from steph_desktop.slide.zarr_arrays import crc32c

RGB = tissue_disc(1100, 800, (500, 400), 330)
_TESTS = Path(zarr_slides.__file__).parent


def write_tiff(path: Path, rgb: np.ndarray) -> Path:
    """The same levels, lossless, as a TIFF."""
    with tifffile.TiffWriter(path) as tiff:
        for number, level in enumerate((rgb, half(rgb), half(half(rgb)))):
            tiff.write(
                level, tile=(128, 128), compression="zstd", photometric="rgb", metadata=None,
                subfiletype=int(number > 0), resolution=(20_000, 20_000),
                resolutionunit="CENTIMETER",
            )  # fmt: skip
    return path


@pytest.fixture(scope="module")
def tiff(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiff(tmp_path_factory.mktemp("tiff") / "slide.tif", RGB)


# The same as a TIFF -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FORMS)
def test_pixels_are_those_of_a_tiff(tmp_path: Path, tiff: Path, name: str) -> None:
    path = write_zarr(tmp_path / "slide.ome.zarr", RGB, form=FORMS[name])
    with Slide(path) as own, Slide(tiff) as other:
        assert own.info.slide_id == "slide" and own.info.vendor == "ome-zarr"
        assert (own.info.mpp, own.info.mpp_source) == (0.5, MppSource.SCANNER)
        assert own.info.level_sizes_px == other.info.level_sizes_px
        assert own.info.level_downsamples == other.info.level_downsamples
        for level, (width, height) in enumerate(own.info.level_sizes_px):
            down = 2**level
            for x, y, w, h in (
                (0, 0, width, height),
                (-40 * down, -30 * down, 200, 100),
                (301 * down, 211 * down, 99, 303),
                ((width - 50) * down, (height - 20) * down, 300, 90),
                (-900 * down, 0, 100, 100),
            ):
                here, there = (one.read_region(x, y, level, w, h) for one in (own, other))
                assert np.array_equal(here, there), (level, x, y)
        assert np.array_equal(own.thumbnail(120), other.thumbnail(120))
        assert np.array_equal(tissue_mask(own).mask, tissue_mask(other).mask)


def test_slides_of_zarr_python_are_read(tmp_path: Path) -> None:
    """Written by the library that most programs write with, in a process of its own."""
    words = [sys.executable, zarr_slides.__file__, str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(_TESTS), *sys.path))}
    done = subprocess.run(words, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    rgb = zarr_slides.picture()
    found = sorted(tmp_path.iterdir())
    assert len(found) == 5
    for path in found:
        with Slide(path) as slide:
            assert slide.info.mpp == 0.5
            for level, (width, height) in enumerate(slide.info.level_sizes_px):
                step = 2**level
                shown = slide.read_region(0, 0, level, width, height)
                assert np.array_equal(shown, rgb[::step, ::step]), (path.name, level)


def test_features_are_those_of_a_tiff(tmp_path: Path, tiff: Path) -> None:
    path = write_zarr(tmp_path / "slide.ome.zarr", RGB)
    bags = []
    for number, one in enumerate((path, tiff)):
        spec, out = PatchSpec(patch_px=64), tmp_path / str(number)
        bags.append(read_bag(extract_features(one, out, FakeEncoder(), spec)))
    assert np.array_equal(bags[0].coords, bags[1].coords) and len(bags[0].coords) > 3
    assert np.array_equal(bags[0].features, bags[1].features)
    assert bags[0].meta.slide_sha256 == slide_sha256_of(path)


# What it says of itself ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "factor"),
    [("micrometer", 1.0), ("nanometer", 1e3), ("millimeter", 1e-3), ("µm", 1.0), ("meter", 1e-6)],
)
def test_pixel_sizes_of_each_unit(tmp_path: Path, unit: str, factor: float) -> None:
    path = write_zarr(tmp_path / "a.zarr", RGB, 0.25 * factor, Form(unit=unit))
    with Slide(path) as slide:
        assert slide.info.mpp == pytest.approx(0.25)


@pytest.mark.parametrize("unit", ["", "furlong", "second"])
def test_without_a_unit_the_pixel_size_is_unknown(tmp_path: Path, unit: str) -> None:
    path = write_zarr(tmp_path / "a.zarr", RGB, form=Form(unit=unit))
    with Slide(path) as slide:
        assert slide.info.mpp is None
        assert slide.info.mpp_fault == "The slide does not state its pixel size"
    with Slide(path, 0.4) as slide:
        assert slide.info.mpp == 0.4


def test_a_scale_of_the_whole_counts_as_well(tmp_path: Path) -> None:
    path = write_zarr(tmp_path / "a.zarr", RGB, 0.25)
    change(path / ".zattrs", lambda said: said["multiscales"][0].update(
        coordinateTransformations=[{"type": "scale", "scale": [1, 1, 1, 2, 2]}]
    ))  # fmt: skip
    with Slide(path) as slide:
        assert slide.info.mpp == 0.5


@pytest.mark.parametrize("value", [0, -1, True, "half", None, 10**400, [0.5]])
def test_an_absurd_scale_is_no_pixel_size(tmp_path: Path, value: object) -> None:
    path = write_zarr(tmp_path / "a.zarr", RGB)
    scale = [1, 1, 1, value, value]
    change(path / ".zattrs", lambda said: said["multiscales"][0]["datasets"][0].update(
        coordinateTransformations=[{"type": "scale", "scale": scale}]
    ))  # fmt: skip
    with Slide(path) as slide:
        assert slide.info.mpp is None and "not a number above 0" in slide.info.mpp_fault


@pytest.mark.parametrize("version", [2, 3])
def test_a_folder_of_bioformats2raw(tmp_path: Path, version: int) -> None:
    label = np.full((90, 120, 3), 200, np.uint8)
    pictures = {"a slide.svs": RGB, "label image": label, "macro image": label[:50]}
    path = write_series(tmp_path / "a", pictures, 0.5, replace(BIOFORMATS2RAW, version=version))
    assert is_zarr(path)
    with Slide(path) as slide:
        assert slide.info.size_px == (1100, 800) and slide.info.mpp == 0.5
        assert slide.info.objective == 20 and slide.info.images == ()
        assert slide.info.associated == ("label", "macro")
        assert np.array_equal(slide.associated_image("label"), label)
        assert np.array_equal(slide.read_region(0, 0, 0, 1100, 800), RGB)


def test_the_pixel_size_of_ome_xml_stands_in(tmp_path: Path) -> None:
    path = write_series(tmp_path / "a.zarr", {"x": RGB}, 0.5, replace(BIOFORMATS2RAW, unit=""))
    with Slide(path) as slide:
        assert slide.info.mpp == 0.5


def test_several_images_lie_side_by_side(tmp_path: Path) -> None:
    second = tissue_disc(700, 600, (300, 300), 200)
    path = write_series(tmp_path / "a.zarr", {"one": RGB, "two": second})
    with Slide(path) as slide:
        assert len(slide.info.images) == 2 and "2 scans" in slide.info.scenes
        for (x, y, w, h), rgb in zip(slide.info.images, (RGB, second), strict=True):
            assert np.array_equal(slide.read_region(x, y, 0, w, h), rgb)
        assert region_of_image(slide.info, 2)


def test_axes_of_version_06(tmp_path: Path) -> None:
    """They belong to a system of coordinates; each level has a sequence that leads there."""
    path = write_zarr(tmp_path / "a.zarr", RGB, 0.25, FORMS["version 3"])

    def rewrite(said: dict) -> None:
        (one,) = said["attributes"]["ome"]["multiscales"]
        other = [{"name": axis, "unit": "meter"} for axis in "cyx"]
        one["coordinateSystems"] = [
            {"name": "world", "axes": other}, {"name": "intrinsic", "axes": one.pop("axes")}
        ]  # fmt: skip
        one["coordinateTransformations"] = [{"type": "scale", "scale": [1, 9, 9]}]
        for level in one["datasets"]:
            steps = level["coordinateTransformations"]
            level["coordinateTransformations"] = [
                {"type": "sequence", "output": {"name": "intrinsic"}, "transformations": steps}
            ]

    change(path / "zarr.json", rewrite)
    with Slide(path) as slide:
        assert slide.info.mpp == 0.25
        assert np.array_equal(slide.read_region(0, 0, 0, 1100, 800), RGB)

    def turn(said: dict) -> None:
        first = said["attributes"]["ome"]["multiscales"][0]["datasets"][0]
        first["coordinateTransformations"][0]["transformations"].append({"type": "rotation"})

    change(path / "zarr.json", turn)
    with Slide(path) as slide:
        assert slide.info.mpp is None


def test_levels_in_no_order_are_refused(tmp_path: Path) -> None:
    """The pixel size would be told of another level."""
    path = write_zarr(tmp_path / "a.zarr", RGB)
    change(path / ".zattrs", lambda said: said["multiscales"][0]["datasets"].reverse())
    refused(path, "cannot be right")


def test_levels_of_nested_names(tmp_path: Path) -> None:
    """ngff-zarr calls its levels scale0/image."""
    path = write_zarr(tmp_path / "a.zarr", RGB, form=Form(levels=2))
    for level in range(2):
        (path / f"scale{level}").mkdir()
        (path / str(level)).rename(path / f"scale{level}" / "image")

    def rename(said: dict) -> None:
        for level, one in enumerate(said["multiscales"][0]["datasets"]):
            one["path"] = f"scale{level}/image"

    change(path / ".zattrs", rename)
    with Slide(path) as slide:
        assert np.array_equal(slide.read_region(0, 0, 0, 1100, 800), RGB)
        assert len(slide.info.level_sizes_px) == 2


def change(path: Path, edit) -> None:
    said = json.loads(path.read_text("utf-8"))
    edit(said)
    put_json(path, said)


# One slide ----------------------------------------------------------------------------------------


def test_the_hash_is_of_all_files(tmp_path: Path) -> None:
    path = write_zarr(tmp_path / "a.zarr", RGB)
    first, ends = slide_sha256_of(path), ends_of(path)
    shutil.copytree(path, tmp_path / "b.zarr")
    assert slide_sha256_of(tmp_path / "b.zarr") == first
    assert ends_of(tmp_path / "b.zarr").sha256 == ends.sha256
    for name in (".DS_Store", "._x", "Thumbs.db", "desktop.ini"):
        (path / name).write_bytes(b"seen")
    assert slide_sha256_of(path) == first and ends_of(path).sha256 == ends.sha256
    for chunk in sorted((path / "0").rglob("0"))[-1:]:
        data = bytearray(chunk.read_bytes())
        data[-1] ^= 1
        chunk.write_bytes(data)
    assert slide_sha256_of(path) != first
    other = write_zarr(tmp_path / "c.zarr", RGB[::-1].copy(), form=Form(codec=""))
    assert ends_of(other) != ends_of(write_zarr(tmp_path / "d.zarr", RGB, form=Form(codec="")))
    assert slide_id_of(Path("a.ome.zarr")) == slide_id_of(Path("a.zarr")) == "a"


def test_it_is_found_as_one_slide(tmp_path: Path) -> None:
    named = write_zarr(tmp_path / "in" / "a.ome.zarr", RGB)
    plain = write_series(tmp_path / "in" / "deep" / "b", {"x": RGB})
    third = write_zarr(tmp_path / "in" / "c.zarr", RGB, form=FORMS["version 3"])
    (tmp_path / "in" / "no.zarr").mkdir()
    (tmp_path / "in" / "no.zarr" / "note.txt").write_text("nothing")
    found = find_files(tmp_path / "in")
    assert found == tuple(sorted((named, plain, third)))
    assert find_files(plain.parent, {".zarr"}) == (plain,)
    assert set(files_below(tmp_path)) == {named, plain, third, tmp_path / "in/no.zarr/note.txt"}
    assert slides_of([named, plain, third / "zarr.json", plain / "0" / ".zattrs"]) == (
        named, plain, third,
    )  # fmt: skip
    assert zarr_of(plain / "0" / "0" / ".zarray") == plain / "0" / "0" / ".zarray"
    assert zarr_of(tmp_path / "gone") == tmp_path / "gone"


# What is missing or damaged -----------------------------------------------------------------------


def in_the_middle(name: str) -> bool:
    return name.startswith("0/") and name.endswith("/1/2")


def test_what_is_not_stored_is_no_glass(tmp_path: Path) -> None:
    """The value for it is black: it is not shown as glass, and counts as a hole in the tissue."""
    path = write_zarr(tmp_path / "a.zarr", RGB, form=Form(levels=1), omit=in_the_middle)
    with Slide(path) as slide:
        pixels, held = slide.read_held(512, 256, 0, 256, 256)
        assert not pixels.any() and held == 0
        pixels, held = slide.read_held(0, 0, 0, 1024, 512)
        assert held == pytest.approx(1 - 1 / 8)
        mask = tissue_mask(slide)
        assert mask.missing is not None and mask.missing.any()


def test_what_is_left_out_as_white_is_glass(tmp_path: Path) -> None:
    path = write_zarr(tmp_path / "a.zarr", RGB, form=Form(levels=1, fill=255), omit=in_the_middle)
    with Slide(path) as slide:
        pixels, held = slide.read_held(512, 256, 0, 256, 256)
        assert (pixels == 255).all() and held == 1
        assert tissue_mask(slide).missing is None


def test_an_absent_chunk_of_a_shard(tmp_path: Path) -> None:
    path = write_zarr(tmp_path / "a.zarr", RGB, form=replace(FORMS["shards"], levels=1))
    shard = path / "0" / "c" / "0" / "1" / "2"
    data = shard.read_bytes()
    index = bytearray(data[-68:-4])
    index[:16] = b"\xff" * 16
    shard.write_bytes(data[:-68] + index + crc32c(bytes(index)).to_bytes(4, "little"))
    with Slide(path) as slide:
        pixels, held = slide.read_held(512, 256, 0, 256, 256)
        assert not pixels[:128, :128].any() and held == 0.75


@pytest.mark.parametrize(
    ("name", "harm"),
    [
        (name, harm)
        for name, form in FORMS.items()
        for harm in ("empty", "cut", "noise", "longer")
        if harm != "noise" or form.codec  # pixels that are stored as they are hold no check
    ],
)
def test_a_damaged_chunk_is_told(tmp_path: Path, name: str, harm: str) -> None:
    form = replace(FORMS[name], levels=2)
    path = write_zarr(tmp_path / "a.zarr", RGB, form=form)
    file = max((p for p in (path / "0").rglob("*") if p.is_file()), key=lambda p: p.stat().st_size)
    data = file.read_bytes()
    noise = np.random.default_rng(1).integers(0, 256, len(data), np.uint8).tobytes()
    file.write_bytes({
        "empty": b"", "cut": data[: len(data) // 2], "noise": noise, "longer": data + data
    }[harm])  # fmt: skip
    with Slide(path) as slide:
        if harm == "longer" and form.shard:  # the index stands at the end, what it names before it
            assert np.array_equal(slide.read_region(0, 0, 0, 1100, 800), RGB)
            return
        with pytest.raises(StephError, match="Part of the slide cannot be read"):
            slide.read_region(0, 0, 0, 1100, 800)
        assert np.array_equal(slide.read_region(0, 0, 1, 550, 400), half(RGB))


def test_a_folder_that_goes_away_is_not_read_as_empty(tmp_path: Path) -> None:
    path = write_zarr(tmp_path / "a.zarr", RGB)
    with Slide(path) as slide:
        path.rename(tmp_path / "elsewhere")
        with pytest.raises(StephError, match="not found"):
            slide.read_region(0, 0, 0, 300, 300)


def test_a_copy_without_its_pixels_is_refused(tmp_path: Path) -> None:
    path = write_zarr(tmp_path / "a.zarr", RGB, omit=lambda name: name.count("/") > 1)
    with pytest.raises(StephError, match="pixels of the slide are missing"):
        Slide(path)


# What is refused ----------------------------------------------------------------------------------


def refused(path: Path, words: str) -> None:
    with pytest.raises(StephError, match=words) as told:
        Slide(path)
    assert told.value.todo


def test_what_is_no_slide_is_refused_in_words(tmp_path: Path) -> None:
    path = write_zarr(tmp_path / "a.zarr", RGB)
    described = path / "1" / ".zarray"
    kept = described.read_bytes()
    for key, value, words in (
        ("dtype", "<u2", "not 8-bit colours but <u2"),
        ("dtype", "|O", r"not 8-bit colours but \|O"),
        ("dtype", [["a", "u1"]], "not 8-bit colours"),
        ("compressor", {"id": "pickle"}, "compressed as pickle"),
        ("compressor", {"id": "json2"}, "compressed as json2"),
        ("compressor", {"id": {}}, "compressed as {}"),
        ("compressor", {"id": "jpegxl"}, "compressed as jpegxl"),
        ("filters", [{"id": "vlen-utf8"}], "filters"),
        ("chunks", [1, 1, 1, 8, 8], "too small"),
        ("chunks", [1, 1, 1, 1 << 20, 1 << 20], "too large"),
        ("chunks", [1, 3, 1, 40_000, 40_000], "too large"),
        ("shape", [1, 3, 2, 400, 550], ""),
        ("shape", [1, 3, 1, 500, 1 << 39], "cannot be right"),
        ("shape", [1, 3, 1, -5, 600], "cannot be right"),
        ("shape", [3, 400, 550], "cannot be right"),
        ("order", "K", "cannot be right"),
        ("dimension_separator", "..", "cannot be right"),
    ):
        change(described, lambda said, key=key, value=value: said.update({key: value}))
        if words:
            refused(path, words)
        described.write_bytes(kept)
    described.unlink()
    refused(path, r"A file of the slide cannot be read \(.zarray\)")


def test_other_pictures_are_refused_in_words(tmp_path: Path) -> None:
    def shape_of(path: Path, shape: list[int]) -> Path:
        for level in range(3):
            change(path / str(level) / ".zarray", lambda said: said.update(shape=shape))
        return path

    refused(shape_of(write_zarr(tmp_path / "z", RGB), [1, 3, 9, 400, 550]), "focal planes")
    refused(shape_of(write_zarr(tmp_path / "t", RGB), [4, 3, 1, 400, 550]), "time points")
    refused(shape_of(write_zarr(tmp_path / "c", RGB), [1, 1, 1, 400, 550]), "one channel")
    refused(shape_of(write_zarr(tmp_path / "d", RGB), [1, 5, 1, 400, 550]), "fluorescence.*5 ch")
    dark = (255 - RGB) // 3
    refused(write_zarr(tmp_path / "dark", dark), "fluorescence.*dark")
    dyes = write_series(tmp_path / "dyes", {"x": RGB}, channel='Fluor="DAPI"')
    refused(dyes, "fluorescence.*dyes")
    plate = tmp_path / "plate.zarr"
    put_json(plate / ".zattrs", {"plate": {"wells": []}})
    refused(plate, "wells of a plate")
    (tmp_path / "empty.zarr").mkdir()
    refused(tmp_path / "empty.zarr", "no picture that OME-Zarr describes")
    (tmp_path / "folder").mkdir()
    refused(tmp_path / "folder", "This is a folder, not a slide")


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_links_that_lead_out_are_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(b"\0" * 65536)
    path = write_zarr(tmp_path / "a.zarr", RGB, form=Form(codec="", levels=1))
    chunk = path / "0" / "0" / "1" / "0" / "1" / "2"
    chunk.unlink()
    chunk.symlink_to(secret)
    with Slide(path) as slide, pytest.raises(StephError, match="cannot be read"):
        slide.read_region(512, 256, 0, 256, 256)
    for use in (slide_sha256_of, ends_of):
        with pytest.raises((StephError, OSError), match="link"):
            use(path)
    # Within the folder, it is a file like others.
    chunk.unlink()
    chunk.symlink_to(chunk.with_name("1"))
    with Slide(path) as slide:
        slide.read_region(512, 256, 0, 256, 256)
    assert slide_sha256_of(path)
    shutil.move(path / "0", tmp_path / "outside")
    (path / "0").symlink_to(tmp_path / "outside")
    refused(path, "cannot be read")
    for name in ("../outside", "/etc", "..", "a//b", "c:\\x", "0/\0"):
        (path / "0").unlink(missing_ok=True)
        change(path / ".zattrs", lambda said, name=name: said["multiscales"][0]["datasets"][0]
               .update(path=name))  # fmt: skip
        refused(path, "cannot be (right|read)")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    path = write_zarr(tmp_path / "a.zarr", RGB, form=Form(levels=1))
    chunk = path / "0" / "0" / "1" / "0" / "1" / "2"
    chunk.unlink()
    os.mkfifo(chunk)
    with Slide(path) as slide, pytest.raises(StephError, match="cannot be read"):
        slide.read_region(512, 256, 0, 256, 256)
    (path / ".zattrs").unlink()
    os.mkfifo(path / ".zattrs")
    refused(path, "cannot be read")


def test_the_checksum_is_castagnolis() -> None:
    assert crc32c(b"123456789") == 0xE3069283

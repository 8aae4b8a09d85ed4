"""DICOM slides: many files are one slide, whatever they are called and whichever is chosen."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from dicom_slides import head_only, write_series
from fake_encoder import FakeEncoder
from hypothesis import given
from hypothesis import strategies as st
from slides import tissue_disc, write_pyramid

from steph_desktop.cohort.slide_matching import find_files
from steph_desktop.core.errors import StephError
from steph_desktop.features.bag import read_bag
from steph_desktop.features.extraction import extract_features
from steph_desktop.features.feature_places import slide_sha256_of
from steph_desktop.slide.dicom import (
    dicom_in,
    instances_beside,
    may_be_dicom,
    one_per_slide,
    read_instance,
    slides_of,
)
from steph_desktop.slide.info import slide_id_of
from steph_desktop.slide.patches import PatchSpec
from steph_desktop.slide.reader import Slide

RGB = tissue_disc(1024, 1024, (512, 512), 400)
UIDS = ("1.2.826.0.1", "1.2.826.0.2", "1.2.826.0.3")


@pytest.fixture
def series(tmp_path: Path) -> tuple[Path, ...]:
    return write_series(tmp_path / "study", RGB, 0.5)


@pytest.mark.parametrize("names", [("1.dcm", "2.dcm", "3.dcm"), UIDS, ("C", "B", "A")])
def test_each_file_stands_for_the_whole_slide(tmp_path: Path, names: tuple[str, str, str]) -> None:
    files = write_series(tmp_path / "study", RGB, 0.5, names)
    first = min(files[:2])
    for file in files:
        assert one_per_slide([file]) == (first,)
        assert instances_beside(file) == tuple(sorted(files))
    assert one_per_slide(files) == dicom_in(tmp_path / "study") == (first,)
    assert slides_of([tmp_path / "study"]) == (first,)
    with Slide(first) as slide:
        assert slide.info.size_px == (1024, 1024)
        assert len(slide.info.level_sizes_px) == 2
        assert slide.info.mpp == 0.5
        assert slide.info.associated == ("label",)
        assert slide.info.vendor == "dicom"


def test_two_slides_in_a_folder_are_two(tmp_path: Path) -> None:
    one = write_series(tmp_path, RGB, 0.5)
    two = write_series(tmp_path, RGB, 0.5, ("4.dcm", "5.dcm", "0.dcm"), series=5)
    other = write_pyramid(tmp_path / "a.svs", RGB, 0.5)
    assert dicom_in(tmp_path) == (one[0], two[0])
    assert one_per_slide([two[2], other, one[1], one[0]]) == (two[0], other, one[0])
    assert find_files(tmp_path) == (two[0], one[0], other)


def test_what_is_no_dicom_stays_as_it_is(tmp_path: Path) -> None:
    text = tmp_path / "notes.dcm"
    text.write_bytes(b"nothing" * 100)
    empty = tmp_path / "README"
    empty.write_bytes(b"")
    gone = tmp_path / "gone.dcm"
    for path in (text, empty, gone):
        assert read_instance(path) is None
        assert instances_beside(path) == (path,)
    assert one_per_slide([text, gone]) == (text, gone)
    assert slides_of([tmp_path]) == (tmp_path,)
    with pytest.raises(StephError, match="folder"):
        dicom_in(tmp_path / "nowhere")


@pytest.mark.parametrize("implicit", [False, True])
def test_heads_of_other_programs_are_read(tmp_path: Path, implicit: bool) -> None:
    """A series that is referred to in a sequence is not mistaken for the own one."""
    path = head_only(tmp_path / "a.dcm", series="1.2.3.4", implicit=implicit)
    seen = read_instance(path)
    assert seen is not None
    assert (seen.series, seen.is_volume) == ("1.2.3.4", True)
    label = head_only(tmp_path / "b.dcm", series="1.2.3.4", implicit=implicit, image="LABEL")
    seen = read_instance(label)
    assert seen is not None and not seen.is_volume


@pytest.fixture(scope="module")
def head(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("head") / "x.dcm"
    return head_only(path, series="1.2.3.4").read_bytes()


@given(data=st.data())
def test_damaged_heads_are_no_bugs(
    data: st.DataObject, head: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    broken = bytearray(head[: data.draw(st.integers(100, len(head)))])
    for _ in range(data.draw(st.integers(0, 6))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.getbasetemp() / "broken.dcm"
    path.write_bytes(broken)
    read_instance(path)


def test_names_that_may_be_dicom() -> None:
    wanted = ("a.dcm", "A.DCM", "DCM_0", "1.2.826.0.17")
    assert all(may_be_dicom(Path(name)) for name in wanted)
    assert not any(may_be_dicom(Path(name)) for name in ("a.svs", "b.ome.tif", "c.h5"))
    assert slide_id_of(Path("1.2.826.0.17")) == "1.2.826.0.17"
    assert slide_id_of(Path("1.2.826.0.17.dcm")) == "1.2.826.0.17"
    assert slide_id_of(Path("a.ome.tif")) == "a"


def test_the_hash_is_of_all_files(series: tuple[Path, ...], tmp_path: Path) -> None:
    before = slide_sha256_of(series[0])
    moved = tmp_path / "elsewhere"
    shutil.move(series[0].parent, moved)
    first = moved / series[0].name
    assert slide_sha256_of(first) == before
    level = moved / series[1].name
    data = bytearray(level.read_bytes())
    data[-1000] ^= 1
    level.write_bytes(data)
    assert slide_sha256_of(first) != before


def test_features_are_made_of_a_dicom_slide(series: tuple[Path, ...], tmp_path: Path) -> None:
    path = extract_features(series[0], tmp_path / "out", FakeEncoder(), PatchSpec(patch_px=64))
    bag = read_bag(path)
    assert bag.meta.mpp == 0.5 and bag.n_patches > 20
    assert bag.meta.slide_sha256 == slide_sha256_of(series[0])
    assert bag.coords is not None
    middle = bag.coords + 32 - 512
    assert np.hypot(*middle.T).max() < 470
    assert b"zebra" not in path.read_bytes().lower()


# A file of the series that cannot be understood ---------------------------------------------------


def _blank(data: bytes) -> bytes:
    return data[:132] + bytes(len(data) - 132)


DAMAGED = {
    "a header of zeros": _blank,
    "a header of other bytes": lambda data: data[:132] + b"\xa5" * 2000 + data[2132:],
    "no mark": lambda data: bytes(132) + data[132:],
    "cut within the header": lambda data: data[:200],
    "cut within the mark": lambda data: data[:130],
    "empty": lambda _data: b"",
}


@pytest.mark.parametrize("number", [0, 1, 2])
@pytest.mark.parametrize("name", DAMAGED)
def test_a_file_of_the_series_that_cannot_be_read_is_named(
    series: tuple[Path, ...], name: str, number: int
) -> None:
    """OpenSlide would leave it out: without its finest level the slide would be another one."""
    damaged = series[number]
    damaged.write_bytes(DAMAGED[name](damaged.read_bytes()))
    for file in series:
        with pytest.raises(StephError) as caught:
            Slide(file).close()
        assert damaged.name in str(caught.value)
        if file != damaged:
            assert "may be a part of the slide" in str(caught.value)


def test_a_link_to_a_file_of_the_series_that_is_gone_is_named(series: tuple[Path, ...]) -> None:
    series[0].rename(series[0].with_name("moved"))
    series[0].symlink_to(series[0].with_name("nowhere"))
    with pytest.raises(StephError, match=f"{series[0].name}.*cannot be read"):
        Slide(series[1])


def test_what_lies_beside_and_is_not_of_the_slide_hinders_nothing(
    series: tuple[Path, ...], tmp_path: Path
) -> None:
    folder = series[0].parent
    (folder / "notes.txt").write_text("seen", encoding="utf-8")
    (folder / f"._{series[0].name}").write_bytes(bytes(range(256)) * 20)  # as macOS leaves them
    (folder / "nothing").write_bytes(b"")
    (folder / "gone").symlink_to(folder / "nowhere")
    other = write_series(tmp_path / "other", RGB, 0.5, ("x.dcm", "y.dcm", "z.dcm"))[0]
    shutil.copy(other, folder / "other.txt")
    with Slide(series[0]) as slide:
        assert len(slide.info.level_sizes_px) == 2

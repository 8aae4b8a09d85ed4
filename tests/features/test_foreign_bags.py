"""Feature files as other programs lay them out, and positions that are not to be believed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest
import torch
from case_files import slide

from steph_desktop.cli import run
from steph_desktop.core.errors import ExitCode, StephError
from steph_desktop.features.bag import (
    Bag,
    BagMeta,
    read_bag,
    read_coords,
    read_header,
    read_meta,
    require_width,
    write_bag,
)
from steph_desktop.features.clam_folders import write_for_clam

N, D = 50, 12
GRID = np.stack(np.meshgrid(range(10), range(5)), -1).reshape(-1, 2)


def write(
    path: Path,
    coords: Any = None,
    *,
    name: str = "features",
    coords_name: str = "coords",
    values: Any = None,
    on_file: dict[str, Any] | None = None,
    on_coords: dict[str, Any] | None = None,
) -> Path:
    rng = np.random.default_rng(0)
    with h5py.File(path, "w") as file:
        file[name] = rng.normal(size=(N, D)).astype("f4") if values is None else values
        file.attrs.update(on_file or {})
        if coords is not None:
            file[coords_name] = coords
            file[coords_name].attrs.update(on_coords or {})
    return path


STAMP = {"unit": "um", "tile_size_um": 128.0, "tile_size_px": 224, "stamp_version": "2.1.0"}


def test_stamps_micrometres_become_pixels_by_the_pixel_size(tmp_path: Path) -> None:
    path = write(
        tmp_path / "x.h5", GRID * 128.0, name="feats",
        on_file={**STAMP, "mpp": 0.25, "extractor": "uni2"},
    )  # fmt: skip
    bag = read_bag(path)
    assert bag.coords is not None
    np.testing.assert_array_equal(bag.coords, GRID * 512)
    meta = bag.meta
    assert (meta.patch_px, meta.patch_size_level0_px, meta.encoder) == (224, 512, "uni2")
    assert (meta.target_mpp, meta.patch_um) == (pytest.approx(128 / 224), 128.0)
    assert meta.warnings == ()
    np.testing.assert_array_equal(read_coords(path)[0], GRID * 512)
    assert (read_header(path).n_patches, read_meta(path).patch_px) == (N, 224)
    require_width(bag, D, "uni2-h", path)


@pytest.mark.parametrize(
    ("attributes", "words"),
    [
        (STAMP, "in micrometres, and the file does not state the slide's pixel size"),
        ({**STAMP, "unit": "furlongs"}, "in furlongs"),
        ({"tile_size_um": 128.0, "tile_size_px": 224}, "a unit that the file does not state"),
    ],
)
def test_positions_without_a_known_unit_are_left_out_and_the_features_read(
    tmp_path: Path, attributes: dict[str, Any], words: str
) -> None:
    path = write(tmp_path / "x.h5", GRID * 128.0, name="feats", on_file=attributes)
    bag = read_bag(path)
    assert (bag.n_patches, bag.coords, bag.meta.patch_um) == (N, None, 128.0)
    assert words in bag.meta.warnings[0] and "No map" in bag.meta.warnings[0]
    with pytest.raises(StephError, match="level-0 pixels"):
        read_coords(path)


def test_stamp_in_pixels_is_taken_as_it_is(tmp_path: Path) -> None:
    path = write(tmp_path / "x.h5", GRID * 224, name="feats", on_file={**STAMP, "unit": "px"})
    np.testing.assert_array_equal(read_bag(path).coords, GRID * 224)


@pytest.mark.parametrize("name", ["features", "feats", "embeddings", "embedding", "feature"])
@pytest.mark.parametrize("places", ["coords", "coordinates"])
def test_features_and_positions_are_found_by_what_programs_call_them(
    tmp_path: Path, name: str, places: str
) -> None:
    path = write(
        tmp_path / "x.h5", GRID * 256, name=name, coords_name=places, on_file={"unit": "pixels"}
    )
    bag = read_bag(path)
    assert bag.features.shape == (N, D)
    np.testing.assert_array_equal(bag.coords, GRID * 256)


def test_trident_and_clam_say_how_large_a_patch_is(tmp_path: Path) -> None:
    trident = write(
        tmp_path / "t.h5", GRID * 512,
        on_coords={"patch_size": 256, "patch_size_level0": 512, "level0_magnification": 40,
                   "target_magnification": 20, "overlap": 0, "name": "slide-7",
                   "level0_width": 9000, "level0_height": 9000},
    )  # fmt: skip
    meta = read_bag(trident).meta
    assert (meta.slide_id, meta.patch_um, meta.made_mpp) == ("slide-7", 128.0, 0.5)
    clam = write(
        tmp_path / "c.h5", GRID * 1024,
        on_coords={"patch_size": 256, "patch_level": 1, "downsample": np.array([4.0, 4.0])},
    )  # fmt: skip
    bag = read_bag(clam)
    assert (bag.meta.patch_px, bag.meta.patch_size_level0_px) == (256, 1024)
    assert bag.coords is not None


@pytest.mark.parametrize("place", ["x_patches.h5", "x.h5", "patches/x_patches.h5", "patches/x.h5"])
def test_a_folder_of_positions_is_taken_as_trident_and_clam_lay_it_out(
    tmp_path: Path, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    slides = [slide(tmp_path, name) for name in ("x.svs", "y.svs")]
    coords = tmp_path / "job" / place
    coords.parent.mkdir(parents=True)
    write(coords, GRID[:3] * 256 + 256, on_coords={"patch_size": 256, "patch_size_level0": 256})
    words = [
        "extract",
        *map(str, slides),
        "--encoder",
        "effnet-lite0",
        "--out",
        str(tmp_path / "o"),
    ]
    assert run([*words, "--coords", str(tmp_path / "job")]) == ExitCode.FAULT
    assert "y_patches.h5" in capsys.readouterr().err  # the other has none, and is named
    bag = read_bag(tmp_path / "o" / "x.h5")
    np.testing.assert_array_equal(bag.coords, GRID[:3] * 256 + 256)
    # And back: TRIDENT and CLAM find in our file what they look for.
    with h5py.File(tmp_path / "o" / "x.h5") as file:
        assert file["features"].shape == (3, 1280) and file["coords"].shape == (3, 2)
        wanted = {
            "patch_size",
            "patch_size_level0",
            "level0_magnification",
            "target_magnification",
            "overlap",
            "name",
            "level0_width",
            "level0_height",
        }
        assert wanted <= set(file["coords"].attrs)


def lay_out_as_clam(folder: Path, name: str, corners: np.ndarray) -> np.ndarray:
    """Write positions and features in the folders, types and attributes of CLAM's own code."""
    for part in ("patches", "feats/h5_files", "feats/pt_files"):
        (folder / part).mkdir(parents=True)
    with h5py.File(folder / f"patches/{name}.h5", "w") as file:
        places = file.create_dataset("coords", data=corners, maxshape=(None, 2), chunks=(1, 2))
        size = np.array([1024, 768])
        places.attrs.update(patch_size=256, patch_level=0, downsample=np.array([1.0, 1.0]))
        places.attrs.update(downsampled_level_dim=size, level_dim=size, name=name)
        places.attrs["save_path"] = str(folder / "patches")
    features = np.random.default_rng(0).random((len(corners), D), np.float32)
    with h5py.File(folder / f"feats/h5_files/{name}.h5", "w") as file:
        for key, data in {"features": features, "coords": corners.astype(np.int32)}.items():
            file.create_dataset(key, data=data, maxshape=(None, *data.shape[1:]), chunks=True)
    torch.save(torch.from_numpy(features), folder / f"feats/pt_files/{name}.pt")
    return features


def test_folders_as_clam_lays_them_out_are_read_and_ours_by_clam(tmp_path: Path) -> None:
    path = slide(tmp_path, "x.svs")
    corners = GRID[:4] * 128 + np.array([92, 24])  # overlapping, and not on our grid
    features = lay_out_as_clam(tmp_path / "clam", "x", corners)
    kept = read_bag(tmp_path / "clam/feats/h5_files/x.h5")
    np.testing.assert_array_equal(kept.features, features)
    np.testing.assert_array_equal(kept.coords, corners)
    plain = read_bag(tmp_path / "clam/feats/pt_files/x.pt")
    np.testing.assert_array_equal(plain.features, features)
    assert plain.coords is None
    out = tmp_path / "o" / "h5_files"
    words = ["extract", str(path), "--encoder", "effnet-lite0", "--out", str(out), "--pt"]
    assert run([*words, "--coords", str(tmp_path / "clam")]) == ExitCode.DONE
    tensor = torch.load(tmp_path / "o" / "pt_files" / "x.pt", weights_only=True)
    with h5py.File(out / "x.h5") as file:
        assert torch.equal(tensor, torch.from_numpy(file["features"][:].astype(np.float32)))
        np.testing.assert_array_equal(file["coords"][:], corners)
        # CLAM reads squares of patch_size pixels of the level patch_level, at these corners.
        assert (file["coords"].attrs["patch_size"], file["coords"].attrs["patch_level"]) == (256, 0)


def test_clam_reads_the_same_areas_on_a_slide_of_40x(tmp_path: Path) -> None:
    """CLAM knows levels, no magnifications: 256 px at 20x are 512 px of the first level."""
    path = slide(tmp_path, "x.svs", mpp=0.25)
    words = ["extract", str(path), "--encoder", "effnet-lite0", "--pt", "--out"]
    assert run([*words, str(tmp_path / "o")]) == ExitCode.DONE
    made, positions = read_bag(tmp_path / "o" / "x.h5"), tmp_path / "o" / "patches" / "x.h5"
    with h5py.File(positions) as file:  # as `Whole_Slide_Bag_FP` reads it
        coords, said = file["coords"][:], file["coords"].attrs
        level, side = int(said["patch_level"]), int(said["patch_size"])
        np.testing.assert_array_equal(coords, made.coords)
        assert (level, side) == (0, 512) == (0, made.meta.patch_size_level0_px)
    found, meta = read_coords(positions)
    np.testing.assert_array_equal(found, coords)
    assert meta.patch_size_level0_px == 512
    # Made anew, ours is replaced; positions of CLAM's own are left as they are.
    with h5py.File(positions, "a") as file:
        del file.attrs["written_by"]
    before = positions.read_bytes()
    write_for_clam(tmp_path / "o" / "x.h5")
    assert positions.read_bytes() == before
    positions.unlink()
    write_for_clam(tmp_path / "o" / "x.h5")
    write_for_clam(tmp_path / "o" / "x.h5")
    assert read_coords(positions)[1].patch_size_level0_px == 512


def test_a_tensor_that_cannot_be_written_costs_its_slide_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    slides = [slide(tmp_path, name) for name in ("x.svs", "y.svs")]
    (tmp_path / "o" / "pt_files" / "x.pt").mkdir(parents=True)
    words = ["extract", *map(str, slides), "--encoder", "effnet-lite0", "--pt", "--out"]
    assert run([*words, str(tmp_path / "o")]) == ExitCode.FAULT
    said = capsys.readouterr()
    assert "x.pt" in said.err and "y.svs" in said.out
    assert (tmp_path / "o" / "pt_files" / "y.pt").is_file()


def test_no_level_is_said_where_clam_would_read_other_areas(tmp_path: Path) -> None:
    meta = BagMeta(slide_id="x", patch_px=256, patch_size_level0_px=512)
    write_bag(tmp_path / "x.h5", Bag(np.ones((2, D), np.float32), GRID[:2] * 512, meta))
    with h5py.File(tmp_path / "x.h5") as file:
        assert "patch_level" not in file["coords"].attrs


@pytest.mark.parametrize("kind", ["i2", "u2", "i1", "i8", "?"])
def test_numbers_that_are_no_features_are_named(tmp_path: Path, kind: str) -> None:
    path = write(tmp_path / "x.h5", values=np.ones((N, D), kind))
    with pytest.raises(StephError, match=f"holds {np.dtype(kind)}, not floating-point"):
        read_bag(path)


PATCH = {"patch_size": 256, "patch_size_level0": 512, "level0_width": 6000, "level0_height": 4000}


@pytest.mark.parametrize(
    ("coords", "words"),
    [
        (GRID * 512, ""),
        (GRID * 512 - 200, ""),  # over the edge
        (GRID * 128, ""),  # dense on purpose: an overlap that is not stated
        (GRID * 512 + np.where(np.arange(N) < 25, 0, 13)[:, None], ""),  # two pieces of tissue
        (GRID[:1] * 0 + 700, ""),
        (GRID * 512 - 3000, "negative"),
        (-(GRID * 512), "negative"),
        (GRID * 0, "all 50 patches are the same"),
        (GRID * 0 + 700, "all 50 patches are the same"),
        (GRID, "1 apart but are 512 pixels wide"),
        (GRID * 64, "another unit"),
        (GRID * 2048, "outside the slide"),
    ],
)
def test_positions_that_cannot_be_pixels_are_doubted(
    tmp_path: Path, coords: np.ndarray, words: str
) -> None:
    values = np.ones((len(coords), D), np.float32)
    path = write(tmp_path / "x.h5", coords, values=values, on_coords=PATCH)
    bag = read_bag(path)
    if not words:
        assert bag.meta.warnings == ()
        np.testing.assert_array_equal(bag.coords, coords)
        return
    assert bag.coords is None
    assert words in bag.meta.warnings[0]
    with pytest.raises(StephError, match="level-0 pixels"):
        read_coords(path)

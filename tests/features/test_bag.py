"""Feature files: ours, TRIDENT's, CLAM's, tensors; and every way in which one can be bad."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import h5py
import numpy as np
import pytest
import torch
from memory import forget_peak, peak_mb

from steph_desktop.core.errors import StephError
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
from steph_desktop.features.facts import UNKNOWN_ENCODER

_META = BagMeta(
    slide_id="s1",
    encoder="uni",
    encoder_sha256="a" * 64,
    mpp=0.25,
    mpp_source="from scanner",
    slide_sha256="b" * 64,
    app_version="0.1.0",
    patch_px=256,
    patch_size_level0_px=512,
    target_mpp=0.5,
    level0_magnification=40.0,
    target_magnification=20.0,
    slide_size_px=(12000, 11000),
    input_scaling="x/255",
    precision="float32",
    failed_patches=3,
    inputs_sha256="c" * 64,
    warnings=("one", "two"),
)


def bag(rows: int = 7, width: int = 5) -> Bag:
    rng = np.random.default_rng(0)
    features = rng.normal(size=(rows, width)).astype(np.float32)
    return Bag(features, rng.integers(0, 9999, (rows, 2)), _META)


def test_comes_back_as_it_was(tmp_path: Path) -> None:
    path, given = tmp_path / "s1.h5", bag()
    write_bag(path, given)
    back = read_bag(path)
    assert (back.features == given.features).all()
    assert back.coords is not None
    assert given.coords is not None
    assert (back.coords == given.coords).all()
    assert back.meta == read_meta(path) == _META
    assert (back.n_patches, back.feature_dim) == (7, 5)
    assert os.listdir(tmp_path) == ["s1.h5"]  # noqa: PTH208


def test_the_form_is_that_of_the_contract(tmp_path: Path) -> None:
    write_bag(tmp_path / "s1.h5", bag(3000))
    with h5py.File(tmp_path / "s1.h5") as file:
        assert set(file) == {"features", "coords"}
        assert file["features"].dtype == np.float32
        assert file["features"].chunks == (1024, 5)
        assert file["coords"].dtype == np.int64
        assert dict(file["coords"].attrs) == {
            "patch_size": 256,
            "patch_size_level0": 512,
            "level0_magnification": 40,
            "target_magnification": 20,
            "overlap": 0,
            "level0_width": 12000,
            "level0_height": 11000,
            "name": "s1",
        }
        root = dict(file.attrs)
        assert root["complete"]
        assert root["complete"].dtype == bool
        for name in ("encoder", "encoder_sha256", "mpp", "mpp_source", "slide_sha256"):
            assert root[name] == getattr(_META, name)
        assert root["app_version"] == "0.1.0"


def test_the_same_bag_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.h5", "b.h5"):
        write_bag(tmp_path / name, bag())
    assert (tmp_path / "a.h5").read_bytes() == (tmp_path / "b.h5").read_bytes()


def test_reads_trident(tmp_path: Path) -> None:
    given = bag()
    with h5py.File(tmp_path / "x.h5", "w") as file:
        file.create_dataset("features", data=given.features[None]).attrs["encoder"] = "uni_v1"
        coords = file.create_dataset("coords", data=given.coords)
        coords.attrs.update(
            {"patch_size": 256, "patch_size_level0": 512, "target_magnification": 20, "name": "x9"}
        )
    back = read_bag(tmp_path / "x.h5")
    assert (back.features == given.features).all()
    assert (back.meta.slide_id, back.meta.encoder) == ("x9", "uni_v1")
    assert (back.meta.patch_px, back.meta.patch_size_level0_px) == (256, 512)
    assert (back.meta.mpp, back.meta.complete) == (None, True)


def test_reads_clam_and_half_precision_and_missing_coordinates(tmp_path: Path) -> None:
    given = bag()
    with h5py.File(tmp_path / "clam.h5", "w") as file:
        file["features"] = given.features.astype(np.float16)
        file["coords"] = given.coords.astype(np.int32)
    back = read_bag(tmp_path / "clam.h5")
    assert back.features.dtype == np.float32
    assert np.allclose(back.features, given.features, atol=1e-2)
    assert back.coords is not None
    assert back.coords.dtype == np.int64
    with h5py.File(tmp_path / "bare.h5", "w") as file:
        file["features"] = given.features.astype(np.float64)
    bare = read_bag(tmp_path / "bare.h5")
    assert (bare.coords, bare.meta) == (None, BagMeta(slide_id="bare"))


@pytest.mark.parametrize("kind", ["tensor", "batched", "half", "bfloat", "dict", "legacy"])
def test_reads_tensors(tmp_path: Path, kind: str) -> None:
    given = bag()
    tensor = torch.from_numpy(given.features)
    content: object = {
        "batched": tensor[None],
        "half": tensor.half(),
        "bfloat": tensor.bfloat16(),
        "dict": {"features": tensor, "coords": torch.from_numpy(given.coords)},
    }.get(kind, tensor)
    torch.save(content, tmp_path / "x.pt", _use_new_zipfile_serialization=kind != "legacy")
    back = read_bag(tmp_path / "x.pt")
    assert np.allclose(back.features, given.features, atol=2e-2)
    assert (back.coords is not None) is (kind == "dict")


def test_a_pickle_never_runs(tmp_path: Path) -> None:
    class Canary:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.system, (f"touch {tmp_path / 'ran'}",)

    torch.save(Canary(), tmp_path / "x.pt")
    with pytest.raises(StephError, match="not run"):
        read_bag(tmp_path / "x.pt")
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    ("features", "coords", "says"),
    [
        (np.zeros((0, 5), np.float32), None, "no patches"),
        (np.zeros((5, 0), np.float32), None, "no patches"),
        (np.zeros(5, np.float32), None, "shape"),
        (np.zeros((2, 3, 5), np.float32), None, "shape"),
        (np.float32(1), None, "shape"),
        (np.zeros((3, 5), np.int64), None, "'features' holds int64, not floating-point numbers"),
        (np.zeros((3, 5), bool), None, "'features' holds bool, not"),
        (np.full((3, 5), 7e4, np.float32), None, r"up to 7e\+04; no encoder gives any above 65504"),
        (np.full((3, 5), -1e20), None, r"up to 1e\+20"),
        (np.zeros((3, 5), np.float32), np.full((3, 2), 1e30), "outside any slide"),
        (np.zeros((3, 5), np.float32), [[b"a", b"b"]] * 3, "'coords' holds text, not numbers"),
        (np.full((3, 5), np.nan, np.float32), None, "not numbers"),
        (np.array([[1, np.inf]], np.float32), None, "not numbers"),
        (np.full((2, 2), 1e300), None, "not numbers"),
        (np.zeros((3, 5), np.float32), np.zeros((2, 2)), "coordinates have the shape"),
        (np.zeros((3, 5), np.float32), np.zeros((3, 3)), "coordinates have the shape"),
        (np.zeros((3, 5), np.float32), np.full((3, 2), np.nan), "not numbers"),
    ],
)
def test_bad_contents(tmp_path: Path, features: object, coords: object, says: str) -> None:
    with h5py.File(tmp_path / "bad.h5", "w") as file:
        file["features"] = features
        if coords is not None:
            file["coords"] = coords
    with pytest.raises(StephError, match=says) as caught:
        read_bag(tmp_path / "bad.h5")
    assert str(caught.value).startswith("bad.h5: ")


def test_writing_refuses_what_reading_would(tmp_path: Path) -> None:
    for features in (np.full((2, 2), np.nan, np.float32), np.zeros((0, 3), np.float32)):
        with pytest.raises(StephError):
            write_bag(tmp_path / "x.h5", Bag(features, None, BagMeta()))
    assert not list(tmp_path.iterdir())


def test_unfinished_features_are_refused(tmp_path: Path) -> None:
    write_bag(tmp_path / "x.h5", bag())
    with h5py.File(tmp_path / "x.h5", "r+") as file:
        file.attrs["complete"] = False
    with pytest.raises(StephError, match="did not finish"):
        read_bag(tmp_path / "x.h5")
    assert read_bag(tmp_path / "x.h5", allow_incomplete=True).n_patches == 7


@pytest.mark.parametrize("share", [0, 0.01, 0.3, 0.6, 0.95])
@pytest.mark.parametrize("suffix", [".h5", ".pt"])
def test_truncated_files(tmp_path: Path, suffix: str, share: float) -> None:
    whole, cut = tmp_path / f"whole{suffix}", tmp_path / f"cut{suffix}"
    if suffix == ".h5":
        write_bag(whole, bag(500, 64))
    else:
        torch.save(torch.zeros(500, 64), whole)
    data = whole.read_bytes()
    cut.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(StephError, match=r"cut\.(h5|pt): .*(damaged|empty|cut short)"):
        read_bag(cut)


def test_flipped_bytes_never_crash(tmp_path: Path) -> None:
    write_bag(tmp_path / "x.h5", bag(50, 16))
    data = (tmp_path / "x.h5").read_bytes()
    rng = np.random.default_rng(0)
    refused = 0
    for _ in range(150):
        broken = bytearray(data)
        for place in rng.integers(0, 4000, 4):
            broken[place] ^= 1 << int(rng.integers(8))
        (tmp_path / "y.h5").write_bytes(broken)
        try:
            read_bag(tmp_path / "y.h5")
        except StephError:
            refused += 1
    assert refused > 5


def test_other_files_and_contents_are_refused(tmp_path: Path) -> None:
    with pytest.raises(StephError, match="not found"):
        read_bag(tmp_path / "gone.h5")
    (tmp_path / "x.csv").touch()
    with pytest.raises(StephError, match="not a feature file"):
        read_bag(tmp_path / "x.csv")
    with h5py.File(tmp_path / "other.h5", "w") as file:
        file["images"] = np.zeros(3)
    with pytest.raises(StephError, match="holds no features"):
        read_bag(tmp_path / "other.h5")
    with h5py.File(tmp_path / "group.h5", "w") as file:
        file.create_group("features")
    with pytest.raises(StephError, match="not plain data"):
        read_bag(tmp_path / "group.h5")
    for content in ("text", {"a": 1}, [1, 2]):
        torch.save(content, tmp_path / "x.pt")
        with pytest.raises(StephError, match="no features"):
            read_bag(tmp_path / "x.pt")


def test_links_to_other_files_are_not_followed(tmp_path: Path) -> None:
    write_bag(tmp_path / "secret.h5", bag())
    with h5py.File(tmp_path / "x.h5", "w") as file:
        file["features"] = h5py.ExternalLink(str(tmp_path / "secret.h5"), "features")
    with pytest.raises(StephError):
        read_bag(tmp_path / "x.h5")


_ROW = np.zeros((1, 8), np.float32)
_CLAIMS: dict[str, tuple[dict[str, dict[str, object]], str]] = {
    "rows": (
        {"features": {"shape": (1 << 26, 1536), "dtype": "f4", "chunks": (1024, 1536)}},
        r"claims [\d,]+ GB of features",
    ),
    "more rows": (
        {"features": {"shape": (1 << 40, 1536), "dtype": "f2", "chunks": (1024, 1536)}},
        r"claims [\d,]+ GB of features",
    ),
    "never written": (
        {"features": {"shape": (1 << 19, 1536), "dtype": "f4", "chunks": (1024, 1536)}},
        "none was ever written",
    ),
    "bomb": (
        {"features": {"shape": (1 << 19, 512), "dtype": "f4", "chunks": (4096, 512),
                      "compression": "gzip", "fillvalue": 1}},
        "would unpack to",
    ),
    "5 GB": (
        {"features": {"shape": (1_300_000, 1024), "dtype": "f4", "chunks": (1024, 1024),
                      "compression": "gzip"}},
        r"claims 5 GB of features, more than there can be",
    ),
    "one huge chunk": (
        {"features": {"data": _ROW, "chunks": (1 << 25, 8), "maxshape": (None, 8),
                      "compression": "gzip"}},
        "would unpack to",
    ),
    "coordinates": (
        {"features": {"data": _ROW}, "coords": {"shape": (1 << 40, 2), "dtype": "i8",
                                                "chunks": (1024, 2)}},
        r"claims [\d,]+ GB of coords",
    ),
    "coordinates never written": (
        {"features": {"data": _ROW}, "coords": {"shape": (1 << 20, 2), "dtype": "i8",
                                                "chunks": (1024, 2)}},
        "'coords' claims 2,097,152 values, and none",
    ),
}  # fmt: skip


@pytest.mark.parametrize("claim", _CLAIMS)
def test_an_absurd_claim_costs_no_memory(tmp_path: Path, claim: str) -> None:
    datasets, words = _CLAIMS[claim]
    with h5py.File(tmp_path / "x.h5", "w") as file:
        for name, made in datasets.items():
            found = file.create_dataset(name, **made)
            if claim == "bomb":
                found[:4096] = 0  # one chunk, of some kilobytes, beside 127 of no bytes at all
    before = forget_peak()
    with pytest.raises(StephError, match=words):
        read_bag(tmp_path / "x.h5")
    if "coords" not in datasets:
        with pytest.raises(StephError, match=words):
            read_header(tmp_path / "x.h5")
    assert peak_mb() - before < 200


def test_an_outline_that_claims_more_than_memory_is_passed_over(tmp_path: Path) -> None:
    write_bag(tmp_path / "x.h5", bag())
    with h5py.File(tmp_path / "x.h5", "r+") as file:
        for name in ("tissue_outline", "tissue_outline_lengths"):
            file.create_dataset(name, (1 << 40, 2), "i4", chunks=(1024, 2))
    assert read_bag(tmp_path / "x.h5").outline is None


@pytest.mark.parametrize("word", ["False", "false", b"no", "0", "", False, 0])
def test_any_word_for_unfinished_is_understood(tmp_path: Path, word: object) -> None:
    write_bag(tmp_path / "x.h5", bag())
    with h5py.File(tmp_path / "x.h5", "r+") as file:
        file.attrs["complete"] = word
    with pytest.raises(StephError, match="did not finish"):
        read_bag(tmp_path / "x.h5")


def _held_open(path: Path, mode: str) -> subprocess.Popen[str]:
    code = "import sys, h5py; f = h5py.File(*sys.argv[1:]); print(1, flush=True); sys.stdin.read()"
    child = subprocess.Popen(
        [sys.executable, "-c", code, str(path), mode],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "1\n"
    return child


def test_a_bag_that_its_writer_holds_open_is_in_use_not_damaged(tmp_path: Path) -> None:
    write_bag(tmp_path / "x.h5", bag())
    with _held_open(tmp_path / "x.h5", "r+") as child:
        for read in (read_bag, read_header, read_meta, read_coords):
            with pytest.raises(StephError, match=r"in use by another program.*Try again when"):
                read(tmp_path / "x.h5")
        child.communicate()
    assert read_bag(tmp_path / "x.h5").n_patches == 7
    with _held_open(tmp_path / "x.h5", "r") as child:  # another reader is no hindrance
        assert read_bag(tmp_path / "x.h5").n_patches == 7
        child.communicate()


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP])
def test_a_share_without_locks_is_read_without_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    write_bag(tmp_path / "x.h5", bag())
    whole = h5py.File

    def no_locks(name: Path, mode: str, locking: bool | None = None) -> h5py.File:
        if locking is not False:
            words = f"unable to lock file, errno = {number}, error message = '...'"
            raise OSError(number, f"Unable to synchronously open file ({words})")
        return whole(name, mode, locking=locking)

    monkeypatch.setattr(h5py, "File", no_locks)
    assert read_bag(tmp_path / "x.h5").n_patches == 7


def test_each_reason_for_not_opening_has_its_own_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_bag(tmp_path / "x.h5", bag())
    data = (tmp_path / "x.h5").read_bytes()
    path = tmp_path / "y.h5"
    for content, words in (
        (b"", r"is empty \(0 bytes\)\. Extract"),
        (b"patient,days\n" * 400, "not an HDF5 file"),
        (data[:2000], r"cut short: 2,000 of [\d,]+ bytes are here\. Copy it again"),
    ):
        path.write_bytes(content)
        with pytest.raises(StephError, match=words) as caught:
            read_bag(path)
        assert ("Copy it again" in str(caught.value)) is ("cut short" in words)
    with pytest.raises(StephError, match="not found"):
        read_meta(tmp_path / "gone.h5")
    with pytest.raises(StephError, match="a folder"):
        read_meta(tmp_path)

    def forbidden(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Unable to synchronously open file (errno = 13)")

    monkeypatch.setattr(h5py, "File", forbidden)
    with pytest.raises(StephError, match="You do not have permission to read this file"):
        read_bag(path)


def test_features_of_the_wrong_width_or_encoder(tmp_path: Path) -> None:
    given = bag(3, 1024)
    require_width(given, 1024, "uni", tmp_path / "x.h5")
    require_width(Bag(given.features, None, BagMeta()), 1024, "uni", "x.h5")
    require_width(Bag(given.features, None, BagMeta(encoder="UNI_v1")), 1024, "uni", "x.h5")
    with pytest.raises(StephError, match="by uni have 1024 values per patch, but the model takes"):
        require_width(given, 1536, "uni2-h", tmp_path / "x.h5")
    with pytest.raises(StephError, match="Make the features with the model's encoder, or"):
        require_width(given, 1536, UNKNOWN_ENCODER, tmp_path / "x.h5")
    require_width(given, 1024, UNKNOWN_ENCODER, tmp_path / "x.h5")
    with pytest.raises(StephError, match="takes features of other") as caught:
        require_width(given, 1024, "other", tmp_path / "x.h5")
    assert str(caught.value).startswith("x.h5: ")


def test_reads_coordinates_alone(tmp_path: Path) -> None:
    given = bag()
    with h5py.File(tmp_path / "c.h5", "w") as file:
        file.create_dataset("coords", data=given.coords).attrs["patch_size_level0"] = 512
    coords, meta = read_coords(tmp_path / "c.h5")
    assert given.coords is not None
    assert (coords == given.coords).all()
    assert meta.patch_size_level0_px == 512
    with h5py.File(tmp_path / "d.h5", "w") as file:
        file["features"] = given.features
    with pytest.raises(StephError, match="no patch coordinates"):
        read_coords(tmp_path / "d.h5")


def test_a_disk_that_fills_up_leaves_the_old_file(tmp_path: Path) -> None:
    """A real write error: the file-size limit of the process is reached."""
    path = tmp_path / "x.h5"
    write_bag(path, bag(3))
    before = path.read_bytes()
    code = (
        "import sys, resource, numpy as np; from pathlib import Path;"
        "from steph_desktop.core.errors import StephError;"
        "from steph_desktop.features.bag import Bag, BagMeta, write_bag;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20));\n"
        "try: write_bag(Path(sys.argv[1]), Bag(np.zeros((4000, 512), 'f4'), None, BagMeta()))\n"
        "except StephError as error: sys.exit(str(error))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.startswith("x.h5: Could not write (File too large)")
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["x.h5"]


@pytest.mark.heavy
def test_two_hundred_thousand_patches_are_written_in_the_memory_that_they_take(
    tmp_path: Path,
) -> None:
    code = (
        "import sys, resource, numpy as np; from pathlib import Path;"
        "from steph_desktop.features.bag import Bag, BagMeta, write_bag;"
        "values = np.ones((200_000, 1536), 'f4');"
        "write_bag(Path(sys.argv[1]), Bag(values, None, BagMeta()));"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    words = [sys.executable, "-c", code, str(tmp_path / "x.h5")]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    (tmp_path / "x.h5").unlink()
    assert int(done.stdout) << 10 < (200_000 * 1536 * 4) + (300 << 20)


def test_an_output_that_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StephError, match="A file stands where a folder is needed"):
        write_bag(tmp_path / "file" / "x.h5", bag())


def test_the_reference_file(shared_dir: Path) -> None:
    found = read_bag(shared_dir / "reference" / "slide.h5")
    assert found.features.shape == (300, 96)
    assert found.meta.patch_size_level0_px == 512

"""From slide to bag: whole or not at all, the same however often it was killed."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import h5py
import numpy as np
import pytest
import tifffile
from fake_encoder import FEATURE_DIM, FakeEncoder
from slides import blank, set_tiles, tissue_disc, write_pyramid

from steph_desktop import __version__
from steph_desktop.core.errors import NoTissue, StephError
from steph_desktop.core.files import sha256_of
from steph_desktop.core.job_control import JobCancelled, JobControl, Phase, Progress
from steph_desktop.features import extraction, patch_batches
from steph_desktop.features.bag import Bag, BagMeta, read_bag, write_bag
from steph_desktop.features.encoders import load_encoder
from steph_desktop.features.extraction import extract_features
from steph_desktop.features.feature_places import slide_sha256_of
from steph_desktop.features.patch_batches import part_folder
from steph_desktop.slide.patches import PatchSpec
from steph_desktop.slide.reader import Slide

_CHILD = """
import sys
from pathlib import Path
from fake_encoder import FakeEncoder
from steph_desktop.features.extraction import extract_features
slide, out, log = map(Path, sys.argv[1:])
extract_features(slide, out, FakeEncoder(sleep_s=0.01, log=log), batch_size=4)
"""


@pytest.fixture(scope="module")
def slide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rgb = tissue_disc(1536, 1280, (768, 640), 1300)  # 6 x 5 patches
    return write_pyramid(tmp_path_factory.mktemp("slide") / "case7.svs", rgb)


def damage_tiles(path: Path, count: int) -> None:
    """Overwrite the first JPEG tiles of level 0; the headers stay."""
    with tifffile.TiffFile(path) as tiff:
        page = tiff.pages[0]
        places = list(zip(page.dataoffsets, page.databytecounts, strict=True))[:count]
    with path.open("rb+") as file:
        for offset, size in places:
            file.seek(offset)
            file.write(b"\x5a" * size)


def test_the_bag_says_what_made_it(slide: Path, tmp_path: Path) -> None:
    encoder = FakeEncoder()
    path = extract_features(slide, tmp_path / "new" / "out", encoder)
    assert path == tmp_path / "new" / "out" / "case7.h5"
    assert [p.name for p in path.parent.iterdir()] == ["case7.h5"]
    bag = read_bag(path)
    assert bag.features.shape == (30, FEATURE_DIM)
    meta = bag.meta
    assert (meta.slide_id, meta.encoder, meta.encoder_sha256) == ("case7", "fake", "f" * 64)
    assert (meta.mpp, meta.mpp_source, meta.target_mpp) == (0.5, "from scanner", 0.5)
    assert (meta.slide_sha256, meta.app_version) == (sha256_of(slide), __version__)
    assert (meta.patch_px, meta.patch_size_level0_px, meta.overlap_px) == (256, 256, 0)
    assert (meta.level0_magnification, meta.target_magnification) == (20, 20)
    assert meta.slide_size_px == (1536, 1280)
    assert (meta.precision, meta.input_scaling) == ("float32", encoder.spec.scaling)
    assert (meta.complete, meta.failed_patches, meta.warnings) == (True, 0, ())


def test_each_row_is_the_patch_at_its_coordinates(slide: Path, tmp_path: Path) -> None:
    bag = read_bag(extract_features(slide, tmp_path, FakeEncoder(), batch_size=4))
    assert bag.coords is not None
    with Slide(slide) as opened:
        for (x, y), row in zip(bag.coords, bag.features, strict=True):
            patch = opened.read_region(int(x), int(y), 0, 256, 256)
            expected = FakeEncoder().encode(patch[None])[0]
            assert np.allclose(row, expected, atol=1e-3)


def test_progress_names_nobody(slide: Path, tmp_path: Path) -> None:
    said: list[Progress] = []
    extract_features(slide, tmp_path, FakeEncoder(), batch_size=4, control=JobControl(said.append))
    assert not any("case7" in repr(p.step) or "/" in repr(p.step) for p in said)
    encoding = [p for p in said if p.step.phase is Phase.COMPUTING_FEATURES]
    assert encoding[-1].done == encoding[-1].total == 30
    assert [p.done for p in encoding] == sorted(p.done for p in encoding)


def test_a_finished_file_is_returned_at_once(slide: Path, tmp_path: Path) -> None:
    path = extract_features(slide, tmp_path, FakeEncoder())
    again = FakeEncoder()
    before = path.stat().st_mtime_ns
    assert extract_features(slide, tmp_path, again) == path
    assert again.encoded == 0
    assert path.stat().st_mtime_ns == before


def test_what_a_kill_left_beside_a_finished_file_is_swept(slide: Path, tmp_path: Path) -> None:
    path = extract_features(slide, tmp_path, FakeEncoder())
    part_folder(path).mkdir()
    (part_folder(path) / "000000000.npz").touch()
    (tmp_path / ".case7.h5.4711.part").touch()
    (tmp_path / ".case70.h5.4711.part").touch()
    extract_features(slide, tmp_path, FakeEncoder())
    assert sorted(p.name for p in tmp_path.iterdir()) == [".case70.h5.4711.part", "case7.h5"]


def test_other_settings_replace_the_file(slide: Path, tmp_path: Path) -> None:
    spec = PatchSpec()
    for encoder, asked, mpp in (
        (FakeEncoder(), spec, None),
        (FakeEncoder(sha256="e" * 64), spec, None),
        (FakeEncoder(sha256="e" * 64), replace(spec, overlap_px=128), None),
        (FakeEncoder(sha256="e" * 64), replace(spec, overlap_px=128), 0.4),
    ):
        path = extract_features(slide, tmp_path, encoder, asked, mpp=mpp)
        assert encoder.encoded == read_bag(path).n_patches
        assert read_bag(path).meta.encoder_sha256 == encoder.sha256
    assert read_bag(path).meta.mpp_source == "stated by user"


def test_features_of_another_slide_are_never_replaced(slide: Path, tmp_path: Path) -> None:
    path = tmp_path / "case7.h5"
    features = np.ones((2, 3), np.float32)
    for meta, whose in ((BagMeta(slide_sha256="0" * 64), "another slide"), (BagMeta(), "program")):
        write_bag(path, Bag(features, None, meta))
        before = path.read_bytes()
        with pytest.raises(StephError, match=whose):
            extract_features(slide, tmp_path, FakeEncoder())
        assert path.read_bytes() == before


def test_a_damaged_output_is_made_anew(slide: Path, tmp_path: Path) -> None:
    path = extract_features(slide, tmp_path, FakeEncoder())
    whole = path.read_bytes()
    path.write_bytes(whole[:1000])
    extract_features(slide, tmp_path, FakeEncoder())
    assert path.read_bytes() == whole


def test_cancel_keeps_the_batches_and_shows_no_file(slide: Path, tmp_path: Path) -> None:
    whole = extract_features(slide, tmp_path / "whole", FakeEncoder(), batch_size=4)
    encoder = FakeEncoder()
    control = JobControl(cancelled=lambda: encoder.encoded >= 14)
    with pytest.raises(JobCancelled):
        extract_features(slide, tmp_path, encoder, batch_size=4, control=control)
    assert encoder.encoded == 14
    final = tmp_path / "case7.h5"
    assert not final.exists()
    rest = FakeEncoder()
    extract_features(slide, tmp_path, rest, batch_size=4)
    assert rest.encoded == 30 - 12  # three batches were whole
    assert final.read_bytes() == whole.read_bytes()
    assert not part_folder(final).exists()


def test_a_batch_is_written_while_the_next_is_in_the_network(
    slide: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = extract_features(slide, tmp_path / "whole", FakeEncoder(), batch_size=4)
    encoder = FakeEncoder()
    seen: list[tuple[int, int]] = []  # batches written, and patches that were encoded by the end
    write = patch_batches.write_bytes

    def waiting(path: Path, data: bytes) -> None:
        before = encoder.encoded
        for _ in range(100):  # as long as the network needs for two more patches
            if encoder.encoded > before:
                break
            time.sleep(0.02)
        write(path, data)
        seen.append((len(seen) + 1, encoder.encoded))

    monkeypatch.setattr(patch_batches, "write_bytes", waiting)
    path = extract_features(slide, tmp_path, encoder, batch_size=4)
    assert path.read_bytes() == whole.read_bytes()
    # In all but the last batch the network went on, and never by more than a batch and a step.
    assert all(4 * number < encoded <= 4 * number + 6 for number, encoded in seen[:-1])


def test_a_batch_that_cannot_be_written_ends_the_work(
    slide: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, data: bytes) -> None:
        raise StephError("The disk is full", path, "Free some space.")

    monkeypatch.setattr(patch_batches, "write_bytes", full)
    encoder = FakeEncoder()
    with pytest.raises(StephError, match=r"case7\.h5: The disk is full"):
        extract_features(slide, tmp_path, encoder, batch_size=4)
    assert encoder.encoded <= 12
    assert not [t for t in threading.enumerate() if t.name.startswith("feature-writer")]


class Card(FakeEncoder):
    """An accelerator: takes large steps, and computes them one after the other."""

    def __init__(self) -> None:
        super().__init__(step=32)
        self.inside = self.most = 0
        self._count, self._device = threading.Lock(), threading.Lock()

    def encode(self, patches: np.ndarray) -> np.ndarray:
        with self._count:
            self.inside += 1
            self.most = max(self.most, self.inside)
        # The first to come is the last to end: order must not follow from that.
        time.sleep(0.1 if self.inside == 1 else 0.0)
        with self._device:
            made = super().encode(patches)
        with self._count:
            self.inside -= 1
        return made


def test_the_next_step_is_on_its_way_while_a_card_computes(tmp_path: Path) -> None:
    rgb = tissue_disc(4096, 3072, (2048, 1536), 2600)  # 16 x 12 patches
    path = write_pyramid(tmp_path / "large.svs", rgb)
    card = Card()
    made = read_bag(extract_features(path, tmp_path / "card", card))
    plain = read_bag(extract_features(path, tmp_path / "plain", FakeEncoder()))
    assert np.array_equal(made.features, plain.features)
    assert np.array_equal(made.coords, plain.coords)
    assert card.most == 2
    assert not [t for t in threading.enumerate() if t.name.startswith("network")]


def test_changed_inputs_start_again(slide: Path, tmp_path: Path) -> None:
    encoder = FakeEncoder()
    control = JobControl(cancelled=lambda: encoder.encoded >= 20)
    with pytest.raises(JobCancelled):
        extract_features(slide, tmp_path, encoder, batch_size=4, control=control)
    other = FakeEncoder(sha256="e" * 64)
    extract_features(slide, tmp_path, other, batch_size=4)
    assert other.encoded == 30


def test_a_damaged_batch_is_done_again(slide: Path, tmp_path: Path) -> None:
    whole = extract_features(slide, tmp_path / "whole", FakeEncoder(), batch_size=4)
    encoder = FakeEncoder()
    control = JobControl(cancelled=lambda: encoder.encoded >= 20)
    with pytest.raises(JobCancelled):
        extract_features(slide, tmp_path, encoder, batch_size=4, control=control)
    shards = sorted(part_folder(tmp_path / "case7.h5").glob("*.npz"))
    assert len(shards) == 5
    shards[0].write_bytes(b"")
    data = bytearray(shards[1].read_bytes())
    data[200] ^= 0xFF
    shards[1].write_bytes(data)
    shards[2].write_bytes(shards[2].read_bytes()[:150])
    rest = FakeEncoder()
    path = extract_features(slide, tmp_path, rest, batch_size=4)
    assert rest.encoded == 30 - 2 * 4
    assert path.read_bytes() == whole.read_bytes()


def kill_repeatedly(slide: Path, folder: Path, kills: int, seed: int) -> None:
    """Kill extraction after extraction; check batches redone and the final file."""
    whole = extract_features(slide, folder / "whole", FakeEncoder(), batch_size=4)
    rng = np.random.default_rng(seed)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[1])}
    killed, attempt = 0, 0
    while killed < kills:
        out, log = folder / f"out{attempt}", folder / f"log{attempt}"
        attempt += 1
        final = out / "case7.h5"
        while not final.exists() and killed < kills:
            finished = len(list(part_folder(final).glob("[0-9]*.npz")))
            log.write_bytes(b"")
            arguments = [sys.executable, "-c", _CHILD, str(slide), str(out), str(log)]
            child = subprocess.Popen(arguments, env=environment)
            if rng.random() < 0.9:  # else killed while it starts
                while child.poll() is None and not log.stat().st_size:
                    time.sleep(0.001)
            time.sleep(rng.uniform(0, 0.2))
            child.send_signal(signal.SIGKILL)
            killed += child.wait(30) == -signal.SIGKILL
            if final.exists():
                assert final.read_bytes() == whole.read_bytes()
            else:
                done = len(list(part_folder(final).glob("[0-9]*.npz"))) - finished
                # Lost at most: the batch in the network, and the one on its way to the disk.
                assert log.stat().st_size <= (done + 2) * 4
        rest = FakeEncoder()
        extract_features(slide, out, rest, batch_size=4)
        assert final.read_bytes() == whole.read_bytes()
        assert [p.name for p in out.iterdir()] == ["case7.h5"]


def test_killed_and_resumed(slide: Path, tmp_path: Path) -> None:
    kill_repeatedly(slide, tmp_path, kills=5, seed=0)


@pytest.mark.heavy
@pytest.mark.timeout(1800)
def test_killed_two_hundred_times(slide: Path, tmp_path: Path) -> None:
    kill_repeatedly(slide, tmp_path, kills=200, seed=1)


def test_given_coordinates(slide: Path, tmp_path: Path) -> None:
    coords = np.array([[300, 200], [0, 0], [900, 1000]], np.int64)
    with h5py.File(tmp_path / "coords.h5", "w") as file:
        file.create_dataset("coords", data=coords).attrs["patch_size_level0"] = 256
    bag = read_bag(
        extract_features(slide, tmp_path / "out", FakeEncoder(), coords_file=tmp_path / "coords.h5")
    )
    assert bag.coords is not None
    assert (bag.coords == coords).all()
    with pytest.raises(StephError, match="not found"):
        extract_features(slide, tmp_path / "o2", FakeEncoder(), coords_file=tmp_path / "gone.h5")


def test_few_undecodable_patches_are_dropped_and_counted(tmp_path: Path) -> None:
    rgb = tissue_disc(2600, 2600, (1300, 1300), 2600)
    path = write_pyramid(tmp_path / "x.svs", rgb)
    whole = read_bag(extract_features(path, tmp_path / "whole", FakeEncoder()))
    assert whole.n_patches == 100
    damage_tiles(path, 2)
    bag = read_bag(extract_features(path, tmp_path / "out", FakeEncoder()))
    assert (bag.n_patches, bag.meta.failed_patches) == (98, 2)
    assert bag.meta.warnings == ("2 of 100 patches could not be decoded and were left out.",)
    assert whole.coords is not None
    assert bag.coords is not None
    assert (bag.coords == whole.coords[2:]).all()
    assert (bag.features == whole.features[2:]).all()


HOLES = (27, 28, 35, 36)
"""Tiles, 8 in a row, in the middle of the tissue."""


def hole_in_tissue(path: Path) -> Path:
    """Write a slide of 8 x 8 tiles, one for each patch, whose overview shows tissue everywhere."""
    return write_pyramid(path, tissue_disc(2048, 2048, (1024, 1024), 620))


def test_missing_tiles_inside_tissue_are_left_out_and_counted(tmp_path: Path) -> None:
    path = hole_in_tissue(tmp_path / "x.svs")
    whole = read_bag(extract_features(path, tmp_path / "whole", FakeEncoder()))
    assert whole.coords is not None
    set_tiles(path, 2048, dict.fromkeys(HOLES))
    bag = read_bag(extract_features(path, tmp_path / "out", FakeEncoder(), batch_size=4))
    total, meta = whole.n_patches, bag.meta
    assert (bag.n_patches, meta.failed_patches, meta.missing_patches, meta.blank_patches) == (
        total - 4, 0, 4, 0,
    )  # fmt: skip
    assert meta.warnings == (
        f"4 of {total} patches lie where the file holds no picture and were left out.",
    )
    stay = ~np.isin(whole.coords[:, 1] // 256 * 8 + whole.coords[:, 0] // 256, HOLES)
    np.testing.assert_array_equal(bag.coords, whole.coords[stay])
    np.testing.assert_array_equal(bag.features, whole.features[stay])
    with h5py.File(tmp_path / "given.h5", "w") as file:
        file.create_dataset("coords", data=whole.coords).attrs["patch_size_level0"] = 256
    given = extract_features(
        path, tmp_path / "given", FakeEncoder(), coords_file=tmp_path / "given.h5"
    )
    assert read_bag(given).n_patches == total - 4


def test_blank_glass_where_the_overview_shows_tissue_is_left_out_and_counted(
    tmp_path: Path,
) -> None:
    path = hole_in_tissue(tmp_path / "x.svs")
    total = read_bag(extract_features(path, tmp_path / "whole", FakeEncoder())).n_patches
    set_tiles(path, 2048, dict.fromkeys(HOLES, 0))  # the first tile is glass
    bag = read_bag(extract_features(path, tmp_path / "out", FakeEncoder()))
    meta = bag.meta
    assert (bag.n_patches, meta.failed_patches, meta.missing_patches, meta.blank_patches) == (
        total - 4, 0, 0, 4,
    )  # fmt: skip
    assert meta.warnings == (f"4 of {total} patches show next to no tissue and were left out.",)


def test_places_given_by_the_user_may_be_glass_or_reach_over_the_edge(tmp_path: Path) -> None:
    path = hole_in_tissue(tmp_path / "x.svs")
    with h5py.File(tmp_path / "coords.h5", "w") as file:
        coords = np.array([[0, 0], [1900, 1900], [1024, 1024]])
        file.create_dataset("coords", data=coords).attrs["patch_size_level0"] = 256
    given = extract_features(
        path, tmp_path / "out", FakeEncoder(), coords_file=tmp_path / "coords.h5"
    )
    assert (read_bag(given).n_patches, read_bag(given).meta.warnings) == (3, ())


def test_a_slide_whose_every_patch_is_missing_or_blank_is_refused(tmp_path: Path) -> None:
    path = set_tiles(hole_in_tissue(tmp_path / "x.svs"), 2048, dict.fromkeys(range(64)))
    with pytest.raises(StephError, match="No tissue was found"):
        extract_features(path, tmp_path / "out", FakeEncoder())
    path = set_tiles(hole_in_tissue(tmp_path / "y.svs"), 2048, dict.fromkeys(range(64), 0))
    with pytest.raises(NoTissue, match=r"None of the \d+ patches of this slide shows tissue"):
        extract_features(path, tmp_path / "out", FakeEncoder())


def test_features_of_the_rule_before_stay_and_its_unfinished_batches_are_not_mixed_in(
    slide: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tmp_path / "before"
    monkeypatch.setattr(extraction, "_RECIPE", 2)
    path = extract_features(slide, before, FakeEncoder())
    stop = tmp_path / "stopped"
    with pytest.raises(JobCancelled):
        extract_features(slide, stop, FakeEncoder(), batch_size=4, control=cancelling_at(8))
    monkeypatch.undo()
    again = FakeEncoder()
    assert extract_features(slide, before, again) == path
    assert again.encoded == 0
    extract_features(slide, stop, again, batch_size=4)
    assert again.encoded == 30, "every batch anew"


def cancelling_at(done: int) -> JobControl:
    """Cancel where so many patches are encoded."""

    def stop(said: Progress) -> None:
        if said.step.phase is Phase.COMPUTING_FEATURES and said.done >= done:
            raise JobCancelled

    return JobControl(stop)


def test_a_slide_with_many_undecodable_patches_is_refused(tmp_path: Path) -> None:
    rgb = tissue_disc(2600, 2600, (1300, 1300), 2600)
    path = write_pyramid(tmp_path / "x.svs", rgb)
    damage_tiles(path, 5)
    with pytest.raises(StephError, match="patches cannot be read; the slide is damaged"):
        extract_features(path, tmp_path / "out", FakeEncoder(), batch_size=4)
    assert not (tmp_path / "out" / "x.h5").exists()


def test_truncated_slide(slide: Path, tmp_path: Path) -> None:
    path = tmp_path / "cut.svs"
    data = slide.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    with pytest.raises(StephError, match=r"cut\.svs: "):
        extract_features(path, tmp_path / "out", FakeEncoder())
    assert not list((tmp_path / "out").glob("*"))


def test_bad_slides_leave_nothing(tmp_path: Path) -> None:
    empty_glass = write_pyramid(tmp_path / "glass.svs", blank(900, 900))
    no_mpp = write_pyramid(tmp_path / "nompp.svs", tissue_disc(900, 900, (450, 450), 400), None)
    (tmp_path / "text.svs").write_text("not a slide")
    (tmp_path / "zero.svs").touch()
    for path, says in (
        (empty_glass, "No tissue was found"),
        (no_mpp, "State the micrometres per pixel"),
        (tmp_path / "text.svs", "not a slide"),
        (tmp_path / "zero.svs", "empty"),
        (tmp_path / "gone.svs", "not found"),
    ):
        with pytest.raises(StephError, match=says):
            extract_features(path, tmp_path / "out", FakeEncoder())
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").iterdir())
    bag = read_bag(extract_features(no_mpp, tmp_path / "out", FakeEncoder(), mpp=0.5))
    assert bag.meta.mpp_source == "stated by user"


def test_unwritable_output(slide: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StephError, match="A file stands where a folder is needed"):
        extract_features(slide, tmp_path / "file", FakeEncoder())


def test_disk_full_then_room_again(
    slide: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = extract_features(slide, tmp_path / "whole", FakeEncoder(), batch_size=4)
    real, writes = Path.write_bytes, []

    def write(self: Path, data: bytes) -> int:
        writes.append(self.name)
        if len(writes) > 4:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(self, data)

    encoder = FakeEncoder()
    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", write)
        with pytest.raises(StephError, match=r"^case7\.h5: The disk is full"):
            extract_features(slide, tmp_path / "out", encoder, batch_size=4)
    assert not (tmp_path / "out" / "case7.h5").exists()
    rest = FakeEncoder()
    path = extract_features(slide, tmp_path / "out", rest, batch_size=4)
    assert rest.encoded == 30 - 3 * 4  # the manifest and three batches were written
    assert path.read_bytes() == whole.read_bytes()


def test_features_that_are_not_numbers_are_refused(slide: Path, tmp_path: Path) -> None:
    class Broken(FakeEncoder):
        def encode(self, patches: np.ndarray) -> np.ndarray:
            return super().encode(patches) * np.float32("nan")

    with pytest.raises(StephError, match="not numbers"):
        extract_features(slide, tmp_path, Broken())


def test_mirax_companions_count_in_the_hash(tmp_path: Path) -> None:
    (tmp_path / "x.mrxs").write_bytes(b"overview")
    alone = slide_sha256_of(tmp_path / "x.mrxs")
    assert alone == sha256_of(tmp_path / "x.mrxs")
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "Data0000.dat").write_bytes(b"pixels")
    first = slide_sha256_of(tmp_path / "x.mrxs")
    (tmp_path / "x" / "Data0000.dat").write_bytes(b"Pixels")
    assert len({alone, first, slide_sha256_of(tmp_path / "x.mrxs")}) == 3


def test_the_default_encoder_end_to_end(slide: Path, tmp_path: Path) -> None:
    spec = PatchSpec(overlap_px=0, min_tissue=1.0)
    path = extract_features(slide, tmp_path, load_encoder("effnet-lite0"), spec)
    bag = read_bag(path)
    assert bag.features.shape == (30, 1280)
    assert bag.features.std() > 0.05
    assert bag.meta.input_scaling.startswith("(x - 127)/128")


def test_a_real_slide(shared_dir: Path, tmp_path: Path) -> None:
    path = shared_dir / "data" / "CMU-1-Small-Region.svs"
    bag = read_bag(extract_features(path, tmp_path, FakeEncoder()))
    assert 40 <= bag.n_patches <= 52
    assert bag.features[:, :3].mean() < 225  # tissue, not glass

"""The batches of an extraction: read ahead, through the network, and kept until the file is whole.

Finished batches wait in a hidden folder beside the feature file, so that a killed extraction
resumes where it stopped and gives the same file.
"""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import zipfile
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from steph_desktop.core.codec import read_json, to_json
from steph_desktop.core.errors import NoTissue, StephError
from steph_desktop.core.files import write_bytes, write_json
from steph_desktop.core.job_control import JobControl, Phase
from steph_desktop.features.bag import Bag, BagMeta
from steph_desktop.features.device_faults import HalvingEncoder
from steph_desktop.features.encoders import PatchEncoder
from steph_desktop.slide.opening import damaged_part
from steph_desktop.slide.patches import PatchFault, PatchGrid
from steph_desktop.slide.reader import RGBArray, Slide

MAX_FAILED_SHARE = 0.02
"""A slide of which more patches than this cannot be decoded is refused."""
_MOST_READERS = 16
_ACCELERATED = 32  # patches at once; only accelerators take so many
_MANIFEST = "manifest.json"
_IN_FLIGHT = 2
"""Steps on an accelerator at once: while one computes, the next is copied to it."""
_MOST_UNWRITTEN = 1
"""Batches that may wait for the disk while the next one computes."""


@dataclass(frozen=True)
class _Shard:
    """One batch: features of the patches that are kept, and which those were."""

    features: NDArray[np.float32]
    # shape (n,), uint8: the number of a `PatchFault` for every patch, 0 where it is kept.
    fate: NDArray[np.uint8]

    @property
    def kept(self) -> NDArray[np.bool_]:
        return np.asarray(self.fate == 0)


class FeatureWriter:
    """Writes in a thread of its own, in order, while the network goes on."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1, "feature-writer")
        self._waiting: deque[Future[None]] = deque()

    def close(self) -> None:
        """Wait for what was put: nothing that is finished is lost by a stop or a fault."""
        self._pool.shutdown(wait=True)

    def put(self, write: Callable[[], None]) -> None:
        """Queue something to be written."""
        self._waiting.append(self._pool.submit(write))

    def settle(self, most: int = 0) -> None:
        """Wait until at most so many writes are left.

        Raises
        ------
        StephError
            What went wrong with one of them.
        """
        while len(self._waiting) > most:
            self._waiting.popleft().result()


_MOST_NAME_BYTES = 240


def part_folder(final: Path) -> Path:
    """Return the hidden folder in which the batches of an unfinished feature file wait."""
    name = final.name
    if len(os.fsencode(name)) > _MOST_NAME_BYTES:  # a disk takes 255 bytes
        name = hashlib.sha256(os.fsencode(name)).hexdigest()[:32]
    return final.with_name(f".{name}.parts")


@contextmanager
def naming(final: Path) -> Iterator[None]:
    """Name the feature file in errors, not one of its batches."""
    try:
        yield
    except StephError as error:
        raise StephError(error.what, final, error.todo) from error


def open_parts(
    final: Path,
    inputs: dict[str, object],
    grid: PatchGrid,
    encoder: PatchEncoder,
    batch_size: int,
) -> None:
    """Make the folder of finished batches, emptied if it was made from other inputs."""
    parts = part_folder(final)
    manifest = {
        "inputs": inputs,
        "coords_sha256": hashlib.sha256(grid.coords.tobytes()).hexdigest(),
        "read": [grid.read_level, grid.read_px],
        "batch_size": batch_size,
        "step": encoder.step,
    }
    path = parts / _MANIFEST
    try:
        same = read_json(path) == to_json(manifest)
    except (OSError, ValueError):
        same = False
    if not same:
        shutil.rmtree(parts, ignore_errors=True)
        write_json(path, manifest)


def encode_all(
    slide: Slide,
    grid: PatchGrid,
    encoder: PatchEncoder,
    final: Path,
    batch_size: int,
    control: JobControl,
    writer: FeatureWriter,
) -> tuple[Bag, Counter[PatchFault]]:
    """Encode batch after batch; those already finished are read back."""
    total, parts = len(grid), part_folder(final)
    features = np.empty((total, encoder.spec.feature_dim), np.float32)
    fate = np.zeros(total, np.uint8)

    def place(start: int, shard: _Shard) -> None:
        rows = slice(start, start + len(shard.fate))
        features[rows][: len(shard.features)], fate[rows] = shard.features, shard.fate

    missing = []
    for start in range(0, total, batch_size):
        shard = _read_shard(parts, start, min(batch_size, total - start))
        if shard is None or shard.features.shape[1] != features.shape[1]:
            missing.append(start)
        else:
            place(start, shard)
    # Only what is missing is read, and no step of the network crosses the border of a batch: a
    # resumed run computes the very steps of one that was never stopped.
    ends = {start: min(start + batch_size, total) for start in missing}
    indices = [index for start in missing for index in range(start, ends[start])]
    counts = [
        min(encoder.step, ends[start] - first)
        for start in missing
        for first in range(start, ends[start], encoder.step)
    ]
    shown = final.with_name(f"{slide.info.slide_id}.h5")
    ahead = _read_ahead(slide, grid, indices, 2 * encoder.step, _readers_for(encoder))
    with closing(ahead) as patches, closing(_through(patches, counts, encoder)) as steps:
        for start in range(0, total, batch_size):
            stop = min(start + batch_size, total)
            if start in ends:
                shard = _encode_batch(steps, start, stop, total, encoder, control)
                writer.put(partial(_write_shard, parts, shown, start, shard))
                place(start, shard)
                writer.settle(_MOST_UNWRITTEN)
            failed = int(np.count_nonzero(fate[:stop] == PatchFault.FAILED.value))
            # A share of all patches, not of those so far: one bad corner at the start ends nothing.
            if failed > MAX_FAILED_SHARE * total:
                raise StephError(
                    f"{failed} of the first {stop} patches cannot be read; the slide is damaged",
                    slide.path,
                    damaged_part(slide.path).todo,
                )
            control.checkpoint(stop, total, Phase.COMPUTING_FEATURES)
    writer.settle()
    row = 0
    for start in range(0, total, batch_size):  # close the gaps, in place
        kept = int(np.count_nonzero(fate[start : start + batch_size] == 0))
        features[row : row + kept] = features[start : start + kept]
        row += kept
    left_out = Counter({why: int(np.count_nonzero(fate == why.value)) for why in PatchFault})
    if not row:
        raise NoTissue(
            f"None of the {total} patches of this slide shows tissue",
            slide.path,
            "Look at the slide; if it shows tissue, give the patch coordinates in a file.",
        )
    return Bag(features[:row], grid.coords[fate == 0], BagMeta()), left_out


def _write_shard(parts: Path, shown: Path, start: int, shard: _Shard) -> None:
    with naming(shown):
        write_bytes(_shard_path(parts, start), _shard_bytes(shard))


_Step = tuple[NDArray[np.uint8], NDArray[np.float32] | None]
"""Fate of each patch of a step, and the features of those that are kept."""


def _through(
    patches: Iterator[RGBArray | PatchFault], counts: Sequence[int], encoder: PatchEncoder
) -> Generator[_Step]:
    """Yield step after step as it comes from the network, with the next on its way to a card.

    A card would else wait while patches are laid together and copied: a third of UNI's time. On
    the processor there is nothing to overlap.
    """
    careful = HalvingEncoder(encoder)
    pool = ThreadPoolExecutor(_IN_FLIGHT, "network") if encoder.step >= _ACCELERATED else None
    waiting: deque[tuple[NDArray[np.uint8], Future[NDArray[np.float32]] | None]] = deque()

    def oldest() -> _Step:
        fate, future = waiting.popleft()
        return fate, None if future is None else future.result()

    try:
        for count in counts:
            read = [next(patches) for _ in range(count)]
            values = [patch.value if isinstance(patch, PatchFault) else 0 for patch in read]
            fate = np.array(values, np.uint8)
            good = [patch for patch in read if not isinstance(patch, PatchFault)]
            batch = np.stack(good) if good else None
            if pool is None:
                yield fate, None if batch is None else careful.encode(batch)
                continue
            waiting.append((fate, None if batch is None else pool.submit(careful.encode, batch)))
            if len(waiting) > _IN_FLIGHT:
                yield oldest()
        while waiting:
            yield oldest()
    finally:
        if pool is not None:
            pool.shutdown(wait=True, cancel_futures=True)


def _encode_batch(
    steps: Iterator[_Step],
    start: int,
    stop: int,
    total: int,
    encoder: PatchEncoder,
    control: JobControl,
) -> _Shard:
    """Encode one batch in steps short enough to cancel within a second."""
    pieces: list[NDArray[np.float32]] = []
    fate = np.zeros(stop - start, np.uint8)
    for first in range(start, stop, encoder.step):
        control.checkpoint(first, total, Phase.COMPUTING_FEATURES)
        fates, piece = next(steps)
        fate[first - start : first - start + len(fates)] = fates
        if piece is not None:
            pieces.append(piece)
    if not pieces:
        return _Shard(np.empty((0, encoder.spec.feature_dim), np.float32), fate)
    features = np.concatenate(pieces)
    if not np.isfinite(features).all():
        raise StephError(
            f"{encoder.spec.name} gave values that are not numbers",
            todo="Check its weight file, or choose float32.",
        )
    return _Shard(features, fate)


def _readers_for(encoder: PatchEncoder) -> int:
    """Return how many threads decode: all cores feed an accelerator, a few a network on them."""
    cores = os.cpu_count() or 1
    return max(2, min(_MOST_READERS, cores if encoder.step >= _ACCELERATED else cores // 8))


def _read_ahead(
    slide: Slide, grid: PatchGrid, indices: list[int], depth: int, readers: int
) -> Generator[RGBArray | PatchFault, None, None]:
    """Yield the patches in order, decoded in threads ahead of time, or why one is left out."""

    def read(index: int) -> RGBArray | PatchFault:
        try:
            return grid.look_at(slide, index)
        except StephError:
            # A drive that is gone is no damage: the run ends, and resumes once it is back.
            if not slide.path.exists():
                raise
            return PatchFault.FAILED

    pool = ThreadPoolExecutor(readers, "patch-reader")
    waiting: deque[Future[RGBArray | PatchFault]] = deque()
    try:
        for index in indices:
            waiting.append(pool.submit(read, index))
            if len(waiting) > depth + readers:  # decoded patches are large: no more than these
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _shard_path(parts: Path, start: int) -> Path:
    return parts / f"{start:09d}.npz"


def _shard_bytes(shard: _Shard) -> bytes:
    buffer = io.BytesIO()
    np.savez(buffer, features=shard.features, fate=shard.fate)
    return buffer.getvalue()


def _read_shard(parts: Path, start: int, count: int) -> _Shard | None:
    """Read a finished batch; None if it is missing or damaged, and is to be encoded again."""
    try:
        content = io.BytesIO(_shard_path(parts, start).read_bytes())
        with np.load(content, allow_pickle=False) as data:
            shard = _Shard(data["features"], data["fate"])
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None
    fits = shard.fate.shape == (count,) and shard.features.shape[:1] == (shard.kept.sum(),)
    return shard if fits and shard.features.ndim == 2 else None

"""From slide to bag: tissue, patches, features, and where a workspace keeps them.

An extraction resumes after a kill, and its file appears whole or not at all.
"""

from __future__ import annotations

import contextlib
import glob
import hashlib
import io
import json
import os
import shutil
import threading
import zipfile
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from steph_desktop import __version__
from steph_desktop.core.errors import FeaturesFault, NoTissue, StephError
from steph_desktop.core.files import ensure_folder, sha256_of, write_bytes, write_json
from steph_desktop.core.job_control import JobControl, Phase
from steph_desktop.features.bag import (
    Bag,
    BagMeta,
    bag_within,
    read_bag,
    read_coords,
    read_meta,
    require_within,
    write_bag,
)
from steph_desktop.features.device_faults import HalvingEncoder
from steph_desktop.features.encoders import PatchEncoder, Precision
from steph_desktop.features.facts import (
    blank_words,
    elsewhere_words,
    left_out_words,
    missing_words,
)
from steph_desktop.slide.dicom import instances_beside
from steph_desktop.slide.info import MppSource
from steph_desktop.slide.opening import damaged_part
from steph_desktop.slide.patches import (
    PatchFault,
    PatchGrid,
    PatchSpec,
    grid_from_coords,
    lay_grid,
)
from steph_desktop.slide.pixel_size import contradiction
from steph_desktop.slide.reader import RGBArray, Slide, slide_id_of
from steph_desktop.slide.region import Region, RegionRead
from steph_desktop.slide.tissue import Outline, outline_of, tissue_mask

DEFAULT_BATCH = 64
"""Patches per shard: what a kill can cost at most."""

MAX_FAILED_SHARE = 0.02
"""A slide of which more patches than this cannot be decoded is refused."""

_MOST_READERS = 16
_ACCELERATED = 32  # patches at once; only accelerators take so many
_RECIPE = 3  # goes up whenever the same inputs would give other features
_GOOD_RECIPES = (3, 2)
"""Finished features of these stay valid; 2 had patches in lumina, blank and missing ones too."""
_MANIFEST = "manifest.json"
_LISTEN_S = 0.1
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


def extract_features(
    slide_path: Path,
    out_dir: Path,
    encoder: PatchEncoder,
    spec: PatchSpec | None = None,
    *,
    mpp: float | None = None,
    coords_file: Path | None = None,
    region: Region | None = None,
    batch_size: int = 0,
    name: str = "",
    control: JobControl | None = None,
    ready: Ready | None = None,
    writer: FeatureWriter | None = None,
) -> Path:
    """Compute the bag of a slide and write it to ``out_dir/<slide_id>.h5``.

    Parameters
    ----------
    slide_path : pathlib.Path
        The slide.
    out_dir : pathlib.Path
        Folder of the feature file; made if it is not there.
    mpp : float, optional
        Micrometres per level-0 pixel stated by the user.
    name : str
        Stem of the feature file, in place of the slide's.
    ready : Ready, optional
        The slide made ready in advance; it is closed here.
    writer : FeatureWriter, optional
        Writes the feature file after this has returned: its `settle` says when it is there. By
        default it is there at the return.
    encoder, spec, coords_file, region, batch_size, control
        See `extract_bag`.

    Raises
    ------
    StephError, JobCancelled
        See `extract_bag`.
    """
    with ready.slide if ready is not None else Slide(slide_path, mpp) as slide:
        final = out_dir / f"{name or slide.info.slide_id}.h5"
        extract_bag(
            slide,
            final,
            encoder,
            spec,
            coords_file=coords_file,
            region=region,
            batch_size=batch_size,
            control=control,
            ready=ready,
            writer=writer,
        )
    return final


def extract_bag(
    slide: Slide,
    final: Path,
    encoder: PatchEncoder,
    spec: PatchSpec | None = None,
    *,
    coords_file: Path | None = None,
    region: Region | None = None,
    batch_size: int = 0,
    control: JobControl | None = None,
    slide_sha256: str | None = None,
    ready: Ready | None = None,
    whole: Path | None = None,
    writer: FeatureWriter | None = None,
) -> Bag:
    """Compute the bag of an open slide, and keep it as a feature file.

    A finished file of the same inputs is read at once. One of the same slide made otherwise
    (encoder, patches, pixel size) is replaced once the new one is whole. One of another slide, or
    of another program, is never touched. Finished batches wait in a hidden folder beside the
    output, so that a killed extraction resumes where it stopped and gives the same file.

    Parameters
    ----------
    slide : Slide
        The slide.
    final : pathlib.Path
        The feature file; its folder is made if it is not there.
    encoder : PatchEncoder
        With its weights.
    spec : PatchSpec, optional
        Patches; what the encoder was made for if None.
    coords_file : pathlib.Path, optional
        HDF5 file with the ``coords`` to use (TRIDENT, CLAM or ours) instead of our own grid.
    region : Region, optional
        Only patches with their middle there; all tissue if None.
    batch_size : int
        Patches per batch; batches are the same however often the run was interrupted. If 0, as
        many as suit the encoder.
    control : JobControl, optional
        Progress and cancel.
    slide_sha256 : str, optional
        From `slide_sha256_of`, where it is known already.
    ready : Ready, optional
        What was worked out in advance.
    whole : pathlib.Path, optional
        Features of the whole slide; where they are there, those of a region are taken from them.
    writer : FeatureWriter, optional
        See `extract_features`.

    Returns
    -------
    Bag
        What the feature file holds.

    Raises
    ------
    StephError
        If the slide cannot be read, has no known pixel size or no tissue, more than
        `MAX_FAILED_SHARE` of its patches cannot be decoded, the accelerator's memory does not hold
        a single patch, or the output cannot be written.
    JobCancelled
        If the user cancelled it; finished batches are kept.
    """
    control = control or JobControl()
    spec = spec or PatchSpec(encoder.spec.target_mpp, encoder.spec.patch_px)
    batch_size = batch_size or max(DEFAULT_BATCH, 8 * encoder.step)
    if batch_size < 1:
        raise ValueError("a batch holds at least one patch")
    slide.require_mpp()
    ensure_folder(final.parent)
    # Errors name the slide: the name of a file in a workspace is a hash that nobody knows.
    shown = final.with_name(f"{slide.info.slide_id}.h5")
    if ready is None:
        ready = _make_ready(slide, final, spec, coords_file, control, slide_sha256)
    slide_sha256 = ready.sha256
    inputs = _inputs_of(slide, slide_sha256, encoder, spec, coords_file)
    everything = dict(inputs)
    if region is not None:  # said only where there is one: files of earlier versions stay good
        inputs["region"] = [region.sha256, region.is_outside]
    kept = _finished(final, slide_sha256, _good(inputs))
    if kept is None and region is not None and whole is not None:
        found = _finished(whole, slide_sha256, _good(everything))
        if found is not None:
            part = bag_within(found, region, slide.path)
            kept = replace(part, meta=replace(part.meta, inputs_sha256=_digest(inputs)))
            with _naming(shown):
                write_bag(final, kept)
    if kept is None:
        grid, outline = ready.laid or _grid_of(slide, spec, coords_file, control)
        read = None
        if region is not None:
            inside = require_within(region, grid.coords, grid.size_level0_px, slide.path)
            read = RegionRead(region, int(inside.sum()), len(grid))
            grid = replace(grid, coords=grid.coords[inside])
        with _naming(shown):
            _open_parts(final, inputs, grid, encoder, batch_size)
        with closing(FeatureWriter()) as own:
            bag, left_out = _encode_all(slide, grid, encoder, final, batch_size, control, own)
        meta = _meta_of(slide, slide_sha256, encoder, grid, left_out)
        meta = replace(meta, inputs_sha256=_digest(inputs))
        kept = replace(bag, meta=meta, outline=outline, region=read)
        finish = partial(_finish, final, shown, kept)
        if writer is None:
            finish()
        else:
            writer.put(finish)
        return kept
    _sweep(final)
    return kept


def _finish(final: Path, shown: Path, bag: Bag) -> None:
    with _naming(shown):
        write_bag(final, bag)
    _sweep(final)


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


@dataclass(frozen=True)
class Ready:
    """A slide of which all is known that comes before the network."""

    slide: Slide
    sha256: str
    laid: tuple[PatchGrid, Outline | None] | None  # None where a feature file is there already


def make_ready(
    slide_path: Path,
    out_dir: Path,
    spec: PatchSpec,
    *,
    mpp: float | None = None,
    coords_file: Path | None = None,
    name: str = "",
    control: JobControl | None = None,
) -> Ready:
    """Open a slide, hash it, find its tissue and lay its grid, while another is in the network.

    The parameters, and what is raised, are those of `extract_features`. Whoever calls it closes
    the slide, or hands it on to `extract_features`.
    """
    slide = Slide(slide_path, mpp)
    try:
        slide.require_mpp()
        final = out_dir / f"{name or slide.info.slide_id}.h5"
        return _make_ready(slide, final, spec, coords_file, control or JobControl(), None)
    except BaseException:
        slide.close()
        raise


def _make_ready(
    slide: Slide,
    final: Path,
    spec: PatchSpec,
    coords_file: Path | None,
    control: JobControl,
    slide_sha256: str | None,
) -> Ready:
    """Hash the file while its tissue is looked for; not where the features may be there."""
    if slide_sha256 is not None or final.exists() or coords_file is not None:
        return Ready(slide, slide_sha256 or slide_sha256_of(slide.path, control), None)
    ended = threading.Event()
    quiet = JobControl(cancelled=ended.is_set)
    with ThreadPoolExecutor(1, "slide-hash") as pool:
        digest = pool.submit(slide_sha256_of, slide.path, quiet)
        try:
            laid = _grid_of(slide, spec, None, control)
            while not digest.done():
                control.checkpoint(0, 0, Phase.READING_SLIDE)
                wait((digest,), _LISTEN_S)
        finally:
            ended.set()
        return Ready(slide, digest.result(), laid)


def slide_sha256_of(path: Path, control: JobControl | None = None) -> str:
    """Return the SHA-256 of a slide, of all its files: MIRAX's folder, DICOM's series.

    Raises
    ------
    StephError
        If it cannot be read to its end: the drive is gone, or fails.
    """
    try:
        return _slide_digest(path, control)
    except FileNotFoundError as error:
        raise StephError(
            "The slide file was not found", path, "Check the name, or that its drive is connected."
        ) from error
    except OSError as error:
        raise StephError(
            f"The slide file cannot be read ({error.strerror or 'read error'})",
            path,
            "Check the drive or the network share, and start again.",
        ) from error


def _slide_digest(path: Path, control: JobControl | None) -> str:
    digest = sha256_of(path, control)
    others = _companions(path)
    if not others:
        return digest
    lines = [digest, *(f"{file.name} {sha256_of(file, control)}" for file in others)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _companions(path: Path) -> list[Path]:
    """Return the other files that a slide consists of."""
    folder = path.with_suffix("")
    if path.suffix.lower() == ".mrxs" and folder.is_dir():
        return [file for file in sorted(folder.iterdir()) if file.is_file()]
    return [file for file in instances_beside(path) if file != path]


_MOST_NAME_BYTES = 240


def part_folder(final: Path) -> Path:
    """Return the hidden folder in which the batches of an unfinished feature file wait."""
    name = final.name
    if len(os.fsencode(name)) > _MOST_NAME_BYTES:  # a disk takes 255 bytes
        name = hashlib.sha256(os.fsencode(name)).hexdigest()[:32]
    return final.with_name(f".{name}.parts")


def _sweep(final: Path) -> None:
    """Remove the leftovers of finished and killed runs."""
    shutil.rmtree(part_folder(final), ignore_errors=True)
    for stale in final.parent.iterdir():
        if stale.name.startswith(f".{final.name}.") and stale.suffix == ".part":
            stale.unlink(missing_ok=True)


@contextmanager
def _naming(final: Path) -> Iterator[None]:
    """Name the feature file in errors, not one of its batches."""
    try:
        yield
    except StephError as error:
        raise StephError(error.what, final, error.todo) from error


def _inputs_of(
    slide: Slide,
    slide_sha256: str,
    encoder: PatchEncoder,
    spec: PatchSpec,
    coords_file: Path | None,
) -> dict[str, object]:
    """Return everything that the features depend on."""
    coords_sha256 = None
    if coords_file is not None:
        if not coords_file.is_file():
            raise StephError("The coordinates file was not found", coords_file, "Check the name.")
        coords_sha256 = sha256_of(coords_file)
    return {
        "recipe": _RECIPE,
        "slide_sha256": slide_sha256,
        "mpp": slide.require_mpp(),
        "mpp_source": str(slide.info.mpp_source and slide.info.mpp_source.value),
        "encoder": encoder.spec.name,
        "encoder_sha256": encoder.sha256,
        "input_scaling": encoder.spec.scaling,
        "precision": encoder.precision.value,
        "patches": asdict(spec),
        "coords_sha256": coords_sha256,
    }


def _digest(inputs: dict[str, object]) -> str:
    return hashlib.sha256(json.dumps(inputs, sort_keys=True).encode()).hexdigest()


def _good(inputs: dict[str, object]) -> set[str]:
    """Return the digests of features that are as good as those of these inputs."""
    return {
        _digest({**inputs, "recipe": recipe, "precision": precision.value})
        for recipe in _GOOD_RECIPES
        for precision in Precision
    }


def _finished(final: Path, slide_sha256: str, good: set[str]) -> Bag | None:
    """Read the finished file of these inputs, None if it is to be made; refuse a foreign one."""
    if not final.exists():
        return None
    bag = None
    try:
        bag = read_bag(final, allow_incomplete=True)
        meta = bag.meta
    except StephError:
        # Features that cannot be read may still say whose they are.
        try:
            meta = read_meta(final)
        except StephError:
            return None  # damaged: it is replaced once the new one is whole
    if meta.slide_sha256 != slide_sha256:
        whose = "another slide" if meta.slide_sha256 else "another program"
        raise StephError(
            f"There are features of {whose} under this name",
            final,
            "Move that file away, or choose another output folder.",
        )
    return bag if meta.complete and meta.inputs_sha256 in good else None


def _grid_of(
    slide: Slide, spec: PatchSpec, coords_file: Path | None, control: JobControl
) -> tuple[PatchGrid, Outline | None]:
    """Lay the grid; the edge of the tissue with it, unless the places were given."""
    if coords_file is None:
        mask = tissue_mask(slide, control)
        return lay_grid(slide, mask, spec), outline_of(mask)
    coords, meta = read_coords(coords_file)
    return grid_from_coords(slide, coords, meta.patch_size_level0_px, spec), None


def _open_parts(
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
        same = json.loads(path.read_text("utf-8")) == json.loads(json.dumps(manifest))
    except (OSError, ValueError):
        same = False
    if not same:
        shutil.rmtree(parts, ignore_errors=True)
        write_json(path, manifest)


def _encode_all(
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
    with _naming(shown):
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
            if not slide.path.exists():
                raise
            return PatchFault.FAILED

    pool = ThreadPoolExecutor(readers, "patch-reader")
    waiting: deque[Future[RGBArray | PatchFault]] = deque()
    try:
        for index in indices:
            waiting.append(pool.submit(read, index))
            if len(waiting) > depth + readers:
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


def _meta_of(
    slide: Slide,
    slide_sha256: str,
    encoder: PatchEncoder,
    grid: PatchGrid,
    left_out: Counter[PatchFault],
) -> BagMeta:
    mpp = slide.require_mpp()
    warnings = grid.warnings
    stated = slide.info.mpp_source is MppSource.USER
    if stated and (said := contradiction(mpp, slide.info.own_mpp)):
        warnings += (said,)
    if slide.info.size_doubt:
        warnings += (slide.info.size_doubt,)
    if slide.info.scenes:
        warnings += (slide.info.scenes,)
    told = (
        (PatchFault.FAILED, left_out_words),
        (PatchFault.MISSING, missing_words),
        (PatchFault.BLANK, blank_words),
        (PatchFault.ELSEWHERE, elsewhere_words),
    )
    for why, words in told:
        if left_out[why]:
            warnings += (words(left_out[why], len(grid)),)
    return BagMeta(
        slide_id=slide.info.slide_id,
        encoder=encoder.spec.name,
        encoder_sha256=encoder.sha256,
        mpp=mpp,
        mpp_source=slide.info.mpp_source.value if slide.info.mpp_source else "",
        slide_mpp=slide.info.own_mpp if stated else None,
        slide_sha256=slide_sha256,
        app_version=__version__,
        complete=True,
        patch_px=grid.spec.patch_px,
        patch_size_level0_px=grid.size_level0_px,
        overlap_px=grid.spec.overlap_px,
        target_mpp=grid.spec.target_mpp,
        level0_magnification=slide.info.objective or 10.0 / mpp,
        target_magnification=10.0 / grid.spec.target_mpp,
        slide_size_px=slide.info.size_px,
        input_scaling=encoder.spec.scaling,
        precision=encoder.precision.value,
        failed_patches=left_out[PatchFault.FAILED],
        missing_patches=left_out[PatchFault.MISSING],
        blank_patches=left_out[PatchFault.BLANK],
        warnings=warnings,
    )


# Where a workspace keeps features: by the content of the slide, wherever the slide lies. Models
# that see the slide at another scale have files of their own: none takes another's away.

_NAME_SIGNS = 32
_USUAL = (0.5, 256)
"""Micrometres per pixel and side of a patch that are not written into a file's name."""


def place_of_features(
    workspace: Path,
    encoder: str,
    slide: Slide,
    control: JobControl,
    *,
    target_mpp: float = _USUAL[0],
    patch_px: int = _USUAL[1],
    region: Region | None = None,
    slide_sha256: str | None = None,
) -> tuple[Path, str]:
    """Return where the features of a slide are, or will be, in a workspace.

    A slide that was moved or renamed finds its features again: the file is named by the slide's
    SHA-256, and so names no patient. Features that an earlier version filed under the slide's
    name and folder are found as well.

    Parameters
    ----------
    workspace : pathlib.Path
        The workspace.
    encoder : str
        Name in the encoder registry.
    slide : Slide
        Its file is read whole, once.
    control : JobControl
        Progress and cancel.
    target_mpp : float
        Micrometres per pixel at which the encoder sees the slide.
    patch_px : int
        Side of a patch at that scale.
    region : Region, optional
        The only part of the slide; it has a file of its own beside that of the whole.
    slide_sha256 : str, optional
        Of the slide, where it is known already.

    Returns
    -------
    path : pathlib.Path
        The feature file; it need not be there yet.
    slide_sha256 : str
        Of the slide.

    Raises
    ------
    StephError
        If the slide cannot be read or has no known pixel size.
    """
    slide.require_mpp()  # refuse what cannot be analysed before reading all of it
    slide_sha256 = slide_sha256 or slide_sha256_of(slide.path, control)
    folder = workspace / "features" / encoder
    final = folder / _name(slide_sha256, target_mpp, patch_px, region)
    if region is None:
        final = _filed(folder, slide.path, slide_sha256, target_mpp, patch_px) or final
    return final, slide_sha256


def filed_features(
    workspace: Path,
    encoder: str,
    slide: Path,
    slide_sha256: str,
    *,
    target_mpp: float = _USUAL[0],
    patch_px: int = _USUAL[1],
    region: Region | None = None,
) -> Path:
    """Return the feature file of a slide that was extracted before; the slide need not be there.

    Parameters
    ----------
    workspace, encoder, target_mpp, patch_px, region
        As for `place_of_features`.
    slide : pathlib.Path
        The slide.
    slide_sha256 : str
        Of the slide when it was extracted.

    Raises
    ------
    StephError
        If the workspace has no such file.
    """
    folder = workspace / "features" / encoder
    found = None
    if slide_sha256 and region is None:
        found = _filed(folder, slide, slide_sha256, target_mpp, patch_px)
    elif slide_sha256:
        found = folder / _name(slide_sha256, target_mpp, patch_px, region)
    if found is None or not found.exists():
        raise FeaturesFault("The features of this slide were not found", slide, "Analyse it again.")
    return found


def _name(slide_sha256: str, target_mpp: float, patch_px: int, region: Region | None = None) -> str:
    scale = "" if (target_mpp, patch_px) == _USUAL else f"-{patch_px}px-{target_mpp:g}um"
    part = "" if region is None else f"-region-{region.key}"
    return f"{slide_sha256[:_NAME_SIGNS]}{scale}{part}.h5"


def _filed(
    folder: Path, slide: Path, slide_sha256: str, target_mpp: float, patch_px: int
) -> Path | None:
    """Find features of a slide at a scale; earlier versions filed all scales under one name."""
    final = folder / _name(slide_sha256, target_mpp, patch_px)
    if final.exists():
        return final
    plain = folder / _name(slide_sha256, *_USUAL)
    if plain.exists():
        with contextlib.suppress(StephError):
            meta = read_meta(plain)
            if (meta.target_mpp, meta.patch_px) == (target_mpp, patch_px):
                return plain
        return None
    return _filed_by_folder(folder, slide, slide_sha256)


def _filed_by_folder(folder: Path, slide: Path, slide_sha256: str) -> Path | None:
    """Find features as earlier versions filed them: ``<hash of the folder>/<slide_id>.h5``."""
    for path in sorted(folder.glob(f"*/{glob.escape(slide_id_of(slide))}.h5")):
        with contextlib.suppress(StephError):
            if read_meta(path).slide_sha256 == slide_sha256:
                return path
    return None

"""From slide to bag: tissue, patches and features of one slide, and its feature file.

An extraction resumes after a kill, and its file appears whole or not at all.
"""

from __future__ import annotations

import shutil
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from steph_desktop import __version__
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import ensure_folder, sha256_of, sha256_of_json
from steph_desktop.core.job_control import UNWATCHED, JobControl, Phase
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
from steph_desktop.features.encoders import PatchEncoder, Precision
from steph_desktop.features.facts import left_out_words
from steph_desktop.features.feature_places import slide_sha256_of
from steph_desktop.features.patch_batches import (
    FeatureWriter,
    encode_all,
    naming,
    open_parts,
    part_folder,
)
from steph_desktop.slide.info import MppSource
from steph_desktop.slide.patches import PatchFault, PatchGrid, PatchSpec, grid_from_coords, lay_grid
from steph_desktop.slide.pixel_size import contradiction
from steph_desktop.slide.reader import Slide
from steph_desktop.slide.region import Region, RegionRead
from steph_desktop.slide.tissue import Outline, outline_of, tissue_mask

DEFAULT_BATCH = 64
"""Patches per shard: what a kill can cost at most."""


_RECIPE = 3  # goes up whenever the same inputs would give other features
_GOOD_RECIPES = (3, 2)
"""Finished features of these stay valid; 2 had patches in lumina, blank and missing ones too."""
_LISTEN_S = 0.1  # between two looks whether to stop
_LEFT_OUT: dict[PatchFault, Callable[[int, int], str]] = {
    PatchFault.FAILED: left_out_words,
    # As scanned: a slide with holes need not be damaged.
    PatchFault.MISSING: lambda n, total: (
        f"{n} of {total} patches lie where the file holds no picture and were left out."
    ),
    PatchFault.BLANK: lambda n, total: (
        f"{n} of {total} patches show next to no tissue and were left out."
    ),
    PatchFault.ELSEWHERE: lambda n, total: (
        f"{n} of {total} patches show another picture than the slide's overview has there and "
        "were left out: its tiles may be out of order."
    ),
}


def extract_features(
    slide_path: Path,
    out_dir: Path,
    encoder: PatchEncoder,
    spec: PatchSpec | None = None,
    *,
    mpp: float | None = None,
    name: str = "",
    ready: Ready | None = None,
    **how: Any,
) -> Path:
    """Compute the bag of a slide and write it to ``out_dir/<slide_id>.h5``; see `extract_bag`.

    `name` is the stem of the feature file, in place of the slide's. A slide made ready in advance
    is closed here.
    """
    with ready.slide if ready is not None else Slide(slide_path, mpp) as slide:
        final = out_dir / f"{name or slide.info.slide_id}.h5"
        extract_bag(slide, final, encoder, spec, ready=ready, **how)
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
    control: JobControl = UNWATCHED,
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
    final : pathlib.Path
        The feature file; its folder is made if it is not there.
    spec : PatchSpec, optional
        Patches; what the encoder was made for if None.
    coords_file : pathlib.Path, optional
        HDF5 file with the ``coords`` to use (TRIDENT, CLAM or ours) instead of our own grid.
    region : Region, optional
        Only patches with their middle there; all tissue if None.
    batch_size : int
        Patches per batch; batches are the same however often the run was interrupted. If 0, as
        many as suit the encoder.
    slide_sha256 : str, optional
        From `slide_sha256_of`, where it is known already.
    ready : Ready, optional
        What was worked out in advance.
    whole : pathlib.Path, optional
        Features of the whole slide; where they are there, those of a region are taken from them.
    writer : FeatureWriter, optional
        Writes the feature file after this has returned: its `settle` says when it is there. By
        default it is there at the return.

    Raises
    ------
    StephError
        If the slide cannot be read, has no known pixel size or no tissue, more than
        `MAX_FAILED_SHARE` of its patches cannot be decoded, the accelerator's memory does not hold
        a single patch, or the output cannot be written.
    JobCancelled
        If the user cancelled it; finished batches are kept.
    """
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
    everything = dict(inputs)  # before the region joins them: those of the whole slide
    if region is not None:  # said only where there is one: files of earlier versions stay good
        inputs["region"] = [region.sha256, region.is_outside]
    kept = _finished(final, slide_sha256, _good(inputs))
    if kept is None and region is not None and whole is not None:
        found = _finished(whole, slide_sha256, _good(everything))
        if found is not None:
            part = bag_within(found, region, slide.path)
            kept = replace(part, meta=replace(part.meta, inputs_sha256=sha256_of_json(inputs)))
            with naming(shown):
                write_bag(final, kept)
    if kept is None:
        grid, outline = ready.laid or _grid_of(slide, spec, coords_file, control)
        read = None
        if region is not None:
            inside = require_within(region, grid.coords, grid.size_level0_px, slide.path)
            read = RegionRead(region, int(inside.sum()), len(grid))
            grid = replace(grid, coords=grid.coords[inside])
        with naming(shown):
            open_parts(final, inputs, grid, encoder, batch_size)
        # A writer of its own: the batches are on disk before the file that replaces them is made.
        with closing(FeatureWriter()) as own:
            bag, left_out = encode_all(slide, grid, encoder, final, batch_size, control, own)
        meta = _meta_of(slide, slide_sha256, encoder, grid, left_out)
        meta = replace(meta, inputs_sha256=sha256_of_json(inputs))
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
    with naming(shown):
        write_bag(final, bag)
    _sweep(final)


@dataclass(frozen=True)
class Ready:
    """A slide that is ready for the network: hashed, its tissue found, its grid laid."""

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
    control: JobControl = UNWATCHED,
) -> Ready:
    """Open a slide, hash it, find its tissue and lay its grid, while another is in the network.

    The parameters, and what is raised, are those of `extract_features`. Whoever calls it closes
    the slide, or hands it on to `extract_features`.
    """
    slide = Slide(slide_path, mpp)
    try:
        slide.require_mpp()
        final = out_dir / f"{name or slide.info.slide_id}.h5"
        return _make_ready(slide, final, spec, coords_file, control, None)
    except BaseException:  # a cancel as well: nobody else knows the slide yet
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


def _sweep(final: Path) -> None:
    """Remove the leftovers of finished and killed runs."""
    shutil.rmtree(part_folder(final), ignore_errors=True)
    for stale in final.parent.iterdir():
        if stale.name.startswith(f".{final.name}.") and stale.suffix == ".part":
            stale.unlink(missing_ok=True)


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


def _good(inputs: dict[str, object]) -> set[str]:
    """Return the digests of features that are as good as those of these inputs."""
    # Whatever number format they were computed in: they differ by rounding alone.
    return {
        sha256_of_json({**inputs, "recipe": recipe, "precision": precision.value})
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
    warnings += tuple(filter(None, (slide.info.size_doubt, slide.info.scenes)))
    found = ((words, left_out[why]) for why, words in _LEFT_OUT.items())
    warnings += tuple(words(count, len(grid)) for words, count in found if count)
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

"""Features and positions in CLAM's folders, as its own code reads them."""

from __future__ import annotations

import io
from pathlib import Path

from steph_desktop.core.files import write_bytes
from steph_desktop.core.hdf5_files import written_hdf5
from steph_desktop.features.bag import Bag, read_bag

_FEATURES_FOLDER = "h5_files"
_TENSORS_FOLDER = "pt_files"
_POSITIONS_FOLDER = "patches"
_OURS = "written_by"


def write_for_clam(features: Path) -> tuple[Path, Path | None]:
    """Write the features of a file as a tensor, and its positions as CLAM states them.

    CLAM reads squares of ``patch_size`` pixels of a level of the slide. A patch of 256 px at 20x
    is thus one of 512 px at the first level of a slide scanned at 40x, which CLAM's own transforms
    then make smaller.

    Parameters
    ----------
    features : pathlib.Path
        A feature file. Of one in a folder ``h5_files`` both lie beside that folder, of any other
        within its own.

    Returns
    -------
    tensor : pathlib.Path
        ``pt_files/NAME.pt``: shape (N, D), float32.
    positions : pathlib.Path or None
        ``patches/NAME.h5``: level-0 pixels, shape (N, 2). None where the file states no patch
        size; a file of another program is left as it is.

    Raises
    ------
    StephError
        If the file cannot be read, or one of the two not be written.
    """
    import torch

    beside = features.parent
    if beside.name == _FEATURES_FOLDER:
        beside = beside.parent
    bag = read_bag(features)
    tensor = beside / _TENSORS_FOLDER / f"{features.stem}.pt"
    data = io.BytesIO()
    torch.save(torch.from_numpy(bag.features), data)
    write_bytes(tensor, data.getvalue())
    if bag.coords is None or not bag.meta.patch_size_level0_px:
        return tensor, None
    positions = beside / _POSITIONS_FOLDER / f"{features.stem}.h5"
    if not positions.exists() or _is_ours(positions):
        _write_positions(positions, bag)
    return tensor, positions


def _is_ours(path: Path) -> bool:
    import h5py

    try:
        with h5py.File(path) as file:
            return _OURS in file.attrs
    except OSError:
        return False


def _write_positions(path: Path, bag: Bag) -> None:
    meta = bag.meta
    with written_hdf5(path) as file:
        file.attrs[_OURS] = "STEPH Desktop"
        coords = file.create_dataset("coords", data=bag.coords)
        coords.attrs.update(patch_level=0, patch_size=meta.patch_size_level0_px)
        coords.attrs.update(downsample=(1.0, 1.0), name=meta.slide_id or path.stem)
        if meta.slide_size_px is not None:
            for name in ("level_dim", "downsampled_level_dim"):
                coords.attrs[name] = meta.slide_size_px

"""Features as bare tensors in CLAM's folder, which its training reads unless told otherwise."""

from __future__ import annotations

import io
from pathlib import Path

from steph_desktop.core.files import write_bytes
from steph_desktop.features.bag import read_bag

_HDF5_FOLDER = "h5_files"
_TENSOR_FOLDER = "pt_files"


def write_tensor(features: Path) -> Path:
    """Write the features of a file as a tensor (N, D), float32, whole or not at all.

    Parameters
    ----------
    features : pathlib.Path
        A feature file. Of one in a folder ``h5_files`` the tensor lies in ``pt_files`` beside that
        folder, of any other in ``pt_files`` within its own.

    Raises
    ------
    StephError
        If the file cannot be read, or the tensor not be written.
    """
    import torch

    folder = features.parent
    beside = folder.parent if folder.name == _HDF5_FOLDER else folder
    made = beside / _TENSOR_FOLDER / f"{features.stem}.pt"
    data = io.BytesIO()
    torch.save(torch.from_numpy(read_bag(features).features), data)
    write_bytes(made, data.getvalue())
    return made

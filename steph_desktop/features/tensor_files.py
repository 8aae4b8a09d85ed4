"""Files of tensors from elsewhere, loaded so that nothing in them can run."""

from __future__ import annotations

import pickle
import zipfile
from pathlib import Path
from typing import Any

from steph_desktop.core.errors import StephError

_LEGACY_MAGIC = b"\x80\x02\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19"  # torch.save before its zip format


def load_tensors(path: Path, todo: str) -> Any:
    """Load what ``torch.save`` wrote, tensors and plain containers only.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    todo : str
        What to do if it cannot be loaded, for the error.

    Raises
    ------
    StephError
        If the file is damaged, or holds anything that would have to be run.
    """
    import torch

    try:
        with path.open("rb") as file:
            known = file.read(len(_LEGACY_MAGIC)) == _LEGACY_MAGIC or zipfile.is_zipfile(path)
        if not known:
            raise StephError("The file is damaged, or was not written by torch", path, todo)
        return torch.load(path, map_location="cpu", weights_only=True)
    except pickle.UnpicklingError as error:
        raise StephError(
            "The file is damaged, or holds more than tensors; it was not run", path, todo
        ) from error
    except (
        OSError,
        RuntimeError,
        EOFError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
    ) as error:
        raise StephError("The file is damaged or incomplete", path, todo) from error

"""Files written by ``torch.save``, from untrusted sources: bounded, and never executed."""

from __future__ import annotations

import mmap
import pickle
import struct
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from steph_desktop.core.errors import StephError

if TYPE_CHECKING:
    from torch import Tensor

LARGEST_WEIGHT = 1e6
"""No trained weight is as large; products of larger ones leave the range of float32."""

_LEGACY_MAGIC = b"\x80\x02\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19"  # torch.save before its zip format
_ZIP = b"PK\x03\x04"
# `torch.load` lets a file make one of any length, filled with zeros.
_ALLOCATES = b"bytearray"
_REPEATS = 32  # times that tensors may share the bytes of a file: sources share their encoder
_FLOATS = "float16, bfloat16, float32 or float64"
# What torch's reader was seen to raise on damaged files.
_DAMAGED = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, MemoryError, OSError,
    RecursionError, RuntimeError, TypeError, ValueError, struct.error, zipfile.BadZipFile,
)  # fmt: skip


def load_tensors(
    path: Path, todo: str, *, inner: str = "", whole_numbers: frozenset[str] = frozenset()
) -> Any:
    """Load what ``torch.save`` wrote: tensors and plain containers only.

    What is loaded takes no more memory than the file is long, and copies of it no more than a
    small multiple: every tensor holds its values, in the file, as floating-point numbers.

    Parameters
    ----------
    todo : str
        What to do if it cannot be loaded, for the error.
    inner : str
        Where the file is a dictionary that has this key, return what is below it alone.
    whole_numbers : frozenset of str
        Last parts of the names of tensors that may be whole numbers.

    Raises
    ------
    StephError
        If the file is damaged, holds anything that would have to be run, or a tensor is not plain
        numbers that are in the file.
    """
    import torch

    try:
        _check_bytes(path, todo)
        # Torch warns of unusual pickles before it refuses or reads them; we say it in our words.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            content = torch.load(path, map_location="cpu", weights_only=True)
    except pickle.UnpicklingError as error:
        what = "The file is damaged, or holds more than tensors; it was not run"
        raise StephError(what, path, todo) from error
    except PermissionError as error:
        what = "You do not have permission to read this file"
        raise StephError(what, path, "Ask for read access.") from error
    except _DAMAGED as error:
        raise StephError("The file is damaged or incomplete", path, todo) from error
    if inner and isinstance(content, dict):
        content = content.get(inner, content)
    check_tensors(content, path, todo, whole_numbers=whole_numbers)
    return content


def check_tensors(
    content: Any, path: Path, todo: str, *, whole_numbers: frozenset[str] = frozenset()
) -> None:
    """Refuse tensors that are not plain floating-point numbers, or larger than their file.

    The tensors lie in dictionaries, lists and tuples; those whose names end in one of
    `whole_numbers` may be whole numbers.

    Raises
    ------
    StephError
        Names the tensor.
    """
    size, claimed = path.stat().st_size, 0
    for name, tensor in _tensors_in(content):
        may_be_whole = name.rpartition(".")[2] in whole_numbers
        if fault := _fault_of(tensor, size, may_be_whole=may_be_whole):
            shown = f"The tensor {name[:80]!r}" if name else "The tensor"
            raise StephError(f"{shown} {fault}", path, todo)
        claimed += tensor.numel() * tensor.element_size()
        if claimed > _REPEATS * size:
            raise StephError("The file claims far more values than it holds", path, todo)


def magnitude_fault(tensor: Tensor, largest: float) -> str:
    """Say what is wrong with the values of a tensor that `check_tensors` passed; empty if nothing.

    No absolute value may be above `largest`.
    """
    if not tensor.numel():
        return "holds no values"
    low, high = (float(end) for end in tensor.detach().aminmax())
    if not max(-low, high) < float("inf"):
        return "holds numbers that are not finite"
    if max(-low, high) > largest:
        return f"holds values up to {max(-low, high):.3g}; none may be above {largest:g}"
    return ""


def _check_bytes(path: Path, todo: str) -> None:
    """Refuse a file that would grow while it is loaded."""
    with path.open("rb") as file:
        head = file.read(len(_LEGACY_MAGIC))
        if head == _LEGACY_MAGIC:
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
                allocates = data.find(_ALLOCATES) >= 0
        elif head.startswith(_ZIP) and zipfile.is_zipfile(path):  # torch looks at the start alone
            allocates = _zip_allocates(path, todo)
        else:
            raise StephError("The file is damaged, or was not written by torch", path, todo)
    if allocates:
        raise pickle.UnpicklingError("it asks for memory")


def _zip_allocates(path: Path, todo: str) -> bool:
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
        # Torch stores without compression: whatever would unpack to more was made to do so.
        packed = any(member.compress_type != zipfile.ZIP_STORED for member in members)
        if packed or sum(member.file_size for member in members) > path.stat().st_size:
            raise StephError("The file would unpack to more than it holds", path, todo)
        pickles = [member for member in members if member.filename.endswith(".pkl")]
        return any(_ALLOCATES in archive.read(member) for member in pickles)


def _tensors_in(content: Any) -> Iterator[tuple[str, Tensor]]:
    """Yield every tensor with its dotted name, entering each container only once."""
    import torch

    waiting: list[tuple[str, Any]] = [("", content)]
    seen: set[int] = set()
    while waiting:
        name, value = waiting.pop()
        if isinstance(value, torch.Tensor):
            yield name, value
        elif isinstance(value, dict | list | tuple) and id(value) not in seen:
            seen.add(id(value))
            pairs = value.items() if isinstance(value, dict) else enumerate(value)
            waiting += [(f"{name}.{key}" if name else str(key), item) for key, item in pairs]


def _fault_of(tensor: Tensor, size: int, *, may_be_whole: bool) -> str:
    import torch

    if tensor.layout is not torch.strided or tensor.is_nested:
        return "is sparse, not plain numbers"
    if tensor.device.type != "cpu":
        return "holds no values (it stands for a tensor that is elsewhere)"
    allowed = {torch.float16, torch.bfloat16, torch.float32, torch.float64}
    if may_be_whole:
        allowed |= {torch.int32, torch.int64}
    if tensor.dtype not in allowed:
        return f"holds {str(tensor.dtype).removeprefix('torch.')}, not {_FLOATS}"
    held = tensor.untyped_storage().nbytes()
    if held > size or tensor.numel() * tensor.element_size() > held:
        return f"claims {tensor.numel():,} values, more than the file holds"
    return ""

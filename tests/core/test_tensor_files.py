"""Files that torch wrote, made by somebody who means ill: refused by name, in bounded memory."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from memory import forget_peak, peak_mb

from steph_desktop.core.errors import StephError
from steph_desktop.core.tensor_files import load_tensors, magnitude_fault
from steph_desktop.features.bag import read_bag
from steph_desktop.features.encoders import check_weights
from steph_desktop.model.authors_files import read_checkpoint

_ONE = torch.ones(1)


class _Zeros:
    """Asks torch's reader for two gigabytes of zeros."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return bytearray, (2 << 30,)


def _stands_elsewhere() -> torch.Tensor:
    return torch.empty(1 << 30, 8, device="meta")


_BAD: dict[str, tuple[Callable[[], object], str]] = {
    "expanded": (lambda: _ONE.expand(1 << 20, 2560), "claims 2,684,354,560 values, more than"),
    "strided over itself": (
        lambda: torch.ones(64).as_strided((1 << 20, 64), (0, 1)), "claims 67,108,864 values"
    ),
    "sparse": (
        lambda: torch.sparse_coo_tensor([[0], [0]], [1.0], (1 << 20, 2560), check_invariants=True),
        "sparse",
    ),
    "compressed sparse": (lambda: torch.eye(4).to_sparse_csr(), "sparse"),
    "meta": (_stands_elsewhere, "holds no values"),
    "quantized": (
        lambda: torch.quantize_per_tensor(torch.ones(4, 4), 0.1, 0, torch.qint8), "holds qint8"
    ),
    # Torch itself cannot read one back from its older format.
    "float8": (lambda: torch.ones(4, 4).to(torch.float8_e4m3fn), "holds float8_e4m3fn|is damaged"),
    "int64": (lambda: torch.ones(4, 4, dtype=torch.int64), "holds int64, not float16"),
    "bool": (lambda: torch.ones(4, 4, dtype=torch.bool), "holds bool, not float16"),
    "complex": (lambda: torch.ones(4, 4, dtype=torch.complex64), "holds complex64"),
    "zeros asked for": (_Zeros, "was not run"),
}  # fmt: skip


_DOORS: dict[str, tuple[str, Callable[[Path], object]]] = {
    "features": (".pt", read_bag),
    "weights": (".bin", lambda path: check_weights("uni", path)),
    "checkpoint": (".pth", lambda path: read_checkpoint(path, target=None, sources=None, k=1)),
}


@pytest.mark.filterwarnings("ignore::UserWarning")  # torch calls such tensors a prototype
@pytest.mark.parametrize("bad", _BAD)
@pytest.mark.parametrize("door", _DOORS)
def test_tensors_that_are_not_plain_numbers(tmp_path: Path, bad: str, door: str) -> None:
    (make, words), (suffix, read) = _BAD[bad], _DOORS[door]
    for as_zip in (True, False):
        path = tmp_path / f"x{suffix}"
        torch.save({"features": make()}, path, _use_new_zipfile_serialization=as_zip)
        assert path.stat().st_size < 10_000
        before = forget_peak()
        with pytest.raises(StephError, match=words) as caught:
            read(path)
        assert caught.value.where == path.name
        assert caught.value.todo
        assert peak_mb() - before < 200


def test_many_names_for_one_storage(tmp_path: Path) -> None:
    shared = torch.ones(1 << 18)
    torch.save([shared[j:] for j in range(5000)], tmp_path / "x.pt")
    with pytest.raises(StephError, match="claims far more values"):
        load_tensors(tmp_path / "x.pt", "Get it again.")


def test_an_archive_that_unpacks_to_more_than_it_holds(tmp_path: Path) -> None:
    whole = io.BytesIO()
    torch.save(torch.zeros(1 << 25), whole)
    with (
        zipfile.ZipFile(whole) as given,
        zipfile.ZipFile(tmp_path / "x.pt", "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for name in given.namelist():
            packed.writestr(name, given.read(name))
    del whole
    assert (tmp_path / "x.pt").stat().st_size < 200_000
    before = forget_peak()
    with pytest.raises(StephError, match="would unpack to more than it holds"):
        load_tensors(tmp_path / "x.pt", "Get it again.")
    assert peak_mb() - before < 100


def test_containers_in_a_circle_and_in_depth(tmp_path: Path) -> None:
    circle: list[object] = [torch.ones(2)]
    circle.append(circle)
    torch.save(circle, tmp_path / "x.pt")
    assert len(load_tensors(tmp_path / "x.pt", "Get it again.")) == 2


def test_whole_numbers_where_they_belong(tmp_path: Path) -> None:
    torch.save({"bn.num_batches_tracked": torch.tensor(3)}, tmp_path / "x.pt")
    names = frozenset({"num_batches_tracked"})
    assert load_tensors(tmp_path / "x.pt", "Get it again.", whole_numbers=names)
    with pytest.raises(StephError, match=r"'bn.num_batches_tracked' holds int64"):
        load_tensors(tmp_path / "x.pt", "Get it again.")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([], "holds no values"),
        ([1.0, float("nan")], "not finite"),
        ([float("-inf")], "not finite"),
        ([-1e37, 0], r"values up to 1e\+37; none may be above 1e\+06"),
        ([-1e6, 1e6], "^$"),
    ],
)
def test_values_of_sane_magnitude(values: list[float], words: str) -> None:
    assert re.search(words, magnitude_fault(torch.tensor(values), 1e6))

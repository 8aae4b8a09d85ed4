import pytest
import torch

from steph_desktop.core.errors import StephError, UsageError
from steph_desktop.model.devices import resolve_device


def test_auto_takes_what_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    assert resolve_device() == resolve_device("cpu") == "cpu"
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: True)
    assert resolve_device("auto") == resolve_device("mps") == "mps"
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 2)
    assert resolve_device("auto") == resolve_device("cuda") == "cuda:0"
    assert resolve_device("cuda:1") == "cuda:1"
    with pytest.raises(StephError, match="no such CUDA device"):
        resolve_device("cuda:2")


def test_what_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    for name in ("cuda", "cuda:0", "mps"):
        with pytest.raises(StephError, match="This machine has no"):
            resolve_device(name)


@pytest.mark.parametrize("name", ["gpu", "", "cuda:-1", "cuda:x", "cpu:0", "CUDA"])
def test_unknown_names(name: str) -> None:
    with pytest.raises(UsageError, match="not known"):
        resolve_device(name)

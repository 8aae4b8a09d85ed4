"""An unfinished fit on disk: it resumes after a pause, a crash or a kill.

What an epoch does depends only on the model, the optimiser and the epoch's number (`trainer`), so
their numbers after the last finished epoch are all that is needed to end with the same model, bit
for bit. They are kept under the fingerprint of everything that decides the fit: bags, outcomes,
settings, the model it starts from. A state of another fit is never used, and one that is
damaged is ignored. A finished fit stays too, until the owner of the folder has its result: a
method may need several fits for one model.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from steph_desktop import __version__
from steph_desktop.core.codec import to_json
from steph_desktop.core.files import write_bytes
from steph_desktop.core.job_control import JobControl, Phase
from steph_desktop.model.abmil import SurvivalModel
from steph_desktop.survival.curves import FloatArray
from steph_desktop.training.leakage import sample_rows
from steph_desktop.training.train_settings import TrainSettings
from steph_desktop.training.training_events import EpochRecord, epoch_from_json

_FORM = "steph-fit-2"
_NOTE = "steph"  # the key of the note in the header


@dataclass(frozen=True)
class FitState:
    """Where a fit stands."""

    history: tuple[EpochRecord, ...] = ()  # of the finished epochs
    seconds: float = 0.0  # time spent on them


class FitCheckpoint:
    """Keeps one fit on disk."""

    def __init__(
        self, path: Path, key: str, model: SurvivalModel, optimiser: torch.optim.Optimizer
    ) -> None:
        self._path, self._key = path, key
        self._model, self._optimiser = model, optimiser

    def recall(self) -> FitState:
        """Bring model and optimiser to the last finished epoch; nothing happens without a file."""
        try:
            tensors, stored = read_noted(self._path)
            if stored["key"] != self._key or stored["digest"] != _digest(tensors):
                return FitState()
            history = tuple(epoch_from_json(value) for value in stored["history"])
            self._take(tensors)
        except (OSError, ValueError, KeyError, TypeError):
            return FitState()  # absent or damaged: the fit starts over and gives the same numbers
        return FitState(history, float(stored["seconds"]))

    def keep(self, progress: FitState, *, finished: bool) -> None:
        """Write where the fit stands, whole or not at all."""
        tensors = {f"model.{name}": value for name, value in self._moving().items()}
        if not finished:
            for number, state in self._optimiser.state_dict()["state"].items():
                tensors |= {f"optimiser.{number}.{name}": v for name, v in state.items()}
        tensors = {name: value.detach().cpu().contiguous() for name, value in tensors.items()}
        stored = {
            "key": self._key,
            "digest": _digest(tensors),
            "history": to_json(progress.history),
            "seconds": progress.seconds,
        }
        write_noted(self._path, tensors, stored)

    def _moving(self) -> dict[str, Tensor]:
        """Return what training changes: trained parameters, and buffers that no pack keeps."""
        fixed = self._model.state_dict().keys()
        moving = {n: p for n, p in self._model.named_parameters() if p.requires_grad}
        return moving | {n: b for n, b in self._model.named_buffers() if n not in fixed}

    def _take(self, tensors: Mapping[str, Tensor]) -> None:
        moving = self._moving()
        kept = {n.removeprefix("model."): v for n, v in tensors.items() if n.startswith("model.")}
        if {n: v.shape for n, v in kept.items()} != {n: v.shape for n, v in moving.items()}:
            raise ValueError("another model")
        states: dict[int, dict[str, Tensor]] = {}
        for name, value in tensors.items():
            if name.startswith("optimiser."):
                _, number, what = name.split(".")
                states.setdefault(int(number), {})[what] = value
        with torch.no_grad():
            for name, value in kept.items():
                moving[name].copy_(value)
        if states:
            self._optimiser.load_state_dict({**self._optimiser.state_dict(), "state": states})


def write_noted(path: Path, tensors: Mapping[str, Tensor], note: Mapping[str, Any]) -> None:
    """Write tensors as safetensors with a JSON note in the header, whole or not at all."""
    from safetensors.torch import save

    write_bytes(path, save(dict(tensors), {_NOTE: json.dumps(note)}))


def read_noted(path: Path) -> tuple[dict[str, Tensor], Any]:
    """Read what `write_noted` wrote; a ValueError if it is damaged or has no note."""
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(path, "pt") as file:
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
            return tensors, json.loads((file.metadata() or {})[_NOTE])
    except (SafetensorError, KeyError) as error:
        raise ValueError("it is damaged") from error


def forget_unfinished(folder: Path) -> None:
    """Remove the unfinished fits of a folder; their owner has the result."""
    rmtree(folder, ignore_errors=True)


def fit_checkpoint(
    control: JobControl,
    model: SurvivalModel,
    optimiser: torch.optim.Optimizer,
    bags: Sequence[NDArray[np.float32]],
    times_days: FloatArray,
    events: NDArray[np.bool_],
    settings: TrainSettings,
) -> FitCheckpoint | None:
    """Return the checkpoint of a fit that is about to start; None where the job keeps nothing.

    Its key is a digest of everything that decides the fit; of large bags, of a sample of their
    rows. Every bag is opened for it, so whoever watches what a fit reads sees all of them, also
    where nothing is left to train.
    """
    if control.unfinished is None:
        return None
    stored = [
        _FORM,
        __version__,
        torch.__version__,
        type(model).__name__,
        json.dumps(to_json(settings), sort_keys=True),
        [name for name, value in model.named_parameters() if value.requires_grad],
    ]
    digest = hashlib.blake2b(json.dumps(stored).encode(), digest_size=20)
    digest.update(np.ascontiguousarray(times_days, float).tobytes())
    digest.update(np.ascontiguousarray(events, bool).tobytes())
    digest.update(_digest({**model.state_dict(), **dict(model.named_buffers())}).encode())
    for number in range(len(bags)):
        # Nothing is fitted yet: counted as progress, it would be taken back by the first epoch.
        control.checkpoint(0, len(bags), Phase.READING_FEATURES)
        bag = bags[number]
        digest.update(repr(bag.shape).encode() + sample_rows(bag).tobytes())
    key = digest.hexdigest()
    return FitCheckpoint(control.unfinished / f"{key}.safetensors", key, model, optimiser)


def digest_of(tensors: Mapping[str, Tensor], digest: Any) -> str:
    """Return a digest of named tensors, by a hash that has seen nothing yet."""
    for name in sorted(tensors):
        digest.update(name.encode())
        digest.update(tensors[name].detach().cpu().contiguous().numpy().tobytes())
    return str(digest.hexdigest())


def _digest(tensors: Mapping[str, Tensor]) -> str:
    return digest_of(tensors, hashlib.blake2b(digest_size=20))

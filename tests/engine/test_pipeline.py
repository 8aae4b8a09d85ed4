"""Slide after slide: the next is made ready while one is in the network; the encoder is kept."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import numpy as np
import pytest
from fake_encoder import FakeEncoder
from slides import tissue_disc, write_pyramid

from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobCancelled, JobControl
from steph_desktop.engine import use_cases
from steph_desktop.engine.job_requests import ExtractRequest
from steph_desktop.engine.use_cases import extract_each
from steph_desktop.features import extraction
from steph_desktop.features.bag import Bag, read_bag


@pytest.fixture
def slides(tmp_path: Path) -> list[Path]:
    return [
        write_pyramid(
            tmp_path / f"{n}.svs", tissue_disc(1100, 1000, (550, 500), 400, seed=n), 0.5, levels=2
        )
        for n in range(4)
    ]


def requests(slides: list[Path], out: Path) -> list[ExtractRequest]:
    return [ExtractRequest(slide=path, out=out, encoder="effnet-lite0") for path in slides]


class Slow(FakeEncoder):
    """Waits within its first batch until the next slide is ready."""

    def __init__(self, ready: threading.Event) -> None:
        super().__init__()
        self._ready = ready

    def encode(self, patches: np.ndarray) -> np.ndarray:
        assert self._ready.wait(30)
        return super().encode(patches)


def test_the_next_slide_is_ready_while_one_is_in_the_network(
    slides: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = threading.Event()
    made: list[str] = []
    make = extraction.make_ready

    def making(path: Path, *given: object, **more: object) -> extraction.Ready:
        found = make(path, *given, **more)  # type: ignore[arg-type]
        made.append(path.name)
        ready.set()
        return found

    encoder = Slow(ready)
    monkeypatch.setattr(extraction, "make_ready", making)
    monkeypatch.setattr(use_cases, "_encoder", lambda *_: encoder)
    found = list(extract_each(requests(slides, tmp_path / "out"), JobControl()))
    assert [number for number, _ in found] == [0, 1, 2, 3]
    assert made == ["1.svs", "2.svs", "3.svs"]
    for path, (_, file) in zip(slides, found, strict=True):
        assert isinstance(file, Path)
        alone = extraction.extract_features(path, tmp_path / "alone", FakeEncoder())
        one, other = read_bag(file), read_bag(alone)
        assert np.array_equal(one.features, other.features)
        assert np.array_equal(one.coords, other.coords)
        assert one.meta == other.meta


def test_a_bad_slide_is_told_at_its_turn(
    slides: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slides[1].write_bytes(b"nothing" * 100)
    slides[2].unlink()
    monkeypatch.setattr(use_cases, "_encoder", lambda *_: FakeEncoder())
    found = dict(extract_each(requests(slides, tmp_path / "out"), JobControl()))
    assert isinstance(found[0], Path) and isinstance(found[3], Path)
    assert isinstance(found[1], StephError) and "not a slide" in str(found[1])
    assert isinstance(found[2], StephError) and "not found" in str(found[2])


@pytest.mark.parametrize("bad", [None, 1, 3])
def test_a_card_does_not_wait_for_the_file_of_the_slide_before(
    slides: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bad: int | None
) -> None:
    encoder = FakeEncoder()
    monkeypatch.setattr(use_cases, "_encoder", lambda *_: encoder)
    monkeypatch.setattr("steph_desktop.model.devices.resolve_device", lambda _: "cuda:0")
    write, grew = extraction.write_bag, []

    def waiting(path: Path, bag: Bag) -> None:
        before = encoder.encoded
        for _ in range(100):
            if encoder.encoded > before or path.stem == "3":
                break
            time.sleep(0.02)
        grew.append(encoder.encoded > before)
        if path.stem == str(bad):
            raise StephError("The disk is full", path, "Free some space.")
        write(path, bag)

    monkeypatch.setattr(extraction, "write_bag", waiting)
    told = list(extract_each(requests(slides, tmp_path / "out"), JobControl()))
    assert [number for number, _ in told] == [0, 1, 2, 3]
    assert [isinstance(made, StephError) for _, made in told] == [n == bad for n in range(4)]
    assert grew == [True, True, True, False]
    assert len(list((tmp_path / "out").glob("*.h5"))) == 4 - (bad is not None)
    if bad is not None:  # only its last step is missing
        monkeypatch.setattr(extraction, "write_bag", write)
        before = encoder.encoded
        list(extract_each(requests(slides, tmp_path / "out"), JobControl()))
        assert encoder.encoded == before
        assert len(list((tmp_path / "out").glob("*.h5"))) == 4


def test_a_stop_on_a_card_tells_the_slide_before(
    slides: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoder = FakeEncoder()
    monkeypatch.setattr(use_cases, "_encoder", lambda *_: encoder)
    monkeypatch.setattr("steph_desktop.model.devices.resolve_device", lambda _: "cuda:0")
    first: list[int] = []

    def cancelled() -> bool:
        if (tmp_path / "out" / "0.h5").exists() and not first:
            first.append(encoder.encoded)
        return bool(first) and encoder.encoded > first[0]

    told = []
    with pytest.raises(JobCancelled):
        for number, made in extract_each(
            requests(slides, tmp_path / "out"), JobControl(cancelled=cancelled)
        ):
            told.append((number, made))
    assert told == [(0, tmp_path / "out" / "0.h5")]
    assert not [t for t in threading.enumerate() if t.name.startswith("feature-writer")]


@pytest.mark.parametrize("after", [0, 1, 3])
def test_a_stop_leaves_no_slide_open(
    slides: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    opened: list[extraction.Slide] = []

    class Watched(extraction.Slide):
        def __init__(self, *given: object) -> None:
            super().__init__(*given)  # type: ignore[arg-type]
            opened.append(self)

    monkeypatch.setattr(extraction, "Slide", Watched)
    monkeypatch.setattr(use_cases, "_encoder", lambda *_: FakeEncoder())
    done: list[int] = []
    control = JobControl(cancelled=lambda: len(done) >= after)
    with pytest.raises(JobCancelled):
        for number, _ in extract_each(requests(slides, tmp_path / "out"), control):
            done.append(number)
    assert len(done) == after
    assert opened and all(slide._handle is None for slide in opened)
    assert not [one for one in threading.enumerate() if one.name.startswith("next-slide")]


def test_the_encoder_is_kept_until_its_weights_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from steph_desktop.features import encoders

    loaded: list[Path] = []

    def load(name: str, weights: Path, device: object) -> FakeEncoder:
        loaded.append(weights)
        return FakeEncoder()

    monkeypatch.setattr(encoders, "load_encoder", load)
    monkeypatch.setattr(use_cases, "_kept_encoder", {})
    file = tmp_path / "w.bin"
    file.write_bytes(b"one")
    for _ in range(3):
        use_cases._encoder("uni", file, "cpu", JobControl())
    assert len(loaded) == 1
    file.write_bytes(b"other")
    use_cases._encoder("uni", file, "cpu", JobControl())
    assert len(loaded) == 2

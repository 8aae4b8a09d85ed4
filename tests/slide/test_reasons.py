"""Why a slide cannot be opened: a reason for each; "Copy it again" for lost bytes alone."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from slide_formats import READ, REFUSED, picture
from slides import write_pyramid

from steph_desktop.core.errors import StephError
from steph_desktop.slide.opening import is_cut_short, unreadable
from steph_desktop.slide.reader import Slide

RGB = picture()
OTHERS = {
    "a text file": b"Dear colleague, \xc3\xbcber die Histologie\n" * 60,
    "a PDF document": b"%PDF-1.7\n" + bytes(600),
    "a ZIP archive or an office document": b"PK\x03\x04" + bytes(600),
    "an HDF5 file": b"\x89HDF\r\n\x1a\n" + bytes(600),
    "a GIF picture": b"GIF89a" + bytes(600),
    "a compressed archive": b"\x1f\x8b\x08" + bytes(600),
    "a program": b"MZ" + bytes(600),
}


def said(path: Path) -> str:
    with pytest.raises(StephError) as caught:
        Slide(path)
    text = str(caught.value)
    assert text.startswith(f"{path.name}: ") and str(path.parent) not in text
    return text


@pytest.mark.parametrize("kind", OTHERS)
def test_another_kind_of_file_is_named(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "x.svs"
    path.write_bytes(OTHERS[kind])
    text = said(path)
    assert f"This is {kind}, not a slide" in text and "opy it again" not in text


def test_noise_is_of_no_known_format(tmp_path: Path) -> None:
    path = tmp_path / "x.svs"
    path.write_bytes(b"\x00\xff\x13" * 400)
    text = said(path)
    assert "not a slide of a known format" in text and "opy it again" not in text


def refusing(number: int, winerror: int | None = None) -> OSError:
    error = OSError(number, os.strerror(number))
    if winerror is not None:
        error.winerror = winerror  # type: ignore[attr-defined]
    return error


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (refusing(errno.EBUSY), "in use by another program"),
        (refusing(errno.EACCES, 32), "in use by another program"),
        (refusing(errno.EACCES, 33), "in use by another program"),
        (refusing(errno.EACCES), "no permission to read"),
        (refusing(errno.EPERM), "no permission to read"),
        (refusing(errno.ENOENT), "was not found"),
        (refusing(errno.EIO), "cannot be read"),
        (refusing(errno.ESTALE), "cannot be read"),
    ],
)
def test_what_the_system_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, words: str
) -> None:
    path = write_pyramid(tmp_path / "x.svs", RGB, levels=1)

    def refuse(*_: object, **__: object) -> object:
        raise error

    monkeypatch.setattr(Path, "open", refuse)
    text = said(path)
    assert words in text and "opy it again" not in text
    assert str(unreadable(path, error)) == text


@pytest.mark.parametrize("name", ["strips", "BigTIFF pyramid", "OME-TIFF, sub-IFDs", "big endian"])
def test_a_whole_file_is_not_cut_short_and_any_cut_is(tmp_path: Path, name: str) -> None:
    suffix, make = READ[name]
    path = tmp_path / f"x{suffix}"
    make(path, RGB)
    whole = path.read_bytes()
    assert not is_cut_short(path)
    for share in (0.2, 0.6, 0.97):
        path.write_bytes(whole[: int(share * len(whole))])
        assert is_cut_short(path)
        os.utime(path, (time.time(), time.time()))
        try:
            with Slide(path) as slide:
                slide.read_region(0, 0, 0, *slide.info.size_px)
        except StephError as error:
            assert "cut short" in str(error) and "still being copied" in str(error)
        else:
            pytest.fail("a part of it was taken for the whole")
        os.utime(path, (0, 0))
        with pytest.raises(StephError, match="Copy it again") as caught, Slide(path) as slide:
            slide.read_region(0, 0, 0, *slide.info.size_px)
        assert "still being copied" not in str(caught.value)


def test_five_reasons_are_five_sentences(tmp_path: Path) -> None:
    def made(name: str, make: Callable[[Path], object]) -> str:
        path = tmp_path / name
        make(path)
        return said(path)

    whole = write_pyramid(tmp_path / "whole.svs", RGB, levels=1).read_bytes()
    texts = [
        made("kind.svs", lambda path: path.write_bytes(OTHERS["a PDF document"])),
        made("cut.svs", lambda path: path.write_bytes(whole[: len(whole) // 2])),
        made("cmyk.tif", lambda path: REFUSED["CMYK"][1](path, RGB)),
        made("sgi.tif", lambda path: REFUSED["unknown compression"][1](path, RGB)),
        made("empty.svs", lambda path: path.touch()),
        said(tmp_path / "gone.svs"),
        str(unreadable(tmp_path / "a.svs", refusing(errno.EBUSY))),
        str(unreadable(tmp_path / "b.svs", refusing(errno.EACCES))),
    ]
    bare = [text.partition(": ")[2] for text in texts]
    assert len(set(bare)) == len(bare)
    assert ["opy it again" in text for text in bare] == [n in (1, 4) for n in range(len(bare))]
    assert all("Convert" in bare[n] for n in (2, 3))

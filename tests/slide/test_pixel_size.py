"""Pixel sizes that are doubted: against the objective, against scanners, against the user."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from case_files import pack
from slides import tissue_disc, write_pyramid

from steph_desktop.cli import run
from steph_desktop.core.errors import ExitCode, StephError
from steph_desktop.slide.pixel_size import doubt_of, screen_words
from steph_desktop.slide.reader import Slide

# What scanners were seen to write: size, objective, vendor.
_GOOD = [
    (0.2525, 40, "aperio"), (0.499, 20, "aperio"), (0.2208, 40, "hamamatsu"),
    (0.4532, 20, "hamamatsu"), (0.25, 40, "leica"), (0.2325, 40, "ventana"), (0.25, 40, "philips"),
    (0.2428, 20, "mirax"), (0.3884, 20, "mirax"), (0.22, 20, "zeiss"), (1.0, 10, "generic-tiff"),
    (0.5, None, "generic-tiff"), (0.1, 100, "generic-tiff"), (0.1112, None, "generic-tiff"),
    (2.0, 5, "aperio"), (3.9, 2.5, "aperio"),
]  # fmt: skip
_BAD = [
    (0.05, None, "generic-tiff", "factor of ten"), (2.5, None, "generic-tiff", "factor of ten"),
    (0.05, 20, "aperio", "do not go together"), (0.05, 200, "aperio", "factor of ten"),
    (0.25, 20, "aperio", "20x is about 0.5"), (0.5, 40, "aperio", "40x is about 0.25"),
    (0.2273, 20, "hamamatsu", "20x"), (0.46, 40, "hamamatsu", "40x"), (2.5, 40, "aperio", "40x"),
    (1.0, 20, "generic-tiff", "20x"), (0.05, 20, "mirax", "factor of ten"),
]  # fmt: skip


@pytest.mark.parametrize(("mpp", "objective", "vendor"), _GOOD)
def test_what_scanners_write_is_believed(mpp: float, objective: float | None, vendor: str) -> None:
    assert doubt_of(mpp, objective, vendor) == ""


@pytest.mark.parametrize(("mpp", "objective", "vendor", "words"), _BAD)
def test_what_no_scanner_writes_is_doubted(
    mpp: float, objective: float | None, vendor: str, words: str
) -> None:
    assert words in doubt_of(mpp, objective, vendor)


@pytest.mark.parametrize(
    ("dpi", "is_screen"), [(72, True), (96, True), (300, True), (50_800, False)]
)
def test_the_resolution_of_a_screen_is_none_of_a_scanner(dpi: float, is_screen: bool) -> None:
    assert bool(screen_words(25_400 / dpi)) is is_screen


@pytest.mark.parametrize(
    ("mpp", "objective", "svs"),
    [(0.25, 20, True), (0.5, 40, True), (0.05, 20, True), ((0.05, 0.05), None, False)],
)
def test_a_doubted_size_is_asked_for_and_taken_once_stated(
    tmp_path: Path, mpp: object, objective: float | None, svs: bool,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    rgb = tissue_disc(1024, 1024, (512, 512), 400)
    slide = write_pyramid(
        tmp_path / f"x.{'svs' if svs else 'tif'}", rgb, mpp, svs=svs, objective=objective
    )
    with Slide(slide) as opened:
        assert (opened.info.mpp, opened.info.own_mpp, opened.info.mpp_source) == (None, None, None)
        with pytest.raises(StephError, match="State the micrometres per pixel"):
            opened.require_mpp()
    words = ["predict", str(slide), "--model", str(pack(tmp_path)), "--json"]
    words += ["--workspace", str(tmp_path / "lab")]
    assert run(words) == ExitCode.FAULT
    told = capsys.readouterr()
    assert told.out == ""
    assert "The slide states" in told.err and "State the micrometres" in told.err
    assert run([*words, "--mpp", "0.5"]) == ExitCode.DONE
    (result,) = json.loads(capsys.readouterr().out)["results"]
    (check,) = [one for one in result["checks"] if one["name"] == "Pixel size"]
    assert check["status"] == "amber"  # it is the user's word, against nothing credible


def test_a_stated_size_against_the_slide_is_said_and_withheld(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    slide = write_pyramid(tmp_path / "x.svs", tissue_disc(2048, 2048, (1024, 1024), 900), 0.5)
    words = ["predict", str(slide), "--model", str(pack(tmp_path)), "--json", "--mpp", "0.25"]
    assert run([*words, "--workspace", str(tmp_path / "lab")]) == ExitCode.DONE
    told = capsys.readouterr()
    (result,) = json.loads(told.out)["results"]
    (check,) = [one for one in result["checks"] if one["name"] == "Pixel size"]
    assert check["status"] == "red" and result["withheld"]
    assert "stated as 0.25 µm, but the slide itself says 0.5 µm" in check["reason"]
    assert any("slide itself says 0.5" in warning for warning in result["warnings"])

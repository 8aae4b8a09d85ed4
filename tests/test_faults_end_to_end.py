"""Faults met on the way from slides to a prognosis: what is refused, counted, or gone on with."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import h5py
import numpy as np
import pytest
from case_files import WIDTH, feature_file, pack, save_case
from case_files import slide as write_slide
from fake_encoder import FakeEncoder
from faulty_slides import bad_slides
from large_bag import predict_large, write_large
from slides import tissue_disc, write_pyramid

from steph_desktop.cli import run
from steph_desktop.core.errors import ExitCode, StephError
from steph_desktop.core.job_control import JobControl, Phase, Progress
from steph_desktop.features.encoders import load_encoder
from steph_desktop.features.extraction import extract_features
from steph_desktop.features.feature_places import slide_sha256_of
from steph_desktop.model.packs import load_pack
from steph_desktop.slide.reader import Slide
from steph_desktop.workspace.slide_records import fingerprint_of


def test_a_batch_of_good_and_bad_slides_ends_and_counts_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = bad_slides(tmp_path / "slides")
    good = [write_slide(tmp_path / "slides", f"good{n}.svs", quality=90 - n) for n in range(2)]
    first, *rest = bad.values()
    batch = [first, good[0], *rest, good[1]]
    words = ["extract", *map(str, batch), "--out", str(tmp_path / "out")]
    assert run([*words, "--encoder", "effnet-lite0", "--json"]) == ExitCode.FAULT
    told = capsys.readouterr()
    report = json.loads(told.out)
    assert [item["slide"] for item in report["done"]] == ["good0.svs", "good1.svs"]
    assert [item["slide"] for item in report["failed"]] == [path.name for path in bad.values()]
    assert all(item["error"].startswith(f"{item['slide']}: ") for item in report["failed"])
    assert str(tmp_path) not in told.err
    assert "Traceback" not in told.err
    kept = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert kept == ["good0.h5", "good1.h5"]


# The drive ----------------------------------------------------------------------------------------


def test_a_read_error_of_the_drive_is_said(tmp_path: Path) -> None:
    path = tmp_path / "x.svs"
    path.symlink_to("/proc/self/mem")  # reading its start is an input/output error, a real one
    for read in (Slide, fingerprint_of, slide_sha256_of):
        with pytest.raises(StephError, match=r"^x\.svs: .*cannot be read") as caught:
            read(path)
        assert "drive" in str(caught.value) or "disk" in str(caught.value)


class _Share:
    """A folder that is unmounted after a few batches."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.away = folder, folder.with_name("unmounted")

    def __call__(self, progress: Progress) -> None:
        if (
            progress.step.phase is Phase.COMPUTING_FEATURES
            and progress.done >= 8
            and progress.total
        ):
            self.folder.rename(self.away)


def test_a_share_that_vanishes_is_said_and_the_rest_is_done_when_it_is_back(
    tmp_path: Path,
) -> None:
    share = tmp_path / "share"
    rgb = tissue_disc(1536, 1280, (768, 640), 1300)
    slide = write_pyramid(share / "case7.svs", rgb)
    whole = extract_features(slide, tmp_path / "whole", FakeEncoder(), batch_size=4)
    gone = _Share(share)
    with pytest.raises(StephError, match=r"case7\.svs: The slide file was not found"):
        # The tiles still open in OpenSlide may be read to the end; the next slide cannot be.
        extract_features(
            slide, tmp_path / "out", FakeEncoder(), batch_size=4, control=JobControl(_once(gone))
        )
        extract_features(slide, tmp_path / "out2", FakeEncoder(), batch_size=4)
    gone.away.rename(share)
    again = extract_features(slide, tmp_path / "out", FakeEncoder(), batch_size=4)
    assert again.read_bytes() == whole.read_bytes()


def _once(share: _Share):
    def report(progress: Progress) -> None:
        if share.folder.exists():
            share(progress)

    return report


_REPORT = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from steph_desktop.app import write_report
from steph_desktop.case.case_store import load_case
from steph_desktop.core.errors import StephError
from pathlib import Path
record = load_case(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
try:
    write_report([record], Path(sys.argv[2]), overwrite=True)
except StephError as error:
    print(error)
"""


def test_a_disk_that_fills_up_under_a_report_leaves_the_old_one(tmp_path: Path) -> None:
    from case_files import predict_features

    from steph_desktop.case.result import CaseRecord

    result = predict_features([feature_file(tmp_path)], pack(tmp_path), case_id="Case K7-QX")
    save_case(CaseRecord(result), tmp_path / "case")
    out = tmp_path / "out" / "report.pdf"
    out.parent.mkdir()
    out.write_bytes(b"the old report")

    def write(limit: int) -> str:
        words = [sys.executable, "-c", _REPORT, str(tmp_path / "case"), str(out), str(limit)]
        done = subprocess.run(words, capture_output=True, text=True, check=True, timeout=120)
        return done.stdout

    for limit in (0, 1000, 8000):  # the system itself refuses to write more
        said = write(limit)
        assert said.startswith("report.pdf: ")
        assert "disk" in said.lower()
        assert [path.name for path in out.parent.iterdir()] == ["report.pdf"]
        assert out.read_bytes() == b"the old report"
    assert write(1 << 24) == ""
    assert out.read_bytes().startswith(b"%PDF")


# Bags ---------------------------------------------------------------------------------------------


def test_one_patch_is_predicted_and_an_empty_or_spoiled_bag_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["predict", "--model", str(pack(tmp_path)), "--json"]
    one = feature_file(tmp_path, rows=1)
    assert run([*words, str(one)]) == ExitCode.DONE
    (result,) = json.loads(capsys.readouterr().out)["results"]
    assert result["withheld"] and result["risk_score"] is None
    assert run([*words, "--even-if-unsuitable", str(one)]) == ExitCode.DONE
    (result,) = json.loads(capsys.readouterr().out)["results"]
    assert result["n_patches"] == 1
    assert result["attention"]["top"][0]["attention"] == pytest.approx(1.0)
    assert np.isfinite(result["risk_score"])
    for rows, fill, said in ((0, 0.0, "no patches"), (5, np.nan, "not numbers"),
                             (5, np.inf, "not numbers")):  # fmt: skip
        path = tmp_path / "bad.h5"
        with h5py.File(path, "w") as file:
            file["features"] = np.full((rows, WIDTH), fill, np.float16)
        assert run([*words, str(path)]) == ExitCode.FAULT
        told = capsys.readouterr()
        assert told.out == ""
        assert told.err.startswith("bad.h5: ")
        assert said in told.err


def check_large(tmp_path: Path, rows: int, peak_mb: int, seconds: float) -> None:
    model = pack(tmp_path, 1536, "uni2-h")
    features = write_large(tmp_path / "large.h5", rows)
    told, figures = predict_large(model, features, tmp_path / "lab")
    features.unlink()
    (result,) = told["results"]
    assert result["n_patches"] == result["attention"]["n"] == rows
    assert result["attention"]["sum"] == pytest.approx(1, abs=1e-6)
    assert figures["peak_mb"] < peak_mb
    assert figures["seconds"] < seconds


def test_twenty_thousand_patches_in_bounded_memory(tmp_path: Path) -> None:
    check_large(tmp_path, 20_000, 900, 120)


@pytest.mark.heavy
def test_two_hundred_thousand_patches_in_bounded_memory(tmp_path: Path) -> None:
    # 1.2 GB as float32, and half of that as the file holds it.
    check_large(tmp_path, 200_000, 2800, 280)


# Files that would run -----------------------------------------------------------------------------


class _Canary:
    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, (f"touch {self.path}",)


@pytest.mark.parametrize("suffix", [".pt", ".safetensors", ".bin", ".pth", ".h5"])
def test_a_pickle_under_any_name_never_runs(
    tmp_path: Path, suffix: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = tmp_path / "ran"
    path = tmp_path / f"x{suffix}"
    path.write_bytes(pickle.dumps({"x": _Canary(ran)}))
    with pytest.raises(StephError):
        load_encoder("uni", path)
    model = pack(tmp_path)
    assert run(["predict", "--model", str(model), str(path)]) == ExitCode.FAULT
    assert run(["predict", "--model", str(path), str(feature_file(tmp_path))]) == ExitCode.FAULT
    assert run(["import-checkpoint", str(path), "--out", str(tmp_path / "m")]) == ExitCode.FAULT
    assert "Traceback" not in capsys.readouterr().err
    assert not ran.exists()
    assert not (tmp_path / "m").exists()


def test_a_pickle_inside_a_pack_never_runs(tmp_path: Path) -> None:
    ran, model = tmp_path / "ran", pack(tmp_path)
    canary = pickle.dumps({"x": _Canary(ran)})
    with zipfile.ZipFile(model) as whole:
        members = {name: whole.read(name) for name in whole.namelist()}
    card = json.loads(members["card.json"])
    card["weights_sha256"] = hashlib.sha256(canary).hexdigest()
    for changed in (
        members | {"model.safetensors": canary},
        members | {"model.safetensors": canary, "card.json": json.dumps(card).encode()},
        members | {"model.pkl": canary},
        members | {"data.pkl": canary, "version": b"3"},
    ):
        path = tmp_path / "spoiled.steph"
        with zipfile.ZipFile(path, "w") as bundle:
            for name, data in changed.items():
                bundle.writestr(name, data)
        folder = tmp_path / "spoiled"
        with zipfile.ZipFile(path) as bundle:
            bundle.extractall(folder)
        for place in (path, folder):
            with pytest.raises(StephError):
                load_pack(place)
        shutil.rmtree(folder)
    assert not ran.exists()

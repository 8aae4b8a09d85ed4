"""Table and folds of a cohort change at once: a kill leaves those before or those after."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from small_cohort import lay_cancer

from steph_desktop.cohort.cohort_folder import CancerCohort, load_cohort, stratified_folds
from steph_desktop.cohort.cohort_tables import FOLD_COLUMN, Patient
from steph_desktop.core.errors import StephError
from steph_desktop.training.study.cohort_features import lay_cohort

_KILLED = """
import os, sys
from pathlib import Path
sys.path[:0] = sys.argv[3:]
import test_laid_folds

def counted(plain, step):
    def call(*given, **named):
        global done
        if done == step:
            os.kill(os.getpid(), 9)
        done += 1
        return plain(*given, **named)
    return call

for step in range(20):
    child = os.fork()
    if not child:
        done = 0
        Path.unlink, Path.replace = counted(Path.unlink, step), counted(Path.replace, step)
        test_laid_folds.work(sys.argv[1], Path(sys.argv[2]) / str(step))
        os._exit(0)
    if os.waitpid(child, 0)[1] == 0:
        break
print(step)
"""


def people(n: int) -> list[Patient]:
    return [Patient(f"P{i:02}", (f"S{i}",), 100.0 + i + n, i % 2 == 0) for i in range(20 + n)]


def work(kind: str, folder: Path) -> None:
    if kind == "lay":
        lay_cohort(folder / "AAA", people(3), 3, 42)
    else:
        load_cohort(folder)


def killed_at_each_step(kind: str, folder: Path) -> int:
    """Do the work in a folder each, killed before its n-th change of a name; count the changes."""
    told = [sys.executable, "-c", _KILLED, kind, str(folder), *sys.path]
    return int(subprocess.run(told, check=True, capture_output=True, text=True).stdout)


def read(folder: Path) -> CancerCohort:
    return load_cohort(folder.parent)[folder.name]


@pytest.mark.parametrize("has_old_files", [False, True])
def test_a_kill_while_a_cohort_is_laid_again_mixes_no_folds(
    tmp_path: Path, has_old_files: bool
) -> None:
    before = {}
    for step in range(20):
        folder = tmp_path / str(step) / "AAA"
        lay_cohort(folder, people(0), 5, 42)
        path = folder / "labels.csv"
        if has_old_files:  # as an earlier version laid it
            lines = [line.split(",") for line in path.read_text().splitlines()]
            del lines[0][place := lines[0].index(FOLD_COLUMN)]
            for line in lines[1:]:
                del line[place]
            path.write_text("\n".join(map(",".join, lines)) + "\n")
        before[step] = read(folder)
        assert len(list(folder.glob("splits_*.csv"))) == 5 * has_old_files
    steps = killed_at_each_step("lay", tmp_path)
    assert steps >= (6 if has_old_files else 1)
    found = []
    for step in range(steps + 1):
        after = read(tmp_path / str(step) / "AAA")
        if (after.patients, after.splits) != (before[step].patients, before[step].splits):
            assert after.splits == stratified_folds(people(3), 3, 42)
            assert len(after.patients) == 23
        found.append(len(after.splits))
    assert set(found) == {5, 3} and found == sorted(found, reverse=True)
    assert not list((tmp_path / str(steps)).glob("*/splits_*.csv"))


def test_a_kill_while_missing_folds_are_written_loses_none(tmp_path: Path) -> None:
    for step in range(20):
        folder = lay_cancer(tmp_path / str(step), "AAA")
        whole = read(folder).splits
        for file in folder.glob("splits_*.csv"):
            file.unlink()
    left = []
    for step in range(killed_at_each_step("load", tmp_path) + 1):
        folder = tmp_path / str(step) / "AAA"
        left.append(len(list(folder.glob("splits_*.csv"))))
        assert read(folder).splits == whole
        assert len(list(folder.glob("splits_*.csv"))) == 5
    assert set(left) == set(range(6)), "a kill before, between and after"


def test_given_folds_without_a_first_are_left_as_they_are(tmp_path: Path) -> None:
    folder = lay_cancer(tmp_path, "AAA")
    (folder / "splits_0.csv").unlink()
    moved = (folder / "splits_1.csv").read_text()
    (folder / "splits_1.csv").write_text((folder / "splits_2.csv").read_text())
    (folder / "splits_2.csv").write_text(moved)
    assert [split.fold for split in read(folder).splits] == [1, 2, 3, 4]


@pytest.mark.parametrize("cell", ["", "-1", "one", "1.0", "9999"])
def test_a_fold_that_is_none_is_refused(tmp_path: Path, cell: str) -> None:
    folder = tmp_path / "BRCA"
    lay_cohort(folder, people(0), 4, 42)
    path = folder / "labels.csv"
    lines = path.read_text().splitlines()
    cells = lines[3].split(",")
    cells[lines[0].split(",").index(FOLD_COLUMN)] = cell
    path.write_text("\n".join([*lines[:3], ",".join(cells), *lines[4:]]) + "\n")
    with pytest.raises(StephError, match=f"Row 4, column {FOLD_COLUMN}"):
        read(folder)

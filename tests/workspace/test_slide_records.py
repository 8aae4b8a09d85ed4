from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from slides import tissue_disc
from workspace_samples import OUTCOME, RUN, slide_file
from zarr_slides import write_zarr

from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobCancelled, JobControl
from steph_desktop.workspace import slide_records as slides
from steph_desktop.workspace.audit_trail import entries
from steph_desktop.workspace.check import check_workspace
from steph_desktop.workspace.records import RelinkReport, ResultInput
from steph_desktop.workspace.slide_records import fingerprint_of
from steph_desktop.workspace.store import Workspace


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.open(tmp_path / "lab") as workspace:
        yield workspace


def test_a_listed_slide_is_not_listed_twice(lab: Workspace, tmp_path: Path) -> None:
    path = slide_file(tmp_path / "s")
    first = lab.add_slide(path)
    trail = len(entries(lab.database))
    assert lab.add_slide(path) == first
    assert len(entries(lab.database)) == trail
    assert lab.slide_at(path) == first
    assert lab.slide_at(tmp_path / "other.svs") is None


def test_a_slide_is_referenced_not_copied(lab: Workspace, tmp_path: Path) -> None:
    path = slide_file(tmp_path / "s")
    slide = lab.add_slide(path)
    assert (slide.path, slide.size_bytes) == (path, path.stat().st_size)
    assert not list(lab.folder.rglob("*.svs"))
    assert slide.sha256 is None


def test_a_slide_that_changed_goes_into_the_trail(lab: Workspace, tmp_path: Path) -> None:
    path = slide_file(tmp_path / "s", content=1)
    lab.record_result("Case A", RUN, OUTCOME, [ResultInput(path, "a" * 64)])
    slide_file(tmp_path / "s", content=2)
    lab.record_result("Case A", RUN, OUTCOME, [ResultInput(path, "b" * 64)])
    slide = lab.slide_at(path)
    assert slide is not None
    assert slide.sha256 == "b" * 64
    assert slide.ends_sha256 == fingerprint_of(path).ends_sha256
    (changed,) = [e for e in entries(lab.database) if e.action == "slide changed on disk"]
    assert changed.details == f'{{"before":"{"a" * 64}","now":"{"b" * 64}","slide":{slide.id}}}'


def test_a_cancel_lists_nothing(lab: Workspace, tmp_path: Path) -> None:
    paths = [slide_file(tmp_path / "s", f"{n}.svs", n) for n in range(3)]
    asked = iter([False, True])
    with pytest.raises(JobCancelled):
        lab.add_slides(paths, control=JobControl(cancelled=lambda: next(asked)))
    assert lab.list_slides() == []


def test_fingerprints_see_both_ends(tmp_path: Path) -> None:
    path = slide_file(tmp_path)
    prints = fingerprint_of(path)
    for place in (0, path.stat().st_size - 1):
        content = bytearray(path.read_bytes())
        content[place] ^= 1
        other = tmp_path / "other.svs"
        other.write_bytes(content)
        assert fingerprint_of(other).ends_sha256 != prints.ends_sha256
    tiny = tmp_path / "tiny"
    tiny.write_bytes(b"ab")
    assert fingerprint_of(tiny).size_bytes == 2
    with pytest.raises(StephError, match="cannot be read") as caught:
        fingerprint_of(tmp_path)
    assert str(tmp_path.parent) not in str(caught.value)


def test_a_moved_folder_is_linked_again_once_for_all(lab: Workspace, tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "disk" / "new"
    paths = [
        slide_file(old / "a", "1.svs", 1),
        slide_file(old / "a" / "b", "2.svs", 2),
        slide_file(old, "3.svs", 3),
        slide_file(old, "4.svs", 4),
        slide_file(old, "5.svs", 5),
        slide_file(tmp_path / "old-too", "6.svs", 6),
    ]
    rows = lab.add_slides(paths)
    new.parent.mkdir()
    shutil.move(old, new)
    (new / "3.svs").unlink()
    slide_file(new, "4.svs", 44)
    already = lab.add_slide(new / "5.svs")
    report = lab.relink(old, new)
    ids = [row.id for row in rows]
    assert report == RelinkReport((ids[0], ids[1]), (ids[2],), (ids[3],), (ids[4],))
    assert lab.slide(ids[0]).path == new / "a" / "1.svs"
    assert lab.slide(ids[1]).path == new / "a" / "b" / "2.svs"
    assert [lab.slide(n).path for n in ids[2:]] == paths[2:]
    assert already.path == new / "5.svs"
    assert lab.relink(old, tmp_path / "nowhere").missing == tuple(ids[2:5])


def test_a_renamed_file_is_linked_again_by_itself(lab: Workspace, tmp_path: Path) -> None:
    old = slide_file(tmp_path / "old", "1.svs", 1)
    kept, other = lab.add_slides([old, slide_file(tmp_path / "old", "2.svs", 2)])
    new = old.rename(tmp_path / "renamed.svs")
    with pytest.raises(StephError, match="another file than the one that is gone"):
        lab.relink_file(old, other.path)
    with pytest.raises(StephError, match="slide is not in the workspace"):
        lab.relink_file(tmp_path / "never.svs", new)
    with pytest.raises(StephError, match="not found"):
        lab.relink_file(old, tmp_path / "nowhere.svs")
    twice = lab.add_slide(slide_file(tmp_path / "copy", "1.svs", 1))
    with pytest.raises(StephError, match="in the workspace already"):
        lab.relink_file(old, twice.path)
    assert lab.slide(kept.id).path == old
    assert lab.relink_file(old, new) == RelinkReport((kept.id,))
    assert lab.slide(kept.id).path == new
    assert lab.slide(other.id).path == other.path


def test_same_size_other_content_is_not_the_same_slide(lab: Workspace, tmp_path: Path) -> None:
    slide = lab.add_slide(slide_file(tmp_path / "old", content=1))
    impostor = slide_file(tmp_path / "new", content=2)
    assert impostor.stat().st_size == slide.size_bytes
    assert lab.relink(tmp_path / "old", tmp_path / "new").different == (slide.id,)


@pytest.mark.parametrize(
    ("folder", "root", "below"),
    [
        ("/a/b/c", "/a/b", ("c",)),
        ("/a/b", "/a/b/", ()),
        ("/a/bc", "/a/b", None),
        ("/a", "/a/b", None),
        (r"C:\Slides\One", r"c:\slides", ("One",)),
        (r"\\server\share\x", r"\\server\share", ("x",)),
        ("/A/b", "/a", None),
        ("/a/b", "/", ("a", "b")),
    ],
)
def test_below_a_folder(folder: str, root: str, below: tuple[str, ...] | None) -> None:
    assert slides._below(folder, root) == below


def test_a_zarr_folder_is_known_again_as_one_file(lab: Workspace, tmp_path: Path) -> None:
    first = write_zarr(tmp_path / "old" / "a.zarr", tissue_disc(300, 200, (150, 100), 90))
    other = write_zarr(tmp_path / "old" / "b.zarr", tissue_disc(300, 200, (140, 100), 90))
    row, second = lab.add_slides([first, other])
    assert row.ends_sha256 != second.ends_sha256
    assert not [found for found in check_workspace(lab.folder) if found.path == first]
    shutil.move(tmp_path / "old", tmp_path / "new")
    assert "is missing" in {found.what for found in check_workspace(lab.folder)}
    assert lab.relink(tmp_path / "old", tmp_path / "new").relinked == (row.id, second.id)
    renamed = (tmp_path / "new" / "a.zarr").rename(tmp_path / "c.zarr")
    with pytest.raises(StephError, match="another file"):
        lab.relink_file(tmp_path / "new" / "a.zarr", tmp_path / "new" / "b.zarr")
    lab.relink_file(tmp_path / "new" / "a.zarr", renamed)
    assert lab.slide(row.id).path == renamed
    (tmp_path / "folder").mkdir()
    with pytest.raises(StephError, match="cannot be read"):
        lab.add_slide(tmp_path / "folder")

"""A case of which only a region was read says so on every way, and can be made again."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from case_files import feature_file, pack
from czi_slides import write_czi
from slides import tissue_disc, write_pyramid
from workspace_samples import case_of

from steph_desktop.case.case_store import case_folder, load_case
from steph_desktop.case.disclosure import disclose_result, portable_case
from steph_desktop.case.report_content import compose, provenance
from steph_desktop.case.result import region_of_result
from steph_desktop.case.what_if import question_about
from steph_desktop.case.worklist_csv import write_worklist
from steph_desktop.cli import run
from steph_desktop.core.codec import request_from_json, request_to_json
from steph_desktop.core.errors import CaseSigned, ExitCode, NoTissue, StephError
from steph_desktop.core.job_control import JobControl
from steph_desktop.engine.job_requests import AnalyseRequest
from steph_desktop.engine.recompute import recompute_case
from steph_desktop.engine.use_cases import analyse_case, predict_case
from steph_desktop.features.bag import read_bag
from steph_desktop.slide.annotations import Annotation, Shape, rectangle, write_geojson
from steph_desktop.slide.region import Region, RegionRead, region_of
from steph_desktop.workspace.audit_words import trail
from steph_desktop.workspace.check import check_workspace
from steph_desktop.workspace.records import RegionNote, Review, Verdict
from steph_desktop.workspace.store import Workspace

CASE = "Case K7-QX"
AREA = Annotation(Shape.RECTANGLE, rectangle((0, 0), (512, 1024)), "tumour")
LEFT = region_of([AREA, Annotation(Shape.POINT, ((3.0, 3.0),))])


def request_for(tmp_path: Path, *regions: Region | None) -> AnalyseRequest:
    slides = tuple(
        write_pyramid(tmp_path / f"{n}.svs", tissue_disc(1024, 1024, (512, 512), 480, seed=n))
        for n in range(max(1, len(regions)))
    )
    return AnalyseRequest(
        CASE, slides, pack(tmp_path), tmp_path / "lab", device="cpu", regions=regions
    )


def test_a_region_is_told_kept_and_made_again(tmp_path: Path) -> None:
    request = request_for(tmp_path, LEFT)
    assert request_from_json(AnalyseRequest, request_to_json(request)) == request
    result = analyse_case(request, JobControl())
    (part,) = result.slides
    assert part.region is not None and part.coords is not None
    assert (part.coords[:, 0] + 128 < 512).all()
    assert part.region.kept == part.count < part.region.total and not part.region.of_whole
    note = region_of_result(result)
    assert note is not None and note.sha256 == LEFT.sha256
    lab = request.workspace
    kept = load_case(case_folder(lab, CASE)).result
    assert kept.slides[0].region == part.region
    said = disclose_result(kept)
    assert said.region == note
    public = portable_case(case_folder(lab, CASE), replace(said))["results"][0]
    assert public["region"]["share_of_tissue"] == pytest.approx(note.share)
    assert public["region"]["slides"][0]["geometry_sha256"] == LEFT.sha256
    assert public["region"]["slides"][0]["geometry"]["type"] == "GeometryCollection"
    report = compose(kept, disclosure=disclose_result(kept, is_requested=True))
    assert any("Region only" in words for words in report.warnings)
    assert any(LEFT.sha256 in value for _, value in provenance(kept, whole_hashes=True))
    with Workspace.open(lab) as workspace:
        assert workspace.listed_case(CASE).region == note
        (line,) = [x for x in trail(workspace.database) if x.what.startswith("result recorded")]
        assert f"only inside region {LEFT.sha256[:12]}" in line.what
        write_worklist(workspace, tmp_path / "list.csv")
    (row,) = csv.DictReader((tmp_path / "list.csv").read_text("utf-8-sig").splitlines())
    assert float(row["tissue_read"]) == pytest.approx(note.share, abs=1e-4)
    assert check_workspace(lab) == []
    assert recompute_case(lab, CASE, [request.model]).is_equal
    # What if asks the region's features.
    question = question_about(kept, request.slides, lab, [request.model], "cpu")
    assert len(read_bag(question.features[0]).features) == part.count


def test_a_region_of_a_slide_that_was_read_whole_uses_those_features(tmp_path: Path) -> None:
    request = request_for(tmp_path)
    whole = analyse_case(request, JobControl())
    part = analyse_case(replace(request, regions=(LEFT,)), JobControl())
    read = part.slides[0].region
    assert read is not None and read.of_whole and read.total == whole.slides[0].count
    files = sorted((request.workspace / "features").rglob("*.h5"))
    assert len(files) == 2, "the whole slide's features stay"
    assert recompute_case(request.workspace, CASE, [request.model]).is_equal
    again = analyse_case(request, JobControl())
    assert region_of_result(again) is None
    assert float(again.prediction.risk_score) == float(whole.prediction.risk_score)
    outside = analyse_case(
        replace(request, regions=(Region(LEFT.geometry, is_outside=True),)), JobControl()
    )
    assert outside.slides[0].count + part.slides[0].count == whole.slides[0].count
    # By themselves or from the whole: the same but for the encoder's last digits.
    alone = predict_case(
        replace(request, workspace=tmp_path / "other", regions=(LEFT,)), JobControl()
    )
    assert alone.slides[0].region is not None and not alone.slides[0].region.of_whole
    assert alone.prediction.risk_score == pytest.approx(part.prediction.risk_score, abs=1e-4)


def test_one_slide_of_several(tmp_path: Path) -> None:
    request = request_for(tmp_path, None, LEFT)
    result = analyse_case(request, JobControl())
    first, second = result.slides
    assert first.region is None and second.region is not None
    note = region_of_result(result)
    assert note == RegionNote(
        first.count + second.count, first.count + second.region.total, False, LEFT.sha256
    )
    assert recompute_case(request.workspace, CASE, [request.model]).is_equal
    with pytest.raises(StephError, match="slides of this case have changed"):
        analyse_case(replace(request, regions=(LEFT,)), JobControl())


def test_a_region_that_was_changed_is_not_made_again(tmp_path: Path) -> None:
    request = request_for(tmp_path, LEFT)
    analyse_case(request, JobControl())
    other = region_of([replace(AREA, points=rectangle((0, 0), (600, 1024)))])

    def altered(path: Path):
        record = load_case(path)
        part = record.result.slides[0]
        assert part.region is not None
        changed = replace(part, region=replace(part.region, region=other))
        return replace(record, result=replace(record.result, slides=(changed,)))

    found = altered(case_folder(request.workspace, CASE))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("steph_desktop.engine.recompute.load_case", lambda _: found)
        with pytest.raises(StephError, match="region that was read is not the one"):
            recompute_case(request.workspace, CASE, [request.model])


def test_a_review_of_the_whole_does_not_count_for_a_region(tmp_path: Path) -> None:
    """Even where the region leaves nothing out, and all numbers are the same."""
    request = request_for(tmp_path)
    analyse_case(request, JobControl())
    lab = request.workspace
    with Workspace.open(lab) as workspace:
        review = Review(Verdict.AGREE, signed_off=True)
        workspace.add_review(case_of(workspace, CASE).id, review)
    everything = region_of([replace(AREA, points=rectangle((0, 0), (1024, 1024)))])
    asked = replace(request, regions=(everything,))
    with pytest.raises(CaseSigned):
        analyse_case(asked, JobControl())
    analyse_case(replace(asked, replace_signed=True), JobControl())
    with Workspace.open(lab) as workspace:
        assert workspace.reviews_of_result(CASE) == ()
        assert workspace.listed_case(CASE).region is not None
    analyse_case(request, JobControl())
    with Workspace.open(lab) as workspace:
        assert len(workspace.reviews_of_result(CASE)) == 1, "the signed result is back"


def test_commands_agree_with_each_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    request = request_for(tmp_path)
    (slide,), model, lab = request.slides, str(request.model), str(tmp_path / "w")
    file = tmp_path / "r.geojson"
    write_geojson(file, [AREA])
    out = tmp_path / "features"
    extract = ["extract", str(slide), "--encoder", "effnet-lite0", "--out", str(out)]
    for side in ([], ["--leave-out"]):
        assert run([*extract, "--region", str(file), *side]) == ExitCode.DONE
        capsys.readouterr()
        found = []
        for place in (slide, out / "0.h5"):
            words = ["predict", str(place), "--model", model, "--workspace", lab, "--json"]
            words += ["--even-if-unsuitable"]
            # The slide by its region; the features are of it already, and asked for all the same.
            assert run([*words, "--region", str(file), *side]) == ExitCode.DONE
            (one,) = json.loads(capsys.readouterr().out)["results"]
            found.append(one)
        slide_one, features_one = found
        assert slide_one["region"] == features_one["region"]
        assert slide_one["region"]["slides"][0]["geometry_sha256"] == LEFT.sha256
        assert slide_one["risk_score"] == pytest.approx(features_one["risk_score"], abs=1e-4)
    words = ["predict", "--model", model, "--workspace", lab]
    assert run([*words, str(slide), "--leave-out"]) == ExitCode.FAULT
    assert run([*words, str(slide), str(out / "0.h5"), "--region", str(file)]) == ExitCode.FAULT
    assert "belongs to one slide" in capsys.readouterr().err


def test_features_without_places_or_of_another_region_are_refused(tmp_path: Path) -> None:
    request = request_for(tmp_path)
    rows = feature_file(tmp_path)  # patches along the upper edge, from x = 0
    first = region_of([Annotation(Shape.RECTANGLE, rectangle((0, 0), (1000, 300)))])
    ask = replace(request, slides=(rows,), regions=(first,))
    result = predict_case(ask, JobControl())
    read = result.slides[0].region
    assert read == RegionRead(first, 4, 20, of_whole=True)
    far = region_of([Annotation(Shape.RECTANGLE, rectangle((0, 5000), (1000, 6000)))])
    with pytest.raises(NoTissue, match="lies in the region"):
        predict_case(replace(ask, regions=(far,)), JobControl())
    bag = read_bag(rows)
    assert bag.coords is not None and not np.ptp(bag.coords[:, 1])


def test_a_region_is_the_same_whatever_file_it_came_from() -> None:
    one = Annotation(Shape.POLYGON, ((0.0, 0.0), (9.0, 0.0), (4.0, 8.0)), "a", "#2f6fb2")
    assert region_of([AREA, one]).sha256 == region_of([replace(one, name="b"), AREA]).sha256
    assert region_of([AREA]).key != region_of([AREA], is_outside=True).key
    with pytest.raises(StephError, match="no area to analyse"):
        region_of([Annotation(Shape.LINE, ((0.0, 0.0), (9.0, 0.0)))])
    with pytest.raises(StephError, match="damaged"):
        _ = Region("[3]").areas


@pytest.mark.parametrize(
    ("kept", "outside", "words"),
    [
        (37, False, "what lies in drawn areas was read, 37 of 301 patches, 12 % of the tissue."),
        (300, True, "left out; 300 of 301 patches, over 99 % of the tissue were read."),
        (1, False, "1 of 301 patches, under 1 % of the tissue."),
    ],
)
def test_the_share_is_never_said_as_all_or_nothing(kept: int, outside: bool, words: str) -> None:
    assert words in RegionNote(kept, 301, outside, "").words


def test_commands_take_one_image_of_a_file_of_several(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    request = request_for(tmp_path)
    (alone,), model, lab = request.slides, str(request.model), str(tmp_path / "w")
    ground = tissue_disc(4096, 1024, (500, 512), 450)
    picture = tissue_disc(4096, 1024, (3500, 512), 450, ground=ground, seed=2)
    slide, out = write_czi(tmp_path / "two.czi", picture, scene_starts=(0, 2048)), tmp_path / "f"
    extract = ["extract", str(slide), "--encoder", "effnet-lite0", "--out", str(out)]
    assert run([*extract, "--image", "2"]) == ExitCode.DONE
    bag = read_bag(out / "two.h5")
    assert bag.coords is not None and bag.region is not None
    assert bag.coords[:, 0].min() >= 2048 - 128 and bag.region.kept < bag.region.total
    capsys.readouterr()
    words = ["predict", "--model", model, "--workspace", lab, "--json", "--even-if-unsuitable"]
    assert run([*words, str(slide), "--image", "2"]) == ExitCode.DONE
    (found,) = json.loads(capsys.readouterr().out)["results"]
    geometry = found["region"]["slides"][0]["geometry_sha256"]
    assert geometry == bag.region.region.sha256
    for wrong, why in (
        ([str(slide), "--image", "3"], "holds 2 images"),
        ([str(alone), "--image", "2"], "holds 1 image: there is no image 2"),
        ([str(slide), str(alone), "--image", "2"], "belongs to one slide"),
        ([str(slide), "--image", "2", "--region", "x.geojson"], "Both --region and --image"),
        ([str(slide), "--image", "2", "--leave-out"], "no area to leave out"),
    ):
        assert run([*words, *wrong]) == ExitCode.FAULT
        assert why in capsys.readouterr().err, wrong

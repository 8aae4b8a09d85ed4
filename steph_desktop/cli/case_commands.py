"""Commands about cases: extract, predict, report, export."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from steph_desktop.case.case_store import case_folder, load_case
from steph_desktop.case.disclosure import (
    Disclosure,
    disclose,
    disclose_result,
    figures_of,
    is_unsuitable,
    prediction_json,
)
from steph_desktop.case.result import CaseRecord, CaseResult, region_of_result
from steph_desktop.cli.cluster_commands import add_scheduler, control_of
from steph_desktop.cli.console import (
    Command,
    Console,
    add_flag,
    chosen,
    positive_float,
    positive_int,
    table,
    workspace_of,
)
from steph_desktop.core.errors import StephError, printable
from steph_desktop.core.listing import Sifted, read_each
from steph_desktop.engine import use_cases
from steph_desktop.engine.case_requests import AnalyseRequest, ExtractRequest
from steph_desktop.slide.dicom import slides_of
from steph_desktop.slide.info import distinct_ids, slide_id_of
from steph_desktop.slide.region import Region, read_region
from steph_desktop.workspace.anchors import anchor_at
from steph_desktop.workspace.database import DATABASE_NAME
from steph_desktop.workspace.records import Standing
from steph_desktop.workspace.ways_out import Departure, WayOut, note_departure_at

if TYPE_CHECKING:
    from steph_desktop.workspace.store import Workspace

_T = TypeVar("_T")


def _encoder_name(text: str) -> str:
    # The registry brings torch along: it is asked only when an encoder is named.
    from steph_desktop.features.encoder_registry import ENCODERS

    if text not in ENCODERS:
        raise argparse.ArgumentTypeError(f"'{text}' is not one of {', '.join(ENCODERS)}")
    return text


def _configure_extract(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("slides", nargs="+", type=Path, metavar="SLIDE")
    add("--out", type=Path, required=True, help="folder of the feature files")
    add("--encoder", type=_encoder_name, required=True, metavar="NAME")
    add("--weights", type=Path, help="weight file of an encoder not bundled")
    add("--mpp", type=positive_float, help="µm/px, for slides that do not say")
    add("--target-mpp", type=positive_float, default=0.5, help="µm/px (0.5)")
    add("--patch-px", type=positive_int, default=256, help="side (256)")
    add("--coords", type=Path, help="file of patch positions to use, or TRIDENT's or CLAM's folder")
    add_flag(parser, "--pt", "also as CLAM reads them: tensors and patch positions")
    _add_region(parser)
    add_scheduler(parser)


def _shown(slide: Path, name: str) -> str:
    """Return the name of a slide's file, with its folder where that tells it from another."""
    shown = slide.name if name == slide_id_of(slide) else f"{slide.parent.name}/{slide.name}"
    return printable(shown)


def _coords_for(slide: Path, given: Path | None) -> Path | None:
    """Return the file of a slide's patch positions, in a folder as TRIDENT or CLAM lay it out."""
    if given is None or not given.is_dir():
        return given
    stem = slide_id_of(slide)
    for folder in (given, given / "patches"):
        for name in (f"{stem}_patches.h5", f"{stem}.h5"):
            if (folder / name).is_file():
                return folder / name
    # Said when it is opened, with the slide: the others go on.
    return given / f"{stem}_patches.h5"


def _extract(arguments: argparse.Namespace, console: Console) -> int:
    done: list[dict[str, Any]] = []
    failed: list[dict[str, str]] = []
    slides = slides_of(arguments.slides)
    names = distinct_ids(slides)
    _require_one_slide(arguments, slides)
    requests = [
        ExtractRequest(
            slide=slide,
            coords_file=_coords_for(slide, arguments.coords),
            name=name,
            image=arguments.image or 0,
            **chosen(arguments, "out", "encoder", "weights", "mpp", "target_mpp", "patch_px"),
            **chosen(arguments, "device", "region", "leave_out"),
        )
        for slide, name in zip(slides, names, strict=True)
    ]
    folders = (arguments.out, *sorted({slide.resolve().parent for slide in slides}))
    with control_of(arguments, console, folders) as control:
        for number, made in use_cases.extract_each(requests, control):
            slide = slides[number]
            if arguments.pt and isinstance(made, Path):
                made = _for_clam_too(made)
            if isinstance(made, StephError):
                # One bad slide must not cost the batch: it is named and counted.
                console.complain(str(made))
                failed.append({"slide": _shown(slide, names[number]), "error": str(made)})
            else:
                console.say(f"{_shown(slide, names[number])}: done")
                done.append({"slide": _shown(slide, names[number]), "features": str(made)})
    text = table([(item["slide"], item["features"]) for item in done]) if done else "No slide done."
    if failed:
        text += f"\n{len(failed)} of {len(slides)} slides failed."
    return console.result(text, {"done": done, "failed": failed}, failed=bool(failed))


def _for_clam_too(features: Path) -> Path | StephError:
    """Write what CLAM reads beside a feature file; a fault costs this slide, not the batch."""
    from steph_desktop.features.clam_folders import write_for_clam

    try:
        write_for_clam(features)
    except StephError as error:
        return error
    return features


def _failed(path: Path, error: Exception, console: Console) -> dict[str, str]:
    """Say that one of a batch failed, and why."""
    fault = use_cases.batch_fault(error, path)
    console.complain(str(fault))
    return {"case": printable(path.name), "error": str(fault)}


def _configure_predict(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("cases", nargs="+", type=Path, metavar="SLIDE or FEATURES")
    add("--model", type=Path, required=True, help="model pack")
    add("--weights", type=Path, help="weight file of an encoder not bundled")
    add("--mpp", type=positive_float, help="µm/px, for slides that do not say")
    _add_region(parser)
    _add_anyway(parser)


def _add_region(parser: argparse.ArgumentParser) -> None:
    words = "only inside the areas of this GeoJSON (QuPath)"
    parser.add_argument("--region", type=Path, metavar="FILE", help=words)
    add_flag(parser, "--leave-out", "with --region: only outside its areas")
    words = "only image N of a file of several"
    parser.add_argument("--image", type=positive_int, metavar="N", help=words)


def _require_one_slide(arguments: argparse.Namespace, slides: Sequence[Path]) -> None:
    """Refuse to leave out an area without a file, and one region for several slides."""
    if arguments.leave_out and arguments.region is None:
        raise StephError("There is no area to leave out", None, "Name its file with --region.")
    if arguments.region is not None and arguments.image is not None:
        raise StephError("Both --region and --image were given", None, "Give one of them.")
    if (arguments.region is not None or arguments.image is not None) and len(slides) > 1:
        what = "A region belongs to one slide"
        raise StephError(what, arguments.region, "Name one slide at a time.")


def _add_anyway(parser: argparse.ArgumentParser) -> None:
    words = "show results whose slide or model is not trusted, marked as shown on request"
    add_flag(parser, "--even-if-unsuitable", words)


def _predict(arguments: argparse.Namespace, console: Console) -> int:
    results: list[CaseResult] = []
    failed: list[dict[str, str]] = []
    cases = slides_of(arguments.cases)
    _require_one_slide(arguments, cases)
    regions: tuple[Region, ...] = ()
    if arguments.region is not None:
        regions = (read_region(arguments.region, is_outside=arguments.leave_out),)
    elif arguments.image is not None:
        regions = (use_cases.image_region(cases[0], arguments.image),)
    for path in cases:
        request = AnalyseRequest(
            case_id="",
            slides=(path,),
            workspace=workspace_of(arguments),
            encoder_weights=arguments.weights,
            regions=regions,
            **chosen(arguments, "model", "mpp", "device", "seed"),
        )
        try:
            results.append(use_cases.predict_case(request, console.control()))
        except use_cases.BAD_INPUT as error:
            if len(cases) == 1:
                raise
            failed.append(_failed(path, error, console))
    rows = [("case", "risk score", "percentile", "group", "patches")]
    asked = arguments.even_if_unsuitable
    said = [disclose_result(result, is_requested=asked) for result in results]
    for result, one in zip(results, said, strict=True):
        figures, patches = figures_of(result, one), str(len(result.prediction.attention))
        score = "-" if figures.risk_score is None else f"{figures.risk_score:.4f}"
        share = "-" if figures.percentile is None else f"{figures.percentile:.0f}"
        group = figures.group.value if figures.group else "-"
        members = figures.members
        if members is not None and members.span is not None:
            share += " ({:.0f} to {:.0f})".format(*members.span)
            from steph_desktop.case.report_content import agreement_words

            group += f", {agreement_words(members)}"
        rows.append((result.patient_id, score, share, group, patches))
    text = "\n".join([table(rows), *_said_words(results, said)])
    if failed:
        text += f"\n{len(failed)} of {len(cases)} cases failed."
    found = [prediction_json(result, one) for result, one in zip(results, said, strict=True)]
    return console.result(
        text, {"results": found, **({"failed": failed} if failed else {})}, failed=bool(failed)
    )


def _said_words(results: Sequence[CaseResult], said: Sequence[Disclosure]) -> list[str]:
    """List the cases whose result is withheld, or shown on request, and why."""
    lines = []
    for result, one in zip(results, said, strict=True):
        if one.is_withheld:
            lines.append(
                f"{result.patient_id}: not shown. {one.reason} "
                "--even-if-unsuitable shows it all the same."
            )
        elif one.mark:
            lines.append(f"{result.patient_id}: {one.mark}")
    return lines


def _add_cases(parser: argparse.ArgumentParser) -> None:
    words = "case folder, or a case's name in the workspace"
    parser.add_argument("cases", nargs="+", metavar="CASE", help=words)


def _configure_report(parser: argparse.ArgumentParser) -> None:
    _add_cases(parser)
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.pdf")
    add_flag(parser, "--overwrite", "replace a file that is there")
    add_flag(parser, "--no-reviewer-names", "leave the names of reviewers out")
    _add_anyway(parser)


def _report(arguments: argparse.Namespace, console: Console) -> int:
    from steph_desktop.app import write_report
    from steph_desktop.workspace.store import Workspace

    found = _readable_cases(arguments, console)
    cases = found.good
    ask, otherwise = Workspace.reviews_of_result, "The report is written without reviews."
    beside = {case.case_id: _asked(case, ask, otherwise, console) for case in cases}
    reviews = {case_id: kept for case_id, kept in beside.items() if kept is not None}
    roots = list(_workspaces_of(cases))
    names = not arguments.no_reviewer_names
    pages = write_report(
        [case.record for case in cases],
        arguments.out,
        reviews,
        names=names,
        overwrite=arguments.overwrite,
        disclosures=_said_of(cases, arguments, console),
        anchor=anchor_at(roots[0]) if len(roots) == 1 else "",
    )
    left = Departure(WayOut.REPORT, identifiers=False, reviewers=names)
    _note(left, cases, arguments.out, console)
    return console.result(
        f"{arguments.out} written, {len(cases)} cases",
        {"report": str(arguments.out), "cases": len(cases), "pages": pages, **_bad_json(found)},
        failed=bool(found.bad),
    )


@dataclass(frozen=True)
class _Named:
    """A case that was named, by its folder or by its name in the workspace."""

    folder: Path
    record: CaseRecord

    @property
    def case_id(self) -> str:
        return self.record.result.case_id

    @property
    def root(self) -> Path | None:
        """The workspace that the folder lies in; None if it is in none."""
        root = self.folder.absolute().parent.parent
        return root if (root / DATABASE_NAME).is_file() else None


def _readable_cases(arguments: argparse.Namespace, console: Console) -> Sifted[_Named]:
    """Read the named cases; report those that cannot be read, and fail if none can."""

    def read(name: str) -> _Named:
        folder = Path(name)
        folder = folder if folder.is_dir() else case_folder(workspace_of(arguments), name)
        return _Named(folder, load_case(folder))

    found = read_each(arguments.cases, read)
    if not found.good:
        raise found.bad[0].fault
    for item in found.bad:
        console.complain(f"Left out: {item.fault}")
    return found


def _bad_json(found: Sifted[_Named]) -> dict[str, Any]:
    if not found.bad:
        return {}
    return {"failed": [{"case": item.name, "error": str(item.fault)} for item in found.bad]}


def _asked(
    case: _Named, ask: Callable[[Workspace, str], _T], otherwise: str, console: Console
) -> _T | None:
    """Ask the workspace that a case lies in; None, and a complaint, where it cannot be read."""
    from steph_desktop.workspace.store import Workspace

    if case.root is None:
        return None
    try:
        with Workspace.open(case.root, read_only=True) as workspace:
            return ask(workspace, case.case_id)
    except StephError as error:
        console.complain(f"{otherwise} {error}")
        return None


def _said_of(
    cases: Sequence[_Named], arguments: argparse.Namespace, console: Console
) -> dict[str, Disclosure]:
    """Decide what may be said of cases, with what their workspace knows of them."""
    from steph_desktop.core.settings import load_settings
    from steph_desktop.workspace.store import Workspace

    blinded, asked = load_settings().blinded, arguments.even_if_unsuitable
    otherwise = "What the workspace knows of the case is not read."
    found: dict[str, Disclosure] = {}
    for case in cases:
        result, listed = case.record.result, _asked(case, Workspace.listed_case, otherwise, console)
        standing = listed.standing if listed is not None else Standing()
        found[case.case_id] = disclose(
            result.checks,
            is_blinded=blinded and listed is not None and not standing.is_seen,
            is_unsuitable=is_unsuitable(standing),
            is_requested=asked or (listed is not None and listed.is_requested),
            is_stale=listed is not None and listed.is_stale,
            region=region_of_result(result),
        )
    return found


def _workspaces_of(cases: Sequence[_Named]) -> dict[Path, list[str]]:
    """Return the workspaces that case folders lie in, with the names of their cases."""
    found: dict[Path, list[str]] = {}
    for case in cases:
        if case.root is not None:
            found.setdefault(case.root, []).append(case.case_id)
    return found


def _note(left: Departure, cases: Sequence[_Named], out: Path, console: Console) -> None:
    """Note in each workspace's audit trail what has left it."""
    for root, names in _workspaces_of(cases).items():
        try:
            note_departure_at(root, replace(left, cases=tuple(names)), out)
        except StephError as error:  # what has left cannot be called back: it is told instead
            console.complain(f"{out.name} is written, but not noted in the audit trail. {error}")


def _configure_export(parser: argparse.ArgumentParser) -> None:
    _add_cases(parser)
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.zip")
    add_flag(parser, "--features", "with the features of each slide")
    add_flag(parser, "--identifiers", "with the names of patients and slides")
    _add_anyway(parser)


def _export(arguments: argparse.Namespace, console: Console) -> int:
    from steph_desktop.app import write_bundle

    found = _readable_cases(arguments, console)
    cases = found.good
    inside = write_bundle(
        [case.folder for case in cases],
        arguments.out,
        features=arguments.features,
        identifiers=arguments.identifiers,
        control=console.control(),
        disclosures=_said_of(cases, arguments, console),
    )
    left = Departure(WayOut.BUNDLE, identifiers=arguments.identifiers)
    _note(left, cases, arguments.out, console)
    return console.result(
        f"{arguments.out} written, {len(cases)} cases",
        {
            "bundle": str(arguments.out),
            "cases": len(cases),
            "holds_identifiers": arguments.identifiers,
            "files": inside,
            **_bad_json(found),
        },
        failed=bool(found.bad),
    )


def _configure_dicom(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("cases", nargs=1, metavar="CASE", help="a finished case of DICOM slides")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.dcm")
    add_flag(parser, "--identifiers", "with the patient and the study of its slides")
    _add_anyway(parser)


def _dicom(arguments: argparse.Namespace, console: Console) -> int:
    from steph_desktop.case.dicom_report import write_dicom_report
    from steph_desktop.workspace.store import Workspace

    (case,) = _readable_cases(arguments, console).good
    if case.root is None:
        raise StephError("This case is not in a workspace, which knows its slides", case.case_id)
    if arguments.out.exists():
        raise StephError("This file is there already", arguments.out, "Choose another name.")
    with Workspace.open(case.root, read_only=True) as workspace:
        slides = workspace.listed_case(case.case_id).slides
    said = _said_of([case], arguments, console)[case.case_id]
    names = arguments.identifiers
    write_dicom_report(arguments.out, case.record.result, slides, said, identifiers=names)
    _note(Departure(WayOut.DICOM, identifiers=names), [case], arguments.out, console)
    return console.result(
        f"{arguments.out} written", {"report": str(arguments.out), "holds_identifiers": names}
    )


COMMANDS = (
    Command("extract", _configure_extract, _extract),
    Command("predict", _configure_predict, _predict),
    Command("report", _configure_report, _report),
    Command("export", _configure_export, _export),
    Command("dicom", _configure_dicom, _dicom),
)

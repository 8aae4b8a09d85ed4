"""Commands about cases: extract, predict, report, export."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
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
from steph_desktop.case.report_content import agreement_words
from steph_desktop.case.result import CaseRecord, CaseResult, region_of_result
from steph_desktop.cli.cluster_commands import add_scheduler, control_of
from steph_desktop.cli.console import (
    Command,
    Console,
    add_flag,
    encoder_name,
    positive_float,
    positive_int,
    table,
    workspace_of,
)
from steph_desktop.core.codec import chosen
from steph_desktop.core.errors import StephError, printable
from steph_desktop.core.listing import Sifted, read_each
from steph_desktop.engine import use_cases
from steph_desktop.engine.case_requests import AnalyseRequest, ExtractRequest
from steph_desktop.slide.dicom import slides_of
from steph_desktop.slide.info import distinct_ids, slide_id_of
from steph_desktop.slide.region import Region, read_region
from steph_desktop.workspace.anchors import anchor_at
from steph_desktop.workspace.database import DATABASE_NAME
from steph_desktop.workspace.records import ReviewState
from steph_desktop.workspace.ways_out import Departure, WayOut, note_departure_at

if TYPE_CHECKING:
    from steph_desktop.workspace.store import Workspace

_T = TypeVar("_T")


def _configure_extract(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("slides", nargs="+", type=Path, metavar="SLIDE")
    add("--out", type=Path, required=True, help="folder of the feature files")
    add("--encoder", type=encoder_name, required=True, metavar="NAME")
    _add_slide_options(parser)
    # Fixed, as of UNI: the window takes what the model or the encoder was made for.
    add("--target-mpp", type=positive_float, default=0.5, help="µm/px (0.5)")
    add("--patch-px", type=positive_int, default=256, help="side (256)")
    add("--coords", type=Path, help="file of patch positions to use, or TRIDENT's or CLAM's folder")
    add_flag(parser, "--pt", "also as CLAM reads them: tensors and patch positions")
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
    # TRIDENT writes patches/ID_patches.h5, CLAM patches/ID.h5; either folder may be named.
    for folder in (given, given / "patches"):
        for name in (f"{stem}_patches.h5", f"{stem}.h5"):
            if (folder / name).is_file():
                return folder / name
    # Said when it is opened, with the slide: the others go on.
    return given / f"{stem}_patches.h5"


def _extract(arguments: argparse.Namespace, console: Console) -> int:
    done: list[dict[str, str]] = []
    failed: list[dict[str, str]] = []
    slides = slides_of(arguments.slides)
    # Two folders may hold slides of one name: each gets a feature file of its own.
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
        # With workers slides come as they are done, not as they were named.
        for number, made in use_cases.extract_each(requests, control):
            slide = _shown(slides[number], names[number])
            if arguments.pt and isinstance(made, Path):
                made = _for_clam_too(made)
            if isinstance(made, StephError):
                # One bad slide must not cost the batch: it is named and counted.
                console.complain(str(made))
                failed.append({"slide": slide, "error": str(made)})
            else:
                console.say(f"{slide}: done")
                done.append({"slide": slide, "features": str(made)})
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


def _configure_predict(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("cases", nargs="+", type=Path, metavar="SLIDE or FEATURES")
    add("--model", type=Path, required=True, help="model pack")
    _add_slide_options(parser)
    _add_anyway(parser)


def _add_slide_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--weights", type=Path, help="weight file of an encoder not bundled")
    add("--mpp", type=positive_float, help="µm/px, for slides that do not say")
    words = "only inside the areas of this GeoJSON (QuPath)"
    add("--region", type=Path, metavar="FILE", help=words)
    add_flag(parser, "--leave-out", "with --region: only outside its areas")
    add("--image", type=positive_int, metavar="N", help="only image N of a file of several")


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
    # Read once, and before any slide: a file without areas is refused at once.
    regions: tuple[Region, ...] = ()
    if arguments.region is not None:
        regions = (read_region(arguments.region, is_outside=arguments.leave_out),)
    elif arguments.image is not None:
        regions = (use_cases.image_region(cases[0], arguments.image),)
    for path in cases:
        request = AnalyseRequest(
            case_id="",  # nothing of the case is kept but its features, so it needs no name
            slides=(path,),
            workspace=workspace_of(arguments),
            encoder_weights=arguments.weights,
            regions=regions,
            **chosen(arguments, "model", "mpp", "device", "seed"),
        )
        try:
            results.append(use_cases.predict_case(request, console.control()))
        except use_cases.BAD_INPUT as error:
            # Of one case the fault is the command's own: `run` says it, and logs a bug as one.
            if len(cases) == 1:
                raise
            fault = use_cases.batch_fault(error, path)
            console.complain(str(fault))
            failed.append({"case": printable(path.name), "error": str(fault)})
    rows, notes, found = [("case", "risk score", "percentile", "group", "patches")], [], []
    for result in results:
        said = disclose_result(result, is_requested=arguments.even_if_unsuitable)
        rows.append(_row_of(result, said))
        # The table has dashes for what is withheld; below it stands why.
        if said.is_withheld:
            told = f"not shown. {said.reason} --even-if-unsuitable shows it all the same."
            notes.append(f"{result.patient_id}: {told}")
        elif said.mark:
            notes.append(f"{result.patient_id}: {said.mark}")
        found.append(prediction_json(result, said))
    if failed:
        notes.append(f"{len(failed)} of {len(cases)} cases failed.")
    # A withheld result is an answer: the exit code stays 0.
    value = {"results": found, **({"failed": failed} if failed else {})}
    return console.result("\n".join([table(rows), *notes]), value, failed=bool(failed))


def _row_of(result: CaseResult, said: Disclosure) -> tuple[str, str, str, str, str]:
    figures = figures_of(result, said)
    score = "-" if figures.risk_score is None else f"{figures.risk_score:.4f}"
    share = "-" if figures.percentile is None else f"{figures.percentile:.0f}"
    group = figures.group.value if figures.group else "-"
    members = figures.members
    if members is not None and members.span is not None:
        share += " ({:.0f} to {:.0f})".format(*members.span)
        group += f", {agreement_words(members)}"
    return result.patient_id, score, share, group, str(len(result.prediction.attention))


def _add_outputs(
    out: str,
    flags: Mapping[str, str],
    parser: argparse.ArgumentParser,
    *,
    nargs: int | str = "+",
    words: str = "case folder, or a case's name in the workspace",
) -> None:
    """Add the cases, the file to write, and what it is to hold."""
    parser.add_argument("cases", nargs=nargs, metavar="CASE", help=words)
    parser.add_argument("--out", type=Path, required=True, metavar=out)
    for name, what in flags.items():
        add_flag(parser, name, what)
    _add_anyway(parser)


def _report(arguments: argparse.Namespace, console: Console) -> int:
    from steph_desktop.app import write_report
    from steph_desktop.workspace.store import Workspace

    found = _readable_cases(arguments, console)
    cases = found.good
    ask, otherwise = Workspace.reviews_of_result, "The report is written without reviews."
    beside = {case.case_id: _asked(case, ask, otherwise, console) for case in cases}
    # A case in no workspace has no entry: without reviews is not the same as never reviewed.
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
        # It has a line for one anchor: of cases of two workspaces that would be of one trail alone.
        anchor=anchor_at(roots[0]) if len(roots) == 1 else "",
    )
    left = Departure(WayOut.REPORT, identifiers=False, reviewers=names)
    value = {"report": str(arguments.out), "pages": pages}
    return _left(left, arguments.out, found, value, console)


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
        root = self.folder.absolute().parent.parent  # of WORKSPACE/cases/CASE
        return root if (root / DATABASE_NAME).is_file() else None


def _readable_cases(arguments: argparse.Namespace, console: Console) -> Sifted[_Named]:
    """Read the named cases; report those that cannot be read, and fail if none can."""

    def read(name: str) -> _Named:
        folder = Path(name)  # a folder that is here goes before a case of that name
        folder = folder if folder.is_dir() else case_folder(workspace_of(arguments), name)
        return _Named(folder, load_case(folder))

    found = read_each(arguments.cases, read)
    if not found.good:
        raise found.bad[0].fault
    for item in found.bad:
        console.complain(f"Left out: {item.fault}")
    return found


def _asked(
    case: _Named, ask: Callable[[Workspace, str], _T], otherwise: str, console: Console
) -> _T | None:
    """Ask the workspace that a case lies in; None, and a complaint, where it cannot be read."""
    from steph_desktop.workspace.store import Workspace

    if case.root is None:
        return None
    try:
        # The window may have it open: to read beside it takes no lock.
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
        standing = listed.standing if listed is not None else ReviewState()
        found[case.case_id] = disclose(
            result.checks,
            # Blinded reading holds here too, and no option lifts it; a case of no workspace has
            # no reviewer.
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


def _left(
    left: Departure, out: Path, found: Sifted[_Named], value: Mapping[str, Any], console: Console
) -> int:
    """Note that a file of cases is written, and say so; those left out make the command fail."""
    _note(left, found.good, out, console)
    failed = [{"case": item.name, "error": str(item.fault)} for item in found.bad]
    said = {**value, "cases": len(found.good), **({"failed": failed} if failed else {})}
    return console.result(f"{out} written, {len(found.good)} cases", said, failed=bool(failed))


def _export(arguments: argparse.Namespace, console: Console) -> int:
    from steph_desktop.app import write_bundle

    found = _readable_cases(arguments, console)
    names = arguments.identifiers
    inside = write_bundle(
        [case.folder for case in found.good],
        arguments.out,
        features=arguments.features,
        identifiers=names,
        control=console.control(),
        disclosures=_said_of(found.good, arguments, console),
    )
    value = {"bundle": str(arguments.out), "holds_identifiers": names, "files": inside}
    left = Departure(WayOut.BUNDLE, identifiers=names)
    return _left(left, arguments.out, found, value, console)


def _configure_dicom(parser: argparse.ArgumentParser) -> None:
    flags = {"--identifiers": "with the patient and the study of its slides"}
    # Still a list, as `_readable_cases` takes it: a structured report is of one patient.
    _add_outputs("FILE.dcm", flags, parser, nargs=1, words="a finished case of DICOM slides")


def _dicom(arguments: argparse.Namespace, console: Console) -> int:
    from steph_desktop.case.dicom_report import write_dicom_report
    from steph_desktop.workspace.store import Workspace

    (case,) = _readable_cases(arguments, console).good
    # The report refers to the slides' files, and where these lie the workspace alone knows.
    if case.root is None:
        what = "This case is not in a workspace, which knows its slides"
        raise StephError(what, case.case_id, "Name a case of a workspace.")
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


_REPORT_FLAGS = {
    "--overwrite": "replace a file that is there",
    "--no-reviewer-names": "leave the names of reviewers out",
}
_EXPORT_FLAGS = {
    "--features": "with the features of each slide",
    "--identifiers": "with the names of patients and slides",
}


COMMANDS = (
    Command("extract", _configure_extract, _extract),
    Command("predict", _configure_predict, _predict),
    Command("report", partial(_add_outputs, "FILE.pdf", _REPORT_FLAGS), _report),
    Command("export", partial(_add_outputs, "FILE.zip", _EXPORT_FLAGS), _export),
    Command("dicom", _configure_dicom, _dicom),
)

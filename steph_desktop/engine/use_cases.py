"""The use cases of a case: slides to features, and to a prognosis that the workspace keeps.

No Qt; heavy imports only when run.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from steph_desktop.case.case_store import case_folder, remove_generations, save_generation
from steph_desktop.case.prediction import predict_bags
from steph_desktop.case.result import (
    CasePictures,
    CaseRecord,
    CaseResult,
    SlidePatches,
    locate,
    region_of_result,
    vote_of_result,
)
from steph_desktop.case.slide_checks import quality_of
from steph_desktop.core.codec import chosen, to_json
from steph_desktop.core.diagnostics import log_bug
from steph_desktop.core.errors import CaseSigned, StephError
from steph_desktop.core.files import full_disk, sha256_of
from steph_desktop.core.job_control import JobCancelled, JobControl, Phase, Task
from steph_desktop.core.listing import DAMAGE
from steph_desktop.core.settings import load_settings
from steph_desktop.engine.case_requests import AnalyseRequest, ExtractRequest
from steph_desktop.features.facts import is_feature_file
from steph_desktop.model.outputs import risk_contributions
from steph_desktop.workspace.case_records import reached, recorded_case_files
from steph_desktop.workspace.records import CaseStatus, FileKind, Outcome, ResultInput, Run

if TYPE_CHECKING:
    from steph_desktop.features.bag import Bag
    from steph_desktop.features.encoders import PatchEncoder
    from steph_desktop.features.extraction import Ready
    from steph_desktop.features.patch_batches import FeatureWriter
    from steph_desktop.model.card import PackCard
    from steph_desktop.slide.reader import Slide
    from steph_desktop.slide.region import Region
    from steph_desktop.workspace.store import Workspace

THUMBNAIL_MAX_PX = 1200
_kept_encoder: dict[tuple[object, ...], PatchEncoder] = {}
N_PATCH_PICTURES = 4  # of each kind: what a line of the report holds


def extract(
    request: ExtractRequest,
    control: JobControl,
    ready: Ready | None = None,
    writer: FeatureWriter | None = None,
) -> Path:
    """Extract the features of one slide; resumes where an earlier run stopped.

    A `writer` writes the file after the return; by default it is there then.

    Returns
    -------
    pathlib.Path
        The feature file, ``<out>/<slide_id>.h5`` where no other name is given.
    """
    from steph_desktop.features.extraction import extract_features
    from steph_desktop.slide.patches import PatchSpec
    from steph_desktop.slide.region import read_region

    region = None
    if request.region is not None:
        region = read_region(request.region, is_outside=request.leave_out)
    elif request.image:
        region = image_region(request.slide, request.image)
    return extract_features(
        request.slide,
        request.out,
        _encoder(request.encoder, request.weights, request.device, control),
        PatchSpec(target_mpp=request.target_mpp, patch_px=request.patch_px),
        mpp=request.mpp,
        coords_file=request.coords_file,
        region=region,
        name=request.name,
        control=control,
        ready=ready,
        writer=writer,
    )


def image_region(path: Path, number: int) -> Region:
    """Return the region of one of several images of a slide file, counted from 1.

    Raises
    ------
    StephError
        If the slide cannot be read, or holds no such image.
    """
    from steph_desktop.slide.reader import Slide
    from steph_desktop.slide.region import region_of_image

    with Slide(path) as slide:
        return region_of_image(slide.info, number)


# A bug over one slide is logged, and must not cost the others.
BAD_INPUT = (*DAMAGE, RuntimeError, MemoryError)


def batch_fault(error: Exception, path: Path) -> StephError:
    """Return what is wrong with one of a batch, in words for the user; log it if it is a bug."""
    if isinstance(error, StephError):
        return error
    fault = full_disk(error, path.name)
    if fault is None:
        fault = StephError("STEPH Desktop made a mistake", path, f"See {log_bug(error).name}.")
    return fault


def extract_each(
    requests: Sequence[ExtractRequest], control: JobControl
) -> Iterator[tuple[int, Path | StephError]]:
    """Extract slide after slide, or on the job's workers; a slide at fault does not stop others.

    Yields
    ------
    tuple
        Place of the request, and its feature file or what is wrong; as they end.
    """
    if control.workers is None:
        yield from _extract_here(requests, control)
        return
    tasks = [Task(extract, (_absolute(request),), request.slide.name) for request in requests]
    ended: list[int] = []

    def waiting() -> None:
        control.checkpoint(len(ended), len(tasks), Phase.ON_CLUSTER)

    for answer in control.workers.answers(tasks, waiting):
        ended.append(answer.number)
        yield answer.number, answer.value if answer.fault is None else answer.fault


def _extract_here(
    requests: Sequence[ExtractRequest], control: JobControl
) -> Iterator[tuple[int, Path | StephError]]:
    """Extract in turn; while a slide is in the network, the next is opened, hashed and masked.

    A card does not wait for the file of the slide before: it is told a slide later. On a processor,
    where a slide takes long and its file no time, it is told at once.
    """
    from steph_desktop.features.patch_batches import FeatureWriter
    from steph_desktop.model.devices import resolve_device

    ended = threading.Event()
    ahead: Future[Ready | None] | None = None
    behind: tuple[int, Path | StephError, FeatureWriter] | None = None
    with ThreadPoolExecutor(1, "next-slide") as pool:
        try:
            for number, request in enumerate(requests):
                ready = ahead.result() if ahead is not None else None
                following = requests[number + 1 : number + 2]
                ahead = pool.submit(_ready_for, following[0], ended) if following else None
                made: Path | StephError
                writer, later = FeatureWriter(), None
                try:
                    later = None if resolve_device(request.device) == "cpu" else writer
                    made = extract(request, control, ready, later)
                except BAD_INPUT as error:
                    made = batch_fault(error, request.slide)
                except JobCancelled:
                    if behind is not None:
                        yield _written(*behind, requests)
                        behind = None
                    raise
                if behind is not None:
                    yield _written(*behind, requests)
                behind = number, made, writer
                if later is None:
                    yield _written(*behind, requests)
                    behind = None
            if behind is not None:
                yield _written(*behind, requests)
        finally:
            ended.set()
            if behind is not None:
                behind[2].close()
            left = ahead.result() if ahead is not None else None
            if left is not None:
                left.slide.close()


def _written(
    number: int, made: Path | StephError, writer: FeatureWriter, requests: Sequence[ExtractRequest]
) -> tuple[int, Path | StephError]:
    """Wait until a slide's file is there."""
    try:
        writer.settle()
    except BAD_INPUT as error:
        made = batch_fault(error, requests[number].slide)
    writer.close()
    return number, made


def _ready_for(request: ExtractRequest, ended: threading.Event) -> Ready | None:
    from steph_desktop.features.extraction import make_ready
    from steph_desktop.slide.patches import PatchSpec

    try:
        return make_ready(
            request.slide,
            request.out,
            PatchSpec(target_mpp=request.target_mpp, patch_px=request.patch_px),
            mpp=request.mpp,
            coords_file=request.coords_file,
            name=request.name,
            control=JobControl(cancelled=ended.is_set),
        )
    except (*BAD_INPUT, JobCancelled):
        return None  # its turn comes, and says so


def _absolute(request: ExtractRequest) -> ExtractRequest:
    # A worker may have been started in another folder.
    return replace(
        request,
        slide=request.slide.resolve(),
        out=request.out.resolve(),
        weights=request.weights and request.weights.resolve(),
        coords_file=request.coords_file and request.coords_file.resolve(),
    )


def _encoder(name: str, weights: Path | None, device: str, control: JobControl) -> PatchEncoder:
    from steph_desktop.features.encoder_registry import bundled_weights
    from steph_desktop.features.encoders import load_encoder
    from steph_desktop.model.devices import resolve_device

    control.checkpoint(0, 0, Phase.LOADING_ENCODER)
    weights = weights or load_settings().encoder_weights.get(name) or bundled_weights(name)
    place = resolve_device(device)
    if weights is None or not weights.is_file():
        return load_encoder(name, weights, place)
    # Kept between slides: loading and hashing a gigabyte takes as long as hundreds of patches.
    stat = weights.stat()
    key = (name, weights, stat.st_size, stat.st_mtime_ns, str(place))
    if key not in _kept_encoder:
        _kept_encoder.clear()
        _kept_encoder[key] = load_encoder(name, weights, place)
    return _kept_encoder[key]


def analyse_case(request: AnalyseRequest, control: JobControl) -> CaseResult:
    """Take a case from slides (or feature files) to its prognosis.

    Features already in the workspace are used again. The finished case is kept in the
    workspace, in ``cases/<case_id>``, and its database then says what made it.

    Raises
    ------
    WorkspaceHeld
        If another program has the workspace open; nothing is computed then.
    CaseSigned
        If the case is signed, or was meanwhile, and the request does not say that this may be.
    StephError
        What is wrong with the slide, the features, the pack or the machine, and what to do.
    JobCancelled
        If the user stopped it; finished batches stay.
    """
    from steph_desktop.workspace.store import Workspace

    with Workspace.open(request.workspace) as workspace, _opened(request) as (card, slides):
        _require_unsigned(workspace, request)
        features, result = _predict(request, card, slides, control)
        folder = case_folder(request.workspace, request.case_id)
        _require_unsigned(workspace, request)  # it may have been signed while this ran
        kept = save_generation(CaseRecord(result, _take_pictures(slides, result)), folder)
        _record(workspace, request, result, features, kept)
        recorded = recorded_case_files(request.workspace, [folder.name])[folder.name]
        remove_generations(folder, [request.workspace / path for path in recorded])
    return result


def _require_unsigned(workspace: Workspace, request: AnalyseRequest) -> None:
    """Refuse to replace what a signature stands for, whoever asks: window, queue or command."""
    row = workspace.case_named(request.case_id)
    if row is None or request.replace_signed:
        return
    reviews, has_result = workspace.reviews_of_result(request.case_id), row.result_id is not None
    if reached(reviews, has_result=has_result) is CaseStatus.SIGNED_OFF:
        raise CaseSigned(
            "This case is signed and keeps its result",
            request.case_id,
            "Choose Analyse again in the case menu to replace it.",
        )


def _record(
    workspace: Workspace,
    request: AnalyseRequest,
    result: CaseResult,
    features: Sequence[Path],
    kept: Sequence[Path],
) -> None:
    """Note a saved case in the workspace: what made it, from what, and the hashes of its files."""
    from steph_desktop.model.devices import resolve_device

    card, prediction, quality = result.card, result.prediction, quality_of(result.checks)
    vote, note = vote_of_result(result), region_of_result(result)
    run = Run(
        model_id=card.model_id,
        model_sha256=card.weights_sha256,
        encoder=card.encoder,
        encoder_sha256=result.encoder_sha256,
        target_mpp=card.target_mpp,
        patch_px=card.patch_px,
        seed=request.seed,
        app_version=result.app_version,
        device=str(resolve_device(request.device)),
    )
    outcome = Outcome(
        risk_score=float(prediction.risk_score),
        n_patches=len(prediction.attention),
        risk_percentile=result.risk_percentile,
        risk_group=result.risk_group.value if result.risk_group else None,
        quality=quality.value if quality is not None else None,
        members=None if vote is None else json.dumps(to_json(vote)),
        region=None if note is None else json.dumps(to_json(note)),
    )
    inputs = [
        ResultInput(path, sha256_of(path), is_slide=False, region=_region_entry(part))
        if is_feature_file(path)
        else ResultInput(path, part.slide_sha256, mpp=request.mpp, region=_region_entry(part))
        for path, part in zip(request.slides, result.slides, strict=True)
    ]
    files = [(path, FileKind.CASE) for path in kept]
    files += [(path, FileKind.FEATURES) for path in features]
    workspace.record_result(request.case_id, run, outcome, inputs, files)


def _region_entry(part: SlidePatches) -> dict[str, object] | None:
    """Return what the audit trail keeps of a slide where only a region was read."""
    if part.region is None:
        return None
    return {
        **chosen(part.region.region, "sha256", "is_outside"),
        **chosen(part.region, "of_whole", "kept", "total"),
    }


def predict_case(request: AnalyseRequest, control: JobControl) -> CaseResult:
    """Predict a case from its slides or feature files; only features are kept on disk.

    Raises
    ------
    StephError
        As `analyse_case`.
    JobCancelled
        If the user stopped it; finished batches stay.
    """
    with _opened(request) as (card, slides):
        return _predict(request, card, slides, control)[1]


@contextmanager
def _opened(request: AnalyseRequest) -> Iterator[tuple[PackCard, list[Slide | None]]]:
    """Read the card and open the slides, each once for all that follows; None for features."""
    from steph_desktop.model.packs import read_card

    if not request.slides:
        raise StephError("This case has no slide", None, "Add a slide and start again.")
    card = read_card(request.model)  # one that is not there is told before any slide is read
    with ExitStack() as stack:
        slides: list[Slide | None] = []
        for path in request.slides:
            slide = None
            if not is_feature_file(path):
                if not path.exists():
                    raise StephError(
                        "This file was not found", path, "Check the name and the folder."
                    )
                from steph_desktop.slide.reader import Slide

                slide = stack.enter_context(Slide(path, request.mpp))
                slide.require_mpp()
            slides.append(slide)
        yield card, slides


def _predict(
    request: AnalyseRequest,
    card: PackCard,
    slides: Sequence[Slide | None],
    control: JobControl,
) -> tuple[list[Path], CaseResult]:
    """Return a case's feature files, in bag order, with its result."""
    from steph_desktop.features.bag import bag_within, read_bag

    encoder: PatchEncoder | None = None
    parts: list[tuple[Path, Bag, Slide | None]] = []
    regions = request.regions or (None,) * len(slides)
    if len(regions) != len(slides):
        what = "The slides of this case have changed since the region was chosen"
        raise StephError(what, None, "Choose the region again.")
    for path, slide, region in zip(request.slides, slides, regions, strict=True):
        if slide is None:
            control.checkpoint(0, 0, Phase.READING_FEATURES)
            bag = read_bag(path)
            bag = bag if region is None else bag_within(bag, region, path)
            parts.append((path, bag, None))
            continue
        # Here, not above: features alone do not wait for the readers of slides.
        from steph_desktop.features.extraction import extract_bag
        from steph_desktop.features.feature_places import place_of_features
        from steph_desktop.slide.patches import PatchSpec

        spec = PatchSpec(target_mpp=card.target_mpp, patch_px=card.patch_px)
        find = partial(
            place_of_features,
            request.workspace,
            card.encoder,
            slide,
            control,
            target_mpp=card.target_mpp,
            patch_px=card.patch_px,
        )
        whole, digest = find()
        if encoder is None:
            encoder = _encoder(card.encoder, request.encoder_weights, request.device, control)
        extract = partial(
            extract_bag, slide, encoder=encoder, spec=spec, control=control, slide_sha256=digest
        )
        if region is None:
            parts.append((whole, extract(whole), slide))
            continue
        if request.whole_first:
            extract(whole)
        final, _ = find(region=region, slide_sha256=digest)
        parts.append((final, extract(final, region=region, whole=whole), slide))
    result = predict_bags(
        parts,
        request.model,
        case_id=request.case_id,
        device=request.device,
        seed=request.seed,
        control=control,
    )
    return [path for path, _, _ in parts], _named_by_slides(result, request.slides)


def _named_by_slides(result: CaseResult, slides: Sequence[Path]) -> CaseResult:
    """Give slides their names of today: their features may be those of an earlier name."""
    from steph_desktop.slide.info import slide_id_of

    parts = tuple(
        part if is_feature_file(path) else replace(part, slide_id=slide_id_of(path))
        for path, part in zip(slides, result.slides, strict=True)
    )
    return replace(result, slides=parts, patient_id=parts[0].slide_id)


def _take_pictures(slides: Sequence[Slide | None], result: CaseResult) -> CasePictures:
    """Read thumbnails and the patches that count most; feature files alone have none."""
    if None in slides:
        return CasePictures()
    values = risk_contributions(result.prediction, result.card.bins)
    order = np.argsort(-values, kind="stable")
    chosen = [int(row) for row in order[:N_PATCH_PICTURES] if values[row] > 0]
    chosen += [int(row) for row in order[::-1][:N_PATCH_PICTURES] if values[row] < 0]
    thumbnails, downsamples = [], []
    patches: dict[int, Any] = {}
    for slide, part in zip(slides, result.slides, strict=True):
        if slide is None:
            continue
        image = slide.thumbnail(THUMBNAIL_MAX_PX)
        thumbnails.append(image)
        downsamples.append(slide.info.size_px[0] / image.shape[1])
        for row in chosen:
            place, x_px, y_px = locate(result, row)
            if place is part and x_px is not None and y_px is not None:
                side_px = part.patch_size_level0_px
                patches[row] = slide.read_region(x_px, y_px, 0, side_px, side_px)
    shown = [row for row in chosen if row in patches]
    return CasePictures(
        tuple(thumbnails), tuple(downsamples), tuple(shown), tuple(patches[row] for row in shown)
    )

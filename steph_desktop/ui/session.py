"""What the window works on: cases, the model, jobs; every file is opened off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from steph_desktop.cases import CaseResult, locate
from steph_desktop.core import Progress, StephError
from steph_desktop.model.card import PackCard
from steph_desktop.pipeline import AnalyseRequest
from steph_desktop.settings import Settings, save_settings
from steph_desktop.slide.pixel_size import checked_mpp
from steph_desktop.slide.reader import SLIDE_SUFFIXES, Slide, SlideInfo
from steph_desktop.ui.jobs import Engine, JobRunner, start_engine
from steph_desktop.ui.reading import ReaderPool
from steph_desktop.ui.tiles import read_area, to_image
from steph_desktop.ui.worklist import Case, CaseState, Worklist
from steph_desktop.workspace.pseudonyms import Pseudonyms

PACK_SUFFIX = ".steph"
_THUMBNAIL_PX = 160
_PATCH_PICTURE_PX = 128


class Probe(NamedTuple):
    """What opening a slide told."""

    info: SlideInfo
    thumbnail: QImage


class Pack(NamedTuple):
    """What a model pack told."""

    card: PackCard
    needs_weights: bool


class Missing(NamedTuple):
    """What stands between a case and its analysis; all False when nothing does."""

    mpp: bool
    model: bool
    weights: bool


class Session(QObject):
    """The state behind the window.

    Parameters
    ----------
    workspace : pathlib.Path
        Folder that keeps features and results.
    pseudonyms : Pseudonyms
        Names the cases.
    settings : Settings
        The user's choices.
    engine_factory : callable, optional
        Makes the engine; the real child process by default.
    remember : bool
        Keep changed settings for the next start.
    """

    model_changed = Signal()
    slide_opened = Signal(str, int, object)
    """case_id, number of the slide, open Slide"""
    slide_failed = Signal(str, int, object)
    """case_id, number of the slide, StephError"""
    label_read = Signal(object)
    patch_read = Signal(str, int, object)
    """case_id, row of the bag, QImage"""
    notice = Signal(str)
    """A sentence for the user about something that did not work."""

    def __init__(
        self,
        workspace: Path,
        pseudonyms: Pseudonyms,
        settings: Settings,
        engine_factory: Callable[[], Engine] = start_engine,
        parent: QObject | None = None,
        *,
        remember: bool = True,
    ) -> None:
        super().__init__(parent)
        self._remember = remember
        self.workspace = workspace
        self.settings = settings
        self.worklist = Worklist(self)
        self.model: Path | None = None
        self.card: PackCard | None = None
        self._needs_weights = False
        self._pseudonyms = pseudonyms
        self._analyse_when_ready: dict[str, None] = {}  # in the order they were asked for
        self.loader = ReaderPool(2, self)
        self.loader.done.connect(self._on_read)
        self.loader.failed.connect(self._on_unreadable)
        self.jobs = JobRunner(engine_factory, self)
        self.jobs.begun.connect(self._on_begun)
        self.jobs.progressed.connect(self._on_progress)
        self.jobs.finished_case.connect(self._on_finished)
        self.jobs.failed.connect(self._on_failed)
        self.jobs.cancelled.connect(self._on_cancelled)

    @property
    def running(self) -> Case | None:
        """The case that is analysed now."""
        cases = (self.worklist[case_id] for case_id in self.worklist.case_ids)
        return next((case for case in cases if case.state is CaseState.RUNNING), None)

    def close(self) -> None:
        """End all threads and the engine; finished work is on disk already."""
        self.jobs.close()
        self.loader.close()

    # Opening -------------------------------------------------------------------------------

    def open_paths(self, paths: Sequence[Path]) -> str | None:
        """Open slides as cases, and a model pack as the model.

        Returns
        -------
        str or None
            Pseudonym of the first case opened or already open.
        """
        first: str | None = None
        for path in paths:
            if path.suffix.lower() == PACK_SUFFIX or (path / "card.json").exists():
                self.choose_model(path)
                continue
            if path.is_dir():
                self.loader.request(("folder", path), partial(_slides_in, path))
                continue
            case_id = self._pseudonyms.name(path)
            first = first or case_id
            if case_id not in self.worklist:
                self.worklist.add(Case(case_id, (path,)))
                self._probe(case_id)
        return first

    def join(self, case_ids: Sequence[str]) -> None:
        """Make several cases one: slides of the same patient, analysed as one bag."""
        kept, *others = case_ids
        slides = [slide for case_id in case_ids for slide in self.worklist[case_id].slides]
        for case_id in others:
            self.remove(case_id)
        self.worklist.change(
            kept, slides=tuple(slides), result=None, error=None, state=CaseState.OPENING
        )
        self._probe(kept)

    def remove(self, case_id: str) -> None:
        """Take a case off the list; its job is stopped, its files stay."""
        self.jobs.cancel(case_id)
        self._analyse_when_ready.pop(case_id, None)
        self.worklist.remove(case_id)

    def open_slide(self, case_id: str, number: int) -> None:
        """Open a slide for the viewer; `slide_opened` follows."""
        case = self.worklist[case_id]
        path = case.slides[number]
        self.loader.request(("show", case_id, number), partial(Slide, path, case.mpp))

    def read_label(self, slide: Slide) -> None:
        """Read the label image, which may name the patient; `label_read` follows."""
        self.loader.request(("label",), lambda: to_image(slide.associated_image("label")))

    def read_patches(self, case_id: str, rows: Sequence[int]) -> None:
        """Read pictures of patches; `patch_read` follows for each."""
        case = self.worklist[case_id]
        for row in rows:
            self.loader.request(("patch", case_id, row), partial(_patch_picture, case, row))

    def _probe(self, case_id: str) -> None:
        case = self.worklist[case_id]
        self.loader.request(("probe", case_id), partial(_probe, case.slides, case.mpp))

    # Settings ------------------------------------------------------------------------------

    def change_settings(self, **changes: object) -> None:
        """Change the user's choices and keep them."""
        self.settings = replace(self.settings, **changes)  # type: ignore[arg-type]
        if not self._remember:
            return
        try:
            save_settings(self.settings)
        except StephError as error:
            self.notice.emit(str(error))

    def choose_model(self, pack: Path, *, remember: bool = True) -> None:
        """Use a model pack from now on; `model_changed` follows once its card is read."""
        self.loader.request(
            ("card", pack, remember), partial(_read_pack, pack, self.settings.encoder_weights)
        )

    def choose_weights(self, file: Path) -> None:
        """Point to the weight file of the model's encoder."""
        if self.card is not None:
            weights = {**self.settings.encoder_weights, self.card.encoder: file}
            self.change_settings(encoder_weights=weights)
            self._needs_weights = False
            self.model_changed.emit()

    def state_mpp(self, case_id: str, mpp: float) -> None:
        """Record the resolution that the user states for a case.

        Raises
        ------
        StephError
            If no slide can have it.
        """
        self.worklist.change(case_id, mpp=checked_mpp(mpp), state=CaseState.OPENING)
        self._probe(case_id)

    # Jobs ----------------------------------------------------------------------------------

    def missing(self, case: Case) -> Missing:
        """Say what a case still needs before it can be analysed."""
        return Missing(case.needs_mpp, self.card is None, self._needs_weights)

    def can_analyse(self, case: Case) -> bool:
        """Return True if nothing is missing and the case is not at work already."""
        known = case.state in (CaseState.READY, CaseState.DONE, CaseState.FAILED)
        return known and not any(self.missing(case))

    def analyse(self, case_id: str) -> None:
        """Queue a case."""
        case = self.worklist[case_id]
        if not self.can_analyse(case) or self.model is None or self.card is None:
            return
        request = AnalyseRequest(
            case_id=case_id,
            slides=case.slides,
            model=self.model,
            workspace=self.workspace,
            encoder_weights=self.settings.encoder_weights.get(self.card.encoder),
            mpp=case.mpp,
            device=self.settings.device,
        )
        self.worklist.change(case_id, state=CaseState.QUEUED, progress=None, error=None)
        self.jobs.submit(case_id, request)

    def analyse_when_ready(self, case_id: str) -> None:
        """Queue a case as soon as its slide and the model are read."""
        self._analyse_when_ready[case_id] = None
        self._start_ready()

    def cancel(self, case_id: str) -> None:
        """Ask a case's job to stop."""
        self.jobs.cancel(case_id)

    def _start_ready(self) -> None:
        for case_id in list(self._analyse_when_ready):
            if self.can_analyse(self.worklist[case_id]):
                self._analyse_when_ready.pop(case_id, None)
                self.analyse(case_id)

    # Answers of the reader threads -----------------------------------------------------------

    def _on_read(self, key: object, answer: object) -> None:
        match key, answer:
            case ("probe", str(case_id)), Probe(info, thumbnail) if case_id in self.worklist:
                is_old = self.worklist[case_id].result is not None
                self.worklist.change(
                    case_id,
                    state=CaseState.DONE if is_old else CaseState.READY,
                    thumbnail=thumbnail,
                    mpp_fault=info.mpp_fault,
                    error=None,
                )
                self._start_ready()
            case ("show", str(case_id), int(number)), Slide():
                self.slide_opened.emit(case_id, number, answer)
            case ("card", Path() as pack, bool(remember)), Pack(card, needs_weights):
                self.model, self.card, self._needs_weights = pack, card, needs_weights
                if remember:
                    self.change_settings(default_model=pack)
                self.model_changed.emit()
                self._start_ready()
            case ("folder", _), tuple():
                self.open_paths(answer)
            case ("label",), QImage():
                self.label_read.emit(answer)
            case ("patch", str(case_id), int(row)), QImage():
                self.patch_read.emit(case_id, row, answer)

    def _on_unreadable(self, key: object, error: object) -> None:
        match key, error:
            case ("probe", str(case_id)), StephError() as fault:
                self.worklist.change(case_id, state=CaseState.UNREADABLE, error=fault)
            case ("show", str(case_id), int(number)), StephError():
                self.slide_failed.emit(case_id, number, error)
            case ("card" | "folder" | "label", *_), StephError() as fault:
                self.notice.emit(str(fault))

    # Answers of the engine -------------------------------------------------------------------

    def _on_begun(self, case_id: str) -> None:
        self.worklist.change(case_id, state=CaseState.RUNNING)

    def _on_progress(self, case_id: str, progress: object) -> None:
        if isinstance(progress, Progress):
            self.worklist.change(case_id, progress=progress)

    def _on_finished(self, case_id: str, result: object) -> None:
        if isinstance(result, CaseResult):
            self.worklist.change(case_id, state=CaseState.DONE, result=result, progress=None)

    def _on_failed(self, case_id: str, error: object) -> None:
        self.worklist.change(case_id, state=CaseState.FAILED, error=error, progress=None)

    def _on_cancelled(self, case_id: str) -> None:
        if case_id in self.worklist:
            done = self.worklist[case_id].result is not None
            state = CaseState.DONE if done else CaseState.READY
            self.worklist.change(case_id, state=state, progress=None)


def _probe(slides: Sequence[Path], mpp: float | None) -> Probe:
    """Open every slide of a case; the first fault, or the first unknown resolution, is told."""
    found: list[Probe] = []
    for path in slides:
        with Slide(path, mpp) as slide:
            picture = slide.thumbnail(_THUMBNAIL_PX) if not found else None
            image = to_image(picture) if picture is not None else found[0].thumbnail
            found.append(Probe(slide.info, image))
    first_fault = next((probe for probe in found if probe.info.mpp_fault), found[0])
    return Probe(first_fault.info, found[0].thumbnail)


def _slides_in(folder: Path) -> tuple[Path, ...]:
    try:
        found = sorted(p for p in folder.iterdir() if p.suffix.lower() in SLIDE_SUFFIXES)
    except OSError as error:
        raise StephError("The folder cannot be read", folder, "Check its access rights.") from error
    if not found:
        raise StephError("No slide in this folder", folder, "Choose a folder that holds slides.")
    return tuple(found)


def _read_pack(pack: Path, stated: Mapping[str, Path]) -> Pack:
    """Read a pack's card, and look whether its encoder's weights are here."""
    from steph_desktop.features.encoders import ENCODERS, bundled_weights
    from steph_desktop.model.checkpoint import read_card

    card = read_card(pack)
    file = stated.get(card.encoder)
    here = bundled_weights(card.encoder) is not None or (file is not None and file.is_file())
    return Pack(card, card.encoder in ENCODERS and not here)


def _patch_picture(case: Case, row: int) -> QImage:
    """Read one patch of a finished case."""
    if case.result is None:
        raise StephError("The case has no result", None, "Analyse it first.")
    part, x_px, y_px = locate(case.result, row)
    if x_px is None or y_px is None or part.patch_size_level0_px <= 0:
        raise StephError("The patch has no position on the slide")
    number = next(n for n, other in enumerate(case.result.slides) if other is part)
    path = case.slides[number]
    side = part.patch_size_level0_px
    with Slide(path, case.mpp) as slide:
        return read_area(slide, x_px, y_px, side, side, max(1.0, side / _PATCH_PICTURE_PX))

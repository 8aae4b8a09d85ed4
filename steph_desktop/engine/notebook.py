"""The program for notebooks: slides, features, predictions, what-ifs and survival curves.

``import steph_desktop`` gives these names. What they return follows the rule of the window: a
figure that the program does not believe is None, with the reason beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from steph_desktop.case.disclosure import Disclosure, disclose_result, figures_of, prediction_json
from steph_desktop.case.result import CaseFigures, CaseResult, case_figures
from steph_desktop.case.what_if import (
    Mixture,
    answer_what_if,
    question_about,
    what_if_result,
    why_no_what_if,
)
from steph_desktop.core.codec import chosen
from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobControl, Progress
from steph_desktop.core.settings import user_data_dir
from steph_desktop.engine import use_cases
from steph_desktop.engine.job_requests import AnalyseRequest, ExtractRequest
from steph_desktop.model.outputs import risk_contributions
from steph_desktop.resources import resource_path

if TYPE_CHECKING:
    import pandas as pd

    from steph_desktop.slide.reader import Slide
    from steph_desktop.survival.curves import KaplanMeierCurve
    from steph_desktop.survival.estimators import LogRankTest

DEMO = "demo"
"""In place of a pack's path: the demo's model, trained on synthetic slides only."""

Told = Callable[[Progress], None]


@dataclass(frozen=True)
class PredictedCase:
    """A predicted case, as far as it may be said."""

    result: CaseResult  # everything the model said, whether or not it may be shown
    disclosure: Disclosure  # what may be said of it
    paths: tuple[Path, ...]  # of its slides or feature files
    model: Path  # the pack
    workspace: Path  # where features of slides are kept

    @property
    def withheld(self) -> str | None:
        """Why nothing of the answer is said; None where it is."""
        return self.disclosure.reason if self.disclosure.is_withheld else None

    @property
    def figures(self) -> CaseFigures:
        """Risk score, percentile, group, survival at 1, 3 and 5 years; empty where withheld."""
        return figures_of(self.result, self.disclosure)

    def to_json(self) -> dict[str, Any]:
        """Return what ``predict --json`` gives."""
        return prediction_json(self.result, self.disclosure)

    def checks(self) -> pd.DataFrame:
        """Return the checks of model and slides: name, status, figure, reason."""
        return _frame(self.to_json()["checks"], ("name", "status", "figure", "reason"))

    def curve(self) -> pd.DataFrame:
        """Return time_days and survival at the end of each bin but the open one; may be empty."""
        return _curve(self.result, self.disclosure)

    def sources(self) -> pd.DataFrame:
        """Return cancer, weight, lambda_target, selected of the sources, in the model's order."""
        columns = ("cancer", "weight", "lambda_target", "selected")
        shown = () if self.disclosure.is_withheld else self.result.prediction.sources
        return _frame([chosen(s, *columns) for s in shown], columns)

    def patches(self, horizon_years: float | None = None) -> pd.DataFrame:
        """Return slide, x, y (level-0 px), attention and risk_contribution of each patch.

        Parameters
        ----------
        horizon_years : float, optional
            Explains the survival at this time; by default the risk score, whose contributions sum
            to 0 over the case.
        """
        import pandas as pd

        columns = ["slide", "x", "y", "attention", "risk_contribution"]
        if self.disclosure.is_withheld:
            return pd.DataFrame(columns=columns)
        result = self.result
        rows = []
        for number, part in enumerate(result.slides, 1):
            coords = part.coords if part.coords is not None else np.full((part.count, 2), -1)
            rows += [(number, int(x), int(y)) for x, y in coords]
        frame = pd.DataFrame(rows, columns=columns[:3])
        frame["attention"] = result.prediction.attention
        frame["risk_contribution"] = risk_contributions(
            result.prediction, result.card.bins, horizon_years
        )
        return frame

    def what_if(
        self,
        *,
        without: Sequence[str] = (),
        weights: Mapping[str, float] | None = None,
        lambdas: Mapping[str, float] | None = None,
    ) -> PredictedCase:
        """Return the case as the model would answer it with other sources; never a result.

        Parameters
        ----------
        without : sequence of str
            Source cancers to leave out.
        weights, lambdas : mapping of str to float, optional
            Weights (at least 0) and mixing ratios (0 to 1) by cancer, in place of the model's.

        Raises
        ------
        StephError
            If the model does not mix its sources case by case, or has no such source.
        """
        if reason := why_no_what_if(self.result):
            raise StephError(reason)
        names = [source.cancer for source in self.result.prediction.sources]
        mixture = Mixture.of(self.result.prediction.sources)
        for name in (*without, *(weights or {}), *(lambdas or {})):
            if name not in names:
                raise StephError(
                    "The model has no such source", name, f"It has {', '.join(names)}."
                )
        for name in without:
            mixture = mixture.with_selected(names.index(name), selected=False)
        for name, weight in (weights or {}).items():
            mixture = mixture.with_weight(names.index(name), weight)
        for name, ratio in (lambdas or {}).items():
            mixture = mixture.with_lambda(names.index(name), ratio)
        question = question_about(self.result, self.paths, self.workspace, [self.model])
        answer = answer_what_if(question.asking(mixture), JobControl())
        changed = what_if_result(self.result, answer.prediction)
        return PredictedCase(changed, self.disclosure, self.paths, self.model, self.workspace)


def _curve(result: CaseResult, disclosure: Disclosure) -> pd.DataFrame:
    columns = ("time_days", "survival")
    if disclosure.is_withheld:
        return _frame([], columns)
    last = case_figures(result).last_days
    ends = result.card.bins.edges_days[1:]
    rows = [
        {"time_days": end, "survival": float(alive)}
        for end, alive in zip(ends, result.prediction.survival, strict=True)
        if end is not None and end <= last
    ]
    return _frame([{"time_days": 0.0, "survival": 1.0}, *rows], columns)


def _frame(rows: Sequence[Mapping[str, object]], columns: Sequence[str]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(list(rows), columns=list(columns))


def open_slide(path: str | Path, mpp: float | None = None) -> Slide:
    """Open a whole-slide image; close it, or use it as a context.

    Parameters
    ----------
    path : str or pathlib.Path
        The slide.
    mpp : float, optional
        Micrometres per pixel, for a slide that does not say.

    Raises
    ------
    StephError
        If it cannot be read as a slide.
    """
    from steph_desktop.slide.reader import Slide

    return Slide(Path(path), mpp)


def extract(
    path: str | Path,
    out: str | Path,
    encoder: str = "effnet-lite0",
    *,
    weights: str | Path | None = None,
    mpp: float | None = None,
    device: str = "auto",
    progress: Told | None = None,
) -> Path:
    """Extract the features of a slide; resumes where an earlier run stopped.

    Returns
    -------
    pathlib.Path
        The feature file, ``<out>/<slide_id>.h5``.

    Raises
    ------
    StephError
        What is wrong with the slide, the weights or the machine, and what to do.
    """
    request = ExtractRequest(
        slide=Path(path),
        out=Path(out),
        encoder=encoder,
        weights=None if weights is None else Path(weights),
        mpp=mpp,
        device=device,
    )
    return use_cases.extract(request, JobControl(progress))


def predict(
    *paths: str | Path,
    model: str | Path = DEMO,
    workspace: str | Path | None = None,
    weights: str | Path | None = None,
    mpp: float | None = None,
    device: str = "auto",
    even_if_unsuitable: bool = False,
    progress: Told | None = None,
) -> PredictedCase:
    """Predict one patient from slides or feature files, joined into one bag.

    Parameters
    ----------
    *paths : str or pathlib.Path
        Slides or feature files of one patient.
    model : str or pathlib.Path
        A model pack, or ``"demo"``.
    workspace : str or pathlib.Path, optional
        Keeps the features of slides; the user's own by default.
    weights : str or pathlib.Path, optional
        Weight file of the model's encoder, where it is not bundled.
    mpp : float, optional
        Micrometres per pixel, for slides that do not say.
    device : str
        ``auto``, ``cpu``, ``cuda``, ``cuda:i`` or ``mps``.
    even_if_unsuitable : bool
        Say also what the program does not believe; it is marked as shown on request.
    progress : callable, optional
        Given a `Progress` now and then.

    Raises
    ------
    StephError
        What is wrong with a file, the pack or the machine, and what to do.
    """
    pack = resource_path("demo", "model.steph") if model == DEMO else Path(model)
    # Absolute: a notebook may change its folder before it asks what if.
    place = user_data_dir() if workspace is None else Path(workspace).resolve()
    files = tuple(Path(path).resolve() for path in paths)
    request = AnalyseRequest(
        case_id="",
        slides=files,
        model=pack,
        workspace=place,
        encoder_weights=None if weights is None else Path(weights),
        mpp=mpp,
        device=device,
    )
    result = use_cases.predict_case(request, JobControl(progress))
    said = disclose_result(result, is_requested=even_if_unsuitable)
    return PredictedCase(result, said, files, pack, place)


def kaplan_meier(
    times_days: Sequence[float], events: Sequence[bool], label: str = ""
) -> KaplanMeierCurve:
    """Estimate a Kaplan-Meier curve; see `steph_desktop.survival.estimators.kaplan_meier`."""
    from steph_desktop.survival import estimators

    return estimators.kaplan_meier(np.asarray(times_days, float), np.asarray(events, bool), label)


def log_rank(groups: Sequence[tuple[Sequence[float], Sequence[bool]]]) -> LogRankTest:
    """Compare the survival of groups; see `steph_desktop.survival.estimators.log_rank`."""
    from steph_desktop.survival import estimators

    return estimators.log_rank(
        [(np.asarray(times, float), np.asarray(events, bool)) for times, events in groups]
    )

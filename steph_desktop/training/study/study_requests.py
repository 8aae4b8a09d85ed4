"""What a study asks of the engine; light enough for the window and the queue of jobs."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from steph_desktop.model.card import LambdaForm
from steph_desktop.training.hyperparameters import Hyperparameters

ALONE = "steph_lambda0"


@dataclass(frozen=True)
class CohortFeaturesRequest:
    """Features of many slides, asked for.

    Attributes
    ----------
    slides : tuple of pathlib.Path
        The slides, no two of one name; or feature files, which are looked at and taken as they are.
    out : pathlib.Path
        Folder of the feature files.
    encoder : str
        Name in the encoder registry; not used for feature files.
    weights : pathlib.Path, optional
        Weight file of an encoder that is not bundled.
    mpp : float, optional
        Micrometres per pixel stated for slides that do not say.
    device : str
        Where the encoder runs.
    n_patches : tuple of int
        Patches of feature files that were read before and found whole, 0 for the others; empty
        where nothing is known. A file that is known is copied without being read again.
    """

    slides: tuple[Path, ...]
    out: Path
    encoder: str
    weights: Path | None = None
    mpp: float | None = None
    device: str = "auto"
    n_patches: tuple[int, ...] = ()


@dataclass(frozen=True)
class RetrainRequest:
    """A model of one's own cohort, asked for.

    Attributes
    ----------
    cohort : pathlib.Path
        Cohort folder that holds the target's tables and features.
    out : pathlib.Path
        The study's training folder.
    target : str
        Name of the target in the cohort.
    method : str
        Name in `METHODS`.
    source_packs : tuple of pathlib.Path
        Packs that hold source models.
    source_cohort : pathlib.Path, optional
        Cohort folder of other cancers, on which source models are fitted first.
    folds : int
        Folds 0 to this are run.
    seeds : tuple of int
        Seeds of the fits.
    hyper : Hyperparameters
        The other values.
    lambda_form : LambdaForm
        Of the mixing ratio.
    device : str
        Where it runs.
    """

    cohort: Path
    out: Path
    target: str
    method: str
    source_packs: tuple[Path, ...] = ()
    source_cohort: Path | None = None
    folds: int = 5
    seeds: tuple[int, ...] = (42,)
    hyper: Hyperparameters = field(default_factory=Hyperparameters)
    lambda_form: LambdaForm = LambdaForm.RATIO
    device: str = "auto"

    @property
    def has_sources(self) -> bool:
        """Whether there is anything to transfer from."""
        return bool(self.source_packs) or self.source_cohort is not None

    @property
    def label(self) -> str:
        """The method as tables name it."""
        from steph_desktop.training.protocol import label_of

        return label_of(self.method, self.lambda_form)

    @property
    def methods(self) -> tuple[str, ...]:
        """What is run, the target alone first; the chosen one last."""
        others = ["vanilla", "finetuned", *([ALONE] if self.has_sources else [])]
        return tuple(dict.fromkeys([*others, self.method]))


@dataclass(frozen=True)
class SaveStudyRequest:
    """A finished study, to be saved as a pack.

    Attributes
    ----------
    cohort, training : pathlib.Path
        The study's cohort folder and training folder.
    out : pathlib.Path
        The pack to write.
    model_id : str
        Name of the model.
    replace_existing : bool
        Replace a pack that stands there; only after the user said so.
    facts : pathlib.Path, optional
        Folder that keeps what was found of the study's slides: the stain of those that can still be
        read is measured, for the pack to tell another stain by.
    mpp : float, optional
        Micrometres per pixel stated for slides that do not say.
    """

    cohort: Path
    training: Path
    out: Path
    model_id: str
    replace_existing: bool = False
    facts: Path | None = None
    mpp: float | None = None

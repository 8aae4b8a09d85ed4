"""Requests for training: what the window, the commands and the queue ask of the engine.

Light, so that the window can make a request without loading torch. Names of fields are in the
databases of workspaces and never change.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from steph_desktop.core.codec import Key
from steph_desktop.model.card import Backbone, LambdaForm, Preset
from steph_desktop.training.training_events import BASELINE

if TYPE_CHECKING:
    from steph_desktop.training.trainer import TrainSettings

RECOMMENDED_METHOD = "steph_auto"
RECOMMENDED_REASON = (
    "It leaves the target model only where validation inside the training part supports it: on "
    "synthetic cohorts it gained where cancers are related and lost nothing on average where they "
    "are not."
)
RECOMMENDED_OF_ANY = "steph"
"""The same, for a backbone other than ABMIL: the recommended method knows ABMIL's layers."""
ANY_BACKBONE = frozenset(
    {
        "vanilla", "finetuned", "steph", "steph_lambda0", "steph_lambda1", "steph_dense",
        "steph_lambda_trainable", "steph_w_trainable", "steph_adaptive_k", "cox_clinical",
        "cox_mean", "cox_slide",
    }
)  # fmt: skip
"""Methods that run on every backbone, as the registry declares them; known without torch."""
ALONE = "steph_lambda0"
"""The sources mixed without the target: what a method with sources is compared with."""


@dataclass(frozen=True)
class Hyperparameters:
    """The values of a training that a person may change; the defaults are the paper's."""

    # epochs, bags_per_step, embed_dim, attn_dim, hyper_dim, k, lr, weight_decay, beta: See
    # `TrainSettings`.
    epochs: int = 20
    bags_per_step: int = 16
    embed_dim: int = 512
    attn_dim: int = 384
    hyper_dim: int = 512
    k: int = 5
    lr: float = 1e-4
    weight_decay: float = 1e-5
    beta: float = 0.05
    gamma: float | None = None  # chosen inside each training fold if None
    # Whose choices are followed where the authors' code says more than the paper.
    preset: Annotated[Preset, Key(omit=True, later=True)] = Preset.DEFAULT
    # Columns of the label table that the Cox opponents know; guessed by their names if None.
    clinical: Annotated[tuple[str, ...] | None, Key(omit=True, later=True)] = None
    backbone: Annotated[Backbone, Key(omit=True, later=True)] = Backbone.ABMIL  # of the network

    def settings(self, device: str) -> TrainSettings:
        """Return how to fit."""
        from steph_desktop.training.trainer import TrainSettings

        values = asdict(self) | {"clinical": self.clinical or (), "device": device}
        del values["gamma"]
        return TrainSettings(**values).in_preset(self.preset)


@dataclass(frozen=True)
class CohortFeaturesRequest:
    """Request for the features of many slides."""

    # The slides; or feature files, which are copied as they are.
    slides: tuple[Path, ...]
    out: Path  # folder of the feature files
    encoder: str  # name in the encoder registry; not used for feature files
    weights: Path | None = None  # weight file of an encoder that is not bundled
    mpp: float | None = None  # micrometres per pixel stated for slides that do not say
    device: str = "auto"  # where the encoder runs
    # Patches of feature files that were read before and found whole, 0 for the others; empty where
    # nothing is known. A file that is known is copied without being read again.
    n_patches: Annotated[tuple[int, ...], Key(later=True)] = ()
    # Stems of the feature files; those of the slides if empty. Slides of one stem need others.
    names: Annotated[tuple[str, ...], Key(omit=True)] = ()


class PackForm(Enum):
    """Which models of a study a pack holds."""

    MEMBERS = "members"  # those of the folds, each measured on patients that it has not seen
    REFIT = "refit"  # one, fitted on all patients; the cross-validation is its evidence


@dataclass(frozen=True)
class RetrainRequest:
    """Request for a model of one's own cohort."""

    cohort: Path  # cohort folder that holds the target's tables and features
    out: Path  # the study's training folder
    target: str  # name of the target in the cohort
    method: str  # name in `METHODS`
    source_packs: tuple[Path, ...] = ()  # packs that hold source models
    # Cohort folder of other cancers, on which source models are fitted first.
    source_cohort: Path | None = None
    folds: int = 5  # folds 0 to this are run
    seeds: tuple[int, ...] = (42,)  # seeds of the fits
    hyper: Hyperparameters = field(default_factory=Hyperparameters)  # the other values
    lambda_form: LambdaForm = LambdaForm.RATIO  # of the mixing ratio
    device: str = "auto"  # where it runs
    # Fit every method once more on all patients, see `PackForm.REFIT`; about one more fold.
    refit: Annotated[bool, Key(omit=True, later=True)] = True

    @property
    def has_sources(self) -> bool:
        """Whether there is anything to transfer from."""
        return bool(self.source_packs) or self.source_cohort is not None

    @property
    def label(self) -> str:
        """The method as tables name it."""
        from steph_desktop.training.protocol import label_of  # loads torch

        return label_of(self.method, self.lambda_form)

    @property
    def methods(self) -> tuple[str, ...]:
        """What is run, the target alone first; the chosen one last."""
        others = [BASELINE, "finetuned", *([ALONE] if self.has_sources else [])]
        return tuple(dict.fromkeys([*others, self.method]))


@dataclass(frozen=True)
class SaveStudyRequest:
    """Request to save a finished study as a pack."""

    cohort: Path  # the study's cohort folder
    training: Path  # the study's training folder
    out: Path  # the pack to write
    model_id: str  # name of the model
    replace_existing: bool = False  # replace a pack of that name; only after the user agreed
    # Folder with what the scan of the study's slides found: the stain of those that can still be
    # read is measured, so that the pack can recognise another stain.
    facts: Path | None = None
    mpp: float | None = None  # micrometres per pixel stated for slides that do not say
    # How time and event were read from the table, for the card.
    outcome: Annotated[str, Key(omit=True)] = ""
    # Which of the methods that were fitted, as tables name it; the chosen one if empty.
    method: Annotated[str, Key(omit=True, later=True)] = ""
    # Which models; those that did better on patients that chose nothing if None.
    form: Annotated[PackForm | None, Key(omit=True, later=True)] = None


@dataclass(frozen=True)
class CompareRequest:
    """Request to compare methods on a cohort."""

    cohort: Path  # the cohort folder
    out: Path  # folder of results; a stopped comparison resumes there
    methods: tuple[str, ...]  # names in `METHODS`; empty where only packs are compared
    targets: tuple[str, ...] | None = None  # all cancers of the cohort if None
    folds: tuple[int, ...] = (0, 1, 2, 3, 4)  # to test
    seeds: tuple[int, ...] = (42,)  # of the fits
    hyper: Hyperparameters = field(default_factory=Hyperparameters)  # how to fit
    # Methods that have a mixing ratio run once with each.
    lambda_forms: tuple[LambdaForm, ...] = (LambdaForm.RATIO,)
    device: str = "auto"  # where it runs
    packs: tuple[Path, ...] = ()  # model packs to test on the same patients, without training


@dataclass(frozen=True)
class ValidateRequest:
    """Request to validate a pack on a cohort."""

    model: Path  # the pack
    cohort: Path  # the cohort folder
    target: str  # name of the cancer in the cohort
    out: Path  # folder of results
    recalibrated: Path | None = None  # a pack to write, recalibrated to these patients
    # Columns of the label table that make subgroups; the usual ones that it has if None.
    columns: tuple[str, ...] | None = None
    device: str = "auto"
    resamples: int = 500  # of the bootstrap
    # A cut-off of the score, stated as pre-specified: two groups are then compared.
    cutoff: float | None = None


@dataclass(frozen=True)
class ExportStudyRequest:
    """Request to write a finished training as files for a paper."""

    cohort: Path  # the study's cohort folder
    training: Path  # the study's training folder
    out: Path  # a new or empty folder
    method: str = ""  # one of those that were compared, the chosen one if empty
    # Clinical columns that go with each patient, written as they are: none that names a person.
    columns: tuple[str, ...] = ()

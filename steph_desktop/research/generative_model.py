"""The synthetic world: phenotypes, families of related cancers, and what they do to survival.

Cancers of one family share the effect of each phenotype on the hazard, up to a small deviation of
their own; between families the effects differ, often in sign. Transfer between relatives can
therefore help, and between strangers it can hurt, and the ground truth says which is which.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass, field, fields
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from steph_desktop.cohort.cohort_folder import CANCERS
from steph_desktop.survival.curves import DAYS_PER_YEAR


class Architecture(Enum):
    """How tumour cells are arranged."""

    GLANDULAR = "glandular"
    NESTED = "nested"
    SOLID = "solid"


@dataclass(frozen=True)
class Phenotypes:
    """What drives survival in a synthetic cancer, in the units a pathologist would measure."""

    nuclear_density_per_mm2: float  # tumour nuclei per mm2 of viable tumour
    nuclear_diameter_um: float  # mean diameter of tumour nuclei
    stroma_share: float  # of the tissue area, 0 to 1, as the following
    necrosis_share: float
    lymphocyte_share: float

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """Names of the phenotypes, in the order of `from_scores`."""
        return tuple(f.name for f in fields(cls))

    @classmethod
    def from_scores(cls, scores: Sequence[float]) -> Phenotypes:
        """Phenotypes from standard scores (mean 0, SD 1 over a cohort), cut at 2 SD."""
        z = np.clip(np.asarray(scores, float), -2, 2)
        middle = np.array([5200.0, 8.0, 0.40, 0.11, 0.10])
        spread = np.array([1300.0, 1.1, 0.13, 0.055, 0.05])
        return cls(*(float(value) for value in middle + spread * z))

    def scores(self) -> tuple[float, ...]:
        """Inverse of `from_scores`."""
        zero, one = (astuple(Phenotypes.from_scores([level] * 5)) for level in (0.0, 1.0))
        return tuple(
            float((value - low) / (high - low))
            for value, low, high in zip(astuple(self), zero, one, strict=True)
        )


@dataclass(frozen=True)
class Family:
    """Cancers that share what drives survival."""

    name: str  # name of the family
    cancers: tuple[str, ...]  # its members
    architecture: Architecture  # how their tumour cells are arranged
    # Effect of one standard deviation of each phenotype on the log-hazard.
    log_hazard_ratios: tuple[float, ...]


FAMILIES = (
    Family(
        "glandular",
        ("BRCA", "COADREAD", "LIHC", "STES", "UCEC"),
        Architecture.GLANDULAR,
        (1.0, 0.9, -0.1, 0.0, -0.8),
    ),
    Family(
        "nested",
        ("BLCA", "CESC", "HNSC", "LUNG"),
        Architecture.NESTED,
        (-0.6, -0.5, 1.2, 0.0, 0.4),
    ),
    Family(
        "solid",
        ("GBMLGG", "KIPAN", "SARC", "SKCM"),
        Architecture.SOLID,
        (-0.3, -0.4, -0.3, 1.3, 0.4),
    ),
)


@dataclass(frozen=True)
class GenerativeModel:
    """What holds for every cancer of a synthetic cohort."""

    families: tuple[Family, ...] = FAMILIES  # who shares what
    # False draws each cancer's effects on its own: then there is nothing to transfer.
    shared: bool = True
    strength: float = 1.4  # multiplies every effect; 0 makes survival pure chance
    # Standard deviation of a cancer's own deviation from its family's effects.
    own_deviation: float = 0.1
    median_years: float = 4.0  # median survival of an average patient
    shape: float = 1.3  # of the Weibull baseline; above 1 the hazard rises with time
    censored_share: float = 0.35  # share of patients whose follow-up ends before their event

    def family_of(self, cancer: str) -> Family:
        """Family of a cancer."""
        return next(family for family in self.families if cancer in family.cancers)

    def effects(self, cancer: str, seed: int) -> NDArray[np.float64]:
        """Log-hazard ratios of a cancer per SD of each phenotype, shape (5,)."""
        rng = np.random.default_rng([seed, 1, CANCERS.index(cancer)])
        common = np.asarray(self.family_of(cancer).log_hazard_ratios)
        if not self.shared:
            own = rng.standard_normal(len(common))
            return np.asarray(self.strength * own * np.linalg.norm(common) / np.linalg.norm(own))
        return self.strength * (common + self.own_deviation * rng.standard_normal(len(common)))


@dataclass(frozen=True)
class SyntheticPatient:
    """One patient of the synthetic world."""

    patient_id: str  # such as ``SYN-BRCA-041``
    phenotypes: Phenotypes  # what the slide shows
    log_hazard: float  # true log-hazard against the cancer's average patient
    time_days: int  # Follow-up, at least one day
    event: bool  # true if the event was seen
    seed: tuple[int, ...] = field(default=())  # seed of the slide


def draw_patients(
    world: GenerativeModel, cancer: str, patients: int, seed: int
) -> tuple[SyntheticPatient, ...]:
    """Draw the patients of one cancer: phenotypes, then survival by a Weibull hazard model.

    Times follow Bender, Augustin and Blettner (2005): T = scale (-log U exp(-eta))^(1/shape).
    """
    index = CANCERS.index(cancer)
    rng = np.random.default_rng([seed, 2, index])
    count = len(Phenotypes.names())
    effects = world.effects(cancer, seed)
    scores = np.clip(rng.standard_normal((patients, count)), -2, 2)
    log_hazard = scores @ effects
    pace = np.exp(np.random.default_rng([seed, 3, index]).normal(0, 0.25))
    scale = world.median_years * pace * DAYS_PER_YEAR / np.log(2) ** (1 / world.shape)
    fate = np.random.default_rng([seed, 6, index])  # apart, so that outcomes never move slides
    times = scale * (fate.exponential(size=patients) * np.exp(-log_hazard)) ** (1 / world.shape)
    leaving = _follow_up(times, fate.uniform(0.15, 1.0, patients), world.censored_share)
    observed = np.maximum(1, np.ceil(np.minimum(times, leaving))).astype(int)
    return tuple(
        SyntheticPatient(
            patient_id=f"SYN-{cancer}-{number + 1:03d}",
            phenotypes=Phenotypes.from_scores(scores[number]),
            log_hazard=float(log_hazard[number]),
            time_days=int(observed[number]),
            event=bool(times[number] <= leaving[number]),
            seed=(seed, 4, index, number),
        )
        for number in range(patients)
    )


def _follow_up(
    times: NDArray[np.float64], share: NDArray[np.float64], censored_share: float
) -> NDArray[np.float64]:
    """Stretch shares of a study's length so that the wanted share of patients is censored."""
    # a patient is censored when share * length < time: the length is a quantile of time / share
    length = np.quantile(times / share, 1 - censored_share)
    return np.minimum(share * length, 30 * DAYS_PER_YEAR)

"""What became of patients, as it goes into a workspace and comes out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class FollowUp:
    """What became of a patient.

    Attributes
    ----------
    time_days : float
        Follow-up in days.
    event : bool
        True if the event was seen, False if the follow-up ended before.
    """

    time_days: float
    event: bool


@dataclass(frozen=True)
class OutcomeLine:
    """One line of a clinical table; it needs a patient, a case, or slides of a listed case.

    Attributes
    ----------
    follow_up : FollowUp
        What became of the patient.
    patient : str
        As the user's files name the patient.
    case : str
        Pseudonym of a case.
    slides : tuple of str
        Names of the patient's slides, with or without their suffix; they are assigned to the
        patient where they are listed.
    """

    follow_up: FollowUp
    patient: str = ""
    case: str = ""
    slides: tuple[str, ...] = ()


@dataclass(frozen=True)
class OutcomeReport:
    """What attaching a clinical table did.

    Attributes
    ----------
    new, changed, same : int
        Outcomes that were not known, known otherwise, and known already.
    unmatched : int
        Lines that name neither a patient nor anything listed.
    cases : int
        Cases on the list whose outcome is known now.
    """

    new: int
    changed: int
    same: int
    unmatched: int
    cases: int

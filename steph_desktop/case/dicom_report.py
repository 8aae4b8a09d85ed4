"""The result of a case as a DICOM structured report (TID 1500), for cases of DICOM slides.

It says what `case.disclosure` lets be said, refers to the images of the slides, and bears the
case's code in the patient's place unless names are asked for. Needs the package highdicom, which is
imported when a report is written.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from steph_desktop import RESEARCH_USE, __version__
from steph_desktop.case.disclosure import Disclosure, disclose_result, figures_of
from steph_desktop.case.result import CaseResult
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import atomic_path
from steph_desktop.slide.dicom import check_nesting, instances_beside, read_instance

if TYPE_CHECKING:
    from pydicom import Dataset

_SCHEME = "99STEPH"
_MAKER = "STEPH Desktop"
# What a report takes of a patient and a study; without names these are blank or the case's code.
_NAMING = (
    "PatientName", "PatientID", "PatientBirthDate", "PatientSex", "AccessionNumber", "StudyID",
    "StudyDate", "StudyTime", "ReferringPhysicianName",
)  # fmt: skip
_ALL_NEEDED = (
    *_NAMING, "SOPClassUID", "SOPInstanceUID", "StudyInstanceUID", "SeriesInstanceUID",
    "SpecificCharacterSet", "ImageType", "NumberOfFrames",
)  # fmt: skip


def write_dicom_report(
    out: Path,
    result: CaseResult,
    slides: Sequence[Path],
    disclosure: Disclosure | None = None,
    *,
    identifiers: bool = False,
) -> Path:
    """Write the result of a case as a Comprehensive SR, whole or not at all.

    Parameters
    ----------
    slides : sequence of pathlib.Path
        Its slides, in bag order: of a DICOM slide any of its files.
    disclosure : Disclosure, optional
        What may be said of it; by its checks alone if None.
    identifiers : bool
        Take patient and study from the slides, so that an archive files it beside them. Else it
        belongs to a study of its own, of a patient who is called by the case's code.

    Raises
    ------
    StephError
        If highdicom is not here, nothing may be said of the case, a slide is no DICOM file, or
        the report cannot be written.
    """
    said = disclosure or disclose_result(result)
    if result.is_what_if:
        what = "This is an answer to changed sources, not a result"
        raise StephError(what, result.case_id, "Go back to the result of the model first.")
    if said.is_withheld:
        todo = "Only a result that is shown can be written as DICOM."
        raise StephError(f"The result is not shown: {said.reason}", result.case_id, todo)
    _require_highdicom()
    images = [image for slide in slides for image in _images_of(slide, result.case_id)]
    if not images or len(slides) != len(result.slides):
        what = "The slides of this case are not known"
        raise StephError(what, result.case_id, "Analyse it again from its DICOM slides.")
    report = _report(result, said, images, identifiers=identifiers)
    with atomic_path(out) as temporary:
        report.save_as(temporary)
    return out


def _require_highdicom() -> None:
    try:
        importlib.import_module("highdicom")
    except ImportError as error:
        what = "DICOM reports need the package highdicom, which is not installed"
        raise StephError(what, None, "Install it: pip install 'steph-desktop[dicom]'.") from error


def _images_of(slide: Path, case_id: str) -> list[Dataset]:
    """Read the headers of a DICOM slide's levels, without their pixels."""
    import pydicom
    from pydicom.errors import InvalidDicomError

    if not slide.exists():
        raise StephError("A slide of this case is not there", case_id, "Find its folder first.")
    own = read_instance(slide)
    if own is None:
        raise StephError(
            "A slide of this case is no DICOM file: a DICOM report has no image to refer to",
            case_id,
            "Convert the slide to DICOM, analyse that, or write the PDF report.",
        )
    try:
        check_nesting(slide)
        files = [
            f for f in instances_beside(slide) if (seen := read_instance(f)) and seen.is_volume
        ]
        found: list[Dataset] = [
            pydicom.dcmread(file, stop_before_pixels=True, specific_tags=list(_ALL_NEEDED))
            for file in files
        ]
    except (OSError, ValueError, EOFError, InvalidDicomError) as error:
        todo = "Check the slide."
        raise StephError("The headers of a slide cannot be read", case_id, todo) from error
    for image in found:
        if any(name not in image for name in ("SOPInstanceUID", "StudyInstanceUID")):
            what = "A slide lacks the numbers that name its images"
            raise StephError(what, case_id, "Export it again from the scanner or the archive.")
        for name in _NAMING:  # which may be left out of an image, and not of a report
            if name not in image:
                setattr(image, name, "")
    return found


def _code(value: str, meaning: str, scheme: str = _SCHEME) -> Any:
    from highdicom.sr import CodedConcept

    return CodedConcept(value=value, scheme_designator=scheme, meaning=meaning)


def _measurements(result: CaseResult, said: Disclosure) -> list[Any]:
    from highdicom.sr import Measurement

    figures, one = figures_of(result, said), _code("1", "no units", "UCUM")
    percent, days = _code("%", "percent", "UCUM"), _code("d", "day", "UCUM")
    stated = [
        ("risk-score", "Risk score, higher means an earlier event", figures.risk_score, one),
        ("risk-percentile", "Percentile in the cohort of the model", figures.percentile, percent),
    ]
    for year, alive in figures.survival:
        meaning = f"Predicted survival at {year} year{'s' * (year > 1)}"
        stated.append((f"survival-{year}y", meaning, 100 * alive, percent))
    stated.append(("median-survival", "Predicted median survival", figures.median_days, days))
    return [
        Measurement(_code(value, meaning), float(number), unit)
        for value, meaning, number, unit in stated
        if number is not None
    ]


def _evaluations(result: CaseResult, said: Disclosure) -> list[Any]:
    from highdicom.sr import QualitativeEvaluation

    figures = figures_of(result, said)
    found = []
    if figures.group is not None:
        value = figures.group.value
        found.append((_code("risk-group", "Risk group"), _code(f"risk-{value}", f"{value} risk")))
    for check in result.checks:
        name, light = check.kind.name.lower(), check.light.name.lower()
        what = _code(f"check-{name}", f"Check: {check.kind.value}"[:64])
        found.append((what, _code(f"check-{light}", light)))
    return [QualitativeEvaluation(name, value) for name, value in found]


def _report(
    result: CaseResult, said: Disclosure, images: Sequence[Dataset], *, identifiers: bool
) -> Any:
    from highdicom import UID
    from highdicom.sr import (
        AlgorithmIdentification,
        CodedConcept,
        ComprehensiveSR,
        DeviceObserverIdentifyingAttributes,
        MeasurementReport,
        MeasurementsAndQualitativeEvaluations,
        ObservationContext,
        ObserverContext,
        RelationshipTypeValues,
        SourceImageForMeasurementGroup,
        TextContentItem,
        TrackingIdentifier,
    )
    from pydicom.sr.codedict import codes

    device = ObserverContext(
        observer_type=codes.DCM.Device,
        observer_identifying_attributes=DeviceObserverIdentifyingAttributes(
            uid=UID(), name=_MAKER, manufacturer_name=_MAKER, model_name=result.card.model_id[:64]
        ),
    )
    sources = [
        SourceImageForMeasurementGroup(image.SOPClassUID, image.SOPInstanceUID) for image in images
    ]
    group = MeasurementsAndQualitativeEvaluations(
        tracking_identifier=TrackingIdentifier(uid=UID(), identifier=result.case_id),
        finding_type=_code("prognosis", "Predicted survival, for research use only"),
        algorithm_id=AlgorithmIdentification(
            name=result.card.model_id,
            version=result.app_version,
            parameters=[
                f"target {result.card.target_cancer}",
                f"encoder {result.card.encoder}",
                f"weights sha256 {result.card.weights_sha256}",
            ],
        ),
        measurements=_measurements(result, said),
        qualitative_evaluations=_evaluations(result, said),
        source_images=sources,
    )
    content = MeasurementReport(
        observation_context=ObservationContext(observer_device_context=device),
        procedure_reported=CodedConcept("363679005", "SCT", "Imaging"),
        imaging_measurements=[group],
        title=codes.DCM.ImagingMeasurementReport,
    )
    comment = CodedConcept("121106", "DCM", "Comment")
    notes = (RESEARCH_USE, said.mark, *result.warnings)
    for words in filter(None, notes):
        content[0].ContentSequence.append(
            TextContentItem(comment, words, RelationshipTypeValues.CONTAINS)
        )
    report = ComprehensiveSR(
        evidence=list(images),
        content=content[0],
        series_instance_uid=UID(),
        series_number=1,
        sop_instance_uid=UID(),
        instance_number=1,
        manufacturer=_MAKER,
        manufacturer_model_name=_MAKER,
        software_versions=__version__,
        series_description=f"{_MAKER}, research use only",
        is_complete=True,
        specific_character_set="ISO_IR 192",
    )
    if not identifiers:
        _forget_patient(report, result.case_id)
    return report


def _forget_patient(report: Dataset, case_id: str) -> None:
    """Put the case's code in the patient's place, in a study of its own.

    An archive must not find one study with two patients. The images stay named, by their numbers
    alone: without them the report speaks of nothing.
    """
    from highdicom import UID

    for name in _NAMING:
        setattr(report, name, "")
    report.PatientName = report.PatientID = case_id
    report.StudyInstanceUID = UID()
    same = report.get("CurrentRequestedProcedureEvidenceSequence")
    if same:
        del report.CurrentRequestedProcedureEvidenceSequence
        report.PertinentOtherEvidenceSequence = same

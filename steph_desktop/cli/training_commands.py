"""Commands that train, and that analyse: fit, benchmark, reproduce, retrain, analyse."""

from __future__ import annotations

import argparse
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from steph_desktop.cli.cluster_commands import add_scheduler, control_of
from steph_desktop.cli.console import (
    Command,
    Console,
    add_flag,
    encoder_name,
    names,
    natural_int,
    positive_float,
    positive_int,
    table,
)
from steph_desktop.cohort.slide_matching import MatchRule, RuleKind, SampleKind
from steph_desktop.cohort.table_schema import DateOrder, StatedTable, TimeUnit
from steph_desktop.core.codec import chosen
from steph_desktop.core.errors import StephError, UsageError
from steph_desktop.model.card import Backbone, LambdaForm, Preset
from steph_desktop.survival.curves import interval_text
from steph_desktop.training.requests import (
    RECOMMENDED_METHOD,
    RECOMMENDED_OF_ANY,
    RECOMMENDED_REASON,
    ExportStudyRequest,
    Hyperparameters,
    PackForm,
)

if TYPE_CHECKING:
    from steph_desktop.training.benchmark_request import BenchmarkRequest
    from steph_desktop.training.trainer import TrainSettings


def _numbers(text: str) -> tuple[int, ...]:
    """Read a comma-separated list of distinct whole numbers."""
    return tuple(sorted(natural_int(part) for part in names(text)))


def _share(text: str) -> float:
    """Read a finite number, 0 or more."""
    return 0.0 if text in {"0", "0.0"} else positive_float(text)


def _forms(text: str) -> tuple[LambdaForm, ...]:
    try:
        return tuple(LambdaForm(name) for name in names(text))
    except ValueError:
        known = ", ".join(form.value for form in LambdaForm)
        raise argparse.ArgumentTypeError(f"'{text}' is not one of {known}") from None


def add_settings(parser: argparse.ArgumentParser, preset: Preset = Preset.DEFAULT) -> None:
    """Add the options that decide a fit; `preset` is used where none is named."""
    add = parser.add_argument_group("training").add_argument
    # The paper's numbers, as in `Hyperparameters`; the window offers the same.
    add("--epochs", type=positive_int, default=20, help="(20)")
    add("--embed-dim", type=positive_int, default=512, help="E (512)")
    add("--attn-dim", type=positive_int, default=384, help="A (384)")
    add("--hyper-dim", type=positive_int, default=512, help="(512)")
    add("--k", type=positive_int, default=5, help="sources merged per case (5)")
    add("--gamma", type=_share, help="weight of L_agg (chosen inside each training fold)")
    add("--beta", type=_share, default=0.05, help="weight of L_mix (0.05)")
    add("--lr", type=positive_float, default=1e-4, help="learning rate (1e-4)")
    add(
        "--clinical",
        type=names,
        metavar="COL,...",
        help="columns of the table for cox_clinical and cox_fusion (age, sex, stage, grade); of"
        " retrain, those that go into the study",
    )
    add(
        "--preset",
        type=Preset,
        default=preset,
        metavar="|".join(one.value for one in Preset),
        help=f"published follows the authors' code, see README ({preset.value})",
    )
    add(
        "--backbone",
        type=Backbone,
        default=Backbone.ABMIL,
        metavar="|".join(one.value for one in Backbone),
        help="network that is fitted and mixed (abmil); with another, methods that know ABMIL's"
        " layers are left out, and maps are approximations",
    )


def train_settings(arguments: argparse.Namespace) -> TrainSettings:
    """Return how to fit, as the options say; gamma and the form of lambda stay apart."""
    from steph_desktop.model.devices import resolve_device

    return _hyperparameters(arguments).settings(resolve_device(arguments.device))


def _hyperparameters(arguments: argparse.Namespace) -> Hyperparameters:
    sizes = ("epochs", "embed_dim", "attn_dim", "hyper_dim", "k", "lr", "beta", "gamma")
    return Hyperparameters(**chosen(arguments, *sizes, "preset", "backbone", "clinical"))


def _check_methods(methods: tuple[str, ...]) -> None:
    from steph_desktop.training.methods.registry import METHODS

    if unknown := [method for method in methods if method not in METHODS]:
        todo = f"Choose from {', '.join(METHODS)}."
        raise UsageError("This method is not known", unknown[0], todo)


# --- fit -----------------------------------------------------------------------------------------


def _configure_fit(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--cohort", type=Path, required=True, metavar="DIR")
    add("--target", required=True, metavar="CANCER")
    words = f"({RECOMMENDED_METHOD}, with --backbone {RECOMMENDED_OF_ANY}) {RECOMMENDED_REASON}"
    add("--method", metavar="NAME", help=words)
    add("--fold", type=natural_int, required=True, metavar="F")
    add("--out", type=Path, required=True, metavar="MODEL")
    add("--zoo", type=Path, metavar="DIR", help="keeps the models it builds on")
    add_settings(parser)
    add("--lambda-form", type=LambdaForm, default=LambdaForm.RATIO, help="ratio|sigmoid (ratio)")


def _fit(arguments: argparse.Namespace, console: Console) -> int:
    # The recommended method knows ABMIL's layers alone.
    is_abmil = arguments.backbone is Backbone.ABMIL
    method = arguments.method or (RECOMMENDED_METHOD if is_abmil else RECOMMENDED_OF_ANY)
    _check_methods((method,))  # before the cohort is read
    from steph_desktop.training.protocol import FoldRun
    from steph_desktop.training.single_fit import FitRequest, fit_one

    which = chosen(arguments, "target", "fold", "seed", "lambda_form")
    fold_run = FoldRun(method=method, **which)
    request = FitRequest(
        fold_run=fold_run,
        settings=train_settings(arguments),
        base_models=arguments.zoo,
        **chosen(arguments, "cohort", "out", "gamma"),
    )
    report = fit_one(request, console.control())
    for item in report.left_out:
        console.say(f"Left out: {item.count} {item.what} of {item.cancer}: {item.reason}")
    for warning in report.warnings:
        console.say(f"Check: {warning}")
    result, card = report.result, report.card
    tested = result.predictions
    # The keys are there for every method, empty where no pack is written.
    named: dict[str, Any] = {"model_id": "", "model_sha256": "", "sources": (), "encoder": ""}
    if card is None:  # a method of clinical columns: a table is written, and no card has the notes
        for note in result.fitted.notes:
            console.say(f"Check: {note[0].upper()}{note[1:]}.")
    else:
        named = {
            "model_sha256": card.weights_sha256,
            **chosen(card, "model_id", "sources", "encoder"),
        }
    return console.result(
        f"{arguments.out} written: {fold_run.label} for {fold_run.target}, C-index "
        f"{result.c_index:.4f} on the {len(tested.patient_ids)} test patients of fold "
        f"{fold_run.fold}",
        {
            "model": str(arguments.out),
            **named,
            "target_cancer": fold_run.target,
            **chosen(fold_run, "method", "fold", "seed"),
            **chosen(result, "c_index", "n_train", "epochs"),
            "n_test": len(tested.patient_ids),
            "events_test": int(tested.events.sum()),
            "gamma": result.gamma.gamma,
            "params_trained": result.fitted.n_trained,
            "skipped": [asdict(item) for item in report.left_out],
            "warnings": report.warnings,
        },
    )


# --- benchmark -----------------------------------------------------------------------------------


def _configure_benchmark(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("cohort", type=Path, metavar="COHORT")
    parser.add_argument("--targets", type=_targets, metavar="A,B or all", help="(all)")
    parser.add_argument("--methods", type=names, required=True, metavar="NAME,...")
    _add_grid(parser)


def _add_grid(parser: argparse.ArgumentParser, preset: Preset = Preset.DEFAULT) -> None:
    add = parser.add_argument
    add("--folds", type=_numbers, default=(0, 1, 2, 3, 4), help="(0,1,2,3,4)")
    add("--seeds", type=_numbers, help="(the one of --seed)")
    add("--out", type=Path, required=True, metavar="DIR")
    add_scheduler(parser)
    add_settings(parser, preset)
    words = "ratio,sigmoid (ratio); rows of the sigmoid form are named METHOD_sigmoid"
    add("--lambda-form", type=_forms, default=(LambdaForm.RATIO,), help=words)


def _targets(text: str) -> tuple[str, ...]:
    return () if text == "all" else names(text)


def _request(
    arguments: argparse.Namespace, cohort: Path, methods: tuple[str, ...], targets: tuple[str, ...]
) -> BenchmarkRequest:
    from steph_desktop.training.benchmark_request import BenchmarkRequest

    return BenchmarkRequest(
        cohort=cohort,
        methods=methods,
        targets=targets or None,  # None: every cancer of the cohort
        seeds=arguments.seeds or (arguments.seed,),
        settings=train_settings(arguments),
        lambda_forms=arguments.lambda_form,
        **chosen(arguments, "out", "folds", "gamma"),
    )


def _benchmark(arguments: argparse.Namespace, console: Console) -> int:
    _check_methods(arguments.methods)
    request = _request(arguments, arguments.cohort, arguments.methods, arguments.targets or ())
    summary = _run(request, arguments, console)
    return console.result(_table_of(summary), {"out": str(arguments.out), **summary})


def _run(
    request: BenchmarkRequest, arguments: argparse.Namespace, console: Console
) -> dict[str, Any]:
    """Run a benchmark, and tell what its table does not show."""
    from steph_desktop.training.cross_validation import run_benchmark

    with control_of(arguments, console, (request.cohort, request.out)) as control:
        summary = run_benchmark(request, control)
    for item in summary["skipped"]:
        place = "" if item["fold"] is None else f", {item['method']}, fold {item['fold']}"
        console.say(
            f"Left out: {item['count']} {item['what']} of {item['cancer']}{place}: {item['reason']}"
        )
    for text in (*summary["warnings"], *summary["notes"]):
        console.say(f"Check: {text}")
    if summary["differs_from_authors_code"]:  # empty in the preset 'published'
        console.say(
            "These numbers are of the preset 'default', which differs from the authors' code; to "
            "compare with published numbers use --preset published (README says what differs)."
        )
    return summary


def _table_of(summary: dict[str, Any]) -> str:
    rows = [
        ("method", "mean C", "std", "wins", "cells", "against vanilla", "Uno C", "AUC 3y", "IBS")
    ]
    # By target, and over all at the end where there are several: the last of a method stays.
    whole = {item["method"]: item for item in summary["comparisons"]}
    for name, found in summary["methods"].items():
        item = whole.get(name, {})
        against = "-"
        if "difference" in item:
            against = interval_text(item["difference"], item["lower"], item["upper"], "+.3f")
        wins = "-" if found["wins"] is None else f"{found['wins']}/{found['targets_compared']}"
        std = "-" if found["std"] is None else f"{found['std']:.4f}"
        measures = found["evaluation"]["measures"]
        more = [measures.get(key) for key in ("c_index_ipcw", "auc_3y", "integrated_brier")]
        told = ["-" if value is None else f"{value:.4f}" for value in more]
        rows.append((name, f"{found['mean']:.4f}", std, wins, str(found["cells"]), against, *told))
    return table(rows)


# --- reproduce -----------------------------------------------------------------------------------


def _configure_reproduce(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--features", type=Path, required=True, metavar="DIR")
    parser.add_argument("--methods", type=names, metavar="NAME,...", help="(all published ones)")
    add_flag(parser, "--estimate", "only say how long it would take here")
    _add_grid(parser, Preset.PUBLISHED)


def _reproduce(arguments: argparse.Namespace, console: Console) -> int:
    from steph_desktop.research.published import (
        PUBLISHED_MEANS,
        beside_published,
        departures,
        instructions,
        what_is_missing,
        write_published,
    )

    missing = what_is_missing(arguments.features)
    if missing:
        # The list is the result, on stdout; that it is a fault is said on stderr, in one line.
        words = instructions(arguments.features)
        value = {"missing": missing, "instructions": words}
        console.result("\n".join([words, "", "Missing:", *missing]), value)
        raise StephError(
            f"{len(missing)} parts of the paper's data are missing",
            arguments.features,
            "The list says what to obtain and where to put it.",
        )
    from steph_desktop.cohort.cohort_folder import CANCERS
    from steph_desktop.training.benchmark_request import BenchmarkRequest
    from steph_desktop.training.forecast import forecast
    from steph_desktop.training.methods.registry import METHODS
    from steph_desktop.training.train_settings import TrainSettings

    methods = arguments.methods or tuple(name for name in PUBLISHED_MEANS if name in METHODS)
    _check_methods(methods)
    # The paper's 13, whatever else lies in the folder.
    request = _request(arguments, arguments.features, methods, CANCERS)
    ahead = forecast(request, console.control())
    if arguments.estimate:
        return console.result(ahead.words, asdict(ahead))
    if ahead.fold_runs:  # else all were finished before, and only the tables are made
        console.say(ahead.words)
    summary = _run(request, arguments, console)
    rows = beside_published(summary)
    # What the options would have to be: any other is told as a departure.
    settings = TrainSettings().in_preset(Preset.PUBLISHED)
    paper = BenchmarkRequest(arguments.features, arguments.out, methods, settings=settings)
    departing = departures(summary, paper.fingerprint())
    write_published(arguments.out / "published.csv", rows)
    shown = [
        (row.method, row.target, f"{row.published:.4f}", f"{row.own:.4f}", f"{row.difference:+.4f}")
        for row in rows
        if row.own is not None
    ]
    told = [table([("method", "target", "published", "own", "difference"), *shown])]
    if departing:
        told.append(f"Departs from the published protocol: {'; '.join(departing)}.")
    return console.result(
        "\n".join(told),
        {
            "out": str(arguments.out),
            "departures": departing,
            "published": [{**asdict(row), "difference": row.difference} for row in rows],
            **summary,
        },
    )


# --- retrain --------------------------------------------------------------------------------------


def _configure_retrain(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--table", type=Path, required=True, metavar="FILE", help="CSV, TSV, Excel")
    add("--slides", type=Path, required=True, metavar="DIR")
    add("--name", required=True, metavar="CANCER", help="name of the target")
    add("--out", type=Path, required=True, metavar="MODEL")
    add("--work", type=Path, required=True, metavar="DIR", help="keeps all parts")
    add_flag(parser, "--features", "--slides holds feature files")
    _add_table_options(parser)
    own = "effnet-lite0"  # the encoder whose weights come with the program
    add("--encoder", type=encoder_name, default=own, metavar="NAME", help=f"({own})")
    add("--weights", type=Path, metavar="FILE", help="of the encoder")
    add("--mpp", type=positive_float, help="pixel size of slides that do not say")
    add("--sources", type=Path, nargs="+", default=[], metavar="MODEL", help="packs of sources")
    add("--source-cohort", type=Path, metavar="DIR", help="fit sources on it")
    add("--method", metavar="NAME", help="(the recommended one that fits)")
    # How many are dealt; of benchmark, which of the cohort's own are run.
    add("--folds", type=positive_int, default=5, help="(5)")
    add_scheduler(parser)
    words = "the model to save, of all that are compared: vanilla is your cohort alone (--method)"
    add("--save", metavar="METHOD", help=words)
    words = "also write patients (pseudonyms), tables, figures and a methods paragraph"
    add("--export", type=Path, metavar="DIR", help=words)
    words = "members: the models of the folds; refit: one of all patients (the better)"
    add("--form", type=PackForm, help=words)
    add_settings(parser)


def _add_table_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that overrule guesses about table and slides; every guess is reported."""
    add = parser.add_argument_group("the table, where a guess is wrong").add_argument
    add("--sheet", default="", metavar="S", help="of an Excel file")
    add("--header-row", type=positive_int, default=0, metavar="N")
    # Columns stay words until the table is read: which of them there are, it alone knows.
    for name, what in (
        ("patient", "names of patients"),
        ("slide", "names of slides"),
        ("time", "follow-up"),
        ("event", "who had the event"),
        ("start", "dates on which the follow-up starts"),
        ("last-seen", "dates of the last visit"),
        ("died-on", "dates of death"),
    ):
        add(f"--{name}", default="", metavar="COL", help=what)
    words = "days, weeks, months (of 365.25 / 12 days) or years (of 365.25)"
    add("--time-unit", choices=[unit.value for unit in TimeUnit], help=words)
    add("--date-order", choices=("day", "month", "year"), help="what stands first in a date")
    # The default is shared: argparse puts another list in its place, and never adds to it.
    several = partial(add, nargs="+", default=[])
    several("--event-is", metavar="VALUE", help="the event")
    words = "values of the event column whose patients are left out"
    several("--leave-out-value", metavar="VALUE", help=words)
    several("--leave-out-rows", type=positive_int, metavar="N", help="rows that take no part")
    add = parser.add_argument_group("the slides, where a guess is wrong").add_argument
    # The rule that is a pattern is what --pattern gives.
    rules = [kind.value for kind in RuleKind if kind is not RuleKind.PATTERN]
    add("--match", choices=rules, help="how a slide's name shows its patient")
    add("--pattern", default="", metavar="REGEX", help="the patient's name in a slide's name")
    several, kinds = partial(add, nargs="+", default=[]), [kind.value for kind in SampleKind]
    several("--take-samples", choices=kinds, help="kinds of slides to use")
    several("--leave-samples", choices=kinds, help="kinds to leave out")
    words = "leave out slides with this word in their name"
    several("--leave-slides", metavar="WORD", help=words)


def _stated(arguments: argparse.Namespace) -> StatedTable:
    order = arguments.date_order
    columns = ("patient", "slide", "time", "event", "start", "last_seen", "died_on")
    return StatedTable(
        **chosen(arguments, *columns),
        unit=None if arguments.time_unit is None else TimeUnit(arguments.time_unit),
        date_order=None if order is None else DateOrder(f"{order} first"),
        event_is=tuple(arguments.event_is),
        skipped=tuple(arguments.leave_out_value),
        # What the study keeps of the table; `_hyperparameters` has what the Cox methods take.
        clinical=None if arguments.clinical is None else tuple(arguments.clinical),
        left_out_rows=tuple(arguments.leave_out_rows),
    )


def _rule(arguments: argparse.Namespace) -> MatchRule:
    if arguments.match and arguments.pattern:
        raise UsageError("--match and --pattern exclude each other", None, "Give one of them.")
    # EXACT stands where nothing was said, and is then guessed over: see `guess_rule` below.
    kind = RuleKind(arguments.match) if arguments.match else RuleKind.EXACT
    return MatchRule(
        RuleKind.PATTERN if arguments.pattern else kind,
        arguments.pattern,
        tuple(map(SampleKind, arguments.take_samples)),
        tuple(map(SampleKind, arguments.leave_samples)),
        tuple(arguments.leave_slides),
    ).checked()


def _retrain(arguments: argparse.Namespace, console: Console) -> int:
    from steph_desktop.model.devices import resolve_device
    from steph_desktop.training.study.study import StudyRepository, run_study

    if arguments.sources and arguments.source_cohort is not None:
        what = "Sources come from packs or from a cohort"
        raise UsageError(what, None, "Give only one of the two.")
    if arguments.method is not None:
        _check_methods((arguments.method,))
    draft = replace(
        StudyRepository(arguments.work).new(),
        study_id="study",  # one folder of work is one study: a second start resumes it
        cancer=arguments.name,
        rule=_rule(arguments),
        slide_folder=arguments.slides,
        takes_features=arguments.features,
        source_packs=tuple(arguments.sources),
        method=arguments.method or "",
        seeds=(arguments.seed,),
        hyper=_hyperparameters(arguments),
        **chosen(arguments, "table", "sheet", "header_row", "source_cohort", "folds"),
        **chosen(arguments, "encoder", "weights", "mpp"),
    )
    device = resolve_device(arguments.device)
    with control_of(arguments, console, (arguments.slides, arguments.work)) as control:
        report = run_study(
            draft,
            arguments.work,
            arguments.out,
            device,
            control,
            stated=_stated(arguments),
            guess_rule=not (arguments.match or arguments.pattern),
            save=arguments.save or "",
            form=arguments.form,
        )
    advice = [f"{finding.what}. {finding.todo}" for finding in report.advice]
    for line in (*report.said, *(f"Check: {one}" for one in advice)):
        console.say(line)
    if arguments.export is not None:  # last: the pack stands even where this fails
        from steph_desktop.training.study.study_export import export_study

        asked = ExportStudyRequest(
            report.cohort, report.training, arguments.export, report.card.method, report.columns
        )
        console.say(f"{export_study(asked)} predictions of unseen patients: {arguments.export}")
    outcome = report.outcome
    lines = [f"{row.method}: C-index {row.c_index:.4f}" for row in outcome.rows]
    told = (outcome.sentence, outcome.clinical_value)
    return console.result(
        "\n".join([*lines, *filter(None, told), f"{arguments.out} written"]),
        {
            "model": str(arguments.out),
            "model_id": report.card.model_id,
            "model_sha256": report.card.weights_sha256,
            # The one that was asked for, and the one whose model was saved: it may be the better.
            "saved": report.card.method,
            **chosen(outcome, "method", "sentence", "clinical_value"),
            "export": arguments.export and str(arguments.export),
            "form": report.card.evidence["form"],
            "c_index": {row.method: row.c_index for row in outcome.rows},
            "verdict": None if outcome.verdict is None else outcome.verdict.value,
            "understood": report.said,
            "advice": advice,
        },
    )


# --- analyse --------------------------------------------------------------------------------------


_GAMMA = 0.005  # the paper's smaller one: an analysis looks at one model and chooses nothing


def _configure_analyse(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    words = "loss around the target model; alignment and sharpness; mixing ratios and weights"
    add("what", choices=["landscape", "sar", "lambda"], help=words)
    add("--cohort", type=Path, required=True, metavar="DIR")
    add("--target", required=True, metavar="CANCER")
    add("--fold", type=natural_int, default=0, metavar="F", help="(0)")
    add("--out", type=Path, required=True, metavar="DIR")
    add("--points", type=positive_int, default=21, help="of the landscape (21)")
    add_settings(parser)
    add("--lambda-form", type=LambdaForm, default=LambdaForm.RATIO, help="(ratio)")


def _analyse(arguments: argparse.Namespace, console: Console) -> int:
    from steph_desktop.research.merge_analyses import AnalysisRequest, MergeAnalysis
    from steph_desktop.training.bag_store import one_pass

    gamma = _GAMMA if arguments.gamma is None else arguments.gamma
    settings = replace(train_settings(arguments), gamma=gamma, lambda_form=arguments.lambda_form)
    asked = chosen(arguments, "cohort", "target", "out", "fold", "seed", "points")
    request = AnalysisRequest(settings=settings, **asked)
    control = console.control()
    # Each analysis goes over the bags many times; they are read from their files once.
    with one_pass(request.cohort, request.out, control) as bags:
        merge = MergeAnalysis(request, bags, control)
        run = {"landscape": merge.landscape, "sar": merge.alignment, "lambda": merge.mixing}
        written = run[arguments.what]()
    files = [str(path) for path in written]
    return console.result("\n".join(files), {"files": files})


COMMANDS = (
    Command("fit", _configure_fit, _fit),
    Command("benchmark", _configure_benchmark, _benchmark),
    Command("reproduce", _configure_reproduce, _reproduce),
    Command("retrain", _configure_retrain, _retrain),
    Command("analyse", _configure_analyse, _analyse),
)

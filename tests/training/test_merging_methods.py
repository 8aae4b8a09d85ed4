"""What the merge methods make of a task, against independent computations."""

from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest
import torch

from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobCancelled, JobControl
from steph_desktop.model.abmil import Abmil, new_abmil
from steph_desktop.model.card import PackKind, WeightActivation
from steph_desktop.model.merging import Merged
from steph_desktop.model.packs import load_pack, save_pack
from steph_desktop.model.routing import Routed
from steph_desktop.model.steph import Steph
from steph_desktop.model.subspace_merge import SubspaceMerge
from steph_desktop.model.task_vectors import top_share_mask
from steph_desktop.training.methods.merging_methods import (
    training_free_weights,
    zero_shot_c_indices,
)
from steph_desktop.training.methods.registry import METHODS, FitTask, describe, fit
from steph_desktop.training.trainer import (
    NULL_MODEL_NOTE,
    HeadStart,
    TrainSettings,
    _learning_rate,
    fit_abmil,
)

D = 8
SMALL = TrainSettings(epochs=3, embed_dim=6, attn_dim=5, hyper_dim=7, k=2, lr=1e-3)
MERGING = [name for name in METHODS if METHODS[name].needs_sources and name != "steph_auto"]


def cohort(n: int = 24, seed: int = 0, sign: float = 1.0) -> tuple:
    """Patients whose first feature, on average over the bag, shortens life (or lengthens it)."""
    rng = np.random.default_rng(seed)
    risk = rng.normal(size=n)
    bags = []
    for value in risk:
        bag = rng.normal(size=(rng.integers(3, 12), D)).astype(np.float32)
        bag[:, 0] += 2 * sign * value
        bags.append(bag)
    times = 1500 * np.exp(-risk) + 1
    events = rng.random(n) < 0.7
    events[0] = True
    return bags, times, events


def task(**changes: object) -> FitTask:
    null = SMALL.null_model(D)
    sources = {name: new_abmil(null.shape, seed) for seed, name in enumerate("ABC", start=5)}
    fields: dict = {"settings": SMALL, "null": null, "target": new_abmil(null.shape, 4)}
    return FitTask(*cohort(), **(fields | {"sources": sources} | changes))


def theta_of(model: Abmil) -> np.ndarray:
    return model.theta.detach().double().numpy()


def state(model: torch.nn.Module) -> torch.Tensor:
    return torch.cat([value.reshape(-1) for value in model.state_dict().values()])


def test_model_average_is_the_mean_of_all_models_with_the_targets_head() -> None:
    given = task()
    fitted = fit("model_avg", given)
    # The mean task vector on top of theta_0 is the mean model.
    everyone = [given.target, *given.sources.values()]
    np.testing.assert_allclose(
        theta_of(fitted.model), np.mean([theta_of(m) for m in everyone], axis=0), atol=1e-6
    )
    assert torch.equal(fitted.model.head.weight, given.target.head.weight)
    assert fitted.evidence["merge_weights"] == pytest.approx(
        dict.fromkeys(("target", *"ABC"), 0.25)
    )
    assert fitted.history == () and fitted.n_trained == 0


def known_sources() -> dict[str, Abmil]:
    """Models that know the target's rule well, less well, not at all, and the wrong way round."""
    settings = replace(SMALL, epochs=30, lr=1e-2)
    return {
        "wrong": fit_abmil(*cohort(60, seed=1, sign=-1), settings).model,
        "good": fit_abmil(*cohort(60, seed=2), settings).model,
        "also good": fit_abmil(*cohort(60, seed=3), settings).model,
        "half": fit_abmil(*cohort(60, seed=4, sign=0.3), replace(settings, epochs=3)).model,
    }


def harrell(times: np.ndarray, events: np.ndarray, scores: np.ndarray) -> float:
    """Count pairs one by one."""
    right = pairs = 0.0
    for i in range(len(times)):
        for j in range(len(times)):
            if events[i] and times[i] < times[j]:
                pairs += 1
                right += (scores[i] > scores[j]) + 0.5 * (abs(scores[i] - scores[j]) <= 1e-8)
    return right / pairs


def test_a_merge_without_training_follows_zero_shot_c_indices() -> None:
    sources = known_sources()
    given = task(sources=sources)
    fitted = fit("merge_training_free", given)
    c = {
        name: harrell(
            given.times_days,
            given.events,
            np.array([model.predict(bag).risk_score for bag in given.bags]),
        )
        for name, model in sources.items()
    }
    assert fitted.evidence["zero_shot_c_index"] == pytest.approx(c)
    assert c["good"] > 0.7 and c["wrong"] < 0.4
    first, second = sorted(c, key=c.__getitem__)[:-3:-1]  # K = 2
    total = c[first] + c[second] - 1
    share = {first: 0.3 * (c[first] - 0.5) / total, second: 0.3 * (c[second] - 0.5) / total}
    everyone = {"target": given.target, **sources}
    v = {name: {"target": 0.7, **share}.get(name, 0.0) for name in everyone}
    assert fitted.evidence["merge_weights"] == pytest.approx(v)
    np.testing.assert_allclose(
        theta_of(fitted.model),
        sum(v[name] * theta_of(m) for name, m in everyone.items()),
        atol=1e-6,
    )
    for part in ("weight", "bias"):
        expected = sum(v[name] * getattr(m.head, part).detach() for name, m in everyone.items())
        torch.testing.assert_close(getattr(fitted.model.head, part), expected)
    assert fitted.n_trained == 0 and fitted.notes == ()


def test_without_a_useful_source_the_target_keeps_all() -> None:
    assert training_free_weights({"A": 0.5, "B": 0.31}, 5, 0.7) == {"target": 1.0, "A": 0, "B": 0}
    assert training_free_weights({"A": 0.6, "B": 0.8, "C": 0.2}, 5, 0.6) == pytest.approx(
        {"target": 0.6, "A": 0.1, "B": 0.3, "C": 0}
    )
    assert training_free_weights({"A": 0.6, "B": 0.8, "C": 0.7}, 2, 0.5) == pytest.approx(
        {"target": 0.5, "A": 0, "B": 0.3, "C": 0.2}
    )
    wrong = known_sources()["wrong"]
    given = task(sources={"wrong": wrong})
    fitted = fit("merge_training_free", given)
    torch.testing.assert_close(fitted.model.theta, given.target.theta.detach())
    assert "no source model did better than chance" in fitted.notes[0]


def test_zero_shot_scores_read_each_bag_once_more_than_needed_for_checks() -> None:
    given = task()
    read: list[int] = []

    class Lazy(list):
        def __getitem__(self, index):
            read.append(index)
            return super().__getitem__(index)

    zero_shot_c_indices(replace(given, bags=Lazy(given.bags)))
    assert sorted(read[1:]) == list(range(len(given.bags)))  # the first tells the width


def test_scalar_weights_reach_one_at_their_own_rate_and_not_at_the_others() -> None:
    steps = range(80)
    travel = sum(TrainSettings().scalar_lr * _learning_rate(i, 4, 80) for i in steps)
    assert travel > 1 - 1 / 13 > sum(1e-3 * _learning_rate(i, 4, 80) for i in steps) * 10
    # One source knows the rule, the other vectors are none: the useful weight goes up to 1.
    good = known_sources()["good"]
    null = SMALL.null_model(D)
    settings = replace(SMALL, epochs=40, head_start=HeadStart.TARGET)
    target = new_abmil(null.shape, SMALL.null_seed)
    target.head.load_state_dict(good.head.state_dict())
    sources = {"good": good, **dict.fromkeys("XYZ", null)}
    given = task(settings=settings, target=target, sources=sources)

    def reached(scalar_lr: float) -> float:
        found = fit("adamerging", replace(given, settings=replace(settings, scalar_lr=scalar_lr)))
        return float(found.evidence["merge_weights"]["good"])

    default = reached(settings.scalar_lr)
    assert default > 0.8
    assert default == pytest.approx(reached(3 * settings.scalar_lr), abs=0.1)  # it has arrived
    assert reached(settings.lr) < 0.35


def test_the_start_is_an_even_merge() -> None:
    still = replace(SMALL, lr=1e-12, scalar_lr=1e-12, weight_decay=0.0)
    average = fit("model_avg", task()).model
    for name in ("adamerging", "adamerging_layerwise"):
        model = fit(name, task(settings=still)).model
        np.testing.assert_allclose(theta_of(model), theta_of(average), atol=1e-6)
    repaired = fit("surgery_am", task(settings=still)).model
    assert isinstance(repaired, Merged) and repaired.names == ()
    np.testing.assert_allclose(repaired.basis[0], theta_of(average), atol=1e-6)


@pytest.mark.parametrize(
    "method", ["ties_hyper", "iso_c_hyper", "iso_cts_hyper", "tsv_hyper", "svc_hyper"]
)
def test_pairs_hold_one_vector_a_source_in_which_both_count_alike(method: str) -> None:
    model = fit(method, task()).model
    assert isinstance(model, Merged)
    assert model.names == ("A", "B", "C") and model.target_shares == (0.5,) * 3
    if method == "ties_hyper":  # of 149 numbers at most 30 from each side are left
        assert all(0 < row.count_nonzero() <= 60 for row in model.basis[1:])


def test_the_pull_of_surgery_brings_the_representation_to_the_targets() -> None:
    free = replace(SMALL, epochs=40, lr=1e-2)
    gaps = []
    for pull in (0.0, 30.0):
        given = task(settings=replace(free, surgery_pull=pull))
        model = fit("surgery_am", given).model
        assert isinstance(model, Merged) and model.surgery is not None
        assert given.target is not None and model.pull_towards is None
        pooled = []
        for params, repair in (
            (model.common_params(), model.surgery),
            (given.target.params(), lambda z: z),
        ):
            with torch.no_grad():
                pooled.append([repair(_z(bag, params)[None])[0] for bag in given.bags])
        gaps.append(float((torch.stack(pooled[0]) - torch.stack(pooled[1])).abs().mean()))
    assert gaps[1] < 0.7 * gaps[0]


def _z(bag: np.ndarray, p: object) -> torch.Tensor:
    x = torch.from_numpy(bag)
    h = torch.relu(x @ p.w_f.T + p.b_f)
    gate = torch.tanh(h @ p.w_a.T + p.b_a) * torch.sigmoid(h @ p.w_b.T + p.b_b)
    return torch.softmax((gate @ p.w_c.T + p.b_c)[:, 0], 0) @ h


@pytest.mark.parametrize("method", ["steph", "adamerging_hyper"])
def test_weights_that_fell_to_nothing_are_told(method: str) -> None:
    hard = replace(SMALL, gamma=1.0, epochs=40, lr=1e-2)
    fitted = fit(method, task(settings=hard))
    assert fitted.notes == (NULL_MODEL_NOTE,)
    given = task()
    bag = given.bags[0]
    found = fitted.model.predict(bag)
    assert given.null is not None and {share.weight for share in found.sources} == {0.0}
    null = Abmil(given.null.shape)
    null.load_state_dict(given.null.state_dict())
    null.head.load_state_dict(fitted.model.head.state_dict())
    np.testing.assert_allclose(found.hazards, null.predict(bag).hazards, atol=1e-6)
    card = describe(
        fitted, hard, model_id="m", method=method, encoder="unknown", target_cancer="T",
        notes="More.",
    )  # fmt: skip
    assert card.notes == f"E{NULL_MODEL_NOTE[1:]}. More."
    assert fitted.history[-1].without_weight == 1.0
    soft = replace(SMALL, weight_activation=WeightActivation.SOFTPLUS)
    assert fit(method, task(settings=soft)).notes == ()
    assert fit(method, task()).notes == ()


def test_the_share_mask_takes_the_fewest_that_hold_it() -> None:
    weights = torch.tensor(
        [[0.1, 0.6, 0.3, 0.0], [0.25, 0.25, 0.25, 0.25], [0.0, 0.0, 0.0, 0.0], [0, 2.0, 0, 0]]
    )
    marked = [row.nonzero()[:, 0].tolist() for row in top_share_mask(weights, 0.8)]
    assert marked == [[1, 2], [0, 1, 2, 3], [0], [1]]
    rng = np.random.default_rng(0)
    for row in rng.gamma(0.5, size=(50, 6)):
        ranked = sorted(row, reverse=True)
        fewest = next(k for k in range(1, 7) if sum(ranked[:k]) >= 0.7 * sum(row))
        mask = top_share_mask(torch.from_numpy(row), 0.7)
        assert int(mask.sum()) == fewest and row[mask.numpy()].min() == ranked[fewest - 1]


def test_adaptive_k_differs_between_bags_and_holds_its_share(tmp_path: Path) -> None:
    settings = replace(SMALL, epochs=15, hyper_dim=32, k_share=0.6, gamma=0.0)
    given = task(settings=settings, sources=known_sources())
    fitted = fit("steph_adaptive_k", given)
    assert isinstance(fitted.model, Steph) and fitted.model.config.k == 4
    ks = set()
    for bag in given.bags:
        sources = fitted.model.predict(bag).sources
        weights = [share.weight for share in sources]
        kept = sum(share.weight for share in sources if share.selected)
        assert kept >= 0.6 * sum(weights) - 1e-6
        ks.add(sum(share.selected for share in sources))
    assert len(ks) > 1
    card = describe(
        fitted, settings, model_id="m", method="steph_adaptive_k", encoder="unknown",
        target_cancer="T",
    )  # fmt: skip
    save_pack(tmp_path / "m", card, fitted.model)
    pack = load_pack(tmp_path / "m")
    assert pack.card.k_share == 0.6
    for bag in given.bags:
        assert pack.model.predict(bag).sources == fitted.model.predict(bag).sources


@pytest.mark.parametrize("method", MERGING)
def test_packs_say_what_they_hold_and_predict_the_same(method: str, tmp_path: Path) -> None:
    given = task()
    fitted = fit(method, given)
    card = describe(
        fitted, SMALL, model_id="m", method=method, encoder="unknown", target_cancer="T"
    )
    save_pack(tmp_path / "m.steph", card, fitted.model)
    pack = load_pack(tmp_path / "m.steph")
    kinds = {
        Abmil: PackKind.ABMIL, Steph: PackKind.STEPH, Merged: PackKind.MERGED,
        Routed: PackKind.ROUTED, SubspaceMerge: PackKind.SUBSPACE,
    }  # fmt: skip
    assert pack.card.kind is kinds[type(fitted.model)]
    for bag in given.bags[:4]:
        want, got = fitted.model.predict(bag), pack.model.predict(bag)
        np.testing.assert_array_equal(got.hazards, want.hazards)
        np.testing.assert_array_equal(got.attention, want.attention)
        np.testing.assert_array_equal(got.contributions, want.contributions)
        assert [(s.weight, s.lambda_target, s.selected) for s in got.sources] == [
            (s.weight, s.lambda_target, s.selected) for s in want.sources
        ]
        names = [s.cancer for s in got.sources]
        assert names in ([], ["A", "B", "C"], ["T", "A", "B", "C"])
    told = pack.card.evidence.get("merge_weights")
    if pack.card.kind is PackKind.ABMIL or method == "surgery_am":
        assert told is not None and set(told) - {"T"} == {"A", "B", "C"}


@pytest.mark.parametrize("method", MERGING)
def test_a_seed_decides_everything(method: str) -> None:
    torch.manual_seed(1)
    first = fit(method, task())
    torch.manual_seed(2)
    before = torch.get_rng_state()
    second = fit(method, task())
    assert torch.equal(before, torch.get_rng_state())
    assert torch.equal(state(first.model), state(second.model))
    assert first.history == second.history and first.evidence == second.evidence
    given = task()
    fit(method, given)
    assert given.target is not None and given.null is not None
    untouched = task()
    assert torch.equal(state(given.target), state(untouched.target))
    for name, model in given.sources.items():
        assert torch.equal(state(model), state(untouched.sources[name]))


@pytest.mark.parametrize("method", MERGING)
def test_models_that_do_not_fit_are_refused(method: str) -> None:
    given = task()
    wide = new_abmil(SMALL.shape(D + 1), 0)
    with pytest.raises(StephError, match="another encoder"):
        fit(method, replace(given, target=wide, null=wide))
    with pytest.raises(StephError, match="widths"):
        fit(method, replace(given, sources={"A": wide}))
    with pytest.raises(StephError, match="source models"):
        fit(method, replace(given, sources={}))


@pytest.mark.parametrize("method", ["adamerging", "iso_c_hyper", "roupkt"])
def test_a_stop_is_granted(method: str) -> None:
    with pytest.raises(JobCancelled):
        fit(method, task(), JobControl(cancelled=lambda: True))


def test_gamma_matters_exactly_where_it_is_said_to() -> None:
    for name, method in METHODS.items():
        if name == "steph_auto" or method.needs_clinical:
            continue
        low, high = (
            state(fit(name, task(settings=replace(SMALL, gamma=gamma))).model)
            for gamma in (0.0, 0.5)
        )
        assert torch.equal(low, high) is not method.has_gamma, name


def test_methods_declare_settings_that_exist() -> None:
    known = {field.name for field in fields(TrainSettings)}
    for method in METHODS.values():
        assert set(method.parameters) <= known and method.reference and method.trains
    assert METHODS["steph"].has_lambda_form and not METHODS["steph_lambda0"].has_lambda_form
    assert "ties_keep" in METHODS["ties_am"].parameters

"""The authors' layout on a reference checkpoint: every figure within 1e-5."""

import json
from pathlib import Path

import h5py
import numpy as np
import pytest

from steph_desktop.core.errors import UsageError
from steph_desktop.model.packs import import_checkpoint, load_pack


@pytest.mark.parametrize("name", ["pack", "pack.steph"])
def test_reference_checkpoint_is_reproduced(shared_dir: Path, tmp_path: Path, name: str) -> None:
    folder = shared_dir / "reference"
    expected = json.loads((folder / "expected.json").read_text())
    with h5py.File(folder / "slide.h5") as file:
        features = file["features"][()]
    import_checkpoint(folder / "train_model-last.pth", tmp_path / name, k=expected["k"])
    got = load_pack(tmp_path / name).model.predict(features)
    close = {"rtol": 0, "atol": 1e-5}
    np.testing.assert_allclose([s.weight for s in got.sources], expected["weights"], **close)
    np.testing.assert_allclose(
        [s.lambda_target for s in got.sources], expected["lambda_target"], **close
    )
    assert [j for j, s in enumerate(got.sources) if s.selected] == expected["selected"]
    np.testing.assert_allclose(got.hazards, expected["hazards"], **close)
    np.testing.assert_allclose(got.survival, expected["survival"], **close)
    assert got.risk_score == pytest.approx(expected["risk_score"], abs=1e-5)
    top = np.argsort(-got.attention)[:10]
    assert top.tolist() == expected["attention_top10_index"]
    np.testing.assert_allclose(got.attention[top], expected["attention_top10"], **close)
    assert got.attention.sum() == pytest.approx(expected["attention_sum"], abs=1e-9)


def test_names_of_the_reference_checkpoint(shared_dir: Path, tmp_path: Path) -> None:
    file = shared_dir / "reference" / "train_model-last.pth"
    card = import_checkpoint(file, tmp_path / "a", target="KIPAN")
    assert card.sources[:7] == ("BLCA", "BRCA", "CESC", "COADREAD", "GBMLGG", "HNSC", "LIHC")
    assert len(card.sources) == 12 and "KIPAN" not in card.sources
    assert card.k == 5 and card.encoder == "unknown"
    unnamed = import_checkpoint(file, tmp_path / "b")
    assert unnamed.target_cancer == "unknown"
    assert unnamed.sources[0] == "source 1" and unnamed.sources[11] == "source 12"
    assert "not stated" in unnamed.notes
    with pytest.raises(UsageError, match="checkpoint has 12 sources"):
        import_checkpoint(file, tmp_path / "c", k=13)
    assert not (tmp_path / "c").exists()

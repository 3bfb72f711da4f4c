"""The record of the peers' errors says what these libraries do."""

import json

import numpy as np
import pytest

from nnbook import peers
from tools.benchmarks import accuracy

KEPT = json.loads(accuracy.RECORD.read_text("utf-8"))


@pytest.fixture(scope="module")
def now():
    return accuracy.measure()


@pytest.mark.parametrize("name", KEPT["worst"])
def test_the_largest_errors(name, now):
    got, kept = now["worst"][name], KEPT["worst"][name]
    assert got.keys() == kept.keys()
    for library, error in got.items():
        # Another processor's exp may round otherwise.
        assert kept[library] == pytest.approx(error, rel=0.5, abs=0.5), (
            "run `make bench`"
        )


@pytest.mark.parametrize("name", KEPT["curves"])
def test_the_curves(name, now):
    for key, kept in peers.recorded().curves[name].items():
        got = np.array(now["curves"][name][key], dtype=float)
        if key == "x":
            np.testing.assert_array_equal(got, kept)
        else:
            np.testing.assert_array_equal(np.isnan(got), np.isnan(kept))
            middle = [np.nanmedian(np.log10(1 + e)) for e in (got, kept)]
            assert middle[0] == pytest.approx(middle[1], abs=0.2), "run `make bench`"


def test_no_library_is_nearer_to_the_truth_by_more_than_half_a_unit(now):
    for name, errors in now["worst"].items():
        assert errors["nnbook"] <= min(errors.values()) + 0.5, name

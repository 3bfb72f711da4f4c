"""The record of the largest errors says what is measured, and every bar is met."""

import json

import numpy as np
import pytest

from tools.measures.measured import BITS, worst
from tools.measures.ulp import ABSOLUTE_BAR, BAR_32, BARS
from tools.records.accuracy import NAMES, RECORD, close

pytestmark = pytest.mark.xdist_group("accuracy")
KEPT = json.loads(RECORD.read_text("utf-8"))
ROWS = {row["function"]: row for row in KEPT["functions"]}


def test_every_function_is_on_record():
    assert list(ROWS) == NAMES, "run `make records`"
    assert KEPT["bits"] == BITS
    assert KEPT["bar in float32"] == BAR_32
    assert KEPT["absolute bar"] == ABSOLUTE_BAR


@pytest.mark.parametrize("name", NAMES)
def test_it_is_what_is_measured(name):
    row = ROWS[name]
    assert row["bar"] == BARS[name]
    assert row["float64"] <= BARS[name] and row["float32"] <= BAR_32
    for dtype in ("float64", "float32"):
        measured, _ = worst(name, np.dtype(dtype).type)
        assert close(row[dtype], measured), f"run `make records`: {measured} ULP"


def test_what_is_close():
    assert close(1.0, 1.4) and not close(1.0, 1.6) and not close(2.0, 1.4)

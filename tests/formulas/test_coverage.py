"""Every field of an activation's record is covered by a test that reads it."""

import ast
import dataclasses
from pathlib import Path

import pytest

from nnbook import Activation

COVERED = {
    "name": "test_records.py::test_registry_is_in_the_order_of_the_lecture",
    "title": "test_records.py::test_texts",
    "summary": "test_records.py::test_texts",
    "formula": "test_kernels.py::test_value_in_ulp",
    "latex": "test_latex.py::test_latex_is_the_formula",
    "derivative_latex": "test_latex.py::test_derivative_latex_is_its_derivative",
    "range": "test_records.py::test_range",
    "range_latex": "test_records.py::test_range_latex",
    "monotone": "test_records.py::test_monotone",
    "smooth": "test_records.py::test_smooth",
    "odd": "test_records.py::test_odd",
    "saturates": "test_records.py::test_saturates",
    "value_kernel": "test_kernels.py::test_value_kernel_is_the_formula",
    "derivative_kernel": "test_kernels.py::test_derivative_kernel_is_its_derivative",
    "kinks": "test_records.py::test_kinks",
    "defaults": "test_records.py::test_parameters_are_those_of_the_formula",
}


def attributes_read(test):
    """Return the names of all attributes that a test function reads."""
    file, _, name = test.partition("::")
    module = ast.parse((Path(__file__).parent / file).read_text(encoding="utf-8"))
    (function,) = [
        node
        for node in module.body
        if isinstance(node, ast.FunctionDef) and node.name == name
    ]
    return {n.attr for n in ast.walk(function) if isinstance(n, ast.Attribute)}


@pytest.mark.parametrize("field", [f.name for f in dataclasses.fields(Activation)])
def test_every_field_has_its_test(field):
    assert field in COVERED, f"nothing says how {field} is known: write a test"
    # The formula is read by way of `calculus.formula`, the others by their name.
    if field != "formula":
        assert field in attributes_read(COVERED[field])

"""The data sets are complete, unchanged, and agree with their certified values."""

from fractions import Fraction

import numpy as np
import pytest
import sympy

from nnbook import datasets

SHAPES = {
    "noint1": (11, 1),
    "noint2": (3, 1),
    "norris": (36, 1),
    "pontius": (40, 1),
    "longley": (16, 6),
    "wampler1": (21, 1),
    "wampler2": (21, 1),
}


@pytest.mark.parametrize("name", SHAPES)
def test_shapes_and_sources(name):
    data = datasets.load(name)
    assert data.name == name and data.X.shape == SHAPES[name]
    assert data.y.shape == (len(data.X),) and len(data.columns) == data.X.shape[1]
    assert data.design.shape == (len(data.X), len(data.certified))
    assert name in data.source and "https://" in data.source
    assert "Public domain" in data.licence and data.model.startswith("y = ")


@pytest.mark.parametrize("name", SHAPES)
def test_certified_values_solve_the_normal_equations_exactly(name):
    data = datasets.load(name)
    # The files hold decimal numbers: take them as such, not as nearest floats.
    X = [[Fraction(repr(float(v))) for v in row] for row in data.X]
    y = [Fraction(repr(float(v))) for v in data.y]
    A = [
        [Fraction(1)] * data.intercept
        + [v**p for p in range(1, data.degree + 1) for v in row]
        for row in X
    ]
    A, y = sympy.Matrix(A), sympy.Matrix(y)
    exact = (A.T * A).LUsolve(A.T * y)
    want = np.array([float(v) for v in exact])
    np.testing.assert_allclose(data.certified, want, rtol=1e-14)


def test_data_cannot_be_changed():
    data = datasets.load("norris")
    for array in (data.X, data.y, data.certified):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0.0
    with pytest.raises(AttributeError):
        data.name = "other"


def test_unknown_name_lists_the_known_ones():
    with pytest.raises(ValueError, match=r"one of noint1, noint2.*got 'iris'"):
        datasets.load("iris")


def test_a_changed_file_is_refused(tmp_path, monkeypatch):
    content = (datasets._FOLDER / "noint2.csv").read_bytes()
    (tmp_path / "noint2.csv").write_bytes(content.replace(b"3,4", b"3,5"))
    monkeypatch.setattr(datasets, "_FOLDER", tmp_path)
    with pytest.raises(ValueError, match=r"noint2\.csv has changed: its SHA-256"):
        datasets.load("noint2")

"""Small data: real ones with source, licence and certified results, and a toy.

The real sets come from the Statistical Reference Datasets of NIST, made to test
software for least squares: each has coefficients certified to 15 digits. Two of
them (noint1, noint2) have exactly the lecture's model, one weight and no bias.
The page *Gradient descent* introduces the collection.
The toy, fourteen avocados, is made up for the page *The perceptron*.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from nnbook._kernels.checks import frozen

_FOLDER = Path(__file__).parent / "data"
_SOURCE = (
    "NIST Statistical Reference Datasets, linear least squares, {name}. "
    "https://www.itl.nist.gov/div898/strd/lls/lls.shtml"
)
_LICENCE = "Public domain: a work of the government of the United States"


@dataclass(frozen=True, eq=False)
class Dataset:
    """One data set.

    Parameters
    ----------
    name : str
        Its name.
    X : ndarray, shape (n, d)
        Inputs as they are in the file, one sample a row.
    y : ndarray, shape (n,)
        Targets.
    columns : tuple of str, length d
        Names of the inputs.
    certified : ndarray, shape (k,)
        The certified coefficients, the constant first where there is one.
    model : str
        The model they belong to.
    intercept : bool
        Whether the model has a constant.
    degree : int
        The highest power of x in the model.
    source, licence : str
        Where the data come from, and on what terms.
    """

    name: str
    X: np.ndarray
    y: np.ndarray
    columns: tuple[str, ...]
    certified: np.ndarray
    model: str
    intercept: bool
    degree: int
    source: str
    licence: str

    @property
    def design(self):
        """The matrix whose columns belong to ``certified``, shape (n, k)."""
        powers = [self.X**p for p in range(1, self.degree + 1)]
        ones = [np.ones((len(self.X), 1))] if self.intercept else []
        return np.hstack(ones + powers)


@dataclass(frozen=True)
class _Record:
    sha256: str
    model: str
    certified: tuple[float, ...]
    intercept: bool = True
    degree: int = 1


_RECORDS = {
    "noint1": _Record(
        "fe2427b04711c79e24ac2af02e0279d1823ad549275b633cc7c96341c6a6749f",
        "y = w x",
        (2.07438016528926,),
        intercept=False,
    ),
    "noint2": _Record(
        "21b93013c21c3387a547f5c49d780cccf4a0c6688a3861f5f555c5d28e68a93e",
        "y = w x",
        (0.727272727272727,),
        intercept=False,
    ),
    "norris": _Record(
        "a6ae4c05d7f305a6fa92059afae7b4b49f824a874be851183ad52ff348c6be27",
        "y = b + w x",
        (-0.262323073774029, 1.00211681802045),
    ),
    "pontius": _Record(
        "c00c2a7826796e6a02922ca41e695cdce7bd6e2f647d2b65fe774744e5f69197",
        "y = b + w_1 x + w_2 x^2",
        (0.673565789473684e-3, 0.732059160401003e-6, -0.316081871345029e-14),
        degree=2,
    ),
    "longley": _Record(
        "3c747bb9e818d2daf70ee7c84f76d18219d0e3894720c08d948fa98f0cc9ac64",
        "y = b + w_1 x_1 + ... + w_6 x_6",
        (
            -3482258.63459582,
            15.0618722713733,
            -0.0358191792925910,
            -2.02022980381683,
            -1.03322686717359,
            -0.0511041056535807,
            1829.15146461355,
        ),
    ),
    "wampler1": _Record(
        "0b4719204a7057772d27a02b65be34ddd6f13f37fb1ff25c0a5ac263ea8565de",
        "y = b + w_1 x + ... + w_5 x^5",
        (1.0, 1.0, 1.0, 1.0, 1.0, 1.0),
        degree=5,
    ),
    "wampler2": _Record(
        "359a1c41552ef18f1651c4bd55f56a7f7fb6616d4d1b5deabffd4b733037b1fa",
        "y = b + w_1 x + ... + w_5 x^5",
        (1.0, 0.1, 0.01, 0.001, 0.0001, 0.00001),
        degree=5,
    ),
}


def load(name):
    """Return a data set by name.

    Parameters
    ----------
    name : str
        One of noint1, noint2, norris, pontius, longley, wampler1, wampler2.

    Returns
    -------
    Dataset
        The data, with source, licence and certified coefficients.

    Raises
    ------
    ValueError
        If there is no set of that name, or its file is not what it was when
        its hash was recorded.

    References
    ----------
    .. [1] J. Rogers, J. Filliben, L. Gill, W. Guthrie, E. Lagergren and
       M. Vangel, *StRD: Statistical Reference Datasets for Assessing the
       Numerical Accuracy of Statistical Software*, NIST Technical Note 1396,
       1998.

    Examples
    --------
    >>> data = load("noint2")
    >>> print(data.X.ravel(), data.y)
    [4. 5. 6.] [3. 4. 4.]
    >>> print(data.certified)
    [0.72727273]
    """
    if name not in _RECORDS:
        raise ValueError(f"name must be one of {', '.join(_RECORDS)}; got {name!r}.")
    record = _RECORDS[name]
    content = _read(_FOLDER / f"{name}.csv", record.sha256)
    header, *rows = content.decode("utf-8").split()
    table = np.array([row.split(",") for row in rows], dtype=np.float64)
    return Dataset(
        name=name,
        X=frozen(table[:, 1:].copy()),
        y=frozen(table[:, 0].copy()),
        columns=tuple(header.split(",")[1:]),
        certified=frozen(np.array(record.certified)),
        model=record.model,
        intercept=record.intercept,
        degree=record.degree,
        source=_SOURCE.format(name=name),
        licence=_LICENCE,
    )


def _read(path, sha256):
    content = path.read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise ValueError(
            f"the file {path.name} has changed: its SHA-256 is {found}, "
            f"{sha256} was recorded. Restore it from the repository."
        )
    return content


def avocados():
    """Return fourteen made-up avocados, graded by hand and eye, and cut open.

    A line parts the ripe from the unripe.

    Returns
    -------
    X : ndarray of int, shape (14, 2)
        Softness and darkness, each from -5 to 5.
    y : ndarray of int, shape (14,)
        1 for a ripe one, otherwise 0.

    Examples
    --------
    >>> X, y = avocados()
    >>> print(X[:3].tolist(), y[:3], y.sum())
    [[0, 0], [-3, 4], [2, 1]] [0 0 1] 7
    """
    grades = (
        *((0, 0), (-3, 4), (2, 1), (-1, 0), (-2, -1), (4, 2), (3, 4)),
        *((1, 3), (5, 0), (4, 3), (-1, -2), (3, 2), (1, -2), (-1, 1)),
    )
    ripe = (0, 0, 1, 0, 0, 1, 1, 1, 1, 1, 0, 1, 0, 0)
    return np.array(grades), np.array(ripe)

"""Turn what a caller passes into arrays, or say clearly why it cannot be done.

Every public function of the package checks its arguments here, so that the
same mistake gives the same message everywhere: the argument's name, what came,
what was wanted and, where there is a usual cause, the cure.
"""

import math
import numbers
import operator

import numpy as np

_CURES = {
    "c": "Take {name}.real or abs({name}).",
    "V": "Take a field of it, {name}['…'].",
    "mM": "Divide by a unit, as in {name} / np.timedelta64(1, 's').",
}


def as_floats(name, value):
    """Return ``value`` as a float array, without a copy where none is needed.

    Integers and booleans become float64; float16 and float32 stay what they are. What
    carries more than such numbers is refused, since it would be lost without a word.
    """
    _require_plain(name, value)
    try:
        array = np.asarray(value)
    except ValueError as error:
        raise ValueError(
            f"{name} must be a regular array of numbers; got a nested sequence "
            f"whose rows differ in length. Make all rows equally long."
        ) from error
    kind = array.dtype.kind
    if kind in "biu":
        return array.astype(np.float64)
    if kind != "f":
        got = type(value).__name__
        if got in ("ndarray", "list", "tuple"):
            got += f" of {array.dtype}"
        cure = "Convert first, for example np.asarray({name}, dtype=float)."
        cure = next((c for kinds, c in _CURES.items() if kind in kinds), cure)
        raise TypeError(
            f"{name} must be real numbers; got {got}. {cure.format(name=name)}"
        )
    if array.dtype.itemsize > 8:
        raise TypeError(
            f"{name} must be float64 or narrower; got {array.dtype}, whose further "
            f"digits would be lost. Round it first: np.asarray({name}, dtype=float)."
        )
    return array.astype(array.dtype.newbyteorder("="), copy=False)


def _require_plain(name, value):
    """Raise TypeError if an array, or one in a list, carries more than numbers."""
    if isinstance(value, (list, tuple)):
        for entry in value:
            if isinstance(entry, (list, tuple, np.ndarray)):
                _require_plain(name, entry)
    elif isinstance(value, np.ma.MaskedArray):
        raise TypeError(
            f"{name} must hold numbers alone; got a masked array, whose mask would be "
            f"lost. Drop the masked entries by {name}.compressed(), or replace them by "
            f"{name}.filled(…)."
        )
    elif isinstance(value, np.ndarray) and type(value) not in (np.ndarray, np.memmap):
        raise TypeError(
            f"{name} must be a plain array; got {type(value).__name__}, of which only "
            f"the numbers would be used. Take them yourself: np.asarray({name})."
        )


def as_vector(name, value):
    """Return ``value`` as a non-empty float array of shape (n,)."""
    array = as_floats(name, value)
    if array.ndim != 1 or array.size == 0:
        cure = f" Flatten it with {name}.ravel()." if array.ndim > 1 else ""
        raise ValueError(
            f"{name} must be a vector of shape (n,) with n >= 1; "
            f"got shape {array.shape}.{cure}"
        )
    return array


def as_matrix(name, value):
    """Return ``value`` as a non-empty float array of shape (n, d)."""
    array = as_floats(name, value)
    if array.ndim != 2 or array.size == 0:
        cure = ""
        if array.ndim == 1 and array.size:
            cure = f" One input a sample is {name}[:, None], one sample {name}[None]."
        raise ValueError(
            f"{name} must be a matrix of shape (n, d), one sample a row, "
            f"with n, d >= 1; got shape {array.shape}.{cure}"
        )
    return array


def require_shape(name, array, shape, because):
    """Raise ValueError unless ``array`` has the given shape."""
    if array.shape != shape:
        cure = ""
        if array.size == math.prod(shape):
            cure = f" Reshape it with {name}.reshape({shape})."
        raise ValueError(
            f"{name} must have shape {shape} {because}; got shape {array.shape}.{cure}"
        )


def require_finite(**arrays):
    """Raise ValueError that names the first nan or infinity, and its place."""
    for name, array in arrays.items():
        bad = ~np.isfinite(array)
        if bad.any():
            index = tuple(int(i) for i in np.argwhere(bad)[0])
            at = f"{name}[{', '.join(map(str, index))}]" if index else name
            raise ValueError(
                f"{name} must be finite; got {at} = {float(array[index])}. "
                f"Drop or fill in such values first."
            )


def as_real(name, value):
    """Return one finite number as a Python float."""
    value = _unwrapped(value)
    if isinstance(value, (bool, np.bool_)) or not isinstance(
        value, (numbers.Real, np.floating)
    ):
        raise TypeError(f"{name} must be one number; got {type(value).__name__}.")
    if not math.isfinite(value):
        raise ValueError(f"{name} must be a finite number; got {value}.")
    return float(value)


def as_positive(name, value, cure=""):
    """Return one finite number above zero as a Python float."""
    number = as_real(name, value)
    if number <= 0:
        raise ValueError(f"{name} must be positive; got {number}.{cure}")
    return number


def as_whole(name, value):
    """Return a whole number as a Python int."""
    try:
        value = _unwrapped(value)
        if isinstance(value, (bool, np.bool_, np.ndarray)):
            raise TypeError
        return operator.index(value)
    except TypeError:
        raise TypeError(
            f"{name} must be a whole number; got {value!r}. Write int({name})."
        ) from None


def as_count(name, value):
    """Return a whole number of at least one as a Python int."""
    count = as_whole(name, value)
    if count < 1:
        raise ValueError(f"{name} must be at least 1; got {count}.")
    return count


def _unwrapped(value):
    """Return the number in a plain array without axes; all else as it is."""
    return value[()] if type(value) is np.ndarray and value.ndim == 0 else value


def rounded(result, *given):
    """Return a float64 ``result`` in the type to which NumPy joins the given arrays."""
    with np.errstate(over="ignore", under="ignore"):
        return np.asarray(result).astype(np.result_type(*given), copy=False)[()]


def frozen(array):
    """Return ``array`` marked read-only, for results that must stay as they were."""
    array.flags.writeable = False
    return array

"""Turn what a caller passes into arrays, or say clearly why it cannot be done.

Every public function of the package checks its arguments here, so that the
same mistake gives the same message everywhere: the argument's name, what came,
what was wanted and, where there is a usual cause, the cure.
"""

import math
import numbers
import operator

import numpy as np


def as_floats(name, value):
    """Return ``value`` as a float array, without a copy where none is needed.

    Integers and booleans become float64. float16 and float32 stay what they
    are; wider floats are rounded to float64.
    """
    try:
        array = np.asarray(value)
    except ValueError as error:
        raise ValueError(
            f"{name} must be a regular array of numbers; got a nested sequence "
            f"whose rows differ in length. Make all rows equally long."
        ) from error
    if array.dtype.kind in "biu":
        return array.astype(np.float64)
    if array.dtype.kind != "f":
        got = type(value).__name__
        if got in ("ndarray", "list", "tuple"):
            got += f" of {array.dtype}"
        raise TypeError(
            f"{name} must be real numbers; got {got}. "
            f"Convert first, for example np.asarray({name}, dtype=float)."
        )
    narrow = {2: np.float16, 4: np.float32}
    wanted = narrow.get(array.dtype.itemsize, np.float64)
    return array.astype(wanted, copy=False)


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
    if isinstance(value, np.ndarray) and value.ndim == 0:
        value = value[()]
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


def as_count(name, value):
    """Return a whole number of at least one as a Python int."""
    try:
        if isinstance(value, (bool, np.bool_)):
            raise TypeError
        count = operator.index(value)
    except TypeError:
        raise TypeError(
            f"{name} must be a whole number; got {value!r}. Write int({name})."
        ) from None
    if count < 1:
        raise ValueError(f"{name} must be at least 1; got {count}.")
    return count


def frozen(array):
    """Return ``array`` marked read-only, for results that must stay as they were."""
    array.flags.writeable = False
    return array

"""Apply a function to an array block by block, with blocks that fit into the cache.

A formula of several steps, written with arrays, reads and writes all of its
intermediate results. For a long array these do not fit into the processor's cache,
so that most of the time is spent waiting for memory, and each of them takes as much
memory as the array itself. Cut into blocks, the same formula, still written with
arrays, runs several times as fast and needs no more memory than its result.
"""

import numpy as np

from nnbook._kernels.checks import as_floats

# In float64 a block takes 128 KiB, so that a handful of intermediate results fits
# into a cache of 1 MiB; smaller blocks spend more of their time on calls.
BLOCK = 16384
# Of a matrix more numbers are taken at a time: NumPy takes its time for each row.
ROWS = 4 * BLOCK


def elementwise(kernel, x, name="x"):
    """Apply a float64 ``kernel`` to ``x`` and round once to the type of ``x``.

    The kernel takes one number, or an array of shape (n,) which it cannot write to,
    and ``out``, where it may put what it returns.
    """
    x = as_floats(name, x)
    # A value too small for a float is rightly rounded to zero, one too large to
    # infinity: no cause to warn.
    with np.errstate(under="ignore", over="ignore"):
        if x.ndim == 0:  # numbers are faster than arrays of one
            return x.dtype.type(kernel(np.float64(x[()]), out=None))
        result = np.empty_like(x)
        # The iterator hands out views where it can, and converted copies of a block
        # where the type or the layout asks for it.
        with np.nditer(
            [x, result],
            flags=["external_loop", "buffered", "zerosize_ok"],
            op_flags=[["readonly"], ["writeonly"]],
            op_dtypes=[np.float64, np.float64],
            casting="same_kind",
            buffersize=BLOCK,
        ) as blocks:
            for block, out in blocks:
                value = kernel(block, out=out)
                if value is not out:
                    out[...] = value
    return result


def rowwise(kernel, x, axis):
    """Apply a float64 ``kernel`` to the rows of ``x`` along an axis.

    The kernel takes a matrix, which it must not write to, and returns a new one of
    the same shape. Rounding and types are those of `elementwise`.
    """
    moved = np.moveaxis(x, axis, -1)
    rows = moved.reshape(-1, moved.shape[-1])
    result = np.empty(rows.shape, x.dtype)
    with np.errstate(under="ignore", over="ignore"):
        for block in row_blocks(rows):
            result[block] = kernel(np.ascontiguousarray(rows[block], dtype=np.float64))
    return np.moveaxis(result.reshape(moved.shape), -1, axis)


def row_blocks(X):
    """Yield slices of rows of a matrix."""
    step = max(1, ROWS // X.shape[1])
    for start in range(0, len(X), step):
        yield slice(start, start + step)

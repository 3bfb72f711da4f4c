"""Arrays of any length, layout and type are computed block by block, without copies."""

import tracemalloc

import numpy as np
import pytest

from nnbook import ACTIVATIONS, gelu_tanh, log_softmax, relu, softmax
from nnbook._kernels import blocks
from nnbook._kernels.blocks import BLOCK, elementwise

FUNCTIONS = {
    **ACTIVATIONS,
    **{name + "'": f.derivative for name, f in ACTIVATIONS.items()},
    "gelu_tanh": gelu_tanh,
}
ROWS = {"softmax": softmax, "log_softmax": log_softmax}
EACH = pytest.mark.parametrize("name", FUNCTIONS)
BOTH = pytest.mark.parametrize("function", ROWS.values(), ids=ROWS)
rng = np.random.default_rng(3)
LONG = rng.normal(0, 3, 2 * BLOCK + 7)


def layouts(x):
    """The same numbers in many forms."""
    yield "every other", np.repeat(x, 2)[::2]
    yield "backwards", x[::-1].copy()[::-1]
    yield "other byte order", x.astype(x.dtype.newbyteorder())
    yield "by columns", np.asfortranarray(x.reshape(5, -1))
    yield "turned", x.reshape(5, -1).T
    yield "three axes, swapped", x.reshape(5, 3, -1).transpose(2, 0, 1)
    yield "repeated", np.broadcast_to(x[:7], (3, 7))
    yield "read-only", np.frombuffer(x.tobytes(), x.dtype)
    yield "not aligned", unaligned(x)
    yield "empty", x[:0].reshape(0, 3)


def unaligned(x):
    packed = np.zeros(x.size, np.dtype([("one", "u1"), ("x", x.dtype)]))
    packed["x"] = x
    return packed["x"]


@EACH
@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_any_layout_gives_the_same(name, dtype):
    function = FUNCTIONS[name]
    for layout, x in layouts(LONG[: 15 * 2000].astype(dtype)):
        before = x.copy()
        got = function(x)
        want = function(np.ascontiguousarray(x, dtype=dtype).ravel())
        np.testing.assert_array_equal(got.ravel(), want, err_msg=layout)
        assert got.shape == x.shape and got.dtype == dtype
        np.testing.assert_array_equal(x, before)


@BOTH
def test_rows_in_any_layout_give_the_same(function):
    for layout, x in layouts(LONG[: 15 * 2000]):
        for axis in range(x.ndim):
            if x.shape[axis] == 0:
                continue
            got = function(x, axis=axis)
            along = np.moveaxis(x, axis, -1)
            rows = along.reshape(-1, along.shape[-1])
            want = [function(np.ascontiguousarray(row, dtype=float)) for row in rows]
            want = np.reshape(want, along.shape)
            np.testing.assert_array_equal(
                np.moveaxis(got, axis, -1), want, err_msg=layout
            )


@EACH
def test_the_length_of_an_array_does_not_matter(name):
    """No number depends on the block it is in."""
    whole = FUNCTIONS[name](LONG)
    for size in (0, 1, 7, BLOCK - 1, BLOCK, BLOCK + 1):
        np.testing.assert_array_equal(FUNCTIONS[name](LONG[:size]), whole[:size])


LENGTHS = [1, 2, 7, 8, 10, 100, 1000, BLOCK, 2 * blocks.ROWS + 1]


@BOTH
@pytest.mark.parametrize("length", LENGTHS)
def test_the_number_of_rows_does_not_matter(function, length):
    x = rng.normal(0, 9, (blocks.ROWS // length + 2, length))
    some = np.r_[: min(len(x), 100), -min(len(x), 100) : 0]  # at either end of a block
    np.testing.assert_array_equal(function(x)[some], [function(row) for row in x[some]])


@EACH
def test_zeros_keep_their_sign_in_every_place(name):
    x = np.resize([0.0, -0.0, -0.0], 50)
    near = FUNCTIONS[name](np.copysign(1e-300, x))
    np.testing.assert_array_equal(np.signbit(FUNCTIONS[name](x)), np.signbit(near))


@BOTH
def test_the_result_of_rows_lies_in_rows(function):
    assert function(rng.normal(size=(7, 3))).flags.c_contiguous
    assert function(rng.normal(size=(7, 300))).flags.c_contiguous


def test_a_block_is_a_view_that_cannot_be_written():
    seen = []

    def kernel(block, out):
        seen.append(block.size)
        assert np.shares_memory(block, LONG)
        assert not block.flags.writeable
        return np.negative(block, out=out)

    np.testing.assert_array_equal(elementwise(kernel, LONG), -LONG)
    assert seen == [BLOCK, BLOCK, 7]


@pytest.mark.parametrize("x", [1, True, 1.5, np.float32(1.5), np.array(1.5)])
def test_one_number_comes_back_as_numpys_own_functions_give_it(x):
    assert type(relu(x)) is type(np.exp(np.asarray(x) * np.ones((), relu(x).dtype)))


def peak(function, x):
    """Return the most memory at once besides ``x``, in arrays of its size."""
    tracemalloc.start()
    try:
        function(x)
        return tracemalloc.get_traced_memory()[1] / x.nbytes
    finally:
        tracemalloc.stop()


LARGE = np.linspace(-9.0, 9.0, 10**7)


@EACH
def test_memory_is_that_of_the_result(name):
    assert 1 <= peak(FUNCTIONS[name], LARGE) < 1.05


@BOTH
@pytest.mark.parametrize("shape", [(-1, 10), (-1, 1000), (10, -1)])
def test_memory_of_many_rows_is_that_of_the_result(function, shape):
    x = LARGE.reshape(shape)
    assert 1 <= peak(lambda x: function(x, axis=-1 if shape[0] < 0 else 0), x) < 1.05


@BOTH
def test_memory_of_one_long_row_is_that_of_the_steps(function):
    """A row is taken as a whole, so that each step of the formula makes a new one."""
    assert peak(function, LARGE) < 6.1

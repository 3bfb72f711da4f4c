"""Derivations pasted whole are proved, and none of their slips is."""

import pytest
from proof.corpus import CORPUS

from nnbook.proof import ProofError, check

SLIPS = [
    pytest.param(one, old, new, id=f"{one.name}: {old} → {new}")
    for one in CORPUS
    for old, new in one.wrong
]


@pytest.mark.parametrize("one", CORPUS, ids=lambda one: one.name)
def test_what_lecturers_write_is_proved(one):
    assert check(one.latex, where=one.where).links >= 1


@pytest.mark.parametrize(("one", "old", "new"), SLIPS)
def test_a_slip_is_not_proved(one, old, new):
    assert old in one.latex
    head, _, tail = one.latex.rpartition(old)
    with pytest.raises(ProofError) as caught:
        check(head + new + tail, where=one.where)
    assert caught.value.condition is None  # the formula is wrong, not what is stated
    assert caught.value.__cause__ is None

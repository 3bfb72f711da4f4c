"""What numbers cannot tell is decided by algebra, or refused; never let pass."""

import pytest

from nnbook.proof import Undecided, check

HIDDEN = r"e^{-100}"  # far below what two computed numbers may differ by


@pytest.mark.parametrize(
    "wrong",
    [
        rf"x = x + {HIDDEN}",
        rf"e^x = e^x (1 + {HIDDEN})",
        rf"x = \begin{{cases}} x + {HIDDEN} & x > 0 \\ x & x \le 0 \end{{cases}}",
        rf"x = \begin{{cases}} x & x > 0 \\ x + {HIDDEN} & x \le 0 \end{{cases}}",
        rf"x = \begin{{cases}} x & x \ge 0 \\ x + {HIDDEN} & x < 0 \end{{cases}}",
    ],
)
def test_a_difference_too_small_for_numbers_is_not_proved_away(wrong):
    with pytest.raises(Undecided, match="not proved equal"):
        check(wrong)
    check(wrong.replace(HIDDEN, "0"))


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        (r"b \le 0", r"b \ge 0"),
        (r"2 b \le 0", r"b \ge 0"),
        (r"w_1 + b \ge 0", r"w_1 - b \ge 0"),
    ],
)
def test_an_inequality_is_not_turned_round(given, wrong):
    with pytest.raises(Undecided, match="does not follow"):
        check(wrong, where=[given])
    check(given, where=[given])

"""Numbers as readers see them: true minus signs, raised and lowered digits."""

from __future__ import annotations

import math

__all__ = ["lowered", "minus", "power", "printed"]

RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def minus(text: str) -> str:
    """Return a text with minus signs in place of hyphens.

    >>> minus("w = -1.5")
    'w = −1.5'
    """
    return text.replace("-", "\N{MINUS SIGN}")


def power(exponent: int) -> str:
    """Return a power of ten with its exponent raised.

    >>> power(-12)
    '10⁻¹²'
    """
    return f"10{str(exponent).translate(RAISED)}"


def lowered(text: str) -> str:
    """Return a symbol with its digits as subscripts.

    >>> lowered("x12")
    'x₁₂'
    """
    return text.translate(LOWERED)


def printed(value: float, digits: int = 3) -> str:
    """Return a number to a few significant digits; a whole one below 10⁶ in full.

    >>> [printed(value) for value in (2 / 3, -2.5e-7, 12345, float("nan"))]
    ['0.667', '−2.5·10⁻⁷', '12345', 'no number']
    """
    value = float(value)
    if not math.isfinite(value):
        return "no number" if math.isnan(value) else minus(f"{value}"[:-3] + "∞")
    if value != int(value) or abs(value) >= 1e6:
        value = float(f"{value:.{digits}g}")
    exponent = math.floor(math.log10(abs(value))) if value else 0
    if not -5 < exponent < 6:
        factor = f"{value / 10.0**exponent:.{digits}g}"
        text = power(exponent)
        return text if factor == "1" else f"{minus(factor)}·{text}"
    text = f"{value + 0.0:.{max(digits - 1 - exponent, 0)}f}"
    return minus(text.rstrip("0").rstrip(".") if "." in text else text)

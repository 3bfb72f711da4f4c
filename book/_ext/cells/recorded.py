"""What is recorded of a page's outputs, and when an output differs from its record.

The rule: words are equal.  Whole numbers are equal.  A printed number may differ by one
in its last digit, a computed one by a millionth of itself, an entry of an array by a
millionth of itself and by a billionth of the largest beside it.  A figure or table may
say that it shows rounding errors, which differ from one kind of machine to another:
then arrays have the same shape, and their root mean square, like printed numbers with
decimals, agrees within a factor of ten.
"""

from __future__ import annotations

import ast
import json
import math
import re
from collections.abc import Iterator
from typing import Any

from nbformat import NotebookNode

from nnbook.figures.bundle import MIME

OF_ITSELF = 1e-6
OF_THE_LARGEST = 1e-9
FACTOR = 10.0
DIGITS = 8  # recorded of a computed number: one more than is compared
WIDTH = 88
GLUED = "application/papermill.record/text/plain"
NUMBER = re.compile(r"([-+−]?\d+(?:\.\d*)?(?:e[-+]?\d+)?)")


# -- What is recorded ----------------------------------------------------------------


def outputs(notebook: NotebookNode) -> dict[str, Any]:
    """Return what the cells of a notebook put out: texts, values, tables, figures."""
    found: dict[str, Any] = {"texts": [], "values": {}, "tables": {}, "figures": {}}
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if output.get("name") == "stdout":
                found["texts"].append(output.text)
            elif MIME in data:
                _displayed(data[MIME], found)
            elif GLUED in data:
                name = output.metadata["scrapbook"]["name"]
                found["values"][name] = _rounded(_value(data[GLUED]))
            elif "text/plain" in data:
                found["texts"].append(data["text/plain"])
    return {kind: entries for kind, entries in found.items() if entries}


def _value(text: str) -> Any:
    """The value that a text writes; the text, if it is no number or string."""
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return text


def _displayed(bundle: dict, found: dict) -> None:
    if bundle["kind"] == "table":
        cells = [
            [
                cell["text"] if "text" in cell else [cell["alt"], cell["record"]]
                for cell in row
            ]
            for row in bundle["rows"]
        ]
        kept = {"header": bundle["header"], "rows": cells}
        kept["rounding"] = bundle["rounding"]
    else:
        kept = {"alt": bundle["alt"], **bundle["record"]}
    found[f"{bundle['kind']}s"][bundle["name"]] = {"caption": bundle["caption"], **kept}


def _rounded(value: Any) -> Any:
    return float(f"{value:.{DIGITS}g}") if isinstance(value, float) else value


def dumps(record: dict) -> str:
    """Return a record as JSON: a line for what fits on one, for an array or its sum."""
    return _lines(record) + "\n"


def _lines(value: Any, indent: str = "\n") -> str:
    flat = json.dumps(value, ensure_ascii=False, sort_keys=True)
    if len(flat) <= WIDTH or _on_a_line(value):
        return flat
    inner = indent + " "
    if isinstance(value, list):
        parts = [_lines(part, inner) for part in value]
    else:
        parts = [
            f"{json.dumps(key, ensure_ascii=False)}: {_lines(part, inner)}"
            for key, part in sorted(value.items())
        ]
    ends = "[]" if isinstance(value, list) else "{}"
    return f"{ends[0]}{inner}{f',{inner}'.join(parts)}{indent}{ends[1]}"


def _on_a_line(value: Any) -> bool:
    if isinstance(value, dict):
        return "rms" in value
    parts = value if isinstance(value, list) else ()
    return not any(isinstance(part, dict | list | str) for part in parts)


# -- When it differs -----------------------------------------------------------------


def differences(old: Any, new: Any, place: str = "", rounding=False) -> Iterator[str]:
    """Yield what differs, each with its place, what was recorded and what came now."""
    if isinstance(old, dict) and isinstance(new, dict):
        if "rms" in old and "rms" in new:
            if not _same_array(old, new, rounding):
                yield _told(place, old, new)
            return
        rounding = rounding or bool(old.get("rounding") and new.get("rounding"))
        for key in [*old, *(key for key in new if key not in old)]:
            inside = f"{place}, {key}" if place else str(key)
            if key in new and key in old:
                loose = rounding and not key.endswith(", x")
                yield from differences(old[key], new[key], inside, loose)
            else:
                yield f"{inside}: {'is gone' if key in old else 'is not recorded'}"
    elif _is_array(old) and _is_array(new):
        if not _same_array(_summed(old), _summed(new), rounding):
            yield _told(place, old, new)
    elif isinstance(old, list) and isinstance(new, list):
        if len(old) != len(new):
            yield f"{place}: {len(old)} recorded, {len(new)} now"
        for number, (one, other) in enumerate(zip(old, new, strict=False), 1):
            yield from differences(one, other, f"{place} {number}", rounding)
    elif isinstance(old, str) and isinstance(new, str):
        if not _same_text(old, new, rounding):
            yield _told(place, old, new)
    elif not _close(old, new):
        yield _told(place, old, new)


def _told(place: str, old: Any, new: Any) -> str:
    return f"{place}:\n    recorded {old!r}\n    now      {new!r}"


# Arrays


def _is_array(value: Any) -> bool:
    return isinstance(value, list) and all(
        entry is None or isinstance(entry, int | float) for entry in value
    )


def _summed(entries: list) -> dict:
    """A short array in the form of a long one."""
    known = [float(entry) for entry in entries if entry is not None]
    rms = math.hypot(*known) / math.sqrt(max(len(known), 1))
    return {"shape": [len(entries)], "some": entries, "mean": 0.0, "rms": rms}


def _same_array(old: dict, new: dict, rounding: bool) -> bool:
    if old["shape"] != new["shape"]:
        return False
    if rounding:
        return _same_size(old["rms"], new["rms"])
    largest = max((abs(e) for e in old["some"] if e is not None), default=0.0)
    pairs = [*zip(old["some"], new["some"], strict=True)]
    pairs += [(old[key], new[key]) for key in ("mean", "rms")]
    return all(_close(*pair, max(largest, old["rms"])) for pair in pairs)


def _close(old: Any, new: Any, largest: float = 0.0) -> bool:
    if not isinstance(old, float) or not isinstance(new, int | float):
        return old == new and type(old) is type(new)
    if not (math.isfinite(old) and math.isfinite(new)):
        return old == new or (math.isnan(old) and math.isnan(new))
    return abs(new - old) <= OF_ITSELF * abs(old) + OF_THE_LARGEST * largest


def _same_size(old: float, new: float) -> bool:
    return old == new or (old * new > 0 and 1 / FACTOR <= new / old <= FACTOR)


# Texts


def _same_text(old: str, new: str, rounding: bool) -> bool:
    one, other = (NUMBER.split(text) for text in (old, new))
    words = [" ".join(" ".join(parts[::2]).split()) for parts in (one, other)]
    numbers = zip(one[1::2], other[1::2], strict=False)
    return words[0] == words[1] and all(_same_print(*p, rounding) for p in numbers)


def _same_print(old: str, new: str, rounding: bool) -> bool:
    decimals = _decimals(old)
    if old == new or not decimals or decimals != _decimals(new):
        return old == new
    values = [float(number.replace("−", "-")) for number in (old, new)]
    if rounding and _same_size(*values):
        return True
    power = int(old.partition("e")[2] or 0)
    return abs(values[0] - values[1]) <= 1.001 * 10.0 ** (power - decimals)


def _decimals(number: str) -> int:
    return len(number.partition("e")[0].partition(".")[2])

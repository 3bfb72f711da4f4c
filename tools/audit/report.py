"""What the book wants to know of Lighthouse's report on a page, and the bars."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from urllib.parse import urlsplit

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
BARS = dict.fromkeys(CATEGORIES, 100) | {"performance": 95}
PASSES = 0.9  # Lighthouse's own mark of an audit that needs no attention
TIMES = {
    "first contentful paint": "first-contentful-paint",
    "largest contentful paint": "largest-contentful-paint",
    "total blocking time": "total-blocking-time",
    "bytes": "total-byte-weight",
}


@dataclass(frozen=True)
class Audited:
    """What is said of a page: scores, measures, and what fails where."""

    scores: dict[str, int]
    measures: dict[str, float]
    failed: dict[str, list[str]]

    @property
    def missed(self) -> dict[str, int]:
        """The scores that are below their bars."""
        return {name: n for name, n in self.scores.items() if n < BARS[name]}

    @property
    def record(self) -> dict:
        """What is recorded of the page."""
        return {
            "scores": self.scores,
            "measures": self.measures,
            "failed": sorted(self.failed),
        }

    def told(self, page: str) -> Iterator[str]:
        """Yield what one needs to know to mend the page."""
        bars = (f"{name} {n} (bar {BARS[name]})" for name, n in self.missed.items())
        yield f"{page}: {', '.join(bars)}"
        for name, places in self.failed.items():
            yield f"    {name}"
            yield from (f"        {place}" for place in places)


def audited(full: dict, more: list[dict]) -> Audited:
    """Return what a full report says, and of performance the median with more reports.

    Performance is noisy; the rest is not.
    """
    runs = [full, *more]
    scores = {category: _score(full, category) for category in CATEGORIES}
    scores["performance"] = int(median(_score(run, "performance") for run in runs))
    found = [_measures(run) for run in runs]
    middle = {name: median(one[name] for one in found) for name in found[0]}
    return Audited(scores, middle, dict(sorted(_failed(full))))


def _score(report: dict, category: str) -> int:
    score = report["categories"][category]["score"]
    if score is None:
        raise ValueError(f"no score for {category} of {report['requestedUrl']}")
    return round(100 * score)


def _measures(report: dict) -> dict[str, float]:
    """How the page loads, in milliseconds and bytes, and how much it moves."""
    audits = report["audits"]
    times = {name: round(audits[key]["numericValue"]) for name, key in TIMES.items()}
    shift = audits["cumulative-layout-shift"]["numericValue"]
    requests = audits["network-requests"]["details"]["items"]
    return times | {
        "cumulative layout shift": round(shift, 4),
        "requests": len(requests),
    }


def _failed(report: dict) -> Iterator[tuple[str, list[str]]]:
    """Yield the audits that need attention, each with where."""
    for category in report["categories"].values():
        for reference in category["auditRefs"]:
            audit = report["audits"][reference["id"]]
            if audit["score"] is not None and audit["score"] < PASSES:
                yield audit["id"], list(_places(audit))


def _places(audit: dict) -> Iterator[str]:
    """Yield where an audit fails: elements as they stand in the page, files, errors."""
    for item in audit.get("details", {}).get("items", []):
        node = item.get("node", {})
        if "selector" in node:
            yield f"{node['selector']}  {node.get('snippet', '')}".rstrip()
        elif isinstance(item.get("url"), str):
            yield urlsplit(item["url"]).path
        elif audit["id"] == "errors-in-console":
            yield str(item["description"])


def versions(report: dict) -> dict[str, str]:
    """Return the versions of the programs that made a report."""
    browser = report["environment"]["hostUserAgent"].partition("Chrome/")[2]
    return {
        "Lighthouse": report["lighthouseVersion"],
        "Chromium": browser.partition(".")[0],
    }

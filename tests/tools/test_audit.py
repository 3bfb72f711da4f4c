"""What the audit of pages reads out of a report, and how the book is served to it."""

from __future__ import annotations

import copy
import gzip
import urllib.request

import pytest

from tools.audit.report import BARS, CATEGORIES, audited
from tools.server import Served

ELEMENT = {"node": {"selector": "main > p", "snippet": '<p role="x">'}}
REPORT = {
    "requestedUrl": "http://127.0.0.1:1/index.html",
    "categories": {name: {"score": 1, "auditRefs": []} for name in CATEGORIES},
    "audits": {
        "first-contentful-paint": {"numericValue": 800.4},
        "largest-contentful-paint": {"numericValue": 1200.6},
        "total-blocking-time": {"numericValue": 0},
        "cumulative-layout-shift": {"numericValue": 0.01234},
        "total-byte-weight": {"numericValue": 5000},
        "network-requests": {"details": {"items": [{}, {}]}},
    },
}


@pytest.fixture
def report() -> dict:
    return copy.deepcopy(REPORT)


def of_performance(score: float, paint: float) -> dict:
    run = copy.deepcopy(REPORT)
    run["categories"]["performance"]["score"] = score
    run["audits"]["largest-contentful-paint"]["numericValue"] = paint
    return run


def test_of_performance_the_median_counts(report):
    more = [of_performance(0.93, 1500), of_performance(0.97, 2500)]
    found = audited(report, more)
    assert found.scores == {
        "performance": 97,
        "accessibility": 100,
        "best-practices": 100,
        "seo": 100,
    }
    assert found.measures["largest contentful paint"] == 1500
    assert found.measures["cumulative layout shift"] == 0.0123
    assert found.measures["requests"] == 2
    assert found.missed == {}


def test_only_performance_may_be_less_than_full():
    assert {name for name, bar in BARS.items() if bar < 100} == {"performance"}


@pytest.mark.parametrize("category", CATEGORIES)
def test_a_score_below_its_bar_is_told(report, category: str):
    bar = BARS[category]
    report["categories"][category]["score"] = bar / 100
    assert audited(report, []).missed == {}
    report["categories"][category]["score"] = (bar - 1) / 100
    found = audited(report, [])
    assert found.missed == {category: bar - 1}
    assert next(found.told("index")) == f"index: {category} {bar - 1} (bar {bar})"


def test_a_category_without_score_is_an_error(report):
    report["categories"]["seo"]["score"] = None
    with pytest.raises(ValueError, match=r"no score for seo of .*index\.html"):
        audited(report, [])


def test_what_fails_is_told_with_its_elements_and_files(report):
    report["audits"] |= {
        "label": {"id": "label", "score": 0, "details": {"items": [ELEMENT]}},
        "fonts": {
            "id": "fonts",
            "score": 0.5,
            "details": {"items": [{"url": "http://127.0.0.1:1/a.woff2?v=1"}]},
        },
        "good": {"id": "good", "score": 0.9},
        "does not apply": {"id": "does not apply", "score": None},
    }
    names = ("label", "good", "does not apply")
    report["categories"]["seo"]["auditRefs"] = [{"id": name} for name in names]
    report["categories"]["performance"]["auditRefs"] = [{"id": "fonts"}]
    found = audited(report, [])
    assert found.failed == {
        "fonts": ["/a.woff2"],
        "label": ['main > p  <p role="x">'],
    }
    assert found.record["failed"] == ["fonts", "label"]


def test_texts_are_served_compressed_and_kept(tmp_path):
    text = b"let x = 1;\n" * 100
    (tmp_path / "a.js").write_bytes(text)
    (tmp_path / "a.woff2").write_bytes(text)
    with Served(tmp_path) as address:
        with urllib.request.urlopen(f"{address}/a.js?v=1") as answer:
            assert answer.headers["Content-Encoding"] == "gzip"
            assert "max-age" in answer.headers["Cache-Control"]
            assert gzip.decompress(answer.read()) == text
        with urllib.request.urlopen(f"{address}/a.woff2") as answer:
            assert answer.headers["Content-Encoding"] is None
            assert answer.read() == text

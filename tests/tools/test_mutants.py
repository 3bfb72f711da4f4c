"""The seeded mistakes still apply, the record is of them, and the sweep can fail."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tools.mutants.mutant import BUILD, BadMutant, Mutant, declared
from tools.mutants.record import RECORD, entry, renew
from tools.mutants.sweep import Verdict, sweep
from tools.paths import ROOT

pytestmark = pytest.mark.xdist_group("mutants")  # one process builds for all

MUTANTS = declared()


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_it_still_applies(mutant: Mutant):
    assert mutant.seeded(ROOT) != (ROOT / mutant.file).read_text(encoding="utf-8")


def test_every_check_exists(request):
    here = {item.nodeid for item in request.session.items}
    here |= {name.partition("[")[0] for name in here}
    elsewhere = sorted({mutant.check for mutant in MUTANTS} - {BUILD} - here)
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "--color=no"]
    done = subprocess.run(
        [*command, *elsewhere], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr


def test_there_are_enough_and_of_every_kind():
    assert len(MUTANTS) >= 40
    folders = {mutant.file.split("/")[0] for mutant in MUTANTS}
    assert folders >= {"src", "book", "Makefile"}
    assert {mutant.check == BUILD for mutant in MUTANTS} == {True, False}


def test_the_record_is_of_these_mutants_and_all_were_caught():
    record = json.loads(RECORD.read_text(encoding="utf-8"))
    wanted = [entry(mutant, caught=True) for mutant in MUTANTS]
    missing = [one["name"] for one in wanted if one not in record]
    assert not missing, 'run `make mutants`, or for one of them ONLY="its name"'
    assert record == wanted, "some are gone: run `make records`"


TINY = {
    "thing.py": "def double(x):\n    # twice\n    return 2 * x\n",
    "test_thing.py": (
        "import pytest\nfrom thing import double\n\n"
        "def test_double():\n    assert double(3) == 6\n\n"
        "def test_broken():\n    assert False\n\n"
        "@pytest.fixture\ndef six():\n    assert double(3) == 6\n    return 6\n\n"
        "def test_fixture(six):\n    assert six\n"
    ),
    # No plugins, which take most of the time; the sweep sets an option of one.
    "pytest.ini": "[pytest]\naddopts = --disable-plugin-autoload\n",
    "conftest.py": (
        "def pytest_addoption(parser):\n    parser.addoption('--hypothesis-seed')\n"
    ),
    "page.md": "# Page\nright\n",
    "Makefile": (
        "html:\n\t@grep -q right page.md || { echo page.md:2: wrong; exit 1; }\n"
        "\t@touch built\n"
    ),
}
TEST = "test_thing.py::test_double"
CODE = {"file": "thing.py", "old": "2 * x", "new": "3 * x", "check": TEST}
PAGE = {"file": "page.md", "old": "right", "new": "left", "check": BUILD}


def build_tiny(root: Path) -> Path:
    root.mkdir()
    for name, text in TINY.items():
        (root / name).write_text(text)
    return root


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    return build_tiny(tmp_path / "tiny")


CASES = {
    "a mistake that a test sees": (CODE, ""),
    "a mistake that stops the build": (PAGE | {"says": "page.md:{line}: wrong"}, ""),
    "a change that does not matter": (
        CODE | {"old": "# twice", "new": "# two times"},
        "the check passed",
    ),
    "a change that the build lets pass": (
        PAGE | {"new": "all right", "says": "wrong"},
        "the check passed",
    ),
    "a check that fails anyway": (
        CODE | {"check": "test_thing.py::test_broken"},
        "fails without the mistake",
    ),
    "a check that is not there": (
        CODE | {"check": "test_thing.py::test_none"},
        "fails without the mistake",
    ),
    "a mistake that cannot be imported": (CODE | {"new": "2 *"}, "did not run"),
    "a fixture that cannot be made": (
        CODE | {"check": "test_thing.py::test_fixture"},
        "did not run",
    ),
    "a failure for another reason": (CODE | {"says": "= 12"}, "'= 12' was not said"),
    "a build that stops elsewhere": (PAGE | {"says": "page.md:7"}, "was not said"),
}


@pytest.fixture(scope="module")
def swept(tmp_path_factory) -> dict[str, Verdict]:
    """The verdicts on all cases, and on the first again when all others are done."""
    root = build_tiny(tmp_path_factory.mktemp("project") / "tiny")
    mutants = [Mutant(name=name, **fields) for name, (fields, _) in CASES.items()]
    mutants.append(replace(mutants[0], name="the first again"))
    verdicts = sweep(mutants, root, jobs=1)
    assert {path.name for path in root.iterdir()} == set(TINY), "it left something"
    return {verdict.mutant.name: verdict for verdict in verdicts}


@pytest.mark.parametrize("case", CASES)
def test_the_sweep_tells_caught_from_survived(swept, case: str):
    _, reason = CASES[case]
    assert swept[case].caught == (not reason)
    assert reason in swept[case].reason


def test_mistakes_do_not_stay(swept):
    assert swept["the first again"].caught


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"old": "4 * x"}, r"stands 0 times in thing\.py"),
        ({"old": "x"}, r"stands 2 times"),
    ],
)
def test_a_stale_mutant_is_an_error(tiny: Path, changes: dict, words: str):
    with pytest.raises(BadMutant, match=words):
        Mutant(name="old", **CODE | changes).seeded(tiny)


def test_a_mutant_says_all_that_it_must(tmp_path: Path):
    with pytest.raises(BadMutant, match="needs `says`"):
        Mutant(name="silent", **PAGE)
    with pytest.raises(BadMutant, match="are the same"):
        Mutant(name="none", **CODE | {"new": CODE["old"]})
    lines = [f"{key} = {value!r}" for key, value in CODE.items()]
    table = "\n".join(["[[mutant]]", "name = 'one'", *lines, ""])
    (tmp_path / "a.toml").write_text(table * 2)
    with pytest.raises(BadMutant, match="have the name one"):
        declared(tmp_path)
    (tmp_path / "a.toml").write_text(table.replace("check", "checks"))
    with pytest.raises(BadMutant, match=r"a\.toml: one: .*'checks'"):
        declared(tmp_path)


def test_the_record_keeps_what_was_not_run_and_drops_what_is_gone(tmp_path: Path):
    path = tmp_path / "mutants.json"
    one, two, three = (Mutant(name=name, **CODE) for name in ("one", "two", "three"))
    renew(path, [Verdict(one, True), Verdict(two, True)], [one, two])
    renew(path, [Verdict(three, False)], [three, two])
    record = json.loads(path.read_text())
    assert [(each["name"], each["caught"]) for each in record] == [
        ("three", False),
        ("two", True),
    ]

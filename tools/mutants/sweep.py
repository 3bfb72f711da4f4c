"""Seed mistakes in a copy of the repository, and see whether their checks fail.

Each check has to pass first on a copy without a mistake: one that fails anyway proves
nothing.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tools.mutants.mutant import BUILD, READ_THE_SITE, Mutant
from tools.paths import ROOT

JOBS = 2
LONGEST = 400  # seconds that one check may take
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", ".hypothesis", "__pycache__")
PYTEST = (
    *("-m", "pytest", "-q", "--tb=short", "--color=no"),
    # The same examples each time, so that the record can be compared.
    *("-p", "no:cacheprovider", "--hypothesis-seed=0"),
)
FAILED = re.compile(r"\d+ failed")


class Outcome(NamedTuple):
    """What became of a check: it ``passed`` or ``failed``, or is ``broken``."""

    verdict: str
    output: str


class Verdict(NamedTuple):
    """Whether a mutant was caught, and if not, why."""

    mutant: Mutant
    caught: bool
    reason: str = ""


class Copy:
    """A copy of the repository, in which mistakes are made and undone."""

    def __init__(self, root: Path, target: Path, build: bool):
        self.root, self.kept = target, target.with_name(f"{target.name}-build")
        shutil.copytree(root, target, ignore=LEFT_OUT, symlinks=True)
        (target / ".venv").symlink_to(sys.prefix)
        # Older than the environment's stamps: make must not install the copy into it.
        for path in (*target.glob("pyproject.toml"), *target.glob("requirements/*")):
            os.utime(path, (0, 0))
        self.sound = self.make() if build else Outcome("passed", "")
        if build and (target / "_build").exists():
            shutil.copytree(target / "_build", self.kept)

    @contextmanager
    def seeded(self, mutant: Mutant) -> Iterator[None]:
        """Hold the mistake while the block runs; leave no trace of it."""
        path = self.root / mutant.file
        times, text = path.stat(), path.read_bytes()
        path.write_text(mutant.seeded(self.root), encoding="utf-8")
        try:
            yield
        finally:
            path.write_bytes(text)
            os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
            if mutant.builds and self.kept.exists():
                shutil.rmtree(self.root / "_build")
                shutil.copytree(self.kept, self.root / "_build")

    def run(self, check: str) -> Outcome:
        if check == BUILD:
            return self.make()
        if check.startswith(READ_THE_SITE):
            built = self.make()
            if built.verdict != "passed":
                return Outcome("broken", f"the build stopped already\n{built.output}")
        code, output = self._call(sys.executable, *PYTEST, check)
        # 1 is also what pytest says of a fixture that could not be set up.
        last = output.strip().rpartition("\n")[2]
        failed = code == 1 and FAILED.search(last) and "error" not in last
        verdict = "passed" if code == 0 else "failed" if failed else "broken"
        return Outcome(verdict, output)

    def make(self) -> Outcome:
        code, output = self._call("make", "html", f"JOBS={JOBS}")
        return Outcome("failed" if code else "passed", output)

    def _call(self, *command: str) -> tuple[int | None, str]:
        # Where CI is true a build stops at the records, before what a mutant is for.
        foreign = ("MAKE", "MFLAGS", "PYTEST", "PYTHONPATH", "CI")
        environment = {
            key: value
            for key, value in os.environ.items()
            if not key.startswith(foreign)
        }
        # Bytecode is known by second and size of its source: a mistake keeps both.
        environment["PYTHONDONTWRITEBYTECODE"] = "1"
        try:
            done = subprocess.run(
                command,
                cwd=self.root,
                env=environment,
                text=True,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                timeout=LONGEST,
            )
        except subprocess.TimeoutExpired:
            return None, f"took longer than {LONGEST} s"
        return done.returncode, done.stdout


def judge(copy: Copy, mutant: Mutant) -> Verdict:
    words = mutant.words(copy.root)
    with copy.seeded(mutant):
        verdict, output = copy.run(mutant.check)
    if verdict == "passed":
        return Verdict(mutant, False, "the check passed")
    if verdict == "broken":
        return Verdict(mutant, False, f"the check did not run:\n{output}")
    if words not in output:
        return Verdict(mutant, False, f"{words!r} was not said:\n{output}")
    return Verdict(mutant, True)


def sweep(mutants: list[Mutant], root: Path = ROOT, jobs: int = JOBS) -> list[Verdict]:
    """Return the verdict on each mutant; the repository itself stays as it is."""
    for mutant in mutants:
        mutant.seeded(root)  # a stale one is an error now, not in ten minutes
    build = any(mutant.builds for mutant in mutants)
    with TemporaryDirectory() as folder, ThreadPoolExecutor(jobs) as pool:
        copies: SimpleQueue[Copy] = SimpleQueue()
        for copy in pool.map(
            lambda number: Copy(root, Path(folder, f"copy-{number}"), build),
            range(jobs),
        ):
            copies.put(copy)

        def in_a_copy(task: Callable, item):
            copy = copies.get()
            try:
                return task(copy, item)
            finally:
                copies.put(copy)

        checks = list(dict.fromkeys(mutant.check for mutant in mutants))
        sound = pool.map(lambda check: in_a_copy(_on_sound_code, check), checks)
        before = dict(zip(checks, sound, strict=True))

        def verdict(mutant: Mutant) -> Verdict:
            outcome = before[mutant.check]
            if outcome.verdict != "passed":
                reason = f"the check fails without the mistake:\n{outcome.output}"
                return Verdict(mutant, False, reason)
            result = in_a_copy(judge, mutant)
            print("caught  " if result.caught else "SURVIVED", mutant.name, flush=True)
            return result

        return list(pool.map(verdict, mutants))


def _on_sound_code(copy: Copy, check: str) -> Outcome:
    return copy.sound if check == BUILD else copy.run(check)

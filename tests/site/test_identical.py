"""The same sources give the same site and e-book, to the byte: anywhere, any time."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from tests.pages import ROOT, SITE

EPUB = ROOT / "_build/epub/introduction-to-neural-networks.epub"
NOT_SOURCES = (".git", ".venv", "_build", ".hypothesis", "__pycache__", "*.egg-info")


def settings_of_someone(home: Path) -> dict[str, str]:
    """What a person may have set for other work: no page may show it."""
    files = {
        ".config/matplotlib/matplotlibrc": "axes.grid: True\nlines.linewidth: 9\n",
        ".ipython/profile_default/startup/mine.py": "print('mine')\n",
    }
    for name, text in files.items():
        (home / name).parent.mkdir(parents=True)
        (home / name).write_text(text)
    return {"HOME": str(home), "PYTHONOPTIMIZE": "1", "MPLBACKEND": "pdf"}


def test_another_build_gives_the_same_bytes(tmp_path: Path):
    """From nothing, elsewhere, with other jobs, clock, language, hashing, settings."""
    folder = tmp_path / "a folder elsewhere" / "with a longer name"
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*NOT_SOURCES))
    # Its own environment too, by name: paths of tools must not reach the site.
    (folder / ".venv").symlink_to(ROOT / ".venv", target_is_directory=True)
    foreign = {k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "MFL"))}
    elsewhere = {"TZ": "Pacific/Chatham", "LC_ALL": "C", "PYTHONHASHSEED": "271"}
    done = subprocess.run(
        ["make", "html", "epub", "JOBS=1"],
        cwd=folder,
        env=foreign | elsewhere | settings_of_someone(tmp_path / "home"),
        capture_output=True,
        text=True,
        timeout=1200,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert differing(SITE, folder / "_build/html") == []
    assert (folder / EPUB.relative_to(ROOT)).read_bytes() == EPUB.read_bytes()


def test_no_page_names_the_folder_where_it_was_built():
    for path in SITE.rglob("*"):
        if path.suffix in (".html", ".ipynb", ".js", ".css", ".json", ".svg"):
            assert str(ROOT) not in path.read_text(encoding="utf-8"), path


def differing(one: Path, other: Path) -> list[str]:
    """Return the first files that differ between two folders, and where."""
    names = {
        path.relative_to(folder)
        for folder in (one, other)
        for path in folder.rglob("*")
        if path.is_file()
    }
    found = []
    for name in sorted(names):
        texts = [(folder / name).read_bytes() if (folder / name).exists() else None
                 for folder in (one, other)]  # fmt: skip
        if None in texts:
            found.append(f"{name} is in one only")
        elif texts[0] != texts[1]:
            place = next(
                (k for k, pair in enumerate(zip(*texts, strict=False))
                 if pair[0] != pair[1]), min(map(len, texts)))  # fmt: skip
            around = slice(max(place - 40, 0), place + 40)
            shown = " | ".join(repr(text[around]) for text in texts)
            found.append(f"{name}, byte {place}: {shown}")
    return found[:5]


def test_a_difference_is_found_and_placed(tmp_path: Path):
    for folder, text in (("one", "abc"), ("other", "abd")):
        (tmp_path / folder / "lecture").mkdir(parents=True)
        (tmp_path / folder / "lecture/page.html").write_text(text)
    one, other = tmp_path / "one", tmp_path / "other"
    (told,) = differing(one, other)
    assert told.startswith("lecture/page.html, byte 2: ")
    (one / "more.css").write_text("")
    assert differing(one, other)[-1] == "more.css is in one only"
    assert differing(one, one) == []

from pathlib import Path

import pytest

from tests.small_book import lay


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book of one page."""
    return lay(tmp_path)

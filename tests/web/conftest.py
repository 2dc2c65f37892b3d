"""One browser for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from tests.web.serving import chromium


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="session")
def axe() -> str:
    carried = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    return Path(str(files(carried) / "axe.min.js")).read_text(encoding="utf-8")

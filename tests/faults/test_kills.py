"""A few of the kills of :mod:`tests.faults.kills`; its docstring says how to run many."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.databases import new_schema
from tests.faults.kills import files_in, run


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_killed_adding_goes_on(tmp_path: Path, database: str) -> None:
    tally = run(3, files_in(str(tmp_path)) if database == "sqlite" else new_schema, copies=4)
    assert tally.wrong == []
    assert tally.compared >= 1

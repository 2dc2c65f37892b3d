"""Named queries: each one runs, and none that a question asks reads a whole table."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from docparse.datafiles import data_folder
from docparse.questions import open_store
from docparse.store.queries import queries
from docparse.store.vocabulary import edge_label, upward
from tests.store.builders import province_plan

pytestmark = pytest.mark.sqlite

# what reads a whole table, and why
_WHOLE = {
    "documents": "the list of all documents is the answer",
    "document_page": "the list of documents; its rows are read by page",
    "documents_like": "symbols near one that is unknown, of the first 2,000 documents",
    "documents_in_order": "500 at a time, until two provinces are found",
    "only_documents": "whether there is but one",
    "agency_names": "names near one that nobody knows",
    "name_keys_all": "names near one that is misspelt or shortened",
    "dues": "what falls due in all documents",
    "tasks_without_due": "how many of all tasks have no deadline",
    "sections_everywhere": "a place that is asked of all documents",
    "store": "one row",
    "set_version": "one row",
    "corrections_without_task": "what a check of the whole store finds",
    "task_list": "the list of all tasks by filters; stops after so many",
    "marked_documents": "the few documents with a degree of secrecy",
    "frequent_agencies": "who has the most tasks",
    "store_state": "whether anything has changed",
    "document_count": "how many there are",
}
# the one table of a query that is read whole, by its name there
_ONE_WHOLE = {"task_list_within": "SCAN c"}  # what people said


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    path: Path = tmp_path_factory.mktemp("kho") / "kho.db"
    with open_store(f"sqlite:///{path}") as store:
        store.add(province_plan().build())
    return sqlite3.connect(path)


@pytest.mark.parametrize("name", sorted(queries()))
def test_no_full_scan(raw: sqlite3.Connection, name: str) -> None:
    text = queries()[name]
    values = dict.fromkeys(re.findall(r":(\w+)", text), "[]")
    plan = [row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {text}", values)]
    if name in _WHOLE or name.startswith(("export_", "network_")):
        return
    tables = "|".join(re.findall(r"(?:WITH|,) (\w+) AS\b", text)) or "-"
    made = {f"SCAN {name}" for found in re.findall(rf"\b({tables})\b(?: (\w+))?", text) for name in found}
    made.add(_ONE_WHOLE.get(name, ""))  # the others are made by the query, of what it has found
    scans = [step for step in plan if step.startswith("SCAN") and "VIRTUAL TABLE" not in step and step not in made]
    assert [step for step in scans if "CONSTANT" not in step and "(subquery" not in step] == []


def test_labels() -> None:
    assert upward() == ("implements", "continues", "basis", "guides")
    assert edge_label("continues") == "tiếp tục thực hiện"
    assert edge_label("unknown") == "unknown"


def test_every_foreign_key_has_an_index() -> None:
    schema = (data_folder("graph") / "schema.sql").read_text(encoding="utf-8")
    raw = sqlite3.connect(":memory:")
    raw.executescript(schema)
    for (table,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        indexes = [row[1] for row in raw.execute(f"PRAGMA index_list({table})")]
        leading = {raw.execute(f"PRAGMA index_info({index})").fetchone()[2] for index in indexes}
        keys = {row[3] for row in raw.execute(f"PRAGMA foreign_key_list({table})")}
        primary = {row[1] for row in raw.execute(f"PRAGMA table_info({table})") if row[5] == 1}
        assert keys <= leading | primary, table

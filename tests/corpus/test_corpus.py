"""The corpus itself: gold and documents belong together, and gold says nothing that its document does not."""

from __future__ import annotations

import importlib.util
import json
import re
import unicodedata
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

import pytest

from docparse import model

CORPUS = Path(__file__).parents[2] / "corpus"
DOCUMENTS, GOLD = CORPUS / "documents", CORPUS / "gold"
NAMES = sorted(path.stem for path in GOLD.glob("*.json"))
WRITTEN = [name for name in NAMES if name != "3243-KH-UBND"]


def gold_of(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((GOLD / f"{name}.json").read_text(encoding="utf-8"))
    return loaded


def folded(text: str) -> str:
    """NFC words parted by one space; marks of Markdown and HTML are no words."""
    return " ".join(re.sub(r"<[^<>]*>|[*#|]", " ", unicodedata.normalize("NFC", text)).split())


def docx_text(path: Path) -> str:
    docx = pytest.importorskip("docx")
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def text_of(name: str) -> str:
    path = DOCUMENTS / gold_of(name)["file"]
    return folded(docx_text(path) if path.suffix == ".docx" else path.read_text(encoding="utf-8"))


def every(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


@pytest.fixture(scope="module")
def make_docx() -> ModuleType:
    pytest.importorskip("docx")
    spec = importlib.util.spec_from_file_location("make_docx", CORPUS / "make_docx.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_document_has_its_gold() -> None:
    assert len(NAMES) == 9
    assert {gold_of(name)["file"] for name in NAMES} == {path.name for path in DOCUMENTS.iterdir()}


@pytest.mark.parametrize("name", NAMES)
def test_gold_texts_stand_in_the_document(name: str) -> None:
    gold, text = gold_of(name), text_of(name)
    wanted = [item["text"] for item in [*gold["goals"], *gold["tasks"]]]
    wanted += [milestone["text"] for goal in gold["goals"] for milestone in goal.get("milestones", [])]
    wanted += [indicator["name"] for goal in gold["goals"] for indicator in goal["indicators"]]
    wanted += [task["product"] for task in gold["tasks"] if task.get("product")]
    assert [passage for passage in wanted if folded(passage) not in text] == []


@pytest.mark.parametrize("name", NAMES)
def test_symbols_are_printed_unless_a_note_says_otherwise(name: str) -> None:
    gold, text = gold_of(name), text_of(name)
    assert every(gold["document"]["symbol"])[0] in text
    silent = [r["symbol"] for r in gold["references"] if r["symbol"] and "note" not in r and r["symbol"] not in text]
    assert silent == []
    known = {ref["symbol"] for ref in gold["references"]}
    assert {symbol for task in gold["tasks"] for symbol in task.get("references", [])} <= known


@pytest.mark.parametrize("name", NAMES)
def test_gold_uses_the_contracts_words(name: str) -> None:
    gold = gold_of(name)
    assignments = [assignment for task in gold["tasks"] for assignment in task["assignments"]]
    used = {
        model.SectionRole: {role for section in gold["sections"] for role in every(section["role"])},
        model.Relation: {relation for ref in gold["references"] for relation in every(ref["relation"])},
        model.AgencyRole: {role for assignment in assignments for role in every(assignment["role"])},
        model.Basis: {assignment["basis"] for assignment in assignments},
        model.DueKind: {task["due"]["kind"] for task in gold["tasks"] if task.get("due")},
        model.Comparator: {i["comparator"] for goal in gold["goals"] for i in goal["indicators"]},
    }
    assert {str(kind): words - set(get_args(kind)) for kind, words in used.items() if words - set(get_args(kind))} == {}


@pytest.mark.parametrize("name", NAMES)
def test_tasks_stand_in_sections_that_may_hold_tasks(name: str) -> None:
    gold = gold_of(name)
    roles = {section["label"]: set(every(section["role"])) for section in gold["sections"]}
    roles["PL"] = roles.get("Phụ lục", set())
    holders = {"tasks", "organisation", "schedule", "appendix", "funding"}
    misplaced = [task["section"] for task in gold["tasks"] if not roles[task["section"].split(".")[0]] & holders]
    assert misplaced == []


@pytest.mark.parametrize("name", WRITTEN)
def test_written_documents_are_woven_together(name: str) -> None:
    own = {gold_of(other)["document"]["symbol"] for other in NAMES}
    cited = {ref["symbol"] for ref in gold_of(name)["references"]}
    citing = {other for other in NAMES if gold_of(name)["document"]["symbol"] in
              {ref["symbol"] for ref in gold_of(other)["references"]}}  # fmt: skip
    assert cited & own or citing


def test_the_readme_names_every_file_and_no_other() -> None:
    readme = (CORPUS / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:documents|gold)/[^`]+)`", readme))
    held = {f"{path.parent.name}/{path.name}" for path in [*DOCUMENTS.iterdir(), *GOLD.iterdir()]}
    assert named == held
    assert (CORPUS / "make_docx.py").exists()


def test_the_word_plan_is_what_its_script_writes(make_docx: ModuleType, tmp_path: Path) -> None:
    first, second = tmp_path / "first.docx", tmp_path / "second.docx"
    make_docx.main(first)
    make_docx.main(second)
    assert first.read_bytes() == second.read_bytes()
    assert docx_text(first) == docx_text(DOCUMENTS / "4120-KH-UBND.docx")


def test_the_annex_table_has_group_rows_and_a_cell_merged_down() -> None:
    docx = pytest.importorskip("docx")
    rows = docx.Document(str(DOCUMENTS / "4120-KH-UBND.docx")).tables[-1].rows
    groups = [row.cells[0].text for row in rows if len({cell._tc for cell in row.cells}) == 1]
    assert groups == ["I. HOÀN THIỆN CƠ CHẾ, CHÍNH SÁCH", "II. TỔ CHỨC DẠY VÀ HỌC", "III. CHUYỂN ĐỔI SỐ"]
    assert rows[5].cells[2]._tc is rows[6].cells[2]._tc
    assert rows[6].cells[2].text == "Sở Giáo dục và Đào tạo"

"""Checklists as files: nothing in a document becomes a formula, a link or a new column."""

from __future__ import annotations

import csv
import io

import pytest

from docparse.output.checklist import checklist_csv, checklist_markdown, checklist_page, escaped, guarded
from docparse.output.plain import plain
from docparse.questions.answers import ChecklistAnswer, ChecklistRow, DocumentRef, Quote

DOCUMENT = DocumentRef("urn:x", "Kế hoạch 1/KH-UBND", "Kế hoạch", "1/KH-UBND", None, "2025-01-15", None)


def row(text: str, number: int = 1, **more: object) -> ChecklistRow:
    values: dict[str, object] = {
        "number": number,
        "task_id": "t",
        "document": DOCUMENT,
        "text": text,
        "role": "coordinate",
        "role_label": "phối hợp",
        "roles": ("coordinate",),
        "partners": ("Sở Y tế", "Sở Nội vụ"),
        "product": None,
        "due": None,
        "due_text": "không nêu",
        "place": "V.1, đoạn 2",
        "quote": Quote(text, 0, len(text), "V.1, đoạn 2", "V.1", "Sở", 2),
        "agency": "Sở Tài chính",
        "via_group": None,
        "basis": "explicit",
        "certainty": "nêu rõ",
        **more,
    }
    return ChecklistRow(**values)  # type: ignore[arg-type]


def answer(*rows: ChecklistRow, inferred: tuple[ChecklistRow, ...] = ()) -> ChecklistAnswer:
    return ChecklistAnswer("Sở Tài chính", None, ("Sở Tài chính",), ("a",), (), rows, inferred, ())


def test_csv_row() -> None:
    text = checklist_csv(answer(row("Bố trí kinh phí", via_group="các sở")))
    assert text.startswith("\ufeffSTT,")
    assert text.endswith("\r\n")
    assert list(csv.reader(io.StringIO(text)))[1] == [
        "1",
        "Bố trí kinh phí",
        "Phối hợp (qua nhóm: các sở)",
        "Sở Y tế; Sở Nội vụ",
        "–",
        "không nêu",
        "V.1, đoạn 2 – Kế hoạch 1/KH-UBND (15/01/2025)",
        "Bố trí kinh phí",
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " =", "\r@"])
def test_no_cell_is_a_formula(start: str) -> None:
    words = f'{start}HYPERLINK("x")'
    cells = next(iter(list(csv.reader(io.StringIO(checklist_csv(answer(row(words))))))[1:]))
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in cells)
    assert "HYPERLINK" in cells[1]


def test_guarded_leaves_words_alone() -> None:
    assert guarded("Sở Y tế") == "Sở Y tế"
    assert guarded("- Chủ trì") == "'- Chủ trì"


def test_markdown_keeps_eight_columns() -> None:
    lines = checklist_markdown(answer(row("a | b\n[c](http://x) <script> *d*"))).splitlines()
    assert lines[0] == "# PHIẾU NHIỆM VỤ – Sở Tài chính"
    assert lines[4].count(" | ") == 7
    assert r"a \| b \[c\](http://x) \<script\> \*d\*" in lines[4]


def test_escaped() -> None:
    assert escaped("a_b\n`c`") == r"a\_b \`c\`"


def test_inferred_rows_come_last_and_say_so() -> None:
    guess = row("Đẩy mạnh nghiên cứu", basis="default", certainty="suy ra", role_label="chủ trì")
    cells = list(csv.reader(io.StringIO(checklist_csv(answer(row("Bố trí"), inferred=(guess,))))))
    assert [line[0] for line in cells[1:]] == ["1", "2"]
    assert cells[2][2] == "Chủ trì (suy ra)"
    page = plain(checklist_page(answer(row("Bố trí"), inferred=(guess,))))
    assert page.index("Bố trí") < page.index("SUY RA: ") < page.index("Đẩy mạnh nghiên cứu")
    assert "1 nhiệm vụ, 1 văn bản; suy ra thêm 1" in page


def test_nothing_found_suggests() -> None:
    empty = ChecklistAnswer("Sở X", None, (), (), (), (), (), ("Sở Y tế", "Sở Nội vụ"))
    page = plain(checklist_page(empty))
    assert "Không có nhiệm vụ nào" in page
    assert "Có phải: Sở Y tế; Sở Nội vụ?" in page

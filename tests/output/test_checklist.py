"""Checklists as files: nothing in a document becomes a formula, a link or a new column."""

from __future__ import annotations

import csv
import io

import pytest

from docparse.output.checklist import (
    checklist_csv,
    checklist_markdown,
    checklist_page,
    escaped,
    guarded,
    partners_text,
    role_text,
)
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
        "leads": (),
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
        "province": "Điện Biên",
        **more,
    }
    return ChecklistRow(**values)  # type: ignore[arg-type]


def answer(*rows: ChecklistRow, **more: object) -> ChecklistAnswer:
    values: dict[str, object] = {
        "agency": "so tai chinh",
        "name": "Sở Tài chính",
        "role": None,
        "names": ("Sở Tài chính",),
        "agency_ids": ("a",),
        "province": None,
        "read_as": (),
        "groups": (),
        "rows": rows,
        "inferred": (),
        "unplaced": (),
        "suggestions": (),
        **more,
    }
    lists = ("rows", "inherited", "inferred", "unplaced")
    values.setdefault("total", sum(len(values.get(name, ())) for name in lists))  # type: ignore[arg-type]
    return ChecklistAnswer(**values)  # type: ignore[arg-type]


def test_csv_row() -> None:
    quote = Quote("- Bố trí  kinh phí", 0, 18, "V.1, đoạn 2", "V.1", "Sở", 2)
    text = checklist_csv(answer(row("Bố trí kinh phí", via_group="các sở", leads=("Sở Xây dựng",), quote=quote)))
    assert text.startswith("\ufeffSTT,")
    assert text.endswith("\r\n")
    assert dict(zip(*csv.reader(io.StringIO(text.removeprefix("\ufeff"))), strict=True)) == {
        "STT": "1",
        "Nhiệm vụ": "Bố trí kinh phí",
        "Vai trò": "Phối hợp (qua nhóm: các sở)",
        "Chủ trì": "Sở Xây dựng",
        "Phối hợp": "Sở Y tế; Sở Nội vụ",
        "Sản phẩm": "–",
        "Thời hạn": "không nêu",
        "Văn bản": "Kế hoạch 1/KH-UBND",
        "Số, ký hiệu": "1/KH-UBND",
        "Ngày": "15/01/2025",
        "Địa phương": "Điện Biên",
        "Căn cứ": "V.1, đoạn 2",
        "Trích dẫn": "“- Bố trí  kinh phí”",  # as printed, and no formula
        "Ghi chú": "",
    }


def test_csv_separator_and_remarks() -> None:
    text = checklist_csv(answer(row("A; b"), unplaced=(row("C", province=None),)), ";")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert [len(line) for line in rows] == [14, 14, 14]
    assert rows[1][1] == "A; b"
    assert (rows[2][0], rows[2][10], rows[2][-1]) == ("2", "chưa rõ địa phương", "chưa rõ địa phương")


def test_who_leads_with_or_over_the_agency_is_shown() -> None:
    assert partners_text(row("x", leads=("Sở Y tế",), partners=(), role="lead")) == "cùng chủ trì: Sở Y tế"
    assert partners_text(row("x", leads=("Sở Y tế",), partners=("Công an tỉnh",))) == (
        "chủ trì: Sở Y tế; phối hợp: Công an tỉnh"
    )
    assert partners_text(row("x", partners=())) == "–"


def test_groups_are_listed_once() -> None:
    rows = (row("a", via_group="Các sở"), row("b", via_group="các ngành"), row("c", via_group="các sở"))
    page = plain(checklist_page(answer(*rows, groups=("Các sở", "các ngành"))))
    assert "Qua nhóm: (1) Các sở; (2) các ngành" in page
    assert page.lower().count("các ngành") == 1
    assert [role_text(r, {"cac so": "1", "cac nganh": "2"}) for r in rows] == [
        "Phối hợp (qua nhóm 1)", "Phối hợp (qua nhóm 2)", "Phối hợp (qua nhóm 1)",
    ]  # fmt: skip


def test_title_is_the_resolved_name_with_its_province() -> None:
    assert plain(checklist_page(answer(row("a"), province="Đồng Tháp"))).startswith(
        "PHIẾU NHIỆM VỤ – Sở Tài chính (Đồng Tháp)\n"
    )
    said = answer(row("a"), province="Đồng Tháp", name="Sở Tài chính tỉnh Đồng Tháp")
    assert plain(checklist_page(said)).startswith("PHIẾU NHIỆM VỤ – Sở Tài chính tỉnh Đồng Tháp\n")


def test_provinces_are_set_apart() -> None:
    page = plain(checklist_page(answer(row("a", province=""), row("b"), row("c", province="Hà Nội"))))
    assert "Tên không nêu tỉnh" in page
    one = plain(checklist_page(answer(row("a"), unplaced=(row("b", province=None),))))
    assert "Tên không nêu tỉnh" not in one
    assert one.index("CHƯA RÕ ĐỊA PHƯƠNG") < one.rindex("b")
    assert "1 nhiệm vụ, 1 văn bản; chưa rõ địa phương 1" in one


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


def test_a_page_says_how_many_there_are() -> None:
    assert "từ 3 đến 4 trên 9 nhiệm vụ; còn 5" in plain(checklist_page(answer(row("a"), row("b"), total=9, start=2)))
    assert "từ 9 đến 9 trên 9 nhiệm vụ\n" in plain(checklist_page(answer(row("a"), total=9, start=8))) + "\n"
    assert "hết: chỉ có 9 nhiệm vụ" in plain(checklist_page(answer(total=9, start=20)))


def test_nothing_found_suggests() -> None:
    page = plain(checklist_page(answer(name="Sở X", names=(), suggestions=("Sở Y tế", "Sở Nội vụ"))))
    assert "Không có nhiệm vụ nào" in page
    assert "Có phải: Sở Y tế; Sở Nội vụ?" in page

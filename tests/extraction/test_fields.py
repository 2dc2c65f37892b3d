"""Lines of agency, time and product speak of the tasks above them and are none themselves."""

from __future__ import annotations

import pytest

from docparse.extraction.fields import FieldReader
from docparse.folding import canon
from docparse.matching.engine import rule_pack
from tests.extraction.plans import plan_of, roles, when, who


def field_of(line: str) -> tuple[str, str] | None:
    """(what the line says something of, its value)."""
    found = FieldReader(rule_pack(), line, canon(line), 2025).line(0, len(line))
    return (found.name, line[found.start : found.end]) if found else None


def column_of(title: str, *, targets: bool = False) -> str | None:
    found = FieldReader(rule_pack(), title, canon(title), 2025).column(0, len(title), targets=targets)
    return found.name if found else None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Cơ quan chủ trì: Sở Y tế.", ("lead", "Sở Y tế")),
        ("Đơn vị thực hiện: Đoàn Thanh niên tỉnh", ("implement", "Đoàn Thanh niên tỉnh")),
        ("Cơ quan phối hợp: Sở Tài chính, Công an tỉnh.", ("coordinate", "Sở Tài chính, Công an tỉnh")),
        ("Thời gian thực hiện: Quý II/2025.", ("time", "Quý II/2025")),
        ("- Thời hạn hoàn thành: 30/6/2025", ("time", "30/6/2025")),
        ("Sản phẩm: Biên bản nghiệm thu;", ("product", "Biên bản nghiệm thu")),
        ("Cơ quan chủ trì:", None),
        ("Sở Y tế chủ trì nạo vét hồ.", None),
        ("Thời gian qua, các xã đã dọn hồ.", None),
        ("", None),
    ],
)
def test_field_lines(line: str, expected: tuple[str, str] | None) -> None:
    assert field_of(line) == expected


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("TT", "number"),
        ("Nội dung công việc", "task"),
        ("Cơ quan chủ trì", "lead"),
        ("Đơn vị phối hợp", "coordinate"),
        ("Thời gian hoàn thành", "time"),
        ("Sản phẩm dự kiến", "product"),
        ("Lời ngỏ", None),
    ],
)
def test_columns(title: str, name: str | None) -> None:
    assert column_of(title) == name


def test_the_column_don_vi_is_an_agency_among_tasks_and_a_unit_among_targets() -> None:
    assert (column_of("Đơn vị"), column_of("Đơn vị", targets=True)) == ("implement", "unit")


BLOCKS = """I. NHIỆM VỤ
1. Nạo vét lòng hồ Pa Khoang
- Cơ quan chủ trì: Sở Xây dựng.
- Cơ quan phối hợp: Sở Tài chính, Công an tỉnh.
- Thời gian thực hiện: Quý II/2025.
- Sản phẩm: Biên bản nghiệm thu.
2. Trồng cây ven hồ
- Đơn vị thực hiện: Sở Y tế.
- Thời gian: Thường xuyên.
"""


def test_field_lines_speak_of_their_block() -> None:
    first, second = plan_of(BLOCKS).tasks
    assert (first.text, second.text) == ("Nạo vét lòng hồ Pa Khoang", "Trồng cây ven hồ")
    assert roles(first) == {"Sở Xây dựng": "lead", "Sở Tài chính": "coordinate", "Công an tỉnh": "coordinate"}
    assert roles(second) == {"Sở Y tế": "implement"}
    assert (when(first.due), first.product) == (("within", None, "2025-06", None, None), "Biên bản nghiệm thu")
    assert (when(second.due), second.product) == (("ongoing", None, None, None, None), None)


NUMBERED = """I. NHIỆM VỤ
1. Tổ chức ba hội nghị{bullet}
(1) Tổ chức hội nghị thứ nhất: chậm nhất ngày 10/12/2025.{below}
(2) Tổ chức hội nghị thứ hai: chậm nhất ngày 03/02/2026.
- Thời gian hoàn thành: Quý IV/2025 và Quý I/2026.
- Đơn vị chủ trì: Sở Nội vụ.
"""
OWN_DAYS = [("by", None, "2025-12-10", None, None), ("by", None, "2026-02-03", None, None)]


def test_field_lines_behind_numbers_are_their_blocks_where_its_lines_are_marked_alike() -> None:
    tasks = plan_of(NUMBERED.format(bullet="\n- Bảo đảm công khai.", below="")).tasks
    assert [roles(task) for task in tasks] == [{"Sở Nội vụ": "lead"}] * 3
    assert [when(task.due) for task in tasks] == [("period", "2025-10", "2026-03", None, None), *OWN_DAYS]


@pytest.mark.parametrize(("bullet", "below"), [("", ""), ("\n- Bảo đảm công khai.", "\n- Đơn vị: Sở Y tế.")])
def test_field_lines_behind_numbers_else_speak_of_the_last(bullet: str, below: str) -> None:
    *_, first, last = plan_of(NUMBERED.format(bullet=bullet, below=below)).tasks
    assert "Sở Nội vụ" not in roles(first)
    assert (roles(last), when(last.due)) == ({"Sở Nội vụ": "lead"}, OWN_DAYS[1])


def test_field_lines_replace_the_agency_of_the_heading() -> None:
    body = "I. NHIỆM VỤ\n1. Sở Y tế\na) Nạo vét lòng hồ.\n- Cơ quan chủ trì: Sở Xây dựng.\n"
    (task,) = plan_of(body).tasks
    assert roles(task) == {"Sở Xây dựng": "lead"}


def test_clauses_with_verbs_in_a_field_line_are_tasks_too() -> None:
    tasks = plan_of(
        "I. NHIỆM VỤ\n1. Nạo vét lòng hồ\n- Cơ quan thực hiện: Sở Xây dựng chủ trì tham mưu phương án nạo vét; "
        "Sở Tài chính tổ chức thẩm định kinh phí.\n"
    ).tasks
    assert [(t.text, who(t)) for t in tasks[1:]] == [
        ("Sở Xây dựng chủ trì tham mưu phương án nạo vét", [("Sở Xây dựng", "lead", "explicit")]),
        ("Sở Tài chính tổ chức thẩm định kinh phí", [("Sở Tài chính", "implement", "explicit")]),
    ]
    assert tasks[0].text == "Nạo vét lòng hồ"


@pytest.mark.parametrize(
    ("value", "due"),
    [
        ("Hằng năm", ("recurring", None, None, "year", None)),
        ("Hằng năm (trước ngày 15/11)", ("recurring", None, None, "year", "11-15")),
        ("Định kỳ", ("recurring", None, None, None, None)),
        ("Thường xuyên", ("ongoing", None, None, None, None)),
        ("Quý IV/2025", ("within", None, "2025-12", None, None)),
        ("Trong tháng 5/2026", ("within", None, "2026-05", None, None)),
        ("Năm 2026", ("within", None, "2026", None, None)),
        ("6/2025", ("within", None, "2025-06", None, None)),
        ("Trước ngày 30/9/2025", ("by", None, "2025-09-30", None, None)),
        ("Từ 01/7/2025", ("period", "2025-07-01", None, None, None)),
        ("2025 và những năm tiếp theo", ("period", "2025", None, None, None)),
        ("Giai đoạn 2026 - 2030", ("period", "2026", "2030", None, None)),
        ("Sau khi Đề án được ban hành", None),
        ("Theo tiến độ", None),
    ],
)
def test_what_a_time_line_gives_its_task(value: str, due: tuple[object, ...] | None) -> None:
    (task,) = plan_of(f"I. NHIỆM VỤ\n1. Nạo vét lòng hồ\n- Chủ trì: Sở Y tế.\n- Thời gian: {value}.\n").tasks
    assert when(task.due) == due


def test_a_heading_of_a_part_is_no_field_line() -> None:
    tasks = plan_of(
        "I. NHIỆM VỤ\n1. Sở Xây dựng nạo vét hồ.\nII. THỜI GIAN THỰC HIỆN\n1. Quý I/2026: Sở Y tế khảo sát hồ.\n"
    ).tasks
    assert [(t.text, when(t.due)) for t in tasks] == [
        ("Sở Xây dựng nạo vét hồ", None),
        ("Quý I/2026: Sở Y tế khảo sát hồ", ("within", None, "2026-03", None, None)),
    ]

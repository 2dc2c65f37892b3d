"""The section tree: numbering, nesting, headings, roles, closing, appendices."""

import random

import pytest

from docparse.outline.items import Outline
from docparse.outline.roles import read_outline
from docparse.reading import read_bytes


def is_agency(text: str, keys: str, start: int, end: int) -> bool:
    words = keys[start:end].strip(" :*.")
    return words.startswith(("sở ", "ubnd ")) and "chủ trì" not in words and ":" not in words


def outline_of(text: str) -> tuple[str, Outline]:
    source = read_bytes(text.encode(), "x.txt")
    return source.text, read_outline(source, 0, is_agency)


def shape(text: str) -> list[tuple[str, str | None, str]]:
    """(path, kind, role) of every item."""
    _, outline = outline_of(text)
    return [(outline.path(i), i.kind, i.role) for i in outline.items]


def test_ladder_of_a_state_plan() -> None:
    assert shape(
        "I. MỤC TIÊU\n1. Đến năm 2025\na) Đạt 90% số xã.\n- Trong đó vùng cao 80%.\n"
        "+ Ba xã điểm.\nb) Đạt 70%.\n2. Đến 2030\nII. NHIỆM VỤ\n1. Rà soát quy hoạch.\n"
    ) == [
        ("I", "roman", "goals"),
        ("I.1", "number", "goals"),
        ("I.1.a", "letter", "goals"),
        ("I.1.a", "dash", "goals"),
        ("I.1.a", "plus", "goals"),
        ("I.1.b", "letter", "goals"),
        ("I.2", "number", "goals"),
        ("II", "roman", "tasks"),
        ("II.1", "number", "tasks"),
    ]


def test_party_marks_and_decimals_find_their_parent() -> None:
    assert [
        p
        for p, _, _ in shape(
            "I- MỤC ĐÍCH\n1- Nâng cao nhận thức.\n1.1- Cấp tỉnh làm trước.\n"
            "1.2- Cấp xã làm sau.\n2- Xác định việc.\nII- NHIỆM VỤ\n"
        )
    ] == [
        "I",
        "I.1",
        "I.1.1.1",
        "I.1.1.2",
        "I.2",
        "II",
    ]


def test_count_that_starts_again_below_an_introducing_line_is_nested() -> None:
    text = (
        "II. NHIỆM VỤ\n1. Rà soát:\na) Các việc sau:\n1. Việc thứ nhất.\n"
        "2. Việc thứ hai.\nb) Việc khác.\n2. Tổng kết.\n"
    )
    assert [p for p, _, _ in shape(text)] == ["II", "II.1", "II.1.a", "II.1.a.1", "II.1.a.2", "II.1.b", "II.2"]


def test_inline_agency_head_ends_at_its_colon() -> None:
    text, outline = outline_of("V. TỔ CHỨC THỰC HIỆN\n2. Sở Y tế, Sở Nội vụ: Rà soát biên chế: báo cáo.\n")
    item = outline.items[1]
    assert item.headed_by_agency
    assert text[item.body : item.head_end] == "Sở Y tế, Sở Nội vụ:"


def test_numbered_line_with_items_below_is_a_heading_even_with_a_full_stop() -> None:
    _, outline = outline_of(
        "III. NHIỆM VỤ\n1. Đổi mới quản lý.\n- Rà soát văn bản.\n"
        "2. Rà soát biên chế.\nThời gian thực hiện: Quý I/2026.\n"
    )
    assert [i.is_all_heading for i in outline.items if i.kind == "number"] == [True, False]


def test_requirement_is_purpose_but_an_order_is_not() -> None:
    roles = [
        r
        for _, k, r in shape("1. Yêu cầu\n- Bảo đảm tiến độ.\n2. Yêu cầu các sở rà soát:\n- Rà soát văn bản.\n")
        if k == "number"
    ]
    assert roles == ["purpose", "tasks"]


def test_closing_leaves_the_last_section_and_takes_the_rest_along() -> None:
    text = (
        "V. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\nTổ chức tiêm chủng.\n"
        "Trên đây là Kế hoạch của tỉnh./.\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n"
    )
    assert [(k, r) for _, k, r in shape(text)][3:] == [
        ("text", "closing"),
        ("text", "closing"),
        ("dash", "closing"),
        ("dash", "closing"),
    ]


def test_attached_plan_and_appendix_start_anew() -> None:
    text = (
        "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch phòng dịch.\n"
        "Điều 2. Quyết định này có hiệu lực từ ngày ký./.\n"
        "KẾ HOẠCH\nPHÒNG DỊCH NĂM 2030\nI. MỤC ĐÍCH\n1. Giảm bệnh.\nII. NHIỆM VỤ\n"
        "1. Phun thuốc.\nPHỤ LỤC I\nDANH MỤC THUỐC\n1. Thuốc A.\n"
    )
    assert [(p, r) for p, _, r in shape(text)] == [
        ("Điều 1", "closing"),
        ("Điều 2", "closing"),
        ("", "preamble"),
        ("", "preamble"),
        ("I", "purpose"),
        ("I.1", "purpose"),
        ("II", "tasks"),
        ("II.1", "tasks"),
        ("PHỤ LỤC I", "appendix"),
        ("PHỤ LỤC I", "appendix"),
        ("PHỤ LỤC I.1", "appendix"),
    ]


@pytest.mark.parametrize("seed", range(12))
def test_no_block_is_lost_whatever_the_marks(seed: int) -> None:
    """Shuffled markers and separators: every block stands in the tree exactly once, children inside their parents."""
    rng = random.Random(seed)
    marks = [
        "I.",
        "II)",
        "1.",
        "2/",
        "1.1.",
        "a)",
        "đ)",
        "-",
        "+",
        "*",
        "Điều 3.",
        "PHỤ LỤC",
        "Phần I",
        "(1)",
        "§",
        "",
        "V.",
        "x.",
    ]
    lines = [
        f"{rng.choice(marks)} {rng.choice(['việc', 'Mục tiêu', 'KẾ HOẠCH', 'như sau:', '', './.', 'Nơi nhận:'])} {n}"
        for n in range(60)
    ]
    text, outline = outline_of("\n".join(lines))
    assert [text[i.start : i.end] for i in outline.items] == [line for line in text.split("\n") if line]
    for item in outline.items:
        for child in outline.children(item):
            assert item.start <= child.start
            assert child.last <= item.last
            assert child.parent == item.index

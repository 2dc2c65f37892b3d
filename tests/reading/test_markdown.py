"""Markdown: emphasis, hard wraps, glued items, headings, notes."""

from __future__ import annotations

import pytest

from tests.reading.helpers import source_of, texts

WRAPPED = """**I. MỤC ĐÍCH,
YÊU CẦU**

**1**. **Mục đích**

- Nâng cao nhận thức của các
cơ quan, đơn vị trong phát triển kinh tế
- xã hội giai đoạn 2026
- 2030 trên địa bàn tỉnh, do Bộ
Công Thương hướng dẫn; số 10-
NQ/TW ngày 10/02/2022.

**2. **100% xã, phường bố
trí công chức theo quy định.
- Rà soát quy định hiện hành và
đề xuất sửa đổi.
"""


def test_hard_wraps_are_undone() -> None:
    assert texts(source_of(WRAPPED)) == [
        "I. MỤC ĐÍCH, YÊU CẦU",
        "1. Mục đích",
        "- Nâng cao nhận thức của các cơ quan, đơn vị trong phát triển kinh tế - xã hội giai đoạn 2026 - 2030 trên địa "
        "bàn tỉnh, do Bộ Công Thương hướng dẫn; số 10-NQ/TW ngày 10/02/2022.",
        "2. 100% xã, phường bố trí công chức theo quy định.",
        "- Rà soát quy định hiện hành và đề xuất sửa đổi.",
    ]


def test_bold_is_counted_from_the_start() -> None:
    source = source_of(WRAPPED)
    assert [b.bold for b in source.blocks] == [len("I. MỤC ĐÍCH, YÊU CẦU"), len("1. Mục đích"), 0, len("2. "), 0]


def test_without_blank_lines_paragraphs_are_told_by_their_ends() -> None:
    text = """**QUYẾT ĐỊNH**
PHÊ
DUYỆT KẾ HOẠCH HÀNH ĐỘNG QUỐC GIA VỀ QUẢN LÝ CHẤT LƯỢNG
KHÔNG KHÍ
*Căn cứ Luật Tổ chức
Chính phủ ngày 18 tháng 02 năm 2025;*
**Điều 1. **Phê duyệt kế
hoạch với các nội dung chủ yếu sau đây và được áp dụng:
1. Mục tiêu tổng thể
Kiểm soát, ngăn chặn và từng bước khắc phục ô nhiễm
môi trường của
Thủ tướng Chính phủ.
Các bộ thực hiện.
"""
    assert texts(source_of(text)) == [
        "QUYẾT ĐỊNH",
        "PHÊ DUYỆT KẾ HOẠCH HÀNH ĐỘNG QUỐC GIA VỀ QUẢN LÝ CHẤT LƯỢNG KHÔNG KHÍ",
        "Căn cứ Luật Tổ chức Chính phủ ngày 18 tháng 02 năm 2025;",
        "Điều 1. Phê duyệt kế hoạch với các nội dung chủ yếu sau đây và được áp dụng:",
        "1. Mục tiêu tổng thể",
        "Kiểm soát, ngăn chặn và từng bước khắc phục ô nhiễm môi trường của Thủ tướng Chính phủ.",
        "Các bộ thực hiện.",
    ]


def test_blank_line_within_a_sentence_is_looked_over() -> None:
    text = WRAPPED + "\n*- Đơn vị phối hợp: *Văn\nphòng tỉnh; các cơ quan\n\nliên quan.\n"
    assert texts(source_of(text))[-1] == "- Đơn vị phối hợp: Văn phòng tỉnh; các cơ quan liên quan."


def test_lines_of_a_file_that_is_not_wrapped_stay_apart() -> None:
    text = "# Kế hoạch\n\nMột đoạn dài.\nĐoạn thứ hai của Bộ\nTài chính.\n"
    assert texts(source_of(text)) == ["Kế hoạch", "Một đoạn dài.", "Đoạn thứ hai của Bộ", "Tài chính."]


def test_glued_bold_runs_are_parted() -> None:
    text = "**KẾT LUẬN****CỦA BỘ CHÍNH TRỊ****về một số việc**\n\nHội nghị kết luận:**1. Thống nhất báo cáo.**\n"
    source = source_of(text)
    assert texts(source) == [
        "KẾT LUẬN", "CỦA BỘ CHÍNH TRỊ", "về một số việc", "Hội nghị kết luận:", "1. Thống nhất báo cáo.",
    ]  # fmt: skip
    assert [b.bold for b in source.blocks] == [8, 16, 14, 0, 22]


def test_a_word_split_by_marks_stays_whole() -> None:
    assert texts(source_of("**V****ề việc s****ắp xếp xã**\n")) == ["Về việc sắp xếp xã"]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Xem [Nghị quyết 57](https://a.vn/x_(1)) và VN_AQI", "Xem Nghị quyết 57 và VN_AQI"),
        ("R&D, chi &amp; thu, &lt;5%, SXD-QLN& TTBĐS", "R&D, chi & thu, <5%, SXD-QLN& TTBĐS"),
        (r"1\. Mục \*tiêu\*", "1. Mục *tiêu*"),
        ("bụi PM<sub>2.5</sub> đạt < 5 và > 3", "bụi PM2.5 đạt < 5 và > 3"),
        ("![Quốc huy](a.png) Bộ", "Quốc huy Bộ"),
        ("_nghiêng_ và __đậm__ (*) a * b", "nghiêng và đậm (*) a * b"),
        ("> trích dẫn", "trích dẫn"),
        ("*   gạch đầu dòng", "- gạch đầu dòng"),
        ("** 2.1. **Tập trung", "2.1. Tập trung"),
        ("dòng một<br>dòng hai", "dòng một\ndòng hai"),
    ],
)
def test_marks(raw: str, text: str) -> None:
    assert source_of(raw + "\n").text == text


def test_a_bold_title_over_several_lines() -> None:
    text = "**BAN CHẤP HÀNH**\n**ĐẢNG ĐOÀN**\n\n**Triển khai thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024**\n"
    text += "**Bộ Chính trị về đột phá khoa học,**\n**công nghệ**\n\nMột đoạn.\n"
    assert texts(source_of(text)) == [
        "BAN CHẤP HÀNH",
        "ĐẢNG ĐOÀN",
        "Triển khai thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 Bộ Chính trị về đột phá khoa học, công nghệ",
        "Một đoạn.",
    ]


def test_heading_levels_and_lines() -> None:
    source = source_of("# Một\n\n      ## Hai ##\n\n#khong phai\nđoạn\n")
    assert [(b.heading, b.origin.line) for b in source.blocks[:2]] == [(1, 1), (2, 3)]
    assert texts(source)[:2] == ["Một", "Hai"]


def test_rules_fences_and_empty_marks_leave_nothing() -> None:
    assert texts(source_of("---\n** **\n* *\n```\nmột\n```\n*****\n")) == ["một"]


def test_notes_are_footnotes() -> None:
    text = "Theo Kế hoạch[^1] này[2].\n\n[^1]: Ghi chú một.\n\n[2] Ghi chú\nhai.\n"
    source = source_of(text)
    assert texts(source)[0] == "Theo Kế hoạch[1] này[2]."
    assert [(b.kind, source.text[b.start : b.end]) for b in source.blocks[1:3]] == [
        ("footnote", "[1] Ghi chú một."), ("footnote", "[2] Ghi chú hai."),
    ]  # fmt: skip


def test_unclosed_emphasis_does_not_swallow_the_next_item() -> None:
    assert texts(source_of("**1. Mục chưa đóng\n\n2. Mục sau\n")) == ["1. Mục chưa đóng", "2. Mục sau"]


def test_markdown_is_told_by_content_in_a_txt() -> None:
    source = source_of("**KẾ HOẠCH**\n\n**I. MỤC TIÊU**\n\nMột đoạn.\n", "a.txt")
    assert source.format == "markdown"
    assert texts(source) == ["KẾ HOẠCH", "I. MỤC TIÊU", "Một đoạn."]


WIDE = """Các sở, ban, ngành và ủy ban nhân dân các xã, phường chủ động
tổ chức thực hiện những nội dung được giao trong chương trình
"""


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        ("hành động của tỉnh,\nđúng tiến độ.", [f"{WIDE}hành động của tỉnh, đúng tiến độ."]),
        ("và kinh tế-\nxã hội của\ntỉnh.", [f"{WIDE}và kinh tế-xã hội của tỉnh."]),
        ("báo cáo\ngửi về Sở.", [WIDE, "báo cáo", "gửi về Sở."]),
        ("hằng năm.\na) Báo cáo;\nb) kết quả.", [f"{WIDE}hằng năm.", "a) Báo cáo;", "b) kết quả."]),
        ("hằng năm.\ncăn cứ kết quả\nđạt được.", [f"{WIDE}hằng năm.", "căn cứ kết quả đạt được."]),
    ],
)
def test_small_letters_go_on_but_for_markers_and_lines_that_stand_alone(lines: str, paragraphs: list[str]) -> None:
    assert texts(source_of(f"{WIDE}{lines}\n")) == [" ".join(p.split()) for p in paragraphs]

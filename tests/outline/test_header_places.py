"""The place in front of a date: names that end in a number, and lines that only look like one."""

from __future__ import annotations

import pytest

from docparse.outline.header import read_header
from docparse.reading import read_bytes

HEAD = """ỦY BAN NHÂN DÂN
XÃ GIA TÂN 2
-------
Số: 12/KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
{line}

KẾ HOẠCH
Làm sạch hồ chứa nước

I. MỤC ĐÍCH
Giữ nước sạch.
"""


def _date_and_place(line: str) -> tuple[str | None, str | None]:
    document = read_header(read_bytes(HEAD.format(line=line).encode(), "a.txt")).document
    return document.date, document.place


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("Phường 12", "Phường 12, ngày 3 tháng 4 năm 2025"),
        ("Gia Tân 2", "Gia Tân 2, ngày 3 tháng 4 năm 2025"),
        ("Gia Tân 2", "Gia Tân 2 ngày 03 tháng 4 năm 2025"),
        ("Quận 1", "Quận 1, ngày 03 tháng 04 năm 2025"),
        ("Phường 12, Quận 3", "Phường 12, Quận 3, ngày 3 tháng 4 năm 2025"),
        ("Thôn 5, xã Gia Tân 2", "Thôn 5, xã Gia Tân 2, ngày 3 tháng 4 năm 2025"),
        ("Hà Nội", "Hà Nội, ngày 3 tháng 4 năm 2025"),
    ],
)
def test_a_place_may_end_in_a_number(place: str, line: str) -> None:
    assert _date_and_place(line) == ("2025-04-03", place)


def test_a_numbered_place_before_an_open_date() -> None:
    assert _date_and_place("Phường 12, ngày     tháng 4 năm 2025") == (None, "Phường 12")


@pytest.mark.parametrize(
    "line",
    [
        "Kế hoạch 45, ngày 3 tháng 4 năm 2025",
        "Kế Hoạch 45, ngày 3 tháng 4 năm 2025",
        "Luật 12, ngày 3 tháng 4 năm 2025",
        "Công văn số 7, ngày 3 tháng 4 năm 2025",
        "Điều 1, ngày 3 tháng 4 năm 2025",
        "Khoản 2, ngày 3 tháng 4 năm 2025",
        "Năm 2024, ngày 3 tháng 4 năm 2025",
        "Lần 2, ngày 3 tháng 4 năm 2025",
    ],
)
def test_a_number_of_something_else_makes_no_place(line: str) -> None:
    assert _date_and_place(line) == (None, None)

"""Warnings and names of directives without words that say nothing."""

from __future__ import annotations

import pytest

from docparse.output.page import Line
from docparse.output.warnings import warning_line
from docparse.questions.directives import type_and_title


def test_a_warning_without_a_passage_has_no_quotation_marks() -> None:
    assert warning_line("DP220 trang 1 là ảnh", "") == Line("DP220 trang 1 là ảnh", "warning", 2)
    assert warning_line("DP221 chữ lạ", " hoạch ") == Line("DP221 chữ lạ “hoạch”", "warning", 2)


@pytest.mark.parametrize(
    ("kind", "title", "name"),
    [
        ("Luật", "Luật Tổ chức Chính phủ", "Luật Tổ chức Chính phủ"),
        ("Luật", "luật bầu cử", "luật bầu cử"),
        ("Luật", "Bảo vệ môi trường", "Luật Bảo vệ môi trường"),
        ("Bộ luật", None, "Bộ luật"),
        (None, "Luật sư Việt Nam", "Luật sư Việt Nam"),
        (None, None, ""),
    ],
)
def test_a_type_is_not_said_twice(kind: str | None, title: str | None, name: str) -> None:
    assert type_and_title(kind, title) == name

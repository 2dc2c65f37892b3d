from __future__ import annotations

import pytest

from docparse.output import words


@pytest.mark.parametrize(
    ("value", "text"),
    [("2019-11-06", "06/11/2019"), ("2025-06", "06/2025"), ("2025", "2025"), (None, "không nêu")],
)
def test_date(value: str | None, text: str) -> None:
    assert words.date(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(55.0, "55"), (99.2, "99,2"), (12500.0, "12.500"), (2025.0, "2025"), (0.0, "0"), (-1.5, "-1,5")]
)
def test_number(value: float, text: str) -> None:
    assert words.number(value) == text


def test_amount() -> None:
    assert words.amount(70.0, 80.0, True, None) == "khoảng 70–80"
    assert words.amount(50.0, None, False, "decrease") == "giảm 50"
    assert words.amount(None, None, False, None) == "–"


def test_comparator() -> None:
    assert [words.comparator(sign) for sign in ("<", "<=", "=", ">=", ">", None)] == ["<", "≤", "=", "≥", ">", "–"]


def test_excerpt_cuts_between_words() -> None:
    assert words.excerpt("một  hai\nba bốn", 8) == "“một hai …”"
    assert words.excerpt("một hai", 8) == "“một hai”"

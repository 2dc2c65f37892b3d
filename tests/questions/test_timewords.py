"""Spans of time in questions."""

from __future__ import annotations

from datetime import date

import pytest

from docparse.questions.timewords import last_day, span_in

TODAY = date(2026, 2, 11)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "first", "last", "cue"),
    [
        ("việc nào đến hạn tháng 12/2025", "2025-12-01", "2025-12-31", True),
        ("viec nao den han thang 12 nam 2025", "2025-12-01", "2025-12-31", True),
        ("quý IV/2025", "2025-10-01", "2025-12-31", False),
        ("quý 1 năm 2024", "2024-01-01", "2024-03-31", False),
        ("trước 30/6/2026", None, "2026-06-30", False),
        ("hoàn thành trước ngày 30-06-2026", None, "2026-06-30", True),
        ("từ tháng 3/2026 đến tháng 5/2026", "2026-03-01", "2026-05-31", False),
        ("năm 2024", "2024-01-01", "2024-12-31", False),
        ("tháng này", "2026-02-01", "2026-02-28", False),
        ("tháng sau đến hạn gì", "2026-03-01", "2026-03-31", True),
        ("quý này", "2026-01-01", "2026-03-31", False),
        ("tuần này", "2026-02-09", "2026-02-15", False),
        ("hôm nay", "2026-02-11", "2026-02-11", False),
        ("tháng 3", "2026-03-01", "2026-03-31", False),
        ("việc nào quá hạn", None, "2026-02-10", True),
        ("việc nào đến hạn", None, None, True),
    ],
)
def test_spans(text: str, first: str | None, last: str | None, cue: bool) -> None:
    found = span_in(text, TODAY)
    assert found is not None
    assert (found.first and found.first.isoformat(), found.last and found.last.isoformat()) == (first, last)
    assert found.cue == cue


@pytest.mark.parametrize(
    "text", ["xã hội hóa giáo dục", "kế hoạch 12/KH-UBND", "3243 III.7", "tháng 13/2025", "ngày 31/2/2025"]
)
def test_no_span(text: str) -> None:
    assert span_in(text, TODAY) is None


def test_last_day() -> None:
    assert [last_day(v) for v in ("2025", "2024-02", "2025-06-30", None, "x", "2025-13")] == [
        date(2025, 12, 31), date(2024, 2, 29), date(2025, 6, 30), None, None, None,
    ]  # fmt: skip

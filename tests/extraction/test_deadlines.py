"""Deadlines of time lines and of task sentences."""

from __future__ import annotations

import pytest

from docparse.extraction.dates import read_when
from docparse.extraction.deadlines import Where, find_due
from docparse.folding import canon
from docparse.matching.check import check_rule
from docparse.matching.engine import rule_pack
from docparse.model import Due


def due_of(text: str, where: Where, year: int | None = 2025) -> Due | None:
    return find_due(text, canon(text), 0, len(text), where=where, year=year)


def shape(due: Due | None) -> tuple[object, ...] | None:
    return None if due is None else (due.kind, due.from_, due.to, due.every, due.on)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Thời gian: Quý IV/2025", ("within", None, "2025-12", None, None)),
        ("6/2025", ("within", None, "2025-06", None, None)),
        ("2025 và những năm tiếp theo", ("period", "2025", None, None, None)),
        ("Từ 01/7/2025", ("period", "2025-07-01", None, None, None)),
        ("Từ tháng 11/2026 trở đi", ("period", "2026-11", None, None, None)),
        ("Năm 2026", ("within", None, "2026", None, None)),
        ("Trước 30/11/2025", ("by", None, "2025-11-30", None, None)),
        ("Giai đoạn 2026-2030", ("period", "2026", "2030", None, None)),
        ("Quý I/2026 - Quý III/2026", ("period", "2026-01", "2026-09", None, None)),
        ("Quý I - II/2026", ("period", "2026-01", "2026-06", None, None)),
        ("Từ tháng 6 đến tháng 12/2026", ("period", "2026-06", "2026-12", None, None)),
        ("Tháng 11, 12/2026", ("period", "2026-11", "2026-12", None, None)),
        ("24, 25 và 26 tháng 8 năm 2026", ("within", None, "2026-08-26", None, None)),
        ("6 tháng đầu năm 2026", ("within", None, "2026-06", None, None)),
        ("Q3/2026", ("within", None, "2026-09", None, None)),
        ("T6/2026", ("within", None, "2026-06", None, None)),
        ("2026-06-30 00:00:00", ("by", None, "2026-06-30", None, None)),
        ("Quý IV/2025, Quý I/2026 và thường xuyên", ("period", "2025-10", "2026-03", None, None)),
        ("Tháng 11, 12/2025 và bổ sung hàng năm", ("period", "2025-11", "2025-12", None, None)),
        ("Thường xuyên", ("ongoing", None, None, None, None)),
        ("Thường xuyên, hằng năm", ("ongoing", None, None, "year", None)),
        ("Hằng năm", ("recurring", None, None, "year", None)),
        ("Theo kế hoạch công tác hàng năm", ("recurring", None, None, "year", None)),
        ("Định kỳ hằng quý, 6 tháng", ("recurring", None, None, "quarter", None)),
        ("6 tháng, hằng năm và định kỳ", ("recurring", None, None, "half-year", None)),
        ("Trước ngày 15/11 hằng năm", ("recurring", None, None, "year", "11-15")),
        ("Trước ngày 20 hằng tháng", ("recurring", None, None, "month", None)),
        ("Chậm nhất 30/6", ("by", None, None, None, "06-30")),
        ("Tháng 12/2026 và thường xuyên", ("within", None, "2026-12", None, None)),
        ("Cuối năm nay", ("within", None, "2025", None, None)),
    ],
)
def test_time_lines(line: str, expected: tuple[object, ...]) -> None:
    assert shape(due_of(line, "line")) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Sau khi Nghị quyết số 12/2025/NQ-HĐND ngày 10/12/2025 được ban hành",
        "Theo tiến độ",
        "Theo quy định",
        "Trong 05 ngày làm việc kể từ ngày nhận hồ sơ",
        "",
        "-",
    ],
)
def test_lines_without_a_deadline(line: str) -> None:
    assert due_of(line, "line") is None


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("Rà soát các công trình, hoàn thành trước ngày 31/12/2025", ("by", None, "2025-12-31", None, None)),
        ("Trình đề án trong quý 1/2026", ("within", None, "2026-03", None, None)),
        ("Đến năm 2027, giải quyết xong hồ sơ tồn đọng", ("by", None, "2027", None, None)),
        ("Năm 2026: Rà soát hệ thống văn bản", ("within", None, "2026", None, None)),
        ("Bộ phận thường trực hoạt động từ nay đến hết tháng 10/2026", ("by", None, "2026-10", None, None)),
        ("Thường xuyên kiểm tra việc nạo vét", ("ongoing", None, None, None, None)),
        ("Sở A thường xuyên theo dõi cung cầu", ("ongoing", None, None, None, None)),
        ("Hằng năm, các sở báo cáo kết quả", ("recurring", None, None, "year", None)),
        ("tham mưu sơ kết và định kỳ báo cáo Ủy ban", ("recurring", None, None, None, None)),
        (
            "Định kỳ báo cáo kết quả thực hiện Kế hoạch hằng năm (trước ngày 15 tháng 11)",
            ("recurring", None, None, "year", "11-15"),
        ),
        ("định kỳ báo cáo kết quả trước ngày 20/11 về Sở A", ("recurring", None, None, None, "11-20")),
        ("Sở A hằng năm tổng hợp, báo cáo trước ngày 25/12", ("recurring", None, None, "year", "12-25")),
        ("Xây dựng kế hoạch kiểm tra hàng năm trước ngày 15/01", ("recurring", None, None, "year", "01-15")),
        ("Sở A hằng năm tổng hợp, riêng lần này xong trước ngày 25/12/2026", ("by", None, "2026-12-25", None, None)),
        ('Tổng kết "Đợt vận động hằng năm" trước ngày 25/12', ("by", None, None, None, "12-25")),
        ("Thành lập đội quy tập (quý IV/2026 và thường xuyên).", ("within", None, "2026-12", None, None)),
        ("Phổ biến Luật (quý IV/2025, quý I/2026)", ("period", "2025-10", "2026-03", None, None)),
        ("Phổ biến Luật (thời gian hoàn thành: Quý II/2026)", ("within", None, "2026-06", None, None)),
        ("Phổ biến Luật trong năm 2026 và các năm tiếp theo", ("period", "2026", None, None, None)),
        ("Phổ biến Luật vào quý II hằng năm", ("recurring", None, None, "year", None)),
        ("Phổ biến Luật đến cuối năm 2026", ("by", None, "2026", None, None)),
        ("Sở Nội vụ báo cáo từ nay đến ngày 30/9/2026", ("by", None, "2026-09-30", None, None)),
    ],
)
def test_task_clauses(clause: str, expected: tuple[object, ...]) -> None:
    assert shape(due_of(clause, "clause")) == expected


@pytest.mark.parametrize(
    "clause",
    [
        "Thực hiện Quyết định số 5/QĐ-UBND ngày 30/5/2026 của Ủy ban nhân dân tỉnh",
        "Triển khai Chiến lược phát triển du lịch đến năm 2030, tầm nhìn 2045",
        "Bảo đảm tỷ lệ theo Nghị quyết hằng năm của Hội đồng nhân dân",
        "Bố trí kinh phí chi thường xuyên hằng năm theo quy định",
        "Xây dựng kế hoạch thanh tra hàng năm theo hướng có trọng tâm",
        "Tập trung tại khu vực thường xuyên xảy ra khai thác trái phép",
        "Hỗ trợ người tham gia trong giai đoạn 1974 - 1975",
        "Rà soát các dự án đã được phê duyệt trước ngày 01/7/2026",
        "Công khai văn bản có hiệu lực từ ngày 01/01/2026",
        "Tổ chức khám sức khỏe định kỳ cho người có công",
        "Sơ kết những việc xong trước ngày 01/7/2014",
        'Thực hiện phong trào "Thi đua trong năm 2026"',
        "Kịp thời phát hiện, xử lý vi phạm",
    ],
)
def test_times_that_only_name_or_cite(clause: str) -> None:
    assert due_of(clause, "clause") is None


def test_a_due_points_at_its_words_and_rule() -> None:
    text = "…; hoàn thành trước ngày 15/12/2025."
    due = find_due(text, canon(text), 3, len(text), where="clause", year=None)
    assert due is not None
    assert (due.text, due.rule) == ("hoàn thành trước ngày 15/12/2025", "by-date")
    assert text[due.start : due.end] == due.text


def test_nothing_outside_the_span_is_read() -> None:
    text = "Báo cáo Ủy ban trước ngày 15/12/2025"
    assert find_due(text, canon(text), 0, 15, where="clause", year=2025) is None


def test_a_day_that_does_not_exist_gives_no_date() -> None:
    assert shape(due_of("31/2/2025", "line")) == ("by", None, None, None, None)


def test_an_unread_time_is_none() -> None:
    assert read_when(canon("ngày mai"), 0, 8) is None


def test_every_rule_matches_its_own_examples() -> None:
    problems = [p for rule in rule_pack().file("deadlines").rules for p in check_rule(rule)]
    assert problems == []

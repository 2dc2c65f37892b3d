"""Rows of an annex that state a duty of the body once more."""

from __future__ import annotations

import pytest

from tests.extraction.plans import plan_of

BODY = """# I. TỔ CHỨC THỰC HIỆN

1. Sở Y tế

- {duty}

2. Sở Xây dựng

- Nạo vét lòng hồ.

# PHỤ LỤC

| STT | Nhiệm vụ | Cơ quan chủ trì | Thời gian |
|---|---|---|---|
| 1 | {row} | {lead} | Năm 2026 |
"""


def linked(duty: str, row: str, lead: str) -> str | None:
    """The words of the body's task that the row points to."""
    plan = plan_of(BODY.format(duty=duty, row=row, lead=lead), name="x.md")
    (last,) = [t for t in plan.tasks if t.rule == "task-table-row"]
    return {t.id: t.text for t in plan.tasks}.get(last.same_as or "")


SHORT = "Rà soát danh mục hồ chứa nước trên địa bàn tỉnh"
MORE = "Chủ trì rà soát danh mục các hồ chứa nước trên địa bàn toàn tỉnh."


@pytest.mark.parametrize(
    ("duty", "row", "lead", "same"),
    [
        (f"{SHORT}.", SHORT, "Sở Y tế", True),
        (f"{SHORT}.", SHORT, "Sở Nội vụ", False),
        (MORE, SHORT, "Sở Y tế", True),
        (MORE, SHORT, "Sở Nội vụ", False),
        (f"{SHORT}.", "Lập bản đồ hồ chứa nước trên địa bàn tỉnh", "Sở Y tế", False),
        (f"{SHORT}.", SHORT, "", True),
        ("Báo cáo kết quả làm sạch hồ chứa năm 2026.", "Báo cáo kết quả làm sạch hồ chứa năm 2027", "Sở Y tế", False),
        ("Tập huấn cho cán bộ quản lý hồ cấp xã.", "Tập huấn cho cán bộ quản lý hồ cấp tỉnh", "Sở Y tế", False),
        (f"{SHORT} (xong trước 30/6/2026).", SHORT, "Sở Y tế", True),
        (f"{SHORT} (xong trước 30/6/2027).", SHORT, "Sở Y tế", False),
    ],
    ids=[
        "same words",
        "another agency",
        "near words",
        "near words, another agency",
        "another duty",
        "nobody named",
        "another year",
        "another word",
        "the deadline among the words",
        "another deadline",
    ],
)
def test_words_and_agency_decide(duty: str, row: str, lead: str, same: bool) -> None:
    assert (linked(duty, row, lead) is not None) is same


def test_of_two_agencies_with_one_duty_the_rows_own() -> None:
    body = BODY.replace("Nạo vét lòng hồ", "{duty}").replace("{duty}.", SHORT + ".").replace("{duty}", SHORT + ".")
    plan = plan_of(body.format(row=SHORT, lead="Sở Xây dựng"), name="x.md")
    first, second, row = plan.tasks
    assert first.text == second.text == row.text
    assert row.same_as == second.id

"""One box: which question is meant, and what it is asked about."""

from __future__ import annotations

import pytest

from docparse.questions import Store
from docparse.questions.answers import ChecklistAnswer, TraceAnswer, WhoAnswer
from docparse.questions.answers_document import GoalsAnswer
from docparse.questions.answers_search import SearchAnswer
from docparse.questions.oneask import kind_of, one_ask
from docparse.questions.sheet import SheetAnswer


@pytest.mark.parametrize(
    ("text", "kind", "about"),
    [
        ("ai chủ trì kế hoạch 3243", "who", "ai chủ trì kế hoạch 3243"),
        ("phiếu nhiệm vụ của Sở Tài chính", "checklist", "Sở Tài chính"),
        ("phieu nhiem vu cua so tai chinh", "checklist", "so tai chinh"),
        ("Sở Y tế có những việc gì?", "checklist", "Sở Y tế"),
        ("3243 III.1 thực hiện chủ trương nào?", "trace", "3243 III.1"),
        ("việc này truy lên 3243", "trace", "3243"),
        ('tìm "chuyển đổi số"', "search", '"chuyển đổi số"'),
        ("tim chuyen doi so", "search", "chuyen doi so"),
        ("nhiệm vụ tìm kiếm cứu nạn", "who", "nhiệm vụ tìm kiếm cứu nạn"),
        ("phiếu", "who", "phiếu"),
        ("", "who", ""),
        ("chỉ tiêu của kế hoạch 3243", "goals", "kế hoạch 3243"),
        ("Sở Y tế có bao nhiêu việc?", "checklist", "Sở Y tế"),
    ],
)
def test_what_is_asked_for(text: str, kind: str, about: str) -> None:
    assert kind_of(text) == (kind, about)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ai chủ trì kế hoạch 3243", WhoAnswer),
        ("Sở Giáo dục và Đào tạo", ChecklistAnswer),
        ("nhiệm vụ của Sở Giáo dục và Đào tạo", ChecklistAnswer),
        ("3243 thực hiện chủ trương nào", TraceAnswer),
        ("tìm giáo dục", SearchAnswer),
        ("Sở Giáo dục và Đào tạo được giao bao nhiêu nhiệm vụ", ChecklistAnswer),
        ("kế hoạch 3243 có bao nhiêu nhiệm vụ", SheetAnswer),
        ("các nhiệm vụ trong kế hoạch 3243", SheetAnswer),
        ("chỉ tiêu của kế hoạch 3243 là gì", GoalsAnswer),
        ("3243 có những chỉ tiêu gì", GoalsAnswer),
        ("ai chủ trì mục tiêu giáo dục", WhoAnswer),
    ],
)
def test_the_answer_is_of_that_kind(store: Store, text: str, kind: type) -> None:
    assert isinstance(one_ask(store, text), kind)


def test_an_agencys_name_does_not_take_in_what_is_asked_about(store: Store) -> None:
    answer = one_ask(store, "Sở Giáo dục và Đào tạo phải làm gì về xã hội hóa")
    assert isinstance(answer, WhoAnswer)
    assert answer.understood.agency == "Sở Giáo dục và Đào tạo"
    assert answer.understood.words == ("xã", "hội", "hóa")

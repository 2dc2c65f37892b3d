"""Two versions of a plan: every known edit is found, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

import docparse
from docparse.questions.answers_across import Change, DiffAnswer

DOCUMENTS = Path(__file__).parents[2] / "corpus" / "documents"
EDITS = yaml.safe_load((Path(__file__).parent / "edits.yaml").read_text(encoding="utf-8"))


@cache
def plan_of(name: str) -> docparse.Plan:
    return docparse.parse(DOCUMENTS / name)


def said(change: Change) -> str:
    if change.words:
        return "text: " + " ".join(f"{w.sign}{w.text}" for w in change.words if w.sign != "=")
    return f"{change.field}: {change.old or '–'} → {change.new or '–'}"


def told(answer: DiffAnswer) -> Iterator[str]:
    yield from (f"~ header: {said(change)}" for change in answer.header)
    for kind, rows in (
        ("goal", answer.goals),
        ("task", answer.tasks),
        ("ref", answer.references),
        ("line", answer.passages),
    ):
        for row in rows:
            yield from ([f"~ {kind}: {said(c)}" for c in row.changes] or [f"{row.sign} {kind}: {row.text}"])


def edited(edit: dict[str, Any]) -> tuple[docparse.Plan, docparse.Plan]:
    text = (DOCUMENTS / edit["file"]).read_text(encoding="utf-8")
    assert text.count(edit["from"]) >= (1 if edit["expect"] else 0), edit["from"]
    changed = text.replace(edit["from"], edit["to"], 1)
    return plan_of(edit["file"]), docparse.parse_bytes(changed.encode(), edit["file"])


@pytest.mark.parametrize("edit", EDITS, ids=lambda e: f"{e['file'].split('-')[0]}: {e['from'][:30]}")
def test_an_edit_is_all_that_is_told(edit: dict[str, Any]) -> None:
    old, new = edited(edit)
    assert sorted(told(docparse.diff(old, new))) == sorted(edit["expect"])


def test_the_edits_are_many_and_of_every_kind() -> None:
    kinds = {line.split(" ")[1].rstrip(":") + line[0] for edit in EDITS for line in edit["expect"]}
    assert kinds >= {"task+", "task-", "task~", "goal+", "goal-", "goal~", "ref+", "ref-", "ref~", "header~"}
    assert sum(1 for edit in EDITS if edit["expect"]) >= 40


@pytest.mark.parametrize("name", sorted(path.name for path in DOCUMENTS.iterdir()))
def test_a_plan_does_not_differ_from_itself(name: str) -> None:
    plan = plan_of(name)
    answer = docparse.diff(plan, plan)
    assert list(told(answer)) == []
    assert (answer.same_tasks, answer.same_goals) == (len(plan.tasks), len(plan.goals))


def test_all_edits_of_a_document_together_and_backwards() -> None:
    """Added becomes dropped, and no edit hides another."""
    edits = [e for e in EDITS if e["file"] == "82-KH-TU.txt"]
    text = (DOCUMENTS / "82-KH-TU.txt").read_text(encoding="utf-8")
    for edit in edits:
        text = text.replace(edit["from"], edit["to"], 1)
    old, new = plan_of("82-KH-TU.txt"), docparse.parse_bytes(text.encode(), "82-KH-TU.txt")
    assert sorted(told(docparse.diff(old, new))) == sorted(line for edit in edits for line in edit["expect"])
    turned = {"+": "-", "-": "+", "~": "~"}
    back = sorted(line[0] for line in told(docparse.diff(new, old)))
    assert back == sorted(turned[line[0]] for edit in edits for line in edit["expect"])


def test_a_moved_task_is_told_by_its_headings() -> None:
    line = "- Bố trí đủ giáo viên tiếng Anh, tin học cho các trường tiểu học trước năm học 2022 - 2023.\n"
    text = (DOCUMENTS / "82-KH-TU.txt").read_text(encoding="utf-8")
    moved = text.replace(line, "").replace("3. Huy động nguồn lực\n", f"3. Huy động nguồn lực\n{line}")
    answer = docparse.diff(plan_of("82-KH-TU.txt"), docparse.parse_bytes(moved.encode(), "82-KH-TU.txt"))
    assert list(told(answer)) == ["~ task: section: Phát triển đội ngũ nhà giáo → Huy động nguồn lực"]


def test_sections_that_are_only_numbered_anew_tell_nothing() -> None:
    text = (DOCUMENTS / "82-KH-TU.txt").read_text(encoding="utf-8")
    pushed = text.replace("IV- NHIỆM VỤ", "V- NHIỆM VỤ").replace("V- TỔ CHỨC", "VI- TỔ CHỨC")
    answer = docparse.diff(plan_of("82-KH-TU.txt"), docparse.parse_bytes(pushed.encode(), "82-KH-TU.txt"))
    assert list(told(answer)) == []


def test_quotes_are_exact_on_both_sides() -> None:
    edit = next(e for e in EDITS if e["expect"] == ["~ task: text: -tốt +đồng bộ"])
    old, new = edited(edit)
    row = docparse.diff(old, new).tasks[0]
    assert row.old is not None
    assert row.new is not None
    assert old.text[row.old.start : row.old.end] == row.old.text
    assert new.text[row.new.start : row.new.end] == row.new.text
    assert (row.old.place, row.new.place) == ("III.3, đoạn 3", "III.3, đoạn 3")


VERSION = """ỦY BAN NHÂN DÂN
TỈNH HÀ NAM
Số: 45/KH-UBND
Hà Nam, ngày 12 tháng 3 năm 2024
KẾ HOẠCH
Phát triển thư viện công cộng giai đoạn 2024 - 2030

Căn cứ Luật Thư viện ngày 21 tháng 11 năm 2019;
Thực hiện Quyết định số 329/QĐ-TTg ngày 15 tháng 3 năm 2017 của Thủ tướng Chính phủ về phát triển văn hóa đọc;
Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:
I. MỤC ĐÍCH, YÊU CẦU
Thư viện công cộng là thiết chế văn hóa quan trọng, phục vụ học tập suốt đời của người dân.
II. NHIỆM VỤ
1. Sở Văn hóa, Thể thao và Du lịch chủ trì số hóa tài liệu địa chí, hoàn thành trước ngày 30/6/2026.
"""


@pytest.mark.parametrize(
    ("was", "is_", "expected"),
    [
        ("21 tháng 11 năm 2019", "20 tháng 11 năm 2019", ["~ ref: date: 2019-11-21 → 2019-11-20"]),
        (
            "329/QĐ-TTg ngày 15 tháng 3 năm 2017",
            "1520/QĐ-TTg ngày 09 tháng 10 năm 2023",
            ["~ ref: date: 2017-03-15 → 2023-10-09", "~ ref: symbol: 329/QĐ-TTg → 1520/QĐ-TTg"],
        ),
        ("về phát triển văn hóa đọc", "về thư viện số", ["~ ref: title: về phát triển văn hóa đọc → về thư viện số"]),
        ("Căn cứ Luật Thư viện ngày 21 tháng 11 năm 2019;\n", "", ["- ref: Luật Thư viện"]),
        ("thiết chế văn hóa quan trọng", "thiết chế văn hóa cơ bản", ["~ line: text: -quan trọng, +cơ bản,"]),
        (
            "suốt đời của người dân.",
            "suốt đời của người dân. Việc triển khai phải tiết kiệm.",
            ["+ line: Việc triển khai phải tiết kiệm."],
        ),
        ("Số: 45/", "Số: 46/", ["~ header: symbol: 45/KH-UBND → 46/KH-UBND"]),
    ],
)
def test_what_is_neither_task_nor_goal_is_told_too(was: str, is_: str, expected: list[str]) -> None:
    assert VERSION.count(was) == 1
    old, new = (docparse.parse_bytes(text.encode(), "a.txt") for text in (VERSION, VERSION.replace(was, is_)))
    assert sorted(told(docparse.diff(old, new))) == expected


def test_a_replaced_directive_is_named_by_its_title_where_it_has_no_symbol() -> None:
    old, new = (
        docparse.parse_bytes(VERSION.replace(*to).encode(), "a.txt") for to in (("", ""), ("ngày 21 t", "ngày 20 t"))
    )
    (row,) = docparse.diff(old, new).references
    assert row.text == "Luật Thư viện"
    assert (row.old and row.old.place, row.new and row.new.place) == ("phần đầu", "phần đầu")

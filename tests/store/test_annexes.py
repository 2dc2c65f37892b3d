"""An annex in a file of its own is part of its plan, whichever of the two comes first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest

from docparse import Plan, parse_bytes
from docparse.errors import DocparseError, QuestionError
from docparse.extraction.annexes import attach, detach, named_plan
from docparse.questions import Store, open_store
from docparse.store.paths import way_back
from tests.extraction.plans import HEAD

PLAN = (
    HEAD
    + """Thực hiện Nghị quyết số 12/NQ-HĐND ngày 01/02/2025 của Hội đồng nhân dân tỉnh Điện Biên.

I. TỔ CHỨC THỰC HIỆN
1. Sở Y tế
- Vớt rác nổi.
- Lấy mẫu nước.
"""
)
ANNEX = """PHỤ LỤC{number}
DANH MỤC NHIỆM VỤ
(Kèm theo Kế hoạch số 77/KH-UBND ngày 05/3/2025{issuer})

| STT | Nhiệm vụ | Cơ quan chủ trì | Thời gian |
|---|---|---|---|
| I | {group} | | |
| 1 | {task} | {lead} | Quý II/2026 |
"""


def plan(text: str = PLAN, name: str = "ke-hoach.txt") -> Plan:
    return parse_bytes(text.encode(), name)


def annex(task: str = "Vớt rác nổi", lead: str = "Sở Y tế", name: str = "phu-luc.md", **more: str) -> Plan:
    words = {"number": "", "issuer": "", "group": "VIỆC NGAY", "task": task, "lead": lead, **more}
    return parse_bytes(ANNEX.format(**words).encode(), name)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path}/kho.db") as opened:
        yield opened


def kept(store: Store) -> tuple[list[str], list[str], list[str]]:
    """(documents, tasks, files of annexes) of the one plan that the store then holds."""
    documents = [d.symbol or d.id for d in store.documents()]
    value = store.plan("77/KH-UBND")
    return documents, [t["text"] for t in value["tasks"]], [a["name"] for a in value["annexes"]]


ONE = (["77/KH-UBND"], ["Vớt rác nổi", "Lấy mẫu nước", "Vớt rác nổi"], ["phu-luc.md"])


@pytest.mark.parametrize("order", list(permutations((0, 1))))
@pytest.mark.parametrize("issuer", ["", " của UBND tỉnh Điện Biên"])
def test_by_the_line_at_its_head(store: Store, order: tuple[int, ...], issuer: str) -> None:
    both = (plan(), annex(issuer=issuer))
    for n in order:
        store.add(both[n])
    assert kept(store) == ONE


def test_by_name_where_it_names_none(store: Store) -> None:
    table = "STT;Nhiệm vụ;Cơ quan chủ trì\n1;Trồng cây ven hồ;Sở Xây dựng\n"
    store.add(plan())
    added = store.add(parse_bytes(table.encode(), "bang.csv"), annex_of="77")
    assert (added.status, added.version, added.tasks) == ("updated", 2, 3)
    assert kept(store)[1:] == (["Vớt rác nổi", "Lấy mẫu nước", "Trồng cây ven hồ"], ["bang.csv"])
    with pytest.raises(QuestionError, match="DP501"):
        store.add(annex(), annex_of="99/KH-UBND")


def test_questions_show_the_plan(store: Store) -> None:
    store.add(plan())
    store.add(annex())
    store.add(annex("Trồng cây ven hồ", "Sở Xây dựng", "phu-luc-2.md", number=" II"))
    (row, *others) = store.checklist("Sở Y tế tỉnh Điện Biên").rows
    assert [r.text for r in (row, *others)] == ["Vớt rác nổi", "Lấy mẫu nước"]
    assert (row.document.symbol, row.due.to if row.due else None) == ("77/KH-UBND", "2026-06")
    assert (row.place, row.also) == ("PHỤ LỤC, I, đoạn 1", ("I.1, đoạn 1",))
    (task,) = store.who("ai chủ trì trồng cây ven hồ").tasks
    assert (task.document.symbol, [p.agency for p in task.lead]) == ("77/KH-UBND", ["Sở Xây dựng"])
    assert [p.agency_id for p in task.lead] == ["agency:vn;dien.bien:so.xay.dung"]
    (home,) = store.trace(task.id).root.edges
    assert home.node.symbol == "77/KH-UBND"
    assert [edge.node.symbol for edge in home.node.edges] == ["12/NQ-HĐND"]


def test_adding_again_changes_nothing(store: Store) -> None:
    for one in (plan(), annex(), plan(), annex()):
        last = store.add(one)
    assert (last.status, last.version) == ("unchanged", 2)
    assert kept(store) == ONE


def test_a_new_version_of_the_plan_keeps_its_annex(store: Store) -> None:
    store.add(plan())
    store.add(annex())
    added = store.add(plan(PLAN.replace("Lấy mẫu nước", "Lấy mẫu nước hồ")))
    assert (added.status, added.version) == ("updated", 3)
    assert kept(store) == (ONE[0], ["Vớt rác nổi", "Lấy mẫu nước hồ", "Vớt rác nổi"], ONE[2])
    assert store.add(plan()).status == "unchanged"


def test_a_new_version_of_the_annex_takes_its_place(store: Store) -> None:
    for one in (plan(), annex(), annex("Trồng cây ven hồ")):
        store.add(one)
    assert kept(store) == (ONE[0], ["Vớt rác nổi", "Lấy mẫu nước", "Trồng cây ven hồ"], ONE[2])


def test_a_plan_of_another_date_is_another_plan(store: Store) -> None:
    store.add(plan(PLAN.replace("05 tháng 3 năm 2025", "06 tháng 3 năm 2024")))
    store.add(annex())
    assert len(store.documents()) == 2


SECOND = {"task": "Trồng cây ven hồ", "lead": "Sở Xây dựng", "name": "phu-luc-2.md", "number": " II"}
THIRD = {"task": "Đo mực nước", "lead": "Sở Y tế", "name": "phu-luc-10.md", "number": " X"}


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_any_order_gives_the_same_plan(tmp_path: Path, order: tuple[int, ...]) -> None:
    every = (plan(), annex(), annex(**SECOND), annex(**THIRD))
    values = []
    for name, numbers in (("first", range(4)), ("second", order)):
        with open_store(f"sqlite:///{tmp_path}/{name}.db") as opened:
            for n in numbers:
                opened.add(every[n])
            values.append(opened.plan("77/KH-UBND"))
    assert values[0] == values[1]
    assert [a["name"] for a in values[0]["annexes"]] == ["phu-luc.md", "phu-luc-2.md", "phu-luc-10.md"]


def test_an_annex_is_taken_out_and_put_back(store: Store) -> None:
    for one in (plan(), annex(), annex(**SECOND)):
        store.add(one)
    both = store.plan("77/KH-UBND")
    found = store.find_annex("thu-muc/phu-luc.md")
    assert found is not None
    home, name = found
    assert (home.symbol, name) == ("77/KH-UBND", "phu-luc.md")
    assert store.remove_annex(home.id, name).tasks == 3
    assert kept(store) == (ONE[0], ["Vớt rác nổi", "Lấy mẫu nước", "Trồng cây ven hồ"], ["phu-luc-2.md"])
    assert store.find_annex("phu-luc.md") is None
    assert store.add(plan()).status == "unchanged"
    assert store.add(annex()).status == "updated"
    assert store.plan("77/KH-UBND") == both
    for file in ("phu-luc", "phu-luc-2.md"):
        found = store.find_annex(file)
        assert found is not None
        store.remove_annex(home.id, found[1])
    assert kept(store) == (ONE[0], ["Vớt rác nổi", "Lấy mẫu nước"], [])
    assert store.add(annex()).status == "updated"
    assert kept(store) == ONE


def test_a_plan_with_a_header_of_its_own_is_no_annex(store: Store) -> None:
    store.add(plan())
    other = plan(PLAN.replace("77/KH-UBND", "88/KH-UBND").replace("Vớt rác nổi", "Vớt bèo"), "khac.txt")
    draft = plan(PLAN.replace("Số: 77/KH-UBND", "Số:     /KH-UBND").replace("Vớt rác nổi", "Vớt bèo"), "nhap.txt")
    for one in (plan(), other, draft):
        with pytest.raises(DocparseError, match=r"DP411 .*có đầu văn bản riêng, không phải phụ lục của Kế hoạch 77"):
            store.add(one, annex_of="77")
    assert [d.symbol for d in store.documents()] == ["77/KH-UBND"]
    assert store.add(other, annex_of="77", force=True).status == "updated"
    assert kept(store)[2] == ["khac.txt"]


def test_a_plan_that_comes_with_a_decision_is_no_annex() -> None:
    text = "KẾ HOẠCH\nLàm sạch hồ\n(Kèm theo Quyết định số 88/QĐ-UBND ngày 05/3/2025)\n\nI. NHIỆM VỤ\n1. Vớt rác nổi.\n"
    assert named_plan(parse_bytes(text.encode(), "a.txt")) is None
    own = named_plan(parse_bytes(text.replace("Quyết định số 88/QĐ", "Kế hoạch số 88/KH").encode(), "a.txt"))
    assert own is not None
    assert own.symbol == "88/KH-UBND"


def test_spans_ids_and_the_way_back() -> None:
    first, second = annex(), annex("Trồng cây ven hồ", name="phu-luc-2.md")
    base = plan()
    whole = attach(attach(base, first), second)
    ids = [i.id for items in (whole.sections, whole.tasks) for i in items]
    assert len(ids) == len(set(ids))
    assert [whole.text[t.start : t.end] for t in whole.tasks] == [t.text for t in whole.tasks]
    assert [whole.text[a.start : a.end] for a in whole.annexes] == [first.text, second.text]
    by_id = {s.id: s for s in whole.sections}
    roles = [by_id[t.section or ""].role for t in whole.tasks]
    assert roles == ["organisation", "organisation", "appendix", "appendix"]
    assert whole.tasks[2].same_as == whole.tasks[0].id
    assert [r.symbol for r in whole.references] == ["12/NQ-HĐND"]  # the plan itself is none
    back, parts = detach(whole)
    assert (back.text, back.tasks, back.sections) == (base.text, base.tasks, base.sections)
    assert [[t.text for t in part.tasks] for part in parts] == [["Vớt rác nổi"], ["Trồng cây ven hồ"]]
    assert [part.text for part in parts] == [first.text, second.text]


def test_the_way_back_leads_into_the_annexs_own_file() -> None:
    joined = attach(plan(), annex())
    row = joined.text.index("Vớt rác nổi", joined.annexes[0].start)
    assert way_back(joined, row) == "phu-luc.md: bảng 1, hàng 3, dòng 8"
    assert way_back(joined, joined.text.index("Lấy mẫu nước")) == "dòng 19"
    assert detach(joined)[1][0].places == annex().places


ROWS = "".join(
    f"| {n} | Xây dựng trạm quan trắc số {n} ở phường {n + 40} | Sở Y tế | Quý II/2026 |\n" for n in range(2, 30)
)


def _long(number: str = " I", task: str = "Trồng cây") -> str:
    filled = ANNEX.format(number=number, issuer="", group="Nước", task=task, lead="Sở Tài chính")
    return filled + ROWS


def _as_html(text: str) -> str:
    lines = [line for line in text.splitlines() if line and not line.startswith("|---")]
    rows = "".join(
        f"<tr><td>{'</td><td>'.join(row.strip('| ').split('|'))}</td></tr>" for row in lines if row[0] == "|"
    )
    return "".join(f"<p>{line}</p>" for line in lines if line[0] != "|") + f"<table>{rows}</table>"


@pytest.mark.parametrize("name", ["phu-luc-1.html", "phu-luc-1-sua.md"])
def test_one_annex_in_two_files_stands_once(store: Store, name: str) -> None:
    store.add(plan())
    first = store.add(plan(_long(), "phu-luc-1.md"))
    again = _long(task="Trồng rừng")
    second = store.add(plan(_as_html(again) if name.endswith("html") else again, name))
    assert (second.document_id, second.tasks) == (first.document_id, first.tasks)
    tasks = [task["text"] for task in store.plan(first.document_id)["tasks"]]
    assert ("Trồng rừng" in tasks, "Trồng cây" in tasks) == (True, False)


def test_two_annexes_of_one_form_stand_both(store: Store) -> None:
    store.add(plan())
    first = store.add(plan(_long(), "phu-luc-1.md"))
    second = store.add(plan(_long(" II"), "phu-luc-2.md"))
    assert second.tasks > first.tasks


def test_a_damaged_copy_is_no_annex(store: Store) -> None:
    store.add(plan())
    copy = "(Kèm theo Kế hoạch số 77/KH-UBND ngày 05/3/2025)\n" + PLAN[len(HEAD) :]
    with pytest.raises(DocparseError, match="DP411"):
        store.add(plan(copy, "ke-hoach-hong.txt"), annex_of="77/KH-UBND")
    assert store.add(plan(copy, "ke-hoach-hong.txt"), annex_of="77/KH-UBND", force=True).tasks > 2

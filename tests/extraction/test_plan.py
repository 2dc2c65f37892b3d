"""The whole way: sections and their labels, decisions with a plan attached, ids, spans, the JSON form."""

from __future__ import annotations

import json

import pytest

import docparse
from docparse.extraction.plan import read_plan
from docparse.matching.engine import rule_pack
from docparse.reading import read_bytes
from tests.extraction.plans import HEAD, plan_of, table, under, who

DECISION = """ỦY BAN NHÂN DÂN
TỈNH ĐIỆN BIÊN
-------
Số: 88/QĐ-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Điện Biên, ngày 05 tháng 3 năm 2025

QUYẾT ĐỊNH
Ban hành Kế hoạch làm sạch hồ chứa nước

ỦY BAN NHÂN DÂN TỈNH ĐIỆN BIÊN

Căn cứ Luật Tài nguyên nước ngày 27 tháng 11 năm 2023;
Theo đề nghị của Giám đốc Sở Y tế.

QUYẾT ĐỊNH:

Điều 1. Ban hành kèm theo Quyết định này Kế hoạch làm sạch hồ chứa nước.
Điều 2. Giao Sở Y tế chủ trì hướng dẫn thực hiện Quyết định này.
Điều 3. Quyết định này có hiệu lực kể từ ngày ký.
Điều 4. Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc các sở chịu trách nhiệm thi hành Quyết định này./.

Nơi nhận:
- Như Điều 4;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lò Văn Mẫu

KẾ HOẠCH
Làm sạch hồ chứa nước
(Kèm theo Quyết định số 88/QĐ-UBND ngày 05/3/2025)

I. MỤC TIÊU
1. 90% hồ đạt chuẩn năm 2026.
II. NHIỆM VỤ
1. Sở Y tế
a) Lấy mẫu nước.
III. TỔ CHỨC THỰC HIỆN
1. Sở Xây dựng nạo vét hồ.
"""

ITEMS = "I. NHIỆM VỤ\n1. Sở Y tế\na) Lấy mẫu nước.\nb) Vớt rác.\n2. Sở Xây dựng\na) Vớt rác.\n"


def test_labels_are_as_printed_without_punctuation() -> None:
    plan = plan_of("V. NHIỆM VỤ\n1. Làm sạch hồ\n1.1. Vùng cao\na) Vớt rác.\nPHỤ LỤC I\nDANH MỤC HỒ\n")
    assert [s.label for s in plan.sections if s.label] == ["V", "1", "1.1", "a", "PHỤ LỤC I"]
    assert [s.heading for s in plan.sections if s.label in ("V", "1.1")] == ["NHIỆM VỤ", "Vùng cao"]


def test_roles_come_down_and_an_appendix_keeps_its_own() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ\n1. Vùng cao\n2. Kinh phí thực hiện\na) Ngân sách tỉnh.\nII. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n"
        "PHỤ LỤC II\n1. Mục tiêu\na) 90% hồ đạt chuẩn.\n"
    )
    assert [(s.label, s.role) for s in plan.sections if s.label] == [
        ("I", "tasks"),
        ("1", "tasks"),
        ("2", "funding"),
        ("a", "funding"),
        ("II", "organisation"),
        ("1", "organisation"),
        ("PHỤ LỤC II", "appendix"),
        ("1", "appendix"),
        ("a", "appendix"),
    ]


def test_a_decision_with_its_plan_attached() -> None:
    plan = plan_of(DECISION, head="")
    assert (plan.document.type, plan.document.symbol) == ("Quyết định", "88/QĐ-UBND")
    assert {s.label: s.role for s in plan.sections if s.label and (s.label[0] in "ĐI")} == {
        "Điều 1": "closing",
        "Điều 2": "organisation",
        "Điều 3": "closing",
        "Điều 4": "closing",
        "I": "goals",
        "II": "tasks",
        "III": "organisation",
    }
    assert [(t.text, who(t)) for t in plan.tasks] == [
        ("Giao Sở Y tế chủ trì hướng dẫn thực hiện Quyết định này", [("Sở Y tế", "lead", "explicit")]),
        ("Lấy mẫu nước", [("Sở Y tế", "implement", "heading")]),
        ("Sở Xây dựng nạo vét hồ", [("Sở Xây dựng", "implement", "explicit")]),
    ]
    assert [[i.due for i in g.indicators] for g in plan.goals] == [["2026"]]


def test_the_document_itself_is_no_reference() -> None:
    plan = plan_of(DECISION, head="")
    assert [r.type for r in plan.references] == ["Luật"]


def test_one_symbol_of_two_dates_is_two_directives() -> None:
    central = "của Ban Chấp hành Trung ương"
    plan = plan_of(
        under(
            "Sở Y tế",
            f"a) Thực hiện Nghị quyết số 29-NQ/TW ngày 17 tháng 11 năm 2022 {central}.\n"
            f"b) Tiếp tục thực hiện Nghị quyết số 29-NQ/TW ngày 04 tháng 11 năm 2013 {central}.\n"
            f"c) Sơ kết Nghị quyết số 29-NQ/TW ngày 17 tháng 11 năm 2022 {central}.\n",
        )
    )
    first, second, again = [r.target for r in plan.references]
    assert first == again != second
    assert [t.references for t in plan.tasks] == [(first,), (second,), (first,)]


def test_the_id_of_a_document_names_place_authority_type_date_and_number() -> None:
    assert plan_of(ITEMS).document.id == "urn:lex:vn;dien.bien:uy.ban.nhan.dan:ke.hoach:2025-03-05;77-kh-ubnd"


def test_a_text_without_number_and_date_is_named_by_its_words() -> None:
    first, same, other = (plan_of(words, head="").document.id for words in ("Hồ cạn.\n", "Hồ cạn.\n", "Hồ đầy.\n"))
    assert first == same != other
    assert first.startswith("urn:docparse:text:")
    assert len(first.rpartition(":")[2]) == 16


def test_ids_outlive_a_sentence_put_in_above() -> None:
    before, after = plan_of(ITEMS), plan_of("Một câu được thêm vào phía trên.\n" + ITEMS)
    assert [t.id for t in after.tasks] == [t.id for t in before.tasks]
    assert [s.id for s in after.sections] == [s.id for s in before.sections]
    inside = plan_of(ITEMS.replace("a) Lấy", "a) Khảo sát hồ. Lấy"))
    assert {t.id for t in before.tasks} < {t.id for t in inside.tasks}


def test_ids_tell_equal_words_apart() -> None:
    twice = plan_of(under("Sở Y tế", "a) Vớt rác. Vớt rác.\n- Vớt rác.\n")).tasks
    assert len({t.id for t in twice}) == len(twice) == 3


def test_sections_form_a_tree_and_hold_their_tasks() -> None:
    plan = plan_of(ITEMS)
    by_id = {s.id: s for s in plan.sections}
    for section in plan.sections:
        if section.parent is not None:
            parent = by_id[section.parent]
            assert parent.start <= section.start < section.end <= parent.end
    for task in plan.tasks:
        assert task.section is not None
        assert by_id[task.section].start <= task.start < task.end <= by_id[task.section].end
    assert [by_id[t.section or ""].label for t in plan.tasks] == ["a", "b", "a"]


def test_paragraphs_count_within_their_section() -> None:
    plan = plan_of(under("Sở Y tế", "- Lấy mẫu.\n- Vớt rác. Trồng cây.\n- Cắm biển.\n"))
    assert [(t.text, t.paragraph) for t in plan.tasks] == [
        ("Lấy mẫu", 1),
        ("Vớt rác", 2),
        ("Trồng cây", 2),
        ("Cắm biển", 3),
    ]


def test_the_json_form_has_the_contracts_fields() -> None:
    plan = plan_of(table("1 | Vớt rác | Sở Y tế | | Trước ngày 15/11 hằng năm | Biên bản"), name="x.md")
    value = json.loads(json.dumps(plan.to_dict(), ensure_ascii=False))
    assert value["schema"] == "docparse/1"
    assert {"document", "sections", "goals", "tasks", "references", "warnings", "text"} <= set(value)
    (task,) = value["tasks"]
    assert {k: task["due"][k] for k in ("text", "kind", "from", "to", "every", "on")} == {
        "text": "Trước ngày 15/11 hằng năm",
        "kind": "recurring",
        "from": None,
        "to": None,
        "every": "year",
        "on": "11-15",
    }
    assert (task["product"], task["same_as"], task["references"], task["indicators"]) == ("Biên bản", None, [], [])
    assert value["document"]["title"] == "Làm sạch hồ chứa nước trên địa bàn tỉnh"
    assert value["text"].startswith(HEAD.split("\n")[0])


def test_reading_twice_gives_the_same() -> None:
    assert plan_of(DECISION, head="").to_dict() == plan_of(DECISION, head="").to_dict()


def test_reading_the_same_text_again_spends_a_new_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    source = read_bytes(("Sở Y tế chủ trì, hoàn thành trước ngày 30/6/2026.\n" * 40).encode(), "a.txt")
    first = read_plan(source)
    spent = max(rule_pack()._reading._spent.values())
    monkeypatch.setattr("docparse.matching.scan._STEPS", (spent, 0))
    assert [read_plan(source).warnings for _ in range(3)] == [first.warnings] * 3
    monkeypatch.setattr("docparse.matching.scan._STEPS", (spent - 1, 0))
    stopped = read_plan(source)
    (warning,) = [w for w in stopped.warnings if w.code == "DP210"]
    assert warning.text.startswith("luật ")
    assert len(stopped.sections) == len(first.sections)
    assert read_plan(source).warnings == stopped.warnings


def test_numbers_that_repeat_the_roman_one_above_stand_below_it() -> None:
    plan = plan_of(
        "I. MỤC TIÊU\nI.1. Tỷ lệ hồ đạt chuẩn 80%.\nII. TỔ CHỨC THỰC HIỆN\nII.1. Sở Tài chính\n- Bố trí kinh phí.\n"
    )
    labels = {s.id: s.label for s in plan.sections}
    assert [(s.label, labels.get(s.parent or ""), s.role) for s in plan.sections if s.label] == [
        ("I", None, "goals"),
        ("I.1", "I", "goals"),
        ("II", None, "organisation"),
        ("II.1", "II", "organisation"),
    ]
    assert [i.value for goal in plan.goals for i in goal.indicators] == [80]
    assert [[a.agency for a in task.assignments] for task in plan.tasks] == [["Sở Tài chính"]]


def test_targets_inside_a_task_are_its_indicators() -> None:
    text = "KẾ HOẠCH\nAn toàn thực phẩm\n\nII. NHIỆM VỤ\n1. Sở Y tế kiểm tra tối thiểu 95% bếp ăn tập thể năm 2026.\n"
    text += "2. Sở Công Thương thực hiện Quyết định số 12/QĐ-UBND ngày 02/01/2026.\n"
    first, second = docparse.parse_bytes(text.encode(), "a.txt").tasks
    (target,) = first.indicators
    assert (target.comparator, target.value, target.unit) == (">=", 95, "%")
    assert second.indicators == ()

"""Why a fact is in the result, and why a line gave none: values on 3243/KH-UBND."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import docparse
from docparse.errors import QuestionError
from docparse.filelines import FileLines
from docparse.folding import canon
from docparse.matching.engine import rule_pack
from docparse.model import Plan
from docparse.questions.near import elements, near_misses
from docparse.questions.rulecards import rule_card, rules_by_id
from docparse.questions.whyvalues import FactWhy
from docparse.reading import read
from docparse.store.planvalues import plan_of

ROOT = Path(__file__).parents[2]
PLAN = ROOT / "corpus" / "documents" / "3243-KH-UBND.txt"


@pytest.fixture(scope="module")
def plan() -> Plan:
    return docparse.parse(PLAN)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, plan: Plan, database: str) -> Iterator[docparse.Store]:
    with docparse.open_store(f"sqlite:///{tmp_path_factory.mktemp('kho')}/kho.db") as opened:
        opened.add(plan)
        yield opened


def task(plan: Plan, words: str) -> FactWhy:
    found = next(t for t in plan.tasks if words in t.text)
    (fact,) = docparse.explain(plan, found.id).facts
    return fact


def line_of(plan: Plan, words: str) -> int:
    return FileLines.of(plan).number(f"\n{plan.text}".index(f"\n{words}"))


def made(tmp_path: Path, *lines: str) -> Plan:
    path = tmp_path / "thu.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    return docparse.parse(path)


# --- a fact ----------------------------------------------------------------------------------------------


def test_a_task_under_an_agency(plan: Plan) -> None:
    fact = task(plan, "Chủ trì phối hợp với các sở, ngành, đoàn thể trong tỉnh")
    assert fact.quote.place == "V.1, đoạn 2"
    assert fact.quote.text == plan.text[fact.quote.start : fact.quote.end]
    assert fact.after.startswith("; phối hợp thực hiện công tác thanh tra")
    assert fact.repeated
    lead, partner, districts = fact.parts
    assert (lead.agency, lead.role, lead.basis, lead.certainty) == (
        "Sở Giáo dục và Đào tạo", "lead", "heading", "theo đề mục",
    )  # fmt: skip
    assert lead.rule.id == "presiding"
    assert lead.rule.file == "rules/roles.yaml"
    assert lead.cue is not None
    assert lead.cue.text == "Chủ trì"
    assert (partner.rule.id, partner.pattern) == (
        "partner-with", "[chủ trì[,]] phối hợp[,] [{close}] [với|cùng|cùng với] [cùng|với]",
    )  # fmt: skip
    assert partner.cue is not None
    assert partner.cue.text == "Chủ trì phối hợp với"
    assert districts.agency == "Ủy ban nhân dân các huyện, thị xã, thành phố"
    assert districts.quote.text == "UBND các huyện, thị xã, thành phố"


def test_the_rule_of_a_part_stands_in_the_line_that_is_named(plan: Plan) -> None:
    rule = task(plan, "Chủ trì phối hợp với các sở").parts[0].rule
    assert rule.file is not None
    assert rule.line is not None
    line = (ROOT / rule.file).read_text(encoding="utf-8").splitlines()[rule.line - 1]
    assert "id: presiding," in line
    assert rule.why == "chủ trì → lead"


def test_the_section_says_which_heading_gave_its_role(plan: Plan) -> None:
    section = task(plan, "Chủ trì phối hợp với các sở").section
    assert (section.place, section.heading, section.role) == ("V.1", "Sở Giáo dục và Đào tạo", "organisation")
    assert section.given_by == "TỔ CHỨC THỰC HIỆN"
    assert section.rule is not None
    assert section.rule.id == "role-organisation"


def test_a_deadline_with_its_rule_and_times_that_are_none(plan: Plan) -> None:
    dated = task(plan, "cân đối ngân sách")
    assert dated.due is not None
    assert (dated.due.text, dated.due.kind) == ("hằng năm", "recurring")
    assert dated.due.rule is not None
    assert dated.due.pattern == "{each} năm"
    undated = task(plan, "tổng hợp tình hình triển khai thực hiện kế hoạch hằng năm")
    assert undated.due is None
    lost = {one.passage.text: one.reason for one in undated.lost}
    assert "không phải thời hạn" in lost["kế hoạch hằng năm"]
    assert lost["hằng năm"] == "chồng lên một luật ưu tiên cao hơn"


def test_captures_of_a_deadline(tmp_path: Path) -> None:
    plan = made(
        tmp_path,
        "KẾ HOẠCH",
        "I. NHIỆM VỤ",
        "1. Sở Y tế xây dựng đề án, trình Ủy ban nhân dân tỉnh trước ngày 30/6/2026.",
    )
    (fact,) = docparse.explain(plan, plan.tasks[0].id).facts
    assert fact.due is not None
    assert fact.due.to == "2026-06-30"
    assert [c.passage.text for c in fact.due.captures] == ["ngày 30/6/2026"] or [
        c.passage.text for c in fact.due.captures
    ] == ["30/6/2026"]


def test_a_subject_wins_against_the_heading(tmp_path: Path) -> None:
    plan = made(
        tmp_path, "KẾ HOẠCH", "II. TỔ CHỨC THỰC HIỆN", "1. Sở Tài chính", "- Sở Y tế chủ trì rà soát danh mục thuốc.",
        "- Cân đối kinh phí hằng năm.",
    )  # fmt: skip
    (fact,) = docparse.explain(plan, next(t.id for t in plan.tasks if "danh mục thuốc" in t.text)).facts
    assert [(p.agency, p.role, p.rule.id) for p in fact.parts] == [("Sở Y tế", "lead", "leads")]
    lost = next(one for one in fact.lost if one.passage.text == "Sở Tài chính")
    assert lost.reason == "vế có chủ ngữ riêng: Sở Y tế"
    assert "theo đề mục" in lost.what


def test_a_name_without_a_part_is_told_with_what_took_it_away(tmp_path: Path) -> None:
    plan = made(
        tmp_path,
        "KẾ HOẠCH",
        "II. TỔ CHỨC THỰC HIỆN",
        "1. Sở Tài chính",
        "- Hướng dẫn Sở Y tế lập dự toán.",
        "- Cân đối vốn.",
    )
    (fact,) = docparse.explain(plan, plan.tasks[0].id).facts
    lost = next(one for one in fact.lost if one.passage.text == "Sở Y tế")
    assert lost.reason == "đứng sau “Hướng dẫn”"
    assert lost.rule is not None
    assert lost.rule.id == "object-of"


def test_goals_sections_references_and_agencies_have_ids_too(plan: Plan) -> None:
    (goal,) = docparse.explain(plan, plan.goals[1].id).facts
    assert (goal.kind, goal.quote.place, goal.repeated) == ("goal", "II.2, đoạn 1", True)
    assert "99.2 %" in goal.says
    (section,) = docparse.explain(plan, "s:II:fc6d4855").facts
    assert section.rule is not None
    assert section.rule.id == "role-goals"
    target = "urn:lex:vn:trung.uong.dang:nghi.quyet:2013-11-04;29-nq-tw"
    mentions = docparse.explain(plan, target).facts
    assert len(mentions) == sum(1 for r in plan.references if r.target == target) > 1
    assert {m.rule.id for m in mentions if m.rule} <= {"ref-symbol", "ref-plenum"}
    (one,) = docparse.explain(plan, f"{target}@{mentions[0].quote.start}").facts
    assert one.quote == mentions[0].quote
    of_agency = docparse.explain(plan, "agency:vn:bo.giao.duc.va.dao.tao").facts
    assert all(any(p.agency == "Bộ Giáo dục và Đào tạo" for p in f.parts) for f in of_agency)
    assert of_agency


def test_a_place(plan: Plan) -> None:
    answer = docparse.explain(plan, "V.1, đoạn 2")
    assert [f.quote.place for f in answer.facts] == ["V.1, đoạn 2"] * 3
    assert len(docparse.explain(plan, "V").facts) > 20
    assert docparse.explain(plan, "v.1 doan 2").facts == answer.facts


@pytest.mark.parametrize("asked", ["t:V.1:00000000", "", "XX.9", "#", "<script>", "V.1 đoạn 99"])
def test_what_is_not_in_the_result(plan: Plan, asked: str) -> None:
    with pytest.raises(QuestionError, match=r"DP504 .*3243/KH-UBND"):
        docparse.explain(plan, asked)


def test_json_is_plain_and_whole(plan: Plan) -> None:
    value = docparse.explain(plan, "V.1, đoạn 2").to_dict()
    assert json.loads(json.dumps(value)) == value
    assert value["facts"][0]["parts"][0]["rule"]["id"] == "presiding"


# --- a line ----------------------------------------------------------------------------------------------


def test_a_line_with_tasks_gives_them(plan: Plan) -> None:
    answer = docparse.explain_line(plan, line_of(plan, "Chủ trì phối hợp với các sở"))
    assert [f.kind for f in answer.facts] == ["task"] * 3
    assert answer.clauses == ()
    assert {m.rule.file for m in answer.near} == {"rules/deadlines.yaml"}  # what these tasks lack
    assert len(answer.near) <= 2
    assert answer.section is not None
    assert answer.section.place == "V.1"


def test_why_a_line_is_no_task(plan: Plan) -> None:
    header = docparse.explain_line(plan, 1)
    assert (header.facts, header.clauses[0].source) == ((), "header")
    heading = docparse.explain_line(plan, line_of(plan, "V. TỔ CHỨC THỰC HIỆN"))
    assert [f.kind for f in heading.facts] == ["section"]
    assert heading.clauses[0].reason.startswith("đề mục:")
    purpose = docparse.explain_line(plan, line_of(plan, "Nâng cao nhận thức, trách nhiệm của cả hệ thống"))
    assert purpose.clauses[0].source == "outline.section_role"


@pytest.mark.parametrize(
    ("line", "source", "word"),
    [
        ("- Nguồn kinh phí lấy từ ngân sách nhà nước.", "clauses.not_tasks", "Nguồn kinh phí"),
        ("- Kinh tế số là động lực của phát triển.", "clauses.nouns", "Kinh tế"),
        ("- Số lượng học viên: 30 người mỗi lớp.", "clauses.nouns", "dấu hai chấm"),
        ("Thời gian thực hiện: Quý IV/2026.", "fields.field", "field-time"),
        ("Các sở, ngành có trách nhiệm sau đây:", None, "câu dẫn"),
    ],
)
def test_the_list_or_rule_that_excluded_a_clause(tmp_path: Path, line: str, source: str | None, word: str) -> None:
    plan = made(tmp_path, "KẾ HOẠCH", "II. NHIỆM VỤ", "1. Sở Y tế rà soát danh mục thuốc.", line, "2. Xây dựng đề án.")
    at = line_of(plan, line)
    assert not [
        t for t in plan.tasks if t.start >= plan.text.index(line) and t.end <= plan.text.index(line) + len(line)
    ]
    (clause,) = docparse.explain_line(plan, at).clauses
    assert (clause.source, word in clause.reason) == (source, True)


@pytest.mark.parametrize("line", [0, -1, 10**6])
def test_a_line_that_is_not_there(plan: Plan, line: int) -> None:
    with pytest.raises(QuestionError, match=r"DP505 .* dòng 79; ghi số từ 1 đến 79"):
        docparse.explain_line(plan, line)


def test_values_of_a_field_heading_speak_of_the_tasks_above(tmp_path: Path) -> None:
    plan = made(
        tmp_path, "KẾ HOẠCH", "I. NHIỆM VỤ", "1. Rà soát thủ tục hành chính", "a) Nội dung",
        "- Rà soát toàn bộ quy định.",
        "b) Cơ quan phối hợp", "- Sở Tư pháp.", "- Sở Y tế.", "2. Xây dựng đề án số hóa hồ sơ.",
    )  # fmt: skip
    (clause,) = docparse.explain_line(plan, line_of(plan, "- Sở Tư pháp.")).clauses
    assert (clause.source, "“Cơ quan phối hợp”" in clause.reason) == ("field-partners", True)


# --- near misses -----------------------------------------------------------------------------------------


def test_elements_of_a_pattern() -> None:
    assert elements("{agency as lead} chủ trì[,] [và] phối hợp … (với|cùng [cả]) x") == (
        "{agency as lead}", "chủ", "trì", "[,]", "[và]", "phối", "hợp", "…", "(với|cùng [cả])", "x",
    )  # fmt: skip


def test_which_element_of_a_rule_failed() -> None:
    text = "Là đơn vị thường xuyên giúp việc"
    found = near_misses(rule_pack(), text, canon(text), 0, len(text), files=("roles",))
    miss = next(m for m in found if m.rule.id == "standing-agency")
    assert miss.matched.text == "Là đơn vị"
    assert miss.expected == "(thường trực|đầu mối)"
    assert miss.found == "thường xuyên giúp việc"
    assert round(miss.share, 2) == 0.67


def test_why_a_task_has_no_deadline(tmp_path: Path) -> None:
    task = "Sở Y tế rà soát danh mục thuốc, xong chậm nhất vào hôm rằm"
    plan = made(tmp_path, "KẾ HOẠCH", "II. NHIỆM VỤ", f"1. {task}.")
    (miss,) = docparse.explain_line(plan, line_of(plan, "1. Sở Y tế")).near
    assert (miss.rule.id, miss.matched.text, miss.expected) == ("by-date", "xong chậm nhất vào", "{when as to}")
    assert (miss.found, miss.example) == ("hôm rằm.", "hoàn thành trước 30/6")
    dated = made(tmp_path, "KẾ HOẠCH", "II. NHIỆM VỤ", "1. Sở Y tế rà soát danh mục thuốc, xong trước 30/6/2026.")
    assert docparse.explain_line(dated, line_of(dated, "1. Sở Y tế")).near == ()


def test_a_rule_that_matches_is_no_near_miss() -> None:
    text = "Là đơn vị thường trực giúp việc"
    found = near_misses(rule_pack(), text, canon(text), 0, len(text), files=("roles",))
    assert "standing-agency" not in {m.rule.id for m in found}


def test_every_rule_has_a_card_and_every_pattern_its_elements() -> None:
    rules = rules_by_id(rule_pack())
    assert len(rules) > 150
    for card in map(rule_card, rules):
        assert card.file is not None
        assert card.line is not None
        for pattern in card.patterns:
            if not pattern.startswith("/"):
                assert "".join("".join(elements(pattern)).split()) == "".join(pattern.split())
    assert rule_card("no-such-rule").file is None


# --- the store -------------------------------------------------------------------------------------------


def test_a_plan_comes_back_from_its_json(plan: Plan) -> None:
    assert plan_of(plan.to_dict()) == replace(plan, source=dict(plan.source))


def test_the_store_answers_in_every_form(store: docparse.Store, plan: Plan) -> None:
    fact = next(t.id for t in plan.tasks if t.text.startswith("Chủ trì phối hợp với các sở"))
    expected = docparse.explain(plan, fact).facts
    for asked in (fact, f"3243#{fact}", f"{plan.document.id}#{fact}"):
        assert store.why(asked).facts == expected
    assert store.why("3243 V.1 đoạn 2").facts[0] == expected[0]
    assert store.why("kế hoạch 3243 mục V.1, đoạn 2").facts[0] == expected[0]
    line = line_of(plan, "Chủ trì phối hợp với các sở")
    assert store.why(f"3243/KH-UBND:{line}").line == line
    assert store.why(f"{plan.document.id}:{line}").line == line
    assert not store.why(fact).rules_changed
    for one in (plan.goals[1].id, "s:II:fc6d4855"):
        assert store.why(one).facts == docparse.explain(plan, one).facts


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("9999#t:V.1:2bd32ffe", "DP501"),
        ("t:V.1:00000000", "DP504"),
        ("3243", "DP504"),
        ("3243:9999", "DP505"),
        ("#", "DP50"),
    ],
)
def test_questions_that_cannot_be_answered(store: docparse.Store, asked: str, code: str) -> None:
    with pytest.raises(QuestionError, match=code):
        store.why(asked)


def test_a_result_of_other_rules_says_so(plan: Plan) -> None:
    with docparse.open_store("sqlite:///:memory:") as store:
        store.add(plan, rules="0.0.1+000000000000")
        assert store.why("3243:57").rules_changed


# --- tables ----------------------------------------------------------------------------------------------


def test_a_table_is_explained_from_its_file(tmp_path: Path) -> None:
    path = tmp_path / "bang.md"
    path.write_text(
        "# KẾ HOẠCH\n\n## I. NHIỆM VỤ\n\n| STT | Nhiệm vụ | Cơ quan chủ trì | Thời hạn |\n|---|---|---|---|\n"
        "| 1 | Xây dựng đề án chuyển đổi số | Sở Nội vụ | Quý IV/2026 |\n"
        "| 2 | Rà soát thủ tục | Sở Tư pháp | Tháng 6/2026 |\n",
        encoding="utf-8",
    )
    plan = docparse.parse(path)
    found = plan.tasks[0]
    (fact,) = docparse.explain(plan, found.id, read(path)).facts
    assert fact.repeated
    assert fact.rule is not None
    assert fact.rule.id == "task-table-row"
    assert [(p.agency, p.role, p.basis, p.rule.id) for p in fact.parts] == [
        ("Sở Nội vụ", "lead", "table", "column-lead")
    ]
    titles = docparse.explain_line(plan, line_of(plan, "STT"), read(path))
    assert [(c.source, c.reason) for c in titles.clauses] == [("column-number", "tên cột của bảng nhiệm vụ")]
    assert [f.kind for f in docparse.explain_line(plan, line_of(plan, "1 "), read(path)).facts] == ["task"]
    (without,) = docparse.explain(plan, found.id).facts
    assert not without.repeated
    assert without.parts[0].rule.id == "column-lead"

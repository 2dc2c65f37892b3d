"""An office's own rules reach every stage: what ``--rules`` changes in the plan, the questions and their errors."""

from __future__ import annotations

import ast
import json
import threading
from pathlib import Path

import pytest

import docparse
from docparse.cli import main
from docparse.errors import RuleError
from docparse.matching.engine import office_pack, rule_pack, using

ROOT = Path(__file__).parents[1]
_TEXT = """UBND TỈNH ĐIỆN BIÊN
SỞ Y TẾ
Số: 15/PGV-SYT
Điện Biên, ngày 02 tháng 3 năm 2026

PHIẾU GIAO VIỆC
Về chuẩn bị hội nghị mùa xuân

I. MỤC TIÊU
1. Đến năm 2030, đạt 95 phần dư dân số có hồ sơ sức khỏe.

II. NHIỆM VỤ
1. Rà soát danh mục thuốc, xong cuối vụ.
2. THS chủ trì, phối hợp với Sở Tài chính lập dự toán trước ngày 30/6/2026.
3. Sở Nội vụ cầm trịch xây dựng đề án theo Phiếu giao việc số 12/PGV-SYT.

III. CHUYỆN PHẢI LO
1. Sở Tài chính bố trí kinh phí.
"""
_PACK = {
    "deadlines": """why: "thói quen của đơn vị"
label: due-clause
remove: [by-date]
rules:
  - {id: han-rieng, pattern: "xong cuối vụ", set: {kind: within}, examples: [xong cuối vụ]}
""",
    "document_types": "entries:\n  - {type: Phiếu giao việc, codes: [PGV], header: true}\n",
    "agencies": "entries:\n  - {id: tram, shape: name, kind: đơn vị, names: [Trạm Hương Sen | THS]}\n",
    "roles": """why: "thói quen của đơn vị"
rules:
  - {id: cam-trich, label: after, pattern: "cầm trịch", set: {role: lead}, priority: 50, examples: [cầm trịch]}
""",
    "outline": """why: "thói quen của đơn vị"
rules:
  - {id: muc-lo, label: section_role, pattern: "chuyện phải lo", set: {role: organisation}, priority: 90,
     examples: [chuyện phải lo]}
""",
    "indicators": """why: "thói quen của đơn vị"
rules:
  - {id: phan-du, label: unit, regex: '\\s+phần dư', set: {kind: measure}, priority: 90, examples: [95 phần dư]}
""",
}


@pytest.fixture
def office(tmp_path: Path) -> Path:
    folder = tmp_path / "luat"
    folder.mkdir()
    for name, text in _PACK.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def _plan(rules: Path | None = None) -> docparse.Plan:
    return docparse.parse_bytes(_TEXT.encode(), "phieu.txt", rules=rules)


def test_every_stage_reads_by_the_office_s_rules(office: Path) -> None:
    ours, theirs = _plan(), _plan(office)
    assert (ours.document.type, theirs.document.type) == (None, "Phiếu giao việc")
    assert theirs.document.title == "Về chuẩn bị hội nghị mùa xuân"
    assert [s.role for s in theirs.sections if s.label == "III"] == ["organisation"]
    assert [r.type for r in ours.references] == ["Công văn"]
    assert [r.type for r in theirs.references] == ["Phiếu giao việc"]
    assert [t.due.rule if t.due else None for t in theirs.tasks[:2]] == ["han-rieng", None]
    assert [t.due.rule if t.due else None for t in ours.tasks[:2]] == [None, "by-date"]
    assert [(a.agency, a.role) for a in theirs.tasks[1].assignments] == [
        ("Trạm Hương Sen", "lead"),
        ("Sở Tài chính", "coordinate"),
    ]
    assert [(a.agency, a.role, a.rule) for a in theirs.tasks[2].assignments] == [("Sở Nội vụ", "lead", "cam-trich")]
    assert [[(i.value, i.unit) for i in g.indicators] for g in theirs.goals] == [[(95, "phần dư")]]
    assert _plan().to_dict() == ours.to_dict()


def test_a_rule_of_the_same_id_replaces_ours(tmp_path: Path) -> None:
    rule = "{id: by-date, label: due, pattern: 'khi nước lên', set: {kind: within}, examples: [khi nước lên]}"
    (tmp_path / "deadlines.yaml").write_text(f"why: thử\nrules:\n  - {rule}\n", encoding="utf-8")
    text = _TEXT.replace("xong cuối vụ", "khi nước lên")
    plan = docparse.parse_bytes(text.encode(), "phieu.txt", rules=tmp_path)
    assert [(t.due.text, t.due.rule) if t.due else None for t in plan.tasks[:2]] == [("khi nước lên", "by-date"), None]


def test_the_command_line_says_the_same(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "phieu.txt"
    file.write_text(_TEXT, encoding="utf-8")
    assert main(["parse", str(file), "--json", "--rules", str(office)]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(json.dumps(_plan(office).to_dict()))
    monkeypatch.setenv("DOCPARSE_RULES", str(office))
    assert main(["parse", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["document"]["type"] == "Phiếu giao việc"
    line = _TEXT.split("xong cuối vụ")[0].count("\n") + 1
    assert main(["why", f"{file}:{line}"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "han-rieng" in shown
    assert f"{office.name}/deadlines.yaml:5" in shown


def test_questions_know_the_office_s_agencies(office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, store = tmp_path / "phieu.txt", f"sqlite:///{tmp_path / 'kho.sqlite'}"
    file.write_text(_TEXT, encoding="utf-8")
    with_rules = ["--store", store, "--rules", str(office)]
    assert main(["add", str(file), *with_rules]) == 0
    capsys.readouterr()
    assert main(["checklist", "ths", "--json", *with_rules]) == 0
    rows = json.loads(capsys.readouterr().out)["rows"]
    assert [row["text"][:12] for row in rows] == ["THS chủ trì,"]
    words = 'stop: {words: ["bà con ơi"]}\n'
    (office / "questions.yaml").write_text(words, encoding="utf-8")
    assert main(["who", "bà con ơi ai lập dự toán", "--json", *with_rules]) == 0
    assert json.loads(capsys.readouterr().out)["tasks"]


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("han", "why: x\nlists: {verbs: [lo]}\n", "DP300 han.yaml:1: không có tệp nào tên han.yaml"),
        ("reading", "outline_words: [Điều]\n", "DP300 reading.yaml: tệp này không phủ được"),
        ("deadlines", "why: x\nremove: [by-dat]\n", "DP314 deadlines.yaml:2: không có luật nào mang id by-dat; có"),
        ("clauses", "lists: {verb: [lo]}\n", "DP307 clauses.yaml:1: không có danh sách verb"),
        ("deadlines", "entries: [{id: x}]\n", "DP302 deadlines.yaml:1: deadlines.yaml không có entries"),
        ("document_types", "entries:\n  - {type: Phiếu}\n", "DP304 document_types.yaml:2: mục thiếu codes"),
        ("document_types", "entries:\n  - {type: P, codes: PG}\n", "DP306 document_types.yaml:2: codes phải là"),
        ("agencies", "entries:\n  - {id: x, kind: y, shape: nam}\n", "DP306 agencies.yaml:2: shape không nhận"),
        ("agencies", "entries: [{id: x, kind: y, shape: name, nams: [A]}]\n", "DP302 agencies.yaml:1: khóa không"),
        ("agencies", "entries:\n  - {id: x, kind: sở, shape: name}\n", "DP304 agencies.yaml:2: cơ quan x không có tên"),
        ("agencies", "entries:\n  - {id: x, kind: sợ, shape: name, names: [A]}\n", "DP306 agencies.yaml:2: kind không"),
        ("agencies", "entries:\n  - {id: x, kind: sở, shape: name, heads: [A]}\n", "DP302 agencies.yaml:2: shape name"),
        (
            "agencies",
            "entries:\n  - {id: x, kind: sở, shape: field, names: [A]}\n",
            "DP302 agencies.yaml:2: shape field",
        ),
        (
            "agencies",
            "entries:\n  - {id: x, kind: sở, shape: name, names: [{a: b}]}\n",
            "DP306 agencies.yaml:2: mỗi tên",
        ),
        ("agencies", "entries:\n  - {id: x, kind: sở, shape: name, names: [A |]}\n", "DP306 agencies.yaml:2: mỗi tên"),
        ("common", 'variables:\n  month: {regex: "("}\n', "DP305 common.yaml:2: biến không dịch được: thiếu dấu );"),
        ("questions", "stops: {words: [ơi]}\n", "DP302 questions.yaml:1: không có chủ đề stops; có phải ý là stop?"),
        ("questions", "stop: {words: ơi}\n", "DP306 questions.yaml:1: words sai kiểu"),
        (
            "roles",
            "why: x\nlabel: due-clause\nrules: [{id: a1, pattern: x y, examples: [x y]}]\n",
            "DP309 roles.yaml:3: nhãn due-clause không dùng trong roles.yaml; đưa luật vào deadlines.yaml",
        ),
    ],
)
def test_what_would_have_no_effect_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], file: str, text: str, said: str
) -> None:
    (tmp_path / f"{file}.yaml").write_text(text, encoding="utf-8")
    assert main(["parse", str(tmp_path / "khong-doc.txt"), "--rules", str(tmp_path)]) == 1
    printed = capsys.readouterr()
    assert printed.err.startswith(said)
    assert (printed.out, printed.err.count("\n")) == ("", 1)


def test_a_folder_of_yml_files_is_told(tmp_path: Path) -> None:
    (tmp_path / "deadlines.yml").write_text("why: x\n", encoding="utf-8")
    with pytest.raises(RuleError, match=r"DP300 deadlines.yml.*deadlines\.yaml"):
        office_pack(tmp_path)


def test_an_office_s_common_words_serve_all_its_files(tmp_path: Path) -> None:
    (tmp_path / "common.yaml").write_text("variables: {mua: [mùa gặt, mùa cấy]}\n", encoding="utf-8")
    rule = '{id: theo-mua, label: due-clause, pattern: "xong {mua as mua}", set: {kind: by}, examples: [xong mùa cấy]}'
    (tmp_path / "deadlines.yaml").write_text(f"why: x\nrules: [{rule}]\n", encoding="utf-8")
    found = office_pack(tmp_path).find("deadlines", "due-clause", "làm xong mùa gặt")
    assert [(m.rule.id, m.start, m.end) for m in found] == [("theo-mua", 4, 16)]


def test_spacy_takes_the_office_s_rules(office: Path) -> None:
    from docparse.spacy_pipe import find

    text = "II. NHIỆM VỤ\n1. Rà soát danh mục thuốc, xong cuối vụ.\n"
    assert [text[f.start : f.end] for f in find(text, office_pack(office)) if f.label == "due"] == ["xong cuối vụ"]
    assert [f.label for f in find(text) if f.label == "due"] == []


def test_a_changed_file_is_read_again(office: Path) -> None:
    before = office_pack(office)
    assert office_pack(office) is before
    (office / "agencies.yaml").unlink()
    assert office_pack(office).version != before.version


def test_rules_in_use_hold_for_one_thread_and_end_with_their_block(office: Path) -> None:
    seen: list[object] = []
    with using(office_pack(office)) as pack:
        thread = threading.Thread(target=lambda: seen.append(rule_pack()))
        thread.start()
        thread.join()
        assert rule_pack() is pack
    assert seen == [rule_pack()]
    assert rule_pack().overlay is None


def _memoised(path: Path) -> list[str]:
    """Functions that remember across packs what they made of the rules in use."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            decorators = {ast.unparse(d).split("(")[0].rpartition(".")[2] for d in node.decorator_list}
            called = {ast.unparse(c.func) for c in ast.walk(node) if isinstance(c, ast.Call)}
            if decorators & {"cache", "lru_cache"} and called & {"rule_pack", "lexicon", "agency_book", "registry"}:
                found.append(f"{path.name}:{node.name}")
    return found


def test_nothing_made_of_rules_is_remembered_for_all_packs() -> None:
    files = [path for path in (ROOT / "docparse").rglob("*.py") if path.name not in ("perpack.py", "engine.py")]
    assert [name for path in files for name in _memoised(path)] == []

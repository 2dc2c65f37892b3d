"""Mentions: the anchors change nothing in what is found, precedence is as stated, cues have their reach."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from docparse.folding import canon
from docparse.matching.check import rule_files
from docparse.matching.engine import Mention, RulePack, candidates, rule_pack, settle
from docparse.matching.scan import Entry
from tests.matching.packs import pack

_PLAN = Path(__file__).parents[2].parent / "shared" / "documents" / "3243-KH-UBND.txt"
_SENTENCES = (
    "Trước ngày 15/12/2025, Sở Giáo dục và Đào tạo chủ trì, phối hợp với Sở Nội vụ hoàn thành rà soát; "
    "định kỳ 6 tháng, hằng năm báo cáo Ủy ban nhân dân tỉnh. Thực hiện Nghị quyết số 29-NQ/TW ngày 04/11/2013; "
    "phấn đấu đến năm 2030 đạt ít nhất 80% học sinh, tăng từ 10% lên 20%. Thường xuyên theo dõi, đôn đốc. "
)


def _plain(made: RulePack, name: str, label: str, keys: str, start: int, end: int) -> list[Mention]:
    """What the patterns find with nothing left out."""
    found = []
    for rule in made.rules(name, label):
        for form in rule.forms:
            entry = Entry(rule, form)
            for m in form.pattern.finditer(keys, start, end):
                if entry.cancels is None or not entry.cancels.cancelled(keys, m.span(), start, end):
                    found.append(entry.mention(m))
    return found


def _keys() -> str:
    text = _PLAN.read_text(encoding="utf-8") if _PLAN.exists() else ""
    return canon(text + "\n" + _SENTENCES * 12)


def test_anchors_lose_and_invent_nothing() -> None:
    made, keys, draw = rule_pack(), _keys(), random.Random(3)
    spans = [(0, len(keys)), (0, 3000)]
    for _ in range(60):
        start = draw.randrange(len(keys))
        spans.append((start, min(len(keys), start + draw.choice((1, 40, 300, 2000)))))
    count = 0
    for name in rule_files(made):
        for label in {r.label for r in made.file(name).rules}:
            for start, end in spans:
                expected = _plain(made, name, label, keys, start, end)
                assert made.candidates(name, (label,), keys, start, end) == expected, (name, label, start, end)
                count += len(expected)
    assert count > 1000


def test_a_short_text_and_a_long_one_are_read_alike() -> None:
    made, short = rule_pack(), canon(_SENTENCES)
    for name, label in (("deadlines", "due"), ("references", "symbol"), ("roles", "before"), ("indicators", "cue")):
        long = made.find(name, label, short + " " * 2000, 0, len(short))
        assert made.find(name, label, short) == long
        assert candidates(made.rules(name, label), short, 0, len(short)) == made.candidates(name, (label,), short)


def test_digits_of_other_scripts_count(tmp_path: Path) -> None:
    made = pack(tmp_path, "  - {id: days, regex: '\\d+ ngày'}\n")
    assert [m.text("làm ５ ngày") for m in made.find("t", "cue", "làm ５ ngày")] == ["５ ngày"]
    assert [m.text("làm ٣٤ ngày") for m in made.find("t", "cue", "làm ٣٤ ngày")] == ["٣٤ ngày"]
    assert made.find("t", "cue", "làm ba ngày") == []


def test_match_and_ending_at_are_bound_to_their_place(tmp_path: Path) -> None:
    made = pack(
        tmp_path,
        '  - {id: low, pattern: "phối hợp", priority: 1}\n'
        '  - {id: long, pattern: "phối hợp [chặt chẽ] với", priority: 5}\n'
        '  - {id: short, pattern: "với", priority: 5}\n',
    )
    keys = canon("cần phối hợp chặt chẽ với  sở")
    assert made.match("t", "cue", keys, 0) is None
    found = made.match("t", "cue", keys, 4)
    assert found is not None
    assert (found.rule.id, found.text(keys)) == ("long", "phối hợp chặt chẽ với")
    assert made.match("t", "cue", keys, 4, 16).rule.id == "low"  # type: ignore[union-attr]
    last = made.ending_at("t", "cue", keys, 0, 27)
    assert last is not None
    assert (last.rule.id, last.start) == ("long", 4)
    assert made.ending_at("t", "cue", keys, 10, 27).rule.id == "short"  # type: ignore[union-attr]
    assert made.ending_at("t", "cue", keys, 0, 10) is None
    assert made.match("t", "cue", keys, len(keys)) is None


def test_precedence_priority_then_earlier_then_longer_then_file_order(tmp_path: Path) -> None:
    made = pack(
        tmp_path,
        '  - {id: early, pattern: "a b"}\n'
        '  - {id: longer, pattern: "a b c"}\n'
        '  - {id: late, pattern: "b c d"}\n'
        '  - {id: first, pattern: "x y"}\n'
        '  - {id: second, pattern: "x y"}\n'
        '  - {id: strong, pattern: "n", priority: 9}\n'
        '  - {id: weak, pattern: "m n o"}\n',
    )
    assert [m.rule.id for m in made.find("t", "cue", "a b c d")] == ["longer"]
    assert [m.rule.id for m in made.find("t", "cue", "x y")] == ["first"]
    assert [m.rule.id for m in made.find("t", "cue", "m n o")] == ["strong"]


def test_ambiguity_is_kept_as_a_value(tmp_path: Path) -> None:
    made = pack(
        tmp_path,
        '  - {id: lead, pattern: "đầu mối", set: {role: lead}}\n'
        '  - {id: partner, pattern: "đầu mối", set: {role: coordinate}}\n'
        '  - {id: same, pattern: "đầu mối", set: {role: lead}}\n',
    )
    (found,) = made.find("t", "cue", "là đầu mối")
    assert found.rule.id == "lead"
    assert [r.id for r in found.alternatives] == ["partner"]


def test_an_unless_phrase_beside_or_over_a_cue_cancels_it(tmp_path: Path) -> None:
    made = pack(
        tmp_path, '  - {id: a, pattern: "chủ trì", reach: {unless: [cuộc họp, chủ trì hội nghị, không được]}}\n'
    )
    for text, count in (
        ("sở a chủ trì rà soát", 1),
        ("sở a chủ trì cuộc họp", 0),
        ("sở a chủ trì, cuộc họp", 0),
        ("sở a chủ trì hội nghị", 0),
        ("không được chủ trì", 0),
        ("sở a chủ trì các cuộc họp", 1),
        ("cuộc họp do sở a chủ trì", 1),
    ):
        assert len(made.find("t", "cue", canon(text))) == count, text
    assert made.match("t", "cue", canon("chủ trì cuộc họp")) is None
    assert made.ending_at("t", "cue", canon("không được chủ trì"), 0, 18) is None


@pytest.mark.parametrize(
    ("reach", "expected"),
    [
        ("{direction: forward}", " sở b, sở c"),
        ("{direction: forward, until: [sở c]}", " sở b, "),
        ("{direction: forward, scope: sentence}", " sở b, sở c; sở d làm"),
        ("{direction: forward, scope: heading}", " sở b, sở c; sở d làm. hết"),
        ("{direction: back}", " sở a "),
        ("{direction: back, scope: sentence}", "họp; sở a "),
    ],
)
def test_how_far_a_cue_speaks(tmp_path: Path, reach: str, expected: str) -> None:
    made = pack(tmp_path, f'  - {{id: a, pattern: "phối hợp với", reach: {reach}}}\n')
    keys = canon("họp; sở a phối hợp với sở b, sở c; sở d làm. hết")
    (found,) = made.find("t", "cue", keys)
    assert found.rule.reach is not None
    left, right = found.rule.reach.span(keys, (found.start, found.end), 0, len(keys))
    assert keys[left:right] == expected


_CASCADE = """why: "để thử"
label: assignment
variables:
  agency: {mentions: agency}
  agencies: {mentions: agency, joined: [",", và, ", và"]}
  date: {mentions: when}
rules:
  - id: lead-with-partners
    pattern: "{agency as lead} chủ trì[,] [và] phối hợp [chặt chẽ] (với|cùng) {agencies as coordinate}"
    priority: 5
    examples: ["[agency: Sở A] chủ trì, phối hợp với [agency: Sở B], [agency: Sở C]"]
  - {id: by-day, pattern: "{agency as lead} … {date as to}", examples: ["[agency: Sở A] làm [when: trước 30/6]"]}
"""


def _spans(keys: str, *words: str) -> list[tuple[int, int]]:
    return [(keys.index(w), keys.index(w) + len(w)) for w in words]


def test_later_rules_match_on_earlier_mentions(tmp_path: Path) -> None:
    made = pack(tmp_path, "  []\n")
    (tmp_path / "t.yaml").write_text(_CASCADE, encoding="utf-8")
    keys = canon("giao sở a chủ trì, phối hợp với sở b, sở c và sở d; sở e làm trước 30/6")
    names = _spans(keys, "sở a", "sở b", "sở c", "sở d", "sở e")
    found = made.find_cascade("t", "assignment", keys, {"agency": names, "when": _spans(keys, "trước 30/6")})
    assert [m.rule.id for m in found] == ["lead-with-partners", "by-day"]
    assert found[0].text(keys, "lead") == "sở a"
    assert found[0].text(keys, "coordinate") == "sở b, sở c và sở d"
    assert (found[1].text(keys, "lead"), found[1].text(keys, "to")) == ("sở e", "trước 30/6")
    assert made.find_cascade("t", "assignment", keys, {}) == []
    assert made.find("t", "assignment", keys) == []


def test_examples_of_cascades_mark_their_mentions(tmp_path: Path) -> None:
    from docparse.matching.check import check_rule

    made = pack(tmp_path, "  []\n")
    (tmp_path / "t.yaml").write_text(_CASCADE, encoding="utf-8")
    file = made.file("t")
    assert [p for rule in file.rules for p in check_rule(rule, file.bound)] == []
    assert file.rules[0].bound == ("agency",)


def test_settle_keeps_what_does_not_overlap(tmp_path: Path) -> None:
    made = pack(tmp_path, '  - {id: a, pattern: "x"}\n')
    rule = made.rules("t", "cue")[0]
    spans = [(4, 6), (0, 3), (3, 4), (5, 9), (2, 5)]
    assert [(m.start, m.end) for m in settle([Mention(rule, s, e, {}) for s, e in spans])] == [(0, 3), (3, 4), (4, 6)]

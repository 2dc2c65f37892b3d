"""Lines are numbered as in the file, by all who print or take a number."""

from __future__ import annotations

from pathlib import Path

import pytest

import docparse
from docparse.filelines import FileLines
from docparse.matching.coverage import coverage
from docparse.matching.engine import rule_pack
from docparse.matching.watch import WatchedPack

_TEXT = """
KẾ HOẠCH


II. NHIỆM VỤ

1. Sở Y tế rà soát danh mục thuốc.

2. Sáng nay trời đẹp và mát mẻ lắm.
"""
_MARKS = [(0, 2), (4, 5), (11, 9), (18, 7)]  # a note that stands between lines 5 and 9 comes last
_WORDS = "một\nhai\nba\nbốn năm sáu."


def test_numbers_of_a_text_file_are_its_own(tmp_path: Path) -> None:
    path = tmp_path / "thu.txt"
    path.write_text(_TEXT, encoding="utf-8")
    plan = docparse.parse(path)
    lines = FileLines.of(plan)
    assert (lines.own, lines.last) == (True, 9)
    for number, line in enumerate(_TEXT.split("\n"), 1):
        if line:
            found = lines.passage(number)
            assert found is not None
            assert plan.text[slice(*found)] == line
            assert lines.number(found[0]) == number
            answer = docparse.explain_line(plan, number)
            assert (answer.in_file, answer.line_of) == (f"dòng {number}", "file")
    (unread,) = coverage([plan], WatchedPack(rule_pack())).unread
    assert (unread.text, unread.line) == ("Sáng nay trời đẹp và mát mẻ lắm", 9)


@pytest.mark.parametrize(
    ("number", "passage"),
    [(1, (0, 3)), (2, (0, 3)), (4, (0, 3)), (6, (4, 10)), (8, (18, 23)), (9, (11, 17)), (0, None), (10, None)],
)
def test_a_line_inside_a_paragraph_gives_all_of_it(number: int, passage: tuple[int, int] | None) -> None:
    assert FileLines("một\nhai đó\nba bốn\nchú ý", _MARKS).passage(number) == passage


def test_without_lines_of_a_file_those_of_the_text_count() -> None:
    lines = FileLines(_WORDS, ())
    assert (lines.own, lines.last, lines.number(8)) == (False, 4, 3)
    assert [lines.passage(n) for n in (0, 1, 3, 4, 5)] == [None, (0, 3), (8, 10), (11, 23), None]

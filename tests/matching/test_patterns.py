"""The pattern language: what a pattern matches, what it captures, and what it refuses to compile."""

from __future__ import annotations

import re

import pytest

from docparse.folding import canon, canon_all
from docparse.matching.patterns import PatternError, pattern_to_regex

VARIABLES = {"number": r"\d+", "soon": "(?:truoc|trước|chậm nhất)", "agency": r"sở [a-zà-ỹ]+"}


def found(pattern: str, text: str) -> re.Match[str] | None:
    return re.search(pattern_to_regex(pattern, VARIABLES), canon(text))


def words(pattern: str, text: str) -> str | None:
    match = found(pattern, text)
    return match[0] if match else None


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("chủ trì", "Sở Y tế CHỦ TRÌ, báo cáo", "chủ trì"),
        ("chủ trì", "chủ  trì", "chủ  trì"),
        ("chủ trì", "chủ\ntrì", "chủ\ntrì"),
        ("chủ trì", "chủ trìa", None),
        ("trì", "chủtrì", None),
        ("hòa bình", "hoà bình", "hòa bình"),
        ("kỹ thuật", "kĩ thuật", "kỹ thuật"),
        ("1.1", "1x1", None),
        ("a+b", "a+b", "a+b"),
    ],
)
def test_words(pattern: str, text: str, expected: str | None) -> None:
    assert words(pattern, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("phối hợp với", "phối hợp với"),
        ("phối hợp chặt chẽ với", "phối hợp chặt chẽ với"),
        ("phối hợp chặt với", None),
        ("phối hợpvới", None),
    ],
)
def test_an_optional_part_takes_one_space_with_it(text: str, expected: str | None) -> None:
    assert words("phối hợp [chặt chẽ] với", text) == expected


def test_optional_parts_at_the_ends_and_after_marks() -> None:
    assert words("[ngày] {number}", "ngày 5") == "ngày 5"
    assert words("[ngày] {number}", "5") == "5"
    assert words("chủ trì[,] [và] phối hợp", "chủ trì, phối hợp") == "chủ trì, phối hợp"
    assert words("chủ trì[,] [và] phối hợp", "chủ trì và phối hợp") == "chủ trì và phối hợp"
    assert words("chủ trì[,] [và] phối hợp", "chủ trì phối hợp") == "chủ trì phối hợp"
    assert words("báo cáo [về|cho]", "báo cáo cho") == "báo cáo cho"


@pytest.mark.parametrize(("text", "matches"), [("gửi về", True), ("gửi cho", True), ("gửi tới", False), ("gửi", False)])
def test_choices(text: str, matches: bool) -> None:
    assert (found("gửi (về|cho)", text) is not None) is matches


def test_choices_nest() -> None:
    pattern = "(trước|đến (hết|cuối)) [ngày] {number as day}"
    assert [m and m["day"] for m in (found(pattern, t) for t in ("trước 5", "đến hết ngày 6", "đến 7"))] == [
        "5",
        "6",
        None,
    ]


def test_variables_are_captured_under_their_own_names() -> None:
    match = found("{agency as lead} chủ trì, phối hợp với {agency as partner}", "Sở Y tế chủ trì, phối hợp với Sở Y tá")
    assert match is None  # a name of one word only, as the variable says
    match = found("{agency as lead} chủ trì cùng {agency as partner}", "Sở thuế chủ trì cùng Sở điện")
    assert match is not None
    assert match.groupdict() == {"lead": "sở thuế", "partner": "sở điện"}


def test_a_variable_without_a_name_captures_nothing() -> None:
    match = found("{soon} {number as day}", "chậm nhất 15")
    assert match is not None
    assert match.groupdict() == {"day": "15"}


@pytest.mark.parametrize(
    ("text", "matches"),
    [
        ("báo cáo kết quả về tỉnh", True),
        ("báo cáo về tỉnh", True),
        ("báo cáo kết quả; gửi về tỉnh", False),
        ("báo cáo. Gửi về tỉnh", False),
        ("báo cáo " + "x" * 90 + " về tỉnh", False),
        ("báo cáo kết quảvề tỉnh", False),
    ],
)
def test_a_gap_stays_in_its_clause_and_is_short(text: str, matches: bool) -> None:
    assert (found("báo cáo … về tỉnh", text) is not None) is matches


def test_special_characters_are_only_characters() -> None:
    assert words("50% (a|b)", "50% a") == "50% a"
    assert words("c*", "ccc") is None
    assert words("x^y", "x^y") == "x^y"


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("", "rỗng"),
        ("(a|b", "')'"),
        ("[a", "']'"),
        ("a]", "']'"),
        ("a)", "')'"),
        ("a | b", "'|'"),
        ("{number", "'}'"),
        ("{nobody}", "nobody"),
        ("{number as}", "number as"),
        ("{}", "{}"),
    ],
)
def test_what_does_not_compile_says_why(pattern: str, names: str) -> None:
    with pytest.raises(PatternError) as error:
        pattern_to_regex(pattern, VARIABLES)
    assert names in str(error.value)


def test_a_capture_used_twice_is_no_pattern() -> None:
    with pytest.raises((PatternError, re.error)):
        re.compile(pattern_to_regex("{number as n} {number as n}", VARIABLES))


def test_many_short_texts_are_folded_as_each_alone() -> None:
    texts = ["Hoà Bình", "kĩ thuật", "“Số” – 5", "", "ĐIỀU 1", "a\u0301"]
    assert canon_all(texts) == [canon(text) for text in texts]
    assert canon_all(["Một\nhai", "Ba"]) == ["một\nhai", "ba"]
    assert canon_all([]) == []

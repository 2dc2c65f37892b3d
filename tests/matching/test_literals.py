"""What a pattern cannot match without must be in everything that it matches."""

from __future__ import annotations

import re

import pytest

from docparse.folding import canon
from docparse.matching.check import rule_files
from docparse.matching.engine import rule_pack
from docparse.matching.literals import literals
from docparse.matching.patterns import pattern_to_regex, words_to_regex
from docparse.matching.trie import trie_regex


@pytest.mark.parametrize(
    ("regex", "anchors", "first", "last"),
    [
        (r"chủ\s+trì", {"chủ trì"}, ("chủ",), ("trì",)),
        (r"(?:hằng|hàng)\s+năm", {"hằng năm", "hàng năm"}, ("hàng", "hằng"), ("năm",)),
        (r"(?:đã\s+)?ký", {"ký", "đã ký"}, ("ký", "đã"), ("ký",)),
        (r"\d+\s+ngày", {"ngày"}, None, ("ngày",)),
        (r"\d+", None, None, None),
        (r"(?:a|\d)x?", None, None, None),
        (r"(?i)abc", None, None, None),
    ],
)
def test_literals_of(regex: str, anchors: set[str] | None, first: object, last: object) -> None:
    found = literals(regex)
    assert (set(found.anchors) if found.anchors else None) == anchors
    assert (found.first, found.last) == (first, last)


def test_an_anchor_that_another_begins_with_is_enough() -> None:
    assert literals(r"định\s+kỳ(?:\s+đột\s+xuất)?").anchors == {"định kỳ"}


def test_how_far_an_anchor_may_stand_behind_the_start() -> None:
    found = literals(r"\d{1,2}\s+ngày")
    assert found.anchors == {"ngày"}
    assert found.before == (2, 1)
    assert literals(r"\w+ ngày").before is None
    assert literals(r"\s{0,40}số\s{0,40}\d").before == (0, 1)


@pytest.mark.parametrize(
    ("regex", "digit_or", "digit_first"),
    [
        (r"\d+ ngày", (), True),
        (r"(?<!\w)(?:[12]\d|3[01])/", (), True),
        (r"(?:ngày )?\d+", (), False),
        (r"trong (?:cuối năm nay|năm \d{4})", ("cuối năm nay",), False),
        (r"quý (?:iv|i{1,3}|[1-4])", ("quý i",), False),
        (r"(?:hai|2) lần", ("hai lần",), False),
        (r"(?:hai|\d)", None, False),
        (r"[^\d]x", None, False),
        (r"\d*x", None, False),
    ],
)
def test_what_stands_instead_of_a_digit(regex: str, digit_or: tuple[str, ...] | None, digit_first: bool) -> None:
    found = literals(regex)
    assert (found.digit_or, found.digit_first) == (digit_or, digit_first)


def test_every_match_of_every_rule_holds_its_literals() -> None:
    pack = rule_pack()
    tried = 0
    for name in rule_files(pack):
        for rule in pack.file(name).rules:
            for example in rule.examples:
                keys = canon(example)
                for form in rule.forms:
                    known = form.literals
                    for match in form.pattern.finditer(keys):
                        words = " ".join(match[0].split())
                        tried += 1
                        assert known.anchors is None or any(a in words for a in known.anchors), (rule.id, example)
                        assert known.first is None or match[0].startswith(known.first), (rule.id, example)
                        digit = any(c.isdecimal() for c in match[0])
                        assert known.digit_or is None or digit or any(w in words for w in known.digit_or), rule.id
                        assert not known.digit_first or match[0][0].isdecimal(), rule.id
                        assert known.last is None or match[0].endswith(known.last), (rule.id, example)
    assert tried > 200


def test_a_trie_takes_the_longest_phrase() -> None:
    words = ["ban", "ban hành", "ban hành kèm theo", "bàn", "sở"]
    found = re.compile(rf"(?<!\w){trie_regex(words)}(?!\w)")
    assert [m[0] for m in found.finditer("ban hành  kèm theo, ban đầu, sở, sởx")] == ["ban hành  kèm theo", "ban", "sở"]


def test_a_trie_may_ask_for_the_start_of_a_word() -> None:
    found = re.compile(trie_regex(["luật", "bộ luật", "(kèm"], at_word=True))
    assert [m.span() for m in found.finditer("luật, kỷluật, bộ  luật, xbộ luật a(kèm (kèm")] == [
        (0, 4),
        (14, 22),
        (28, 32),
        (39, 43),
    ]


def test_a_trie_of_phrases_longer_than_the_recursion_limit() -> None:
    long = "a" * 5000
    assert re.fullmatch(trie_regex([long, long + "b"]), long + "b")


def test_phrases_are_canon_and_escaped() -> None:
    assert re.fullmatch(words_to_regex(["Hoà Bình (cũ)"]), canon("hòa bình (CŨ)"))


def test_a_pattern_reads_like_its_sentence() -> None:
    found = re.compile(pattern_to_regex("chủ trì[,] [và] phối hợp [chặt chẽ] (với|cùng) {x as partner}", {"x": "sở y"}))
    for text in ("chủ trì phối hợp với sở y", "chủ trì, phối hợp chặt chẽ cùng sở y", "chủ trì và phối hợp với sở y"):
        match = found.fullmatch(text)
        assert match is not None, text
        assert match["partner"] == "sở y"
    assert found.fullmatch("chủ trì phối hợp sở y") is None

"""The issuing body: joined from its lines, abbreviations spelled out, capitals put right, with its place."""

from __future__ import annotations

import re

from docparse.folding import canon, fold_key
from docparse.matching.engine import rule_pack
from docparse.matching.perpack import per_pack
from docparse.outline.header_lines import ends_with, is_upper, starts_with, words

_STRAY = "/\\|.,;:*_-–— "  # signs left before a name: "/ỦY BAN MTTQ"


@per_pack()
def _abbreviations() -> tuple[tuple[re.Pattern[str], str], ...]:
    entries = [e for e in rule_pack().file("issuers").entries if "abbreviation" in e]
    entries.sort(key=lambda e: -len(e["abbreviation"]))
    return tuple((re.compile(rf"(?<!\w){re.escape(e['abbreviation'])}(?![\w&])"), e["name"]) for e in entries)


@per_pack()
def _casing() -> re.Pattern[str]:
    longest_first = sorted(_capitals(), key=lambda n: -len(n))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")


@per_pack()
def _capitals() -> dict[str, str]:
    """canon form -> the form with its capitals, as the rule file prints it."""
    entries = rule_pack().file("issuers").entries
    return {canon(n): n for e in entries for key in ("casing", "provinces") for n in e.get(key, ())}


@per_pack()
def _kinds(*lists: str) -> re.Pattern[str]:
    """Words of the lists with the space behind them."""
    kinds = "|".join(re.escape(word) for name in lists for word in words(name, "issuers"))
    return re.compile(rf"(?<!\w)(?:{kinds})\s+")


def spell_out(name: str) -> str:
    """A body's name with abbreviations spelled out and one space between words."""
    name = " ".join(name.replace("\u00a0", " ").split())
    for pattern, full in _abbreviations():
        name = pattern.sub(full, name)
    return name


def proper(name: str) -> str:
    """A name printed in capitals in the spelling of NĐ 30/2020: ``Ủy ban nhân dân tỉnh Điện Biên``."""
    if not is_upper(name):
        return name
    key = canon(name)
    out = list(name.lower())
    if len(out) != len(name):
        return name
    for match in _kinds("place_kinds", "school_kinds").finditer(key):
        at = match.end()
        for word in re.finditer(r"\w+", key[at:]):
            out[at + word.start()] = name[at + word.start()].upper()
    for match in _casing().finditer(key):
        form = _capitals()[match[0]]
        out[match.start() : match.end()] = form
    if out:
        out[0] = out[0].upper()
    return "".join(out)


def bodies(lines: list[str]) -> list[str]:
    """The printed lines of the left column as names: the superior body first, the issuing one last."""
    names: list[str] = []
    for line in [part for raw in lines for part in _two_bodies(raw)]:
        text = " ".join(line.split()).lstrip(_STRAY)
        key = canon(text)
        new = starts_with(key, words("bodies", "issuers")) is not None
        open_end = bool(names) and (
            ends_with(canon(names[-1]), words("open_ends", "issuers")) or names[-1].endswith((",", "-"))
        )
        if names and (not new or open_end) and not _is_party_organ(names[-1], key):
            names[-1] = f"{names[-1]} {text}"
        else:
            names.append(text)
    return [n.strip(" ,-") for n in names if any(map(str.isalpha, n))]


def _two_bodies(line: str) -> list[str]:
    """ "BỘ TÀI CHÍNH TỔNG CỤC HẢI QUAN" printed on one line: the superior body and the issuing one."""
    key = canon(line)
    if not starts_with(key, words("superiors", "issuers")):
        return [line]
    inner = next((m for m in rule_pack().phrase("issuers", "subordinates").finditer(key) if m.start() > 5), None)
    if inner is None or ends_with(key[: inner.start()], words("open_ends", "issuers")):
        return [line]
    return [line[: inner.start()], line[inner.start() :]]


def _is_party_organ(above: str, key: str) -> bool:
    """ "BAN CHẤP HÀNH TRUNG ƯƠNG" over "ĐẢNG ĐOÀN QUỐC HỘI": two bodies, though the first could go on."""
    return (
        ends_with(canon(above), words("whole_bodies", "issuers"))
        and starts_with(key, words("bodies", "issuers")) is not None
    )


def issuer_name(lines: list[str]) -> str | None:
    """The issuing body spelled out; a bare "VĂN PHÒNG" takes its superior's name, a Sở its province."""
    names = [proper(spell_out(n)) if is_upper(n) else spell_out(n) for n in bodies([spell_upper(x) for x in lines])]
    if not names:
        return None
    name = names[-1]
    key = canon(name)
    superior = names[-2] if len(names) > 1 else None
    if superior and key in words("parts", "issuers"):
        return f"{name} {superior}"
    if superior and superior != name:
        where = place_phrase(superior)
        if where and not place_phrase(name) and fold_key(where).split(" ", 1)[-1] not in fold_key(name):
            return f"{name} {where}"
    return name


def spell_upper(line: str) -> str:
    """Abbreviations spelled out in capitals where the line is in capitals."""
    spelled = spell_out(line)
    return spelled.upper() if is_upper(line) else spelled


def place_phrase(name: str) -> str | None:
    """``tỉnh Lào Cai`` out of "Ủy ban nhân dân tỉnh Lào Cai"."""
    key = canon(name)
    found = next((m for m in _kinds("place_kinds").finditer(key) if key[m.end() : m.end() + 1].isalnum()), None)
    if found is None:
        return None
    phrase = name[found.start() :].strip()
    return phrase if any(w[:1].isupper() for w in phrase.split()[1:]) else None

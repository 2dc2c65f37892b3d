"""Resolutions of Party congresses, which have no number: "Nghị quyết Đại hội XIV", "… Đảng bộ tỉnh lần thứ XV"."""

from __future__ import annotations

from docparse.extraction.reference_groups import Group
from docparse.extraction.reference_parts import Raw, block_end, issuer_at, type_names, words
from docparse.folding import canon, fold_key
from docparse.identity.directives import UNKNOWN, commune_in, directive_id, jurisdiction, province_in
from docparse.matching.engine import Mention, rule_pack

_ID, _NAME = "id", "name"


def scan_congresses(text: str, keys: str, mentions: list[Mention]) -> list[Raw]:
    """The resolutions named by their congress; one of a term or period each."""
    found = []
    for mention in mentions:
        raw = Raw(mention.start, mention.end, mention.rule.id, lead=mention.start, tail=mention.end, scope=mention.end)
        raw.type = type_names().get(" ".join(keys[mention.start : mention.end].split()[:2]))
        raw.notes["congress"], end = _body(text, keys, mention)
        raw.end = raw.tail = raw.scope = max(mention.end, end)
        raw.notes["term"] = mention.text(keys, "term") or ""
        raw.notes["year"] = mention.text(keys, "year") or ""
        raw.notes[_NAME] = text[mention.start : raw.end]
        found.append(raw)
    return found


def _body(text: str, keys: str, mention: Mention) -> tuple[str, int]:
    """The Party committee whose congress it is ("Đảng bộ tỉnh Điện Biên") and its end, "" for the whole Party."""
    if "body" not in mention.parts:
        return "", mention.end
    start, end = mention.parts["body"]
    if end < mention.end:  # the term stands behind the name
        return text[start:end], end
    span = issuer_at(text, keys, start, block_end(keys, start)) or (start, end)
    while span[1] > end and _is_small(word := text[start : span[1]].split()[-1]):
        span = start, start + len(text[start : span[1] - len(word)].rstrip())
    return text[slice(*span)], span[1]


def _is_small(word: str) -> bool:
    """Whether a word in small letters behind a place's name is none of its level."""
    return word.islower() and canon(word) not in rule_pack().words("issuers", "place_kinds")


def congresses(mentions: list[Raw], groups: list[Group], home: str) -> None:
    """One group a congress; a mention by its term and one by its period are one where a third names both."""
    places = [_place(raw.notes["congress"], home) for raw in mentions]
    whose = [
        (place or raw.notes["congress"], _authority(raw.notes["congress"], place))
        for raw, place in zip(mentions, places, strict=True)
    ]
    terms = {
        (one, raw.notes["year"]): raw.notes["term"]
        for one, raw in zip(whose, mentions, strict=True)
        if raw.notes["term"]
    }
    made: dict[tuple[tuple[str, str], str], Group] = {}
    for raw, place, one in zip(mentions, places, whose, strict=True):
        year = raw.notes["year"]
        term = raw.notes["term"] or terms.get((one, year), "")
        if (one, term or year) not in made:
            made[one, term or year] = Group()
            groups.append(made[one, term or year])
        if place is not None:
            title = rule_pack().words("references", "congress_word")[0]
            raw.notes[_ID] = directive_id(None, raw.type, None if term else year, one[1], title, term=term, own=place)
        made[one, term or year].members.append(raw)


def _place(body: str, home: str) -> str | None:
    """The jurisdiction of a committee in a paper of ``home``; None where neither tells."""
    if not body:
        return "vn"
    province = home.split(";")[1] if ";" in home else UNKNOWN
    if province_in(body) or (commune_in(body) and province != UNKNOWN):
        return jurisdiction(None, body, home)
    if province == UNKNOWN:
        return None
    below = rule_pack().words("issuers", "commune_kinds") + rule_pack().words("issuers", "district_kinds")
    if any(f" {kind} " in f"{canon(body)} " for kind in below):
        return home if home.count(";") > 1 else None
    return f"vn;{province}"


def _authority(body: str, place: str | None) -> str:
    """The congress as it stands in an id: of the whole Party, of a place's committee, or of a body's own."""
    whole, local = rule_pack().words("references", "congresses")
    if not body:
        return whole
    kinds = {*rule_pack().words("issuers", "place_kinds")}
    plain = [word for word in canon(body).split() if word not in kinds]
    named = (province_in(body) or "").split(".") + (commune_in(body) or "").split(".")
    rest = [word for word in plain if word not in words("committee_words") and fold_key(word) not in named]
    return " ".join([local, *rest])

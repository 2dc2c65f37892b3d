"""Where and when a document speaks: what "tỉnh", "xã", "các sở" mean in it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import takewhile

from docparse.folding import canon
from docparse.identity.communes import communes
from docparse.identity.directives import UNKNOWN, commune_in, home_of, provinces, slug, told_slug
from docparse.identity.places import is_central
from docparse.matching.engine import rule_pack
from docparse.matching.perpack import per_pack
from docparse.model import Document

_HEAD = 400  # code points in which a letterhead ends where no title is known
_CLAUSE = 300  # code points of a citation before the name of its body
_LEAD = 3  # times oftener than any other that a province must be named to be the document's


@dataclass(frozen=True, slots=True)
class Home:
    """A document's place: slugs of its province and commune, ``date`` ISO or None, ``issuer`` as printed.

    ``central``: it speaks for the whole country. ``commune_name``: "xã Mường Phăng",
    ``district``: "huyện Mường Ảng", of a paper before 2025-07-01. ``candidates``: the provinces that
    a commune may lie in where the document does not tell and its name is not unique.
    """

    province: str | None = None
    commune: str | None = None
    commune_name: str = ""
    central: bool = False
    date: str | None = None
    issuer: str | None = None
    district: str = ""
    candidates: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """``vn;dien.bien;muong.phang`` as it stands in ids; "?" for a province that is not known."""
        if self.central:
            return "vn"
        return f"vn;{self.province or '?'}" + (f";{self.commune}" if self.commune else "")

    @property
    def jurisdiction(self) -> str:
        """As in ids of directives: ``vn;dien.bien;muong.ang``, a district's too; "nn" for an unknown province."""
        if self.central:
            return "vn"
        named = (self.commune_name or self.district).strip()
        named = named.removeprefix(_level(named) or "").strip()
        below = self.commune or slug(named)
        if below and not self.province and named:
            below = told_slug(named)
        if not below and not self.province:  # two cities that nothing else tells apart
            below = slug(_city(self.issuer or ""))
        return f"vn;{self.province or UNKNOWN}" + (f";{below}" if below else "")


def home_of_document(document: Document, text: str) -> Home:
    """The home of a document by its header, else by what it says of itself, else by the one place of its name.

    A province that only another paper's citation names is never the document's.
    """
    issuer, date = document.issuer or "", document.date
    _, _, rest = home_of(document.issuer, document.place).partition(";")
    province, _, commune = rest.partition(";")
    commune = commune or commune_in(issuer) or ""
    named = _named_place(issuer, commune, "commune_kinds")
    district = "" if named else _named_place(issuer, commune, "district_kinds")
    below = named or district
    if not province and issuer and not commune and is_central(issuer):
        return Home(central=True, date=date, issuer=document.issuer)
    may_be = provinces_by_name(issuer, date) if not province else frozenset()
    province = province or _said(document, text, below or issuer, may_be) or ""
    if not province and len(may_be) == 1:
        province = next(iter(may_be))
    elif not province and not commune:
        province = _named_most(text, issuer) or ""
    open_ones = () if province else tuple(sorted(may_be))
    commune = "" if district else commune
    return Home(province or None, commune or None, named, False, date, document.issuer, district, open_ones)


def provinces_by_name(issuer: str, date: str | None) -> frozenset[str]:
    """The provinces that had a commune or district of an issuer's name on a day; none for another body."""
    below = commune_in(issuer)
    if below is None:
        return frozenset()
    named = _named_place(issuer, below, "commune_kinds") or _named_place(issuer, below, "district_kinds")
    level = _level(named)
    return communes().provinces_of(named.removeprefix(level or "").strip() or below.replace(".", " "), level, date)


def _said(document: Document, text: str, name: str, may_be: frozenset[str]) -> str | None:
    """The one province that the letterhead, the own name, the title, the receivers or the signer give, in this order;
    of a commune whose name others share (``may_be``), else the one of those provinces that the text speaks of."""
    keys, title = canon(text), canon(document.title or "")
    at = keys.find(title[:40]) if title else -1
    head = text[: at if at >= 0 else _HEAD]
    kinds = "|".join(re.escape(canon(kind)) for kind in rule_pack().words("issuers", "place_kinds"))
    own = rf"(?<!\w){re.escape(canon(name))},?\s+(?:(?:{kinds})\s+[^,;.\n]{{1,30}},\s*)?" if name else ""
    sure = [head, *(text[slice(*m.span())] for m in re.finditer(rf"{own}{_province().pattern}", keys) if own)]
    signer = f"{document.signer.position or ''}" if document.signer else ""
    for passages in (sure[:1], sure[1:], [document.title or ""], [*document.recipients, signer]):
        found = {slug for passage in passages for slug in _own_provinces(passage)}
        if may_be and passages[:1] != sure[:1] and passages != sure[1:]:
            found &= may_be
        if len(found) == 1:
            return found.pop()
    spoken = set(_own_provinces(text, keys)) & may_be if may_be else set[str]()
    return spoken.pop() if len(spoken) == 1 else None


@per_pack()
def _province() -> re.Pattern[str]:
    """A province behind its level, over canon text."""
    kinds = "|".join(map(re.escape, rule_pack().words("issuers", "province_kinds")))
    names = "|".join(re.escape(canon(name)) for _, name in provinces())
    return re.compile(rf"(?<!\w)(?:{kinds})\s+(?P<name>{names})(?!\w)")


@per_pack()
def _citation() -> re.Pattern[str]:
    """A directive's type or number and "của" behind it: the body named next is another paper's."""
    entries = rule_pack().file("document_types").entries
    types = "|".join(re.escape(canon(name)) for e in entries for name in (e["type"], *e.get("names", ())))
    by = "|".join(map(re.escape, rule_pack().words("references", "by")))
    return re.compile(rf"(?:(?<!\w)(?:{types})(?!\w)|\d[/-]\w)(?:[^\n;]*[^\w\n;])?(?:{by})(?!\w)")


def _own_provinces(text: str, keys: str | None = None) -> list[str]:
    """The provinces that a text names with their level outside citations, mention by mention; slugs.

    "đường tỉnh cao bằng đường quốc lộ" names none: a name has a capital. ``keys``: ``canon(text)`` where known.
    """
    keys = canon(text) if keys is None else keys
    named = (m for m in _province().finditer(keys) if text[m.start("name")].isupper())
    return [slug(m["name"]) for m in named if not _is_cited(keys, m.start())]


def _is_cited(keys: str, at: int) -> bool:
    floor = max(0, at - _CLAUSE)
    clause = max(floor - 1, *(keys.rfind(mark, floor, at) for mark in ("\n", ";", ". "))) + 1
    return _citation().search(keys, clause, at) is not None


def _level(named: str) -> str | None:
    kinds = (*rule_pack().words("issuers", "commune_kinds"), *rule_pack().words("issuers", "district_kinds"))
    return next((kind for kind in kinds if canon(named).startswith(f"{kind} ")), None)


def _city(issuer: str) -> str:
    """The name of a city as the issuer prints it, "" for none."""
    kinds = "|".join(map(re.escape, rule_pack().words("issuers", "province_kinds")))
    match = re.search(rf"(?<!\w)(?:{kinds})\s+(?=\w)", canon(issuer))
    return " ".join(takewhile(lambda word: word[:1].isupper(), issuer[match.end() :].split())) if match else ""


def _named_place(issuer: str, commune: str, level: str) -> str:
    """ "xã Mường Phăng" as the issuer prints it, of the kinds of a level; empty without."""
    kinds = "|".join(map(re.escape, rule_pack().words("issuers", level)))
    match = re.search(rf"(?<!\w)(?:{kinds})\s+(?=\w)", canon(issuer))
    if not commune or not match:
        return ""
    words = issuer[match.end() :].split()[: commune.count(".") + 1]
    return f"{issuer[match.start() : match.end()].strip().lower()} {' '.join(words)}"


def _named_most(text: str, issuer: str) -> str | None:
    """The province that the text names with its level (the issuer's, if it prints one) far oftener than any other."""
    words = rule_pack().words("issuers", "province_kinds")
    own = [word for word in words if f" {word} " in f" {canon(issuer)} "]
    kinds = "|".join(map(re.escape, own or words))
    level = re.compile(rf"(?:{kinds})\s")
    keys = canon(text)
    named = (m for m in _province().finditer(keys) if level.match(m[0]) and text[m.start("name")].isupper())
    counts = Counter(slug(m["name"]) for m in named if not _is_cited(keys, m.start()))
    (first, most), (_, next_most) = (*counts.most_common(2), ("", 0), ("", 0))[:2]
    return first if first and most >= _LEAD * next_most else None


__all__ = ["UNKNOWN", "Home", "home_of_document", "provinces_by_name"]

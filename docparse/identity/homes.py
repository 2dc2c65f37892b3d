"""Where and when a document speaks: what "tỉnh", "xã", "các sở" mean in it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from docparse.folding import canon
from docparse.identity.communes import communes
from docparse.identity.directives import commune_in, document_home, provinces, slug
from docparse.identity.places import is_central
from docparse.matching.engine import rule_pack
from docparse.model import Document

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


def home_of_document(document: Document, text: str) -> Home:
    """The home of a document by its header, else by its text, else by the one commune in the country of its name."""
    issuer, date = document.issuer, document.date
    _, _, rest = document_home(document, text).partition(";")
    province, _, commune = rest.partition(";")
    commune = commune or commune_in(issuer or "") or ""
    named = _named_place(issuer or "", commune, "commune_kinds")
    district = "" if named else _named_place(issuer or "", commune, "district_kinds")
    commune = "" if district else commune
    if not province and issuer and not (commune or district) and is_central(issuer):
        return Home(central=True, date=date, issuer=issuer)
    found: frozenset[str] = frozenset()
    if not province and commune:
        level = _level(named)
        name = named.removeprefix(level or "").strip() or commune.replace(".", " ")
        found = communes().provinces_of(name, level)
        province = next(iter(found)) if len(found) == 1 else ""
    elif not province:
        province = _named_most(text, issuer or "") or ""
    open_ones = () if province else tuple(sorted(found))
    return Home(province or None, commune or None, named, False, date, issuer, district, open_ones)


def _level(named: str) -> str | None:
    kinds = rule_pack().words("issuers", "commune_kinds")
    return next((kind for kind in kinds if canon(named).startswith(f"{kind} ")), None)


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
    names = "|".join(re.escape(canon(name)) for _, name in provinces())
    counts = Counter(slug(m[1]) for m in re.finditer(rf"(?<!\w)(?:{kinds})\s+({names})(?!\w)", canon(text)))
    (first, most), (_, next_most) = (*counts.most_common(2), ("", 0), ("", 0))[:2]
    return first if first and most >= _LEAD * next_most else None


__all__ = ["Home", "home_of_document"]

"""Symbols and ids of directives: ``51-KL/TW`` taken apart, and names of the form of RFC 9676 (URN:LEX).

An id is built from the symbol's organ code, not from the issuer's printed name, so that a mention and the
document itself agree: "Ban Bí thư" and "Ban Chấp hành Trung ương" both number under ``TW``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from docparse.errors import RuleError
from docparse.folding import canon, fold, fold_key
from docparse.identity.places import is_central
from docparse.matching.engine import rule_pack
from docparse.matching.perpack import per_pack

NO_DATE = "nd"
UNKNOWN = "nn"  # stands where the province would
_TONES = {"\u0300": "f", "\u0301": "s", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_CIRCUMFLEX = "\u0302"
_MARKS = {"\u0306": "w", "\u031b": "w", "đ": "dd"}
_SPACES = re.compile(r"\s+")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_CLASS = re.compile(r"([a-zđ]+)(\d{1,2})")


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol taken apart. ``number`` without leading zeros, ``codes`` as printed, ``organ`` the issuing code.

    ``session`` is the number of the National Assembly ("15" in ``QH15``); ``year`` only where the symbol holds one.
    """

    text: str
    number: str
    year: str | None
    type_code: str | None
    organ: str | None
    session: str | None
    codes: tuple[str, ...]

    @property
    def slug(self) -> str:
        """``3243-kh-ubnd``: the number as it stands in an id."""
        words = re.findall(r"[a-z0-9.]+", fold(self.text).replace("&", ""))
        return "-".join([self.number, *words[1:]])


@dataclass(frozen=True, slots=True)
class Organ:
    code: str
    name: str
    level: str


@per_pack()
def type_codes() -> dict[str, str]:
    """Type codes as canon keys -> the type's name: ``{"nq": "Nghị quyết"}``."""
    entries = rule_pack().file("document_types").entries
    return {canon(code): e["type"] for e in entries for code in e["codes"]}


@per_pack()
def letter_type() -> str:
    """The type of a symbol without type code: the one whose entry says ``letter``."""
    for entry in rule_pack().file("document_types").entries:
        if entry.get("letter"):
            return str(entry["type"])
    raise RuleError("DP304", "document_types.yaml", "không loại nào ghi letter: true", "ghi letter: true cho công văn")


@per_pack()
def organs() -> dict[str, Organ]:
    """Organ codes as canon keys -> what they stand for."""
    entries = rule_pack().file("issuers").entries
    return {canon(e["code"]): Organ(e["code"], e["name"], e["level"]) for e in entries if "code" in e}


@per_pack()
def _mixed_case() -> dict[str, str]:
    raw = [
        *(c for e in rule_pack().file("document_types").entries for c in e["codes"]),
        *(o.code for o in organs().values()),
    ]
    return {canon(code): code for code in reversed(raw) if code != code.upper()}


@per_pack()
def _same_codes() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Other prints of an organ's code ("T.Ư") with the code that they stand for."""
    entries = rule_pack().file("issuers").entries
    others = [(e["code"], e["same_as"]) for e in entries if "same_as" in e]
    return tuple((re.compile(rf"(?<![^\W_]){re.escape(c)}(?![^\W_])", re.IGNORECASE), code) for c, code in others)


@per_pack()
def _symbol_forms() -> re.Pattern[str]:
    variables = rule_pack().file("directives").variables
    number, code = variables["symbol_number"], variables["symbol_code"]
    return re.compile(rf"({number})(?:[/-]((?:19|20)\d\d)(?=[/-]))?[/-]?({code}(?:[/-]{code})*)")


def clean_symbol(text: str) -> str:
    """A symbol with its dashes and spaces put right: ``29 – NQ/TW`` -> ``29-NQ/TW``, ``79 NQ/TW`` -> ``79-NQ/TW``."""
    plain = _DASHES.sub("-", text.strip()).replace("Ð", "Đ")
    plain = re.sub(r"\s*([-/&])\s*", r"\1", plain)
    plain = re.sub(r"(?<=\d)\s+(?=\w+/)", "-", plain)
    plain = re.sub(r"(?<=\d)\s+(?=\w)", "/", plain)
    plain = _SPACES.sub("", plain).rstrip(".,;:-/")
    for other, code in _same_codes():
        plain = other.sub(code, plain)
    return re.sub(r"[^\W\d_][\w&]*", lambda m: _mixed_case().get(canon(m[0]), m[0]), plain)


@per_pack(4096)
def parse_symbol(text: str) -> Symbol | None:
    """The parts of a State, Party, National Assembly, joint or irregular symbol; None if it is none.

    ``27/NQ- TW`` (the separators of the other system) has the parts of ``27-NQ/TW``.
    """
    symbol = clean_symbol(text)
    match = _symbol_forms().fullmatch(canon(symbol))
    if not match:
        return None
    keys = re.split(r"[/-]", match[3])
    printed = tuple(re.split(r"[/-]", symbol[match.start(3) :]))
    types = type_codes()
    type_code = printed[0] if keys[0] in types and (len(keys) > 1 or match[2]) else None
    rest = keys[1:] if type_code else keys
    organ = rest[0] if rest else None
    session = None
    if (
        organ
        and (numbered := _CLASS.fullmatch(organ))
        and numbered[1] in rule_pack().words("directives", "public_codes")
    ):
        organ, session = numbered[1], numbered[2]
    number = re.sub(r"^0+(?=\d)", "", match[1])
    return Symbol(symbol, number, match[2], type_code, organ, session, printed)


@per_pack(4096)
def symbol_key(text: str | None) -> str:
    """One key for all prints of a symbol (case, dashes, spaces, leading zeros, swapped separators)."""
    parsed = parse_symbol(text or "")
    return parsed.slug if parsed else fold_key(text or "").replace(" ", "-")


def slug(text: str) -> str:
    """``dien.bien``: words of a name in lower-case ASCII, joined by dots."""
    return fold_key(text).replace(" ", ".")


def told_slug(name: str) -> str:
    """The slug of a commune or district whose province is not known: "Tân Thành" ``taan.thanhf`` and "Tân Thạnh"
    ``taan.thanhj``, since both fold to one; the plain slug where no other name of the list folds to it.

    Diacritics are typed as by Telex, of which the ``dd`` of ids is one. A name without any stays as it is.
    """
    from docparse.identity.communes import communes

    key = canon(name)
    if key == fold(name) or not communes().has_double(name):
        return slug(name)
    return ".".join(map(_typed, key.split()))


def _typed(word: str) -> str:
    """A syllable as typed by Telex, its tone at the end: ``thành`` -> ``thanhf``, ``tân`` -> ``taan``."""
    letters, tone = "", ""
    for letter in unicodedata.normalize("NFD", word):
        if letter == _CIRCUMFLEX:
            letters += letters[-1:]
        elif letter in _TONES:
            tone = _TONES[letter]
        elif letter in _MARKS or (letter.isascii() and letter.isalnum()):
            letters += _MARKS.get(letter, letter)
    return letters + tone


@per_pack()
def provinces() -> tuple[tuple[str, str], ...]:
    """(folded name, name), longest first."""
    names = [n for e in rule_pack().file("issuers").entries for n in e.get("provinces", ())]
    return tuple(sorted(((fold_key(n), n) for n in names), key=lambda p: -len(p[0])))


@per_pack(4096)
def province_in(text: str) -> str | None:
    """The slug of the province that a name ends with or holds: "UBND tỉnh Điện Biên" -> ``dien.bien``.

    One behind its level goes first; a commune called like a province ("xã Hòa Bình") names none.
    """
    words = f" {fold_key(text)} "
    for kind in (fold_key(word) for word in rule_pack().words("issuers", "province_kinds")):
        for key, _ in provinces():
            if f" {kind} {key} " in words:
                return key.replace(" ", ".")
    below = commune_in(text)
    words = words.replace(f" {below.replace('.', ' ')} ", " ", 1) if below else words
    return next((key.replace(" ", ".") for key, _ in provinces() if f" {key} " in words), None)


def commune_in(text: str) -> str | None:
    """The slug of the commune (or old district) named in an issuer: "UBND xã Mường Phăng" -> ``muong.phang``."""
    return slug(_commune_name(text)) or None


@per_pack(4096)
def _commune_name(text: str) -> str:
    """Its name as printed, "" for none."""
    below = (*rule_pack().words("issuers", "commune_kinds"), *rule_pack().words("issuers", "district_kinds"))
    kinds = "|".join(map(re.escape, below))
    match = re.search(rf"(?<!\w)(?:{kinds})\s+([^,;(]+)", canon(text))
    if not match:
        return ""
    name = text[match.start(1) : match.end(1)]
    cut = re.search(
        rf"\s(?:{'|'.join(map(re.escape, rule_pack().words('issuers', 'place_kinds')))})\s", canon(name) + " "
    )
    words = (name[: cut.start()] if cut else name).split()
    proper = [w for w in words if w[:1].isupper() or w[:1].isdigit()]
    return " ".join(proper) if proper and proper[0] == words[0] else ""


def _is_commune(issuer: str) -> bool:
    kinds = (rule_pack().phrase("issuers", key) for key in ("commune_kinds", "district_kinds"))
    return any(kind.search(canon(issuer)) for kind in kinds)


def jurisdiction(symbol: Symbol | None, issuer: str | None, home: str = "vn") -> str:
    """``vn``, ``vn;province``, ``vn;province;commune``; ``home`` is the citing document's."""
    organ = organs().get(symbol.organ) if symbol and symbol.organ else None
    if organ and organ.level == "central":
        return "vn"
    if issuer and is_central(issuer):
        return "vn"
    province = province_in(issuer or "") or (home.split(";")[1] if ";" in home else None)
    if organ is None and not (issuer and (province_in(issuer) or commune_in(issuer))):
        return "vn"
    if province is None:
        return "vn"
    named = _commune_name(issuer or "")
    commune = (told_slug(named) if province == UNKNOWN else slug(named)) if named else None
    if organ and organ.level == "local" and not issuer:
        return home
    if commune is None and home.count(";") == 2 and _is_commune(issuer or ""):
        return home  # "Ủy ban nhân dân xã" in that commune's own paper
    return f"vn;{province};{commune}" if commune and (organ is None or organ.level == "local") else f"vn;{province}"


def type_slug(type_name: str | None, symbol: Symbol | None) -> str:
    """The type in an id, from the symbol's own code where it has one (Party QĐ is one series for two types)."""
    if symbol and symbol.type_code:
        type_name = type_codes()[canon(symbol.type_code)]
    elif symbol and symbol.organ and not symbol.session and symbol.year is None and len(symbol.codes) > 1:
        return slug(letter_type())
    for entry in rule_pack().file("document_types").entries:
        if type_name and fold_key(entry["type"]) == fold_key(type_name):
            return str(entry.get("slug") or slug(entry["type"]))
    return slug(type_name) if type_name else "van.ban"


def directive_id(
    symbol: str | None,
    type_name: str | None = None,
    date: str | None = None,
    issuer: str | None = None,
    title: str | None = None,
    home: str = "vn",
    term: str | None = None,
    own: str | None = None,
) -> str:
    """URN:LEX of a directive; ``own`` is its jurisdiction where that is known, else told by issuer and ``home``.

    ``urn:lex:vn;dien.bien:uy.ban.nhan.dan:ke.hoach:2019-11-06;3243-kh-ubnd``; the date's place holds the year of a
    symbol that has one (it is unique with it), else the date, year or ``khoa.xi``, else ``nd`` (not said).
    Without symbol the title's words stand for the number.
    """
    parsed = parse_symbol(symbol) if symbol else None
    place = own or jurisdiction(parsed, issuer, home)
    when = (parsed.year if parsed else None) or date or (f"khoa.{term.lower()}" if term else None)
    if not when and parsed and parsed.session:
        when = f"khoa.{parsed.session}"
    if parsed is None:
        authority = slug(issuer) if issuer else "nn"
        words = slug(title or symbol or "")
        return f"urn:lex:{place}:{authority}:{type_slug(type_name, None)}:{when or NO_DATE};{words}"
    organ = organs().get(parsed.organ or "")
    authority = slug(organ.name) if organ else slug(parsed.organ or "") or "nn"
    return f"urn:lex:{place}:{authority}:{type_slug(type_name, parsed)}:{when or NO_DATE};{parsed.slug}"


def home_of(issuer: str | None, place: str | None) -> str:
    """The jurisdiction of a document by its header; a central body writing in Hà Nội is ``vn``."""
    if not issuer or is_central(issuer):
        return "vn"
    commune = commune_in(issuer)
    province = province_in(issuer) or (province_in(place or "") if slug(place or "") != commune else None)
    if not province:
        return "vn"
    return f"vn;{province};{commune}" if commune else f"vn;{province}"

"""Lines of a text file: their shapes (markers, bullets, capitals) and whether one goes on in the next."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

import yaml

from docparse.datafiles import data_folder

BULLET = re.compile(r"[-+•*–—●○▪■◦‣·\uf0b7\uf0a7\uf0d8\uf02d](?: |(?=[^\W\d_]))")
_SHAPES = (
    r"\(?\d{1,3}(?:\.\d{1,3}){0,5}(?:\)|\.(?!\d)|/ )(?=\W|[^\W\d_]|$)"
    r"|\d{1,2}(?:\.\d{1,2}){1,5} "
    r"|[IVXLC]{1,7}(?:[.)/](?![IVXLC\d])|(?: ?[-–] ?)(?=[^\W\d_]))"
    r"|\(?[a-zđ]{1,2}\)|\(?[ivx]{1,5}\)"
    r"|[A-HĐ]\.(?= |$|\W)"
)
RULE = re.compile(r"(?:[-–—_=~*] ?){3,}$|[_*]+$")
_ALONE = re.compile(r"(?:\d{1,3}(?:\.\d{1,3}){0,5}[.)]?|[IVXLC]{1,7}[.)]|[a-zđA-HĐ][.)])$")
# what a cell was too narrow for: "31/05" + "/26", "20/12/202" + "5", "KH&C" + "N"
_TORN_DATE, _REST_OF_DATE = re.compile(r"(?<!\d)\d{1,2}$"), re.compile(r"/\d{1,4}(?!\d)")
_TORN_YEAR = re.compile(r"(?<!\d)\d{1,2}/(?:\d{1,2}/)?([12]\d{0,2})$")
_REST_OF_YEAR = re.compile(r"\d{1,3}(?=[,;.:)]|$)")
_TORN_SHORT, _REST_OF_SHORT = re.compile(r"&[A-ZĐ]{0,4}$"), re.compile(r"[A-ZĐ]{1,4}(?=[\s,;.:)]|$)")
_TERMINAL = ".;:!?…"
_CLOSERS = "”\"’')]» "


@dataclass(slots=True)
class Line:
    """One line without its marks. ``bold`` holds spans in ``text``; ``starts`` where a bold run begins."""

    text: str
    number: int
    bold: list[tuple[int, int]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    open: bool = False
    heading: int | None = None
    indent: int = 0
    item: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """rules/reading.yaml, ready to match.

    ``beyond``: the length from which no line is one of ``standing``; ``running`` matches a line without marks that, in
    lower case, can only go on unless it is one of those.
    """

    marker: re.Pattern[str]
    joining: frozenset[str]
    leading: re.Pattern[str]
    standing: frozenset[str]
    beyond: int
    running: re.Pattern[str]
    agencies: re.Pattern[str]
    label: re.Pattern[str]
    opening: re.Pattern[str]
    address: re.Pattern[str]
    page_number: re.Pattern[str]
    sheet_name: re.Pattern[str]
    unit: re.Pattern[str]

    def runs_on(self, line: str) -> bool:
        """A line without outer spaces that goes on with a paragraph of ``beyond`` letters or more, whatever its end."""
        return line[:1].islower() and "  " not in line and not self.stands(line) and bool(self.running.match(line))

    def stands(self, text: str) -> bool:
        """The line is one of those that stand alone."""
        return len(text) < self.beyond and text.casefold().rstrip(":") in self.standing


@lru_cache(maxsize=1)
def words() -> Words:
    """The words of rules/reading.yaml."""
    data = yaml.load((data_folder("rules") / "reading.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)

    def either(key: str) -> str:
        return "|".join(re.escape(str(w)) for w in sorted(data[key], key=len, reverse=True))

    printed = [str(w) for w in sorted(data["outline_words"], key=len, reverse=True)]
    outline = "|".join(re.escape(w) for w in printed + [w.upper() for w in printed])
    marker = rf"(?:{_SHAPES}|(?:{outline}) (?:\d{{1,3}}|[IVXLC]{{1,7}}|[A-Z])\b)"
    standing = frozenset(str(w).casefold() for w in data["standing_lines"])
    opening = rf"(?i:{either('opening_phrases')})"
    beyond = max(map(len, standing)) + 2
    return Words(
        marker=re.compile(marker),
        joining=frozenset(str(w) for w in data["joining_words"]),
        leading=re.compile(rf"(?i:{either('leading_words')}) "),
        standing=standing,
        beyond=beyond,
        running=re.compile(rf"(?!{marker}|{opening})[^*_\\\[<&`|]+(?<![-/])$"),
        agencies=re.compile(rf"(?:{either('agency_openers')})\b"),
        label=re.compile(r"[^\W\d_][^:.;,\n]{1,40}: ?"),
        opening=re.compile(opening),
        address=re.compile(rf"(?i:{either('address_phrases')})"),
        page_number=re.compile(
            rf"(?i)[-–—(\[ ]*(?:(?:{either('page_words')}):?)? ?(\d{{1,4}})(?: ?[/|] ?\d{{1,4}})?[-–—)\] ]*$"
        ),
        sheet_name=re.compile(rf"(?i)(?:{either('sheet_words')})[ _]*\d*$"),
        unit=re.compile(rf"(?<![^\W\d_])(?:{either('squared_units')})$"),
    )


def capitals(text: str) -> bool:
    """All letters are capitals, and there are at least two."""
    return text.isupper() and len(text) > 1


def ends(text: str) -> bool:
    """The text closes a clause: ``. ; : ! ?``, quotes and brackets looked through."""
    return text.rstrip(_CLOSERS)[-1:] in _TERMINAL


def begins_item(text: str) -> bool:
    """The text begins with an outline marker or a bullet."""
    return bool(BULLET.match(text) or words().marker.match(text))


def lone_marker(text: str) -> bool:
    """The text is a marker and nothing else: ``A.``, ``1.``, ``Điều 1.``"""
    if len(text) > 16:
        return False
    if _ALONE.match(text):
        return text[-1] in ".)"
    found = words().marker.match(text)
    return bool(found and text[found.end() :] in (".", ":") and text[0].isupper())


def hyphen_goes_on(before: str, text: str) -> bool:
    """The bullet at the start of ``text`` is a hyphen of the sentence before: "kinh tế / - xã hội"."""
    if text[:2] not in ("- ", "– ") or not before or ends(before) or before[-1] == ",":
        return False
    rest = text[2:]
    first = rest[:1]
    if first.isdigit():
        return before[-1].isdigit()
    if first.islower():
        return True
    return capitals(before.rsplit(None, 1)[-1]) and capitals(rest.split(None, 1)[0]) and not BULLET.match(before)


def joins(before: str, last: Line, line: Line, *, width: int, spaced: bool, cell: bool = False) -> bool:
    """Whether ``line`` goes on from a paragraph.

    ``before``: the paragraph's text so far, ``last`` its last line. ``width``: characters at which the
    file wraps, 0 where a line is a paragraph. ``spaced``: blank lines part the paragraphs.
    """
    text, known = line.text, words()
    if line.item or line.heading or last.heading:
        return False
    if lone_marker(before) or (before[0] == "[" and before[-1] == "]" and len(before) < 7):
        return not begins_item(text)
    if before[-1] == ":" and text[0].isdigit() and before[:-1].rsplit(None, 1)[-1].lower() in known.joining:
        return not begins_item(text)
    if before[-1] == ":" and width and before[:-1].rsplit(None, 1)[-1].capitalize() in known.joining:
        return not begins_item(text)  # "các Sở:" and its names on the next line
    if BULLET.match(text):
        return bool(width) and hyphen_goes_on(before, text)
    if last.open:
        return not known.marker.match(text)
    if not width:
        return _title_goes_on(before, last, line)
    small = text[0].islower() and begins_item(before) and not ends(before)  # "đ) Khuyến khích các xã / căn cứ …"
    if known.marker.match(text) or (known.opening.match(text) and not small):
        return False
    if known.stands(before) or known.stands(text):
        return False
    first = text[0]
    if first.islower() or first in ",;.)/%":
        return True
    if known.leading.match(text):
        return True
    strong, next_strong = wholly_bold(last), bool(line.bold) and line.bold[0][0] == 0
    if strong != next_strong and (strong or wholly_bold(line)):
        return False
    if strong and next_strong and not last.open:
        return not cell and _title_goes_on(before, last, line)
    caps, next_caps = capitals(before), capitals(text) or not any(map(str.isalpha, text))
    if caps != next_caps and (caps or len(text.split()) > 2):
        return False
    if first.isdigit() or first in '(“"[':
        return not ends(before) or spaced
    if spaced and not cell:
        return not (last.text is before and ends(before) and before.endswith(":"))
    full = len(last.text) + 1 + len(text.split(None, 1)[0]) > width
    if ends(before):
        return full and not before.endswith((":", ";"))
    if before.rsplit(None, 1)[-1] in known.joining or full:
        return True
    if caps and next_caps:
        return not cell
    if cell:
        fresh = known.agencies.match(text) or known.label.match(text)
        return before[-1] == "," or (not fresh and (len(before) >= 20 or bool(BULLET.match(before))))
    return last.text is not before or not begins_item(before)


def _title_goes_on(before: str, last: Line, line: Line) -> bool:
    """Two lines of one title, each in bold of its own and not in capitals."""
    if not (wholly_bold(last) and wholly_bold(line)) or capitals(before) or capitals(line.text) or ends(before):
        return False
    return len(before) > 40 and not begins_item(line.text) and not words().opening.match(line.text)


def wholly_bold(line: Line) -> bool:
    """Every letter of the line is bold."""
    return bool(line.bold) and bold_prefix(line.text, line.bold) == len(line.text)


def bold_prefix(text: str, spans: list[tuple[int, int]]) -> int:
    """Code points at the start of ``text`` covered by ``spans``; signs and spaces between do not count against it."""
    at = 0
    for start, end in spans:
        if any(map(str.isalnum, text[at:start])):
            return at
        at = max(at, end)
    return at if any(map(str.isalnum, text[at:])) or not spans else len(text)


def glue(before: str, text: str) -> str:
    """What stands between two lines of one paragraph: nothing inside "10-/NQ-TW", "24/ /KH" and what a cell was too
    narrow for, else a space."""
    if before[-1:] == "/" or (before[-1:] == "-" and before[-2:-1].strip()):
        return ""
    if _TORN_DATE.search(before) and _REST_OF_DATE.match(text):
        return ""
    if (year := _TORN_YEAR.search(before)) and (rest := _REST_OF_YEAR.match(text)) and len(year[1] + rest[0]) == 4:
        return ""
    if _TORN_SHORT.search(before) and _REST_OF_SHORT.match(text):
        return ""
    return " "

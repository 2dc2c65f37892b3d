"""Markdown inside a line: emphasis, links, images, escapes, entities, tags; broken marks never fail."""

from __future__ import annotations

import html
import re

from docparse.reading.encodings import base_letters
from docparse.reading.lines import Line
from docparse.reading.runs import Runs

TAGS = (
    "br|p|div|sup|sub|b|i|u|em|strong|span|font|table|tbody|thead|tfoot|tr|td|th|center|hr|a|img|ul|ol|li|h[1-6]|small"
    "|big|s|del|ins|code|pre|blockquote|colgroup|col|caption|html|body|o:p"
)
_TOKEN = re.compile(  # the first character tells most places apart before anything else is tried
    r"[\\*_!\[<&](?:"
    r"(?<=\\)(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?<=\*)(?P<stars>\**)"
    r"|(?<=_)(?P<lines>(?<![^\W_]_)_*(?=\S)|(?<=\S_)_*(?![^\W_]))"
    r"|(?:(?<=!)\[|(?<=\[))(?P<label>[^\[\]\n]{0,500})\]"
    r"\([^()\s]{0,2000}(?:\([^()\s]{0,500}\)[^()\s]{0,500})?(?: \"[^\"]{0,300}\")?\)"
    r"|(?<=\[)\^(?P<note>[\w-]{1,30})\]"
    rf"|(?<=<)(?P<tag>/?(?P<name>(?i:{TAGS}))\b[^<>]{{0,1000}}>)"
    r"|(?<=<)!--[^>]{0,2000}-->|(?<=<)(?P<url>(?i:https?)://[^\s<>]{1,2000})>"
    r"|(?<=&)(?P<entity>\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});)"
)
MARKED = re.compile(r"[*_\\\[<&`]")
_VOWELS = "aeiouy"


class Emphasis:
    """Bold and italics as they stand while reading on; both count as bold."""

    __slots__ = ("bold", "italic")

    def __init__(self) -> None:
        self.bold = self.italic = False

    @property
    def open(self) -> bool:
        return self.bold or self.italic

    def close(self) -> None:
        self.bold = self.italic = False

    def toggle(self, count: int) -> None:
        if count >= 2 and count // 2 % 2:
            self.bold = not self.bold
        if count % 2:
            self.italic = not self.italic


def parse(raw: str, number: int, state: Emphasis) -> list[Line]:
    """The line without its marks; more than one where ``<br>`` parts it. ``state`` is carried from line to line."""
    if not state.open and not MARKED.search(raw):
        return [Line(" ".join(raw.split()) if "  " in raw else raw.strip(), number)]
    out, at = Runs(number), 0
    for m in _TOKEN.finditer(raw):
        out.add(raw[at : m.start()], state.open)
        at, kind = m.end(), m.lastgroup
        if kind == "stars":
            _stars(m, raw, out, state)
        elif kind == "lines":
            if len(m.group()) < 4:
                state.toggle(len(m.group()))
        elif kind == "escaped":
            out.add(m.group("escaped"), state.open)
        elif kind == "label":
            out.add(re.sub(r"[*`]+", "", m.group("label")), state.open)
        elif kind == "note":
            out.add(f"[{m.group('note')}]", state.open)
        elif kind == "tag":
            _tag(m, out, state)
        elif kind == "url":
            out.add(m.group("url"), state.open)
        elif kind == "entity":
            out.add(html.unescape(m.group()).replace("\u00a0", " "), state.open)
    out.add(raw[at:], state.open)
    return out.finish(state.open)


def _stars(m: re.Match[str], raw: str, out: Runs, state: Emphasis) -> None:
    at = m.start()
    count, before, after = len(m.group()), raw[at - 1 : at] if at else "", raw[m.end() : m.end() + 1]
    spaced = (not before or before == " ") and (not after or after == " ")
    if count > 4 or (count == 1 and not state.italic and (spaced or (before == "(" and after == ")"))):
        out.add(m.group(), state.open)
        return
    if count == 4 and state.bold and out.ends_word() and after.isalpha():
        if not one_syllable(out.last_word(), re.match(r"\w*", raw[m.end() : m.end() + 40])):
            out.line_break()
        return
    was = state.bold
    state.toggle(count)
    if state.bold and not was:
        out.bold_starts()


def one_syllable(before: str, found: re.Match[str] | None) -> bool:
    """Whether two glued pieces may be one Vietnamese word: "V" + "ề", not "LUẬN" + "CỦA"."""
    after = found.group() if found else ""
    joined = before + after
    if len(before) > 1 and before.isupper() and after[:1].islower():
        return False
    return len(joined) <= 7 and len(re.findall(rf"[{_VOWELS}]+", base_letters(joined))) <= 1


def _tag(m: re.Match[str], out: Runs, state: Emphasis) -> None:
    name, closing = m.group("name").lower(), m.group("tag")[0] == "/"
    if name in ("br", "p", "div", "li", "tr", "hr") or (name[0] == "h" and name[1:].isdigit()):
        out.line_break()
    elif name in ("td", "th"):
        out.add(" ", False)
    elif name in ("b", "strong"):
        state.bold = not closing
        if not closing:
            out.bold_starts()
    elif name in ("i", "em"):
        state.italic = not closing

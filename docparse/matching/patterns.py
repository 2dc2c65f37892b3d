"""The pattern language of rule files: a pattern reads like the sentence that it matches.

    "{agency as lead} chủ trì[,] [và] phối hợp [chặt chẽ] (với|cùng) {agency as partner}"

``[x]`` may be missing, ``(a|b)`` is a choice, ``{name}`` is a variable of the rule file, ``{name as part}``
captures it, ``…`` skips up to 80 characters of the same clause (no ``;`` and no full stop).
A pattern is compiled to a regular expression over ``canon`` text and begins and ends at word boundaries.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from docparse.folding import canon
from docparse.matching.lines import meant
from docparse.matching.trie import trie_regex

GAP = r"(?!\w)[^;.\n]{0,80}?(?<!\w)"  # from one word's end to another's start
_TOKEN = re.compile(r"\s+|[\[\](){}|…]|[^\s\[\](){}|…]+")
_VARIABLE = re.compile(r"([\w.-]+)(?:\s+as\s+(\w+))?")


class PatternError(ValueError):
    """A pattern that does not compile; the message says where and why."""


@dataclass(frozen=True, slots=True)
class _Part:
    kind: str  # "text", "space", "gap", "optional", "choice", "variable"
    text: str = ""
    options: tuple[tuple[_Part, ...], ...] = ()


class _Reader:
    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.tokens = _TOKEN.findall(pattern)
        self.at = 0

    def sequence(self, closers: str) -> tuple[_Part, ...]:
        parts: list[_Part] = []
        while self.at < len(self.tokens) and self.tokens[self.at] not in closers:
            token = self.tokens[self.at]
            self.at += 1
            if token.isspace():
                parts.append(_Part("space"))
            elif token == "…":
                parts.append(_Part("gap"))
            elif token in "[(":
                parts.append(
                    _Part("optional" if token == "[" else "choice", options=self.choices("]" if token == "[" else ")"))
                )
            elif token == "{":
                parts.append(self.variable())
            elif token in "])}|":
                raise PatternError(f"{token!r} thừa trong {self.pattern!r}")
            else:
                parts.append(_Part("text", token))
        return tuple(parts)

    def choices(self, closer: str) -> tuple[tuple[_Part, ...], ...]:
        options = [self.sequence(closer + "|")]
        while self.at < len(self.tokens) and self.tokens[self.at] == "|":
            self.at += 1
            options.append(self.sequence(closer + "|"))
        if self.at >= len(self.tokens):
            raise PatternError(f"thiếu {closer!r} trong {self.pattern!r}")
        self.at += 1
        return tuple(options)

    def variable(self) -> _Part:
        words = []
        while self.at < len(self.tokens) and self.tokens[self.at] != "}":
            words.append(self.tokens[self.at])
            self.at += 1
        if self.at >= len(self.tokens):
            raise PatternError(f"thiếu '}}' trong {self.pattern!r}")
        self.at += 1
        return _Part("variable", "".join(words).strip())


def _render(parts: tuple[_Part, ...], variables: Mapping[str, str]) -> str:
    """An optional part takes one neighbouring space with it, so that none is left over where it is missing."""
    out: list[str] = []
    i, spaced = 0, True  # spaced: nothing before, or a space was written or taken by an optional part
    while i < len(parts):
        part, after = parts[i], parts[i + 1] if i + 1 < len(parts) else None
        if spaced and part.kind == "optional" and after is not None and after.kind == "space":
            out.append(rf"(?:{_choice(part, variables)}\s+)?")
            i += 2
        elif part.kind == "space" and after is not None and after.kind == "optional":
            out.append(rf"(?:\s+{_choice(after, variables)})?")
            i, spaced = i + 2, False
        elif part.kind == "space" and (
            (after is not None and after.kind == "gap") or (i and parts[i - 1].kind == "gap")
        ):
            i += 1  # the gap holds the spaces around it
        else:
            out.append(_single(part, variables))
            i, spaced = i + 1, part.kind in ("space", "gap")
    return "".join(out)


def _choice(part: _Part, variables: Mapping[str, str]) -> str:
    return "(?:" + "|".join(_render(option, variables) for option in part.options) + ")"


def _single(part: _Part, variables: Mapping[str, str]) -> str:
    match part.kind:
        case "text":
            return re.escape(canon(part.text))
        case "space":
            return r"\s+"
        case "gap":
            return GAP
        case "optional":
            return _choice(part, variables) + "?"
        case "choice":
            return _choice(part, variables)
    name = _VARIABLE.fullmatch(part.text)
    if name is None or name[1] not in variables:
        raise PatternError(f"không có biến {{{part.text}}}, {meant(name[1] if name else part.text, variables)}")
    body = variables[name[1]]
    return f"(?P<{name[2]}>{body})" if name[2] else f"(?:{body})"


def words_to_regex(words: list[str]) -> str:
    """A choice of phrases, longest first, over ``canon`` text."""
    return f"(?:{trie_regex(_keys(words))})"


def whole_words_to_regex(words: list[str]) -> str:
    """A choice of phrases, longest first, that begin and end at word boundaries of ``canon`` text."""
    return rf"(?:{trie_regex(_keys(words), at_word=True)})(?!\w)"


def _keys(words: list[str]) -> list[str]:
    return sorted({" ".join(canon(w).split()) for w in words})


def pattern_to_regex(pattern: str, variables: Mapping[str, str]) -> str:
    """The regular expression of one pattern, bounded by word edges; raises :class:`PatternError`."""
    reader = _Reader(pattern)
    parts = reader.sequence("")
    body = _render(parts, variables)
    if not body:
        raise PatternError("mẫu rỗng")
    return rf"(?<!\w)(?:{body})(?!\w)"

"""The words of ``rules/questions.yaml``, matched with or without diacritics."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from docparse.folding import bare, canon
from docparse.matching.engine import rule_pack
from docparse.matching.perpack import per_pack

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: as people write it (``canon``), folded, and where it stands."""

    canon: str
    fold: str
    start: int
    end: int

    def means(self, wanted: Word) -> bool:
        """Typed without diacritics it may mean any word that folds to it; typed with them only itself."""
        return self.canon == wanted.canon or (self.canon == self.fold == wanted.fold)


Phrase = tuple[Word, ...]


def words_of(text: str) -> Phrase:
    """The words of a text, offsets in its NFC form."""
    text = unicodedata.normalize("NFC", text)
    plain = canon(text)
    folded = bare(plain)
    return tuple(Word(m[0], folded[m.start() : m.end()], m.start(), m.end()) for m in _WORD.finditer(plain))


def rules() -> Mapping[str, Any]:
    """The file as read."""
    return rule_pack().raw("questions")


@per_pack()
def phrases(topic: str, entry: str = "words") -> tuple[Phrase, ...]:
    """The phrases of a list of the file, longest first."""
    return tuple(sorted((words_of(phrase) for phrase in rules()[topic][entry]), key=len, reverse=True))


def match_at(text: Phrase, at: int, wanted: Iterable[Phrase]) -> int:
    """How many words from ``at`` the first phrase that fits takes; 0 if none fits."""
    left, first = len(text) - at, text[at].fold if at < len(text) else ""
    for phrase in wanted:
        if phrase[0].fold != first or left < len(phrase):
            continue
        if all(text[at + n].means(word) for n, word in enumerate(phrase)):
            return len(phrase)
    return 0


def role_words() -> Mapping[str, tuple[str, ...]]:
    """What people call each role ("chủ trì", "đầu mối")."""
    return {role: tuple(words) for role, words in rules()["roles"].items() if role != "why"}

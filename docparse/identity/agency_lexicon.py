"""The lists of ``rules/agencies.yaml``, ``agency_words.yaml`` and ``places.yaml`` as tries over words.

A trie is a nested dict; the entry that ends at a node lies under the key ``""``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from docparse.folding import canon, fold
from docparse.identity.agency_tokens import SEPARATORS, Tokens, split_words
from docparse.matching.engine import rule_pack
from docparse.matching.lines import Named, Where
from docparse.matching.perpack import per_pack

Trie = dict[str, Any]
_GLUE = ("", "&", "-", "và", ",", ".")
_NO_WORDS: frozenset[str] = frozenset()
_LONG_GLUE = ("", "&", "-", ",")


@dataclass(frozen=True)
class Entry:
    """What a listed name or head noun is; ``display`` is its spelling, ``canonical`` the first one of its body."""

    display: str
    canonical: str
    shape: str
    kind: str
    rule: str
    central: bool = False
    bare: bool = False
    loose: bool = False
    capital: bool = False
    abbreviated: bool = False
    fields: Trie = field(default_factory=dict, hash=False, compare=False)

    @property
    def needs_capital(self) -> bool:
        """Whether the word alone, in small letters and with no capital behind it, is a common noun."""
        if self.shape == "name":
            return self.display[:1].isupper()
        return self.shape in ("field", "owned") or (self.shape == "proper" and (self.bare or not self.loose))


def insert(trie: Trie, words: Iterable[str], value: Any) -> None:
    """Puts a value at the end of a word path; the first one stays."""
    for word in words:
        trie = trie.setdefault(word, {})
    trie.setdefault("", value)


def longest(trie: Trie, tokens: Tokens, i: int) -> tuple[Any, int] | None:
    """The entry of the longest path from token ``i`` and the token after it."""
    keys, stop = tokens.keys, tokens.stop
    if not tokens.first <= i < stop or keys[i] not in trie:
        return None
    best: tuple[Any, int] | None = None
    node: Trie | None = trie[keys[i]]
    while node is not None:
        i += 1
        if "" in node:
            best = node[""], i
        node = node.get(keys[i]) if i < stop else None
    return best


Starts = Mapping[str, frozenset[str] | None]


def begins(starts: Starts, tokens: Tokens, i: int) -> bool:
    """Whether a path may begin at token ``i``, by its first two words."""
    second = starts.get(tokens.key(i), _NO_WORDS)
    return second is None or tokens.key(i + 1) in second


def _is_code(text: str) -> bool:
    """An abbreviation: some part of it is all capitals and longer than a letter."""
    return any(len(word) > 1 and word.isupper() for word in text.replace(".", " ").replace("&", " ").split())


def _spellings(form: str, norm: Callable[[str], str]) -> Iterable[list[str]]:
    """The ways to write a form: an abbreviation in parts may be joined by nothing, "&", "-", "và" or a comma."""
    parts = form.split()
    if len(parts) > 1 and all(p.isupper() and len(p) > 1 for p in parts):
        for glue in product(_GLUE if len(parts) < 3 else _LONG_GLUE, repeat=len(parts) - 1):
            pieces = [parts[0]]
            for mark, part in zip(glue, parts[1:], strict=True):
                pieces += [f" {mark} " if mark else "", part]
            yield split_words(norm("".join(pieces)))
        yield split_words(norm(form))
        return
    yield split_words(norm(form))


def _forms(line: str) -> list[str]:
    return [part.strip() for part in str(line).split("|")]


class Lexicon:
    """All lists for one way of comparing: ``canon`` for documents, ``fold`` for what users type.

    ``entries``: as in ``agencies.yaml``, whose own they stand for, each with id, kind and shape.
    """

    def __init__(self, norm: Callable[[str], str] = canon, entries: Iterable[Mapping[str, Any]] | None = None) -> None:
        self.norm = norm
        pack = rule_pack()
        words, places = pack.raw("agency_words")["lists"], pack.raw("places")["lists"]
        self.bodies: Trie = {}
        self.fields: dict[str, Trie] = {}
        for item in pack.raw("agencies")["entries"] if entries is None else entries:
            self._entry(item)
        tries = {name: self._trie(phrases) for name, phrases in {**words, **places}.items()}
        self.tries = Named(tries, Where("agency_words.yaml"))
        self.groups = {key: strength for strength in ("weak_groups", "groups") for key in self._keys(words[strength])}
        self.series_heads = tuple(self._keys(words["series_heads"]))
        self.group_trie = self._trie([*words["groups"], *words["weak_groups"]])
        self.not_group_trie = self._trie(
            [w for w in (*words["not_groups"], *words["not_names"]) if w not in set(words["groups"])]
        )
        self.open_groups = set(self._keys(words["open_groups"]))
        laws = self._split(words["law_words"])
        self.law_ends, self.law_length = {law[-1] for law in laws}, max(map(len, laws), default=0)
        self.ambiguous, self.noun_before = set(self._keys(words["verb_like"])), set(self._keys(words["noun_before"]))
        self.place_words, self.lone_words = set(self._keys(places["levels"])), set(self._keys(words["lone_groups"]))
        phrases = ("all_tiers", "tier_words", "plurals", "levels", "central_tails", "provinces", "tails_in_name")
        self.place_starts = frozenset(word for name in phrases for word in self.tries[name])
        self.only_plural = set(self._keys(words["only_plural"]))
        self.need_plural = set(self._keys(words["need_plural"])) | self.place_words | self.only_plural
        self.compounds: dict[str, set[str]] = {}
        for *before, word in self._split(words["compounds"]):
            self.compounds.setdefault(word, set()).add(" ".join(before))
        pairs = (_forms(line) for line in words["short_words"])
        self.short = {canon(code): full for code, full in pairs}
        self.short_starts = {split_words(code)[0] for code in self.short}
        self.provinces = {fold(p).replace("-", " "): p for p in places["provinces"]}
        titles = [self.tries[n] for n in ("offices", "holders", "settlement_heads")]
        self.title_starts = _starts(titles)
        self.starts = _starts([self.bodies, self.group_trie, *titles])
        for word in self.tries["plurals"]:
            self.starts.setdefault(word, _NO_WORDS)
        self.common = self._common_nouns(titles)

    def _common_nouns(self, titles: list[Trie]) -> dict[str, frozenset[str]]:
        """Words that alone and in small letters name nothing ("bộ", "trường"), with those behind which change that."""
        out: dict[str, frozenset[str]] = {}
        for word, alone in self.starts.items():
            entry: Entry | None = self.bodies.get(word, {}).get("")
            if alone is not None or any("" in trie.get(word, {}) for trie in (*titles, self.tries["plurals"])):
                continue
            if self.groups.get(word) == "groups" or word in self.lone_words or (entry and not entry.needs_capital):
                continue
            tries = (self.bodies.get(word, {}), self.group_trie.get(word, {}), *(t.get(word, {}) for t in titles))
            out[word] = SEPARATORS.union(entry.fields if entry else (), *tries)
        return out

    def ends_compound(self, tokens: Tokens, i: int) -> bool:
        """Whether token ``i`` is the last part of a word of two: "hội" in "xã hội"."""
        before = self.compounds.get(tokens.keys[i])
        return before is not None and tokens.key(i - 1) in before

    def _trie(self, phrases: Iterable[str]) -> Trie:
        trie: Trie = {}
        raw = list(phrases)
        for phrase, words in zip(raw, self._split(raw), strict=True):
            insert(trie, words, phrase)
        return trie

    def _keys(self, phrases: Iterable[str]) -> list[str]:
        return [" ".join(words) for words in self._split(list(phrases))]

    def _split(self, phrases: list[str]) -> list[list[str]]:
        """Each phrase as token keys; compared in one go, as one call is cheaper than thousands."""
        joined = self.norm("\n".join(phrases))
        return [split_words(line) for line in joined.split("\n")] if phrases else []

    def _entry(self, item: Mapping[str, Any]) -> None:
        shape = item["shape"]
        fields: Trie = {}
        for line in item.get("fields", ()):
            self._field(fields, _forms(line))
        if "like" in item:
            _merge(fields, self.fields.get(item["like"], {}))
        self.fields[item["id"]] = fields
        common = {
            "shape": shape,
            "kind": item["kind"],
            "rule": item["id"],
            "central": bool(item.get("central")),
            "bare": bool(item.get("bare")),
            "loose": bool(item.get("loose")),
            "capital": bool(item.get("capital")),
            "fields": fields,
        }
        lines = item.get("names") or item.get("heads") or ()
        whole = _forms(lines[0])[0] if item.get("one_body") and lines else ""
        for line in lines:
            forms = _forms(line)
            for form in forms:
                code = _is_code(form) or (shape == "field" and form != forms[0])
                same_wording = shape == "name" and not code
                entry = Entry(form if same_wording else forms[0], whole or forms[0], abbreviated=code, **common)
                if shape == "field" and code:
                    self._joined(entry, form, item.get("fields", ()))
                    continue
                for spelling in _spellings(form, self.norm):
                    insert(self.bodies, spelling, entry)

    def _field(self, trie: Trie, forms: list[str]) -> None:
        for form in forms:
            code = _is_code(form) or (len(forms[0].split()) > 1 and form.isupper())
            for spelling in _spellings(form, self.norm):
                insert(trie, spelling, (forms[0] if code else form, code, forms[0]))

    def _joined(self, entry: Entry, letter: str, lines: Iterable[str]) -> None:
        """SGDĐT, BTC: the head's letter joined to the abbreviation of the field."""
        for line in lines:
            forms = _forms(line)
            for form in forms[1:]:
                if _is_code(form) and all(p.isupper() for p in form.split()):
                    name = f"{entry.display} {forms[0]}"
                    whole = Entry(name, name, "name", entry.kind, entry.rule, entry.central, abbreviated=True)
                    for spelling in _spellings(letter + form, self.norm):
                        insert(self.bodies, spelling, whole)


def _starts(tries: Iterable[Trie]) -> dict[str, frozenset[str] | None]:
    """The words that begin a path, with those that must come second; None where the word alone is enough."""
    second: dict[str, set[str]] = {}
    alone: set[str] = set()
    for trie in tries:
        for word, node in trie.items():
            second.setdefault(word, set()).update(node)
            if "" in node:
                alone.add(word)
    return {word: None if word in alone else frozenset(more) for word, more in second.items()}


def _merge(trie: Trie, other: Trie) -> None:
    for key, node in other.items():
        if key == "":
            trie.setdefault("", node)
        else:
            _merge(trie.setdefault(key, {}), node)


@per_pack()
def lexicon(folded: bool = False) -> Lexicon:
    """The lexicon over canon text, or over text without diacritics; loaded once."""
    return Lexicon(fold if folded else canon)

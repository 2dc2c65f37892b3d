"""The agencies of one document: read once, remembered, and names learned where their extent is certain."""

from __future__ import annotations

from functools import cached_property

from docparse.identity.agency_found import AgencyMention, Found, to_mention
from docparse.identity.agency_grammar import Grammar
from docparse.identity.agency_lexicon import Lexicon, Trie, insert, lexicon, longest
from docparse.identity.agency_lists import hard_parts, heading_shape, heads, names_only_agencies, read_items, scan
from docparse.identity.agency_tokens import Tokens

_LEARNED_WORDS = 2  # a single word teaches nothing


class DocumentAgencies:
    """Finds agencies in spans of one text, ``keys`` being ``canon(text)``; overlapping spans cost little.

    ``learn`` a span that names agencies and nothing else (a heading, a field line, a table cell, a receiver): from
    then on its unlisted names are found whole wherever they stand. Offsets are those of ``text``. ``names`` stand
    for the lists of ``agencies.yaml``: ``Lexicon(entries=…)``.
    """

    def __init__(self, text: str, keys: str, names: Lexicon | None = None) -> None:
        self.text, self.keys = text, keys
        self._lexicon = names or lexicon()
        self._learned: Trie = {}
        self._forget()

    def _forget(self) -> None:
        self._spans: dict[tuple[int, int], list[AgencyMention]] = {}
        self._lists: dict[tuple[int, int], list[AgencyMention]] = {}
        self._headings: dict[tuple[int, int], bool] = {}
        self._heads: list[int] | None = None

    @cached_property
    def _running(self) -> Grammar:
        return Grammar(self._lexicon, Tokens(self.text, self.keys, 0, len(self.keys)), learned=self._learned)

    @cached_property
    def _listing(self) -> Grammar:
        return Grammar(self._lexicon, self._running.tokens, listing=True, learned=self._learned)

    def _bare(self, grammar: Grammar, start: int, end: int) -> Grammar:
        """The grammar over ``text[start:end]`` without remarks in parentheses."""
        if self.keys.find("(", start, end) < 0 and grammar.tokens.narrow(start, end):
            return grammar
        tokens = Tokens(self.text, self.keys, start, end, remarks=False)
        return Grammar(self._lexicon, tokens, listing=grammar.listing, learned=self._learned)

    # --- running text ---------------------------------------------------------------------------------

    def find(self, start: int, end: int) -> list[AgencyMention]:
        """All agencies named in ``text[start:end]``, in order, none overlapping."""
        span = (start, end)
        if span not in self._spans:
            self._spans[span] = self._found(start, end)
        return list(self._spans[span])

    def _found(self, start: int, end: int) -> list[AgencyMention]:
        if self._heads is None:
            self._running.tokens.narrow(0, len(self.keys))
            self._heads = heads(self._running)
        grammar, starts = self._running, self._heads
        if not grammar.tokens.narrow(start, end):
            grammar = Grammar(self._lexicon, Tokens(self.text, self.keys, start, end), learned=self._learned)
            starts = heads(grammar)
        return [to_mention(f, grammar.tokens) for f in scan(grammar, starts)]

    # --- lists and headings ---------------------------------------------------------------------------

    def read_list(self, start: int, end: int) -> list[AgencyMention]:
        """The agencies of a passage that names nothing else: a heading, a line "Đơn vị phối hợp: …", a table cell.

        An item that no list knows becomes an agency of kind "khác"; remarks in parentheses stay out.
        """
        span = (start, end)
        if span not in self._lists:
            out: list[AgencyMention] = []
            for part in hard_parts(self.text, self.keys, start, end):
                grammar = self._bare(self._listing, *part)
                out += [to_mention(f, grammar.tokens) for f in read_items(grammar)]
            self._lists[span] = out
        return list(self._lists[span])

    def is_heading(self, start: int, end: int) -> bool:
        """Whether a heading (without its marker) names agencies and nothing else ("Trách nhiệm của Sở Y")."""
        span = (start, end)
        if span not in self._headings:
            self._headings[span] = heading_shape(self.keys, start, end) and names_only_agencies(
                self._bare(self._running, start, end)
            )
        return self._headings[span]

    # --- names of this document -----------------------------------------------------------------------

    def learn(self, start: int, end: int) -> list[str]:
        """Learn the unlisted names of a passage of nothing but agencies; returns those that are new, in key form."""
        new, mentions = list[str](), list[AgencyMention]()
        for part in hard_parts(self.text, self.keys, start, end):
            grammar = self._bare(self._listing, *part)
            for found in read_items(grammar):
                mentions.append(to_mention(found, grammar.tokens))
                words = self._whole_name(grammar, found)
                if words and not _known(self._learned, words):
                    insert(self._learned, words, (found.kind, found.rule, found.central))
                    new.append(" ".join(words))
        if new:
            self._forget()
        else:
            self._lists[start, end] = mentions
        return new

    def _whole_name(self, grammar: Grammar, found: Found) -> list[str]:
        """The words of an unlisted name behind titles; empty where they may be something else."""
        tokens, first = grammar.tokens, grammar.titles.offices(found.first)[0]
        words = tokens.keys[first : found.last]
        if found.group or found.bare or len(words) < _LEARNED_WORDS or not tokens.is_capital(first):
            return []
        if found.rule != "agency.unlisted":
            entry = longest(grammar.lexicon.bodies, tokens, first)
            return words if entry is not None and entry[0].shape == "proper" and ":" not in words else []
        capitals = sum(tokens.is_capital(k) for k in range(first, found.last))
        shouted = all(tokens.is_shouted(k) for k in range(first, found.last) if tokens.is_word(k))
        plain = all(tokens.is_word(k) and tokens.key(k).isalpha() for k in range(first, found.last))
        return words if capitals > 1 and plain and not shouted and not grammar.stops(first) else []


def _known(trie: Trie, words: list[str]) -> bool:
    for word in words:
        if word not in trie:
            return False
        trie = trie[word]
    return "" in trie

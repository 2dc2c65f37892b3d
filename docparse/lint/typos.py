"""Words that nobody writes on purpose: no Vietnamese syllable, doubled, spaces before marks."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from docparse.folding import bare, canon
from docparse.lint.findings import Finding, finding
from docparse.lint.syllables import is_loan, is_syllable
from docparse.lint.view import View

_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[a-z\u00c0-\u024f\u1e00-\u1eff]+")  # "μg" is a unit
_VOWEL = re.compile("[aeiouy]")
_VIETNAMESE = re.compile(r"[a-zđăâêôơưà-ãè-êìíò-õùúýĩũ\u1ea0-\u1ef9]+")
_STARTS = frozenset('.;:!?|(“"\n')  # what ends the sentence before
_JOINING = frozenset("-/&'’_.@+")  # signs that make a word a part of a symbol, an address, a foreign word
_OFTEN = 3  # how often the right form stands elsewhere in the document to be taken for what was meant
_OFTEN_PLAIN = 6  # the same for a word without any mark, which may be foreign
_LEAST_PLAIN = 3  # letters of such a word
_LEAST_DOUBLED = 2  # letters of a word that stands twice, else "a a" is a list
_LEAST_SHOUTED = 4  # letters of one in capitals, else it is an abbreviation


class _Word(NamedTuple):
    start: int
    end: int
    text: str
    lower: str


def check_typos(view: View) -> Iterator[Finding]:
    """DP753 for each word, DP756 for each doubled passage, DP760 once."""
    words = [_Word(*m.span(), m[0], m[0].lower()) for m in _WORD.finditer(view.text)]
    yield from _no_syllables(view, words)
    yield from _doubled(view, words)
    spaced = view.find("spaced_mark")
    if spaced:
        spots = tuple(view.spot(m.start, m.end, around=True) for m in spaced)
        yield finding("DP760", f"{len(spaced)} chỗ", spots, rule=spaced[0].rule.id, why=spaced[0].rule.why)


# --- syllables -------------------------------------------------------------------------------------


def _no_syllables(view: View, words: list[_Word]) -> Iterator[Finding]:
    counts = Counter(word.lower for word in words)
    meant: dict[str, Counter[str]] = defaultdict(Counter)
    for form, n in counts.items():
        if is_syllable(form):
            meant[bare(form)][canon(form)] += n
    wrong: dict[str, list[_Word]] = {}
    for at, word in enumerate(words):
        if len(word.lower) > 1 and not is_syllable(word.lower) and _is_mistyped(view, words, at, meant):
            wrong.setdefault(word.lower, []).append(word)
    for form, places in wrong.items():
        right = meant[bare(form)].most_common(1) if _VIETNAMESE.fullmatch(form) else []
        right = right or [(two, 0) for two in _parted(form)[:1]]
        detail = f"“{form}”" + "".join(f", có lẽ là “{one}”" + (f" (×{n})" if n else "") for one, n in right)
        yield finding("DP753", detail, tuple(view.spot(w.start, w.end, around=True) for w in places))


def _is_mistyped(view: View, words: list[_Word], at: int, meant: dict[str, Counter[str]]) -> bool:
    """Whether a word that is no syllable is a slip, not a name, an abbreviation or a foreign word."""
    word = words[at]
    beside = view.text[max(0, word.start - 1) : word.start] + view.text[word.end : word.end + 1]
    joined = beside[:1] in _JOINING or (view.text[word.end : word.end + 1] in _JOINING - {"."})
    if joined or any(sign.isdigit() for sign in beside) or not _LATIN.fullmatch(word.lower) or is_loan(word.lower):
        return False
    if not _VOWEL.search(bare(word.lower)):
        return False  # "hđnd"
    known = max(meant[bare(word.lower)].values(), default=0) if bare(word.lower) in meant else 0
    plain = word.lower.isascii()
    if word.text.islower() or _begins_sentence(view, words, at):
        return not plain or (len(word.text) >= _LEAST_PLAIN and known >= _OFTEN_PLAIN and _among_marked(words, at))
    shouted = word.text.isupper()
    return (
        (shouted or word.text.istitle())
        and not plain
        and known >= _OFTEN
        and (not shouted or len(word.text) >= _LEAST_SHOUTED)
    )


def _among_marked(words: list[_Word], at: int) -> bool:
    """Whether both words beside one bear marks or are syllables, and one bears marks: not in text without marks."""
    beside = [words[n] for n in (at - 1, at + 1) if 0 <= n < len(words)]
    return all(is_syllable(w.lower) for w in beside) and any(not w.lower.isascii() for w in beside)


def _begins_sentence(view: View, words: list[_Word], at: int) -> bool:
    """Whether a word has its capital from the sentence: none that belongs to a name follows."""
    word = words[at]
    after = words[at + 1] if at + 1 < len(words) else None
    if not word.text.istitle() or after is None or not after.text.islower() or after.start - word.end != 1:
        return False
    before = view.text[max(0, word.start - 3) : word.start].rstrip(" -+*•")
    return not before or before[-1] in _STARTS or word.start == 0


def _parted(form: str) -> list[str]:
    """Ways to read a word as two syllables without the space between them."""
    ways = ((form[:n], form[n:]) for n in range(1, len(form)))
    return [f"{one} {two}" for one, two in ways if is_syllable(one) and is_syllable(two)]


# --- doubled words ---------------------------------------------------------------------------------


def _doubled(view: View, words: list[_Word]) -> Iterator[Finding]:
    """One or two words that stand twice in a row."""
    alike: dict[str, list[tuple[int, int]]] = {}
    told = -1  # the last word of the passage before
    for at, word in enumerate(words):
        for size in (2, 1):
            first, second = words[at : at + size], words[at + size : at + 2 * size]
            same = [w.lower if size == 1 else w.text for w in first] == [w.text for w in second]
            if at <= told or not same or not _in_row(view, first + second):
                continue
            if size == 1 and not _needless(view, words, at):
                continue
            alike.setdefault(view.keys[word.start : second[-1].end], []).append((word.start, second[-1].end))
            told = at + 2 * size - 1
    for places in alike.values():
        said = view.text[slice(*places[0])]
        yield finding("DP756", f"“{said}”", tuple(view.spot(*place, around=True) for place in places))


def _needless(view: View, words: list[_Word], at: int) -> bool:
    """Whether the second of two equal words belongs to nothing: in "hành vi vi phạm" it begins another word."""
    word, after = words[at], words[at + 2] if at + 2 < len(words) else None
    functions = view.pack.words("lint", "function_words")
    if canon(word.lower) in functions:
        return True
    if not word.text.islower() or len(word.text) < _LEAST_DOUBLED:
        return False  # "Ba Ba" may be a name
    if canon(word.lower) in view.pack.words("lint", "doubled_on_purpose"):
        return False
    return after is None or not _in_row(view, [words[at + 1], after]) or canon(after.lower) in functions


def _in_row(view: View, words: list[_Word]) -> bool:
    """Whether nothing but one space stands between each two."""
    return all(two.start - one.end == 1 and view.text[one.end] == " " for one, two in pairwise(words))

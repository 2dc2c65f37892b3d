"""Spelling that varies within one document: i and y, tone placement, names and abbreviations, words typed wrong."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from docparse.folding import bare, canon
from docparse.lint.findings import Finding, finding
from docparse.lint.syllables import is_syllable
from docparse.lint.view import View

_WORD = re.compile(r"[^\W\d_]+")
_SHORT_FORM = re.compile(r"[A-ZĐ]{1,6}(?:[&.-][A-ZĐ]{1,6}){0,3}")
_SEPARATORS = re.compile(r"[&.-]")
_LEAST_LETTERS = 4  # of an abbreviation: shorter ones mean several things
_LEAST_WORDS = 3  # that two names share
_MANY = 8  # how often the right spelling of what stands once must stand
_SOME = 3  # the same where hỏi and ngã are exchanged, which many pronounce alike
_ALIKE_TONES = str.maketrans("\u0303", "\u0309")


class _Word(NamedTuple):
    """A word as printed, in lower case and as its key; ``name``: it is part of a name in capitals."""

    start: int
    end: int
    lower: str
    key: str
    name: bool


def check_spelling(view: View) -> Iterator[Finding]:
    """DP751, DP752, DP754, DP755 and DP759."""
    words = _words(view)
    yield from _variants(view, words)
    yield from _two_words(view)
    yield from _letter_case(view)
    yield from _short_forms(view)
    yield from _mistyped(view, words)


def _words(view: View) -> list[_Word]:
    found: list[_Word] = []
    matches = list(_WORD.finditer(view.text))
    for at, match in enumerate(matches):
        title = _is_title(match[0])
        after = matches[at + 1] if at + 1 < len(matches) else None
        before = matches[at - 1] if at else None
        near_after = after is not None and after.start() - match.end() == 1 and _is_title(after[0])
        near_before = before is not None and match.start() - before.end() == 1 and _is_title(before[0])
        key = view.keys[match.start() : match.end()]
        found.append(_Word(match.start(), match.end(), match[0].lower(), key, title and (near_after or near_before)))
    return found


def _is_title(word: str) -> bool:
    return word[:1].isupper() and (len(word) == 1 or not word.isupper())


# --- i and y, tone placement -----------------------------------------------------------------------


def _variants(view: View, words: list[_Word]) -> Iterator[Finding]:
    """A syllable in two spellings that its key takes for one."""
    by_key: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for at, word in enumerate(words):
        if not word.name:
            by_key[word.key][word.lower].append(at)
    toned: list[tuple[str, list[_Word]]] = []
    for forms in by_key.values():
        if len(forms) < 2:
            continue
        tone = len({bare(form) for form in forms}) == 1
        pairs = _shared(view, words, forms)
        counts = sorted(((len(places), form) for form, places in forms.items()), reverse=True)
        few = [words[at] for _, form in counts[1:] for at in forms[form]]
        if all(view.text[w.start : w.end].isupper() for w in few) or not (tone or pairs):
            continue  # a letterhead; "công ty" and "ti vi" are different words
        detail = _said({form: n for n, form in counts})
        if pairs:
            detail += f" (trong đó {'; '.join(_said(dict(pair)) for pair in pairs[:3])})"
        if tone:
            toned.append((detail, few))
        else:
            yield finding("DP751", detail, tuple(view.spot(w.start, w.end, around=True) for w in few))
    if toned:
        spots = tuple(view.spot(w.start, w.end, around=True) for _, few in toned for w in few)
        yield finding("DP752", "; ".join(detail for detail, _ in toned), spots)


def _said(forms: dict[str, int]) -> str:
    """``“quản lý” ×26, “quản lí” ×7``."""
    return ", ".join(f"“{form}” ×{n}" for form, n in sorted(forms.items(), key=lambda item: -item[1]))


def _shared(view: View, words: list[_Word], forms: dict[str, list[int]]) -> list[tuple[tuple[str, int], ...]]:
    """Two-word terms that are printed with both spellings, the most frequent first."""
    terms: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    places_of: dict[int, set[int]] = defaultdict(set)
    for form, places in forms.items():
        for at in places:
            for first in (at - 1, at):
                if first >= 0 and first + 1 < len(words) and _adjoin(view, words[first], words[first + 1]):
                    one, two = words[first], words[first + 1]
                    key = (one.key, two.key)
                    left = form if first == at else one.key
                    right = form if first != at else two.key
                    terms[key][f"{left} {right}"] += 1
                    places_of[id(terms[key])].add(at)
    both = sorted((of for of in terms.values() if len(of) > 1), key=lambda of: -of.total())
    taken: set[int] = set()  # each place counts in one term: "quản lý giáo" is no second one
    kept = []
    for counter in both:
        if not taken & places_of[id(counter)]:
            kept.append(tuple(counter.items()))
        taken |= places_of[id(counter)]
    return kept


def _adjoin(view: View, one: _Word, two: _Word) -> bool:
    return two.start - one.end == 1 and view.text[one.end] == " "


# --- words and names in two ways -------------------------------------------------------------------


def _two_words(view: View) -> Iterator[Finding]:
    by_word: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for mention in view.find("two_spellings"):
        if (word := mention.text(view.keys, "word")) is not None and not view.is_quoted(mention.start, mention.end):
            by_word[word].append((mention.start, mention.end))
            rule = mention.rule
    if len(by_word) > 1:
        forms = sorted(by_word.items(), key=lambda item: -len(item[1]))
        detail = _said({word: len(places) for word, places in forms})
        spots = tuple(view.spot(*place, around=True) for _, places in forms[1:] for place in places)
        yield finding("DP754", detail, spots, rule=rule.id, why=rule.why)


def _letter_case(view: View) -> Iterator[Finding]:
    """Names of agencies that begin alike but for capitals: Ủy ban Mặt trận Tổ quốc, Ủy ban Mặt trận tổ quốc."""
    loose = view.pack.words("lint", "loose_kinds")
    forms: dict[str, dict[str, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    for mention in view.agencies:
        words = list(_WORD.finditer(view.text, mention.start, mention.end))
        shouted = any(len(word[0]) > 1 and word[0].isupper() for word in words[1:])
        if mention.group or mention.kind in loose or shouted or view.is_quoted(mention.start, mention.end):
            continue
        for at in range(_LEAST_WORDS - 1, len(words)):
            name = " ".join(view.text[mention.start : words[at].end()].split())
            whole = (mention.start, words[min(at + 1, len(words) - 1)].end())
            forms[name.lower()][name[:1].lower() + name[1:]].append(whole)
    told: dict[str, str] = {}
    few: set[tuple[int, int]] = set()
    levels = view.pack.words("lint", "level_words")
    for name in sorted(forms):
        if (
            len(forms[name]) < 2
            or canon(name.split()[-1]) in levels
            or any(name.startswith(shorter) for shorter in told)
        ):
            continue
        ordered = sorted(forms[name].items(), key=lambda item: -len(item[1]))
        told[name] = _said({_printed(view, spans[0]): len(spans) for _, spans in ordered})
        few.update(span for _, spans in ordered[1:] for span in spans)
    if told:
        detail = "; ".join(told.values())
        yield finding("DP755", detail, tuple(view.spot(*span, around=True) for span in sorted(few)))


def _printed(view: View, span: tuple[int, int]) -> str:
    return " ".join(view.text[span[0] : span[1]].split())


def _short_forms(view: View) -> Iterator[Finding]:
    """Abbreviations with and without signs between their parts: GD&ĐT, GDĐT."""
    forms: dict[str, dict[str, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    for match in _SHORT_FORM.finditer(view.text):
        letters = _SEPARATORS.sub("", match[0])
        inside = view.text[max(0, match.start() - 1) : match.start()] + view.text[match.end() : match.end() + 1]
        if len(letters) >= _LEAST_LETTERS and not any(c.isalnum() or c in "/-&" for c in inside):
            forms[letters][match[0]].append(match.span())
    for spelled in forms.values():
        if len(spelled) < 2:
            continue
        ordered = sorted(spelled.items(), key=lambda item: -len(item[1]))
        few = [span for _, spans in ordered[1:] for span in spans if not view.is_quoted(*span)]
        if few:
            detail = _said({form: len(spans) for form, spans in ordered})
            yield finding("DP755", detail, tuple(view.spot(*span, around=True) for span in few))


def _sound_alike(one: str, other: str) -> bool:
    """Whether two words differ in nothing but hỏi and ngã."""
    first, second = (unicodedata.normalize("NFD", word).translate(_ALIKE_TONES) for word in (one, other))
    return first == second


# --- diacritics ------------------------------------------------------------------------------------


def _mistyped(view: View, words: list[_Word]) -> Iterator[Finding]:
    """A pair of words that stands once and differs in nothing but its marks from one that is in frequent use."""
    counts: Counter[tuple[str, str]] = Counter()
    where: dict[tuple[str, str], int] = {}
    for at in range(len(words) - 1):
        if _adjoin(view, words[at], words[at + 1]):
            pair = (words[at].key, words[at + 1].key)
            counts[pair] += 1
            where[pair] = at
    often: dict[tuple[str, str], tuple[str, str]] = {}
    for pair, n in counts.most_common():
        if n < _SOME:
            break
        often.setdefault((bare(pair[0]), bare(pair[1])), pair)
    terms = {(one, two) for one, two in (term.split() for term in view.pack.words("lint", "common_terms"))}
    for term in terms:
        often.setdefault((bare(term[0]), bare(term[1])), term)
    singles = Counter(word.key for word in words)
    slips = view.find("slip")
    told: set[int] = set()
    pairs = sorted(counts.items(), key=lambda item: -counts[often.get((bare(item[0][0]), bare(item[0][1])), item[0])])
    for pair, n in pairs:
        right = often.get((bare(pair[0]), bare(pair[1])))
        if right is None or right == pair or n > 1:
            continue
        wrong = [(a, b) for a, b in zip(pair, right, strict=True) if a != b]
        at = where[pair]
        first, last = words[at], words[at + 1]
        if counts[right] < _MANY and right not in terms and not all(_sound_alike(a, b) for a, b in wrong):
            continue
        if len(wrong) != 1 or singles[wrong[0][0]] > 1 or first.name or last.name:
            continue
        if not is_syllable(wrong[0][0]) or any(slip.start < last.end and first.start < slip.end for slip in slips):
            continue  # another check tells
        typed = first.start if pair[0] != right[0] else last.start
        if typed in told:
            continue
        told.add(typed)
        spot = view.spot(first.start, last.end, around=True)
        elsewhere = (
            f"chỗ khác “{' '.join(right)}” ×{counts[right]}" if counts[right] else f"có lẽ là “{' '.join(right)}”"
        )
        yield finding("DP759", f"“{' '.join(pair)}”, {elsewhere}", (spot,))

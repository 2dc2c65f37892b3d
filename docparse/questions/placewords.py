"""Places in a document as people write them: ``III.7``, ``mục B.V.1 điểm a``, ``điểm b mục 10``, ``Phụ lục II.5``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from docparse.folding import canon, fold
from docparse.questions.phrases import Phrase, match_at, phrases, rules, words_of

_ATOM = r"(?:[ivxlcdm]+|\d{1,3}[a-zđ]?|[a-zđ])"
_BARE = re.compile(rf"(?<![\w.,/-]){_ATOM}(?:\.{_ATOM})+(?![\w%/]|\.\w)", re.I)
_LABEL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*\.?(?![\w%/-])", re.I)
_BELOW = re.compile(rf"(?:, ?{_ATOM}(?:\.{_ATOM})*(?= ?(?:,|\Z)))+", re.I)  # as places are printed: "Phụ lục II, 5"
_ONE = re.compile(rf"\s*{_ATOM}\s*\Z", re.I)
_PARAGRAPH = re.compile(r"(?:,\s*)?\b(?:đoạn|doan)\s+(\d{1,4})\b", re.I)

Atom = tuple[str, str]  # ("dieu", "5"), ("", "v"), ("phu luc", "")


@dataclass(frozen=True, slots=True)
class PlaceAsked:
    """``text`` as typed; ``atoms`` from the outermost label in; ``spans`` of what was understood."""

    text: str
    atoms: tuple[Atom, ...]
    spans: tuple[tuple[int, int], ...]
    loose: bool  # made of several pieces: labels between them may be left out
    sure: bool  # a word says that it is a place


def paragraph_in(text: str) -> tuple[int, int, int] | None:
    """The paragraph that a question names, and where."""
    found = _PARAGRAPH.search(text)
    return (int(found[1]), found.start(), found.end()) if found else None


def place_in(text: str, words: Phrase, taken: set[int], *, alone: bool = False) -> PlaceAsked | None:
    """The place that a question names outside the words already understood; ``alone``: there is nothing but a place."""
    pieces = [*_labelled(text, words, taken)]
    covered = [(start, end) for _, _, start, end in pieces]
    for match in _BARE.finditer(text):
        inside = [n for n, word in enumerate(words) if match.start() <= word.start < match.end()]
        if not taken.intersection(inside) and not any(s <= match.start() < e for s, e in covered):
            outer = [piece for piece in pieces if piece[3] <= match.start() and piece[1][0][0] in _kept()]
            level = max((piece[0] for piece in outer), default=_level(""))  # "Điều 1, IV.2.a": below what stands before
            pieces.append((level, (("", match[0]),), match.start(), match.end()))
    if not pieces:
        left = [n for n in range(len(words)) if n not in taken]
        if not (taken or alone) or len(left) != 1 or not _ONE.match(text[words[left[0]].start : words[left[0]].end]):
            return None
        start, end = words[left[0]].start, words[left[0]].end
        pieces = [(_level(""), (("", text[start:end]),), start, end)]
    pieces.sort(key=lambda piece: (piece[0], piece[2]))
    spans = sorted((start, end) for _, _, start, end in pieces)
    atoms = tuple(atom for piece in pieces for atom in piece[1])
    parts = [text[start:end].strip(" ,.") for start, end in spans]
    if len(pieces) == 1 and (generic := _generic(parts[0])):
        parts[0] = parts[0][generic:]
    return PlaceAsked(
        text=", ".join(parts) if any(word in _kept() for word, _ in atoms) else " ".join(parts),
        atoms=tuple(atom for word, label in atoms for atom in _atoms(word, label)),
        spans=tuple(spans),
        loose=len(pieces) > 1,
        sure=bool(covered),
    )


def _generic(place: str) -> int:
    """How much of "mục V.1" is but the word before the label."""
    words = words_of(place)
    size = match_at(words, 0, phrases("places", "generic"))
    return words[size].start if 0 < size < len(words) else 0


def _labelled(text: str, words: Phrase, taken: set[int]) -> Iterator[tuple[int, tuple[Atom, ...], int, int]]:
    alone = phrases("places", "alone")
    n = 0
    while n < len(words):
        size = match_at(words, n, phrases("places"))
        if not size or taken.intersection(range(n, n + size)):
            n += 1
            continue
        after = n + size
        named = fold(" ".join(word.canon for word in words[n:after]))
        label = _LABEL.match(text, words[after].start) if after < len(words) and after not in taken else None
        if label:
            path = label[0].rstrip(".")
            end = label.start() + len(path)
            if named in _kept() and (below := _BELOW.match(text, end)):
                path, end = path + below[0].replace(", ", ".").replace(",", "."), below.end()
            yield _level(named), ((named, path),), words[n].start, end
        elif match_at(words, n, alone):
            yield _level(named), ((named, ""),), words[n].start, words[after - 1].end
        n = after


def _level(word: str) -> int:
    """How far out a kind of part stands; a bare path stands where a "mục" would."""
    order = [fold(name) for name in rules()["places"]["order"]]
    return order.index(word) if word in order else order.index("muc")


def _atoms(word: str, label: str) -> Iterator[Atom]:
    first, *rest = canon(label).split(".")
    yield (word if word in _kept() else ""), first
    yield from (("", part) for part in rest if part)


def _kept() -> set[str]:
    return {fold(name) for name in rules()["places"]["kept"]}


def path_atoms(path: str) -> tuple[Atom, ...]:
    """``Điều 1, IV.2.a`` to its labels, with the words that stand in them."""
    found: list[Atom] = []
    for part in re.split(r",\s*|(?<=\w)\.(?=\w)", canon(path)):
        word, _, label = part.strip().rpartition(" ")
        bare = fold(part.strip())
        if bare in _kept():
            found.append((bare, ""))
        else:
            found.append((fold(word) if fold(word) in _kept() else "", label))
    return tuple(found)


def fits(asked: PlaceAsked, path: str) -> int:
    """How well a section's path fits: 4 at or below the place, 3 but for a word ("5" for "Điều 5"), 2 with upper
    labels left out, 1 with gaps, 0 not."""
    atoms = path_atoms(path)
    best = 0
    for wanted in {asked.atoms, tuple(_split(asked.atoms))}:
        size = len(wanted)
        if _same(wanted, atoms[:size]):
            best = max(best, 4 if [w for w, _ in wanted] == [w for w, _ in atoms[:size]] else 3)
        elif any(_same(wanted, atoms[at : at + size]) for at in range(1, len(atoms) - size + 1)):
            best = max(best, 2)
        elif asked.loose and _in_order(wanted, atoms):
            best = max(best, 1)
    return best


def _split(atoms: Sequence[Atom]) -> Iterator[Atom]:
    """``phụ lục II`` may be the label ``II`` below ``PHỤ LỤC``."""
    for word, label in atoms:
        if word and label:
            yield word, ""
            yield "", label
        else:
            yield word, label


def _same(wanted: Sequence[Atom], atoms: Sequence[Atom]) -> bool:
    return len(wanted) == len(atoms) and all(map(_one, wanted, atoms))


def _one(wanted: Atom, atom: Atom) -> bool:
    words = not wanted[0] or wanted[0] == atom[0]
    # "d" typed without its stroke may be "đ"; the caller prefers what is written alike
    return words and bool(wanted[0] or wanted[1]) and wanted[1] in (atom[1], fold(atom[1])) and any(atom)


def _in_order(wanted: Sequence[Atom], atoms: Sequence[Atom]) -> bool:
    left = iter(atoms)
    return all(any(_one(one, atom) for atom in left) for one in wanted)


def exact(asked: PlaceAsked, path: str) -> bool:
    """Whether the last label is written as it was asked for, diacritics and all."""
    return any(label == asked.atoms[-1][1] for _, label in path_atoms(path))


def best_fits(asked: PlaceAsked, paths: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of the paths at and below the place, by the narrowest reading that fits any."""
    how = {key: fits(asked, path) for key, path in paths.items()}
    best = max(how.values(), default=0)
    found = tuple(key for key in paths if best and how[key] == best)
    return tuple(key for key in found if exact(asked, paths[key])) or found


def mentions_place(text: str) -> bool:
    """Whether the text begins with a word for a part of a document."""
    return match_at(words_of(text), 0, phrases("places")) > 0

"""The sections of a plan, and the ids of what stands in them."""

from __future__ import annotations

import hashlib
from collections import Counter

from docparse.folding import fold_key
from docparse.model import Section
from docparse.outline.items import BULLETS, Item, Outline

_UNLABELLED_SECTIONS = frozenset({"title", "caption", "appendix"})


def one_line(words: str) -> str:
    """The words with one space between them."""
    return " ".join(words.split())


class Ids:
    """Ids from the place in the outline and a fingerprint of the plain words; a repeated one gets a count."""

    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()

    def make(self, kind: str, path: str, words: str) -> str:
        mark = hashlib.sha256(words.encode()).hexdigest()[:8]
        name = f"{kind}:{path or '0'}:{mark}"
        self.seen[name] += 1
        return name if self.seen[name] == 1 else f"{name}.{self.seen[name]}"


class Sections:
    """The labelled and headed items as sections, with one for what stands before them and behind.

    ``all`` holds them; the methods tell of an item, by its index, where it stands. ``plain`` is the
    text folded, words only, offset for offset.
    """

    def __init__(self, outline: Outline, text: str, plain: str) -> None:
        self.outline, self.text, self.plain = outline, text, plain
        self.ids = Ids()
        self.by_item: dict[int, str] = {}
        self.paragraphs: dict[int, int] = {}
        self.paths = self._paths()
        self.all = self._build()
        self.nearest = self._nearest()
        self._count_paragraphs()

    def _paths(self) -> list[tuple[str, ...]]:
        paths: list[tuple[str, ...]] = []
        for item in self.outline.items:
            above = paths[item.parent] if item.parent is not None else ()
            counts = item.kind not in BULLETS
            paths.append((*above, item.label.strip(" .:)")) if item.label and counts else above)
        return paths

    def _nearest(self) -> list[str]:
        """For each item the id of the section that it is or stands in."""
        found: list[str] = []
        for item in self.outline.items:
            above = "s:0" if item.parent is None else found[item.parent]
            found.append(self.by_item.get(item.index, above))
        return found

    def _is_section(self, item: Item) -> bool:
        if item.kind in _UNLABELLED_SECTIONS:
            return True
        return item.label is not None and item.kind not in BULLETS

    def _build(self) -> tuple[Section, ...]:
        found: list[Section] = []
        loose: list[Item] = [i for i in self.outline.top() if not self._is_section(i)]
        first = next((i for i in self.outline.items if self._is_section(i)), None)
        head_end = min([first.start if first else len(self.text), *(i.start for i in loose if i.role == "closing")])
        if head_end > 0:
            found.append(Section("s:0", None, None, "", "preamble", 0, head_end))
        inner: list[str | None] = []  # of each item the section it is or stands in
        for item in self.outline.items:
            parent = inner[item.parent] if item.parent is not None else None
            if not self._is_section(item):
                inner.append(parent)
                continue
            begin, end = item.body, item.head_end
            if item.kind in _UNLABELLED_SECTIONS:
                begin, end = item.start, item.end
            heading = one_line(self.text[begin:end])
            label = item.label.strip(" .:)") if item.label else None
            words = one_line(self.plain[begin:end]) if heading else fold_key(label or "")
            name = self.ids.make("s", self.path(item.index), words)
            self.by_item[item.index] = name
            inner.append(name)
            found.append(Section(name, parent, label, heading, item.role, item.start, item.last))
        closing = [i for i in loose if i.role == "closing" and i.start >= head_end]
        if closing:
            found.append(
                Section("s:closing", None, None, "", "closing", closing[0].start, max(i.last for i in closing))
            )
            self.by_item.update({i.index: "s:closing" for i in closing})
        return tuple(found)

    def _count_paragraphs(self) -> None:
        counts: Counter[str] = Counter()
        for item, section in zip(self.outline.items, self.nearest, strict=True):
            if item.kind == "footnote" or (item.is_all_heading and item.index in self.by_item):
                continue
            counts[section] += 1
            self.paragraphs[item.index] = counts[section]

    def of(self, index: int) -> str:
        """The id of the section that an item is or stands in."""
        return self.nearest[index]

    def path(self, index: int) -> str:
        """Labels from the top, "V.1"."""
        return ".".join(self.paths[index])

    def paragraph(self, index: int) -> int:
        """The item's paragraph within its section, from 1."""
        return self.paragraphs.get(index, 1)

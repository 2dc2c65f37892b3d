"""Sections: the labelled and headed items of the outline, and the group rows of its tables, with stable ids."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from docparse.extraction.tablegroups import TableGroup
from docparse.folding import fold_key
from docparse.model import Section
from docparse.outline.items import BULLETS, Item, Outline

_UNLABELLED_SECTIONS = frozenset({"title", "caption", "appendix"})


def clean(words: str) -> str:
    """The words with single spaces."""
    return " ".join(words.split())


class Ids:
    """Ids from the place in the outline and a fingerprint of the words; a repeated one gets a count."""

    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()

    def make(self, kind: str, path: str, words: str) -> str:
        mark = hashlib.sha256(fold_key(words).encode()).hexdigest()[:8]
        name = f"{kind}:{path or '0'}:{mark}"
        self.seen[name] += 1
        return name if self.seen[name] == 1 else f"{name}.{self.seen[name]}"


class Sections:
    """The labelled and headed items as sections, with one for what stands before them and behind.

    ``groups`` are the heading rows of tables: sections below the one that their table stands in.
    """

    def __init__(self, outline: Outline, text: str, start: int, groups: Sequence[TableGroup] = ()) -> None:
        self.outline, self.text = outline, text
        self.groups: dict[int, list[TableGroup]] = {}
        for group in groups:
            self.groups.setdefault(group.item, []).append(group)
        self.by_row = {at: group for group in groups for at in group.rows}
        self.by_group: dict[int, str] = {}
        self.ids = Ids()
        self.by_item: dict[int, str] = {}
        self.paragraphs: dict[int, int] = {}
        self.all = self._build(start)

    def _is_section(self, item: Item) -> bool:
        if item.kind in _UNLABELLED_SECTIONS:
            return True
        return item.label is not None and item.kind not in BULLETS

    def _build(self, start: int) -> tuple[Section, ...]:
        found: list[Section] = []
        loose: list[Item] = [i for i in self.outline.top() if not self._is_section(i)]
        first = next((i for i in self.outline.items if self._is_section(i)), None)
        head_end = min([first.start if first else len(self.text), *(i.start for i in loose if i.role == "closing")])
        if head_end > 0:
            found.append(Section("s:0", None, None, "", "preamble", 0, head_end))
        for item in self.outline.items:
            if item.kind == "table":
                found += self._grouped(item)
            if not self._is_section(item):
                continue
            heading = clean(self.text[item.body : item.head_end]) if item.is_heading else ""
            if item.kind in _UNLABELLED_SECTIONS:
                heading = clean(self.text[item.start : item.end])
            parent = next((self.by_item[a.index] for a in self.outline.above(item) if a.index in self.by_item), None)
            label = item.label.strip(" .:)") if item.label else None
            name = self.ids.make("s", self.path(item.index), heading or (label or ""))
            self.by_item[item.index] = name
            found.append(Section(name, parent, label, heading, item.role, item.start, item.last))
        closing = [i for i in loose if i.role == "closing" and i.start >= head_end]
        if closing:
            found.append(
                Section("s:closing", None, None, "", "closing", closing[0].start, max(i.last for i in closing))
            )
            self.by_item.update({i.index: "s:closing" for i in closing})
        self._count_paragraphs()
        return tuple(found)

    def _grouped(self, item: Item) -> list[Section]:
        """The group rows of a table as sections."""
        out = []
        for group in self.groups.get(item.index, ()):
            parent = self.by_group[id(group.above)] if group.above is not None else self.of(item.index)
            name = self.ids.make("s", self._path(group), group.heading)
            self.by_group[id(group)] = name
            out.append(Section(name, parent, group.label, group.heading, item.role, group.start, group.end))
        return out

    def _path(self, group: TableGroup) -> str:
        above = self._path(group.above) if group.above is not None else self.path(group.item)
        return ".".join(filter(None, (above, group.label)))

    def _count_paragraphs(self) -> None:
        counts: Counter[str | None] = Counter()
        for item in self.outline.items:
            if item.kind == "footnote" or (item.is_all_heading and item.index in self.by_item):
                continue
            section = self.of(item.index)
            counts[section] += 1
            self.paragraphs[item.index] = counts[section]

    def of(self, index: int, at: int = -1) -> str | None:
        """The id of the section that an item is or stands in; ``at`` tells the rows of a table apart."""
        if (group := self.by_row.get(at)) is not None:
            return self.by_group[id(group)]
        if index in self.by_item:
            return self.by_item[index]
        item = self.outline.items[index]
        return next((self.by_item[a.index] for a in self.outline.above(item) if a.index in self.by_item), "s:0")

    def path(self, index: int, at: int = -1) -> str:
        """Labels from the top, "V.1"."""
        if (group := self.by_row.get(at)) is not None:
            return self._path(group)
        item = self.outline.items[index]
        labels = [
            i.label for i in (*reversed(list(self.outline.above(item))), item) if i.label and i.kind not in BULLETS
        ]
        return ".".join(label.strip(" .:)") for label in labels)

    def paragraph(self, index: int, at: int = -1) -> int:
        """The item's paragraph within its section, from 1; below a group row of a table the number of the row."""
        if (group := self.by_row.get(at)) is not None:
            return max(1, bisect_right(group.rows, at))
        return self.paragraphs.get(index, 1)

"""The outline of a document: every block an item, items in a tree, each with the role of its section."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docparse.model import Block, SectionRole

BULLETS = frozenset({"dash", "plus", "dot"})


@dataclass(frozen=True, slots=True)
class Item:
    """One block in its place.

    ``text[start:end]`` is the block, ``body`` where its words begin behind the marker; ``head_end`` closes the
    heading part (``body`` if it has none, ``end`` if it is all heading); ``last`` closes the whole subtree.
    ``kind`` is a marker's kind of ``rules/outline.yaml``, else text, title, table or footnote.
    """

    index: int
    parent: int | None
    kind: str
    label: str | None
    start: int
    body: int
    head_end: int
    end: int
    last: int
    role: SectionRole
    block: Block
    children: tuple[int, ...]
    headed_by_agency: bool = False

    @property
    def is_heading(self) -> bool:
        return self.head_end > self.body

    @property
    def is_all_heading(self) -> bool:
        return self.head_end >= self.end > self.body


@dataclass(frozen=True, slots=True)
class Outline:
    """All items in the order of the text; parents come before their children."""

    items: tuple[Item, ...]

    def above(self, item: Item) -> Iterator[Item]:
        """The item's parent, grandparent … up to the top."""
        while item.parent is not None:
            item = self.items[item.parent]
            yield item

    def children(self, item: Item) -> list[Item]:
        return [self.items[i] for i in item.children]

    def top(self) -> list[Item]:
        return [i for i in self.items if i.parent is None]

    def path(self, item: Item) -> str:
        """Labels from the top down, as people name a place: "V.1.a"."""
        labels = [i.label for i in (*reversed(list(self.above(item))), item) if i.label]
        return ".".join(labels)

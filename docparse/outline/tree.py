"""From blocks to a tree of items: where each numbered, bulleted or plain block belongs.

A block goes under the nearest open item that can hold it. An item of a kind already open continues that list;
a count that starts again under a line that introduces a list ("… như sau:") opens a list within it; a kind not yet
open is placed by its usual rank. An attached document ("KẾ HOẠCH" alone on a line) and an appendix start anew.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from docparse.matching.engine import RulePack
from docparse.model import Block, SectionRole
from docparse.outline.items import BULLETS
from docparse.outline.markers import Marker, read_marker

_TEXT_RANK = 100
_DEEPEST = 40  # open items below one another; no document needs more, and what walks the tree may recurse
_TOPIC = 70  # longest bullet that may head plain text below it ("- Du lịch và dịch vụ"), in characters


@dataclass(slots=True, eq=False)
class Node:
    """An item while the tree grows."""

    kind: str
    rank: int
    label: str | None
    value: int | None
    start: int
    body: int
    end: int
    block: Block
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    in_tail: bool = False  # behind the end of the body
    head_end: int = 0
    headed_by_agency: bool = False
    role: SectionRole | None = None

    @property
    def opens_list(self) -> bool:
        return self.kind not in ("text", "table", "footnote")


class TreeBuilder:
    """Feed blocks in order; ``roots`` holds the finished forest, ``nodes`` all nodes in text order."""

    def __init__(self, pack: RulePack, text: str, keys: str, is_agency: Callable[[str, str, int, int], bool]) -> None:
        self.pack, self.text, self.keys, self.is_agency = pack, text, keys, is_agency
        self.ended = False  # behind "./." or "Nơi nhận": what is not numbered closes the document
        self.nodes: list[Node] = []
        self.roots: list[Node] = []
        self.open: list[Node] = []
        self._titles = frozenset(pack.words("outline", "attached_titles"))

    def add(self, block: Block) -> None:
        """Place one block."""
        if self._closes(block):
            self.ended = True
        if block.kind != "paragraph":
            self._attach(Node(block.kind, _TEXT_RANK, None, None, block.start, block.start, block.end, block))
            return
        marker = read_marker(self.pack, self.text, self.keys, block.start, block.end)
        if marker is not None and self._believable(marker, block):
            self._add_marked(marker, block)
        else:
            self._add_plain(block)
        if self.text[block.start : block.end].rstrip(" *").endswith("./."):
            self.ended = True

    def _closes(self, block: Block) -> bool:
        found = self.pack.match("outline", "closing", self.keys, block.start, block.end)
        return found is not None and bool(found.values.get("strong"))

    def _believable(self, marker: Marker, block: Block) -> bool:
        """A lone number such as "2024." that ends a wrapped line opens no item."""
        if marker.kind == "number" and marker.value is not None and marker.value > 60:
            return False
        return marker.body < block.end or marker.kind in ("appendix", "part", "chapter", "division", "article")

    def _add_marked(self, marker: Marker, block: Block) -> None:
        node = Node(marker.kind, marker.rank, marker.label, marker.value, block.start, marker.body, block.end, block)
        if self.ended and (marker.kind in BULLETS or not self._resumes(node)):
            self._link_root(node)
            return
        self.ended = False
        self._place(node)
        self._push(node)

    def _resumes(self, node: Node) -> bool:
        """Behind what looked like the end, a new part or the next number of an open list goes on after all."""
        if node.kind in ("appendix", "part", "chapter", "article", "roman", "capital"):
            return True
        return any(n.kind == node.kind and node.value == (n.value or 0) + 1 for n in self.open) or not self.open

    def _link_root(self, node: Node) -> None:
        node.in_tail = True
        self.roots.append(node)
        self.nodes.append(node)

    def _place(self, node: Node) -> None:
        if node.kind in ("appendix", "part"):
            self.open = []
            return
        if node.kind == "decimal" and (depth := self._decimal_parent(node)) is not None:
            del self.open[depth + 1 :]
            return
        same = next((i for i in range(len(self.open) - 1, -1, -1) if self.open[i].kind == node.kind), None)
        if same is not None and not self._starts_nested(node, same):
            del self.open[same:]
            return
        if same is None:
            self._close_deeper(node)

    def _decimal_parent(self, node: Node) -> int | None:
        """The open item whose label is this one's without its last number: "2" for "2.1", "II" for "2.1" under II."""
        prefix = (node.label or "").rpartition(".")[0]
        for i in range(len(self.open) - 1, -1, -1):
            other = self.open[i]
            if other.label == prefix or (other.kind in ("roman", "number") and str(other.value) == prefix):
                return i
        return None

    def _starts_nested(self, node: Node, same: int) -> bool:
        """A count that begins again at 1 below a line that introduces a list is a list of its own."""
        if node.kind in BULLETS:
            return False
        previous, top = self.open[same], self.open[-1]
        if node.value is None or previous.value is None:
            return False
        return node.value == 1 and previous.value >= 1 and top is not previous and self._introduces(top)

    def _introduces(self, node: Node) -> bool:
        """A line that opens what follows: it ends in a colon, or it is a short bullet without any stop."""
        words = self.text[node.body : node.end].rstrip(" *")
        short_topic = node.kind in BULLETS and len(words) < _TOPIC and words[-1:] not in ".;,:…"
        return words.endswith(":") or short_topic

    def _close_deeper(self, node: Node) -> None:
        """Close open items that rank at or below the new kind, but not one that introduces this very list."""
        if node.kind in BULLETS:
            if self.open and self.open[-1].kind not in BULLETS:
                return
            while self.open and self.open[-1].kind in BULLETS and self.open[-1].rank >= node.rank:
                if self._introduces(self.open[-1]):
                    return
                self.open.pop()
            return
        while self.open and self.open[-1].rank >= node.rank:
            if node.value == 1 and (self.open[-1].kind == "caption" or self._introduces(self.open[-1])):
                return
            self.open.pop()

    def _add_plain(self, block: Block) -> None:
        if self.ended and self.pack.match("outline", "attached", self.keys, block.start, block.end) is not None:
            self._start_attachment(block)
            return
        words = self.keys[block.start : block.end].strip(" *:.")
        if words in self._titles and self.text[block.start : block.end].isupper():
            self.open = []
            self.ended = False
            self._push(Node("title", 3, None, None, block.start, block.start, block.end, block))
            return
        if not self.ended and self._is_caption(block):
            while self.open and self.open[-1].kind in BULLETS:
                self.open.pop()
            alike = [
                i for i, n in enumerate(self.open) if n.kind == "caption" and self._style(n.block) == self._style(block)
            ]
            if alike:
                del self.open[alike[-1] :]
            elif self.open and self.open[-1].kind == "caption":
                self.open.pop()
            self._push(Node("caption", 90, None, None, block.start, block.start, block.end, block))
            return
        self._attach(Node("text", _TEXT_RANK, None, None, block.start, block.start, block.end, block))

    def _start_attachment(self, block: Block) -> None:
        """ "(Kèm theo Kế hoạch số …)" behind the end: the capitals in front of it are the title of an appendix."""
        self.ended, self.open = False, []
        title = self.nodes[-1] if self.nodes else None
        if title is not None and title.in_tail and self.text[title.start : title.end].isupper():
            title.in_tail = False
            title.kind, title.rank = "appendix", 0
            self.open.append(title)
            self._link(Node("text", _TEXT_RANK, None, None, block.start, block.start, block.end, block))
        else:
            self._push(Node("appendix", 0, None, None, block.start, block.start, block.end, block))

    def _style(self, block: Block) -> tuple[bool, int | None]:
        """What captions of one rank have in common: capitals, and the heading level that the format gives."""
        return self.text[block.start : block.end].isupper(), block.heading

    def _is_caption(self, block: Block) -> bool:
        """An unnumbered line that stands as a heading: all in bold or capitals, short, no full stop."""
        text = self.text[block.start : block.end].strip()
        if text.endswith(":") and self.is_agency(self.text, self.keys, block.start, block.end):
            return True
        if len(text) > 200 or text[:1] == "(" or text[-1:] in ".;," or not any(c.isalpha() for c in text):
            return False
        if self.nodes and self.nodes[-1].kind == "title":  # what the plan attached here is about
            return True
        return (
            block.heading is not None or block.bold >= block.end - block.start - 1 or (text.isupper() and len(text) > 8)
        )

    def _attach(self, node: Node) -> None:
        """Plain text and tables belong to the last open item; behind a bullet list, to the item above the list."""
        if self.ended:
            self._link_root(node)
            return
        while self.open and self.open[-1].kind in BULLETS and not self._introduces(self.open[-1]):
            self.open.pop()
        self._link(node)

    def _push(self, node: Node) -> None:
        del self.open[_DEEPEST:]
        self._link(node)
        self.open.append(node)

    def _link(self, node: Node) -> None:
        node.parent = self.open[-1] if self.open else None
        (node.parent.children if node.parent else self.roots).append(node)
        self.nodes.append(node)

"""From the grown tree to the finished outline: which part of an item is heading, and each item's role."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from docparse.folding import canon
from docparse.matching.engine import RulePack, rule_pack
from docparse.model import SectionRole, Source
from docparse.outline.items import BULLETS, Item, Outline
from docparse.outline.tree import Node, TreeBuilder

AgencyTest = Callable[[str, str, int, int], bool]

_ALWAYS_HEADING = frozenset({"appendix", "part", "chapter", "division", "title", "caption"})
_TOP_PARENTS = frozenset({"part", "chapter", "title", "article", "division"})
_OPEN_ROLES = _TOP_PARENTS | {"caption"}  # what hangs below one of these may still choose its own role
_NEXT_NAME = re.compile(r",|\bvà\b")
_NO_START = BULLETS | {"caption", "title"}
_HEADING = 250  # longest heading in bold that ends in a stop, in characters
_INLINE_HEAD = 160  # longest "Sở A, Sở B:" in front of the first task, in characters


@dataclass(slots=True)
class _Frame:
    role: SectionRole | None
    top: bool
    fixed: bool = False


class OutlineReader:
    """Reads one source; see :func:`read_outline`."""

    def __init__(self, source: Source, keys: str, start: int, is_agency: AgencyTest, pack: RulePack) -> None:
        self.source, self.keys, self.start, self.is_agency, self.pack = source, keys, start, is_agency, pack
        self.text = source.text
        self.builder = TreeBuilder(pack, self.text, keys, is_agency)
        self.first: Node | None = None  # where the numbered body begins

    def read(self) -> Outline:
        """Grow the tree over all blocks behind the header and finish it."""
        for block in self.source.blocks:
            if block.start >= self.start:
                self.builder.add(block)
        nodes = self.builder.nodes
        self.first = next((n for n in nodes if n.opens_list and n.kind not in _NO_START), None)
        self._detach_closing(nodes)
        for node in nodes:
            node.head_end = self._head_end(node)
        for root in self.builder.roots:
            self._set_role(root, _Frame(None, top=True))
        return self._freeze(nodes)

    # --- closing ------------------------------------------------------------------------------

    def _detach_closing(self, nodes: list[Node]) -> None:
        """Plain text behind the last numbered item that closes the document hangs under nothing."""
        tail = True
        for node in reversed(nodes):
            if node.kind in ("title", "appendix", "part"):
                tail = True
                continue
            if node.opens_list and node.kind not in BULLETS and node.kind != "caption":
                tail = False
            if (
                node.kind == "text"
                and tail
                and node.parent is not None
                and node.parent.kind not in ("title", "appendix")
            ):
                found = self.pack.match("outline", "closing", self.keys, node.start, node.end)
                if found is not None:
                    self._to_root(node)
        self.builder.roots.sort(key=lambda n: n.start)

    def _to_root(self, node: Node) -> None:
        """The node and its later siblings leave their parents: they close the whole document."""
        at: Node = node
        while at.parent is not None:
            parent = at.parent
            siblings = parent.children
            place = next(i for i in range(len(siblings) - 1, -1, -1) if siblings[i] is at)
            cut = place if at is node else place + 1
            moved = siblings[cut:]
            del siblings[cut:]
            for one in moved:
                one.parent = None
            self.builder.roots.extend(moved)
            at = parent
        node.role = "closing"

    # --- headings -----------------------------------------------------------------------------

    def _is_field(self, node: Node) -> bool:
        found = self.pack.match("fields", "field", self.keys, node.body, node.end)
        return found is not None and self.keys[found.end : found.end + 2].lstrip()[:1] in (":", "")

    def _head_end(self, node: Node) -> int:
        """Where the heading part of a node ends; ``node.body`` if it has none."""
        text = self.text[node.body : node.end].rstrip()
        if node.kind in _ALWAYS_HEADING:
            if self.is_agency(self.text, self.keys, node.body, node.end):
                node.headed_by_agency = True
            return node.end
        if not node.opens_list or not text or node.kind == "footnote":
            return node.body
        empty = not node.children and text[-1] in ".;"  # a sentence with nothing below it heads nothing
        if not empty and self.is_agency(self.text, self.keys, node.body, node.end):
            node.headed_by_agency = True
            return node.end
        if (inline := self._inline_head(node)) is not None:
            node.headed_by_agency = True
            return inline
        return node.end if self._heads_children(node, text) else node.body

    def _inline_head(self, node: Node) -> int | None:
        """The end of an agency list with a colon at the start of the item ("2. Các sở, ngành: Căn cứ …").

        Of several colons the last counts ("Các phòng: A, B: Rà soát …"); a line that says who leads is a clause.
        """
        limit = min(node.end, node.body + _INLINE_HEAD)
        head = None
        colon = self.text.find(":", node.body, limit)
        while colon >= 0 and self.is_agency(self.text, self.keys, node.body, colon):
            if self.pack.find("roles", "after", self.keys, node.body, colon):
                return None
            head = None if self._names_go_on(node, colon) else colon + 1
            colon = self.text.find(":", colon + 1, limit)
        return head

    def _names_go_on(self, node: Node, colon: int) -> bool:
        """Whether the colon stands inside the list of names ("Các Sở: Y tế, Tài chính rà soát …")."""
        mark = _NEXT_NAME.search(self.keys, colon + 1, node.end)
        return mark is not None and self.is_agency(self.text, self.keys, node.body, mark.start())

    def _heads_children(self, node: Node, text: str) -> bool:
        """Whether the whole line is a heading, by what stands below it and how it ends."""
        stop = text[-1] in ".;" or text.endswith(("./.", "...", "…"))
        if node.kind in ("roman", "capital"):
            return not stop or any(self._is_below(c) for c in node.children)
        items = any(c.opens_list and self._is_below(c) for c in node.children)
        if node.kind == "article" and stop:
            return items and _whole_bold(node) and len(text) < _HEADING
        if node.kind in ("number", "decimal", "article"):
            if items:
                return True
            if any(self._is_below(c) for c in node.children):
                return not stop or (_whole_bold(node) and len(text) < _HEADING)
            return not stop and (_whole_bold(node) or text.endswith(":"))
        if items and text.endswith(":"):
            return True
        return not stop and (items or any(self._is_below(c) for c in node.children))

    def _is_below(self, node: Node) -> bool:
        """A child that is more than a note or a field ("Thời gian: …") of the item above."""
        return node.kind != "footnote" and not self._is_field(node)

    # --- roles --------------------------------------------------------------------------------

    def _set_role(self, node: Node, frame: _Frame) -> None:
        role, fixed = self._own_role(node, frame)
        node.role = role
        below = _Frame(role, node.kind in _TOP_PARENTS, fixed)
        if node.kind in _OPEN_ROLES and role in ("preamble", "other"):
            below = _Frame(None, top=True)
        for child in node.children:
            self._set_role(child, below)

    def _own_role(self, node: Node, frame: _Frame) -> tuple[SectionRole, bool]:
        if node.kind == "appendix" or frame.fixed:
            return "appendix" if node.kind == "appendix" else (frame.role or "other"), True
        if node.role == "closing" or node.in_tail:
            return "closing", True
        if node.kind == "title":
            return "preamble", False
        if node.kind == "article":
            found = self.pack.match("outline", "section_role", self.keys, node.body, node.end)
            if found is None:
                found = next(iter(self.pack.find("outline", "article_role", self.keys, node.body, node.end)), None)
            return (found.values["role"] if found else "other"), False
        headed = node.head_end > node.body and node.kind not in BULLETS
        if headed and (role := self._heading_role(node, frame)) is not None:
            return role, False
        if frame.role is not None:
            return frame.role, False
        found = self.pack.match("outline", "section_role", self.keys, node.body, node.end)
        if found is not None and found.values["role"] == "other" and node.kind in ("number", "roman", "capital"):
            return "other", False
        if not node.opens_list or node.kind in BULLETS or node.kind == "caption":
            return self._unnumbered_role(node), False
        return ("organisation" if node.headed_by_agency else "tasks"), False

    def _heading_role(self, node: Node, frame: _Frame) -> SectionRole | None:
        found = self.pack.match("outline", "section_role", self.keys, node.body, node.head_end)
        if found is None or node.headed_by_agency:
            return None
        if found.values.get("scope") == "top" and not frame.top:
            return None
        if not frame.top and len(self.text[node.body : node.end].split()) > 12:
            return None
        role: SectionRole = found.values["role"]
        return role

    def _unnumbered_role(self, node: Node) -> SectionRole:
        """Text that hangs under nothing: in front of the first item it is preamble, behind the last it closes."""
        if node.parent is not None and node.parent.kind == "title":
            return "preamble"
        if node.kind == "table" and self.first is None:
            return "appendix"  # nothing but tables: an annex in a file of its own
        return "preamble" if self.first is None or node.start < self.first.start else "closing"

    # --- the finished outline ------------------------------------------------------------------

    def _freeze(self, nodes: list[Node]) -> Outline:
        index = {id(node): i for i, node in enumerate(nodes)}
        parents = [index[id(node.parent)] if node.parent is not None else None for node in nodes]
        last = [node.end for node in nodes]
        for i in range(len(nodes) - 1, -1, -1):
            if (above := parents[i]) is not None and last[above] < last[i]:
                last[above] = last[i]
        return Outline(
            tuple(
                Item(
                    i,
                    parent,
                    node.kind,
                    node.label,
                    node.start,
                    node.body,
                    node.head_end,
                    node.end,
                    last[i],
                    node.role or "other",
                    node.block,
                    tuple([index[id(c)] for c in node.children]),
                    node.headed_by_agency,
                )
                for i, (node, parent) in enumerate(zip(nodes, parents, strict=True))
            )
        )


def _whole_bold(node: Node) -> bool:
    return node.block.bold >= node.block.end - node.block.start - 2


def read_outline(
    source: Source, start: int, is_agency: AgencyTest, *, keys: str | None = None, pack: RulePack | None = None
) -> Outline:
    """The section tree of everything from ``start`` (the end of the header) on; no block is left out.

    ``is_agency(text, keys, start, end)`` tells whether a passage names nothing but agencies.
    """
    return OutlineReader(
        source, canon(source.text) if keys is None else keys, start, is_agency, pack or rule_pack()
    ).read()

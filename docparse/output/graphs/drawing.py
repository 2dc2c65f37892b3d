"""Drawings of the graph: Mermaid and Graphviz."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docparse.output.words import excerpt
from docparse.store.network import Edge, Network, Node
from docparse.store.vocabulary import ranks

_PLAIN = re.compile(r"[^\w .,/–…-]")  # anything else may mean something to Mermaid
_SHAPES = {"document": "box", "directive": "box", "agency": "ellipse", "section": "folder", "task": "note"}


def dot(network: Network, *, whole: bool) -> Iterator[str]:
    """For ``dot -Tsvg``; of a whole store only its works and how they stand to each other."""
    yield 'digraph docparse {\nrankdir=LR;\nnode [fontname="sans-serif"];\n'
    for node in _nodes(network, whole):
        shape = _SHAPES.get(node.kind, "box")
        style = ", style=dashed" if node.kind == "directive" else ""
        yield f"{_quoted(node.id)} [label={_quoted(_label(node))}, shape={shape}{style}];\n"
    for edge in _edges(network, whole):
        yield f"{_quoted(edge.source)} -> {_quoted(edge.target)} [label={_quoted(edge.values['label'])}];\n"
    yield "}\n"


def mermaid(network: Network, *, whole: bool) -> Iterator[str]:
    """For a Markdown page; browsers draw some 500 edges at most."""
    yield "flowchart LR\n"
    names: dict[str, str] = {}
    for node in _nodes(network, whole):
        names[node.id] = f"n{len(names) + 1}"
        yield f'{names[node.id]}["{_entities(_label(node))}"]\n'
    for edge in _edges(network, whole):
        yield f'{names[edge.source]} -->|"{_entities(edge.values["label"])}"| {names[edge.target]}\n'


def _nodes(network: Network, whole: bool) -> Iterator[Node]:
    return (node for node in network.nodes() if not whole or node.kind in ("document", "directive"))


def _edges(network: Network, whole: bool) -> Iterator[Edge]:
    kinds = {*ranks("relation"), "may_be"}
    return (edge for edge in network.edges() if not whole or edge.kind in kinds)


def _label(node: Node) -> str:
    """What a node is called, short."""
    values = node.values
    if values.get("symbol") or values.get("known_symbol"):
        return f"{values.get('type', '')} {values.get('symbol') or values.get('known_symbol')}".strip()
    if node.kind == "section":
        return f"{values.get('path', '')} {excerpt(values.get('heading', ''), 50)}".strip()
    text = next((str(values[name]) for name in ("name", "text", "title") if values.get(name)), "")
    return (text if node.kind == "agency" else excerpt(text, 60)) if text else node.id


def _quoted(text: str) -> str:
    plain = " ".join(text.replace("\0", " ").split())
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _entities(text: str) -> str:
    return _PLAIN.sub(lambda sign: f"#{ord(sign[0])};", " ".join(text.split()))

"""Pictures in words: Mermaid and Graphviz' DOT, of documents, directives, agencies and the tasks between them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from docparse.output.page import safe
from docparse.output.words import excerpt

if TYPE_CHECKING:
    import networkx

_DRAWN = ("document", "directive", "agency", "task")
_LEFT_OUT = ("belongs_to", "same_as")  # said by another edge already
_LONG = 60  # code points of a label


def mermaid(graph: networkx.MultiDiGraph[str]) -> str:
    """A flowchart; labels are quoted, signs of Mermaid's own in them are written as its entities."""
    ids, edges = _parts(graph)
    shapes = {"agency": ('(["', '"])'), "task": ('["', '"]'), "document": ('[["', '"]]'), "directive": ('("', '")')}
    lines = ["flowchart BT"]
    for node, name in ids.items():
        left, right = shapes[graph.nodes[node].get("kind", "directive")]
        lines.append(f"  {name}{left}{_entities(_label(node, graph.nodes[node]))}{right}")
    lines += [f'  {ids[source]} -->|"{_entities(label)}"| {ids[target]}' for source, target, label in edges]
    return "\n".join(lines) + "\n"


def dot(graph: networkx.MultiDiGraph[str]) -> str:
    """A digraph; labels are quoted strings."""
    ids, edges = _parts(graph)
    shapes = {"agency": "ellipse", "task": "box", "document": "folder", "directive": "note"}
    lines = ["digraph docparse {", "  rankdir=BT;"]
    for node, name in ids.items():
        shape = shapes[graph.nodes[node].get("kind", "directive")]
        lines.append(f"  {name} [shape={shape}, label={_quoted(_label(node, graph.nodes[node]))}];")
    lines += [f"  {ids[source]} -> {ids[target]} [label={_quoted(label)}];" for source, target, label in edges]
    return "\n".join([*lines, "}"]) + "\n"


def _parts(graph: networkx.MultiDiGraph[str]) -> tuple[dict[str, str], list[tuple[str, str, str]]]:
    """The nodes that are drawn with their short names, and the edges between them; tasks hang on their documents."""
    drawn = [node for node, data in graph.nodes(data=True) if data.get("kind") in _DRAWN]
    ids = {node: f"n{number}" for number, node in enumerate(drawn)}
    edges = [
        (source, target, str(data["label"]))
        for source, target, data in graph.edges(data=True)
        if source in ids and target in ids and data["kind"] not in _LEFT_OUT
    ]
    tasks = [node for node in drawn if graph.nodes[node].get("kind") == "task"]
    return ids, edges + [(node, home, "thuộc") for node in tasks if (home := node.partition("#")[0]) in ids]


def _label(node: str, data: dict[str, Any]) -> str:
    name = " ".join(str(data[key]) for key in ("type", "symbol") if data.get(key)) if data.get("symbol") else ""
    words = name or data.get("name") or data.get("text") or data.get("title") or node
    return excerpt(safe(str(words)), _LONG).strip("“”")


def _entities(text: str) -> str:
    text = " ".join(safe(text).split())
    return "".join(f"#{ord(char)};" if char in '"#;<>&|`{}[]()\\' else char for char in text)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


DRAWN: dict[str, Callable[[Any], str]] = {"mermaid": mermaid, "dot": dot}

"""GraphML, node-link JSON and JSON-LD."""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING, Any

from docparse.datafiles import data_folder

if TYPE_CHECKING:
    import networkx

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def graphml(graph: networkx.MultiDiGraph[str]) -> str:
    """GraphML as networkx writes it; every edge has an id of its own, its kind is an attribute.

    Characters that XML has no place for become U+FFFD.
    """
    import networkx

    plain: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for node, data in graph.nodes(data=True):
        plain.add_node(_xml(node), **{key: _xml(value) for key, value in sorted(data.items())})
    for number, (source, target, data) in enumerate(graph.edges(data=True)):
        values = {key: _xml(value) for key, value in sorted(data.items())}
        plain.add_edge(_xml(source), _xml(target), key=f"e{number}", **values)
    out = io.BytesIO()
    networkx.write_graphml(plain, out, prettyprint=True)
    return out.getvalue().decode()


def _xml(value: Any) -> Any:
    return _NO_XML.sub("\ufffd", value) if isinstance(value, str) else value


def node_link(graph: networkx.MultiDiGraph[str]) -> str:
    """networkx's node-link form: ``networkx.node_link_graph(json.load(file), edges="edges")`` gives the graph back."""
    import networkx

    return json.dumps(networkx.node_link_data(graph, edges="edges"), ensure_ascii=False, indent=1) + "\n"


def context() -> dict[str, Any]:
    """The terms of ``graph/context.jsonld``."""
    loaded: dict[str, Any] = json.loads((data_folder("graph") / "context.jsonld").read_text(encoding="utf-8"))
    return loaded


def json_ld(graph: networkx.MultiDiGraph[str]) -> str:
    """JSON-LD 1.1 with its context inside: every node with what leads from it, every edge once more as a statement
    with its provenance."""
    linked: list[dict[str, Any]] = []
    for node, data in graph.nodes(data=True):
        values = {key: value for key, value in sorted(data.items()) if key != "kind"}
        leads: dict[str, list[str]] = {}
        for _, target, edge in graph.out_edges(node, data=True):
            leads.setdefault(f"edge_{edge['kind']}", []).append(target)
        linked.append({"@id": node, "@type": data.get("kind", "directive"), **values, **leads})
    for source, target, data in graph.edges(data=True):
        values = {key: value for key, value in sorted(data.items()) if key not in ("kind", "label")}
        predicate = f"urn:docparse:ns:edge_{data['kind']}"
        linked.append({"@type": "statement", "subject": source, "predicate": predicate, "object": target, **values})
    return json.dumps({**context(), "@graph": linked}, ensure_ascii=False, indent=1) + "\n"

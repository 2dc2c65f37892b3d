"""GraphML: networkx, Gephi, yEd."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docparse.store.network import Network
from docparse.store.vocabulary import all_properties, property_type

_TYPES = {"integer": "long", "number": "double", "boolean": "boolean"}
# no XML document can hold these, escaped or not
_FORBIDDEN = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]")


def graphml(network: Network) -> Iterator[str]:
    """Every edge has an id of its own; its kind is the attribute ``kind``. networkx: ``force_multigraph=True``."""
    nodes, edges = all_properties()
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for owner, names in (("node", nodes), ("edge", edges)):
        yield f'<key id="{owner[0]}.kind" for="{owner}" attr.name="kind" attr.type="string"/>\n'
        for name in names:
            kind = _TYPES.get(property_type(name), "string")
            yield f'<key id="{owner[0]}.{name}" for="{owner}" attr.name="{name}" attr.type="{kind}"/>\n'
    yield '<graph edgedefault="directed">\n'
    for node in network.nodes():
        yield f"<node id={_attribute(node.id)}>{_data('n', node.kind, node.values)}</node>\n"
    for count, edge in enumerate(network.edges(), 1):
        ends = f"source={_attribute(edge.source)} target={_attribute(edge.target)}"
        yield f'<edge id="e{count}" {ends}>{_data("e", edge.kind, edge.values)}</edge>\n'
    yield "</graph>\n</graphml>\n"


def _data(owner: str, kind: str, values: Mapping[str, Any]) -> str:
    pairs = (("kind", kind), *values.items())
    return "".join(f'<data key="{owner}.{name}">{_text(value)}</data>' for name, value in pairs)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return escape(_FORBIDDEN.sub("\ufffd", str(value)), {"\r": "&#13;"})


def _attribute(text: str) -> str:
    return quoteattr(_FORBIDDEN.sub("\ufffd", text), {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;"})

"""JSON: node-link as networkx reads it, and JSON-LD with the terms of ``graph/vocabulary.yaml``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain
from typing import Any
from urllib.parse import quote

from docparse.store.network import Edge, Network, Node
from docparse.store.vocabulary import property_type, vocabulary

_LEGAL = "!#$%&'()*+,/:;=?@[]~-._"  # signs that may stand in an IRI as they are


def node_link(network: Network) -> Iterator[str]:
    """``networkx.node_link_graph(json.load(file), edges="edges")``; an element a line."""
    yield '{"directed": true, "multigraph": true, "graph": {}, "nodes": [\n'
    yield from _listed({"id": node.id, "kind": node.kind, **node.values} for node in network.nodes())
    yield '], "edges": [\n'
    yield from _listed(
        {"source": edge.source, "target": edge.target, "key": edge.kind, "kind": edge.kind, **edge.values}
        for edge in network.edges()
    )
    yield "]}\n"


def json_ld(network: Network) -> Iterator[str]:
    """An object a line. An edge is a triple, and beside it an rdf:Statement with what is known of it."""
    yield f'{{"@context": {_json(context())},\n"@graph": [\n'
    nodes = map(_subject, network.nodes())
    edges = (part for count, edge in enumerate(network.edges(), 1) for part in _statement(edge, count))
    yield from _listed(chain(_terms(), nodes, edges))
    yield "]}\n"


@cache
def context() -> Mapping[str, Any]:
    """The terms of the vocabulary; ``graph/context.jsonld`` holds the same for other programs."""
    words = vocabulary()
    terms: dict[str, Any] = {"@version": 1.1, **words["prefixes"]}
    terms |= {kind: {"@id": f"docparse:{kind}"} for kind in words["nodes"]}
    terms |= {kind: {"@id": f"docparse:{kind}", "@type": "@id"} for kind in words["edges"]}
    for name, entry in words["properties"].items():
        term = entry.get("term", name)
        terms[term] = {"@id": entry.get("maps", f"docparse:{term}")}
        if entry["type"] == "number":
            terms[term]["@type"] = "xsd:double"
        if entry["type"] == "json":
            terms[term]["@container"] = "@list"
    terms["subject"] = {"@id": "rdf:subject", "@type": "@id"}
    terms["predicate"] = {"@id": "rdf:predicate", "@type": "@vocab"}
    terms["object"] = {"@id": "rdf:object", "@type": "@id"}
    terms["narrower_than"] = {"@id": "rdfs:subPropertyOf", "@type": "@id"}
    terms["kind_of"] = {"@id": "rdfs:subClassOf", "@type": "@id"}
    terms["named"] = {"@id": "rdfs:label", "@language": "vi"}
    return terms


def _terms() -> Iterator[dict[str, Any]]:
    """How our own terms stand to the ontologies'."""
    words = vocabulary()
    for group, relation in (("nodes", "kind_of"), ("edges", "narrower_than")):
        for kind, entry in words[group].items():
            more = {relation: entry["maps"]} if "maps" in entry else {}
            yield {"@id": f"docparse:{kind}", "named": entry["label"], **more}


def _subject(node: Node) -> dict[str, Any]:
    near = vocabulary()["nodes"][node.kind]["maps"]
    return {"@id": _iri(node.id), "@type": [node.kind, near], **_values(node.values)}


def _statement(edge: Edge, count: int) -> Iterator[dict[str, Any]]:
    source, target = _iri(edge.source), _iri(edge.target)
    yield {"@id": source, edge.kind: target}
    ends = {"subject": source, "predicate": edge.kind, "object": target}
    yield {"@id": f"_:e{count}", "@type": "rdf:Statement", **ends, **_values(edge.values)}


def _values(values: Mapping[str, Any]) -> dict[str, Any]:
    terms = vocabulary()["properties"]
    return {
        terms[name].get("term", name): json.loads(value) if property_type(name) == "json" else value
        for name, value in values.items()
    }


def _iri(text: str) -> str:
    return quote(text, safe=_LEGAL)


def _listed(items: Iterator[dict[str, Any]]) -> Iterator[str]:
    for count, item in enumerate(items):
        yield f"{',' if count else ''}{_json(item)}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)

"""The graph in the forms that other programs read: one module a form, each a function of the networkx graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.errors import QuestionError

if TYPE_CHECKING:
    import networkx

    from docparse.output.exports.tables import Tables

FORMATS = ("graphml", "json", "jsonld", "cypher", "csv", "parquet", "mermaid", "dot")
OF_FILES = ("csv", "parquet")  # written as a folder with one file of nodes and one of edges


def export_text(graph: networkx.MultiDiGraph[str], form: str) -> str:
    """The graph as one text in a form that is none of :data:`OF_FILES`; the same graph gives the same text."""
    from docparse.output.exports import drawings, linked, statements

    if form == "graphml":
        return linked.graphml(graph)
    if form == "json":
        return linked.node_link(graph)
    if form == "jsonld":
        return linked.json_ld(graph)
    return statements.cypher(graph) if form == "cypher" else drawings.DRAWN[form](graph)


def export_tables(graph: networkx.MultiDiGraph[str]) -> Tables:
    """The graph as a table of nodes and one of edges."""
    from docparse.output.exports.tables import tables_of

    return tables_of(graph)


def of_documents(graph: networkx.MultiDiGraph[str], documents: tuple[str, ...]) -> networkx.MultiDiGraph[str]:
    """What belongs to these documents, with the agencies and directives beside it; QuestionError DP420 for none."""
    own = {node for node in graph if node.partition("#")[0] in documents}
    if not own:
        raise QuestionError("DP420", "; ".join(documents), "đồ thị không có văn bản này", "xem: docparse list")
    beside = {other for node in own for other in (*graph.successors(node), *graph.predecessors(node))}
    kept = own | {node for node in beside if graph.nodes[node].get("kind") in ("agency", "directive", "document")}
    return graph.subgraph(sorted(kept)).copy()

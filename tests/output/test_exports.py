"""The graph handed on loses nothing, and what a document says breaks no form."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx
import pytest

import docparse
from docparse.errors import QuestionError
from docparse.output.exports import FORMATS, export_tables, export_text, of_documents
from docparse.output.exports.linked import context
from docparse.questions import Store
from docparse.store.vocabulary import vocabulary

DOCUMENTS = Path(__file__).parents[2] / "corpus" / "documents"
HOSTILE = "a\"b'c\\d\n=1+1; }) DETACH DELETE n // </script> #quot; `x` | {y} \x0b đ"
Graph = Any


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with docparse.open_store(f"sqlite:///{tmp_path_factory.mktemp('exports')}/kho.db") as opened:
        for name in ("3243-KH-UBND.txt", "82-KH-TU.txt", "45-KH-UBND-muong-ang.md", "312-KH-SGDDT.txt"):
            opened.add(docparse.parse(DOCUMENTS / name))
        yield opened


@pytest.fixture(scope="module")
def graph(store: Store) -> Graph:
    return store.graph()


@pytest.fixture(scope="module")
def hostile() -> Graph:
    made: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    made.add_node(f"urn:{HOSTILE}", kind="document", title=HOSTILE, tasks=3)
    made.add_node("agency:x", kind="agency", name=HOSTILE)
    for kind in ("lead", "monitor"):
        made.add_edge("agency:x", f"urn:{HOSTILE}", key=kind, kind=kind, label=HOSTILE, provenance="văn bản", count=1)
    return made


def nodes(graph: Graph) -> dict[str, dict[str, Any]]:
    return {node: dict(data) for node, data in graph.nodes(data=True)}


def edges(graph: Graph) -> list[tuple[str, str, list[tuple[str, Any]]]]:
    return sorted((a, b, sorted(data.items())) for a, b, data in graph.edges(data=True))


def test_graphml_loses_nothing(graph: Graph) -> None:
    back = networkx.parse_graphml(export_text(graph, "graphml"), force_multigraph=True)
    assert nodes(back) == nodes(graph)
    assert edges(back) == edges(graph)


def test_graphml_of_hostile_text_is_xml(hostile: Graph) -> None:
    back = networkx.parse_graphml(export_text(hostile, "graphml"), force_multigraph=True)
    assert nodes(back)["agency:x"]["name"] == HOSTILE.replace("\x0b", "\ufffd")


@pytest.mark.parametrize("which", ["graph", "hostile"])
def test_node_link_loses_nothing(which: str, request: pytest.FixtureRequest) -> None:
    made = request.getfixturevalue(which)
    back = networkx.node_link_graph(json.loads(export_text(made, "json")), edges="edges")
    assert nodes(back) == nodes(made)
    assert sorted(back.edges(keys=True)) == sorted(made.edges(keys=True))
    assert edges(back) == edges(made)


@pytest.mark.parametrize("which", ["graph", "hostile"])
def test_csv_reads_back_by_its_header(which: str, request: pytest.FixtureRequest) -> None:
    made = request.getfixturevalue(which)
    files = export_tables(made).csv()
    found = {row.pop("id"): row for row in imported(files["nodes.csv"])}
    assert found == nodes(made)
    back = sorted((row.pop("from"), row.pop("to"), sorted(row.items())) for row in imported(files["edges.csv"]))
    assert back == edges(made)


def imported(data: bytes) -> Iterator[dict[str, Any]]:
    """The rows as neo4j-admin reads them: names and types from the header, an empty cell is no value."""
    special = {"id:ID": "id", ":LABEL": "kind", ":START_ID": "from", ":END_ID": "to", ":TYPE": "kind"}
    types = {"string": str, "long": int, "double": float, "boolean": lambda cell: cell == "true"}
    head, *rows = csv.reader(io.StringIO(data.decode(), newline=""))
    for row in rows:
        values = {}
        for title, cell in zip(head, row, strict=True):
            name, _, kind = title.rpartition(":")
            if cell:
                values[special.get(title, name)] = cell if title in special else types[kind](cell)
        yield values


def test_cypher_reads_back(graph: Graph, hostile: Graph) -> None:
    for made in (graph, hostile):
        lines = export_text(made, "cypher").splitlines()
        assert len(lines) == 1 + made.number_of_nodes() + made.number_of_edges()
        seen, back = {}, []
        for line in lines[1:]:
            if line.startswith("CREATE"):
                label, values = re.fullmatch(r"CREATE \(:Docparse:(\w+) (\{.*\})\);", line).groups()  # type: ignore[union-attr]
                data = literal(values)
                key = data.pop("id")
                seen[key] = {"kind": label.lower(), **data}
            else:
                shape = (
                    r"MATCH \(a:Docparse (\{.*?\})\), \(b:Docparse (\{.*?\})\) CREATE \(a\)-\[:(\w+) (\{.*\})\]->\(b\);"
                )
                a, b, kind, values = re.fullmatch(shape, line).groups()  # type: ignore[union-attr]
                data = {"kind": kind.lower(), **literal(values)}
                back.append((literal(a)["id"], literal(b)["id"], sorted(data.items())))
        assert seen == nodes(made)
        assert sorted(back) == edges(made)


def literal(text: str) -> dict[str, Any]:
    """A map of Cypher: names in backticks before JSON's values."""
    loaded: dict[str, Any] = json.loads(re.sub(r"`(\w+)`: ", r'"\1": ', text))
    return loaded


def test_parquet_reads_back(graph: Graph) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    files = export_tables(graph).parquet()
    rows = parquet.read_table(io.BytesIO(files["nodes.parquet"])).to_pylist()
    found = {row.pop("id"): {key: value for key, value in row.items() if value is not None} for row in rows}
    assert found == nodes(graph)
    assert parquet.read_table(io.BytesIO(files["edges.parquet"])).num_rows == graph.number_of_edges()


def test_json_ld_has_a_term_for_all_that_it_says(graph: Graph) -> None:
    jsonld = pytest.importorskip("pyld.jsonld")
    said = json.loads(export_text(graph, "jsonld"))
    expanded = jsonld.expand(said)
    by_id = {one["@id"]: one for one in expanded if "@id" in one}
    for node, data in graph.nodes(data=True):
        one = by_id[node]
        assert len(one) - 2 == len(data) - 1 + len({kind for _, _, kind in graph.out_edges(node, data="kind")})
    statements = [one for one in expanded if one.get("@type", [""])[0].endswith("#Statement")]
    assert len(statements) == graph.number_of_edges()
    assert all({key.rpartition("#")[2] for key in one} >= {"subject", "predicate", "object"} for one in statements)


def test_the_context_is_the_vocabularys() -> None:
    terms = context()["@context"]
    for kind, entry in vocabulary()["nodes"].items():
        assert terms[kind] == entry["maps"]
    assert {name for name in terms if name.startswith("edge_")} == {f"edge_{kind}" for kind in vocabulary()["edges"]}
    assert {name: terms[name] for name in vocabulary()["prefixes"]} == vocabulary()["prefixes"]
    for entry in (*vocabulary()["nodes"].values(), *vocabulary()["edges"].values()):
        assert entry.get("maps", "eli:").partition(":")[0] in vocabulary()["prefixes"]


@pytest.mark.parametrize("form", ["mermaid", "dot"])
def test_drawings_stand_hostile_labels(hostile: Graph, form: str) -> None:
    lines = export_text(hostile, form).splitlines()
    assert len([line for line in lines if line.startswith("  n")]) == 4
    if form == "mermaid":
        assert all(line.count('"') == 2 for line in lines if '"' in line)
    else:
        assert all(json.loads(re.search(r'label=(".*")\]', line)[1]) for line in lines if "label" in line)  # type: ignore[index]


def test_the_part_of_one_document(store: Store, graph: Graph) -> None:
    own = store.find_document("45/KH-UBND").id
    part = of_documents(graph, (own,))
    assert {node for node in part if node.startswith(f"{own}#")} == {n for n in graph if n.startswith(f"{own}#")}
    assert not any(node.partition("#")[0] != own and "#" in node for node in part)
    assert store.find_document("3243").id in part
    with pytest.raises(QuestionError, match="DP420"):
        of_documents(graph, ("urn:nothing",))


@pytest.mark.parametrize("form", [form for form in FORMATS if form not in ("csv", "parquet")])
def test_the_same_graph_gives_the_same_bytes(store: Store, graph: Graph, form: str) -> None:
    assert export_text(store.graph(), form) == export_text(graph, form)

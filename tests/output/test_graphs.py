"""The graph in other programs' formats: nothing lost on the way there and back, hostile text stays text."""

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

from docparse.datafiles import data_folder
from docparse.output.graphs.cypher import cypher
from docparse.output.graphs.drawing import dot, mermaid
from docparse.output.graphs.files import write_csv, write_parquet
from docparse.output.graphs.graphml import graphml
from docparse.output.graphs.json_forms import context, json_ld, node_link
from docparse.questions import Store
from docparse.store.vocabulary import property_type, vocabulary
from tests.store.builders import KH82, KH3243, SO_GD, PlanBuilder, district_plan, party_plan, province_plan

HOSTILE = (
    "'); MATCH (n) DETACH DELETE n; //",
    "\\' + \\u0027}) DETACH DELETE n //",
    '"]; n1 --> n2; click n1 "javascript:alert(1)"',
    "<script>alert('x')</script> & ]]> <!-- `a`",
    '=HYPERLINK("http://x","y")',
    'hàng một, "hàng hai";\r\n\thàng ba | # $ %',
    'label="x", URL="y" \\N \\G" -> "z',
)


def hostile_plan() -> PlanBuilder:
    b = PlanBuilder("urn:lex:vn;x:uy.ban:ke.hoach:2020-01-01;9-kh", type="Kế hoạch", symbol="9/KH<b>'\"", title="T")
    b.section("I", 'NHIỆM VỤ "]; x', "tasks")
    for words in HOSTILE:
        start = len(b.text)
        b.line(words)
        b.task(words, (f"Sở {words}", "lead", "explicit", f"vn:so.{start}"))
    return b


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with Store("sqlite:///:memory:") as opened:
        for plan in (province_plan(), party_plan(), district_plan(), hostile_plan()):
            opened.add(plan.build())
        yield opened


@pytest.fixture(scope="module")
def graph(store: Store) -> networkx.MultiDiGraph[str]:
    return store.graph()


def text(store: Store, form: Any, **more: Any) -> str:
    with store.network() as network:
        return "".join(form(network, **more))


def content(graph: networkx.MultiDiGraph[str]) -> tuple[dict[str, Any], dict[tuple[str, str, str], Any]]:
    """Nodes and edges; the key of an edge is its kind."""
    edges = {(a, b, data["kind"]): data for a, b, data in graph.edges(data=True)}
    assert len(edges) == graph.number_of_edges()
    return dict(graph.nodes(data=True)), edges


def test_graphml_through_networkx(store: Store, graph: networkx.MultiDiGraph[str]) -> None:
    said = text(store, graphml)
    back = networkx.parse_graphml(said, force_multigraph=True)
    assert content(back) == content(graph)
    ids = re.findall(r'<edge id="(e\d+)"', said)
    assert len(set(ids)) == len(ids) == graph.number_of_edges()


def test_graphml_of_what_xml_cannot_hold() -> None:
    with Store("sqlite:///:memory:") as store:
        b = PlanBuilder("urn:x", type="Kế hoạch", symbol="1/KH", title="a\x0bb")
        store.add(b.line("x").build())
        back = networkx.parse_graphml(text(store, graphml), force_multigraph=True)
    assert back.nodes["urn:x"]["title"] == "a\ufffdb"


def test_node_link_through_networkx(store: Store, graph: networkx.MultiDiGraph[str]) -> None:
    back = networkx.node_link_graph(json.loads(text(store, node_link)), edges="edges")
    assert content(back) == content(graph)
    assert set(back.edges(keys=True)) == set(graph.edges(keys=True))


def test_json_ld_drops_no_term(store: Store, graph: networkx.MultiDiGraph[str]) -> None:
    jsonld = pytest.importorskip("pyld.jsonld")
    said = json.loads(text(store, json_ld))
    expanded = jsonld.expand(said)
    assert len(expanded) == len(said["@graph"])
    terms = vocabulary()
    short = {entry.get("term", name): name for name, entry in terms["properties"].items()}
    back = jsonld.compact(expanded, said["@context"])["@graph"]
    for before, after in zip(said["@graph"], back, strict=True):
        assert set(before) == set(after)
    by_id: dict[str, dict[str, Any]] = {}
    for item in back:
        if "predicate" not in item and "@type" in item:
            by_id[item["@id"]] = {short[key]: value for key, value in item.items() if not key.startswith("@")}
    plain = {key: value for key, value in by_id.items() if key in graph}
    assert len(plain) > len(graph) - 10
    for key, values in plain.items():
        wanted = {name: value for name, value in graph.nodes[key].items() if name != "kind"}
        assert values == {n: json.loads(v) if property_type(n) == "json" else v for n, v in wanted.items()}
    statements = [item for item in back if item.get("@type") == "rdf:Statement"]
    assert len(statements) == graph.number_of_edges()
    found = {(s["subject"], s["object"], s["predicate"]) for s in statements}
    assert (KH3243, KH82, "implements") in found
    triples = [item for item in said["@graph"] if "@type" not in item and "named" not in item]
    assert len(triples) == len(statements)


def test_json_ld_is_of_real_ontologies(store: Store) -> None:
    jsonld = pytest.importorskip("pyld.jsonld")
    expanded = {item["@id"]: item for item in jsonld.expand(json.loads(text(store, json_ld))) if "@type" in item}
    eli = "http://data.europa.eu/eli/ontology#"
    assert expanded[KH3243]["@type"] == ["urn:docparse:term:document", f"{eli}LegalResource"]
    assert expanded[KH3243][f"{eli}id_local"] == [{"@value": "3243/KH-UBND"}]
    terms = {item["@id"]: item for item in jsonld.expand(json.loads(text(store, json_ld)))}
    relation = "http://www.w3.org/2000/01/rdf-schema#subPropertyOf"
    assert terms["urn:docparse:term:basis"][relation] == [{"@id": f"{eli}based_on"}]


def test_the_context_beside_the_vocabulary_is_that_of_the_export() -> None:
    file = (data_folder("graph") / "context.jsonld").read_text(encoding="utf-8")
    assert file == json.dumps({"@context": context()}, ensure_ascii=False, indent=1) + "\n"
    terms = [entry["@id"] for entry in context().values() if isinstance(entry, dict)]
    assert len(terms) == len(set(terms)) + 1  # rdfs:label of a section and of our own terms


def test_csv_for_neo4j(store: Store, graph: networkx.MultiDiGraph[str], tmp_path: Path) -> None:
    with store.network() as network:
        write_csv(network, str(tmp_path))
    nodes = read_typed(tmp_path / "nodes.csv")
    edges = read_typed(tmp_path / "edges.csv")
    back: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for row in nodes:
        back.add_node(row.pop(":ID"), kind=row.pop(":LABEL"), **row)
    for row in edges:
        kind = row.pop(":TYPE")
        back.add_edge(row.pop(":START_ID"), row.pop(":END_ID"), key=kind, kind=kind, **row)
    assert content(back) == content(graph)
    assert len(back) == len(nodes)
    head = (tmp_path / "nodes.csv").read_text(encoding="utf-8").split("\n")[0].split(",")
    assert head[:3] == ["id:ID", ":LABEL", "type:string"]
    assert {"paragraph:long", "value:double", "collective:boolean"} <= set(head)


def read_typed(path: Path) -> list[dict[str, Any]]:
    """As Neo4j's import reads it: the type behind each name, an empty cell is none."""
    kinds = {"long": int, "double": float, "boolean": lambda cell: {"true": True, "false": False}[cell]}
    with path.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    columns = []
    for name in head:
        key, _, kind = name.partition(":")
        key = f":{kind}" if kind in ("ID", "LABEL", "START_ID", "END_ID", "TYPE") else key
        columns.append((key, kinds.get(kind, str)))
    return [{key: kind(cell) for (key, kind), cell in zip(columns, row, strict=True) if cell} for row in rows]


def test_csv_for_excel_runs_no_formula(store: Store, tmp_path: Path) -> None:
    with store.network() as network:
        write_csv(network, str(tmp_path), excel=True)
    data = (tmp_path / "nodes.csv").read_bytes().decode("utf-8")
    assert data.startswith("\ufeff")
    cells = [cell for row in csv.reader(io.StringIO(data, newline="")) for cell in row]
    assert '\'=HYPERLINK("http://x","y")' in cells
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []


def test_parquet(store: Store, graph: networkx.MultiDiGraph[str], tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    with store.network() as network:
        write_parquet(network, str(tmp_path))
    back: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for row in parquet.read_table(tmp_path / "nodes.parquet").to_pylist():
        values = {name: value for name, value in row.items() if value is not None}
        back.add_node(values.pop("id"), **values)
    for row in parquet.read_table(tmp_path / "edges.parquet").to_pylist():
        values = {name: value for name, value in row.items() if value is not None}
        back.add_edge(values.pop("source"), values.pop("target"), key=values["kind"], **values)
    assert content(back) == content(graph)


def test_cypher_read_back(store: Store, graph: networkx.MultiDiGraph[str]) -> None:
    said = text(store, cypher)
    back: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    first, *lines = said.splitlines()
    assert first.startswith("CREATE CONSTRAINT")
    for line in lines:
        rows, at = literal(line, len("UNWIND "))
        rest = line[at:]
        if (made := re.fullmatch(r" AS row CREATE \(n:docparse:(\w+)\) SET n = row;", rest)) is not None:
            for row in rows:
                back.add_node(row.pop("id"), kind=made[1], **row)
            continue
        ends = r"MATCH \(a:docparse \{id: row\.s\}\), \(b:docparse \{id: row\.t\}\)"
        made = re.fullmatch(rf" AS row {ends} CREATE \(a\)-\[r:(\w+)\]->\(b\) SET r = row\.p;", rest)
        assert made is not None, rest[:200]
        for row in rows:
            back.add_edge(row["s"], row["t"], key=made[1], kind=made[1], **row["p"])
    assert content(back) == content(graph)
    assert re.search(r"\\u", said) is None  # Neo4j would read it before it reads strings


def literal(line: str, at: int) -> tuple[Any, int]:
    """A literal of Cypher and where it ends."""
    if line[at] == "[":
        items: list[Any] = []
        while line[at] != "]":
            item, at = literal(line, at + (1 if line[at] == "[" else 2))
            items.append(item)
        return items, at + 1
    if line[at] == "{":
        found: dict[str, Any] = {}
        while line[at] != "}":
            at += 1 if line[at] == "{" else 2
            key = re.compile(r"`?(\w+)`?: ").match(line, at)
            assert key is not None
            found[key[1]], at = literal(line, key.end())
        return found, at + 1
    if line[at] == "'":
        parts = re.compile(r"'(?:[^'\\]|\\.)*'(?: \+ '(?:[^'\\]|\\.)*')*").match(line, at)
        assert parts is not None
        body = "".join(part[1:-1] for part in re.findall(r"'(?:[^'\\]|\\.)*'", parts[0]))
        signs = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}
        return re.sub(r"\\(.)", lambda sign: signs.get(sign[1], sign[1]), body), parts.end()
    word = re.compile(r"[\w.+-]+").match(line, at)
    assert word is not None
    return {"true": True, "false": False}.get(word[0]) if word[0].isalpha() else json.loads(word[0]), word.end()


def test_drawings_of_a_store_show_its_works(store: Store) -> None:
    drawn = text(store, mermaid, whole=True)
    assert drawn.startswith("flowchart LR\n")
    assert '["Kế hoạch 3243/KH-UBND"]' in drawn
    assert '-->|"thực hiện"|' in drawn
    assert "Sở" not in drawn
    said = text(store, dot, whole=True)
    assert f'"{KH3243}" -> "{KH82}" [label="thực hiện"];' in said


def test_drawings_hold_no_marks_of_documents(store: Store) -> None:
    with store.network("9/KH<b>'\"") as network:
        drawn = "".join(mermaid(network, whole=False))
    for line in drawn.splitlines()[1:]:
        assert re.fullmatch(r'n\d+\["[^"\[\]<>`|(){}]*"\]|n\d+ -->\|"[^"\[\]<>`|(){}]*"\| n\d+', line), line
    with store.network("9/KH<b>'\"") as network:
        said = "".join(dot(network, whole=False))
    string = r'"(?:[^"\\]|\\["\\])*"'
    for line in said.splitlines()[3:-1]:
        more = r"shape=\w+(?:, style=\w+)?"
        assert re.fullmatch(rf"{string} (?:\[label={string}, {more}\]|-> {string} \[label={string}\]);", line), line


def test_the_same_bytes_whatever_the_order_of_adding() -> None:
    said = []
    for plans in ((province_plan, party_plan, district_plan), (district_plan, party_plan, province_plan)):
        with Store("sqlite:///:memory:") as store:
            for plan in plans:
                store.add(plan().build())
            said.append([text(store, form) for form in (graphml, node_link, json_ld, cypher)])
    assert said[0] == said[1]
    assert SO_GD in said[0][0]

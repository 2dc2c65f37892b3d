"""The vocabulary, the schema and the code say the same of the graph."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from docparse.model import AgencyRole, Basis, Relation, SectionRole
from docparse.questions import Store, open_store
from docparse.store.vocabulary import (
    all_properties,
    basis_label,
    edge_label,
    node_properties,
    ranks,
    tables,
    vocabulary,
)
from tests.store.builders import district_plan, party_plan, province_plan

pytestmark = pytest.mark.sqlite

_TYPES = {"text": str, "date": str, "json": str, "integer": int, "number": float, "boolean": bool}


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    path: Path = tmp_path_factory.mktemp("kho") / "kho.db"
    with open_store(f"sqlite:///{path}") as store:
        store.add(province_plan().build())
    return sqlite3.connect(path)


def columns(raw: sqlite3.Connection, kind: str) -> dict[str, list[str]]:
    names = [row[1] for row in raw.execute("PRAGMA table_list") if row[2] in kind.split("|") and row[0] == "main"]
    return {
        name: [row[1] for row in raw.execute(f"PRAGMA table_info({name})")]
        for name in names
        if not name.startswith("sqlite_")
    }


def test_every_table_and_column_is_declared_and_is_there(raw: sqlite3.Connection) -> None:
    found = columns(raw, "table|view|virtual")
    views = {name: found.pop(name) for name in list(found) if name.startswith("v_")}
    declared = tables()
    assert found == {name: entry["columns"] for name, entry in declared["tables"].items()}
    assert views == {name: list(entry["columns"]) for name, entry in declared["views"].items()}


def test_every_column_is_a_property_or_explained_and_the_reverse() -> None:
    words, declared = vocabulary(), tables()
    used = {column for entry in declared["tables"].values() for column in entry["columns"]}
    explained = set(declared["columns"])
    assert used <= explained | set(words["properties"])
    assert explained <= used
    instead = {entry["property"] for entry in declared["columns"].values() if isinstance(entry, dict)}
    assert instead <= set(words["properties"])
    # what an edge carries beside its table's columns is made by the export
    made = {"label", "count", "origin", "in_document"}
    assert set(words["properties"]) - used - instead == made - used


def test_every_property_belongs_to_something_and_has_a_known_type() -> None:
    words = vocabulary()
    nodes, edges = all_properties()
    assert set(nodes) | set(edges) == set(words["properties"])
    assert {entry["type"] for entry in words["properties"].values()} == set(_TYPES)
    assert all(entry["why"] for entry in words["properties"].values())


def test_what_a_node_carries_is_a_column_of_its_table() -> None:
    declared = tables()
    names = {
        name: entry.get("property", name) for name, entry in declared["columns"].items() if isinstance(entry, dict)
    }
    for kind in vocabulary()["nodes"]:
        held = [entry["columns"] for entry in declared["tables"].values() if entry["holds"] == kind]
        if kind == "document":
            held.append(declared["tables"]["directives"]["columns"])
        assert held, kind
        known = {names.get(column, column) for one in held for column in one}
        assert set(node_properties(kind)) <= known, kind
        keys = set(declared["columns"]) - {"start_at", "end_at", "role"}
        assert known - set(node_properties(kind)) - keys == set(), kind


def test_tables_hold_declared_kinds() -> None:
    words = vocabulary()
    groups = {edge["group"] for edge in words["edges"].values()}
    known = set(words["nodes"]) | groups | set(words["edges"]) | {None}
    holds = [entry["holds"] for entry in tables()["tables"].values()]
    assert set(holds) <= known
    assert set(words["nodes"]) <= set(holds)
    assert {"role", "relation", "may_be", "names"} <= set(holds)


def test_roles_relations_and_bases_are_those_of_the_contract() -> None:
    words = vocabulary()
    assert set(ranks("role")) == set(AgencyRole.__args__)  # type: ignore[attr-defined]
    assert set(ranks("relation")) == set(Relation.__args__)  # type: ignore[attr-defined]
    assert set(words["basis"]) >= set(Basis.__args__)  # type: ignore[attr-defined]
    assert set(words["section_roles"]) == set(SectionRole.__args__)  # type: ignore[attr-defined]


def test_labels_of_the_views_are_those_of_the_vocabulary(raw: sqlite3.Connection) -> None:
    text = "\n".join(row[0] for row in raw.execute("SELECT sql FROM sqlite_master WHERE name LIKE 'v\\_%' ESCAPE '\\'"))
    said = dict(re.findall(r"WHEN '(\w+)' THEN '([^']+)'", text))
    for kind in (*ranks("role"), *ranks("relation")):
        assert said[kind] == edge_label(kind)
    for kind in vocabulary()["basis"]:
        if kind not in ranks("relation"):
            assert said[kind] == basis_label(kind)
    assert f"'{edge_label('belongs_to')}', 'belongs_to'" in text
    assert f"'{edge_label('names')}', 'names'" in text


def test_terms_have_real_namespaces() -> None:
    words = vocabulary()
    entries = [*words["nodes"].values(), *words["edges"].values(), *words["properties"].values()]
    used = {entry["maps"].partition(":")[0] for entry in [*entries, *words["provenance"].values()] if "maps" in entry}
    assert used <= set(words["prefixes"])
    assert words["prefixes"]["eli"] == "http://data.europa.eu/eli/ontology#"
    assert words["prefixes"]["org"] == "http://www.w3.org/ns/org#"
    assert words["prefixes"]["prov"] == "http://www.w3.org/ns/prov#"
    for entry in entries[: len(words["nodes"]) + len(words["edges"])]:
        assert entry["label"]
        assert entry["inverse"]


def test_the_graph_is_of_the_vocabulary_and_of_its_types() -> None:
    words = vocabulary()
    with open_store("sqlite:///:memory:") as store:
        for plan in (province_plan(), party_plan(), district_plan()):
            store.add(plan.build())
        graph = store.graph()
    kinds = dict(graph.nodes(data="kind"))
    assert set(kinds.values()) == set(words["nodes"])
    for key, data in graph.nodes(data=True):
        values = {name: value for name, value in data.items() if name != "kind"}
        assert set(values) <= set(node_properties(data["kind"])), key
        assert all(isinstance(v, _TYPES[words["properties"][n]["type"]]) for n, v in values.items()), key
    for source, target, data in graph.edges(data=True):
        entry = words["edges"][data["kind"]]
        assert kinds[source] in entry["from"], data
        assert kinds[target] in entry["to"], data
        assert data["provenance"] in words["provenance"]
        values = {name: value for name, value in data.items() if name != "kind"}
        assert set(values) <= set(words["edge_properties"]), data
        assert all(type(v) is _TYPES[words["properties"][n]["type"]] for n, v in values.items()), data


def test_a_documents_own_graph_is_a_part_of_the_whole() -> None:
    with Store("sqlite:///:memory:") as store:
        for plan in (province_plan(), party_plan(), district_plan()):
            store.add(plan.build())
        whole, own = store.graph(), store.graph("3243/KH-UBND")
    assert 0 < len(own) < len(whole)
    assert set(own.nodes) <= set(whole.nodes)
    assert all(own.nodes[key] == whole.nodes[key] for key in own)
    assert {(a, b, k) for a, b, k in own.edges(keys=True)} < {(a, b, k) for a, b, k in whole.edges(keys=True)}
    tasks = [key for key, kind in whole.nodes(data="kind") if kind == "task" and "3243-kh-ubnd#" in key]
    assert [key for key, kind in own.nodes(data="kind") if kind == "task"] == tasks

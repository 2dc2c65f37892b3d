"""A table of nodes and one of edges: CSV as neo4j-admin imports it, and Parquet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docparse.errors import DocparseError

if TYPE_CHECKING:
    import networkx

_TYPES = {str: "string", int: "long", float: "double", bool: "boolean"}
Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Table:
    """``columns`` are names with their Python type; a row without a column has no value there."""

    columns: Mapping[str, type]
    rows: Rows


@dataclass(frozen=True, slots=True)
class Tables:
    nodes: Table
    edges: Table

    def csv(self) -> dict[str, bytes]:
        """``nodes.csv`` and ``edges.csv`` with the header that ``neo4j-admin database import`` reads."""
        nodes = {"id": "id:ID", "kind": ":LABEL"}
        edges = {"from": ":START_ID", "to": ":END_ID", "kind": ":TYPE"}
        return {"nodes.csv": _csv(self.nodes, nodes), "edges.csv": _csv(self.edges, edges)}

    def parquet(self) -> dict[str, bytes]:
        """``nodes.parquet`` and ``edges.parquet``; DocparseError DP421 where pyarrow is not installed."""
        return {"nodes.parquet": _parquet(self.nodes), "edges.parquet": _parquet(self.edges)}


def tables_of(graph: networkx.MultiDiGraph[str]) -> Tables:
    nodes = [{"id": node, **data} for node, data in graph.nodes(data=True)]
    edges = [{"from": source, "to": target, **data} for source, target, data in graph.edges(data=True)]
    return Tables(_table(("id", "kind"), nodes), _table(("from", "to", "kind"), edges))


def _table(first: Sequence[str], rows: Rows) -> Table:
    types: dict[str, set[type]] = {}
    for row in rows:
        for key, value in row.items():
            types.setdefault(key, set()).add(type(value))
    names = [*first, *sorted(types.keys() - set(first))]
    return Table({name: _one(types.get(name, {str})) for name in names}, rows)


def _one(types: Iterable[type]) -> type:
    """The type that holds all of these."""
    found = set(types)
    if len(found) == 1:
        return found.pop()
    return float if found <= {int, float} else str


def _csv(table: Table, special: Mapping[str, str]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow([special.get(name) or f"{name}:{_TYPES[kind]}" for name, kind in table.columns.items()])
    for row in table.rows:
        writer.writerow([_cell(row.get(name), kind) for name, kind in table.columns.items()])
    return out.getvalue().encode()


def _cell(value: Any, kind: type) -> Any:
    if value is None:
        return None
    return str(value).lower() if kind is bool else kind(value)


def _parquet(table: Table) -> bytes:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        what, advice = "máy này chưa có phần ghi Parquet", "cài phần này: pip install 'docparse[parquet]'"
        raise DocparseError("DP421", "export --format parquet", what, advice) from error
    kinds = {str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64(), bool: pyarrow.bool_()}
    columns = {
        name: pyarrow.array(
            [None if (value := row.get(name)) is None else kind(value) for row in table.rows], type=kinds[kind]
        )
        for name, kind in table.columns.items()
    }
    out = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(columns), out, compression="zstd")
    return out.getvalue()

"""Two files in a folder, nodes and edges: CSV as ``neo4j-admin database import`` reads it, and Parquet."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from docparse.batch.parts import parquet_libraries
from docparse.output.checklist import BOM, guarded
from docparse.store.network import Network
from docparse.store.vocabulary import all_properties, property_type

_NEO4J = {"integer": "long", "number": "double", "boolean": "boolean"}
_GROUP = 10_000  # rows of Parquet held before they are written


def write_csv(network: Network, folder: str, *, excel: bool = False) -> None:
    """``nodes.csv``, ``edges.csv``; an empty cell is no value. ``excel``: with a byte-order mark, and an apostrophe
    before what a spreadsheet would run, which importing programs would take for text."""
    nodes, edges = all_properties()
    heads = {
        "nodes.csv": ["id:ID", ":LABEL", *map(_typed, nodes)],
        "edges.csv": [":START_ID", ":END_ID", ":TYPE", *map(_typed, edges)],
    }
    rows = {
        "nodes.csv": ((node.id, node.kind, *_cells(node.values, nodes)) for node in network.nodes()),
        "edges.csv": ((edge.source, edge.target, edge.kind, *_cells(edge.values, edges)) for edge in network.edges()),
    }
    for name, head in heads.items():
        with (
            finished(os.path.join(folder, name)) as part,
            open(part, "w", encoding="utf-8", newline="") as file,
        ):
            file.write(BOM if excel else "")
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(head)
            writer.writerows(([guarded(str(cell)) for cell in row] for row in rows[name]) if excel else rows[name])


def write_parquet(network: Network, folder: str) -> None:
    """``nodes.parquet``, ``edges.parquet``, with typed columns; DocparseError DP431 without pyarrow."""
    parquet, arrow = parquet_libraries("--format parquet")
    kinds = {"integer": arrow.int64(), "number": arrow.float64(), "boolean": arrow.bool_()}
    nodes, edges = all_properties()
    tables: dict[str, tuple[tuple[str, ...], Sequence[str], Iterable[dict[str, Any]]]] = {
        "nodes.parquet": (
            ("id", "kind"),
            nodes,
            ({"id": node.id, "kind": node.kind, **node.values} for node in network.nodes()),
        ),
        "edges.parquet": (
            ("source", "target", "kind"),
            edges,
            ({"source": e.source, "target": e.target, "kind": e.kind, **e.values} for e in network.edges()),
        ),
    }
    for name, (keys, names, rows) in tables.items():
        columns = [arrow.field(key, arrow.string(), nullable=False) for key in keys]
        columns += [arrow.field(one, kinds.get(property_type(one), arrow.string())) for one in names]
        shape = arrow.schema(columns)
        path = os.path.join(folder, name)
        with finished(path) as part, parquet.ParquetWriter(part, shape, compression="zstd") as out:
            for group in _groups(rows, _GROUP):
                out.write_table(arrow.Table.from_pylist(group, schema=shape))


@contextmanager
def finished(path: str) -> Iterator[str]:
    """A name to write to; the file gets its own name when all is written, so that none is ever half there."""
    part = f"{path}.part"
    try:
        yield part
        os.replace(part, path)
    except BaseException:
        if os.path.exists(part):
            os.unlink(part)
        raise


def _typed(name: str) -> str:
    return f"{name}:{_NEO4J.get(property_type(name), 'string')}"


def _cells(values: Mapping[str, Any], names: Sequence[str]) -> Iterator[str]:
    for name in names:
        value = values.get(name, "")
        yield ("true" if value else "false") if isinstance(value, bool) else str(value)


def _groups(rows: Iterable[dict[str, Any]], size: int) -> Iterator[list[dict[str, Any]]]:
    group: list[dict[str, Any]] = []
    for row in rows:
        group.append(row)
        if len(group) == size:
            yield group
            group = []
    if group:
        yield group

"""The same graph where people would otherwise keep it: in networkx alone, and in an embedded graph database.

Nodes are documents, tasks and agencies; edges say which document a task is of, which part an agency has in it, and
which document carries out which. Neither finds words by an index, folds diacritics or knows other names of an agency.
"""

from __future__ import annotations

import csv
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from statistics import quantiles

from docparse.errors import DocparseError
from docparse.evaluation.coldbench import peak_here
from docparse.evaluation.generator import Generator, Paper
from docparse.reading.isolation import IsolationError, run_isolated

_SECONDS, _MEGABYTES = 7200.0, 2**24  # a database may map terabytes of addresses that it never uses
_QUESTIONS = 200
_TABLES = {
    "document": "CREATE NODE TABLE document(id STRING PRIMARY KEY)",
    "task": "CREATE NODE TABLE task(id STRING PRIMARY KEY, matter STRING)",
    "agency": "CREATE NODE TABLE agency(id STRING PRIMARY KEY)",
    "of": "CREATE REL TABLE of(FROM task TO document)",
    "part": "CREATE REL TABLE part(FROM agency TO task, role STRING)",
    "above": "CREATE REL TABLE above(FROM document TO document)",
}
_ASKED = (
    "MATCH (a:agency)-[p:part]->(t:task)-[:of]->(d:document) "
    "WHERE d.id = $document AND t.matter = $matter AND p.role = 'lead' RETURN a.id",
    "MATCH (a:agency)-[p:part]->(t:task)-[:of]->(d:document) WHERE a.id = $agency RETURN t.id, p.role, d.id",
    "MATCH (d:document)-[:above*1..9]->(u:document) WHERE d.id = $document RETURN u.id",
)


@dataclass(frozen=True, slots=True)
class Rival:
    """``values``: seconds to load, MB held at most by its process, p95 in ms of who, checklist, trace."""

    name: str
    values: tuple[float, ...]

    def to_dict(self) -> dict[str, object]:
        names = ("load_s", "peak_mb", "who_p95_ms", "checklist_p95_ms", "trace_p95_ms")
        return {"name": self.name, **dict(zip(names, self.values, strict=True))}


@dataclass(frozen=True, slots=True)
class _Case:
    document: str
    matter: str
    agency: str


def compare(generator: Generator) -> tuple[Rival, ...]:
    """Each in a process of its own, without what making the documents takes; DP431 where ladybug is missing."""
    try:
        version = import_module("ladybug").__version__
    except ImportError as error:
        what = "cần ladybug để so với cơ sở dữ liệu đồ thị"
        raise DocparseError("DP431", "--compare", what, "cài thêm: pip install 'docparse[bench]'") from error
    networkx = import_module("networkx").__version__
    try:
        return tuple(
            Rival(name, run_isolated(work, (generator,), seconds=_SECONDS, megabytes=_MEGABYTES))
            for name, work in ((f"networkx {networkx}", in_networkx), (f"ladybug {version}", in_ladybug))
        )
    except IsolationError as error:
        raise DocparseError("DP606", "--compare", f"không đo được ({error})", "giảm số văn bản") from error


def in_networkx(generator: Generator) -> tuple[float, ...]:
    """The graph in memory."""
    import networkx

    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    load = 0.0
    for number in range(len(generator)):
        rows = list(_rows(generator, number))
        begun = time.perf_counter()
        for table, values in rows:
            if table in ("document", "task", "agency"):
                graph.add_node(values[0], kind=table, **({"matter": values[1]} if table == "task" else {}))
            else:
                graph.add_edge(values[0], values[1], key=values[2] if table == "part" else table)
        load += time.perf_counter() - begun

    def who(case: _Case) -> object:
        tasks = (task for task, _, _ in graph.in_edges(case.document, keys=True) if "matter" in graph.nodes[task])
        found = (task for task in tasks if graph.nodes[task]["matter"] == case.matter)
        return [a for task in found for a, _, role in graph.in_edges(task, keys=True) if role == "lead"]

    def checklist(case: _Case) -> object:
        return [(t, role, list(graph.successors(t))) for _, t, role in graph.out_edges(case.agency, keys=True)]

    def trace(case: _Case) -> object:
        return networkx.descendants(graph, case.document)

    return (load, *_asked(generator, who, checklist, trace))


def in_ladybug(generator: Generator) -> tuple[float, ...]:
    """The graph in a database on disk, loaded by its bulk loader."""
    ladybug = import_module("ladybug")
    with tempfile.TemporaryDirectory() as folder:
        _write(generator, Path(folder))
        connection = ladybug.Connection(ladybug.Database(f"{folder}/graph.db"))
        begun = time.perf_counter()
        for name, table in _TABLES.items():
            connection.execute(table)
            connection.execute(f'COPY {name} FROM "{folder}/{name}.csv" (HEADER=false, AUTO_DETECT=false)')
        load = time.perf_counter() - begun

        def ask(words: str, *names: str) -> Callable[[_Case], object]:
            return lambda case: connection.execute(words, {n: getattr(case, n) for n in names}).get_all()

        who, checklist, trace = _ASKED
        asked = (ask(who, "document", "matter"), ask(checklist, "agency"), ask(trace, "document"))
        return (load, *_asked(generator, *asked))


def _asked(generator: Generator, *questions: Callable[[_Case], object]) -> tuple[float, ...]:
    """MB held at most until now, and the p95 in ms of each question; an answer that is empty is an error."""
    peak = peak_here() / 1e6
    cases = list(_cases(generator))
    out = []
    for question in questions:
        times = []
        for case in cases:
            begun = time.perf_counter()
            if not question(case):
                raise ValueError(case)
            times.append(time.perf_counter() - begun)
        out.append(1000 * quantiles(times, n=20, method="inclusive")[18])
    return (peak, *out)


def _cases(generator: Generator) -> Iterator[_Case]:
    step = max(len(generator) // _QUESTIONS, 1)
    for number in range(2, len(generator), step):
        one = generator.document(number)
        if one.paper.upper is None:
            continue
        led = next(task for task in one.tasks if any(role == "lead" for role, _ in task.parts))
        agency = next(agency for role, agency in led.parts if role == "lead")
        yield _Case(_key(one.paper), led.matter, agency.asked)


def _key(paper: Paper) -> str:
    place = paper.area.name if paper.area else ""
    return f"{paper.symbol} {paper.date.isoformat()} {paper.issuer} {place}"


def _rows(generator: Generator, number: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What a document adds to each table."""
    one = generator.document(number)
    document = _key(one.paper)
    yield "document", (document,)
    if one.paper.upper is not None:
        yield "above", (document, _key(one.paper.upper))
    for at, task in enumerate(one.tasks):
        key = f"{number}#{at}"
        yield "task", (key, task.matter)
        yield "of", (key, document)
        for role, agency in task.parts:
            yield "agency", (agency.asked,)
            yield "part", (agency.asked, key, role)


def _write(generator: Generator, folder: Path) -> None:
    agencies: set[str] = set()
    files = {name: open(folder / f"{name}.csv", "w", encoding="utf-8", newline="") for name in _TABLES}  # noqa: SIM115
    writers = {name: csv.writer(file) for name, file in files.items()}
    for number in range(len(generator)):
        for table, values in _rows(generator, number):
            if table != "agency" or values[0] not in agencies:
                writers[table].writerow(values)
            if table == "agency":
                agencies.add(values[0])
    for file in files.values():
        file.close()

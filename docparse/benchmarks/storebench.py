"""Generated documents put into a store: what parsing, writing, keeping and asking cost, and whether it is right."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docparse.batch.local import LocalPool
from docparse.batch.schedule import ordered
from docparse.batch.work import Job, parse_job
from docparse.benchmarks.asked import Loads, Timing, ask_all
from docparse.errors import DocparseError
from docparse.evaluation.bench import Figure
from docparse.evaluation.coldbench import peak_here, resident_here
from docparse.evaluation.generator import Generated, Generator
from docparse.evaluation.generator_check import Agreement, agreement
from docparse.model import Plan
from docparse.reading.isolation import spent

if TYPE_CHECKING:
    from docparse.questions import Store

_CHECKED = 200  # documents whose parse is held against what is known of them
_OPENINGS = 20
_MET = 1 / 1000  # at most so many papers of communes of one name share number and date, and so one place in the store
_WARM = 1 / 10  # of the documents, after which memory should not grow


@dataclass(frozen=True, slots=True)
class Adding:
    """``parse`` and ``write``: seconds of one processor; ``elapsed`` on the clock. ``memory``: bytes that this process
    held after a tenth of the documents and after all."""

    documents: int
    workers: int
    parse: float
    write: float
    elapsed: float
    memory: tuple[int, int]


@dataclass(frozen=True, slots=True)
class StoreBench:
    """``size``: bytes of the documents; ``stored``: of the store, None where it is no file. ``adding``: None for a
    store that held them already. ``peak``: the most bytes that this process held."""

    documents: int
    tasks: int
    size: int
    stored: int | None
    agreement: Agreement
    adding: Adding | None
    timings: tuple[Timing, ...]
    peak: int

    @property
    def figures(self) -> tuple[Figure, ...]:
        """What was measured; times of questions are the 95th of 100, in ms."""
        out: list[Figure] = []
        if (adding := self.adding) is not None:
            used, mean = adding.parse + adding.write, self.size / self.documents
            out += [
                Figure("add-core", adding.documents / used, "/s", 60.0 * 20_000 / mean),
                Figure("add-bytes", self.size / used / 1e6, "MB/s"),
                Figure("add-parse", 1000 * adding.parse / adding.documents, "ms"),
                Figure("add-write", 1000 * adding.write / adding.documents, "ms"),
                Figure("add-elapsed", adding.documents / adding.elapsed, "/s"),
                Figure("memory-growth", adding.memory[1] / adding.memory[0], "×", 1.2, at_most=True),
            ]
        if self.stored is not None:
            out.append(Figure("store-size", self.stored / self.size, "×", 3.0, at_most=True))
        limits = {"search-many": 500.0, "checklist-whole": None}  # the whole costs as much as there is
        out += [Figure(t.name, 1000 * t.p95, "ms", limits.get(t.name, 50.0), at_most=True) for t in self.timings]
        out.append(Figure("right", 100 * self.right, "%", 100.0))
        out.append(Figure("process-peak", self.peak / 1e6, "MB"))
        return tuple(out)

    @property
    def right(self) -> float:
        """The share of questions answered as they must be."""
        asked = sum(timing.asked for timing in self.timings)
        return sum(timing.right for timing in self.timings) / asked if asked else 1.0

    def to_dict(self) -> dict[str, object]:
        return {
            "documents": self.documents,
            "tasks": self.tasks,
            "bytes": self.size,
            "stored": self.stored,
            "agreement": self.agreement.shares,
            "figures": {figure.name: figure.to_dict() for figure in self.figures},
            "questions": {
                t.name: {"asked": t.asked, "right": t.right, "p50": t.p50, "p95": t.p95, "worst": t.worst}
                for t in self.timings
            },
        }


def measure_store(
    opened: Callable[[], Store], generator: Generator, *, workers: int = 1, questions: int = 200
) -> StoreBench:
    """Put the documents into the store that ``opened`` opens, unless it holds as many, and ask it.

    DocparseError DP607 for a store that holds other documents.
    """
    with opened() as store:
        held = _held(store)
        if held and not 0 <= len(generator) - held <= len(generator) * _MET:
            what = f"kho đã có {held} văn bản"
            raise DocparseError(
                "DP607", store.url, what, "chọn kho trống, hoặc kho của lần đo trước với cùng số văn bản"
            )
        counts = _Counts()
        adding = None if held else _add(store, generator, workers)
    for one in generator:  # afterwards: what the answers must be is no memory of adding
        counts.note(one)
    checked = Generator(min(_CHECKED, len(generator)), generator.seed, generator.size)
    agreed = agreement((one, parse_job(_job(one))) for one in checked)
    opening = Timing.of("open", [_opening(opened) for _ in range(_OPENINGS)])
    with opened() as store:
        stored = os.path.getsize(store.db.location.path) if os.path.exists(store.db.location.path) else None
        timings = (opening, *ask_all(store, generator, counts.loads, questions))
    return StoreBench(len(generator), counts.tasks, counts.size, stored, agreed, adding, timings, peak_here())


class _Counts:
    """What is known of all documents together."""

    def __init__(self) -> None:
        self.tasks = self.size = 0
        self.loads: Loads = {}

    def note(self, one: Generated) -> None:
        self.tasks += len(one.tasks)
        self.size += len(one.text.encode())
        for task in one.tasks:
            for role, agency in task.parts:
                self.loads.setdefault(agency, Counter())[role] += 1


def _add(store: Store, generator: Generator, workers: int) -> Adding:
    parse = write = 0.0
    parse_job(_job(generator.document(0)))  # loads the rules
    warm = max(int(len(generator) * _WARM), 1)
    memory = [0, 0]
    begun, others = time.perf_counter(), spent()
    for number, (plan, seconds) in enumerate(_plans(generator, workers), 1):
        start = time.thread_time()
        store.add(plan, force=True)  # some papers share number, date and the name of their commune
        write += time.thread_time() - start
        parse += seconds
        if number in (warm, len(generator)):
            memory[number != warm] = resident_here()
    parse += spent() - others
    memory[1] = memory[1] or memory[0]
    return Adding(len(generator), workers, parse, write, time.perf_counter() - begun, (memory[0], memory[1]))


def _plans(generator: Generator, workers: int) -> Iterator[tuple[Plan, float]]:
    """Each plan with the seconds that its parsing took this thread."""
    if workers == 1:
        for one in generator:
            start = time.thread_time()
            plan = parse_job(_job(one))
            yield plan, time.thread_time() - start
        return

    def jobs() -> Iterator[tuple[str, Job]]:
        for one in generator:
            yield one.name, _job(one)

    for _, found in ordered(LocalPool(workers), parse_job, jobs()):
        if isinstance(found, DocparseError):
            raise found
        yield found, 0.0


def _job(one: Generated) -> Job:
    return Job(one.name, data=one.text.encode())


def _held(store: Store) -> int:
    try:
        row = store.db.row("document_count")
    except DocparseError as error:
        if error.code != "DP401":
            raise
        return 0
    return int(row["documents"]) if row else 0


def _opening(opened: Callable[[], Store]) -> tuple[float, bool]:
    begun = time.perf_counter()
    with opened() as store:
        found = store.db.row("store")
    return time.perf_counter() - begun, found is not None

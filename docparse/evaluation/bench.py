"""How fast docparse is on a folder's documents, beside what it is measured against: each figure with its target."""

from __future__ import annotations

import gc
import io
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path

from docparse.errors import DocparseError
from docparse.evaluation.coldbench import cold_loads, peak_of
from docparse.evaluation.enginebench import Replay, agency_names, with_names
from docparse.extraction.plan import read_plan
from docparse.reading import read_bytes
from docparse.reading.isolation import spent

_TEXTS = frozenset({".txt", ".md"})
_BASE = 30_000  # bytes of the text whose growth is measured, about
FACTORS = (1, 4, 16)
NAMES = 10_000
_NER_BYTES = 60_000  # ner reads some 20 KB a second: a part of the text tells its speed
_SETTLED = 0.5  # seconds that short work is repeated for


@dataclass(frozen=True, slots=True)
class Speed:
    """One thing measured: bytes of text and the shortest time it took one core, in seconds."""

    name: str
    size: int
    seconds: float

    @property
    def mb_per_s(self) -> float:
        return self.size / self.seconds / 1e6 if self.seconds else 0.0


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with what it should be: at least ``target``, or at most where ``at_most``; None where nothing is set."""

    name: str
    value: float
    unit: str
    target: float | None = None
    at_most: bool = False

    @property
    def met(self) -> bool | None:
        if self.target is None:
            return None
        return self.value <= self.target if self.at_most else self.value >= self.target

    def to_dict(self) -> dict[str, object]:
        return {
            "value": round(self.value, 4), "unit": self.unit, "target": self.target, "at_most": self.at_most,
            "met": self.met,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bench:
    """``speeds``: ``parse`` (bytes to plan), ``engine`` (rules and agencies), its parts ``rules`` and ``agencies``,
    ``engine-names`` (as many other agency names) and, where installed, ``ner``.

    ``growth``: (factor, seconds) for one text repeated. ``load``: seconds without and with the compiled cache.
    ``peak``: bytes held by a process that reads 1 MB. ``docx``: seconds to read Word files, and to unzip and parse
    their XML alone. None where it could not be measured.
    """

    files: int
    size: int
    speeds: tuple[Speed, ...]
    growth: tuple[tuple[int, float], ...]
    load: tuple[float, float] | None = None
    peak: int | None = None
    docx: tuple[float, float] | None = None

    def speed(self, name: str) -> Speed | None:
        return next((s for s in self.speeds if s.name == name), None)

    def ratio(self, name: str, other: str) -> float | None:
        """How many times as fast one thing is as another; None where either was not measured."""
        ours, theirs = self.speed(name), self.speed(other)
        return ours.mb_per_s / theirs.mb_per_s if ours and theirs and theirs.mb_per_s else None

    @property
    def growth_ratio(self) -> float:
        """The time for the longest text against that for the shortest."""
        return self.growth[-1][1] / self.growth[0][1]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """What was measured, in the order of the targets; speeds in MB/s, times in ms, memory in MB."""
        targets = {"parse": 2.0, "engine": 8.0}
        out = [Figure(s.name, s.mb_per_s, "MB/s", targets.get(s.name)) for s in self.speeds]
        if (names := self.ratio("engine-names", "engine")) is not None:
            out.append(Figure("names", 100 * names, "%", 80.0))
        if (ner := self.ratio("parse", "ner")) is not None:
            out.append(Figure("times-ner", ner, "×", 100.0))
        out.append(Figure("growth", self.growth_ratio, "×", 18.0, at_most=True))
        if self.load is not None:
            out.append(Figure("load-cached", 1000 * self.load[1], "ms", 100.0, at_most=True))
            out.append(Figure("load-uncached", 1000 * self.load[0], "ms"))
        if self.peak is not None:
            out.append(Figure("peak", self.peak / 1e6, "MB", 150.0, at_most=True))
        if self.docx is not None:
            out.append(Figure("docx", self.docx[0] / self.docx[1], "×", 6.0, at_most=True))
        return tuple(out)

    def to_dict(self) -> dict[str, object]:
        return {
            "files": self.files,
            "bytes": self.size,
            "figures": {figure.name: figure.to_dict() for figure in self.figures},
            "speeds": {s.name: {"bytes": s.size, "seconds": s.seconds} for s in self.speeds},
            "growth": [{"factor": factor, "seconds": seconds} for factor, seconds in self.growth],
        }


def measure(folder: Path, rounds: int = 3) -> Bench:
    """Measure over all .txt and .md below a folder (or one such file), on one warm core; DP606 where there is none.

    The Word files of the folder are read too, and what a fresh process costs is measured in such ones.
    """
    files = [folder] if folder.is_file() else sorted(p for p in folder.rglob("*") if p.is_file())
    inputs = [(p.read_bytes(), p.name) for p in files if p.suffix.lower() in _TEXTS]
    inputs = [(data, name) for data, name in inputs if data.strip()]
    if not inputs:
        raise DocparseError("DP606", str(folder), "không có văn bản .txt, .md nào để đo", "chỉ ra thư mục có văn bản")
    sources = [read_bytes(data, name) for data, name in inputs]
    texts = [source.text for source in sources]
    load, peak = cold_loads(max(rounds, 1)), peak_of(texts)
    size, chars = sum(len(data) for data, _ in inputs), sum(len(t.encode()) for t in texts)
    speeds = [Speed("parse", size, *_best(rounds, lambda: [_parse(d, n) for d, n in inputs]))]
    replay, names = Replay(sources), with_names(agency_names(NAMES))
    works: dict[str, Callable[[], object]] = {
        "engine": replay.both,
        "rules": replay.run,
        "agencies": replay.agencies,
        "engine-names": partial(replay.both, names),
    }
    speeds += [Speed(name, chars, s) for name, s in zip(works, _best(rounds, *works.values()), strict=True)]
    data, name = min(inputs, key=lambda one: abs(len(one[0]) - _BASE))
    longer = [partial(_parse, b"\n".join([data] * factor), name) for factor in FACTORS]
    growth = zip(FACTORS, _best(rounds, *longer), strict=True)
    docx = _docx([p for p in files if p.suffix.lower() == ".docx"], rounds)
    speeds += _ner(texts)  # last: its models crowd the memory
    return Bench(len(inputs), size, tuple(speeds), tuple(growth), load, peak, docx)


def _best(rounds: int, *works: Callable[[], object]) -> list[float]:
    """Seconds of one core for each work in its fastest run, after one that warms up: what else runs is left out.

    Works take turns, so that a slow minute of the machine meets all of them; short ones are run more often. What is
    alive already (models, texts) is kept from the collector's rounds.
    """
    for work in works:
        work()
    gc.collect()
    gc.freeze()
    turns: list[list[float]] = []
    while len(turns) < max(rounds, 1) or sum(map(sum, turns)) < _SETTLED * len(works):
        turns.append([])
        for work in works:
            start = time.process_time() + spent()
            work()
            turns[-1].append(time.process_time() + spent() - start)
    gc.unfreeze()
    return [min(times) for times in zip(*turns, strict=True)]


def _parse(data: bytes, name: str) -> object:
    return read_plan(read_bytes(data, name))


def _docx(paths: list[Path], rounds: int) -> tuple[float, float] | None:
    """Seconds to read Word files, and to do no more than unzip and parse the main part of the same files."""
    readable: list[tuple[bytes, str]] = []
    for path in paths:
        data = path.read_bytes()
        try:
            read_bytes(data, path.name)
            _parse_xml(data)
        except (DocparseError, KeyError, zipfile.BadZipFile):
            continue
        readable.append((data, path.name))
    if not readable:
        return None
    ours, bare = _best(
        rounds,
        lambda: [read_bytes(data, name) for data, name in readable],
        lambda: [_parse_xml(data) for data, _ in readable],
    )
    return ours, bare


def _parse_xml(data: bytes) -> object:
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read("word/document.xml"))


def _ner(texts: list[str]) -> list[Speed]:
    """underthesea's named entities line by line; empty where it is not installed."""
    try:
        ner: Callable[[str], object] = import_module("underthesea").ner
    except ImportError:
        return []
    lines: list[str] = []
    size = 0
    for line in (line for text in texts for line in text.splitlines() if line.strip()):
        if size > _NER_BYTES:
            break
        lines.append(line)
        size += len(line.encode()) + 1
    ner(lines[0])  # loads its model
    start, used = time.perf_counter(), time.process_time()
    for line in lines:
        ner(line)
    # whichever is kinder to it: it may use several cores, and others may use this one
    return [Speed("ner", size, min(time.perf_counter() - start, time.process_time() - used))]

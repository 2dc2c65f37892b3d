"""How fast docparse is on a folder's text files, and underthesea's ``ner`` over the same lines beside it."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path

from docparse.errors import DocparseError
from docparse.folding import canon

_TEXTS = frozenset({".txt", ".md"})
_BASE = 30_000  # bytes of the text whose growth is measured, about
FACTORS = (1, 4, 16)
_NER_BYTES = 60_000  # ner reads some 20 KB a second: a part of the text tells its speed
_SETTLED = 0.5  # seconds that short work is repeated for


@dataclass(frozen=True, slots=True)
class Speed:
    """One thing measured: bytes of text and the shortest time it took, in seconds."""

    name: str
    size: int
    seconds: float

    @property
    def mb_per_s(self) -> float:
        return self.size / self.seconds / 1e6 if self.seconds else 0.0


@dataclass(frozen=True, slots=True)
class Bench:
    """``speeds``: ``parse`` (bytes to plan), ``engine`` (all rules), ``agencies`` and, where installed, ``ner``.

    ``growth``: (factor, seconds) for one text repeated.
    """

    files: int
    size: int
    speeds: tuple[Speed, ...]
    growth: tuple[tuple[int, float], ...]

    def speed(self, name: str) -> Speed | None:
        return next((s for s in self.speeds if s.name == name), None)

    @property
    def times_ner(self) -> float | None:
        """How many times as fast as ``ner`` a whole parse is; None where ner was not measured."""
        ours, theirs = self.speed("parse"), self.speed("ner")
        return ours.mb_per_s / theirs.mb_per_s if ours and theirs and theirs.mb_per_s else None

    @property
    def growth_ratio(self) -> float:
        """The time for the longest text against that for the shortest."""
        return self.growth[-1][1] / self.growth[0][1]

    def to_dict(self) -> dict[str, object]:
        speeds = {
            s.name: {"bytes": s.size, "seconds": s.seconds, "mb_per_s": round(s.mb_per_s, 4)} for s in self.speeds
        }
        return {
            "files": self.files,
            "bytes": self.size,
            "speeds": speeds,
            "growth": [{"factor": factor, "seconds": seconds} for factor, seconds in self.growth],
            "growth_ratio": round(self.growth_ratio, 2),
            "times_ner": round(self.times_ner, 1) if self.times_ner else None,
        }


def measure(folder: Path, rounds: int = 3) -> Bench:
    """Measure over all .txt and .md below a folder (or one such file), on one warm core; DP606 where there is none."""
    from docparse.reading import read_bytes

    files = [folder] if folder.is_file() else sorted(p for p in folder.rglob("*") if p.is_file())
    inputs = [(p.read_bytes(), p.name) for p in files if p.suffix.lower() in _TEXTS]
    inputs = [(data, name) for data, name in inputs if data.strip()]
    if not inputs:
        raise DocparseError("DP606", str(folder), "không có văn bản .txt, .md nào để đo", "chỉ ra thư mục có văn bản")
    size = sum(len(data) for data, _ in inputs)
    texts = [read_bytes(data, name).text for data, name in inputs]
    speeds = [Speed("parse", size, _best(lambda: [_parse(d, n) for d, n in inputs], rounds))]
    chars = sum(len(t.encode()) for t in texts)
    speeds.append(Speed("engine", chars, _best(lambda: [_mentions(t) for t in texts], rounds)))
    speeds.append(Speed("agencies", chars, _best(lambda: [_agencies(t) for t in texts], rounds)))
    data, name = min(inputs, key=lambda one: abs(len(one[0]) - _BASE))
    growth = []
    for factor in FACTORS:
        growth.append((factor, _best(partial(_parse, b"\n".join([data] * factor), name), rounds)))
    speeds += _ner(texts)  # last: its models crowd the memory
    return Bench(len(inputs), size, tuple(speeds), tuple(growth))


def _best(work: Callable[[], object], rounds: int) -> float:
    """Seconds of the fastest of several runs, after one that warms up: what else the machine did is left out.

    Short work is run more often, and what is alive already (models, texts) is kept from the collector's rounds.
    """
    work()
    gc.collect()
    gc.freeze()
    times: list[float] = []
    while len(times) < max(rounds, 1) or sum(times) < _SETTLED:
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    gc.unfreeze()
    return min(times)


def _parse(data: bytes, name: str) -> object:
    from docparse.extraction.plan import read_plan
    from docparse.reading import read_bytes

    return read_plan(read_bytes(data, name))


def _mentions(text: str) -> int:
    """Every rule over a text."""
    from docparse.matching.check import rule_files
    from docparse.matching.engine import rule_pack

    pack, keys = rule_pack(), canon(text)
    names = dict.fromkeys((n, r.label) for n in rule_files(pack) for r in pack.file(n).rules if not r.bound)
    return sum(len(pack.find(name, label, keys)) for name, label in names)


def _agencies(text: str) -> int:
    from docparse.identity.agencies import DocumentAgencies

    return len(DocumentAgencies(text, canon(text)).find(0, len(text)))


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
    start = time.perf_counter()
    for line in lines:
        ner(line)
    return [Speed("ner", size, time.perf_counter() - start)]

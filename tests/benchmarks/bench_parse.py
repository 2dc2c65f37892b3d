"""How fast a warm process parses plan 3243, and underthesea's ``ner`` over the same text beside it.

    python tests/benchmarks/bench_parse.py [FILE]

underthesea is the extra ``bench``; without it only docparse is measured.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import docparse

PLAN = Path(__file__).parents[2] / "corpus" / "documents" / "3243-KH-UBND.txt"
ROUNDS = 20


def seconds(work: Callable[[], object], rounds: int) -> float:
    """The median of several runs after a warm-up, in seconds."""
    work()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def report(name: str, size: int, took: float) -> None:
    print(f"{name:<24} {took * 1000:10.1f} ms  {size / took / 1e6:8.3f} MB/s")


def main(path: Path) -> None:
    plan = docparse.parse(path)
    size = len(plan.text.encode())
    print(f"{path.name}: {size} bytes, {len(plan.tasks)} tasks, {len(plan.references)} references")
    ours = seconds(lambda: docparse.parse(path), ROUNDS)
    report("docparse.parse", size, ours)
    try:
        from underthesea import ner
    except ImportError:
        print("underthesea is not installed: pip install '.[bench]' to measure it beside")
        return
    lines = [line for line in plan.text.splitlines() if line.strip()]
    theirs = seconds(lambda: [ner(line) for line in lines], 3)
    report("underthesea ner by line", size, theirs)
    print(f"docparse is {theirs / ours:.0f} times as fast")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PLAN)

"""What a fresh process costs: loading the rules, and the memory that a long text takes."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

from docparse.reading.isolation import IsolationError, run_isolated

LONG = 1_000_000  # bytes of the text whose memory is measured, about
_SECONDS = 300.0
_MEGABYTES = 8000


def load_seconds(cache: str) -> float:
    """Seconds to make all rules, word lists and agency names ready; ``cache`` is the folder of the compiled ones."""
    os.environ["DOCPARSE_CACHE"] = cache
    from docparse.identity.agency_lexicon import lexicon
    from docparse.matching.check import rule_files
    from docparse.matching.engine import rule_pack

    start = time.process_time()
    pack = rule_pack()
    for name in rule_files(pack):
        for rule in pack.file(name).rules:
            for form in rule.forms:
                _ = form.pattern, form.literals
    lexicon()
    done = time.process_time() - start
    pack.save()
    return done


def peak_bytes(path: str) -> int:
    """The most memory this process has held once it has read a file."""
    from docparse.extraction.plan import read_plan
    from docparse.reading import read

    read_plan(read(path))
    return peak_here()


def peak_here() -> int:
    """The most bytes that this process has held."""
    return _status("VmHWM") or _usage()


def resident_here() -> int:
    """The bytes that this process holds now, without files that it reads in place; what it has held where the system
    tells no more."""
    return _status("RssAnon") or _usage()


def _status(name: str) -> int:
    try:  # what getrusage says begins with the parent's memory
        with open("/proc/self/status", encoding="ascii") as status:
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith(name))
    except (OSError, StopIteration):
        return 0


def _usage() -> int:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def cold_loads(rounds: int) -> tuple[float, float] | None:
    """Seconds without the compiled cache and with it, the shortest of several processes; None if none can start."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            without = run_isolated(load_seconds, (folder,), seconds=_SECONDS, megabytes=_MEGABYTES)
            times = [
                run_isolated(load_seconds, (folder,), seconds=_SECONDS, megabytes=_MEGABYTES) for _ in range(rounds)
            ]
        return without, min(times)
    except IsolationError:
        return None


def peak_of(texts: list[str]) -> int | None:
    """The peak of a fresh process that reads texts put one behind the other up to :data:`LONG`; None if it failed."""
    pieces: list[str] = []
    size = 0
    while size < LONG:
        for line in "\n".join(texts).splitlines(keepends=True):
            pieces.append(line)
            size += len(line.encode())
            if size >= LONG:
                break
        pieces.append("\n")
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "long.txt"
            path.write_text("".join(pieces), encoding="utf-8")
            return run_isolated(peak_bytes, (str(path),), seconds=_SECONDS, megabytes=_MEGABYTES)
    except IsolationError:
        return None


__all__ = ["LONG", "cold_loads", "load_seconds", "peak_bytes", "peak_here", "peak_of", "resident_here"]

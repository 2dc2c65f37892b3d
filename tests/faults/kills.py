"""kill -9 at random moments of ``docparse add FOLDER``: ``python -m tests.faults.kills --rounds 200 --store sqlite``.

After each kill the store is verified and the same command is given again, until it is let go to its end; then the store
must hold and answer what a store does that was filled undisturbed.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path

from docparse.cli import main as docparse_main
from docparse.errors import StoreError
from docparse.questions import Store, open_store
from tests.faults.content import answers, content, make_folder, problems

_KILLS = 4  # in a row, at most, before the command may end


@dataclass(slots=True)
class Tally:
    """``held``: how many documents the store held after each kill; ``wrong``: what was found, none when all is well."""

    kills: int = 0
    ended: int = 0  # rounds in which the command was done first
    compared: int = 0
    held: list[int] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def run(rounds: int, address: Callable[[], str], *, copies: int = 20, seed: int = 0) -> Tally:
    """``rounds`` kills; ``address`` gives the address of an empty store each time."""
    chance, tally = random.Random(seed), Tally()
    with tempfile.TemporaryDirectory(prefix="kho-") as scratch:
        folder = make_folder(Path(scratch) / "van-ban", copies)
        files = len(list(folder.iterdir()))
        with redirect_stdout(io.StringIO()):  # what is loaded once is loaded here
            docparse_main(["add", str(folder), "--store", address()])
        right = address()
        took = _add(folder, right) or 0.0
        with open_store(right) as store:
            wanted = content(store), answers(store)
        while tally.kills + tally.ended < rounds:
            url = address()
            for _ in range(chance.randint(1, _KILLS)):
                before = _documents(url)
                left = took * (1 - before / files)  # what is there already goes by quickly
                if _add(folder, url, after=chance.uniform(0, left * 1.05)) is None:
                    tally.kills += 1
                else:
                    tally.ended += 1
                held = _documents(url, tally.wrong)
                tally.held.append(held)
                if held < before:
                    tally.wrong.append(f"{before} documents were there, {held} are")
            if _add(folder, url) is None:
                tally.wrong.append("the last run failed")
            with open_store(url) as store:
                tally.wrong += [f"{where}: {what}" for where, what in problems(store)]
                found = content(store), answers(store)
            tally.wrong += [f"{name} differs" for name in wanted[0] if found[0][name] != wanted[0][name]]
            if found[1] != wanted[1]:
                tally.wrong.append("answers differ")
            tally.compared += 1
            if url.startswith("sqlite:///"):
                shutil.rmtree(Path(url.removeprefix("sqlite:///")).parent)
    return tally


def _add(folder: Path, url: str, *, after: float | None = None) -> float | None:
    """Seconds that ``docparse add`` took in a process of its own; None where it was killed ``after`` seconds."""
    begun = time.monotonic()
    child = os.fork()
    if child == 0:
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        sys.stdout = open(1, "w", closefd=False)  # noqa: SIM115 - the process ends here
        sys.stderr = open(2, "w", closefd=False)  # noqa: SIM115
        os._exit(docparse_main(["add", str(folder), "--store", url]))
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return time.monotonic() - begun if status == 0 else None


def _documents(url: str, wrong: list[str] | None = None) -> int:
    """How many documents are there; with ``wrong``, what ``verify`` finds is put there."""
    with Store(url, timeout=30) as store:
        try:
            held = len(store.documents())
            if wrong is not None:
                wrong += [f"after a kill, {where}: {what}" for where, what in problems(store)]
        except StoreError as error:
            if error.code != "DP401":  # killed before the store was made
                raise
            return 0
    return held


def files_in(scratch: str) -> Callable[[], str]:
    """Addresses of files that are not there yet."""
    return lambda: f"sqlite:///{tempfile.mkdtemp(dir=scratch)}/kho.db"


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=200)
    asked.add_argument("--store", choices=("sqlite", "postgresql"), default="sqlite")
    asked.add_argument("--seed", type=int, default=0)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="kho-") as scratch:
        if given.store == "sqlite":
            tally = run(given.rounds, files_in(scratch), seed=given.seed)
        else:
            from tests.databases import new_schema

            tally = run(given.rounds, new_schema, seed=given.seed)
    print(
        f"{given.store}: {tally.kills} kills, {tally.ended} rounds ended before their kill, "
        f"{len(set(tally.held))} different numbers of documents held, {tally.compared} stores compared, "
        f"{len(tally.wrong)} wrong"
    )
    for one in tally.wrong:
        print(one)
    return int(bool(tally.wrong))


if __name__ == "__main__":
    sys.exit(main())

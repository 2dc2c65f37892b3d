"""schemathesis reads the OpenAPI and finds nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from docparse import open_store
from docparse.api import create_api
from tests.store.builders import province_plan

schemathesis = pytest.importorskip("schemathesis")


@pytest.fixture
def app_schema(tmp_path: Path) -> object:
    url = f"sqlite:///{tmp_path / 'kho.db'}"
    with open_store(url) as store:
        store.add(province_plan().build())
    return schemathesis.openapi.from_asgi("/openapi.json", create_api(url, None))


schema = schemathesis.pytest.from_fixture("app_schema")


@schema.parametrize()
@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_nothing_found(case: object) -> None:
    case.call_and_validate()  # type: ignore[attr-defined]

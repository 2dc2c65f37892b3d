"""schemathesis reads the OpenAPI and finds nothing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from docparse import open_store
from docparse.api import create_api
from tests.store.builders import province_plan

schemathesis = pytest.importorskip("schemathesis")
BOUNDED = settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Any:
    url = f"sqlite:///{tmp_path_factory.mktemp('kho') / 'kho.db'}"
    with open_store(url) as store:
        store.add(province_plan().build())
    return schemathesis.openapi.from_asgi("/openapi.json", create_api(url, None))


@pytest.mark.parametrize("mode", ["positive", "negative"])
def test_nothing_found(mode: str, schema: Any) -> None:
    wanted = getattr(schemathesis.GenerationMode, mode.upper())
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) == 22
    for operation in operations:

        @BOUNDED
        @given(case=operation.as_strategy(generation_mode=wanted))
        def every(case: Any) -> None:
            case.call_and_validate()

        every()

"""A store with three related plans, and a registry of agencies that knows a few names and groups."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from docparse.folding import fold_key
from docparse.questions import Store
from docparse.store.directives import NoDirectives
from tests.databases import database, pytest_collection_modifyitems, stores
from tests.store.builders import district_plan, party_plan, province_plan

__all__ = ["database", "pytest_collection_modifyitems", "stores"]


class FewAgencies:
    """Abbreviations and groups, as the registry of ``docparse.identity`` knows them."""

    def key(self, name: str) -> str:
        key = f" {fold_key(name)} "
        for short, full in (("ubnd", "uy ban nhan dan"), ("gd dt", "giao duc va dao tao")):
            key = key.replace(f" {short} ", f" {full} ")
        return key.strip()

    def is_group(self, name: str) -> bool:
        return fold_key(name).startswith("cac ") or " cac " in fold_key(name)

    def group_contains(self, group_key: str, agency_key: str) -> bool:
        if group_key.startswith("cac so"):
            return agency_key.startswith("so ")
        return group_key.startswith("uy ban nhan dan cac huyen") and agency_key.startswith("uy ban nhan dan huyen ")

    def agency_id(self, name: str, place: str | None) -> str:
        return f"agency:vn;?:{fold_key(name)}"

    def resolve(self, query: str) -> tuple[()]:
        return ()


def all_quotes(value: object) -> list[dict[str, object]]:
    """Every quote in an answer's JSON."""
    if isinstance(value, dict):
        own = [value] if {"text", "start", "end", "place"} <= value.keys() else []
        return own + [quote for item in value.values() for quote in all_quotes(item)]
    if isinstance(value, list):
        return [quote for item in value for quote in all_quotes(item)]
    return []


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    url = f"sqlite:///{tmp_path}/kho.db"
    with Store(url, agencies=FewAgencies(), directives=NoDirectives()) as opened:
        for plan in (province_plan(), party_plan(), district_plan()):
            opened.add(plan.build())
        yield opened

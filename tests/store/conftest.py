"""Every test of a store runs on both databases."""

from tests.databases import database, pytest_collection_modifyitems, stores

__all__ = ["database", "pytest_collection_modifyitems", "stores"]

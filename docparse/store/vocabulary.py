"""Labels and kinds from ``graph/vocabulary.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from docparse.datafiles import data_folder


@cache
def vocabulary() -> Mapping[str, Any]:
    """The file as read."""
    return _read("vocabulary.yaml")


@cache
def tables() -> Mapping[str, Any]:
    """``graph/tables.yaml``: every table, column and view."""
    return _read("tables.yaml")


def _read(name: str) -> Mapping[str, Any]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with (data_folder("graph") / name).open(encoding="utf-8") as file:
        loaded: Mapping[str, Any] = yaml.load(file, Loader=loader)
    return loaded


def edge_label(kind: str) -> str:
    """``implements`` -> ``thực hiện``; an unknown kind is its own label."""
    return str(vocabulary()["edges"].get(kind, {}).get("label", kind))


def basis_label(basis: str) -> str:
    return str(vocabulary()["basis"].get(basis, basis))


def section_role_label(role: str) -> str:
    return str(vocabulary()["section_roles"].get(role, role))


def status_label(status: str) -> str:
    """``done`` -> ``đã xong``."""
    return str(vocabulary()["status"].get(status, status))


def said_label(field: str) -> str:
    """What a person's word on a task is about: ``lead`` -> ``chủ trì``, ``due`` -> ``thời hạn``."""
    return str(vocabulary()["said"].get(field) or edge_label(field))


@cache
def ranks(group: str) -> Mapping[str, int]:
    """The edges of a group (``role``, ``relation``) with their rank, the strongest first."""
    edges = vocabulary()["edges"]
    return {kind: entry["rank"] for kind, entry in edges.items() if entry["group"] == group}


@cache
def upward() -> tuple[str, ...]:
    """The relations that lead up to a parent directive, the strongest first."""
    edges = vocabulary()["edges"]
    return tuple(kind for kind in ranks("relation") if edges[kind].get("upward"))


@cache
def node_properties(kind: str) -> tuple[str, ...]:
    """The names of what a node of this kind carries, as :func:`property_type` knows them."""
    return tuple(vocabulary()["nodes"][kind]["properties"])


@cache
def all_properties() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What nodes, and what edges carry, of whatever kind."""
    words = vocabulary()
    nodes = dict.fromkeys(name for kind in words["nodes"] for name in node_properties(kind))
    return tuple(nodes), tuple(words["edge_properties"])


def property_type(name: str) -> str:
    """``text``, ``integer``, ``number``, ``boolean``, ``date`` or ``json`` (JSON text)."""
    return str(vocabulary()["properties"][name]["type"])

"""Labels and kinds from ``graph/vocabulary.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from docparse.datafiles import data_folder


@cache
def vocabulary() -> Mapping[str, Any]:
    """The file as read."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with (data_folder("graph") / "vocabulary.yaml").open(encoding="utf-8") as file:
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

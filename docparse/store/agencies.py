"""What the store needs to know of agencies; the registry of ``docparse.identity`` knows it better."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from docparse.folding import fold_key
from docparse.identity.homes import Home


class AgencyBook(Protocol):
    """Knows agencies by name."""

    def key(self, name: str) -> str:
        """One folded key for all spellings of a name, abbreviations spelled out."""
        ...

    def is_group(self, name: str) -> bool:
        """Whether the name stands for several agencies ("các sở, ngành")."""
        ...

    def group_contains(self, group_key: str, agency_key: str) -> bool:
        """Whether the group holds the agency, both by :meth:`key`."""
        ...

    def agency_id(self, name: str, place: str | Home | None) -> str:
        """``agency:vn;dien.bien:so.tai.chinh``, the place from the name, else ``place``; ``?`` for neither."""
        ...

    def resolve(self, query: str) -> Sequence[Any]:
        """The bodies that a name may mean, each with ``key`` and ``group``; empty where the registry knows none."""
        ...


class PlainBook:
    """Knows nothing but how to fold a name: groups are unknown."""

    def key(self, name: str) -> str:
        return fold_key(name)

    def is_group(self, name: str) -> bool:
        return False

    def group_contains(self, group_key: str, agency_key: str) -> bool:
        return False

    def agency_id(self, name: str, place: str | Home | None) -> str:
        province = place.province if isinstance(place, Home) else fold_key(place or "").replace(" ", ".")
        where = province or "?"
        return f"agency:vn;{where}:{fold_key(name).replace(' ', '.')}"

    def resolve(self, query: str) -> Sequence[Any]:
        return ()


def registry_book() -> AgencyBook:
    """The registry of ``rules/agencies.yaml``."""
    from docparse.identity.agency_book import agency_book

    return agency_book()

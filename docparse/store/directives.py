"""What the store asks of the registry of directives."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from docparse.identity.registry import Directive, Registry


class DirectiveBook(Protocol):
    """Knows directives by id and how they stand to each other."""

    def relations(self, target: str) -> list[tuple[str, str, str]]:
        """``(relation, target, source)`` of what the registry knows to lead on from the directive ``target``."""
        ...

    def describe(self, target: str) -> Mapping[str, str] | None:
        """``type``, ``symbol``, ``title``, ``date`` and ``issuer`` of a directive; None if it is unknown."""
        ...

    def named(self, symbol: str) -> list[str]:
        """The ids of all directives with this symbol, by date."""
        ...


class NoDirectives:
    """A registry that holds nothing."""

    def relations(self, target: str) -> list[tuple[str, str, str]]:
        return []

    def describe(self, target: str) -> Mapping[str, str] | None:
        return None

    def named(self, symbol: str) -> list[str]:
        return []


class RegistryBook:
    """The registry of ``rules/directives.yaml``, read when first asked."""

    @cached_property
    def _registry(self) -> Registry:
        from docparse.identity.registry import registry

        return registry()

    @cached_property
    def _by_id(self) -> dict[str, Directive]:
        return {directive.id: directive for directive in self._registry.directives}

    def relations(self, target: str) -> list[tuple[str, str, str]]:
        return self._registry.relations(target) if target in self._by_id else []

    def describe(self, target: str) -> Mapping[str, str] | None:
        found = self._by_id.get(target)
        names = ("type", "symbol", "title", "date", "issuer")
        return None if found is None else {name: getattr(found, name) for name in names}

    def named(self, symbol: str) -> list[str]:
        return [directive.id for directive in self._registry.lookup(symbol)]

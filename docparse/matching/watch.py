"""A pack that remembers what it is asked while texts are read, and which rules answer."""

from __future__ import annotations

import inspect
from collections import Counter
from collections.abc import Callable
from typing import Any

from docparse.matching.engine import RulePack
from docparse.matching.mentions import Mention
from docparse.matching.rules import Rule

Call = tuple[str, tuple[Any, ...], dict[str, Any]]


class WatchedPack(RulePack):
    """The rules of another pack. ``calls``: every question for mentions, as method, arguments and options.

    Read with ``using(WatchedPack(pack))``; :meth:`begin` a text before each.
    """

    def __init__(self, pack: RulePack) -> None:
        super().__init__(pack.folder, cache=pack._cache)
        self.overlay = pack.overlay
        self.calls: list[Call] = []
        self.unseen: set[str] = set()  # labels whose rules readers take to run them in their own way
        self._found: set[tuple[str, str, int, int]] = set()
        self._asked = False  # one question may put others

    def begin(self) -> None:
        """Forget what was asked and found in the text before."""
        self.calls, self._found = [], set()

    def fired(self) -> Counter[str]:
        """How many passages of the text each rule gave to the readers, none counted twice, by rule id."""
        return Counter(rule for rule, _, _, _ in self._found)

    def rules(self, name: str, label: str) -> tuple[Rule, ...]:
        if not self._asked:
            self.unseen.add(label)
        return super().rules(name, label)

    def _watch(self, name: str, ask: Callable[..., Any], args: tuple[Any, ...], options: dict[str, Any]) -> Any:
        if self._asked:
            return ask(self, *args, **options)
        self._asked = True
        try:
            found = ask(self, *args, **options)
        finally:
            self._asked = False
        self.calls.append((name, args, options))
        mentions: list[Mention] = found if isinstance(found, list) else [found] if found is not None else []
        keys = options["keys"] if "keys" in options else args[2]
        for mention in mentions:
            self._found.add((mention.rule.id, keys[mention.start : mention.end], mention.start, mention.end))
        return found


def _watched(name: str, ask: Callable[..., Any]) -> Callable[..., Any]:
    def asked(self: WatchedPack, *args: Any, **options: Any) -> Any:
        return self._watch(name, ask, args, options)

    return asked


for _name, _ask in vars(RulePack).items():
    if inspect.isfunction(_ask) and _name[0] != "_" and {"name", "keys"} <= set(inspect.signature(_ask).parameters):
        setattr(WatchedPack, _name, _watched(_name, _ask))


__all__ = ["Call", "WatchedPack"]

"""The engine without the readers round it: what the rules are asked while texts are read, asked again by itself."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path

from docparse.extraction.plan import read_plan
from docparse.folding import canon
from docparse.identity.agencies import DocumentAgencies
from docparse.matching.engine import RulePack, office_pack, rule_pack, using
from docparse.matching.mentions import Mention
from docparse.matching.watch import Call, WatchedPack
from docparse.model import Source

_STRIDE = 7919  # a prime: every n-th of all names that can be put together, so that heads, fields and places mix


class Replay:
    """Texts with what the rules are asked about each: every label where it may apply, and nowhere else."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self.texts: list[tuple[str, list[Call]]] = []
        pack = WatchedPack(rule_pack())
        for source in sources:
            pack.begin()
            read_plan(source, pack)
            self.texts.append((source.text, pack.calls))

    def mentions(self) -> Iterator[Mention]:
        """All mentions, text for text, folding of the text included; nothing is known from an earlier run."""
        pack = rule_pack()
        for text, calls in self.texts:
            pack.forget()
            canon(text)  # the calls hold these very keys; making them is part of the work
            for name, args, kwargs in calls:
                found = getattr(pack, name)(*args, **kwargs)
                yield from found if isinstance(found, list) else [found] if found else ()

    def run(self) -> int:
        """The number of mentions that the rules find."""
        return sum(1 for _ in self.mentions())

    def agencies(self) -> int:
        """The number of agencies that all texts name."""
        return sum(len(DocumentAgencies(text, canon(text)).find(0, len(text))) for text, _ in self.texts)

    def both(self, pack: RulePack | None = None) -> int:
        """The engine alone: NFC text in, mentions of rules and agencies out; by these rules or those in use."""
        with using(pack):
            return self.run() + self.agencies()


def agency_names(count: int) -> list[str]:
    """Names as true ones are built, the same ones every time: each head noun with each field, then with a province."""
    pack = rule_pack()
    entries = pack.raw("agencies")["entries"]
    heads = [_full(head) for e in entries if e["shape"] == "field" for head in e.get("heads", ())]
    fields = [_full(field) for e in entries for field in e.get("fields", ())]
    places = pack.raw("places")["lists"]["provinces"]
    bare = dict.fromkeys(" ".join(parts) for parts in product(heads, fields))
    placed = list(dict.fromkeys(" ".join(parts) for parts in product(bare, places)))
    names = [*bare, *(placed[i * _STRIDE % len(placed)] for i in range(min(count, len(placed))))]
    return names[:count]


def _full(line: str) -> str:
    return str(line).split("|")[0].strip()


def with_names(names: Iterable[str]) -> RulePack:
    """The rules with these agencies instead of the shipped ones."""
    import yaml

    shipped = [entry["id"] for entry in rule_pack().raw("agencies")["entries"]]
    kind = next(entry["kind"] for entry in rule_pack().raw("agencies")["entries"] if entry["shape"] == "name")
    entry = {"id": "bench", "shape": "name", "kind": kind, "names": list(names)}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "agencies.yaml"
        path.write_text(yaml.safe_dump({"remove": shipped, "entries": [entry]}, allow_unicode=True), encoding="utf-8")
        return office_pack(Path(folder))


__all__ = ["Replay", "agency_names", "with_names"]

"""The pairs of plans with known answers in ``corpus/pairs``, and how an answer is held against them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

import docparse
from docparse.questions.answers_across import CoverageAnswer
from docparse.questions.comparable import Comparable

CORPUS = Path(__file__).parents[2] / "corpus"
ALL = sorted(path.stem for path in (CORPUS / "pairs").glob("*.yaml"))
NAMES = [name for name in ALL if int(name) < 20]
# by another author, who reworded freely; of the last two the lower plan is about another subject
REWORDED = [name for name in ALL if 20 < int(name) < 30]
UNRELATED = [name for name in ALL if 30 < int(name) < 40]
# strongly reworded; the odd ones served to choose words of one meaning, the even ones only measure
STRONGLY = [name for name in ALL if int(name) > 40]
# the figures of the similarity were chosen on these; the others only measure
DEVELOPMENT = [name for name in NAMES if int(name) % 2 or int(name) > 12]
HELD = [name for name in NAMES if name not in DEVELOPMENT]


@cache
def gold_of(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((CORPUS / "pairs" / f"{name}.yaml").read_text(encoding="utf-8"))
    return loaded


@cache
def plans_of(name: str) -> tuple[docparse.Plan, docparse.Plan]:
    gold = gold_of(name)
    files = [gold.get(side) for side in ("above", "below")]
    if files[0]:
        places = [[CORPUS / folder / str(file) for folder in ("pairs", "documents")] for file in files]
        paths = [next(path for path in both if path.exists()) for both in places]
    else:
        paths = [CORPUS / "pairs" / f"{name}-{side}.txt" for side in ("tren", "duoi")]
    return docparse.parse(paths[0]), docparse.parse(paths[1])


@cache
def answer_of(name: str) -> CoverageAnswer:
    upper, lower = plans_of(name)
    return docparse.coverage(upper, lower)


@dataclass
class Tally:
    """Right, wrong and missed; of pairs of items, of items said to be missing, or of numbers that differ."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        return self.right / max(self.right + self.missed, 1)

    def add(self, found: set[Any], wanted: set[Any], may: set[Any] | frozenset[Any] = frozenset()) -> None:
        self.right += len(found & wanted)
        self.wrong += len(found - wanted - may)
        self.missed += len(wanted - found)


def only(words: str, texts: Iterable[str]) -> str:
    """The one text that holds the words."""
    found = [text for text in texts if words in " ".join(text.split())]
    assert len(found) == 1, (words, found)
    return found[0]


def part(words: str, texts: Iterable[str]) -> str:
    """The first text that holds the words, else a text of its own: what was not read counts as missed."""
    return next((text for text in texts if words.strip() in " ".join(text.split())), f"[{words}]")


def tallies(names: Sequence[str], only: Callable[[str, Iterable[str]], str] = only) -> tuple[Tally, Tally, Tally]:
    """Pairs of items judged ``carried``, items judged ``missing``, numbers that differ.

    With :func:`part` for ``only`` rows that the answers do not name are left out.
    """
    pairs, missing, numbers = Tally(), Tally(), Tally()
    for name in names:
        gold, answer = gold_of(name), answer_of(name)
        lower = Comparable(plans_of(name)[1], lines=True, without=answer.upper.id)
        uppers, lowers = [row.text for row in answer.rows], [item.text for item in (*lower.items, *lower.lines)]
        wanted = {(only(u, uppers), only(w, lowers)) for u, ws in gold["items"].items() for w in ws}
        may = {(only(u, uppers), only(w, lowers)) for u, ws in gold.get("optional", {}).items() for w in ws}
        named = {upper for upper, _ in wanted | may} | {only(u, uppers) for u in gold["items"]}
        rows = [row for row in answer.rows if row.text in named]
        sure = ((row.text, m) for row in rows if row.verdict == "carried" for m in row.matches if m.score >= 0.5)
        found = {(text, m.text) for text, m in sure if not any(d.kind == "against" for d in m.discords)}
        pairs.add(found, wanted, may)
        open_ = {upper for upper, _ in may}
        none = {only(u, uppers) for u, ws in gold["items"].items() if not ws}
        missing.add({row.text for row in rows if row.verdict != "carried"} - open_, none - open_)
        differing = {(n.upper.value, n.lower.value, n.kind) for n in answer.numbers if n.lower and n.kind != "due"}
        numbers.add(differing, {(n["above"], n["below"], n["kind"]) for n in gold["numbers"]})
    return pairs, missing, numbers

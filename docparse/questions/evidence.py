"""Matches told to people: which words two items share, which agencies and directives."""

from __future__ import annotations

from docparse.model import Plan
from docparse.questions.answers import DocumentRef
from docparse.questions.answers_across import Evidence, Matched, SharedWords
from docparse.questions.comparable import Item
from docparse.questions.discords import discords
from docparse.questions.likewords import Reading, Terms, Weights, read
from docparse.questions.similarity import Match

_SHOWN = 6
_WORTH = 0.3  # weight from which a phrase is worth showing


class Teller:
    """Tells the matches of two plans; every upper passage is read once."""

    def __init__(self, weights: Weights, below: DocumentRef, *plans: Plan) -> None:
        self._weights, self._below = weights, below
        self._names = {r.target: r.symbol or r.title or r.text for plan in plans for r in plan.references}
        self._readings: dict[str, Reading] = {}

    def matched(self, match: Match, upper: Item, lower: Item) -> Matched:
        """The lower item of a match, with the evidence."""
        agencies = {key: name for item in (upper, lower) for key, name in item.names.items()} if match.agencies else {}
        evidence = Evidence(
            words=self._words(upper.text, match.terms),
            agencies=tuple(dict.fromkeys(agencies.get(key, key) for _, key in match.agencies)),
            references=tuple(sorted(self._names.get(target, target) for target in match.references)),
            heading=tuple(one.text for one in self._words(upper.quote.heading or "", match.heading)),
        )
        departs = tuple(discords(upper, lower, self._below.issuer))
        return Matched(self._below, lower.id, lower.kind, lower.text, lower.quote, match.score, evidence, departs)

    def _words(self, text: str, shared: Terms) -> tuple[SharedWords, ...]:
        """What the passage shares, in phrases as long as it has them, the heaviest first."""
        if not shared:
            return ()
        if text not in self._readings:
            self._readings[text] = read(text)
        found = {phrase: self._weights.sum(own) for phrase, own in self._readings[text].phrases(shared)}
        told = [SharedWords(phrase, round(weight, 2)) for phrase, weight in found.items() if weight >= _WORTH]
        return tuple(sorted(told, key=lambda one: (-one.weight, one.text))[:_SHOWN])

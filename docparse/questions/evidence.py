"""Matches told to people: which words two items share, which agencies and directives."""

from __future__ import annotations

from collections.abc import Mapping

from docparse.questions.answers import DocumentRef
from docparse.questions.answers_across import Evidence, Matched, SharedWords
from docparse.questions.comparable import Item
from docparse.questions.likewords import Terms, Weights, phrases
from docparse.questions.similarity import Match

_SHOWN = 6
_WORTH = 0.3  # weight from which a phrase is worth showing


def matched(
    match: Match, upper: Item, lower: Item, weights: Weights, below: DocumentRef, names: Mapping[str, str]
) -> Matched:
    """The lower item of a match; ``names`` are the printed names of directives by their targets."""
    agencies = {key: name for item in (upper, lower) for key, name in item.names.items()}
    evidence = Evidence(
        words=tuple(shared_words(upper.text, match.terms, weights)),
        agencies=tuple(dict.fromkeys(agencies.get(lower_key, lower_key) for _, lower_key in match.agencies)),
        references=tuple(sorted(names.get(target, target) for target in match.references)),
        heading=tuple(one.text for one in shared_words(upper.quote.heading or "", match.heading, weights)),
    )
    return Matched(below, lower.id, lower.kind, lower.text, lower.quote, match.score, evidence)


def shared_words(text: str, shared: Terms, weights: Weights) -> list[SharedWords]:
    """What the passage shares, in phrases as long as it has them, the heaviest first."""
    found = {phrase: round(weights.sum(own), 2) for phrase, own in phrases(text, shared)}
    told = [SharedWords(phrase, weight) for phrase, weight in found.items() if weight >= _WORTH]
    return sorted(told, key=lambda one: (-one.weight, one.text))[:_SHOWN]

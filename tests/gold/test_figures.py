"""Floors under the figures: what is read well stays read well."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import pytest

Figures = Callable[[str], dict[str, dict[str, float]]]

KINDS = (
    "spans",
    "header",
    "section roles",
    "references",
    "reference dates",
    "reference relations",
    "goals",
    "indicators",
    "indicator comparators",
    "indicator due",
    "tasks",
    "assignments",
    "responsible agency",
    "task deadlines",
)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_fact_in_the_corpus(figures: Figures, kind: str) -> None:
    assert figures("corpus")[kind]["f1"] >= 0.95


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_fact_in_real_documents(figures: Figures, kind: str) -> None:
    assert figures("shared")[kind]["f1"] >= 0.93


def test_mean_of_the_headline_figures(figures: Figures, scorer: ModuleType) -> None:
    for name, floor in (("corpus", 0.98), ("shared", 0.97)):
        rows = figures(name)
        mean = sum(rows[kind]["f1"] for kind in scorer.HEADLINE) / len(scorer.HEADLINE)
        assert mean >= floor, name


def test_a_named_responsible_agency_is_right(figures: Figures) -> None:
    assert figures("shared")["responsible agency"]["precision"] >= 0.95
    assert figures("corpus")["responsible agency"]["precision"] >= 0.97


@pytest.mark.parametrize("kind", ["header", "references", "reference dates"])
def test_heads_of_many_kinds_of_documents(figures: Figures, kind: str) -> None:
    assert figures("heads")[kind]["f1"] >= 0.97


def test_every_item_points_at_its_words(figures: Figures) -> None:
    assert figures("corpus")["spans"]["f1"] == 1.0
    assert figures("shared")["spans"]["f1"] == 1.0
    assert figures("heads")["spans"]["f1"] == 1.0

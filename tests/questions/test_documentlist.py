"""The list of documents by pages and words, on both databases."""

from __future__ import annotations

import pytest

from docparse.questions import Store
from docparse.questions.documentlist import document_list


def test_pages_follow_one_another(store: Store) -> None:
    every = [one.id for one in store.documents()]
    parts = [document_list(store, page=page, limit=1) for page in range(1, len(every) + 1)]
    assert [one.id for part in parts for one in part.documents] == every
    assert {(part.total, part.pages) for part in parts} == {(len(every), len(every))}
    last = document_list(store, page=99, limit=1)
    assert (last.page, last.documents[0].id) == (len(every), every[-1])


def test_words_of_the_header_find_it(store: Store) -> None:
    one = store.documents()[0]
    assert one.symbol is not None
    assert one.id in {found.id for found in document_list(store, one.symbol).documents}
    assert document_list(store, one.symbol[:2]).total >= 1  # the beginning of a word


@pytest.mark.parametrize("words", ["khôngcóchữnày", '"', "'; --", "* OR x"])
def test_signs_are_no_questions(store: Store, words: str) -> None:
    found = document_list(store, words)
    assert found.total == len(found.documents)
    assert found.page == found.pages == 1

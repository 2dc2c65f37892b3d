"""Full-text search: without diacritics, phrases, marks, pages, order."""

from __future__ import annotations

import pytest

from docparse.errors import QuestionError
from docparse.output.search import search_page
from docparse.questions import Store, search


def texts(store: Store, asked: str) -> list[str]:
    return [passage.quote.text for passage in store.search(asked).passages]


def test_diacritics_and_d_are_ignored(store: Store) -> None:
    found = texts(store, "xa hoi hoa dau tu")
    assert found == texts(store, "xã hội hóa đầu tư")
    assert found == ["Đẩy mạnh xã hội hóa, thu hút nguồn lực đầu tư phát triển giáo dục và đào tạo"]


def test_a_phrase_stands_together(store: Store) -> None:
    assert len(texts(store, "giáo hội")) > 0
    assert texts(store, '"giáo hội"') == []
    assert set(texts(store, '"hội hóa"')) == set(texts(store, "xa hoi hoa"))


def test_what_was_looked_for_is_marked(store: Store) -> None:
    answer = store.search('"khởi nghiệp" học')
    (passage,) = answer.passages
    assert [passage.quote.text[start:end] for start, end in passage.marks] == ["học", "khởi nghiệp"]
    assert (passage.kind, passage.quote.place, answer.total, answer.ranked) == ("nhiệm vụ", "III.7, đoạn 1", 1, True)
    shown = [getattr(element, "text", "") for element in search_page(answer)]
    assert "1. khuyến khích «học» sinh «khởi nghiệp» sáng tạo" in shown


def test_goals_and_paragraphs_are_found_too(store: Store) -> None:
    assert {passage.kind for passage in store.search("nâng cao nhận thức").passages} == {"nhiệm vụ", "đoạn"}
    assert [passage.kind for passage in store.search('"xóa mù chữ"').passages] == ["mục tiêu"]


def test_pages_and_order(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = store.search("kế hoạch", limit=100)
    parts = [store.search("kế hoạch", limit=2, page=page) for page in range(1, whole.total // 2 + 2)]
    assert [p for part in parts for p in part.passages] == list(whole.passages)
    assert (whole.total, whole.exact) == (len(whole.passages), True)
    monkeypatch.setattr(search, "_RANKED", 1)
    late = store.search("kế hoạch", limit=100)
    assert (late.ranked, late.total, len(late.passages)) == (False, whole.total, whole.total)
    assert {p.quote.text for p in late.passages} == {p.quote.text for p in whole.passages}


def test_no_words(store: Store) -> None:
    with pytest.raises(QuestionError, match="DP504"):
        store.search(' "" –')
    assert store.search("xyzzy").passages == ()

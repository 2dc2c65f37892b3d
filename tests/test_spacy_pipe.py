"""What docparse gives to spaCy; the parts that need spaCy itself are skipped where it is not installed."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

import docparse
from docparse.spacy_pipe import Found, find

PLAN = Path(__file__).parents[1] / "corpus" / "documents" / "3243-KH-UBND.txt"
SENTENCE = "Sở Y tế chủ trì, phối hợp với Sở Tài chính xây dựng đề án trước ngày 30/6/2026 theo Nghị quyết số 29-NQ/TW."

needs_spacy = pytest.mark.skipif(importlib.util.find_spec("spacy") is None, reason="cần spaCy: pip install '.[spacy]'")


def by_label(found: list[Found], text: str) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for one in found:
        out.setdefault(one.label, []).append(text[one.start : one.end])
    return out


def test_a_single_sentence() -> None:
    found = by_label(find(SENTENCE), SENTENCE)
    assert found["agency"] == ["Sở Y tế", "Sở Tài chính"]
    assert found["due"] == ["trước ngày 30/6/2026"]
    assert found["reference"] == ["Nghị quyết số 29-NQ/TW"]


def test_a_whole_plan_gives_what_parse_gives() -> None:
    plan = docparse.parse(PLAN)
    found = find(plan.text)
    counts = Counter(one.label for one in found)
    assert counts["task"] == len(plan.tasks)
    assert counts["goal"] == len(plan.goals)
    assert counts["reference"] == len(plan.references)
    lead = next(one for one in found if one.label == "lead" and one.rule == "presiding")
    assert plan.text[lead.start : lead.end] == "Sở Giáo dục và Đào tạo"
    assert lead.fact in {task.id for task in plan.tasks}


def test_offsets_are_those_of_the_text_as_given() -> None:
    apart = unicodedata.normalize("NFD", SENTENCE)
    assert len(apart) > len(SENTENCE)
    found = {(one.label, unicodedata.normalize("NFC", apart[one.start : one.end])) for one in find(apart)}
    assert found == {(one.label, SENTENCE[one.start : one.end]) for one in find(SENTENCE)}


@pytest.mark.parametrize("text", ["", "\n\n", "\u0301\u0302", "\x00\ud800", "a" * 10_000, "Sở" * 500])
def test_any_text(text: str) -> None:
    assert all(0 <= one.start <= one.end <= len(text) for one in find(text))


def test_docparse_alone_does_not_load_spacy() -> None:
    code = "import sys, docparse.spacy_pipe as p; p.find('Sở Y tế'); assert 'spacy' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@needs_spacy
@pytest.mark.parametrize("language", ["xx", "en"])
def test_spans_of_a_doc(language: str) -> None:
    import spacy

    nlp = spacy.blank(language)
    nlp.add_pipe("docparse")
    doc = nlp(SENTENCE)  # its spans live as long as it does
    spans = list(doc.spans["docparse"])
    texts = {(span.label_, span.text.rstrip(".")) for span in spans}
    assert {("agency", "Sở Y tế"), ("agency", "Sở Tài chính"), ("due", "trước ngày 30/6/2026")} <= texts
    agency = next(span for span in spans if span.text == "Sở Y tế")
    assert (agency.kb_id_, agency.id_) == ("agency.so", "agency:vn;?:so.y.te")
    assert next(span for span in spans if span.label_ == "reference").kb_id_ == "ref-symbol"


@needs_spacy
def test_key_and_labels_are_settings_and_the_pipeline_can_be_saved(tmp_path: Path) -> None:
    import spacy

    nlp = spacy.blank("xx")
    nlp.add_pipe("docparse", config={"spans_key": "co_quan", "labels": ["agency"]})
    doc = nlp(SENTENCE)
    assert {span.label_ for span in doc.spans["co_quan"]} == {"agency"}
    nlp.to_disk(tmp_path / "nlp")
    doc = spacy.load(tmp_path / "nlp")(SENTENCE)
    assert [span.text for span in doc.spans["co_quan"]] == ["Sở Y tế", "Sở Tài chính"]


@needs_spacy
def test_vietnamese_words_are_not_cut() -> None:
    import spacy

    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"use_pyvi": False}}})
    nlp.add_pipe("docparse")
    doc = nlp(SENTENCE)
    span = next(span for span in doc.spans["docparse"] if span.label_ == "due")
    assert span.text == "trước ngày 30/6/2026"
    assert doc[span.start].text == "trước"


@needs_spacy
def test_an_empty_doc() -> None:
    import spacy

    nlp = spacy.blank("xx")
    nlp.add_pipe("docparse")
    doc = nlp("")
    assert len(doc.spans["docparse"]) == 0

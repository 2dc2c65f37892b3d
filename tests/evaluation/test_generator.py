"""Generated plans: the same for a seed, true to form, and parsed as what is known of them."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

from docparse import parse, parse_bytes
from docparse.evaluation.generator import Generator, initials
from docparse.evaluation.generator_check import agreement
from docparse.evaluation.generator_files import ANSWERS, write_files
from docparse.evaluation.generator_words import words
from docparse.model import Plan


def plan_of(generator: Generator, number: int) -> Plan:
    one = generator.document(number)
    return parse_bytes(one.text.encode(), one.name)


def test_a_document_depends_on_seed_and_number_alone() -> None:
    first, second = Generator(10, seed=4), Generator(100_000, seed=4)
    assert [first.document(n) for n in (0, 3, 9)] == [second.document(n) for n in (0, 3, 9)]
    assert Generator(10, seed=5).document(3).text != first.document(3).text
    assert len(list(first)) == len(first) == 10


def test_chains_are_five_deep_and_no_two_documents_are_one() -> None:
    generator = Generator(1000)
    papers = [generator.paper(number) for number in range(1000)]
    levels = {paper.level: [upper.level for upper in paper.chain] for paper in papers}
    assert levels["xã"] == ["huyện", "tỉnh", "chính phủ", "trung ương"]
    assert levels["sở"] == ["tỉnh", "chính phủ", "trung ương"]
    assert all(upper.date < paper.date for paper in papers for upper in paper.chain)
    assert all(paper.symbol != upper.symbol for paper in papers for upper in paper.chain)
    named = Counter((p.symbol, p.issuer, p.area and p.area.name, p.district and p.district.name) for p in papers)
    assert named.most_common(1)[0][1] == 1


def test_words_and_places_are_many() -> None:
    assert len(words().areas) == 63
    assert sum(len(district.communes) for area in words().areas for district in area.districts) > 9_000
    texts = " ".join(one.text for one in Generator(60))
    assert len(set(texts.lower().split())) > 800
    assert initials("Sở Văn hóa, Thể thao và Du lịch") == "SVHTTDL"


def test_documents_have_the_size_asked_for() -> None:
    for size in (9_000, 20_000):
        sizes = [len(one.text.encode()) for one in Generator(30, size=size)]
        assert abs(sum(sizes) / len(sizes) - size) < size * 0.1


def test_a_parse_says_what_is_known() -> None:
    generator = Generator(40, seed=2)
    found = agreement((generator.document(number), plan_of(generator, number)) for number in range(40))
    assert found.documents == 40
    assert found.known["tasks"] > 1500
    assert found.shares == {"head": 1.0, "citations": 1.0, "tasks": 1.0, "parts": 1.0, "dues": 1.0}


def test_what_a_parse_lacks_or_adds_is_counted() -> None:
    one, plan = Generator(10).document(2), plan_of(Generator(10), 2)
    lost = agreement([(one, replace(plan, tasks=plan.tasks[1:]))])
    assert (lost.known["tasks"] - lost.found["tasks"], lost.extra["tasks"]) == (1, 0)
    more = replace(plan, tasks=(*plan.tasks, replace(plan.tasks[0], text="Việc không có trong văn bản")))
    assert agreement([(one, more)]).extra["tasks"] == 1
    assert agreement([(one, replace(plan, references=()))]).share("citations") == 0.0
    assert agreement([(one, replace(plan, document=replace(plan.document, date=None)))]).share("head") == 0.0


def test_files_have_their_answers_beside(tmp_path: Path) -> None:
    size = write_files(Generator(5), tmp_path / "moi")
    answers = [json.loads(line) for line in (tmp_path / "moi" / ANSWERS).read_text(encoding="utf-8").splitlines()]
    files = [tmp_path / "moi" / answer["file"] for answer in answers]
    assert size == sum(file.stat().st_size for file in files)
    plan = parse(files[4])
    assert (plan.document.symbol, plan.document.date) == (answers[4]["symbol"], answers[4]["date"])
    assert answers[4]["tasks"][0]["text"].rstrip(".") == plan.tasks[0].text.rstrip(".")
    assert [upper["symbol"] for upper in answers[4]["chain"]][-1].endswith("-NQ/TW")

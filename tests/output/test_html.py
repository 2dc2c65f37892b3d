"""A document as one HTML file: every fact in its place, nothing of the document as markup."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import docparse
from docparse.model import Document, Plan, Section, Task
from docparse.output.html import document_html
from docparse.reading import read
from tests.store.builders import province_plan

PLAN = Path(__file__).parents[2] / "corpus" / "documents" / "3243-KH-UBND.txt"
EVIL = '<script>alert(1)</script><img src=x onerror="alert(2)"> & </style></title> javascript:alert(3)'


class Elements(HTMLParser):
    """All elements with their attributes, open ones checked to close in order, and the text of the page."""

    VOID = frozenset({"meta", "input", "br"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)

    def with_class(self, name: str) -> list[dict[str, str | None]]:
        return [a for _, a in self.found if name in (a.get("class") or "").split()]


def test_the_whole_text_and_every_fact() -> None:
    plan = docparse.parse(PLAN)
    page = Elements(document_html(plan))
    words = " ".join("".join(page.words).split())
    for line in ("Tham mưu cho Tỉnh ủy", "Độc lập - Tự do - Hạnh phúc", "TỔ CHỨC THỰC HIỆN"):
        assert line in words
    tasks = {a["title"] for a in page.with_class("task") if a.get("title")}
    assert len(tasks) == len(plan.tasks)
    assert len({a["title"] for a in page.with_class("goal") if a.get("title")}) == len(plan.goals) == 5
    assert len([a for t, a in page.found if t == "mark" and a.get("class") == "ref"]) == len(plan.references)
    head = next(a for a in page.with_class("lead") if (a.get("title") or "").startswith("Sở Giáo dục và Đào tạo:"))
    assert head["title"] is not None
    assert head["title"].startswith("Sở Giáo dục và Đào tạo: chủ trì 2, thực hiện")
    assert head["data-role"] == "chủ trì"


def test_links_lead_somewhere_in_the_file() -> None:
    page = Elements(document_html(docparse.parse(PLAN)))
    ids = [a["id"] for _, a in page.found if "id" in a]
    links = [a["href"] or "" for tag, a in page.found if tag == "a"]
    assert len(ids) == len(set(ids))
    assert all(link.startswith("#") and link[1:] in ids for link in links)
    assert len(links) > 100


def test_sections_within_one_line_have_their_places_too() -> None:
    sections = tuple(Section(f"s:{n}", None, str(n), "", "tasks", at, 9) for n, at in ((1, 0), (2, 3), (3, 6)))
    plan = Plan(Document("x", None, None, None, None, None, None), sections, (), (), (), (), "1. 2. 3. x")
    ids = {a.get("id") for _, a in Elements(document_html(plan)).found}
    assert {"s0", "s3", "s6"} <= ids


def test_nothing_is_asked_of_the_network_and_nothing_runs() -> None:
    html = document_html(docparse.parse(PLAN))
    assert "default-src &#x27;none&#x27;" in html
    assert not re.search(r"https?://|@import|url\(", html)
    assert not {tag for tag, _ in Elements(html).found} & {"script", "link", "img", "iframe", "object", "form"}


def test_a_document_full_of_markup_is_harmless() -> None:
    text = f"{EVIL}\n1. {EVIL}\n{EVIL} Sở Y tế {EVIL}"
    second = text.index("1. ")
    plan = Plan(
        Document(EVIL, EVIL, EVIL, EVIL, EVIL, "2025-01-01", EVIL),
        (Section(f"s:{EVIL}", None, "1", EVIL, "tasks", second, len(text)),),
        (),
        (Task(EVIL, f"s:{EVIL}", EVIL, second + 3, len(text), product=EVIL, rule=EVIL),),
        (),
        (),
        text,
        {"name": EVIL},
    )
    page = Elements(document_html(plan))
    assert not {tag for tag, _ in page.found} & {"script", "img"}
    assert not [name for _, attributes in page.found for name in attributes if name.startswith("on")]
    assert "".join(page.words).count("<script>alert(1)</script>") >= 8


def test_a_parsed_document_full_of_markup_is_harmless(tmp_path: Path) -> None:
    path = tmp_path / "<script>.txt"
    lines = [
        "KẾ HOẠCH",
        "<script>alert(1)</script>",
        "I. NHIỆM VỤ",
        *(f"{n}. Sở Y tế chủ trì {EVIL};" for n in range(1, 9)),
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    page = Elements(document_html(docparse.parse(path)))
    assert "script" not in {tag for tag, _ in page.found}
    assert page.with_class("task")


def test_control_characters_and_direction_marks_are_left_out() -> None:
    text = "Sở Y tế\u202e chủ trì\x00\x1b[31m"
    html = document_html(Plan(Document("x", None, None, None, None, None, None), (), (), (), (), (), text))
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e]", html)
    assert "Sở Y tế  chủ trì" in html


def test_overlapping_facts_lose_no_text() -> None:
    plan = province_plan().build()
    doubled = Plan(
        plan.document, plan.sections, plan.goals, plan.tasks + plan.tasks, plan.references, plan.warnings, plan.text
    )
    html = re.sub(r'<a class="n"[^>]*>\d+</a>', "", document_html(doubled))
    words = " ".join("".join(Elements(html).words).split())
    for line in plan.text.split("\n"):
        assert " ".join(line.split()) in words


def test_an_empty_document() -> None:
    html = document_html(Plan(Document("urn:x", None, None, None, None, None, None), (), (), (), (), (), ""))
    assert "<h1>urn:x</h1>" in html


def test_tables_are_tables_where_the_file_is_at_hand(tmp_path: Path) -> None:
    path = tmp_path / "bang.md"
    path.write_text(
        "# KẾ HOẠCH\n\n## I. NHIỆM VỤ\n\n| STT | Nhiệm vụ | Cơ quan chủ trì |\n|---|---|---|\n"
        "| 1 | Xây dựng đề án <script>x</script> | Sở Nội vụ |\n| 2 | Rà soát thủ tục | Sở Tư pháp |\n",
        encoding="utf-8",
    )
    plan = docparse.parse(path)
    page = Elements(document_html(plan, read(path)))
    tags = [tag for tag, _ in page.found]
    assert (tags.count("table"), tags.count("tr"), tags.count("td"), tags.count("script")) == (1, 3, 9, 0)
    assert [a["data-role"] for a in page.with_class("lead") if "data-role" in a] == ["chủ trì", "chủ trì"]
    assert len([a for t, a in page.found if t == "mark" and a.get("class") == "task"]) == len(plan.tasks) == 2
    assert "table" not in {tag for tag, _ in Elements(document_html(plan)).found}


def test_a_source_of_another_text_is_not_used() -> None:
    plan = docparse.parse(PLAN)
    assert document_html(plan, replace(read(PLAN), text=plan.text + " ")) == document_html(plan)

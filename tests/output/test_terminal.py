from __future__ import annotations

import io

from docparse.output.page import Fields, Heading, Line, Page, Table, Tree, columns
from docparse.output.terminal import console, show


def drawn(page: Page, width: int = 60) -> str:
    out = io.StringIO()
    to = console(out)
    to.width = width
    show(page, to)
    return out.getvalue()


def test_tables_and_trees_are_drawn() -> None:
    text = drawn(
        [Table(columns("Mã", "Giá trị", right="Giá trị"), (("CT1", "5"),)), Tree("gốc", (Tree("a"), Tree("b")))]
    )
    assert "│ CT1 │       5 │" in text
    assert "├── a" in text
    assert "└── b" in text


def test_free_lines_and_no_blanks_at_line_ends() -> None:
    text = drawn([Line("a"), Line(""), Line("b", indent=2), Fields((("Ngày", "c"),))])
    assert [line.rstrip() for line in text.splitlines()] == ["a", "", "  b", "Ngày: c"]
    assert max(map(len, text.splitlines())) < 20


def test_text_is_never_markup() -> None:
    words = "[bold red]Sở[/] [link=x]:smile: \x1b[31m"
    text = drawn([Heading(words), Line(words), Fields(((words, words),)), Table(columns("A"), ((words,),))], 120)
    assert text.count("[bold red]Sở[/] [link=x]:smile:") == 5
    assert "\x1b" not in text


def test_all_words_are_there_when_columns_are_narrow() -> None:
    words = " ".join(f"chữ{n}" for n in range(60))
    text = drawn([Table(columns("A", "B", "C"), ((words, words, "x"),))], 50)
    assert all(text.count(word) >= 2 for word in words.split())
    assert max(map(len, text.splitlines())) <= 50

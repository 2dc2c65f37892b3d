"""The graph's own commands: export, sql, graph."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable, Sequence
from typing import Any

from docparse.cli_arguments import joined
from docparse.cli_files import open_from, write_bytes, write_text
from docparse.cli_parser import UsageError
from docparse.errors import DocparseError, reason
from docparse.output import analyses as pages
from docparse.output.page import Element, Line, Table, columns
from docparse.output.screen import Screen
from docparse.output.sheet import as_csv, as_markdown
from docparse.questions import analyses


def run(arguments: Namespace, screen: Screen) -> int:
    """One of the three commands."""
    return _COMMANDS[arguments.command](arguments, screen)


def _export(arguments: Namespace, screen: Screen) -> int:
    from docparse.output.exports import OF_FILES, export_tables, export_text, of_documents

    with open_from(arguments) as store:
        ids = tuple(store.find_document(words).id for words in arguments.documents)
        graph = store.graph()
    if ids:
        graph = of_documents(graph, ids)
    told = f"({graph.number_of_nodes()} nút, {graph.number_of_edges()} cạnh)"
    if arguments.format in OF_FILES:
        if arguments.output is None:
            advice = "thêm -o THƯ_MỤC"
            raise UsageError("DP600", f"--format {arguments.format}", "cần một thư mục để ghi hai tệp", advice)
        tables = export_tables(graph)
        files = tables.csv() if arguments.format == "csv" else tables.parquet()
        try:
            os.makedirs(arguments.output, exist_ok=True)
        except OSError as error:
            what = f"không tạo được thư mục ({reason(error)})"
            raise DocparseError("DP603", arguments.output, what, "chọn thư mục khác") from error
        for name, data in files.items():
            write_bytes(os.path.join(arguments.output, name), data)
        screen.line(f"đã ghi {', '.join(files)} vào {arguments.output} {told}")
        return 0
    text = export_text(graph, arguments.format)
    if arguments.output is None:
        screen.out.write(text)
    else:
        write_text(arguments.output, text)
        screen.line(f"đã ghi {arguments.output} {told}")
    return 0


def _sql(arguments: Namespace, screen: Screen) -> int:
    from docparse.store.selecting import select

    if arguments.views:
        return _print(screen, arguments, "Các bảng nhìn", pages.VIEW_TITLES, pages.view_rows())
    if not arguments.query:
        raise UsageError("DP600", "docparse sql", "chưa nêu câu SQL", 'ví dụ: docparse sql "SELECT * FROM task_list"')
    with open_from(arguments) as store:
        found = select(store.db, joined(arguments.query), limit=max(arguments.limit, 1))
    if arguments.json:
        screen.json({"columns": found.columns, "rows": found.rows, "more": found.more})
        return 0
    rows = [tuple("" if value is None else str(value) for value in row) for row in found.rows]
    code = _print(screen, arguments, "Kết quả", found.columns, rows)
    if found.more:
        screen.error(f"lưu ý     còn nữa: chỉ in {len(rows)} dòng đầu (--limit)")
    return code


def _graph(arguments: Namespace, screen: Screen) -> int:
    with open_from(arguments) as store:
        found: Sequence[Any] = getattr(analyses, arguments.view)(store)
    if arguments.json:
        screen.json({arguments.view: [one.to_dict() for one in found]})
        return 0
    titles, rows = pages.TABLES[arguments.view]
    title, nothing = pages.HEADINGS[arguments.view]
    if not found and not (arguments.csv or arguments.md):
        screen.show([Line(nothing)])
        return 0
    return _print(screen, arguments, title, titles, rows(found))


def _print(
    screen: Screen, arguments: Namespace, title: str, titles: Sequence[str], rows: Sequence[Sequence[str]]
) -> int:
    if arguments.csv:
        screen.out.write(as_csv(titles, rows, arguments.sep))
    elif arguments.md:
        screen.out.write(as_markdown(title, titles, rows))
    elif arguments.json:
        screen.json({"rows": [dict(zip(titles, row, strict=True)) for row in rows]})
    else:
        page: list[Element] = [Table(columns(*titles), tuple(tuple(row) for row in rows))] if rows else []
        screen.show([*page, Line(f"{len(rows)} dòng", "dim")])
    return 0


_COMMANDS: dict[str, Callable[[Namespace, Screen], int]] = {"export": _export, "sql": _sql, "graph": _graph}

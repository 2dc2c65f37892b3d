"""The commands ``export`` and ``sql``: what other programs take from a store."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from docparse.cli_files import open_from, open_to_hand_on
from docparse.cli_inputs import STDIN
from docparse.cli_parser import UsageError
from docparse.errors import DocparseError, reason
from docparse.output.screen import Screen

if TYPE_CHECKING:
    from docparse.store.network import Network
    from docparse.store.selecting import Selected

_FOLDERS = ("csv", "parquet")


def run(arguments: Namespace, screen: Screen) -> int:
    """One of the two commands."""
    return {"export": _export, "sql": _sql}[arguments.command](arguments, screen)


def _export(arguments: Namespace, screen: Screen) -> int:
    form, output = arguments.format, arguments.output
    if form in _FOLDERS and output is None:
        raise UsageError("DP600", "docparse export", f"dạng {form} ghi hai tệp, cần một thư mục", "thêm -o THƯ_MỤC")
    if arguments.excel and form != "csv":
        raise UsageError("DP600", "docparse export", "--excel chỉ dùng cùng --format csv", "bỏ --excel")
    with open_to_hand_on(arguments) as store, store.network(arguments.document) as network:
        try:
            _write(network, form, output, arguments, screen)
        except OSError as error:
            if output is None:
                raise
            advice = "chọn chỗ khác hoặc kiểm tra chỗ trống và quyền ghi"
            raise DocparseError("DP603", output, f"không ghi được ({reason(error)})", advice) from error
    if output is not None:
        screen.line(f"đã ghi {output}")
    return 0


def _write(network: Network, form: str, output: str | None, arguments: Namespace, screen: Screen) -> None:
    from docparse.batch.parts import parquet_libraries
    from docparse.output.graphs.files import finished, write_csv, write_parquet

    if form in _FOLDERS:
        assert output is not None
        if form == "parquet":
            parquet_libraries("--format parquet")  # before there is a folder
        os.makedirs(output, exist_ok=True)
        if form == "csv":
            write_csv(network, output, excel=arguments.excel)
        else:
            write_parquet(network, output)
        return
    lines = _lines(form, whole=arguments.document is None)(network)
    if output is None:
        screen.out.writelines(lines)
        return
    with finished(output) as part, open(part, "w", encoding="utf-8", newline="\n") as file:
        file.writelines(lines)


def _lines(form: str, *, whole: bool) -> Callable[[Network], Iterator[str]]:
    from docparse.output.graphs import cypher, drawing, graphml, json_forms

    forms: dict[str, Callable[[Network], Iterator[str]]] = {
        "graphml": graphml.graphml,
        "json": json_forms.node_link,
        "jsonld": json_forms.json_ld,
        "cypher": cypher.cypher,
        "mermaid": lambda network: drawing.mermaid(network, whole=whole),
        "dot": lambda network: drawing.dot(network, whole=whole),
    }
    return forms[form]


def _sql(arguments: Namespace, screen: Screen) -> int:
    if arguments.views:
        from docparse.output.selected import views_page

        screen.show(views_page())
        return 0
    text = sys.stdin.read() if arguments.query == STDIN else arguments.query
    if not text:
        raise UsageError("DP600", "docparse sql", "chưa có câu SQL", 'ví dụ: docparse sql "SELECT * FROM v_documents"')
    with open_from(arguments) as store:
        found = store.select(text, limit=arguments.limit or None, seconds=arguments.timeout)
    _print(found, arguments, screen)
    if found.more:
        screen.error(f"chỉ in {len(found.rows)} hàng đầu; thêm --limit SỐ (0: tất cả) để lấy thêm")
    return 0


def _print(found: Selected, arguments: Namespace, screen: Screen) -> None:
    from docparse.output.selected import cells, selected_page
    from docparse.output.sheet import as_csv, as_markdown

    rows: Sequence[Sequence[str]] = cells(found)
    if arguments.json:
        screen.json(found.to_dict())
    elif arguments.csv:
        screen.out.write(as_csv(found.columns, rows, arguments.sep))
    elif arguments.md:
        screen.out.write(as_markdown("docparse sql", found.columns, rows))
    else:
        screen.show(selected_page(found))

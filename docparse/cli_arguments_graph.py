"""The grammar of the graph's own commands: export, sql, graph."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docparse.cli_arguments_across import table_forms

Add = Callable[..., Any]
FORMATS = ("graphml", "json", "jsonld", "cypher", "csv", "parquet", "mermaid", "dot")
VIEWS = ("chains", "cycles", "load", "orphans")


def graphs(add: Add, json: Callable[[Any], None]) -> None:
    """The commands that hand the graph on or look at it as a whole."""
    export = add(
        "export",
        "Xuất đồ thị cho chương trình khác",
        "docparse export --format graphml -o kho.graphml",
        "csv là nodes.csv, edges.csv theo dạng nhập của Neo4j; csv, parquet ghi vào một thư mục. mermaid, dot vẽ văn "
        "bản, cơ quan, nhiệm vụ. Nêu văn bản thì chỉ phần của văn bản ấy.",
    )
    export.add_argument("documents", nargs="*", metavar="VĂN_BẢN", help="chỉ các văn bản này")
    export.add_argument("--format", required=True, choices=FORMATS, metavar="DẠNG", help=", ".join(FORMATS))
    export.add_argument("-o", "--output", metavar="TỆP", help="ghi vào tệp (csv, parquet: thư mục) này")
    sql = add(
        "sql",
        "Hỏi kho bằng SQL, chỉ đọc",
        'docparse sql "SELECT role, count(*) FROM assignment_list GROUP BY role"',
        "--views kể các bảng nhìn và cột. Công cụ khác (datasette, DBeaver, Power BI) đọc cùng các bảng ấy.",
    )
    sql.add_argument("query", nargs="*", metavar="SELECT", help="câu SQL, đặt trong ngoặc kép")
    sql.add_argument("--views", action="store_true", help="các bảng nhìn, cột và ý nghĩa")
    sql.add_argument("--limit", type=int, default=1000, metavar="SỐ", help="nhiều nhất bao nhiêu dòng (1000)")
    table_forms(sql, json)
    graph = add(
        "graph",
        "Nhìn cả đồ thị: chuỗi văn bản, vòng, khối lượng việc, việc không có căn cứ",
        "docparse graph load --csv",
        "chains: chuỗi dài nhất lên văn bản cấp trên; cycles: văn bản dẫn vòng; load: nhiệm vụ theo cơ quan, vai trò, "
        "tháng hạn; orphans: nhiệm vụ không dẫn lên văn bản nào.",
    )
    graph.add_argument("view", choices=VIEWS, metavar="VIỆC", help=", ".join(VIEWS))
    table_forms(graph, json)

"""The grammar of what opens the graph to other programs: export, sql, graph."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docparse.cli_arguments_across import table_forms, with_secret

Add = Callable[..., Any]

FORMATS = ("graphml", "json", "jsonld", "cypher", "csv", "parquet", "mermaid", "dot")
_ANALYSES = {
    "chains": "chuỗi văn bản nối nhau, từ dưới lên, và độ dài",
    "cycles": "vòng văn bản căn cứ lẫn nhau (lẽ ra không có)",
    "load": "cơ quan nhiều việc nhất, theo vai trò và tháng đến hạn",
    "orphans": "nhiệm vụ không dẫn lên văn bản cấp trên nào",
    "central": "văn bản được nhiều văn bản khác dẫn tới nhất",
}


def open_graph(add: Add, json: Callable[[Any], None]) -> None:
    """The commands that other programs take the graph from, and the analyses of the whole of it."""
    export = add(
        "export",
        "Xuất kho thành đồ thị cho phần mềm khác",
        "docparse export --format graphml -o kho.graphml",
        "graphml: Gephi, yEd, networkx; json: networkx (node-link); jsonld: dữ liệu liên kết; cypher, csv: Neo4j; "
        "parquet: pandas, DuckDB; mermaid, dot: hình vẽ (cả kho thì chỉ vẽ các văn bản). Mã nút là mã trong kho.",
    )
    export.add_argument("--format", choices=FORMATS, required=True, metavar="DẠNG", help=", ".join(FORMATS))
    export.add_argument("--document", metavar="VĂN_BẢN", help="chỉ một văn bản và những gì nó nêu")
    export.add_argument("-o", "--output", metavar="NƠI", help="tệp (csv, parquet: thư mục); không nêu thì in ra")
    export.add_argument("--excel", action="store_true", help="csv để mở bằng Excel: có BOM, chặn công thức")
    with_secret(export)
    sql = add(
        "sql",
        "Hỏi kho bằng SQL, chỉ đọc",
        'docparse sql "SELECT so_ky_hieu, so_nhiem_vu FROM v_documents"',
        "Các khung nhìn v_documents, v_tasks, v_assignments, v_directives, v_edges: xem --views.",
    )
    sql.add_argument("query", nargs="?", metavar="CÂU_LỆNH", help="một câu SELECT trong ngoặc kép; -: đầu vào chuẩn")
    sql.add_argument("--views", action="store_true", help="kể các khung nhìn và các cột")
    sql.add_argument("--limit", type=int, default=1000, metavar="SỐ", help="nhiều nhất mấy hàng (1000); 0: tất cả")
    sql.add_argument("--timeout", type=float, default=30.0, metavar="GIÂY", help="dừng sau bấy nhiêu giây (30)")
    table_forms(sql, json)
    graph = add(
        "graph",
        "Nhìn cả đồ thị: chuỗi văn bản, vòng, cơ quan nhiều việc, việc không có gốc",
        "docparse graph chains",
        "; ".join(f"{name}: {what}" for name, what in _ANALYSES.items()) + ".",
    )
    graph.add_argument("analysis", choices=tuple(_ANALYSES), metavar="VIỆC", help=", ".join(_ANALYSES))
    graph.add_argument("--limit", type=int, default=20, metavar="SỐ", help="nhiều nhất bao nhiêu dòng (20); 0: tất cả")
    table_forms(graph, json)

"""``docparse picture``: the tree of directives, an agency's load, goals against tasks as SVG or PNG."""

from __future__ import annotations

from argparse import Namespace

from docparse.cli_arguments import joined
from docparse.cli_files import open_to_hand_on
from docparse.cli_papers import Target, write_file
from docparse.cli_parser import UsageError
from docparse.errors import QuestionError
from docparse.output.pictures import Picture, directives_picture, load_picture, matrix_picture, png, svg
from docparse.output.screen import Screen
from docparse.settings import settings


def run(arguments: Namespace, screen: Screen) -> int:
    """Write the picture; without a file the SVG is printed."""
    asked = joined(arguments.of) or (settings().agency if arguments.kind == "load" else None)
    if not asked:
        what = "CƠ_QUAN" if arguments.kind == "load" else "VĂN_BẢN"
        raise UsageError("DP600", f"docparse picture {arguments.kind}", f"thiếu {what}", "docparse picture --help")
    picture = _picture(arguments, asked)
    name = f"{arguments.kind} {asked}"
    if arguments.png is None and arguments.svg is None:
        screen.out.write(svg(picture))
    if arguments.svg is not None:
        made = Target(name, "svg", arguments.svg)
        screen.line(f"đã ghi {write_file(made, lambda: svg(picture).encode(), arguments.force)}")
    if arguments.png is not None:
        made = Target(name, "png", arguments.png)
        screen.line(f"đã ghi {write_file(made, lambda: png(picture), arguments.force)}")
    return 0


def _picture(arguments: Namespace, asked: str) -> Picture:
    with open_to_hand_on(arguments) as store:
        if arguments.kind == "directives":
            return directives_picture(store.trace(asked))
        if arguments.kind == "matrix":
            return matrix_picture(store.matrix(asked))
        answer = store.checklist(asked)
    if not (answer.rows or answer.inferred or answer.unplaced):
        near = f"có phải: {'; '.join(answer.suggestions)}?" if answer.suggestions else "kiểm tra lại tên cơ quan"
        raise QuestionError("DP507", asked, "không có nhiệm vụ nào của cơ quan này trong kho", near)
    return load_picture(answer)

"""Pages on a terminal, drawn by rich. Text is never read as rich's markup."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Literal

from docparse.output.page import Element, Fields, Heading, Line, Page, Table, Tree, safe
from docparse.output.plain import fit, longest_words, narrow, natural, stacked

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

_STYLES = {"plain": "", "strong": "bold", "dim": "dim", "warning": "yellow", "inferred": "italic cyan"}


def console(stream: IO[str]) -> Console:
    """A rich console that shows text as it is."""
    from rich.console import Console

    return Console(file=stream, markup=False, highlight=False, emoji=False)


def show(page: Page, to: Console) -> None:
    """Print the page."""
    first = True
    for element in page:
        if not first and isinstance(element, Heading):
            to.print()
        to.print(_renderable(element, to.width))
        first = False


def _text(text: str, style: str = "plain") -> Text:
    from rich.text import Text

    return Text(safe(text), style=_STYLES[style])


def _renderable(element: Element, width: int) -> RenderableType:
    if isinstance(element, Heading):
        return _text(element.text, "strong")
    if isinstance(element, Line):
        text = _text(element.text, element.style)
        return _indented(text, element.indent) if element.indent else text
    if isinstance(element, Fields):
        return _fields(element)
    return _table(element, width) if isinstance(element, Table) else _tree(element)


def _indented(what: RenderableType, indent: int) -> RenderableType:
    from rich.padding import Padding

    return Padding(what, (0, 0, 0, indent), expand=False)


def _fields(element: Fields) -> RenderableType:
    from rich.table import Table as Grid

    grid = Grid.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column()
    for name, value in element.pairs:
        grid.add_row(_text(f"{name}:", "dim"), _text(value, element.styles.get(name, "plain")))
    return _indented(grid, element.indent)


def _table(element: Table, width: int) -> RenderableType:
    from rich import box
    from rich.table import Table as Drawn

    room = width - 3 * len(element.columns) - 1
    if narrow(element, room):
        from rich.console import Group

        parts = [part for fields in stacked(element) for part in (_fields(fields), _text(""))]
        return Group(*parts[:-1])
    long = any(len(cell) > 60 for row in element.rows for cell in row)
    sizes = fit(natural(element), room, longest_words(element))
    table = Drawn(box=box.ROUNDED, show_lines=long, header_style="bold")
    for column, size in zip(element.columns, sizes, strict=True):
        justify: Literal["left", "right"] = "right" if column.right else "left"
        table.add_column(_text(column.title), justify=justify, overflow="fold", width=size)
    for row in element.rows:
        table.add_row(*(_text(cell) for cell in row))
    return table


def _tree(element: Tree) -> RenderableType:
    from rich.tree import Tree as Drawn

    root = Drawn(_text(element.label, element.style))
    todo = [(root, element)]
    while todo:
        above, node = todo.pop()
        for child in node.children:
            todo.append((above.add(_text(child.label, child.style)), child))
    return root

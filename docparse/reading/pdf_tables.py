"""Tables with ruled lines: the grid that the lines draw, merged cells, words to cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from docparse.reading.pdf_rows import Row, rows_of
from docparse.reading.pdf_words import Page, Word

_NEAR = 3.0  # points within which two lines meet
_MOST_LINES = 4000  # of one page
_MOST_CELLS = 20_000

Across = tuple[float, float, float]
Down = tuple[float, float, float]


@dataclass(slots=True)
class GridCell:
    """A cell from grid line to grid line; rows and columns count from 0. ``x1`` is its right border."""

    row: int
    column: int
    rows: int
    columns: int
    x0: float
    x1: float
    words: list[Word] = field(default_factory=list)
    lines: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class Grid:
    """A table on one page: ``xs`` and ``ys`` are its grid lines."""

    page: int
    xs: list[float]
    ys: list[float]
    cells: list[GridCell]

    @property
    def top(self) -> float:
        return self.ys[0]

    @property
    def bottom(self) -> float:
        return self.ys[-1]


def grids(page: Page, words: list[Word]) -> tuple[list[Grid], list[Word]]:
    """The tables of a page that hold words, from top to bottom, and the words outside of them."""
    found: list[Grid] = []
    across = _merged(page.across[:_MOST_LINES])
    down = [(x, y0, y1) for y0, y1, x in _merged([(y0, y1, x) for x, y0, y1 in page.down[:_MOST_LINES]])]
    for group_across, group_down in _groups(across, down):
        grid = _grid(page.number, group_across, group_down)
        if grid is not None:
            found.append(grid)
    found.sort(key=lambda g: (g.top, g.xs[0]))
    found = [g for g in found if not any(_inside(g, other) for other in found if other is not g)]
    rest: list[Word] = []
    for word in words:
        if not any(_put(word, grid) for grid in found):
            rest.append(word)
    for grid in found:
        for cell in grid.cells:
            cell.lines = rows_of(cell.words, page.number) if cell.words else []
    return [grid for grid in found if any(cell.words for cell in grid.cells)], rest


def _merged(lines: Sequence[Across]) -> list[Across]:
    """Pieces of one line, and double lines, put together."""
    out: list[Across] = []
    for x0, x1, y in sorted(lines, key=lambda line: (round(line[2] / 2), line[0])):
        if out and abs(out[-1][2] - y) < 2.5 and x0 <= out[-1][1] + _NEAR:
            out[-1] = (out[-1][0], max(out[-1][1], x1), out[-1][2])
        else:
            out.append((x0, x1, y))
    return out


def _groups(across: list[Across], down: list[Down]) -> list[tuple[list[Across], list[Down]]]:
    """Lines that hang together."""
    parent = list(range(len(across) + len(down)))

    def root(k: int) -> int:
        while parent[k] != k:
            parent[k] = parent[parent[k]]
            k = parent[k]
        return k

    for i, (x0, x1, y) in enumerate(across):
        for j, (x, y0, y1) in enumerate(down, len(across)):
            if x0 - _NEAR <= x <= x1 + _NEAR and y0 - _NEAR <= y <= y1 + _NEAR:
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[Across], list[Down]]] = {}
    for i, line in enumerate(across):
        groups.setdefault(root(i), ([], []))[0].append(line)
    for j, line in enumerate(down, len(across)):
        groups.setdefault(root(j), ([], []))[1].append(line)
    return [g for g in groups.values() if len(g[0]) > 1 and len(g[1]) > 1]


def _clusters(values: Sequence[float]) -> list[float]:
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > _NEAR:
            out.append(value)
    return out


def _grid(page: int, across: list[Across], down: list[Down]) -> Grid | None:
    xs, ys = _clusters([line[0] for line in down]), _clusters([line[2] for line in across])
    width, height = len(xs) - 1, len(ys) - 1
    if width < 2 or height < 1 or width * height > _MOST_CELLS:  # one column is a frame round text
        return None
    wall = [[_covers(down, xs[c + 1], ys[r], ys[r + 1]) for c in range(width)] for r in range(height)]
    floor = [[_lies(across, ys[r + 1], xs[c], xs[c + 1]) for c in range(width)] for r in range(height)]
    owner: dict[tuple[int, int], GridCell] = {}
    cells: list[GridCell] = []
    for r in range(height):
        for c in range(width):
            if (r, c) in owner:
                continue
            columns = 1
            while c + columns < width and not wall[r][c + columns - 1] and (r, c + columns) not in owner:
                columns += 1
            rows = 1
            while r + rows < height and not any(floor[r + rows - 1][c + k] for k in range(columns)):
                if any(wall[r + rows][c + k] for k in range(columns - 1)):
                    break
                rows += 1
            cell = GridCell(r, c, rows, columns, xs[c], xs[c + columns])
            cells.append(cell)
            owner.update({(r + i, c + k): cell for i in range(rows) for k in range(columns)})
    return Grid(page, xs, ys, cells)


def _covers(down: list[Down], x: float, y0: float, y1: float) -> bool:
    middle = (y0 + y1) / 2
    return any(abs(line[0] - x) <= _NEAR and line[1] <= middle <= line[2] for line in down)


def _lies(across: list[Across], y: float, x0: float, x1: float) -> bool:
    middle = (x0 + x1) / 2
    return any(abs(line[2] - y) <= _NEAR and line[0] <= middle <= line[1] for line in across)


def _put(word: Word, grid: Grid) -> bool:
    x, y = (word.x0 + word.x1) / 2, word.y - 0.3 * word.size
    if not (grid.xs[0] - 1 <= x <= grid.xs[-1] + 1 and grid.top - 1 <= y <= grid.bottom + 1):
        return False
    for cell in grid.cells:
        if cell.x0 <= x < cell.x1 and grid.ys[cell.row] <= y < grid.ys[cell.row + cell.rows]:
            cell.words.append(word)
            return True
    return False


def _inside(grid: Grid, other: Grid) -> bool:
    """A table within a cell of another is read as the cell's text."""
    return (
        other.xs[0] <= grid.xs[0]
        and grid.xs[-1] <= other.xs[-1]
        and other.top <= grid.top
        and grid.bottom <= other.bottom
        and len(other.cells) > 1
        and (grid.xs[-1] - grid.xs[0]) * (grid.bottom - grid.top)
        < (other.xs[-1] - other.xs[0]) * (other.bottom - other.top)
    )

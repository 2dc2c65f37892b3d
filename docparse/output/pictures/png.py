"""A picture as PNG, drawn by matplotlib: it brings a typeface with all Vietnamese letters wherever it is installed."""

from __future__ import annotations

import io
from typing import Any

from docparse.errors import DocparseError
from docparse.output.page import safe
from docparse.output.pictures.shapes import WHITE, Box, Picture, Shape, Stroke
from docparse.output.pictures.svg import arrow_head

_DPI = 144  # twice what a screen shows, sharp in print
_POINTS = 72 / 96  # of a pixel
_MOST_PIXELS, _LONGEST = 60_000_000, 60_000  # of the picture, of a side: matplotlib draws up to 65,535
_ALIGN = {"start": "left", "middle": "center", "end": "right"}


def png(picture: Picture) -> bytes:
    """DocparseError DP609 without matplotlib (the extra ``pictures``)."""
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError:
        advice = "pip install 'docparse[pictures]', hoặc ghi --svg"
        raise DocparseError("DP609", "--png", "ghi .png cần matplotlib, máy này chưa có", advice) from None
    sides = picture.width, picture.height
    scale = min(_DPI / 96, (_MOST_PIXELS / (sides[0] * sides[1])) ** 0.5, _LONGEST / max(sides))
    figure = Figure(figsize=(picture.width / 96, picture.height / 96), dpi=96 * scale, facecolor=WHITE)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set_xlim(0, picture.width)
    axes.set_ylim(picture.height, 0)
    axes.axis("off")
    for order, shape in enumerate(picture.shapes):
        _draw(axes, shape, order)
    out = io.BytesIO()
    figure.savefig(out, format="png", metadata={"Software": None, "Title": safe(picture.title)})
    return out.getvalue()


def _draw(axes: Any, shape: Shape, order: int) -> None:
    """``order``: what is drawn later lies above."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Polygon, Rectangle

    if isinstance(shape, Box):
        axes.add_patch(
            Rectangle(
                (shape.x, shape.y), shape.width, shape.height, facecolor=shape.fill,
                edgecolor=shape.stroke or "none", linewidth=0.75, linestyle="--" if shape.dashed else "-", zorder=order,
            )
        )  # fmt: skip
    elif isinstance(shape, Stroke):
        xs, ys = zip(*shape.points, strict=True)
        axes.add_line(
            Line2D(xs, ys, color=shape.color, linewidth=0.75, linestyle="--" if shape.dashed else "-", zorder=order)
        )
        if shape.arrow:
            axes.add_patch(Polygon(arrow_head(shape), facecolor=shape.color, edgecolor="none", zorder=order))
    else:
        axes.text(
            shape.x, shape.y, safe(shape.text), fontsize=shape.size * _POINTS, color=shape.color, parse_math=False,
            fontweight="bold" if shape.bold else "normal", ha=_ALIGN[shape.anchor], va="baseline",
            fontfamily="DejaVu Sans", rotation=90 if shape.turned else 0, rotation_mode="anchor",
            zorder=order,
        )  # fmt: skip

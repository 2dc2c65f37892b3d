"""A picture as SVG: text stays text, everything from a document is escaped, the same picture gives the same bytes."""

from __future__ import annotations

from xml.etree import ElementTree

from docparse.output.page import safe
from docparse.output.pictures.shapes import WHITE, Box, Picture, Shape, Stroke, Words

_FONTS = "'DejaVu Sans', Verdana, 'Segoe UI', Arial, sans-serif"
_DASHES = "5 3"


def svg(picture: Picture) -> str:
    """The picture as a document of its own or inside a page; it loads nothing and runs nothing."""
    width, height = _number(picture.width), _number(picture.height)
    root = ElementTree.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {width} {height}",
            "width": width,
            "height": height,
            "role": "img",
            "font-family": _FONTS,
        },
    )
    ElementTree.SubElement(root, "title").text = safe(picture.title)
    _put(root, Box(0, 0, picture.width, picture.height, WHITE, None))
    for shape in picture.shapes:
        _put(root, shape)
    ElementTree.indent(root, " ")
    return ElementTree.tostring(root, encoding="unicode") + "\n"


def _put(root: ElementTree.Element, shape: Shape) -> None:
    if isinstance(shape, Box):
        place = {"x": shape.x, "y": shape.y, "width": shape.width, "height": shape.height}
        look = {"fill": shape.fill, **({"stroke": shape.stroke} if shape.stroke else {})}
        made = ElementTree.SubElement(root, "rect", {name: _number(value) for name, value in place.items()} | look)
        if shape.dashed:
            made.set("stroke-dasharray", _DASHES)
        if shape.title:
            ElementTree.SubElement(made, "title").text = safe(shape.title)
    elif isinstance(shape, Stroke):
        points = " ".join(f"{_number(x)},{_number(y)}" for x, y in shape.points)
        made = ElementTree.SubElement(root, "polyline", {"points": points, "fill": "none", "stroke": shape.color})
        if shape.dashed:
            made.set("stroke-dasharray", _DASHES)
        if shape.arrow:
            head = " ".join(f"{_number(x)},{_number(y)}" for x, y in arrow_head(shape))
            ElementTree.SubElement(root, "polygon", {"points": head, "fill": shape.color})
    else:
        _put_words(root, shape)


def _put_words(root: ElementTree.Element, words: Words) -> None:
    look = {"x": _number(words.x), "y": _number(words.y), "font-size": _number(words.size), "fill": words.color}
    if words.anchor != "start":
        look["text-anchor"] = words.anchor
    if words.bold:
        look["font-weight"] = "bold"
    if words.turned:
        look["transform"] = f"rotate(-90 {_number(words.x)} {_number(words.y)})"
    ElementTree.SubElement(root, "text", look).text = safe(words.text)


def arrow_head(line: Stroke) -> tuple[tuple[float, float], ...]:
    """The triangle at the end of a line that ends to the right or to the left."""
    (before, _), (x, y) = line.points[-2:]
    back = 7 if before <= x else -7
    return ((x, y), (x - back, y - 4), (x - back, y + 4))


def _number(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")

"""Pictures as SVG and PNG: what they show, and that no document can make them do anything."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

import docparse
from docparse.cli import main
from docparse.errors import DocparseError
from docparse.output.pictures import Picture, directives_picture, load_picture, matrix_picture, png, svg
from docparse.output.pictures.shapes import Box, Words, wide, wrapped
from docparse.questions import Store
from tests.output.test_papers import DOCUMENTS

NAMESPACE = "{http://www.w3.org/2000/svg}"
HOSTILE = "</text><script>alert(1)</script>&\x00\x1b\u202e\" onload='x'"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with docparse.open_store(f"sqlite:///{tmp_path_factory.mktemp('hinh')}/kho.db") as opened:
        for name in ("3243-KH-UBND.txt", "82-KH-TU.txt", "06-CT-UBND.txt"):
            opened.add(docparse.parse(DOCUMENTS / name))
        yield opened


def words_of(picture: Picture) -> str:
    return " ".join(shape.text for shape in picture.shapes if isinstance(shape, Words))


def test_the_tree_has_every_directive_inside_the_picture(store: Store) -> None:
    answer = store.trace("3243/KH-UBND")
    picture = directives_picture(answer)
    boxes = [shape for shape in picture.shapes if isinstance(shape, Box)]
    assert len(boxes) == 1 + sum(len(edge.node.edges) + 1 for edge in answer.root.edges)
    assert min(box.x for box in boxes) >= 0 <= min(picture.width - box.x - box.width for box in boxes)
    assert min(box.y for box in boxes) >= 0 <= min(picture.height - box.y - box.height for box in boxes)
    for one, other in ((a, b) for a in boxes for b in boxes if a is not b and a.x == b.x):
        assert one.y + one.height <= other.y or other.y + other.height <= one.y
    assert {"51-KL/TW", "82-KH/TU", "29-NQ/TW"} <= set(words_of(picture).split())


def test_the_bars_add_up(store: Store) -> None:
    answer = store.checklist("Sở Giáo dục và Đào tạo tỉnh Điện Biên")
    picture = load_picture(answer)
    told = [shape.title for shape in picture.shapes if isinstance(shape, Box) and shape.title]
    counted = sum(int(title.partition(": ")[2].split()[0]) for title in told)
    undated = int(words_of(picture).partition("đến hạn: ")[2].split()[0])
    assert counted + undated == len(answer.rows) + len(answer.inferred) + len(answer.unplaced)
    assert any(title.startswith("08/2020: 1 nhiệm vụ") for title in told)
    assert any(title.startswith("hằng năm") for title in told)


def test_the_matrix_shows_each_match_once(store: Store) -> None:
    answer = store.matrix("3243")
    picture = matrix_picture(answer)
    matched = [shape for shape in picture.shapes if isinstance(shape, Box) and shape.title]
    assert len(matched) == sum(len(row.tasks) for row in answer.rows) > 10
    assert all(box.x + box.width <= picture.width for box in matched)


def test_an_empty_answer_is_still_a_picture(store: Store) -> None:
    empty = load_picture(replace(store.checklist("Sở Không Có"), agency="Sở Không Có"))
    assert "Không nhiệm vụ nào nêu thời hạn." in words_of(empty)
    answer = store.matrix("3243")
    assert svg(matrix_picture(replace(answer, rows=tuple(replace(row, tasks=()) for row in answer.rows))))
    root = replace(store.trace("3243/KH-UBND").root, edges=())
    alone = directives_picture(replace(store.trace("3243/KH-UBND"), root=root))
    assert "không nêu văn bản cấp trên" in words_of(alone)


def test_svg_is_the_same_each_time_and_loads_nothing(store: Store) -> None:
    made = svg(directives_picture(store.trace("3243/KH-UBND")))
    assert made == svg(directives_picture(store.trace("3243/KH-UBND")))
    root = ElementTree.fromstring(made)
    assert {element.tag.removeprefix(NAMESPACE) for element in root.iter()} == {
        "svg", "title", "rect", "text", "polyline", "polygon",
    }  # fmt: skip
    assert root.find(f"{NAMESPACE}title").text == "CÂY VĂN BẢN CHỈ ĐẠO – Kế hoạch 3243/KH-UBND"  # type: ignore[union-attr]
    assert "http" not in made.replace("http://www.w3.org/2000/svg", "")


def test_what_a_document_says_stays_text() -> None:
    picture = Picture(200, 50, HOSTILE, (Box(0, 0, 9, 9, title=HOSTILE), Words(1, 20, HOSTILE)))
    root = ElementTree.fromstring(svg(picture))
    assert {element.tag.removeprefix(NAMESPACE) for element in root.iter()} == {"svg", "title", "rect", "text"}
    assert root.findall(f".//{NAMESPACE}text")[0].text == HOSTILE.replace("\x00\x1b\u202e", " ")
    assert png(Picture(200, 50, "$x$", (Words(1, 20, "$\\frac{1}$ _^ % #"),)))[:8] == b"\x89PNG\r\n\x1a\n"


def test_lines_fit_and_end_with_an_ellipsis() -> None:
    lines = wrapped("Đẩy mạnh ỨNG DỤNG công nghệ thông tin trong quản lý và dạy học " * 5, 120, 12, 3)
    assert len(lines) == 3
    assert all(wide(line, 12) <= 120 for line in lines)
    assert lines[-1].endswith(" …")
    assert wrapped("ngắn", 120, 12, 3) == ("ngắn",)
    assert wrapped("", 120, 12, 3) == ()
    assert wide(wrapped("x" * 10_000, 120, 12, 2)[0], 12) <= 120


def test_png_is_sharp_and_the_same_each_time(store: Store) -> None:
    from PIL import Image

    picture = load_picture(store.checklist("Sở Giáo dục và Đào tạo tỉnh Điện Biên"))
    made = png(picture)
    with Image.open(io.BytesIO(made)) as image:
        assert image.width == pytest.approx(picture.width * 1.5, abs=2)
        assert len(image.convert("RGB").getcolors(2**20) or ()) > 20
    assert made == png(picture)


def test_a_very_long_picture_is_drawn_smaller() -> None:
    from PIL import Image

    with Image.open(io.BytesIO(png(Picture(100, 50_000, "x", (Words(1, 20, "x"),))))) as image:
        assert (image.width, image.height) == (120, 60_000)


def test_without_matplotlib_one_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(DocparseError, match=r"DP609.*docparse\[pictures\]"):
        png(Picture(10, 10, "x", ()))


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCPARSE_CONFIG", str(tmp_path / "config.yaml"))
    store = ["--store", f"sqlite:///{tmp_path}/kho.db"]
    assert main([*store, "add", str(DOCUMENTS / "82-KH-TU.txt")]) == 0
    path = tmp_path / "cay.svg"
    assert main([*store, "picture", "directives", "82-KH/TU", "--svg", str(path)]) == 0
    capsys.readouterr()
    assert main([*store, "picture", "directives", "82-KH/TU"]) == 0
    assert capsys.readouterr().out == path.read_text(encoding="utf-8")
    assert main([*store, "picture", "directives", "82-KH/TU", "--svg", str(path)]) == 1
    assert "DP607" in capsys.readouterr().err
    assert main([*store, "picture", "load"]) == 2
    assert main([*store, "picture", "load", "Sở Không Có"]) == 1
    assert "DP507" in capsys.readouterr().err
    assert main([*store, "picture", "matrix", "82-KH/TU", "--png", str(tmp_path / "m.png")]) == 0

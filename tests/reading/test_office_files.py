"""Old Word files and workbooks."""

from __future__ import annotations

import datetime
import io
import random
import re
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from docparse.errors import ReadError
from docparse.reading import office, read, read_bytes
from docparse.reading.office import to_docx
from tests.reading.helpers import SHARED, cells, check, code, package, paragraph, texts, word

REAL = sorted((SHARED / "documents").glob("*.doc")) + sorted((SHARED / "documents").glob("*.htm"))
needs_office = pytest.mark.skipif(office.program() is None, reason="LibreOffice is not installed here")


def outcome(data: bytes, name: str) -> str:
    """ "read", or the code of the error."""
    try:
        check(read_bytes(data, name))
    except ReadError as error:
        return error.code
    return "read"


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text.lower()))


# --- .doc, .rtf ------------------------------------------------------------------------------------


@pytest.mark.skipif(not REAL, reason="no shared documents here")
@pytest.mark.parametrize("path", REAL, ids=lambda p: p.name)
def test_real_files(path: Path) -> None:
    source = read(path)
    check(source)
    assert len(source.text) > 5000
    assert any(block.kind == "table" for block in source.blocks) or path.suffix == ".doc"


@needs_office
@pytest.mark.skipif(not REAL, reason="no shared documents here")
@pytest.mark.parametrize("path", [p for p in REAL if p.suffix == ".doc"], ids=lambda p: p.name)
def test_old_word_gives_what_libreoffice_gives(path: Path) -> None:
    other = read_bytes(to_docx(path.read_bytes(), path.name, ".doc"), "a.docx")
    wanted, found = words(other.text), words(read(path).text)
    assert sum((wanted & found).values()) >= 0.995 * sum(wanted.values())
    assert sum((wanted & found).values()) >= 0.995 * sum(found.values())


def test_rtf_without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(office.PROGRAM, "")
    assert code(rb"{\rtf1 xin chao}", "a.rtf") == "DP131"


@needs_office
def test_rtf() -> None:
    source = read_bytes(rb"{\rtf1\ansi {\b Xin ch\u224\'e0o} b\u7841\'61n\par 1. Hai\par}", "a.rtf")
    assert (texts(source), source.format) == (["Xin chào bạn", "1. Hai"], "rtf")
    assert source.blocks[0].bold == 8


def test_names_that_lie() -> None:
    assert texts(read_bytes(word(paragraph("Xin chào")), "a.doc")) == ["Xin chào"]
    assert texts(read_bytes("<html><p>Xin chào".encode(), "a.doc")) == ["Xin chào"]
    assert code(b"xin chao", "a.doc") == "DP130"
    assert code(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000, "a.doc") == "DP130"


@pytest.mark.skipif(not REAL, reason="no shared documents here")
@pytest.mark.parametrize("path", REAL, ids=lambda p: p.name)
@pytest.mark.parametrize("seed", range(12))
def test_damaged_files_give_a_code_or_a_text(path: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(office.PROGRAM, "")
    chance = random.Random(seed)
    data = bytearray(path.read_bytes())
    for _ in range(40):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    if seed % 3 == 0:
        del data[chance.randrange(len(data)) :]
    assert re.fullmatch(r"DP1\d\d|read", outcome(bytes(data), path.name))


# --- sheets ----------------------------------------------------------------------------------------


def book() -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "Phụ lục"
    for row in (
        ["DANH MỤC NHIỆM VỤ", None, None, None, None],
        ["STT", "Nhiệm vụ", "Cơ quan", None, "Hạn"],
        [None, None, "Chủ trì", "Phối hợp", None],
        [1, "Đo mực nước", "Sở Xây dựng", "Sở Y tế", datetime.date(2026, 6, 30)],
        [2, "Đắp đập", None, "UBND các xã", 0.125],
    ):
        sheet.append(row)
    for merged in ("A1:E1", "A2:A3", "B2:B3", "E2:E3", "C2:D2", "C4:C5"):
        sheet.merge_cells(merged)
    sheet["E5"].number_format = "0.0%"
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def test_a_workbook() -> None:
    source = read_bytes(book(), "a.xlsx")
    check(source)
    assert texts(source)[:2] == ["Phụ lục", "DANH MỤC NHIỆM VỤ"]
    table = source.blocks[2]
    assert cells(source, table) == [
        ["STT", "Nhiệm vụ", "Cơ quan", "Hạn"], ["Chủ trì", "Phối hợp"],
        ["1", "Đo mực nước", "Sở Xây dựng", "Sở Y tế", "30/06/2026"], ["2", "Đắp đập", "UBND các xã", "12,5%"],
    ]  # fmt: skip
    assert [(c.column, c.columns, c.rows) for c in table.rows[0]] == [(0, 1, 2), (1, 1, 2), (2, 2, 1), (4, 1, 2)]
    assert table.rows[2][2].rows == 2


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv(sign: str, encoding: str) -> None:
    text = f'STT{sign}Nhiệm vụ{sign}Chủ trì\n1{sign}"Đo; mực, nước\nhồ"{sign}Sở Y tế\n'
    source = read_bytes(text.encode(encoding), "a.csv")
    assert cells(source, source.blocks[0]) == [["STT", "Nhiệm vụ", "Chủ trì"], ["1", "Đo; mực, nước\nhồ", "Sở Y tế"]]


def test_a_hidden_sheet_is_not_read_and_that_is_said() -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(book()))
    hidden = workbook.create_sheet("Nháp")
    hidden.append(["Việc chưa duyệt"])
    hidden.sheet_state = "hidden"
    out = io.BytesIO()
    workbook.save(out)
    source = read_bytes(out.getvalue(), "a.xlsx")
    assert "Việc chưa duyệt" not in source.text
    (warning,) = [w for w in source.warnings if w.code == "DP235"]
    assert warning.text == "không đọc trang tính ẩn: Nháp; bỏ ẩn trong Excel nếu cần"


def test_hostile_sheets() -> None:
    assert code(package({"xl/workbook.xml": "x" * 60_000_000}), "a.xlsx") == "DP113"
    assert code(package({"xl/workbook.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}), "a.xlsx") == "DP114"
    assert code(book()[:1500], "a.xlsx") == "DP133"
    assert code(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.xlsx") == "DP133"
    source = read_bytes(b'"' + b"a,b\n" * 100_000, "a.csv")
    assert [w.code for w in source.warnings] == ["DP236"]
    for seed in range(20):
        data = bytearray(book())
        chance = random.Random(seed)
        for _ in range(20):
            data[chance.randrange(len(data))] ^= 255
        assert outcome(bytes(data), "a.xlsx") in ("read", "DP103", "DP113", "DP114", "DP133")


@pytest.mark.parametrize(("columns", "said"), [(200, []), (201, ["DP232"])])
def test_columns_beyond_the_bound_are_left_out_and_that_is_said(columns: int, said: list[str]) -> None:
    row = [f"ô {k}" for k in range(columns)]
    workbook = openpyxl.Workbook()
    workbook.active.append(row)
    workbook.active.append(row)
    out = io.BytesIO()
    workbook.save(out)
    for name, data in (("a.csv", f"{','.join(row)}\n{','.join(row)}\n".encode()), ("a.xlsx", out.getvalue())):
        source = read_bytes(data, name)
        assert [w.code for w in source.warnings] == said
        assert len(source.blocks[0].rows[0]) == 200

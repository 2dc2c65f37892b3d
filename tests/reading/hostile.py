"""Files made to harm their reader: bombs, endless nesting, tables without end, paths and entities that reach out."""

from __future__ import annotations

import io
import random
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable

from tests.reading.helpers import W_NS, package, paragraph, word
from tests.reading.pdfs import Pdf, assemble
from tests.reading.test_odt import odt

_DEEP = 10_000
_CELL = f"<w:tc>{paragraph('ô')}</w:tc>"


def _nested_word(tag: str) -> bytes:
    inner = {"tbl": ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"), "sdt": ("<w:sdt><w:sdtContent>",
             "</w:sdtContent></w:sdt>"), "r": ("<w:smartTag>", "</w:smartTag>")}[tag]  # fmt: skip
    body = inner[0] * _DEEP + inner[1] * _DEEP
    return word(f"<w:p>{body}</w:p>" if tag == "r" else body)


def _lols(root: str, tail: str = "") -> str:
    ladder = "".join(f'<!ENTITY l{k + 1} "{f"&l{k};" * 10}">' for k in range(9))
    return f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l0 "lol">{ladder}]>{root}&l9;{tail}'


def nested_mail(depth: int) -> bytes:
    """A mail whose parts lie in one another."""
    heads = "".join(f'Content-Type: multipart/mixed; boundary="b{k}"\n\n--b{k}\n' for k in range(depth))
    return f"From: a@b.vn\nSubject: x\n{heads}Content-Type: text/plain\n\nxin chào".encode()


def _workbook(rows: int, columns: int) -> bytes:
    row = "".join("<c t='inlineStr'><is><t>a</t></is></c>" for _ in range(columns))
    sheet = "".join(f"<row r='{k + 1}'>{row}</row>" for k in range(rows))
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    pack = "http://schemas.openxmlformats.org/package/2006"
    return package({
        "[Content_Types].xml": f"<Types xmlns='{pack}/content-types'><Default Extension='xml' ContentType="
        "'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'/><Default Extension='rels' "
        "ContentType='application/vnd.openxmlformats-package.relationships+xml'/></Types>",
        "_rels/.rels": f"<Relationships xmlns='{pack}/relationships'><Relationship Id='r' "
        f"Type='{office}/officeDocument' Target='xl/workbook.xml'/></Relationships>",
        "xl/_rels/workbook.xml.rels": f"<Relationships xmlns='{pack}/relationships'><Relationship Id='s' "
        f"Type='{office}/worksheet' Target='worksheets/sheet1.xml'/></Relationships>",
        "xl/workbook.xml": f"<workbook xmlns='{main}' xmlns:r='{office}'><sheets><sheet name='A' sheetId='1' r:id='s'/>"
        "</sheets></workbook>",
        "xl/worksheets/sheet1.xml": f"<worksheet xmlns='{main}'><sheetData>{sheet}</sheetData></worksheet>",
    })  # fmt: skip


def _quine(size: int) -> bytes:
    """A part of zeros that claims to be small."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * size)
    data = stream.getvalue()
    return data.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))


def _noisy(part: str, times: int, mark: str) -> str:
    """The part many times over, ``mark`` in it replaced by letters that no packer makes small."""
    chance = random.Random(times)
    first, _, last = part.partition(mark)
    return "".join(f"{first}{chance.randbytes(5).hex()}{last}" for _ in range(times))


def _lines(line: str, head: str = "I. NHIỆM VỤ") -> bytes:
    """As many lines as fit into three million letters."""
    return f"{head}\n{line * (3_000_000 // len(line))}".encode()


def _glyphs() -> bytes:
    pdf = Pdf().page()
    for row in range(1_000):
        pdf.text(70, 80 + row % 700, "Sở Y tế rà soát các hồ chứa nước " * 4, 9)
    return pdf.data()


def _ruled() -> bytes:
    pdf = Pdf().page()
    pdf.text(70, 80, "Kế hoạch")
    lines = (b"%d %d m %d %d l S\n" % (k % 500, k % 797, k % 491, k % 800) for k in range(200_000))
    pdf.pages[-1].append(b"".join(lines))
    return pdf.data()


def _endless_tree() -> bytes:
    """Pages whose children are their parents."""
    kids = b" ".join([b"2 0 R", b"3 0 R"] * 200)
    return assemble([
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1000000000/Kids[%s]>>" % kids,
        b"<</Type/Pages/Count 1000000000/Parent 2 0 R/Kids[%s]>>" % kids,
    ])  # fmt: skip


def cases() -> dict[str, tuple[str, Callable[[], bytes]]]:
    """By name: a file name and what makes its content."""
    document = f'<w:document xmlns:w="{W_NS}"><w:body>'
    return {
        "word: tables in tables": ("a.docx", lambda: _nested_word("tbl")),
        "word: controls in controls": ("a.docx", lambda: _nested_word("sdt")),
        "word: tags in a paragraph": ("a.docx", lambda: _nested_word("r")),
        "word: a million cells": ("a.docx", lambda: word(
            f"<w:tbl>{('<w:tr>' + _CELL * 100 + '</w:tr>') * 10_000}</w:tbl>")),
        "word: merged without end": ("a.docx", lambda: word(
            "<w:tbl>" + '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="999"/><w:vMerge/></w:tcPr></w:tc></w:tr>' * 20_000
            + f"<w:tr>{_CELL}</w:tr></w:tbl>")),
        "word: breaks without end": ("a.docx", lambda: word(
            f"<w:p><w:r>{'<w:br/><w:t>a</w:t>' * 100_000}</w:r></w:p>")),
        "word: laughs": ("a.docx", lambda: package({"word/document.xml": _lols(document, "</w:body></w:document>")})),
        "word: a size that lies": ("a.docx", lambda: _quine(300_000_000)),
        "word: a million noisy cells": ("a.docx", lambda: word(
            "<w:tbl>" + _noisy("<w:tr>" + _CELL * 20 + "<w:tc w:id='#'/></w:tr>", 50_000, "#") + "</w:tbl>")),
        "word: a hundred thousand paragraphs": ("a.docx", lambda: word(
            _noisy(paragraph("- Rà soát # hồ."), 100_000, "#"))),
        "odt: two hundred thousand noisy cells": ("a.odt", lambda: odt("<table:table>" + _noisy("<table:table-row>"
            + "<table:table-cell><text:p>a</text:p></table:table-cell>" * 20
            + '<table:table-cell table:style-name="#"/></table:table-row>', 10_000, "#") + "</table:table>")),
        "odt: tables in tables": ("a.odt", lambda: odt("<table:table><table:table-row><table:table-cell>" * _DEEP
            + "</table:table-cell></table:table-row></table:table>" * _DEEP)),
        "odt: a million cells": ("a.odt", lambda: odt("<table:table>" + ("<table:table-row>" + "<table:table-cell>"
            "<text:p>a</text:p></table:table-cell>" * 100 + "</table:table-row>") * 10_000 + "</table:table>")),
        "odt: repeated cells": ("a.odt", lambda: odt(
            "<table:table>" + '<table:table-row table:number-rows-repeated="1000000">'
            '<table:table-cell table:number-columns-repeated="1000000"><text:p>a</text:p></table:table-cell>'
            "</table:table-row></table:table>")),
        "odt: lists in lists": ("a.odt", lambda: odt("<text:list><text:list-item>" * 5_000 + "<text:p>a</text:p>"
            + "</text:list-item></text:list>" * 5_000)),
        "page: a million cells": ("a.html", lambda: b"<table>" + (b"<tr>" + b"<td>o" * 100) * 10_000),
        "page: spans": ("a.html", lambda: b"<table>" + b"<tr><td rowspan=9999 colspan=9999>a" * 5_000),
        "page: nested lists": ("a.html", lambda: b"<ul><li>" * _DEEP + b"a"),
        "page: one long word": ("a.html", lambda: b"<p>" + b"a" * 20_000_000),
        "page: tables in tables": ("a.html", lambda: b"<table><tr><td>" * _DEEP + b"a"),
        "page: marks in marks": ("a.html", lambda: b"<b><i>" * 500_000 + b"a"),
        "page: paragraphs without end": ("a.html", lambda: "<p>- Rà soát hồ.".encode() * 100_000),
        "pdf: an endless tree of pages": ("a.pdf", _endless_tree),
        "pdf: a hundred thousand letters on a page": ("a.pdf", _glyphs),
        "pdf: two hundred thousand lines on a page": ("a.pdf", _ruled),
        "text: targets without end": ("a.txt", lambda: _lines(
            "- Đạt 90% số hồ năm 2026, 95% số xã năm 2030.\n", "I. MỤC TIÊU")),
        "text: directives without end": ("a.txt", lambda: _lines(
            "+ Thực hiện Quyết định số 12/QĐ-UBND ngày 02/01/2024 của Ủy ban nhân dân tỉnh.\n")),
        "text: a line of targets": ("a.txt", lambda: _lines("Đạt 90% số hồ năm 2026, ", "I. MỤC TIÊU\n1. Nước")),
        "markdown: rows without end": ("a.md", lambda: _lines("| 1 | Rà soát hồ | Sở Y tế | Năm 2025 |\n",
            "# I. NHIỆM VỤ\n\n| TT | Nhiệm vụ | Cơ quan chủ trì | Thời gian |\n|---|---|---|---|")),
        "markdown: a million cells": ("a.md", lambda: (b"|" + b"a|" * 100 + b"\n") * 10_000),
        "markdown: quotes in quotes": ("a.md", lambda: b"> " * 100_000 + b"a\n"),
        "markdown: stars": ("a.md", lambda: b"*_" * 500_000 + b"a"),
        "markdown: brackets": ("a.md", lambda: b"[" * 500_000 + b"a" + b"](" * 500_000),
        "markdown: broken table": ("a.md", lambda: b"|\n\na\n" * 200_000),
        "text: one line": ("a.txt", lambda: "Sở Y tế ".encode() * 1_000_000),
        "text: tabs": ("a.txt", lambda: b"a\tb\tc\td\n" * 250_000),
        "text: only tabs": ("a.txt", lambda: b"a" + b"\t" * 5_000_000 + b"b"),
        "text: blanks": ("a.txt", lambda: (b"TM. A" + b" " * 1000 + b"B\n") * 5_000),
        "text: markers": ("a.txt", lambda: b"1.1.1.1.1.1. a) - + " * 200_000),
        "csv: a million cells": ("a.csv", lambda: (b"a,b,c,d,e,f,g,h,i,j\n") * 100_000),
        "csv: one wide row": ("a.csv", lambda: b"a," * 1_000_000),
        "sheet: a million cells": ("a.xlsx", lambda: _workbook(10_000, 100)),
        "mail: parts in parts": ("a.eml", lambda: nested_mail(_DEEP)),
        "mail: many parts": ("a.eml", lambda: b"From: a@b\nContent-Type: multipart/mixed; boundary=b\n\n"
            + b"--b\nContent-Type: text/plain\n\na\n" * 50_000),
        "rtf: groups in groups": ("a.rtf", lambda: b"{\\rtf1 " + b"{" * 100_000 + b"a"),
    }  # fmt: skip


def seconds(case: str) -> float:
    """From bytes to plan, of the processor's time and in a process of its own."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    program = (
        "import sys; from docparse import parse_bytes; from docparse.errors import ReadError\n"
        "from tests.reading.hostile import cases\nname, make = cases()[sys.argv[1]]\n"
        "try: parse_bytes(make(), name)\nexcept ReadError: pass"
    )
    subprocess.run([sys.executable, "-c", program, case], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    for case in cases():
        print(f"{seconds(case):6.1f} s  {case}", flush=True)

"""Hostile and damaged files of every format: a coded error or a text, the process alive, memory bounded."""

from __future__ import annotations

import random
import re
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from docparse import parse_bytes
from docparse.errors import ReadError
from docparse.model import Plan, Source
from docparse.reading import isolation, office, read_bytes
from docparse.reading.archive import archive_members
from tests.reading.helpers import SHARED, check, package, paragraph, word
from tests.reading.hostile import cases, nested_mail
from tests.reading.pdfs import Pdf
from tests.reading.test_mail import mail
from tests.reading.test_odt import odt
from tests.reading.test_office_files import book

CASES = cases()
PARTIAL = {
    "markdown: a million cells", "text: tabs", "csv: a million cells", "page: a million cells",
    "word: a hundred thousand paragraphs", "odt: two hundred thousand noisy cells", "page: one long word",
    "page: paragraphs without end", "text: targets without end", "text: directives without end",
    "text: a line of targets", "markdown: rows without end", "markdown: broken table", "text: one line",
    "text: markers", "csv: one wide row",
}  # fmt: skip
SEEDS = range(12)


def outcome(data: bytes, name: str, reading: Callable[[bytes, str], Plan | Source] = read_bytes) -> list[str]:
    """The codes of the error or of the warnings."""
    try:
        found = reading(data, name)
    except ReadError as error:
        return [error.code]
    if isinstance(found, Source):
        check(found)
    return [warning.code for warning in found.warnings]


@pytest.fixture(autouse=True)
def without_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(office.PROGRAM, "")


def most_kilobytes() -> int:
    """What this process or one that it has waited for has held at most."""
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


@pytest.mark.parametrize("case", list(CASES))
def test_hostile_files_are_read_whole_cut_or_refused_within_a_gigabyte(case: str) -> None:
    """From bytes to plan; the seconds of each are shown by `python -m tests.reading.hostile`."""
    name, make = CASES[case]
    data = make()
    isolation.close()
    held = most_kilobytes()
    found = outcome(data, name, parse_bytes)
    isolation.close()
    assert most_kilobytes() <= max(2**20, held)  # what ran before, a browser say, may have held more
    assert (case in PARTIAL) == bool(set(found) & {"DP232", "DP236"})


def samples() -> dict[str, bytes]:
    """A sound file of each format, real ones where they are at hand."""
    table = "<w:tbl>" + f"<w:tr><w:tc>{paragraph('một')}</w:tc><w:tc>{paragraph('hai')}</w:tc></w:tr>" * 4 + "</w:tbl>"
    made = {
        "a.docx": word(paragraph("Kế hoạch") * 20 + table, numbering="", styles="", footnotes=""),
        "a.odt": odt("<text:p>Kế hoạch</text:p>" * 30),
        "a.xlsx": book(),
        "a.eml": mail("a.docx", "b.docx"),
        "a.pdf": one_page(),
        "a.html": "<table><tr><td>Kế <b>hoạch</table><p>I. Một".encode() * 20,
        "a.md": "# Kế hoạch\n\n| a | b |\n|---|---|\n| **c** | d |\n\n- *e* [f](g)\n".encode() * 20,
        "a.txt": "KẾ HOẠCH\n\n1. Một\tHai\n".encode("utf-16") * 20,
        "a.csv": 'STT;Nhiệm vụ\n1;"Đo\nnước"\n'.encode() * 20,
        "a.rtf": rb"{\rtf1\ansi Xin ch\u224\'e0o\par}" * 3,
    }
    found = (sorted((SHARED / "documents").glob(f"*.{suffix}"))[:2] for suffix in ("docx", "doc", "htm"))
    real = (path for paths in found for path in paths)
    return made | {path.name: path.read_bytes() for path in real}


def one_page() -> bytes:
    pdf = Pdf().page()
    pdf.text(70, 80, "Kế hoạch")
    return pdf.data()


SAMPLES = samples()


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", list(SAMPLES))
def test_cut_off_and_turned_bits(name: str, seed: int) -> None:
    chance = random.Random(f"{name}{seed}")
    data = bytearray(SAMPLES[name])
    for _ in range((1, 8, 64)[seed % 3]):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    if seed % 4 == 0:
        del data[chance.randrange(1, len(data)) :]
    assert all(code.startswith("DP") for code in outcome(bytes(data), name))


@pytest.mark.parametrize("seed", SEEDS)
def test_damaged_archives(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(package({"a.md": "# Kế hoạch", "b/c.txt": "Hai", "../d.txt": "ra"}))
    for _ in range(1 + seed):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    for member in archive_members(bytes(data), "g.zip"):
        if isinstance(member, ReadError):
            assert re.fullmatch(r"DP1\d\d", member.code)
        else:
            assert ".." not in Path(member[0]).parts


def test_archives_whose_directory_has_no_end_and_mails_that_nest() -> None:
    for data, name, code in ((b"PK\1\2" * 200_001, "g.zip", "DP138"), (nested_mail(10_000), "g.eml", "DP135")):
        found = list(archive_members(data, name))
        assert [member.code for member in found if isinstance(member, ReadError)] == [code]
        assert len(found) == 1


def large(kind: str) -> bytes:
    """Five hundred pages."""
    line = "Sở Nông nghiệp và Môi trường chủ trì, phối hợp với Sở Tài chính rà soát các hồ chứa nước."
    if kind == "docx":
        return word("".join(paragraph(f"{k}. {line * 4}") for k in range(500 * 8)))
    pdf = Pdf()
    for number in range(500):
        pdf.page()
        for row in range(32):
            pdf.text(70, 80 + 22 * row, f"{number}.{row}. {line}", 9)
    return pdf.data()


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_five_hundred_pages_stay_below_400_mb(kind: str, tmp_path: Path) -> None:
    file = tmp_path / f"a.{kind}"
    file.write_bytes(large(kind))
    script = (
        "import resource, sys, docparse\n"
        "from docparse.reading.isolation import close\n"
        "plan = docparse.parse(sys.argv[1])\n"
        "close()\n"
        "used = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]\n"
        "print(max(used) // 1024, len(plan.tasks), *(warning.code for warning in plan.warnings))"
    )
    # a small process between: on Linux the peak of who starts a program counts as the program's own
    between = "import subprocess, sys; subprocess.run([sys.executable, '-c', *sys.argv[1:]], check=True)"
    command = [sys.executable, "-c", between, script, str(file)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    megabytes, tasks, *codes = run.stdout.split()
    assert int(megabytes) < 400
    assert int(tasks) >= 4_000
    assert not {"DP224", "DP236"} & set(codes)

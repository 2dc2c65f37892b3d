"""Scanned pages to words with Tesseract, where it is installed with Vietnamese."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections import deque
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache
from typing import Any

from docparse.reading.pdf_words import Page, Word

_PROGRAM = "tesseract"
_LANGUAGE = "vie"
_DOTS = 300  # per inch
_MOST_PIXELS = 25_000_000
_PAGE_SECONDS = 60.0
_NOISE = 35.0  # per cent below which a sign without letters is dirt on the paper
_TSV_FIELDS = 12


def available() -> bool:
    """Tesseract stands in the path and knows Vietnamese."""
    program = shutil.which(_PROGRAM)
    return program is not None and _knows(program)


@lru_cache
def _knows(program: str) -> bool:
    try:
        found = subprocess.run([program, "--list-langs"], capture_output=True, timeout=10, check=False)
    except (OSError, subprocess.SubprocessError):
        return False
    return _LANGUAGE in found.stdout.decode("utf-8", "replace").split()


def recognise_pages(document: Any, numbers: Sequence[int], seconds: float) -> list[Page]:
    """The pages (numbers from 1) as recognised; what is not done in time is left without words."""
    end = time.monotonic() + seconds * 0.9
    workers = max(1, min(os.cpu_count() or 1, 4))
    out: list[Page] = []
    waiting: deque[tuple[Page, float, Future[str]]] = deque()

    def take() -> None:
        page, scale, job = waiting.popleft()
        page.words = words_of(job.result(), scale)
        out.append(page)

    with ThreadPoolExecutor(workers) as pool:
        for number in numbers:
            left = end - time.monotonic()
            if left <= 0:
                break
            page, scale, image = _picture(document, number)
            waiting.append((page, scale, pool.submit(_tesseract, image, min(left, _PAGE_SECONDS))))
            if len(waiting) > workers:  # the next page is drawn while these are read, and no more are held
                take()
        while waiting:
            take()
    _even(out)
    return out


def _even(pages: Sequence[Page]) -> None:
    """Letter sizes are guessed from each page's lines; a document has one for its text."""
    sizes = sorted(word.size for page in pages for word in page.words)
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    for page in pages:
        for word in page.words:
            if 0.75 * usual < word.size < 1.35 * usual:
                word.size = usual


def _picture(document: Any, number: int) -> tuple[Page, float, bytes]:
    """The page in greys as a PGM file, with its points a dot."""
    handle = document[number - 1]
    width, height = handle.get_size()
    scale = min(_DOTS / 72, (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
    bitmap = handle.render(scale=scale, grayscale=True)
    raw, stride = bytes(bitmap.buffer), bitmap.stride
    lines = b"".join(raw[y * stride : y * stride + bitmap.width] for y in range(bitmap.height))
    image = b"P5\n%d %d\n255\n" % (bitmap.width, bitmap.height) + lines
    bitmap.close()
    handle.close()
    return Page(number, width, height, picture=1.0, recognised=True), 1 / scale, image


def _tesseract(image: bytes, seconds: float) -> str:
    program = shutil.which(_PROGRAM)
    if program is None:
        return ""
    command = [program, "stdin", "stdout", "-l", _LANGUAGE, "--dpi", str(_DOTS), "tsv"]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(command, input=image, capture_output=True, timeout=seconds, check=False, env=environment)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("utf-8", "replace")


def words_of(table: str, scale: float) -> list[Word]:
    """Tesseract's table as words; ``scale`` is points a dot. Words of one line stand on one height."""
    lines: dict[tuple[str, ...], list[tuple[str, float, float, float, float, float]]] = {}
    for row in table.split("\n")[1:]:
        fields = row.split("\t")
        if len(fields) < _TSV_FIELDS or fields[0] != "5":
            continue
        text = fields[11].strip()
        try:
            left, top, width, height, sure = (float(value) for value in fields[6:11])
        except ValueError:
            continue
        if not text or sure < 0 or (sure < _NOISE and not any(map(str.isalnum, text))):
            continue
        lines.setdefault(tuple(fields[1:5]), []).append((text, left, top, width, height, sure))
    heights = sorted(max(w[4] for w in line) for line in lines.values())
    usual = heights[len(heights) // 2] if heights else 1.0
    out: list[Word] = []
    for line in lines.values():
        out += _line(line, usual, scale)
    return out


def _line(line: Iterable[tuple[str, float, float, float, float, float]], usual: float, scale: float) -> list[Word]:
    """Vietnamese letters with marks above reach 1.3 letter sizes from foot to top; odd heights are taken for usual."""
    line = list(line)
    height = max(w[4] for w in line)
    size = (usual if 0.6 < height / usual < 1.6 else height) * scale * 0.8
    feet = sorted(top + tall for _, _, top, _, tall, _ in line)
    base = feet[len(feet) // 2] * scale - 0.1 * size
    return [
        Word(text, left * scale, (left + width) * scale, base, size, spaced=True, sure=sure)
        for text, left, _, width, _, sure in line
    ]

"""``docparse doctor``: what this machine has, what is missing for what, and how to get it."""

from __future__ import annotations

import os
import platform
import re
import shutil
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import Literal

from docparse import __version__
from docparse.cli_files import open_from
from docparse.errors import DocparseError
from docparse.output.screen import Screen

State = Literal["có", "thiếu", "lỗi"]

_NAME = re.compile(r"[A-Za-z0-9._-]+")
_EXTRA = re.compile(r"extra\s*==\s*['\"]([^'\"]+)['\"]")
_FOR_MAKERS = {"test", "dev", "bench"}  # extras that no office needs
_USE = {
    "postgresql": "kho PostgreSQL dùng chung nhiều máy",
    "ray": "đọc trên cụm nhiều máy (add --on ray)",
    "parquet": "ghi, nhập Parquet (add --to, load, export)",
    "spacy": "dùng docparse trong chuỗi xử lý spaCy",
    "bundle": "tạo bộ cài cho máy không có internet (bundle)",
    "completion": "phím Tab điền lệnh (completion)",
    "watch": "theo dõi thư mục (watch)",
    "web": "giao diện trên trình duyệt (serve)",
    "mcp": "trả lời trợ lý ảo qua MCP (mcp)",
}
_LITTLE = 500 * 10**6  # bytes of free disk below which a store soon finds no room


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at; ``how`` to get or mend it, where it is not there. ``thiếu`` is no failure, ``lỗi`` is."""

    name: str
    state: State
    about: str
    how: str | None = None


def run(arguments: Namespace, screen: Screen) -> int:
    """Show all checks; 1 where one says ``lỗi``."""
    checks = [*_program(), *_formats(), *_extras(), *_store(arguments), *_rules(full=arguments.full)]
    failed = any(check.state == "lỗi" for check in checks)
    if arguments.json:
        screen.json({"version": __version__, "ok": not failed, "checks": [asdict(check) for check in checks]})
        return int(failed)
    width = max(len(check.name) for check in checks)
    for check in checks:
        screen.line(f"{check.state:<5}  {check.name:<{width}}  {check.about}")
        if check.how:
            screen.line(f"{'':<5}  {'':<{width}}  → {check.how}")
    missing = sum(check.state == "thiếu" for check in checks)
    screen.line(
        "Có lỗi cần sửa (dòng “lỗi”)."
        if failed
        else "Không có lỗi." + f" {missing} phần chưa cài: chỉ cần khi dùng đến." * bool(missing)
    )
    return int(failed)


def _program() -> Iterator[Check]:
    yield Check("docparse", "có", f"{__version__}, Python {platform.python_version()}, {platform.platform(terse=True)}")
    needed, _ = _requirements()
    absent = [name for name in needed if not _installed(name)]
    if absent:
        yield Check("gói cần thiết", "lỗi", f"chưa có {', '.join(absent)}", f"pip install {' '.join(absent)}")
    elif needed:
        yield Check("gói cần thiết", "có", f"đủ {len(needed)} gói")


def _formats() -> Iterator[Check]:
    """Programs outside Python that some formats need."""
    from docparse.reading import office, pdf_ocr

    yield Check("tệp thường", "có", "đọc được .docx .doc .xlsx .csv .odt .html .md .txt .eml .zip, .pdf có chữ")
    found = office.program()
    purpose = ".rtf, Word trước 97, ghi .pdf"
    how = _how("libreoffice-writer", "libreoffice.org", f"; đã cài mà không thấy thì đặt biến {office.PROGRAM}")
    yield Check("LibreOffice", "có", f"{purpose}: {found}") if found else Check("LibreOffice", "thiếu", purpose, how)
    purpose = ".pdf ảnh quét"
    how = _how("tesseract-ocr tesseract-ocr-vie", "github.com/UB-Mannheim/tesseract/wiki (chọn thêm Vietnamese)")
    if pdf_ocr.available():
        yield Check("Tesseract", "có", f"{purpose}, có tiếng Việt: {shutil.which('tesseract')}")
    elif shutil.which("tesseract"):
        yield Check("Tesseract", "thiếu", f"{purpose}: có chương trình, chưa có dữ liệu tiếng Việt (vie)", how)
    else:
        yield Check("Tesseract", "thiếu", purpose, how)


def _how(packages: str, windows: str, more: str = "") -> str:
    return f"Ubuntu/Debian: sudo apt install {packages}; Windows: tải bộ cài ở {windows}{more}"


def _extras() -> Iterator[Check]:
    """One check an extra that docparse's own description names."""
    _, extras = _requirements()
    for extra, names in sorted(extras.items()):
        absent = [name for name in names if not _installed(name)]
        use = _USE.get(extra, ", ".join(names))
        if absent:
            yield Check(extra, "thiếu", use, f"pip install 'docparse[{extra}]' (chưa có {', '.join(absent)})")
        else:
            yield Check(extra, "có", use)


def _requirements() -> tuple[list[str], dict[str, list[str]]]:
    """The names of what docparse needs, and of what each extra adds; nothing where docparse is not installed."""
    needed: list[str] = []
    extras: dict[str, list[str]] = {}
    try:
        lines = metadata.requires("docparse") or []
    except metadata.PackageNotFoundError:
        lines = []
    for line in lines:
        name = _NAME.match(line)
        extra = _EXTRA.search(line)
        if name is None or name[0] == "docparse":
            continue
        if extra is None:
            needed.append(name[0])
        elif extra[1] not in _FOR_MAKERS:
            extras.setdefault(extra[1], []).append(name[0])
    return needed, extras


def _installed(name: str) -> bool:
    try:
        return bool(metadata.version(name))
    except metadata.PackageNotFoundError:
        return False


def _store(arguments: Namespace) -> Iterator[Check]:
    """Where the store is and whether it can be used; none is made and none is changed."""
    from docparse.store.location import MEMORY, locate

    try:
        location = locate(arguments.store)
    except DocparseError as error:
        yield Check("kho", "lỗi", f"{error.code} {error.where}: {error.what}", error.advice)
        return
    file = None if location.server or location.path == MEMORY else Path(location.path)
    if file is not None:
        yield _disk(file)
        if not file.exists():
            yield Check("kho", "thiếu", f"chưa có kho ở {file}", "thêm văn bản: docparse add TỆP")
            return
        kept = all(os.access(path, os.W_OK) for path in (file, file.parent))
        if not (kept or location.read_only):
            yield Check("ghi vào kho", "lỗi", f"không có quyền ghi {file} hoặc thư mục của nó", "xin quyền ghi")
        arguments = Namespace(store=f"sqlite:///{file}?mode=ro")
    try:
        with open_from(arguments) as store, store.db.reading():
            row = store.db.row("store")
            version = row["version"] if row is not None else "?"
    except DocparseError as error:
        yield Check("kho", "lỗi", f"{error.code} {error.where}: {error.what}", error.advice)
        return
    size = f", {_megabytes(file.stat().st_size)}" if file is not None else ""
    yield Check("kho", "có", f"{location.path} (dạng {version}{size})")


def _disk(file: Path) -> Check:
    folder = next(path for path in file.parents if path.exists())
    free = shutil.disk_usage(folder).free
    about = f"còn trống {_megabytes(free)} ở {folder}"
    if not os.access(folder, os.W_OK) and not file.exists():
        return Check("đĩa", "lỗi", f"không ghi được vào {folder}", "nêu kho ở nơi khác: --store sqlite:///TỆP")
    return Check("đĩa", "có", about) if free > _LITTLE else Check("đĩa", "lỗi", about, "dọn bớt đĩa")


def _megabytes(size: int) -> str:
    return f"{size / 10**6:,.1f} MB".replace(",", " ").replace(".", ",")


def _rules(*, full: bool) -> Iterator[Check]:
    """The rules in use: those of the office were checked when they were loaded; ``full`` lints all."""
    from docparse.matching.engine import rule_pack

    try:
        pack = rule_pack()
        about = f"phiên bản {pack.version}"
        if full:
            from docparse.matching import tools

            wrong = [problem for problem in tools.lint(pack) if problem.code != tools.HINT]
            if wrong:
                yield Check("bộ luật", "lỗi", f"{about}, {len(wrong)} chỗ sai", "xem: docparse rules lint")
                return
            about += ", không có gì cần sửa"
    except DocparseError as error:
        yield Check("bộ luật", "lỗi", f"{error.code} {error.where}: {error.what}", error.advice)
        return
    yield Check("bộ luật", "có", about)

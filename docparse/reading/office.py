"""LibreOffice as a converter to .docx, for what docparse does not read itself; found at run time, kept in a box.

Every run has a profile of its own that is thrown away, no macros, no links followed, no network, a time limit.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from docparse.errors import ReadError
from docparse.reading.serving import running

SECONDS = 60  # for one file
PROGRAM = "DOCPARSE_SOFFICE"  # names the program where it stands in no usual place
_PLACES = (
    "/usr/bin/soffice", "/usr/lib/libreoffice/program/soffice", "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice", r"C:\Program Files\LibreOffice\program\soffice.exe",
)  # fmt: skip
_FILTERS = {".docx": "docx:MS Word 2007 XML", ".pdf": "pdf:writer_pdf_Export"}
_MEMORY = 4 * 2**30  # bytes of address space
_FILE = 256 * 2**20  # bytes of one file that it may write
_ITEM = '<item oor:path="{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
_SETTINGS = (
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
)
_NOWHERE = "http://127.0.0.1:9"  # a proxy that answers nobody


def program() -> str | None:
    """LibreOffice on this machine, or None."""
    own = os.environ.get(PROGRAM)
    if own is not None:
        return own if own and os.access(own, os.X_OK) else None
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if os.access(place, os.X_OK)), None)


def to_docx(data: bytes, where: str, extension: str) -> bytes:
    """The file as .docx; raises ReadError DP131 (no LibreOffice), DP132 (it failed or took too long)."""
    office = program()
    if office is None:
        raise ReadError("DP131", where, f"đọc tệp {extension} cần LibreOffice, máy này chưa có",
                        "cài LibreOffice (libreoffice.org) hoặc mở bằng Word, lưu thành .docx rồi thử lại")  # fmt: skip
    return _converted(office, data, extension, ".docx", where)


def to_pdf(data: bytes, where: str) -> bytes:
    """A .docx file as .pdf; raises ReadError DP131 (no LibreOffice), DP132 (it failed or took too long)."""
    office = program()
    if office is None:
        raise ReadError("DP131", where, "ghi .pdf cần LibreOffice, máy này chưa có",
                        "cài LibreOffice (libreoffice.org), hoặc ghi .docx rồi lưu thành .pdf bằng Word")  # fmt: skip
    return _converted(office, data, ".docx", ".pdf", where)


def _converted(office: str, data: bytes, extension: str, wanted: str, where: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="docparse-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        _profile(home / "profile" / "user")
        (home / "out").mkdir()
        source = home / f"source{extension}"
        source.write_bytes(data)
        _run(office, home, source, _FILTERS[wanted])
        result = home / "out" / f"source{wanted}"
        if not result.is_file() or result.stat().st_size > _FILE:
            raise _failed(where, "LibreOffice không đọc được tệp này")
        return result.read_bytes()


def _profile(folder: Path) -> None:
    folder.mkdir(parents=True)
    items = "".join(_ITEM.format(*setting) for setting in _SETTINGS)
    (folder / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>",
        encoding="utf-8",
    )


def _run(office: str, home: Path, source: Path, wanted: str) -> None:
    command = [
        office, f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless", "--norestore", "--nologo",
        "--nodefault", "--nolockcheck", "--nofirststartwizard", "--convert-to", wanted,
        "--outdir", str(home / "out"), str(source),
    ]  # fmt: skip
    known = {name: os.environ[name] for name in ("PATH", "LANG", "SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ}
    env = known | {"HOME": str(home), "TMPDIR": str(home), "http_proxy": _NOWHERE, "https_proxy": _NOWHERE}
    process = subprocess.Popen(
        command, cwd=home, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    with running(process.pid):
        try:
            _limit(process.pid)
            process.wait(SECONDS)
        except subprocess.TimeoutExpired:
            raise _failed(source.name, f"LibreOffice đọc quá {SECONDS} giây") from None
        finally:
            _kill(process)


def _limit(pid: int) -> None:
    """Memory and file size, where the system can set them from outside."""
    if sys.platform == "linux":
        import resource

        with contextlib.suppress(OSError, ValueError):
            resource.prlimit(pid, resource.RLIMIT_AS, (_MEMORY, _MEMORY))
            resource.prlimit(pid, resource.RLIMIT_CPU, (SECONDS, SECONDS))
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (_FILE, _FILE))


def _kill(process: subprocess.Popen[bytes]) -> None:
    """The program and all that it started, by its session."""
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()


def _failed(where: str, what: str) -> ReadError:
    return ReadError("DP132", where, what, "mở bằng Word, lưu thành .docx rồi thử lại")

"""What a worker is asked: one document by its place or its bytes, and what it is to be read by."""

from __future__ import annotations

from dataclasses import dataclass

from docparse.errors import DocparseError, unexpected
from docparse.model import Plan


@dataclass(frozen=True, slots=True)
class Job:
    """``path``: a file, or an address that fsspec opens; where it is empty, ``data`` are the bytes of ``name``.

    ``rules``: the folder of an office's own rules.
    """

    name: str
    path: str = ""
    data: bytes = b""
    rules: str | None = None


def parse_job(job: Job) -> Plan:
    """The plan of a document; whatever goes wrong is a DocparseError that names it."""
    from docparse import parse, parse_bytes
    from docparse.batch.addresses import fetch, is_address

    try:
        if job.path and not is_address(job.path):
            return parse(job.path, rules=job.rules)
        return parse_bytes(fetch(job.path) if job.path else job.data, job.name, rules=job.rules)
    except DocparseError:
        raise
    except Exception as error:
        raise unexpected(error, job.name) from error

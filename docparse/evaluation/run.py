"""Read every document that has gold, once, and score what was found."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from docparse.errors import DocparseError
from docparse.evaluation.facts import score_header, score_references, score_sections, score_spans, score_words
from docparse.evaluation.goals import score_goals
from docparse.evaluation.tally import DocumentResult, Item, Report, Tally, mean_of, summed
from docparse.evaluation.tasks import score_tasks
from docparse.filelines import FileLines

_TEXTS = (".txt", ".md")
_ADVICE = "dùng thư mục đáp án theo corpus/README.md"
Parse = Callable[[Path], Mapping[str, Any]]


def evaluate(
    gold_folder: Path, documents: Path, only: str | None = None, skip: Sequence[str] = (), parse: Parse | None = None
) -> Report:
    """Score the documents named by ``gold_folder/*.json`` whose name holds ``only`` and none of ``skip``.

    A document that cannot be read has found nothing. DP604: no gold, gold that is none, or no folder of documents.
    """
    if not documents.is_dir():
        raise DocparseError("DP604", str(documents), "không có thư mục văn bản này", "kiểm tra lại đường dẫn")
    tallies: list[Tally] = []
    results: list[DocumentResult] = []
    for path, gold in gold_files(gold_folder, only, skip):
        tally, error = Tally(path.stem), None
        found: Mapping[str, Any] = {}
        try:
            found = (parse or _parse)(documents / gold["file"])
        except DocparseError as failure:
            error = str(failure)
        try:
            score_document(found, gold, tally)
        except (KeyError, TypeError, ValueError, AttributeError) as wrong:
            what = f"đáp án không đúng dạng ({type(wrong).__name__}: {wrong})"
            raise DocparseError("DP604", path.name, what, _ADVICE) from wrong
        if gold["file"].endswith(_TEXTS) and (documents / gold["file"]).is_file():
            raw = (documents / gold["file"]).read_text(encoding="utf-8", errors="replace")
            score_words(found, raw, tally)
        kinds = summed([tally.kinds])
        results.append(DocumentResult(path.stem, gold["file"], mean_of(kinds), kinds, tuple(tally.rows), error))
        tallies.append(tally)
    kinds = summed(t.kinds for t in tallies)
    misses = tuple(miss for t in tallies for miss in t.misses)
    roles, bases = summed(t.roles for t in tallies), summed(t.bases for t in tallies)
    return Report(tuple(results), mean_of(kinds), kinds, roles, bases, misses)


def gold_files(
    folder: Path, only: str | None = None, skip: Sequence[str] = ()
) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The gold files by name with what they hold; DP604 where there is none or one cannot be used."""
    if not folder.is_dir():
        raise DocparseError("DP604", str(folder), "không có thư mục đáp án này", "kiểm tra lại đường dẫn")
    paths = [p for p in sorted(folder.glob("*.json")) if only is None or only in p.name]
    paths = [p for p in paths if not any(part in p.name for part in skip)]
    if not paths:
        raise DocparseError("DP604", str(folder), "không có tệp đáp án .json nào được chọn", "kiểm tra --only, --skip")
    for path in paths:
        try:
            gold = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError) as error:
            raise DocparseError("DP604", path.name, "tệp đáp án không đọc được dạng JSON", _ADVICE) from error
        if not isinstance(gold, dict) or not isinstance(gold.get("file"), str) or "document" not in gold:
            raise DocparseError("DP604", path.name, "tệp đáp án thiếu file hoặc document", _ADVICE)
        yield path, gold


def score_document(found: Item, gold: Item, tally: Tally) -> None:
    """Compare one result in the form "docparse/1" with its gold, as far as the gold goes."""
    tally.text = found.get("text") or ""
    tally.lines = FileLines(tally.text, ((p["start"], p["line"]) for p in found.get("places") or () if "line" in p))
    score_spans(found, tally)
    score_header(found.get("document") or {}, gold["document"], tally)
    if "sections" in gold:
        score_sections(found.get("sections") or (), gold["sections"], tally)
    if "references" in gold:
        score_references(found.get("references") or (), gold["references"], tally)
    if "goals" in gold:
        score_goals(found.get("goals") or (), gold["goals"], tally)
    if "tasks" in gold:
        score_tasks(_annotated(found, gold), gold["tasks"], tally)


def _annotated(found: Item, gold: Item) -> list[Item]:
    """The found tasks that the gold speaks of: ``task_scope`` names section roles, ``role_scope`` agency roles."""
    tasks: list[Item] = list(found.get("tasks") or ())
    if scope := gold.get("task_scope"):
        role_of = {s.get("id"): s.get("role") for s in found.get("sections", ())}
        tasks = [t for t in tasks if role_of.get(t.get("section")) in scope]
    if scope := gold.get("role_scope"):
        parts = ([a for a in t.get("assignments", ()) if a.get("role") in scope] for t in tasks)
        tasks = [{**t, "assignments": kept} for t, kept in zip(tasks, parts, strict=True)]
    return tasks


def _parse(path: Path) -> Mapping[str, Any]:
    from docparse.extraction.plan import read_plan
    from docparse.reading import read

    return read_plan(read(path)).to_dict()

"""Figures as they once were, so that a change that reads worse is seen."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from docparse.errors import DocparseError, reason
from docparse.evaluation.tally import Report

SLACK = 0.02  # what a kind's F1 may fall
_ADVICE = "viết lại bằng: docparse eval … --baseline TỆP --write-baseline"


@dataclass(frozen=True, slots=True)
class Fall:
    """A kind whose F1 is more than ``SLACK`` below the baseline."""

    kind: str
    before: float
    now: float


def set_name(gold_folder: Path) -> str:
    """``corpus/gold``: a set of gold is known by the last two parts of its path."""
    return "/".join(gold_folder.resolve().parts[-2:])


def load_baseline(path: Path) -> dict[str, dict[str, float]]:
    """F1 by set of gold and kind; DP605 where the file cannot be used."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
        return {str(name): {str(k): float(f1) for k, f1 in kinds.items()} for name, kinds in value.items()}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise DocparseError("DP605", path.name, "không đọc được mức đã ghi", _ADVICE) from error


def falls(report: Report, baseline: Mapping[str, Mapping[str, float]], name: str) -> list[Fall]:
    """The kinds of a set that fell; a kind of the baseline that is gone counts as 0. DP605 for an unknown set."""
    if name not in baseline:
        known = ", ".join(baseline) or "không bộ nào"
        raise DocparseError("DP605", name, f"chưa ghi mức cho bộ đáp án này (có: {known})", _ADVICE)
    now = {kind: figures.f1 for kind, figures in report.kinds.items()}
    pairs = ((kind, before, now.get(kind, 0.0)) for kind, before in baseline[name].items())
    return [Fall(kind, before, f1) for kind, before, f1 in pairs if round(before - f1, 4) > SLACK]


def write_baseline(path: Path, report: Report, name: str) -> None:
    """Put the figures of one set into the file, beside those of the others."""
    known = load_baseline(path) if path.exists() else {}
    known[name] = {kind: figures.f1 for kind, figures in report.kinds.items()}
    text = json.dumps({k: known[k] for k in sorted(known)}, ensure_ascii=False, indent=2) + "\n"
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        advice = "chọn thư mục khác hoặc kiểm tra chỗ trống và quyền ghi"
        raise DocparseError("DP603", path.name, f"không ghi được ({reason(error)})", advice) from error

"""Figures, kinds and causes of error in the words of those who read them."""

from __future__ import annotations

from docparse.evaluation.tally import Figures, Miss
from docparse.output.page import NONE
from docparse.output.words import number
from docparse.store.vocabulary import basis_label, edge_label

KINDS = {
    "spans": "vị trí trong văn bản",
    "header": "đầu văn bản",
    "section roles": "vai trò của mục",
    "references": "viện dẫn",
    "reference dates": "ngày của viện dẫn",
    "reference relations": "quan hệ viện dẫn",
    "goals": "mục tiêu",
    "indicators": "chỉ tiêu",
    "indicator comparators": "dấu so sánh",
    "indicator due": "hạn của chỉ tiêu",
    "tasks": "nhiệm vụ",
    "assignments": "cơ quan và vai trò",
    "responsible agency": "cơ quan chịu trách nhiệm",
    "task deadlines": "thời hạn",
    "words kept": "chữ giữ được",
}
_CAUSES = {
    "span.wrong": "vị trí chỉ sai chỗ",
    "section.role": "mục: sai vai trò",
    "section.missed": "mục: không thấy",
    "words.lost": "chữ mất",
    "words.added": "chữ thừa",
    "reference.missed": "viện dẫn: không thấy",
    "reference.invented": "viện dẫn: thừa",
    "reference.differs": "viện dẫn: đọc khác",
    "reference.date": "viện dẫn: sai ngày",
    "reference.relation": "viện dẫn: sai quan hệ",
    "goal.split": "mục tiêu: tách khác",
    "goal.missed": "mục tiêu: không thấy",
    "goal.invented": "mục tiêu: thừa",
    "indicator.missed": "chỉ tiêu: không thấy",
    "indicator.invented": "chỉ tiêu: thừa",
    "indicator.differs": "chỉ tiêu: đọc khác",
    "indicator.comparator": "chỉ tiêu: sai dấu so sánh",
    "indicator.due": "chỉ tiêu: sai hạn",
    "task.split": "nhiệm vụ: tách khác",
    "task.missed": "nhiệm vụ: không thấy",
    "task.invented": "nhiệm vụ: thừa",
    "lead.invented": "cơ quan chịu trách nhiệm: thừa",
    "agency.missed": "cơ quan: không thấy",
    "agency.not-carried": "cơ quan: không mang sang",
    "agency.cut": "cơ quan: tên cắt khác",
    "agency.role": "cơ quan: sai vai trò",
    "agency.carried": "cơ quan: mang sang sai",
    "agency.invented": "cơ quan: thừa",
    "agency.of-task": "cơ quan: vì nhiệm vụ lệch",
    "deadline.missed": "thời hạn: không thấy",
    "deadline.invented": "thời hạn: thừa",
    "deadline.wrong": "thời hạn: sai",
    "deadline.of-task": "thời hạn: vì nhiệm vụ lệch",
}


_FIELDS = {
    "type": "loại văn bản",
    "symbol": "số, ký hiệu",
    "issuer": "cơ quan ban hành",
    "place": "nơi ban hành",
    "date": "ngày ban hành",
    "title": "trích yếu",
    "signer": "người ký",
    "secrecy": "độ mật",
    "urgency": "độ khẩn",
}


def kind_label(kind: str) -> str:
    return KINDS.get(kind, kind)


def cause_label(cause: str) -> str:
    """``header.date`` -> ``đầu văn bản: ngày ban hành``."""
    family, _, rest = cause.partition(".")
    return _CAUSES.get(cause, f"{kind_label(family)}: {_FIELDS.get(rest, rest)}" if rest else cause)


def role_label(role: str) -> str:
    return edge_label(role)


def basis_words(basis: str) -> str:
    return "đáp án không nêu" if basis == "unstated" else basis_label(basis)


def share(value: float, digits: int = 3) -> str:
    """``0.9876`` -> ``0,988``."""
    return f"{value:.{digits}f}".replace(".", ",")


def figures(found: Figures) -> tuple[str, str, str]:
    """Precision, recall and F1; – where there was nothing to count."""
    precision = share(found.precision) if found.predicted else NONE
    recall = share(found.recall) if found.gold else NONE
    return precision, recall, share(found.f1) if found.predicted or found.gold else NONE


def measured(value: float, unit: str) -> str:
    """Three digits: ``0,683 MB/s``, ``92 %``, ``17,4×``."""
    return f"{number(float(f'{value:.3g}'))}{'' if unit == '×' else ' '}{unit}"


def place(miss: Miss) -> str:
    """The document and the line, as ``docparse why`` takes it."""
    return f"{miss.document}:{miss.line}" if miss.line else miss.document


def difference(miss: Miss) -> str:
    """What the gold says and what was read, as far as either says anything."""
    parts = [f"đáp án “{miss.expected}”"] if miss.expected is not None else []
    parts += [f"đọc được “{miss.got}”"] if miss.got is not None else []
    return "; ".join(parts)

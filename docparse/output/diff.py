"""Two versions of a plan (S12): as a page, as CSV for Excel and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docparse.output.page import NONE, NOT_STATED, Element, Heading, Line, Page, Style
from docparse.output.words import date, document, excerpt, number
from docparse.questions.answers_across import Change, DiffAnswer, DiffRow, WordChange

CSV_TITLES = ("STT", "Phần", "Dấu", "Vị trí cũ", "Vị trí mới", "Nội dung", "Thay đổi", "Cũ", "Mới")
_SIGNS: dict[str, tuple[str, Style]] = {"+": ("+", "strong"), "-": ("−", "warning"), "~": ("~", "plain")}
_WHAT = {"+": "thêm", "-": "bỏ", "~": "sửa"}
_FIELDS = {
    "lead": "chủ trì", "implement": "thực hiện", "coordinate": "phối hợp", "monitor": "theo dõi",
    "receive": "nhận báo cáo", "due": "thời hạn", "product": "sản phẩm", "indicator": "chỉ tiêu", "text": "câu chữ",
    "section": "chuyển mục", "type": "loại", "symbol": "số, ký hiệu", "issuer": "cơ quan", "place": "nơi",
    "date": "ngày", "title": "trích yếu", "secrecy": "độ mật", "urgency": "độ khẩn", "signer": "người ký",
    "recipients": "nơi nhận", "relation": "quan hệ", "id": "văn bản",
}  # fmt: skip
_KEPT = 6  # words that are shown on each side of a change
_UNLIKE = 0.3  # share of the shorter version's tasks and goals, changed ones by half, that versions of one plan keep


def diff_page(answer: DiffAnswer, *, all_: bool = False) -> Page:
    """The answer as a page; ``all_``: with every other sentence that differs, else their number."""
    page: list[Element] = [
        Heading(f"Bản cũ: {_named(answer, old=True)}"),
        Line(f"Bản mới: {_named(answer, old=False)}", "strong"),
    ]
    page.append(Line(_total(answer), "strong"))
    if _unlike(answer):
        advice = "So văn bản trên với văn bản dưới: docparse coverage."
        page.append(Line(f"Hai văn bản ít giống nhau: có phải hai bản của một kế hoạch? {advice}", "warning"))
    if answer.header:
        page.append(Heading("Phần đầu và nơi nhận"))
        page += [Line(f"~ {_change(change)}") for change in answer.header]
    parts = (("Mục tiêu, chỉ tiêu", answer.goals), ("Nhiệm vụ", answer.tasks), ("Văn bản viện dẫn", answer.references))
    for title, rows in parts:
        if rows:
            page.append(Heading(f"{title}: {_counts(rows)}"))
            page += [line for row in rows for line in _lines(row)]
    if not (answer.header or answer.goals or answer.tasks or answer.references):
        page.append(Line("Không có khác biệt về phần đầu, mục tiêu, nhiệm vụ, văn bản viện dẫn."))
    if answer.passages and all_:
        page.append(Heading(f"Câu ở phần không đối chiếu: {_counts(answer.passages)}"))
        page += [line for row in answer.passages for line in _lines(row)]
    elif answer.passages:
        page.append(Line(f"{len(answer.passages)} câu khác ở phần không đối chiếu (xem từng câu: --all)", "dim"))
    return page


def _named(answer: DiffAnswer, *, old: bool) -> str:
    about = answer.old if old else answer.new
    file = f" – {about.file}" if about.file and answer.old.name == answer.new.name else ""
    return document(about.name, about.date) + file


def _counts(rows: Sequence[DiffRow]) -> str:
    signs = [row.sign for row in rows]
    return ", ".join(f"{_SIGNS[sign][0]} {signs.count(sign)}" for sign in _SIGNS if sign in signs)


def _total(answer: DiffAnswer) -> str:
    parts = ((answer.tasks, "nhiệm vụ"), (answer.goals, "mục tiêu"))
    told = [f"{_counts(rows)} {noun}" for rows, noun in parts if rows]
    same = f"giữ nguyên {answer.same_tasks} nhiệm vụ, {answer.same_goals} mục tiêu"
    return "; ".join([*told, same])


def _unlike(answer: DiffAnswer) -> bool:
    rows = (*answer.tasks, *answer.goals)
    counted = [row.sign for row in rows]
    same, changed = answer.same_tasks + answer.same_goals, counted.count("~")
    smaller = same + changed + min(counted.count("-"), counted.count("+"))
    return bool(rows) and same + changed / 2 < _UNLIKE * smaller


def _lines(row: DiffRow) -> Iterator[Line]:
    sign, style = _SIGNS[row.sign]
    quote = row.new or row.old
    where = f"{quote.place}: " if quote else ""
    yield Line(f"{sign} {where}{excerpt(row.text, 160)}", style)
    for change in row.changes:
        yield Line(_change(change), indent=4)


def _change(change: Change) -> str:
    label = _FIELDS.get(change.field, change.field)
    if change.words:
        return f"{label}: {words_text(change.words)}"
    return f"{label}: {_value(change, change.old)} → {_value(change, change.new)}"


def _value(change: Change, value: str | None) -> str:
    if value is None:
        return NOT_STATED if change.field in ("lead", "implement", "due", "product") else NONE
    return date(value) if change.field == "date" else value


def words_text(words: Sequence[WordChange]) -> str:
    """``… tổ chức [−thẩm định−] [+rà soát+] dự toán …``: words that stayed are cut short between changes."""
    shown = []
    for at, part in enumerate(words):
        if part.sign != "=":
            sign = _SIGNS[part.sign][0]
            shown.append(f"[{sign}{part.text}{sign}]")
            continue
        kept = part.text.split()
        first, last = at == 0, at == len(words) - 1
        if len(kept) > _KEPT * (1 if first or last else 2):
            head = [] if first else kept[:_KEPT]
            tail = [] if last else kept[-_KEPT:]
            kept = [*head, "…", *tail]
        shown.append(" ".join(kept))
    return " ".join(shown)


def diff_rows(answer: DiffAnswer) -> Sequence[tuple[str, ...]]:
    """The whole answer for a spreadsheet, a line for each change."""
    rows: list[tuple[str, ...]] = [
        ("Phần đầu", "~", NONE, NONE, NONE, _FIELDS.get(c.field, c.field), c.old or NONE, c.new or NONE)
        for c in answer.header
    ]
    parts = (
        ("Mục tiêu", answer.goals),
        ("Nhiệm vụ", answer.tasks),
        ("Văn bản viện dẫn", answer.references),
        ("Câu khác", answer.passages),
    )
    for title, found in parts:
        for row in found:
            places = (row.old.place if row.old else NONE, row.new.place if row.new else NONE)
            head = (title, row.sign, *places, row.text)
            rows += [
                (*head, _FIELDS.get(c.field, c.field), words_text(c.words) if c.words else c.old or NONE, c.new or NONE)
                for c in row.changes
            ] or [(*head, _WHAT[row.sign], NONE, NONE)]
    return [(number(count), *row) for count, row in enumerate(rows, 1)]

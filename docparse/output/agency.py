"""What an agency was and is: the table of S8, and its tasks by document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from docparse.output.page import NONE, Element, Heading, Line, Page, Table, columns
from docparse.output.words import date, document
from docparse.questions.answer import WHOLE, Heir
from docparse.questions.answers import ChecklistAnswer
from docparse.questions.answers_agency import AgencyAnswer, AgencyWork

_UNSURE = "cần xác nhận"
_MOST = 12  # places shown of those that a name may mean


def agency_page(answer: AgencyAnswer) -> Page:
    """The answer as a page."""
    day = date(answer.at)
    page: list[Element] = [Heading(f"CƠ QUAN – {answer.name}")]
    if len(answer.names) > 1:
        page.append(Line(f"Cách gọi trong văn bản: {'; '.join(answer.names)}", "dim"))
    page += state(answer)
    if not answer.known:
        return page
    if answer.now:
        page.append(Heading(f"Nay là (ngày {day})" if answer.exists is False else f"Thay đổi đến ngày {day}"))
        page.append(Table(columns("Cơ quan", "Từ", "Mức", "Căn cứ", "Ghi chú"), tuple(map(heir_cells, answer.now))))
    if answer.before:
        page.append(Heading("Kế thừa từ"))
        page.append(Table(columns("Cơ quan", "Từ", "Mức", "Căn cứ", "Ghi chú"), tuple(map(heir_cells, answer.before))))
    page += _works("Nhiệm vụ trong kho", answer.own)
    page += _works("Nhiệm vụ kế thừa (văn bản giao cho cơ quan trước đây)", answer.inherited)
    if not answer.stored:
        page += [Line(""), Line("Không có kho: chỉ trả lời theo danh mục.", "dim")]
    elif not (answer.own or answer.inherited):
        page += [Line(""), Line("Kho không có nhiệm vụ nào của cơ quan này.", "dim")]
    else:
        page += [Line(""), Line(f'Từng nhiệm vụ: docparse checklist "{answer.name}" --now', "dim")]
    return page


def places(answer: AgencyAnswer | ChecklistAnswer) -> Iterator[Line]:
    """What is to be said of the place in a name: that no list holds it, or that there are many."""
    for place in answer.unknown_places:
        yield Line(f"Danh mục địa danh (đến 30/6/2025 và từ 01/7/2025) không có: {place}.", "warning")
    if answer.candidates:
        more = "; …" if len(answer.candidates) > _MOST else ""
        yield Line("Tên này có ở nhiều nơi; ghi thêm huyện, tỉnh để biết là nơi nào:", "warning")
        yield Line("; ".join(answer.candidates[:_MOST]) + more)


def _unknown(answer: AgencyAnswer) -> Iterator[Line]:
    yield from places(answer)
    if not answer.unknown_places:
        both = "Danh mục và kho đều" if answer.stored else "Danh mục"
        yield Line(f"{both} không biết cơ quan này.", "warning")
    if answer.ended:
        yield Line(f"Cấp của nơi ấy đã kết thúc từ {date(answer.ended)} ({answer.ended_by}).", "dim")
    if answer.suggestions:
        yield Line(f"Có phải: {'; '.join(answer.suggestions)}?")
    if not answer.stored:
        yield Line("Không có kho: chỉ trả lời theo danh mục.", "dim")


def state(answer: AgencyAnswer) -> Iterator[Line]:
    """Whether the body is there on the day, has ended, or is not known, in a line or two."""
    if not answer.known:
        yield from _unknown(answer)
        return
    if answer.candidates:
        yield from places(answer)
        return
    day = date(answer.at)
    heirs = "" if answer.now else "; cơ quan kế thừa: không nêu trong danh mục"
    if answer.exists is False and answer.ended:
        basis = f" ({answer.ended_by})" if answer.ended_by else ""
        yield Line(f"Đã kết thúc từ {date(answer.ended)}{basis}{heirs}.", "warning")
    elif answer.exists is False:
        yield Line(f"Ngày {day} chưa có cơ quan này.", "warning")
    elif answer.exists is None:
        yield Line(f"Danh mục chưa rõ ngày {day} còn cơ quan này không.", "dim")
    elif answer.now:
        yield Line(f"Ngày {day} vẫn có cơ quan này.")
    else:
        yield Line(f"Ngày {day} vẫn có cơ quan này, không đổi tên.")


def heir_cells(heir: Heir) -> tuple[str, ...]:
    """A body of a succession as a row: name, since, share, basis, remark."""
    notes = [heir.note] if heir.note else []
    notes += [_UNSURE] if not heir.certain and _UNSURE not in (heir.note or "") else []
    notes += [f"từng bước: {steps_text(heir)}"] if len(heir.path) > 2 else []
    return heir.agency, date(heir.since), share(heir), heir.basis or NONE, "; ".join(notes) or NONE


def steps_text(heir: Heir) -> str:
    """ "Sở A → Sở B (từ 03/2025) → Sở C (từ 15/09/2026)": each step with its own day."""
    steps = (f"{name} (từ {date(since)})" for name, since in zip(heir.path[1:], heir.dates, strict=True))
    return " → ".join((heir.path[0], *steps))


def share(heir: Heir) -> str:
    """ "toàn bộ", or which part."""
    return f"{heir.share}: {heir.what}" if heir.what else heir.share


def heirs_text(heirs: Sequence[Heir]) -> str:
    """Each with its date and share: "Sở Nội vụ (từ 03/2025; một phần: lao động); Sở Y tế (…)"."""
    return "; ".join(_short(heir) for heir in heirs)


def _short(heir: Heir) -> str:
    part = f"; {share(heir)}" if heir.what or heir.share != WHOLE else ""
    return f"{heir.agency} (từ {date(heir.since)}{part}{'' if heir.certain else f'; {_UNSURE}'})"


def today_text(name: str, now: Sequence[Heir]) -> str:
    """The name that the document gives, behind it what the body is today where that was asked for; see
    :func:`succession_table` for dates, shares and decrees."""
    if not now:
        return name
    split = " (tách)" if len(now) > 1 or now[0].share != WHOLE else ""
    return f"{name} [nay{split}: {'; '.join(heir.agency for heir in now)}]"


def succession_table(found: Iterable[tuple[str, tuple[Heir, ...]]], at: str) -> Iterator[Element]:
    """The table of S8 for the bodies of an answer, each once; nothing where none has changed."""
    rows = dict.fromkeys((name, heir) for name, heirs in found for heir in heirs)
    if rows:
        yield Heading(f"Cơ quan hiện nay (ngày {date(at)})")
        cells = tuple((name, *heir_cells(heir)) for name, heir in rows)
        yield Table(columns("Tên trong văn bản", "Hiện nay", "Từ", "Mức", "Căn cứ", "Ghi chú"), cells)


def inherited_text(heir: Heir, others: Sequence[Heir] = ()) -> str:
    """ "kế thừa từ Sở Kế hoạch và Đầu tư tỉnh Điện Biên (toàn bộ, từ 03/2025, Nghị định …)"; a split body's other heirs
    are named too."""
    text = f"kế thừa từ {heir.agency} ({share(heir)}; từ {date(heir.since)}; {heir.basis})"
    shared = [other for other in others if other.share != WHOLE]
    also = f"; cơ quan ấy đã tách: {heirs_text(shared)}" if len(shared) > 1 else ""
    return text + also + ("" if heir.certain else f"; {_UNSURE}")


def _works(title: str, works: Sequence[AgencyWork]) -> Iterator[Element]:
    if not works:
        return
    yield Heading(f"{title}: {sum(work.tasks for work in works)}")
    rows = tuple(
        (
            document(work.document.name, work.document.date),
            work.agency,
            str(work.tasks),
            ", ".join(f"{label} {count}" for _, label, count in work.roles),
        )
        for work in works
    )
    yield Table(columns("Văn bản", "Gọi là", "Nhiệm vụ", "Vai trò", right="Nhiệm vụ"), rows)

"""A generated plan's text by Decree 30/2020: head, purpose, goals, tasks by matter and by agency, annex, signature."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

from docparse.evaluation.generator import KnownAgency, KnownTask, Level, Paper
from docparse.evaluation.generator_words import bare, words, zipf

_MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
_HEAD_BYTES, _TASK_BYTES = 1750, 148  # of what is no task, and of a task, about
_QUARTERS = ("I", "II", "III", "IV")
_CENTRE = ("Ban Tuyên giáo Trung ương", "Ban Kinh tế Trung ương", "Ban Tổ chức Trung ương", "Văn phòng Trung ương Đảng")
_GROUPS: dict[Level, str] = {
    "chính phủ": "Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương",
    "tỉnh": "UBND các huyện, thị xã, thành phố",
    "huyện": "UBND các xã, thị trấn",
}
_MATTERS = ("Hoàn thiện cơ chế, chính sách", "Nâng cao năng lực", "Huy động nguồn lực", "Thông tin, tuyên truyền")


def write(paper: Paper, rng: random.Random, size: int) -> tuple[str, tuple[KnownTask, ...], bool]:
    """The text, its tasks in their order, and whether it holds a table (Markdown)."""
    return _Writer(paper, rng).write(max(8, (size - _HEAD_BYTES) // _TASK_BYTES))


class _Writer:
    def __init__(self, paper: Paper, rng: random.Random) -> None:
        self.paper = paper
        self.rng = rng
        self.tasks: list[KnownTask] = []
        self.agencies, self.group = _agencies(paper, rng)

    def write(self, count: int) -> tuple[str, tuple[KnownTask, ...], bool]:
        table = self.paper.level != "trung ương" and self.rng.random() < 1 / 3
        annex = count // 4 if table else 0
        by_agency = (count - annex) * 2 // 5
        parts = [_head(self.paper), self._title(), self._reasons(), self._purpose(), self._goals()]
        parts += [self._by_matter(count - annex - by_agency), self._money(), self._by_agency(by_agency), self._end()]
        if table:
            parts.append(self._annex(annex))
        return "\n\n".join(parts) + "\n", tuple(self.tasks), table

    # --- parts

    def _title(self) -> str:
        paper = self.paper
        if paper.upper is None:
            return f"NGHỊ QUYẾT\nvề {paper.field.about}\n-----"
        what = "NGHỊ QUYẾT\nBan hành Chương trình hành động" if paper.level == "chính phủ" else "KẾ HOẠCH\nTriển khai"
        return f"{what} thực hiện {paper.upper.cited} về {paper.field.about}"

    def _reasons(self) -> str:
        paper, issuer = self.paper, _short(self.paper)
        if paper.upper is None:
            return f"{issuer} ban hành Nghị quyết với những nội dung sau:"
        lines = [f"Căn cứ {above.cited};" for above in paper.chain[1:2]]
        lines.append(f"Thực hiện {paper.upper.cited} về {paper.field.about}, {issuer} ban hành {paper.type} như sau:")
        return "\n".join(lines)

    def _purpose(self) -> str:
        return "\n".join((self._part("I", "MỤC ĐÍCH, YÊU CẦU"), *words().drawn(self.rng, "purposes", 2)))

    def _goals(self) -> str:
        lines = [self._part("II", "MỤC TIÊU")]
        for name, unit in self.rng.sample(self.paper.field.goals, self.rng.randint(2, 3)):
            year = self.paper.date.year + self.rng.randint(2, 6)
            value = f"{self.rng.randint(51, 99)}%" if unit == "%" else f"{self.rng.randint(12, 480)} {unit}"
            lines.append(f"{len(lines)}. {name} đạt {value} vào năm {year}.")
        return "\n".join(lines)

    def _by_matter(self, count: int) -> str:
        lines = [self._part("III", "NHIỆM VỤ, GIẢI PHÁP")]
        groups = max(2, min(len(_MATTERS), count // 4))
        for number, matter in enumerate(self.rng.sample(_MATTERS, groups), 1):
            lines.append(f"{number}. {matter}")
            for _ in range(count * number // groups - count * (number - 1) // groups):
                lines.append(f"- {self._directed() if self.rng.random() < 0.6 else self._plain()}.")
        return "\n".join(lines)

    def _money(self) -> str:
        return f"{self._part('IV', 'KINH PHÍ')}\nTừ nguồn ngân sách nhà nước và các nguồn hợp pháp khác."

    def _by_agency(self, count: int) -> str:
        lines = [self._part("V", "TỔ CHỨC THỰC HIỆN")]
        heads = [*self.rng.sample(self.agencies, min(len(self.agencies), max(2, count // 4)))]
        if self.group:
            heads.append(self.group)
        for number, agency in enumerate(heads, 1):
            lines.append(f"{number}. {agency.name}")
            for _ in range(count * number // len(heads) - count * (number - 1) // len(heads)):
                lines.append(f"- {self._plain(agency)}.")
        said = f"Trên đây là {self.paper.type} của {_short(self.paper)}"
        lines.append(f"{said}, yêu cầu các cơ quan, đơn vị nghiêm túc thực hiện./.")
        return "\n".join(lines)

    def _end(self) -> str:
        by, as_ = _signer(self.paper.level)
        name = " ".join(self.rng.choice(words().lists[one]) for one in ("families", "middles", "given"))
        copies = [f"- {agency.name};" for agency in self.agencies[:3]]
        return "\n".join(("Nơi nhận:", *copies, "- Lưu: VT.", "", *filter(None, (by, as_)), "", name))

    def _annex(self, count: int) -> str:
        lines = [
            "PHỤ LỤC",
            "DANH MỤC NHIỆM VỤ",
            "",
            "| TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm |",
            "|---|---|---|---|---|---|",
        ]
        for number in range(1, count + 1):
            lead, *others = self._some(self.rng.randint(1, 3))
            text, (due, until) = self._matter(), self._due(always=True)
            product = self.rng.choice(words().lists["products"])
            names = ", ".join(agency.name for agency in others)
            lines.append(f"| {number} | {text} | {lead.name} | {names} | {due.capitalize()} | {product} |")
            self.tasks.append(KnownTask(text, text, (("lead", lead), *(("coordinate", one) for one in others)), until))
        return "\n".join(lines)

    # --- tasks

    def _plain(self, agency: KnownAgency | None = None) -> str:
        due, until = self._due()
        matter = self._matter()
        text = f"{matter} {due}".rstrip()
        self.tasks.append(KnownTask(text, matter, (("implement", agency),) if agency else (), until))
        return text

    def _directed(self) -> str:
        lead, *others = self._some(self.rng.randint(1, 3))
        partners = [*others, *([self.group] if self.group and self.rng.random() < 0.15 else [])]
        matter = self._matter()
        due, until = self._due()
        matter = matter[0].lower() + matter[1:]
        helping = f", phối hợp với {_listed(partners)}" if partners else ""
        text = f"{lead.name} chủ trì{helping} {matter} {due}".rstrip()
        self.tasks.append(KnownTask(text, matter, (("lead", lead), *(("coordinate", one) for one in partners)), until))
        return text

    def _some(self, count: int) -> list[KnownAgency]:
        """Different agencies, the leading one of the field often among them."""
        first = self.agencies[0] if self.rng.random() < 0.4 else self.rng.choice(self.agencies)
        others = [one for one in self.agencies if one is not first]
        return [first, *self.rng.sample(others, min(count - 1, len(others)))]

    def _matter(self) -> str:
        rng, lists = self.rng, words().lists
        field = self.paper.field if rng.random() < 0.85 else rng.choice(words().fields)
        said = [zipf(rng, lists["verbs"]), zipf(rng, field.objects)]
        if rng.random() < 0.7:
            said.append(rng.choice(lists["qualities"]))
        if rng.random() < 0.35:
            said.append(f"trên địa bàn {self._place()}")
        if rng.random() < 0.5:
            said.append(rng.choice(lists["tails"]))
        return " ".join(said)

    def _place(self) -> str:
        """A place inside the document's own; any province for a central one."""
        area = self.paper.area
        if area is None:
            return str(self.rng.choice(words().areas).titled)
        district = self.paper.district or self.rng.choice(area.districts)
        return self.rng.choice(district.communes)

    def _due(self, *, always: bool = False) -> tuple[str, str | None]:
        rng, year = self.rng, self.paper.date.year + self.rng.randint(1, 4)
        kind = rng.random() if always else rng.random() * 2
        if kind < 0.5:
            day = self.paper.date.replace(day=1, year=year) + timedelta(rng.randrange(28))
            return f"trước ngày {day.day:02d}/{day.month}/{day.year}", day.isoformat()
        if kind < 0.75:
            quarter = rng.randrange(4)
            return f"trong quý {_QUARTERS[quarter]}/{year}", f"{year}-{3 * quarter + 3:02d}"
        return (f"trong năm {year}", str(year)) if kind < 1 else ("", None)

    def _part(self, label: str, heading: str) -> str:
        return f"{label}{'-' if self.paper.upper is None else '.'} {heading}"


def _agencies(paper: Paper, rng: random.Random) -> tuple[list[KnownAgency], KnownAgency | None]:
    """Who may have tasks in a document, the leading one first; the group below, where there is one."""
    lists, field = words().lists, paper.field
    own = paper.area.titled if paper.area else ""
    inside = paper.level in ("sở", "huyện", "xã")
    names: dict[Level, list[str]] = {
        "trung ương": list(_CENTRE),
        "chính phủ": [field.bo, *lists["central"]],
        "tỉnh": [field.so, *lists["common"], *(one.so for one in rng.sample(words().fields, 3))],
        "sở": list(lists["units"]),
        "huyện": [field.phong, *lists["district"]],
        "xã": list(lists["commune"]),
    }
    found = [KnownAgency(name, own, own=not inside) for name in dict.fromkeys(names[paper.level])]
    group = _GROUPS.get(paper.level)
    return found, replace(found[0], name=group, own=False) if group else None


def _listed(agencies: list[KnownAgency]) -> str:
    *first, last = [agency.name for agency in agencies]
    return f"{', '.join(first)} và {last}" if first else last


def _short(paper: Paper) -> str:
    """The issuer as its own document calls it."""
    return {"tỉnh": "UBND " + (paper.area.level if paper.area else ""), "sở": paper.so}.get(paper.level, paper.issuer)


def _signer(level: Level) -> tuple[str, str]:
    if level == "trung ương":
        return "T/M BỘ CHÍNH TRỊ", "TỔNG BÍ THƯ"
    if level == "chính phủ":
        return "TM. CHÍNH PHỦ", "THỦ TƯỚNG"
    return ("", "GIÁM ĐỐC") if level == "sở" else ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")


def _head(paper: Paper) -> str:
    day = f"ngày {paper.date.day:02d} tháng {paper.date.month:02d} năm {paper.date.year}"
    if paper.level == "trung ương":
        return f"BỘ CHÍNH TRỊ\n*\nSố {paper.symbol}\nĐẢNG CỘNG SẢN VIỆT NAM\n\nHà Nội, {day}"
    area = paper.area.name if paper.area else "Hà Nội"
    place = bare(paper.commune or (paper.district.name if paper.district else area))
    issuer = {
        "chính phủ": "CHÍNH PHỦ",
        "tỉnh": f"ỦY BAN NHÂN DÂN\n{paper.area.titled.upper() if paper.area else ''}",
        "sở": f"UBND {paper.area.titled.upper() if paper.area else ''}\n{paper.so.upper()}",
        "huyện": f"ỦY BAN NHÂN DÂN\n{paper.district.name.upper() if paper.district else ''}",
        "xã": f"ỦY BAN NHÂN DÂN\n{paper.commune.upper()}",
    }[paper.level]
    return f"{issuer}\n-------\n{_MOTTO}\n---------------\n\nSố: {paper.symbol}\n{place}, {day}"

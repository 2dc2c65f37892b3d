# ruff: noqa: E501 - literal passages read better unbroken
"""Small plans from literals: lines are appended to a text, facts are found in the line last appended."""

from __future__ import annotations

import hashlib
from typing import Any

from docparse.folding import fold_key
from docparse.model import (
    Assignment,
    Document,
    Due,
    Goal,
    Indicator,
    Milestone,
    Plan,
    Reference,
    Remark,
    Section,
    Task,
)


class PlanBuilder:
    def __init__(self, id: str, **header: Any) -> None:
        names = ("type", "symbol", "issuer", "place", "date", "title")
        self.document = Document(id=id, **{**dict.fromkeys(names), **header})
        self.text = ""
        self.line_start = 0
        self.paragraph = 0
        self.sections: list[Section] = []
        self.goals: list[Goal] = []
        self.tasks: list[Task] = []
        self.references: list[Reference] = []
        self.warnings: list[Remark] = []

    def line(self, text: str) -> PlanBuilder:
        self.line_start = len(self.text)
        self.text += text + "\n"
        self.paragraph += 1
        return self

    def section(self, label: str | None, heading: str, role: str, parent: str | None = None) -> PlanBuilder:
        """``parent`` is the label path of the section above; the id of a section is its label path."""
        self.line(f"{label}. {heading}" if label else heading)
        path = f"{parent}.{label}" if parent else str(label)
        self.sections.append(Section(path, parent, label, heading, role, self.line_start, len(self.text)))  # type: ignore[arg-type]
        self.paragraph = 0
        return self

    def find(self, words: str) -> tuple[int, int]:
        start = self.text.index(words, self.line_start)
        return start, start + len(words)

    def task(self, words: str, *parts: tuple[str, ...], **more: Any) -> PlanBuilder:
        """``parts`` are ``(agency, role[, basis[, agency_id]])``."""
        start, end = self.find(words)
        assignments = []
        for agency, role, *rest in parts:
            basis = rest[0] if rest else "explicit"
            agency_id = rest[1] if len(rest) > 1 else f"vn:{fold_key(agency).replace(' ', '.')}"
            assignments.append(Assignment(agency, agency_id, role, basis, "test.rule", start, end))  # type: ignore[arg-type]
        section = self.sections[-1].id if self.sections else None
        key = f"{section}/{hashlib.sha256(words.encode()).hexdigest()[:6]}"
        more = {"paragraph": self.paragraph, **more}
        self.tasks.append(Task(key, section, words, start, end, tuple(assignments), **more))
        return self

    def goal(
        self, words: str, *indicators: tuple[Any, ...], milestones: tuple[tuple[str, str | None], ...] = ()
    ) -> PlanBuilder:
        """``indicators`` are ``(words, name, comparator, value, unit, due)``."""
        start, end = self.find(words)
        found = []
        for passage, name, comparator, value, unit, due in indicators:
            at, to = self.find(passage)
            found.append(Indicator(name, comparator, value, unit, at, to, due=due))
        section = self.sections[-1].id
        marks = tuple(Milestone(text, due) for text, due in milestones)
        self.goals.append(Goal(f"{section}/g", section, words, start, end, tuple(found), marks, self.paragraph or 1))
        return self

    def reference(self, words: str, target: str, relation: str, of: str | None = None, **printed: Any) -> PlanBuilder:
        start, end = self.find(words)
        values = {**dict.fromkeys(("type", "symbol", "title", "date", "issuer")), **printed}
        self.references.append(
            Reference(target, of, relation=relation, text=words, start=start, end=end, rule="test.ref", **values)  # type: ignore[arg-type]
        )
        return self

    def warn(self, code: str, words: str, text: str) -> PlanBuilder:
        start, end = self.find(words)
        self.warnings.append(Remark(code, text, start, end))
        return self

    def build(self, **source: str | None) -> Plan:
        """Sections are stretched to the next one that is not below them."""
        stretched = []
        for at, section in enumerate(self.sections):
            later = [s for s in self.sections[at + 1 :] if not s.id.startswith(section.id + ".")]
            end = later[0].start if later else len(self.text)
            stretched.append(
                Section(section.id, section.parent, section.label, section.heading, section.role, section.start, end)
            )
        return Plan(
            self.document, tuple(stretched), tuple(self.goals), tuple(self.tasks), tuple(self.references),
            tuple(self.warnings), self.text, source,
        )  # fmt: skip


KL51 = "urn:lex:vn:trung.uong.dang:ket.luan:2019-05-30;51-kl-tw"
KH82 = "urn:lex:vn;dien.bien:tinh.uy:ke.hoach:2019-08-27;82-kh-tu"
NQ29 = "urn:lex:vn:trung.uong.dang:nghi.quyet:2013-11-04;29-nq-tw"
KH3243 = "urn:lex:vn;dien.bien:uy.ban.nhan.dan:ke.hoach:2019-11-06;3243-kh-ubnd"
SO_GD = "Sở Giáo dục và Đào tạo"
SO_TC = "Sở Tài chính"
HUYEN = "Ủy ban nhân dân các huyện, thị xã, thành phố"
CAC_SO = "Các sở, ngành, đoàn thể trong tỉnh"


def province_plan() -> PlanBuilder:
    """A plan in the shape of 3243/KH-UBND: two directives above it, tasks with and without agencies."""
    b = PlanBuilder(
        KH3243, type="Kế hoạch", symbol="3243/KH-UBND", issuer="Ủy ban nhân dân tỉnh Điện Biên", place="Điện Biên",
        date="2019-11-06", title="Triển khai thực hiện Kết luận số 51-KL/TW",
    )  # fmt: skip
    b.line("Thực hiện Kết luận số 51-KL/TW ngày 30/5/2019 của Ban Bí thư và Kế hoạch số 82-KH/TU ngày 27/8/2019 của Tỉnh "
           "ủy về tiếp tục thực hiện Nghị quyết Hội nghị Trung ương 8 khóa XI, tỉnh ban hành kế hoạch.")  # fmt: skip
    b.reference("Kết luận số 51-KL/TW ngày 30/5/2019", KL51, "implements", type="Kết luận", symbol="51-KL/TW",
                date="2019-05-30", issuer="Ban Bí thư")  # fmt: skip
    b.reference("Kế hoạch số 82-KH/TU ngày 27/8/2019", KH82, "implements", type="Kế hoạch", symbol="82-KH/TU",
                date="2019-08-27", issuer="Ban Thường vụ Tỉnh ủy")  # fmt: skip
    b.reference("Nghị quyết Hội nghị Trung ương 8 khóa XI", NQ29, "continues", of=KH82, type="Nghị quyết")
    b.section("I", "MỤC ĐÍCH, YÊU CẦU", "purpose").line("Nâng cao nhận thức của nhân dân.")
    b.section("II", "MỤC TIÊU", "goals")
    b.section("1", "Phổ cập", "goals", "II")
    b.line("Duy trì xóa mù chữ mức độ 2. Đến năm 2025 tỉnh đạt chuẩn phổ cập THCS mức độ 3.")
    b.goal("Duy trì xóa mù chữ mức độ 2. Đến năm 2025 tỉnh đạt chuẩn phổ cập THCS mức độ 3",
           milestones=(("tỉnh đạt chuẩn phổ cập THCS mức độ 3", "2025"),))  # fmt: skip
    b.section("2", "Huy động", "goals", "II")
    b.line("Trẻ dưới 36 tháng tuổi ra lớp đạt trên 55%; học sinh học trường nội trú đến năm 2025 đạt 8%.")
    b.goal("Trẻ dưới 36 tháng tuổi ra lớp đạt trên 55%; học sinh học trường nội trú đến năm 2025 đạt 8%",
           ("Trẻ dưới 36 tháng tuổi ra lớp đạt trên 55%", "Trẻ dưới 36 tháng tuổi ra lớp", ">", 55, "%", None),
           ("học sinh học trường nội trú đến năm 2025 đạt 8%", "học sinh học trường nội trú", "=", 8, "%", "2025"))  # fmt: skip
    b.section("3", "Hệ thống", "goals", "II").line("Tiếp tục đổi mới hệ thống tổ chức và quản lý.")
    b.goal("Tiếp tục đổi mới hệ thống tổ chức và quản lý")
    b.section("III", "NHIỆM VỤ, GIẢI PHÁP", "tasks")
    b.section("1", "Tăng cường lãnh đạo", "tasks", "III")
    b.line("Quán triệt Nghị quyết số 29-NQ/TW về đổi mới giáo dục. Tuyên truyền nâng cao nhận thức.")
    b.task("Quán triệt Nghị quyết số 29-NQ/TW về đổi mới giáo dục", (SO_GD, "lead", "default"), references=(NQ29,))
    b.reference("Nghị quyết số 29-NQ/TW", NQ29, "implements", type="Nghị quyết", symbol="29-NQ/TW")
    b.warn("DP207", "29-NQ/TW", "không ghi ngày; chọn bản 2013 theo chủ đề và ngày của kế hoạch")
    b.task("Tuyên truyền nâng cao nhận thức", (SO_GD, "lead", "default"))
    b.section("7", "Nghiên cứu khoa học", "tasks", "III")
    b.line("Đẩy mạnh nghiên cứu khoa học; khuyến khích học sinh khởi nghiệp sáng tạo.")
    b.task("Đẩy mạnh nghiên cứu khoa học").task("khuyến khích học sinh khởi nghiệp sáng tạo")
    b.line("Đẩy mạnh xã hội hóa, thu hút nguồn lực đầu tư phát triển giáo dục và đào tạo.")
    b.task("Đẩy mạnh xã hội hóa, thu hút nguồn lực đầu tư phát triển giáo dục và đào tạo")
    b.section("V", "TỔ CHỨC THỰC HIỆN", "organisation")
    b.section("1", SO_GD, "organisation", "V")
    b.line("Là cơ quan thường trực giúp UBND tỉnh chỉ đạo triển khai thực hiện Kế hoạch.")
    b.task("Là cơ quan thường trực giúp UBND tỉnh chỉ đạo triển khai thực hiện Kế hoạch", (SO_GD, "lead", "heading"))
    b.line("Chủ trì phối hợp với các sở, ngành, đoàn thể trong tỉnh, UBND các huyện, thị xã, thành phố tổ chức triển khai "
           "thực hiện Kế hoạch; tổng hợp hằng năm báo cáo Ủy ban nhân dân tỉnh.")  # fmt: skip
    b.task("Chủ trì phối hợp với các sở, ngành, đoàn thể trong tỉnh, UBND các huyện, thị xã, thành phố tổ chức triển khai "
           "thực hiện Kế hoạch", (SO_GD, "lead", "heading"), (CAC_SO, "coordinate"), (HUYEN, "coordinate"))  # fmt: skip
    b.task("tổng hợp hằng năm báo cáo Ủy ban nhân dân tỉnh", (SO_GD, "implement", "heading"),
           ("Ủy ban nhân dân tỉnh", "receive"), due=Due("hằng năm", "recurring", every="year"), product="Báo cáo")  # fmt: skip
    b.section("4", HUYEN, "organisation", "V")
    b.line(
        "Phối hợp với Sở Tài chính cân đối ngân sách; tăng cường công tác xã hội hóa để huy động nguồn lực cho giáo dục."
    )
    b.task("Phối hợp với Sở Tài chính cân đối ngân sách", (HUYEN, "implement", "heading"), (SO_TC, "coordinate"))
    b.task("tăng cường công tác xã hội hóa để huy động nguồn lực cho giáo dục", (HUYEN, "implement", "heading"))
    b.section("5", "Mặt trận Tổ quốc", "organisation", "V")
    b.line("Vận động các lực lượng xã hội đẩy mạnh công tác xã hội hóa giáo dục.")
    b.task("Vận động các lực lượng xã hội đẩy mạnh công tác xã hội hóa giáo dục",
           ("Ủy ban Mặt trận Tổ quốc tỉnh", "implement", "heading"))  # fmt: skip
    return b


def party_plan() -> PlanBuilder:
    """82-KH/TU's own text: it continues 29-NQ/TW and names 51-KL/TW as its basis."""
    b = PlanBuilder(KH82, type="Kế hoạch", symbol="82-KH/TU", issuer="Tỉnh ủy Điện Biên", place="Điện Biên",
                    date="2019-08-27", title="Tiếp tục thực hiện Nghị quyết 29-NQ/TW")  # fmt: skip
    b.line(
        "Căn cứ Kết luận số 51-KL/TW, Tỉnh ủy ban hành kế hoạch tiếp tục thực hiện Nghị quyết số 29-NQ/TW ngày 04/11/2013."
    )
    b.reference("Kết luận số 51-KL/TW", KL51, "basis", type="Kết luận", symbol="51-KL/TW")
    b.reference("Nghị quyết số 29-NQ/TW ngày 04/11/2013", NQ29, "continues", type="Nghị quyết", symbol="29-NQ/TW",
                date="2013-11-04")  # fmt: skip
    b.section("I", "NHIỆM VỤ", "tasks").line("Ban cán sự đảng UBND tỉnh lãnh đạo xây dựng kế hoạch trong năm 2019.")
    b.task("Ban cán sự đảng UBND tỉnh lãnh đạo xây dựng kế hoạch trong năm 2019",
           ("Ban cán sự đảng Ủy ban nhân dân tỉnh", "implement"), due=Due("trong năm 2019", "within", to="2019"))  # fmt: skip
    return b


def district_plan() -> PlanBuilder:
    """A district's plan below 3243/KH-UBND."""
    key = "urn:lex:vn;dien.bien;tua.chua:uy.ban.nhan.dan:ke.hoach:2020-01-15;12-kh-ubnd"
    b = PlanBuilder(key, type="Kế hoạch", symbol="12/KH-UBND", issuer="Ủy ban nhân dân huyện Tủa Chùa", place="Tủa Chùa",
                    date="2020-01-15", title="Thực hiện Kế hoạch số 3243/KH-UBND")  # fmt: skip
    b.line("Thực hiện Kế hoạch số 3243/KH-UBND ngày 06/11/2019 của UBND tỉnh, huyện ban hành kế hoạch.")
    b.reference("Kế hoạch số 3243/KH-UBND ngày 06/11/2019", KH3243, "implements", type="Kế hoạch", symbol="3243/KH-UBND",
                date="2019-11-06")  # fmt: skip
    b.section("I", "TỔ CHỨC THỰC HIỆN", "organisation").line(
        "Giao Phòng Giáo dục và Đào tạo chủ trì triển khai Kế hoạch."
    )
    b.task("Giao Phòng Giáo dục và Đào tạo chủ trì triển khai Kế hoạch", ("Phòng Giáo dục và Đào tạo", "lead"))
    return b

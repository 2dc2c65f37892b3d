"""Resolutions of Party congresses, which have no number."""

from __future__ import annotations

import pytest

from tests.extraction.plans import plan_of

WHOLE = "vn:dai.hoi.dai.bieu.toan.quoc:nghi.quyet:khoa"
OWN = "vn;dien.bien:dai.hoi.dang.bo:nghi.quyet:khoa.xv;dai.hoi"


def cited(text: str) -> list[tuple[str, str]]:
    """(words, target without "urn:lex:") of the references of a task under a province's header."""
    plan = plan_of(f"I. NHIỆM VỤ\n1. Sở Y tế thực hiện {text}, lập kế hoạch.")
    return [(one.text, one.target.removeprefix("urn:lex:")) for one in plan.references]


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("Nghị quyết Đại hội XIV", f"{WHOLE}.xiv;dai.hoi"),
        ("Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIV của Đảng", f"{WHOLE}.xiv;dai.hoi"),
        ("Nghị quyết Đại hội Đảng lần thứ XIII", f"{WHOLE}.xiii;dai.hoi"),
        ("Nghị quyết Đại hội lần thứ XIII của Đảng Cộng sản Việt Nam", f"{WHOLE}.xiii;dai.hoi"),
        ("Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XV", OWN),
        ("Nghị quyết Đại hội Tỉnh Đảng bộ lần thứ XV", OWN),
        ("Nghị quyết Đại hội XV của Đảng bộ tỉnh", OWN),
        ("Nghị quyết Đại hội lần thứ XV Đảng bộ tỉnh Điện Biên", OWN),
        ("Nghị quyết Đại hội đại biểu Đảng bộ tỉnh Điện Biên lần thứ XV, nhiệm kỳ 2025 - 2030", OWN),
        ("Nghị quyết Đại hội Đảng bộ tỉnh Sơn La lần thứ XVI", "vn;son.la:dai.hoi.dang.bo:nghi.quyet:khoa.xvi;dai.hoi"),
        (
            "Nghị quyết Đại hội Đảng bộ xã Nà Nhạn nhiệm kỳ 2025-2030",
            "vn;dien.bien;na.nhan:dai.hoi.dang.bo:nghi.quyet:2025;dai.hoi",
        ),
        (
            "Nghị quyết Đại hội Đảng bộ Công an tỉnh lần thứ VIII",
            "vn;dien.bien:dai.hoi.dang.bo.cong.an:nghi.quyet:khoa.viii;dai.hoi",
        ),
    ],
)
def test_a_congress_is_known_by_its_term(name: str, target: str) -> None:
    assert cited(name) == [(name, target)]


@pytest.mark.parametrize(
    "text",
    [
        "nghị quyết đại hội đảng các cấp",
        "Nghị quyết Đại hội Đảng bộ các cấp nhiệm kỳ 2025-2030",
        "Nghị quyết Đại hội Đảng bộ tỉnh",
        "tinh thần Đại hội XIV của Đảng",
        "Nghị quyết Đại hội XIII Công đoàn Việt Nam",
        "Nghị quyết Đại hội đại biểu toàn quốc lần thứ VIII Hội Nông dân Việt Nam",
    ],
)
def test_other_words_name_no_congress_of_the_party(text: str) -> None:
    assert cited(text) == []


def test_term_and_period_of_one_congress_are_one() -> None:
    name = "Nghị quyết Đại hội Đảng bộ tỉnh"
    found = cited(f"{name} nhiệm kỳ 2025-2030, {name} lần thứ XV, nhiệm kỳ 2025-2030 và {name} lần thứ XV")
    assert [target for _, target in found] == [OWN] * 3


def test_a_commune_that_is_not_told_stays_open() -> None:
    ((_, target),) = cited("Nghị quyết Đại hội Đảng bộ xã lần thứ II")
    assert target.startswith("urn:docparse:ambiguous:")

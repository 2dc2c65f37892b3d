"""A duty that a body and its annex both state: no agency, product or deadline of either statement is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from docparse.model import Due
from docparse.questions import Store
from docparse.store.directives import NoDirectives
from tests.questions.conftest import FewAgencies
from tests.store.builders import SO_GD, SO_TC, PlanBuilder

BODY, ANNEX, OTHER = "Xây dựng đề án sắp xếp trường học", "Đề án sắp xếp trường học", "Báo cáo kết quả"
BY_JUNE = Due("trước ngày 30/6/2026", "by", to="2026-06-30", rule="test.due")


def plan(body: tuple[tuple[str, str], ...], annex: tuple[tuple[str, str], ...], **of_annex: Any) -> PlanBuilder:
    one = PlanBuilder(
        "urn:lex:vn;dien.bien:uy.ban.nhan.dan:ke.hoach:2026-01-05;7-kh-ubnd",
        type="Kế hoạch", symbol="7/KH-UBND", issuer="UBND tỉnh Điện Biên", date="2026-01-05",
    )  # fmt: skip
    one.section("I", "Nhiệm vụ", "tasks").line(BODY).task(BODY, *body).line(OTHER).task(OTHER, (SO_TC, "lead"))
    one.section("PL", "Phụ lục", "annex").line(ANNEX).task(ANNEX, *annex, same_as=one.tasks[0].id, **of_annex)
    return one


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(f"sqlite:///{tmp_path}/kho.db", agencies=FewAgencies(), directives=NoDirectives())


def listed(store: Store, agency: str) -> list[str]:
    return [row.text for row in store.checklist(agency).rows]


LEADS, HELPS = ((SO_GD, "lead"),), ((SO_GD, "lead"), (SO_TC, "coordinate"))


@pytest.mark.parametrize(
    ("body", "annex", "of_annex", "sheet", "education", "finance"),
    [
        # one says all that the other says and stands for both, where the duty first stands
        (HELPS, LEADS, {}, [BODY, OTHER], [BODY], [BODY, OTHER]),
        (LEADS, HELPS, {}, [ANNEX, OTHER], [BODY], [OTHER, ANNEX]),
        (LEADS, LEADS, {"product": "Tờ trình"}, [ANNEX, OTHER], [ANNEX], [OTHER]),
        (LEADS, LEADS, {"due": BY_JUNE}, [ANNEX, OTHER], [ANNEX], [OTHER]),
        (((SO_GD, "implement"),), LEADS, {}, [ANNEX, OTHER], [ANNEX], [OTHER]),
        # each says something of its own: both stand, each in its place
        (HELPS, LEADS, {"due": BY_JUNE}, [BODY, OTHER, ANNEX], [ANNEX], [BODY, OTHER]),
        (LEADS, ((SO_TC, "lead"),), {}, [BODY, OTHER, ANNEX], [BODY], [OTHER, ANNEX]),
        (LEADS, ((SO_GD, "coordinate"),), {"product": "Tờ trình"}, [BODY, OTHER, ANNEX], [BODY, ANNEX], [OTHER]),
    ],
)  # fmt: skip
def test_what_either_statement_says_stays(
    store: Store,
    body: tuple[tuple[str, str], ...],
    annex: tuple[tuple[str, str], ...],
    of_annex: dict[str, Any],
    sheet: list[str],
    education: list[str],
    finance: list[str],
) -> None:
    with store:
        store.add(plan(body, annex, **of_annex).build())
        assert [view.text for view in store.sheet("7/KH-UBND").tasks] == sheet
        assert listed(store, SO_GD) == education
        assert listed(store, SO_TC) == finance

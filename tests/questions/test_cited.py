"""A full citation in a question is the document or directive that it names, never words to search for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from docparse.errors import QuestionError
from docparse.extraction.plan import read_plan
from docparse.questions import Store
from docparse.reading import read_bytes
from tests.extraction.plans import HEAD

PROVINCE = "urn:lex:vn;dien.bien:uy.ban.nhan.dan:ke.hoach:2025-03-05;77-kh-ubnd"
BODY = """Thực hiện Kết luận số 51-KL/TW ngày 30/5/2019 của Ban Bí thư về giáo dục, UBND tỉnh ban hành Kế hoạch:
I. NHIỆM VỤ
1. Sở Y tế quán triệt Nghị quyết số 29-NQ/TW ngày 04/11/2013 của Ban Chấp hành Trung ương.
2. Sở Nội vụ làm sạch hồ chứa nước.
II. TỔ CHỨC THỰC HIỆN
Sở Xây dựng là cơ quan thường trực, chủ trì triển khai thực hiện Kế hoạch.
"""


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with Store("sqlite:///:memory:") as opened:
        opened.add(read_plan(read_bytes((HEAD + BODY).encode(), "a.txt")))
        other = HEAD.replace("ĐIỆN BIÊN", "SƠN LA").replace("Điện Biên, ngày 05", "Sơn La, ngày 09")
        opened.add(read_plan(read_bytes((other + BODY).encode(), "b.txt")))
        yield opened


@pytest.mark.parametrize(
    "citation",
    [
        "Kế hoạch số 77/KH-UBND ngày 05/3/2025 của UBND tỉnh Điện Biên",
        "Kế hoạch 77/KH-UBND ngày 5 tháng 3 năm 2025 của Ủy ban nhân dân tỉnh Điện Biên về làm sạch hồ chứa nước",
        "Kế hoạch số 77/KH-UBND ngày 05/3/2025",
        "Kế hoạch 77/KH-UBND của UBND tỉnh Điện Biên",
        "77/KH-UBND ngày 05/3/2025 của UBND tỉnh",
    ],
)
def test_a_citation_is_the_document_of_its_date_and_issuer(store: Store, citation: str) -> None:
    answer = store.who(citation)
    assert [ref.id for ref in answer.understood.documents] == [PROVINCE]
    assert answer.understood.whole
    assert {row.agency for row in answer.rows} == {"Sở Xây dựng"}
    assert store.trace(citation).root.id == PROVINCE
    assert [ref.id for ref in store.who(f"ai chủ trì {citation}").understood.documents] == [PROVINCE]


@pytest.mark.parametrize(
    "citation",
    [
        "Kế hoạch số 77/KH-UBND ngày 02/8/2024 của UBND tỉnh Điện Biên",
        "Kế hoạch số 77/KH-UBND ngày 05/3/2025 của UBND tỉnh Lai Châu",
    ],
)
def test_another_papers_date_or_issuer_is_not_this_one(store: Store, citation: str) -> None:
    for ask in (store.who, store.trace):
        with pytest.raises(QuestionError, match="văn bản cùng số mà kho có: Kế hoạch 77/KH-UBND") as raised:
            ask(citation)
        assert raised.value.code == "DP501"


def test_a_directive_is_answered_by_the_tasks_that_name_it(store: Store) -> None:
    for words in ("Nghị quyết 29-NQ/TW", "ai thực hiện Nghị quyết số 29-NQ/TW ngày 04/11/2013 của Trung ương"):
        answer = store.who(words)
        assert [(ref.symbol, ref.date) for ref in answer.understood.directives] == [("29-NQ/TW", "2013-11-04")]
        assert {task.text.split(" quán")[0] for task in answer.tasks} == {"Sở Y tế"}
        assert len(answer.tasks) == 2
    tree = store.trace("Nghị quyết 29-NQ/TW")
    assert (tree.root.date, tree.root.in_store, tree.document) == ("2013-11-04", False, None)


def test_a_directive_that_only_whole_plans_carry_out_has_their_agencies(store: Store) -> None:
    answer = store.who("Kết luận số 51-KL/TW ngày 30/5/2019 của Ban Bí thư")
    assert len(answer.understood.documents) == 2
    assert {row.agency for row in answer.rows} == {"Sở Xây dựng"}


def test_a_plenums_resolution_by_its_name(store: Store) -> None:
    assert store.trace("Nghị quyết Hội nghị Trung ương 8 khóa XI").root.symbol == "29-NQ/TW"


def test_a_directive_of_the_registry_alone(store: Store) -> None:
    tree = store.trace("Nghị quyết 57-NQ/TW")
    assert (tree.root.date, tree.root.identity) == ("2024-12-22", "danh mục")
    answer = store.who("Nghị quyết 57-NQ/TW")
    assert ([ref.symbol for ref in answer.understood.directives], answer.tasks) == (["57-NQ/TW"], ())


def test_what_nobody_knows_is_said(store: Store) -> None:
    for ask in (store.who, store.trace):
        with pytest.raises(QuestionError) as raised:
            ask("Nghị quyết 999-NQ/TW")
        assert raised.value.code == "DP501"


def test_other_words_are_still_searched_for(store: Store) -> None:
    assert {task.text for task in store.who("làm sạch hồ chứa nước").tasks} == {"Sở Nội vụ làm sạch hồ chứa nước"}


@pytest.mark.parametrize("asked", ["kế hoạch 3243 ngày 01/01/2020", "ke hoach 3243 ngay 31/2/2019", "9999 V.1"])
def test_a_number_with_another_day_or_of_nothing_is_told(store: Store, asked: str) -> None:
    with pytest.raises(QuestionError) as raised:
        store.who(asked)
    assert raised.value.code == "DP501"

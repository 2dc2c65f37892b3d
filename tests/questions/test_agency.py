"""What an agency was and is, and answers as of a day, over plans of several dates and provinces."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import docparse
from docparse.errors import QuestionError
from docparse.output.agency import agency_page
from docparse.output.checklist import checklist_csv, checklist_page
from docparse.output.plain import plain
from docparse.output.who import who_page
from docparse.questions import Store
from docparse.questions.agency import agency

TODAY = date(2026, 11, 22)
_HEAD = """ỦY BAN NHÂN DÂN
TỈNH {province}
Số: {number}/KH-UBND
{place}, ngày {day} tháng {month} năm {year}
KẾ HOẠCH
Phát triển nguồn nhân lực

I. NHIỆM VỤ
"""


def _plan(province: str, number: int, day: date, tasks: str) -> bytes:
    values = {"province": province.upper(), "place": province, "number": number}
    return (_HEAD.format(**values, day=day.day, month=day.month, year=day.year) + tasks).encode()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, database: str) -> Iterator[Store]:
    old = (
        "1. Sở Kế hoạch và Đầu tư chủ trì, cân đối vốn đầu tư công cho các trường nghề.\n"
        "2. Sở Lao động - Thương binh và Xã hội chủ trì, phối hợp với Sở Y tế rà soát nhu cầu đào tạo.\n"
        "3. Các sở, ngành xây dựng kế hoạch của đơn vị mình.\n"
    )
    new = "1. Các sở, ngành báo cáo Ủy ban nhân dân tỉnh kết quả thực hiện.\n2. Sở Tài chính bố trí kinh phí đào tạo.\n"
    url = f"sqlite:///{tmp_path_factory.mktemp('kho')}/kho.db"
    with docparse.open_store(url) as opened:
        for number, (place, day, text) in enumerate(
            [
                ("Điện Biên", date(2019, 11, 6), old),
                ("Điện Biên", date(2026, 3, 2), new),
                ("Yên Bái", date(2020, 5, 5), old),
            ],
            1,
        ):
            opened.add(docparse.parse_bytes(_plan(place, number, day, text), f"{number}.txt"))
        yield opened


def test_a_body_that_was_merged_says_what_it_is_now_since_when_and_by_what(store: Store) -> None:
    answer = store.agency("Sở KH&ĐT tỉnh Điện Biên", at=TODAY)
    assert answer.exists is False
    (now,) = answer.now
    assert (now.agency, now.since, now.share) == ("Sở Tài chính tỉnh Điện Biên", "2025-03", "toàn bộ")
    assert "150/2025/NĐ-CP" in now.basis
    # "các sở, ngành" of 2019 held it, those of 2026 do not
    assert [(work.document.date, work.tasks) for work in answer.own] == [("2019-11-06", 2)]


def test_before_the_change_it_is_what_it_was(store: Store) -> None:
    answer = store.agency("Sở Kế hoạch và Đầu tư tỉnh Điện Biên", at=date(2020, 1, 1))
    assert answer.exists is True
    assert answer.now == ()
    assert answer.name == "Sở Kế hoạch và Đầu tư tỉnh Điện Biên"


def test_a_split_body_shows_every_successor_with_its_share(store: Store) -> None:
    answer = store.agency("Sở Lao động - Thương binh và Xã hội tỉnh Điện Biên", at=TODAY)
    assert {heir.agency for heir in answer.now} >= {"Sở Nội vụ tỉnh Điện Biên", "Sở Y tế tỉnh Điện Biên"}
    assert len(answer.now) == 5
    assert all(heir.share == "một phần" and heir.what for heir in answer.now)


def test_an_agency_knows_what_it_inherited_also_from_a_merged_province(store: Store) -> None:
    answer = store.agency("Sở Tài chính tỉnh Lào Cai", at=TODAY)
    from_ = {heir.agency for heir in answer.before}
    assert {"Sở Kế hoạch và Đầu tư tỉnh Yên Bái", "Sở Tài chính tỉnh Yên Bái"} <= from_
    assert [(w.document.date, w.agency, w.tasks) for w in answer.inherited] == [
        ("2020-05-05", "Sở Kế hoạch và Đầu tư", 1)
    ]


def test_an_unknown_name_is_said_to_be_unknown_and_an_empty_one_is_an_error(store: Store) -> None:
    answer = store.agency("Sở Bánh kẹo liên hành tinh", at=TODAY)
    assert (answer.known, answer.now, answer.own) == (False, (), ())
    assert "không biết cơ quan này" in plain(agency_page(answer))
    with pytest.raises(QuestionError, match="DP504"):
        store.agency("  ")


def test_without_a_store_the_registry_answers() -> None:
    answer = agency(None, "UBND tỉnh Bắc Ninh", TODAY)
    assert [heir.agency for heir in answer.now] == ["Ủy ban nhân dân thành phố Bắc Ninh"]
    assert answer.own == ()


def test_a_checklist_as_of_today_holds_the_tasks_of_the_body_it_succeeded(store: Store) -> None:
    before = store.checklist("Sở Tài chính tỉnh Điện Biên")
    answer = store.checklist("Sở Tài chính tỉnh Điện Biên", now=TODAY)
    assert answer.rows == before.rows
    (row,) = answer.inherited
    assert row.text.startswith("Sở Kế hoạch và Đầu tư chủ trì, cân đối vốn")
    assert (row.role, row.agency) == ("lead", "Sở Kế hoạch và Đầu tư")
    assert row.from_ is not None
    assert row.from_.agency == "Sở Kế hoạch và Đầu tư tỉnh Điện Biên"
    page = plain(checklist_page(answer))
    assert "Kế thừa từ Sở Kế hoạch và Đầu tư tỉnh Điện Biên (toàn bộ; từ 03/2025" in page
    assert "kế thừa từ Sở Kế hoạch và Đầu tư tỉnh Điện Biên" in checklist_csv(answer)


def test_a_task_of_a_split_body_stands_in_each_heirs_list_and_names_them_all(store: Store) -> None:
    for heir in ("Sở Nội vụ tỉnh Điện Biên", "Sở Giáo dục và Đào tạo tỉnh Điện Biên"):
        (row,) = store.checklist(heir, now=TODAY).inherited
        assert row.from_ is not None
        assert row.from_.share == "một phần"
        assert len(row.now) == 5
    # it takes part in that task under its own name already
    assert store.checklist("Sở Y tế tỉnh Điện Biên", now=TODAY).inherited == ()


def test_a_body_that_goes_on_keeps_its_tasks_though_a_part_of_its_work_went_elsewhere(tmp_path: Path) -> None:
    text = (
        "1. Sở Nông nghiệp và Môi trường chủ trì rà soát các điểm mỏ.\n"
        "2. Hội Liên hiệp Phụ nữ tỉnh vận động hội viên.\n"
    )
    with docparse.open_store(f"sqlite:///{tmp_path}/kho.db") as opened:
        opened.add(docparse.parse_bytes(_plan("Điện Biên", 9, date(2025, 5, 5), text), "9.txt"))
        assert opened.agency("Sở Nông nghiệp và Môi trường", at=TODAY).now[0].share == "một phần"
        for heir in ("Sở Công Thương tỉnh Điện Biên", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Điện Biên"):
            assert opened.checklist(heir, now=TODAY).inherited == ()
        answer = opened.who("rà soát các điểm mỏ", now=TODAY)
        assert answer.tasks[0].lead[0].now == ()


def test_a_checklist_of_a_former_body_says_what_it_is_now(store: Store) -> None:
    answer = store.checklist("Sở Kế hoạch và Đầu tư tỉnh Điện Biên", now=TODAY)
    assert [heir.agency for heir in answer.now] == ["Sở Tài chính tỉnh Điện Biên"]
    assert "nay là: Sở Tài chính tỉnh Điện Biên" in plain(checklist_page(answer))
    assert store.checklist("Sở Kế hoạch và Đầu tư tỉnh Điện Biên").now == ()


def test_who_as_of_today_shows_the_heir_beside_the_name_of_the_document(store: Store) -> None:
    answer = store.who("cân đối vốn đầu tư công cho các trường nghề Yên Bái", now=TODAY)
    part = answer.tasks[0].lead[0]
    assert part.agency == "Sở Kế hoạch và Đầu tư"
    assert [heir.agency for heir in part.now] == ["Sở Tài chính tỉnh Lào Cai"]
    page = plain(who_page(answer))
    assert "Sở Kế hoạch và Đầu tư [nay: Sở Tài chính tỉnh Lào Cai]" in page
    assert "Cơ quan hiện nay (ngày 22/11/2026)" in page


def test_who_of_an_agency_as_of_today_finds_what_it_inherited(store: Store) -> None:
    asked = "Sở Tài chính tỉnh Điện Biên phải làm gì"
    plain_ = {task.id for task in store.who(asked).tasks}
    today = {task.text for task in store.who(asked, now=TODAY).tasks if task.id not in plain_}
    assert [text[:22] for text in today] == ["Sở Kế hoạch và Đầu tư "]


def test_the_command_answers_with_and_without_a_store(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from docparse.cli import main

    monkeypatch.setenv("DOCPARSE_STORE", f"sqlite:///{tmp_path}/khong-co.db")
    assert main(["agency", "Bộ KH&ĐT", "--at", "22/11/2026"]) == 0
    out = capsys.readouterr().out
    assert "Bộ Tài chính" in out
    assert "Nghị quyết 176/2025/QH15" in out


def test_a_communes_own_bodies_are_found_by_its_name(tmp_path: Path) -> None:
    documents = Path(__file__).parents[2] / "corpus" / "documents"
    with docparse.open_store(f"sqlite:///{tmp_path}/kho.db") as opened:
        opened.add(docparse.parse(documents / "28-KH-UBND-xa-muong-ang.md"))
        answer = opened.checklist("Phòng Văn hóa - Xã hội xã Mường Ảng")
        assert answer.name == "Phòng Văn hóa - Xã hội xã Mường Ảng"
        assert answer.rows
        assert {row.agency for row in answer.rows} == {"Phòng Văn hóa - Xã hội"}
        assert opened.checklist("Phòng Văn hóa - Xã hội xã Thanh Nưa").rows == ()
        received = [row for row in opened.checklist("UBND xã Mường Ảng").rows if row.agency == "Ủy ban nhân dân xã"]
        assert {row.role for row in received} >= {"receive"}


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The plans of a district and of a commune of one name, and one of their province."""
    documents = Path(__file__).parents[2] / "corpus" / "documents"
    with docparse.open_store(f"sqlite:///{tmp_path_factory.mktemp('kho')}/kho.db") as opened:
        for name in ("45-KH-UBND-muong-ang.md", "28-KH-UBND-xa-muong-ang.md", "3243-KH-UBND.txt"):
            opened.add(docparse.parse(documents / name))
        tasks = "1. Các sở, ngành tỉnh lập kế hoạch.\n2. Ban Chuyên trách các cấp trực.\n3. Các huyện ủy chỉ đạo.\n"
        head = "ỦY BAN NHÂN DÂN\nTỈNH ĐIỆN BIÊN\nSố: 77/KH-UBND\nKẾ HOẠCH\nPhát triển nguồn nhân lực\n\nI. NHIỆM VỤ\n"
        opened.add(docparse.parse_bytes((head + tasks).encode(), "77.txt"))  # without a date
        yield opened


@pytest.mark.parametrize("asked", ["Phòng GD&ĐT huyện Mường Ảng", "phong gd dt huyen muong ang"])
def test_an_office_in_its_districts_own_paper_is_found_by_the_district(papers: Store, asked: str) -> None:
    answer = papers.checklist(asked)
    assert answer.name == "Phòng Giáo dục và Đào tạo huyện Mường Ảng"
    assert len(answer.rows) == 8
    assert {row.document.symbol for row in answer.rows} == {"45/KH-UBND"}


def test_a_short_office_is_told_from_the_registry(papers: Store) -> None:
    (row,) = papers.checklist("Phòng LĐTBXH huyện Mường Ảng").rows
    assert row.agency == "Phòng Lao động - Thương binh và Xã hội"


def test_a_town_has_no_tasks_of_the_commune_that_came_after_it(papers: Store) -> None:
    later = {row.document.symbol for row in papers.checklist("UBND xã Mường Ảng").rows}
    before = {row.document.symbol for row in papers.checklist("UBND thị trấn Mường Ảng").rows}
    assert "28/KH-UBND" in later
    assert "28/KH-UBND" not in before


@pytest.mark.parametrize(
    "asked",
    [
        "Ban Tuyên giáo Trung ương",
        "Ban Dân tộc tỉnh Điện Biên",  # ended before today, and the paper has no date
        "TAND huyện Mường Ảng",
        "Công an huyện Mường Ảng",
        "Sở Kế hoạch và Đầu tư tỉnh Điện Biên",
        "Sở Ma thuật tỉnh Điện Biên",
        "Huyện ủy Hoa Sen",
    ],
)
def test_a_group_holds_no_body_of_another_level_or_of_the_past(papers: Store, asked: str) -> None:
    answer = papers.checklist(asked)
    assert "77/KH-UBND" not in {row.document.symbol for row in (*answer.rows, *answer.unplaced)}


def test_a_group_holds_those_of_its_level(papers: Store) -> None:
    assert "77/KH-UBND" in {row.document.symbol for row in papers.checklist("Sở Tài chính tỉnh Điện Biên").rows}
    assert "77/KH-UBND" in {row.document.symbol for row in papers.checklist("Công an tỉnh Điện Biên").rows}


def test_an_unknown_place_is_said_and_has_no_tasks(papers: Store) -> None:
    answer = papers.checklist("UBND tỉnh Hoa Lư")
    assert (answer.rows, answer.unplaced, answer.unknown_places) == ((), (), ("tỉnh Hoa Lư",))
    assert "không có: tỉnh Hoa Lư" in plain(checklist_page(answer))
    told = papers.agency("UBND tỉnh Hoa Lư", at=TODAY)
    assert (told.known, told.own, told.now, told.before) == (False, (), (), ())


def test_each_step_has_its_own_day() -> None:
    by_name = {heir.agency: heir for heir in agency(None, "Sở TN&MT tỉnh Yên Bái", TODAY).now}
    minerals = by_name["Sở Công Thương tỉnh Lào Cai"]
    assert minerals.since == "2026-09-15"
    assert minerals.dates == ("2025-03", "2025-07-01", "2026-09-15")
    environment = "Sở Nông nghiệp và Môi trường"
    assert minerals.path[1:3] == (f"{environment} tỉnh Yên Bái", f"{environment} tỉnh Lào Cai")
    page = plain(agency_page(agency(None, "Sở TN&MT tỉnh Yên Bái", TODAY)))
    assert "Sở Công Thương tỉnh Lào Cai (từ 15/09/2026)" in " ".join(page.split())


def test_an_ended_body_without_an_heir_says_so() -> None:
    page = plain(agency_page(agency(None, "LĐLĐ huyện Mường Ảng", TODAY)))
    assert "Đã kết thúc từ 01/07/2025" in page
    assert "cơ quan kế thừa: không nêu trong danh mục" in page
    assert "vẫn có" not in page


def test_the_command_has_csv_and_answers_without_the_store_that_it_names(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from docparse.cli import main

    missing = f"sqlite:///{tmp_path}/khong-co.db"
    assert main(["agency", "UBND quận Hoàn Kiếm", "--at", "22/11/2026", "--store", missing, "--csv"]) == 0
    rows = capsys.readouterr().out.removeprefix("\ufeff").splitlines()
    assert rows[0].startswith("Mục,Cơ quan,Từ,Mức")
    assert rows[1].startswith('tình trạng,"Ủy ban nhân dân quận Hoàn Kiếm, thành phố Hà Nội"')
    assert len(rows) == 4
    assert main(["agency", "UBND quận Hoàn Kiếm", "--store", missing]) == 0
    assert "Không có kho" in capsys.readouterr().out

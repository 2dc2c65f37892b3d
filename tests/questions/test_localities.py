"""A province's document orders that province's bodies; a central one everybody's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from docparse.output.checklist import UNKNOWN_PLACE
from docparse.output.tasklines import checklist_lines
from docparse.questions import Store
from docparse.questions.localities import CENTRAL, Localities, province_name, slug
from docparse.questions.mentioned import places_in
from docparse.questions.phrases import words_of
from tests.store.builders import PlanBuilder

GD = "Sở Giáo dục và Đào tạo"


@pytest.fixture
def store() -> Iterator[Store]:
    """Two provinces, the government, a commune of one of the provinces, and a document of nobody knows where."""
    with Store("sqlite:///:memory:") as opened:
        for key, place, issuer, where in (
            ("urn:lex:vn;dien.bien:ubnd:kh:2025;1", "Điện Biên", "Ủy ban nhân dân tỉnh Điện Biên", "dien.bien"),
            ("urn:lex:vn;ha.noi:ubnd:kh:2025;2", "Hà Nội", "Ủy ban nhân dân thành phố Hà Nội", "ha.noi"),
            ("urn:lex:vn:thu.tuong:qd:2025;3", "Hà Nội", "Thủ tướng Chính phủ", "?"),
            ("urn:docparse:text:4", None, "Ủy ban nhân dân tỉnh", "?"),
        ):
            b = PlanBuilder(key, place=place, issuer=issuer, symbol=f"{key[-1]}/KH").section("I", "NHIỆM VỤ", "tasks")
            b.line(
                "Sở Giáo dục và Đào tạo mở lớp. UBND các xã, phường tuyên truyền. Sở Y tế chủ trì, Sở Nội vụ chủ trì."
            )
            b.task(f"{GD} mở lớp", (GD, "implement", "explicit", f"agency:vn;{where}:so.giao.duc.va.dao.tao"))
            name = "Ủy ban nhân dân các xã, phường"
            b.task("UBND các xã, phường tuyên truyền",
                   (name, "implement", "explicit", f"group:vn;{where}:uy.ban.nhan.dan.cac.xa.phuong"))  # fmt: skip
            opened.add(b.build())
        b = PlanBuilder("urn:lex:vn;dien.bien;muong.phang:ubnd:kh:2025;5", symbol="5/KH", place="Mường Phăng",
                        issuer="Ủy ban nhân dân xã Mường Phăng").section("I", "NHIỆM VỤ", "tasks")  # fmt: skip
        opened.add(b.line("Trồng rừng.").task("Trồng rừng").build())
        yield opened


def symbols(rows: tuple[object, ...]) -> list[str]:
    return [row.document.symbol for row in rows]  # type: ignore[attr-defined]


def test_where_documents_belong(store: Store) -> None:
    found = Localities(store)
    by_id = {row["id"][-1]: found.province(row["pk"]) for row in store.db.rows("documents")}
    assert by_id == {"1": "dien.bien", "2": "ha.noi", "3": CENTRAL, "4": None, "5": "dien.bien"}
    assert (slug("Tỉnh Điện Biên"), province_name("ha.noi")) == ("dien.bien", "Hà Nội")


def test_a_province_has_its_own_tasks_and_the_countrys(store: Store) -> None:
    answer = store.checklist(f"{GD} tỉnh Điện Biên")
    assert (symbols(answer.rows), symbols(answer.unplaced)) == (["3/KH", "1/KH"], ["4/KH"])
    assert answer.province == "Điện Biên"
    assert symbols(store.checklist("so giao duc dao tao ha noi").rows) == ["3/KH", "2/KH"]


def test_no_place_gives_all_by_province(store: Store) -> None:
    answer = store.checklist("Sở GD&ĐT")
    assert [(row.document.symbol, row.province) for row in answer.rows] == [
        ("3/KH", ""), ("1/KH", "Điện Biên"), ("2/KH", "Hà Nội"), ("4/KH", None),
    ]  # fmt: skip
    assert (answer.name, answer.unplaced) == (GD, ())


def test_a_commune_belongs_where_the_store_says(store: Store) -> None:
    answer = store.checklist("UBND xã Mường Phăng")
    assert (symbols(answer.rows), symbols(answer.unplaced)) == (["3/KH", "1/KH"], ["4/KH"])
    other = store.checklist("UBND xã Ba Vì")  # of Hà Nội and of Quảng Ngãi
    assert (symbols(other.rows), symbols(other.unplaced)) == (["3/KH"], ["4/KH", "2/KH"])
    none = store.checklist("UBND xã Vô Danh")  # of none
    assert (none.rows, none.unplaced) == ((), ())


def test_a_shortened_name_is_taken_for_all_that_it_may_mean() -> None:
    with Store("sqlite:///:memory:") as store:
        b = PlanBuilder("urn:a", symbol="1/KH").section("I", "NHIỆM VỤ", "tasks").line("Làm cỏ. Làm mương. Làm đường.")
        b.task("Làm cỏ", ("Sở Nông nghiệp và Phát triển nông thôn", "lead"), ("Sở Y tế", "lead"))
        b.task("Làm mương", ("Sở Nông nghiệp và Môi trường", "lead"), ("Sở Nội vụ", "coordinate"))
        store.add(b.task("Làm đường", ("Sở Xây dựng", "lead")).build())
        answer = store.checklist("sở nông nghiệp")
        assert answer.read_as == ("Sở Nông nghiệp và Phát triển nông thôn", "Sở Nông nghiệp và Môi trường")
        assert [(row.text, row.leads, row.partners) for row in answer.rows] == [
            ("Làm cỏ", ("Sở Y tế",), ()), ("Làm mương", (), ("Sở Nội vụ",)),
        ]  # fmt: skip
        assert store.checklist("sở xây dựng").read_as == ()


def test_what_a_central_paper_gives_one_province_by_name_is_not_every_provinces(store: Store) -> None:
    own = "Ủy ban nhân dân thành phố Hà Nội"
    b = PlanBuilder("urn:lex:vn:thu.tuong:qd:2025;6", symbol="6/QĐ", place="Hà Nội", issuer="Thủ tướng Chính phủ")
    b.section("I", "NHIỆM VỤ", "tasks").line(f"{own} lập vùng phát thải thấp.")
    b.task(f"{own} lập vùng phát thải thấp", (own, "lead", "explicit", "agency:vn;ha.noi:uy.ban.nhan.dan"))
    store.add(b.build())
    assert "6/QĐ" in symbols(store.checklist(own).rows)
    assert "6/QĐ" not in symbols(store.checklist("Ủy ban nhân dân tỉnh Điện Biên").rows)


def test_a_syllable_is_a_place_only_where_it_is_called_one() -> None:
    with Store("sqlite:///:memory:") as store:
        for key, place, issuer in (
            ("urn:lex:vn;nn;thanh:ubnd:kh:2025;1", "Thanh", "Ủy ban nhân dân xã Thanh"),
            ("urn:lex:vn;thanh.hoa:ubnd:kh:2025;2", "Thanh Hóa", "Ủy ban nhân dân tỉnh Thanh Hóa"),
            ("urn:lex:vn;nn;nui.thanh:ubnd:kh:2025;3", "Núi Thành", "Ủy ban nhân dân thị trấn Núi Thành"),
        ):
            b = PlanBuilder(key, place=place, issuer=issuer, symbol=f"{key[-1]}/KH-UBND").section("I", "VIỆC", "tasks")
            store.add(b.line("Dạy nghề cho thanh niên.").task("Dạy nghề cho thanh niên").build())
        for asked in ("dạy nghề cho thanh niên", "day nghe cho thanh nien", "Thanh niên được dạy nghề"):
            assert store.who(asked).understood.places == ()
            assert len(store.who(asked).tasks) == 3
        assert [task.document.symbol for task in store.who("dạy nghề ở xã Thanh").tasks] == ["1/KH-UBND"]
        assert [task.document.symbol for task in store.who("dạy nghề ở Thanh Hóa").tasks] == ["2/KH-UBND"]


@pytest.mark.parametrize(
    ("question", "symbols_found"),
    [
        ("xây dựng trung tâm", ["1", "2", "3"]),
        ("xây dựng Trung Tâm", ["1"]),
        ("xã trung tâm xây dựng gì", ["1"]),
        ("xay dung o xa trung tam", ["1"]),
        ("xây dựng khu vực đông dân", ["1", "2", "3"]),
        ("xây dựng ở xã Đông", ["2"]),
        ("xây dựng ở xã Đông, xã Đông Thành", ["2", "3"]),
        ("xây dựng ở xã Đông Thành", ["3"]),
        ("xây dựng ở xã Đông Sơn", []),
    ],
)
def test_a_commune_is_no_common_word(question: str, symbols_found: list[str]) -> None:
    with Store("sqlite:///:memory:") as store:
        for number, place in enumerate(("Trung Tâm", "Đông", "Đông Thành"), 1):
            b = PlanBuilder(f"urn:lex:vn;nn;{slug(place)}:ubnd:kh:2025;{number}", place=place, symbol=str(number),
                            issuer=f"Ủy ban nhân dân xã {place}").section("I", "VIỆC", "tasks")  # fmt: skip
            text = "Xây dựng trung tâm ở khu vực đông dân"
            store.add(b.line(f"{text}.").task(text).build())
        assert sorted(task.document.symbol or "" for task in store.who(question).tasks) == symbols_found


def test_communes_that_fold_alike_are_told_apart_by_their_marks() -> None:
    with Store("sqlite:///:memory:") as store:
        for number, place in enumerate(("Đồng Tân", "Đông Tân", "Động Tân"), 1):
            b = PlanBuilder(f"urn:lex:vn;nn;{number}:ubnd:kh:2025;35-kh-ubnd", place=place, symbol="35/KH-UBND",
                            issuer=f"Ủy ban nhân dân xã {place}").section("I", "VIỆC", "tasks")  # fmt: skip
            store.add(b.line("Làm đường.").task("Làm đường").build())

        def asked(question: str) -> list[str]:
            return sorted(task.document.issuer or "" for task in store.who(question).tasks)

        assert asked("Ai làm đường trong Kế hoạch 35/KH-UBND xã Đồng Tân?") == ["Ủy ban nhân dân xã Đồng Tân"]
        assert asked("làm đường ở Đông Tân") == ["Ủy ban nhân dân xã Đông Tân"]
        assert len(asked("lam duong o xa dong tan")) == 3
        assert store.who("làm đường ở Động Tân").understood.places == ("Động Tân",)
        assert store.who("lam duong o xa dong tan").understood.places == ("dong tan",)


def test_a_level_asks_for_the_groups_of_its_bodies(store: Store) -> None:
    for asked in ("UBND xã phải làm gì", "ubnd cac xa phai lam gi", "UBND phường làm những việc gì"):
        assert {task.text for task in store.who(asked).tasks} == {"UBND các xã, phường tuyên truyền"}
    assert {task.document.symbol for task in store.who("UBND xã Mường Phăng làm gì").tasks} == {"1/KH", "3/KH"}


def test_a_name_that_nobody_has_offers_those_it_may_shorten(store: Store) -> None:
    assert store.checklist("GDĐT").suggestions == (GD,)
    assert store.checklist("Sở Giáo dụ và Đào tao Hà Nội").name == GD


def test_lines_of_several_provinces_say_whose_they_are(store: Store) -> None:
    several = checklist_lines(store.checklist("Sở GD&ĐT"))
    assert {line.basis.rpartition(", ")[2] for line in several} == {"Điện Biên", "Hà Nội", "Trung ương", UNKNOWN_PLACE}
    assert {line.home for line in checklist_lines(store.checklist(f"{GD} Hà Nội")) if line.place} >= {"Hà Nội"}


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("làm đường vùng cao bằng nguồn vốn nào", []),
        ("lam duong vung cao bang nguon von nao", []),
        ("nâng cao bằng cấp cho giáo viên", []),
        ("ai làm đường ở cao bằng", ["cao.bang"]),
        ("làm đường vùng Cao Bằng", ["cao.bang"]),
        ("kế hoạch của tỉnh cao bằng", ["cao.bang"]),
        ("ke hoach cao bang ve duong", ["cao.bang"]),
    ],
)
def test_a_province_inside_running_words_is_none(question: str, places: list[str]) -> None:
    with Store("sqlite:///:memory:") as store:
        b = PlanBuilder("urn:lex:vn;cao.bang:ubnd:kh:2025;1", symbol="1/KH", place="Cao Bằng",
                        issuer="Ủy ban nhân dân tỉnh Cao Bằng").section("I", "NHIỆM VỤ", "tasks")  # fmt: skip
        store.add(b.line("Làm đường.").task("Làm đường").build())
        found = places_in(question, words_of(question), set(), Localities(store))
    assert [place.slug for place, _ in found] == places

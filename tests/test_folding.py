"""The keys that texts are compared by."""

import pytest

from docparse.folding import bare, canon, fold, fold_key, spaced


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Hoà Bình, Thuỷ lợi, khoẻ", "hòa bình, thủy lợi, khỏe"),
        ("toàn quý hoàn", "toàn quý hoàn"),
        ("Kĩ sư Lí, quí II, Mĩ", "kỹ sư lý, quý ii, mỹ"),
        ("kim tin sĩ1", "kim tin sĩ1"),
        ("“10–NQ”\u00a0’a’ Ðà ƉÀ", "\"10-nq\" 'a' đà đà"),
        ("İ ΔΑ", "i δα"),
    ],
)
def test_canon(text: str, key: str) -> None:
    assert canon(text) == key
    assert len(key) == len(text)


def test_fold_drops_marks_of_all_latin_letters() -> None:
    assert fold("ĐẶNG Thị Ỷ, Besançon, Muñoz") == "dang thi y, besancon, munoz"
    assert bare("đặng ƣ") == "dang ƣ"


def test_words_only() -> None:
    assert spaced("ubnd-tinh (so 1…) 😀x") == "ubnd tinh  so 1    x"
    assert fold_key("  UBND tỉnh: Số 1/…") == "ubnd tinh so 1"

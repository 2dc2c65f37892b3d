"""Label paths and places."""

from __future__ import annotations

import pytest

from docparse.identity.bodies import shortens
from docparse.model import Section
from docparse.store.paths import join, label_paths, path_key, place


@pytest.mark.parametrize(
    ("path", "label", "joined"),
    [
        ("", "V", "V"),
        ("V", "1", "V.1"),
        ("V.1", "1.1", "V.1.1"),
        ("V.1.1", "1.1.2", "V.1.1.2"),
        ("II.1", "a", "II.1.a"),
        ("Chương I", "Điều 2", "Chương I, Điều 2"),
        ("Phụ lục I", "1", "Phụ lục I, 1"),
        ("Phụ lục I, 1", "1.2", "Phụ lục I, 1.2"),
        ("V", None, "V"),
    ],
)
def test_join(path: str, label: str | None, joined: str) -> None:
    assert join(path, label) == joined


def test_label_paths_survive_missing_and_circular_parents() -> None:
    def section(key: str, parent: str | None, label: str | None) -> Section:
        return Section(key, parent, label, "", "tasks", 0, 0)

    paths = label_paths(
        [section("c", "b", "1"), section("b", "a", "I"), section("d", "gone", "2"), section("a", "b", "X")]
    )
    assert paths["d"] == "2"
    assert set(paths) == {"a", "b", "c", "d"}


def test_place() -> None:
    assert place("V.1", 2) == "V.1, đoạn 2"
    assert place("", None) == place(None, None) == "phần đầu"
    assert path_key("Chương I, Điều 2") == "chuongi,dieu2"


@pytest.mark.parametrize(
    ("short", "name", "fits"),
    [
        ("sgddt", "so giao duc va dao tao", True),
        ("sogddt", "so giao duc va dao tao", True),
        ("sgdvdt", "so giao duc va dao tao", True),
        ("sgd", "so giao duc va dao tao", False),
        ("stc", "so giao duc va dao tao", False),
        ("ubndtinh", "uy ban nhan dan tinh", True),
        ("", "so tai chinh", False),
    ],
)
def test_shortens(short: str, name: str, fits: bool) -> None:
    assert shortens(short, name.split(), {"va"}) is fits

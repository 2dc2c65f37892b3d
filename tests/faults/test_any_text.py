"""Any text gives a plan: no exception, every word in a section, every span inside the text."""

from __future__ import annotations

import random
import unicodedata
from pathlib import Path

import pytest

from docparse.errors import ReadError
from docparse.extraction.plan import read_plan
from docparse.model import Plan
from docparse.reading import read_bytes

DOCUMENTS = Path(__file__).parents[2] / "corpus" / "documents"
TEXTS = sorted(path for path in DOCUMENTS.iterdir() if path.suffix in (".txt", ".md"))
MARKERS = ("I.", "II.", "A.", "1.", "2.", "1.1.", "a)", "b)", "(1)", "-", "+", "•", "Điều 1.", "PHỤ LỤC I", "Chương II")
PIECES = (
    "Sở Y tế",
    "chủ trì",
    "phối hợp với",
    "Ủy ban nhân dân các xã",
    "rà soát",
    "90%",
    "trước ngày 31/12/2025",
    ";",
    ":",
    ".",
    ",",
    "(",
    ")",
    "|",
    "NHIỆM VỤ",
    "MỤC TIÊU",
    "TỔ CHỨC THỰC HIỆN",
    "Thời gian:",
    "Cơ quan chủ trì:",
    "Nơi nhận:",
    "Nghị quyết số 29-NQ/TW",
    "năm 2026",
    "KẾ HOẠCH",
    "hằng năm",
    "./.",
    "**",
    "#",
    "“",
    "…",
    "đến",
)


def checked(data: bytes | str, name: str = "x.txt") -> Plan:
    """The plan of a text, sound in itself."""
    plan = read_plan(read_bytes(data.encode() if isinstance(data, str) else data, name))
    size = len(plan.text)
    covered = bytearray(size)
    for section in plan.sections:
        assert 0 <= section.start <= section.end <= size
        covered[section.start : section.end] = b"\1" * (section.end - section.start)
    assert [plan.text[i] for i in range(size) if not covered[i] and plan.text[i].isalnum()] == []
    for item in [*plan.tasks, *plan.goals, *plan.references]:
        assert 0 <= item.start < item.end <= size
    for items in (plan.sections, plan.tasks, plan.goals):
        assert len({item.id for item in items}) == len(items)
    assert {t.section for t in plan.tasks} | {g.section for g in plan.goals} <= {s.id for s in plan.sections}
    return plan


@pytest.mark.parametrize("seed", range(60))
def test_random_markers_and_words(seed: int) -> None:
    dice = random.Random(seed)
    lines = []
    for _ in range(dice.randint(1, 60)):
        words = [dice.choice(PIECES) for _ in range(dice.randint(0, 12))]
        lines.append(" ".join([dice.choice(MARKERS), *words] if dice.random() < 0.7 else words))
    checked("\n".join(lines) + "\nhết", dice.choice(["x.txt", "x.md"]))


@pytest.mark.parametrize("path", TEXTS, ids=lambda p: p.name)
def test_shuffled_lines_of_the_corpus(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    for seed in range(3):
        random.Random(seed).shuffle(lines)
        checked("\n".join(lines), path.name)


@pytest.mark.parametrize("path", TEXTS, ids=lambda p: p.name)
def test_documents_that_break_off(path: Path) -> None:
    data = path.read_bytes()
    for at in random.Random(path.name).sample(range(1, len(data)), 8):
        try:
            checked(data[:at], path.name)
        except ReadError as error:
            assert error.code in ("DP103", "DP106")  # noqa: PT017


@pytest.mark.parametrize("path", TEXTS, ids=lambda p: p.name)
def test_decomposed_letters_give_the_same_plan(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    one, two = checked(text, path.name), checked(unicodedata.normalize("NFD", text), path.name)
    assert one.text == two.text
    assert (one.tasks, one.goals, one.sections, one.references) == (two.tasks, two.goals, two.sections, two.references)


@pytest.mark.parametrize(
    "text",
    [
        "a",
        "I.",
        "-\n-\n-\nx",
        "1.\n2.\n3.",
        "?;:.,-+*()[]\n" * 500 + "a",
        "……… a",
        ";;;;;; a ;;;;",
        "Điều 1.",
        "PHỤ LỤC",
        "KẾ HOẠCH",
        "|a|",
        "| | |\n|---|---|\n| | |\nx",
        "a\u200b\u200cb\ufeff",
        "\u202ea",
        "𝔸𝔹 1. 🙂",
        "ﬁ ½ ²",
    ],
)
@pytest.mark.parametrize("name", ["x.txt", "x.md"])
def test_hardly_any_text(text: str, name: str) -> None:
    checked(text, name)


def test_control_characters_are_a_coded_refusal_or_a_plan() -> None:
    for code in [*range(1, 32), 127, 0x85, 0x2028, 0xFFFE]:
        text = f"I. NHIỆM VỤ\n1. Sở Y tế rà{chr(code)}soát hồ.\n" * 3
        try:
            checked(text)
        except ReadError as error:
            assert error.code == "DP105"  # noqa: PT017


# Inputs on which work that grows with the square of the size would not come to an end.
LONG = 80_000
HEAD = "I. NHIỆM VỤ\n1. Sở Y tế\n"


def long(piece: str, size: int = LONG) -> str:
    return piece * (size // len(piece))


@pytest.mark.parametrize(
    "line",
    [
        "rà soát hồ chứa; các kênh dẫn; ",
        "các kênh dẫn nước; ",
        "Rà soát hồ. ",
        "hồ chứa nước ",
        "Sở Y tế, Sở Xây dựng, ",
        "các sở: gồm: ",
        "TP. ",
        "Đạt 90% số hồ năm 2026, ",
        "(",
        "a",
        "1",
        ".",
        ";",
        ":",
        ",",
        "…",
        "“",
    ],
)
@pytest.mark.parametrize("part", ["a) (mở ngoặc ", "a) "])
def test_one_endless_line(line: str, part: str) -> None:
    plan = checked(HEAD + part + long(line) + " hết")
    assert plan.text.rstrip().endswith("hết")


def test_a_line_of_a_million_characters() -> None:
    plan = checked(HEAD + "a) " + long("các hồ chứa nước, kênh dẫn; ", 1_000_000))
    assert len(plan.text) > 999_000


def test_twenty_thousand_bullets() -> None:
    assert len(checked("I. NHIỆM VỤ\n" + "- Vớt rác.\n" * 20_000).tasks) == 20_000


@pytest.mark.parametrize(
    "lines",
    [
        "- Rà soát hồ.\n",
        "+ Thực hiện Quyết định số 12/QĐ-UBND ngày 02/01/2024.\n",
        "1. Rà soát như sau:\na) Lập như sau:\n",
        "1. Rà soát:\na) Lập:\n- Dò:\n+ Tìm:\n",
        "- Cơ quan chủ trì: Sở Y tế.\n- Thời gian: Quý I/2025.\n",
        "VIỆC CẦN LÀM NGAY\nRà soát hồ.\n",
        "PHỤ LỤC I\n1. Rà soát.\n",
        "1.1.1.1.1. Rà soát.\n",
        "KẾ HOẠCH\nI. NHIỆM VỤ\n",
        "Nơi nhận:\n- Như trên;\n",
        "Trên đây là Kế hoạch.\n\n",
        "Yêu cầu các sở làm ngay.\n\n",
        "Căn cứ Luật Đê điều.\n\n",
        "?;:.,-+*()[]\n",
        "Điều 1. Giao Sở Y tế rà soát.\n",
        "- Rà soát./.\n",
    ],
)
@pytest.mark.parametrize("part", ["I. NHIỆM VỤ\n", "I. MỤC TIÊU\n", ""])
def test_lines_without_end(lines: str, part: str) -> None:
    checked(part + long(lines, 40_000) + "hết")


@pytest.mark.parametrize(
    "row", ["| 1 | Rà soát hồ | Sở Y tế | Năm 2025 |\n", "| | hồ | | |\n", "| 1 | | | |\n", "||||\n"]
)
@pytest.mark.parametrize("second", ["Nhiệm vụ", "Chỉ tiêu"])
def test_tables_without_end(row: str, second: str) -> None:
    head = f"# I. NHIỆM VỤ\n\n| TT | {second} | Cơ quan chủ trì | Thời gian |\n|---|---|---|---|\n"
    checked(head + long(row, 40_000), "x.md")


def test_many_tasks_below_many_field_lines() -> None:
    body = "- Rà soát hồ.\n" * 4000 + "- Cơ quan chủ trì: Sở Y tế.\n" * 4000
    assert len(checked("I. NHIỆM VỤ\n" + body).tasks) == 4000

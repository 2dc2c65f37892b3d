"""Saved mail and archives: what is attached, letters, mails within mails."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage

import pytest

from docparse.errors import ReadError
from docparse.reading import read_bytes
from docparse.reading.archive import LeftOut, archive_members
from tests.reading.helpers import code, package, paragraph, texts, word


def mail(*attached: str) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "a@b.vn", "Kế hoạch"
    message.set_content("Kính gửi các đồng chí.")
    for name in attached:
        message.add_attachment(word(paragraph(name)), maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def test_mail() -> None:
    assert read_bytes(mail(), "thu.eml").text == "Kính gửi các đồng chí."
    source = read_bytes(mail("kế hoạch.docx", "b.docx"), "thu.eml")
    assert (source.text, [w.code for w in source.warnings]) == ("kế hoạch.docx", ["DP237", "DP234"])
    members = list(archive_members(mail("../kế hoạch.docx", "b.docx", "c.exe"), "thu.eml"))
    assert [m[0] for m in members if not isinstance(m, ReadError)] == ["thu.eml/kế hoạch.docx", "thu.eml/b.docx"]
    assert code(b"xin chao", "thu.eml") == "DP135"


def test_archives() -> None:
    inner = package({"c.txt": "Ba", "d.zip": "sâu quá"})
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in (("thư mục/b.md", b"Hai"), ("a.txt", b"Mot"), ("x.exe", b"MZ"), ("trong.zip", inner),
                           ("../../p.txt", b"ra"), ("__MACOSX/a.txt", b"rac"), ("~$a.docx", b"khoa")):  # fmt: skip
            archive.writestr(name, data)
    found = list(archive_members(stream.getvalue(), "g.zip"))
    names = [m.code if isinstance(m, ReadError) else m[0] for m in found]
    assert names == ["DP137", "g.zip/a.txt", "g.zip/thư mục/b.md", "g.zip/trong.zip/c.txt", "DP139"]
    assert str(found[-1]).startswith("DP139 g.zip/trong.zip/d.zip: tệp nằm quá sâu")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"PK\x03\x04 cut", "DP136"),
        (package({"a.png": "x"}), "DP108"),
        (package({"a.txt": "\0" * 40_000_000}), "DP138"),
        (package({f"{k}.txt": "a" for k in range(2_500)}), "DP138"),
    ],
    ids=["cut", "nothing", "bomb", "too many"],
)
def test_hostile_archives(data: bytes, expected: str) -> None:
    last = list(archive_members(data, "g.zip"))[-1]
    assert isinstance(last, ReadError)
    assert last.code == expected


def letter(text: str, html: str | None = None) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["Subject"] = "a@b.vn", "Kế hoạch"
    message.set_content(text)
    if html is not None:
        message.add_alternative(html, subtype="html")
    return message


def members(message: EmailMessage | bytes) -> list[tuple[str, str]]:
    """Name and first words of what ``docparse add`` takes from a mail; for what it leaves out the code."""
    data = message if isinstance(message, bytes) else message.as_bytes()
    return [
        (m.where, m.code) if isinstance(m, ReadError) else (m[0], read_bytes(m[1], m[0]).text)
        for m in archive_members(data, "t.eml")
    ]


def test_the_letter_is_the_document_where_nothing_is_attached() -> None:
    table = "<p>Kính gửi</p><table><tr><td>1</td><td>việc</td></tr></table>"
    assert texts(read_bytes(letter("Kính gửi", table).as_bytes(), "t.eml")) == ["Kính gửi", "1 | việc"]
    assert read_bytes(letter("Chỉ chữ", "<p>&nbsp;</p>").as_bytes(), "t.eml").text == "Chỉ chữ"
    message = letter("Chỉ chữ")
    message.add_attachment(b"PNG", maintype="image", subtype="png", filename="a.png")
    assert members(message) == [("t.eml/a.png", "DP107"), ("t.eml.txt", "Chỉ chữ")]


def test_a_letter_beside_attachments_is_left_out_and_that_is_said() -> None:
    found = list(archive_members(mail("a.docx"), "t.eml"))
    assert [type(m) for m in found] == [tuple, LeftOut]
    assert members(mail("a.docx")) == [("t.eml/a.docx", "a.docx"), ("t.eml", "DP237")]
    silent = letter("")
    silent.add_attachment("Kế hoạch", filename="a.txt")
    assert members(silent) == [("t.eml/a.txt", "Kế hoạch")]


def test_mails_within_mails() -> None:
    inner = letter("Thư trong")
    outer = letter("")
    outer.add_attachment(inner)
    assert read_bytes(outer.as_bytes(), "t.eml").text == "Thư trong"
    assert members(outer) == [("t.eml/thu-kem.txt", "Thư trong")]
    inner.add_attachment("Tệp trong", filename="a.txt")
    outer = letter("Chuyển tiếp")
    outer.add_attachment(inner)
    assert members(outer) == [("t.eml/a.txt", "Tệp trong"), ("t.eml", "DP237")]


def test_names_and_letters_in_all_codings() -> None:
    named = b"""From: a@b.vn
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="B"

--B
Content-Type: text/plain; name="=?UTF-8?B?a+G6vyBob+G6oWNoLnR4dA==?="
Content-Disposition: attachment; filename="=?UTF-8?B?a+G6vyBob+G6oWNoLnR4dA==?="
Content-Transfer-Encoding: base64

S+G6vyBob+G6oWNo
--B
Content-Type: text/plain; charset=utf-8
Content-Disposition: attachment; filename*=UTF-8''k%E1%BA%BF.txt
Content-Transfer-Encoding: quoted-printable

K=E1=BA=BF
--B--
"""
    assert members(named) == [("t.eml/kế hoạch.txt", "Kế hoạch"), ("t.eml/kế.txt", "Kế")]
    old = (
        b"From: a@b.vn\nContent-Type: text/plain; charset=windows-1258\nContent-Transfer-Encoding: quoted-printable\n\n"
    )
    assert read_bytes(old + b"K=EA=EC hoa=F2ch", "t.eml").text == "Kế hoạch"


def attach(message: EmailMessage, name: str, data: bytes) -> EmailMessage:
    message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message


def test_archives_attached_to_a_mail_are_opened() -> None:
    outer = _zip("trong.zip", package({"b.txt": "Hai"}))
    found = members(attach(letter("Kính gửi"), "tatca.zip", outer))
    assert found == [("t.eml/tatca.zip/trong.zip/b.txt", "Hai"), ("t.eml", "DP237")]
    deeper = members(attach(letter("Kính gửi"), "tatca.zip", _zip("ngoài.zip", outer)))
    assert deeper == [("t.eml/tatca.zip/ngoài.zip/trong.zip", "DP139"), ("t.eml", "DP237")]
    assert members(attach(letter("Kính gửi"), "tatca.zip", b"PK\x03\x04")) == [
        ("t.eml/tatca.zip", "DP136"), ("t.eml", "DP237")
    ]  # fmt: skip


def test_a_letter_is_read_where_the_archive_beside_it_holds_no_document() -> None:
    pictures = package({"a.png": "x"})
    found = members(attach(letter("Kính gửi"), "anh.zip", pictures))
    assert found == [("t.eml/anh.zip", "DP108"), ("t.eml.txt", "Kính gửi")]
    assert members(attach(letter(""), "anh.zip", pictures)) == [("t.eml/anh.zip", "DP108"), ("t.eml", "DP135")]


def test_mails_in_archives_give_what_is_attached() -> None:
    data = _zip("thư.eml", attach(attach(letter("Kính gửi"), "a.txt", b"Mot"), "b.txt", b"Hai").as_bytes())
    found = [(m.where, m.code) if isinstance(m, ReadError) else m for m in archive_members(data, "g.zip")]
    assert found == [
        ("g.zip/thư.eml/a.txt", b"Mot"), ("g.zip/thư.eml/b.txt", b"Hai"), ("g.zip/thư.eml", "DP237")
    ]  # fmt: skip


def test_attachments_that_are_not_read_are_named() -> None:
    message = attach(attach(letter("Kính gửi"), "a.txt", b"Mot"), "winmail.dat", b"x")
    badge = EmailMessage()
    badge.set_content(b"PNG", maintype="image", subtype="png", disposition="inline", filename="logo.png", cid="<1@b>")
    message.attach(badge)
    expected = [("t.eml/a.txt", "Mot"), ("t.eml/winmail.dat", "DP107"), ("t.eml", "DP237")]
    assert members(message) == expected
    parsed = read_bytes(message.as_bytes(), "t.eml")
    assert [(w.code, "winmail.dat" in w.text) for w in parsed.warnings] == [("DP237", False), ("DP239", True)]
    parsed = read_bytes(attach(message, "b.txt", b"Hai").as_bytes(), "t.eml")
    assert [w.code for w in parsed.warnings] == ["DP237", "DP234"]
    assert "không đọc b.txt, winmail.dat;" in parsed.warnings[1].text
    many = letter("Kính gửi")
    for k in range(8):
        attach(many, f"{k}.rar", b"x")
    (remark,) = read_bytes(many.as_bytes(), "t.eml").warnings
    assert remark.text == "không đọc tệp đính kèm 0.rar, 1.rar, 2.rar, 3.rar, 4.rar và 3 tệp khác; lưu riêng ra nếu cần"


def _zip(name: str, data: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, data)
    return stream.getvalue()

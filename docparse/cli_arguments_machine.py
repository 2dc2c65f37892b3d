"""The grammar of what has to do with this machine: watch, doctor, completion, man, bundle."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docparse.bundling import PLATFORMS, PYTHONS

Add = Callable[..., Any]


def machine(add: Add, json: Callable[[Any], None]) -> None:
    """The commands about a folder, this machine, a shell, another machine."""
    _watch(add, json)
    _doctor(add, json)
    _shell(add)
    _bundle(add, json)


def _watch(add: Add, json: Callable[[Any], None]) -> None:
    watch = add(
        "watch",
        "Theo dõi một thư mục: tệp mới hoặc đổi thì đưa vào kho",
        "docparse watch van-ban-den/",
        "Tệp có sẵn được thêm khi bắt đầu; tệp đang ghi dở thì chờ ghi xong; tệp tạm, tệp khóa, tệp dạng khác được bỏ "
        "qua; tệp bị xóa vẫn còn trong kho. Tệp lỗi được nêu một dòng rồi làm tiếp. Dừng bằng Ctrl-C.",
    )
    watch.add_argument("folder", metavar="THƯ_MỤC", help="thư mục nhận văn bản, kể cả thư mục con")
    watch.add_argument("--once", action="store_true", help="thêm những tệp đang có rồi thôi; mã thoát 1 khi có tệp lỗi")
    watch.add_argument("--poll", action="store_true", help="tự xem lại thư mục mỗi 2 giây: cho thư mục mạng (SMB, NFS)")
    watch.add_argument(
        "--settle", type=_seconds, default=2.0, metavar="GIÂY", help="tệp yên bao lâu thì mới đọc (2 giây)"
    )
    json(watch)
    watch.set_defaults(name=None, workers=1, on=None, force=False)


def _doctor(add: Add, json: Callable[[Any], None]) -> None:
    doctor = add(
        "doctor",
        "Máy này có gì, thiếu gì, cài thế nào",
        "docparse doctor",
        "Chương trình cho từng định dạng, các phần cài thêm, kho, đĩa, bộ luật. Không sửa gì. Mã thoát 1 khi có lỗi "
        "cản việc; phần chưa cài mà không bắt buộc thì không phải lỗi.",
    )
    doctor.add_argument("--full", action="store_true", help="soát cả bộ luật (vài giây)")
    json(doctor)


def _shell(add: Add) -> None:
    completion = add(
        "completion",
        "In đoạn lệnh để phím Tab điền lệnh, tùy chọn, tên tệp",
        'eval "$(docparse completion bash)"',
        "Dòng ví dụ đặt trong ~/.bashrc (zsh: ~/.zshrc). fish: docparse completion fish > "
        "~/.config/fish/completions/docparse.fish. PowerShell: docparse completion powershell | Out-String | "
        "Invoke-Expression, đặt trong tệp $PROFILE.",
        store=False,
    )
    completion.add_argument("shell", choices=("bash", "zsh", "fish", "powershell"), help="vỏ lệnh đang dùng")
    add(
        "man",
        "In trang hướng dẫn cho lệnh man",
        "docparse man > ~/.local/share/man/man1/docparse.1",
        "Rồi đọc bằng: man docparse.",
        store=False,
    )


def _bundle(add: Add, json: Callable[[Any], None]) -> None:
    bundle = add(
        "bundle",
        "Tạo bộ cài cho máy không có internet",
        "docparse bundle bo-cai/ --platform windows --extra web",
        "Làm trên máy có mạng: tải các gói (wheel) cho Windows và Linux 64 bit, kèm lệnh cài, mã kiểm tra SHA-256 và "
        "hướng dẫn; chép cả thư mục sang máy kia rồi chạy install.cmd hoặc install.sh.",
        store=False,
    )
    bundle.add_argument("folder", metavar="THƯ_MỤC", help="thư mục mới, sẽ chứa bộ cài")
    bundle.add_argument(
        "--platform", action="append", choices=PLATFORMS, help="chỉ cho hệ này: windows, linux (mặc định: cả hai)"
    )
    bundle.add_argument("--python", action="append", choices=PYTHONS, help="chỉ cho bản Python này (3.11, 3.12, 3.13)")
    bundle.add_argument("--extra", action="append", default=[], metavar="PHẦN", help="thêm phần này: watch, web …")
    bundle.add_argument("--wheel", metavar="TỆP", help="gói docparse-….whl có sẵn, thay cho bản đang chạy")
    json(bundle)


def _seconds(text: str) -> float:
    seconds = float(text.replace(",", "."))
    if not 0 <= seconds <= 3600:
        raise ValueError(text)
    return seconds

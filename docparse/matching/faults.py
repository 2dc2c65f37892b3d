"""What PyYAML and ``re`` say is wrong, in Vietnamese: told by what begins their message."""

from __future__ import annotations

from collections.abc import Mapping

_YAML: Mapping[str, str] = {
    "mapping values are not allowed": "có dấu hai chấm ở chỗ không được; đặt câu trong dấu nháy",
    "could not find expected ':'": "thiếu dấu hai chấm sau khóa",
    "did not find expected ',' or ']'": "thiếu dấu phẩy hoặc dấu ]",
    "did not find expected ',' or '}'": "thiếu dấu phẩy hoặc dấu }",
    "did not find expected key": "thụt đầu dòng sai, hoặc thiếu dấu nháy",
    "did not find expected '-' indicator": "thụt đầu dòng sai, hoặc thiếu gạch đầu dòng",
    "did not find expected node content": "thiếu giá trị, hoặc thiếu dấu đóng ngoặc",
    "did not find expected <document start>": "nội dung đứng ngoài cấu trúc; kiểm tra thụt đầu dòng",
    "did not find expected alphabetic or numeric character": "giá trị mở đầu bằng * hay & phải đặt trong dấu nháy",
    "found undefined alias": "giá trị mở đầu bằng * phải đặt trong dấu nháy",
    "found character that cannot start any token": "dấu tab hoặc ký hiệu không được mở đầu giá trị; đặt trong nháy",
    "found a tab character": "thụt đầu dòng bằng dấu tab; dùng dấu cách",
    "found unexpected end of stream": "thiếu dấu nháy đóng",
    "found unknown escape character": "dấu \\ trong nháy kép phải viết hai lần",
    "block sequence entries are not allowed": "gạch đầu dòng ở chỗ không được",
    "could not determine a constructor": "giá trị mở đầu bằng ! phải đặt trong dấu nháy",
    "found unhashable key": "dấu { } hay [ ] ở chỗ của khóa; đặt trong dấu nháy",
    "control characters are not allowed": "có ký tự điều khiển",
    "special characters are not allowed": "có ký tự điều khiển",
}
_REGEX: Mapping[str, str] = {
    "missing ), unterminated subpattern": "thiếu dấu )",
    "unbalanced parenthesis": "thừa dấu )",
    "unterminated character set": "thiếu dấu ]",
    "nothing to repeat": "trước dấu lặp (* + ? {}) không có gì để lặp",
    "multiple repeat": "hai dấu lặp đứng liền nhau",
    "min repeat greater than max repeat": "{ít nhất,nhiều nhất} viết ngược",
    "bad character range": "khoảng trong [ ] viết ngược",
    "bad escape": "dấu \\ đứng trước chữ không được phép",
    "look-behind requires fixed-width pattern": "(?<=…) và (?<!…) phải có độ dài cố định",
    "redefinition of group name": "tên phần (?P<tên>…) dùng hai lần",
    "bad character in group name": "tên phần (?P<tên>…) viết sai",
    "missing group name": "thiếu tên phần trong (?P<tên>…)",
    "missing >": "thiếu dấu > sau tên phần",
    "unknown group name": "nhắc tới phần không có",
    "invalid group reference": "nhắc tới phần không có",
    "unknown extension": "ngoặc (?… không được biết",
    "global flags not at the start": "cờ như (?m) phải đứng đầu mẫu",
    "unexpected end of pattern": "mẫu dừng giữa chừng",
}


def yaml_fault(problem: str | None) -> str:
    """``thiếu dấu phẩy hoặc dấu ]``; "sai cú pháp" for a message that is not known."""
    return _said(_YAML, problem)


def regex_fault(error: Exception) -> str:
    """The same for ``re.error``, and for a pattern that is too deep or too long to compile."""
    if isinstance(error, (OverflowError, RecursionError)):
        return "mẫu quá dài hoặc lồng nhau quá sâu"
    return _said(_REGEX, str(error))


def _said(known: Mapping[str, str], message: str | None) -> str:
    return next((said for begin, said in known.items() if (message or "").startswith(begin)), "sai cú pháp")


__all__ = ["regex_fault", "yaml_fault"]

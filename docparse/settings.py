"""What a person has set once and for all: the agency they work for, the name under which they write."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields, replace
from pathlib import Path

from docparse.errors import DocparseError, reason

VARIABLE = "DOCPARSE_CONFIG"  # names the file
_MOST_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Settings:
    """None for what is not set."""

    agency: str | None = None
    name: str | None = None


def settings_file() -> Path:
    """The user's own file, which need not be there."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named)
    import platformdirs

    return Path(platformdirs.user_config_dir("docparse", appauthor=False)) / "config.yaml"


def settings() -> Settings:
    """What is set; DocparseError DP608 for a file that cannot be read or is no such file."""
    import yaml

    path = settings_file()
    try:
        with path.open("rb") as file:
            read = yaml.safe_load(file.read(_MOST_BYTES).decode("utf-8")) or {}
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise _wrong(path, f"không đọc được ({reason(error)})") from error
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError):
        raise _wrong(path, "không phải tệp YAML đúng") from None
    names = [field.name for field in fields(Settings)]
    if not isinstance(read, dict) or not all(isinstance(read.get(name, ""), str) for name in names):
        raise _wrong(path, "giá trị phải là chữ")
    return Settings(**{name: " ".join(read[name].split()) or None for name in names if name in read})


def set_value(name: str, value: str | None) -> Settings:
    """Keep a value, None takes it away; what is set then. DocparseError DP603, DP608."""
    import yaml

    made = replace(settings(), **{name: value})
    path = settings_file()
    plain = {f.name: kept for f in fields(made) if (kept := getattr(made, f.name)) is not None}
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(yaml.safe_dump(plain, allow_unicode=True) if plain else "", encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        advice = "kiểm tra quyền ghi thư mục cấu hình"
        raise DocparseError("DP603", path.name, f"không ghi được ({reason(error)})", advice) from error
    return made


def _wrong(path: Path, what: str) -> DocparseError:
    return DocparseError("DP608", path.name, what, f"sửa hoặc xóa tệp {path}")

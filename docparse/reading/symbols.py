"""Signs of symbol fonts (Symbol, Wingdings) as the letters of Unicode that look so."""

from __future__ import annotations

SIGNS = {  # by their place in the font
    0xB7: "•", 0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB0: "°", 0xB4: "×", 0xD7: "×", 0xAE: "→", 0x2D: "-", 0xA7: "•",
    0xD8: "•", 0xFC: "✓", 0xA8: "□", 0x6D: "μ",
}  # fmt: skip
PRIVATE = {chr(0xF000 + code): sign for code, sign in SIGNS.items()}  # where Word keeps them in text
FONTS = ("symbol", "wingdings", "webdings")
ABOVE = {code: sign for code, sign in SIGNS.items() if code > 0x7F}  # for str.translate of text in such a font


def symbol(code: str) -> str:
    """What a sign of a symbol font prints, by its code in hexadecimal; nothing for one without meaning."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if 0xF000 <= number <= 0xF0FF:
        return SIGNS.get(number - 0xF000, "")
    return chr(number) if 32 <= number < 0xD800 else ""

"""Numbers as they are read aloud in the north: “linh”, “nghìn”, “mốt”, “tư”, “lăm”.

The rules are those of reading natural numbers in the mathematics books of the primary school (Toán 2
to Toán 4): after “mươi” 1 is “mốt”, 4 is “tư”, 5 is “lăm” (also after “mười”); an empty ten in front of
a unit is “linh”; an empty hundred inside a number is “không trăm”. Empty groups are left out.
"""

from collections.abc import Mapping
from types import MappingProxyType

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_AFTER_TENS: Mapping[int, str] = MappingProxyType({1: "mốt", 4: "tư", 5: "lăm"})
_MILLIARD = 10**9
# Above this nobody follows a number by ear: it is read digit by digit.
LARGEST = 10**18
_ROMAN: Mapping[str, int] = MappingProxyType(
    {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
)


def number_words(n: int) -> str:
    """A whole number of at most 10**18 in size: 1005 is “một nghìn không trăm linh năm”.

    Raises ValueError beyond that.
    """
    if abs(n) > LARGEST:
        raise ValueError(f"number_words reads numbers up to 10**18, not {n}")
    if n < 0:
        return f"âm {number_words(-n)}"
    return " ".join(_number(n, inside=False)) if n else DIGITS[0]


def _number(n: int, *, inside: bool) -> list[str]:
    """The words of n > 0; `inside` a larger number its hundreds are said even if empty."""
    words: list[str] = []
    if n >= _MILLIARD:
        words += [*_number(n // _MILLIARD, inside=inside), "tỷ"]
    for size, name in ((10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        if group := n % _MILLIARD // size % 1000:
            words += _group(group, inside=inside or bool(words))
            words += [name] if name else []
    return words


def _group(n: int, *, inside: bool) -> list[str]:
    """The words of 1 to 999."""
    hundreds, tens, unit = n // 100, n // 10 % 10, n % 10
    words = [DIGITS[hundreds], "trăm"] if hundreds or inside else []
    if not tens:
        return words + (["linh"] if words and unit else []) + ([DIGITS[unit]] if unit else [])
    words += ["mười"] if tens == 1 else [DIGITS[tens], "mươi"]
    if tens == 1:
        return words + ([] if not unit else ["lăm"] if unit == 5 else [DIGITS[unit]])
    return words + ([_AFTER_TENS.get(unit, DIGITS[unit])] if unit else [])


def digits_words(digits: str) -> str:
    """One digit after the other: '0206' is “không hai không sáu”."""
    return " ".join(DIGITS[int(d)] for d in digits)


def whole_words(digits: str) -> str:
    """Digits as written: '05' is five, as offices write it; '043' is a code and too long ones are spelled."""
    if len(digits) > len(str(LARGEST)) - 1 or (digits[0] == "0" and len(digits) != 2) or digits == "00":
        return digits_words(digits)
    return number_words(int(digits))


def decimal_words(whole: str, fraction: str) -> str:
    """'1', '25' is “một phẩy hai mươi lăm”; zeros and more than two digits are read one by one."""
    significant = fraction.lstrip("0")
    if not 0 < len(significant) <= 2:
        said = digits_words(fraction)
    else:
        zeros = fraction[: len(fraction) - len(significant)]
        said = f"{digits_words(zeros)} {number_words(int(significant))}".strip()
    return f"{whole_words(whole)} phẩy {said}"


def ordinal_words(n: int) -> str:
    """What follows “thứ”: nhất, hai, ba, tư, năm …"""
    return {1: "nhất", 4: "tư"}.get(n) or number_words(n)


def month_words(month: int) -> str:
    """What follows “tháng”: the fourth is “tháng tư”."""
    return "tư" if month == 4 else number_words(month)


def phone_words(groups: list[str]) -> str:
    """A telephone number digit by digit, with a pause after each group.

    A group of more than five digits is divided as telephone books do: 4 + 3 + 3, or by threes.
    """
    return ", ".join(digits_words(part) for group in groups for part in _breath(group))


def _breath(group: str) -> list[str]:
    if len(group) <= 5:
        return [group]
    first = len(group) - 3 * ((len(group) - 2) // 3)
    return [group[:first], *(group[i : i + 3] for i in range(first, len(group), 3))]


def roman_value(text: str) -> int:
    """The value of a Roman numeral in capitals up to 3999, 0 where it is none or not written by the rules."""
    if not text or len(text) > 15 or not set(text) <= set(_ROMAN):
        return 0
    values = [_ROMAN[c] for c in text]
    total = sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))
    return total if 0 < total < 4000 and roman(total) == text else 0


def roman(n: int) -> str:
    """The Roman numeral of 1 to 3999."""
    parts = (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
        (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    )  # fmt: skip
    said = ""
    for value, letters in parts:
        said += letters * (n // value)
        n %= value
    return said

"""How offices write a text: letterhead, motto, date line, who wrote it. Lines in, meanings out."""

import re

from plugins.core.dates import DateError, parse_date
from plugins.core.text import clean, fold, nfc
from plugins.legacy.syllables import is_syllable

# A name under a text: two to five words, each with a capital.
_NAME = re.compile(r"[^\W\d_a-z]\w*(?:[ -][^\W\d_a-z]\w*){1,4}")
_AGENCY_WORDS = (
    "tinh doan", "huyen doan", "thanh doan", "thi doan", "xa doan", "doan xa", "doan thi tran", "doan phuong",
    "doan truong", "chi doan", "doan co so", "doan thanh nien", "doan tncs", "doan tncs ho chi minh",
    "doan thanh nien cong san ho chi minh", "ban chap hanh", "ban thuong vu", "bch", "btv", "tinh uy",
    "huyen uy", "uy ban nhan dan", "ubnd", "huyen", "tinh", "xa", "thi tran", "phuong", "thanh pho",
    "hoi lhtn viet nam", "hoi lien hiep thanh nien viet nam", "hoi dong doi",
)  # fmt: skip
_MOTTO = re.compile(
    r"cong hoa xa hoi chu nghia viet nam|doc lap ?[-–—.] ?tu do ?[-–—.] ?hanh phuc"
    r"|doan tncs ho chi minh|doan thanh nien cong san ho chi minh"
)
_RULE = re.compile(r"[\s*_=~–—-]{3,}|[*_=~–—-]+")
_NUMBER = re.compile(r"so ?: ?(?:\d{1,4}|[ .…]*) ?[-/][\w/ .&-]{2,30}", re.ASCII)
_DATE_LINE = re.compile(r"(?:[^,\d]{2,40}, ?)?ngay \d{1,2} thang \d{1,2} nam \d{4}\.?")
_OPEN_DATE = re.compile(
    r"(?:[^,\d]{2,40}, ?)?ngay[ .…_]*\d{0,2}[ .…_]*thang[ .…_]*\d{0,2}[ .…_]*nam[ .…_]*\d{0,4}\.?"
)
_ROLE = (
    r"(?:tin|bai|anh|bai viet|phong vien|pv|ctv|cong tac vien|nguoi viet|tac gia|thuc hien|nguoi gui"
    r"|noi dung)"
)
_ROLES = re.compile(rf"{_ROLE}(?: ?(?:,|va|-|/|&|;|\+) ?{_ROLE})*")


def is_rule(line: str) -> bool:
    """A line drawn with signs: `***`, `-----`."""
    return bool(_RULE.fullmatch(line.strip().replace("\\", "")))


def is_underline(line: str) -> bool:
    """The second line of a heading that is underlined with `=`."""
    return bool(re.fullmatch(r" {0,3}=+ *", line))


def is_letterhead(line: str, units: frozenset[str]) -> bool:
    """A line of the paper: the offices from the top down, the motto, the paper's number.

    An office in small letters may be the beginning of a text, so it must be in capitals. `units` are
    the folded names of places: “HUYỆN ĐOÀN BẢO LẠC” is an office, “HUYỆN ĐOÀN BẢO LẠC RA QUÂN” a headline.
    """
    folded = fold(line)
    if _MOTTO.fullmatch(folded) or _NUMBER.fullmatch(folded):
        return True
    return line == line.upper() and any(c.isalpha() for c in line) and _is_agency(folded, units)


def _is_agency(folded: str, units: frozenset[str]) -> bool:
    """Offices and places and nothing else, an office first."""
    left = folded
    first = True
    while left:
        words = left.split(" ")
        options = (" ".join(words[:n]) for n in range(len(words), 0, -1))
        found = next((o for o in options if o in _AGENCY_WORDS or (not first and o in units)), None)
        if found is None:
            return False
        left, first = left[len(found) :].lstrip(" -,"), False
    return not first


def date_of(line: str) -> str:
    """15/04/2014 of a date line such as 'Bảo Lạc, ngày 15 tháng 4 năm 2014', '' of any other line."""
    if not _DATE_LINE.fullmatch(fold(line)):
        return ""
    try:
        day = parse_date(line[fold(line).index("ngay ") :] if len(fold(line)) == len(line) else _tail(line))
    except DateError:
        return ""
    return f"{day:%d/%m/%Y}"


def _tail(line: str) -> str:
    """The date of a date line whose folding changed its length."""
    return fold(line)[fold(line).index("ngay ") :]


def is_open_date(line: str) -> bool:
    """A date line whose day nobody filled in: 'Cao Bằng, ngày   tháng 4 năm 2014'."""
    return bool(_OPEN_DATE.fullmatch(fold(line))) and not date_of(line)


def roles_of(label: str) -> tuple[bool, bool]:
    """Whether a label names who wrote ('Phóng viên', 'Tin, ảnh') and who took the photos ('Bài và ảnh')."""
    folded = fold(label)
    if not _ROLES.fullmatch(folded):
        return False, False
    roles = set(re.findall(_ROLE, folded))
    return bool(roles - {"anh"}), "anh" in roles


def is_name(text: str) -> bool:
    """A person's or an office's name, and no sentence: every word has a capital, none too many."""
    return bool(_NAME.fullmatch(clean(text))) and len(text) <= 60


def is_vietnamese_name(text: str) -> bool:
    """The same, of Vietnamese syllables only: what may stand under a text without a word of explanation."""
    return is_name(text) and all(is_syllable(word) for word in re.split("[ -]", nfc(clean(text))))


def is_office(text: str) -> bool:
    """An office as an author: 'Huyện Đoàn Bảo Lạc', 'Ban Tuyên giáo Tỉnh Đoàn'."""
    starts = (
        "huyen doan", "tinh doan", "thanh doan", "thi doan", "xa doan", "doan xa", "doan thi tran",
        "doan truong", "ban tuyen giao", "ban bien tap", "ban thuong vu", "ban chap hanh",
    )  # fmt: skip
    return fold(text).startswith(starts) and len(text) <= 70 and not re.search(r"[.!?;:]", text)

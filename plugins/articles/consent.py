"""What must be said of an article's photos, and for a photo of children who agreed to it.

Until 31/5/2017 the Law on protection, care and education of children of 2004, since then the Law on
children of 2016 (article 21) with Decree 56/2017/NĐ-CP (articles 33, 36): a child's picture needs the
consent of the parents, and of the child from the age of seven.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from plugins.core.fields import FieldError, FieldTable, Values
from plugins.core.problem import Problem, Severity
from plugins.core.text import fold
from plugins.core.values import words
from plugins.images.find import find_photo
from plugins.images.model import Photo

_CHILDREN = (
    r"(?i)\b(trẻ em|trẻ nhỏ|em bé|em nhỏ|học sinh|học trò|thiếu nhi|nhi đồng|thiếu niên|mầm non|mẫu giáo"
    r"|cháu bé|các cháu|các em|đội viên)\b"
)
_NO_CONSENT = {"khong", "chua", "no", "chua co", "khong co", "chua xin", "chua hoi"}


@dataclass(frozen=True, slots=True)
class _Case:
    """An article as the rule sees it."""

    values: Values
    photos: int

    def has(self, key: str) -> bool:
        return key in self.values.lines

    @property
    def lead(self) -> bool:
        return self.has("photo")

    @property
    def children(self) -> bool:
        return self.values.get("children") is True


@dataclass(frozen=True, slots=True)
class _Rule:
    """A field that must be there in some cases; `said` names the case to the reporter."""

    key: str
    needed: Callable[[_Case], bool]
    code: str
    said: str
    severity: Severity = Severity.FAULT


RULES = (
    _Rule("alt", lambda case: case.lead, "photo-no-alt", "Có ảnh mà thiếu “{name}”."),
    _Rule("credit", lambda case: case.lead, "photo-no-credit", "Có ảnh mà thiếu “{name}”."),
    _Rule("consent", lambda case: case.children, "photo-no-consent", "Ảnh có trẻ em mà thiếu “{name}”."),
    _Rule("children", lambda case: case.photos > 0, "photo-children-unsaid",
          "Bài có ảnh, chưa ghi “{name}”.", Severity.ADVICE),
)  # fmt: skip


def check_photo_fields(
    values: Values, table: FieldTable, photos: Iterable[Photo], folder: Path, source: str
) -> Iterator[Problem]:
    """Every field that the photos of an article need and do not have."""
    shown = list(photos)
    case = _Case(values, len(shown))
    for rule in RULES:
        if rule.needed(case) and not case.has(rule.key):
            known = next(f for f in table.fields if f.key == rule.key)
            cure = _credit_inside(values, folder) if rule.key == "credit" else ""
            cure = cure or f"Thêm một dòng, ví dụ: {known.name}: {known.example}"
            line = values.line("children" if rule.key == "consent" else "photo")
            yield Problem(source, line, rule.code, rule.said.format(name=known.name), cure, rule.severity)
    if values.get("children") is False:
        yield from _children_after_all(shown, values.line("children"), source)


def _children_after_all(photos: Iterable[Photo], line: int, source: str) -> Iterator[Problem]:
    for photo in photos:
        if match := re.search(_CHILDREN, f"{photo.alt}. {photo.caption}"):
            yield Problem(
                source,
                line,
                "photo-children-likely",
                f"Ghi là ảnh không có trẻ em, nhưng lời của ảnh “{photo.name}” có vẻ nói đến trẻ em"
                f" (“{match[0]}”).",
                "Xem lại: nếu có trẻ em, ghi “Ảnh trẻ em: có” và “Đồng ý: …”.",
                Severity.ADVICE,
            )


def consent(value: str) -> str:
    """Who agreed, and when: more than a yes."""
    text = words(value)
    if fold(text).rstrip(".") in _NO_CONSENT:
        raise FieldError(
            "consent-missing",
            "Chưa có sự đồng ý thì không đăng ảnh trẻ em.",
            "Xin phép cha mẹ (và chính em từ 7 tuổi), hoặc dùng ảnh khác.",
        )
    if len(text.split()) < 2:
        raise FieldError(
            "consent-unclear",
            f"“{text[:40]}” chưa nói ai đồng ý.",
            "Ghi ai đồng ý, khi nào, ví dụ: cha mẹ các em và nhà trường, ngày 12/04/2014",
        )
    return text


def _credit_inside(values: Values, folder: Path) -> str:
    """What the photo itself says of who took it; only where the header says nothing is it looked into."""
    from plugins.images.words import suggest_words  # noqa: PLC0415 - loads Pillow

    name = values.text("photo")
    try:
        found = suggest_words(find_photo(folder, name)).credit if name else ""
    except FieldError:
        return ""
    return f"Trong tệp ảnh ghi “{found}”; nếu đúng, thêm: Nguồn ảnh: {found}" if found else ""

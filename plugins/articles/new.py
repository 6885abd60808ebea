"""A ready article to fill in, made from the field table."""

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from plugins.articles.fields import article_fields
from plugins.articles.model import State
from plugins.core.fields import FieldError
from plugins.core.site import SiteData
from plugins.core.text import clean, slug

# Fields that stand in a new article; the rest is added where it is needed.
_OFFERED = (
    "title", "date", "section", "district", "commune", "byline", "standfirst",
    "state",
)  # fmt: skip
# File systems take 255 bytes for a name; an address that long helps nobody.
MAX_SLUG = 80

TEMPLATE_BODY = """\
Đoạn mở đầu trả lời sáu câu hỏi: ai, làm gì, ở đâu, khi nào, vì sao, thế nào. Viết câu ngắn. \
Xóa các dòng hướng dẫn này khi bắt đầu viết bài của mình.

Đoạn tiếp theo kể việc cụ thể: con số, cách làm, lời của người trong cuộc. Giữa hai đoạn để một dòng trống.

## Đề mục, nếu bài dài

- Mỗi ý một dòng, bắt đầu bằng dấu gạch và một dấu cách.
- Chữ **đậm** đặt giữa hai cặp dấu sao.
- Liên kết: chữ hiện ra trong ngoặc vuông, địa chỉ trong ngoặc tròn.
"""


def template(site: SiteData, values: Mapping[str, str]) -> str:
    """The text of a new article: the fields in their order, `values` (by key) filled in, then a text.

    What an article should have but has no value for gets its example, so that it can be checked at once;
    place and photo fields without a value are left out.
    """
    lines = []
    for known in article_fields(site):
        value = values.get(known.key) or (known.example if known.required or known.wanted else "")
        if known.key in _OFFERED and value:
            lines.append(f"{known.name}: {value}")
    return "\n".join(lines) + "\n\n" + TEMPLATE_BODY


def new_article(
    content: Path,
    site: SiteData,
    *,
    title: str,
    day: date,
    district: str | None = None,
    commune: str | None = None,
    byline: str | None = None,
) -> Path:
    """Write `bai-viet/<yyyy>/<mm>/<slug>/index.md` and give its path; nothing is ever overwritten.

    A taken name gets -2, -3 … Raises FieldError where the title is none.
    """
    values = {
        "title": _checked_title(site, title),
        "date": f"{day:%d/%m/%Y}",
        "district": clean(district or ""),
        "commune": clean(commune or ""),
        "byline": clean(byline or (f"Huyện Đoàn {district}" if district else "")),
        "state": str(State.DRAFT),
    }
    month = content / "bai-viet" / f"{day:%Y}" / f"{day:%m}"
    month.mkdir(parents=True, exist_ok=True)
    folder = _free_folder(month, _short(slug(values["title"])))
    file = folder / "index.md"
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as out:
        out.write(template(site, values))
    return file


def _checked_title(site: SiteData, title: str) -> str:
    known = article_fields(site)[0]
    if len(title) > known.max_length:
        raise FieldError(
            "field-too-long",
            f"Tít dài {len(title)} ký tự, quá mức {known.max_length}.",
            "Hãy viết gọn lại.",
        )
    return str(known.parse(title))


def _short(name: str) -> str:
    """The name cut at a word."""
    return name if len(name) <= MAX_SLUG else name[: MAX_SLUG + 1].rpartition("-")[0] or name[:MAX_SLUG]


def _free_folder(month: Path, name: str) -> Path:
    """A folder that did not exist; making it is what reserves the name."""
    number = 1
    while True:
        folder = month / (name if number == 1 else f"{name}-{number}")
        try:
            folder.mkdir()
        except FileExistsError:
            number += 1
        else:
            return folder

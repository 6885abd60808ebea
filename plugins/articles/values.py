"""The values only articles have: state, document numbers, names of people, addresses."""

import re
from urllib.parse import urlsplit

from plugins.articles.model import State
from plugins.core.fields import FieldError
from plugins.core.text import clean, fold, slug
from plugins.core.values import offer, several, words

_NUMBER_PREFIX = re.compile(r"^(?:văn bản\s+)?(?:số\s*:?\s*)?0*(?=\d)", re.IGNORECASE)
_ARTICLE_PATH = re.compile(r"/tin/[0-9]{4}/(?:0[1-9]|1[0-2])/[a-z0-9]+(?:-[a-z0-9]+)*/")
# What other tools and other offices call the states.
_OTHER_STATES = {
    "published": State.APPROVED, "publish": State.APPROVED, "approved": State.APPROVED,
    "da dang": State.APPROVED, "dang": State.APPROVED, "duyet": State.APPROVED, "xuat ban": State.APPROVED,
    "draft": State.DRAFT, "ban nhap": State.DRAFT, "submitted": State.SUBMITTED, "pending": State.SUBMITTED,
    "cho": State.SUBMITTED, "review": State.SUBMITTED, "hidden": State.WITHDRAWN, "an": State.WITHDRAWN,
    "withdrawn": State.WITHDRAWN, "go bai": State.WITHDRAWN, "rut": State.WITHDRAWN, "skip": State.WITHDRAWN,
}  # fmt: skip


def state(value: str) -> State:
    """One of the four states, case and marks aside."""
    name = fold(value)
    for known in State:
        if name == fold(known):
            return known
    cure = (
        f"Hãy ghi “{_OTHER_STATES[name]}”."
        if name in _OTHER_STATES
        else offer(value, [str(s) for s in State])
    )
    raise FieldError("state-unknown", f"Không có trạng thái “{clean(value)[:40]}”.", cure)


def title(value: str) -> str:
    """The headline: plain words with at least one letter."""
    text = words(value)
    if not slug(text) or not any(c.isalpha() for c in text):
        raise FieldError("title-wordless", f"Tít “{text[:40]}” không có chữ nào.", "Hãy viết tít bằng lời.")
    return text


def document_keys(value: str) -> tuple[str, ...]:
    """The keys of document numbers: '70- KH/TĐTN-TCKT; 153 KH/TWĐ-BTC' -> ('70-kh-tdtn-tckt', …)."""
    keys = []
    for number in several(value):
        plain = _NUMBER_PREFIX.sub("", number)
        if not plain[:1].isdigit() or "/" not in plain or not any(c.isalpha() for c in plain):
            raise FieldError(
                "document-number",
                f"“{number[:60]}” không phải là số ký hiệu văn bản.",
                "Ghi số, loại và cơ quan, ví dụ 70-KH/TĐTN-TCKT; nhiều văn bản cách nhau bằng dấu chấm phẩy.",
            )
        keys.append(slug(plain))
    return tuple(dict.fromkeys(keys))


def person_slugs(value: str) -> tuple[str, ...]:
    """The slugs of the people named, set apart by `;` or `,`."""
    names = [name for part in several(value) for name in part.split(",") if name.strip()]
    for name in names:
        if not any(c.isalpha() for c in name) or not slug(name):
            raise FieldError(
                "person-name",
                f"“{clean(name)[:60]}” không phải là tên người.",
                "Ghi họ và tên, ví dụ: Nguyễn Văn A.",
            )
    return tuple(dict.fromkeys(slug(name) for name in names))


def old_paths(value: str) -> tuple[str, ...]:
    """Addresses that articles of this site had: paths, or whole addresses copied from a browser."""
    found = []
    for address in filter(None, map(clean, value.split(";"))):
        path = urlsplit(address).path if "://" in address else address
        path = f"/{path.strip('/')}/"
        if not _ARTICLE_PATH.fullmatch(path):
            raise FieldError(
                "old-address",
                f"“{address[:80]}” không phải là địa chỉ của một bài trên trang này.",
                "Ghi phần sau tên miền, ví dụ /tin/2014/04/ten-bai/; nhiều địa chỉ cách nhau bằng “;”.",
            )
        found.append(path)
    return tuple(dict.fromkeys(found))


def web_address(value: str) -> str:
    """An https (or http) address of a page elsewhere."""
    text = clean(value)
    cure = "Chép nguyên địa chỉ từ trình duyệt, ví dụ: https://baocaobang.vn/…"
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise FieldError("address-unreadable", f"Không đọc được địa chỉ “{text[:80]}”.", cure) from None
    if parts.scheme not in ("http", "https") or "." not in host or " " in text or '"' in text or "<" in text:
        raise FieldError("address-unreadable", f"“{text[:80]}” không phải là địa chỉ một trang web.", cure)
    if parts.username or parts.password or port not in (None, 80, 443):
        raise FieldError(
            "address-private",
            f"Địa chỉ “{text[:80]}” có tên đăng nhập hoặc cổng riêng.",
            "Ghi địa chỉ mà ai cũng mở được.",
        )
    return text

"""What can be wrong with the links of a text in Markdown."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from plugins.core.lines import line_of
from plugins.core.problem import Problem, Severity

# (As strings: most texts have no links, and `re` keeps what it has compiled once.)
# `[text](target "title")`, `![alt](target)`, `[name]: target`, `<scheme:target>`. A target ends at a
# space or at its closing bracket; the text holds no bracket, so the search never goes back far.
_INLINE = r"(!?)\[([^\[\]]*)\]\(\s*<?([^\s<>()\"]*(?:\([^\s()]*\)[^\s<>()\"]*)*)([^)]*)\)?"
_REFERENCE = r"^ {0,3}\[([^\[\]^][^\[\]]*)\]:\s*<?([^\s<>]*)"
_AUTO = r"<([a-zA-Z][a-zA-Z0-9+.-]*:[^\s<>]*)>"
_USE = r"(!?)\[([^\[\]^][^\[\]]*)\]\[([^\[\]]*)\]"
_SCHEME = r"^([a-zA-Z][a-zA-Z0-9+.-]*):"
_DRIVE = r"(?i)^(?:[a-zA-Z]:[\\/]|\\\\|file:)"
_FOREIGN = r"^(?:[a-zA-Z][a-zA-Z0-9+.-]*:|[/\\\\])"
_PELICAN = r"(?i)^[{|](?:static|filename|attach|author|tag|category|index)[}|]"
_DOMAIN = r"(?i)^(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:vn|com|net|org|info|edu|gov)(?:[/?#]|$)"
_ID = r' id="([^"]+)"'
_ANCHOR = r' href="#([^"]*)"'
SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
MAX_LINKS = 300


def check_links(lines: list[tuple[int, str]], file: str) -> Iterator[Problem]:
    """The problems of all links."""
    lines = [(number, line) for number, line in lines if "[" in line or "<" in line]
    count = 0
    for number, line in lines:
        for image, words, target, rest in re.findall(_INLINE, line):
            count += 1
            if image:
                yield from _image(target, number, file)
                continue
            if not words.strip(" *_") and "![" not in line:
                yield Problem(
                    file,
                    number,
                    "link-no-words",
                    f"Liên kết tới “{target[:60]}” không có chữ để bấm.",
                    "Viết chữ trong ngoặc vuông: [chữ hiện ra](địa chỉ)",
                )
            yield from _target(target, rest, number, file)
        for target in re.findall(_AUTO, line):
            yield from _target(target, "", number, file)
    yield from _references(lines, file)
    if count > MAX_LINKS:
        yield Problem(
            file,
            0,
            "links-too-many",
            f"Bài có {count} liên kết, quá mức {MAX_LINKS}.",
            "Chỉ giữ liên kết cần cho người đọc.",
        )


def _references(lines: list[tuple[int, str]], file: str) -> Iterator[Problem]:
    """`[text][name]` and `![alt][name]`, with `[name]: target` on a line of its own."""
    defined: dict[str, tuple[int, str]] = {}
    used: dict[str, int] = {}
    by_images: set[str] = set()
    for number, line in lines:
        if match := re.match(_REFERENCE, line):
            defined.setdefault(match[1].casefold(), (number, match[2]))
        for image, words, name in re.findall(_USE, line):
            key = (name or words).casefold()
            if image:
                by_images.add(key)
            else:
                used.setdefault(key, number)
    for name, (number, target) in defined.items():
        is_image = name in by_images and name not in used
        yield from _image(target, number, file) if is_image else _target(target, "", number, file)
    for name in (n for n in used if n not in defined):
        yield Problem(
            file,
            used[name],
            "link-undefined",
            f"Không có địa chỉ cho liên kết [{name[:60]}].",
            f"Thêm ở cuối bài một dòng: [{name[:60]}]: https://địa-chỉ",
            Severity.ADVICE,
        )


def _image(target: str, line: int, file: str) -> Iterator[Problem]:
    """A photo lies beside its text; whether it is there is seen where it is loaded."""
    if re.match(_FOREIGN, target):
        yield Problem(
            file,
            line,
            "image-foreign",
            f"Ảnh “{target[:60]}” không nằm cạnh bài.",
            "Tải ảnh về (khi được phép), để cạnh bài và chỉ ghi tên tệp.",
        )


def _target(target: str, rest: str, line: int, file: str) -> Iterator[Problem]:
    if fault := _fault(target, rest):
        yield Problem(file, line, *fault)


def _fault(target: str, rest: str) -> tuple[str, str, str] | None:
    shown = target[:60]
    scheme = re.match(_SCHEME, target)
    if not target:
        return "link-empty", "Liên kết không có địa chỉ.", "Ghi địa chỉ trong ngoặc tròn, hoặc bỏ dấu ngoặc."
    if re.match(_DRIVE, target):
        return (
            "link-local",
            f"Liên kết “{shown}” chỉ tới một tệp trên máy riêng.",
            "Ghi địa chỉ trên mạng, hoặc bỏ liên kết.",
        )
    if re.match(_PELICAN, target):
        return (
            "link-pelican",
            f"Liên kết “{shown}” viết theo kiểu của Pelican.",
            "Ghi địa chỉ trên trang, ví dụ: /van-ban/2014/70-kh-tdtn-tckt/",
        )
    if scheme and scheme[1].lower() not in SAFE_SCHEMES:
        return (
            "link-unsafe",
            f"Liên kết “{shown}” dùng “{scheme[1]}:”, không được phép.",
            "Chỉ dùng địa chỉ http:, https:, mailto: hoặc tel:.",
        )
    if _is_broken(target):
        return "link-unreadable", f"Không đọc được địa chỉ “{shown}”.", "Chép nguyên địa chỉ từ trình duyệt."
    if rest.strip() and not rest.strip(" >").startswith(('"', "'")):
        return (
            "link-space",
            f"Địa chỉ “{(target + rest)[:60]}” có dấu cách, liên kết sẽ hỏng.",
            "Thay mỗi dấu cách bằng %20.",
        )
    if scheme or target.startswith("#"):
        return None
    if target.startswith("//"):
        return "link-no-scheme", f"Địa chỉ “{shown}” thiếu https:.", f"Hãy ghi: https:{shown}"
    if target.startswith("/"):
        if ".." in target.split("/"):
            return (
                "link-relative",
                f"Địa chỉ “{shown}” có “..”.",
                "Ghi địa chỉ đầy đủ trên trang, bắt đầu bằng /.",
            )
        return None
    if re.match(_DOMAIN, target):
        return "link-no-scheme", f"Địa chỉ “{shown}” thiếu https://.", f"Hãy ghi: https://{shown}"
    return (
        "link-relative",
        f"Liên kết “{shown}” không phải là địa chỉ trên trang.",
        "Ghi địa chỉ đầy đủ bắt đầu bằng / (trên trang này) hoặc https:// (trang khác).",
    )


def _is_broken(target: str) -> bool:
    try:
        parts = urlsplit(target)
        without_host = not parts.hostname or parts.port == 0
    except ValueError:
        return True
    return parts.scheme in ("http", "https") and without_host


def check_anchors(html: str, body: str, file: str, first: int = 1) -> Iterator[Problem]:
    """Links within a text lead to one of its own headings or footnotes."""
    anchors = set(re.findall(_ID, html))
    for name in dict.fromkeys(re.findall(_ANCHOR, html)):
        if name not in anchors and not name.startswith("fn"):  # footnotes have checks of their own
            known = "; ".join(f"#{a}" for a in sorted(anchors) if a.startswith("muc-"))
            yield Problem(
                file,
                line_of(body, max(body.find(f"(#{name}"), 0), first),
                "anchor-missing",
                f"Trong bài không có mục “#{name[:60]}”.",
                f"Dùng một trong: {known}." if known else "Bỏ liên kết này: bài không có đề mục nào.",
            )

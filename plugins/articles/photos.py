"""The photos of an article: the lead photo of the header and those that stand in the text."""

import html as entities
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, Protocol
from urllib.parse import unquote

from plugins.articles.figures import figures_html
from plugins.core.fields import FieldError, Values
from plugins.core.header import Header
from plugins.core.lines import line_of
from plugins.core.problem import Problem, Severity
from plugins.core.values import words
from plugins.images.find import find_photo
from plugins.images.model import Photo


class PhotoWords(NamedTuple):
    """What goes with a photo: what it shows, what it means, who took it."""

    alt: str
    caption: str
    credit: str


class PhotoLoader(Protocol):
    """Makes a photo beside an article publishable; raises FieldError where it cannot."""

    def __call__(self, folder: Path, name: str, alt: str, caption: str, credit: str) -> Photo:
        """The photo `name` of a folder with its words."""


_PHOTO_TYPES = (
    ".jpg",
    ".jpeg",
    ".png",
    ".webp",
    ".gif",
    ".tif",
    ".tiff",
    ".bmp",
    ".mpo",
    ".avif",
    ".heic",
    ".heif",
)
_IMAGE = re.compile(r"<img\b[^>]*>")
_ROW = re.compile(r"(<p>(?:<img\b[^>]*>|<br>|\s)+</p>(?:\s*<p>(?:<img\b[^>]*>|<br>|\s)+</p>)*)")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_WORDS = re.compile(
    r"(?P<caption>.*?)(?:^|(?<=[.!?…;,])\s+|\s*\()(?:Nguồn ảnh|Ảnh|Nguồn)\s*:\s*(?P<credit>[^()]+?)\)?\.?",
    re.IGNORECASE,
)


def lead_photo(
    values: Values, folder: Path, source: str, load: PhotoLoader | None
) -> tuple[Photo | None, list[Problem]]:
    """The photo of the field `Ảnh`, with the words of its fields."""
    if "photo" not in values.lines:
        return None, _words_without_photo(values, source)
    problems: list[Problem] = []
    said = PhotoWords(*(values.text(key) for key in ("alt", "caption", "credit")))
    if said.alt and said.alt == said.caption:
        problems.append(_alt_is_caption(source, values.line("alt")))
    name = values.text("photo")
    if not name:
        return None, problems
    try:
        photo = _photo(folder, name, said, load)
    except FieldError as error:
        problems.append(Problem(source, values.line("photo"), error.code, error.message, error.cure))
        return None, problems
    if photo:
        problems += _advice(photo, source, values.line("photo"))
    return photo, problems


def _advice(photo: Photo, source: str, line: int) -> Iterator[Problem]:
    for note in photo.notes:
        yield Problem(source, line, note.code, note.message, note.cure, Severity.ADVICE)


def _words_without_photo(values: Values, source: str) -> list[Problem]:
    names = {"alt": "Mô tả ảnh", "caption": "Chú thích ảnh", "credit": "Nguồn ảnh"}
    return [
        Problem(
            source,
            values.line(key),
            "photo-missing",
            f"Có “{name}” mà không có ảnh.",
            "Thêm dòng “Ảnh: tên-tệp.jpg”, hoặc xóa dòng này.",
        )
        for key, name in names.items()
        if key in values.lines
    ][:1]


def _alt_is_caption(source: str, line: int) -> Problem:
    return Problem(
        source,
        line,
        "photo-alt-is-caption",
        "Mô tả ảnh chép lại chú thích.",
        "Tả ảnh có gì, cho người không nhìn thấy ảnh.",
        Severity.ADVICE,
    )


def _photo(folder: Path, name: str, said: PhotoWords, load: PhotoLoader | None) -> Photo | None:
    """The photo, or None where it is only looked for. Raises FieldError."""
    if re.match(r"\s*(?:[a-z][a-z0-9+.-]+:)?//|\s*data:", name, re.IGNORECASE):
        raise FieldError(
            "image-foreign",
            f"Ảnh “{name.strip()[:60]}” không nằm cạnh bài.",
            "Tải ảnh về (khi được phép), để cạnh bài và chỉ ghi tên tệp.",
        )
    found = find_photo(folder, name)
    if found.suffix.lower() not in _PHOTO_TYPES:
        raise FieldError(
            "photo-type", f"“{found.name}” không phải là tệp ảnh.", "Dùng ảnh jpg, png hoặc webp."
        )
    return load(folder, found.name, *said) if load else None


def body_photos(
    html: str, header: Header, folder: Path, source: str, load: PhotoLoader | None, *, first: bool
) -> tuple[str, list[Photo], list[Problem]]:
    """The text with each `![mô tả](x.jpg "Chú thích. Ảnh: ai")` as a figure, several in a row as a gallery.

    No broken image is left. `first`: the article has no lead photo, so its first one here is seen at once.
    """
    photos: list[Photo] = []
    problems: list[Problem] = []

    def row(images: str) -> str:
        found = [photo for match in _IMAGE.finditer(images) if (photo := taken(match))]
        html = figures_html(found, first=first and not photos)
        photos.extend(found)
        return html

    def taken(match: re.Match[str]) -> Photo | None:
        image = _attributes(match[0])
        line = _line_of_image(header, image)
        try:
            photo = _photo(folder, image["src"], _words_of(image), load)
        except FieldError as error:
            problems.append(Problem(source, line, error.code, error.message, error.cure))
            return None
        if photo:
            problems.extend(_advice(photo, source, line))
        return photo

    def inline(match: re.Match[str]) -> str:
        image = _attributes(match[0])
        problems.append(
            Problem(
                source,
                _line_of_image(header, image),
                "image-inline",
                f"Ảnh “{image['src'][:60]}” nằm giữa dòng chữ.",
                "Để ảnh thành một đoạn riêng, có dòng trống ở trên và ở dưới.",
            )
        )
        return ""

    parts = _ROW.split(html)  # text, images in paragraphs of their own, text, …
    parts[1::2] = [row(images) for images in parts[1::2]]
    parts[::2] = [_IMAGE.sub(inline, text) for text in parts[::2]]
    return "".join(parts), photos, problems


def _attributes(tag: str) -> dict[str, str]:
    found = {key: entities.unescape(value) for key, value in _ATTRIBUTE.findall(tag)}
    return {"src": "", "alt": "", "title": ""} | found


def _words_of(image: dict[str, str]) -> PhotoWords:
    """The words of 'Chú thích. Ảnh: ai' and the alt. Raises FieldError where something is missing."""
    if not image["alt"].strip():
        raise FieldError(
            "image-no-alt",
            f"Ảnh “{image['src'][:60]}” trong bài không có mô tả.",
            f'Viết mô tả trong ngoặc vuông: ![Ảnh có gì]({image["src"][:60]} "Chú thích. Ảnh: ai chụp")',
        )
    match = _WORDS.fullmatch(words(image["title"]))
    if not match:
        raise FieldError(
            "image-no-credit",
            f"Ảnh “{image['src'][:60]}” trong bài không có nguồn.",
            f'Thêm chú thích và nguồn: ![Ảnh có gì]({image["src"][:60]} "Chú thích. Ảnh: ai chụp")',
        )
    return PhotoWords(words(image["alt"]), match["caption"], match["credit"])


def _line_of_image(header: Header, image: dict[str, str]) -> int:
    name = image["src"]
    for needle in (name, unquote(name), entities.escape(name), image["alt"]):
        position = header.body.find(needle) if needle else -1
        if position >= 0:
            return line_of(header.body, position, header.body_line)
    return header.body_line

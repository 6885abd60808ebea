"""The photos of a submission in its text: with their captions, and those nobody mentioned at the end."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from plugins.core.fields import FieldError
from plugins.core.text import clean, fold
from plugins.images.find import find_photo
from plugins.intake.marked import Line, image_of, image_source, images_in
from plugins.intake.paper import is_name, is_office

_CAPTION = re.compile(r"(?:chu thich(?: anh)?|anh|nguon anh|nguon)\s*:")
_CREDITED = re.compile(r"(?:^|[.!?…;,(]\s*)(?:nguồn ảnh|ảnh|nguồn)\s*:", re.IGNORECASE)
_NAMED = re.compile(
    r"[\[(<“\"]*(?:(?:chèn|xem|hình|ảnh|photo|image)\s*\d*\s*:?\s*)*(?P<file>[^\[\]()<>“”\"]+\.[A-Za-z]{3,4})[\])>”\"]*",
    re.IGNORECASE,
)
MAX_CAPTION_LINE = 300


@dataclass(slots=True)
class Placed:
    """The text with its photos, fields that came of it, and what to ask: (message, cure)."""

    body: str
    fields: dict[str, str] = field(default_factory=dict)
    questions: list[tuple[str, str]] = field(default_factory=list)


def place_photos(
    body: str, values: Mapping[str, str], credit: str, photos: Sequence[str], folder: Path | None
) -> Placed:
    """Put captions to their photos, photos that a line names into that line, the rest at the end.

    `credit` is who took the photos, where the text says so for all of them. A photo that the text does
    not mention becomes the lead photo where the fields describe one, else a figure without words.
    """
    placed = Placed("")
    lines = _with_named(body.split("\n"), photos)
    lines = _with_captions(lines, credit)
    mentioned = {fold(name) for name in images_in("\n".join(lines))}
    if lead := values.get("photo"):
        mentioned.add(fold(_found(folder, lead) or lead))
    left = [name for name in photos if fold(name) not in mentioned]
    if left and not lead and any(values.get(key) for key in ("alt", "caption", "credit")):
        placed.fields["photo"] = left.pop(0)
        lead = placed.fields["photo"]
    if lead and credit and not values.get("credit"):
        placed.fields["credit"] = credit
    for name in left:
        title = f"Ảnh: {credit}" if credit else ""
        lines += ["", image_source("", name, title)]
        placed.questions.append((
            f"Lời bài không nói đến ảnh “{name}”; ảnh được đặt ở cuối bài.",
            f'Viết ảnh có gì và ai chụp: ![Ảnh có gì]({name} "Chú thích. Ảnh: {credit or "ai chụp"}")',
        ))  # fmt: skip
    said = " ".join((*lines, *placed.fields.values(), values.get("credit", "")))
    if credit and fold(credit) not in fold(said):
        lines += ["", f"Ảnh: {credit}"]
        placed.questions.append((
            f"Không thấy ảnh nào của {credit}, như bài đã ghi.",
            "Gửi kèm ảnh, hoặc xóa dòng “Ảnh: …” ở cuối bài.",
        ))  # fmt: skip
    placed.body = "\n".join(lines).strip("\n")
    return placed


def _found(folder: Path | None, name: str) -> str:
    """The file that a name means, '' where the checks will have something to say of it."""
    try:
        return find_photo(folder, name).name if folder else ""
    except (FieldError, OSError):
        return ""


def _with_named(lines: Sequence[str], photos: Sequence[str]) -> list[str]:
    """A line that only names a photo (“(ảnh 1: ho-bo.jpg)”) becomes that photo."""
    known = {fold(name): name for name in photos}
    out = []
    for line in lines:
        match = _NAMED.fullmatch(Line(0, line).plain)
        name = known.get(fold(match["file"].strip())) if match else None
        out += ["", image_source("", name, ""), ""] if name and "](" not in line else [line]
    return out


def _with_captions(lines: Sequence[str], credit: str) -> list[str]:
    """Photos with the words of the lines under them: “Chú thích: …”, “Ảnh: …”, or a line in italics."""
    out: list[str] = []
    position = 0
    while position < len(lines):
        line = lines[position]
        position += 1
        image = image_of(line)
        if not image:
            out.append(line)
            continue
        alt, file, title = image
        words = [title] if title else []
        while (below := _next(lines, position)) < len(lines) and _is_caption(lines[below]):
            words.append(_caption(Line(0, lines[below])))
            position = below + 1
        if credit and not any(_CREDITED.search(part) for part in words):
            words.append(f"Ảnh: {credit}")
        new = _joined(words)
        out.append(image_source(alt, file, new) if new != title else line)
    return out


def _next(lines: Sequence[str], position: int) -> int:
    """The first line from there on that holds something."""
    while position < len(lines) and not lines[position].strip():
        position += 1
    return position


def _is_caption(raw: str) -> bool:
    line = Line(0, raw)
    words = line.plain
    if not words or len(words) > MAX_CAPTION_LINE or raw.strip().startswith(("|", "#")) or "](" in raw:
        return False
    label = _CAPTION.match(fold(words))
    if not label:
        return line.is_marked and not raw.strip().startswith("**")
    value = words.partition(":")[2].strip()
    # 'Ảnh: cắt cỏ cho bò' may be a caption or the beginning of a text
    return fold(words).startswith("chu thich") or is_name(value) or is_office(value)


def _caption(line: Line) -> str:
    words = line.plain
    return words.partition(":")[2].strip() if fold(words).startswith("chu thich") else words


def _joined(words: Sequence[str]) -> str:
    """'Chú thích. Ảnh: ai', with a full stop before the credit."""
    text = ""
    for part in words:
        gap = " " if not text or text.endswith((".", "!", "?", "…", ",")) else ". "
        text = f"{text}{gap}{part}".strip()
    return clean(text)

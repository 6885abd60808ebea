"""The text of a staged submission as Markdown, whatever it was typed in."""

from dataclasses import dataclass

from plugins.core.fields import FieldError
from plugins.core.sources import MAX_SOURCE_BYTES
from plugins.intake.account import Guess
from plugins.intake.names import TEXTS, extension
from plugins.intake.staging import Parcel
from plugins.legacy.decode import charset_title, decode_bytes
from plugins.legacy.mend import mend_text
from plugins.word.read import read_word


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a submission as Markdown; `notes` for the editor, `guesses` where letters are doubtful."""

    markdown: str
    photos: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    guesses: tuple[Guess, ...] = ()
    confidence: float = 1.0


def read_text(parcel: Parcel) -> Text:
    """The text of a parcel. Raises FieldError."""
    file = parcel.folder / parcel.text
    if extension(file.name) in TEXTS:
        decoded = decode_bytes(file.read_bytes())
        guesses = tuple(Guess(d.before, d.after) for d in decoded.doubts)
        notes = (
            ()
            if decoded.charset in ("utf-8", "UTF-8")
            else (f"Tệp ghi ở bảng mã {charset_title(decoded.charset)}, đã chuyển sang Unicode.",)
        )
        if len(decoded.text.encode()) > MAX_SOURCE_BYTES:
            raise FieldError(
                "file-too-big",
                f"Tệp dài quá {MAX_SOURCE_BYTES // 1_000_000} MB chữ, không phải một bài.",
                "Chỉ gửi phần chữ của bài; số liệu và phụ lục gửi riêng.",
            )
        return Text(decoded.text, notes=notes, guesses=guesses, confidence=decoded.confidence)
    media = parcel.folder / ".anh"
    word = read_word(file, media)
    for picture in word.media:
        if (parcel.folder / picture.name).exists():
            raise FieldError(
                "photo-same-name",
                f"Ảnh rời “{picture.name}” trùng tên với một ảnh trong tệp Word.",
                "Đổi tên ảnh rời rồi gửi lại.",
            )
        picture.rename(parcel.folder / picture.name)
    fonts = tuple(
        f"Phông cũ {f.font} đã chuyển sang Unicode: “{f.before}” → “{f.after}”." for f in word.charsets
    )
    # letters of an old font that carry the name of a Unicode font: pasted, as in a text file
    mended = mend_text(word.markdown)
    if mended.text != word.markdown:
        fonts = (*fonts, f"Có chữ dán từ {charset_title(mended.charset)}, đã chuyển sang Unicode.")
    return Text(
        mended.text,
        tuple(p.name for p in word.media),
        (*fonts, *(n.message for n in word.notes)),
        tuple(Guess(d.before, d.after) for d in mended.doubts),
        mended.confidence,
    )

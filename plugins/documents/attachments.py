"""Files that go with a document: found beside it, known by their content, measured and hashed."""

import hashlib
from pathlib import Path

from plugins.core.fields import FieldError
from plugins.core.text import nfc, slug
from plugins.documents.model import Attachment
from plugins.images.find import find_beside

# Readers have slow phones: a scan of twenty pages fits, a bundle of photos does not belong here.
# The messages and the manual say 20 MB.
MAX_ATTACHMENT_BYTES = 20_000_000
# What every phone opens, with the bytes that such a file begins with. No archives and no old
# binary Office files: both may carry programs.
TYPES = {
    ".pdf": b"%PDF-", ".docx": b"PK\x03\x04", ".xlsx": b"PK\x03\x04", ".pptx": b"PK\x03\x04",
    ".odt": b"PK\x03\x04", ".ods": b"PK\x03\x04",
}  # fmt: skip
_NAMES = ", ".join(suffix[1:] for suffix in TYPES)
_CHUNK = 1 << 20


def attach(folder: Path, content: Path, name: str, url: str) -> Attachment:
    """The attachment of that name in a folder, published below `url` (a path ending in '/').

    The published name is the slug of the file's name: links to it survive mail and chat. Raises
    FieldError where the file is not there, not of an allowed type, empty or too big.
    """
    file = find_beside(folder, name)
    suffix = file.suffix.lower()
    if suffix not in TYPES:
        raise FieldError(
            "attachment-type",
            f"Tệp đính kèm “{file.name}” không thuộc loại được nhận ({_NAMES}).",
            "Hãy lưu tệp thành PDF rồi đính kèm lại.",
        )
    size, sha256 = _measure(file, suffix)
    return Attachment(
        nfc(file.name), f"{url}{_url_name(file)}", size, sha256, nfc(file.relative_to(content).as_posix())
    )


def _url_name(file: Path) -> str:
    return (slug(file.stem) or "tep") + file.suffix.lower()


def _measure(file: Path, suffix: str) -> tuple[int, str]:
    size = file.stat().st_size
    if size == 0:
        raise FieldError(
            "attachment-empty",
            f"Tệp đính kèm “{file.name}” trống (0 byte).",
            "Hãy chép lại tệp gốc vào cạnh văn bản.",
        )
    if size > MAX_ATTACHMENT_BYTES:
        megabytes = f"{size / 1e6:.1f}".replace(".", ",")
        raise FieldError(
            "attachment-too-big",
            f"Tệp đính kèm “{file.name}” nặng {megabytes} MB, quá mức 20 MB.",
            "Hãy quét lại ở độ phân giải thấp hơn (150 dpi là đủ đọc) hoặc chia thành nhiều tệp.",
        )
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        start = stream.read(_CHUNK)
        if not start.startswith(TYPES[suffix]):
            raise FieldError(
                "attachment-content",
                f"Nội dung tệp “{file.name}” không phải là {suffix[1:]}.",
                "Tệp bị đổi đuôi hoặc bị hỏng: hãy mở bằng phần mềm của nó rồi lưu lại đúng loại.",
            )
        while start:
            digest.update(start)
            start = stream.read(_CHUNK)
    return size, digest.hexdigest()

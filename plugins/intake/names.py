"""Names of files, as strangers give them: what they tell, and a form that is safe everywhere."""

import re
from pathlib import PurePosixPath

from plugins.core.text import clean, fold, nfc

# A file system takes 255 bytes; the receipt's ending and a mark of doubling have to fit too.
MAX_NAME_BYTES = 180

TEXTS = (".md", ".markdown", ".txt")
WORD = (".docx", ".docm", ".doc", ".dotx", ".odt", ".rtf")
PHOTOS = (
    ".jpg",
    ".jpeg",
    ".png",
    ".webp",
    ".avif",
    ".gif",
    ".tif",
    ".tiff",
    ".bmp",
    ".mpo",
    ".heic",
    ".heif",
)
ZIPS = (".zip",)
RECEIPT = ".giay-bao"
STATUS = "tinh-trang"
HELD, TAKEN = "cho-sua", "da-nhan"

# What systems, editors, browsers and synchronisers leave about; none of it is anybody's article.
_LITTER_NAMES = frozenset(
    {"thumbs.db", "desktop.ini", "icon\r", "__macosx", "$recycle.bin", "system volume information"}
)
_LITTER_ENDS = (
    ".tmp", ".part", ".partial", ".crdownload", ".download", ".filepart", ".swp", ".swo", ".bak", ".lnk",
    ".url", "~",
)  # fmt: skip
_SYNC_CONFLICT = re.compile(r"\.sync-conflict-\d{8}-\d{6}(?:-[A-Z0-9]{7})?")

_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
_OURS = re.compile(rf"(?:{re.escape(RECEIPT)}|^{STATUS})\.(?:html|txt)$")

# How machines and people mark a copy of a file, before or behind its name, without marks.
_COPY_ENDS = re.compile(
    r"(?:\s*\(\d{1,3}\)"  # browsers and Windows: bai (1)
    r"|\s+-\s+(?:copy|sao chep|ban sao)(?:\s*\(?\d{1,3}\)?)?"  # Windows: bai - Copy (2)
    r"|\s+copy(?:\s+\d{1,3})?"  # macOS: bai copy 2
    r"|\s*\((?:ban sao|copy|sao chep)(?:\s+\d{1,3})?\)"
    r"|\s*\([^()]*(?:conflicted copy|case conflict|xung dot)[^()]*\)"  # Dropbox, Nextcloud
    r"|-[a-z0-9-]{1,15}'s conflicted copy[^.]*"
    r"|\s*[-_]?\s*conflict(?:ed)?[-_ ]?\d{8,}[-_0-9]*"
    r"|[\s_-]+ban (?:sua|moi|chinh sua|cuoi|cuoi cung)(?:\s+(?:lan\s+)?\d{1,2})?"
    r"|[\s_-]+(?:da\s+)?sua(?:\s+(?:lan\s+)?\d{1,2})?"
    r")$"
)
_COPY_STARTS = re.compile(r"^(?:copy (?:\(\d+\) )?of|ban sao cua|ban sao|sao chep cua|sao chep)\s+")

_RESERVED = re.compile(r"^(?:con|prn|aux|nul|clock\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE)
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd]")
_UNSAFE = re.compile(rf'[<>:"/\\|?*]|{_UNSEEN.pattern}')


def shown(name: str) -> str:
    """A name as people may be shown it: whatever the disk holds, valid text on one line."""
    return _UNSEEN.sub("\ufffd", _text(name))[:200]


def _text(name: str) -> str:
    return nfc(name.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))


def is_litter(name: str) -> bool:
    """Whether a name is one of those that no person ever meant to send."""
    low = name.lower()
    return (
        name.startswith((".", "~$", "~wrl"))
        or low.startswith(("~wrl", "~syncthing~", "._"))
        or low in _LITTER_NAMES
        or low.endswith(_LITTER_ENDS)
    )


def is_ours(name: str) -> bool:
    """Whether intake itself wrote the file (a receipt, a status page), or it is a copy of such a one."""
    return _OURS.search(_IN_BRACKETS.sub("", _SYNC_CONFLICT.sub("", name)).lower()) is not None


def extension(name: str) -> str:
    """The ending in lower case, '' without one."""
    return PurePosixPath(name).suffix.lower()


def stem(name: str) -> str:
    """What two versions of one file have in common: the name without ending, marks, case, and copy marks.

    'Bản sao Bài viết (1).docx' and 'bai viet.md' have the stem 'bai viet'.
    """
    return _bare(name)[0]


def is_copy(name: str) -> bool:
    """Whether the name says that this is a copy or another version of a file."""
    return _bare(name)[1]


def _bare(name: str) -> tuple[str, bool]:
    without = _SYNC_CONFLICT.sub("", name)
    known = extension(without) in (*TEXTS, *WORD, *PHOTOS, *ZIPS)
    plain = fold(PurePosixPath(without).stem if known else without).replace("_", " ")
    plain = " ".join(plain.split())
    copied = without != name
    while True:
        shorter = _COPY_STARTS.sub("", _COPY_ENDS.sub("", plain)).strip()
        if shorter == plain or not shorter:
            return plain, copied
        plain, copied = shorter, True


def safe_name(name: str, instead: str = "tep") -> str:
    """The name in a form that every system takes: NFC, no control or bidi characters, not reserved, short.

    A plain name stays as it is.
    """
    text = clean(_UNSAFE.sub(" ", _text(name))).strip(". ")
    if not any(c.isalnum() for c in text):
        text = instead + extension(text)
    if _RESERVED.match(text) or text.startswith(("~", "-")):
        text = f"{instead}-{text.lstrip('~-')}"
    return _shortened(text)


def _shortened(text: str) -> str:
    end = extension(text) if len(extension(text)) <= 10 else ""
    head = text[: len(text) - len(end)] if end else text
    while len((head + end).encode()) > MAX_NAME_BYTES:
        head = head[:-1]
    return head.rstrip(". ") + end


def same_name(name: str) -> str:
    """The form in which two names are one on some system: NFC, case folded."""
    return nfc(clean(_text(name)).casefold())

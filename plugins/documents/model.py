"""An official paper."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file beside a document: name, size in bytes, SHA-256 in hex. `path` is its URL once published,
    `source` the file to copy there, relative to the content folder.
    """

    name: str
    path: str
    size: int
    sha256: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A document another one speaks of: `number` as printed, and what is known of it.

    `issuer`, `issued`, `title` are what the citing paper says; the library finds the document itself
    by `key` where the site has it.
    """

    number: str
    key: str
    issuer: str = ""
    issued: date | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty that a document lays down: who, what, until when (None: standing), how often ("").

    `before`: the paper says "trước" the day, not on it.
    """

    who: str
    what: str
    due: date | None = None
    rhythm: str = ""
    before: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """One official paper, in the parts of the Union's format (Hướng dẫn 29-HD/TWĐTN-VP, 29/10/2013).

    `superior` is the issuer's superior body (line above it), `heading` the lines at the right, one a
    line ("ĐOÀN TNCS HỒ CHÍ MINH" for the Union; name and motto of the state for its papers), `kind` is
    "Kế hoạch", `abstract` the trích yếu, `signature` the lines of the signature block from the
    authority ("TM. BAN THƯỜNG VỤ TỈNH ĐOÀN") to the note "(Đã ký)", `signatory` the name.
    `has_text` is False for a paper the site only knows from others.
    """

    source: str
    number: str
    key: str
    kind: str
    abstract: str
    issuer: str
    issued: date
    place: str = ""
    superior: str = ""
    heading: str = ""
    signature: tuple[str, ...] = ()
    signatory: str = ""
    recipients: tuple[str, ...] = ()
    body_html: str = ""
    explanation_html: str = ""
    summary: str = ""
    duties: tuple[Duty, ...] = ()
    carries_out: tuple[Reference, ...] = ()
    replaces: tuple[Reference, ...] = ()
    related: tuple[Reference, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    status: str = ""
    has_text: bool = True

    @property
    def path(self) -> str:
        """The permanent URL."""
        return f"/van-ban/{self.issued.year}/{self.key}/"

    @property
    def title(self) -> str:
        """How a list names it: "Kế hoạch số 70-KH/TĐTN-TCKT"."""
        return f"{self.kind} số {self.number}"

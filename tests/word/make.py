"""Word files made in code: small, and plainly invented."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentType
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph
from PIL import Image

from plugins.word.model import WordText
from plugins.word.read import Job, convert

NAMES = (
    f"{nsdecls('w', 'r', 'a', 'wp', 'pic')}"
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
)
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def empty() -> DocumentType:
    """A document of python-docx's template without a paragraph."""
    return Document()


def add_xml(document: DocumentType, xml: str) -> None:
    """Elements of WordprocessingML at the end of the text."""
    for node in parse_xml(f"<w:body {NAMES}>{xml}</w:body>"):
        document.element.body.insert(len(document.element.body) - 1, node)


def paragraph(document: DocumentType, runs: str, properties: str = "") -> None:
    """A paragraph of raw runs."""
    add_xml(document, f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>")


def run(text: str, properties: str = "") -> str:
    """A raw run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def in_font(text: str, font: str) -> str:
    """A raw run in a font."""
    return run(text, f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>')


def picture(width: int = 200, height: int = 150, form: str = "PNG", color: str = "teal") -> bytes:
    """A picture of one colour."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), color).save(out, form)
    return out.getvalue()


def add_picture(document: DocumentType, data: bytes, alt: str = "") -> Paragraph:
    """A paragraph with nothing but a picture."""
    document.add_picture(io.BytesIO(data))
    made = document.paragraphs[-1]
    made._p.xpath(".//wp:docPr")[0].set("descr", alt)
    return made


def save(
    document: DocumentType,
    file: Path,
    parts: Mapping[str, str | bytes] | None = None,
    edit: Callable[[str, bytes], bytes] | None = None,
) -> Path:
    """The document as a file; `parts` are added or replaced, `edit` may change each."""
    out = io.BytesIO()
    document.save(out)
    added = dict(parts or {})
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = added.pop(name, old.read(name))
            data = data.encode() if isinstance(data, str) else data
            new.writestr(name, edit(name, data) if edit else data)
        for name, text in added.items():
            new.writestr(name, text)
    return file


def relate(name: str, kind: str, target: str, external: bool = False) -> Callable[[str, bytes], bytes]:
    """An edit that adds a relation with this id to the main part."""
    mode = ' TargetMode="External"' if external else ""
    line = f'<Relationship Id="{name}" Type="{REL}{kind}" Target="{target}"{mode}/>'

    def edit(part: str, data: bytes) -> bytes:
        if part != "word/_rels/document.xml.rels":
            return data
        return data.replace(b"</Relationships>", line.encode() + b"</Relationships>")

    return edit


def edits(*all_: Callable[[str, bytes], bytes]) -> Callable[[str, bytes], bytes]:
    """Several edits as one."""

    def edit(part: str, data: bytes) -> bytes:
        for one in all_:
            data = one(part, data)
        return data

    return edit


def read(document: DocumentType, folder: Path, **how: object) -> WordText:
    """The text of a document, converted in this process."""
    file = save(document, folder / "bai.docx", **how)  # type: ignore[arg-type]  # handed on as given
    return convert(Job(file, folder))


def markdown(document: DocumentType, folder: Path, **how: object) -> str:
    """The Markdown of a document."""
    return read(document, folder, **how).markdown


def notes(text: WordText) -> dict[str, list[str]]:
    """The messages of the notes by their code."""
    found: dict[str, list[str]] = {}
    for note in text.notes:
        found.setdefault(note.code, []).append(note.message)
    return found


def one_line(text: str) -> str:
    """Without the space that only makes XML readable."""
    return re.sub(r">\s+<", "><", text.strip())

"""Word files that no honest hand makes, for the tests and for `benchmarks.word_files`."""

import io
import random
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from tests.word.make import NAMES, add_picture, empty, in_font, picture, run, save

SENTENCE = "Xin chào các bạn đoàn viên thanh niên. "
LETTERS = f"<w:p>{run('Lời bài mẫu.')}</w:p>"
_DAMAGED = 30


def text_part(body: str, declared: str = "") -> str:
    """A main part with this body."""
    start = f'<?xml version="1.0" encoding="UTF-8"?>{declared}<w:document {NAMES}>'
    return f"{start}<w:body>{body}</w:body></w:document>"


def nested_tables(depth: int, inner: str = LETTERS) -> str:
    """Tables within tables."""
    for _ in range(depth):
        inner = f"<w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>"
    return inner


def laughs() -> str:
    """Entities that would be 10 to the ninth words."""
    later = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise("abcdefghij"))
    return f'<!DOCTYPE w [<!ENTITY a "ha ">{later}]>'


def write_bombs(folder: Path) -> None:
    """One file of each kind."""
    folder.mkdir(parents=True)
    for name, body in _bodies():
        save(empty(), folder / f"{name}.docx", {"word/document.xml": text_part(body)})
    for name, parts in _parts():
        main = {"word/document.xml": text_part(LETTERS)}
        save(empty(), folder / f"{name}.docx", main | parts)
    document = empty()
    for i in range(1_000):
        add_picture(document, picture(130, 130, color=f"#{i:06x}"))
    save(document, folder / "1000 pictures.docx")
    good = save(empty(), folder / "good.docx", {"word/document.xml": text_part(LETTERS)})
    for i, data in enumerate(damaged(good.read_bytes(), _DAMAGED)):
        (folder / f"damaged {i}.docx").write_bytes(data)


def damaged(whole: bytes, count: int) -> Iterator[bytes]:
    """A file with twenty bytes changed, every third one cut short too."""
    chance = random.Random(2014)
    for i in range(count):
        data = bytearray(whole)
        for _ in range(20):
            data[chance.randrange(len(data))] = chance.randrange(256)
        yield bytes(data[: chance.randrange(len(data))] if i % 3 == 0 else data)


def _bodies() -> Iterator[tuple[str, str]]:
    paragraph = f"<w:p>{run(SENTENCE)}</w:p>"
    dressed = run("chữ ", "<w:b/>") + run("chữ ", "<w:i/>")
    marks = in_font("a", "VNI-Times") + in_font("ø ", "VNI-Helve")
    cells = "".join(f"<w:tc><w:p>{run(f'ô {i}')}</w:p></w:tc>" for i in range(5))
    wide = '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999"/></w:tcPr><w:p/></w:tc></w:tr>'
    yield "300 nested tables", nested_tables(300)
    yield "60 nested tables", nested_tables(60)
    yield "40 MB of text", f"<w:p>{run(SENTENCE * 20)}</w:p>" * 45_000
    yield "29 MB of XML", paragraph * 230_000
    yield "590000 letters", f"<w:p>{run(SENTENCE * 10)}</w:p>" * 1_500
    yield "one word of 500000 letters", f"<w:p>{run('a' * 500_000)}</w:p>"
    yield "10000 runs in a paragraph", f"<w:p>{dressed * 5_000}</w:p>"
    yield "100000 runs in a paragraph", f"<w:p>{dressed * 50_000}</w:p>"
    yield "10000 letters in two VNI runs", f"<w:p>{marks * 10_000}</w:p>"
    yield "table of 10000 rows", f"<w:tbl>{f'<w:tr>{cells}</w:tr>' * 10_000}</w:tbl>"
    yield "span of 999999", f"<w:tbl>{wide * 3}</w:tbl>{LETTERS}"
    yield "fields never closed", '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>' * 5_000 + LETTERS
    yield "switches of a link", "<w:p>" + _code("HYPERLINK " + "\\o " * 5_000) + "</w:p>"
    yield "control and bidi characters", "<w:p>" + run("ảnh\u202egpj.exe\u202c a\x85b") + "</w:p>"
    yield "NUL", "<w:p>" + run("a\0b") + "</w:p>"
    yield "no text", "<w:p/>"


def _code(text: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = f"<w:r><w:instrText>{text}</w:instrText></w:r>"
    return mark.format("begin") + code + mark.format("separate") + run("chữ") + mark.format("end")


def _parts() -> Iterator[tuple[str, dict[str, str | bytes]]]:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("a", b"\0" * 50_000_000)
    yield "zip bomb of 280 MB", {"word/document.xml": b" " * 280_000_000}
    yield "zip bomb in a picture", {"word/media/a.png": b"\0" * 250_000_000}
    yield "zips within", {f"word/embeddings/{i}.zip": inner.getvalue() for i in range(5)}
    yield "entities", {"word/document.xml": text_part(f"<w:p>{run('&j;')}</w:p>", laughs())}
    yield "name that climbs", {"../../ma.txt": b"x"}
    yield "name of a drive", {"C:\\ma.txt": b"x"}
    yield "5000 members", {f"word/{i}.xml": b"" for i in range(5_000)}
    yield "macros", {"word/vbaProject.bin": b"x"}
    yield "program within", {"word/embeddings/a.exe": b"MZ" * 1_000}

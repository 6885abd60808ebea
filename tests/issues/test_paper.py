"""The printed bulletin: every word of every article, sound for archives and for those who cannot see."""

import io
import os
import pickle
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import page as validator
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from plugins.articles.model import Article, Text
from plugins.core.markup import make_converter
from plugins.documents.paper import place_and_date
from plugins.issues.files import PublishedFiles
from plugins.issues.model import Correction, Issue, Letter
from plugins.issues.paper.columns import LINE, PAGE_TOP, Setting, settle
from plugins.issues.paper.data import lay_out
from plugins.issues.paper.make import booklet_sides, make_booklet, make_paper, make_radio_pdf
from plugins.issues.paper.press import PaperError, Press
from plugins.issues.paper.tree import breakable, parse, resolve_links, walk
from tests.issues.paper_text import holds, pages_of, printed, printed_words, structure
from tests.issues.samples import HOSTILE_TITLE, Sample, make_sample
from tests.issues.text import article_words, words_of_html, words_of_text

ROOT = Path(__file__).parents[2]
NO_FILES = PublishedFiles({})
TITLES = (
    '#panic("x") #import "@preview/x:1" #sys.inputs',
    "$x^2$ @tin *đậm* _nghiêng_ `mã` <nhãn> ~ \\ \"kép\" 'đơn'",
    "= Đề mục // lời bàn /* thôi */ [ngoặc] {móc} - + 1.",
    HOSTILE_TITLE,
)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return make_sample(tmp_path_factory.mktemp("paper"))


@pytest.fixture(scope="module")
def paper(sample: Sample) -> bytes:
    return make_paper(sample.issue, sample.files)


def without_photos(issue: Issue, articles: Sequence[Article]) -> Issue:
    """A small issue of these articles and nothing else."""
    bare = tuple(replace(a, photo=None, photos=()) for a in articles)
    part = replace(issue.parts[0], articles=bare)
    cover = replace(issue.cover, article=None, photo=None)
    return replace(issue, parts=(part,), cover=cover, letter=None, documents=(), duties=())


def plain(issue: Issue, *bodies: str, titles: Sequence[str] = ()) -> Issue:
    """A small issue of texts in Markdown."""
    convert = make_converter()
    articles = [replace(a, body=Text(convert(b))) for a, b in zip(issue.articles, bodies, strict=False)]
    for n, title in enumerate(titles):
        articles[n] = replace(articles[n], title=title)
    return without_photos(issue, articles)


def good(pdf: bytes) -> None:
    """PDF/UA-1 and PDF/A-2a in one file."""
    for profile in ("ua1", "2a"):
        report = validator.validate_pdf_bytes(pdf, profile=profile)
        assert report.is_compliant, [(f.rule_id, f.message) for f in report.failures]


# -- words


def test_every_word_of_every_article_is_printed_in_order(sample: Sample, paper: bytes) -> None:
    words = printed_words(paper)
    assert len(sample.issue.articles) == 16
    missing = [a.title for a in sample.issue.articles if not holds(words, article_words(a))]
    assert missing == []


def test_letter_documents_and_duties_are_printed(sample: Sample, paper: bytes) -> None:
    words = printed_words(paper)
    letter = sample.issue.letter
    assert letter
    said = words_of_text(letter.title) + words_of_html(letter.body_html) + words_of_text(letter.signed)
    assert holds(words, said)
    for document in sample.issue.documents:
        for part in (document.abstract, place_and_date(document), *document.signature, document.signatory):
            assert holds(words, words_of_text(part)), part
        assert holds(words, words_of_html(document.body_html))
    assert len(sample.issue.duties) == 2
    for dated in sample.issue.duties:
        assert holds(words, words_of_text(dated.duty.what))


def test_typst_code_in_titles_is_printed_as_it_stands(sample: Sample) -> None:
    issue = plain(sample.issue, *["Một dòng."] * 4, titles=TITLES)
    pdf = make_paper(issue, NO_FILES)
    said = " ".join(printed(pdf).split())
    for title in TITLES:
        assert " ".join(title.split()) in said.replace("\xa0", " "), title
    good(pdf)


BODIES = (
    "".join("    " * depth + f"- bậc {depth}\n" for depth in range(12)),
    "> " * 12 + "sâu lắm",
    "<b><i>" * 30 + "chữ nằm sâu" + "</i></b>" * 30,
    "|" + "cột|" * 7 + "\n|" + "-|" * 7 + "\n" + ("|" + "ô|" * 7 + "\n") * 20,
    "    #let y = 1\n\nLời #panic() $x$ của `#mã`.",
    "Gặp[^1] rồi[^2].\n\n[^1]: Một.\n[^2]: Hai.\n",
    "1. Một\n2. Hai\n\n    còn nữa\n\n## Đề\n\n### Đề con\n\n#### Cháu\n\n##### Chắt\n\n###### Chút\n",
    "Dài.\n\n" + "\n\n".join(f"Đoạn {n} " + "chữ nghĩa " * 60 for n in range(12)),
)


def test_whatever_markdown_can_say_is_printed(sample: Sample) -> None:
    issue = plain(sample.issue, *BODIES)
    pdf = make_paper(issue, NO_FILES)
    words = printed_words(pdf)
    for article in issue.articles:
        if "<table" not in article.body_html:  # a head that is repeated in the next column is right
            assert holds(words, article_words(article)), article.body_html[:60]
    assert words.count("ô") == 140
    good(pdf)


def test_signs_that_no_font_has_become_boxes_and_are_told(sample: Sample) -> None:
    issue = plain(sample.issue, "Hoa 漢 😀 và \u202eđảo\u202c.", titles=["Bảng ★"])
    told: list[str] = []
    pdf = make_paper(issue, NO_FILES, lambda what, done, total: told.append(what))
    assert "Hoa □ □ và đảo." in " ".join(printed(pdf).split())
    assert "Bảng ★" in printed(pdf)
    assert told[-1] == "Không có nét chữ, in thành □: 漢 😀"
    good(pdf)


# -- the file


def test_it_is_made_for_archives_and_screen_readers(paper: bytes) -> None:
    good(paper)
    root = PdfReader(io.BytesIO(paper)).trailer["/Root"]
    assert root["/Lang"] == "vi-VN"  # type: ignore[index]
    assert root["/MarkInfo"]["/Marked"] == True  # type: ignore[index]  # noqa: E712  # a PDF boolean


def test_title_and_bookmarks(sample: Sample, paper: bytes) -> None:
    reader = PdfReader(io.BytesIO(paper))
    assert reader.metadata is not None
    assert reader.metadata.title == "Bản tin Thanh niên số 4, tháng 4/2014"
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.date() == sample.issue.day

    def titles(items: Sequence[object]) -> list[str]:
        return [t for i in items for t in (titles(i) if isinstance(i, list) else [str(i["/Title"])])]  # type: ignore[index]

    marks = " ".join(titles(reader.outline)).replace("\xa0", " ")
    for part in sample.issue.parts:
        assert part.title in marks
        for article in part.articles:
            assert article.title in marks


def test_every_photo_says_what_it_shows(sample: Sample, paper: bytes) -> None:
    shown = [str(e.get("/Alt", "")) for kind, e in structure(paper) if kind == "/Figure"]
    assert "" not in shown
    for article in sample.issue.articles:
        for photo in article.photos:
            assert photo.alt in shown, photo.alt


def test_all_fonts_are_embedded(paper: bytes) -> None:
    names = set()
    for page in pages_of(paper):
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            descriptor = inner["/FontDescriptor"]
            assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
            names.add(str(inner["/BaseFont"]).partition("+")[2].partition("-")[0])
    assert names <= {"BeVietnamPro", "DejaVuSansMono"}
    assert "BeVietnamPro" in names


def test_contents_name_the_page_of_every_article(sample: Sample, paper: bytes) -> None:
    pages = [" ".join(p.extract_text().split()) for p in pages_of(paper)]
    for article in sample.issue.articles:
        at = next(n for n, text in enumerate(pages[2:], 3) if article.title in text)
        after = pages[1].split(article.title)[1].lstrip(" .")
        assert after.split()[0] == str(at), article.title


def test_running_heads_name_issue_and_part(sample: Sample, paper: bytes) -> None:
    last = pages_of(paper)[-1].extract_text()
    assert "Bản tin Thanh niên · số 4, tháng 4/2014" in last
    third = pages_of(paper)[2].extract_text()
    assert third.count(sample.issue.parts[0].title) == 2
    assert "Trang 3" in third


AGAIN = """
import pickle, sys
from pathlib import Path
from plugins.issues.paper.make import make_paper
issue, files = pickle.loads(Path(sys.argv[1]).read_bytes())
Path(sys.argv[2]).write_bytes(make_paper(issue, files))
"""


def test_the_same_bytes_in_another_process_and_folder(sample: Sample, paper: bytes, tmp_path: Path) -> None:
    temporary = tmp_path / "thư mục có dấu"
    temporary.mkdir()
    kept, made = tmp_path / "issue", tmp_path / "again.pdf"
    kept.write_bytes(pickle.dumps((sample.issue, sample.files)))
    surroundings = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONHASHSEED": "7",
        "TMPDIR": str(temporary),
        "TZ": "America/New_York",
        "SOURCE_DATE_EPOCH": "1",
    }
    subprocess.run([sys.executable, "-c", AGAIN, kept, made], cwd=tmp_path, env=surroundings, check=True)
    assert made.read_bytes() == paper
    assert list(temporary.iterdir()) == []


def test_links_lead_within_the_issue_or_to_the_site(sample: Sample, paper: bytes) -> None:
    inside: set[str] = set()
    outside: set[str] = set()
    for page in pages_of(paper):
        for annotation in page.get("/Annots", []):
            link = annotation.get_object()
            action = link.get("/A", {})
            (outside if "/URI" in action else inside).add(str(action.get("/URI", "")))
    site = sample.issue.imprint.site_url
    assert f"{site}/luu-tru/2014/04/" in outside
    assert "https://khac.example/?a=1&b=2" in outside
    assert not [url for url in outside if "/tin/2014/04/" in url]
    assert inside


# -- what an issue may lack


def test_an_issue_without_anything_but_articles(sample: Sample) -> None:
    issue = without_photos(sample.issue, sample.issue.articles[3:4])
    pdf = make_paper(issue, NO_FILES)
    said = printed(pdf)
    for absent in ("Thư tòa soạn", "Văn bản trong tháng", "Lịch việc cần làm", "Đính chính", "Giấy phép"):
        assert absent not in said
    assert "Cơ quan chủ quản" in said
    good(pdf)


def test_corrections_and_a_long_letter(sample: Sample) -> None:
    issue = plain(sample.issue, "Một bài.")
    wrong = Correction(
        issue.articles[0], "số 3, tháng 3/2014", issue.articles[0].published, "Sửa “31” thành “13”."
    )
    long = Letter("Thư dài", "<p>Lời thư nói mãi.</p>" * 200, "Người ký")
    pdf = make_paper(replace(issue, corrections=(wrong,), letter=long), NO_FILES)
    assert "Sửa “31” thành “13”." in " ".join(printed(pdf).split())
    assert printed(pdf).count("Lời thư nói mãi.") == 200
    good(pdf)


def test_a_photo_that_is_not_there_is_named(sample: Sample) -> None:
    with pytest.raises(PaperError) as error:
        make_paper(sample.issue, NO_FILES)
    path = sample.issue.cover.photo.widest.path if sample.issue.cover.photo else ""
    assert str(error.value) == (
        f"Không có tệp ảnh “{path}” (Đồi và nương vẽ bằng máy, hình số 0) để in."
        " Dựng lại trang rồi làm lại số báo."
    )


def test_a_photo_that_nobody_described_stops_nothing(sample: Sample) -> None:
    first = sample.issue.articles[0]
    assert first.photo
    again = f'<p><img src="{first.photo.widest.path}" alt=""></p>'
    silent = replace(first, photo=replace(first.photo, alt="", caption=""), body=Text(again))
    issue = without_photos(sample.issue, [first])
    pdf = make_paper(replace(issue, parts=(replace(issue.parts[0], articles=(silent,)),)), sample.files)
    alts = [str(e["/Alt"]) for kind, e in structure(pdf) if kind == "/Figure"]
    assert alts.count("Ảnh không có lời tả") == 2
    good(pdf)


# -- columns


def test_no_column_runs_over_its_end(sample: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[Mapping[str, object]]] = []
    ask = Press.ask

    def listen(press: Press, label: str, **inputs: object) -> list[Mapping[str, object]]:
        asked.append(ask(press, label, **inputs))
        return asked[-1]

    monkeypatch.setattr(Press, "ask", listen)
    make_paper(plain(sample.issue, *BODIES), NO_FILES)
    lowest: dict[object, float] = {}
    texts = 0
    for mark in asked[-1]:
        if mark["kind"] == "start":
            lowest = {}
        elif mark["kind"] == "after":
            texts += 1
            assert lowest.get(mark["page"], 0.0) <= float(str(mark["y"])) + 0.01
        else:
            lowest[mark["page"]] = max(lowest.get(mark["page"], 0.0), float(str(mark["y"])))
    assert texts == len(BODIES)


@given(lines=st.integers(1, 90))
def test_columns_come_out_even(lines: int) -> None:
    """On a page of its own, whatever its length, a text gets columns that differ by three lines at most."""

    def look(first: int, settings: Sequence[Setting]) -> list[Mapping[str, object]]:
        height = settings[0].height or lines * LINE / 2 + LINE
        left = min(lines, int(height / LINE + 1e-6))
        x, y = (50.0, left * LINE) if left == lines else (300.0, (lines - left) * LINE)
        spots = (("start", 50.0, 0.0), ("end", x, y), ("after", 50.0, height))
        return [
            {"kind": k, "page": 1, "x": x, "y": PAGE_TOP + y, "height": height, "ratio": 0}
            for k, x, y in spots
        ]

    height = settle(look, 1)[0].height
    left = min(lines, int(height / LINE + 1e-6))
    assert lines - left <= height / LINE  # all of it has room
    assert height <= lines * LINE / 2 + 1.5 * LINE


# -- the tree


TREES = (
    ("<p>Một <strong>hai</strong>\n ba</p>\n<p> x </p>", "p:Một |strong:hai| ba p:x"),
    ("<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>", "ul:li:a|ul:li:b"),
    ('<p>x<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup></p>', "p:x|sup:a:1"),
    ('<p>y <a class="footnote-backref" href="#x">↩</a></p>', "p:y"),
    ('<div class="table-wrap" role="region"><table><thead><tr><th>a</th></tr></thead></table></div>',
     "div:table:tr:th:a"),
    ('<figure><picture><source srcset="a.webp"><img src="/a.jpg" alt="b"></picture></figure>', "figure:img:"),
    ("<p>a &amp; b &lt;c&gt;<br>\nd</p>", "p:a & b <c>|br:|d"),
)  # fmt: skip


@pytest.mark.parametrize(("html", "expected"), TREES)
def test_html_becomes_a_tree(html: str, expected: str) -> None:
    def shown(nodes: Sequence[object]) -> str:
        parts = [n if isinstance(n, str) else f"{n['t']}:{shown(n['c'])}" for n in nodes]  # type: ignore[index]
        return "|".join(parts)

    assert shown(parse(html)).replace("|p:", " p:") == expected


def test_a_link_to_nowhere_is_only_its_words() -> None:
    nodes = parse('<p><a href="#co">a</a> <a href="#khong">b</a> <b id="co">c</b> <b id="co">d</b></p>')
    resolve_links(nodes, "bai-1", lambda href: ("", href))
    links = {str(e["c"]): e for e in walk(nodes) if e["t"] in ("a", "b")}
    assert [links[f"['{word}']"].get("to") for word in "abcd"] == ["bai-1:co", "", None, None]
    assert [links[f"['{word}']"].get("label") for word in "abcd"] == [None, None, "bai-1:co", None]


@given(st.text(alphabet="aẦ -/", max_size=120))
def test_breaks_add_nothing_that_is_seen(text: str) -> None:
    broken = breakable(text)
    assert broken.replace("\u200b", "") == text
    assert all(len(piece) <= 28 for word in broken.split() for piece in word.split("\u200b"))


def test_the_data_of_an_issue_is_plain(sample: Sample) -> None:
    sheets = lay_out(sample.issue, sample.files)
    assert len(sheets.photos) == 6  # each picture once
    assert str(sample.issue.source) not in str(sheets.data)


# -- booklet


@pytest.mark.parametrize(
    ("pages", "sides"),
    [
        (1, [[0, 1], [0, 0]]),
        (4, [[4, 1], [2, 3]]),
        (5, [[0, 1], [2, 0], [0, 3], [4, 5]]),
        (8, [[8, 1], [2, 7], [6, 3], [4, 5]]),
    ],
)
def test_pages_lie_so_that_the_folded_sheets_read_on(pages: int, sides: list[list[int]]) -> None:
    assert booklet_sides(pages) == sides


def test_the_booklet_holds_every_page_on_both_sides_of_its_sheets(paper: bytes) -> None:
    booklet = make_booklet(paper)
    pages, sheets = pages_of(paper), pages_of(booklet)
    assert len(sheets) * 2 == (len(pages) + 3) // 4 * 4
    assert {(round(s.mediabox.width), round(s.mediabox.height)) for s in sheets} == {(842, 595)}
    said = words_of_text("\n".join(s.extract_text() for s in sheets))
    for wanted in pages:
        assert holds(said, words_of_text(wanted.extract_text())[:40])
    assert make_booklet(paper) == booklet


def test_only_a_paper_can_be_folded() -> None:
    with pytest.raises(PaperError, match=r"^Tệp PDF không phải là bản in của bản tin, không gập đôi được\.$"):
        make_booklet(b"%PDF-1.7\n")


# -- radio


SCRIPT = "TÊN BẢN TIN\n\nĐọc hết khoảng một phút.\n" + "".join(
    f"\n\nBÀI {n}\n\n" + "\n".join(f"Câu thứ {m} của bài #{n} *đọc to*." for m in range(1 + n * 7 % 9)) + "\n"
    for n in range(24)
)


def test_the_radio_script_is_large_and_begins_no_item_at_the_foot() -> None:
    pdf = make_radio_pdf("Bài đọc phát thanh", SCRIPT)
    good(pdf)
    assert words_of_text(" ".join(p.extract_text() for p in pages_of(pdf)).replace("Trang", " ")) != []
    said = printed_words(pdf)
    assert said == words_of_text(SCRIPT)
    heads = 0
    for page in pages_of(pdf):
        spots: list[tuple[str, float]] = []

        def visit(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
            if text.strip() and "Trang" not in text:
                spots.append((text.strip(), tm[5] * cm[3] + cm[5]))  # noqa: B023  # used within the loop only

        page.extract_text(visitor_text=visit)
        for text, y in spots:
            if text.startswith("BÀI"):
                heads += 1
                assert y > 24 * 72 / 25.4 + 4 * 28, "a head at the foot of a page"
    assert heads == 24
    assert make_radio_pdf("Bài đọc phát thanh", SCRIPT) == pdf

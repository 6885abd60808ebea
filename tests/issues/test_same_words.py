"""Every word of every article is the same in all forms of the issue, as `issue --all` makes them.

The page on the site is what the others are measured by: made of the same article, by other code. The paper
is read back three ways: by pypdf, by `pdftotext -raw` (words in the order in which the file has them) and by
`pdfinfo -struct-text` (the tags, in the order in which a screen reader says them). Without `-raw`, pdftotext
guesses columns from where words stand, and takes what is level in both for one line.
"""

import io
import re
import subprocess
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from email import message_from_bytes, policy
from functools import cached_property
from pathlib import Path

import pytest
from lxml import etree
from lxml import html as lxml_html

from plugins.issues.radio import SAMPLE
from plugins.speech.page import read_page
from plugins.speech.read import speak
from plugins.speech.words import DEFAULT_WORDS, load_words
from tests.issues.paper_text import printed
from tests.issues.samples import NOW, write_sample
from tests.issues.text import words_of_html, words_of_text
from tests.site.conftest import run_task

COUNT = 16


@dataclass(frozen=True, slots=True)
class Said:
    """What the page of an article on the site says."""

    sample: str
    title: str
    standfirst: str
    byline: str
    date: str
    places: str
    caption: str
    body: str

    @property
    def words(self) -> list[str]:
        """All of it, in the order of the other forms, in small letters."""
        before = (self.sample, self.title, self.standfirst, self.byline, self.date, self.places, self.caption)
        return [word.lower() for part in before for word in words_of_text(part)] + [
            word.lower() for word in words_of_html(self.body)
        ]


@dataclass(frozen=True)
class Made:
    """A content folder whose issue has all its files, and the site."""

    content: Path
    output: Path

    def file(self, name: str) -> Path:
        """A file of the issue, as it is published."""
        return self.output / "ban-tin/2014-04" / name

    @cached_property
    def articles(self) -> list[Said]:
        """What the site says of each article, in the order of the issue."""
        pages = (self.output / f"tin/2014/04/bai-thu-{n + 1:02d}/index.html" for n in range(COUNT))
        return [_said(lxml_html.document_fromstring(page.read_text(encoding="utf-8"))) for page in pages]

    @cached_property
    def pack(self) -> zipfile.ZipFile:
        return zipfile.ZipFile(self.file("ban-tin-2014-04-bao-chi.zip"))


def _said(page: lxml_html.HtmlElement) -> Said:
    (article,) = page.cssselect("article.article")

    def text(selector: str, separator: str = " ") -> str:
        return separator.join(" ".join(e.text_content().split()) for e in article.cssselect(selector))

    (prose,) = article.cssselect(".prose")
    places = text(".article__places li", ", ")
    return Said(
        sample=text(".sample-notice"),
        title=text(".article__title"),
        standfirst=text(".article__standfirst"),
        byline=text(".article__byline"),
        date=text(".article__meta time"),
        places=f"Địa bàn: {places}" if places else "",
        caption=text(".article__body > figure figcaption"),
        body=etree.tostring(prose, encoding="unicode", method="html"),
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("same")
    content, output = folder / "content", folder / "output"
    write_sample(content)
    now = NOW.isoformat()
    done = run_task("issue", "2014-04", "--all", "--content", content, "--output", output, now=now)
    assert done.returncode == 0, done.stdout + done.stderr
    return Made(content, output)


# -- how each form is read


def by_pypdf(made: Made) -> str:
    return printed(made.file("ban-tin-2014-04.pdf").read_bytes())


def by_pdftotext(made: Made) -> str:
    """Between running heads and page numbers."""
    area = ("-r", "72", "-x", "0", "-y", "66", "-W", "596", "-H", "722")
    return _poppler("pdftotext", "-raw", "-enc", "UTF-8", *area, str(made.file("ban-tin-2014-04.pdf")), "-")


def by_tags(made: Made) -> str:
    """The words below all tags; running heads and page numbers have none."""
    tree = _poppler("pdfinfo", "-struct-text", str(made.file("ban-tin-2014-04.pdf")))
    return "\n".join(line[1] for line in re.finditer(r'^ *"(.*)"$', tree, re.M))


def _poppler(*command: str) -> str:
    done = subprocess.run(command, check=True, capture_output=True)
    return done.stdout.decode(errors="replace").replace("\u200b", "")  # the alt texts are in UTF-16


def by_mail(made: Made) -> str:
    mail = message_from_bytes(made.file("ban-tin-2014-04.eml").read_bytes(), policy=policy.default)
    part = mail.get_body(("plain",))
    assert part
    return str(part.get_content())


def by_book(made: Made) -> Iterator[list[str]]:
    with zipfile.ZipFile(made.file("ban-tin-2014-04.epub")) as book:
        for n in range(COUNT):
            yield words_of_html(etree.fromstring(book.read(f"EPUB/bai-{n + 1:02d}.xhtml")))


def by_pack_pages(made: Made) -> Iterator[list[str]]:
    for n in range(COUNT):
        page = made.pack.read(f"ban-tin-2014-04/trang-web/bai-{n + 1:02d}.html").decode()
        (main,) = lxml_html.document_fromstring(page).cssselect("main")
        yield words_of_html(main)


def by_pack_texts(made: Made) -> Iterator[list[str]]:
    names = sorted(name for name in made.pack.namelist() if "/loi-bai/bai-" in name)
    for name in names:
        yield words_of_text(made.pack.read(name).decode("utf-8-sig"))


# -- the same words


def test_the_site_says_what_was_written(made: Made) -> None:
    """The measure itself: nothing is empty that an article has."""
    assert len(made.articles) == COUNT
    for n, said in enumerate(made.articles):
        assert said.title.startswith(f"Bài thử {n + 1:02d}:")
        assert f"Câu cuối của bài thử số {n + 1}." in said.body
        assert all((said.standfirst, said.byline, said.date, said.places))
        assert bool(said.sample) == (n % 5 == 0)
        assert bool(said.caption) == (n % 4 != 3)


@pytest.mark.parametrize("read", [by_pypdf, by_pdftotext, by_mail], ids=lambda read: read.__name__)
def test_one_text_says_every_article_word_for_word(made: Made, read: Callable[[Made], str]) -> None:
    words = " ".join(words_of_text(read(made))).lower()
    assert [a.title for a in made.articles if f" {' '.join(a.words)} " not in f" {words} "] == []


def test_the_tags_of_the_paper_say_every_article_in_order(made: Made) -> None:
    """Tags end within words (H₂O is three pieces), so only letters and digits are compared."""
    letters = "".join(words_of_text(by_tags(made))).lower()
    starts = [letters.find("".join(a.words)) for a in made.articles]
    assert -1 not in starts
    assert starts == sorted(starts)


@pytest.mark.parametrize("read", [by_book, by_pack_pages, by_pack_texts], ids=lambda read: read.__name__)
def test_every_article_has_a_page_that_says_just_that(
    made: Made, read: Callable[[Made], Iterator[list[str]]]
) -> None:
    pages = [[word.lower() for word in words] for words in read(made)]
    assert len(pages) == COUNT
    for words, article in zip(pages, made.articles, strict=True):
        above = words[: len(words) - len(article.words)]  # the name of its part, in the book and the pack
        assert words[len(above) :] == article.words, article.title
        assert len(above) <= 5


def test_the_radio_reads_every_article_to_its_end(made: Made) -> None:
    """Headline, standfirst, text and author as the announcer reads them, made of what the site says."""
    words = load_words(DEFAULT_WORDS)
    script = made.file("phat-thanh.txt").read_text(encoding="utf-8-sig")
    items = [item.strip("\n").split("\n\n", 1) for item in script.split("\n\n\n")]
    read = [text for heading, text in items if heading.startswith("BÀI ")]
    assert len(read) == COUNT
    for text, said in zip(read, made.articles, strict=True):
        lines = [f"{said.title}.", said.standfirst, *read_page(said.body).lines, f"Bài của {said.byline}."]
        lines = [SAMPLE, *lines] if said.sample else lines
        assert _same(text, speak("\n".join(lines), words).text), said.title


def _same(one: str, other: str) -> bool:
    return _lines(one) == _lines(other)


def _lines(text: str) -> Sequence[str]:
    return [line.strip() for line in io.StringIO(text) if line.strip()]

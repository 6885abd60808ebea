"""The radio script of an issue: what an announcer reads from beginning to end, every number in words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml import html as lxml_html

from plugins.articles.model import Article
from plugins.core.text import clean
from plugins.issues.model import Issue
from plugins.places.gazetteer import Gazetteer
from plugins.places.model import Unit
from plugins.speech.length import reading_seconds, what_to_cut
from plugins.speech.numbers import number_words
from plugins.speech.read import speak
from plugins.speech.words import SpeechWords

# The slots of a district's loudspeaker programme, in minutes.
SLOTS = (15, 10, 5)
_ORDER = ("Mở đầu", "Kết thúc")
_ITEMS = "p, li, h2, h3, h4, h5, h6, dt, dd, blockquote, tr"
_SENTENCE_END = (".", "!", "?", "…", ":", ";")


@dataclass(frozen=True, slots=True)
class RadioItem:
    """One piece of the script: its heading ("Bài một"), its text, how long it takes (seconds)."""

    heading: str
    text: str
    seconds: float


@dataclass(frozen=True, slots=True)
class RadioScript:
    """A script, read to `listeners` ("bà con huyện Bảo Lạc"). `unknown` are words that no table knows how to
    read: for the editor, never guessed.
    """

    title: str
    items: tuple[RadioItem, ...]
    unknown: tuple[str, ...]
    listeners: str

    @property
    def seconds(self) -> float:
        """How long it takes to read."""
        return sum(item.seconds for item in self.items)

    @property
    def text(self) -> str:
        """What is read, without the headings."""
        return "\n\n".join(item.text for item in self.items)


def make_script(issue: Issue, words: SpeechWords, articles: Sequence[Article], listeners: str) -> RadioScript:
    """The script of these articles of an issue, for "bà con trong tỉnh" or those of a district."""
    unknown: dict[str, None] = {}

    def spoken(text: str) -> str:
        found = speak(text, words)
        unknown.update(dict.fromkeys(found.unknown))
        return found.text

    name = spoken(issue.title).rstrip(".")
    sender = spoken(issue.imprint.site_name).rstrip(".")
    pieces = [
        (
            _ORDER[0],
            f"Kính thưa {listeners} cùng các bạn đoàn viên, thanh niên!\nSau đây là {name}, của {sender}.",
        )
    ]
    for number, article in enumerate(articles, 1):
        pieces.append((f"Bài {number_words(number)}", spoken("\n".join(article_paragraphs(article)))))
    pieces.append((_ORDER[1], f"{name} đến đây là hết. Xin cảm ơn {listeners} và các bạn đã lắng nghe."))
    items = tuple(RadioItem(heading, text, reading_seconds(text)) for heading, text in pieces)
    return RadioScript(name, items, tuple(unknown), listeners)


def district_scripts(
    issue: Issue, words: SpeechWords, gazetteer: Gazetteer
) -> Iterator[tuple[Unit, RadioScript]]:
    """A script for every district that an article is about: its own news, then the province's."""
    by_article = {a.source: _districts(a, gazetteer) for a in issue.articles}
    districts = sorted({unit for units in by_article.values() for unit in units}, key=lambda u: u.code)
    general = [a for a in issue.articles if not by_article[a.source]]
    for unit in districts:
        own = [a for a in issue.articles if unit in by_article[a.source]]
        yield unit, make_script(issue, words, [*own, *general], f"bà con {unit.title}")


def _districts(article: Article, gazetteer: Gazetteer) -> set[Unit]:
    day = article.published.date()
    return {d for d in (gazetteer.district(unit, day) for unit in article.places) if d is not None}


def print_script(script: RadioScript) -> str:
    """The script as a text file: what the editor needs to know first, then every word that is read."""
    lines = [script.title.upper(), "", f"Để đọc cho {script.listeners}."]
    lines += [f"Đọc hết khoảng {_minutes(script.seconds)}."]
    lines += _cuts(script)
    if script.unknown:
        lines += [
            "",
            "Chưa biết cách đọc, biên tập viên xem lại trước khi đọc:",
            *(f"- {w}" for w in script.unknown),
        ]
    for item in script.items:
        lines += ["", "", f"{item.heading.upper()}", "", *item.text.split("\n")]
    return "\n".join(lines) + "\n"


def _cuts(script: RadioScript) -> Iterator[str]:
    """For each usual slot that the script is too long for: what to leave out, or what is left where that is
    said sooner.
    """
    opening, *middle, closing = script.items
    for slot in SLOTS:
        room = slot * 60 - opening.seconds - closing.seconds
        cut = what_to_cut([(item.heading, item.seconds) for item in middle], room)
        if cut.left_out and cut.kept:
            few = len(cut.kept) < len(cut.left_out)
            names = ", ".join(middle[n].heading.lower() for n in (cut.kept if few else cut.left_out))
            yield f"Chỉ có {number_words(slot)} phút thì {'chỉ đọc' if few else 'bỏ'}: {names}."


def _minutes(seconds: float) -> str:
    whole, rest = divmod(round(seconds), 60)
    if not whole:
        return f"{number_words(rest)} giây"
    return f"{number_words(whole)} phút" + (f" {number_words(rest)} giây" if rest else "")


def article_paragraphs(article: Article) -> Iterator[str]:
    """What is read of an article: headline, standfirst, text, byline; each paragraph ends like a sentence.

    Photos are not read: who listens does not see them.
    """
    yield _sentence(article.title)
    if article.standfirst:
        yield _sentence(article.standfirst)
    yield from html_paragraphs(article.body_html)
    yield _sentence(f"Bài của {article.byline}")


def html_paragraphs(html: str) -> Iterator[str]:
    """The paragraphs, headings, list items and table rows of a text, without photos and note marks."""
    if not html.strip():
        return
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    for gone in root.cssselect("figure") + root.cssselect("sup") + root.cssselect("a.footnote-backref"):
        gone.drop_tree()
    for block in _blocks(root):
        cells = [_words(cell) for cell in block.iterchildren()] if block.tag == "tr" else [_words(block)]
        if text := "; ".join(cell for cell in cells if cell):
            yield _sentence(text)


def _blocks(root: lxml_html.HtmlElement) -> Iterator[lxml_html.HtmlElement]:
    """The innermost blocks; text that stands beside blocks inside an item is read with the item."""
    wanted = {name.strip() for name in _ITEMS.split(",")}
    for element in root.iter():
        if element.tag in wanted and not any(e.tag in wanted for e in element.iterdescendants()):
            yield element
        elif element.tag == "li" and (element.text or "").strip():
            own = lxml_html.fragment_fromstring("<p></p>")
            own.text = element.text
            yield own


def _words(element: lxml_html.HtmlElement) -> str:
    for line in element.iter("br"):
        line.tail = f" {line.tail or ''}"
    return clean(element.text_content())


def _sentence(text: str) -> str:
    text = clean(text)
    return text if text.rstrip("”’»\"')").endswith(_SENTENCE_END) else f"{text}."


def unknown_of(scripts: Iterable[RadioScript]) -> tuple[str, ...]:
    """What several scripts do not know how to read, once each."""
    return tuple(dict.fromkeys(word for script in scripts for word in script.unknown))

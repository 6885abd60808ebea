"""An article as plain text, whole: for the text part of the mail and for the press."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace

from plugins.articles.model import Article
from plugins.core.dates import format_day, format_long
from plugins.images.model import Photo
from plugins.issues.epub.pages import places_line
from plugins.issues.mail.text import Setting, plain, wrap


def article_text(article: Article, setting: Setting, words: SimpleNamespace) -> str:
    """Title, standfirst, byline, date, places, lead photo, text; every word of the article."""
    return "\n\n".join(block for block in _blocks(article, setting, words) if block)


def _blocks(article: Article, setting: Setting, words: SimpleNamespace) -> Iterator[str]:
    width = setting.width
    if article.sample:
        yield wrap(f"{words.sample}. {words.sample_text}", width)
    yield underlined(article.title, width, "=")
    yield wrap(article.standfirst, width)
    yield "\n".join(wrap(line, width) for line in _about(article, words))
    if article.photo:
        yield _photo(article.photo, setting, words)
    yield plain(article.body_html, setting)
    if article.original_url:
        yield wrap(f"{words.original} {article.original_url}", width)


def _about(article: Article, words: SimpleNamespace) -> Iterator[str]:
    if article.byline:
        yield article.byline
    yield format_long(article.published)
    if article.updated:
        yield f"{words.updated} {format_day(article.updated)}"
    if article.places:
        yield f"{words.places} {places_line(article)}"


def _photo(photo: Photo, setting: Setting, words: SimpleNamespace) -> str:
    credit = f"{words.credit} {photo.credit}" if photo.credit else ""
    caption = " ".join(part for part in (photo.caption, credit) if part)
    lines = (wrap(f"[{setting.picture} {photo.alt}]", setting.width), wrap(caption, setting.width))
    return "\n".join(line for line in lines if line)


def underlined(title: str, width: int, mark: str) -> str:
    """A title in lines of its own, with a rule below as long as its longest line."""
    set_title = wrap(title, width)
    return f"{set_title}\n{mark * min(max(map(len, set_title.split(chr(10)))), width or 72)}"


def site_links(site_url: str) -> Callable[[str], str]:
    """Links as they are written out: on the site whole, within the text none."""

    def link(href: str) -> str:
        if href.startswith("/") and not href.startswith("//"):
            return site_url + href
        return "" if href.startswith("#") else href

    return link

"""An Atom feed as XML (RFC 4287)."""

import html
from collections.abc import Iterable, Mapping
from datetime import datetime, time
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import feedgenerator

from plugins.articles.model import Article
from plugins.core.dates import HANOI
from plugins.library.library import Library
from plugins.pages.feeds import Feed

if TYPE_CHECKING:
    from plugins.issues.desk import Printed

# The media types of the files of an issue (issues/forms.py).
_TYPES: Mapping[str, str] = MappingProxyType(
    {
        ".pdf": "application/pdf",
        ".epub": "application/epub+zip",
        ".txt": "text/plain",
        ".eml": "message/rfc822",
        ".zip": "application/zip",
    }
)


def atom(feed: Feed, library: Library, base_url: str) -> str:
    """The XML of a feed, with the full text of its articles."""
    imprint = library.site.imprint_on(library.now.date())
    made = _Atom(
        title=feed.title,
        link=base_url + feed.path,
        description=feed.title,
        language="vi",
        author_name=imprint.publisher,
        feed_url=base_url + feed.address,
        feed_guid=base_url + feed.address,
        beginning=datetime.combine(library.site.imprints[0].valid_from, time(0), HANOI),
    )
    for article in feed.articles:
        url = base_url + article.path
        made.add_item(
            title=article.title,
            link=url,
            unique_id=url,
            description=html.escape(article.standfirst, quote=False),
            content=_absolute(article.body_html, base_url),
            author_name=article.byline,
            pubdate=article.published,
            updateddate=article.updated or article.published,
            categories=(article.section.name,),
        )
    for one in feed.issues:
        _add_issue(made, one, base_url)
    return str(made.writeString("utf-8"))


def _add_issue(made: "_Atom", one: "Printed", base_url: str) -> None:
    """An issue of the bulletin: what is in it, and its files as enclosures."""
    issue = one.issue
    url = base_url + issue.path
    day = datetime.combine(issue.day, time(0), HANOI)
    parts = "".join(f"<h2>{html.escape(p.title)}</h2><ul>{_items(p.articles)}</ul>" for p in issue.parts)
    letter = issue.letter.body_html if issue.letter else ""
    made.add_item(
        title=issue.title,
        link=url,
        unique_id=url,
        description=html.escape(issue.cover.headline, quote=False),
        content=_absolute(f"<p>{html.escape(issue.cover.headline)}</p>{letter}{parts}", base_url),
        author_name=issue.imprint.publisher,
        pubdate=day,
        updateddate=max([day, *(c.when for c in issue.corrections)]),
        enclosures=[
            feedgenerator.Enclosure(url + file.name, str(file.size), _TYPES[Path(file.name).suffix])
            for file in one.made
        ],
    )


def _items(articles: Iterable[Article]) -> str:
    return "".join(f'<li><a href="{a.path}">{html.escape(a.title)}</a></li>' for a in articles)


class _Atom(feedgenerator.Atom1Feed):  # type: ignore[misc]  # the library has no types
    """Atom that never tells when it was made: an empty feed has the date of the newsroom's beginning."""

    def latest_post_date(self) -> datetime:
        """The date of the newest item; the library would say "now" for an empty feed."""
        dates: list[datetime] = [item["updateddate"] for item in self.items]
        return max(dates, default=self.feed["beginning"])


def _absolute(text: str, base_url: str) -> str:
    """The text with links and photos that work outside the site."""
    for attribute in ("href", "src"):
        text = text.replace(f'{attribute}="/', f'{attribute}="{base_url}/')
    return text

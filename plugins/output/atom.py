"""An Atom feed as XML (RFC 4287)."""

import html
from datetime import datetime, time

import feedgenerator

from plugins.core.dates import HANOI
from plugins.library.library import Library
from plugins.output.feeds import Feed


def atom(feed: Feed, library: Library, base_url: str) -> str:
    """The XML of a feed, with the full text of its articles."""
    imprint = library.site.imprint_on(library.now.date())
    made = _Atom(
        title=feed.title,
        link=base_url + feed.path,
        description=feed.title,
        language="vi",
        author_name=imprint.publisher,
        feed_url=f"{base_url}{feed.path}feed.xml",
        feed_guid=f"{base_url}{feed.path}feed.xml",
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
    return str(made.writeString("utf-8"))


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

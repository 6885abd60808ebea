"""Where a link of a text leads once its page is bound: into the book where it can, to the site elsewhere."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urldefrag

from plugins.core.links import SAFE_SCHEMES
from plugins.issues.epub.body import anchor

_ID = re.compile(r' id="([^"]+)"')
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
# Letters, digits and what an address may hold as it is; spaces and brackets get their %xx.
_ADDRESS = "%/:=&?~#+!$,;'@()*-._"


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the book: its file, and the ids that a link may lead to."""

    file: str
    ids: frozenset[str]


def place(file: str, *html: str) -> Place:
    """The place of a page with these texts."""
    return Place(file, frozenset(anchor(name) for text in html for name in _ID.findall(text)))


@dataclass(frozen=True, slots=True)
class Links:
    """The links of one page, `here`. `places` are all pages by their URL path on the site."""

    site_url: str
    places: Mapping[str, Place]
    here: Place

    def __call__(self, href: str) -> str:
        """The address in the book; '' where it would lead nowhere."""
        href = href.strip()
        if href.startswith(f"{self.site_url}/"):
            href = href.removeprefix(self.site_url)
        address, fragment = urldefrag(href)
        if not address:
            return _fragment(fragment, self.here)
        if scheme := _SCHEME.match(address):
            return quote(href, safe=_ADDRESS) if scheme[1].lower() in SAFE_SCHEMES else ""
        if not address.startswith("/") or address.startswith("//"):
            return ""
        found = self.places.get(f"{address.rstrip('/')}/")
        if found is None:
            return self.site_url + quote(href, safe=_ADDRESS)
        return found.file + _fragment(fragment, found)


def _fragment(fragment: str, where: Place) -> str:
    """`#id` where the page has it; a link to its top is better than a dead one."""
    name = anchor(fragment)
    return f"#{quote(name)}" if name in where.ids else ""

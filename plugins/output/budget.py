"""What a page may weigh, and that it asks nothing of other sites. The figures are in theme/budget.toml."""

import re
import tomllib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path

from plugins.pages.page import Page
from plugins.pages.views import Card, DocumentCard

# What makes a browser fetch at once; a link that a reader may follow is none of these. Text of an
# article cannot look like this: there `<` is always escaped, and foreign pictures are refused.
_FETCH = re.compile(
    r"""<(?:img|script|iframe|source|video|audio|embed|object|input|track)\b[^>]*?"""
    r"""\s(?:src|srcset|data|poster)=["']?(?:https?:)?//"""
    r"""|<link\b(?=[^>]*rel=["']?(?:stylesheet|icon|preload|preconnect|dns-prefetch|manifest))"""
    r"""[^>]*href=["']?(?:https?:)?//"""
)
_CSS_FETCH = re.compile(r"""url\(["']?(?:https?:)?//|@import""")
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Budget:
    """`page` bounds HTML with its CSS, gzip, in bytes; where what people wrote for it alone is more
    than `own_text`, the page may be as long as that is. `fonts` bounds all font files, in bytes.
    """

    page: int
    own_text: int
    fonts: int

    @classmethod
    def load(cls, theme: Path) -> "Budget":
        """Read theme/budget.toml."""
        table = tomllib.loads((theme / "budget.toml").read_text(encoding="utf-8"))
        return cls(int(table["page"]), int(table["own_text"]), int(table["fonts"]))

    def faults(self, page: Page, html: str) -> Iterator[str]:
        """Vietnamese sentences on what breaks the budget, naming the page."""
        weight = _gzip(html, self.page)
        if weight > self.page and _gzip(_own_text(page), self.own_text) <= self.own_text:
            yield (
                f"Trang {page.path} nặng {weight} byte (HTML và CSS, gzip), quá mức {self.page} byte"
                " trong theme/budget.toml."
            )
        style = _STYLE.search(html)
        if found := _FETCH.search(html) or (_CSS_FETCH.search(style[1]) if style else None):
            yield f"Trang {page.path} tải tệp từ nơi khác: {found[0][:120]}"

    def font_faults(self, output: Path) -> Iterator[str]:
        """The same for all fonts of the site together."""
        fonts = [f for f in output.rglob("*") if f.suffix in (".woff", ".woff2", ".ttf", ".otf")]
        weight = sum(f.stat().st_size for f in fonts)
        if weight > self.fonts:
            yield f"Phông chữ nặng {weight} byte, quá mức {self.fonts} byte trong theme/budget.toml."


def _own_text(page: Page) -> str:
    """What people wrote for this page, as against what the theme adds: its text, and the titles and
    standfirsts of what it lists. So no article, however long its title, can stop the build.
    """
    written = [
        getattr(page.view, name, "") for name in ("title", "standfirst", "body_html", "explanation_html")
    ]
    return "".join([*written, *_listed(page.view)])


def _listed(value: object) -> Iterator[str]:
    if isinstance(value, Card):
        yield value.title + value.standfirst + "".join(place.text for place in value.places)
    elif isinstance(value, DocumentCard):
        yield value.abstract
    elif isinstance(value, tuple):
        for part in value:
            yield from _listed(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _listed(getattr(value, field.name))


def _gzip(text: str, enough: int) -> int:
    """Bytes after gzip; the quick level first, since what passes there passes at the usual one."""
    data = text.encode()
    quick = len(zlib.compress(data, 1)) + 12
    return quick if quick <= enough else len(zlib.compress(data, 9)) + 12

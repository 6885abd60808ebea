"""What a page may weigh, and that it asks nothing of other sites. The figures are in theme/budget.toml."""

import re
import tomllib
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
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
# The same in the bytes of a file, and a little more (words of other languages have other borders there):
# what it finds nothing in, the exact one finds nothing in.
_MAY_FETCH = re.compile(
    rb"""<(?:img|script|iframe|source|video|audio|embed|object|input|track)[^>]*?"""
    rb"""(?:src|srcset|data|poster)=["']?(?:https?:)?//"""
    rb"""|<link(?=[^>]*rel=["']?(?:stylesheet|icon|preload|preconnect|dns-prefetch|manifest))"""
    rb"""[^>]*href=["']?(?:https?:)?//"""
)
_CSS_FETCH = re.compile(r"""url\(["']?(?:https?:)?//|@import""")
_CSS_MAY_FETCH = re.compile(_CSS_FETCH.pattern.encode())
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


# After which words stands what the pages of a template have in common, and with which it ends: styles;
# what is above the page's own part; what is below. All end with ">", which no fetch goes across, so each
# piece can be searched by itself.
_SHARED = ((b"<style>", b"</style>"), (b"</head>", b"</header>"), (b"</main>", b"</html>"))
_PICTURE = re.compile(rb"<picture\b.*?</picture>", re.DOTALL)
_SRCSET = re.compile(rb'\bsrcset="([^"]+)"')
PHONE_WIDTH = 720  # dots of a phone of 360 px
_GZIP = 18  # bytes of gzip's own, where zlib has 6
_SLACK = 100  # for the borders of pieces


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of HTML that many pages share: its bytes, their weight, and whether it may fetch."""

    data: bytes
    weight: int
    may_fetch: bool


@dataclass(frozen=True, slots=True)
class Budget:
    """`page` bounds HTML with its CSS, gzip, in bytes; where what people wrote for it alone is more
    than `own_text`, the page may be as long as that is. `kinds` are tighter bounds by template. `first_photo`
    bounds a page together with the photo a phone loads with it; a photo above `photo` is made as light as
    it can be, and is nobody's fault.
    `fonts` bounds all font files, `script` any one script (gzip), in bytes.
    """

    page: int
    own_text: int
    fonts: int
    script: int = 0
    first_photo: int = 0
    photo: int = 0
    kinds: Mapping[str, int] = field(default_factory=dict)
    # by template and opening word: the last piece that was there
    _pieces: dict[tuple[str, bytes], _Piece] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @classmethod
    def load(cls, theme: Path) -> "Budget":
        """Read theme/budget.toml."""
        table = tomllib.loads((theme / "budget.toml").read_text(encoding="utf-8"))
        kinds = {template: int(most) for template, most in table["kinds"].items()}
        names = ("page", "own_text", "fonts", "script", "first_photo", "photo")
        return cls(**{name: int(table[name]) for name in names}, kinds=kinds)

    def faults(self, page: Page, html: str | bytes) -> Iterator[str]:
        """Vietnamese sentences on what breaks the budget, naming the page. Its bytes are quicker."""
        data = html.encode() if isinstance(html, str) else html
        shared, own = self._cut(page.template, data)
        most = self.kinds.get(page.template, self.page)
        if not self._surely_light(shared, own, most):
            weight = _gzip(data, most)
            if weight > most and _gzip(_own_text(page).encode(), self.own_text) <= self.own_text:
                yield (
                    f"Trang {page.path} nặng {weight} byte (HTML và CSS, gzip), quá mức {most} byte"
                    " trong theme/budget.toml."
                )
        if any(p.may_fetch for p in shared) or any(_MAY_FETCH.search(part) for part in own):
            text = data.decode()
            style = _STYLE.search(text)
            if found := _FETCH.search(text) or (_CSS_FETCH.search(style[1]) if style else None):
                yield f"Trang {page.path} tải tệp từ nơi khác: {found[0][:120]}"

    def photo_faults(self, page: Page, html: bytes, size: Callable[[str], int]) -> Iterator[str]:
        """The same for a page with the first photo a phone loads; `size` of a file of the site, in bytes."""
        found = first_photo(html)
        if found is None:
            return
        path, width = found
        weight = size(path)
        if weight > self.photo and width <= PHONE_WIDTH:
            return
        # however long the text is, of the page there counts what `faults` lets pass anyway
        total = weight + min(_gzip(html, self.first_photo - weight), self.page)
        if total > self.first_photo:
            yield (
                f"Trang {page.path} cùng ảnh đầu {path} nặng {total} byte trên điện thoại, quá mức"
                f" {self.first_photo} byte trong theme/budget.toml."
            )

    def _cut(self, template: str, data: bytes) -> tuple[list[_Piece], list[bytes]]:
        """The pieces that pages of a template share, and what stands between them."""
        shared, own, done = [], [], 0
        for opening, closing in _SHARED:
            start = data.find(opening, done) + len(opening)
            piece = self._pieces.get((template, opening))
            if start < len(opening):
                continue
            if piece is None or not data.startswith(piece.data, start):
                end = data.find(closing, start)
                if end < 0:
                    continue
                piece = self._pieces[template, opening] = _weigh(data[start : end + len(closing)])
            shared.append(piece)
            own.append(data[done:start])
            done = start + len(piece.data)
        return shared, [*own, data[done:]]

    def _surely_light(self, shared: list[_Piece], own: list[bytes], most: int) -> bool:
        """Whether some gzip of the page keeps the budget: with the shared pieces as they are known, and of
        the rest no more compressed than it takes. What it finds light, gzip of the whole finds lighter.
        """
        over = sum(p.weight for p in shared) + sum(map(len, own)) + _GZIP + _SLACK - most
        for part in sorted(own, key=len, reverse=True):
            if over <= 0:
                break
            start = part[: 2 * over]
            over -= len(start) - len(zlib.compress(start, 1))
        return over <= 0

    def script_faults(self, path: str, data: bytes) -> Iterator[str]:
        """The same for a file that is a script."""
        if not path.endswith(".js"):
            return
        weight = len(zlib.compress(data, 9)) + 12
        if weight > self.script:
            yield (
                f"Script {path} nặng {weight} byte (gzip), quá mức {self.script} byte trong theme/budget.toml."
            )

    def font_faults(self, output: Path) -> Iterator[str]:
        """The same for all fonts of the site together."""
        fonts = [f for f in output.rglob("*") if f.suffix in (".woff", ".woff2", ".ttf", ".otf")]
        weight = sum(f.stat().st_size for f in fonts)
        if weight > self.fonts:
            yield f"Phông chữ nặng {weight} byte, quá mức {self.fonts} byte trong theme/budget.toml."


def first_photo(html: bytes) -> tuple[str, int] | None:
    """Of the first photo that is not left until it is scrolled to: the file a phone takes, and its width."""
    for picture in _PICTURE.finditer(html):
        if b'loading="lazy"' in picture[0]:
            continue
        best = _SRCSET.search(picture[0])
        if best:
            files = [part.split() for part in best[1].decode().split(",")]
            widths = {int(width[:-1]): path for path, width in files}
            width = min((w for w in widths if w >= PHONE_WIDTH), default=max(widths))
            return widths[width], width
    return None


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
        for part in fields(value):
            yield from _listed(getattr(value, part.name))


def _weigh(data: bytes) -> _Piece:
    may_fetch = bool(_MAY_FETCH.search(data) or _CSS_MAY_FETCH.search(data))
    return _Piece(data, len(zlib.compress(data, 9)), may_fetch)


def _gzip(data: bytes, enough: int) -> int:
    """Bytes after gzip; the quick level first, since what passes there passes at the usual one."""
    quick = len(zlib.compress(data, 1)) + 12
    return quick if quick <= enough else len(zlib.compress(data, 9)) + 12

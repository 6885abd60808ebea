"""Bytes of a page of every kind: `python -m benchmarks.weights [--content DIR] [--before SITE]`.

Builds the project's content (or another), or takes sites built already (`--before`, `--after`); says of a
page of every kind the bytes of HTML, of the CSS in it and of scripts, each gzip, of the photo a phone
loads with it, and how many requests that makes. `--before` puts another edition's HTML with CSS beside it.
"""

import argparse
import gzip
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import ROOT
from benchmarks.own_site import build, page_types
from plugins.output.budget import first_photo

_STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)
_SCRIPT = re.compile(rb'<script\b[^>]*\bsrc="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Weight:
    """Bytes of a page after gzip: `page` is HTML with its CSS; `photo` as it is; requests with both."""

    page: int
    css: int
    script: int
    photo: int
    requests: int


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--content", type=Path, default=ROOT / "content")
    parser.add_argument("--after", type=Path, help="a site that is built already")
    parser.add_argument("--before", type=Path, help="a site built of an older edition")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = options.after or Path(folder) / "output"
        if not options.after:
            build(options.content, site, held=True)
        print("\n".join(table(site, options.before)))
    return 0


def table(site: Path, before: Path | None) -> Iterator[str]:
    """The rows, in Markdown; kinds that a site has no page of are passed over."""
    yield "| trang | HTML + CSS | riêng CSS | script | ảnh đầu | yêu cầu | trước |"
    yield "|---|--:|--:|--:|--:|--:|--:|"
    for name, path in page_types().items():
        if now := weigh(site, path):
            old = weigh(before, path) if before else None
            cells = (now.page, now.css, now.script, now.photo, now.requests, old.page if old else "–")
            yield f"| {name} | {' | '.join(map(str, cells))} |"


def weigh(site: Path, path: str) -> Weight | None:
    """A page of a built site with what a phone of 360 px loads at once; None where it has none."""
    file = site / path[1:] / "index.html" if path.endswith("/") else site / path[1:]
    if not file.is_file():
        return None
    html = file.read_bytes()
    style = _STYLE.search(html)
    scripts = [site / found.decode()[1:] for found in _SCRIPT.findall(html)]
    photo = first_photo(html)
    return Weight(
        _packed(html),
        _packed(style[1]) if style else 0,
        sum(_packed(script.read_bytes()) for script in scripts),
        (site / photo[0][1:]).stat().st_size if photo else 0,
        1 + len(scripts) + bool(photo),
    )


def _packed(data: bytes) -> int:
    return len(gzip.compress(data, 9))


if __name__ == "__main__":
    sys.exit(main())

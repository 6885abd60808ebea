"""A small corpus, and a tool that needs nothing but Python: it copies the text of each article."""

import sys
from pathlib import Path

from benchmarks import forms
from benchmarks.corpus import Corpus, make_corpus
from benchmarks.measure import ROOT
from benchmarks.tools import Tool

_COPY = """
import pathlib, sys
for file in pathlib.Path("content/tin").rglob("*.md"):
    page = pathlib.Path("output/tin", *file.parts[2:4], file.stem, "index.html")
    page.parent.mkdir(parents=True, exist_ok=True)
    text = file.read_text(encoding="utf-8")
    if not page.exists() or page.read_text(encoding="utf-8") != text:
        page.write_text(text, encoding="utf-8")
"""


def small_corpus(articles: int = 30) -> Corpus:
    """The first articles of the benchmark's corpus over the project's own gazetteer."""
    return make_corpus(articles, ROOT / "content")


def copier(code: str = _COPY) -> Tool:
    """A tool that runs `code` in its folder."""
    command = (sys.executable, "-c", code)
    return Tool("ours", "máy chép", "1", forms.HUGO, _nothing, command, command, ("cache",))


def _nothing(_folder: Path) -> None:
    pass

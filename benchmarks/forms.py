"""The corpus in the form each tool reads: a file an article, and whatever else its site is made of."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import Article, Corpus, Place


@dataclass(frozen=True, slots=True)
class Form:
    """How a tool wants its sources: `file` and `text` of an article, `rest` writes all that is not one."""

    file: Callable[[Article], str]
    text: Callable[[Article], str]
    rest: Callable[[Corpus, Path], None]

    def write(self, corpus: Corpus, folder: Path) -> None:
        """The whole corpus."""
        for article in corpus.articles:
            self.write_article(article, folder)
        self.rest(corpus, folder)

    def write_article(self, article: Article, folder: Path) -> None:
        """One article, new or edited."""
        _write(folder / self.file(article), self.text(article))


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _json(file: Path, data: object) -> None:
    _write(file, json.dumps(data, ensure_ascii=False, indent=1))


def _dated(folder: str) -> Callable[[Article], str]:
    return lambda article: f"{folder}/{article.when:%Y/%m}/{article.slug}.md"


def _nothing(_corpus: Corpus, _folder: Path) -> None:
    pass


# --- ours


def _our_text(a: Article) -> str:
    return (
        f"Tiêu đề: {a.title}\nNgày: {a.when:%d/%m/%Y %H:%M}\nChuyên mục: {a.section[0]}\n"
        f"Huyện: {a.district.name}\nXã: {a.commune.title}\nTác giả: {a.byline}\nTóm tắt: {a.summary}\n"
        f"Trạng thái: đã duyệt\n\n{a.body}"
    )


# --- Pelican


def _pelican_text(a: Article) -> str:
    return (
        f"Title: {a.title}\nDate: {a.when:%Y-%m-%d %H:%M}\nSlug: {a.slug}\nCategory: {a.section[0]}\n"
        f"Authors: {_long_title(a.district)};\nTags: {_long_title(a.commune)};\nByline: {a.byline}\n"
        f"Summary: {a.summary}\n\n{a.body}"
    )


def _pelican_rest(corpus: Corpus, folder: Path) -> None:
    """A fixed page for every place without news: Pelican has no author or tag without an article."""
    used = {p.key for a in corpus.articles for p in (a.district, a.commune)}
    for place in (*corpus.districts, *corpus.communes):
        if place.key not in used:
            text = f"Title: {place.title}\nSlug: {place.key}\n\nChưa có tin.\n"
            _write(folder / f"content/dia-ban/{place.key}.md", text)


def _long_title(place: Place) -> str:
    """A title no other place has: Pelican knows authors and tags by name only."""
    return f"{place.title} ({place.key})"


# --- Hugo


def _hugo_text(a: Article) -> str:
    return _front_matter(
        a,
        {
            "byline": a.byline,
            "chuyen-muc": [a.section[1]],
            "huyen": [a.district.key],
            "xa": [a.commune.key],
            "luu-tru": [f"{a.when:%Y-%m}"],
        },
    )


def _hugo_rest(corpus: Corpus, folder: Path) -> None:
    """Titles of all terms, also of those without news; feeds for the terms that have one."""
    with_feed = {"cascade": [{"target": {"kind": "term"}, "outputs": ["html", "atom"]}]}
    unseen = {"build": {"render": "never"}}
    content = folder / "content"
    _json(content / "chuyen-muc/_index.md", {"title": "Chuyên mục", **with_feed, **unseen})
    _json(content / "huyen/_index.md", {"title": "Địa bàn", **with_feed})
    _json(content / "xa/_index.md", {"title": "Xã", **unseen})
    _json(content / "luu-tru/_index.md", {"title": "Lưu trữ", **unseen})
    for name, slug in corpus.sections:
        _json(content / f"chuyen-muc/{slug}/_index.md", {"title": name})
    for taxonomy, places in (("huyen", corpus.districts), ("xa", corpus.communes)):
        for place in places:
            _json(content / f"{taxonomy}/{place.key}/_index.md", {"title": place.title, "slug": place.key})
    for month in sorted({f"{a.when:%Y-%m}" for a in corpus.articles}):
        _json(content / f"luu-tru/{month}/_index.md", {"title": f"Tháng {month[5:]}/{month[:4]}"})


# --- Eleventy


def _eleventy_text(a: Article) -> str:
    name, slug = a.section
    return _front_matter(
        a,
        {
            "byline": a.byline,
            "section": _entry(slug, name, "chuyen-muc"),
            "district": _entry(a.district.key, a.district.title),
            "commune": _entry(a.commune.key, a.commune.title),
        },
    )


def _eleventy_rest(corpus: Corpus, folder: Path) -> None:
    _json(folder / "content/tin/tin.json", {"layout": "article.njk", "tags": "article"})
    data = folder / "_data"
    _json(data / "sections.json", [_entry(slug, name, "chuyen-muc") for name, slug in corpus.sections])
    _json(data / "districts.json", [_entry(p.key, p.title) for p in corpus.districts])
    _json(data / "communes.json", [_entry(p.key, p.title) for p in corpus.communes])


def _entry(key: str, title: str, folder: str = "dia-ban") -> dict[str, str]:
    return {"key": key, "title": title, "path": f"/{folder}/{key}/"}


def _front_matter(a: Article, more: dict[str, object]) -> str:
    """YAML with values as JSON, which YAML understands."""
    fields = {"title": a.title, "date": a.when.isoformat(), "summary": a.summary, **more}
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items()]
    # a date in quotes would be a text to Eleventy
    lines = [line.replace('"', "") if line.startswith("date: ") else line for line in lines]
    return "\n".join(("---", *lines, "---", "", a.body))


OURS = Form(_dated("content/bai-viet"), _our_text, _nothing)
PELICAN = Form(_dated("content/tin"), _pelican_text, _pelican_rest)
HUGO = Form(_dated("content/tin"), _hugo_text, _hugo_rest)
ELEVENTY = Form(_dated("content/tin"), _eleventy_text, _eleventy_rest)

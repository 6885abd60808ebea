"""The corpus: the same each time, over ten years, and in each tool's form all of it."""

from datetime import datetime
from pathlib import Path

import pytest

from benchmarks import forms
from benchmarks.corpus import NOW
from benchmarks.forms import Form
from benchmarks.measure import ROOT
from plugins.core.text import slug
from plugins.library.folders import ContentFolder
from plugins.library.read import read_content
from tests.benchmarks.sites import small_corpus

FORMS = {"ours": forms.OURS, "pelican": forms.PELICAN, "hugo": forms.HUGO, "eleventy": forms.ELEVENTY}


def files(folder: Path) -> dict[str, bytes]:
    return {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_two_writings_are_the_same_bytes(form: Form, tmp_path: Path) -> None:
    for name in ("a", "b"):
        form.write(small_corpus(), tmp_path / name)
    assert files(tmp_path / "a") == files(tmp_path / "b")
    assert len([f for f in files(tmp_path / "a") if "bai-do-" in f]) == 30


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_tool_gets_the_same_words(form: Form) -> None:
    for article in small_corpus().articles:
        text = form.text(article)
        assert text.endswith(article.body)
        for word in (article.title, article.summary, article.byline):
            assert word in text


def test_it_covers_ten_years_and_the_reform_of_2020() -> None:
    corpus = small_corpus(300)
    dates = [a.when for a in corpus.articles]
    assert dates == sorted(dates)
    assert (dates[0].year, dates[-1].year) == (2012, 2022)
    assert dates[-1] < datetime.fromisoformat(NOW)
    last_of = {a.district.name: a.when for a in corpus.articles}
    assert last_of["Thông Nông"].date() < datetime(2020, 3, 1).date()


def test_an_edit_changes_one_word() -> None:
    article = small_corpus().middle
    for edited in (article.reworded("sửa1"), article.retitled("sửa1")):
        old, new = forms.HUGO.text(article).split(), forms.HUGO.text(edited).split()
        assert [word.strip('"') for was, word in zip(old, new, strict=True) if was != word] == ["sửa1"]


def test_we_hold_nothing_of_it_and_find_no_other_place(tmp_path: Path) -> None:
    corpus = small_corpus(60)
    forms.OURS.write(corpus, tmp_path)
    folder = ContentFolder(tmp_path / "content", ROOT / "content")
    reading = read_content(folder, datetime.fromisoformat(NOW), tmp_path / "cache")
    assert reading.held == ()
    found = {
        article.title: {slug(p.removeprefix("/dia-ban/")) for p in reading.library.places_of(article)}
        for article in reading.library.articles
    }
    assert found == {a.title: {a.district.key, a.commune.key} for a in corpus.articles}

"""The index in Python: spellings, postings, and that an update is a build from nothing."""

import json
import sqlite3
import unicodedata
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.core.cachefile import CacheError
from plugins.search.entry import LEAD, OFTEN, ONCE, TITLE, Entry, plain_text, terms
from plugins.search.index import Source, update
from plugins.search.postings import decode, encode, pack, unpack
from plugins.search.shards import Cut
from plugins.search.store import Store
from plugins.search.words import chunks, loose, marked, strict

WORDS = ["đường", "dương", "đương", "hoà", "bò", "cỏ", "70", "xã", "trẻ", "Thuỷ"]


@pytest.mark.parametrize(
    ("typed", "spelt", "plain"),
    [
        ("Đường", "đương2", "duong"),
        ("hoà", "hoa2", "hoa"),
        ("HÒA", "hoa2", "hoa"),
        ("thuỷ", "thuy3", "thuy"),
        ("Kĩ", "ki4", "ki"),
        ("kỹ", "ki4", "ki"),
        ("70", "70", "70"),
        ("TĐTN", "tđtn", "tdtn"),
    ],
)
def test_a_word_has_a_strict_and_a_loose_spelling(typed: str, spelt: str, plain: str) -> None:
    assert strict(typed) == spelt
    assert strict(unicodedata.normalize("NFD", typed)) == spelt
    assert loose(spelt) == plain


def test_numbers_of_papers_come_apart_and_phrases_end_with_sentences() -> None:
    assert [*chunks("Số 70-KH/TĐTN-TCKT. Ngày 3.500 đồng\nHết")] == [
        ["sô1", "70", "kh", "tđtn", "tckt"],
        ["ngay2", "3", "500", "đông2"],
        ["hêt1"],
    ]
    assert marked("đoan")
    assert marked("hòa")
    assert not marked("Doan 70")


def test_terms_know_their_best_place() -> None:
    entry = Entry(
        "/a/", "Trồng cỏ", "2014-04-15", "Tin", "Nuôi bò", "cỏ bò bò. bò dê", ("Xuân Trường",), ("/h/",)
    )
    found = terms(entry)
    assert found["co3"] == TITLE
    assert found["trông2 co3"] == TITLE
    assert found["bo2"] == LEAD
    assert found["dê"] == ONCE
    assert found["^xuân trương2"] == TITLE
    assert found["@/h/"] == ONCE
    assert "bo2 bo2" in found
    assert terms(Entry("/a/", "", "", "", "", "bò. bò. bò"))["bo2"] == OFTEN


def test_blocks_of_html_are_lines() -> None:
    assert plain_text("<h2>Một &amp; hai</h2>\n<ul><li>ba  <b>bốn</b></li><li>năm</li></ul>") == (
        "Một & hai\nba bốn\nnăm"
    )


@given(st.lists(st.integers(0, 200_000), unique=True).map(sorted))
def test_numbers_come_back(numbers: list[int]) -> None:
    text = encode(numbers)
    assert [*decode(text)] == numbers
    assert json.dumps(text) == f'"{text}"'
    codes = sorted(4 * n + n % 4 for n in numbers)
    assert unpack(pack(codes)) == codes


def _source(path: str, date: str, text: str) -> Source:
    return Source(path, date, f"{date}{text}".encode(), lambda: Entry(path, text[:9], date, "", "", text))


def _sources(texts: dict[str, tuple[str, str]]) -> list[Source]:
    return [_source(path, *rest) for path, rest in texts.items()]


def _files(texts: dict[str, tuple[str, str]], store: Store) -> dict[str, bytes]:
    return {file.path: file.data() for file in update(_sources(texts), store)}


TEXTS = st.dictionaries(
    st.sampled_from([f"/tin/{n}/" for n in range(9)]),
    st.tuples(
        st.sampled_from(["", "2013-05-01", "2014-01-02", "2014-01-03"]),
        st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join),
    ),
)


@settings(max_examples=12)
@given(st.lists(TEXTS, min_size=2, max_size=4))
def test_whatever_changes_the_index_is_that_of_a_build_from_nothing(
    tmp_path_factory: pytest.TempPathFactory, steps: list[dict[str, tuple[str, str]]]
) -> None:
    folder = tmp_path_factory.mktemp("kho")
    for texts in steps:
        kept = _files(texts, Store(folder / "a.sqlite", b"k", folder))
        assert kept == _files(texts, Store(None, b"k", folder))


def _many(count: int) -> dict[str, tuple[str, str]]:
    return {
        f"/tin/{n}/": (f"201{2 + n // 100}-01-02", " ".join(WORDS[(n * k) % 10] for k in range(1, 30)))
        for n in range(count)
    }


def test_one_word_touches_few_files(tmp_path: Path) -> None:
    texts = _many(300)
    before = _files(texts, Store(tmp_path / "a", b"k", tmp_path))
    texts["/tin/7/"] = (texts["/tin/7/"][0], texts["/tin/7/"][1] + " mới")
    after = _files(texts, Store(tmp_path / "a", b"k", tmp_path))
    changed = {path for path in after if before.get(path) != after[path]}
    assert len(changed) == 4  # the entry, the word, the pair, the manifest
    assert "/tim-kiem/muc-luc.json" in changed


def test_a_damaged_store_is_forgotten(tmp_path: Path) -> None:
    file = tmp_path / "a"
    files = list(update(_sources(_many(3)), Store(file, b"k", tmp_path)))
    with closing(sqlite3.connect(file)) as line, line:
        line.execute("UPDATE kept SET data = x'00' WHERE CAST(name AS TEXT) LIKE 'bai/tin/1/%'")
    store = Store(file, b"k", tmp_path)
    with pytest.raises(CacheError):
        [each.data() for each in update(_sources(_many(3)), store)]
    assert not file.exists()
    assert len(files) > 4


def test_shards_grow_with_the_root_of_a_large_segment() -> None:
    assert Cut.of(0) == Cut(4, 4)
    assert Cut.of(240) == Cut(64, 256)
    assert Cut.of(3000) == Cut(512, 2048)
    assert Cut.of(10_000) == Cut(1024, 4096)


def test_the_manifest_says_which_shards_there_are(tmp_path: Path) -> None:
    files = _files(_many(150), Store(None, b"k", tmp_path))
    segments = json.loads(files["/tim-kiem/muc-luc.json"])
    there = {
        f"/tim-kiem/{segment}/{at:x}.json"
        for segment, told in enumerate(segments)
        for at in range(told["words"] + told["pairs"])
        if int(told["there"][at // 4], 16) >> at % 4 & 1
    }
    assert there == {path for path in files if "/bai/" not in path and "muc-luc" not in path}
    assert len(there) > 20

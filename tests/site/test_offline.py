"""Reading without a network, in a real browser against a server that can slow down, fail and go away."""

import http.server
import json
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.site.conftest import Built, build
from tests.site.html import ROOT_CONTENT, pages

ARTICLE = "/tin/2014/03/bao-lac-tam-thang-hai-thoi-han/"
OTHER = "/tin/2014/03/ha-quang-kiem-tra-giam-sat-o-xa/"
ASK = "?ngoai-tuyen"
KEPT = "caches.keys().then(names => Promise.all(names.map(async name =>" + (
    " (await (await caches.open(name)).keys()).map(r => new URL(r.url).pathname)))).then(all => all.flat())"
)


class Server:
    """A web server on one port: `stop` is the network gone, `delay` a flaky line, `status` a broken host."""

    def __init__(self, root: Path) -> None:
        self.root, self.delay, self.status = root, 0.0, 0
        self.asked: list[str] = []
        self.port = 0
        self.start()

    def start(self) -> None:
        outer = self

        class Handler(http.server.SimpleHTTPRequestHandler):
            def __init__(self, *arguments: Any) -> None:
                super().__init__(*arguments, directory=str(outer.root))

            def do_GET(self) -> None:
                outer.asked.append(self.path)
                time.sleep(outer.delay)
                if outer.status:
                    self.send_error(outer.status)
                else:
                    super().do_GET()

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it so
                pass

        class Quiet(http.server.ThreadingHTTPServer):
            def handle_error(self, request: Any, client_address: Any) -> None:
                """A browser that goes away in the middle is no error."""

        self.server = Quiet(("127.0.0.1", self.port), Handler)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"


@pytest.fixture
def server(real_site: Built, tmp_path: Path) -> Iterator[Server]:
    root = tmp_path / "output"
    shutil.copytree(real_site.output, root)
    made = Server(root)
    yield made
    made.stop()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    yield context
    context.close()


def visit(context: BrowserContext, server: Server) -> Page:
    """The first visit of a reader: the front page; the worker is ready when it ends."""
    page = context.new_page()
    page.goto(server.url(f"/{ASK}"))
    page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
    until(page, "navigator.serviceWorker.controller !== null")
    return page


def until(page: Page, truth: str) -> None:
    """Wait until a script's promise holds, at most five seconds."""
    for _ in range(100):
        if page.evaluate(truth):
            return
        page.wait_for_timeout(50)
    raise AssertionError(truth)


def heading(page: Page) -> str:
    return page.locator("main h1, h1").first.inner_text()


def kept(page: Page) -> set[str]:
    return set(page.evaluate(KEPT))


def edit(server: Server, path: str, old: str, new: str) -> None:
    file = server.root / path.strip("/") / "index.html"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_after_one_visit_the_site_can_be_read_without_a_network(
    context: BrowserContext, server: Server
) -> None:
    page = visit(context, server)
    page.goto(server.url(ARTICLE))
    title = heading(page)
    server.stop()
    page.goto(server.url(ARTICLE))
    assert heading(page) == title
    page.goto(server.url("/"))
    assert heading(page) == "Tỉnh Đoàn Cao Bằng"
    page.goto(server.url("/ban-tin/2014-03/"))  # the last issue, which was never opened
    assert "2014" in heading(page)
    page.goto(server.url(OTHER))  # never read: the offline page in its place, with what there is
    assert heading(page) == "Đọc khi mất mạng"
    assert page.title() == "Đọc khi mất mạng – Tỉnh Đoàn Cao Bằng"
    page.wait_for_selector("#da-luu a")
    assert page.locator("#da-luu a").all_inner_texts() == [title]
    assert page.locator("#da-luu a").first.get_attribute("href") == ARTICLE
    server.start()
    page.goto(server.url(OTHER))
    assert heading(page) != "Đọc khi mất mạng"


def test_an_edited_article_is_new_at_the_next_visit(context: BrowserContext, server: Server) -> None:
    page = visit(context, server)
    page.goto(server.url(ARTICLE))
    edit(server, ARTICLE, "</h1>", " (đã sửa)</h1>")
    page.goto(server.url(ARTICLE))
    assert heading(page).endswith("(đã sửa)")
    server.stop()
    page.goto(server.url(ARTICLE))
    assert heading(page).endswith("(đã sửa)")
    server.start()


def test_on_a_slow_line_the_kept_page_comes_and_the_new_one_at_the_next_visit(
    context: BrowserContext, server: Server
) -> None:
    worker = server.root / "sw.js"
    assert "PATIENCE = 3000;" in worker.read_text()
    worker.write_text(worker.read_text().replace("PATIENCE = 3000;", "PATIENCE = 300;"))
    page = visit(context, server)
    page.goto(server.url(ARTICLE))
    edit(server, ARTICLE, "</h1>", " (đã sửa)</h1>")
    server.delay = 1.5
    begun = time.monotonic()
    page.goto(server.url(ARTICLE), wait_until="commit")
    assert time.monotonic() - begun < 1.4
    assert not heading(page).endswith("(đã sửa)")
    page.wait_for_timeout(1600)  # the answer comes, and is kept
    server.stop()
    page.goto(server.url(ARTICLE))
    assert heading(page).endswith("(đã sửa)")
    server.start()


def test_a_broken_host_shows_what_was_kept_and_an_article_taken_off_is_gone(
    context: BrowserContext, server: Server
) -> None:
    page = visit(context, server)
    page.goto(server.url(ARTICLE))
    title = heading(page)
    server.status = 503
    page.goto(server.url(ARTICLE))
    assert heading(page) == title
    server.status = 0
    shutil.rmtree(server.root / ARTICLE.strip("/"))
    answer = page.goto(server.url(ARTICLE))
    assert answer
    assert answer.status == 404
    server.stop()
    page.goto(server.url(ARTICLE))
    assert heading(page) == "Đọc khi mất mạng"
    server.start()


def test_a_new_edition_brings_a_new_worker_and_new_front_page(
    context: BrowserContext, server: Server, real_site: Built
) -> None:
    page = visit(context, server)
    assert "/ban-tin/2014-03/" in kept(page)
    edit(server, "/", "</h1>", " (bản mới)</h1>")
    worker = server.root / "sw.js"
    version = worker.read_text().split('"')[1]
    worker.write_text(worker.read_text().replace(version, "0123456789ab"))
    page.goto(server.url(f"{ARTICLE}{ASK}"))
    until(page, f"caches.keys().then(names => !names.includes('vo-{version}'))")
    assert "vo-0123456789ab" in page.evaluate("caches.keys()")
    server.stop()
    page.goto(server.url("/"))
    assert heading(page).endswith("(bản mới)")
    server.start()


def test_a_reader_can_switch_it_off_and_on(context: BrowserContext, server: Server) -> None:
    page = visit(context, server)
    page.goto(server.url(ARTICLE))
    page.goto(server.url("/ngoai-tuyen/"))
    switch = page.locator("#bat-tat a:visible")
    expect(switch).to_have_text(["Tắt và xóa mọi thứ đã lưu"])
    switch.click()
    until(page, "document.querySelector('[role=status]').textContent.startsWith('Đã tắt')")
    expect(switch).to_have_text(["Bật lại"])
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
    page.goto(server.url(f"{ARTICLE}{ASK}"))  # and it stays off
    page.wait_for_timeout(300)
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
    assert page.evaluate("navigator.serviceWorker.controller") is None
    page.goto(server.url("/ngoai-tuyen/?bat&ngoai-tuyen"))
    until(page, "document.querySelector('[role=status]').textContent.startsWith('Đang bật')")
    until(page, f"{KEPT}.then(paths => paths.includes('/ngoai-tuyen/'))")


def test_without_scripts_no_switch_is_shown_that_switches_nothing(browser: Browser, server: Server) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server.url("/ngoai-tuyen/"))
    assert page.get_by_role("status").inner_text().startswith("Trình duyệt này không chạy script")
    assert page.locator("main a:visible").all_inner_texts() == ["Trang chủ"]
    context.close()


def test_a_preview_on_this_machine_has_no_worker(context: BrowserContext, server: Server) -> None:
    page = context.new_page()
    page.goto(server.url("/"))
    page.goto(server.url(ARTICLE))
    page.wait_for_timeout(300)
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
    assert kept(page) == set()


def test_a_page_opened_as_a_file_says_nothing_of_it(context: BrowserContext, server: Server) -> None:
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto((server.root / "index.html").as_uri())
    page.add_script_tag(path=next((server.root / "ma").glob("dang-ky-*.js")))
    page.wait_for_timeout(200)
    assert faults == []


def test_who_saves_data_is_sent_nothing_unasked(context: BrowserContext, server: Server) -> None:
    worker = server.root / "sw.js"
    saving = "Object.defineProperty(navigator, 'connection', {value: {saveData: true}});\n"
    worker.write_text(saving + worker.read_text())
    page = visit(context, server)
    page.wait_for_timeout(300)
    assert kept(page) == {"/ngoai-tuyen/"}
    assert "/ban-tin/2014-03/" not in server.asked


def test_the_newsroom_can_switch_it_off_for_everybody(
    context: BrowserContext, server: Server, tmp_path: Path
) -> None:
    page = visit(context, server)
    content = tmp_path / "content"
    shutil.copytree(ROOT_CONTENT, content)
    imprint = content / "toa-soan.toml"
    imprint.write_text(
        imprint.read_text("utf-8").replace("doc_ngoai_tuyen = true", "doc_ngoai_tuyen = false")
    )
    off = build(content, tmp_path / "off")
    assert off.code == 0, off.err
    for path, tree in pages(off.output):
        assert tree.xpath("//script[@src and not(contains(@src, '/tim-kiem.'))]") == [], path
        assert tree.xpath("//a[contains(@href, 'ngoai-tuyen')]") == [], path
    assert not (off.output / "ngoai-tuyen").exists()
    server.root = off.output
    page.goto(server.url(ARTICLE))
    page.evaluate("navigator.serviceWorker.getRegistration().then(one => one && one.update())")
    until(page, "caches.keys().then(names => names.length === 0)")
    page.goto(server.url("/"))
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0


def test_the_manifest_names_the_site_and_its_icons(real_site: Built) -> None:
    manifest = json.loads((real_site.output / "manifest.webmanifest").read_text("utf-8"))
    assert (manifest["name"], manifest["lang"], manifest["start_url"]) == ("Tỉnh Đoàn Cao Bằng", "vi", "/")
    for icon in manifest["icons"]:
        assert (real_site.output / icon["src"].lstrip("/")).is_file()
    assert {icon["sizes"] for icon in manifest["icons"]} == {"any", "192x192", "512x512"}


def test_every_page_loads_one_script_which_waits(real_site: Built) -> None:
    for path, tree in pages(real_site.output):
        script, *others = tree.xpath("//script[@src]")
        assert [s.get("src") for s in others] == (["/tim-kiem.js"] if path.startswith("/tim-kiem/") else [])
        assert script.get("src").startswith("/ma/dang-ky-"), path
        assert "defer" in script.attrib

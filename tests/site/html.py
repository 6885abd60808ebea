"""Reading a built site: pages, links, ids."""

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag

from lxml import html as lxml_html

from tests.site.conftest import ROOT, Built

ROOT_CONTENT = ROOT / "content"

# one page of every kind, of the project's own content
PAGE_TYPES = {
    "home": "/",
    "article": "/tin/2014/03/bao-lac-tam-thang-hai-thoi-han/",
    "sample article": "/tin/2014/03/bai-mau-guong-tri-thuc-tre/",
    "section": "/chuyen-muc/hoat-dong-du-an/",
    "empty section": "/chuyen-muc/chu-truong-chinh-sach/",
    "series": "/loat-bai/dien-dan-tri-thuc-tre/",
    "month": "/luu-tru/2014/03/",
    "archive": "/luu-tru/",
    "province": "/dia-ban/",
    "district": "/dia-ban/bao-lac/",
    "merged district": "/dia-ban/thong-nong/",
    "commune": "/dia-ban/bao-lac/xuan-truong/",
    "commune of 2025": "/dia-ban/xa-bao-lac/",
    "documents": "/van-ban/",
    "document": "/van-ban/2014/70-kh-tdtn-tckt/",
    "reference": "/van-ban/2014/153-kh-twd-btc/",
    "issues": "/ban-tin/",
    "issue": "/ban-tin/2014-03/",
    "calendar": "/lich/",
    "people": "/nhan-vat/",
    "person": "/nhan-vat/nguyen-van-a/",
    "fixed page": "/gioi-thieu/",
    "manual": "/viet-bai/",
    "manual with pictures": "/gui-bai/",
    "search": "/tim-kiem/",
    "offline": "/ngoai-tuyen/",
    "404": "/404.html",
}


class _Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it so
        pass


@contextmanager
def serve(output: Path) -> Iterator[str]:
    """The address of a web server for a site."""
    handler = functools.partial(_Silent, directory=str(output))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def file_of(output: Path, path: str) -> Path:
    """The file a web server gives for a path."""
    name = unquote(path).lstrip("/")
    return output / name / "index.html" if not name or name.endswith("/") else output / name


def pages(output: Path) -> Iterator[tuple[str, lxml_html.HtmlElement]]:
    """(path, tree) of every HTML page."""
    for file in sorted(output.rglob("*.html")):
        path = f"/{file.relative_to(output).as_posix()}".removesuffix("index.html")
        yield path, lxml_html.document_fromstring(file.read_bytes().decode())


def dead_links(built: Built) -> list[str]:
    """Every internal link or file that does not resolve, with the page it stands on."""
    ids = {path: {str(i) for i in tree.xpath("//@id")} for path, tree in pages(built.output)}
    found = []
    for path, tree in pages(built.output):
        for target in tree.xpath("//a/@href | //img/@src | //link[@rel!='canonical']/@href"):
            address, fragment = urldefrag(str(target))
            address = address.partition("?")[0]  # what a script reads of it; the file is the same
            if address and not address.startswith("/"):
                continue
            address = address or path
            no_file = not file_of(built.output, address).is_file()
            if no_file or (fragment and unquote(fragment) not in ids.get(address, set())):
                found.append(f"{path}: {target}")
    return found

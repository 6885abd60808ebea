"""The site over HTTP, for this machine only: its files, and what tells open pages of changes.

Nothing is written into the site: HTML gets the preview's own script on its way to the browser.
"""

import json
import mimetypes
import sys
from collections.abc import Mapping
from dataclasses import asdict
from functools import cached_property
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlsplit

from plugins.preview.hub import NOT_FOUND, Hub

HOST = "127.0.0.1"
OWN = "/~xem-thu/"  # no page of the site begins so
EVENTS, SCRIPT = f"{OWN}su-kien", f"{OWN}xem-thu.js"
_SECONDS_QUIET = 10.0
# Names by which this machine calls itself: a page of another site that has its name lead here is not served.
_NAMES = {"localhost", "127.0.0.1"}
_TYPES: Mapping[str, str] = {
    ".html": "text/html; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".woff2": "font/woff2",
    ".epub": "application/epub+zip",
    ".eml": "message/rfc822",
}
_WAIT = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>Đang dựng trang</title>
<noscript><meta http-equiv="refresh" content="5"></noscript></head>
<body><main><h1>Đang dựng trang</h1>
<p>Trang sẽ tự hiện ra khi dựng xong. Nếu không, hãy tải lại sau một lát.</p></main></body></html>
"""


class PortTakenError(Exception):
    """The port cannot be had; the text is a Vietnamese sentence."""


class PreviewServer(ThreadingHTTPServer):
    """Serves the folder `output`; a thread a connection, none of which holds up the end."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = sys.platform != "win32"  # there it would let two programmes have one port

    def __init__(self, port: int, output: Path, hub: Hub) -> None:
        self.output, self.hub = output, hub
        try:
            super().__init__((HOST, port), _Handler)
        except (OSError, OverflowError) as error:
            raise PortTakenError(
                f"Không mở được cổng {port}: có chương trình khác đang dùng, hoặc máy không cho phép."
                f" Hãy chọn cổng khác, ví dụ: serve --port {port + 1 if 1024 <= port < 65535 else 8001}"
            ) from error

    @property
    def port(self) -> int:
        """The port that it has (another than was asked for where that was 0)."""
        return self.server_address[1]

    @cached_property
    def script(self) -> bytes:
        """What is put into pages."""
        return Path(__file__).with_name("preview.js").read_bytes()

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away in the middle is no error; what is ours is told in full."""
        if not isinstance(sys.exc_info()[1], (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: PreviewServer
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "xem-thu", ""
    timeout = 60

    def do_GET(self) -> None:
        """A file, a page, or news."""
        if self.headers.get("Host", "").rpartition(":")[0] not in _NAMES:
            self._send(HTTPStatus.MISDIRECTED_REQUEST, "text/plain", b"")
            return
        address = urlsplit(self.path)
        if address.path == EVENTS:
            self._events(parse_qs(address.query))
        elif address.path == SCRIPT:
            self._send(HTTPStatus.OK, _TYPES[".js"], self.server.script)
        else:
            self._file(address.path, address.query)

    do_HEAD = do_GET  # noqa: N815 - the name that http.server looks for

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name for it
        """Nobody reads a line for each file."""

    # -- files

    def _file(self, path: str, query: str) -> None:
        name = file_of(unquote(path))
        number = self.server.hub.number  # before the file is read: see Hub
        data = self._read(name)
        if data is None and name and not path.endswith("/") and self._read(f"{name}/index.html") is not None:
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            # one slash in front: two would lead to another machine
            self.send_header("Location", "/" + path.strip("/") + "/" + (f"?{query}" if query else ""))
            self._headers("text/plain", 0)
        elif data is not None:
            kind = _type(name)
            page = kind == _TYPES[".html"]
            self._send(HTTPStatus.OK, kind, self._with_script(data, name, number) if page else data)
        elif (lost := self._read(NOT_FOUND)) is not None:
            page_of = self._with_script(lost, name or path, number, missing=True)
            self._send(HTTPStatus.NOT_FOUND, _TYPES[".html"], page_of)
        else:
            self._wait(name or path, number)

    def _wait(self, name: str, number: int) -> None:
        wait = self._with_script(_WAIT.encode(), name, number, missing=True)
        self._send(HTTPStatus.SERVICE_UNAVAILABLE, _TYPES[".html"], wait)

    def _read(self, name: str) -> bytes | None:
        """The content of a file of the site, "/x/index.html"; None where there is none."""
        if not name:
            return None
        early = self.server.hub.drawn(name)
        if early is not None:
            return early
        return read_below(self.server.output, name)

    def _with_script(self, data: bytes, name: str, number: int, *, missing: bool = False) -> bytes:
        place = quote(name, safe="/")
        tag = (
            f'<script src="{SCRIPT}" data-phien="{self.server.hub.session}" data-so="{number}"'
            f' data-tep="{place}"{" data-thieu" if missing else ""} defer></script>'
        ).encode()
        before, end, after = data.rpartition(b"</body>")
        return before + tag + end + after if end else data + tag

    # -- news

    def _events(self, asked: Mapping[str, list[str]]) -> None:
        """Server-sent events for as long as the page is open."""
        hub = self.server.hub
        file = asked.get("tep", [""])[0]
        missing = asked.get("thieu", [""])[0] == "1"
        since = _number(asked.get("so", [""])[0])
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command == "HEAD":
            return
        hub.show(file)
        heard = -1
        try:
            self.wfile.write(b"retry: 300\n\n")
            while not hub.closed:
                news = hub.news(file, since, heard, _SECONDS_QUIET, missing=missing)
                if news:
                    heard = news.number
                    self.wfile.write(f"data: {json.dumps(asdict(news), ensure_ascii=False)}\n\n".encode())
                else:
                    self.wfile.write(b":\n\n")  # is anybody there?
        finally:
            hub.leave(file)

    # -- answers

    def _send(self, status: HTTPStatus, kind: str, data: bytes) -> None:
        self.send_response(status)
        self._headers(kind, len(data))
        if self.command != "HEAD":
            self.wfile.write(data)

    def _headers(self, kind: str, length: int) -> None:
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()


def file_of(path: str) -> str:
    """The file of the site that a URL path means; "" where it means none, whatever is in the folder."""
    parts = path.split("/")
    if not path.startswith("/") or "\0" in path or "\\" in path or ":" in path:
        return ""
    if any(part.startswith(".") for part in parts) or "" in parts[1:-1]:
        return ""
    return f"{path}index.html" if path.endswith("/") else path


def read_below(folder: Path, name: str) -> bytes | None:
    """The content of a file below a folder, no link leading out of it followed; None where there is none."""
    file = folder / name.lstrip("/")
    try:
        if not file.resolve().is_relative_to(folder.resolve()) or not file.is_file():
            return None
        return file.read_bytes()
    except (OSError, ValueError):
        return None


def _type(name: str) -> str:
    ending = Path(name).suffix.lower()
    return _TYPES.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0

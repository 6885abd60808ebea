"""A web server for a built site, as the one of a release: texts packed with gzip, every answer counted."""

import gzip
import http.server
import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

_PACKED = (".html", ".js", ".json", ".svg", ".xml", ".txt", ".webmanifest")
_LEVEL = 6  # of nginx's gzip_comp_level, what most use


@dataclass(frozen=True, slots=True)
class Answer:
    """What went over the wire for one request, in bytes: the whole answer (head and body), and the asking."""

    path: str
    sent: int
    asked: int


@dataclass(frozen=True, slots=True)
class Served:
    """A running server: its address, and the log of what it gave, which may be cleared."""

    address: str
    log: list[Answer] = field(default_factory=list)


@contextmanager
def serve(output: Path) -> Iterator[Served]:
    """Serve a folder until the end of the block."""

    @cache
    def packed(file: Path) -> bytes:
        return gzip.compress(file.read_bytes(), _LEVEL)

    class Handler(http.server.SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path).lstrip("/")
            file = output / path / "index.html" if not path or path.endswith("/") else output / path
            if not file.is_file():
                self.send_error(404)
                return
            pack = file.suffix in _PACKED
            data = packed(file) if pack else file.read_bytes()
            self.send_response(200)
            kind = "text/html; charset=utf-8" if file.suffix == ".html" else self.guess_type(str(file))
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Last-Modified", self.date_time_string(int(file.stat().st_mtime)))
            self.send_header("ETag", f'"{blake2b(data, digest_size=8).hexdigest()}"')
            if pack:
                self.send_header("Content-Encoding", "gzip")
                self.send_header("Vary", "Accept-Encoding")
            hashed = path.startswith(("anh/", "ma/"))
            self.send_header("Cache-Control", "max-age=31536000, immutable" if hashed else "no-cache")
            wire = io.BytesIO()
            self.wfile, line = wire, self.wfile
            self.end_headers()
            wire.write(data)
            self.wfile = line
            self.wfile.write(wire.getbuffer())
            asked = len(self.requestline) + len(self.headers.as_bytes())
            served.log.append(Answer(f"/{path}", len(wire.getbuffer()), asked))

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it so
            pass

    class Server(http.server.ThreadingHTTPServer):
        def handle_error(self, request: Any, client_address: Any) -> None:
            """A browser that goes away in the middle is no error."""

    with Server(("127.0.0.1", 0), Handler) as server:
        served = Served(f"http://127.0.0.1:{server.server_port}")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield served
        server.shutdown()

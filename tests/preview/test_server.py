"""What browsers get from the preview's server."""

import socket
import threading
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from plugins.preview.hub import Hub
from plugins.preview.server import PortTakenError, PreviewServer, file_of


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PreviewServer]:
    output = tmp_path / "output"
    for name, text in {
        "index.html": "<html><body><p>Trang chủ</body></html>",
        "tin/index.html": "<p>Tin",
        "404.html": "<body>Không có trang này</body>",
        "feed.xml": "<feed/>",
        "anh/a.webp": "webp",
        ".an/b.html": "hidden",
    }.items():
        (output / name).parent.mkdir(parents=True, exist_ok=True)
        (output / name).write_text(text, encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret")
    (output / "out.txt").symlink_to(tmp_path / "secret.txt")
    with PreviewServer(0, output, Hub()) as made:
        threading.Thread(target=made.serve_forever, args=(0.02,), daemon=True).start()
        yield made
        made.hub.close()
        made.shutdown()


def get(
    server: PreviewServer, path: str, method: str = "GET", host: str = "localhost"
) -> tuple[HTTPResponse, str]:
    line = HTTPConnection("127.0.0.1", server.port, timeout=5)
    line.putrequest(method, path, skip_host=True)
    line.putheader("Host", f"{host}:{server.port}")
    line.endheaders()
    answer = line.getresponse()
    text = answer.read().decode()
    line.close()
    return answer, text


def test_a_page_has_the_script_and_the_file_has_not(server: PreviewServer) -> None:
    answer, text = get(server, "/")
    tag = (
        f'<script src="/~xem-thu/xem-thu.js" data-phien="{server.hub.session}" data-so="0"'
        ' data-tep="/index.html" defer></script>'
    )
    assert text == f"<html><body><p>Trang chủ{tag}</body></html>"
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "script" not in (server.output / "index.html").read_text(encoding="utf-8")
    script, code = get(server, "/~xem-thu/xem-thu.js")
    assert script.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert "EventSource" in code


def test_a_page_without_an_end_gets_it_too(server: PreviewServer) -> None:
    assert get(server, "/tin/")[1].startswith("<p>Tin<script ")


@pytest.mark.parametrize(
    ("path", "kind"), [("/feed.xml", "application/xml; charset=utf-8"), ("/anh/a.webp", "image/webp")]
)
def test_other_files_are_as_they_are(server: PreviewServer, path: str, kind: str) -> None:
    answer, text = get(server, path)
    assert (answer.status, answer.headers["Content-Type"]) == (200, kind)
    assert text == (server.output / path[1:]).read_text()


def test_head_says_what_get_would(server: PreviewServer) -> None:
    head, nothing = get(server, "/", "HEAD")
    assert nothing == ""
    assert int(head.headers["Content-Length"]) == len(get(server, "/")[1].encode())


def test_a_folder_without_its_slash_is_led_to_it(server: PreviewServer) -> None:
    answer, _ = get(server, "/tin?a=b")
    assert (answer.status, answer.headers["Location"]) == (301, "/tin/?a=b")


@pytest.mark.parametrize(
    "path",
    [
        "/khong-co/", "/../secret.txt", "/%2e%2e/secret.txt", "/tin/../../secret.txt", "/..%2fsecret.txt",
        "/out.txt", "/.an/b.html", "//secret.txt", "/%00", "/..%5csecret.txt", "/C:/x", "/tin/index.html/x",
    ],
)  # fmt: skip
def test_what_is_not_there_is_the_sites_404(server: PreviewServer, path: str) -> None:
    answer, text = get(server, path)
    assert answer.status == 404
    assert text.startswith("<body>Không có trang này<script ")
    assert "data-thieu" in text
    assert "secret" not in text.replace("secret.txt", "")


def test_before_the_first_build_a_page_says_that_it_comes(server: PreviewServer) -> None:
    (server.output / "404.html").unlink()
    answer, text = get(server, "/khong-co/")
    assert answer.status == 503
    assert "Đang dựng trang" in text
    assert "data-thieu" in text


def test_another_sites_name_is_not_served(server: PreviewServer) -> None:
    answer, text = get(server, "/", host="trang-la.example")
    assert (answer.status, text) == (421, "")


def test_a_page_drawn_early_is_served_instead(server: PreviewServer) -> None:
    server.hub.draw_early({"/tin/index.html": b"<p>M\xe1\xbb\x9bi"})
    text = get(server, "/tin/")[1]
    assert text.startswith("<p>Mới<script ")
    assert 'data-so="1"' in text


def test_a_port_that_is_taken_is_told() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortTakenError) as caught:
            PreviewServer(port, Path("output"), Hub())
    assert str(caught.value).startswith(f"Không mở được cổng {port}: có chương trình khác đang dùng")


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("/", "/index.html"), ("/tin/a/", "/tin/a/index.html"), ("/a.webp", "/a.webp"), ("/tin", "/tin"),
        ("", ""), ("tin", ""), ("//x", ""), ("/a//b", ""), ("/../x", ""), ("/.git/config", ""),
    ],
)  # fmt: skip
def test_the_file_of_a_path(path: str, file: str) -> None:
    assert file_of(path) == file

"""Renamed, moved, removed, twice in a row: no address that was published is ever dead; nginx serves it."""

import http.client
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from lxml import html as lxml_html

from plugins.addresses.model import Settled
from plugins.addresses.nginx import nginx_maps
from tests.site.conftest import ROOT, Built, build, run_task
from tests.site.corpus import article, write_good

OLD = "/tin/2014/01/bai-thu-0/"
NOW = "2014-12-31T08:00:00+07:00"


class Newsroom:
    """A content folder that is released again and again."""

    def __init__(self, folder: Path) -> None:
        self.content, self.output = folder / "content", folder / "output"
        write_good(self.content, 3)
        self.ledger = self.content / "dia-chi.txt"
        self.articles = self.content / "bai-viet/2014"

    def release(self) -> Built:
        return build(self.content, self.output, "--public", now=NOW)

    def check(self) -> list[str]:
        done = run_task("check", "--content", self.content, now=NOW)
        return (
            [line for line in done.stdout.splitlines() if line.endswith(("]", "."))]
            if done.returncode
            else []
        )

    def lines(self, part: str) -> list[str]:
        return [line for line in self.ledger.read_text(encoding="utf-8").splitlines() if part in line]

    def page(self, path: str) -> lxml_html.HtmlElement:
        return lxml_html.document_fromstring((self.output / path[1:] / "index.html").read_bytes().decode())


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """Released; then one article was renamed twice, one got another day and words, one was taken off."""
    room = Newsroom(tmp_path_factory.mktemp("addresses"))
    assert room.release().code == 0
    for name in ("ten-moi", "ten-moi-nua"):
        room.articles.joinpath("01").mkdir(exist_ok=True)
        old = next(room.articles.glob("01/*"))
        old.rename(old.with_name(name))
        assert room.release().code == 0
    source = room.articles / "02/bai-thu-1/index.md"
    text = (
        source.read_text(encoding="utf-8").replace("02/02/2014", "03/05/2014").replace("Lời bài", "Lời mới")
    )
    source.write_text(text, encoding="utf-8")
    source = room.articles / "03/bai-thu-2/index.md"
    text = source.read_text(encoding="utf-8").replace("Trạng thái: đã duyệt", "Trạng thái: gỡ")
    source.write_text(text, encoding="utf-8")
    assert room.release().code == 3  # what was taken off is held, as ever
    return room


def test_renamed_twice_all_addresses_lead_to_the_last(newsroom: Newsroom) -> None:
    assert newsroom.lines("ten-moi") == [
        f"{OLD} → /tin/2014/01/ten-moi-nua/",
        next(line for line in newsroom.lines(" = ") if "ten-moi-nua" in line),
        "/tin/2014/01/ten-moi/ → /tin/2014/01/ten-moi-nua/",
    ]
    for old in (OLD, "/tin/2014/01/ten-moi/"):
        tree = newsroom.page(old)
        assert tree.xpath("//meta[@http-equiv='refresh']/@content") == ["0; url=/tin/2014/01/ten-moi-nua/"]
        canonical = "https://tinhdoancaobang.example/tin/2014/01/ten-moi-nua/"
        assert tree.xpath("//link[@rel='canonical']/@href") == [canonical]
        assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
        assert tree.xpath("//main//a[@href='/tin/2014/01/ten-moi-nua/']/text()") == ["Bài thử số 0"]
        assert tree.xpath("string(//h1)") == "Trang này đã chuyển chỗ"


def test_another_day_and_other_words_lead_to_the_same_file(newsroom: Newsroom) -> None:
    assert newsroom.lines("/tin/2014/02/") == ["/tin/2014/02/bai-thu-1/ → /tin/2014/05/bai-thu-1/"]


def test_what_was_taken_off_says_so(newsroom: Newsroom) -> None:
    tree = newsroom.page("/tin/2014/03/bai-thu-2/")
    assert tree.xpath("string(//h1)") == "Bài này đã được gỡ"
    assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert not tree.xpath("//meta[@http-equiv]")
    assert newsroom.lines("bai-thu-2") == ["/tin/2014/03/bai-thu-2/ đã gỡ"]


def test_old_addresses_are_in_no_sitemap_and_months_lead_to_the_archive(newsroom: Newsroom) -> None:
    for file in newsroom.output.glob("sitemap*.xml"):
        assert "ten-moi/" not in file.read_text(encoding="utf-8")
    assert newsroom.page("/luu-tru/2014/03/").xpath("//meta[@http-equiv='refresh']/@content") == [
        "0; url=/luu-tru/"
    ]


def test_nothing_changes_in_a_second_release_and_a_trial_gives_the_same_pages(newsroom: Newsroom) -> None:
    before = newsroom.ledger.read_bytes()
    newsroom.release()
    assert newsroom.ledger.read_bytes() == before
    trial = build(newsroom.content, newsroom.output.with_name("trial"), now=NOW)
    for path in (OLD, "/tin/2014/03/bai-thu-2/"):
        assert trial.page(path) == (newsroom.output / path[1:] / "index.html").read_text(encoding="utf-8")
    assert newsroom.ledger.read_bytes() == before


def test_what_is_deleted_fails_the_check_by_name_until_somebody_decides(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    room.release()
    shutil.rmtree(room.articles / "01")
    (number,) = (
        n
        for n, line in enumerate(room.ledger.read_text(encoding="utf-8").splitlines(), 1)
        if line.startswith(OLD)
    )
    said = [
        f"  • dòng {number}: Trang {OLD} (từ bai-viet/2014/01/bai-thu-0/index.md) đã đăng, nay không còn.",
        f"    → Nếu bài đã chuyển chỗ, ghi vào bài “Địa chỉ cũ: {OLD}”. Nếu gỡ hẳn thì sửa dòng này thành"
        f" “{OLD} đã gỡ”.  [address-lost]",
        "Có 1 lỗi phải sửa trong 1 tệp.",
    ]
    assert room.check() == said
    released = room.release()
    assert released.code == 0
    assert "Địa chỉ cũ phải xem lại (1), không ngăn việc đăng:" in released.out
    assert room.check() == said  # a release decides nothing
    moved = room.articles / "06/viet-lai/index.md"
    moved.parent.mkdir(parents=True)
    moved.write_text(article("Viết lại", "06/06/2014", extra=f"Địa chỉ cũ: {OLD}\n"), encoding="utf-8")
    assert room.check() == []
    room.release()
    assert room.lines(OLD) == [f"{OLD} → /tin/2014/06/viet-lai/"]
    # and a new article at the old address has it for itself
    write = room.articles / "01/bai-thu-0.md"
    write.parent.mkdir(parents=True, exist_ok=True)
    write.write_text(article("Bài khác", "07/01/2014", body="Lời khác."), encoding="utf-8")
    (fault,) = [line for line in room.check() if "[old-" in line or "Địa chỉ cũ" in line][:1]
    assert fault == f"  • Địa chỉ cũ {OLD} nay là của một trang khác."
    moved.write_text(article("Viết lại", "06/06/2014"), encoding="utf-8")
    room.release()
    assert room.page(OLD).xpath("string(//h1)").strip() == "Bài khác"


SERVER = """
worker_processes 1; error_log {folder}/error.log; pid {folder}/pid; daemon off;
events {{ worker_connections 32; }}
"""


@contextmanager
def nginx(folder: Path, output: Path, maps: Path) -> Iterator[http.client.HTTPConnection]:
    """A real nginx with the server block of docs/nginx.md over a site."""
    block = (ROOT / "docs/nginx.md").read_text(encoding="utf-8").split("```nginx\n")[1].split("```")[0]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    block = block.replace("/srv/trang/nginx-chuyen-huong.conf", str(maps))
    block = block.replace("/srv/trang/output", str(output)).replace("listen 80", f"listen 127.0.0.1:{port}")
    kinds = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    block = block.replace("http {", f"http {{ access_log off; default_type text/html; {kinds}", 1)
    user = "user root;" if os.geteuid() == 0 else ""  # else its workers cannot read a folder of root's
    (folder / "nginx.conf").write_text(user + SERVER.format(folder=folder) + block, encoding="utf-8")
    command = [
        shutil.which("nginx") or "/usr/sbin/nginx",
        "-c",
        str(folder / "nginx.conf"),
        "-p",
        str(folder),
    ]
    with subprocess.Popen([*command, "-e", str(folder / "error.log")]) as server:
        try:
            for _ in range(100):
                with socket.socket() as knock:
                    if knock.connect_ex(("127.0.0.1", port)) == 0:
                        break
                assert server.poll() is None, (folder / "error.log").read_text()
                time.sleep(0.05)
            with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as line:
                yield line
        finally:
            server.terminate()


def test_nginx_answers_with_the_right_status(newsroom: Newsroom, tmp_path: Path) -> None:
    maps = newsroom.output.parent / ".reports/nginx-chuyen-huong.conf"
    with nginx(tmp_path, newsroom.output, maps) as line:

        def ask(path: str) -> tuple[int, str | None, bytes]:
            line.request("GET", path)
            answer = line.getresponse()
            return answer.status, answer.getheader("Location"), answer.read()

        assert ask(OLD)[:2] == (301, "/tin/2014/01/ten-moi-nua/")
        assert ask("/tin/2014/01/ten-moi/?tu=thu")[:2] == (301, "/tin/2014/01/ten-moi-nua/?tu=thu")
        assert ask("/luu-tru/2014/03/")[:2] == (301, "/luu-tru/")
        status, where, body = ask("/tin/2014/03/bai-thu-2/")
        assert (status, where) == (410, None)
        assert "Bài này đã được gỡ" in body.decode()
        status, where, body = ask("/tin/2014/01/ten-moi-nua/")
        assert (status, where) == (200, None)
        assert "Bài thử số 0" in body.decode()
        status, where, body = ask("/khong/co/")
        assert status == 404
        assert "Không có trang này" in body.decode()


def test_feeds_follow_their_lists_and_a_commune_keeps_its_own(tmp_path: Path) -> None:
    """A section gets another address, one is taken off, and the only article of a commune is withdrawn."""
    room = Newsroom(tmp_path)
    sections = (ROOT / "content/chuyen-muc.toml").read_text(encoding="utf-8")
    extra = '[[chuyen_muc]]\nten = "Mục thử"\nslug = "muc-thu"\nmo_ta = "Mục để thử."\n'
    (room.content / "chuyen-muc.toml").write_text(f"{sections}\n{extra}", encoding="utf-8")
    assert room.release().code == 0
    assert room.lines("muc-thu") == ["/chuyen-muc/muc-thu/", "/chuyen-muc/muc-thu/feed.xml"]
    moved = sections.replace('slug = "chi-dao-dinh-huong"', 'slug = "chi-dao"')
    (room.content / "chuyen-muc.toml").write_text(moved, encoding="utf-8")
    text = room.ledger.read_text(encoding="utf-8")
    text = text.replace("/chuyen-muc/muc-thu/\n", "/chuyen-muc/muc-thu/ đã gỡ\n")
    old, new = "/chuyen-muc/chi-dao-dinh-huong/", "/chuyen-muc/chi-dao/"
    room.ledger.write_text(text.replace(f"{old}\n", f"{old} → {new}\n"), encoding="utf-8")
    source = room.articles / "01/bai-thu-0/index.md"
    text = source.read_text(encoding="utf-8").replace("Trạng thái: đã duyệt", "Trạng thái: gỡ")
    source.write_text(text, encoding="utf-8")
    assert "Địa chỉ cũ phải xem lại" not in room.release().out
    before = room.ledger.read_bytes()
    room.release()
    assert room.ledger.read_bytes() == before
    assert (room.output / f"{old[1:]}feed.xml").read_bytes() == (
        room.output / f"{new[1:]}feed.xml"
    ).read_bytes()  # for hosts that cannot redirect
    commune = "/dia-ban/bao-lac/xuan-truong/feed.xml"
    waiting = (room.output / commune[1:]).read_text(encoding="utf-8")
    assert "<title>Xã Xuân Trường (Bảo Lạc) – " in waiting and "<entry>" not in waiting
    maps = room.output.parent / ".reports/nginx-chuyen-huong.conf"
    with nginx(tmp_path, room.output, maps) as line:

        def ask(path: str) -> tuple[int, str | None]:
            line.request("GET", path)
            answer = line.getresponse()
            answer.read()
            return answer.status, answer.getheader("Location")

        assert ask(old) == (301, new)
        assert ask(f"{old}feed.xml") == (301, f"{new}feed.xml")
        assert ask(f"{new}feed.xml") == (200, None)
        assert ask("/chuyen-muc/muc-thu/feed.xml") == (410, None)
        assert ask("/chuyen-muc/muc-thu/") == (410, None)
        assert ask(commune) == (200, None)
        assert ask("/khong/co/feed.xml") == (404, None)


def test_nginx_gives_the_narrowest_photo_to_who_saves_data(tmp_path: Path) -> None:
    photos = tmp_path / "output/anh"
    photos.mkdir(parents=True)
    for name in ("ab12-240.avif", "ab12-720.avif", "ab12-720.jpg", "cd34-200.avif"):
        (photos / name).write_bytes(name.encode())
    maps = tmp_path / "maps.conf"
    maps.write_text(nginx_maps(Settled()), encoding="utf-8")
    with nginx(tmp_path, tmp_path / "output", maps) as line:

        def ask(name: str, saving: str | None) -> tuple[str, str | None]:
            line.request("GET", f"/anh/{name}", headers={"Save-Data": saving} if saving else {})
            answer = line.getresponse()
            return answer.read().decode(), answer.getheader("Vary")

        assert ask("ab12-720.avif", None) == ("ab12-720.avif", "Save-Data")
        assert ask("ab12-720.avif", "on") == ("ab12-240.avif", "Save-Data")
        assert ask("ab12-720.jpg", "on") == ("ab12-720.jpg", None)
        assert ask("cd34-200.avif", "on") == ("cd34-200.avif", "Save-Data")  # it has no other

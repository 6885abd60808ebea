"""`serve` as an editor uses it: save, look, break, mend; in a real browser, on a copy of the project."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from plugins.output.tree import scan
from tests.site.conftest import NOW, ROOT, run_task
from tests.site.corpus import write_good

SECONDS = 10
FIRST = "bai-viet/2014/01/bai-thu-0/index.md"


@dataclass
class Serve:
    """A running `serve`."""

    root: Path
    process: subprocess.Popen[str]
    address: str
    said: list[str]

    @property
    def content(self) -> Path:
        return self.root / "bai"

    @property
    def output(self) -> Path:
        return self.root / "site" / "output"

    def edit(self, name: str, change: Callable[[str], str], root: Path | None = None) -> str:
        """Change a file; returns what it was."""
        file = (root or self.content) / name
        before = file.read_text(encoding="utf-8")
        after = change(before)
        assert after != before
        file.write_text(after, encoding="utf-8")
        return before

    def wait(self, words: str, since: int = 0) -> None:
        """Until it has said something."""
        until = time.monotonic() + SECONDS
        while words not in "".join(self.said[since:]):
            assert time.monotonic() < until, f"never said {words!r}: {self.said}"
            time.sleep(0.02)


@pytest.fixture(scope="module")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """On a copy of code and theme, so that these can be broken, and twelve articles."""
    root = tmp_path_factory.mktemp("serve")
    for name in ("plugins", "theme", "content/dia-ban", "content/trang"):
        shutil.copytree(ROOT / name, root / name)
    for name in ("pelicanconf.py", "publishconf.py", "content/chuyen-muc.toml", "content/toa-soan.toml"):
        shutil.copy(ROOT / name, root / name)
    write_good(root / "bai", 12)
    command = [sys.executable, "-m", "plugins.cli", "serve", "--port", "0"]
    process = subprocess.Popen(
        [*command, "--content", root / "bai", "--output", root / "site" / "output"],
        cwd=root,
        env={**os.environ, "NEWSROOM_NOW": NOW, "PYTHONUTF8": "1", "PYTHONPATH": str(root)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    said: list[str] = []
    assert process.stdout
    read = threading.Thread(target=_read, args=(process.stdout, said))
    read.start()
    made = Serve(root, process, "", said)
    made.wait("Đã dựng")
    found = re.search(r"http://localhost:\d+", said[0])
    assert found
    made.address = found[0]
    yield made
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        process.wait(SECONDS)
    read.join(SECONDS)
    process.stdout.close()


def _read(lines: IO[str], said: list[str]) -> None:
    """Take up what is said, line by line: a list's own `extend` would show none before the end."""
    for line in lines:
        said.append(line)


@pytest.fixture
def page(browser: Browser, serve: Serve) -> Iterator[Page]:
    context = browser.new_context()
    context.set_default_timeout(SECONDS * 1000)
    yield context.new_page()
    context.close()


def alert(page: Page) -> list[str]:
    """The lines of the overlay; waits for it."""
    box = page.get_by_role("alert").locator("visible=true")
    expect(box).to_be_visible(timeout=SECONDS * 1000)
    return [line for line in box.inner_text().splitlines() if line]


def no_alert(page: Page) -> None:
    expect(page.locator("#xem-thu .box")).to_be_hidden(timeout=SECONDS * 1000)


def mark(page: Page) -> None:
    """Something that only lasts until the page is loaded again."""
    page.evaluate("window.marked = true")


def marked(page: Page) -> bool:
    return bool(page.evaluate("window.marked === true"))


def test_a_save_shows_in_the_open_page_and_leaves_others_alone(
    page: Page, browser: Browser, serve: Serve
) -> None:
    page.goto(f"{serve.address}/tin/2014/01/bai-thu-0/")
    other = page.context.new_page()
    other.goto(f"{serve.address}/tin/2014/02/bai-thu-1/")
    mark(other)
    serve.edit(FIRST, lambda text: text + "\nCâu vừa thêm vào.\n")
    expect(page.get_by_text("Câu vừa thêm vào.")).to_be_visible(timeout=SECONDS * 1000)
    serve.wait("Đã cập nhật")
    assert marked(other)
    assert alert_text(page) == ""
    written = (serve.output / "tin/2014/01/bai-thu-0/index.html").read_text(encoding="utf-8")
    assert "Câu vừa thêm vào." in written
    assert "xem-thu" not in written
    mark(page)
    time.sleep(0.3)
    assert marked(page), "drawn early and right: no second reload"


def test_a_new_title_shows_in_the_list_that_is_open(page: Page, serve: Serve) -> None:
    page.goto(f"{serve.address}/")
    serve.edit(FIRST, lambda text: text.replace("Tiêu đề: Bài thử số 0", "Tiêu đề: Tít đã đổi"))
    page.goto(f"{serve.address}/luu-tru/2014/01/")
    expect(page.get_by_role("link", name="Tít đã đổi").first).to_be_visible(timeout=SECONDS * 1000)


def test_a_broken_header_is_told_on_any_page_until_it_is_mended(page: Page, serve: Serve) -> None:
    page.goto(f"{serve.address}/van-ban/")
    name = "bai-viet/2014/03/bai-thu-2/index.md"
    before = serve.edit(name, lambda text: text.replace("Ngày: 03/03/2014 08:02", "Ngày: 31/02/2014"))
    assert alert(page)[:4] == [
        "Phải sửa (1 lỗi trong 1 tệp)",
        f"{name}, dòng 2",
        "Không có ngày 31/2/2014 trong lịch.",
        "→ Hãy xem lại ngày và tháng; ghi ngày trước, tháng sau, ví dụ 15/04/2014.",
    ]
    (serve.content / name).write_text(before, encoding="utf-8")
    no_alert(page)


def test_the_alert_can_be_put_away_and_had_back_by_keyboard(page: Page, serve: Serve) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(f"{serve.address}/")
    name = "bai-viet/2014/03/bai-thu-2/index.md"
    before = serve.edit(name, lambda text: text.replace("Chuyên mục: ", "Chuyên mục: Không có "))
    alert(page)
    box = page.locator("#xem-thu .box")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert box.evaluate("box => box.scrollWidth <= box.clientWidth && box.offsetHeight <= 400")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert Axe().run(page).response["violations"] == []
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    page.reload()
    back = page.get_by_role("button", name="Phải sửa (1 lỗi trong 1 tệp)")
    expect(back).to_be_visible()
    expect(box).to_be_hidden()
    back.focus()
    page.keyboard.press("Enter")
    expect(box).to_be_visible()
    expect(page.get_by_role("button", name="Đóng (Esc)")).to_be_focused()
    page.keyboard.press("Enter")
    expect(box).to_be_hidden()
    (serve.content / name).write_text(before, encoding="utf-8")
    expect(back).to_be_hidden(timeout=SECONDS * 1000)


def test_a_broken_template_is_told_and_mended(page: Page, serve: Serve) -> None:
    page.goto(f"{serve.address}/van-ban/")
    name, theme = "templates/article.html", serve.root / "theme"
    before = serve.edit(name, lambda text: text + "{% if page %}", theme)
    lines = alert(page)
    assert lines[0] == "Chưa dựng được trang; đang xem bản cũ"
    assert re.fullmatch(r"theme/templates/article\.html, dòng \d+", lines[1])
    assert lines[2].startswith("Mẫu trang viết sai cú pháp. Jinja báo: Unexpected end of template")
    (theme / name).write_text(before, encoding="utf-8")
    no_alert(page)


def test_a_theme_edit_shows_in_the_open_page(page: Page, serve: Serve) -> None:
    page.goto(f"{serve.address}/tin/2014/02/bai-thu-1/")
    theme = serve.root / "theme"
    before = serve.edit("css/tokens.css", lambda text: text + "\nmain { border-left: 7px solid }\n", theme)
    page.wait_for_function("getComputedStyle(document.querySelector('main')).borderLeftWidth === '7px'")
    (theme / "css/tokens.css").write_text(before, encoding="utf-8")
    page.wait_for_function("getComputedStyle(document.querySelector('main')).borderLeftWidth !== '7px'")


def test_a_save_in_steps_alarms_nobody(page: Page, serve: Serve) -> None:
    page.goto(f"{serve.address}/tin/2014/04/bai-thu-3/")
    page.evaluate(
        """() => new MutationObserver(() => sessionStorage.setItem('alarm', '1')).observe(
            document.querySelector('#xem-thu').shadowRoot.querySelector('.box'), {attributes: true})"""
    )
    file = serve.content / "bai-viet/2014/04/bai-thu-3/index.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text[:20], encoding="utf-8")  # half of it
    time.sleep(0.1)
    file.with_name("4913").write_text("")
    file.rename(file.with_name("index.md~"))  # none of it
    time.sleep(0.1)
    file.write_text(text + "\nLưu xong.\n", encoding="utf-8")
    file.with_name("4913").unlink()
    file.with_name("index.md~").unlink()
    expect(page.get_by_text("Lưu xong.")).to_be_visible(timeout=SECONDS * 1000)
    assert page.evaluate("sessionStorage.getItem('alarm')") is None
    assert alert_text(page) == ""


def alert_text(page: Page) -> str:
    return page.locator("#xem-thu [role=alert]").text_content() or ""


def test_a_removed_output_comes_back(page: Page, serve: Serve) -> None:
    page.goto(f"{serve.address}/")
    since = len(serve.said)
    shutil.rmtree(serve.output)
    until = time.monotonic() + SECONDS
    while not (serve.output / "index.html").is_file():
        assert time.monotonic() < until
        time.sleep(0.02)
    serve.wait("Đã cập nhật", since)
    expect(page.locator("a", has_text="Tít đã đổi").first).to_be_attached(timeout=SECONDS * 1000)
    assert (serve.output / "404.html").is_file()


def test_broken_code_is_told_and_mended_code_counts(page: Page, serve: Serve) -> None:
    page.goto(f"{serve.address}/van-ban/")
    name, code = "pages/site.py", serve.root / "plugins"
    before = serve.edit(name, lambda text: text + "\ndef broken(:\n", code)
    lines = alert(page)
    assert lines[:2] == [
        "Chưa dựng được trang; đang xem bản cũ",
        f"site.py, dòng {before.count(chr(10)) + 2}",
    ]
    assert lines[2].startswith("Mã chương trình không chạy được. Python báo: SyntaxError: invalid syntax")
    mended = before.replace('"Địa bàn"', '"Mọi địa bàn"')
    (code / name).write_text(mended, encoding="utf-8")
    expect(page.locator("a", has_text="Mọi địa bàn").first).to_be_attached(timeout=SECONDS * 1000)
    no_alert(page)


def test_the_site_is_what_a_build_makes(serve: Serve) -> None:
    """After all that has been broken and mended above, byte for byte."""
    clean = serve.root / "clean" / "output"
    done = subprocess.run(
        [sys.executable, "-m", "plugins.cli", "build", "--content", serve.content, "--output", clean],
        cwd=serve.root,
        env={**os.environ, "NEWSROOM_NOW": NOW, "PYTHONUTF8": "1", "PYTHONPATH": str(serve.root)},
        check=False,
    )
    assert done.returncode == 0
    files = {path for path, _ in scan(clean)}
    assert files == {path for path, _ in scan(serve.output)}
    assert [
        f
        for f in sorted(files)
        if Path(f"{clean}{f}").read_bytes() != Path(f"{serve.output}{f}").read_bytes()
    ] == []


def test_without_scripts_the_site_is_the_site(browser: Browser, serve: Serve) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{serve.address}/")
    assert page.locator("#xem-thu").count() == 0
    assert page.goto(f"{serve.address}/khong-co/").status == 404  # type: ignore[union-attr]
    context.close()


def test_ctrl_c_ends_all_of_it_at_once(serve: Serve) -> None:
    stat = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(serve.process.pid)], capture_output=True, text=True, check=False
    )
    children = [int(pid) for pid in stat.stdout.split()]
    assert children
    before = len(serve.said)
    serve.process.send_signal(signal.SIGINT)
    assert serve.process.wait(5) == 130
    time.sleep(0.1)
    assert "".join(serve.said[before:]).strip() == "Đã dừng theo yêu cầu. Không có gì bị thay đổi dở dang."
    for pid in children:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_a_taken_port_is_told(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = run_task("serve", "--port", str(port), "--output", tmp_path / "output")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"Không mở được cổng {port}: có chương trình khác đang dùng, hoặc máy không cho phép."
        f" Hãy chọn cổng khác, ví dụ: serve --port {port + 1}\n"
    )


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    done = run_task("serve", "--content", tmp_path / "none", "--output", tmp_path / "output")
    assert (done.returncode, done.stderr) == (
        1,
        f"Không có thư mục {tmp_path / 'none'}. Hãy xem lại --content.\n",
    )

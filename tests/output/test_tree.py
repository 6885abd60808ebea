"""The old site stands until the new one is whole."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from plugins.output import tree as tree_module
from plugins.output.swap import SwapError
from plugins.output.tree import Changes, Tree, ledger_file, rebuilding

ROOT = Path(__file__).parents[2]


def site(folder: Path, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "index.html").write_text(text)
    (folder / "sitemap.xml").write_text("<urlset/>")


def press(tree: Tree, **texts: str) -> None:
    """Build a site of these pages; a page whose text is known is not made again."""
    pages = {f"/{name}.html": text for name, text in texts.items()} | {"/sitemap.xml": "<urlset/>"}
    late = {p: t for p, t in pages.items() if p not in tree.known or tree.known[p][0] != t.encode()}
    tree.begin()
    put = {path: tree.put(path, text.encode(), text.encode()) for path, text in late.items()}
    tree.finish(pages.keys() - late.keys(), put)


def leftovers(folder: Path) -> list[str]:
    return [
        p.name
        for p in folder.iterdir()
        if p.is_dir() and p.name.startswith(".") and p.name != ".output-truoc"
    ]


def test_the_new_site_takes_the_place(tmp_path: Path) -> None:
    output = tmp_path / "output"
    site(output, "old")
    (output / "stale.html").write_text("stale")
    with rebuilding(output) as tree:
        press(tree, index="new")
        assert (output / "index.html").read_text() == "old"
    assert (output / "index.html").read_text() == "new"
    assert not (output / "stale.html").exists()
    assert leftovers(tmp_path) == []


def test_a_failure_leaves_the_old_site(tmp_path: Path) -> None:
    output = tmp_path / "output"
    site(output, "old")
    with pytest.raises(OSError, match="disk"), rebuilding(output) as tree:
        press(tree, index="half")
        raise OSError("disk full")
    assert (output / "index.html").read_text() == "old"
    assert leftovers(tmp_path) == []


def test_a_system_without_exchange_still_replaces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "sunos")
    output = tmp_path / "output"
    site(output, "old")
    with rebuilding(output) as tree:
        press(tree, index="new")
    assert (output / "index.html").read_text() == "new"
    assert leftovers(tmp_path) == []


def test_a_build_that_died_between_two_renames_is_mended(tmp_path: Path) -> None:
    output = tmp_path / "output"
    site(tmp_path / ".output-abc.old", "old")
    with pytest.raises(RuntimeError), rebuilding(output):
        assert (output / "index.html").read_text() == "old"
        raise RuntimeError
    assert (output / "index.html").read_text() == "old"


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "thesis.doc").write_text("five years of work")
    with pytest.raises(SwapError, match="có những tệp không phải của trang"), rebuilding(home):
        pass
    assert (home / "thesis.doc").read_text() == "five years of work"


def test_two_builds_at_once_are_refused(tmp_path: Path) -> None:
    output = tmp_path / "output"
    with rebuilding(output) as tree:
        press(tree, index="first")
        with pytest.raises(SwapError, match="đang chạy"), rebuilding(output):
            pass
    assert (output / "index.html").read_text() == "first"


def test_kill_9_leaves_the_old_site_and_the_next_build_cleans_up(tmp_path: Path) -> None:
    output = tmp_path / "output"
    site(output, "old")
    code = (
        "import sys, time, pathlib\n"
        "from plugins.output.tree import rebuilding\n"
        "with rebuilding(pathlib.Path(sys.argv[1])) as tree:\n"
        "    tree.begin(); tree.put('/index.html', b'', b'half')\n"
        "    print('ready', flush=True); time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(output)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGKILL)
    assert (output / "index.html").read_text() == "old"
    assert len(leftovers(tmp_path)) == 1
    with rebuilding(output) as tree:
        press(tree, index="new")
    assert (output / "index.html").read_text() == "new"
    assert leftovers(tmp_path) == []


def test_the_old_site_is_there_at_every_moment_of_the_swap(tmp_path: Path) -> None:
    """A second process reads without pause while the site is replaced a hundred times."""
    output = tmp_path / "output"
    site(output, "0")
    code = (
        "import sys, pathlib\n"
        "file = pathlib.Path(sys.argv[1]) / 'index.html'\n"
        "print('ready', flush=True)\n"
        "while True:\n"
        "    if file.read_text() == 'end': break\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(output)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "ready\n"
        for number in range(100):
            with rebuilding(output) as tree:
                press(tree, index=str(number), other="always")
        with rebuilding(output) as tree:
            press(tree, index="end")
        deadline = time.monotonic() + 20
        while reader.poll() is None and time.monotonic() < deadline:
            time.sleep(0.02)
        assert reader.poll() == 0, os.strerror(2)


def texts(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): p.read_text() for p in folder.rglob("*") if p.is_file()}


def test_only_what_differs_is_written(tmp_path: Path) -> None:
    output = tmp_path / "output"
    for index in ("one", "two", "three"):
        with rebuilding(output) as tree:
            press(tree, index=index, other="always", **{"a/b": "deep"})
    assert tree.changes == Changes(("/index.html",))
    kept = (output / "other.html").stat()
    with rebuilding(output) as tree:
        press(tree, index="four", **{"a/b": "deep"})
    assert tree.changes == Changes(("/index.html",), ("/other.html",))
    with rebuilding(output) as tree:
        press(tree, index="four", other="again", **{"c/d": "deep"})
    assert tree.changes == Changes(("/c/d.html", "/other.html"), ("/a/b.html",))
    assert not (output / "a").exists()
    assert (output / "other.html").stat().st_ino != kept.st_ino
    assert texts(output) == {
        "index.html": "four",
        "other.html": "again",
        "c/d.html": "deep",
        "sitemap.xml": "<urlset/>",
    }


def test_an_unchanged_file_stays_the_same_file(tmp_path: Path) -> None:
    output = tmp_path / "output"
    with rebuilding(output) as tree:
        press(tree, index="one", other="always")
    before = (output / "other.html").stat()
    for index in ("two", "three", "four"):
        with rebuilding(output) as tree:
            press(tree, index=index, other="always")
        after = (output / "other.html").stat()
        assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_page_made_anew_with_the_same_bytes_is_no_change(tmp_path: Path) -> None:
    output = tmp_path / "output"
    with rebuilding(output) as tree:
        press(tree, index="one")
    with rebuilding(output) as tree:
        tree.begin()
        put = {"/index.html": tree.put("/index.html", b"another key", b"one")}
        tree.finish(["/sitemap.xml"], put)
    assert tree.changes == Changes()
    with rebuilding(output) as tree:
        assert tree.known["/index.html"][0] == b"another key"


def test_what_somebody_changed_added_or_removed_in_the_site_is_mended(tmp_path: Path) -> None:
    output = tmp_path / "output"
    for index in ("zero", "one"):
        with rebuilding(output) as tree:
            press(tree, index=index, other="always", third="always too")
    (output / "index.html").write_text("by hand, longer")
    (output / "third.html").unlink()
    (output / "mine").mkdir()
    (output / "mine" / "notes.txt").write_text("mine")
    for _ in range(3):  # neither folder of the two may bring it back
        with rebuilding(output) as tree:
            press(tree, index="one", other="always", third="always too")
        assert texts(output) == {
            "index.html": "one", "other.html": "always", "third.html": "always too",
            "sitemap.xml": "<urlset/>",
        }  # fmt: skip


def test_a_folder_where_a_page_was_and_a_page_where_a_folder_was(tmp_path: Path) -> None:
    output = tmp_path / "output"
    for names in ({"a": "page"}, {"a.html/b": "below"}, {"a": "page"}, {"a.html/b": "below"}):
        with rebuilding(output) as tree:
            press(tree, **names)
        assert texts(output).keys() == {f"{name}.html" for name in names} | {"sitemap.xml"}


@pytest.mark.parametrize("damage", [b"", b"rubbish" * 9, None])
def test_without_a_sound_ledger_everything_is_written_anew(tmp_path: Path, damage: bytes | None) -> None:
    output = tmp_path / "output"
    for index in ("one", "two"):
        with rebuilding(output) as tree:
            press(tree, index=index, other="always")
    file = ledger_file(output)
    file.write_bytes(bytes([file.read_bytes()[0] ^ 1]) + file.read_bytes()[1:] if damage is None else damage)
    with rebuilding(output) as tree:
        assert tree.known == {}
        press(tree, index="three", other="always")
    assert texts(output) == {"index.html": "three", "other.html": "always", "sitemap.xml": "<urlset/>"}


def test_a_copy_of_a_site_is_not_taken_for_the_site(tmp_path: Path) -> None:
    """A ledger tells of one folder; another in its place is written anew."""
    output = tmp_path / "output"
    with rebuilding(output) as tree:
        press(tree, index="one")
    output.rename(tmp_path / "elsewhere")
    site(output, "copied from a backup")
    with rebuilding(output) as tree:
        assert tree.known == {}
        press(tree, index="two")
    assert texts(output)["index.html"] == "two"


def test_a_site_that_was_removed_is_built_again_and_again(tmp_path: Path) -> None:
    output = tmp_path / "output"
    for index in ("one", "two"):
        with rebuilding(output) as tree:
            press(tree, index=index)
    shutil.rmtree(output)
    for index in ("three", "four", "five"):
        with rebuilding(output) as tree:
            press(tree, index=index)
        assert texts(output)["index.html"] == index


def test_a_file_only_touched_is_no_change(tmp_path: Path) -> None:
    output = tmp_path / "output"
    for index in ("one", "two"):
        with rebuilding(output) as tree:
            press(tree, index=index)
    (output / "index.html").touch()
    with rebuilding(output) as tree:
        press(tree, index="two")
    assert tree.changes == Changes()


def test_a_disk_without_hard_links_gets_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    output = tmp_path / "output"
    for index in ("one", "two", "three"):
        with rebuilding(output) as tree:
            press(tree, index=index, other="always")
        assert texts(output) == {"index.html": index, "other.html": "always", "sitemap.xml": "<urlset/>"}
    assert tree.changes == Changes(("/index.html",))
    with rebuilding(output) as tree:
        assert tree.known.keys() == {"/index.html", "/other.html", "/sitemap.xml"}


def test_a_ledger_that_cannot_be_written_costs_no_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tree_module, "_save", full)
    output = tmp_path / "output"
    with rebuilding(output) as tree:
        press(tree, index="one")
    assert texts(output)["index.html"] == "one"
    with rebuilding(output) as tree:
        assert tree.known == {}


def test_without_a_ledger_what_differs_is_still_told(tmp_path: Path) -> None:
    output = tmp_path / "output"
    with rebuilding(output) as tree:
        press(tree, index="one", other="always", old="gone")
    ledger_file(output).unlink()
    with rebuilding(output) as tree:
        press(tree, index="two", other="always")
    assert tree.changes == Changes(("/index.html",), ("/old.html",))

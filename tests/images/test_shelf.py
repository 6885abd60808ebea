"""The shelf: what was made is known again without opening anything, and leaves when nobody uses it."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from plugins.core.guard import Stopped
from plugins.images import plan as plan_module
from plugins.images import shelf as shelf_module
from plugins.images.load import load_photo
from plugins.images.shelf import Shelf, stopped
from tests.images.pictures import grain, saved, scene

opened: list[str] = []
listening: list[bool] = []


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and listening:
        opened.append(str(arguments[0]))


sys.addaudithook(_hear)  # it cannot be taken away; outside `watched` it does nothing


@contextmanager
def watched() -> Iterator[list[str]]:
    """Every file that this process opens meanwhile."""
    opened.clear()
    listening.append(True)
    try:
        yield opened
    finally:
        listening.clear()


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    """Three photos beside articles, two of them equal, and one that is broken."""
    folder = tmp_path / "bai-viet"
    folder.mkdir()
    data = saved(scene(900, 600), "JPEG")
    files = {"a.jpg": data, "b.jpg": data, "c.png": saved(scene(500, 400), "PNG"), "d.jpg": data[:5000]}
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return sorted(folder.iterdir())


def build(cache: Path, photos: list[Path], processes: int | None = 0) -> Shelf:
    """What a build does with photos."""
    shelf = Shelf(cache, processes=processes)
    entries = [shelf.plan_photo(file) for file in photos]
    shelf.make_photos(entries)
    shelf.prune(photos[0].parent)
    return shelf


def contents(cache: Path) -> dict[str, bytes]:
    files = (f for f in cache.rglob("*") if f.is_file() and f.name != "index.json")
    return {f.relative_to(cache).as_posix(): f.read_bytes() for f in files}


def test_the_plan_is_there_before_the_pixels(tmp_path: Path, photos: list[Path]) -> None:
    shelf = Shelf(tmp_path / "cache")
    plan = shelf.plan_photo(photos[0]).plan
    assert [(r.path.partition("-")[2], r.width, r.height) for r in plan.renditions] == [
        ("240.avif", 240, 160), ("240.webp", 240, 160), ("480.avif", 480, 320), ("480.webp", 480, 320),
        ("720.avif", 720, 480), ("720.webp", 720, 480), ("720.jpg", 720, 480),
        ("900.avif", 900, 600), ("900.webp", 900, 600), ("900.jpg", 900, 600),
    ]  # fmt: skip
    assert plan.share
    assert (plan.share.width, plan.share.height) == (900, 472)
    assert not shelf.is_made(plan)
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize("processes", [1, 2, None])
def test_the_same_bytes_whoever_makes_them(tmp_path: Path, photos: list[Path], processes: int | None) -> None:
    build(tmp_path / "one", photos, 0)
    build(tmp_path / "other", photos, processes)
    one = contents(tmp_path / "one")
    assert len(one) == 11 + 5  # equal photos are made once, the broken one not at all
    assert contents(tmp_path / "other") == one


def test_a_build_with_nothing_new_opens_no_photo(tmp_path: Path, photos: list[Path]) -> None:
    cache = tmp_path / "cache"
    build(cache, photos)
    with watched() as files:
        shelf = build(cache, photos)
    assert [f for f in files if "index.json" not in f and ".tmp" not in f] == []
    assert any("index.json" in f for f in files)
    assert [shelf.plan_photo(f).plan.fault for f in photos] == ["", "", "", "photo-broken"]


def test_only_what_is_new_is_opened(tmp_path: Path, photos: list[Path]) -> None:
    cache = tmp_path / "cache"
    build(cache, photos)
    new = photos[0].with_name("e.jpg")
    new.write_bytes(saved(scene(400, 300), "JPEG"))
    with watched() as files:
        build(cache, [*photos, new])
    assert {Path(f).name for f in files if f.endswith((".jpg", ".png")) and "bai-viet" in f} == {"e.jpg"}


def test_a_photo_changed_in_place_is_seen(tmp_path: Path, photos: list[Path]) -> None:
    before = build(tmp_path / "cache", photos).plan_photo(photos[2]).plan
    photos[2].write_bytes(saved(scene(520, 400), "PNG"))
    age(tmp_path / "cache")
    shelf = build(tmp_path / "cache", photos)
    after = shelf.plan_photo(photos[2]).plan
    assert (before.width, after.width) == (500, 520)
    assert shelf.is_made(after)
    assert not shelf.folder(before).exists()


def age(cache: Path) -> None:
    """Everything in the cache has lain there for two hours: no other build can be at it."""
    for thing in cache.iterdir():
        moment = thing.stat().st_mtime - 7200
        os.utime(thing, (moment, moment))


def test_what_another_build_has_just_made_stays(tmp_path: Path, photos: list[Path]) -> None:
    cache = tmp_path / "cache"
    fresh = cache / "of-another-build"
    fresh.mkdir(parents=True)
    build(cache, photos)
    assert fresh.exists()
    age(cache)
    build(cache, photos)
    assert not fresh.exists()


def test_what_nobody_uses_leaves(tmp_path: Path, photos: list[Path]) -> None:
    cache = tmp_path / "cache"
    both = build(cache, photos)
    entry = both.plan_photo(photos[2])
    (cache / "cu-1280.jpg").write_bytes(b"of an older recipe")
    age(cache)
    shelf = build(cache, photos[:1])
    assert not shelf.folder(entry.plan).exists()
    assert sorted(f.name for f in cache.iterdir()) == sorted(
        [shelf.plan_photo(photos[0]).plan.sha256, "index.json"]
    )


def test_two_content_folders_share_a_cache(tmp_path: Path, photos: list[Path]) -> None:
    other = tmp_path / "khac" / "x.jpg"
    other.parent.mkdir()
    other.write_bytes(saved(scene(300, 300), "JPEG"))
    build(tmp_path / "cache", photos)
    build(tmp_path / "cache", [other])
    with watched() as files:
        build(tmp_path / "cache", photos)
    assert [f for f in files if f.endswith((".jpg", ".png"))] == []
    shutil.rmtree(other.parent)
    age(tmp_path / "cache")
    shelf = build(tmp_path / "cache", photos)
    assert (
        len([f for f in shelf.folder(shelf.plan_photo(photos[0]).plan).parent.iterdir() if f.is_dir()]) == 2
    )


def test_missing_files_are_made_again(tmp_path: Path, photos: list[Path]) -> None:
    shelf = build(tmp_path / "cache", photos)
    before = contents(tmp_path / "cache")
    file = shelf.folder(shelf.plan_photo(photos[0]).plan) / "480.avif"
    file.unlink()
    build(tmp_path / "cache", photos)
    assert contents(tmp_path / "cache") == before


@pytest.mark.parametrize(
    "index", ["", "{}", "[]", '{"recipe": "0", "files": {}, "photos": {}}', '{"recipe": "2"']
)
def test_a_broken_index_is_none(tmp_path: Path, photos: list[Path], index: str) -> None:
    cache = tmp_path / "cache"
    build(cache, photos)
    before = contents(cache)
    (cache / "index.json").write_text(index)
    build(cache, photos)
    assert contents(cache) == before


def test_what_a_killed_build_left(tmp_path: Path, photos: list[Path]) -> None:
    cache = tmp_path / "cache"
    for name, age in (("alt.tmp", 7200), ("neu.tmp", 60)):
        (cache / name).mkdir(parents=True)
        moment = (cache / name).stat().st_mtime - age
        os.utime(cache / name, (moment, moment))
    build(cache, photos)
    assert not (cache / "alt.tmp").exists()
    assert (cache / "neu.tmp").exists()  # another build may be at it


def test_another_recipe_makes_all_anew(
    tmp_path: Path, photos: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = build(tmp_path / "cache", photos).plan_photo(photos[0]).plan.renditions
    for module in (plan_module, shelf_module):
        monkeypatch.setattr(module, "RECIPE", "khac")
    after = build(tmp_path / "cache", photos).plan_photo(photos[0]).plan.renditions
    assert before[0].path != after[0].path


def test_a_file_exchanged_meanwhile(tmp_path: Path, photos: list[Path]) -> None:
    shelf = Shelf(tmp_path / "cache", processes=0)
    entry = shelf.plan_photo(photos[0])
    photos[0].write_bytes(saved(scene(401, 300), "PNG"))
    shelf.make_photos([entry])
    assert shelf.current(entry.plan).fault == "photo-changed"
    assert "photo-changed" not in (tmp_path / "cache" / "index.json").read_text()


def test_stopped_work_is_a_fault_and_is_tried_again(
    tmp_path: Path, photos: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(shelf_module, "make", lambda *_: os._exit(1))
        shelf = build(tmp_path / "cache", photos[:1], processes=1)
    assert shelf.plan_photo(photos[0]).plan.fault == "photo-crashes"
    assert build(tmp_path / "cache", photos[:1]).plan_photo(photos[0]).plan.fault == ""


@pytest.mark.parametrize(
    ("why", "said"),
    [(Stopped.SLOW, "Ảnh “a.jpg” không xử lý xong trong 10 giây. Hãy mở ảnh bằng một phần mềm ảnh, lưu"
                    " thành JPEG rồi nộp lại."),
     (Stopped.FULL, "Ảnh “a.jpg” cần quá nhiều bộ nhớ để xử lý. Hãy mở ảnh bằng một phần mềm ảnh, thu nhỏ,"
                    " lưu thành JPEG rồi nộp lại."),
     (Stopped.DEAD, "Ảnh “a.jpg” làm chương trình xử lý ảnh dừng giữa chừng. Hãy mở ảnh bằng một phần mềm"
                    " ảnh, lưu thành JPEG rồi nộp lại.")],
)  # fmt: skip
def test_what_is_said_of_stopped_work(why: Stopped, said: str) -> None:
    assert str(stopped(why).of("a.jpg")) == said


def test_progress(tmp_path: Path, photos: list[Path]) -> None:
    told: list[tuple[int, int]] = []
    shelf = Shelf(tmp_path / "cache", processes=0)
    shelf.make_photos([shelf.plan_photo(f) for f in photos], lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_phone_never_gets_more_than_its_share(tmp_path: Path) -> None:
    """Noise is heavier than any photo; grass and gravel come near."""
    file = tmp_path / "co.jpg"
    file.write_bytes(saved(grain(1440, 1080, 40), "JPEG", quality=90))
    loaded = load_photo(file, Shelf(tmp_path / "cache", processes=0), alt="x")
    sizes = {f.name: f.stat().st_size for _, f in loaded.files}
    assert sizes["720.avif"] <= 75_000
    assert sizes["480.avif"] <= 75_000
    assert sizes["1200.avif"] > 75_000

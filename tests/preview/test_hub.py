"""Who is told what: the page that changed, nobody else, and nothing is missed."""

from threading import Thread

from plugins.preview.hub import Hub, News
from plugins.preview.notes import Group, Note

HERE, THERE = "/tin/a/index.html", "/tin/b/index.html"
GROUPS = (Group("Phải sửa (1 lỗi trong 1 tệp)", (Note("a.md, dòng 2", "Sai.", "Sửa."),)),)


def ask(hub: Hub, file: str, since: int, heard: int = -1, *, missing: bool = False) -> News:
    news = hub.news(file, since, heard, 0, missing=missing)
    assert news
    return news


def test_only_the_page_that_changed_is_out_of_date() -> None:
    hub = Hub()
    since = hub.number
    hub.changed([HERE, "/tin/feed.xml"], {})
    assert ask(hub, HERE, since).stale
    assert not ask(hub, THERE, since).stale
    assert ask(hub, THERE, since).files == ()


def test_a_page_read_before_a_change_and_asking_after_it_is_told() -> None:
    hub = Hub()
    since = hub.number
    hub.changed([HERE], {})
    hub.changed([THERE], {})
    assert ask(hub, HERE, since).stale
    assert not ask(hub, HERE, hub.number).stale


def test_a_photo_or_font_that_changed_is_named() -> None:
    hub = Hub()
    hub.changed(["/anh/x.webp", "/sitemap.xml", "/robots.txt", THERE], {})
    assert ask(hub, HERE, 0).files == ("/anh/x.webp",)


def test_a_missing_page_is_out_of_date_when_it_appears_or_the_404_changes() -> None:
    hub = Hub()
    hub.changed(["/404.html"], {})
    assert ask(hub, HERE, 0, missing=True).stale
    assert not ask(hub, HERE, 0).stale
    hub.changed([HERE], {})
    assert ask(hub, HERE, 1, missing=True).stale


def test_nothing_new_is_no_news() -> None:
    hub = Hub()
    hub.changed([HERE], {})
    assert hub.news(HERE, 0, hub.number, 0, missing=False) is None
    hub.say(())
    assert hub.news(HERE, 0, hub.number, 0, missing=False) is None
    hub.say(GROUPS)
    assert ask(hub, HERE, 1, 1).groups == GROUPS


def test_a_page_drawn_early_reloads_once_and_again_only_if_it_was_wrong() -> None:
    hub = Hub()
    hub.draw_early({HERE: b"new"})
    assert hub.drawn(HERE) == b"new"
    first = hub.number
    assert ask(hub, HERE, 0).stale
    hub.changed([HERE, THERE], {HERE: b"new"})
    assert hub.drawn(HERE) is None
    assert not ask(hub, HERE, first).stale
    assert ask(hub, THERE, first).stale
    hub.draw_early({HERE: b"newer"})
    second = hub.number
    hub.changed([], {HERE: b"new"})  # the site does not have it after all
    assert ask(hub, HERE, second).stale


def test_open_pages_are_counted() -> None:
    hub = Hub()
    for _ in range(2):
        hub.show(HERE)
    hub.leave(HERE)
    assert list(hub.opened) == [HERE]
    hub.leave(HERE)
    assert list(hub.opened) == []


def test_who_waits_is_woken_by_news_and_by_the_end() -> None:
    hub = Hub()
    heard: list[News | None] = []
    waiting = Thread(target=lambda: heard.append(hub.news(HERE, 0, 0, 20, missing=False)))
    waiting.start()
    hub.changed([HERE], {})
    waiting.join(5)
    assert [n.stale for n in heard if n] == [True]
    waiting = Thread(target=lambda: heard.append(hub.news(HERE, 0, hub.number, 20, missing=False)))
    waiting.start()
    hub.close()
    waiting.join(5)
    assert heard[1] is None

"""What stands at an old address: where its page is now, or that it was taken off."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from plugins.addresses.settle import is_feed
from plugins.addresses.site import Addresses
from plugins.pages.desk import Desk
from plugins.pages.front import SUGGESTIONS
from plugins.pages.page import Page
from plugins.pages.views import Link, MovedView

MOVED_TITLE, GONE_TITLE = "Trang này đã chuyển chỗ", "Bài này đã được gỡ"


def old_pages(desk: Desk, addresses: Addresses) -> Iterator[Page]:
    """A page for every address that has none of its own any more and leads somewhere; feeds have no pages."""
    settled = addresses.settled
    for path, new in settled.moved.items():
        if is_feed(path):
            continue
        link = Link(new, addresses.title(new))
        yield Page(path, "moved.html", (link,), partial(_moved, desk, path, link), indexed=False)
    for path in settled.gone:
        if is_feed(path):
            continue
        yield Page(path, "moved.html", (), partial(_gone, desk, path), indexed=False)


def _moved(desk: Desk, path: str, new: Link) -> MovedView:
    head = desk.head(path, MOVED_TITLE, f"Trang này nay ở địa chỉ {desk.base_url}{new.href}", indexed=False)
    head = replace(head, canonical=desk.base_url + new.href, refresh=new.href)
    return MovedView(head, MOVED_TITLE, new, ())


def _gone(desk: Desk, path: str) -> MovedView:
    head = desk.head(path, GONE_TITLE, "Bài từng đăng ở địa chỉ này đã được tòa soạn gỡ.", indexed=False)
    return MovedView(head, GONE_TITLE, None, SUGGESTIONS)

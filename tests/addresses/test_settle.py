"""Where old addresses lead, by what people said and by what the sources tell."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.addresses.ledger import parse, written
from plugins.addresses.model import Home, Ledger
from plugins.addresses.settle import Today, claims, renewed, settle

M = ["0" * 15 + str(n) for n in range(5)]


def today(*homes: Home, paths: tuple[str, ...] = (), **more: object) -> Today:
    all_paths = {*(h.path for h in homes), *paths}
    return Today(all_paths, lambda: homes, **more)  # type: ignore[arg-type]


def after(ledger: Ledger, now: Today) -> Ledger:
    return parse(written(renewed(ledger, now, settle(ledger, now))))


FIRST = after(Ledger(), today(Home("/tin/a/", "a.md", M[0], ""), Home("/tin/b/", "b.md", M[1], "")))
A, B = Home("/tin/a/", "a.md", M[0], ""), Home("/tin/b/", "b.md", M[1], "")


@pytest.mark.parametrize(
    ("now", "moved", "gone", "lost"),
    [
        (today(A, B), {}, (), []),
        (today(Home("/tin/c/", "c.md", M[0], ""), B), {"/tin/a/": "/tin/c/"}, (), []),  # renamed
        (today(Home("/tin/c/", "a.md", M[3], ""), B), {"/tin/a/": "/tin/c/"}, (), []),  # another date
        (today(B), {}, (), [("/tin/a/", "address-lost")]),  # deleted
        (today(B, withdrawn={"a.md"}, held={"a.md"}), {}, ("/tin/a/",), []),
        (today(B, held={"a.md"}), {}, (), [("/tin/a/", "address-held")]),
        (today(B, claims={"/tin/a/": "/tin/b/"}), {"/tin/a/": "/tin/b/"}, (), []),
        # a text that stood elsewhere all the time is not the one that was deleted
        (today(Home("/tin/b/", "b.md", M[0], "")), {}, (), [("/tin/a/", "address-lost")]),
        # two new texts alike: nobody knows which
        (
            today(B, Home("/tin/c/", "c.md", M[0], ""), Home("/tin/d/", "d.md", M[0], "")),
            {}, (), [("/tin/a/", "address-lost")],
        ),
    ],
)  # fmt: skip
def test_what_became_of_a_page(
    now: Today, moved: dict[str, str], gone: tuple[str, ...], lost: list[tuple[str, str]]
) -> None:
    found = settle(FIRST, now)
    assert (found.moved, found.gone) == (moved, gone)
    assert [(x.entry.path, x.code) for x in found.lost] == lost


def test_chains_are_made_short_and_a_page_that_comes_back_is_found() -> None:
    at = [Home(f"/tin/{name}/", f"{name}.md", M[0], "") for name in "acde"]
    ledger = FIRST
    for home in at[1:]:
        ledger = after(ledger, today(home, B))
    assert settle(ledger, today(at[3], B)).moved == dict.fromkeys(
        ("/tin/a/", "/tin/c/", "/tin/d/"), "/tin/e/"
    )
    assert "/tin/a/ → /tin/e/\n" in written(ledger.entries.values())
    back = today(at[1], B)
    ledger = after(ledger, back)
    assert settle(ledger, back).moved == dict.fromkeys(("/tin/a/", "/tin/d/", "/tin/e/"), "/tin/c/")


def test_an_address_that_is_taken_again_is_its_new_pages_own() -> None:
    moved = today(Home("/tin/c/", "c.md", M[0], ""), B)
    ledger = after(FIRST, moved)
    again = today(*moved.homes, Home("/tin/a/", "a.md", M[3], ""))
    assert settle(ledger, again).moved == {}
    assert "/tin/a/ = 0000000000000003 a.md\n" in written(after(ledger, again).entries.values())


def test_what_leads_to_something_taken_off_is_taken_off_and_comes_back_with_it() -> None:
    ledger = parse("/tin/a/ → /tin/c/\n/tin/c/ đã gỡ\n")
    assert settle(ledger, today(B)).gone == ("/tin/a/", "/tin/c/")
    home = Home("/tin/c/", "c.md", M[0], "")
    assert settle(after(ledger, today(B)), today(home)).moved["/tin/a/"] == "/tin/c/"


def test_loops_and_addresses_that_never_were_are_told_by_name() -> None:
    ledger = parse("/a/ → /b/\n/b/ → /a/\n/c/ → /a/\n/d/ → /d/\n/e/ → /nowhere/\n")
    found = settle(ledger, today(B))
    assert [(x.entry.path, x.code) for x in found.lost] == [
        ("/a/", "address-loop"),
        ("/b/", "address-loop"),
        ("/d/", "address-loop"),
        ("/e/", "address-nowhere"),
    ]
    assert (found.moved, found.gone) == ({}, ())


def test_parts_of_lists_lead_to_the_list_and_are_decided_anew_each_time() -> None:
    ledger = parse("/chuyen-muc/x/\n/chuyen-muc/x/trang-2/\n/luu-tru/2014/04/\n/luu-tru/2014/04/trang-1/\n")
    now = today(paths=("/chuyen-muc/x/", "/luu-tru/"))
    assert settle(ledger, now).moved == {
        "/chuyen-muc/x/trang-2/": "/chuyen-muc/x/",
        "/luu-tru/2014/04/": "/luu-tru/",
        "/luu-tru/2014/04/trang-1/": "/luu-tru/",
    }
    assert "→" not in written(after(ledger, now).entries.values()).split("đã gỡ\n")[-1]


@pytest.mark.parametrize(
    ("feed", "to"),
    [
        ("/chuyen-muc/cu/feed.xml", "/chuyen-muc/moi/feed.xml"),  # the section has another address
        ("/chuyen-muc/gop/feed.xml", "/feed.xml"),  # what it became a part of has no feed of its own
        ("/dia-ban/mau/xa/feed.xml", "/dia-ban/mau/feed.xml"),  # the list is there, without a feed
        ("/chuyen-muc/go/feed.xml", ""),
        ("/chuyen-muc/mat/feed.xml", None),  # told of the section, not of its feed
        ("/chuyen-muc/noi/feed.xml", "/chuyen-muc/moi/feed.xml"),  # somebody said so
        ("/chuyen-muc/noi-nua/feed.xml", "/chuyen-muc/moi/feed.xml"),
    ],
)
def test_a_feed_follows_its_list(feed: str, to: str | None) -> None:
    ledger = parse(
        """
        /chuyen-muc/cu/ → /chuyen-muc/moi/
        /chuyen-muc/cu/feed.xml
        /chuyen-muc/gop/ → /loat-bai/x/
        /chuyen-muc/gop/feed.xml
        /dia-ban/mau/xa/
        /dia-ban/mau/xa/feed.xml
        /chuyen-muc/go/ đã gỡ
        /chuyen-muc/go/feed.xml
        /chuyen-muc/mat/
        /chuyen-muc/mat/feed.xml
        /chuyen-muc/noi/feed.xml → /chuyen-muc/moi/feed.xml
        /chuyen-muc/noi-nua/feed.xml → /chuyen-muc/cu/feed.xml
        """
    )
    assert ledger.faults == ()
    lists = ("/", "/chuyen-muc/moi/", "/loat-bai/x/", "/dia-ban/", "/dia-ban/mau/", "/dia-ban/mau/xa/")
    now = today(paths=(*lists, "/feed.xml", "/chuyen-muc/moi/feed.xml", "/dia-ban/mau/feed.xml"))
    found = settle(ledger, now)
    assert found.moved.get(feed, "" if feed in found.gone else None) == to
    assert [(x.entry.path, x.code) for x in found.lost] == [("/chuyen-muc/mat/", "address-lost")]
    renewal = after(ledger, now)
    assert settle(renewal, now) == replace(found, lost=settle(renewal, now).lost)
    assert renewal.entries["/chuyen-muc/cu/feed.xml"].moved_to == ""  # decided anew each time


def test_the_oldest_claim_counts_and_none_to_a_page_that_is_there() -> None:
    assert claims([("/x/", "/a/"), ("/x/", "/b/"), ("/y/", "/a/")], {"/y/", "/a/", "/b/"}) == {"/x/": "/a/"}


NAMES = st.sampled_from("abcdef")
PATHS = st.builds("/{}/{}".format, NAMES, st.sampled_from(["", "", "feed.xml"]))
LINES = st.lists(
    st.tuples(PATHS, st.one_of(st.sampled_from(["", " đã gỡ"]), PATHS.map(" → {}".format))), max_size=8
)


@given(LINES, st.sets(PATHS), st.dictionaries(NAMES, NAMES))
def test_a_release_changes_no_answer_and_a_second_one_changes_nothing(
    lines: list[tuple[str, str]], there: set[str], claimed: dict[str, str]
) -> None:
    ledger = parse("".join(f"{path}{rest}\n" for path, rest in dict(lines).items()))
    old = claims(((f"/{a}/", f"/{b}/") for a, b in claimed.items() if f"/{b}/" in there), there)
    now = Today(there, claims=old)
    before, renewal = settle(ledger, now), after(ledger, now)
    same = settle(renewal, now)
    assert (same.moved, same.gone) == (before.moved, before.gone)
    assert [x.entry.path for x in same.lost] == [x.entry.path for x in before.lost]
    assert written(after(renewal, now).entries.values()) == written(renewal.entries.values())
    assert {*ledger.entries} <= {*renewal.entries}
    assert {*before.moved.values()} <= there

"""The bulletin: its archive and a page for every issue."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from plugins.core.text import slug
from plugins.pages import views, words
from plugins.pages.desk import Desk, picture
from plugins.pages.page import Page
from plugins.pages.views import Link

if TYPE_CHECKING:
    from plugins.issues.desk import Printed
    from plugins.issues.model import Issue

LIST = Link("/ban-tin/", "Bản tin")
_FEED = Link(f"{LIST.href}feed.xml", LIST.text)


def issue_pages(desk: Desk, printed: "Sequence[Printed]") -> Iterator[Page]:
    """The archive by year and every issue; nothing where none was ever printed. `printed` newest first."""
    if not printed:
        return
    issues = [p.issue for p in printed]
    newest = issues[0].day.isoformat()
    yield Page(LIST.href, "issues.html", tuple(issues), partial(_list, desk, issues), newest)
    for number, one in enumerate(printed):
        newer = issues[number - 1] if number else None
        older = issues[number + 1] if number + 1 < len(issues) else None
        shows = (one, *((near.path, near.title) for near in (newer, older) if near))
        make = partial(_issue, desk, one, newer, older)
        yield Page(one.issue.path, "issue.html", shows, make, one.issue.day.isoformat())


def _list(desk: Desk, issues: "Sequence[Issue]") -> views.IssuesView:
    crumbs = desk.crumbs(LIST)
    description = f"{issues[0].name}: các số đã ra, để đọc, in, nghe và tải về."
    years = tuple(
        (year, tuple(issue_card(issue) for issue in of_year))
        for year, of_year in groupby(issues, key=lambda i: i.key[:4])
    )
    head = desk.head(LIST.href, LIST.text, description, crumbs=crumbs, feed=_FEED)
    return views.IssuesView(head, crumbs, LIST.text, description, years)


def issue_card(issue: "Issue") -> views.IssueCard:
    """An issue as lists show it."""
    date = words.moment(issue.day)
    return views.IssueCard(issue.path, issue.title, issue.cover.headline, date, picture(issue.cover.photo))


def _issue(desk: Desk, one: "Printed", newer: "Issue | None", older: "Issue | None") -> views.IssueView:
    issue = one.issue
    crumbs = desk.crumbs(LIST, Link(issue.path, issue.title))
    description = f"{issue.title}: {'; '.join(a.title for a in issue.articles[:3])}."
    return views.IssueView(
        head=desk.head(issue.path, issue.title, description, crumbs=crumbs, feed=_FEED),
        crumbs=crumbs,
        title=issue.title,
        date=words.moment(issue.day),
        headline=issue.cover.headline,
        picture=picture(issue.cover.photo),
        downloads=tuple(
            views.DownloadView(made.label, issue.path + made.name, words.megabytes(made.size))
            for made in one.made
        ),
        letter_title=issue.letter.title if issue.letter else "",
        letter_html=issue.letter.body_html if issue.letter else "",
        letter_signed=issue.letter.signed if issue.letter else "",
        parts=tuple(
            (p.title, f"phan-{slug(p.title)}", desk.cards(p.articles), p.gone)
            for p in issue.parts
            if p.articles or p.gone
        ),
        documents=tuple(desk.document(d) for d in issue.documents),
        duties=tuple(desk.duty(d) for d in issue.duties),
        corrections=tuple(
            views.CorrectionView(Link(c.article.path, c.article.title), words.moment(c.when), c.what)
            for c in issue.corrections
        ),
        newer=Link(newer.path, newer.title) if newer else None,
        older=Link(older.path, older.title) if older else None,
    )

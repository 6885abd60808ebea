"""The text part of the mail: every article whole, every link written out."""

from collections.abc import Iterator
from types import SimpleNamespace

from plugins.core.dates import format_day
from plugins.issues.epub.pages import imprint_facts
from plugins.issues.mail.articles import article_text, site_links, underlined
from plugins.issues.mail.model import MailSettings
from plugins.issues.mail.text import WIDTH, Setting, plain, wrap
from plugins.issues.model import Issue
from plugins.library.library import DatedDuty

_RULE = "=" * WIDTH


def text_part(issue: Issue, settings: MailSettings, words: SimpleNamespace) -> str:
    """The whole issue as text in 72 columns."""
    return "\n\n".join(_blocks(issue, settings, words)) + "\n"


def _blocks(issue: Issue, settings: MailSettings, words: SimpleNamespace) -> Iterator[str]:
    site = issue.imprint.site_url
    setting = Setting(site_links(site), words.picture)
    yield underlined(issue.title, WIDTH, "=")
    yield f"{wrap(issue.imprint.publisher)}\n{words.read_on_site} {site}{issue.path}"
    yield underlined(words.contents, WIDTH, "-")
    yield from _contents(issue)
    if issue.letter:
        yield _RULE
        yield underlined(issue.letter.title, WIDTH, "=")
        yield plain(issue.letter.body_html, setting)
        yield wrap(issue.letter.signed)
    for article in issue.articles:
        yield _RULE
        yield article_text(article, setting, words)
        yield f"{words.read_on_site}\n{site}{article.path}"
    yield from _rest(issue, words)
    yield _RULE
    yield "\n".join(wrap(f"{label}: {text}", rest="  ") for label, text in imprint_facts(issue))
    if settings.unsubscribe:
        yield f"{words.unsubscribe}\n{settings.unsubscribe}"


def _contents(issue: Issue) -> Iterator[str]:
    number = 0
    for part in issue.parts:
        lines = [wrap(part.title)]
        for article in part.articles:
            number += 1
            lines.append(wrap(article.title, first=f"{number:>3}. ", rest="     "))
        yield "\n".join(lines)


def _rest(issue: Issue, words: SimpleNamespace) -> Iterator[str]:
    """Documents, calendar and corrections, where there are any."""
    site = issue.imprint.site_url
    groups = (
        (words.documents, [_lines(f"{d.title}: {d.abstract}", site + d.path) for d in issue.documents]),
        (words.calendar, [_lines(duty_line(d, words), site + d.document.path) for d in issue.duties]),
        (
            words.corrections,
            [
                _lines(f"{c.article.title} ({words.corrected_in} {c.issue}): {c.what}", site + c.article.path)
                for c in issue.corrections
            ],
        ),
    )
    for title, items in groups:
        if items:
            yield _RULE
            yield underlined(title, WIDTH, "-")
            yield from items


def _lines(text: str, address: str) -> str:
    return f"{wrap(text, first='- ', rest='  ')}\n  <{address}>"


def duty_line(dated: DatedDuty, words: SimpleNamespace) -> str:
    """A line of the calendar: "Trước ngày 30/5/2014: Gửi danh sách (Các huyện đoàn)"."""
    duty = dated.duty
    when = f"{words.before if duty.before else words.due} {format_day(duty.due)}" if duty.due else duty.rhythm
    return f"{when}: {duty.what} ({duty.who})"

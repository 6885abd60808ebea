"""An issue as a mail: text and HTML of one message, the same bytes every time."""

from datetime import datetime, time
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from types import SimpleNamespace
from urllib.parse import urlsplit

from plugins.core.dates import HANOI
from plugins.core.site import Imprint
from plugins.core.wordlist import load_wordlist
from plugins.issues.epub.pages import load_words as issue_words
from plugins.issues.files import Files
from plugins.issues.mail.headers import address, with_headers
from plugins.issues.mail.html import HERE, html_part
from plugins.issues.mail.model import MailError, MailSettings
from plugins.issues.mail.plain import text_part
from plugins.issues.model import Issue

# Where the imprint has no address yet; ".invalid" reaches nobody (RFC 2606).
PLACEHOLDER = "ban-tin@chua-co-dia-chi.invalid"
_HOUR = time(7)
_NO_SETTINGS = MailSettings()


def make_mail(issue: Issue, files: Files, settings: MailSettings = _NO_SETTINGS) -> bytes:
    """The issue as an .eml that a mail program opens as a draft: multipart/alternative, text and HTML.

    Raises MailError where the sender's address or the one to unsubscribe is none.
    """
    words = load_words()
    message = EmailMessage(policy=SMTP)
    message.set_content(text_part(issue, settings, words), cte="base64")
    message.add_alternative(html_part(issue, files, settings, words), subtype="html", cte="base64")
    message.set_boundary(f"=_ban-tin-{issue.key}_=")  # base64 holds no underscore
    return with_headers(
        message.as_bytes(),
        (
            ("Subject", subject(issue)),
            ("From", sender(issue.imprint)),
            ("Date", format_datetime(datetime.combine(issue.day, _HOUR, HANOI))),
            ("Message-ID", f"<ban-tin-{issue.key}@{host(issue.imprint)}>"),
            ("Content-Language", "vi"),
            ("X-Unsent", "1"),
            ("List-Unsubscribe", _unsubscribe(settings.unsubscribe)),
        ),
    )


def subject(issue: Issue) -> str:
    """The subject: which issue, and its headline."""
    return f"{issue.title}: {issue.cover.headline}" if issue.cover.headline else issue.title


def sender(imprint: Imprint) -> Address:
    """Who sends: the name of the site with the imprint's address. Raises MailError where it is none."""
    return address(imprint.site_name, imprint.email or PLACEHOLDER)


def host(imprint: Imprint) -> str:
    """The host of the site, for Message-IDs."""
    return urlsplit(imprint.site_url).hostname or "ban-tin.invalid"


def _unsubscribe(target: str) -> str | None:
    plain = target.isascii() and not set(target) & set(' <>"\r\n\t')
    if not target:
        return None
    if plain and target.startswith(("https://", "mailto:")):
        return f"<{target}>"
    raise MailError(
        "mail-unsubscribe",
        f"“{target[:80]}” không dùng làm địa chỉ ngừng nhận thư được.",
        "Ghi địa chỉ bắt đầu bằng https:// hoặc mailto:, không có dấu cách.",
    )


def load_words() -> SimpleNamespace:
    """The words of all forms and those of the mail."""
    return SimpleNamespace(**vars(issue_words()), **vars(load_wordlist(HERE / "words.toml")))

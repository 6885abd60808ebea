"""The mail sent to one address, for an editor to look at before everybody gets it."""

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import format_datetime, make_msgid

from plugins.issues.mail.headers import address, with_headers
from plugins.issues.mail.make import PLACEHOLDER, load_words
from plugins.issues.mail.model import MailError

SECONDS = 20.0
_SUBMISSION, _TLS_FROM_THE_START = 587, 465


def send_test(
    message: bytes,
    to: str,
    *,
    host: str,
    port: int = _SUBMISSION,
    now: datetime,
    user: str = "",
    password: str = "",
    seconds: float = SECONDS,
    trust: ssl.SSLContext | None = None,
) -> None:
    """Send a mail of `make_mail` to one address. Raises MailError, whatever goes wrong.

    TLS from the start on port 465, else STARTTLS where the server offers it; a password never goes over an
    open line. The test has a subject, date and Message-ID of its own: programs hide a mail that they have
    seen before. Where the newsroom has no address yet, it goes from the recipient to itself.
    """
    to = address("", to).addr_spec
    test, sender = _as_test(message, to, now)
    with (
        _told(host, port, to),
        _connected(host, port, seconds, trust or ssl.create_default_context()) as smtp,
    ):
        if user:
            _log_in(smtp, user, password, host)
        smtp.sendmail(sender, [to], test)


def _as_test(message: bytes, to: str, now: datetime) -> tuple[bytes, str]:
    """The mail with the headers of a test, and the address it comes from."""
    mail = message_from_bytes(message, _class=EmailMessage, policy=default)
    sender = mail["From"].addresses[0]
    if sender.addr_spec == PLACEHOLDER:
        sender = address(sender.display_name, to)
    test = with_headers(
        message,
        (
            ("Subject", f"{load_words().test_subject} {mail['Subject']}"),
            ("From", sender),
            ("To", to),
            ("Date", format_datetime(now)),
            ("Message-ID", make_msgid(domain=sender.domain)),
            ("X-Unsent", None),
        ),
    )
    return test, sender.addr_spec


@contextmanager
def _connected(host: str, port: int, seconds: float, trust: ssl.SSLContext) -> Iterator[smtplib.SMTP]:
    if port == _TLS_FROM_THE_START:
        connection: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=seconds, context=trust)
    else:
        connection = smtplib.SMTP(host, port, timeout=seconds)
    with connection as smtp:
        smtp.ehlo_or_helo_if_needed()
        if port != _TLS_FROM_THE_START and smtp.has_extn("starttls"):
            smtp.starttls(context=trust)
        yield smtp


def _log_in(smtp: smtplib.SMTP, user: str, password: str, host: str) -> None:
    if not isinstance(smtp.sock, ssl.SSLSocket):
        raise MailError(
            "smtp-open-line",
            f"Máy chủ {host} không mã hóa đường truyền, mật khẩu sẽ bị lộ.",
            "Dùng cổng có mã hóa (465 hoặc 587), hoặc bỏ tên đăng nhập.",
        )
    smtp.login(user, password)


@contextmanager
def _told(host: str, port: int, to: str) -> Iterator[None]:
    """Everything that may go wrong between here and the server, in words an editor can use."""
    server = f"{host}:{port}"
    try:
        yield
    except MailError:
        raise
    except smtplib.SMTPAuthenticationError as error:
        raise _refused(
            "smtp-login", f"Máy chủ {server} không nhận tên đăng nhập hoặc mật khẩu", error
        ) from None
    except smtplib.SMTPRecipientsRefused as error:
        code, said = next(iter(error.recipients.values()))
        raise _refused(
            "smtp-recipient",
            f"Máy chủ {server} không nhận thư gửi tới {to}",
            smtplib.SMTPResponseException(code, said),
        ) from None
    except smtplib.SMTPResponseException as error:
        raise _refused("smtp-refused", f"Máy chủ {server} không nhận thư", error) from None
    except smtplib.SMTPException as error:
        if isinstance(error.__context__, TimeoutError):  # smtplib takes one for an end of the line
            raise _slow(server) from None
        raise MailError(
            "smtp-broken",
            f"Máy chủ {server} không làm theo giao thức gửi thư ({type(error).__name__}).",
            "Xem lại tên máy chủ và cổng; thử cổng 587, 465 hoặc 25.",
        ) from None
    except ssl.SSLError as error:
        raise MailError(
            "smtp-certificate",
            f"Không kiểm được chứng chỉ của máy chủ {server} ({error.reason}).",
            "Ghi tên máy chủ đúng như trong chứng chỉ; hỏi người quản trị máy chủ thư.",
        ) from None
    except TimeoutError:
        raise _slow(server) from None
    except socket.gaierror:
        raise MailError(
            "smtp-unknown-host", f"Không tìm thấy máy chủ “{host}”.", "Xem lại tên máy chủ và mạng."
        ) from None
    except (OSError, UnicodeError, ValueError) as error:
        raise MailError(
            "smtp-unreachable",
            f"Không kết nối được với máy chủ {server} ({type(error).__name__}).",
            "Xem lại mạng, tên máy chủ và cổng (thường là 587).",
        ) from None


def _slow(server: str) -> MailError:
    return MailError(
        "smtp-slow", f"Máy chủ {server} không trả lời.", "Xem lại mạng, tên máy chủ và cổng; thử lại sau."
    )


def _refused(code: str, what: str, error: smtplib.SMTPResponseException) -> MailError:
    said = error.smtp_error
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return MailError(
        code,
        f"{what}: “{error.smtp_code} {' '.join(text.split())[:200]}”.",
        "Hỏi người quản trị máy chủ thư.",
    )

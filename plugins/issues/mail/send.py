"""The mail sent to one address, for an editor to look at before everybody gets it."""

import io
import re
import smtplib
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import format_datetime, make_msgid
from typing import Any

from plugins.issues.mail.headers import address, with_headers
from plugins.issues.mail.make import PLACEHOLDER, load_words
from plugins.issues.mail.model import MailError

SECONDS = 20.0
# What a server may say in one session; the longest greetings have a few hundred bytes.
MOST_BYTES = 64_000
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


def server_address(text: str, port: int = _SUBMISSION) -> tuple[str, int]:
    """Host and port of "may-chu", "may-chu:25" or "[::1]:25". Raises MailError where it is neither."""
    match = re.fullmatch(r"(?:\[([0-9A-Fa-f:.]+)\]|([^\s:\[\]/@]+))(?::(\d{1,5}))?", text.strip())
    if not match or not 0 < int(match[3] or port) < 65_536:
        raise MailError(
            "smtp-address",
            f"“{printable(text)}” không phải là tên máy chủ gửi thư.",
            "Ghi tên máy và cổng, ví dụ: --smtp localhost:25 hoặc --smtp [::1]:25",
        )
    return match[1] or match[2], int(match[3] or port)


class _Bounded(smtplib.SMTP):
    """An SMTP session that ends: after so many seconds in all, or so many bytes of the server's words.

    smtplib's own time limit is one for each read, and a reply may have any number of lines.
    """

    def __init__(self, *, seconds: float, **others: Any) -> None:
        self._end = time.monotonic() + seconds
        self._left = MOST_BYTES
        super().__init__(timeout=seconds, **others)

    def getreply(self) -> tuple[int, bytes]:
        """The server's next reply. Raises TimeoutError or SMTPServerDisconnected."""
        if self.file is None:
            self.file = io.BufferedReader(_Reading(self), buffer_size=1024)
        return super().getreply()

    def send(self, s: Any) -> None:
        """Send within the time that is left."""
        left = self.remaining()
        if self.sock:
            with suppress(OSError):  # a line that is broken already shows when it is used
                self.sock.settimeout(left)
        super().send(s)

    def remaining(self) -> float:
        """Seconds until the session is over. Raises TimeoutError where it is."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def receive(self, room: memoryview) -> int:
        """Some bytes of the server, of those it may say."""
        if not self.sock or self._left <= 0:
            raise smtplib.SMTPServerDisconnected("the server says too much")
        self.sock.settimeout(self.remaining())
        count = self.sock.recv_into(room)
        self._left -= count
        return count


class _BoundedTls(_Bounded, smtplib.SMTP_SSL):
    """The same with TLS from the start."""


class _Reading(io.RawIOBase):
    """The server's side of a session as a file."""

    def __init__(self, session: _Bounded) -> None:
        self._session = session

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Some bytes."""
        return self._session.receive(memoryview(buffer))


@contextmanager
def _connected(host: str, port: int, seconds: float, trust: ssl.SSLContext) -> Iterator[smtplib.SMTP]:
    if port == _TLS_FROM_THE_START:
        connection: _Bounded = _BoundedTls(host=host, port=port, seconds=seconds, context=trust)
    else:
        connection = _Bounded(host=host, port=port, seconds=seconds)
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


def printable(text: str, most: int = 80) -> str:
    """A stranger's words on one line, without what a terminal obeys."""
    shown = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(shown.split())[:most]


def _refused(code: str, what: str, error: smtplib.SMTPResponseException) -> MailError:
    said = error.smtp_error
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return MailError(
        code,
        f"{what}: “{error.smtp_code} {printable(text, 200)}”.",
        "Hỏi người quản trị máy chủ thư.",
    )

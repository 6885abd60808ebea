"""The headers of a mail, encoded so that every program reads them alike.

Not by `EmailMessage`: in Python 3.11 it loses a space where it folds some Vietnamese subjects.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from email.errors import HeaderParseError
from email.header import Header
from email.headerregistry import Address

from plugins.issues.mail.model import MailError

# One address, nothing around it; the standard library looks at the rest.
_ADDRESS = re.compile(r"[!-~]+@[A-Za-z0-9.-]+")
_LINE = 72  # the standard library goes up to three beyond it; RFC 2047 allows 76
_HEADER = re.compile(rb"([!-9;-~]+):(?:[^\r\n]|\r\n[ \t])*\r\n")


def address(name: str, spec: str) -> Address:
    """A mail address. Raises MailError where it is none."""
    if _ADDRESS.fullmatch(spec):
        with suppress(ValueError, IndexError, HeaderParseError):
            return Address(name, addr_spec=spec)
    raise MailError(
        "mail-address",
        f"“{spec[:80]}” không phải là địa chỉ thư điện tử.",
        "Ghi một địa chỉ, không dấu, ví dụ: ban-tin@tinhdoan.example",
    )


def header(name: str, value: str | Address) -> bytes:
    """One header with its line end. Text beyond ASCII becomes encoded words (RFC 2047)."""
    if isinstance(value, Address):
        who = _encoded(name, value.display_name)
        return f"{name}: {who}\r\n <{value.addr_spec}>\r\n".encode("ascii")
    return f"{name}: {_encoded(name, value)}\r\n".encode("ascii")


def _encoded(name: str, text: str) -> str:
    text = " ".join(text.split())  # a line end would begin another header
    if text.isascii():
        return text
    return Header(text, "utf-8", _LINE, header_name=name).encode(linesep="\r\n")


def with_headers(message: bytes, headers: Iterable[tuple[str, str | Address | None]]) -> bytes:
    """A message with these headers first, in place of any it has by their names; None takes one off."""
    headers = list(headers)
    gone = {name.lower().encode() for name, _ in headers}
    block, blank, body = message.partition(b"\r\n\r\n")
    kept = [m[0] for m in _HEADER.finditer(block + b"\r\n") if m[1].lower() not in gone]
    new = [header(name, value) for name, value in headers if value is not None]
    return b"".join([*new, *kept]) + blank[2:] + body

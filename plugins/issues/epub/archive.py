"""A ZIP of the same bytes every time: order, times, rights and compression are ours."""

import io
import zipfile
from collections.abc import Iterable
from datetime import date

# What is compressed already would only cost time.
_STORED = (".jpg", ".epub", ".pdf")
_UNIX = 3


def zipped(entries: Iterable[tuple[str, bytes]], day: date, *, plain: frozenset[str] = frozenset()) -> bytes:
    """The entries in their order, all of midnight of `day`; those of `plain` are stored as they are."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in entries:
            entry = zipfile.ZipInfo(name, (max(day.year, 1980), day.month, day.day, 0, 0, 0))
            entry.create_system = _UNIX
            entry.external_attr = 0o100644 << 16
            stored = name in plain or name.endswith(_STORED)
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data, compresslevel=None if stored else 9)
    return stream.getvalue()

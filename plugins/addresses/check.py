"""What is wrong with old addresses: in the ledger, and in what articles say of themselves."""

import difflib
from collections.abc import Iterable, Iterator

from plugins.addresses.ledger import GONE, MOVED
from plugins.addresses.model import Entry, Home, Ledger, Lost, Settled
from plugins.addresses.settle import Today
from plugins.core.problem import Problem, Severity
from plugins.library.folders import ADDRESSES_FILE, ARTICLES


def ledger_problems(ledger: Ledger, today: Today, settled: Settled) -> Iterator[Problem]:
    """Lines of the ledger that say nothing, and addresses that lead nowhere, each by its name.

    A page whose source is faulty is no problem of its own: when that is mended, the page is back; so is a
    list that is gone only because all it lists is held.
    """
    for fault in ledger.faults:
        yield Problem(ADDRESSES_FILE, fault.line, fault.code, fault.message, fault.cure)
    held = [e.path for e in ledger.entries.values() if e.source in today.held and e.path not in today.paths]
    for lost in settled.lost:
        of_held = not lost.entry.source and any(path.startswith(lost.entry.path) for path in held)
        if lost.entry.source not in today.faulty and not of_held:
            message, cure = _said(lost, ledger, today)
            yield Problem(ADDRESSES_FILE, lost.entry.line, lost.code, message, cure)


def _said(lost: Lost, ledger: Ledger, today: Today) -> tuple[str, str]:
    """(message, cure) of an address that leads nowhere."""
    entry = lost.entry
    if lost.code == "address-held":
        return (
            f"Trang {entry.path} đã đăng, nay {entry.source} không được đăng nữa.",
            "Duyệt lại bài. Nếu rút hẳn thì ghi trong bài “Trạng thái: gỡ”.",
        )
    if lost.code == "address-nowhere":
        return (
            f"Địa chỉ {entry.path} dẫn tới {entry.moved_to}, mà trang ấy không có.",
            "Sửa phần sau mũi tên thành địa chỉ của một trang đang có, chép từ trình duyệt.",
        )
    if lost.code == "address-loop":
        return (
            f"Địa chỉ {entry.path} dẫn tới {entry.moved_to}, rồi lại dẫn về chính nó.",
            f"Sửa một dòng trong vòng ấy thành “… {MOVED} ” và địa chỉ của một trang đang có.",
        )
    source = f" (từ {entry.source})" if entry.source else ""
    message = f"Trang {entry.path}{source} đã đăng, nay không còn."
    removed = f"Nếu gỡ hẳn thì sửa dòng này thành “{entry.path} {GONE}”."
    if entry.source.startswith(f"{ARTICLES}/"):
        near = _near(entry, ledger, today)
        perhaps = f" (có phải {near.source}?)" if near else ""
        return message, f"Nếu bài đã chuyển chỗ{perhaps}, ghi vào bài “Địa chỉ cũ: {entry.path}”. {removed}"
    return message, f"Nếu trang đã chuyển chỗ thì sửa thành “{entry.path} {MOVED} /địa-chỉ-mới/”. {removed}"


def _near(entry: Entry, ledger: Ledger, today: Today) -> Home | None:
    """The new page whose name is nearest to that of a lost one."""
    fresh = {home.path: home for home in today.homes if home.path not in ledger.entries}
    names = {path.strip("/").rpartition("/")[2]: path for path in fresh if path.startswith("/tin/")}
    found = difflib.get_close_matches(entry.path.strip("/").rpartition("/")[2], names, n=1, cutoff=0.5)
    return fresh[names[found[0]]] if found else None


def claim_problems(
    claimed: Iterable[tuple[str, Home]], today: Today, ledger: Ledger | None
) -> Iterator[Problem]:
    """Old addresses that an article cannot have had. `ledger` is None where nothing was ever published."""
    first: dict[str, Home] = {}
    for path, home in claimed:
        other = first.setdefault(path, home)
        if path == home.path:
            yield _claim(home, "old-address-own", f"Địa chỉ cũ {path} là địa chỉ nay của bài.", "Xóa nó đi.")
        elif path in today.paths:
            yield _claim(
                home, "old-address-in-use", f"Địa chỉ cũ {path} nay là của một trang khác.", "Xóa nó đi."
            )
        elif other is not home and other.path != home.path:
            yield _claim(
                home,
                "old-address-twice",
                f"Địa chỉ cũ {path} cũng được ghi trong {other.source}.",
                "Chỉ để lại ở bài đã đăng tại địa chỉ ấy.",
            )
        elif ledger is not None and path not in ledger.entries:
            yield _claim(
                home,
                "old-address-unknown",
                f"Địa chỉ cũ {path} chưa từng được đăng.",
                f"Xem lại từng chữ; các địa chỉ đã đăng ở trong {ADDRESSES_FILE}.",
                Severity.ADVICE,
            )


def _claim(home: Home, code: str, message: str, cure: str, severity: Severity = Severity.FAULT) -> Problem:
    return Problem(home.source, 0, code, message, cure, severity)

"""The ledger as a text file: one line an address, sorted, to be kept in git with the articles.

    /ban-tin/                                                           a list or place, or the feed of one
    /tin/2014/04/ho-bo/ = 9f2c51d07be3a846 bai-viet/2014/04/ho-bo/index.md   a page and its source
    /tin/2014/04/ho-bo-cu/ → /tin/2014/04/ho-bo/                        it moved
    /tin/2014/04/nham/ đã gỡ                                            it was taken off

Plain lines, not TOML: two releases on two branches add other lines, and git puts both in without a
question (`merge=union` in .gitattributes); an editor can mend a line in Notepad. Where a merge has left two
lines of one address, the one that says what became of the page counts.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from plugins.addresses.model import Entry, Fault, Ledger
from plugins.core.site import SiteDataError
from plugins.core.text import nfc

GONE = "đã gỡ"
MOVED = "→"
_PATH = r"/(?:[a-z0-9-]+/)*(?:[a-z0-9-]+\.html|feed\.xml)?"
_LINE = re.compile(
    rf"(?P<path>{_PATH})"
    rf"(?:\s*(?:→|->)\s*(?P<moved>{_PATH})|\s+(?P<gone>đã gỡ)"
    r"|\s+=\s+(?P<mark>[0-9a-f]{16})\s+(?P<source>.+))?"
)
_HEAD = f"""\
# Sổ địa chỉ: mọi trang từng đăng, mỗi dòng một địa chỉ. Máy ghi mỗi lần phát hành (build --public); hãy
# commit tệp này cùng với bài. Đừng xóa dòng nào: liên kết cũ ở nơi khác trông vào đây.
# Trang đã chuyển chỗ thì sửa dòng của nó thành:  /địa-chỉ-cũ/ {MOVED} /địa-chỉ-mới/
# Trang đã gỡ hẳn thì sửa thành:                  /địa-chỉ/ {GONE}
"""


def load_ledger(file: Path) -> Ledger | None:
    """The ledger of a file; None where there is none yet. Raises SiteDataError where it cannot be read."""
    if not file.exists() and not file.is_symlink():
        return None
    if file.is_symlink() or not file.is_file():
        raise SiteDataError(f"{file.name}: không phải là một tệp thường. Hãy chép chính tệp ấy vào đây.")
    try:
        return parse(file.read_bytes().decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise SiteDataError(f"{file.name}: không đọc được ({error}). Hãy lưu tệp bằng UTF-8.") from None


def parse(text: str) -> Ledger:
    """The ledger in a text; a line that is no address is a fault, the others count."""
    entries: dict[str, Entry] = {}
    faults = []
    for number, raw in enumerate(nfc(text).splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        found = _LINE.fullmatch(line)
        if found is None:
            faults.append(_unreadable(number, line))
            continue
        path, moved, gone, mark, source = found.groups()
        entry = Entry(path, source or "", mark or "", moved or "", bool(gone), number)
        other = entries.get(path)
        if other and other.decided and entry.decided:
            if (other.moved_to, other.gone) != (entry.moved_to, entry.gone):
                faults.append(_contradiction(entry, other))
        elif other is None or not other.decided:
            entries[path] = entry
    return Ledger(entries, tuple(faults))


def written(entries: Iterable[Entry]) -> str:
    """The text of a ledger."""
    return _HEAD + "".join(f"{_line(entry)}\n" for entry in sorted(entries, key=lambda e: e.path))


def _line(entry: Entry) -> str:
    if entry.moved_to:
        return f"{entry.path} {MOVED} {entry.moved_to}"
    if entry.gone:
        return f"{entry.path} {GONE}"
    return f"{entry.path} = {entry.mark} {entry.source}" if entry.source else entry.path


def _unreadable(number: int, line: str) -> Fault:
    return Fault(
        number,
        "ledger-line",
        f"Không hiểu dòng “{line[:80]}” trong sổ địa chỉ.",
        f"Mỗi dòng là một địa chỉ, ví dụ /tin/2014/04/ten-bai/, rồi “{MOVED} /địa-chỉ-mới/” nếu trang đã"
        f" chuyển, “{GONE}” nếu đã gỡ. Dấu <<<<<<<, =======, >>>>>>> do git để lại thì xóa đi.",
    )


def _contradiction(entry: Entry, other: Entry) -> Fault:
    return Fault(
        entry.line,
        "ledger-contradiction",
        f"Địa chỉ {entry.path} đã có ở dòng {other.line}, và hai dòng nói khác nhau.",
        "Giữ lại dòng đúng, xóa dòng kia.",
    )

"""`intake`: submissions from the shared folder become drafts, and each gets an answer."""

import errno
import logging
import signal
import sys
from argparse import Namespace
from datetime import datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from threading import Event

from plugins.cli.console import CACHE, CONTENT, OUTPUT, edition_moment
from plugins.cli.parser import Parser, add_content
from plugins.cli.task import Task
from plugins.core.dates import HANOI
from plugins.intake.desk import Desk, open_desk
from plugins.intake.lock import Busy
from plugins.intake.model import Kind, State
from plugins.intake.names import shown
from plugins.intake.register import RegisterError
from plugins.intake.run import Report, Way, take_in
from plugins.intake.settle import SECONDS
from plugins.intake.watch import LOG, Watch
from plugins.library.folders import PHOTOS


def _arguments(parser: Parser) -> None:
    parser.add_argument(
        "--inbox", metavar="THƯ_MỤC", type=Path, required=True,
        help="thư mục chia sẻ, mỗi huyện một thư mục con",
    )  # fmt: skip
    add_content(parser)
    parser.add_argument(
        "--output", metavar="THƯ_MỤC", type=Path, default=None,
        help="trang đã dựng, để biết bài đã đăng chưa (mặc định: output, nếu dùng content của dự án)",
    )  # fmt: skip
    parser.add_argument(
        "--cho", metavar="GIÂY", type=float, default=SECONDS,
        help=f"tệp đứng yên bao lâu thì coi là chép xong (mặc định: {SECONDS:g})",
    )  # fmt: skip
    parser.add_argument("--watch", action="store_true", help="chạy mãi, nhận ngay khi có tệp mới")


def _run(options: Namespace) -> int:
    """0 all taken; 3 some held or left; 1 nothing could be done."""
    if not options.inbox.is_dir():
        print(f"Không có thư mục {options.inbox}. Hãy xem lại --inbox.", file=sys.stderr)
        return 1
    if _inside(options.inbox, options.content) or _inside(options.content, options.inbox):
        print("Thư mục nhận bài và thư mục bài viết không được nằm trong nhau.", file=sys.stderr)
        return 1
    if options.watch:
        _watch(options)
        return 0
    try:
        report = take_in(_desk(options), edition_moment(), Way(settle=options.cho))
    except (Busy, RegisterError) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        print("Ổ đĩa đã đầy. Chưa có gì bị mất: hãy giải phóng chỗ rồi chạy lại.", file=sys.stderr)
        return 1
    return _tell(report)


def _watch(options: Namespace) -> None:
    """Until SIGTERM or Ctrl+C; the submission in hand is finished first."""
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    log = _log(_desk(options).own)

    def run() -> Report:
        way = Way(settle=options.cho, wait=False, stop=stop.is_set, say=log.info)
        return take_in(_desk(options), edition_moment(), way)

    Watch(options.inbox.absolute(), run, stop, log, options.cho).go()


def _log(folder: Path) -> logging.Logger:
    """To the terminal (or the system's journal) and to a file that never grows past a few megabytes."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    log = logging.getLogger("tiep-nhan")
    log.setLevel(logging.INFO)
    log.propagate = False
    form = logging.Formatter("%(asctime)s %(message)s", "%d/%m/%Y %H:%M:%S")
    form.converter = lambda seconds: datetime.fromtimestamp(seconds or 0.0, HANOI).timetuple()
    for handler in (
        logging.StreamHandler(sys.stdout),
        RotatingFileHandler(folder / LOG, maxBytes=1_000_000, backupCount=3, encoding="utf-8"),
    ):
        handler.setFormatter(form)
        log.addHandler(handler)
    return log


def _desk(options: Namespace) -> Desk:
    own = options.content.absolute() == CONTENT
    output = options.output or (OUTPUT if own and OUTPUT.is_dir() else None)
    return open_desk(options.inbox, options.content, CONTENT, CACHE / PHOTOS, output)


def _inside(one: Path, other: Path) -> bool:
    return one.resolve().is_relative_to(other.resolve())


def _tell(report: Report) -> int:
    new = [o for o in report.outcomes if o.kind is Kind.ARRIVAL]
    good = [o.submission for o in new if o.submission.state is State.WAITING]
    print(f"Nhận {len(new)} bài: {len(good)} chờ duyệt, {len(new) - len(good)} chờ sửa.")
    for outcome in report.outcomes:
        one = outcome.submission
        said = {
            Kind.ARRIVAL: f"{one.state}" + (f" ({one.draft})" if one.state is State.WAITING else ""),
            Kind.REVISION: "thêm một bản của bài đã nhận; bài không bị thay",
            Kind.AGAIN: "tệp đã nhận trước đó",
        }[outcome.kind]
        print(f"  {one.code} {one.title or one.stem}: {said}")
    for one in report.changed:
        print(f"  {one.code} {one.title}: {one.state}")
    for code in report.lost:
        print(f"  {code}: không còn thấy bài này trong thư mục bài viết.", file=sys.stderr)
    if report.held:
        print(f"\nĐang chờ người gửi sửa {len(report.held)} bài:")
        for one in report.held:
            print(f"  {one.code} {one.title or one.stem}: {shown(one.place)}")
    if report.left:
        print(f"\nCòn nằm trong thư mục nhận bài ({len(report.left)}):")
        for left in report.left:
            print(f"  • {shown(left.folder) + ': ' if left.folder else ''}{left.message}\n    → {left.cure}")
    for fault in report.faults:
        print(f"{fault} Hãy so với bản sao lưu.", file=sys.stderr)
    return 0 if report.all_taken else 3


TASK = Task("intake", "nhận bài từ thư mục chia sẻ, trả giấy báo cho từng bài", _arguments, _run)

"""`duyet`: what waits for the editors, and what they decide on it."""

import getpass
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from pathlib import Path

from plugins.cli.console import CACHE, CONTENT, edition_moment
from plugins.cli.parser import Parser, add_content
from plugins.cli.task import Task
from plugins.intake.account import Account, Told, load_account
from plugins.intake.approve import Decision, DecisionError, decide
from plugins.intake.desk import Desk, open_desk
from plugins.intake.git import user_name
from plugins.intake.lock import Busy, locked
from plugins.intake.model import Kind, State, Submission
from plugins.intake.names import shown
from plugins.intake.receipt import moment
from plugins.intake.register import Register, RegisterError
from plugins.library.folders import PHOTOS
from plugins.output.report import lines

_WAIT = 30.0  # seconds for a running intake to finish
_SHOWN = (State.WAITING, State.APPROVED)


def _arguments(parser: Parser) -> None:
    parser.add_argument(
        "code", metavar="MÃ", nargs="?", help="mã bài, ví dụ BL-2014-0042 (không ghi: kê các bài)"
    )
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--dong-y", action="store_true", help="duyệt bài: bài sẽ lên trang ở lần dựng tới")
    choice.add_argument("--tra-lai", metavar="LỜI", help="trả bài cho người gửi, kèm một câu nói phải sửa gì")
    choice.add_argument(
        "--go", metavar="LỜI", help="gỡ bài khỏi trang, hoặc thôi không dùng bài gửi; kèm lý do"
    )
    parser.add_argument("--loi", metavar="LỜI", default="", help="lời nhắn ghi vào giấy báo khi duyệt")
    parser.add_argument(
        "--nguoi", metavar="TÊN", default="", help="người duyệt (mặc định: tên đặt trong git)"
    )
    parser.add_argument("--inbox", metavar="THƯ_MỤC", type=Path, required=True, help="thư mục chia sẻ")
    add_content(parser)


def _run(options: Namespace) -> int:
    """0 done, or nothing waits; 1 it could not be done."""
    if not options.inbox.is_dir():
        print(f"Không có thư mục {options.inbox}. Hãy xem lại --inbox.", file=sys.stderr)
        return 1
    desk = open_desk(options.inbox, options.content, CONTENT, CACHE / PHOTOS)
    decision = _decision(options)
    if decision and not options.code:
        print("Hãy ghi mã bài, ví dụ: duyet BL-2014-0042 --dong-y", file=sys.stderr)
        return 1
    try:
        with locked(desk.own, _WAIT):
            register = Register(desk.own)
            if decision:
                return _decide(desk, register, decision, options)
            return _show(desk, register, options.code) if options.code else _list(desk, register)
    except (Busy, RegisterError) as error:
        print(error, file=sys.stderr)
        return 1
    except DecisionError as error:
        print(error, file=sys.stderr)
        if error.problems:
            print("\n".join(lines(error.problems)), file=sys.stderr)
        return 1


def _decision(options: Namespace) -> Decision | None:
    if options.dong_y:
        return Decision.APPROVE
    if options.tra_lai is not None:
        return Decision.SEND_BACK
    return Decision.WITHDRAW if options.go is not None else None


def _decide(desk: Desk, register: Register, decision: Decision, options: Namespace) -> int:
    said = options.tra_lai or options.go or options.loi
    who = options.nguoi or user_name(desk.content) or getpass.getuser()
    done = decide(desk, register, options.code, decision, now=edition_moment(), who=who, note=said)
    register.seal()
    one = done.submission
    print(f"{one.code} “{one.title}”: {one.state}.")
    if done.recorded:
        print("Đã ghi vào git, tác giả là người gửi.")
    if not done.answered:
        print(
            "Chưa ghi được giấy báo (thư mục chia sẻ không ghi được); lần intake tới sẽ ghi.", file=sys.stderr
        )
    if decision is Decision.APPROVE:
        print("Bài lên trang ở lần dựng tới: python3 tasks.py build")
    return 0


def _list(desk: Desk, register: Register) -> int:
    waiting = [s for s in register.submissions() if s.state in _SHOWN]
    if not waiting:
        print("Không có bài nào chờ duyệt.")
    for state in _SHOWN:
        own = [s for s in waiting if s.state is state]
        if own:
            print(f"{'Chờ duyệt' if state is State.WAITING else 'Đã duyệt, chưa lên trang'} ({len(own)}):")
        for one in own:
            account = _account(desk, one)
            print(f"  {one.code}  {one.title}")
            print(f"      {shown(one.folder)}, nhận {moment(one.received)}{_remarks(one, account)}")
    if any(s.state is State.WAITING for s in waiting):
        print(
            "\nXem một bài: duyet MÃ    Duyệt: duyet MÃ --dong-y    Trả lại: duyet MÃ --tra-lai “câu cần nói”"
        )
    return 0


def _remarks(one: Submission, account: Account) -> str:
    found = []
    if account.advice:
        found.append(f"{len(account.advice)} điều nên xem")
    if account.notes:
        found.append(f"{len(account.notes)} ghi chú từ tệp gốc")
    if newer := sum(a.kind is Kind.REVISION for a in one.arrivals):
        found.append(f"có {newer} bản khác gửi sau")
    return f"; {', '.join(found)}" if found else ""


def _show(desk: Desk, register: Register, code: str) -> int:
    try:
        one = register.get(code.strip().upper())
    except KeyError:
        print(f"Không có bài gửi nào mang mã {code}.", file=sys.stderr)
        return 1
    print("\n".join(_told(desk, one)))
    return 0


def _told(desk: Desk, one: Submission) -> Iterator[str]:
    account = _account(desk, one)
    yield f"{one.code}  {one.title}"
    yield f"{shown(one.folder)}, nhận {moment(one.received)}; {one.state} từ {moment(one.since)}."
    yield f"Bài: {desk.content / one.draft}" if one.draft else "Chưa thành bài."
    yield from _block("Các trường", (f"{name}: {value}" for name, value in account.fields))
    yield from _block("Địa bàn tìm thấy", (
        f"{place.title} (“{place.evidence}”)" + ("" if place.certain else ", chưa chắc")
        for place in account.places
    ))  # fmt: skip
    yield from _block("Ảnh", account.photos)
    yield from _block("Phải sửa", map(_said, account.faults))
    yield from _block("Nên xem", map(_said, account.advice))
    yield from _block("Ghi chú từ tệp gốc", account.notes)
    for arrival in one.arrivals:
        if arrival.kind is Kind.REVISION:
            diff = load_account(desk.kept(one.code, arrival.revision)).diff
            title = f"Bản {arrival.revision} gửi sau ({moment(arrival.time)}), chưa dùng; khác ở"
            yield from _block(title, diff.split("\n") if diff else ("không có gì",))
    yield from _block("Lời biên tập", (f"{moment(n.time)}, {n.who}: {n.text}" for n in one.notes))


def _block(title: str, rows: Iterable[str]) -> Iterator[str]:
    found = list(rows)
    if found:
        yield f"\n{title}:"
        yield from (f"  {row}" for row in found)


def _said(told: Told) -> str:
    where = f"dòng {told.line} (“{told.quote}”): " if told.line and told.quote else ""
    return f"• {where}{told.message}\n    → {told.cure}"


def _account(desk: Desk, one: Submission) -> Account:
    made = [a for a in one.arrivals if a.kind is Kind.ARRIVAL]
    return load_account(desk.kept(one.code, made[-1].revision)) if made else Account()


TASK = Task("duyet", "xem bài chờ duyệt; duyệt, trả lại hoặc gỡ một bài", _arguments, _run)

"""`issue`: the monthly bulletin, from its file to what is printed, mailed and read aloud."""

import re
import sys
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

from plugins.cli.console import CACHE, CONTENT, Progress, edition_moment
from plugins.cli.edition import build
from plugins.cli.parser import Parser, add_content, add_output
from plugins.cli.task import Task
from plugins.core.problem import Severity
from plugins.issues.bulletin import Newsroom, read_newsroom
from plugins.issues.draft import draft_issue
from plugins.issues.files import PublishedFiles
from plugins.issues.forms import OPTIONS
from plugins.issues.freeze import SEAL, SealError, close_issue
from plugins.issues.mail.model import MailError
from plugins.issues.mail.send import send_test
from plugins.issues.make import MakeError, make_forms, write_forms
from plugins.issues.model import Issue
from plugins.issues.read import FOLDER
from plugins.library.folders import ContentFolder
from plugins.output.report import lines
from plugins.pages.words import megabytes
from plugins.speech.words import DEFAULT_WORDS, SpeechWordsError, load_words

_KEY = re.compile(r"(19|20)\d\d-(0[1-9]|1[0-2])")


def _arguments(parser: Parser) -> None:
    parser.add_argument("key", metavar="THÁNG", help="tháng của số báo, ví dụ 2014-04")
    parser.add_argument("--web", action="store_true", help="dựng trang để xem số báo trên trang")
    parser.add_argument("--pdf", action="store_true", help="bản in và bản gập đôi")
    parser.add_argument("--epub", action="store_true", help="sách điện tử")
    parser.add_argument("--email", action="store_true", help="thư điện tử")
    parser.add_argument("--radio", action="store_true", help="bài đọc phát thanh của tỉnh và từng huyện")
    parser.add_argument("--pack", action="store_true", help="gói cho báo chí, xem được khi không có mạng")
    parser.add_argument("--all", action="store_true", help="tất cả")
    parser.add_argument("--draft", action="store_true", help="viết bản đề nghị từ các bài trong tháng")
    parser.add_argument("--close", action="store_true", help="đóng số: từ đó các tệp không đổi nữa")
    parser.add_argument("--send-test", metavar="ĐỊA_CHỈ", help="gửi thử thư đến một địa chỉ")
    parser.add_argument("--smtp", metavar="MÁY", default="", help="máy chủ gửi thư, ví dụ localhost:25")
    add_content(parser)
    add_output(parser)


def _run(options: Namespace) -> int:
    """0 done; 1 with reasons."""
    if not _KEY.fullmatch(options.key):
        print(f"“{options.key}” không phải là một tháng. Ghi năm-tháng, ví dụ 2014-04.", file=sys.stderr)
        return 1
    folder = ContentFolder(options.content.absolute(), CONTENT)
    newsroom = read_newsroom(folder, edition_moment(), CACHE, Progress())
    file = folder.root / FOLDER / f"{options.key}.toml"
    if options.draft:
        return _draft(newsroom, file)
    issue = _issue(newsroom, options.key)
    if issue is None:
        return _why_not(newsroom, file)
    try:
        return _do(options, newsroom, issue, folder.root)
    except (MakeError, SealError, MailError, SpeechWordsError) as error:
        print(error, file=sys.stderr)
        return 1


def _do(options: Namespace, newsroom: Newsroom, issue: Issue, content: Path) -> int:
    """Make what is asked for, then close, then send."""
    asked = {name for name in OPTIONS if options.all or getattr(options, name)}
    made = asked - {"web"}
    place = content / FOLDER / issue.key
    if made:
        if (place / SEAL).exists():
            raise SealError(
                f"Số {issue.number} đã đóng, các tệp không đổi nữa. Điều cần sửa thì ghi “Đã sửa” trong bài."
            )
        own_words = content / "phat-thanh.toml"
        words = load_words(DEFAULT_WORDS, *([own_words] if own_words.is_file() else []))
        files = PublishedFiles(dict(newsroom.reading.files))
        forms = make_forms(issue, made, newsroom.reading.library, files, words, Progress())
        write_forms(place, forms.files)
        _tell(place, forms.files)
        for note in forms.notes:
            print(note)
    if options.close:
        print(f"Đã đóng số {issue.number}: {close_issue(issue, content, edition_moment())}")
    if options.send_test:
        host, _, port = (options.smtp or "localhost").partition(":")
        message = place / f"ban-tin-{issue.key}.eml"
        if not message.is_file():
            raise MakeError(f"Chưa có thư. Chạy trước: issue {issue.key} --email")
        send_test(
            message.read_bytes(), options.send_test, host=host, port=int(port or 25), now=edition_moment()
        )
        print(f"Đã gửi thử đến {options.send_test}.")
    if "web" in asked:
        site = build(content, options.output).published
        assert site is not None
        print(f"Đã dựng trang: {options.output}{issue.path} ({site.pages} trang trong cả trang tin).")
    if not (asked or options.close or options.send_test):
        print(
            f"{issue.title}: {len(issue.articles)} bài, {len(issue.documents)} văn bản."
            f" Làm các bản: issue {issue.key} --all"
        )
    return 0


def _draft(newsroom: Newsroom, file: Path) -> int:
    if file.exists():
        print(f"Đã có {file}; không viết đè. Sửa tệp ấy, hoặc đổi tên nó trước.", file=sys.stderr)
        return 1
    month = int(file.stem[:4]), int(file.stem[5:])
    if not newsroom.reading.library.in_month(month):
        print(f"Tháng {month[1]}/{month[0]} chưa có bài nào được đăng.", file=sys.stderr)
        return 1
    number = max((i.number for i in (*(p.issue for p in newsroom.printed), *newsroom.drafts)), default=0) + 1
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("x", encoding="utf-8", newline="\n") as out:
        out.write(draft_issue(newsroom.reading.library, month, number))
    print(f"Đã viết {file}. Xếp lại bài, viết thư, đổi trạng thái, rồi chạy: issue {file.stem} --all")
    return 0


def _issue(newsroom: Newsroom, key: str) -> Issue | None:
    """The issue of a month; also one that waits, so that editors can look at it before it is due."""
    everything = (*(p.issue for p in newsroom.printed), *newsroom.drafts)
    return next((i for i in everything if i.key == key), None)


def _why_not(newsroom: Newsroom, file: Path) -> int:
    own = [
        p
        for p in newsroom.reading.problems
        if p.file == f"{FOLDER}/{file.name}" and p.severity is Severity.FAULT
    ]
    if own:
        print("Số báo còn lỗi, chưa làm được:", file=sys.stderr)
        print("\n".join(lines(own)), file=sys.stderr)
    else:
        print(f"Không có {file}. Viết bản đề nghị: issue {file.stem} --draft", file=sys.stderr)
    return 1


def _tell(place: Path, files: Mapping[str, bytes]) -> None:
    print(f"Đã làm {len(files)} tệp trong {place}:")
    for name, data in files.items():
        print(f"  {name} ({megabytes(len(data))})")


TASK = Task(
    "issue", "làm số bản tin của một tháng: bản in, EPUB, thư, phát thanh, gói báo chí", _arguments, _run
)

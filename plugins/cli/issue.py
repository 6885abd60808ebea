"""`issue`: the monthly bulletin, from its file to what is printed, mailed and read aloud."""

import errno
import sys
from argparse import Namespace
from collections.abc import Set
from pathlib import Path

from plugins.addresses.articles import FormerArticles
from plugins.cli.console import CACHE, CONTENT, Progress, edition_moment
from plugins.cli.edition import EditionError, build
from plugins.cli.parser import Parser, add_content, add_output
from plugins.cli.task import Task
from plugins.core.dates import format_day
from plugins.core.problem import Severity, holds
from plugins.issues.bulletin import Newsroom, read_newsroom
from plugins.issues.draft import draft_issue
from plugins.issues.files import PublishedFiles
from plugins.issues.forms import OPTIONS, option_of
from plugins.issues.freeze import close_issue, refuse_closing
from plugins.issues.mail.model import MailError
from plugins.issues.mail.send import send_test, server_address
from plugins.issues.make import (
    Forms,
    MakeError,
    differing,
    lost_files,
    make_forms,
    restore_forms,
    write_forms,
)
from plugins.issues.model import Issue
from plugins.issues.read import FOLDER, KEY
from plugins.issues.seal import Seal, SealError
from plugins.library.folders import ContentFolder
from plugins.output.report import lines
from plugins.pages.words import megabytes
from plugins.speech.words import DEFAULT_WORDS, SpeechWordsError, load_words


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
    parser.add_argument(
        "--close", action="store_true", help="đóng số: làm lại mọi bản rồi ghi biên bản, từ đó không đổi nữa"
    )
    parser.add_argument("--send-test", metavar="ĐỊA_CHỈ", help="gửi thử thư đến một địa chỉ")
    parser.add_argument("--smtp", metavar="MÁY", default="", help="máy chủ gửi thư, ví dụ localhost:25")
    add_content(parser)
    add_output(parser)


def _run(options: Namespace) -> int:
    """0 done; 1 with reasons."""
    if not KEY.fullmatch(options.key):
        print(f"“{options.key}” không phải là một tháng. Ghi năm-tháng, ví dụ 2014-04.", file=sys.stderr)
        return 1
    folder = ContentFolder(options.content.absolute(), CONTENT)
    newsroom = read_newsroom(folder, edition_moment(), CACHE, Progress(), former=FormerArticles)
    file = folder.root / FOLDER / f"{options.key}.toml"
    try:
        if options.draft:
            return _draft(newsroom, file)
        issue = _issue(newsroom, options.key)
        if issue is None:
            return _why_not(newsroom, file)
        _tell_problems(newsroom, issue)
        _Work(options, newsroom, issue, folder.root).run()
    except (MakeError, SealError, MailError, SpeechWordsError, EditionError) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(_os_words(error, file.with_suffix("")), file=sys.stderr)
        return 1
    return 0


class _Work:
    """What is asked for, done in order: made (or closed), sent, built into the site."""

    def __init__(self, options: Namespace, newsroom: Newsroom, issue: Issue, content: Path) -> None:
        self.options, self.newsroom, self.issue, self.content = options, newsroom, issue, content
        self.place = content / FOLDER / issue.key
        self.seal = newsroom.seals.get(issue.key)
        self.asked = {name for name in OPTIONS if options.all or getattr(options, name)}

    def run(self) -> None:
        """Everything. Raises what `_run` tells."""
        wanted = self.asked - {"web"}
        if self.options.close:
            self._close()
        elif wanted and self.seal:
            self._restore(self.seal, wanted)
        elif wanted:
            self._write(self._forms(wanted))
        if self.options.send_test:
            self._send()
        if "web" in self.asked:
            self._build()
        if not (self.asked or self.options.close or self.options.send_test):
            self._say_what_it_is()

    def _forms(self, wanted: Set[str]) -> Forms:
        own_words = self.content / "phat-thanh.toml"
        words = load_words(DEFAULT_WORDS, *([own_words] if own_words.is_file() else []))
        reading = self.newsroom.reading
        return make_forms(
            self.issue, wanted, reading.library, PublishedFiles(dict(reading.files)), words, Progress()
        )

    def _write(self, forms: Forms) -> None:
        stale = write_forms(self.place, forms.files)
        print(f"Đã làm {len(forms.files)} tệp trong {self.place}:")
        for name, data in forms.files.items():
            print(f"  {name} ({megabytes(len(data))})")
        for name in stale:
            print(f"Đã xóa {name}: số báo không còn bài của nơi ấy.")
        for note in forms.notes:
            print(note)

    def _close(self) -> None:
        """Make all anew, so that what is sealed is what the issue says now; then seal it."""
        refuse_closing(self.issue, self.content)
        forms = self._forms(set(OPTIONS) - {"web"})
        if differing(self.place, forms.files):
            self._write(forms)
        else:
            write_forms(self.place, forms.files)  # what is stale goes
        sealed = close_issue(self.issue, self.content, forms.files, edition_moment())
        print(f"Đã đóng số {self.issue.number}, {len(forms.files)} tệp: {sealed}")

    def _restore(self, seal: Seal, wanted: Set[str]) -> None:
        """A closed issue is not made again; what it has lost may come back, if it comes out the same."""
        lost = [n for n in lost_files(self.place, seal) if option_of(n, seal.key) in wanted]
        if not lost:
            print(f"Số {self.issue.number} đã đóng; các tệp vẫn đúng như lúc đóng, không phải làm lại.")
            return
        forms = self._forms({option_of(name, seal.key) for name in lost})
        found = {name: data for name, data in forms.files.items() if name in lost}
        written = restore_forms(self.place, seal, found)
        print(f"Số {self.issue.number} đã đóng; đã làm lại đúng như lúc đóng: {', '.join(written)}")

    def _send(self) -> None:
        host, port = server_address(self.options.smtp or "localhost", 25)
        message = self.place / f"ban-tin-{self.issue.key}.eml"
        if not message.is_file():
            raise MakeError(f"Chưa có thư. Chạy trước: issue {self.issue.key} --email")
        to = self.options.send_test
        send_test(message.read_bytes(), to, host=host, port=port, now=edition_moment())
        print(f"Đã gửi thử đến {to}.")

    def _build(self) -> None:
        site = build(self.content, self.options.output).published
        assert site is not None
        pages = f"{site.pages} trang trong cả trang tin"
        if self.issue in self.newsroom.drafts:
            own = (p for p in self.newsroom.reading.problems if p.file == self.issue.source and holds([p]))
            why = " ".join(p.message for p in own)
            print(f"Đã dựng trang {self.options.output} ({pages}), nhưng số báo chưa hiện: {why}")
        else:
            print(f"Đã dựng trang: {self.options.output}{self.issue.path} ({pages}).")

    def _say_what_it_is(self) -> None:
        issue = self.issue
        print(f"{issue.title}: {len(issue.articles)} bài, {len(issue.documents)} văn bản.")
        if self.seal:
            print(f"Đã đóng ngày {format_day(self.seal.closed)}, {len(self.seal.files)} tệp.")
        else:
            print(f"Làm các bản: issue {issue.key} --all")


def _tell_problems(newsroom: Newsroom, issue: Issue) -> None:
    """What `check` says of the issue and its files."""
    own = [
        p
        for p in newsroom.reading.problems
        if p.file == issue.source or p.file.startswith(f"{FOLDER}/{issue.key}/")
    ]
    if own:
        print("Lưu ý về số báo này:")
        print("\n".join(lines(own)))
        print()


_OS_WORDS = {
    errno.ENOSPC: "ổ đĩa đã đầy",
    errno.EDQUOT: "phần đĩa được cấp đã đầy",
    errno.EACCES: "không có quyền đọc hoặc ghi ở đó",
    errno.EPERM: "không có quyền đọc hoặc ghi ở đó",
    errno.EROFS: "ổ đĩa ấy chỉ cho đọc",
    errno.EEXIST: "ở đó đang có một tệp cùng tên",
    errno.ENOTDIR: "ở đó đang có một tệp, không phải thư mục",
    errno.EISDIR: "đó là một thư mục",
}


def _os_words(error: OSError, place: Path) -> str:
    """What the system refused, without its English and without our temporary names."""
    name = str(error.filename or "")
    where = place if not name or name.endswith(".tmp") else name
    words = _OS_WORDS.get(error.errno or 0, f"máy báo lỗi số {error.errno}")
    return f"Không ghi được {where}: {words}. Sửa việc ấy rồi chạy lại lệnh này."


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


TASK = Task(
    "issue", "làm số bản tin của một tháng: bản in, EPUB, thư, phát thanh, gói báo chí", _arguments, _run
)

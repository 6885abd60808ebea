"""An argument parser that speaks Vietnamese."""

import argparse
import re
import sys
from pathlib import Path
from typing import NoReturn

from plugins.cli.console import CONTENT, OUTPUT

_TITLES = {"positional arguments": "tham số", "options": "tùy chọn"}
_ERRORS = (
    (r"the following arguments are required: (.*)", r"thiếu tham số: \1"),
    (r"unrecognized arguments: (.*)", r"không có tham số: \1"),
    (r"argument ([^:]*): expected one argument", r"sau \1 phải có một giá trị"),
    (r"argument ([^:]*): expected at least one argument", r"sau \1 phải có ít nhất một giá trị"),
    (r"argument ([^:]*): invalid int value: (.*)", r"giá trị của \1 phải là số nguyên, không phải \2"),
    (
        r"argument ([^:]*): invalid choice: (\S+) \(choose from (.*)\)",
        r"\1 không thể là \2; hãy chọn: \3",
    ),
    (r"argument ([^:]*): not allowed with argument (.*)", r"không dùng \1 cùng với \2"),
    (r"argument ([^:]*): (.*)", r"\1: \2"),
)


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """argparse's own formatter with a Vietnamese first word."""

    def add_usage(self, usage, actions, groups, prefix=None):  # type: ignore[no-untyped-def]
        """The usage line."""
        super().add_usage(usage, actions, groups, "Cách dùng: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """argparse in Vietnamese: titles, `--help`, and the errors that people meet."""

    def __init__(self, *args: object, **options: object) -> None:
        options.setdefault("formatter_class", _Formatter)
        super().__init__(*args, **{**options, "add_help": False, "allow_abbrev": False})  # type: ignore[arg-type]
        for group in self._action_groups:
            group.title = _TITLES.get(group.title or "", group.title)
        self.add_argument("-h", "--help", action="help", help="hiện lời hướng dẫn này rồi thôi")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command line and leave with code 2, as argparse does."""
        for pattern, vietnamese in _ERRORS:
            translated, changed = re.subn(f"^{pattern}$", vietnamese, message)
            if changed:
                message = translated
                break
        self.print_usage(sys.stderr)
        self.exit(2, f"Lệnh chưa đúng: {message}.\nXem hướng dẫn: {self.prog} --help\n")


def add_content(parser: Parser) -> None:
    """`--content DIR`: any folder laid out like content/."""
    parser.add_argument(
        "--content",
        metavar="THƯ_MỤC",
        type=Path,
        default=CONTENT,
        help="thư mục bài viết (mặc định: content)",
    )


def add_output(parser: Parser) -> None:
    """`--output DIR`: where the site is put."""
    parser.add_argument(
        "--output",
        metavar="THƯ_MỤC",
        type=Path,
        default=OUTPUT,
        help="nơi đặt trang đã dựng (mặc định: output)",
    )

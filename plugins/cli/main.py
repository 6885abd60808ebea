"""From a command line to a task."""

import os
import sys
from collections.abc import Sequence

from plugins.cli import bench, build, check, duyet, intake, issue, new, pins, places, serve, test
from plugins.cli.parser import Parser
from plugins.core.dates import DateError
from plugins.core.fields import FieldError
from plugins.core.site import SiteDataError
from plugins.places.model import PlacesError

TASKS = (
    build.TASK,
    serve.TASK,
    check.TASK,
    new.TASK,
    intake.TASK,
    duyet.TASK,
    issue.TASK,
    places.TASK,
    test.TASK,
    bench.TASK,
    pins.TASK,
)


def make_parser() -> Parser:
    """The parser of all tasks."""
    parser = Parser(
        prog="tasks.py",
        description="Trang tin của Tỉnh Đoàn Cao Bằng: các lệnh làm việc.",
        epilog="Hướng dẫn riêng của một lệnh: python3 tasks.py LỆNH --help",
    )
    commands = parser.add_subparsers(dest="task", metavar="LỆNH", required=True, title="các lệnh")
    for task in TASKS:
        command = commands.add_parser(task.name, help=task.help, description=task.help)
        task.add_arguments(command)
        command.set_defaults(run=task.run)
    return parser


def main(arguments: Sequence[str]) -> int:
    """Run one task; returns its exit code."""
    options = make_parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except (SiteDataError, PlacesError, FieldError, DateError) as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:  # `… | head` has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        print(f"Không đọc hoặc ghi được {error.filename or 'tệp'}: {error.strerror}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nĐã dừng theo yêu cầu. Không có gì bị thay đổi dở dang.")
        return 130

"""From a command line to a task."""

import os
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module

from plugins.cli.parser import Parser
from plugins.cli.task import Task
from plugins.core.dates import DateError
from plugins.core.fields import FieldError
from plugins.core.site import SiteDataError
from plugins.places.model import PlacesError

# A task's module is imported when the task is asked for: some take longer to load than others to run.
NAMES = (
    *("build", "serve", "check", "new", "intake", "duyet", "issue", "places"),
    *("test", "bench", "pins"),
)


def load_tasks(names: Iterable[str] = NAMES) -> tuple[Task, ...]:
    """The tasks of some names."""
    return tuple(import_module(f"plugins.cli.{name}").TASK for name in names)


def make_parser(tasks: Iterable[Task]) -> Parser:
    """The parser of some tasks."""
    parser = Parser(
        prog="tasks.py",
        description="Trang tin của Tỉnh Đoàn Cao Bằng: các lệnh làm việc.",
        epilog="Hướng dẫn riêng của một lệnh: python3 tasks.py LỆNH --help",
    )
    commands = parser.add_subparsers(dest="task", metavar="LỆNH", required=True, title="các lệnh")
    for task in tasks:
        command = commands.add_parser(task.name, help=task.help, description=task.help)
        task.add_arguments(command)
        command.set_defaults(run=task.run)
    return parser


def main(arguments: Sequence[str]) -> int:
    """Run one task; returns its exit code."""
    named = arguments[:1] if arguments and arguments[0] in NAMES else NAMES
    options = make_parser(load_tasks(named)).parse_args(arguments)
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

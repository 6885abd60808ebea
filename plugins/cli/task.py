"""What a task is."""

from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass

from plugins.cli.parser import Parser


@dataclass(frozen=True, slots=True)
class Task:
    """One command: `help` is a Vietnamese sentence; `run` returns the exit code."""

    name: str
    help: str
    add_arguments: Callable[[Parser], None]
    run: Callable[[Namespace], int]

"""`invoke TASK …` is `python3 tasks.py TASK …`.

Invoke cannot take several files after a task nor speak Vietnamese, so where the first word is one of
our tasks the whole line goes to our own parser; Invoke still lists the tasks (`invoke --list`).
"""

import sys
from pathlib import Path

from invoke.collection import Collection
from invoke.context import Context
from invoke.tasks import task

from plugins.cli.main import NAMES, load_tasks, main

namespace = Collection()


def _add(name: str, text: str) -> None:
    @task(name=name, help={})
    def run(context: Context) -> None:
        raise SystemExit(main([name]))

    run.__doc__ = text
    namespace.add_task(run)


for one in load_tasks():
    _add(one.name, one.help)

if Path(sys.argv[0]).stem in ("invoke", "inv") and sys.argv[1:2] and sys.argv[1] in NAMES:
    raise SystemExit(main(sys.argv[1:]))

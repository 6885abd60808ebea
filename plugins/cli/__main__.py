"""`python -m plugins.cli TASK …`."""

import gc
import os
import sys

# Most of what a task makes it keeps to its end: looking for garbage as often as Python does by itself
# takes a tenth of a build.
gc.set_threshold(50_000, 20, 100)

from plugins.cli.main import main  # noqa: E402 - imports too make thousands of objects that stay

if __name__ == "__main__":
    code = main(sys.argv[1:])
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # nothing is left to do: Python would take its objects apart one by one

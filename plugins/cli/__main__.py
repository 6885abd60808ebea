"""`python -m plugins.cli TASK …`."""

import sys

from plugins.cli.main import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

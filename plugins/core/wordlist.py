"""The words of an interface, in a TOML file of their own, for templates: `t.issue.empty`."""

import tomllib
from pathlib import Path
from types import SimpleNamespace


def load_wordlist(file: Path) -> SimpleNamespace:
    """The tables of a file as nested attributes."""
    return _nested(tomllib.loads(file.read_text(encoding="utf-8")))


def _nested(table: dict[str, object]) -> SimpleNamespace:
    return SimpleNamespace(**{k: _nested(v) if isinstance(v, dict) else v for k, v in table.items()})

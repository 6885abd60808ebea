"""Imports run one way: a package may import those before it in LAYERS, never those after it."""

import ast
from pathlib import Path

import pytest

from plugins import LAYERS

PLUGINS = Path(__file__).parents[1] / "plugins"
MODULES = sorted(PLUGINS.glob("*/**/*.py"))


def imports(module: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
        elif isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
    return names


def imported_packages(module: Path) -> set[str]:
    return {name.split(".")[1] for name in imports(module) if name.startswith("plugins.")}


def test_every_package_has_its_layer() -> None:
    assert {m.relative_to(PLUGINS).parts[0] for m in MODULES} == set(LAYERS)


@pytest.mark.parametrize("module", MODULES, ids=lambda m: m.relative_to(PLUGINS).as_posix())
def test_imports_go_down_only(module: Path) -> None:
    own = LAYERS.index(module.relative_to(PLUGINS).parts[0])
    above = {name for name in imported_packages(module) if LAYERS.index(name) > own}
    assert not above


def test_only_the_plugin_knows_pelican() -> None:
    knowing = {
        m.relative_to(PLUGINS).as_posix()
        for m in MODULES
        if "pelican" in {a.split(".")[0] for a in imports(m)}
    }
    assert knowing == {"output/plugin.py"}

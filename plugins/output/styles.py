"""One stylesheet for each template: the layers, and of the components only those it draws."""

import re
from pathlib import Path

import rcssmin

LAYERS = ("reset", "tokens", "base", "layout", "components", "utilities", "print")

_USES = re.compile(r"""{%-?\s*(?:extends|include|import|from)\s+["']([^"']+)["']""")


def stylesheet(theme: Path, template: str) -> str:
    """The minified CSS of a template (its path below the theme folder)."""
    components = _components(_drawn(theme, template))
    parts = [f"@layer {','.join(LAYERS)};"]
    for layer in LAYERS:
        files = [theme / file for file in _layer(layer, components)]
        text = "".join(file.read_text(encoding="utf-8") for file in files if file.exists())
        if text.strip():
            parts.append(f"@layer {layer}{{{text}}}")
    return str(rcssmin.cssmin("".join(parts)))


def closure(theme: Path, template: str) -> tuple[str, ...]:
    """The files that a template and its stylesheet are made of, by their paths below the theme folder."""
    drawn = _drawn(theme, template)
    styles = [file for layer in LAYERS for file in _layer(layer, _components(drawn))]
    return tuple(sorted([*drawn, *(file for file in styles if (theme / file).exists())]))


def _layer(layer: str, components: list[str]) -> list[str]:
    """The files of a layer, there or not."""
    if layer == "components":
        return [f"components/{name}/{name}.css" for name in components]
    return [f"css/{layer}.css"]


def _components(files: set[str]) -> list[str]:
    """The names of all components among files, sorted."""
    parts = (Path(file).parts for file in files)
    return sorted({part[1] for part in parts if part[0] == "components"})


def _drawn(theme: Path, template: str) -> set[str]:
    """All templates that a template draws, itself or through others, and it."""
    seen: set[str] = set()
    waiting = [template]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting.extend(_USES.findall((theme / name).read_text(encoding="utf-8")))
    return seen

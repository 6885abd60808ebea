"""One stylesheet for each template: the layers, and of the components only those it draws."""

import re
from pathlib import Path

import rcssmin

LAYERS = ("reset", "tokens", "base", "layout", "components", "utilities", "print")

_USES = re.compile(r"""{%-?\s*(?:extends|include|import|from)\s+["']([^"']+)["']""")


def stylesheet(theme: Path, template: str) -> str:
    """The minified CSS of a template (its path below the theme folder)."""
    components = sorted(_components(theme, template))
    parts = [f"@layer {','.join(LAYERS)};"]
    for layer in LAYERS:
        if layer == "components":
            files = [theme / "components" / name / f"{name}.css" for name in components]
        else:
            files = [theme / "css" / f"{layer}.css"]
        text = "".join(file.read_text(encoding="utf-8") for file in files if file.exists())
        if text.strip():
            parts.append(f"@layer {layer}{{{text}}}")
    return str(rcssmin.cssmin("".join(parts)))


def _components(theme: Path, template: str) -> set[str]:
    """The names of all components that a template draws, itself or through others."""
    seen: set[str] = set()
    waiting = [template]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting.extend(_USES.findall((theme / name).read_text(encoding="utf-8")))
    parts = (Path(name).parts for name in seen)
    return {part[1] for part in parts if part[0] == "components"}

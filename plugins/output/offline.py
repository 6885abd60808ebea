"""Reading without a network: the service worker, the script that registers it, the web app manifest.

The scripts are those of theme/scripts, without their comments. The one that pages load is named after its
content; the worker keeps its address, since a browser looks there for a newer one at every visit.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from plugins.core.stamps import digest

PAGE = "/ngoai-tuyen/"
WORKER = "/sw.js"
MANIFEST = "/manifest.webmanifest"
_FOLDER = "scripts"
# Besides pages, what the worker fetches before anybody asks.
_ICON = "/favicon.svg"


def script(theme: Path, name: str) -> bytes:
    """A script of the theme as it is sent: without indents, empty lines, and lines that only explain."""
    lines = (line.strip() for line in (theme / _FOLDER / name).read_text(encoding="utf-8").splitlines())
    return "\n".join([*(line for line in lines if line and not line.startswith("//")), ""]).encode()


def registration(theme: Path) -> tuple[str, bytes]:
    """The address and the bytes of the script that every page loads."""
    data = script(theme, "register.js")
    return f"/ma/dang-ky-{digest(data)[:5].hex()}.js", data


def worker(theme: Path, pages: Mapping[str, bytes], files: Sequence[str]) -> bytes:
    """The worker that keeps these pages (their bytes make its version) and these files from its start."""
    code = script(theme, "worker.js")
    version = digest(b"".join([code, *(path.encode() + digest(data) for path, data in pages.items())]))
    constants = {"VERSION": version[:6].hex(), "SHELL": [*pages, *files, _ICON], "OFFLINE": PAGE}
    lines = [f"const {name} = {json.dumps(value)};" for name, value in constants.items()]
    return "\n".join([*lines, ""]).encode() + code


def no_worker(theme: Path) -> bytes:
    """What stands in its place where the imprint switches it off."""
    return script(theme, "worker-off.js")


def manifest(name: str, publisher: str) -> bytes:
    """The site as an app on the home screen; with the browser's bar of buttons, for the way back."""
    data = {
        "name": name,
        "short_name": name,
        "description": publisher,
        "lang": "vi",
        "dir": "ltr",
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "theme_color": "#faf7f0",
        "background_color": "#faf7f0",
        "icons": [
            {"src": _ICON, "type": "image/svg+xml", "sizes": "any"},
            *(
                {
                    "src": f"/icon-{size}.png",
                    "type": "image/png",
                    "sizes": f"{size}x{size}",
                    "purpose": purpose,
                }
                for size in (192, 512)
                for purpose in ("any", "maskable")
            ),
        ],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()

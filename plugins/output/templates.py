"""From a view to HTML. A template sees `page`, `site`, `t` and `css`, and nothing else."""

import hashlib
import sys
from collections.abc import Callable, Iterable, MutableMapping
from contextlib import suppress
from pathlib import Path
from types import CodeType, SimpleNamespace
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.bccache import Bucket
from jinja2.ext import Extension
from jinja2.parser import Parser
from markupsafe import Markup, escape

from plugins.core.typography import number
from plugins.core.wordlist import load_wordlist
from plugins.output.styles import closure, stylesheet
from plugins.pages.page import Page
from plugins.pages.views import Chrome

WORDS, BUDGET = "strings.toml", "budget.toml"
_MOST_ONCE = 64  # blocks of `once` kept at a time; a site needs three


class Templates:
    """The theme's templates, each compiled once, with its stylesheet."""

    def __init__(self, theme: Path, site: Chrome, cache: Path | None = None) -> None:
        """`cache` is a folder for compiled templates; what in it is not ours or not whole is passed over."""
        self._theme = theme
        self._site = site
        self._environment = make_environment(theme, cache)
        self._words = load_words(theme)
        self._ready: dict[str, tuple[jinja2.Template, str]] = {}

    def compile(self, names: Iterable[str]) -> None:
        """Make templates of theme/templates ready, before the work is shared among processes."""
        for name in sorted({*names} - self._ready.keys()):
            path = f"templates/{name}"
            for file in closure(self._theme, path):
                if file.endswith(".html"):
                    self._environment.get_template(file)
            self._ready[name] = (self._environment.get_template(path), stylesheet(self._theme, path))

    def closure(self, name: str) -> tuple[str, ...]:
        """All files of the theme that pages of a template depend on, by their paths below it, sorted."""
        return tuple(sorted((*closure(self._theme, f"templates/{name}"), WORDS, BUDGET)))

    def render(self, page: Page) -> str:
        """The HTML of a page. Raises jinja2.UndefinedError where a template asks for what is not there."""
        if page.template not in self._ready:
            self.compile([page.template])
        template, css = self._ready[page.template]
        return template.render(page=page.view, site=self._site, t=self._words, css=css)


def make_environment(theme: Path, cache: Path | None = None) -> jinja2.Environment:
    """Jinja with nothing but its filters: undefined names are errors, everything is escaped."""
    environment = _Environment(
        loader=jinja2.FileSystemLoader(theme),
        bytecode_cache=_Compiled(cache) if cache else None,
        extensions=[_Once],
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,  # no look at the disk for every import on every page
        cache_size=-1,  # all templates stay
    )
    environment.globals.clear()
    environment.filters["number"] = number
    return environment


def load_words(theme: Path) -> SimpleNamespace:
    """The interface words of strings.toml as nested attributes."""
    return load_wordlist(theme / WORDS)


class _Template(jinja2.Template):
    """A template whose compiled code escapes with `_escaped`: escaping was half the work of a page."""

    @classmethod
    def from_code(
        cls,
        environment: jinja2.Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],  # noqa: A002 - Jinja's name for it
        uptodate: Callable[[], bool] | None = None,
    ) -> jinja2.Template:
        """As Jinja does it; then the name that all code of the template looks up is given anew."""
        template = super().from_code(environment, code, globals, uptodate)
        template.root_render_func.__globals__["escape"] = _escaped
        return template


def _escaped(value: object) -> str:
    """What markupsafe.escape gives, but as it is where there is nothing to do. Jinja only joins it."""
    if type(value) is str:
        if "&" in value or "<" in value or ">" in value or '"' in value or "'" in value:
            return escape(value)
        return value
    if type(value) is Markup:
        return value
    return str(value) if type(value) is int else escape(value)


class _Environment(jinja2.Environment):
    """Jinja's environment where no template has globals."""

    template_class = _Template

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Nothing; a plain dict, whose keys are quick to compare: Jinja does it at every import on a page."""
        return {}


class _Once(Extension):
    """`{% once site, t %}…{% endonce %}`: drawn once for these very objects, then only put in its place.

    They have to be frozen, and what is drawn may depend on nothing else.
    """

    tags = {"once"}  # noqa: RUF012 - Jinja's type for it is a set

    def __init__(self, environment: jinja2.Environment) -> None:
        super().__init__(environment)
        self._drawn: dict[tuple[object, ...], tuple[tuple[object, ...], str]] = {}

    def parse(self, parser: Parser) -> nodes.Node | list[nodes.Node]:
        """The block as a call of `_draw`, with its place, which stays the same in compiled code."""
        line = next(parser.stream).lineno
        place = nodes.Const(f"{parser.name}:{parser.free_identifier().name}")
        things = [parser.parse_expression()]
        while parser.stream.skip_if("comma"):
            things.append(parser.parse_expression())
        body = parser.parse_statements(("name:endonce",), drop_needle=True)
        if parser.name is None:  # a template without a name, so without a place: drawn every time
            return body
        call = self.call_method("_draw", [place, nodes.Tuple(things, "load")])
        return nodes.CallBlock(call, [], [], body).set_lineno(line)

    def _draw(self, place: str, things: tuple[object, ...], caller: Callable[[], str]) -> str:
        key = (place, *map(id, things))
        if key not in self._drawn:
            if len(self._drawn) >= _MOST_ONCE:
                self._drawn.clear()
            self._drawn[key] = (things, caller())  # with them, since an id is theirs while they live
        return self._drawn[key][1]


class _Compiled(jinja2.BytecodeCache):
    """Compiled templates in a folder, a file each under a seal.

    The seal covers the makers (Python, Jinja, this module), the template's name and the code, in which Jinja
    notes the source it is of. So a file that is torn, changed or of other makers is never run, only written
    anew; that also makes it safe to write without ceremony, and for two builds at a time.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._makers = f"{sys.version} {jinja2.__version__}".encode() + Path(__file__).read_bytes()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the bucket its code, if there is some for this very source."""
        with suppress(OSError):
            seal, _, code = self._file(bucket).read_bytes().partition(b"\n")
            if seal == self._seal(bucket, code):
                bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of the bucket; where it cannot be written, it is compiled again next time."""
        code = bucket.bytecode_to_string()
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            self._file(bucket).write_bytes(self._seal(bucket, code) + b"\n" + code)

    def _file(self, bucket: Bucket) -> Path:
        return self._folder / f"{bucket.key}.jinja"

    def _seal(self, bucket: Bucket, code: bytes) -> bytes:
        text = b"\0".join((self._makers, bucket.key.encode(), code))
        return hashlib.sha256(text).hexdigest().encode()

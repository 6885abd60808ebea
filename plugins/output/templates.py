"""From a view to HTML. A template sees `page`, `site`, `t` and `css`, and nothing else."""

import tomllib
from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace

import jinja2

from plugins.core.wordlist import load_wordlist
from plugins.output.styles import stylesheet
from plugins.pages.page import Page
from plugins.pages.views import Chrome


class Templates:
    """The theme's templates, each compiled once, with its stylesheet."""

    def __init__(self, theme: Path, site: Chrome) -> None:
        self._theme = theme
        self._site = site
        self._environment = make_environment(theme)
        self._words = load_words(theme)
        self._ready: dict[str, tuple[jinja2.Template, str]] = {}

    def compile(self, names: Iterable[str]) -> None:
        """Make templates of theme/templates ready, before the work is shared among processes."""
        for name in {*names} - self._ready.keys():
            path = f"templates/{name}"
            self._ready[name] = (self._environment.get_template(path), stylesheet(self._theme, path))

    def render(self, page: Page) -> str:
        """The HTML of a page. Raises jinja2.UndefinedError where a template asks for what is not there."""
        self.compile([page.template])
        template, css = self._ready[page.template]
        return template.render(page=page.view, site=self._site, t=self._words, css=css)


def make_environment(theme: Path) -> jinja2.Environment:
    """Jinja with nothing but its filters: undefined names are errors, everything is escaped."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(theme),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.clear()
    return environment


def load_words(theme: Path) -> SimpleNamespace:
    """The interface words of strings.toml as nested attributes."""
    return load_wordlist(theme / "strings.toml")

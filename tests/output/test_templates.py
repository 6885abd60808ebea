"""A template sees its view, the site, the words and its styles; anything else is an error."""

from pathlib import Path

import jinja2
import pytest

from plugins.output.styles import stylesheet
from plugins.output.templates import make_environment


@pytest.mark.parametrize("name", ["articles", "tags", "categories", "SITEURL", "range", "lipsum", "page"])
def test_nothing_global_is_in_reach(tmp_path: Path, name: str) -> None:
    (tmp_path / "x.html").write_text("{{ %s }}" % name)  # noqa: UP031 - braces
    with pytest.raises(jinja2.UndefinedError):
        make_environment(tmp_path).get_template("x.html").render()


def test_text_is_escaped(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text("{{ text }}")
    assert make_environment(tmp_path).get_template("x.html").render(text="<b>&") == "&lt;b&gt;&amp;"


def test_a_stylesheet_holds_only_the_components_that_are_drawn(tmp_path: Path) -> None:
    for name in ("card", "badge", "pager"):
        folder = tmp_path / "components" / name
        folder.mkdir(parents=True)
        (folder / f"{name}.html").write_text("")
        (folder / f"{name}.css").write_text(f".{name} {{ color: red; }}")
    (tmp_path / "components/card/card.html").write_text(
        '{% from "components/badge/badge.html" import badge %}'
    )
    (tmp_path / "css").mkdir()
    (tmp_path / "css/base.css").write_text("p { margin: 0; }")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/x.html").write_text('{% from "components/card/card.html" import card %}')
    assert stylesheet(tmp_path, "templates/x.html") == (
        "@layer reset,tokens,base,layout,components,utilities,print;"
        "@layer base{p{margin:0}}@layer components{.badge{color:red}.card{color:red}}"
    )

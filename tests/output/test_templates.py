"""A template sees its view, the site, the words and its styles; anything else is an error."""

from pathlib import Path
from types import SimpleNamespace

import jinja2
import markupsafe
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

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


VALUES = st.one_of(
    st.text(),
    st.text("&<>'\"aạ"),
    st.text("&<>'\"aạ").map(markupsafe.Markup),
    st.integers(),
    st.booleans(),
    st.none(),
    st.floats(),
    st.lists(st.text("<&'\"")),
)


@given(VALUES)
@example("'")
@example('"')
@example("&")
@example("<")
@example(">")
def test_everything_is_escaped_as_markupsafe_does_it(value: object) -> None:
    environment = make_environment(Path())
    expected = str(markupsafe.escape(value))
    assert environment.from_string("{{ x }}").render(x=value) == expected
    assert environment.from_string('{{ x ~ "<" }}').render(x=value) == expected + "&lt;"
    through = "{% macro m(x) %}<b>{{ x }}</b>{% endmacro %}{{ m(x) }}{% set y %}{{ x }}{% endset %}{{ y }}"
    assert environment.from_string(through).render(x=value) == f"<b>{expected}</b>{expected}"


def test_once_draws_again_only_for_other_objects(tmp_path: Path) -> None:
    drawn: list[object] = []

    def draw(thing: object) -> str:
        drawn.append(thing)
        return "<"

    one, other = SimpleNamespace(name="<a>"), SimpleNamespace(name="b")
    (tmp_path / "x.html").write_text(
        "{% once thing, wide %}\n<p>{{ thing.name }}{{ ' wide' if wide }}{{ draw(thing) }}</p>{% endonce %}\n"
    )
    template = make_environment(tmp_path).get_template("x.html")
    for thing, wide, html in (
        (one, False, "<p>&lt;a&gt;&lt;</p>"),
        (one, True, "<p>&lt;a&gt; wide&lt;</p>"),
        (other, False, "<p>b&lt;</p>"),
    ):
        assert template.render(thing=thing, wide=wide, draw=draw) == html
        assert template.render(thing=thing, wide=wide, draw=draw) == html
    assert drawn == [one, one, other]


def test_once_never_takes_a_new_object_for_one_that_is_gone(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text("{% once x %}{{ x.n }}{% endonce %}")
    template = make_environment(tmp_path).get_template("x.html")
    assert [template.render(x=SimpleNamespace(n=n)) for n in range(300)] == [str(n) for n in range(300)]


def test_blocks_of_once_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text("{% once x %}a{% endonce %}{% once x %}b{% endonce %}")
    (tmp_path / "y.html").write_text("{% once x %}c{% endonce %}")
    environment = make_environment(tmp_path)
    assert environment.get_template("x.html").render(x=None) == "ab"
    assert environment.get_template("y.html").render(x=None) == "c"
    for text in "de":
        assert environment.from_string(f"{{% once x %}}{text}{{% endonce %}}").render(x=None) == text


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

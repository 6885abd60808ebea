"""A template sees its view, the site, the words and its styles; anything else is an error."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import jinja2
import markupsafe
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plugins.output.styles import stylesheet
from plugins.output.templates import Templates, make_environment
from plugins.pages.page import Page
from plugins.pages.views import Chrome, Head, ImprintView, Link, NotFoundView, ShareImage


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


SITE = Chrome(
    "Mẫu",
    "https://mau.invalid",
    menu=(),
    pages=(),
    search=Link("/s/", "Tìm"),
    districts=(),
    footer=(),
    imprint=ImprintView("x", "", "", "", "", "", ""),
    feed=("/feed.xml", "Mẫu"),
)
VIEW = NotFoundView(Head("x", "", "x", ShareImage("x", 1, 1, "x")), "Lạc <đường>", ())
PAGE = Page("/404.html", "x.html", (), lambda: VIEW)
HTML = "<p>Lạc &lt;đường&gt;</p><i>Không có</i>"


def small_theme(root: Path) -> Path:
    """A theme of one template and one component, without styles."""
    theme = root / "theme"
    (theme / "templates").mkdir(parents=True)
    (theme / "components/note").mkdir(parents=True)
    (theme / "strings.toml").write_text('[missing]\ntext = "Không có"\n', encoding="utf-8")
    (theme / "components/note/note.html").write_text("{% macro note(text) %}<i>{{ text }}</i>{% endmacro %}")
    (theme / "templates/x.html").write_text(
        '{% from "components/note/note.html" import note %}<p>{{ page.title }}</p>{{ note(t.missing.text) }}'
    )
    return theme


def test_compiled_templates_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theme, cache = small_theme(tmp_path), tmp_path / "cache"
    assert Templates(theme, SITE, cache).render(PAGE) == HTML
    monkeypatch.setattr(jinja2.Environment, "compile", lambda *_: pytest.fail("compiled again"))
    assert Templates(theme, SITE, cache).render(PAGE) == HTML


def test_an_edited_template_is_compiled_anew(tmp_path: Path) -> None:
    theme, cache = small_theme(tmp_path), tmp_path / "cache"
    assert Templates(theme, SITE, cache).render(PAGE) == HTML
    note = theme / "components/note/note.html"
    for tag in ("b", "i", "b"):
        note.write_text(f"{{% macro note(text) %}}<{tag}>{{{{ text }}}}</{tag}>{{% endmacro %}}")
        assert f"<{tag}>Không có</{tag}>" in Templates(theme, SITE, cache).render(PAGE)


def _first_bit(data: bytes) -> bytes:
    return bytes([data[0] ^ 1]) + data[1:]


def _last_bit(data: bytes) -> bytes:
    return data[:-1] + bytes([data[-1] ^ 1])


def _no_seal(data: bytes) -> bytes:
    return data.partition(b"\n")[2]


def _other_code(data: bytes) -> bytes:
    return data.replace(b"<i>", b"<u>")


@pytest.mark.parametrize(
    "harm", [lambda d: b"", lambda d: d[: len(d) // 2], _first_bit, _last_bit, _no_seal, _other_code]
)
def test_a_harmed_cache_changes_nothing_and_is_mended(tmp_path: Path, harm: Callable[[bytes], bytes]) -> None:
    theme, cache = small_theme(tmp_path), tmp_path / "cache"
    assert Templates(theme, SITE, cache).render(PAGE) == HTML
    whole = {file: file.read_bytes() for file in cache.iterdir()}
    assert len(whole) == 2
    for file, data in whole.items():
        file.write_bytes(harm(data))
    assert Templates(theme, SITE, cache).render(PAGE) == HTML
    assert {file: file.read_bytes() for file in cache.iterdir()} == whole


@pytest.mark.parametrize("same", [True, False])
def test_compiled_templates_do_not_pass_for_each_other(tmp_path: Path, same: bool) -> None:
    theme, cache = tmp_path / "theme", tmp_path / "cache"
    theme.mkdir()
    for name in "xy":
        (theme / name).write_text("{% once t %}same{% endonce %}" if same else name)

    def draw() -> list[str]:
        environment = make_environment(theme, cache)
        return [environment.get_template(name).render(t=1) for name in "xy"]

    drawn = draw()
    one, other = cache.iterdir()
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)
    assert draw() == drawn
    assert (one.read_bytes(), other.read_bytes()) == (first, second)


def test_what_other_makers_compiled_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theme, cache = small_theme(tmp_path), tmp_path / "cache"
    with monkeypatch.context() as other:
        other.setattr(jinja2, "__version__", "2.0", raising=False)
        assert Templates(theme, SITE, cache).render(PAGE) == HTML
    before = {file: file.read_bytes() for file in cache.iterdir()}
    assert Templates(theme, SITE, cache).render(PAGE) == HTML
    after = {file: file.read_bytes() for file in cache.iterdir()}
    assert after.keys() == before.keys()
    assert all(after[file] != before[file] for file in before)


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    theme, cache = small_theme(tmp_path), tmp_path / "cache"
    cache.write_text("no folder")
    assert Templates(theme, SITE, cache).render(PAGE) == HTML
    assert cache.read_text() == "no folder"


def test_the_closure_names_all_files_that_are_there(tmp_path: Path) -> None:
    theme = small_theme(tmp_path)
    whole = ("budget.toml", "components/note/note.html", "strings.toml", "templates/x.html")
    assert Templates(theme, SITE).closure("x.html") == whole
    (theme / "css").mkdir()
    (theme / "css/base.css").write_text("p { margin: 0; }")
    (theme / "components/note/note.css").write_text("i { margin: 0; }")
    (theme / "components/note/examples.toml").write_text("")
    (theme / "components/other").mkdir()
    (theme / "components/other/other.css").write_text("b { margin: 0; }")
    assert Templates(theme, SITE).closure("x.html") == tuple(
        sorted((*whole, "css/base.css", "components/note/note.css"))
    )

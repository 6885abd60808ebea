"""The builder behind `serve`: pages drawn early are those of the build; what is old is given up."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.cli.warm import THEME, SupersededError, WarmEdition
from tests.site.conftest import NOW
from tests.site.corpus import write_good

NAME = "bai-viet/2014/01/bai-thu-0/index.md"
FILE = "/tin/2014/01/bai-thu-0/index.html"


class Edition:
    """A warm edition that has built once; `newer` says that something waits."""

    def __init__(self, folder: Path) -> None:
        self.newer = False
        self.warm = WarmEdition(folder / "content", folder / "site" / "output", lambda: self.newer)
        self.article = folder / "content" / NAME
        self.first = self.warm.build([])

    def change(self, old: str, new: str) -> list[Path]:
        text = self.article.read_text(encoding="utf-8")
        assert old in text
        self.article.write_text(text.replace(old, new), encoding="utf-8")
        return [self.article]

    def built(self, file: str) -> str:
        return Path(f"{self.warm.output}{file}").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Edition]:
    folder = tmp_path_factory.mktemp("warm")
    write_good(folder / "content", 4)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEWSROOM_NOW", NOW)
        yield Edition(folder)


def test_the_page_of_a_saved_article_is_drawn_as_the_build_draws_it(edition: Edition) -> None:
    changed = edition.change("Lời bài thử số 0.", "Lời đã sửa, có *nhấn mạnh*.")
    early = edition.warm.early(changed, [])
    assert list(early) == [FILE]
    assert "<em>nhấn mạnh</em>" in early[FILE]
    assert early[FILE] != edition.built(FILE)
    answer = edition.warm.build(changed)
    assert answer["say"] == "built"
    assert FILE in answer["written"]
    assert early[FILE] == edition.built(FILE)


def test_of_the_theme_the_open_pages_are_drawn(edition: Edition) -> None:
    early = edition.warm.early([THEME / "css" / "tokens.css"], ["/index.html", "/khong-co/index.html"])
    assert early == {"/index.html": edition.built("/index.html")}
    assert edition.warm.early([THEME / "static" / "icon-180.png"], ["/index.html"]) == {}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Ngày: 01/01/2014 08:00", "Ngày: 02/01/2014 08:00"),  # its neighbours are others
        ("Ngày: 02/01/2014 08:00", "Ngày: hôm nào"),
        ("Ngày: hôm nào", "Ngày: 01/01/2014 08:00\nẢnh: khong-co.jpg"),
    ],
)
def test_what_is_not_sure_is_left_to_the_build(edition: Edition, old: str, new: str) -> None:
    assert edition.warm.early(edition.change(old, new), []) == {}


def test_a_held_source_is_told_and_its_page_goes(edition: Edition) -> None:
    answer = edition.warm.build([edition.article])
    assert FILE in answer["removed"]
    (group,) = answer["groups"]
    assert group["title"].startswith("Phải sửa (")
    assert {note["where"].partition(",")[0] for note in group["notes"]} == {NAME}
    edition.change("\nẢnh: khong-co.jpg", "")
    answer = edition.warm.build([edition.article])
    assert (answer["say"], answer["groups"]) == ("built", [])
    assert FILE in answer["written"]


def test_a_build_that_is_old_before_it_is_done_changes_nothing(edition: Edition) -> None:
    before = edition.built(FILE)
    changed = edition.change("Lời đã sửa", "Lời sửa nữa")
    edition.newer = True
    with pytest.raises(SupersededError):
        edition.warm.build(changed)
    assert edition.built(FILE) == before
    edition.newer = False
    edition.warm.build([])
    assert "Lời sửa nữa" in edition.built(FILE)


def test_a_theme_that_cannot_draw_is_told_before_all_is_drawn(
    edition: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert edition.warm.trial() is None
    theme = shutil.copytree(THEME, tmp_path / "theme")
    template = theme / "templates" / "article.html"
    text = template.read_text(encoding="utf-8")
    template.write_text(text.replace("{% block main %}", "{% block main %}{{ khong_co }}"), encoding="utf-8")
    monkeypatch.setattr("plugins.cli.warm.THEME", theme)
    line = text[: text.index("{% block main %}")].count("\n") + 1
    failed = edition.warm.trial()
    assert failed
    assert list(failed["groups"][0]["notes"]) == [
        {
            "where": f"theme/templates/article.html, dòng {line}",
            "what": "Mẫu trang gọi tên không có. Jinja báo: 'khong_co' is undefined",
            "cure": "Sửa tệp ấy rồi lưu lại.",
            "code": "template-name",
        }
    ]

"""What a changed file asks for."""

from pathlib import Path

import pytest

from plugins.preview.changes import Need, Watched


@pytest.fixture
def watched(tmp_path: Path) -> Watched:
    for name in ("content/bai-viet", "theme/static", "plugins/core", "output"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "output" / "sitemap.xml").write_text("<urlset/>")
    return Watched(
        (tmp_path / "content",),
        tmp_path / "theme",
        tmp_path / "plugins",
        (tmp_path / "pelicanconf.py",),
        tmp_path / "output",
    )


@pytest.mark.parametrize(
    ("name", "need"),
    [
        ("content/bai-viet/2014/04/bai.md", Need.BUILD),
        ("content/bai-viet/2014/04/anh.jpg", Need.BUILD),
        ("content/bai-viet/2014/04", Need.BUILD),
        ("theme/strings.toml", Need.BUILD),
        ("theme/static/icon-180.png", Need.BUILD),
        ("plugins/core/text.py", Need.RESTART),
        ("plugins/speech/words.toml", Need.RESTART),
        ("pelicanconf.py", Need.RESTART),
        # what editors write beside: Emacs, Vim, gedit, JetBrains, Word
        ("content/bai-viet/.#bai.md", Need.NOTHING),
        ("content/bai-viet/#bai.md#", Need.NOTHING),
        ("content/bai-viet/bai.md~", Need.NOTHING),
        ("content/bai-viet/4913", Need.NOTHING),
        ("content/bai-viet/.bai.md.swp", Need.NOTHING),
        ("content/bai-viet/bai.md.swx", Need.NOTHING),
        ("content/bai-viet/.goutputstream-X1Y2", Need.NOTHING),
        ("content/bai-viet/bai.md___jb_tmp___", Need.NOTHING),
        ("content/van-ban/~$01.docx", Need.NOTHING),
        ("content/.git/index", Need.NOTHING),
        ("plugins/core/__pycache__/text.cpython-311.pyc", Need.NOTHING),
        ("output", Need.NOTHING),  # a build has let another folder take its place
        (".output-so", Need.NOTHING),
        (".reports/held.json", Need.NOTHING),
        ("README.md", Need.NOTHING),
    ],
)
def test_what_a_file_asks_for(watched: Watched, tmp_path: Path, name: str, need: Need) -> None:
    path = tmp_path / name
    assert watched.need([path]) == (need, {path} if need else set())


def test_an_output_that_is_gone_or_emptied_comes_back(watched: Watched, tmp_path: Path) -> None:
    (tmp_path / "output" / "sitemap.xml").unlink()
    assert watched.need([tmp_path / "output"])[0] is Need.BUILD
    (tmp_path / "output").rmdir()
    assert watched.need([tmp_path / "output"])[0] is Need.BUILD


def test_the_greatest_need_counts_and_litter_is_left_out(watched: Watched, tmp_path: Path) -> None:
    article, code, litter = (tmp_path / n for n in ("content/a.md", "plugins/core/x.py", "content/a.md~"))
    assert watched.need([article, code, litter]) == (Need.RESTART, {article, code})
    assert watched.need([]) == (Need.NOTHING, set())

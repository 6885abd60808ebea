"""The command line: Vietnamese errors, and a tool that cannot be had."""

import pytest

from benchmarks import build
from benchmarks.tools import TOOLS, NotToBeHadError, Tool


def test_too_few_articles_are_refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["bench", "--articles", "3"])
    with pytest.raises(SystemExit) as left:
        build.main()
    assert left.value.code == 2
    assert (
        "Lệnh chưa đúng: --articles: phải là số nguyên từ 20 trở lên, không phải “3”."
        in capsys.readouterr().err
    )


def test_a_tool_that_cannot_be_had_is_left_out(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> Tool:
        raise NotToBeHadError("máy chưa có Node.js")

    monkeypatch.setitem(TOOLS, "eleventy", missing)
    monkeypatch.setattr("sys.argv", ["bench", "30", "--tools", "eleventy"])
    assert build.main() == 1
    assert "Bỏ qua eleventy: máy chưa có Node.js. Các công cụ khác vẫn được đo.\n" in capsys.readouterr().out

"""Every case of tests/invalid/articles.toml gives exactly the problems written there."""

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from plugins.articles.read import ArticleContext
from plugins.core.dates import HANOI
from plugins.core.problem import Severity
from tests.articles.desk import SOUND_BODY, article_text, make_context, read_text, told

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "invalid" / "articles.toml").read_text(encoding="utf-8")
)["case"]


def source_of(case: dict[str, Any]) -> str:
    if "source" in case:
        return str(case["source"])
    times = case.get("times", 1)
    fields = {name: value * times for name, value in case.get("fields", {}).items()}
    body = f"{case['body'] * times}\n\n{SOUND_BODY}" if "body" in case else case.get("whole_body", SOUND_BODY)
    return article_text(fields, case.get("drop", ()), case.get("add", ()), body)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_problems(case: dict[str, Any], tmp_path: Path, context: ArticleContext) -> None:
    if "now" in case:
        context = make_context(datetime.fromisoformat(case["now"]).replace(tzinfo=HANOI))
    reading = read_text(tmp_path, source_of(case), context)
    assert told(reading.problems) == case["expect"]
    faulty = any(p.severity is Severity.FAULT for p in reading.problems)
    assert (reading.article is None) == faulty


def test_the_sound_article_has_no_problem(tmp_path: Path, context: ArticleContext) -> None:
    assert told(read_text(tmp_path, article_text(), context).problems) == []


def test_at_least_forty_kinds() -> None:
    kinds = {expected.split()[1].rstrip(":") for case in CASES for expected in case["expect"]}
    assert len(kinds) >= 40

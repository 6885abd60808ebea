"""A first proposal of an issue from what the month has: for an editor to reorder."""

import json
from collections.abc import Iterator
from datetime import date, timedelta

from plugins.articles.model import Article
from plugins.issues.model import IssueState
from plugins.library.library import Library, Month


def draft_issue(library: Library, month: Month, number: int) -> str:
    """The text of an issue file: a part for each section that has articles, oldest section first."""
    year, of_year = month
    articles = library.in_month(month)
    last = date(year + of_year // 12, of_year % 12 + 1, 1) - timedelta(days=1)
    rows = [
        f"# Bản tin tháng {of_year}/{year}, bản đề nghị: xếp lại các bài, viết thư, rồi đổi trạng thái.",
        f"so = {number}",
        f"ngay = {last.isoformat()}",
        f'trang_thai = "{IssueState.DRAFT}"',
        "",
        *_cover(articles),
        "# [thu]",
        '# tieu_de = "Thư tòa soạn"',
        '# loi = """',
        "# Lời thư, các đoạn cách nhau một dòng trống.",
        '# """',
        '# ky_ten = "Ban biên tập"',
    ]
    for section in library.site.sections:
        own = [a for a in articles if a.section == section][::-1]
        if own:
            rows += ["", "[[phan]]", f"ten = {_quoted(section.name)}", "bai = [", *map(_row, own), "]"]
    return "\n".join(rows) + "\n"


def _cover(articles: tuple[Article, ...]) -> Iterator[str]:
    lead = next((a for a in articles if a.photo), articles[0] if articles else None)
    if lead:
        yield "[bia]"
        yield f"bai = {_quoted(_key(lead))}"
        yield ""


def _row(article: Article) -> str:
    return f"    {_quoted(_key(article))},  # {article.title}"


def _key(article: Article) -> str:
    return article.path.strip("/").removeprefix("tin/")


def _quoted(text: str) -> str:
    """A TOML string; JSON's escapes are TOML's."""
    return json.dumps(text, ensure_ascii=False)

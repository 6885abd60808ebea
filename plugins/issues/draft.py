"""A first proposal of an issue from what the month has: for an editor to reorder."""

import json
from collections.abc import Iterator, Sequence, Set
from datetime import date

from plugins.articles.model import Article
from plugins.issues.articles import MOST_ARTICLES
from plugins.issues.model import IssueState, article_key
from plugins.issues.unreadable import last_day
from plugins.library.library import Library, Month


def draft_issue(library: Library, month: Month, number: int) -> str:
    """The text of an issue file: a part for each section that has articles, oldest section first.

    A month with more articles than an issue may have gives the newest; the others stand as comments.
    """
    year, of_year = month
    articles = library.in_month(month)
    chosen = {a.source for a in articles[:MOST_ARTICLES]}
    rows = [
        f"# Bản tin tháng {of_year}/{year}, bản đề nghị: xếp lại các bài, viết thư, rồi đổi trạng thái.",
        "# Mọi mục ghi được, kèm ví dụ: trang “Làm bản tin” (/lam-ban-tin/). Bỏ dấu # thì dòng có hiệu lực.",
        f"so = {number}",
        f"ngay = {last_day(date(year, of_year, 1)).isoformat()}",
        f'trang_thai = "{IssueState.DRAFT}"',
        "# lich = false",
        f"# van_ban = [{', '.join(_documents(library, month))}]",
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
            rows += _part(section.name, own, chosen)
    return "\n".join(rows) + "\n"


def _documents(library: Library, month: Month) -> Iterator[str]:
    """What is printed where nothing is said: the documents of the month."""
    return (_quoted(d.number) for d in library.documents if (d.issued.year, d.issued.month) == month)


def _cover(articles: tuple[Article, ...]) -> Iterator[str]:
    lead = next((a for a in articles[:MOST_ARTICLES] if a.photo), articles[0] if articles else None)
    if lead:
        yield "[bia]"
        yield f"bai = {_quoted(article_key(lead))}"
        yield f"# tit = {_quoted(lead.title)}"
        yield '# anh = "ten-anh.jpg"'
        yield '# mo_ta_anh = "Ảnh có gì, cho người không nhìn thấy"'
        yield '# nguon_anh = "Ai chụp"'
        yield ""


def _part(name: str, articles: Sequence[Article], chosen: Set[str]) -> Iterator[str]:
    """A part; one whose articles all come too late is a comment as a whole."""
    some = any(a.source in chosen for a in articles)
    mark = "" if some else "# "
    yield ""
    yield f"{mark}[[phan]]"
    yield f"{mark}ten = {_quoted(name)}"
    yield f"{mark}bai = ["
    for article in articles:
        out = "# " if some and article.source not in chosen else ""
        yield f"{mark}    {out}{_quoted(article_key(article))},  # {article.title}"
    yield f"{mark}]"
    yield f"# chuyen_muc = {_quoted(name)}  # thay cho bai: lấy mọi bài của chuyên mục"
    yield "# nhieu_nhat = 6"


def _quoted(text: str) -> str:
    """A TOML string; JSON's escapes are TOML's."""
    return json.dumps(text, ensure_ascii=False)

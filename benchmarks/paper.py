"""The printed bulletin: time and memory of issues of about 40 and 200 pages, each in a process of its own.

python -m benchmarks.paper [40 200]
"""

import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from plugins.articles.model import Article, Text
from plugins.issues.model import Issue, Part
from plugins.issues.paper.make import make_booklet, make_paper
from plugins.issues.paper.press import Press
from tests.issues.samples import SENTENCES, make_sample

_ARTICLES_A_PAGE = 0.8


def long_issue(issue: Issue, articles: int) -> Issue:
    """The sample issue with that many made articles of 300 to 900 words, in parts of ten."""
    made = [_article(issue.articles[n % len(issue.articles)], n) for n in range(articles)]
    parts = [Part(f"Phần {n // 10 + 1}", tuple(made[n : n + 10])) for n in range(0, articles, 10)]
    return replace(issue, parts=tuple(parts), cover=replace(issue.cover, article=made[0]))


def _article(pattern: Article, number: int) -> Article:
    chance = random.Random(number)
    texts = (" ".join(chance.choices(SENTENCES, k=3)) for _ in range(chance.randrange(4, 16)))
    own = f"bai-do-{number}"
    return replace(
        pattern,
        slug=own,
        source=f"{own}.md",
        title=f"Bài đo thứ {number}: một việc làm dài hơi ở {pattern.places[0].title}",
        body=Text(pattern.body_html + "".join(f"<p>{text}</p>" for text in texts)),
    )


def measure(pages: int) -> None:
    """Make one issue and print what it took."""
    rounds = 0
    ask = Press.ask

    def counted(press: Press, label: str, **inputs: object) -> list[dict[str, object]]:
        nonlocal rounds
        rounds += 1
        return [dict(mark) for mark in ask(press, label, **inputs)]

    Press.ask = counted  # type: ignore[method-assign,assignment]
    with tempfile.TemporaryDirectory() as name:
        sample = make_sample(Path(name))
        issue = long_issue(sample.issue, round(pages * _ARTICLES_A_PAGE))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        start, work = time.perf_counter(), time.process_time()
        pdf = make_paper(issue, sample.files)
        made, worked = time.perf_counter(), time.process_time()
        booklet = make_booklet(pdf)
        folded = time.perf_counter()
    count = len(PdfReader(BytesIO(pdf)).pages)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{count} pages, {len(issue.articles)} articles: {made - start:.1f} s ({worked - work:.1f} s of work,"
        f" {rounds} rounds), {len(pdf) / 1e6:.1f} MB, {peak} MB of memory ({before} before);"
        f" booklet {folded - made:.2f} s, {len(booklet) / 1e6:.1f} MB"
    )


def main() -> None:
    """One process for each size, so that each tells its own memory."""
    if "PAPER_PAGES" in os.environ:
        measure(int(os.environ["PAPER_PAGES"]))
        return
    for pages in sys.argv[1:] or ["40", "200"]:
        own = {**os.environ, "PAPER_PAGES": pages}
        subprocess.run([sys.executable, "-m", "benchmarks.paper"], env=own, check=True)


if __name__ == "__main__":
    main()

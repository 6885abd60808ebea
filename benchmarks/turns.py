"""All tools over one corpus, in turns: run by run, so that what else the machine does falls on all."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from benchmarks.corpus import Article, Corpus
from benchmarks.measure import Change, Cost, RunError, changed, run, snapshot
from benchmarks.results import JOBS, Result
from benchmarks.tools import Tool, environment


@dataclass(slots=True)
class Bench:
    """A tool's site while it is measured; `edits` numbers the edits, so that each one is new.

    `settle` comes before each run: what the tool before has left to be written is not this one's burden.
    """

    tool: Tool
    folder: Path
    corpus: Corpus
    settle: Callable[[], None]
    costs: dict[str, list[Cost]] = field(default_factory=lambda: {job: [] for job in JOBS})
    changes: dict[str, Change] = field(default_factory=dict)
    article: Article = field(init=False)
    edits: int = 0
    failed: bool = False

    def __post_init__(self) -> None:
        self.article = self.corpus.middle

    @property
    def output(self) -> Path:
        """Where the site is built."""
        return self.folder / "output"

    def lay_out(self) -> None:
        """The site's sources, and one build that does not count: it warms the machine's file cache."""
        self.folder.mkdir()
        self.tool.lay_out(self.folder)
        self.tool.form.write(self.corpus, self.folder)
        self._run(self.tool.command)

    def cold(self) -> None:
        """A build that finds neither output nor cache."""
        self.tool.forget(self.folder)
        self.costs["cold"].append(self._run(self.tool.command))

    def prime(self) -> None:
        """What building again needs: where that is another command, a first run of it fills its cache."""
        if self.tool.again != self.tool.command:
            self._run(self.tool.again)

    def again(self, *, job: str, look: bool) -> None:
        """The build after an edit; `look` says which files it wrote. Raises RunError."""
        shown = self._edit(job)
        before = snapshot(self.output) if look else {}
        self.costs[job].append(self._run(self.tool.again))
        if look:
            self.changes[job] = changed(before, snapshot(self.output))
        if shown not in (self.output / self.article.path).read_text(encoding="utf-8"):
            raise RunError(f"{self.article.path} không có chữ vừa sửa “{shown}”")

    def _edit(self, job: str) -> str:
        """Edit the middle article; what has to stand in its page then."""
        if job == "same":
            return self.article.title
        self.edits += 1
        word = f"sửa{self.edits}"
        self.article = self.article.reworded(word) if job == "word" else self.article.retitled(word)
        self.tool.form.write_article(self.article, self.folder)
        return word

    def _run(self, command: Sequence[str | Path]) -> Cost:
        self.settle()
        return run(command, self.folder, environment(self.folder))

    def results(self) -> list[Result]:
        """What was measured; nothing where the tool failed."""
        if self.failed:
            return []
        size = len(self.corpus.articles)
        return [
            Result(self.tool, size, job, tuple(costs), self.changes.get(job))
            for job, costs in self.costs.items()
        ]


def take_turns(benches: Sequence[Bench], runs: int) -> None:
    """Every job `runs` times. A tool that fails is told, marked as failed and left out from there on."""
    _each(benches, "chuẩn bị", Bench.lay_out)
    for _ in range(runs):
        _each(benches, JOBS["cold"], Bench.cold)
    _each(benches, "chuẩn bị", Bench.prime)
    for job, title in JOBS.items():
        for left in reversed(range(runs if job != "cold" else 0)):
            _each(benches, title, partial(Bench.again, job=job, look=not left))


def _each(benches: Sequence[Bench], title: str, step: Callable[[Bench], None]) -> None:
    for bench in benches:
        if bench.failed:
            continue
        if sys.stderr.isatty():
            print(f"\r\033[K{title}: {bench.tool.title}", end="", file=sys.stderr, flush=True)
        try:
            step(bench)
        except (RunError, OSError) as error:
            bench.failed = True
            print(f"\n{bench.tool.title} bị loại khi {title}: {error}", file=sys.stderr, flush=True)
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr, flush=True)

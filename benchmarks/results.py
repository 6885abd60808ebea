"""What was measured, as tables of at most 100 columns and as JSON."""

import json
import os
import platform
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from benchmarks.measure import Change, Cost
from benchmarks.tools import Tool

# In the order they are measured in, with what the table calls them.
JOBS: Mapping[str, str] = {
    "cold": "dựng từ đầu",
    "same": "không có gì mới",
    "word": "sửa một chữ",
    "title": "sửa một tít",
}
# Kinds of page by the first part of their address, the same for every tool.
_KINDS: Mapping[str, str] = {
    "tin": "bài",
    "chuyen-muc": "chuyên mục",
    "dia-ban": "địa bàn",
    "luu-tru": "lưu trữ",
    "index.html": "trang chủ",
    "feed": "nguồn tin",
    "sitemap.xml": "sơ đồ",
    "more": "khác",
}


@dataclass(frozen=True, slots=True)
class Result:
    """One job of one tool: every run, and what the last of them changed in the output (None if cold)."""

    tool: Tool
    articles: int
    job: str
    costs: tuple[Cost, ...]
    change: Change | None

    @property
    def cost(self) -> Cost:
        """The median of each figure by itself."""
        return Cost(
            median(c.seconds for c in self.costs),
            median(c.work for c in self.costs),
            median(c.largest for c in self.costs),
            median(c.together for c in self.costs),
        )


def count_pages(output: Path) -> Counter[str]:
    """How many pages (and feeds) of each kind an output has."""
    found: Counter[str] = Counter()
    for file in output.rglob("*"):
        first = file.relative_to(output).parts[0]
        if file.name == "feed.xml":
            found["feed"] += 1
        elif file.name == "sitemap.xml":
            found["sitemap.xml"] += 1
        elif file.suffix == ".html":
            found[first if first in _KINDS else "more"] += 1
    return found


def pages_table(articles: int, pages: Mapping[str, Counter[str]]) -> Iterator[str]:
    """Pages by kind, a line a tool."""
    yield f"\n{articles} bài: số trang mỗi loại"
    yield "công cụ   " + "".join(f"{name:>11}" for name in _KINDS.values())
    for tool, counts in pages.items():
        yield f"{tool:<10}" + "".join(f"{counts[kind]:>11}" for kind in _KINDS)


def jobs_table(results: Sequence[Result]) -> Iterator[str]:
    """All tools' figures for one number of articles; the ratios are ours to each tool's."""
    yield f"\n{results[0].articles} bài, {len(results[0].costs)} lượt mỗi việc, số đứng giữa"
    yield "công cụ        giây  (các lượt)      CPU    MB cả nhóm tệp ghi tệp khác giây so  CPU so   MB so"
    for job, title in JOBS.items():
        yield title
        same = [r for r in results if r.job == job]
        ours = next((r.cost for r in same if r.tool.name == "ours"), None)
        yield from (_line(result, ours) for result in same)


def legend() -> Iterator[str]:
    """What the columns of jobs_table are."""
    yield "\nCPU: giây tính toán, cộng mọi tiến trình, ít đổi theo tải của máy hơn giây chờ."
    yield "MB: bộ nhớ đỉnh của tiến trình lớn nhất (RSS)."
    yield "cả nhóm: bộ nhớ đỉnh của mọi tiến trình cùng lúc (PSS, lấy mẫu nên có thể hụt đỉnh ngắn)."
    yield "tệp ghi: tệp có giờ ghi hoặc nội dung mới; tệp khác: tệp có nội dung khác trước."
    yield "giây so, CPU so, MB so: số đo của dự án chia cho số đo của công cụ; dưới 1 là dự án tốt hơn."


def _line(result: Result, ours: Cost | None) -> str:
    cost, change = result.cost, result.change
    times = sorted(c.seconds for c in result.costs)
    spread = f"{times[0]:.2f}–{times[-1]:.2f}"
    touched, differing = (f"{change.touched}", f"{change.differing}") if change else ("", "")
    together = f"{cost.together:.0f}" if cost.together else "–"
    pairs = zip(_figures(ours), _figures(cost), strict=True) if ours else ()
    return (
        f"  {result.tool.title:<9}{cost.seconds:8.2f}  {spread:<13}{cost.work:7.2f}{cost.largest:6.0f}"
        f"{together:>8}{touched:>8}{differing:>9}{''.join(f'{mine / its:8.2f}' for mine, its in pairs)}"
    ).rstrip()


def _figures(cost: Cost) -> tuple[float, float, float]:
    return cost.seconds, cost.work, cost.largest


def growth_table(results: Sequence[Result]) -> Iterator[str]:
    """From the fewest to the most articles: how many times the seconds, wall and CPU, and the memory."""
    if not results:
        return
    few, most = min(r.articles for r in results), max(r.articles for r in results)
    if few == most:
        return
    yield f"\nTừ {few} lên {most} bài: gấp mấy lần"
    yield "việc             công cụ      giây     CPU      MB"
    for job, title in JOBS.items():
        for large in (r for r in results if r.job == job and r.articles == most):
            small = next(
                (r for r in results if (r.job, r.articles, r.tool.name) == (job, few, large.tool.name)), None
            )
            if small:
                pairs = zip(_figures(large.cost), _figures(small.cost), strict=True)
                times = "".join(f"{more / less:8.1f}" for more, less in pairs)
                yield f"{title:<16} {large.tool.title:<8}{times}"


def write_json(
    file: Path, results: Sequence[Result], pages: Mapping[int, Mapping[str, Counter[str]]]
) -> None:
    """Everything, every single run included."""
    tools = {r.tool.name: r.tool.version for r in results}
    data = {
        "machine": {
            "system": platform.system(),
            "processor": platform.machine(),
            "cores": os.cpu_count(),
            "python": platform.python_version(),
        },
        "versions": tools,
        "pages": {str(n): {tool: dict(counts) for tool, counts in of.items()} for n, of in pages.items()},
        "results": [
            {
                "tool": r.tool.name,
                "articles": r.articles,
                "job": r.job,
                "median": asdict(r.cost),
                "runs": [asdict(cost) for cost in r.costs],
                "files": asdict(r.change) if r.change else None,
            }
            for r in results
        ],
    }
    file.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

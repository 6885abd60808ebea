"""`build`: the whole site, complete or not at all."""

import io
import logging
import shutil
import sys
import tempfile
from argparse import Namespace
from contextlib import redirect_stdout
from datetime import datetime
from pathlib import Path

from pelican import Pelican, signals
from pelican.settings import read_settings

from plugins.cli.console import CACHE, ROOT, Progress, edition_moment
from plugins.cli.parser import Parser, add_content, add_output
from plugins.cli.task import Task
from plugins.core.problem import Severity
from plugins.core.site import SiteDataError
from plugins.library.folders import IMPRINT_FILE, SOURCES
from plugins.library.kept import KeptError
from plugins.output.plugin import NewsroomGenerator
from plugins.output.publish import OutputError
from plugins.output.report import summary
from plugins.output.swap import SwapError
from plugins.output.tree import differences, rebuilding
from plugins.places.model import PlacesError


def _arguments(parser: Parser) -> None:
    add_content(parser)
    add_output(parser)
    parser.add_argument(
        "--verify", action="store_true", help="dựng thêm một trang từ đầu bên cạnh và so từng byte"
    )
    parser.add_argument("--public", action="store_true", help="bản phát hành, cho phép máy tìm kiếm đọc")


def _run(options: Namespace) -> int:
    """0 all published; 3 built, some sources held; 1 nothing replaced."""
    if not options.content.is_dir():
        print(f"Không có thư mục {options.content}. Hãy xem lại --content.", file=sys.stderr)
        return 1
    if options.output.absolute().is_relative_to(options.content.absolute()):
        print("Thư mục trang không được nằm trong thư mục bài viết. Hãy đổi --output.", file=sys.stderr)
        return 1
    now = edition_moment()
    different: list[str] = []
    try:
        newsroom = build(options.content, options.output, public=options.public, now=now)
        if options.verify:
            different = _verify(options, now)
    except (SiteDataError, PlacesError, SwapError, OutputError) as error:
        print(f"Chưa dựng được trang; trang cũ vẫn nguyên.\n{error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(
            f"Chưa dựng được trang; trang cũ vẫn nguyên. Máy báo: {error}.\n"
            "Hãy xem ổ đĩa còn chỗ không và có quyền ghi không.",
            file=sys.stderr,
        )
        return 1
    code = _tell(newsroom, options.output)
    if options.verify:
        print(_verdict(different))
    return 1 if different else code


def build(
    content: Path, output: Path, *, public: bool = False, cache: Path = CACHE, now: datetime | None = None
) -> NewsroomGenerator:
    """Build a content folder with Pelican and put the site in the place of the old one.

    `cache` holds what earlier builds have made. Raises SiteDataError, PlacesError, SwapError, OutputError
    or OSError; then the old site stands.
    """
    try:
        return _build(content, output, public, cache, now or edition_moment())
    except KeptError:
        # a damaged cache costs time, never a page
        shutil.rmtree(cache / SOURCES, ignore_errors=True)
        return _build(content, output, public, cache, now or edition_moment())


def _build(content: Path, output: Path, public: bool, cache: Path, now: datetime) -> NewsroomGenerator:
    with rebuilding(output) as tree:
        settings = read_settings(
            str(ROOT / ("publishconf.py" if public else "pelicanconf.py")),
            override={
                "PATH": str(content.absolute()),
                "OUTPUT_PATH": str(output.absolute()),
                "NEWSROOM_TREE": tree,
                "NEWSROOM_CACHE": str(cache),
                "NEWSROOM_NOW": now,
                "NEWSROOM_NOTICE": Progress(),
            },
        )
        logging.getLogger("pelican").setLevel(logging.ERROR)
        found: list[object] = []
        # Pelican's own summary, in English, counts its own generators, which have nothing to do
        with signals.all_generators_finalized.connected_to(found.extend), redirect_stdout(io.StringIO()):
            Pelican(settings).run()
    return next(g for g in found if isinstance(g, NewsroomGenerator))


def _verify(options: Namespace, now: datetime) -> list[str]:
    """The files in which the site differs from one built from nothing, without cache."""
    with tempfile.TemporaryDirectory(dir=options.output.absolute().parent, prefix=".kiem-tra-") as folder:
        clean = Path(folder) / "trang"
        build(options.content, clean, public=options.public, cache=Path(folder) / "cache", now=now)
        return differences(options.output, clean)


def _tell(newsroom: NewsroomGenerator, output: Path) -> int:
    reading = newsroom.reading
    published = reading.received - len(reading.held)
    held = [p for p in reading.problems if p.file in reading.held]
    advice = [p for p in reading.problems if p.severity is Severity.ADVICE and p.file not in reading.held]
    made = newsroom.published
    assert made is not None
    print(f"Đã dựng {made.pages} trang từ {published} nguồn vào {output}.")
    address = reading.library.site.imprint_on(newsroom.now.date()).site_url
    if newsroom.public and address.endswith(".example"):
        print(
            f"Địa chỉ {address} chỉ là tên giữ chỗ: trước khi phát hành, hãy ghi địa chỉ thật vào"
            f" “dia_chi_trang” trong {IMPRINT_FILE}."
        )
    if advice:
        print(f"\nLưu ý cho biên tập ({len(advice)}), không ngăn việc đăng:")
        print("\n".join(summary(advice)))
    if not held:
        return 0
    print(f"\nGiữ lại {len(reading.held)} trong {reading.received} nguồn, không đăng:")
    print("\n".join(summary(held)))
    print("\nDanh sách đầy đủ: .reports/held.json, cạnh thư mục trang.")
    return 3


def _verdict(different: list[str]) -> str:
    if not different:
        return "\nĐã so với một trang dựng từ đầu: giống nhau từng byte."
    shown = "\n".join(f"  {path}" for path in different[:20])
    more = f"\n  … và {len(different) - 20} tệp nữa." if len(different) > 20 else ""
    return (
        f"\nKhác với trang dựng từ đầu ở {len(different)} tệp:\n{shown}{more}\n"
        "Đây là lỗi của phần mềm: hãy báo người phụ trách. Xóa thư mục .cache và thư mục trang rồi dựng lại"
        " thì có trang đúng."
    )


TASK = Task("build", "dựng cả trang tin vào thư mục output", _arguments, _run)

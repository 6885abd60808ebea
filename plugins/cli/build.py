"""`build`: the whole site, complete or not at all."""

import io
import logging
import sys
from argparse import Namespace
from contextlib import redirect_stdout
from pathlib import Path

from pelican import Pelican, signals
from pelican.settings import read_settings

from plugins.cli.console import ROOT, Progress, edition_moment
from plugins.cli.parser import Parser, add_content, add_output
from plugins.cli.task import Task
from plugins.core.problem import Severity
from plugins.core.site import SiteDataError
from plugins.library.folders import IMPRINT_FILE
from plugins.output.plugin import NewsroomGenerator
from plugins.output.publish import OutputError
from plugins.output.report import summary
from plugins.output.swap import SwapError, replacing
from plugins.places.model import PlacesError


def _arguments(parser: Parser) -> None:
    add_content(parser)
    add_output(parser)
    parser.add_argument("--public", action="store_true", help="bản phát hành, cho phép máy tìm kiếm đọc")


def _run(options: Namespace) -> int:
    """0 all published; 3 built, some sources held; 1 nothing replaced."""
    if not options.content.is_dir():
        print(f"Không có thư mục {options.content}. Hãy xem lại --content.", file=sys.stderr)
        return 1
    if options.output.absolute().is_relative_to(options.content.absolute()):
        print("Thư mục trang không được nằm trong thư mục bài viết. Hãy đổi --output.", file=sys.stderr)
        return 1
    try:
        newsroom = build(options.content, options.output, public=options.public)
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
    return _tell(newsroom, options.output)


def build(content: Path, output: Path, *, public: bool = False) -> NewsroomGenerator:
    """Build a content folder with Pelican and put the site in the place of the old one.

    Raises SiteDataError, PlacesError, SwapError, OutputError or OSError; then the old site stands.
    """
    with replacing(output) as fresh:
        settings = read_settings(
            str(ROOT / ("publishconf.py" if public else "pelicanconf.py")),
            override={
                "PATH": str(content.absolute()),
                "OUTPUT_PATH": str(fresh),
                "NEWSROOM_OUTPUT": str(output.absolute()),
                "NEWSROOM_NOW": edition_moment(),
                "NEWSROOM_NOTICE": Progress(),
            },
        )
        logging.getLogger("pelican").setLevel(logging.ERROR)
        found: list[object] = []
        # Pelican's own summary, in English, counts its own generators, which have nothing to do
        with signals.all_generators_finalized.connected_to(found.extend), redirect_stdout(io.StringIO()):
            Pelican(settings).run()
    return next(g for g in found if isinstance(g, NewsroomGenerator))


def _tell(newsroom: NewsroomGenerator, output: Path) -> int:
    reading = newsroom.reading
    published = reading.received - len(reading.held)
    held = [p for p in reading.problems if p.file in reading.held]
    advice = [p for p in reading.problems if p.severity is Severity.ADVICE and p.file not in reading.held]
    print(f"Đã dựng {newsroom.page_count} trang từ {published} nguồn vào {output}.")
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


TASK = Task("build", "dựng cả trang tin vào thư mục output", _arguments, _run)

"""`new`: a ready article to fill in."""

import sys
from argparse import Namespace

from plugins.articles.new import new_article
from plugins.cli.console import CONTENT, edition_moment
from plugins.cli.parser import Parser, add_content
from plugins.cli.places import day_argument
from plugins.cli.task import Task
from plugins.core.site import load_site_data
from plugins.library.folders import IMPRINT_FILE, PLACES, SECTIONS_FILE, ContentFolder
from plugins.places.gazetteer import load_gazetteer
from plugins.places.model import Level
from plugins.places.resolve import resolve_fields


def _arguments(parser: Parser) -> None:
    parser.add_argument("--huyen", metavar="TÊN", help='huyện, ví dụ "Bảo Lạc"')
    parser.add_argument("--xa", metavar="TÊN", help='xã hoặc thị trấn, ví dụ "Xuân Trường"')
    parser.add_argument("--tit", metavar="TÍT", required=True, help="tít bài")
    parser.add_argument("--ngay", metavar="NGÀY", type=day_argument, help="ngày của bài (mặc định: hôm nay)")
    add_content(parser)


def _run(options: Namespace) -> int:
    """0 with the file made; 1 where a place is wrong (nothing is made)."""
    folder = ContentFolder(options.content, CONTENT)
    site = load_site_data(folder.part(SECTIONS_FILE), folder.part(IMPRINT_FILE))
    gazetteer = load_gazetteer(folder.part(PLACES))
    day = options.ngay or edition_moment().date()
    resolution = resolve_fields(gazetteer, day, district=options.huyen, commune=options.xa, places=None)
    if resolution.faults:
        for fault in resolution.faults:
            print(f"{fault.message} {fault.cure}", file=sys.stderr)
        if not options.ngay:
            print("Bài của một ngày trước: thêm ngày, ví dụ --ngay 15/04/2014.", file=sys.stderr)
        return 1
    # as the gazetteer writes the names, however they were typed
    district = next((u.name for u in resolution.units if u.level is Level.DISTRICT), None)
    commune = next((u for u in resolution.units if u.level is Level.COMMUNE), None)
    byline = f"Huyện Đoàn {district}" if district else f"Đoàn {commune.title}" if commune else None
    file = new_article(
        options.content,
        site,
        title=options.tit,
        district=district,
        commune=commune.name if commune else None,
        day=day,
        byline=byline,
    )
    print(f"Đã tạo {file}\nMở tệp này, điền các trường và viết bài, rồi chạy: python3 tasks.py check {file}")
    return 0


TASK = Task("new", "tạo sẵn một bài để điền", _arguments, _run)

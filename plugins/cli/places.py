"""`places`: which places each text is about."""

import json
import sys
from argparse import ArgumentTypeError, Namespace
from datetime import date
from pathlib import Path

from plugins.cli.console import CONTENT
from plugins.cli.parser import Parser, add_content
from plugins.cli.task import Task
from plugins.core.dates import DateError, parse_date
from plugins.library.folders import PLACES, ContentFolder
from plugins.places.gazetteer import load_gazetteer
from plugins.places.model import PlacesError
from plugins.places.report import places_json, places_text, tag_file
from plugins.places.tag import Tagger


def day_argument(text: str) -> date:
    """A --date value, in any form an article may write it."""
    try:
        return parse_date(text).date()
    except DateError as error:
        raise ArgumentTypeError(str(error)) from None


def _arguments(parser: Parser) -> None:
    parser.add_argument("files", metavar="TỆP", type=Path, nargs="+", help="tệp văn bản hoặc Markdown")
    parser.add_argument(
        "--date", metavar="NGÀY", type=day_argument,
        help="địa giới của ngày nào, ví dụ 2014-04-15 (mặc định: ngày ghi trong bài)",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="in ra JSON, mỗi tệp một dòng")
    add_content(parser)


def _run(options: Namespace) -> int:
    """0; 1 where a file cannot be read (the others are still answered)."""
    gazetteer = load_gazetteer(ContentFolder(options.content, CONTENT).part(PLACES))
    tagger = Tagger(gazetteer)
    code = 0
    for file in options.files:
        try:
            tagging = tag_file(tagger, file, options.date)
        except (PlacesError, OSError) as error:
            print(f"{file}: {error}", file=sys.stderr)
            code = 1
            continue
        if options.json:
            print(json.dumps(places_json(str(file), tagging, gazetteer), ensure_ascii=False))
        else:
            print(places_text(str(file), tagging, gazetteer))
    return code


TASK = Task("places", "cho biết mỗi văn bản nói về huyện, xã nào", _arguments, _run)

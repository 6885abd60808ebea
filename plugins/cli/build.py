"""`build`: the whole site, complete or not at all."""

import gc
import sys
import time
from argparse import Namespace
from collections.abc import Callable
from datetime import datetime

from plugins.cli.console import CONTENT, ROOT, edition_moment
from plugins.cli.parser import Parser, add_content, add_output
from plugins.cli.task import Task
from plugins.core.parallel import meanwhile
from plugins.core.site import SiteDataError
from plugins.library.folders import ContentFolder
from plugins.output.tree import Look, look_at
from plugins.output.unchanged import Inputs, Verdict, known_verdict, look, remember


def _arguments(parser: Parser) -> None:
    add_content(parser)
    add_output(parser)
    parser.add_argument(
        "--verify", action="store_true", help="dựng thêm một trang từ đầu bên cạnh và so từng byte"
    )
    parser.add_argument("--public", action="store_true", help="bản phát hành, cho phép máy tìm kiếm đọc")


def _run(options: Namespace) -> int:
    """0 all published; 3 built, some sources held; 1 nothing replaced, or not what it should be."""
    gc.disable()  # it ends before garbage would weigh anything: the peak at 10,000 articles is the same
    if not options.content.is_dir():
        print(f"Không có thư mục {options.content}. Hãy xem lại --content.", file=sys.stderr)
        return 1
    if options.output.absolute().is_relative_to(options.content.absolute()):
        print("Thư mục trang không được nằm trong thư mục bài viết. Hãy đổi --output.", file=sys.stderr)
        return 1
    now = edition_moment()
    standing = meanwhile(lambda: look_at(options.output))
    started = time.time_ns()
    try:
        content = ContentFolder(options.content.absolute(), CONTENT).scan()
    except (SiteDataError, OSError) as error:
        return _failed(error)
    own = [] if options.content.samefile(CONTENT) else [CONTENT]
    settings = [ROOT / name for name in ("pelicanconf.py", "publishconf.py")]
    inputs = look(content, (*own, ROOT / "theme"), settings, started, public=options.public)
    made_of = inputs.digest()
    if not options.verify and (known := known_verdict(options.output, made_of, now, standing)):
        print(known.said)
        print("Không có gì thay đổi từ lần dựng trước.")
        return known.code
    return _build(options, now, inputs, made_of, standing)


def _build(
    options: Namespace, now: datetime, inputs: Inputs, made_of: bytes | None, standing: Callable[[], Look]
) -> int:
    from plugins.cli.edition import EditionError, build, report, verify  # noqa: PLC0415 - see there

    different: list[str] = []
    try:
        newsroom = build(
            options.content, options.output, public=options.public, now=now, inputs=inputs, look=standing
        )
        if options.verify:
            different = verify(options.content, options.output, public=options.public, now=now)
    except (EditionError, OSError) as error:
        return _failed(error)
    code, said = report(newsroom, options.output)
    print("\n".join(said))
    remember(options.output, made_of, Verdict(code, "\n".join(said)), now, newsroom.reading.until)
    if options.verify:
        print(_verdict(different))
    return 1 if different else code


def _failed(error: Exception) -> int:
    if isinstance(error, OSError):
        machine = f" Máy báo: {error}.\nHãy xem ổ đĩa còn chỗ không và có quyền ghi không."
        print(f"Chưa dựng được trang; trang cũ vẫn nguyên.{machine}", file=sys.stderr)
    else:
        print(f"Chưa dựng được trang; trang cũ vẫn nguyên.\n{error}", file=sys.stderr)
    return 1


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

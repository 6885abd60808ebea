"""What is printed of an issue: the paper, the booklet folded from it, the radio script in large type."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date

from plugins.issues.files import Files
from plugins.issues.model import Issue
from plugins.issues.paper.columns import Setting, settle
from plugins.issues.paper.data import lay_out, words
from plugins.issues.paper.press import NO_DAY, PaperError, press
from plugins.library.read import Notice, unheard

_PAGES = re.compile(rb"/Type ?/Pages[^>]*?/Count (\d+)")


def make_paper(issue: Issue, files: Files, notice: Notice = unheard) -> bytes:
    """The issue as an A4 PDF (PDF/UA-1 and PDF/A-2a). Raises PaperError where it cannot be made.

    `notice` hears of the work, and of signs that no font has (they are printed as □).
    """
    sheets = lay_out(issue, files)
    with press("issue.typ", sheets.data, issue.day, sheets.photos) as machine:
        notice("Sắp trang bản in", 0, 2)

        def look(first: int, settings: Sequence[Setting]) -> list[Mapping[str, object]]:
            return machine.ask("mark", first=first, settings=[asdict(s) for s in settings])

        settings = settle(look, len(issue.articles))
        notice("Sắp trang bản in", 1, 2)
        made = machine.pdf(settings=[asdict(s) for s in settings])
        notice("Sắp trang bản in", 2, 2)
        if machine.replaced:
            notice(f"Không có nét chữ, in thành □: {' '.join(machine.replaced)}", 1, 1)
        return made


def make_booklet(pdf: bytes, day: date = NO_DAY) -> bytes:
    """The pages of a paper two on a sheet side, for A4 printed on both sides (turned over the short edge)
    and folded once; blank pages fill it up to a multiple of four. `day` dates the file. Raises PaperError.
    """
    found = _PAGES.search(pdf)
    if not found:
        raise PaperError("Tệp PDF không phải là bản in của bản tin, không gập đôi được.")
    count = int(found[1])
    with press(
        "booklet.typ", {"t": words(), "sides": booklet_sides(count)}, day, {"paper.pdf": pdf}
    ) as machine:
        return machine.pdf(standard=False)


def booklet_sides(pages: int) -> list[list[int]]:
    """The pages left and right on each side of each sheet, from the outermost; 0 is blank.

    Eight pages give [[8, 1], [2, 7], [6, 3], [4, 5]].
    """
    whole = (pages + 3) // 4 * 4
    pairs = [(whole - n, n + 1) if n % 2 == 0 else (n + 1, whole - n) for n in range(whole // 2)]
    return [[page if page <= pages else 0 for page in pair] for pair in pairs]


def make_radio_pdf(title: str, text: str, day: date = NO_DAY) -> bytes:
    """A radio script in large type. `text`: items with two blank lines between them, each headed by its
    first line; every line is a paragraph. Raises PaperError.
    """
    items = [item.strip("\n").split("\n") for item in re.split(r"\n{3,}", text.strip("\n"))]
    data = {
        "t": words(),
        "title": title,
        "items": [{"head": head, "lines": [line for line in rest if line]} for head, *rest in items],
    }
    with press("radio.typ", data, day) as machine:
        return machine.pdf()

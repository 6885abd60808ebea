"""One edition of the site: the newsroom's generator run over a content folder, and what is said of it.

This is what `build`, `serve` and `issue --web` share; it is imported only where something has to be
built, for the readers take longer to load than a look at what has changed. The generator is driven as
Pelican drives it, with the settings of pelicanconf.py or publishconf.py, but without loading Pelican,
whose other readers and writers take a third of the time of an edit; `pelican -s pelicanconf.py` makes
the same site (tests/site/test_pelican.py).
"""

import shutil
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from runpy import run_path

from plugins.cli.console import CACHE, ROOT, Progress, edition_moment
from plugins.core.cachefile import CacheError
from plugins.core.problem import Severity
from plugins.core.site import SiteDataError
from plugins.library.folders import IMPRINT_FILE, SOURCES
from plugins.library.read import Notice
from plugins.library.warm import Memory
from plugins.output.plugin import NewsroomGenerator
from plugins.output.publish import OutputError
from plugins.output.report import summary
from plugins.output.swap import SwapError
from plugins.output.tree import Look, differences, rebuilding
from plugins.output.unchanged import Inputs
from plugins.places.model import PlacesError


class EditionError(Exception):
    """The site cannot be built; the text says why in Vietnamese."""


def build(
    content: Path,
    output: Path,
    *,
    public: bool = False,
    cache: Path = CACHE,
    now: datetime | None = None,
    inputs: Inputs | None = None,
    look: Callable[[], Look] | None = None,
    memory: Memory | None = None,
    notice: Notice | None = None,
) -> NewsroomGenerator:
    """Build a content folder and put the site in the place of the old one.

    `cache` holds what earlier builds have made, `memory` what those of this process have loaded; `inputs`
    is a look at what the site is made of, just taken; `look` gives one at the output that has been begun.
    Raises EditionError or OSError, and what `notice` raises when it is told of the progress; then the old
    site stands.
    """
    now, notice = now or edition_moment(), notice or Progress()
    try:
        try:
            return _build(content, output, public, cache, now, inputs, look, memory, notice)
        except CacheError:
            # a damaged cache costs time, never a page
            if memory:
                memory.forget()
            shutil.rmtree(cache / SOURCES, ignore_errors=True)
            return _build(content, output, public, cache, now, inputs, None, memory, notice)
    except (SiteDataError, PlacesError, SwapError, OutputError) as error:
        raise EditionError(str(error)) from error


def _build(
    content: Path,
    output: Path,
    public: bool,
    cache: Path,
    now: datetime,
    inputs: Inputs | None,
    look: Callable[[], Look] | None,
    memory: Memory | None,
    notice: Notice,
) -> NewsroomGenerator:
    settings = run_path(str(ROOT / ("publishconf.py" if public else "pelicanconf.py")))
    settings |= {"NEWSROOM_CACHE": str(cache), "NEWSROOM_NOW": now, "NEWSROOM_NOTICE": notice}
    settings |= {"NEWSROOM_INPUTS": inputs, "NEWSROOM_MEMORY": memory}
    with rebuilding(output, look) as tree:
        newsroom = NewsroomGenerator(
            {},
            {**settings, "NEWSROOM_TREE": tree},
            path=str(content.absolute()),
            theme=settings["THEME"],
            output_path=str(output.absolute()),
        )
        newsroom.generate_context()
        newsroom.generate_output(None)
    return newsroom


def verify(content: Path, output: Path, *, public: bool, now: datetime) -> list[str]:
    """The files in which the site differs from one built from nothing, without cache."""
    with tempfile.TemporaryDirectory(dir=output.absolute().parent, prefix=".kiem-tra-") as folder:
        clean = Path(folder) / "trang"
        build(content, clean, public=public, cache=Path(folder) / "cache", now=now)
        return differences(output, clean)


def report(newsroom: NewsroomGenerator, output: Path) -> tuple[int, list[str]]:
    """The exit code of a build and the lines that tell people of it."""
    reading, made = newsroom.reading, newsroom.published
    assert made is not None
    published = reading.received - len(reading.held)
    held = [p for p in reading.problems if p.file in reading.held]
    advice = [p for p in reading.problems if p.severity is Severity.ADVICE and p.file not in reading.held]
    said = [f"Đã dựng {made.pages} trang từ {published} nguồn vào {output}."]
    address = reading.library.site.imprint_on(newsroom.now.date()).site_url
    if newsroom.public and address.endswith(".example"):
        said.append(
            f"Địa chỉ {address} chỉ là tên giữ chỗ: trước khi phát hành, hãy ghi địa chỉ thật vào"
            f" “dia_chi_trang” trong {IMPRINT_FILE}."
        )
    broken = [p for p in made.addresses.problems() if p.severity is Severity.FAULT]
    if broken:
        said += [f"\nĐịa chỉ cũ phải xem lại ({len(broken)}), không ngăn việc đăng:", *summary(broken)]
    if advice:
        said += [f"\nLưu ý cho biên tập ({len(advice)}), không ngăn việc đăng:", *summary(advice)]
    if not held:
        return 0, said
    said += [f"\nGiữ lại {len(reading.held)} trong {reading.received} nguồn, không đăng:", *summary(held)]
    said.append("\nDanh sách đầy đủ: .reports/held.json, cạnh thư mục trang.")
    return 3, said

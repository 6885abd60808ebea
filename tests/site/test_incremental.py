"""Whatever is edited, in whatever order: the site is that of a build from nothing, byte for byte."""

import csv
import os
import re
import shutil
import tempfile
import time
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from PIL import Image

from plugins.addresses.articles import FormerArticles
from plugins.core.cachefile import CacheError
from plugins.core.dates import HANOI
from plugins.core.stamps import code_digest
from plugins.issues.bulletin import read_newsroom
from plugins.library import read as library_read
from plugins.library.folders import PLACES, SOURCES, ContentFolder
from plugins.output import unchanged
from plugins.output.publish import INDEX, Edition, publish
from plugins.output.report import write_ledger
from plugins.output.tree import Changes, differences, ledger_file, rebuilding, scan
from plugins.output.unchanged import look
from tests.site.conftest import ROOT
from tests.site.corpus import SECTIONS, article

NOW = datetime(2014, 6, 1, 8, tzinfo=HANOI)
# NEWSROOM_LONG=200 is the long run: that many sequences of twelve edits.
LONG = int(os.environ.get("NEWSROOM_LONG", "0"))
# Bảo Lạc and Hà Quảng with all that they were and became: a small province builds fast.
DISTRICTS = ("043", "045")
COMMUNES = (
    ("Bảo Lạc", "Xuân Trường"),
    ("Bảo Lạc", "Hồng Trị"),
    ("Hà Quảng", "Sóc Hà"),
    ("Hà Quảng", "Trường Hà"),
)
PERSON = (ROOT / "content/nhan-vat/nguyen-van-a.md").read_text(encoding="utf-8")
NUMBER = st.integers(0, 7)
WORDS = ("trồng cỏ nuôi bò", "họp giao ban", "rào bãi chăn thả", "ủ phân xanh")
THEME_FILES = (
    *("templates/article.html", "templates/base.html", "components/card/card.html"),
    *("components/card/card.css", "css/base.css", "strings.toml", "static/robots-thu.txt"),
    *("scripts/register.js", "scripts/worker.js"),
)
ISSUE = """so = 5
ngay = 2014-05-31
trang_thai = "đã duyệt"

[[phan]]
ten = "Tin"
chuyen_muc = "{section}"
nhieu_nhat = 3
"""


def small_province(folder: Path) -> None:
    """The gazetteer with two districts, their communes and what those became."""
    shutil.copytree(ROOT / "content/dia-ban", folder)
    with (folder / "units.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    kept = [r for r in rows if r["level"] != "commune" or r["parent_code"] in DISTRICTS]
    with (folder / "units.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(kept)
    known = {r["code"] for r in kept}
    for name, column in (("aliases.csv", "code"), ("ambiguous.csv", "codes_ever")):
        with (folder / name).open(encoding="utf-8", newline="") as file:
            lines = list(csv.DictReader(file))
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, lines[0].keys())
            writer.writeheader()
            writer.writerows(r for r in lines if {*r[column].split(";")} <= known)


class Site:
    """A newsroom in a folder of its own, built again and again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.content, self.theme = folder / "content", folder / "theme"
        self.output, self.cache = folder / "output", folder / "cache"
        self.now, self.public, self.code = NOW, False, b""
        shutil.copytree(ROOT / "theme", self.theme)
        self.content.mkdir()
        for name in ("chuyen-muc.toml", "toa-soan.toml", "trang"):
            source = ROOT / "content" / name
            copy = shutil.copytree if source.is_dir() else shutil.copyfile
            copy(source, self.content / name)
        for photo in (self.content / "trang").glob("*.png"):
            photo.unlink()
        (self.content / "trang" / "gui-bai.md").unlink()
        shutil.copytree(ROOT / "content/van-ban", self.content / "van-ban")
        small_province(self.content / "dia-ban")

    def make(self, output: Path, cache: Path) -> Changes:
        """Build, as the command does: without a cache that turns out to be damaged."""
        folder = ContentFolder(self.content, ROOT / "content")
        try:
            return self._make(folder, output, cache)
        except CacheError:
            shutil.rmtree(cache / SOURCES, ignore_errors=True)
            return self._make(folder, output, cache)

    def _make(self, folder: ContentFolder, output: Path, cache: Path) -> Changes:
        started = time.time_ns()
        inputs = look(folder.scan(), (ROOT / "content", self.theme), (), started, public=self.public)
        newsroom = read_newsroom(replace(folder, seen=inputs.content), self.now, cache, former=FormerArticles)
        map_file = folder.part(PLACES) / "districts.geojson"
        edition = Edition(newsroom, self.theme, map_file, self.public, folder, cache, inputs=inputs)
        with rebuilding(output) as tree:
            published = publish(edition, tree)
        if self.public:
            write_ledger(published.addresses, self.content)
        return published.changes

    def check(self) -> None:
        """Build over what is there, and from nothing, and compare; the list of changes is checked too."""
        before = (
            {path: (self.output / path[1:]).read_bytes() for path, _ in scan(self.output)}
            if self.output.exists()
            else {}
        )
        changes = self.make(self.output, self.cache)
        with tempfile.TemporaryDirectory() as folder:
            clean = Path(folder) / "output"
            self.make(clean, Path(folder) / "cache")
            assert differences(self.output, clean) == []
        after = {path: (self.output / path[1:]).read_bytes() for path, _ in scan(self.output)}
        assert changes.removed == tuple(sorted(before.keys() - after.keys()))
        assert changes.written == tuple(sorted(p for p, data in after.items() if before.get(p) != data))
        assert self.make(self.output, self.cache) == Changes()

    # -- edits

    def file(self, number: int) -> Path:
        return self.content / f"bai-viet/2014/{4 + number % 2:02d}/bai-{number}/index.md"

    def write(
        self, number: int, *, title: int = 0, day: int = 10, section: int = 0, place: int = 0,
        word: int = 0, state: str = "đã duyệt", extra: str = "",
    ) -> None:  # fmt: skip
        """An article; each number of it says something else."""
        district, commune = COMMUNES[place % len(COMMUNES)]
        file = self.file(number)
        file.parent.mkdir(parents=True, exist_ok=True)
        text = article(
            f"Bài số {number}, tít {title}",
            f"{day:02d}/{4 + number % 2:02d}/2014",
            SECTIONS[section % 5],
            f"Huyện: {district}\nXã: {commune}\n{extra}",
            state,
            f"Lời bài {number}, chữ {word}.",
        )
        file.write_text(text, encoding="utf-8")

    def mend(self, number: int, old: str, new: str) -> None:
        file = self.file(number)
        if file.exists():
            file.write_text(re.sub(old, new, file.read_text(encoding="utf-8")), encoding="utf-8")


class Edits(RuleBasedStateMachine):
    """Random edits; after each the site is compared with one built from nothing."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="toa-soan-"))
        self.site = Site(self.folder)
        self.code = ExitStack()
        for module in (library_read, unchanged):
            digest = patch.object(module, "code_digest", lambda: code_digest() + self.site.code)
            self.code.enter_context(digest)
        for number in range(5):
            self.site.write(number, section=number, place=number)

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self.code.close()
            shutil.rmtree(self.folder)

    @rule(number=NUMBER, title=NUMBER, day=st.integers(1, 28), section=NUMBER, place=NUMBER, word=NUMBER)
    def write_article(self, number: int, title: int, day: int, section: int, place: int, word: int) -> None:
        self.site.write(number, title=title, day=day, section=section, place=place, word=word)

    @rule(number=NUMBER, word=st.integers(10, 99))
    def edit_a_word_of_the_same_length(self, number: int, word: int) -> None:
        file = self.site.file(number)
        if file.exists():
            text = file.read_text(encoding="utf-8")
            file.write_text(text.replace("Bài thử số một", f"Bài thử số {word:03d}"), encoding="utf-8")

    @rule(numbers=st.lists(NUMBER, min_size=1, max_size=3), word=NUMBER, also=st.booleans())
    def mend_the_text(self, numbers: list[int], word: int, also: bool) -> None:
        """What happens most: only texts change, or hardly more."""
        for number in numbers:
            self.site.mend(number, r"chữ \d+", f"chữ {word}")
        if also:
            self.site.mend(0, r"Huyện: .*", "Huyện: Hà Quảng")

    @rule(number=NUMBER, word=NUMBER)
    def mend_the_standfirst(self, number: int, word: int) -> None:
        self.site.mend(number, r"(?m)^Tóm tắt: .*$", f"Tóm tắt: Lời dẫn thử số {word}, đủ dài để đăng ở đây.")

    @rule(number=NUMBER, state=st.sampled_from(["nháp", "chờ duyệt", "đã duyệt", "gỡ", "sai"]))
    def change_state(self, number: int, state: str) -> None:
        self.site.write(number, state=state)

    @rule(number=NUMBER)
    def delete_article(self, number: int) -> None:
        shutil.rmtree(self.site.file(number).parent, ignore_errors=True)

    @rule(number=NUMBER)
    def join_the_forum(self, number: int) -> None:
        self.site.write(number, extra="Loạt bài: dien-dan-tri-thuc-tre\n")

    @rule(number=NUMBER, words=st.lists(st.sampled_from(WORDS), min_size=2, max_size=3, unique=True))
    def say_it_in_the_words_of_another(self, number: int, words: list[str]) -> None:
        file = self.site.file(number)
        if file.exists():
            text = file.read_text(encoding="utf-8")
            file.write_text(text.replace("tít ", " ".join([*words, "tít "]), 1), encoding="utf-8")

    @rule(number=NUMBER, years=st.integers(1, 4), days=st.integers(0, 1))
    def come_to_its_day_in_another_year(self, number: int, years: int, days: int) -> None:
        self.site.now = datetime(2014 + years, 4 + number % 2, 10 + days, 8, tzinfo=HANOI)

    @rule(number=NUMBER, other=NUMBER)
    def rename_article(self, number: int, other: int) -> None:
        old, new = self.site.file(number).parent, self.site.content / f"bai-viet/chuyen/ten-{other}"
        if old.exists() and not new.exists():
            new.parent.mkdir(parents=True, exist_ok=True)
            old.rename(new)

    @rule(number=NUMBER, other=NUMBER)
    def claim_an_old_address(self, number: int, other: int) -> None:
        old = self.site.file(other).parent
        address = f"/tin/2014/{old.parent.name}/{old.name}/"
        self.site.write(number, extra=f"Địa chỉ cũ: {address}\n")

    @precondition(lambda self: (self.site.content / "dia-chi.txt").exists())
    @rule(data=st.data(), word=st.sampled_from(["đã gỡ", "→ /lich/", "→ /tin/2014/04/bai-0/", "!"]))
    def edit_the_ledger(self, data: st.DataObject, word: str) -> None:
        file = self.site.content / "dia-chi.txt"
        lines = file.read_text(encoding="utf-8").splitlines()
        at = data.draw(st.integers(0, len(lines) - 1))
        lines[at] = f"{lines[at].split()[0]} {word}"
        file.write_text("\n".join(lines), encoding="utf-8")

    @rule(number=NUMBER, other=NUMBER)
    def copy_article(self, number: int, other: int) -> None:
        old, new = self.site.file(number), self.site.content / f"bai-viet/ban-chep-{other}.md"
        if old.exists():
            shutil.copy2(old, new)

    @rule(number=NUMBER, colour=st.sampled_from(["red", "green", "blue"]), wide=st.sampled_from([300, 640]))
    def give_a_photo(self, number: int, colour: str, wide: int) -> None:
        extra = "Ảnh: anh.jpg\nMô tả ảnh: Một mảng màu.\nNguồn ảnh: Người thử\n"
        self.site.write(number, extra=extra)
        Image.new("RGB", (wide, 400), colour).save(self.site.file(number).with_name("anh.jpg"))

    @rule(number=NUMBER)
    def lose_the_photo(self, number: int) -> None:
        self.site.file(number).with_name("anh.jpg").unlink(missing_ok=True)

    @rule(number=NUMBER)
    def name_a_person_and_a_paper(self, number: int) -> None:
        self.site.write(number, extra="Nhân vật: nguyen-van-a\nVăn bản: 70-KH/TĐTN-TCKT\n")

    @rule(there=st.booleans(), name=st.sampled_from(["Nguyễn Văn A", "Nguyễn Văn Anh"]))
    def change_the_person(self, there: bool, name: str) -> None:
        file = self.site.content / "nhan-vat/nguyen-van-a.md"
        file.parent.mkdir(exist_ok=True)
        file.unlink(missing_ok=True)
        if there:
            file.write_text(PERSON.replace("Nguyễn Văn A", name), encoding="utf-8")

    @rule(word=NUMBER)
    def edit_the_paper(self, word: int) -> None:
        file = self.site.content / "van-ban/2014-70-kh-tdtn-tckt.md"
        file.write_text(file.read_text(encoding="utf-8") + f"\nThêm một dòng thử {word}.\n", encoding="utf-8")

    @rule(word=NUMBER)
    def edit_a_fixed_page(self, word: int) -> None:
        file = self.site.content / "trang/lien-he.md"
        file.write_text(file.read_text(encoding="utf-8") + f"\nDòng thử {word}.\n", encoding="utf-8")

    @rule(section=NUMBER, there=st.booleans(), named=st.booleans())
    def make_an_issue(self, section: int, there: bool, named: bool) -> None:
        """Of a section, or of one article by a name that it has, had or never had."""
        file = self.site.content / "ban-tin/2014-05.toml"
        file.parent.mkdir(exist_ok=True)
        file.unlink(missing_ok=True)
        if there:
            text = ISSUE.format(section=SECTIONS[section % 5])
            text = (
                re.sub("chuyen_muc = .*\nnhieu_nhat = 3", f'bai = ["bai-{section}"]', text) if named else text
            )
            file.write_text(text, encoding="utf-8")

    @rule(district=st.sampled_from(["bao-lac", "ha-quang"]), text=st.text("ab", max_size=2))
    def make_a_radio_text(self, district: str, text: str) -> None:
        file = self.site.content / f"ban-tin/2014-05/phat-thanh-{district}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    @rule(number=NUMBER, colours=st.permutations(["red", "green", "blue"]))
    def give_photos_to_the_gallery(self, number: int, colours: list[str]) -> None:
        self.site.write(number)
        file = self.site.file(number)
        shown = "".join(f'\n![Một mảng màu]({c}.jpg "Ảnh: Người thử")\n' for c in colours[:2])
        file.write_text(file.read_text(encoding="utf-8") + shown, encoding="utf-8")
        for colour in colours[:2]:
            Image.new("RGB", (640, 400), colour).save(file.with_name(f"{colour}.jpg"))

    @rule(name=st.sampled_from(["Xuân Trường", "Xuân Trang"]))
    def edit_the_gazetteer(self, name: str) -> None:
        file = self.site.content / "dia-ban/units.csv"
        text = file.read_text(encoding="utf-8")
        for old in ("Xuân Trường", "Xuân Trang"):
            text = text.replace(f",{old},xã", f",{name},xã")
        file.write_text(text, encoding="utf-8")

    @rule(name=st.sampled_from(["Hoạt động Dự án", "Hoạt động của Dự án"]))
    def rename_a_section(self, name: str) -> None:
        file = self.site.content / "chuyen-muc.toml"
        text = file.read_text(encoding="utf-8").replace("Hoạt động của Dự án", "Hoạt động Dự án")
        file.write_text(text.replace("Hoạt động Dự án", name), encoding="utf-8")

    @rule(name=st.sampled_from(["Tỉnh Đoàn Cao Bằng", "Tỉnh Đoàn Thử"]))
    def edit_the_imprint(self, name: str) -> None:
        file = self.site.content / "toa-soan.toml"
        text = file.read_text(encoding="utf-8").replace("Tỉnh Đoàn Thử", "Tỉnh Đoàn Cao Bằng")
        file.write_text(text.replace("Tỉnh Đoàn Cao Bằng", name), encoding="utf-8")

    @rule(there=st.sampled_from(["true", "false"]))
    def switch_reading_offline(self, there: str) -> None:
        file = self.site.content / "toa-soan.toml"
        text = file.read_text(encoding="utf-8")
        text = text.replace("doc_ngoai_tuyen = false", "doc_ngoai_tuyen = true")
        file.write_text(
            text.replace("doc_ngoai_tuyen = true", f"doc_ngoai_tuyen = {there}"), encoding="utf-8"
        )

    @rule(what=st.sampled_from(THEME_FILES), word=NUMBER)
    def edit_the_theme(self, what: str, word: int) -> None:
        file = self.site.theme / what
        kind = file.suffix
        text = file.read_text(encoding="utf-8") if file.exists() else ""
        if kind == ".js":
            text += f"\nvoid {word};\n"
        elif kind == ".css":
            text += f"\n.thu-{word}{{color:#00000{word}}}\n"
        elif kind == ".toml":
            text = text.replace("Trang chủ", f"Trang chủ {word}")
        elif kind == ".txt":
            text += f"{word}\n"
        elif what == "templates/base.html":
            text = text.replace("</body>", f"<!-- {word} --></body>")
        else:
            text = text.replace("</article>", f"<!-- {word} --></article>", 1)
        file.write_text(text, encoding="utf-8")

    @rule(code=st.binary(max_size=2))
    def change_the_code_or_a_dependency(self, code: bytes) -> None:
        self.site.code = code

    @rule(days=st.integers(-40, 4500))
    def wait(self, days: int) -> None:
        self.site.now = NOW + timedelta(days=days)

    @rule()
    def release(self) -> None:
        self.site.public = not self.site.public

    @precondition(lambda self: self.site.output.exists())
    @rule(number=NUMBER, data=st.data())
    def damage_the_site(self, number: int, data: st.DataObject) -> None:
        files = sorted(path for path, _ in scan(self.site.output))
        file = self.site.output / data.draw(st.sampled_from(files))[1:]
        if number % 3 == 0:
            file.unlink()
        elif number % 3 == 1:
            file.write_bytes(file.read_bytes() + b"!")
        else:
            (file.parent / "la.html").write_text("lạ", encoding="utf-8")
        (self.site.output / "sitemap.xml").touch()  # else it is no site, and rightly refused

    @precondition(lambda self: self.site.output.exists())
    @rule(at=st.floats(0, 0.999), which=st.sampled_from(["cache", "ledger", "index"]), cut=st.booleans())
    def damage_what_is_kept(self, at: float, which: str, cut: bool) -> None:
        (kept,) = (self.site.cache / SOURCES).glob("*.sqlite")
        (index,) = (self.site.cache / INDEX).glob("*.sqlite")
        file = {"cache": kept, "index": index}.get(which, ledger_file(self.site.output))
        data = bytearray(file.read_bytes())
        place = int(at * len(data))
        if cut:
            del data[place:]
        elif data:
            data[place] ^= 0xFF
        file.write_bytes(data)

    @precondition(lambda self: self.site.output.exists())
    @rule(which=st.sampled_from(["output", "cache", "ledger", "photos"]))
    def lose(self, which: str) -> None:
        if which == "ledger":
            ledger_file(self.site.output).unlink(missing_ok=True)
        else:
            folders = {"output": self.site.output, "cache": self.site.cache}
            shutil.rmtree(folders.get(which, self.site.cache / "anh"), ignore_errors=True)

    @invariant()
    def the_site_is_that_of_a_build_from_nothing(self) -> None:
        if hasattr(self, "site"):
            self.site.check()


Edits.TestCase.settings = settings(
    max_examples=LONG or 2,
    stateful_step_count=12 if LONG else 8,
    deadline=None,
    print_blob=True,
    suppress_health_check=list(HealthCheck),
)
TestEdits = pytest.mark.filterwarnings("error")(Edits.TestCase)

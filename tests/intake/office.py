"""A newsroom with an inbox to drop things into, for tests."""

import io
import os
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from PIL import Image

from plugins.core.dates import HANOI
from plugins.intake.desk import Desk, open_desk
from plugins.intake.register import Register
from plugins.intake.run import Report, Way, take_in
from plugins.intake.take import as_written

ROOT = Path(__file__).parents[2]
NOW = datetime(2014, 4, 15, 7, 30, tzinfo=HANOI)

SECTIONS = """\
[[chuyen_muc]]
ten = "Tin huyện"
slug = "tin-huyen"
mo_ta = "Tin từ các huyện."
"""
IMPRINT = """\
[[toa_soan]]
hieu_luc_tu = 2014-01-01
co_quan = "Tỉnh Đoàn mẫu"
ten_trang = "Trang mẫu"
dia_chi_trang = "https://mau.example"
"""

# Sentences of invented articles that share no four words.
TOPICS = {
    "co": "Trong bài mẫu, đoàn viên xã Xuân Trường cùng bà con trồng "
    "cỏ voi trên nương, đủ cho bò ăn qua mùa đông.",
    "duong": "Trong bài mẫu, ba mươi bạn trẻ đổ bê tông con dốc đầu xóm, "
    "mỗi nhà góp một ngày công và ít cát.",
    "sach": "Trong bài mẫu, tủ sách đặt ở nhà văn hóa mở cửa chiều thứ bảy, em nào cũng mượn được hai quyển.",
    "lon": "Trong bài mẫu, lớp học nuôi lợn sạch khai giảng tại trụ sở, học viên ghi sổ thu chi hằng tuần.",
    "rung": "Trong bài mẫu, lễ ra quân trồng rừng diễn ra sớm nay, mười nghìn cây sa mộc đã xuống đất.",
    "nuoc": "Trong bài mẫu, đường ống dẫn nước về bản dài bốn cây số vừa "
    "thông, nhiều hộ không còn phải gánh.",
}


def article(title: str = "Bài mẫu trồng cỏ", topic: str = "co", more: str = "", **fields: str) -> str:
    """An article as a reporter sends it; a field given as '' is left out."""
    values = {
        "Tiêu đề": title,
        "Ngày": "15/04/2014",
        "Chuyên mục": "Tin huyện",
        "Tác giả": "Người mẫu",
        "Tóm tắt": "Bài mẫu, người và việc là bịa.",
    } | {name.replace("_", " "): value for name, value in fields.items()}
    header = "\n".join(f"{name}: {value}" for name, value in values.items() if value)
    return f"{header}\n\n{TOPICS[topic]}\n{more}"


def picture(seed: int = 1, size: tuple[int, int] = (320, 240)) -> bytes:
    """A small JPEG, another one for each seed."""
    image = Image.new("RGB", size, (seed * 37 % 255, seed * 91 % 255, seed * 53 % 255))
    image.paste((seed % 255, 20, 200), (10, 10, 60 + seed % 40, 60))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=70)
    return out.getvalue()


def zipped(**members: str | bytes) -> bytes:
    """A zip of these; `__` in a name stands for `/` and `_` for `.`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return out.getvalue()


@dataclass(slots=True)
class Office:
    """A newsroom in a folder; `processes` 0 works in this process, which is quicker."""

    root: Path
    processes: int | None = 0
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        (self.inbox / "bao-lac").mkdir(parents=True)
        self.content.mkdir()
        (self.content / "chuyen-muc.toml").write_text(SECTIONS, encoding="utf-8")
        (self.content / "toa-soan.toml").write_text(IMPRINT, encoding="utf-8")

    @property
    def inbox(self) -> Path:
        return self.root / "chia-se"

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def own(self) -> Path:
        return self.root / ".tiep-nhan"

    def desk(self) -> Desk:
        return open_desk(self.inbox, self.content, ROOT / "content", self.root / "cache")

    def drop(self, name: str, data: str | bytes, folder: str = "bao-lac") -> Path:
        """A file in the inbox that has lain there for an hour."""
        file = self.inbox / folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data.encode() if isinstance(data, str) else data)
        return file

    def run(self, now: datetime = NOW, **way: object) -> Report:
        """Take in everything; what was dropped just now counts as settled."""
        options: dict[str, object] = {"settle": 0.0, "processes": self.processes, "recognise": as_written}
        return take_in(self.desk(), now, Way(**(options | way)))  # type: ignore[arg-type]

    def register(self) -> Register:
        return Register(self.own)

    def states(self) -> dict[str, str]:
        """The state of every code."""
        return {s.code: str(s.state) for s in self.register().submissions()}

    def shared(self) -> list[str]:
        """Everything in the inbox but receipts and status pages, sorted."""
        return [p for p in self.everything(self.inbox) if ".giay-bao." not in p and "tinh-trang" not in p]

    def drafts(self) -> list[str]:
        """Everything below content/bai-viet, hidden things too."""
        return self.everything(self.content / "bai-viet")

    def receipt(self, code: str) -> str:
        """The plain text receipt of a code, as it lies in the inbox."""
        place = self.register().get(code).place
        data = (self.inbox / f"{place}.giay-bao.txt").read_bytes()
        return data.decode("utf-8-sig").replace("\r\n", "\n")

    def status(self, folder: str = "bao-lac") -> str:
        data = (self.inbox / folder / "tinh-trang.txt").read_bytes()
        return data.decode("utf-8-sig").replace("\r\n", "\n")

    @staticmethod
    def everything(folder: Path) -> list[str]:
        def walk() -> Iterator[str]:
            for here, _, names in os.walk(folder):
                for name in names:
                    yield (Path(here) / name).relative_to(folder).as_posix()

        return sorted(walk())

"""An invented issue of 16 articles with photos, letter, document and duties, for the tests of every form.

`make_sample(folder)` writes a content folder below `folder`, reads it as the build does and gives the
issue with its files. Nothing in it is true: places are real, everything else is made up.
"""

import atexit
import io
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageDraw

from plugins.core.dates import HANOI
from plugins.core.markup import make_converter
from plugins.issues.files import PublishedFiles
from plugins.issues.model import Correction, Issue
from plugins.issues.read import IssueContext, read_issue
from plugins.library.folders import ContentFolder
from plugins.library.read import Reading, read_content

CONTENT = Path(__file__).parents[2] / "content"
NOW = datetime(2014, 5, 6, tzinfo=HANOI)

PARTS = (
    ("Chỉ đạo, định hướng", "Chỉ đạo, định hướng"),
    ("Gương trí thức trẻ", "Gương trí thức trẻ"),
    ("Từ các huyện", "Hoạt động trí thức trẻ"),
    ("Hoạt động Dự án", "Hoạt động Dự án"),
)
PLACES = (
    ("Bảo Lạc", "Xuân Trường"),
    ("Bảo Lâm", "Quảng Lâm"),
    ("Hà Quảng", "Sóc Hà"),
    ("Hạ Lang", "Thị Hoa"),
)
SIZES = ((1280, 960), (900, 1200), (1280, 720))

# Every letter with two marks, and words that a careless form would break.
MARKS = "Ầ Ẩ Ẫ Ấ Ậ Ề Ể Ễ Ế Ệ Ồ Ổ Ỗ Ố Ộ Ờ Ở Ỡ Ớ Ợ Ừ Ử Ữ Ứ Ự đ Đ ỳ ỷ ỹ ý ỵ"
SENTENCES = (
    "Đây là lời của một bài thử, bịa ra để dựng bản tin, không nói về người hay việc nào có thật.",
    "Buổi họp thử có 31 nhà đến, bàn ba việc rồi ghi vào sổ: đường vào xóm, bể nước, sân chơi.",
    "Đoàn viên của xã thử nghiệm đi từng nhà nhắn lại, ai chưa rõ thì hỏi ngay tại chỗ.",
    "Cỏ trồng trên nương cũ lên chậm hơn dự tính, nhưng đến tháng thứ ba thì đủ cho đàn bò của xóm.",
    "Người viết thử ghi thêm một câu dài, có dấu phẩy, có ngoặc (như thế này), có số 1.250 kg và 15,5%,"
    " để xem dòng chữ xuống hàng ra sao trên màn hình hẹp.",
    "“Cứ làm một việc cho xong rồi mới sang việc khác”, một người không có thật nói.",
)
HOSTILE_TITLE = "Bài thử <script>alert(\"1\")</script> & “nháy” #$@*_\\ 'x'"

DOCUMENT = """\
Cơ quan ban hành: BCH ĐOÀN TỈNH THỬ
Số ký hiệu: 99-KH/TĐTN-THU
Địa danh: Cao Bằng
Ngày ban hành: 20/4/2014
Loại văn bản: Kế hoạch
Trích yếu: Thử việc in văn bản (văn bản mẫu, không có thật)
Thẩm quyền ký: TM. BAN THƯỜNG VỤ THỬ
Chức vụ người ký: BÍ THƯ
Ghi chú ký: (Đã ký)
Người ký: Trần Văn Mẫu
Nơi nhận: Ban Mẫu;
Nơi nhận: Lưu: VP.
Nhiệm vụ: Các huyện đoàn thử | Gửi danh sách xóm thử việc | trước 30/5/2014
Nhiệm vụ: Xã thử | Báo cáo việc đã làm | 20/6/2014

Lời văn bản mẫu, bịa ra để xem cách trình bày.

# I. VIỆC THỬ

- Một việc.
- Hai việc & “ba” việc.
"""


@dataclass(frozen=True, slots=True)
class Sample:
    """The issue, the files it shows, and all that was read for it."""

    issue: Issue
    files: PublishedFiles
    reading: Reading


def make_sample(
    folder: Path,
    *,
    articles: int = 16,
    photos: bool = True,
    letter: bool = True,
    pictures: int = 6,
) -> Sample:
    """The sample issue. `pictures`: how many different ones its photos are made of (0.3 s for each)."""
    content = folder / "content"
    write_sample(content, articles=articles, photos=photos, letter=letter, pictures=pictures)
    reading = read_content(ContentFolder(content, CONTENT), NOW, folder / "cache")
    assert reading.held == (), reading.problems
    found = read_issue(
        content / "ban-tin/2014-04.toml", content, IssueContext(reading.library, make_converter())
    )
    assert found.issue is not None, found.problems
    return Sample(found.issue, PublishedFiles(dict(reading.files)), reading)


def write_sample(
    content: Path, *, articles: int = 16, photos: bool = True, letter: bool = True, pictures: int = 6
) -> None:
    """The content folder of the sample issue."""
    texts = list(_articles(articles, photos=photos))
    for number, text in enumerate(texts):
        _write(content / _name(number) / "index.md", text)
        for photo in _photos_of(number) if photos else ():
            (content / _name(number) / f"anh-{photo}.jpg").write_bytes(picture(photo % pictures))
    _write(content / "van-ban" / "99-kh-thu.md", DOCUMENT)
    plan = CONTENT / "van-ban/2014-70-kh-tdtn-tckt.md"
    _write(content / "van-ban" / plan.name, plan.read_text(encoding="utf-8"))
    _write(content / "ban-tin" / "2014-04.toml", _issue_text(articles, letter=letter))


@cache
def shared_sample() -> Sample:
    """One sample for all tests of a process; nobody may change its files."""
    folder = TemporaryDirectory()
    atexit.register(folder.cleanup)
    return make_sample(Path(folder.name))


@cache
def many_articles() -> Sample:
    """As many articles as an issue may have, no photos, no letter; for all tests of a process."""
    folder = TemporaryDirectory()
    atexit.register(folder.cleanup)
    return make_sample(Path(folder.name), articles=60, photos=False, letter=False)


@cache
def twins() -> tuple[Sample, Sample]:
    """The same small issue read in two folders, with the same photos made twice."""
    folder = TemporaryDirectory()
    atexit.register(folder.cleanup)
    places = (Path(folder.name) / "một nơi", Path(folder.name) / "nơi khác" / "sâu hơn")
    first, second = (make_sample(place, articles=2, pictures=2) for place in places)
    return first, second


def odd_issue(issue: Issue) -> Issue:
    """The issue with what sources seldom have: a title full of markup (reading refuses it, but no form may
    rely on that), a mended article, one from elsewhere, and a correction.
    """
    first, second, third, *_ = issue.articles
    when = datetime(2014, 4, 25, 9, tzinfo=HANOI)
    changed = {
        second.source: replace(second, title=HOSTILE_TITLE),
        third.source: replace(third, updated=when, original_url="https://khac.example/bai?a=1&b=2"),
    }
    parts = tuple(
        replace(part, articles=tuple(changed.get(a.source, a) for a in part.articles)) for part in issue.parts
    )
    mended = Correction(first, "Bản tin Thanh niên số 3, tháng 3/2014", when, "Số hộ là 31, không phải 13.")
    return replace(issue, parts=parts, corrections=(mended,))


def picture(number: int, size: tuple[int, int] | None = None) -> bytes:
    """Hills and fields in colours of their own, the same bytes for the same number."""
    width, height = size or SIZES[number % len(SIZES)]
    chance = random.Random(number)
    image = Image.new("RGB", (width, height), (150 + chance.randrange(80), 190, 230))
    draw = ImageDraw.Draw(image)
    for ridge in range(6):
        y = height * (ridge + 2) // 8
        points = [(x, y - chance.randrange(height // 7)) for x in range(0, width + 80, 80)]
        shade = tuple(chance.randrange(30, 140) for _ in range(3))
        draw.polygon([*points, (width, height), (0, height)], fill=shade)
    for _ in range(2_000):  # grass: photos are not made of flat colours
        x, y = chance.randrange(width), chance.randrange(height // 2, height)
        green = (chance.randrange(90), chance.randrange(80, 180), chance.randrange(70))
        draw.line((x, y, x + chance.randrange(-6, 7), y - 14), fill=green, width=2)
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=88)
    return stream.getvalue()


def _name(number: int) -> str:
    return f"bai-viet/2014/04/bai-thu-{number + 1:02d}"


def _photos_of(number: int) -> list[int]:
    """Which photos an article has: a lead photo for three of four, a gallery of three and a single one."""
    lead = [number] if number % 4 != 3 else []
    more = {2: [101, 102, 103], 5: [104], 9: [105]}.get(number, [])
    return lead + more


def _articles(count: int, *, photos: bool) -> Iterator[str]:
    for number in range(count):
        place = PLACES[number % len(PLACES)]
        section = PARTS[_part_of(number, count)][1]
        title = f"Bài thử {number + 1:02d}: việc thứ {number + 1} ở xã {place[1]}"
        lines = [
            f"Tiêu đề: {title}",
            f"Ngày: {number % 28 + 1:02d}/04/2014 07:{number % 60:02d}",
            f"Chuyên mục: {section}",
            f"Huyện: {place[0]}",
            f"Xã: {place[1]}",
            "Tác giả: Người viết thử của Huyện Đoàn Thử Nghiệm",
            f"Tóm tắt: Bài thử số {number + 1}, kể một việc không có thật ở nơi có thật. {MARKS[:23]}.",
            *(["Bài mẫu: có"] if number % 5 == 0 else []),
            *_lead(number, photos=photos),
            "Trạng thái: đã duyệt",
        ]
        yield "\n".join(lines) + f"\n\n{_body(number, photos=photos)}\n"


def _lead(number: int, *, photos: bool) -> list[str]:
    if not photos or number % 4 == 3:
        return []
    return [
        f"Ảnh: anh-{number}.jpg",
        f"Mô tả ảnh: Đồi và nương vẽ bằng máy, hình số {number}",
        f"Chú thích ảnh: Nương thử số {number}, nhìn từ đầu xóm.",
        "Nguồn ảnh: Máy vẽ",
        "Ảnh trẻ em: không",
    ]


def _part_of(number: int, count: int) -> int:
    return number * len(PARTS) // count


def _body(number: int, *, photos: bool) -> str:
    """Several paragraphs, and something special in most articles."""
    chance = random.Random(1_000 + number)

    def paragraph() -> str:
        return " ".join(chance.sample(SENTENCES, k=3))

    parts = [f"Lời mở đầu của bài thử số {number + 1}. {paragraph()}", paragraph()]
    parts += {
        0: ["## Việc đã làm", f"- Họp xóm ngày 3/4/2014\n- Trồng cỏ\n- {MARKS}", paragraph()],
        1: ["Xã ghi lại trong sổ[^1], rồi gửi lên huyện[^2].", "[^1]: Sổ thử, trang 5.\n[^2]: Gửi ngày 4/4."],
        2: ["![Hình vẽ một](anh-101.jpg \"Nương một. Ảnh: Máy vẽ\")\n"
            "![Hình vẽ hai](anh-102.jpg \"Nương hai. Ảnh: Máy vẽ\")\n"
            "![Hình vẽ ba](anh-103.jpg \"Ảnh: Máy vẽ\")"] if photos else [],
        3: ["## Số liệu", "| Xóm | Số hộ | Ghi chú |\n|---|---:|---|\n| Xóm Một | 31 | đủ cỏ |\n"
            "| Xóm Hai | 12 | thiếu nước & đường |", paragraph()],
        4: ["Đọc thêm [bài thử 01](/tin/2014/04/bai-thu-01/#muc-viec-da-lam), [cả tháng](/luu-tru/2014/04/)"
            " và [một trang khác](https://khac.example/?a=1&b=2)."],
        5: ["![Một người không có thật đứng bên bể nước](anh-104.jpg \"Bể nước thử. Ảnh: Máy vẽ\")"]
            if photos else [],
        6: ["> Làm một việc cho xong.\n>\n> Rồi mới sang việc khác.", paragraph()],
        7: ["UBND xã thử giao việc cho ba xóm.", "*[UBND]: Ủy ban nhân dân"],
        8: ["1. Kể một việc thật.\n2. Nói đã thử gì:\n    - ở xóm Một\n    - ở xóm Hai\n3. Đề xuất.",
            "## Đề mục lớn\n\n### Đề mục nhỏ", paragraph()],
        9: ["![Nương buổi chiều](anh-105.jpg \"Chiều trên nương. Ảnh: Máy vẽ\")"] if photos else [],
        10: ["Dấu hiệu lạ: 5 < 7 & 9 > 8, `a < b`, *nghiêng*, **đậm**, H<sub>2</sub>O, 10 m<sup>2</sup>."],
        11: ["Cỏ voi\n:   Loại cỏ trồng thử.\n\nCỏ VA06\n:   Loại cỏ trồng thử thứ hai."],
    }.get(number, [paragraph()])  # fmt: skip
    return "\n\n".join([*parts, f"Câu cuối của bài thử số {number + 1}."])


def _issue_text(count: int, *, letter: bool) -> str:
    lines = [
        "so = 4",
        "ngay = 2014-05-05",
        'trang_thai = "đã duyệt"',
        'van_ban = ["70-KH/TĐTN-TCKT", "99-KH/TĐTN-THU"]',
        "",
    ]
    lines += ["[bia]", 'bai = "bai-thu-01"', 'tit = "Bài mẫu: Mùa cỏ đầu tiên trên nương cũ"', ""]
    if letter:
        lines += [
            "[thu]",
            'tieu_de = "Thư tòa soạn (bài mẫu)"',
            'loi = """',
            "Bạn đọc thân mến, đây là số báo thử: mọi việc trong số này đều **bịa ra** để dựng bản tin.",
            "",
            'Xin mời đọc [bài thử 03](/tin/2014/04/bai-thu-03/)."""',
            'ky_ten = "Ban Biên tập thử"',
            "",
        ]
    for part, (title, _) in enumerate(PARTS):
        names = [f'"bai-thu-{n + 1:02d}"' for n in range(count) if _part_of(n, count) == part]
        if names:
            lines += ["[[phan]]", f'ten = "{title}"', f"bai = [{', '.join(names)}]", ""]
    return "\n".join(lines)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")

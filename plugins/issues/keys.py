"""Every key of an issue file: its rule and an example. It is the manual, and the cures of wrong ones."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a table ("" for the top), what it takes, and a line as an editor would write it."""

    table: str
    name: str
    rule: str
    example: str
    required: bool = False


KEYS = (
    Key("", "so", "Số thứ tự của số báo, không có ngoặc kép. Mỗi số báo một số.", "so = 4", required=True),
    Key("", "ngay", "Ngày ra số báo: năm-tháng-ngày, không có ngoặc kép.", "ngay = 2014-04-30",
        required=True),
    Key("", "trang_thai", "“nháp” khi đang soạn, “đã duyệt” khi cho ra.", 'trang_thai = "đã duyệt"',
        required=True),
    Key("", "ten", "Tên bản tin, khi khác “Bản tin Thanh niên”.", 'ten = "Bản tin Thanh niên"'),
    Key("", "van_ban", "Số ký hiệu các văn bản in trong số. Không ghi thì lấy mọi văn bản trong tháng;"
        " ghi [] thì không in văn bản nào.", 'van_ban = ["70-KH/TĐTN-TCKT"]'),
    Key("", "lich", "false thì không in lịch việc cần làm. Không ghi thì in việc của hai tháng tới.",
        "lich = false"),
    Key("bia", "bai", "Bài trên bìa; bài ấy cũng phải nằm trong một phần.", 'bai = "2014/04/trong-co"'),
    Key("bia", "tit", "Tít trên bìa, khi khác tít bài.", 'tit = "Một tháng ở xã"'),
    Key("bia", "anh", "Ảnh bìa riêng: tên tệp ảnh để cạnh tệp số báo, trong thư mục ban-tin.",
        'anh = "bia-thang-4.jpg"'),
    Key("bia", "mo_ta_anh", "Ảnh có gì, cho người không nhìn thấy ảnh. Bắt buộc khi có “anh”.",
        'mo_ta_anh = "Ba người cuốc đất trên bãi dốc"'),
    Key("bia", "nguon_anh", "Ai chụp. Bắt buộc khi có “anh”.", 'nguon_anh = "Ban biên tập"'),
    Key("thu", "tieu_de", "Tên thư, khi khác “Thư tòa soạn”.", 'tieu_de = "Thư tòa soạn"'),
    Key("thu", "loi", "Lời thư, giữa hai dòng ba dấu ngoặc kép; các đoạn cách nhau một dòng trống.",
        'loi = """Bạn đọc thân mến, …"""', required=True),
    Key("thu", "ky_ten", "Ai ký thư.", 'ky_ten = "Ban biên tập"', required=True),
    Key("phan", "ten", "Tên phần. Mỗi phần một tên.", 'ten = "Tin các huyện"', required=True),
    Key("phan", "bai", "Các bài của phần, theo thứ tự in: phần cuối địa chỉ của từng bài.",
        'bai = ["2014/04/trong-co", "2014/04/hop-xom"]'),
    Key("phan", "chuyen_muc", "Thay cho “bai”: lấy các bài trong tháng của một chuyên mục, mới trước.",
        'chuyen_muc = "Gương trí thức trẻ"'),
    Key("phan", "nhieu_nhat", "Đi với “chuyen_muc”: lấy nhiều nhất mấy bài.", "nhieu_nhat = 6"),
)  # fmt: skip
LISTED_TABLES = ("phan",)
TABLES = ("bia", "thu", *LISTED_TABLES)


def header(table: str) -> str:
    """The line that begins a table: "[bia]", "[[phan]]"."""
    return f"[[{table}]]" if table in LISTED_TABLES else f"[{table}]"


def example_of(table: str, name: str) -> str:
    """The example of a key, "" for one that nobody knows."""
    return next((key.example for key in KEYS if (key.table, key.name) == (table, name)), "")


def manual() -> Iterator[str]:
    """The manual of the keys: a Markdown table for each table of the file."""
    for table in ("", *TABLES):
        yield f"### {header(table)}" if table else "### Đầu tệp"
        yield ""
        yield "| Ghi | Bắt buộc? | Nghĩa là | Ví dụ |"
        yield "|---|---|---|---|"
        for key in KEYS:
            if key.table == table:
                need = "bắt buộc" if key.required else "không bắt buộc"
                yield f"| `{key.name}` | {need} | {key.rule} | `{key.example}` |"
        yield ""

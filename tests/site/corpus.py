"""Invented articles, good and bad, for building whole sites in tests."""

from pathlib import Path

SECTIONS = (
    "Chỉ đạo, định hướng",
    "Chủ trương, chính sách",
    "Hoạt động trí thức trẻ",
    "Gương trí thức trẻ",
    "Hoạt động Dự án",
)
# long enough that no check finds it short
BODY = "Đây là lời của một bài thử, bịa ra để dựng trang, không nói về người hay việc nào có thật. " * 3
PLACES = (
    ("Bảo Lạc", "Xuân Trường"),
    ("Bảo Lâm", "Quảng Lâm"),
    ("Hà Quảng", "Sóc Hà"),
    ("Hạ Lang", "Thị Hoa"),
)


def article(
    title: str,
    date: str = "15/04/2014",
    section: str = SECTIONS[0],
    extra: str = "",
    state: str = "đã duyệt",
    body: str = "",
) -> str:
    """The text of a sound article; `extra` are further header lines, each with its line end."""
    return (
        f"Tiêu đề: {title}\nNgày: {date}\nChuyên mục: {section}\nTác giả: Người viết thử\n"
        f"Tóm tắt: Bài thử số một.\n{extra}Trạng thái: {state}\n\n{body}\n\n{BODY}\n"
    )


def write_good(content: Path, count: int) -> None:
    """`count` sound articles, each with its own title, place and text."""
    for number in range(count):
        district, commune = PLACES[number % len(PLACES)]
        month, day = number % 12 + 1, number % 28 + 1
        folder = content / "bai-viet" / "2014" / f"{month:02d}" / f"bai-thu-{number}"
        folder.mkdir(parents=True)
        text = article(
            f"Bài thử số {number}",
            f"{day:02d}/{month:02d}/2014 08:{number % 60:02d}",
            SECTIONS[number % len(SECTIONS)],
            f"Huyện: {district}\nXã: {commune}\n",
            body=f"Lời bài thử số {number}.\n\n## Mục một\n\n- ý một\n- ý hai\n",
        )
        (folder / "index.md").write_text(text, encoding="utf-8")


# name: (bytes of the file, code that must be among its reasons)
TCVN3_BODY = "Tiªu ®Ò: Bµi thö\nNgµy: 15/04/2014\n\n§oµn viªn thanh niªn x· Xu©n Tr­êng\n".encode("latin-1")
BAD: dict[str, tuple[bytes, str]] = {
    "trung-bai": (b"", "article-doubled"),  # filled in by write_bad: the same text as a good one
    "khong-ngay": (article("Thiếu ngày").replace("Ngày: 15/04/2014\n", "").encode(), "field-missing"),
    "tcvn3": (TCVN3_BODY, "encoding-legacy"),
    "utf-16": (article("Bài UTF-16").encode("utf-16"), "encoding-utf16"),
    "chuyen-muc-la": (article("Chuyên mục lạ", section="Bóng đá").encode(), "section-unknown"),
    "dia-ban-chua-co": (
        article("Địa bàn chưa có", extra="Xã: Lũng Nặm\nHuyện: Quảng Hòa\n").encode(),
        "",
    ),
    "ngay-tuong-lai": (article("Ngày chưa tới", date="01/01/2099").encode(), "date-future"),
    "nhap": (article("Bài nháp", state="nháp").encode(), "state-draft"),
    "dau-doc": (article("Đầu bài độc", extra="save_as: ../../etc/passwd\n").encode(), "field-forbidden"),
    "utf-8-hong": (article("Bài hỏng").encode().replace("lời".encode(), b"l\xe1\xbb"), "encoding-broken"),
}


def write_bad(content: Path) -> None:
    """The ten bad sources of BAD, beside the good ones."""
    folder = content / "bai-viet" / "2014" / "05"
    folder.mkdir(parents=True, exist_ok=True)
    for name, (data, _) in BAD.items():
        if name == "trung-bai":
            data = (content / "bai-viet/2014/01/bai-thu-0/index.md").read_bytes()  # noqa: PLW2901
        (folder / f"{name}.md").write_bytes(data)

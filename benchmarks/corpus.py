"""An invented corpus: the same articles in our form and in stock Pelican's, from one seed."""

import random
from datetime import datetime, timedelta
from pathlib import Path

SECTIONS = (
    "Chỉ đạo, định hướng",
    "Chủ trương, chính sách",
    "Hoạt động trí thức trẻ",
    "Gương trí thức trẻ",
    "Hoạt động Dự án",
)
_PLACES = (
    ("Bảo Lạc", "Xuân Trường"), ("Bảo Lạc", "Hồng Trị"), ("Bảo Lâm", "Quảng Lâm"), ("Bảo Lâm", "Nam Quang"),
    ("Hà Quảng", "Trường Hà"), ("Hà Quảng", "Sóc Hà"), ("Thông Nông", "Cần Yên"), ("Thông Nông", "Đa Thông"),
    ("Hạ Lang", "Thị Hoa"), ("Hạ Lang", "Minh Long"),
)  # fmt: skip
_WORDS = """
đoàn viên thanh niên xã huyện tỉnh công trình đường làng bản nhà văn hoá trồng cỏ nuôi bò vay vốn tập huấn
kỹ thuật chăn nuôi ruộng nương nước sạch trường học em nhỏ cán bộ trí thức trẻ tình nguyện nông thôn mới
họp bàn kế hoạch tháng quý báo cáo kết quả vận động bà con xoá đói giảm nghèo phong trào thi đua
""".split()
_FIRST = datetime(2012, 1, 1, 7)


def write_corpus(folder: Path, articles: int, *, stock: bool) -> None:
    """Write `articles` articles of about 2 kB into `folder`; `stock` gives Pelican's own header."""
    # Not for secrets: the same corpus for every tool and every run.
    chance = random.Random(2014)
    for number in range(articles):
        when = _FIRST + timedelta(hours=6 * number)
        title = f"Bài đo số {number}: {_sentence(chance, 8)}"
        section, (district, commune) = SECTIONS[number % 5], _PLACES[number % 10]
        if stock:
            header = (
                f"Title: {title}\nDate: {when:%Y-%m-%d %H:%M}\nCategory: {section}\n"
                f"Tags: {district}, {commune}\nAuthor: Ban Biên tập\nSummary: {_sentence(chance, 25)}\n"
                f"Slug: bai-do-{number}"
            )
        else:
            header = (
                f"Tiêu đề: {title}\nNgày: {when:%d/%m/%Y %H:%M}\nChuyên mục: {section}\nHuyện: {district}\n"
                f"Xã: {commune}\nTác giả: Ban Biên tập\nTóm tắt: {_sentence(chance, 25)}\n"
                "Trạng thái: đã duyệt"
            )
        target = folder / ("" if stock else "bai-viet") / f"{when:%Y/%m}"
        target.mkdir(parents=True, exist_ok=True)
        (target / f"bai-do-{number}.md").write_text(f"{header}\n\n{_body(chance)}", encoding="utf-8")


def _sentence(chance: random.Random, words: int) -> str:
    text = " ".join(chance.choices(_WORDS, k=words))
    return text[0].upper() + text[1:]


def _body(chance: random.Random) -> str:
    parts = [
        f"{_sentence(chance, 40)}. **{_sentence(chance, 4)}** {_sentence(chance, 30)}.\n" for _ in range(4)
    ]
    parts.insert(2, f"## {_sentence(chance, 5)}\n")
    parts.append("\n".join(f"- {_sentence(chance, 10)}" for _ in range(4)) + "\n")
    return "\n".join(parts)

"""A reporter's desk for tests: a sound article to change, its folder, and the context to read it in."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from plugins.articles.photos import PhotoLoader
from plugins.articles.read import ArticleContext, ArticleReading, read_article
from plugins.core.dates import HANOI
from plugins.core.markup import make_converter
from plugins.core.problem import Problem, Severity
from plugins.core.site import load_site_data
from plugins.places.gazetteer import load_gazetteer
from plugins.places.tag import Tagger

CONTENT = Path(__file__).parents[2] / "content"
NOON = datetime(2014, 4, 15, 12, tzinfo=HANOI)

SOUND_FIELDS: Mapping[str, str] = {
    "Tiêu đề": "Trồng cỏ nuôi bò ở xóm vùng cao",
    "Ngày": "15/04/2014",
    "Chuyên mục": "Gương trí thức trẻ",
    "Huyện": "Bảo Lạc",
    "Xã": "Xuân Trường",
    "Tác giả": "Huyện Đoàn Thử Nghiệm",
    "Tóm tắt": "Sáu hộ đã có đủ cỏ cho bò qua mùa đông.",
    "Trạng thái": "đã duyệt",
}
SOUND_BODY = (
    "Bà con trong xóm đã trồng cỏ trên nương cũ, đủ cho đàn bò ăn qua mùa đông. Cán bộ trẻ của xã đến từng"
    " nhà, chỉ cách chọn giống, cách trồng và cách cắt, rồi cùng làm với bà con trong ba tháng liền."
)


def article_text(
    fields: Mapping[str, str] | None = None,
    drop: Iterable[str] = (),
    add: Iterable[str] = (),
    body: str = SOUND_BODY,
) -> str:
    """The sound article with changes."""
    header = {**SOUND_FIELDS, **(fields or {})}
    lines = [f"{name}: {value}" for name, value in header.items() if name not in set(drop)]
    return "\n".join([*lines, *add]) + f"\n\n{body}\n"


def make_context(now: datetime = NOON, photo: PhotoLoader | None = None) -> ArticleContext:
    """The project's own sections and gazetteer, at a noon of 2014."""
    site = load_site_data(CONTENT / "chuyen-muc.toml", CONTENT / "toa-soan.toml")
    gazetteer = load_gazetteer(CONTENT / "dia-ban")
    return ArticleContext(site, gazetteer, now, make_converter(), Tagger(gazetteer), photo)


def read_text(
    folder: Path, text: str | bytes, context: ArticleContext, name: str = "trong-co-nuoi-bo"
) -> ArticleReading:
    """Write an article with a photo and a paper beside it, and read it."""
    file = folder / "bai-viet" / "2014" / "04" / name / "index.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    (file.parent / "ho-bo.jpg").write_bytes(b"\xff\xd8\xff")
    (file.parent / "ke-hoach.pdf").write_bytes(b"%PDF-")
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_article(file, folder, context)


def told(problems: Iterable[Problem]) -> list[str]:
    """Problems as tests write them: `3 code (advice): message → cure`."""
    return [
        f"{p.line} {p.code}{'' if p.severity is Severity.FAULT else f' ({p.severity})'}:"
        f" {p.message} → {p.cure}"
        for p in problems
    ]

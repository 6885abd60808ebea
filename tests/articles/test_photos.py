"""Photos: found beside the article whatever their name's spelling, published with their words."""

from pathlib import Path

import pytest

from plugins.articles.photos import figure_html
from plugins.articles.read import ArticleReading
from plugins.core.fields import FieldError
from plugins.core.markup import sanitize
from plugins.images.model import Photo, Rendition
from tests.articles.desk import SOUND_BODY, article_text, make_context, read_text, told

RENDITIONS = (
    Rendition("/anh/a-360.jpg", 360, 240, "image/jpeg"),
    Rendition("/anh/a-360.webp", 360, 240, "image/webp"),
    Rendition("/anh/a-720.webp", 720, 480, "image/webp"),
    Rendition("/anh/a-720.jpg", 720, 480, "image/jpeg"),
)
WORDS = ["Mô tả ảnh: Bò ăn cỏ", "Chú thích ảnh: Đàn bò.", "Nguồn ảnh: Huyện Đoàn"]
FIGURE = (
    '<figure><picture><source type="image/webp" srcset="/anh/a-360.webp 360w, /anh/a-720.webp 720w"'
    ' sizes="(min-width: 45em) 42em, 100vw"><img src="/anh/a-720.jpg"'
    ' srcset="/anh/a-360.jpg 360w, /anh/a-720.jpg 720w" sizes="(min-width: 45em) 42em, 100vw"'
    ' alt="Bò &quot;ăn&quot; cỏ" width="720" height="480" loading="lazy"></picture>'
    "<figcaption>Đàn bò. <small>Ảnh: Huyện Đoàn</small></figcaption></figure>"
)


def load(folder: Path, name: str, alt: str, caption: str, credit: str) -> Photo:
    assert (folder / name).is_file()
    if name.startswith("hong"):
        raise FieldError("photo-broken", "Ảnh hỏng.", "Gửi lại ảnh.")
    return Photo(RENDITIONS, alt, caption, credit)


def read_with_photo(folder: Path, text: str, *names: str) -> ArticleReading:
    beside = folder / "bai-viet" / "2014" / "04" / "trong-co-nuoi-bo"
    beside.mkdir(parents=True, exist_ok=True)
    for name in names:
        (beside / name).write_bytes(b"\xff\xd8\xff")
    return read_text(folder, text, make_context(photo=load))


@pytest.mark.parametrize(
    ("on_disk", "written"),
    [
        ("bo.jpg", "bo.jpg"),
        ("Bò Vàng.JPG", "bò vàng.jpg"),
        ("Bò Vàng.jpg", "Bò%20Vàng.jpg"),
        ("bo\u0300.jpg", "bò.jpg"),
        ("bò.jpg", "bo\u0300.jpg"),
        ("bo.jpg", "./bo.jpg"),
    ],
)
def test_the_lead_photo_is_found(on_disk: str, written: str, tmp_path: Path) -> None:
    reading = read_with_photo(tmp_path, article_text(add=[f"Ảnh: {written}", *WORDS]), on_disk)
    assert reading.problems == ()
    assert reading.article and reading.article.photo == Photo(RENDITIONS, "Bò ăn cỏ", "Đàn bò.", "Huyện Đoàn")


def test_what_the_loader_refuses_is_a_problem_of_the_line(tmp_path: Path) -> None:
    text = article_text(add=["Ảnh: hong.jpg", *WORDS], body=f'{SOUND_BODY}\n\n![Bò](hong.jpg "Ảnh: A")')
    reading = read_with_photo(tmp_path, text, "hong.jpg")
    assert told(reading.problems) == [
        "9 photo-broken: Ảnh hỏng. → Gửi lại ảnh.",
        "16 photo-broken: Ảnh hỏng. → Gửi lại ảnh.",
    ]


@pytest.mark.parametrize(
    "written",
    [
        '![Bò "ăn" cỏ](ho-bo.jpg "Đàn bò. Ảnh: Huyện Đoàn")',
        '![Bò "ăn" cỏ](ho-bo.jpg "Đàn bò. (Ảnh: Huyện Đoàn)")',
        '![Bò "ăn" cỏ](Ho-Bo.JPG "Đàn bò. Nguồn: Huyện Đoàn.")',
        '![Bò "ăn" cỏ][1]\n\n[1]: ho-bo.jpg "Đàn bò. Ảnh: Huyện Đoàn"',
    ],
)
def test_a_photo_in_the_text_becomes_a_figure(written: str, tmp_path: Path) -> None:
    reading = read_with_photo(tmp_path, article_text(body=f"{SOUND_BODY}\n\n{written}\n\nHết."))
    assert reading.problems == ()
    assert reading.article is not None
    assert reading.article.body_html == f"<p>{SOUND_BODY}</p>\n{FIGURE}\n<p>Hết.</p>"


def test_two_photos_of_one_paragraph_become_two_figures(tmp_path: Path) -> None:
    one = '![Bò "ăn" cỏ](ho-bo.jpg "Đàn bò. Ảnh: Huyện Đoàn")'
    reading = read_with_photo(tmp_path, article_text(body=f"{SOUND_BODY}\n\n{one}\n{one}"))
    assert reading.article and reading.article.body_html.count(FIGURE) == 2


def test_a_figure_passes_the_allow_list() -> None:
    figure = figure_html(Photo(RENDITIONS, '<b>"', "<i>&", "A & B"))
    assert sanitize(figure) == figure
    assert "<b>" not in figure.replace("<figure>", "") and "<i>" not in figure


def test_no_broken_image_is_left_without_a_loader(tmp_path: Path) -> None:
    text = article_text(body=f'{SOUND_BODY}\n\n![Bò](ho-bo.jpg "Ảnh: A")')
    article = read_text(tmp_path, text, make_context()).article
    assert article and "<img" not in article.body_html

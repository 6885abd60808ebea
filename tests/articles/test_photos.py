"""Photos: found beside the article whatever their name's spelling, published with their words."""

import re
from pathlib import Path

import pytest
from PIL import Image

from plugins.articles.figures import figures_html
from plugins.articles.read import ArticleReading
from plugins.core.fields import FieldError
from plugins.images.model import Note, Photo, Rendition
from tests.articles.desk import SOUND_BODY, article_text, make_context, read_text, told

RENDITIONS = (
    Rendition("/anh/a-360.avif", 360, 240, "image/avif"),
    Rendition("/anh/a-360.webp", 360, 240, "image/webp"),
    Rendition("/anh/a-720.avif", 720, 480, "image/avif"),
    Rendition("/anh/a-720.webp", 720, 480, "image/webp"),
    Rendition("/anh/a-720.jpg", 720, 480, "image/jpeg"),
)
UPRIGHT = (Rendition("/anh/b-600.jpg", 600, 800, "image/jpeg"),)
WORDS = ["Mô tả ảnh: Bò ăn cỏ", "Chú thích ảnh: Đàn bò.", "Nguồn ảnh: Huyện Đoàn"]
NO_CHILDREN = "Ảnh trẻ em: không"
SIZES = "(prefers-reduced-data: reduce) 1px, (min-width: 42rem) 40rem, 100vw"
FIGURE = (
    f'<figure><picture><source type="image/avif" srcset="/anh/a-360.avif 360w, /anh/a-720.avif 720w"'
    f' sizes="{SIZES}"><source type="image/webp" srcset="/anh/a-360.webp 360w, /anh/a-720.webp 720w"'
    f' sizes="{SIZES}"><img src="/anh/a-720.jpg" srcset="/anh/a-720.jpg 720w" sizes="{SIZES}"'
    ' alt="Bò &quot;ăn&quot; cỏ" width="720" height="480" decoding="async" style="background:#5c7a3e">'
    "</picture><figcaption>Đàn bò. <small>Ảnh: Huyện Đoàn</small></figcaption></figure>"
)
ONE = '![Bò "ăn" cỏ](ho-bo.jpg "Đàn bò. Ảnh: Huyện Đoàn")'
TALL = '![Chuồng bò](dung.jpg "Ảnh: Huyện Đoàn")'


def load(folder: Path, name: str, alt: str, caption: str, credit: str) -> Photo:
    assert (folder / name).is_file()
    if name.startswith("hong"):
        raise FieldError("photo-broken", "Ảnh hỏng.", "Gửi lại ảnh.")
    notes = (Note("photo-dark", "Ảnh tối.", "Chọn ảnh khác."),) if name.startswith("toi") else ()
    renditions = UPRIGHT if name.startswith("dung") else RENDITIONS
    return Photo(renditions, alt, caption, credit, name, "#5c7a3e", notes=notes)


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
    reading = read_with_photo(tmp_path, article_text(add=[f"Ảnh: {written}", *WORDS, NO_CHILDREN]), on_disk)
    assert reading.problems == ()
    assert reading.article and reading.article.photo
    photo = reading.article.photo
    assert (photo.alt, photo.caption, photo.credit) == ("Bò ăn cỏ", "Đàn bò.", "Huyện Đoàn")
    assert reading.article.photos == (photo,)


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
    reading = read_with_photo(
        tmp_path, article_text(add=[NO_CHILDREN], body=f"{SOUND_BODY}\n\n{written}\n\nHết.")
    )
    assert reading.problems == ()
    assert reading.article is not None
    assert reading.article.body_html == f"<p>{SOUND_BODY}</p>\n{FIGURE}\n<p>Hết.</p>"


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_photos_in_a_row_become_a_gallery(between: str, tmp_path: Path) -> None:
    text = article_text(add=[NO_CHILDREN], body=f"{SOUND_BODY}\n\n{ONE}{between}{TALL}\n\nHết.")
    reading = read_with_photo(tmp_path, text, "dung.jpg")
    assert reading.problems == () and reading.article
    body = reading.article.body_html
    assert body.startswith(
        f'<p>{SOUND_BODY}</p>\n<div class="gallery"><figure style="--ratio:1.500"><picture>'
    )
    assert '<figure class="tall" style="--ratio:0.750"><picture><img src="/anh/b-600.jpg"' in body
    assert body.endswith("</figure></div>\n<p>Hết.</p>")
    assert [photo.name for photo in reading.article.photos] == ["ho-bo.jpg", "dung.jpg"]


def test_photos_with_words_between_them_are_no_gallery(tmp_path: Path) -> None:
    text = article_text(add=[NO_CHILDREN], body=f"{ONE}\n\n{SOUND_BODY}\n\n{TALL}")
    article = read_with_photo(tmp_path, text, "dung.jpg").article
    assert article and "gallery" not in article.body_html and article.body_html.count("<figure") == 2


def loading(body: str, lead: bool, folder: Path) -> list[bool]:
    """Which photos of the text wait until the reader comes near."""
    add = [NO_CHILDREN, *(["Ảnh: ho-bo.jpg", *WORDS] if lead else [])]
    article = read_with_photo(folder, article_text(add=add, body=body), "dung.jpg").article
    assert article
    return ['loading="lazy"' in image for image in re.findall("<img[^>]*>", article.body_html)]


def test_only_the_first_photo_of_a_page_does_not_wait(tmp_path: Path) -> None:
    text = f"{SOUND_BODY}\n\n{ONE}\n{TALL}\n\nGiữa.\n\n{TALL}"
    assert loading(text, False, tmp_path) == [False, True, True]
    assert loading(text, True, tmp_path) == [True, True, True]


def test_words_of_a_figure_are_text(tmp_path: Path) -> None:
    photo = Photo(RENDITIONS, '<b>"', "<i>&", "A & <B>")
    figure = figures_html([photo], first=True)
    assert 'alt="&lt;b&gt;&quot;"' in figure
    assert "<figcaption>&lt;i&gt;&amp; <small>Ảnh: A &amp; &lt;B&gt;</small></figcaption>" in figure


def test_what_may_be_wrong_with_a_photo_is_advice(tmp_path: Path) -> None:
    text = article_text(
        add=["Ảnh: toi.jpg", *WORDS, NO_CHILDREN], body=f'{SOUND_BODY}\n\n![Bò](toi.jpg "Ảnh: A")'
    )
    reading = read_with_photo(tmp_path, text, "toi.jpg")
    assert told(reading.problems) == [
        "9 photo-dark (advice): Ảnh tối. → Chọn ảnh khác.",
        "17 photo-dark (advice): Ảnh tối. → Chọn ảnh khác.",
    ]


def test_whether_there_are_children_should_be_said(tmp_path: Path) -> None:
    reading = read_with_photo(tmp_path, article_text(body=f"{SOUND_BODY}\n\n{ONE}"))
    assert told(reading.problems) == [
        "1 photo-children-unsaid (advice): Bài có ảnh, chưa ghi “Ảnh trẻ em”."
        " → Thêm một dòng, ví dụ: Ảnh trẻ em: có"
    ]


def test_children_that_the_words_show_are_asked_about(tmp_path: Path) -> None:
    photo = '![Các em nhỏ trồng cỏ](ho-bo.jpg "Học sinh trồng cỏ. Ảnh: A")'
    text = article_text(add=[NO_CHILDREN], body=f"{SOUND_BODY}\n\n{photo}")
    assert told(read_with_photo(tmp_path, text).problems) == [
        "9 photo-children-likely (advice): Ghi là ảnh không có trẻ em, nhưng lời của ảnh “ho-bo.jpg”"
        " có vẻ nói đến trẻ em (“Các em”). → Xem lại: nếu có trẻ em, ghi “Ảnh trẻ em: có” và “Đồng ý: …”."
    ]


def test_who_consented_stays_with_the_newsroom(tmp_path: Path) -> None:
    text = article_text(
        add=["Ảnh: ho-bo.jpg", *WORDS, "Ảnh trẻ em: có", "Đồng ý: bà Người Mẫu, ngày 12/04/2014"]
    )
    reading = read_with_photo(tmp_path, text)
    assert reading.problems == ()
    assert "Người Mẫu" not in repr(reading.article)


def test_the_photo_itself_may_know_who_took_it(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x013B] = "Nguoi Chup Mau"
    beside = tmp_path / "bai-viet" / "2014" / "04" / "trong-co-nuoi-bo"
    beside.mkdir(parents=True)
    Image.new("RGB", (400, 300)).save(beside / "that.jpg", exif=exif)
    text = article_text(add=["Ảnh: that.jpg", "Mô tả ảnh: Bò ăn cỏ", NO_CHILDREN])
    assert told(read_text(tmp_path, text, make_context(photo=load)).problems) == [
        "9 photo-no-credit: Có ảnh mà thiếu “Nguồn ảnh”."
        " → Trong tệp ảnh ghi “Nguoi Chup Mau”; nếu đúng, thêm: Nguồn ảnh: Nguoi Chup Mau"
    ]


def test_no_broken_image_is_left_without_a_loader(tmp_path: Path) -> None:
    text = article_text(body=f'{SOUND_BODY}\n\n![Bò](ho-bo.jpg "Ảnh: A")')
    article = read_text(tmp_path, text, make_context()).article
    assert article and "<img" not in article.body_html

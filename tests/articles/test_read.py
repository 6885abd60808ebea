"""A sound article becomes a typed one; whatever else a file holds gives problems, never an exception."""

import time
import unicodedata
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.articles.fields import FORBIDDEN_FIELDS, article_fields
from plugins.articles.model import State
from plugins.articles.read import ArticleContext, read_article
from plugins.core.dates import HANOI
from plugins.core.fields import Field, FieldError, folded_name
from plugins.core.problem import Severity
from tests.articles.desk import SOUND_BODY, article_text, make_context, read_text, told


def test_every_field_is_typed(tmp_path: Path, context: ArticleContext) -> None:
    text = article_text(
        {"Ngày": "Thứ Hai, 14/04/2014 7h30"},
        add=[
            "Loạt bài: dien-dan-tri-thuc-tre",
            "Nhân vật: Nguyễn Văn Mẫu; Trần Thị Thử",
            "Văn bản: 70- KH/TĐTN-TCKT; Số 05/2020/NĐ-CP; 153 KH/TWĐ-BTC",
            "Nguồn bài: https://vidu.vn/bai-goc?a=1",
            "Cập nhật: 15/04/2014",
            "Bài mẫu: có",
        ],
        body=f"{SOUND_BODY}\n\n## Cách làm\n\nChọn giống **tốt**.",
    )
    article = read_text(tmp_path, text, context).article
    assert article is not None
    assert article.source == "bai-viet/2014/04/trong-co-nuoi-bo/index.md"
    assert article.path == "/tin/2014/04/trong-co-nuoi-bo/"
    assert article.title == "Trồng cỏ nuôi bò ở xóm vùng cao"
    assert article.published == datetime(2014, 4, 14, 7, 30, tzinfo=HANOI)
    assert article.updated == datetime(2014, 4, 15, tzinfo=HANOI)
    assert (article.section.slug, article.series and article.series.slug) == (
        "guong-tri-thuc-tre",
        "dien-dan-tri-thuc-tre",
    )
    assert [unit.title for unit in article.places] == ["huyện Bảo Lạc", "xã Xuân Trường"]
    assert article.people == ("nguyen-van-mau", "tran-thi-thu")
    assert article.documents == ("70-kh-tdtn-tckt", "5-2020-nd-cp", "153-kh-twd-btc")
    assert article.original_url == "https://vidu.vn/bai-goc?a=1"
    assert (article.byline, article.state, article.sample) == (
        "Huyện Đoàn Thử Nghiệm",
        State.APPROVED,
        True,
    )
    assert article.body_html.endswith(
        '<h2 id="muc-cach-lam">Cách làm</h2>\n<p>Chọn giống <strong>tốt</strong>.</p>'
    )


ENGLISH = {
    "Tiêu đề": "Title", "Ngày": "DATE", "Chuyên mục": "category", "Huyện": "District", "Xã": "commune",
    "Tác giả": "Author", "Tóm tắt": "Summary", "Trạng thái": "status",
}  # fmt: skip
MARKLESS = {
    "Tiêu đề": "tieu de", "Ngày": "NGAY", "Chuyên mục": "chuyen muc", "Huyện": "Huyen", "Xã": "xa",
    "Tác giả": "tac gia", "Tóm tắt": "Tom tat", "Trạng thái": "trang thai",
}  # fmt: skip


@pytest.mark.parametrize("names", [ENGLISH, MARKLESS])
def test_field_names_in_english_or_without_marks(
    names: dict[str, str], tmp_path: Path, context: ArticleContext
) -> None:
    text = article_text()
    for vietnamese, other in names.items():
        text = text.replace(f"{vietnamese}:", f"{other}:", 1)
    assert read_text(tmp_path, text, context) == read_text(tmp_path, article_text(), context)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace("Đ", "\u00d0"),
        lambda text: text.replace(": ", "： "),
        lambda text: "---\n" + text.replace("\n\n", "\n---\n", 1),
    ],
    ids=["NFD", "CRLF", "BOM", "eth", "wide colon", "fences"],
)
def test_typed_another_way_it_is_the_same_article(
    change: Callable[[str], str], tmp_path: Path, context: ArticleContext
) -> None:
    changed = read_text(tmp_path, change(article_text()), context)
    assert changed.problems == ()
    assert changed.article == read_text(tmp_path, article_text(), context).article


def test_flat_files_take_their_own_name(tmp_path: Path, context: ArticleContext) -> None:
    file = tmp_path / "bai-viet" / "Trồng cỏ (1).md"
    file.parent.mkdir()
    file.write_text(article_text(), encoding="utf-8")
    article = read_article(file, tmp_path, context).article
    assert article is not None
    assert (article.source, article.slug) == ("bai-viet/Trồng cỏ (1).md", "trong-co-1")


def test_a_name_without_words_is_no_address(tmp_path: Path, context: ArticleContext) -> None:
    assert told(read_text(tmp_path, article_text(), context, name="04").problems) == [
        "0 name-wordless: Tên “04” không dùng làm địa chỉ của bài được."
        " → Đặt bài trong một thư mục có tên bằng chữ, ví dụ: trong-co-nuoi-bo/index.md"
    ]


def test_doubtful_places_are_advice(tmp_path: Path, context: ArticleContext) -> None:
    text = article_text(drop=["Huyện", "Xã"], body=f"{SOUND_BODY}\n\nĐoàn đến xã Hưng Đạo.")
    reading = read_text(tmp_path, text, context)
    assert reading.article is not None
    assert told(reading.problems) == [
        "10 place-doubtful (advice): Không chắc “xã Hưng Đạo” có phải là xã Hưng Đạo (Bảo Lạc) hoặc"
        " xã Hưng Đạo (Nguyên Bình) hoặc xã Hưng Đạo (Cao Bằng). → Nếu đúng, hãy ghi vào trường Huyện, Xã"
        " hoặc Địa bàn; nếu không, không cần làm gì."
    ]


def test_waiting_articles_wait_to_the_minute(tmp_path: Path) -> None:
    text = article_text({"Ngày": "15/04/2014 12:00"})
    before = make_context(datetime(2014, 4, 15, 11, 59, tzinfo=HANOI))
    after = make_context(datetime(2014, 4, 15, 12, 0, tzinfo=HANOI))
    assert [p.code for p in read_text(tmp_path, text, before).problems] == ["date-future"]
    assert read_text(tmp_path, text, after).problems == ()


def test_the_result_does_not_depend_on_other_articles(tmp_path: Path, context: ArticleContext) -> None:
    body = f"{SOUND_BODY}\n\n## Mục\n\nChữ[^1].\n\n[^1]: Lời."
    alone = read_text(tmp_path, article_text(body=body), make_context())
    read_text(tmp_path, article_text(body="[^1]: khác\n\n## Mục\n\n*[Chữ]: x"), context, name="bai-khac")
    assert read_text(tmp_path, article_text(body=body), context) == alone


def test_every_example_of_the_table_is_valid(context: ArticleContext) -> None:
    for known in article_fields(context.site):
        assert len(known.example) <= known.max_length
        try:
            known.parse(known.example)
        except FieldError as error:
            pytest.fail(f"{known.name}: {error}")


def test_field_names_are_distinct_and_never_forbidden(context: ArticleContext) -> None:
    owners: dict[str, Field] = {}
    for known in article_fields(context.site):
        for name in {folded_name(n) for n in (known.name, known.key, *known.aliases)}:
            assert owners.setdefault(name, known) is known
            assert name not in FORBIDDEN_FIELDS


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=300))
def test_any_bytes_give_a_reading(data: bytes, tmp_path: Path, context: ArticleContext) -> None:
    reading = read_text(tmp_path, data, context)
    assert (reading.article is None) or not any(p.severity is Severity.FAULT for p in reading.problems)
    assert reading.article or reading.problems


PIECES = st.sampled_from(
    ["Tiêu đề: x\n", "Ngày: 15/04/2014\n", "Trạng thái: gỡ\n", "Ảnh: ../x\n", "\n\n", "## a\n", "[a](b)",
     "![c](d)", "[^1]", "<b>", "<script>", "`", "|a|\n", "\u202e", "\x00", ": ", "---\n", "Xã: Hưng Đạo\n",
     "  ", "{{"]
)  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.lists(PIECES, max_size=20).map("".join))
def test_any_pieces_give_a_reading(text: str, tmp_path: Path, context: ArticleContext) -> None:
    reading = read_text(tmp_path, text, context)
    assert list(reading.problems) == sorted(reading.problems)
    assert reading.article or reading.problems


def test_a_hostile_article_is_refused_at_once(tmp_path: Path, context: ArticleContext) -> None:
    start = time.process_time()
    reading = read_text(tmp_path, article_text(body="[" * 9_000 + "\n" + "> " * 3_000), context)
    assert time.process_time() - start < 1
    assert {"body-too-complex", "body-too-deep"} <= {p.code for p in reading.problems}
    assert reading.article is None

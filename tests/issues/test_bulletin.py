"""The bulletin within the newsroom: counted, published with its files, closed, corrected."""

import hashlib
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from plugins.core.dates import HANOI
from plugins.issues.bulletin import Newsroom, read_newsroom
from plugins.issues.draft import draft_issue
from plugins.issues.freeze import close_issue
from plugins.issues.seal import Seal, SealedCorrection, SealedPart, SealError, load_seal, seal_text
from plugins.library.folders import ContentFolder
from tests.issues.desk import NOW, SOUND, told, write_articles
from tests.site.conftest import ROOT, build
from tests.site.corpus import SECTIONS, article

SEALED = f"""\
ngay = 2014-05-01T09:00:00+07:00
tit_bia = ""
bai_bia = ""
van_ban = []
lich = []
so_bao = []
[tep]
"phat-thanh.txt" = "{"0" * 64}"
[anh]
[loi_bai]
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with articles of April and the issue of April."""
    folder = tmp_path / "content"
    write_articles(folder)
    write_issue(folder, SOUND)
    return folder


def write_issue(content: Path, text: str, key: str = "2014-04") -> Path:
    file = content / "ban-tin" / f"{key}.toml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def write_form(content: Path, name: str, data: bytes = b"%PDF-", key: str = "2014-04") -> Path:
    file = content / "ban-tin" / key / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file


def read(content: Path, now: datetime = NOW) -> Newsroom:
    return read_newsroom(ContentFolder(content, ROOT / "content"), now, content.parent / "cache")


def of_issue(newsroom: Newsroom, file: str = "ban-tin/2014-04.toml") -> list[str]:
    return told(p for p in newsroom.reading.problems if p.file == file)


def test_published_and_held_issues_are_counted(content: Path) -> None:
    write_issue(content, SOUND.replace("so = 4", "so = 0"), "2014-05")
    newsroom = read(content)
    assert newsroom.reading.received == 9
    assert newsroom.reading.held == ("bai-viet/2014/04/cho-duyet/index.md", "ban-tin/2014-05.toml")
    assert [p.issue.key for p in newsroom.printed] == ["2014-04"]


def test_the_site_has_the_archive_the_issue_and_its_files(content: Path, tmp_path: Path) -> None:
    write_form(content, "ban-tin-2014-04.pdf", b"%PDF-1.7 thu")
    write_form(content, "phat-thanh.txt", "Kính thưa bà con".encode())
    write_form(content, "phat-thanh-ha-lang.txt", "Kính thưa bà con".encode())
    write_form(content, "phat-thanh-bao-lac.txt", "Kính thưa bà con".encode())
    for stranger in ("ghi-chu.doc", "phat-thanh-gia.txt", "ban-tin-2014-03.pdf"):
        write_form(content, stranger, b"x")
    built = build(content, tmp_path / "output", now="2014-05-10")
    assert built.code == 3, built.out + built.err  # one article waits
    assert built.report["held"][0]["source"] == "bai-viet/2014/04/cho-duyet/index.md"
    archive, issue = built.page("/ban-tin/"), built.page("/ban-tin/2014-04/")
    assert '<a href="/ban-tin/2014-04/">Bản tin Thanh niên số 4, tháng 4/2014</a>' in archive
    assert re.findall(r'<a href="(/ban-tin/[^"]+)" download>([^<]+)</a>', issue) == [
        ("/ban-tin/2014-04/ban-tin-2014-04.pdf", "Bản in (PDF, khổ A4)"),
        ("/ban-tin/2014-04/phat-thanh.txt", "Bài đọc phát thanh"),
        ("/ban-tin/2014-04/phat-thanh-bao-lac.txt", "Bài đọc phát thanh, huyện Bảo Lạc"),
        ("/ban-tin/2014-04/phat-thanh-ha-lang.txt", "Bài đọc phát thanh, huyện Hạ Lang"),
    ]
    assert (built.output / "ban-tin/2014-04/ban-tin-2014-04.pdf").read_bytes() == b"%PDF-1.7 thu"
    assert {f.name for f in (built.output / "ban-tin/2014-04").iterdir()} == {
        "index.html", "ban-tin-2014-04.pdf", "phat-thanh.txt", "phat-thanh-bao-lac.txt",
        "phat-thanh-ha-lang.txt",
    }  # fmt: skip
    titles = re.findall(r'<h3 class="card__title"><a href="[^"]+">([^<]+)</a>', issue)
    assert titles == ["Bài một", "Bài hai", "Gương hai", "Gương ba"]
    assert '<a href="/ban-tin/">Bản tin</a>' in built.page("/")


def test_a_site_without_issues_has_no_bulletin(content: Path, tmp_path: Path) -> None:
    (content / "ban-tin/2014-04.toml").unlink()
    built = build(content, tmp_path / "output", now="2014-05-10")
    assert not (built.output / "ban-tin").exists()
    assert "/ban-tin/" not in built.page("/")


def test_an_issue_waits_for_its_day(content: Path) -> None:
    newsroom = read(content, datetime(2014, 4, 29, 8, tzinfo=HANOI))
    assert newsroom.printed == ()
    assert [i.key for i in newsroom.drafts] == ["2014-04"]
    assert of_issue(newsroom)[0].startswith("2 date-future (waiting): Số báo đề ngày 30/4/2014, chưa tới")


def test_two_issues_of_one_number(content: Path) -> None:
    may = SOUND.partition('\n[[phan]]\nten = "Gương"')[0].replace("2014-04-30", "2014-05-01")
    may = f"# so = 4 là số của tháng tư\n{may}"
    write_issue(content, may, "2014-05")
    assert (
        "2 issue-number-taken: Số 4 đã là số của ban-tin/2014-04.toml."
        " → Mỗi số báo một số thứ tự; số chưa dùng: so = 5"
    ) in of_issue(read(content), "ban-tin/2014-05.toml")


# -- closed issues

CLOSING = datetime(2014, 5, 1, 9, tzinfo=HANOI)
AGAIN = "Lấy lại tệp cũ từ git hoặc bản sao lưu"


def close(
    content: Path, key: str = "2014-04", when: datetime = CLOSING, forms: Mapping[str, bytes] | None = None
) -> Path:
    """Close an issue with one PDF, or with these forms."""
    newsroom = read(content, when)
    issues = (*(p.issue for p in newsroom.printed), *newsroom.drafts)
    (issue,) = (i for i in issues if i.key == key)
    files = forms or {f"ban-tin-{key}.pdf": b"%PDF-"}
    for name, data in files.items():
        write_form(content, name, data, key)
    return close_issue(issue, content, files, when)


def shown(newsroom: Newsroom, key: str = "2014-04") -> tuple[list[tuple[str, list[str], int]], list[str]]:
    """The parts of a printed issue (title, articles, how many are gone), and the names of its files."""
    (one,) = (p for p in newsroom.printed if p.issue.key == key)
    parts = [(p.title, [a.slug for a in p.articles], p.gone) for p in one.issue.parts]
    return parts, [m.name for m in one.made]


PARTS = [("Tin các huyện", ["bai-mot", "bai-hai"], 0), ("Gương", ["guong-hai", "guong-ba"], 0)]


def test_closing_writes_down_what_the_issue_says_and_every_file_and_article(content: Path) -> None:
    seal = close(content).read_text(encoding="utf-8")
    assert f'"ban-tin-2014-04.pdf" = "{hashlib.sha256(b"%PDF-").hexdigest()}"' in seal
    assert "ngay = 2014-05-01T09:00:00+07:00" in seal
    assert 'bai = [\n    "2014/04/guong-hai",\n    "2014/04/guong-ba",\n]' in seal
    found = load_seal(content / "ban-tin/2014-04")
    assert found is not None and found.text == SOUND
    assert list(found.words) == [
        "2014/04/bai-mot",
        "2014/04/bai-hai",
        "2014/04/guong-hai",
        "2014/04/guong-ba",
    ]
    newsroom = read(content)
    assert of_issue(newsroom) == []
    assert shown(newsroom) == (PARTS, ["ban-tin-2014-04.pdf"])


@given(
    texts=st.lists(st.text(), min_size=1, max_size=4),
    names=st.lists(st.text(alphabet='aăâđêô"\\\n\x7f\U0001f600', min_size=1), max_size=3),
)
def test_what_a_seal_says_is_read_back(texts: list[str], names: list[str]) -> None:
    said = [text.encode("utf-8", "replace").decode() for text in texts]
    seal = Seal(
        "2014-04", CLOSING, "\n".join(said), said[0], "", (SealedPart(said[-1], tuple(names)),), tuple(names),
        (), (SealedCorrection("2014/04/a", said[0], CLOSING.date(), said[-1]),),
        {"phat-thanh.txt": "0" * 64}, {}, dict.fromkeys(names, "f" * 64),
    )  # fmt: skip
    with TemporaryDirectory() as folder:
        place = Path(folder) / "2014-04"
        place.mkdir()
        (place / "dong-so.toml").write_bytes(seal_text(seal).encode())
        assert load_seal(place) == seal


def test_an_issue_closes_once_and_not_as_a_draft(content: Path) -> None:
    close(content)
    with pytest.raises(SealError, match=r"^Số 4 đã đóng rồi\.$"):
        close(content)
    draft = SOUND.replace("đã duyệt", "nháp").replace("2014-04-30", "2014-05-02").replace("so = 4", "so = 5")
    write_issue(content, draft.partition('\n[[phan]]\nten = "Gương"')[0], "2014-05")
    with pytest.raises(SealError) as refused:
        close(content, "2014-05")
    assert str(refused.value) == (
        "Số 5 còn là nháp, chưa đóng được. Duyệt xong thì ghi trong ban-tin/2014-05.toml:"
        ' trang_thai = "đã duyệt"'
    )


def test_what_differs_is_held_and_the_rest_stays(content: Path) -> None:
    """The web page, and every file that is still what was closed, stay on the site."""
    forms = {"ban-tin-2014-04.pdf": b"%PDF-", "ban-tin-2014-04.epub": b"PK", "phat-thanh.txt": b"A"}
    close(content, forms=forms)
    write_form(content, "ban-tin-2014-04.pdf", b"%PDF-1.8")
    (content / "ban-tin/2014-04/ban-tin-2014-04.epub").unlink()
    write_form(content, "phat-thanh-bao-lac.txt", b"x")
    write_issue(content, SOUND.replace('"bai-hai"', '"thang-ba"') + "# thêm\n")
    newsroom = read(content)
    assert of_issue(newsroom) == [
        "0 closed-file-changed: Số này đã đóng, mà tệp “2014-04.toml” bị thay đổi. Trang vẫn theo bản lúc"
        f" đóng. → {AGAIN} (lời cũ còn ở mục so_bao của 2014-04/dong-so.toml); điều cần sửa thì ghi “Đã sửa”"
        " trong bài.",
    ]
    place = "ban-tin/2014-04"
    assert of_issue(newsroom, f"{place}/ban-tin-2014-04.pdf") == [
        "0 closed-file-changed: Số này đã đóng, mà tệp “ban-tin-2014-04.pdf” bị thay đổi. Tệp không được"
        f" đăng. → {AGAIN}, hoặc làm lại: issue 2014-04 --pdf"
    ]
    assert of_issue(newsroom, f"{place}/ban-tin-2014-04.epub") == [
        "0 closed-file-missing: Số này đã đóng, mà tệp “ban-tin-2014-04.epub” không còn."
        f" → {AGAIN}, hoặc làm lại: issue 2014-04 --epub"
    ]
    assert of_issue(newsroom, f"{place}/phat-thanh-bao-lac.txt") == [
        "0 closed-file-strange: Số này đã đóng, mà tệp “phat-thanh-bao-lac.txt” không có lúc đóng."
        " Tệp không được đăng. → Xóa tệp ấy."
    ]
    assert shown(newsroom) == (PARTS, ["phat-thanh.txt"])
    names = ("ban-tin-2014-04.epub", "ban-tin-2014-04.pdf", "phat-thanh-bao-lac.txt")
    assert newsroom.reading.held == (
        "bai-viet/2014/04/cho-duyet/index.md", "ban-tin/2014-04.toml", *(f"{place}/{n}" for n in names),
    )  # fmt: skip
    # seven articles, the closed issue, its file that is held, three made files that are
    assert newsroom.reading.received == 7 + 1 + 1 + 3


def test_line_ends_break_no_seal(content: Path) -> None:
    close(content)
    (content / "ban-tin/2014-04.toml").write_bytes(b"\xef\xbb\xbf" + SOUND.replace("\n", "\r\n").encode())
    newsroom = read(content)
    assert of_issue(newsroom) == []
    assert shown(newsroom)[0] == PARTS


def test_a_closed_issue_stays_without_its_file(content: Path) -> None:
    close(content)
    (content / "ban-tin/2014-04.toml").unlink()
    newsroom = read(content)
    assert of_issue(newsroom)[0].startswith(
        "0 closed-file-missing: Số này đã đóng, mà tệp “2014-04.toml” không còn. Trang vẫn theo bản lúc đóng."
    )
    assert shown(newsroom) == (PARTS, ["ban-tin-2014-04.pdf"])


def test_rules_do_not_choose_anew_for_a_closed_issue(content: Path) -> None:
    """Later articles and documents of the month are on the site, and not in what was closed."""
    close(content)
    late = article("Gương muộn", "29/04/2014", SECTIONS[3], state="đã duyệt", body="Lời.")
    (content / "bai-viet/2014/04/guong-muon.md").write_text(late, encoding="utf-8")
    plan = (ROOT / "content/van-ban/2014-70-kh-tdtn-tckt.md").read_text(encoding="utf-8")
    (content / "van-ban").mkdir()
    plan = plan.replace("Ngày ban hành: 31/3/2014", "Ngày ban hành: 29/4/2014")
    (content / "van-ban/muon.md").write_text(plan, encoding="utf-8")
    newsroom = read(content)
    assert "guong-muon" in [a.slug for a in newsroom.reading.library.articles]
    assert [d.issued.isoformat() for d in newsroom.reading.library.documents] == ["2014-04-29"]
    assert shown(newsroom)[0] == PARTS
    (printed,) = newsroom.printed
    assert (printed.issue.documents, printed.issue.duties) == ((), ())


def test_an_article_that_leaves_the_site_leaves_the_closed_issue(content: Path, tmp_path: Path) -> None:
    close(content)
    file = content / "bai-viet/2014/04/bai-mot/index.md"
    file.write_text(file.read_text(encoding="utf-8").replace("đã duyệt", "gỡ"), encoding="utf-8")
    newsroom = read(content)
    assert shown(newsroom)[0] == [("Tin các huyện", ["bai-hai"], 1), PARTS[1]]
    (printed,) = newsroom.printed
    assert printed.issue.cover.headline == ""  # it was the article's headline
    assert of_issue(newsroom) == [
        "0 closed-article-gone (advice): Bài 2014/04/bai-mot của số đã đóng không còn trên trang; bản in,"
        " sách và gói báo chí vẫn còn bài ấy. → Gỡ có chủ ý thì không phải làm gì; nếu không, xem bài ấy bị"
        " giữ vì sao: check"
    ]
    page = build(content, tmp_path / "output", now="2014-05-10").page("/ban-tin/2014-04/")
    assert '<p class="empty">1 bài đã gỡ khỏi trang</p>' in page
    assert "Bài một" not in page


def test_a_cover_photo_of_a_closed_issue_is_watched(content: Path) -> None:
    photo = content / "ban-tin/bia.jpg"
    Image.new("RGB", (1280, 960), "green").save(photo)
    words = '[bia]\ntit = "Mùa cỏ"\nanh = "bia.jpg"\nmo_ta_anh = "Màu xanh"\nnguon_anh = "Máy vẽ"\n'
    write_issue(content, SOUND.replace("\n[[phan]]", f"\n{words}\n[[phan]]", 1))
    close(content)
    assert of_issue(read(content), "ban-tin/bia.jpg") == []
    shown_photo = read(content).printed[0].issue.cover.photo
    assert shown_photo is not None and shown_photo.name == "bia.jpg"
    Image.new("RGB", (1280, 960), "red").save(photo)
    newsroom = read(content)
    assert newsroom.printed[0].issue.cover.photo is None
    assert [p.code for p in newsroom.reading.problems if p.file == "ban-tin/bia.jpg"] == [
        "closed-file-changed"
    ]
    photo.unlink()
    newsroom = read(content)
    assert of_issue(newsroom, "ban-tin/bia.jpg") == [
        f"0 closed-file-missing: Số này đã đóng, mà tệp “bia.jpg” không còn. → {AGAIN}."
    ]
    assert shown(newsroom)[0] == PARTS


def test_a_missing_cover_photo_is_asked_for_where_it_has_to_lie(content: Path) -> None:
    words = '[bia]\ntit = "Mùa cỏ"\nanh = "bia.jpg"\nmo_ta_anh = "Màu xanh"\nnguon_anh = "Máy vẽ"\n'
    write_issue(content, SOUND.replace("\n[[phan]]", f"\n{words}\n[[phan]]", 1))
    assert of_issue(read(content)) == [
        "7 file-missing: Không thấy ảnh “bia.jpg” trong thư mục ban-tin, cạnh tệp số báo."
        " → Chép tệp vào thư mục ban-tin, cạnh tệp số báo, hoặc xem lại tên tệp (cả phần đuôi)."
    ]


@pytest.mark.parametrize(
    "seal",
    [
        "x = [",
        SEALED.replace('"phat-thanh.txt"', '"../../../dau-do.txt"'),
        SEALED.replace('"phat-thanh.txt"', '"/dau-do.txt"'),
        SEALED.replace('"phat-thanh.txt"', '"phat-thanh-../../x.txt"'),
        SEALED.replace("[anh]", f'[anh]\n"../van-ban/x.jpg" = "{"0" * 64}"'),
        SEALED.replace('"0', '"x'),
        SEALED.replace("+07:00", ""),
    ],
)
def test_a_seal_nobody_can_read(content: Path, seal: str) -> None:
    write_form(content, "dong-so.toml", seal.encode())
    newsroom = read(content)
    assert of_issue(newsroom) == [
        "0 seal-unreadable: Không đọc được biên bản đóng số. → Lấy lại tệp ấy từ git hoặc bản sao lưu."
    ]
    assert newsroom.printed == ()


def test_a_link_in_place_of_the_folder_publishes_nothing(content: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "2014-04"
    elsewhere.mkdir()
    (elsewhere / "ban-tin-2014-04.pdf").write_bytes(b"%PDF-")
    (content / "ban-tin/2014-04").symlink_to(elsewhere)
    newsroom = read(content)
    assert of_issue(newsroom, "ban-tin/2014-04") == [
        "0 issue-folder-link: Thư mục ban-tin/2014-04 là một liên kết; các tệp trong đó không được đăng."
        " → Hãy để chính thư mục ấy ở đây."
    ]
    assert shown(newsroom) == (PARTS, [])


def test_why_an_article_is_not_there(content: Path) -> None:
    file = content / "bai-viet/2014/04/bai-hai/index.md"
    file.write_text(file.read_text(encoding="utf-8").replace("Tiêu đề:", "Tiêu đề lạ:"), encoding="utf-8")
    write_issue(content, SOUND.replace('"2014/04/bai-mot"', '"2014/04/cho-duyet"'))
    cure = "Duyệt hoặc sửa bài ấy trước, hoặc bỏ tên bài khỏi số này."
    assert of_issue(read(content)) == [
        "7 article-unpublished: Bài “2014/04/cho-duyet” chưa được đăng: bài đang chờ duyệt. → " + cure,
        "7 article-unpublished: Bài “bai-hai” chưa được đăng: bài bị giữ vì lỗi: Thiếu trường “Tiêu đề”. → "
        + cure,
    ]


def edit(content: Path, add: str = "") -> None:
    file = content / "bai-viet/2014/04/bai-mot/index.md"
    text = file.read_text(encoding="utf-8").replace("Lời của Bài một.", "Lời của Bài một, đã khác.")
    file.write_text(text.replace("Trạng thái:", f"{add}Trạng thái:"), encoding="utf-8")


def test_an_article_that_changes_after_print_is_advised(content: Path) -> None:
    close(content)
    edit(content)
    newsroom = read(content)
    assert told(p for p in newsroom.reading.problems if p.file.endswith("bai-mot/index.md")) == [
        "1 changed-after-print (advice): Bài đã in ở bản tin 2014-04, nay lời bài đã khác mà chưa ghi đã"
        " sửa gì. → Ghi “Cập nhật: ngày sửa” và “Đã sửa: sửa gì”; bản tin số sau sẽ đăng đính chính."
    ]
    assert [p.issue.key for p in newsroom.printed] == ["2014-04"]
    assert shown(newsroom)[1] == ["ban-tin-2014-04.pdf"]


def test_the_correction_stands_on_the_article_and_in_the_next_issue(content: Path, tmp_path: Path) -> None:
    close(content)
    edit(content, "Cập nhật: 03/05/2014\nĐã sửa: Số hộ là sáu, không phải tám.\n")
    may = SOUND.replace("so = 4", "so = 5").replace("2014-04-30", "2014-05-05")
    write_issue(
        content,
        may.replace('"2014/04/bai-mot", "bai-hai"', '"thang-ba"').partition('\n[[phan]]\nten = "Gương"')[0],
        "2014-05",
    )
    write_issue(
        content,
        may.replace("so = 5", "so = 6")
        .replace("05-05", "06-05")
        .replace('"2014/04/bai-mot", "bai-hai"', '"thang-ba"')
        .partition('\n[[phan]]\nten = "Gương"')[0],
        "2014-06",
    )
    newsroom = read(content, datetime(2014, 6, 10, tzinfo=HANOI))
    assert not [p for p in newsroom.reading.problems if p.code == "changed-after-print"]
    listed = {
        p.issue.key: [(c.article.title, c.issue, c.what) for c in p.issue.corrections]
        for p in newsroom.printed
    }
    told_of = ("Bài một", "Bản tin Thanh niên số 4, tháng 4/2014", "Số hộ là sáu, không phải tám.")
    assert listed == {"2014-06": [], "2014-05": [told_of], "2014-04": []}
    built = build(content, tmp_path / "output", now="2014-06-10")
    assert "<b>Đính chính:</b> Số hộ là sáu, không phải tám." in built.page("/tin/2014/04/bai-mot/")
    assert '(<time datetime="2014-05-03T00:00:00+07:00">3/5/2014</time>) Số hộ là sáu' in built.page(
        "/ban-tin/2014-05/"
    )


def later_issue(content: Path, key: str, number: int, day: str) -> None:
    """An issue with one article of March, open."""
    text = SOUND.partition('\n[[phan]]\nten = "Gương"')[0].replace(
        '"2014/04/bai-mot", "bai-hai"', '"thang-ba"'
    )
    write_issue(content, text.replace("so = 4", f"so = {number}").replace("2014-04-30", day), key)


def corrected(content: Path, now: datetime) -> dict[str, list[str]]:
    """What each issue corrects, printed or not."""
    newsroom = read(content, now)
    issues = (*(p.issue for p in newsroom.printed), *newsroom.drafts)
    return {i.key: [c.what for c in i.corrections] for i in issues}


@pytest.mark.parametrize("day", ["28/05/2014", "30/05/2014", "02/06/2014"])
def test_no_correction_falls_between_two_issues(content: Path, day: str) -> None:
    """May is dated 31 May and closed on the 28th; what is mended from then on stands in June's."""
    close(content)
    later_issue(content, "2014-05", 5, "2014-05-31")
    close(content, "2014-05", datetime(2014, 5, 28, 9, tzinfo=HANOI))
    later_issue(content, "2014-06", 6, "2014-06-30")
    edit(content, f"Cập nhật: {day}\nĐã sửa: Số hộ là sáu.\n")
    june = datetime(2014, 6, 29, 9, tzinfo=HANOI)
    assert corrected(content, june) == {"2014-04": [], "2014-05": [], "2014-06": ["Số hộ là sáu."]}
    close(content, "2014-06", june)
    later_issue(content, "2014-07", 7, "2014-07-31")
    july = datetime(2014, 8, 1, tzinfo=HANOI)
    assert corrected(content, july) == {
        "2014-04": [],
        "2014-05": [],
        "2014-06": ["Số hộ là sáu."],
        "2014-07": [],
    }


def test_a_correction_before_closing_on_the_same_day_is_none(content: Path) -> None:
    """What was printed right needs no correction; what was mended an hour later does."""
    edit(content, "Cập nhật: 01/05/2014\nĐã sửa: Số hộ là sáu.\n")
    close(content)
    later_issue(content, "2014-05", 5, "2014-05-05")
    assert corrected(content, NOW)["2014-05"] == []
    file = content / "bai-viet/2014/04/bai-mot/index.md"
    file.write_text(file.read_text(encoding="utf-8").replace("đã khác", "khác hẳn"), encoding="utf-8")
    assert corrected(content, NOW)["2014-05"] == ["Số hộ là sáu."]


def test_a_changed_caption_is_a_change(content: Path) -> None:
    folder = content / "bai-viet/2014/04/bai-mot"
    Image.new("RGB", (1280, 960), "green").save(folder / "a.jpg")
    file = folder / "index.md"
    text = file.read_text(encoding="utf-8")
    words = "Ảnh: a.jpg\nMô tả ảnh: Màu xanh\nChú thích ảnh: {}\nNguồn ảnh: Máy vẽ\nẢnh trẻ em: không\n"
    file.write_text(text.replace("Trạng thái:", words.format("Cỏ.") + "Trạng thái:"), encoding="utf-8")
    close(content)
    assert "changed-after-print" not in {p.code for p in read(content).reading.problems}
    file.write_text(text.replace("Trạng thái:", words.format("Ngô.") + "Trạng thái:"), encoding="utf-8")
    assert "changed-after-print" in {p.code for p in read(content).reading.problems}


def test_a_photo_too_small_for_print_is_advised(content: Path) -> None:
    folder = content / "bai-viet/2014/04/bai-hai"
    Image.new("RGB", (500, 333), "green").save(folder / "a.jpg")
    file = folder / "index.md"
    words = "Ảnh: a.jpg\nMô tả ảnh: Màu xanh\nChú thích ảnh: Cỏ.\nNguồn ảnh: Máy vẽ\nẢnh trẻ em: không\n"
    text = file.read_text(encoding="utf-8").replace("Trạng thái:", f"{words}Trạng thái:")
    file.write_text(text, encoding="utf-8")
    assert (
        "7 photo-narrow-print (advice): Ảnh “a.jpg” của bài “Bài hai” chỉ rộng 500 điểm ảnh, in ra sẽ không"
        " nét. → Nên dùng ảnh rộng từ 600 điểm ảnh."
    ) in of_issue(read(content))


def test_a_proposal_of_a_full_month_can_be_printed(content: Path) -> None:
    """Of 70 articles the newest 60 are in; the others stand as comments."""
    for number in range(65):
        text = article(f"Tin {number}", "02/04/2014", SECTIONS[0], state="đã duyệt", body="Lời.")
        (content / f"bai-viet/2014/04/tin-thu-{number}.md").write_text(text, encoding="utf-8")
    text = draft_issue(read(content).reading.library, (2014, 4), 7)
    assert text.count("\n    # ") == 10
    write_issue(content, text)
    newsroom = read(content)
    (issue,) = newsroom.drafts
    assert (len(issue.articles), [p.code for p in newsroom.reading.problems if p.file == issue.source]) == (
        60, ["issue-draft"],
    )  # fmt: skip


def test_a_first_proposal_is_a_sound_draft(content: Path) -> None:
    (content / "ban-tin/2014-04.toml").unlink()
    text = draft_issue(read(content).reading.library, (2014, 4), 7)
    write_issue(content, text)
    newsroom = read(content)
    assert of_issue(newsroom) == [
        '5 issue-draft (waiting): Số báo còn là nháp, chưa đăng. → Soạn xong thì ghi: trang_thai = "đã duyệt"'
    ]
    (issue,) = newsroom.drafts
    assert (issue.number, issue.day.isoformat()) == (7, "2014-04-30")
    assert [(p.title, [a.title for a in p.articles]) for p in issue.parts] == [
        ("Chỉ đạo, định hướng", ["Bài một", "Bài hai"]),
        ("Gương trí thức trẻ", ["Gương một", "Gương ba", "Gương hai"]),
    ]

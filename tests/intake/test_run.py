"""What reporters and editors get, from the drop to the receipt."""

import os
import re
import signal
from datetime import UTC, datetime, timedelta

import pytest

from plugins.intake.answers import refresh
from plugins.intake.lock import Busy, locked
from plugins.intake.model import Kind, State
from plugins.intake.room import Room
from tests.intake.office import NOW, Office, article, picture

FIGURE = '\n![Hai người làm việc](ho-bo.jpg "Làm việc. Ảnh: Người Mẫu")\n'


def test_a_good_article_becomes_a_draft_and_is_answered(office: Office) -> None:
    office.drop("co.md", article(Huyện="Bảo Lạc", Xã="Xuân Trường"))
    report = office.run()
    assert report.all_taken
    assert office.shared() == ["bao-lac/da-nhan/BL-2014-0001/co.md"]
    assert office.drafts() == ["2014/04/bai-mau-trong-co/index.md"]
    draft = (office.content / "bai-viet/2014/04/bai-mau-trong-co/index.md").read_text(encoding="utf-8")
    assert draft.startswith("Tiêu đề: Bài mẫu trồng cỏ\nNgày: 15/04/2014\n")
    assert "\nTrạng thái: chờ duyệt\n\nTrong bài mẫu, đoàn viên" in draft
    assert "BL-2014" not in draft  # the fields are a contract: the code is in the register
    assert (
        office.receipt("BL-2014-0001")
        == """\
GIẤY BÁO NHẬN BÀI · Bảo Lạc
Bài mẫu trồng cỏ

Mã bài:     BL-2014-0001
Trạng thái: Chờ duyệt: bài đã tới biên tập viên.
            Không phải làm gì thêm.
Tệp đã gửi: co.md
Nhận lúc:   7:30 ngày 15/4/2014

NÊN XEM LẠI (1)
- Dòng 9: Bài chỉ có 23 chữ.
   “Trong bài mẫu, đoàn viên xã Xuân Trường cùng bà con trồng cỏ voi trên nương, đủ cho bò ăn qua mùa đông.”
   → Một tin cần đủ: ai, việc gì, ở đâu, khi nào, vì sao, thế nào.

MÁY ĐÃ HIỂU
Tiêu đề: Bài mẫu trồng cỏ
Ngày: 15/04/2014
Chuyên mục: Tin huyện
Tác giả: Người mẫu
Tóm tắt: Bài mẫu, người và việc là bịa.
Huyện: Bảo Lạc
Xã: Xuân Trường
Trạng thái: chờ duyệt

ĐỊA BÀN TÌM THẤY TRONG BÀI
- huyện Bảo Lạc: “Huyện: Bảo Lạc”
- xã Xuân Trường (Bảo Lạc): “Xã: Xuân Trường”
"""
    )


def test_a_held_article_says_what_to_mend_and_is_mended_in_place(office: Office) -> None:
    office.drop("hong.md", article(Ngày="31/02/2014"))
    report = office.run()
    assert [s.code for s in report.held] == ["BL-2014-0001"]
    assert office.shared() == ["bao-lac/cho-sua/hong.md"]
    assert office.drafts() == []
    said = office.receipt("BL-2014-0001")
    assert "Trạng thái: Chờ sửa: bài chưa dùng được.\n" in said
    assert (
        "PHẢI SỬA (1)\n1. Dòng 2: Không có ngày 31/2/2014 trong lịch.\n   “Ngày: 31/02/2014”\n"
        "   → Hãy xem lại ngày và tháng; ghi ngày trước, tháng sau, ví dụ 15/04/2014.\n"
    ) in said
    office.drop("cho-sua/hong.md", article())
    assert office.run().all_taken
    assert office.states() == {"BL-2014-0001": "chờ duyệt"}
    assert office.shared() == ["bao-lac/da-nhan/BL-2014-0001/hong.md"]
    assert not list((office.inbox / "bao-lac/cho-sua").iterdir()), "the old receipt is gone too"
    assert "Gửi lại:    7:30 ngày 15/4/2014: “hong.md”, bản sửa 2.\n" in office.receipt("BL-2014-0001")


@pytest.mark.parametrize("name", ["hong.md", "HONG.txt", "hong (1).md", "Bản sao hong.md"])
def test_a_held_article_dropped_anew_is_the_same_code(office: Office, name: str) -> None:
    office.drop("hong.md", article(Ngày="31/02/2014"))
    office.run()
    office.drop(name, article())
    office.run()
    assert office.states() == {"BL-2014-0001": "chờ duyệt"}
    folder = "bao-lac/da-nhan/BL-2014-0001"
    assert office.shared() == sorted([f"{folder}/{name}", f"{folder}/ban-1/hong.md"])


def test_a_doc_that_comes_again_as_docx_or_text_is_the_same_code(office: Office) -> None:
    office.drop("bai.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512)
    office.run()
    assert office.states() == {"BL-2014-0001": "chờ sửa"}
    office.drop("cho-sua/bai.txt", article())
    office.run()
    assert office.states() == {"BL-2014-0001": "chờ duyệt"}
    assert not [p for p in office.shared() if "cho-sua" in p]


def test_still_wrong_after_mending_is_the_next_version_of_the_same(office: Office) -> None:
    office.drop("hong.md", article(Ngày="31/02/2014"))
    office.run()
    office.drop("cho-sua/hong.md", article(Ngày="31/04/2014"))
    office.run()
    (one,) = office.register().submissions()
    assert (one.state, one.revision) == (State.HELD, 2)
    assert "Không có ngày 31/4/2014 trong lịch." in office.receipt("BL-2014-0001")
    assert office.shared() == ["bao-lac/cho-sua/hong.md"]


def test_the_same_file_twice_gets_the_first_code(office: Office) -> None:
    office.drop("co.md", article())
    office.run()
    office.drop("khac-ten.md", article())
    office.drop("o-huyen-khac.md", article(), "ha-quang")
    report = office.run()
    assert [(o.kind, o.submission.code) for o in report.outcomes] == [
        (Kind.AGAIN, "BL-2014-0001"),
        (Kind.AGAIN, "BL-2014-0001"),
    ]
    assert office.drafts() == ["2014/04/bai-mau-trong-co/index.md"]
    assert office.shared() == [
        "bao-lac/da-nhan/BL-2014-0001/co.md",
        "bao-lac/da-nhan/BL-2014-0001/gui-lai/khac-ten.md",
        "bao-lac/da-nhan/BL-2014-0001/gui-lai/o-huyen-khac.md",
    ]
    assert "“khac-ten.md”, đúng tệp đã nhận, không phải gửi nữa." in office.receipt("BL-2014-0001")


def test_another_version_is_kept_with_a_diff_and_changes_nothing(office: Office) -> None:
    office.drop("co.md", article(more="Mười hộ <b>đã</b> có cỏ."))
    office.run()
    draft = office.content / "bai-viet/2014/04/bai-mau-trong-co/index.md"
    before = draft.read_bytes()
    office.drop("co - Copy.md", article(more="Mười hai hộ <script>x</script> đã có cỏ."))
    report = office.run()
    assert [o.kind for o in report.outcomes] == [Kind.REVISION]
    assert draft.read_bytes() == before
    assert office.drafts() == ["2014/04/bai-mau-trong-co/index.md"]
    assert office.shared() == [
        "bao-lac/da-nhan/BL-2014-0001/ban-2/co - Copy.md",
        "bao-lac/da-nhan/BL-2014-0001/co.md",
    ]
    said = office.receipt("BL-2014-0001")
    assert "BẢN 2 KHÁC BẢN TRƯỚC Ở ĐÂU\n" in said
    assert "--- bài đang có (BL-2014-0001)\n+++ bản 2, gửi 7:30 ngày 15/4/2014\n" in said
    assert "-Mười hộ <b>đã</b> có cỏ.\n+Mười hai hộ <script>x</script> đã có cỏ.\n" in said
    page = (office.inbox / "bao-lac/da-nhan/BL-2014-0001/co.md.giay-bao.html").read_text(encoding="utf-8")
    assert '<span class="add">+Mười hai hộ &lt;script&gt;x&lt;/script&gt; đã có cỏ.</span>' in page
    assert "<script" not in page


def test_one_name_for_every_article_is_a_new_article_each_time(office: Office) -> None:
    for title, topic in (("Bài mẫu một", "co"), ("Bài mẫu hai", "duong"), ("Bài mẫu ba", "sach")):
        office.drop("bai viet.md", article(title, topic))
        office.run()
    assert list(office.states()) == ["BL-2014-0001", "BL-2014-0002", "BL-2014-0003"]
    assert len(office.drafts()) == 3


def test_a_photo_that_comes_after_its_text_mends_it(office: Office) -> None:
    office.drop("co.md", article(more=FIGURE))
    office.run()
    assert office.states() == {"BL-2014-0001": "chờ sửa"}
    office.drop("ho-bo.jpg", picture())
    office.run()
    assert office.states() == {"BL-2014-0001": "chờ duyệt"}
    assert office.drafts() == ["2014/04/bai-mau-trong-co/ho-bo.jpg", "2014/04/bai-mau-trong-co/index.md"]
    assert office.shared() == [
        "bao-lac/da-nhan/BL-2014-0001/co.md",
        "bao-lac/da-nhan/BL-2014-0001/ho-bo.jpg",
    ]


def test_two_held_ones_of_one_name_do_not_mix(office: Office) -> None:
    for number, topic in enumerate(("co", "duong"), 1):
        office.drop("bai.md", article(f"Bài mẫu {number}", topic, Ngày="31/02/2014"))
        office.run()
    assert office.shared() == ["bao-lac/cho-sua/BL-2014-0002/bai.md", "bao-lac/cho-sua/bai.md"]
    assert office.run().outcomes == []
    office.drop("cho-sua/BL-2014-0002/bai.md", article("Bài mẫu 2", "duong"))
    office.run()
    assert office.states() == {"BL-2014-0001": "chờ sửa", "BL-2014-0002": "chờ duyệt"}


def test_an_article_that_content_has_already_is_not_made_twice(office: Office) -> None:
    office.drop("co.md", article())
    office.run()
    for thing in (office.own / "so.jsonl", office.own / "so.dau"):
        thing.unlink()
    office.drop("co.md", article())
    office.run()
    assert office.drafts() == ["2014/04/bai-mau-trong-co/index.md"]
    assert "Bài này đã có trong kho bài: bai-viet/2014/04/bai-mau-trong-co/index.md." in office.receipt(
        "BL-2014-0001"
    )


def test_a_slug_that_is_taken_gets_a_number(office: Office) -> None:
    month = office.content / "bai-viet/2014/04"
    (month / "bai-mau-trong-co").mkdir(parents=True)
    (month / "bai-mau-trong-co-2.md").write_text("x", encoding="utf-8")
    office.drop("co.md", article())
    office.run()
    assert (month / "bai-mau-trong-co-3/index.md").is_file()


# -- editors


def approve(office: Office, state: str = "đã duyệt") -> None:
    file = office.content / "bai-viet/2014/04/bai-mau-trong-co/index.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub("Trạng thái: .*", f"Trạng thái: {state}", text), encoding="utf-8")


def test_the_register_follows_what_editors_do_in_content(office: Office) -> None:
    office.drop("co.md", article(Ngày="16/04/2014"))
    office.run()
    approve(office)
    office.run(NOW + timedelta(minutes=5))
    assert office.states() == {"BL-2014-0001": "đã duyệt"}  # its day is tomorrow
    office.run(NOW + timedelta(days=1))
    assert office.states() == {"BL-2014-0001": "đăng"}
    assert "Trạng thái: Đã đăng.\n            Bài đang ở trên trang.\n" in office.receipt("BL-2014-0001")
    approve(office, "gỡ")
    office.run(NOW + timedelta(days=2))
    assert office.states() == {"BL-2014-0001": "gỡ"}
    assert "gỡ từ 7:30 ngày 17/4/2014" in office.status()


def test_an_article_that_editors_renamed_is_found_again(office: Office) -> None:
    office.drop("co.md", article())
    office.run()
    approve(office)
    folder = office.content / "bai-viet/2014/04/bai-mau-trong-co"
    folder.rename(folder.with_name("ten-khac"))
    assert office.run().lost == ()
    (one,) = office.register().submissions()
    assert (one.draft, one.state) == ("bai-viet/2014/04/ten-khac/index.md", State.PUBLISHED)
    (folder.with_name("ten-khac") / "index.md").unlink()
    assert office.run().lost == ("BL-2014-0001",)


def sent_back(office: Office) -> None:
    office.drop("co.md", article())
    office.run()
    approve(office, "nháp")
    register = office.register()
    register.record("BL-2014-0001", State.HELD, time=NOW, who="Người Duyệt", note="Thêm tên <xóm>.")
    refresh(office.desk(), register, ["BL-2014-0001"])


def test_what_an_editor_sends_back_reaches_the_reporter(office: Office) -> None:
    sent_back(office)
    office.run()
    assert office.states() == {"BL-2014-0001": "chờ sửa"}
    for place in ("cho-sua", "da-nhan/BL-2014-0001"):
        text = (office.inbox / f"bao-lac/{place}/co.md.giay-bao.txt").read_text(encoding="utf-8-sig")
        assert "Chờ sửa: biên tập viên gửi lại bài." in text
        assert "Biên tập viên (7:30 ngày 15/4/2014): Thêm tên <xóm>." in text
    page = (office.inbox / "bao-lac/cho-sua/co.md.giay-bao.html").read_text(encoding="utf-8")
    assert "Thêm tên &lt;xóm&gt;." in page


def test_the_answer_to_it_takes_the_place_of_an_untouched_draft(office: Office) -> None:
    sent_back(office)
    office.drop("co.md", article(more="Ở xóm mẫu."))
    office.run()
    assert office.states() == {"BL-2014-0001": "chờ duyệt"}
    assert office.drafts() == ["2014/04/bai-mau-trong-co/index.md"]
    draft = (office.content / "bai-viet/2014/04/bai-mau-trong-co/index.md").read_text(encoding="utf-8")
    assert "Trạng thái: chờ duyệt\n" in draft
    assert "Ở xóm mẫu." in draft
    assert not (office.inbox / "bao-lac/cho-sua/co.md.giay-bao.txt").exists()


def test_the_answer_to_it_is_kept_beside_a_draft_that_an_editor_has_changed(office: Office) -> None:
    sent_back(office)
    file = office.content / "bai-viet/2014/04/bai-mau-trong-co/index.md"
    file.write_text(file.read_text(encoding="utf-8") + "\nCâu của biên tập.\n", encoding="utf-8")
    before = file.read_bytes()
    office.drop("co.md", article(more="Ở xóm mẫu."))
    office.run()
    assert file.read_bytes() == before
    assert office.states() == {"BL-2014-0001": "chờ duyệt"}
    assert "+Ở xóm mẫu." in office.receipt("BL-2014-0001")


# -- answers


def test_the_status_page_tells_everything_in_few_words(office: Office) -> None:
    office.drop("co.md", article())
    office.drop("hong.md", article("Bài mẫu hai", "duong", Ngày="31/02/2014"))
    office.drop("le.jpg", picture())
    office.drop("x.md", "x", "Bảo Lacs")
    office.run()
    assert (
        office.status()
        == """\
TÌNH TRẠNG BÀI GỬI – Bảo Lạc
Đã nhận 2 bài: phải sửa 1, chờ duyệt 1.

CHƯA NHẬN ĐƯỢC (1)
- Ảnh “le.jpg” chưa thuộc bài nào.
  → Đặt tên ảnh giống tên bài (bai.docx, bai-1.jpg), ghi tên ảnh trong bài, hoặc để cả hai vào một thư mục.

PHẢI SỬA (1)
- BL-2014-0002 · Bài mẫu hai
  “hong.md”, nhận 7:30 ngày 15/4/2014; chờ sửa từ 7:30 ngày 15/4/2014.

CHỜ DUYỆT (1)
- BL-2014-0001 · Bài mẫu trồng cỏ
  “co.md”, nhận 7:30 ngày 15/4/2014; chờ duyệt từ 7:30 ngày 15/4/2014.

Cập nhật: 7:30 ngày 15/4/2014.
Bài phải sửa nằm trong thư mục “cho-sua”, cạnh mỗi bài có giấy báo nói sửa gì; sửa xong lưu ngay tại đó.
Bài đã nhận nằm trong thư mục “da-nhan”, theo mã bài.
"""
    )
    everywhere = office.status("")
    assert "Không có huyện nào tên “Bảo Lacs”; không ai mở thư mục này." in everywhere
    assert "- BL-2014-0002 · Bài mẫu hai · Bảo Lạc\n" in everywhere
    page = (office.inbox / "bao-lac/tinh-trang.html").read_text(encoding="utf-8")
    links = re.findall('href="([^"]+)"', page)
    assert links == ["cho-sua/hong.md.giay-bao.html", "da-nhan/BL-2014-0001/co.md.giay-bao.html"]
    assert all((office.inbox / "bao-lac" / link).is_file() for link in links)


def test_answers_are_written_only_when_they_change(office: Office) -> None:
    office.drop("co.md", article())
    office.run()
    answers = {p: p.stat().st_ino for p in office.inbox.rglob("*.html")}
    office.run(NOW + timedelta(hours=3))
    assert {p: p.stat().st_ino for p in office.inbox.rglob("*.html")} == answers
    assert len(answers) == 3


def test_pages_ask_nothing_of_the_net_and_run_nothing(office: Office) -> None:
    more = '<script>a</script> [x](javascript:y) <img src="https://x.example/a.png" onerror="y">'
    office.drop("<b>co.md", article("<b onclick=y>Tít</b> mẫu", more=more))
    office.run()
    pages = list(office.inbox.rglob("*.html"))
    assert len(pages) == 3
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert text.startswith('<!doctype html>\n<html lang="vi">')
        assert "default-src 'none'" in text
        assert not re.search(
            r'<(?:script|img|link|iframe|b)\b|<[^>]+(?:src|onclick)=|href="(?:\w+:|//)', text
        )
        assert "&lt;b&gt;co.md" in text


def test_a_folder_nobody_may_write_to_is_said_and_retried(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.drop("co.md", article())

    def locked_file(*_: object) -> None:
        raise PermissionError(13, "in use")

    with monkeypatch.context() as patch:
        patch.setattr(Room, "move", locked_file)
        for _ in range(3):
            report = office.run()
    assert [left.message for left in report.left] == ["Đã nhận “co.md” nhưng không chuyển đi được."]
    assert office.drafts() == ["2014/04/bai-mau-trong-co/index.md"]
    assert office.run().all_taken
    assert office.shared() == ["bao-lac/da-nhan/BL-2014-0001/co.md"]
    assert len(office.register().get("BL-2014-0001").arrivals) == 1


# -- one at a time


def test_two_runs_at_once(office: Office) -> None:
    office.drop("co.md", article())
    office.own.mkdir()
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        with locked(office.own):
            os.write(writer, b"x")
            signal.pause()
        os._exit(0)
    assert os.read(reader, 1) == b"x"
    with pytest.raises(Busy) as busy:
        office.run()
    assert str(busy.value) == (
        f"Một lần tiếp nhận khác đang chạy (tiến trình {child}). Hãy đợi nó xong rồi chạy lại."
    )
    assert office.shared() == ["bao-lac/co.md"]
    os.kill(child, 9)  # a killed run leaves no lock
    os.waitpid(child, 0)
    assert office.run().all_taken


# -- what people do with files


def test_a_held_file_that_is_renamed_or_moved_waits_where_it_lies(office: Office) -> None:
    office.drop("hong.md", article(Ngày="31/02/2014"))
    office.run()
    (office.inbox / "bao-lac/cho-sua/hong.md").rename(office.inbox / "bao-lac/cho-sua/Đã sửa.md")
    office.run()
    assert office.shared() == ["bao-lac/cho-sua/Đã sửa.md"]
    assert sorted(f.name for f in (office.inbox / "bao-lac/cho-sua").iterdir()) == [
        "Đã sửa.md", "Đã sửa.md.giay-bao.html", "Đã sửa.md.giay-bao.txt",
    ]  # fmt: skip
    (office.inbox / "bao-lac/cho-sua/Đã sửa.md").rename(office.inbox / "bao-lac/lại.md")
    office.run()
    assert office.shared() == ["bao-lac/cho-sua/lại.md"]
    assert office.states() == {"BL-2014-0001": "chờ sửa"}
    assert "Gửi lại" not in office.receipt("BL-2014-0001")
    office.drop("cho-sua/lại.md", article())
    assert office.run().all_taken


def test_a_held_folder_is_mended_where_it_lies(office: Office) -> None:
    office.drop("Bài cỏ/bai.md", article(more=FIGURE))
    office.run()
    assert office.shared() == ["bao-lac/cho-sua/Bài cỏ/bai.md"]
    office.drop("cho-sua/Bài cỏ/ho-bo.jpg", picture())
    assert office.run().all_taken
    assert office.states() == {"BL-2014-0001": "chờ duyệt"}
    assert office.shared() == [
        "bao-lac/da-nhan/BL-2014-0001/Bài cỏ/bai.md",
        "bao-lac/da-nhan/BL-2014-0001/Bài cỏ/ho-bo.jpg",
    ]


def test_a_name_that_is_no_text_stops_nobody(office: Office) -> None:
    broken = b"b\xe0i.md".decode("utf-8", "surrogateescape")
    office.drop(broken, article())
    office.drop("duong.md", article("Bài mẫu hai", "duong"))
    assert office.run().all_taken
    assert office.run().outcomes == []
    assert office.states() == {"BL-2014-0001": "chờ duyệt", "BL-2014-0002": "chờ duyệt"}
    assert office.register().faults == ()
    assert "“b\ufffdi.md”, nhận" in office.status()


def test_what_is_put_among_accepted_originals_is_said(office: Office) -> None:
    office.drop("co.md", article())
    office.run()
    office.drop("da-nhan/bai moi.md", article("Bài mẫu hai", "duong"))
    report = office.run()
    assert [left.message for left in report.left] == [
        "“bai moi.md” nằm trong “da-nhan”, nơi máy để bài đã nhận; không ai mở nó."
    ]


def test_copies_of_our_answers_are_no_submissions(office: Office) -> None:
    for name in (
        "co.md.giay-bao.sync-conflict-20140415-073000-ABCDEF1.html", "tinh-trang (1).txt",
        "tinh-trang.sync-conflict-20140415-073000-ABCDEF1.html", "co.md.giay-bao (An's conflicted copy).txt",
    ):  # fmt: skip
        office.drop(name, "x")
    office.drop("tinh-trang giao thong.md", article())
    office.run()
    assert office.states() == {"BL-2014-0001": "chờ duyệt"}


def test_the_year_of_a_code_is_that_of_hanoi(office: Office) -> None:
    office.drop("co.md", article())
    office.run(datetime(2014, 12, 31, 17, 30, tzinfo=UTC))
    assert list(office.states()) == ["BL-2015-0001"]
    assert "Nhận lúc:   0:30 ngày 1/1/2015\n" in office.receipt("BL-2015-0001")


def test_a_book_is_no_article(office: Office) -> None:
    office.drop("sach.txt", article(more="một chữ " * 250_000))
    office.run()
    assert "Tệp dài quá 2 MB chữ, không phải một bài." in office.receipt("BL-2014-0001")

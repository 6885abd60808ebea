"""Every kind of thing that an office may drop, good, odd and hostile, in one inbox: what each gets.

Published + waiting + held = received; whatever is no submission is named, or is litter.
"""

import io
import os
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
from docx import Document

from plugins.intake.account import Account, load_account
from plugins.intake.desk import Desk
from plugins.intake.model import Kind, Submission
from plugins.intake.run import Report
from tests.intake.crash import bytes_of
from tests.intake.office import Office, picture, zipped

_WORDS = (
    "các bạn trẻ cùng bà con làm đường mở lớp trồng rừng nuôi ong dệt vải dựng nhà đọc sách ủ phân gánh nước"
).split()


def words(number: int) -> str:
    """A text of its own for each number, with the marks of Vietnamese."""
    chance = Random(number)  # an invented text, no secret
    sentences = (" ".join(chance.choices(_WORDS, k=12)).capitalize() for _ in range(5))
    return ". ".join(sentences) + "."


class Texts:
    """Articles, each with a title and text of its own."""

    def __init__(self) -> None:
        self.number = 0

    def __call__(self, *, photo: str = "", without: str = "", **more: str) -> str:
        self.number += 1
        fields = {
            "Tiêu đề": f"Bài mẫu thứ {self.number}",
            "Ngày": "15/04/2014",
            "Chuyên mục": "Tin huyện",
            "Tác giả": "Người Mẫu",
            "Tóm tắt": f"Tóm tắt của bài mẫu thứ {self.number}.",
        } | {name.replace("_", " "): value for name, value in more.items()}
        header = "\n".join(f"{name}: {value}" for name, value in fields.items() if name != without)
        figure = f'\n\n![Hai người làm việc]({photo} "Làm việc. Ảnh: Người Mẫu")' if photo else ""
        return f"{header}\n\n{words(self.number)}{figure}\n"


def word(texts: Texts, *, size: int = 0) -> bytes:
    document = Document()
    for line in texts().split("\n"):
        document.add_paragraph(line)
    if size:
        document.add_picture(io.BytesIO(picture(7, (1300, 900))))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bai.txt", b"\0" * 70_000_000)
    return out.getvalue()


def huge_photo() -> bytes:
    """A PNG that says it is 30,000 by 30,000."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)

    head = (30_000).to_bytes(4) * 2 + b"\x08\x02\0\0\0"
    body = zlib.compress(b"\0" * 90_001)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


GOOD, HELD, AGAIN, VERSION, LEFT, LITTER = (
    "chờ duyệt",
    "chờ sửa",
    "gửi lại",
    "bản khác",
    "để nguyên",
    "bỏ qua",
)
File = str | bytes
t = Texts()
first, second, third = t(), t(), t()


@dataclass(frozen=True)
class Case:
    """What is dropped (path below the office: content), what it gets, and a code that it is told."""

    gets: str
    files: Mapping[str, File]
    code: str = ""


KINDS: Mapping[str, Case] = {
    # good ones
    "a .md": Case(GOOD, {"mot.md": first}),
    "a .txt": Case(GOOD, {"hai.txt": second}),
    "a .markdown": Case(GOOD, {"ba.markdown": third}),
    "a .docx": Case(GOOD, {"tu.docx": word(t)}),
    "a .docx with a photo without words": Case(HELD, {"nam.docx": word(t, size=1)}, "image-no-alt"),
    "UTF-8 with a mark": Case(GOOD, {"bom.txt": b"\xef\xbb\xbf" + t().encode()}),
    "UTF-16 of Notepad": Case(GOOD, {"notepad.txt": t().encode("utf-16")}),
    "NFD text and name": Case(
        GOOD, {unicodedata.normalize("NFD", "đường mới.md"): unicodedata.normalize("NFD", t())}
    ),
    "CRLF": Case(GOOD, {"crlf.txt": t().replace("\n", "\r\n")}),
    "capital ending": Case(GOOD, {"HOA.MD": t()}),
    "blanks and dots in the name": Case(GOOD, {"Bài  của. tôi .md": t()}),
    "a photo of its name": Case(GOOD, {"sau.md": t(photo="sau.jpg"), "sau.jpg": picture(1)}),
    "photos numbered": Case(GOOD, {"bay.md": t(photo="bay-2.jpg"), "bay-2.jpg": picture(2)}),
    "a photo named in the text": Case(GOOD, {"tam.md": t(photo="IMG_0001.JPG"), "IMG_0001.JPG": picture(3)}),
    "a folder": Case(GOOD, {"Thư mục/bai.md": t(photo="a.jpg"), "Thư mục/a.jpg": picture(4)}),
    "a folder in a folder": Case(GOOD, {"Ngoài/Trong/bai.md": t(), "Ngoài/Trong/Thumbs.db": b"x"}),
    "a zip": Case(GOOD, {"goi.zip": zipped(bai_md=t(photo="a.jpg"), a_jpg=picture(5))}),
    "a zip of a folder": Case(GOOD, {"goi2.zip": zipped(bai__bai_md=t(), bai__Thumbs_db=b"x")}),
    "a photo nobody needs, in a folder": Case(
        HELD, {"Thừa/bai.md": t(), "Thừa/b.jpg": picture(6)}, "image-no-alt"
    ),
    "an unused paper in a folder": Case(
        GOOD, {"Kèm/bai.md": t(), "Kèm/bang.xlsx": b"PK\3\4x"}, "file-unused"
    ),
    "the state already approved": Case(GOOD, {"duyet.md": t(Trạng_thái="đã duyệt")}),
    # the same again, other versions
    "the same bytes": Case(AGAIN, {"mot (2).md": first}),
    "the same bytes in a folder": Case(AGAIN, {"Lại/khac ten.md": second}),
    "the same in a zip": Case(AGAIN, {"lai.zip": zipped(x_md=third)}),
    "a copy with a change": Case(VERSION, {"mot - Copy.md": first + "\nThêm một câu mẫu.\n"}),
    "bản sao with a change": Case(VERSION, {"Bản sao hai.txt": second + "\nThêm một câu mẫu.\n"}),
    "a conflicted copy": Case(
        VERSION, {"ba (An's conflicted copy 2014-04-15).markdown": third + "\nThêm câu.\n"}
    ),
    "a sync conflict": Case(
        VERSION, {"ba.sync-conflict-20140415-073000-ABCDEF1.markdown": third + "\nBớt câu.\n"}
    ),
    "a copy of nothing we know": Case(GOOD, {"la (1).md": t()}),
    # to be mended
    "no title": Case(HELD, {"khong-tit.md": t(without="Tiêu đề")}, "field-missing"),
    "no section": Case(HELD, {"khong-muc.md": t(without="Chuyên mục")}, "field-missing"),
    "a wrong date": Case(HELD, {"ngay.md": t(Ngày="31/02/2014")}, "date-impossible"),
    "a wrong commune": Case(HELD, {"xa.md": t(Huyện="Bảo Lạc", Xã="Xuân Trườn")}, "unknown-place"),
    "a photo that is missing": Case(HELD, {"thieu-anh.md": t(photo="khong-co.jpg")}, "file-missing"),
    "a photo elsewhere": Case(HELD, {"ngoai.md": t(photo="../../bi-mat.jpg")}, "file-elsewhere"),
    "a photo on the net": Case(HELD, {"mang.md": t(photo="https://mau.example/a.jpg")}, "image-foreign"),
    "a broken photo": Case(HELD, {"vo.md": t(photo="vo.jpg"), "vo.jpg": picture(8)[:900]}, "photo-broken"),
    "an enormous photo": Case(
        HELD, {"lon.md": t(photo="lon.png"), "lon.png": huge_photo()}, "photo-too-large"
    ),
    "a photo that is none": Case(
        HELD, {"gia.md": t(photo="gia.jpg"), "gia.jpg": b"MZ\x90\0" * 99}, "photo-unreadable"
    ),
    "an empty file": Case(HELD, {"trong.md": b""}, "file-empty"),
    "blanks only": Case(HELD, {"dau-cach.txt": b" \r\n\t\n"}, "file-empty"),
    "a .doc": Case(HELD, {"cu.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600}),
    "an .rtf": Case(HELD, {"cu.rtf": b"{\\rtf1 bai}"}),
    "a pdf": Case(HELD, {"bai.pdf": b"%PDF-1.4"}, "type-unknown"),
    "a table": Case(HELD, {"bang.xlsx": b"PK\3\4bang"}, "type-unknown"),
    "a film": Case(HELD, {"phim.mp4": b"\0\0\0 ftyp"}, "type-unknown"),
    "a program": Case(HELD, {"bai.docx.exe": b"MZ\x90\0"}, "type-unknown"),
    "a rar": Case(HELD, {"bai.rar": b"Rar!\x1a\7\0"}, "type-unknown"),
    "no ending": Case(HELD, {"bai": b"gi do"}, "type-unknown"),
    "a pdf called .md": Case(HELD, {"pdf.md": b"%PDF-1.4 x"}, "not-text"),
    "a program called .txt": Case(HELD, {"exe.txt": b"MZ\x90\0\3\0\0\0"}, "not-text"),
    "a zip called .docx": Case(HELD, {"nen.docx": zipped(x_txt=b"x")}),
    "a text called .docx": Case(HELD, {"chu.docx": "Đây là chữ thường."}),
    "a web page": Case(HELD, {"trang.txt": "<!doctype html><p>bài"}, "not-markdown"),
    "a folder of photos only": Case(HELD, {"Ảnh/a.jpg": picture(9)}, "folder-no-text"),
    "a folder of two articles": Case(HELD, {"Hai bài/a.md": t(), "Hai bài/b.md": t()}, "folder-many-texts"),
    "a folder with two of one name": Case(
        HELD,
        {"Trùng/a.md": t(), "Trùng/1/anh.jpg": picture(10), "Trùng/2/ANH.jpg": picture(11)},
        "folder-same-name",
    ),
    "a folder too deep": Case(HELD, {"Hang/1/2/3/4/5/bai.md": t()}, "folder-too-many"),
    "an empty zip": Case(HELD, {"rong.zip": zipped()}, "folder-no-text"),
    "a zip cut off": Case(HELD, {"dut.zip": zipped(bai_md=t())[:-25]}, "zip-broken"),
    "a zip that climbs out": Case(HELD, {"leo.zip": zipped(**{"..__..__etc__passwd_md": t()})}, "zip-path"),
    "a zip in a zip": Case(HELD, {"long.zip": zipped(trong_zip=zipped(bai_md=t()))}, "zip-nested"),
    "a zip bomb": Case(HELD, {"bom.zip": bomb()}, "zip-too-large"),
    "control characters": Case(HELD, {"dieu-khien.md": t() + "\x07\x07"}, "text-control-character"),
    "letters that turn round": Case(HELD, {"chieu.md": t() + "\u202etxt.exe"}, "text-direction"),
    # names
    "a reserved name": Case(GOOD, {"con.md": t()}),
    "a very long name": Case(GOOD, {"a" * 240 + ".md": t()}),
    "a name that turns round": Case(GOOD, {"bai\u202edm.md": t()}),
    "a name that begins with a hyphen": Case(GOOD, {"-rf.md": t()}),
    "a name with a line break": Case(GOOD, {"bai\nhai.md": t()}),
    "a link in a name": Case(GOOD, {"<a href=x>.md": t()}),
    # litter
    "Word's own": Case(LITTER, {"~$mot.docx": b"x"}),
    "of systems": Case(LITTER, {"Thumbs.db": b"x", ".DS_Store": b"x", "desktop.ini": b"x"}),
    "half downloads": Case(LITTER, {"a.docx.crdownload": b"x", "a.part": b"x", "b.tmp": b"x"}),
    "of Syncthing": Case(
        LITTER, {".stfolder/x": b"x", ".stversions/mot.md": first, ".syncthing.mot.md.tmp": b"x"}
    ),
    "of LibreOffice": Case(LITTER, {".~lock.mot.odt#": b"x"}),
    "a loose photo": Case(LEFT, {"le.jpg": picture(12)}, "photo-loose"),
}  # fmt: skip
ODD: Mapping[str, Callable[[Path], object]] = {
    "lien-ket.md": lambda path: path.symlink_to("/etc/passwd"),
    "lien-ket-thu-muc": lambda path: path.symlink_to("/etc"),
    "ong.md": os.mkfifo,
    "rong": Path.mkdir,
}


@dataclass
class Taken:
    """The inbox after one run."""

    office: Office
    report: Report
    sent: object
    by_file: dict[str, list[tuple[Submission, Kind, int]]]

    def account(self, one: Submission, revision: int) -> Account:
        desk: Desk = self.office.desk()
        return load_account(desk.kept(one.code, revision))


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Taken:
    office = Office(tmp_path_factory.mktemp("kinds"), processes=None)
    for case in KINDS.values():
        for name, data in case.files.items():
            old = office.drop(name, data)
            os.utime(old, (1_397_500_000, 1_397_500_000))
    sent = bytes_of(office.inbox)
    for name, make in ODD.items():
        make(office.inbox / "bao-lac" / name)
    os.mkfifo(office.drop("Có ống/bai.md", t()).with_name("ong"))
    (office.inbox / "Bảo Lacj").mkdir()
    report = office.run(recognise=None)
    by_file: dict[str, list[tuple[Submission, Kind, int]]] = {}
    for one in office.register().submissions():
        for arrival in one.arrivals:
            name = arrival.file.split("/")[1]
            by_file.setdefault(name, []).append((one, arrival.kind, arrival.revision))
    return Taken(office, report, sent, by_file)


def test_there_are_enough_kinds() -> None:
    assert len(KINDS) + len(ODD) >= 75


@pytest.mark.parametrize("kind", KINDS)
def test_what_each_kind_gets(kind: str, taken: Taken) -> None:
    case = KINDS[kind]
    main = next(iter(case.files)).split("/")[0]
    found = taken.by_file.get(main, [])
    if case.gets in (LITTER, LEFT):
        assert found == []
        assert [left.code for left in taken.report.left if left.name in case.files] == [case.code] * bool(
            case.code
        )
        return
    (one, arrived, revision) = found[0]
    account = taken.account(one, revision)
    told = [problem.code for problem in account.told]
    assert (case.gets, told) == (
        {Kind.AGAIN: AGAIN, Kind.REVISION: VERSION, Kind.ARRIVAL: str(one.state)}[arrived], told,
    )  # fmt: skip
    assert not case.code or case.code in told


def test_nothing_is_lost_and_everything_is_counted(taken: Taken) -> None:
    office, report = taken.office, taken.report
    states = list(office.states().values())
    assert set(states) == {GOOD, HELD}
    assert report.received == len(states) == states.count(GOOD) + states.count(HELD)
    assert len(report.held) == states.count(HELD)
    assert report.moving == ()
    there = bytes_of(office.inbox)
    assert isinstance(taken.sent, type(there))
    assert not taken.sent - there, "every file sent is still in the inbox, somewhere"
    assert not report.all_taken


def test_every_draft_is_one_that_check_takes_and_that_waits(taken: Taken) -> None:
    drafts = [d for d in taken.office.drafts() if d.endswith("index.md")]
    assert len(drafts) == list(taken.office.states().values()).count(GOOD)
    for draft in drafts:
        text = (taken.office.content / "bai-viet" / draft).read_text(encoding="utf-8")
        assert "\nTrạng thái: chờ duyệt\n" in text
        assert unicodedata.is_normalized("NFC", text)


def test_what_is_no_plain_file_is_named_and_never_opened(taken: Taken) -> None:
    said = {left.name: left.message for left in taken.report.left}
    for name in ("lien-ket.md", "lien-ket-thu-muc", "ong.md"):
        assert said[name] == (
            f"“{name}” không phải là một tệp thường (liên kết, thiết bị …), nên không được mở."
        )
        assert os.path.lexists(taken.office.inbox / "bao-lac" / name)
    assert said["Bảo Lacj"] == "Không có huyện nào tên “Bảo Lacj”; không ai mở thư mục này."
    ((one, _, _),) = taken.by_file["Có ống"]
    assert [p.code for p in taken.account(one, 1).told] == ["folder-odd"]


def test_the_same_inbox_again_changes_nothing(taken: Taken) -> None:
    office = taken.office
    before = (office.own / "so.jsonl").read_bytes(), bytes_of(office.inbox), office.drafts()
    pages = {p: p.stat().st_mtime_ns for p in office.inbox.rglob("*giay-bao*")}
    report = office.run(recognise=None)
    assert report.outcomes == []
    assert before == ((office.own / "so.jsonl").read_bytes(), bytes_of(office.inbox), office.drafts())
    assert pages == {p: p.stat().st_mtime_ns for p in office.inbox.rglob("*giay-bao*")}

"""Names of files beside a source: found in any spelling, and never elsewhere."""

import unicodedata
from pathlib import Path

import pytest

from plugins.core.fields import FieldError
from plugins.images.find import find_beside, find_photo


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "bai"
    place.mkdir()
    for name in ("Hồ Bò.JPG", unicodedata.normalize("NFD", "chợ phiên.png"), "a.jpg", "A.jpg", "bài.md"):
        (place / name).write_bytes(b"x")
    (place / "thu-muc.jpg").mkdir()
    (place / "lien-ket.jpg").symlink_to(place / "a.jpg")
    (tmp_path / "ngoai.jpg").write_bytes(b"x")
    return place


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("Hồ Bò.JPG", "Hồ Bò.JPG"),
        ("hồ bò.jpg", "Hồ Bò.JPG"),
        (" hồ  bò.jpg ", "Hồ Bò.JPG"),
        ("./h%E1%BB%93%20b%C3%B2.jpg", "Hồ Bò.JPG"),
        (unicodedata.normalize("NFD", "Hồ Bò.JPG"), "Hồ Bò.JPG"),
        ("Chợ phiên.PNG", "chợ phiên.png"),
        ("a.jpg", "a.jpg"),
        ("A.jpg", "A.jpg"),
    ],
)
def test_found(folder: Path, written: str, found: str) -> None:
    assert unicodedata.normalize("NFC", find_photo(folder, written).name) == found


ELSEWHERE = "Chép ảnh vào cùng thư mục với bài rồi chỉ ghi tên, ví dụ: "


@pytest.mark.parametrize(
    ("written", "code", "message", "cure"),
    [
        ("ho-bo.jpg", "file-missing", "Không thấy ảnh “ho-bo.jpg” cạnh bài.", "Có phải là “Hồ Bò.JPG”?"),
        ("xyz", "file-missing", "Không thấy ảnh “xyz” cạnh bài.",
         "Chép tệp vào cùng thư mục với bài, hoặc xem lại tên tệp (cả phần đuôi)."),
        ("../ngoai.jpg", "file-elsewhere", "“../ngoai.jpg” không phải là tên một tệp nằm cạnh bài.",
         ELSEWHERE + "ngoai.jpg"),
        ("..%2Fngoai.jpg", "file-elsewhere", "“../ngoai.jpg” không phải là tên một tệp nằm cạnh bài.",
         ELSEWHERE + "ngoai.jpg"),
        ("/etc/passwd", "file-elsewhere", "“/etc/passwd” không phải là tên một tệp nằm cạnh bài.",
         ELSEWHERE + "passwd"),
        (r"C:\anh\a.jpg", "file-elsewhere", r"“C:\anh\a.jpg” không phải là tên một tệp nằm cạnh bài.",
         ELSEWHERE + "a.jpg"),
        ("..", "file-elsewhere", "“..” không phải là tên một tệp nằm cạnh bài.", ELSEWHERE + ".."),
        ("thu-muc.jpg", "file-not-plain",
         "“thu-muc.jpg” không phải là một tệp thường (liên kết hoặc thư mục).",
         "Hãy chép chính ảnh vào cạnh bài."),
        ("lien-ket.jpg", "file-not-plain",
         "“lien-ket.jpg” không phải là một tệp thường (liên kết hoặc thư mục).",
         "Hãy chép chính ảnh vào cạnh bài."),
        ("a.JPG", "file-ambiguous", "Có 2 ảnh cùng tên “a.JPG”: A.jpg, a.jpg.",
         "Đổi tên để mỗi tệp một tên khác hẳn, không chỉ khác chữ hoa chữ thường."),
    ],
)  # fmt: skip
def test_refused(folder: Path, written: str, code: str, message: str, cure: str) -> None:
    with pytest.raises(FieldError) as caught:
        find_photo(folder, written)
    assert (caught.value.code, caught.value.message, caught.value.cure) == (code, message, cure)


def test_other_things_have_their_own_word(folder: Path) -> None:
    with pytest.raises(FieldError, match=r"^Không thấy tệp đính kèm “x\.pdf” cạnh bài\. Chép"):
        find_beside(folder, "x.pdf", what="tệp đính kèm")

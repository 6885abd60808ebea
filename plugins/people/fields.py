"""The fields of a person: validation, manual and template in one table."""

from plugins.core.fields import Field, FieldError
from plugins.core.text import clean, slug
from plugins.core.values import chosen_from, words, yes_no
from plugins.people.terms import parse_term

# The states that editors use for articles; only the third is published.
STATES = ("nháp", "chờ duyệt", "đã duyệt", "gỡ")


def person_name(value: str) -> str:
    """A name: words without digits."""
    text = words(value)
    if not slug(text) or any(c.isdigit() for c in text):
        raise FieldError(
            "person-name", f"“{text[:60]}” không phải là tên người.", "Ghi họ và tên, ví dụ: Nguyễn Văn A."
        )
    return clean(text)


PERSON_FIELDS: tuple[Field, ...] = (
    Field("name", "Họ tên", "Họ và tên đầy đủ.", "Nguyễn Văn A", person_name,
          aliases=("Họ và tên", "Tên", "Name"), required=True, max_length=80),
    Field("terms", "Nhiệm kỳ",
          "Mỗi chức vụ một dòng: chức vụ; nơi (xã kèm huyện trong ngoặc) hoặc cơ quan; thời gian."
          " Chưa thôi giữ chức thì ghi “nay”.",
          "Phó Chủ tịch UBND xã; xã Xuân Trường (Bảo Lạc); 01/2012 - nay", parse_term,
          aliases=("Chức vụ", "Term"), required=True, repeatable=True),
    Field("summary", "Tóm tắt", "Một, hai câu giới thiệu.", "Kỹ sư trồng trọt, tham gia Dự án từ năm 2012.",
          words, aliases=("Summary",), required=True, max_length=400),
    Field("sample", "Bài mẫu", "“có” nếu người này là bịa, chỉ để làm mẫu.", "có", yes_no,
          aliases=("Sample",)),
    Field("state", "Trạng thái", "“nháp”, “chờ duyệt”, “đã duyệt” hoặc “gỡ”.", "đã duyệt",
          chosen_from({s: s for s in STATES}, "state-unknown", "trạng thái"), aliases=("Status", "State"),
          required=True),
)  # fmt: skip

"""The source of a draft."""

from plugins.intake.draft import Draft, draft_source


def test_fields_an_empty_line_and_the_text() -> None:
    draft = Draft((("Tiêu đề", "Bài thử"), ("Trạng thái", "chờ duyệt")), "\nLời bài.\n\nĐoạn hai.\n\n")
    assert draft_source(draft) == "Tiêu đề: Bài thử\nTrạng thái: chờ duyệt\n\nLời bài.\n\nĐoạn hai.\n"


def test_a_field_by_its_name() -> None:
    draft = Draft((("Tiêu đề", "Bài thử"),), "")
    assert (draft.field("Tiêu đề"), draft.field("Ngày")) == ("Bài thử", "")

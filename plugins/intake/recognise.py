"""From a text as it came to a draft: what is certain becomes a field, what is doubtful a question.

Nothing is guessed silently and nothing is lost. Two ways of writing are understood, and mixtures of
them: the fields of the manual (“Tiêu đề: …”; also bold, in a table, with tabs, the value on the next
line), and the way offices write (letterhead, headline, standfirst in bold, text, date line, author).
"""

from collections.abc import Mapping

from plugins.articles.model import State
from plugins.core.dates import format_day
from plugins.core.site import SiteData
from plugins.core.text import fold
from plugins.intake.closing import read_tail
from plugins.intake.draft import Draft
from plugins.intake.figures import place_photos
from plugins.intake.opening import read_top
from plugins.intake.reading import Known, Reading
from plugins.places.model import Level

__all__ = ["Known", "recognise"]


def recognise(text: str, known: Known) -> Draft:
    """The draft of a text (Markdown, NFC). Never raises for what somebody may have written."""
    reading = Reading(text, known)
    read_top(reading)
    read_tail(reading)
    _settle(reading)
    return _draft(reading)


def _settle(reading: Reading) -> None:
    """What the folder and the day say, and the questions about what nobody said."""
    if reading.letterhead:
        shown = "; ".join(f"“{text}”" for text in reading.letterhead)
        reading.ask(
            reading.aside[0][0],
            "set-aside",
            f"Không đưa vào bài: {shown}.",
            "Không cần làm gì; nếu là lời bài, viết lại thành câu trong bài.",
        )
    received = reading.known.received
    if "date" not in reading.values:
        reading.values["date"] = f"{received:%d/%m/%Y}"
        reading.ask(
            0,
            "date-assumed",
            f"Bài không ghi ngày; tạm ghi ngày nhận bài, {format_day(received.date())}.",
            f"Nếu không đúng, ghi: Ngày: {received:%d/%m/%Y}",
        )
    _district(reading)
    _section(reading)


def _district(reading: Reading) -> None:
    """The district of the inbox folder, unless the text says which (or districts are no more)."""
    own = reading.known.district
    if not own or not reading.known.gazetteer.on(reading.day(), Level.DISTRICT):
        return
    written = reading.values.get("district")
    if written is None and "places" not in reading.values:
        reading.values["district"] = own
    elif written and fold(own) not in fold(written):
        reading.ask(
            0,
            "district-other",
            f"Bài gửi từ thư mục {own} ghi “Huyện: {written}”.",
            f"Nếu ghi nhầm, sửa lại: Huyện: {own}",
        )


def _section(reading: Reading) -> None:
    if "section" in reading.values:
        return
    names = "; ".join(section.name for section in reading.known.site.sections)
    best = _section_of(reading.values.get("title", ""), reading.known.site)
    cure = f"Có phải là “Chuyên mục: {best}”?" if best else "Ghi: Chuyên mục: …"
    reading.ask(0, "section-unsaid", f"Bài chưa ghi chuyên mục. Các chuyên mục: {names}.", cure)


def _draft(reading: Reading) -> Draft:
    """The draft, with the photos in their places."""
    body = "\n".join(line.raw for line in reading.rest.values()).strip("\n")
    placed = place_photos(body, reading.values, reading.credit, reading.known.photos, reading.known.folder)
    for message, cure in placed.questions:
        reading.ask(0, "photo-words", message, cure)
    values: Mapping[str, str] = {**reading.values, **placed.fields, "state": str(State.SUBMITTED)}
    fields = tuple((f.name, values[f.key]) for f in reading.table.fields if values.get(f.key))
    return Draft(fields, placed.body, tuple(sorted(reading.questions)), tuple(reading.aside))


def _section_of(title: str, site: SiteData) -> str:
    """The section whose name shares the most words with a title, '' where none does plainly."""
    words = set(fold(title).split())
    shared = sorted(
        ((len(words & set(fold(s.name).replace(",", "").split())), s.name) for s in site.sections),
        reverse=True,
    )
    plain = shared and shared[0][0] >= 2 and (len(shared) == 1 or shared[0][0] > shared[1][0])
    return shared[0][1] if plain else ""

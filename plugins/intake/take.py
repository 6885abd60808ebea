"""From a staged submission to an account of it and a draft: the work on strangers' contents.

Everything here that opens such a content runs in guarded processes; `Recognise` is the one door to the
reading of fields.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Protocol, TypeVar

from plugins.articles.model import State as ArticleState
from plugins.articles.read import ArticleContext, ArticleReading, read_article
from plugins.core.fields import FieldError, Values, read_fields
from plugins.core.guard import Stopped, guarded_map
from plugins.core.header import split_header
from plugins.core.markup import make_converter
from plugins.core.problem import Problem, Severity
from plugins.images.find import find_photo
from plugins.images.load import photo_of
from plugins.images.model import Photo
from plugins.images.plan import Entry
from plugins.images.shelf import Shelf
from plugins.intake.account import Account, PlaceFound, Told, refused, told
from plugins.intake.desk import Desk
from plugins.intake.names import WORD, extension
from plugins.intake.staging import Parcel
from plugins.intake.texts import Text, read_text
from plugins.intake.unit import Office
from plugins.places.tag import Tagger

SECONDS = 25.0  # reading a Word file may take 20
MEGABYTES = 1000
_WORD_CURES: Mapping[str, str] = MappingProxyType(
    {
        "image-no-alt": "Trong Word: nhấp chuột phải vào ảnh, chọn “Sửa văn bản thay thế” (Edit Alt Text),"
        " ghi ảnh có gì.",
        "image-no-credit": "Ngay dưới ảnh ghi một dòng: chú thích rồi “Ảnh: ai chụp”.",
        "image-inline": "Để ảnh thành một đoạn riêng, không có chữ cùng dòng.",
    }
)
_NOT_TOLD = frozenset({"state-submitted"})  # that is what it should be


@dataclass(frozen=True, slots=True)
class Arriving:
    """What is known of a text from outside: its office, when it came, its file, the photos beside it."""

    office: Office
    received: datetime
    file: str
    folder: Path
    photos: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recognised:
    """A draft article: its source, and what is to be asked, each at a line of the *text* it was made of."""

    source: str
    questions: tuple[Problem, ...] = ()


class Recognise(Protocol):
    """Makes a draft of a text as it came; never raises for what a reporter may have written."""

    def __call__(self, text: str, arriving: Arriving) -> Recognised:
        """The draft."""


Taken = tuple[Parcel, Text | Account]
Understood = TypeVar("Understood", Text, Account)


class Taker:
    """Reads submissions. One for a run: it holds the tagger, the converter and the shelf of photos."""

    def __init__(self, desk: Desk, now: datetime, recognise: Recognise, processes: int | None = None) -> None:
        self._desk = desk
        self._now = now
        self._recognise = recognise
        self._processes = processes
        self._shelf = Shelf(desk.cache, processes=processes)
        self._tagger = Tagger(desk.gazetteer)
        self._context = ArticleContext(
            site=desk.site,
            gazetteer=desk.gazetteer,
            now=now,
            convert=make_converter(),
            tagger=self._tagger,
            photo=self._photo,
        )

    def read(self, parcels: Sequence[Parcel]) -> Iterator[Taken]:
        """The texts of parcels, or the account of why there is none."""
        yield from self._guarded(read_text, parcels)

    def understand(self, texts: Sequence[tuple[Parcel, Text]]) -> Iterator[tuple[Parcel, Account]]:
        """The accounts of texts, with their drafts; photos are made for the site on the way."""
        self._make_photos([p.folder / name for p, text in texts for name in (*p.photos, *text.photos)])
        by_folder = {parcel.folder: text for parcel, text in texts}

        def one(parcel: Parcel) -> Account:
            return self._understood(parcel, by_folder[parcel.folder])

        yield from self._guarded(one, [parcel for parcel, _ in texts])

    def _guarded(
        self, work: Callable[[Parcel], Understood], parcels: Sequence[Parcel]
    ) -> Iterator[tuple[Parcel, Understood | Account]]:
        def safe(parcel: Parcel) -> Understood | Account:
            try:
                return work(parcel)
            except FieldError as error:
                return refused(error.code, error.message, error.cure)
            except MemoryError:
                raise
            except Exception as error:  # a fault of ours must cost one submission, not the run
                return _our_fault(error)

        for parcel, found in guarded_map(
            safe, parcels, processes=self._processes, seconds=SECONDS, megabytes=MEGABYTES
        ):
            yield parcel, _stopped(found) if isinstance(found, Stopped) else found

    # -- photos

    def _make_photos(self, files: Sequence[Path]) -> None:
        """Every photo, so that a broken one is found now; the build will find them made."""
        planned = guarded_map(self._shelf.plan_photo, files, processes=self._processes)
        entries = [entry for _, entry in planned if isinstance(entry, Entry)]
        self._shelf.learn(entries)
        self._shelf.make_photos(entries)

    def _photo(self, folder: Path, name: str, alt: str, caption: str, credit: str) -> Photo:
        """A photo that was made; raises FieldError with its fault."""
        file = find_photo(folder, name)
        plan = self._shelf.current(self._shelf.plan_photo(file).plan)
        return photo_of(plan, file.name, alt, caption, credit)

    # -- the text

    def _understood(self, parcel: Parcel, text: Text) -> Account:
        arriving = Arriving(
            parcel.unit.office, self._now, parcel.text, parcel.folder, (*parcel.photos, *text.photos)
        )
        draft = self._recognise(text.markdown, arriving)
        file = parcel.folder / "index.md"
        file.write_text(draft.source, encoding="utf-8", newline="\n")
        reading = read_article(file, parcel.folder.parent, self._context)
        values, _ = read_fields(self._context.table, split_header(draft.source), "")
        ours = _questions(draft, text)
        theirs = [told(p, draft.source, text.markdown) for p in reading.problems if p.code not in _NOT_TOLD]
        everything = dict.fromkeys((*ours, *_unused(parcel), *theirs))
        is_word = extension(parcel.text) in WORD
        return Account(
            title=values.text("title"),
            fields=tuple((f.name, f.value) for f in split_header(draft.source).fields),
            places=self._places(draft.source, values, reading),
            photos=arriving.photos,
            told=tuple(map(_in_word, everything) if is_word else everything),
            notes=text.notes,
            guesses=text.guesses,
            draft=draft.source,
        )

    def _places(self, source: str, values: Values, reading: ArticleReading) -> tuple[PlaceFound, ...]:
        """The places of the article, with the words of the text that name them."""
        given = values.get("date")
        day = given.date() if isinstance(given, datetime) else self._now.date()
        tagging = self._tagger.tag(source, day, reading.article.places if reading.article else ())
        evidence = {m.unit: m.evidence for m in tagging.places}
        units = reading.article.places if reading.article else tuple(evidence)
        certain = [
            PlaceFound(self._desk.gazetteer.full_title(u, day), evidence.get(u, "trường Huyện, Xã, Địa bàn"))
            for u in units
        ]
        doubtful = [
            PlaceFound(self._desk.gazetteer.full_title(m.unit, day), m.evidence, certain=False)
            for m in tagging.doubtful
        ]
        return (*certain, *doubtful)


def _questions(draft: Recognised, text: Text) -> list[Told]:
    """What the recogniser asks, with the words of the line it asks about."""
    lines = text.markdown.split("\n")
    found = []
    if text.guesses:
        found.append(
            Told(
                0, "", "encoding-doubtful",
                f"Không chắc đã đọc đúng chữ của tệp (độ tin cậy {round(text.confidence * 100)} %).",
                "Xem các dòng so sánh bên dưới; lưu tệp gốc ở bảng mã UTF-8 (hoặc gửi tệp Word) rồi gửi lại.",
                Severity.FAULT,
            )
        )  # fmt: skip
    for p in draft.questions:
        quote = lines[p.line - 1].strip()[:120] if 0 < p.line <= len(lines) else ""
        found.append(Told(p.line, quote, p.code, p.message, p.cure, p.severity))
    return found


def _in_word(one: Told) -> Told:
    """A problem as somebody reads it who sees pages of Word, not lines of Markdown."""
    return replace(one, line=0, cure=_WORD_CURES.get(one.code, one.cure))


def _unused(parcel: Parcel) -> list[Told]:
    return [
        Told(
            0, "", "file-unused", f"Không dùng tệp “{name}” gửi kèm.",
            "Nếu là ảnh, hãy lưu thành JPEG; nếu là tài liệu, hãy gửi cho biên tập viên bằng cách khác.",
            Severity.ADVICE,
        )
        for name in parcel.unused
    ]  # fmt: skip


def _our_fault(error: Exception) -> Account:
    return refused(
        "source-unreadable",
        f"Phần mềm không xử lý được tệp này ({type(error).__name__}: {error}).",
        "Hãy báo người phụ trách phần mềm; tệp vẫn còn nguyên, các bài khác không bị ảnh hưởng.",
    )


def _stopped(why: Stopped) -> Account:
    said = {
        Stopped.SLOW: "Tệp quá rối, máy đọc mãi không xong.",
        Stopped.FULL: "Tệp cần quá nhiều bộ nhớ để đọc.",
        Stopped.DEAD: "Tệp làm chương trình đọc dừng giữa chừng.",
    }
    return refused(
        f"intake-{why.value}", said[why], "Chép phần chữ sang một tệp Word mới, để ảnh riêng, rồi gửi lại."
    )


def as_written(text: str, arriving: Arriving) -> Recognised:
    """The simplest recogniser: the text is a source already; only its state is set."""
    header = split_header(text)
    rows = [f"{f.name}: {f.value}" for f in header.fields if f.name.casefold() not in ("trạng thái", "state")]
    if not rows:
        return Recognised(text)
    return Recognised("\n".join((*rows, f"Trạng thái: {ArticleState.SUBMITTED}")) + "\n\n" + header.body)

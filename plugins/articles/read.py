"""From a reporter's file to an article, or to every reason why not."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import cast

from plugins.articles.check import check_article, check_name, slug_source
from plugins.articles.consent import check_photo_fields
from plugins.articles.fields import FORBIDDEN_FIELDS, MAX_STANDFIRST, article_fields
from plugins.articles.model import Article, State, Text
from plugins.articles.photos import PhotoLoader, body_photos, lead_photo
from plugins.articles.telling import telling_pairs
from plugins.core.body import check_body, readable
from plugins.core.characters import check_characters
from plugins.core.fields import FieldTable, Values, read_fields
from plugins.core.header import Header, split_header
from plugins.core.links import check_anchors
from plugins.core.markup import first_words
from plugins.core.problem import Problem, Severity
from plugins.core.site import Section, Series, SiteData
from plugins.core.sources import SourceError, read_source
from plugins.core.text import nfc, slug
from plugins.images.model import Photo
from plugins.places.gazetteer import Gazetteer
from plugins.places.model import Unit
from plugins.places.resolve import resolve_fields
from plugins.places.tag import Mention, Tagger

# "còn hơn một năm" is said of what is more than 366 whole days away (check.py); just under 367 is not.
FAR = timedelta(days=367, microseconds=-1)


@dataclass(frozen=True, slots=True)
class ArticleContext:
    """What reading an article needs to know of the rest: made once, used for all articles.

    `now` (aware) decides what still waits. `convert` turns Markdown into clean HTML. `photo` makes
    photos publishable; without it their names and words are only checked. Without a `tagger` only
    the place fields count.
    """

    site: SiteData
    gazetteer: Gazetteer
    now: datetime
    convert: Callable[[str], str]
    tagger: Tagger | None = None
    photo: PhotoLoader | None = None
    table: FieldTable = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "table", FieldTable(article_fields(self.site), FORBIDDEN_FIELDS))


@dataclass(frozen=True, slots=True)
class ArticleReading:
    """What came of a file: the article (None where a fault holds it) and every problem, by line.

    A draft or an article with a date to come has an article *and* a problem of severity WAITING;
    it must not be published. `turns` are the moments at which the clock alone changes the judgement;
    `beside` says whether files beside the source were looked at.
    """

    article: Article | None
    problems: tuple[Problem, ...]
    turns: tuple[datetime, ...] = ()
    beside: bool = False


def read_article(file: Path, content: Path, context: ArticleContext) -> ArticleReading:
    """Read one source; never raises for what a reporter may have written. `content` is its root."""
    source = nfc(file.relative_to(content).as_posix())
    try:
        text = read_source(file)
    except SourceError as error:
        return ArticleReading(None, (Problem(source, error.line, error.code, error.message, error.cure),))
    return _Reading(file, source, text, context).result()


class _Reading:
    """One article on its way: problems gather, nothing stops at the first."""

    def __init__(self, file: Path, source: str, text: str, context: ArticleContext) -> None:
        self.file, self.source, self.context = file, source, context
        self.header: Header = split_header(text)
        self.values: Values
        self.values, problems = read_fields(context.table, self.header, source)
        self.beside = "photo" in self.values.lines
        self.problems = [*check_name(file, source), *_characters(text, self.header, source)]
        self.problems += check_article(self.values, self.header, source, context.table, context.now)
        if self.header.fields:  # else one problem says all
            self.problems += problems
            self.problems += check_body(self.header.body, source, self.header.body_line)

    def result(self) -> ArticleReading:
        folder = self.file.parent
        photo, faults = lead_photo(self.values, folder, self.source, self.context.photo)
        self.problems += faults
        explicit = self._explicit_places()
        html, others = self._html()
        photos = (*((photo,) if photo else ()), *others)
        self.problems += check_photo_fields(self.values, self.context.table, photos, folder, self.source)
        article = None
        if not self._faulty():
            places, doubtful = self._tagged(explicit)
            title = self.values.text("title")
            standfirst = self.values.text("standfirst") or first_words(html, MAX_STANDFIRST)
            article = Article(
                source=self.source,
                slug=slug(slug_source(self.file)),
                title=title,
                published=cast(datetime, self.values.get("date")),
                section=cast(Section, self.values.get("section")),
                byline=self.values.text("byline") or self._publisher(),
                standfirst=standfirst,
                body=Text(html),
                state=cast(State, self.values.get("state")),
                places=places,
                doubtful=doubtful,
                series=cast("Series | None", self.values.get("series")),
                people=cast("tuple[str, ...]", self.values.get("people") or ()),
                documents=cast("tuple[str, ...]", self.values.get("documents") or ()),
                photo=photo,
                photos=photos,
                updated=cast("datetime | None", self.values.get("updated")),
                correction=self.values.text("correction"),
                sample=self.values.get("sample") is True,
                original_url=self.values.text("original_url"),
                pairs=telling_pairs(title, standfirst),
                old_paths=cast("tuple[str, ...]", self.values.get("old_paths") or ()),
            )
        problems = tuple(sorted(dict.fromkeys(self.problems)))
        return ArticleReading(article, problems, _turns(self.values), self.beside)

    def _publisher(self) -> str:
        """Who stands behind an article that names no author."""
        day = cast(datetime, self.values.get("date")).date()
        return self.context.site.imprint_on(day).publisher

    def _faulty(self) -> bool:
        return any(p.severity is Severity.FAULT for p in self.problems)

    def _html(self) -> tuple[str, list[Photo]]:
        """The text as HTML, and its photos; '' where it would be too much work, or useless."""
        if not self.header.fields or not readable(self.problems):
            return "", []
        html = self.context.convert(self.header.body)
        if 'href="#' in html:
            self.problems += check_anchors(html, self.header.body, self.source, self.header.body_line)
        if "<img" not in html:
            return html, []
        self.beside = True
        html, photos, faults = body_photos(
            html,
            self.header,
            self.file.parent,
            self.source,
            self.context.photo,
            first="photo" not in self.values.lines,
        )
        self.problems += faults
        return html, photos

    def _explicit_places(self) -> tuple[Unit, ...]:
        published = self.values.get("date")
        if not isinstance(published, datetime):
            return ()
        given = {key: self.values.text(key) or None for key in ("district", "commune", "places")}
        if not any(given.values()):
            return ()
        resolution = resolve_fields(self.context.gazetteer, published.date(), **given)
        self.problems += [
            Problem(self.source, self.values.line(f.field), f.code, f.message, f.cure)
            for f in resolution.faults
        ]
        return resolution.units

    def _tagged(self, explicit: tuple[Unit, ...]) -> tuple[tuple[Unit, ...], tuple[str, ...]]:
        """All places, explicit ones first, each once; and the names that an editor should look at."""
        if self.context.tagger is None:
            return explicit, ()
        published = cast(datetime, self.values.get("date"))
        text = f"{self.values.text('title')}.\n{self.values.text('standfirst')}\n\n{self.header.body}"
        tagging = self.context.tagger.tag(text, published.date(), explicit)
        places = tuple(dict.fromkeys((*explicit, *(m.unit for m in tagging.places))))
        doubtful = [m for m in tagging.doubtful if m.unit not in places]
        self.problems += self._advice(doubtful)
        return places, tuple(dict.fromkeys(m.evidence for m in doubtful))

    def _advice(self, doubtful: Sequence[Mention]) -> Iterator[Problem]:
        for evidence in dict.fromkeys(m.evidence for m in doubtful):
            same = [m for m in doubtful if m.evidence == evidence]
            candidates = " hoặc ".join(
                dict.fromkeys(self.context.gazetteer.full_title(m.unit, self._day()) for m in same)
            )
            yield Problem(
                self.source,
                self._line(same[0].line),
                "place-doubtful",
                f"Không chắc “{' '.join(evidence.split())}” có phải là {candidates}.",
                "Nếu đúng, hãy ghi vào trường Huyện, Xã hoặc Địa bàn; nếu không, không cần làm gì.",
                Severity.ADVICE,
            )

    def _day(self) -> date:
        return cast(datetime, self.values.get("date")).date()

    def _line(self, line: int) -> int:
        """The line in the file of a line of what the tagger saw: title, standfirst, empty, text."""
        if line <= 2:
            return self.values.line(("title", "standfirst")[max(line, 1) - 1])
        return self.header.body_line + max(line - 4, 0)


def _turns(values: Values) -> tuple[datetime, ...]:
    """When the checks of check.py that look at the clock change their mind."""
    dates = [value for key in ("date", "updated") if isinstance(value := values.get(key), datetime)]
    return tuple(sorted({turn for day in dates for turn in (day, day - FAR)}))


def _characters(text: str, header: Header, source: str) -> Iterator[Problem]:
    """The characters of header and text; what a field says of its own value is not said again."""
    before = "\n".join(text.split("\n")[: header.body_line - 1])
    for problem in check_characters(before, source):
        if problem.code not in ("text-control-character", "text-direction"):
            yield problem
    yield from check_characters(header.body, source, header.body_line)

"""The radio script of an issue: what an announcer reads from beginning to end, every number in words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from plugins.articles.model import Article
from plugins.core.dates import format_day
from plugins.core.text import slug
from plugins.issues.audience import districts_for
from plugins.issues.model import Correction, Issue
from plugins.library.library import DatedDuty
from plugins.places.gazetteer import Gazetteer
from plugins.places.model import Unit
from plugins.speech.length import reading_seconds, what_to_cut
from plugins.speech.numbers import number_words
from plugins.speech.page import Remark, RemarkKind, for_eyes, read_page, sentence
from plugins.speech.read import speak
from plugins.speech.tables import lower_first
from plugins.speech.words import SpeechWords

# The slots of a district's loudspeaker programme, in minutes.
SLOTS = (15, 10, 5)
PROVINCE = "bà con trong tỉnh"
SAMPLE = "Sau đây là một bài mẫu, không phải tin thật."


@dataclass(frozen=True, slots=True)
class RadioItem:
    """One piece of the script: its heading ("Bài một"), its text, how long it takes (seconds).

    `rank` 0 is always read; where time is short, 2 is left out before 1.
    """

    heading: str
    text: str
    seconds: float
    rank: int = 1


@dataclass(frozen=True, slots=True)
class RadioScript:
    """A script, read to `listeners` ("bà con huyện Bảo Lạc"). `unknown` are words that no table knows how to
    read: for the editor, never guessed. `remarks` are what else to look at before reading, with the heading
    of their item ("Bài một: …").
    """

    title: str
    items: tuple[RadioItem, ...]
    unknown: tuple[str, ...]
    listeners: str
    remarks: tuple[Remark, ...] = ()

    @property
    def seconds(self) -> float:
        """How long it takes to read."""
        return sum(item.seconds for item in self.items)

    @property
    def text(self) -> str:
        """What is read, without the headings."""
        return "\n\n".join(item.text for item in self.items)


@dataclass(frozen=True, slots=True)
class _Piece:
    """An item before it is spoken: its lines as written, and the remarks on them."""

    heading: str
    lines: tuple[str, ...]
    rank: int = 1
    remarks: tuple[Remark, ...] = ()


def make_script(issue: Issue, words: SpeechWords, articles: Sequence[Article], listeners: str) -> RadioScript:
    """The script of these articles of an issue by its parts, with everything else that the issue prints."""
    groups = [(f"phần {p.title}", [a for a in p.articles if a in articles]) for p in issue.parts]
    return _script(issue, words, listeners, groups, issue.corrections, letter=True)


def district_scripts(
    issue: Issue, words: SpeechWords, gazetteer: Gazetteer
) -> Iterator[tuple[Unit, RadioScript]]:
    """A script for every district that an article is for: its own news, then the province's."""
    for_whom = {a.source: districts_for(a, gazetteer) for a in issue.articles}
    general = [a for a in issue.articles if not for_whom[a.source]]
    for unit in sorted({unit for units in for_whom.values() for unit in units}, key=lambda u: u.code):
        own = [a for a in issue.articles if unit in for_whom[a.source]]
        heard = ((c, districts_for(c.article, gazetteer)) for c in issue.corrections)
        mended = [c for c, units in heard if not units or unit in units]
        groups = [(f"tin của {unit.title}", own), ("tin chung của tỉnh", general)]
        yield unit, _script(issue, words, f"bà con {unit.title}", groups, mended, letter=False)


def radio_scripts(issue: Issue, words: SpeechWords, gazetteer: Gazetteer) -> Mapping[str, RadioScript]:
    """All scripts of an issue by the name of their files without its ending: "phat-thanh" for the province,
    "phat-thanh-bao-lac" for a district.
    """
    scripts = {"phat-thanh": make_script(issue, words, issue.articles, PROVINCE)}
    for unit, script in district_scripts(issue, words, gazetteer):
        scripts[f"phat-thanh-{slug(unit.name)}"] = script
    return scripts


def _script(
    issue: Issue,
    words: SpeechWords,
    listeners: str,
    groups: Iterable[tuple[str, Sequence[Article]]],
    mended: Sequence[Correction],
    *,
    letter: bool,
) -> RadioScript:
    unknown: dict[str, None] = {}
    remarks: list[Remark] = []
    items: list[RadioItem] = []
    name = speak(issue.title, words).text.rstrip(".")
    sender = speak(issue.imprint.site_name, words).text.rstrip(".")
    pieces = [
        _Piece("Mở đầu", (f"Kính thưa {listeners} cùng các bạn đoàn viên, thanh niên!",
                          f"Sau đây là {name}, của {sender}."), 0),
        *(_letter(issue) if letter else ()),
        *_articles(groups),
        *_documents(issue),
        *_calendar(issue.duties),
        *_corrections(mended),
        _Piece("Kết thúc", (f"{name} đến đây là hết. Xin cảm ơn {listeners} và các bạn đã lắng nghe.",), 0),
    ]  # fmt: skip
    for piece in pieces:
        spoken = speak("\n".join(piece.lines), words)
        unknown |= dict.fromkeys(spoken.unknown)
        items.append(RadioItem(piece.heading, spoken.text, reading_seconds(spoken.text), piece.rank))
        remarks += [
            replace(remark, text=f"{piece.heading}: {speak(remark.text, words).text}")
            for remark in piece.remarks
        ]
    return RadioScript(name, tuple(items), tuple(unknown), listeners, tuple(remarks))


def _letter(issue: Issue) -> Iterator[_Piece]:
    if letter := issue.letter:
        page = read_page(letter.body_html)
        lines = (sentence(letter.title), *page.lines, *([sentence(letter.signed)] if letter.signed else []))
        yield _Piece("Thư tòa soạn", lines, 2, page.remarks)


def _articles(groups: Iterable[tuple[str, Sequence[Article]]]) -> Iterator[_Piece]:
    """Each group announced, then its articles, numbered through the whole script."""
    number = 0
    for n, (name, articles) in enumerate([g for g in groups if g[1]], 1):
        yield _Piece(f"Phần {number_words(n)}", (f"Sau đây là {name}.",), 0)
        for article in articles:
            number += 1
            yield _article(f"Bài {number_words(number)}", article)


def _article(heading: str, article: Article) -> _Piece:
    """Headline, standfirst, text, byline; who hears a sample is told so first."""
    page = read_page(article.body_html)
    first = [sentence(text) for text in (article.title, article.standfirst) if text]
    lines = (
        *([SAMPLE] if article.sample else []),
        *first,
        *page.lines,
        sentence(f"Bài của {article.byline}"),
    )
    return _Piece(
        heading, lines, 1, (*(remark for text in first for remark in for_eyes(text)), *page.remarks)
    )


def _documents(issue: Issue) -> Iterator[_Piece]:
    said = [sentence(f"{d.title}, ngày {format_day(d.issued)}: {d.abstract}") for d in issue.documents]
    if said:
        yield _Piece("Văn bản", ("Văn bản trong tháng.", *said), 2)


def _calendar(duties: Sequence[DatedDuty]) -> Iterator[_Piece]:
    if duties:
        yield _Piece("Lịch việc", ("Lịch việc cần làm.", *map(_duty, duties)), 2)


def _duty(dated: DatedDuty) -> str:
    duty = dated.duty
    day = f"{'Trước ngày' if duty.before else 'Ngày'} {format_day(duty.due)}" if duty.due else duty.rhythm
    parts = [day, lower_first(duty.who) if day else duty.who, lower_first(duty.what)]
    return sentence(": ".join(part for part in parts if part))


def _corrections(mended: Sequence[Correction]) -> Iterator[_Piece]:
    said = [
        sentence(f"Về bài {'mẫu ' * c.article.sample}“{c.article.title}” trong {c.issue}: {c.what}")
        for c in mended
    ]
    if said:
        yield _Piece("Đính chính", ("Tòa soạn xin đính chính.", *said), 0)


def print_script(script: RadioScript) -> str:
    """The script as a text file: what the editor needs to know first, then every word that is read."""
    lines = [script.title.upper(), "", f"Để đọc cho {script.listeners}."]
    lines += [f"Đọc hết khoảng {_minutes(script.seconds)}."]
    lines += _cuts(script)
    for kind in RemarkKind:
        if found := [f"- {remark.text}" for remark in script.remarks if remark.kind is kind]:
            lines += ["", f"{kind}:", *found]
    if script.unknown:
        lines += [
            "",
            "Chưa biết cách đọc, biên tập viên xem lại trước khi đọc:",
            *(f"- {w}" for w in script.unknown),
            "Cách đọc đã chắc thì ghi vào tệp phat-thanh.toml trong thư mục content, rồi làm lại bài đọc.",
        ]
    for item in script.items:
        lines += ["", "", f"{item.heading.upper()}", "", *item.text.split("\n")]
    return "\n".join(lines) + "\n"


def _cuts(script: RadioScript) -> Iterator[str]:
    """For each usual slot that the script is too long for: what to leave out, or what is left where that is
    said sooner.
    """
    free = [item for item in script.items if item.rank]
    for slot in SLOTS:
        room = slot * 60 - (script.seconds - sum(item.seconds for item in free))
        cut = what_to_cut([(i.heading, i.seconds) for i in free], room, [i.rank for i in free])
        if cut.left_out and cut.kept:
            few = len(cut.kept) < len(cut.left_out)
            names = ", ".join(free[n].heading.lower() for n in (cut.kept if few else cut.left_out))
            yield f"Chỉ có {number_words(slot)} phút thì {'chỉ đọc' if few else 'bỏ'}: {names}."


def _minutes(seconds: float) -> str:
    whole, rest = divmod(round(seconds), 60)
    if not whole:
        return f"{number_words(rest)} giây"
    return f"{number_words(whole)} phút" + (f" {number_words(rest)} giây" if rest else "")


def unknown_of(scripts: Iterable[RadioScript]) -> tuple[str, ...]:
    """What several scripts do not know how to read, once each."""
    return tuple(dict.fromkeys(word for script in scripts for word in script.unknown))

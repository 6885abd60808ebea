"""Which places a text is about."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from plugins.places.candidates import Candidate, NameTable
from plugins.places.context import Context
from plugins.places.gazetteer import Gazetteer
from plugins.places.judge import Judge, Verdict
from plugins.places.known import Known, Reading
from plugins.places.lexicon import make_lexicon
from plugins.places.model import Level, Unit
from plugins.places.risk import Risks
from plugins.places.textfile import header_day
from plugins.places.typeword import Typed
from plugins.places.view import make_view, normal, plain


@dataclass(frozen=True, slots=True)
class Mention:
    """A unit and where the text names it first; `line` is 1-based, `evidence` the words there."""

    unit: Unit
    evidence: str
    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Tagging:
    """The places of a text in order of first mention, each once; `doubtful` is for an editor to decide.

    `day` is the day the names were resolved on, None if no day was known.
    """

    places: tuple[Mention, ...]
    doubtful: tuple[Mention, ...]
    day: date | None = None


class Tagger:
    """Finds the places of texts. Made once for a gazetteer; keeps nothing from one text to the next."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._table = NameTable(gazetteer)
        self._risks = Risks(gazetteer.ambiguous)
        self._lexicons = {False: make_lexicon(normal), True: make_lexicon(plain)}

    def tag(self, text: str, day: date | None, known: tuple[Unit, ...] = ()) -> Tagging:
        """The places of a plain or Markdown text; `known` are the units of its explicit fields.

        Without a day, that of the text's own header is taken; without one, names may be of any time.
        A district is tagged only where the text names it, not because its commune is named.
        """
        day = day or header_day(text)
        view = make_view(text)
        candidates = self._table.find(view)
        if not candidates:
            return Tagging((), (), day)
        context = Context(view, candidates, self._lexicons, day)
        judge = Judge(self.gazetteer, self._risks, context, day, Known(self.gazetteer, context, day, known))
        readings = _readings(context)
        _learn_districts(judge, readings)
        certain: dict[Unit, Mention] = {}
        doubtful: dict[Unit, Mention] = {}
        previous: Reading | None = None
        for reading in readings:
            verdict = judge.judge(reading, previous)
            previous = reading if verdict.certain else None
            found = certain if verdict.certain else doubtful
            for unit in verdict.units:
                if unit not in found:
                    found[unit] = _mention(context, reading, verdict, unit)
        names = {u.name for u in certain}
        return Tagging(
            tuple(certain.values()), tuple(m for u, m in doubtful.items() if u.name not in names), day
        )


def _readings(context: Context) -> list[Reading]:
    """Every candidate with its type word, lists followed forwards, and its chain, followed backwards."""
    typed = _also_before(context, list(_types(context)))
    chains = [context.chain(c, t) for c, t in zip(context.candidates, typed, strict=True)]
    for i in range(len(chains) - 2, -1, -1):
        this, following = context.candidates[i], context.candidates[i + 1]
        bare = not (chains[i].districts or chains[i].elsewhere or chains[i].home)
        if bare and context.beside(this, following):
            tail = chains[i + 1]
            chains[i] = replace(tail, end=chains[i].end, former=chains[i].former, inherited=True)
    return [Reading(c, t, chain) for c, t, chain in zip(context.candidates, typed, chains, strict=True)]


def _types(context: Context) -> Iterator[Typed | None]:
    last: tuple[Candidate, Typed] | None = None
    for candidate in context.candidates:
        typed = context.typed(candidate)
        if (
            typed is None
            and last
            and context.continues(*last, candidate)
            and _fits(context, last[1], candidate)
        ):
            typed = Typed(
                last[1].kinds, candidate.start, last[1].plural, last[1].several_lines, inherited=True
            )
            last = candidate, typed
        elif typed:
            last = None if typed.inherited else (candidate, typed)  # a cell is no beginning of a list
        yield typed


def _also_before(context: Context, typed: list[Typed | None]) -> list[Typed | None]:
    """What is said after the last name of a list holds for all: "A, B và C là những xã …"."""
    for i in range(len(typed) - 2, -1, -1):
        this, following, after = context.candidates[i], context.candidates[i + 1], typed[i + 1]
        said_after = after is not None and after.start == following.start and not after.inherited
        listed = after is not None and said_after and context.beside(this, following)
        if typed[i] is None and after and listed and _fits(context, after, this):
            typed[i] = replace(after, start=this.start)
    return typed


def _fits(context: Context, typed: Typed, candidate: Candidate) -> bool:
    """Whether a name can be one more of its list; "xã Cải Viên, Hà Quảng" is none while there is a huyện."""
    fitting = [u for u in candidate.units if u.kind in typed.kinds]
    if context.day is None or any(u.existed_on(context.day) for u in fitting):
        return bool(fitting)
    return bool(fitting) and not any(u.existed_on(context.day) for u in candidate.units)


def _learn_districts(judge: Judge, readings: list[Reading]) -> None:
    """What the text names for certain as districts, for the communes that need one."""
    known = judge.known
    known.read(readings)
    for reading in readings:
        vouches = reading.chain.districts and reading.chain.at not in known.vouched
        settles = reading.typed and not known.home and not judge.risks.elsewhere(reading.of.name)
        # judging takes the time: not where nothing can be learnt
        if not (vouches or settles) or not reading.of.exact or not judge.judge(reading).certain:
            continue
        if vouches:
            known.vouched.add(reading.chain.at)
        if settles:
            known.home = True
    # two names of districts that only Cao Bằng has: the text is about it, whatever else it names
    known.home = known.home or len({r.of.name for r in readings if judge.is_own_district(r)}) > 1
    for reading in readings:
        if all(u.level is not Level.DISTRICT for u in reading.of.units):
            continue
        verdict = judge.judge(reading)
        if verdict.certain and verdict.units[0].level is Level.DISTRICT:
            known.learn(reading.of, verdict.units[0])


def _mention(context: Context, reading: Reading, verdict: Verdict, unit: Unit) -> Mention:
    start = reading.typed.start if reading.typed else reading.of.start
    end = reading.of.end if reading.typed else max(reading.of.end, reading.chain.end)
    evidence = " ".join(context.view.shown[start:end].split())
    return Mention(unit, evidence, context.view.line(start), verdict.reason)

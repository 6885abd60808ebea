"""Where the originals of a submission go, and whether what lies there is what was answered."""

from collections.abc import Iterable, Sequence

from plugins.intake.desk import Desk
from plugins.intake.model import Kind, Original, State, Submission
from plugins.intake.names import HELD, TAKEN, safe_name
from plugins.intake.room import enter_path
from plugins.intake.unit import Shape, Unit, stamp_of


def originals(unit: Unit, target: str) -> tuple[Original, ...]:
    """What is to be moved to a folder: the unit's folder as a whole, or each of its files."""
    if unit.shape is Shape.FOLDER:
        things = [(unit.name, stamp_of(unit))]
    else:
        things = [(f.path, f.look.stamp) for f in unit.files]
    return tuple(
        Original(f"{unit.room}/{path}", f"{target}/{safe_name(path.rpartition('/')[2])}", stamp)
        for path, stamp in things
    )


def again_folder(one: Submission) -> str:
    """Where the same bytes go when they come once more."""
    return f"{one.folder}/{TAKEN}/{one.code}/gui-lai"


def version_folder(one: Submission, revision: int) -> str:
    """Where the originals of a version go that is not the article's."""
    return f"{one.folder}/{TAKEN}/{one.code}/ban-{revision}"


def targets(
    desk: Desk, code: str, unit: Unit, goal: State, before: Submission | None
) -> tuple[Original, ...]:
    """Where the originals of a new or mended text go; the older file of a mended one goes with them."""
    outgoing = _outgoing(code, before, unit)
    if goal is State.HELD:
        return (*outgoing, *_held(desk, code, unit, outgoing))
    return (*outgoing, *originals(unit, f"{unit.office.folder}/{TAKEN}/{code}"))


def _outgoing(code: str, before: Submission | None, unit: Unit) -> tuple[Original, ...]:
    """The older text, where the mended one is another file; its photos stay for the mended one."""
    if before is None or f"/{HELD}/" not in before.place or is_place_of(unit, before):
        return ()
    name = before.place.rpartition("/")[2]
    stamps = {o.target: o.stamp for a in before.arrivals for o in a.originals}
    target = f"{version_folder(before, before.revision)}/{name}"
    return (Original(before.place, target, stamps.get(before.place, "")),)


def _held(desk: Desk, code: str, unit: Unit, outgoing: Sequence[Original]) -> tuple[Original, ...]:
    """In `cho-sua`, each under its own name; where one is taken, all in a folder of the code."""
    folder = f"{unit.office.folder}/{HELD}"
    plain = originals(unit, folder)
    if unit.held:
        return tuple(Original(o.source, o.source, o.stamp) for o in plain)
    going = {o.source for o in (*outgoing, *plain)}
    return originals(unit, f"{folder}/{code}") if _taken(desk, folder, plain, going) else plain


def _taken(desk: Desk, folder: str, wanted: Iterable[Original], going: set[str]) -> bool:
    try:
        with enter_path(desk.inbox, folder) as room:
            return any(o.target not in going and room.look(o.target.rpartition("/")[2]) for o in wanted)
    except OSError:
        return False  # there is no such folder yet


def is_place_of(unit: Unit, one: Submission) -> bool:
    """Whether the unit is that submission's original where it was left to be mended."""
    return unit.held and (one.place == unit.path or one.place.startswith(f"{unit.path}/"))


def is_there(desk: Desk, place: str) -> bool:
    """Whether anything lies at a place of the inbox."""
    folder, _, name = place.rpartition("/")
    try:
        with enter_path(desk.inbox, folder) as room:
            return room.look(name) is not None
    except OSError:
        return False


def is_on_its_way(unit: Unit, one: Submission) -> bool:
    """Whether the unit was taken already and only could not be moved."""
    return any(o.source == unit.path for a in one.open_arrivals for o in a.originals)


def is_answered(unit: Unit, submissions: Iterable[Submission]) -> bool:
    """Whether the unit waits to be mended and is, file by file, what its receipt speaks of."""
    if not unit.held:
        return False
    whole = {(o.source, o.stamp) for o in originals(unit, "")}
    files = {(f"{unit.room}/{f.path}", f.look.stamp) for f in unit.files}
    for one in submissions:
        arrived = [a for a in one.arrivals if a.kind is Kind.ARRIVAL]
        if arrived and is_place_of(unit, one):
            there = {(o.target, o.stamp) for o in arrived[-1].originals if f"/{HELD}/" in o.target}
            return there in (whole, files)
    return False

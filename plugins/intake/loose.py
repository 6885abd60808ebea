"""Loose photos: those that a text names, and those that come after their text."""

import contextlib
import time
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote

from plugins.core.text import clean
from plugins.intake.account import load_account
from plugins.intake.desk import Desk
from plugins.intake.model import State, Submission
from plugins.intake.names import HELD, PHOTOS, extension, same_name, stem
from plugins.intake.room import Look, enter_path
from plugins.intake.settle import Settling
from plugins.intake.staging import Parcel, Unfinished, stage_more
from plugins.intake.texts import Text
from plugins.intake.unit import Shape, Sight, Unit, with_photo


class LoosePhotos:
    """Brings loose photos to their texts. One for a run."""

    def __init__(self, desk: Desk, settling: Settling) -> None:
        self._desk = desk
        self._settling = settling
        self._free: dict[str, list[Look]] = {}
        self._texts: dict[tuple[str, int], str] = {}

    def joined(self, sight: Sight, submissions: Iterable[Submission]) -> Sight:
        """The sight with the photos that belong to texts waiting to be mended in the units of those."""
        held = {s.place: s for s in submissions if s.state is State.HELD}
        self._free = {room: list(photos) for room, photos in sight.loose.items()}
        units = []
        for unit in sight.units:
            one = held.get(unit.path)
            if unit.shape is not Shape.TEXT:
                units.append(unit)
            elif one is None:
                units.append(self._with_left_behind(unit, held.values()))
            else:
                units.append(self._with_late(unit, self._text_of(one)))
        free = {room: tuple(photos) for room, photos in self._free.items() if photos}
        return Sight(sight.offices, tuple(units), free, sight.left)

    def with_named(self, parcel: Parcel, text: Text, inbox: Path) -> Parcel:
        """The parcel with the loose photos of its folder that its text names, those that are whole."""
        room, now = parcel.unit.room, time.time()
        named = [
            p
            for p in self._free.get(room, ())
            if mentions(text.markdown, p.name) and self._settling.is_photo_settled(room, p, now)
        ]
        if not named:
            return parcel
        try:
            more = stage_more(parcel, inbox, named)
        except Unfinished:
            return parcel
        self._free[room] = [p for p in self._free[room] if p not in named]
        return more

    def _with_late(self, unit: Unit, text: str) -> Unit:
        """A held text with the photos it names, also those that were dropped where it had been."""
        top, now = unit.room.removesuffix(f"/{HELD}"), time.time()
        for photo in [p for p in self._free.get(top, ()) if unit.held and mentions(text, p.name)]:
            if self._settling.is_photo_settled(top, photo, now) and self._brought(top, photo, unit.room):
                self._free[top].remove(photo)
                self._free.setdefault(unit.room, []).append(photo)
        for photo in [p for p in self._free.get(unit.room, ()) if mentions(text, p.name)]:
            unit = with_photo(unit, photo)
            self._free[unit.room].remove(photo)
        return unit

    def _with_left_behind(self, unit: Unit, held: Iterable[Submission]) -> Unit:
        """A text dropped anew, with the photos that lie beside its older form in `cho-sua`."""
        room = f"{unit.office.folder}/{HELD}"
        for one in held:
            if unit.held or one.stem != stem(unit.name) or not one.place.startswith(f"{room}/"):
                continue
            photos = [o.target for o in one.arrivals[-1].originals if extension(o.target) in PHOTOS]
            with contextlib.suppress(OSError), enter_path(self._desk.inbox, room) as there:
                for look in [there.look(target.removeprefix(f"{room}/")) for target in photos]:
                    unit = with_photo(unit, look, f"{HELD}/") if look and look.is_file else unit
        return unit

    def _brought(self, room: str, photo: Look, target: str) -> bool:
        """Move a photo that came after its text to where that waits."""
        try:
            with enter_path(self._desk.inbox, room) as here, enter_path(self._desk.inbox, target) as there:
                here.move(photo.name, there, photo.name)
        except OSError:
            return False
        return True

    def _text_of(self, one: Submission) -> str:
        key = (one.code, one.revision)
        if key not in self._texts:
            self._texts[key] = load_account(self._desk.kept(*key)).draft
        return self._texts[key]


def mentions(text: str, name: str) -> bool:
    """Whether a text names a photo, in whatever form of marks, case and %20."""
    return bool(text) and same_name(name) in clean(unquote(text)).casefold()

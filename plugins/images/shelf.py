"""The shelf: what is known of photos from earlier builds, and their files, in one cache folder.

`<cache>/<sha256>/720.avif …` are the files of a photo, `<cache>/index.json` says which file (path, size,
time of change, inode) holds which content, and what was found when it was made. A photo that the index
knows is not opened again, not even to hash it.
"""

import json
import os
import shutil
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from uuid import uuid4

from plugins.core.guard import SECONDS, Stopped, guarded_map
from plugins.images.faults import PhotoError
from plugins.images.make import make
from plugins.images.open import content_hash, read_photo
from plugins.images.plan import RECIPE, Entry, Made, Plan, file_name, plan_content

_INDEX = "index.json"
# Younger than this, what nobody here knows may be another build's that is at work in the same cache.
_LEFT_AFTER = 3600.0
# How many photos may be lost to a kill: what is made is written down that often.
_SAVE_EVERY = 50


class Shelf:
    """The photos of one cache folder. `processes`: see guarded_map."""

    def __init__(self, cache: Path, *, processes: int | None = None) -> None:
        self.cache = cache
        self._processes = processes
        self._stamps: dict[str, tuple[tuple[int, int, int], str]] = {}
        self._plans: dict[str, Plan] = {}
        self._used: dict[str, None] = {}
        self._load()

    def plan_photo(self, file: Path) -> Entry:
        """What will be made of a photo, or what bars it; the file is opened only where it is new."""
        path, stamp = str(file.absolute()), _stamp(file)
        known = self._stamps.get(path)
        if known and known[0] == stamp and known[1] in self._plans:
            entry = Entry(path, stamp, self._plans[known[1]])
        else:
            entry = Entry(path, stamp, self._planned(file))
        self.learn([entry])
        return entry

    def _planned(self, file: Path) -> Plan:
        try:
            data = read_photo(file)
        except PhotoError as fault:
            figures = {**fault.figures}
            return Plan(content_hash(f"{fault.code} {figures}".encode()), fault=fault.code, figures=figures)
        plan = plan_content(data)
        return self._plans.get(plan.sha256, plan)

    def learn(self, entries: Iterable[Entry]) -> None:
        """Take up what another process has planned."""
        for entry in entries:
            self._stamps[entry.file] = (entry.stamp, entry.plan.sha256)
            self._plans.setdefault(entry.plan.sha256, entry.plan)
            self._used[entry.file] = None

    def current(self, plan: Plan) -> Plan:
        """A plan with what has been found since."""
        return self._plans.get(plan.sha256, plan)

    def is_made(self, plan: Plan) -> bool:
        """Whether nothing remains to be done: the photo is barred, or all its files are there."""
        plan = self.current(plan)
        if plan.fault:
            return True
        if plan.made is None:
            return False
        try:
            there = {file.name for file in self.folder(plan).iterdir()}
        except OSError:
            return False
        return there.issuperset(_file_names(plan))

    def folder(self, plan: Plan) -> Path:
        """Where the files of a photo are kept."""
        return self.cache / plan.sha256

    def make_photos(
        self, entries: Iterable[Entry], progress: Callable[[int, int], None] = lambda done, total: None
    ) -> None:
        """Make what is not made yet, over all cores; what fails has a fault in its plan afterwards.

        Raises OSError where the cache cannot be written. `progress` is called with (done, all).
        """
        jobs = list({e.plan.sha256: e for e in entries if not self.is_made(e.plan)}.values())
        for done, (entry, found) in enumerate(guarded_map(self._make, jobs, processes=self._processes), 1):
            self._plans[entry.plan.sha256] = _outcome(entry.plan, found)
            progress(done, len(jobs))
            if done % _SAVE_EVERY == 0:
                self.save()
        if jobs:
            self.save()

    def _make(self, entry: Entry) -> Made | PhotoError:
        try:
            data = read_photo(Path(entry.file))
            if plan_content(data).sha256 != entry.plan.sha256:
                return PhotoError("photo-changed")
            return make(data, entry.plan, self.folder(entry.plan))
        except PhotoError as fault:
            return fault

    # -- the index on disk

    def save(self) -> None:
        """Write the index: beside, then renamed."""
        self.cache.mkdir(parents=True, exist_ok=True)
        beside = self.cache / f"{uuid4().hex}.tmp"
        # what bars for a lack of time or by a crash may be otherwise tomorrow
        lasting = {p.sha256: _stored(p) for p in self._plans.values() if p.fault not in _PASSING}
        index = {"recipe": RECIPE, "files": self._stamps, "photos": lasting}
        try:
            beside.write_text(json.dumps(index, ensure_ascii=True, separators=(",", ":")), encoding="utf-8")
            beside.replace(self.cache / _INDEX)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise

    def prune(self, root: Path) -> None:
        """Forget photos below `root` that were not asked for, and any that are gone; remove their old files.

        Photos of other content folders stay as long as they are there: several folders may share a
        cache. Saves the index.
        """
        below = f"{root.absolute()}{os.sep}"
        for path in list(self._stamps):
            if path not in self._used and (path.startswith(below) or not Path(path).exists()):
                del self._stamps[path]
        kept = {sha256 for _, sha256 in self._stamps.values()}
        self._plans = {sha256: plan for sha256, plan in self._plans.items() if sha256 in kept}
        self.save()
        for thing in self.cache.iterdir():
            if thing.name in kept or thing.name == _INDEX:
                continue
            with suppress(FileNotFoundError):  # renamed meanwhile by whose it is
                if time.time() - thing.stat().st_mtime > _LEFT_AFTER:
                    _remove(thing)

    def _load(self) -> None:
        """Read the index; one that is broken or of another recipe is none."""
        try:
            index = json.loads((self.cache / _INDEX).read_text(encoding="utf-8"))
            if index["recipe"] != RECIPE:
                return
            stamps = {path: (_three(stamp), str(sha)) for path, (stamp, sha) in index["files"].items()}
            plans = {sha: _restored(sha, plan) for sha, plan in index["photos"].items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return
        self._stamps, self._plans = stamps, plans


_PASSING = frozenset({"photo-too-slow", "photo-crashes", "photo-changed"})


def _outcome(plan: Plan, found: Made | PhotoError | Stopped) -> Plan:
    if isinstance(found, Made):
        return replace(plan, made=found)
    error = stopped(found) if isinstance(found, Stopped) else found
    return replace(plan, fault=error.code, figures=error.figures)


def stopped(why: Stopped) -> PhotoError:
    """The fault of a photo whose work was ended."""
    if why is Stopped.SLOW:
        return PhotoError("photo-too-slow", seconds=round(SECONDS))
    return PhotoError("photo-too-much" if why is Stopped.FULL else "photo-crashes")


def _file_names(plan: Plan) -> set[str]:
    share = (plan.share,) if plan.share else ()
    return {file_name(r) for r in (*plan.renditions, *share)}


def _stamp(file: Path) -> tuple[int, int, int]:
    found = file.stat()
    return found.st_size, found.st_mtime_ns, found.st_ino


def _three(numbers: Iterable[int]) -> tuple[int, int, int]:
    size, changed, inode = map(int, numbers)
    return size, changed, inode


def _stored(plan: Plan) -> Mapping[str, object]:
    stored = asdict(plan)
    del stored["sha256"]
    return stored


def _restored(sha256: str, stored: dict[str, object]) -> Plan:
    made = stored.pop("made")
    plan = Plan(sha256, **stored)  # type: ignore[arg-type]  # a strange index raises and is thrown away
    return replace(plan, made=Made(**made)) if isinstance(made, dict) else plan


def _remove(thing: Path) -> None:
    if thing.is_dir() and not thing.is_symlink():
        shutil.rmtree(thing, ignore_errors=True)
    else:
        thing.unlink(missing_ok=True)

"""What a build leaves for editors and machines: .reports/held.json beside the output."""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path

from plugins.addresses.nginx import nginx_maps
from plugins.addresses.model import Settled
from plugins.addresses.site import Addresses
from plugins.core.onestep import write_in_one_step
from plugins.core.problem import Problem, Severity
from plugins.library.folders import ADDRESSES_FILE
from plugins.library.read import Reading
from plugins.output.tree import Changes

_MOST_OF_ONE_FILE = 4
_MOST_FILES = 15


def held_report(reading: Reading) -> Mapping[str, object]:
    """The content of held.json: counts, every held source with its reasons, the advice."""
    held = [
        {"source": source, "reasons": [as_json(p) for p in reading.problems if p.file == source]}
        for source in reading.held
    ]
    advice = [as_json(p) for p in reading.problems if p.severity is Severity.ADVICE]
    return {
        "received": reading.received,
        "published": reading.received - len(reading.held),
        "held": held,
        "advice": advice,
    }


def as_json(problem: Problem) -> Mapping[str, object]:
    """A problem for machines; the codes are stable."""
    return {
        "file": problem.file,
        "line": problem.line,
        "code": problem.code,
        "severity": problem.severity.value,
        "message": problem.message,
        "cure": problem.cure,
    }


def write_held_report(reading: Reading, output: Path) -> Path:
    """Write it to `.reports/held.json` beside the output folder; returns the file."""
    file = output.absolute().parent / ".reports" / "held.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(held_report(reading), ensure_ascii=False, indent=1) + "\n"
    write_in_one_step(file, text.encode())
    return file


def write_nginx_maps(settled: Settled, output: Path) -> None:
    """Write `.reports/nginx-chuyen-huong.conf`: old addresses, for a web server that can answer 301 and 410."""
    _replace(output.absolute().parent / ".reports" / "nginx-chuyen-huong.conf", nginx_maps(settled))


def write_ledger(addresses: Addresses, content: Path) -> None:
    """Write the ledger of all addresses after a release; a ledger that has to be mended first stays as it is."""
    text = addresses.text()
    if text is not None:
        _replace(content / ADDRESSES_FILE, text)


def _replace(file: Path, text: str) -> None:
    """Write a file in one step; one that says this already is not touched."""
    data = text.encode()
    if file.is_file() and file.read_bytes() == data:
        return
    write_in_one_step(file, data)


def note_changes(changes: Changes, output: Path) -> None:
    """Add to `.reports/can-tai-len.txt` and `can-xoa.txt` what has to be uploaded and removed where the site
    is published: paths below the output folder, one a line, as rsync takes them. Whoever has published
    deletes the two files; until then they grow.
    """
    if changes == Changes():
        return
    folder = output.absolute().parent / ".reports"
    folder.mkdir(parents=True, exist_ok=True)
    written, removed = ({path[1:] for path in paths} for paths in (changes.written, changes.removed))
    for name, more, fewer in (("can-tai-len.txt", written, removed), ("can-xoa.txt", removed, written)):
        file = folder / name
        before = {*file.read_text(encoding="utf-8").splitlines()} if file.exists() else set()
        listed = "".join(f"{path}\n" for path in sorted((before | more) - fewer))
        write_in_one_step(file, listed.encode())


def lines(problems: Iterable[Problem]) -> list[str]:
    """Problems for people: one block a file, the line, what is wrong, what to write."""
    return [line for _, block in blocks(problems) for line in block]


def summary(problems: Iterable[Problem]) -> list[str]:
    """The same cut short, so that one noisy file hides no other: a few of each file, and few files."""
    found: list[str] = []
    files = list(blocks(problems))
    for count, block in files[:_MOST_FILES]:
        found += block[: 1 + 2 * _MOST_OF_ONE_FILE]
        if count > _MOST_OF_ONE_FILE:
            found.append(f"  … và {count - _MOST_OF_ONE_FILE} điều nữa trong tệp này.")
    if len(files) > _MOST_FILES:
        found.append(f"… và {len(files) - _MOST_FILES} tệp nữa.")
    return found


def blocks(problems: Iterable[Problem]) -> Iterator[tuple[int, list[str]]]:
    """For each file: how many problems, and its lines (the name, then two lines a problem)."""
    for file, of_file in groupby(problems, key=lambda p: p.file):
        block = [file]
        for problem in of_file:
            where = f"dòng {problem.line}: " if problem.line else ""
            block += [f"  • {where}{problem.message}", f"    → {problem.cure}  [{problem.code}]"]
        yield len(block) // 2, block

"""What a build leaves for editors and machines: .reports/held.json beside the output."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from plugins.core.problem import Problem, Severity
from plugins.library.read import Reading


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
    fresh = file.with_suffix(".tmp")
    fresh.write_text(json.dumps(held_report(reading), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    fresh.replace(file)
    return file


def lines(problems: Iterable[Problem]) -> list[str]:
    """Problems for people: one block a file, the line, what is wrong, what to write."""
    found: list[str] = []
    before = ""
    for problem in problems:
        if problem.file != before:
            found.append(problem.file)
            before = problem.file
        where = f"dòng {problem.line}: " if problem.line else ""
        found.append(f"  • {where}{problem.message}")
        found.append(f"    → {problem.cure}  [{problem.code}]")
    return found

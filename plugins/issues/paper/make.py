"""The printed bulletin."""

from dataclasses import asdict

from plugins.issues.files import Files
from plugins.issues.model import Issue
from plugins.issues.paper.columns import settle
from plugins.issues.paper.data import lay_out
from plugins.issues.paper.press import press
from plugins.library.read import Notice, unheard


def make_paper(issue: Issue, files: Files, notice: Notice = unheard) -> bytes:
    """The issue as an A4 PDF (PDF/UA-1 and PDF/A-2a). Raises PaperError where it cannot be made."""
    sheets = lay_out(issue, files)
    with press("issue.typ", sheets.data, issue.day, sheets.photos) as machine:
        settings = settle(lambda found: machine.ask("mark", settings=[asdict(s) for s in found]))
        return machine.pdf(settings=[asdict(s) for s in settings])

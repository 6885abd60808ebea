"""The documents: their list and a page for each."""

from collections.abc import Iterator
from functools import partial
from itertools import groupby

from plugins.core.dates import format_day, format_words
from plugins.documents.check import find_referenced
from plugins.documents.model import Document, Reference
from plugins.library.library import DatedDuty, Library
from plugins.pages import views, words
from plugins.pages.desk import Desk
from plugins.pages.page import Page
from plugins.pages.views import Link

_LIST = Link("/van-ban/", "Văn bản")


def document_pages(desk: Desk, library: Library) -> Iterator[Page]:
    """The list by year, then every document."""
    newest = max((d.issued.isoformat() for d in library.documents), default="")
    yield Page(_LIST.href, "documents.html", library.documents, partial(_list, desk, library), newest)
    for document in library.documents:
        shows = (document, library.documents, library.citing(document))
        make = partial(_document, desk, library, document)
        yield Page(document.path, "document.html", shows, make, document.issued.isoformat())


def _list(desk: Desk, library: Library) -> views.DocumentsView:
    crumbs = desk.crumbs(_LIST)
    description = "Văn bản của Đoàn và của Nhà nước liên quan đến Dự án."
    years = tuple(
        (str(year), tuple(desk.document(d) for d in documents))
        for year, documents in groupby(library.documents, key=lambda d: d.issued.year)
    )
    head = desk.head(_LIST.href, _LIST.text, description, crumbs=crumbs)
    return views.DocumentsView(head, crumbs, _LIST.text, description, years)


def _document(desk: Desk, library: Library, document: Document) -> views.DocumentView:
    crumbs = desk.crumbs(_LIST, Link(document.path, document.title))
    description = (
        document.summary or f"{document.title} ngày {format_day(document.issued)}: {document.abstract}"
    )
    place_date = ", ".join(part for part in (document.place, format_words(document.issued)) if part)
    return views.DocumentView(
        head=desk.head(document.path, document.title, description, crumbs=crumbs),
        crumbs=crumbs,
        title=document.title,
        kind=document.kind,
        number=document.number,
        abstract=document.abstract,
        superior=document.superior,
        issuer=document.issuer,
        heading=document.heading,
        place=document.place,
        date=words.moment(document.issued),
        place_date=place_date,
        body_html=document.body_html,
        signature=document.signature,
        signatory=document.signatory,
        recipients=document.recipients,
        has_text=document.has_text,
        summary=document.summary,
        explanation_html=document.explanation_html,
        duties=tuple(
            desk.duty(DatedDuty(d, document))
            for d in sorted(document.duties, key=lambda d: (d.due is None, d.due or document.issued))
        ),
        relations=tuple(_relations(library, document)),
        attachments=tuple(
            views.AttachmentView(a.name, a.path, words.megabytes(a.size), a.sha256)
            for a in document.attachments
        ),
        status=_status(library, document),
        cited_by=desk.cards(library.citing(document)),
    )


def _status(library: Library, document: Document) -> str:
    """What the source says of its validity; else whether another paper has replaced it."""
    later = library.replaced_by(document)
    if document.status or not later:
        return document.status
    return f"Đã được thay thế bởi {', '.join(d.title for d in later)}"


def _relations(library: Library, document: Document) -> Iterator[tuple[str, tuple[views.ReferenceView, ...]]]:
    """What it carries out, replaces, is related to; and the same from the other side."""
    outward = (
        ("Thực hiện", document.carries_out),
        ("Thay thế", document.replaces),
        ("Liên quan", document.related),
    )
    for label, references in outward:
        if references:
            yield label, tuple(_reference(library, r) for r in references)
    inward = (
        ("Được thực hiện bởi", library.carried_out_by(document)),
        ("Được thay thế bởi", library.replaced_by(document)),
    )
    for label, others in inward:
        if others:
            yield label, tuple(views.ReferenceView(d.path, d.title, d.abstract) for d in others)


def _reference(library: Library, reference: Reference) -> views.ReferenceView:
    found = find_referenced(reference, library.documents_by_key)
    known = [
        reference.issuer,
        f"ngày {format_day(reference.issued)}" if reference.issued else "",
        reference.title,
    ]
    note = ", ".join(part for part in known if part)
    return views.ReferenceView(found.path if found else "", reference.number, note)

"""What can be wrong with documents beyond their single fields: within one, and between several."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from plugins.core.dates import format_day
from plugins.core.fields import Field, FieldError, Values, folded_name
from plugins.core.header import Header
from plugins.core.problem import Problem, Severity
from plugins.documents.fields import CARRIES_OUT, DUTY, RELATED, REPLACES
from plugins.documents.kinds import KINDS, System, contradicts
from plugins.documents.model import Document, Duty, Reference
from plugins.documents.number import DocumentNumber


def occurrences(header: Header, field: Field) -> Iterator[tuple[int, str]]:
    """Every (line, written value) of a field in a header, under any of its names."""
    names = {folded_name(name) for name in (field.key, field.name, *field.aliases)}
    for raw in header.fields:
        if folded_name(raw.name) in names:
            yield raw.line, raw.value


def check_header(values: Values, header: Header, source: str) -> Iterator[Problem]:
    """Contradictions between the fields of one document."""
    number, issued = values.get("number"), values.get("issued")
    if isinstance(number, DocumentNumber):
        yield from _number_and_kind(values, number, source)
        yield from _number_and_system(values, number, source)
        if isinstance(issued, date):
            yield from _number_and_year(values, number, issued, source)
            yield from _references(header, number, issued, source)
    if isinstance(issued, date):
        yield from _duties(header, issued, source)
    yield from _missing_parts(values, source)


def _number_and_kind(values: Values, number: DocumentNumber, source: str) -> Iterator[Problem]:
    """The symbol of the number is that of the kind: KH is no Thông báo."""
    kind = values.text("kind")
    if kind and contradicts(number.kind, kind):
        names = " hoặc ".join(KINDS[number.kind])
        yield Problem(
            source, values.line("kind"), "kind-contradicts-number",
            f"Ký hiệu “{number.kind}” trong số {number.printed} là của {names}, không phải {kind}.",
            f"Xem lại văn bản gốc rồi ghi Loại văn bản: {names}, hoặc sửa số ký hiệu.",
        )  # fmt: skip


def _number_and_system(values: Values, number: DocumentNumber, source: str) -> Iterator[Problem]:
    """The order of the number is that of the system; papers that break the rule exist, so it is advice."""
    system = values.get("system")
    if isinstance(system, System) and number.strokes is not (system is System.STATE):
        yield Problem(
            source, values.line("number"), "number-other-system",
            f"Số {number.printed} không viết theo lối văn bản của {system.value}.",
            f"Nếu văn bản gốc in như vậy thì cứ giữ; theo quy định thì là {number.canonical(system)}.",
            Severity.ADVICE,
        )  # fmt: skip


def _number_and_year(values: Values, number: DocumentNumber, issued: date, source: str) -> Iterator[Problem]:
    """The year within a number is the year of issue."""
    if number.year and number.year != issued.year:
        yield Problem(
            source, values.line("issued"), "year-contradicts-number",
            f"Số {number.printed} là của năm {number.year}, ngày ban hành lại là {format_day(issued)}.",
            "Xem lại văn bản gốc rồi sửa số ký hiệu hoặc ngày ban hành.",
        )  # fmt: skip


def _references(header: Header, number: DocumentNumber, issued: date, source: str) -> Iterator[Problem]:
    """No document speaks of itself, and none carries out or replaces one that came after it."""
    for field in (CARRIES_OUT, REPLACES, RELATED):
        for line, reference in _parsed(header, field):
            assert isinstance(reference, Reference)
            same_year = reference.issued is None or reference.issued.year == issued.year
            if reference.key == number.key and same_year:
                yield Problem(
                    source, line, "reference-self",
                    f"Trường “{field.name}” dẫn chính văn bản này ({reference.number}).",
                    "Ghi số ký hiệu của văn bản kia, hoặc xóa dòng này.",
                )  # fmt: skip
            elif field is not RELATED and reference.issued and reference.issued > issued:
                yield Problem(
                    source, line, "reference-later",
                    f"Văn bản {reference.number} ban hành ngày {format_day(reference.issued)}, sau văn bản"
                    f" này ({format_day(issued)}), nên không thể nằm ở trường “{field.name}”.",
                    "Xem lại ngày; văn bản ra sau thì tự ghi “Thực hiện” hoặc “Thay thế” ở tệp của nó.",
                )  # fmt: skip


def _duties(header: Header, issued: date, source: str) -> Iterator[Problem]:
    """No duty is due before the paper that lays it down."""
    for line, duty in _parsed(header, DUTY):
        assert isinstance(duty, Duty)
        if duty.due and duty.due < issued:
            yield Problem(
                source, line, "duty-before-document",
                f"Hạn {format_day(duty.due)} của nhiệm vụ “{duty.what[:60]}” sớm hơn ngày ban hành"
                f" {format_day(issued)}.",
                "Xem lại hạn trong văn bản gốc.",
            )  # fmt: skip


def _missing_parts(values: Values, source: str) -> Iterator[Problem]:
    """A paper given whole has a place, a signatory and recipients; old papers may lack them: advice."""
    if values.get("has_text") is False:
        return
    parts = {"place": "Địa danh", "signatory": "Người ký", "recipients": "Nơi nhận"}
    missing = [name for key, name in parts.items() if key not in values.lines]
    if missing:
        yield Problem(
            source, 1, "part-missing",
            f"Văn bản có toàn văn nhưng chưa ghi: {', '.join(missing)}.",
            "Chép các phần đó từ văn bản gốc; nếu bản gốc không có thì cứ để vậy.",
            Severity.ADVICE,
        )  # fmt: skip


def _parsed(header: Header, field: Field) -> Iterator[tuple[int, object]]:
    for line, written in occurrences(header, field):
        try:
            yield line, field.parse(written)
        except FieldError:
            continue  # the field table has said so


def index_by_key(documents: Iterable[Document]) -> Mapping[str, tuple[Document, ...]]:
    """Documents by the key of their number, oldest first (a number comes again in other years)."""
    found: defaultdict[str, list[Document]] = defaultdict(list)
    for document in sorted(documents, key=lambda d: (d.issued, d.source)):
        found[document.key].append(document)
    return {key: tuple(same) for key, same in found.items()}


def find_referenced(reference: Reference, by_key: Mapping[str, Sequence[Document]]) -> Document | None:
    """The document that a reference means: of its year where the date is known, else the only one."""
    same = by_key.get(reference.key, ())
    if reference.issued:
        same = [d for d in same if d.issued.year == reference.issued.year]
    return same[0] if len(same) == 1 else None


def check_documents(documents: Iterable[Document]) -> tuple[Problem, ...]:
    """Problems between documents: one address twice, circles of replacement, a replaced later paper.

    Of two documents with one address the first by file name is sound, the others have the problem.
    """
    documents = sorted(documents, key=lambda d: d.source)
    by_key = index_by_key(documents)
    return tuple(
        sorted((*_duplicates(documents), *_replacements(documents, by_key), *_circles(documents, by_key)))
    )


def _duplicates(documents: Iterable[Document]) -> Iterator[Problem]:
    first: dict[str, Document] = {}
    for document in documents:
        other = first.setdefault(document.path, document)
        if other is not document:
            yield Problem(
                document.source, 1, "document-duplicate",
                f"Văn bản số {document.number} năm {document.issued.year} đã có ở tệp {other.source}.",
                "Giữ một tệp; nếu là hai văn bản khác nhau thì xem lại số ký hiệu và ngày.",
            )  # fmt: skip


def _replacements(
    documents: Iterable[Document], by_key: Mapping[str, Sequence[Document]]
) -> Iterator[Problem]:
    for document in documents:
        for reference in document.replaces:
            old = find_referenced(reference, by_key)
            if old is None:
                continue
            if old.issued > document.issued:
                yield Problem(
                    document.source, 1, "replaces-later",
                    f"Văn bản ngày {format_day(document.issued)} không thể thay thế {old.number}"
                    f" ban hành sau đó, ngày {format_day(old.issued)}.",
                    "Xem lại ngày của hai văn bản, hoặc đổi trường “Thay thế” sang tệp kia.",
                )  # fmt: skip
            elif old.status == "còn hiệu lực":
                yield Problem(
                    old.source, 1, "replaced-in-force",
                    f"Văn bản ghi “còn hiệu lực” nhưng đã bị {document.number} thay thế.",
                    "Sửa thành Tình trạng: hết hiệu lực (hoặc hết hiệu lực một phần).",
                    Severity.ADVICE,
                )  # fmt: skip


def _circles(documents: Iterable[Document], by_key: Mapping[str, Sequence[Document]]) -> Iterator[Problem]:
    for document in documents:
        if document.source in _replaced_by(document, by_key):
            yield Problem(
                document.source, 1, "replaces-circle",
                f"Văn bản {document.number} thay thế một văn bản lại thay thế chính nó.",
                "Trường “Thay thế” chỉ ghi ở văn bản ra sau; hãy xóa nó ở văn bản ra trước.",
            )  # fmt: skip


def _replaced_by(document: Document, by_key: Mapping[str, Sequence[Document]]) -> set[str]:
    """The sources of all documents that a document replaces, directly or through others."""
    reached: set[str] = set()
    waiting = [document]
    while waiting:
        for reference in waiting.pop().replaces:
            old = find_referenced(reference, by_key)
            if old is not None and old.source not in reached:
                reached.add(old.source)
                waiting.append(old)
    return reached

"""The files of an issue: what they are called, what they are, and which are there.

They lie in `ban-tin/<key>/` of the content folder, where `issue` makes them, and are published under the
same names beside the web issue. No other file of that folder is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from plugins.core.text import slug
from plugins.places.gazetteer import Gazetteer
from plugins.places.model import Level


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of file: how its name is made of the issue's key, and what readers are told it is."""

    option: str
    pattern: str
    label: str

    def file(self, key: str) -> str:
        """Its name for an issue."""
        return self.pattern.format(key=key)


FORMS = (
    Form("pdf", "ban-tin-{key}.pdf", "Bản in (PDF, khổ A4)"),
    Form("pdf", "ban-tin-{key}-gap-doi.pdf", "Bản gập đôi, in hai mặt (PDF)"),
    Form("epub", "ban-tin-{key}.epub", "Sách điện tử (EPUB)"),
    Form("radio", "phat-thanh.txt", "Bài đọc phát thanh"),
    Form("radio", "phat-thanh.pdf", "Bài đọc phát thanh, chữ to (PDF)"),
    Form("email", "ban-tin-{key}.eml", "Thư điện tử"),
    Form("pack", "ban-tin-{key}-bao-chi.zip", "Gói cho báo chí và để xem khi không có mạng (ZIP)"),
)
OPTIONS = ("web", "pdf", "epub", "email", "radio", "pack")
RADIO = "phat-thanh"
_OF_DISTRICT = ((".txt", ""), (".pdf", ", chữ to (PDF)"))


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made for an issue; `name` is its name beside the web issue."""

    label: str
    name: str
    file: Path
    size: int


def form_labels(key: str, gazetteer: Gazetteer, day: date) -> Mapping[str, str]:
    """Every name a file of the issue may have, in the order in which readers see them, and what it is.

    The radio texts of districts come last; the districts are those of the day of issue.
    """
    labels = {form.file(key): form.label for form in FORMS}
    for unit in gazetteer.on(day, Level.DISTRICT):
        for ending, more in _OF_DISTRICT:
            labels[f"{RADIO}-{slug(unit.name)}{ending}"] = f"Bài đọc phát thanh, {unit.title}{more}"
    return labels


def option_of(name: str, key: str) -> str:
    """The option of `issue` that makes the file of this name; '' where none does."""
    option = next((form.option for form in FORMS if form.file(key) == name), "")
    of_district = name.startswith(f"{RADIO}-") and name.endswith(tuple(e for e, _ in _OF_DISTRICT))
    return option or ("radio" if of_district else "")


def made_files(folder: Path, labels: Mapping[str, str]) -> Iterator[Made]:
    """The files of an issue that are there, in the order of `labels`; nothing through links."""
    for name, label in labels.items() if not folder.is_symlink() else ():
        file = folder / name
        if file.is_file() and not file.is_symlink():
            yield Made(label, name, file, file.stat().st_size)

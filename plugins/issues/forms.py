"""The files of an issue: what they are called, what they are, and which are there.

They lie in `ban-tin/<key>/` of the content folder, where `issue` makes them, and are published under the
same names beside the web issue.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


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


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made for an issue; `name` is its name beside the web issue."""

    label: str
    name: str
    file: Path
    size: int


def made_files(folder: Path, key: str) -> Iterator[Made]:
    """The files of an issue that are there, in the order of FORMS, the radio texts of districts last."""
    for form in FORMS:
        yield from _made(folder, form.file(key), form.label)
    for file in sorted(folder.glob("phat-thanh-*.txt")):
        yield from _made(folder, file.name, "Bài đọc phát thanh của huyện")


def _made(folder: Path, name: str, label: str) -> Iterator[Made]:
    file = folder / name
    if file.is_file() and not file.is_symlink():
        yield Made(label, name, file, file.stat().st_size)

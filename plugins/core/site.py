"""The sections, the series and the imprint: the newsroom as data in two TOML files."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from plugins.core.text import fold, slug

# A part of a URL and a folder of the output: nothing that could lead out of it.
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class SiteDataError(ValueError):
    """`chuyen-muc.toml` or `toa-soan.toml` is not as it must be; the text is a Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the site: name, URL part, one sentence on what belongs there."""

    name: str
    slug: str
    description: str

    @property
    def path(self) -> str:
        """The permanent URL of its list page."""
        return f"/chuyen-muc/{self.slug}/"


@dataclass(frozen=True, slots=True)
class Series:
    """A run of articles on one thing over time, such as a forum."""

    name: str
    slug: str
    description: str

    @property
    def path(self) -> str:
        """The permanent URL of its page."""
        return f"/loat-bai/{self.slug}/"


@dataclass(frozen=True, slots=True)
class Imprint:
    """Who publishes, as in force from `valid_from` on. Empty fields are not shown.

    `site_url` is the public address without a slash at its end; `unsubscribe` where readers leave the
    list of the bulletin's mail (https: or mailto:); `offline` whether browsers keep what was read.
    """

    valid_from: date
    publisher: str
    site_name: str
    site_url: str
    responsible: str = ""
    responsible_role: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    licence: str = ""
    unsubscribe: str = ""
    offline: bool = True


@dataclass(frozen=True, slots=True)
class SiteData:
    """Everything the two files say."""

    sections: tuple[Section, ...]
    series: tuple[Series, ...]
    imprints: tuple[Imprint, ...]

    def section(self, name: str) -> Section | None:
        """The section of that name or slug; case and marks do not matter."""
        return _named(self.sections, name)

    def imprint_on(self, day: date) -> Imprint:
        """The imprint in force on a day (the first one before it came into force)."""
        in_force = [i for i in self.imprints if i.valid_from <= day]
        return in_force[-1] if in_force else self.imprints[0]


_Named = TypeVar("_Named", Section, Series)


def _named(things: Iterable[_Named], name: str) -> _Named | None:
    wanted = fold(name)
    return next((t for t in things if wanted in (fold(t.name), t.slug)), None)


def load_site_data(sections_file: Path, imprint_file: Path) -> SiteData:
    """Read both files. Raises SiteDataError naming the file and what to write."""
    data = _load(sections_file)
    sections = tuple(
        Section(*_texts(sections_file, row, "ten", "slug", "mo_ta"))
        for row in _rows(sections_file, data, "chuyen_muc")
    )
    series = tuple(
        Series(*_texts(sections_file, row, "ten", "slug", "mo_ta"))
        for row in _rows(sections_file, data, "loat_bai", required=False)
    )
    imprints = tuple(
        _imprint(imprint_file, row) for row in _rows(imprint_file, _load(imprint_file), "toa_soan")
    )
    for things in (sections, series):
        for thing in things:
            if not _SLUG.fullmatch(thing.slug):
                raise SiteDataError(
                    f"{sections_file.name}: slug “{thing.slug[:60]}” của “{thing.name[:60]}” không dùng làm"
                    f' địa chỉ được. Hãy ghi: slug = "{slug(thing.name) or "ten-muc"}".'
                )
        slugs = [thing.slug for thing in things]
        if twice := {s for s in slugs if slugs.count(s) > 1}:
            raise SiteDataError(f"{sections_file.name}: slug “{min(twice)}” được dùng hai lần.")
    return SiteData(sections, series, tuple(sorted(imprints, key=lambda i: i.valid_from)))


def _load(file: Path) -> Mapping[str, object]:
    if file.is_symlink() or not file.is_file():
        raise SiteDataError(f"{file.name}: không phải là một tệp thường. Hãy chép chính tệp ấy vào đây.")
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise SiteDataError(f"{file.name}: không đọc được ({error}).") from None


def _rows(
    file: Path, data: Mapping[str, object], key: str, *, required: bool = True
) -> list[Mapping[str, object]]:
    rows = data.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(r, dict) for r in rows) or (required and not rows):
        raise SiteDataError(f"{file.name}: cần ít nhất một mục [[{key}]].")
    return rows


def _texts(file: Path, row: Mapping[str, object], *keys: str) -> list[str]:
    values = [row.get(key) for key in keys]
    for key, value in zip(keys, values, strict=True):
        if not isinstance(value, str) or not value.strip():
            raise SiteDataError(f"{file.name}: một mục thiếu “{key} = …”.")
    return [str(v) for v in values]


def _imprint(file: Path, row: Mapping[str, object]) -> Imprint:
    publisher, name, url = _texts(file, row, "co_quan", "ten_trang", "dia_chi_trang")
    if not re.fullmatch(r"https?://[\w.:-]+", url):
        raise SiteDataError(
            f"{file.name}: “dia_chi_trang” phải là địa chỉ gốc của trang, không có dấu / ở cuối,"
            ' ví dụ dia_chi_trang = "https://tinhdoan.example".'
        )
    valid_from = row.get("hieu_luc_tu")
    if type(valid_from) is not date:
        raise SiteDataError(f"{file.name}: “hieu_luc_tu” phải là một ngày, ví dụ hieu_luc_tu = 2014-03-31.")
    offline = row.get("doc_ngoai_tuyen", True)
    if type(offline) is not bool:
        raise SiteDataError(
            f"{file.name}: “doc_ngoai_tuyen” phải là true hoặc false, ví dụ doc_ngoai_tuyen = true."
        )
    optional = {
        "responsible": "chiu_trach_nhiem",
        "responsible_role": "chuc_vu",
        "address": "dia_chi",
        "phone": "dien_thoai",
        "email": "thu_dien_tu",
        "licence": "giay_phep",
        "unsubscribe": "huy_nhan_thu",
    }
    texts = {name: str(row.get(key, "")) for name, key in optional.items()}
    return Imprint(valid_from, publisher, name, url, **texts, offline=offline)

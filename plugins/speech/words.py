"""The tables of the radio script: what every abbreviation, code, unit and sign is read as."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType

from plugins.core.text import nfc

DEFAULT_WORDS = Path(__file__).with_name("words.toml")

_TABLES = (
    "viet_tat", "viet_tat_truoc_ten", "viet_tat_truoc_noi", "viet_tat_truoc_so", "viet_tat_truoc_so_may",
    "loai_van_ban", "co_quan_ban_hanh", "don_vi", "don_vi_sau_so", "don_vi_lien_so",
    "ky_hieu", "chu_cai", "doc_ten",
)  # fmt: skip
# Words in front of a number (BEFORE) or behind it (AFTER) that tell what kind of number it is.
_BEFORE = (
    "ngay", "them_ngay", "dip", "phan", "so_nam", "nam_hoc", "ty_so", "dien_thoai", "tai_khoan", "khan_cap",
    "la_ma",
)  # fmt: skip
_AFTER = ("phan_cua", "dem", "moi")
_CONTEXTS = (*_BEFORE, *_AFTER, "thi_dau")
_NOT_READABLE = re.compile(r"[^\w\s,.:;-]|\d|_|\b\w*[^\W\d_]*(?:[A-ZĐƯ]{2})\w*")
_TOKEN = re.compile(r"[^\W_]+|.")


class SpeechWordsError(ValueError):
    """A table file is not as it must be; the text is a Vietnamese sentence with file and line or key."""


@dataclass(frozen=True, slots=True, repr=False)  # hundreds of rows say nothing in a log
class Table:
    """Written forms and their readings, found by the longest form that stands at a place.

    `firsts` are the tokens that a form may begin with: only there is it worth looking.
    """

    readings: Mapping[str, str]
    pattern: re.Pattern[str]
    firsts: frozenset[str]

    def match(self, line: str, at: int) -> tuple[str, int] | None:
        """The reading of the longest form at a place, and where the form ends."""
        found = self.pattern.match(line, at)
        return (self.readings[found[0]], found.end()) if found else None


@dataclass(frozen=True, slots=True, repr=False)
class SpeechWords:
    """All tables. `before` and `after` are patterns for the words around a number, by name."""

    everywhere: Table
    before_name: Table
    before_place: Table
    before_number: Table
    before_phone: Table
    units: Table
    glued_units: Table
    kinds: Mapping[str, tuple[str, ...]]
    issuers: Mapping[str, str]
    symbols: Mapping[str, str]
    letters: Mapping[str, str]
    names: Table
    places: re.Pattern[str]
    before: Mapping[str, re.Pattern[str]]
    after: Mapping[str, re.Pattern[str]]
    sports: re.Pattern[str]
    kind_said: re.Pattern[str]
    kind_ahead: re.Pattern[str]

    def tables(self) -> tuple[Table, ...]:
        """The tables that begin with a word of a text."""
        return (
            self.everywhere, self.before_name, self.before_place, self.before_number, self.before_phone,
            self.names,
        )  # fmt: skip


def load_words(*files: Path) -> SpeechWords:
    """The tables of one file or more; what a later file says replaces what an earlier one says.

    Raises SpeechWordsError naming the file and the line or key.
    """
    tables: dict[str, dict[str, tuple[str, ...]]] = {name: {} for name in _TABLES}
    contexts: dict[str, tuple[str, ...]] = dict.fromkeys(_CONTEXTS, ())
    names: tuple[str, ...] = ()
    for file in files:
        source = _Source(file)
        for name in _TABLES:
            tables[name].update(source.table(name))
        contexts.update(source.contexts())
        names += source.texts("ten_rieng")
    return _words(
        {name: {k: v[0] for k, v in rows.items()} for name, rows in tables.items()},
        tables["loai_van_ban"],
        contexts,
        names,
    )


def _words(
    tables: Mapping[str, Mapping[str, str]],
    kinds: Mapping[str, tuple[str, ...]],
    contexts: Mapping[str, tuple[str, ...]],
    names: tuple[str, ...],
) -> SpeechWords:
    kind_names = {name for found in kinds.values() for name in found}
    return SpeechWords(
        everywhere=_table({**tables["don_vi"], **tables["viet_tat"], **tables["doc_ten"]}),
        before_name=_table(tables["viet_tat_truoc_ten"]),
        before_place=_table(tables["viet_tat_truoc_noi"]),
        before_number=_table(tables["viet_tat_truoc_so"]),
        before_phone=_table(tables["viet_tat_truoc_so_may"]),
        units=_table({**tables["don_vi"], **tables["don_vi_sau_so"]}),
        glued_units=_table({**tables["don_vi"], **tables["don_vi_sau_so"], **tables["don_vi_lien_so"]}),
        kinds=MappingProxyType(dict(kinds)),
        issuers=MappingProxyType(dict(tables["co_quan_ban_hanh"])),
        symbols=MappingProxyType(dict(tables["ky_hieu"])),
        letters=MappingProxyType(dict(tables["chu_cai"])),
        names=_table({name.upper(): name for name in names}),
        places=re.compile(rf"\.?\s?(?:{_choice(names)})(?!\w)"),
        before=MappingProxyType({name: _before(contexts[name]) for name in _BEFORE}),
        after=MappingProxyType({name: _after(contexts[name]) for name in _AFTER}),
        sports=re.compile(rf"(?<!\w)(?:{_choice(contexts['thi_dau'])})(?!\w)", re.IGNORECASE),
        kind_ahead=_after(kind_names),
        kind_said=_before((*kind_names, "luật", "pháp lệnh", "văn bản", "công văn")),
    )


def _table(readings: Mapping[str, str]) -> Table:
    forms = sorted(readings, key=len, reverse=True)
    pattern = "|".join(re.escape(f) + (r"(?!\w)" if f[-1].isalnum() else "") for f in forms)
    firsts = frozenset(found[0] for f in forms if (found := _TOKEN.match(f)))
    return Table(MappingProxyType(dict(readings)), re.compile(pattern or r"(?!)"), firsts)


def _choice(texts: Iterable[str]) -> str:
    return "|".join(re.escape(t) for t in sorted(texts, key=len, reverse=True)) or r"(?!)"


def _before(texts: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:^|\W)(?:{_choice(texts)})[\s:]*$", re.IGNORECASE)


def _after(texts: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{_choice(texts)})(?!\w)", re.IGNORECASE)


class _Source:
    """One table file, read and checked row by row."""

    def __init__(self, file: Path) -> None:
        self.file = file
        if file.is_symlink() or not file.is_file():
            raise SpeechWordsError(
                f"{file.name}: không phải là một tệp thường. Hãy chép chính tệp ấy vào đây."
            )
        try:
            self.text = nfc(file.read_text(encoding="utf-8"))
            self.data: Mapping[str, object] = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            line = re.search(r"at line (\d+)", str(error))
            where = f"dòng {line[1]}" if line else "cuối tệp"
            raise SpeechWordsError(
                f'{file.name}, {where}: không đọc được. Mỗi dòng có dạng: "UBND" = "Ủy ban nhân dân",'
                " hai vế đều trong ngoặc kép, và mỗi chữ chỉ ghi một lần trong bảng."
            ) from None
        except (OSError, UnicodeDecodeError, RecursionError) as error:
            raise SpeechWordsError(f"{file.name}: không đọc được ({error}).") from None
        known = (*_TABLES, "ten_rieng", "ngu_canh")
        for name in self.data:
            if name not in known:
                close = get_close_matches(name, known, n=1)
                raise self.error(
                    name,
                    f"không có bảng “{name}”.",
                    f"Có phải bạn muốn ghi [{close[0]}]?" if close else f"Các bảng: {', '.join(known)}.",
                )

    def error(self, key: str, message: str, cure: str) -> SpeechWordsError:
        """An error at the first line that begins with a key."""
        found = re.search(rf'^\s*\[?"?{re.escape(key)}"?\s*[\]=]', self.text, re.MULTILINE)
        where = f", dòng {self.text.count(chr(10), 0, found.end()) + 1}" if found else ""
        return SpeechWordsError(f"{self.file.name}{where}: {message} {cure}")

    def table(self, name: str) -> dict[str, tuple[str, ...]]:
        """The rows of a table; each value checked."""
        rows = self.data.get(name, {})
        if not isinstance(rows, dict):
            raise self.error(name, f"“{name}” phải là một bảng.", f"Hãy ghi [{name}] trên một dòng riêng.")
        return {key: self._readings(name, key, value) for key, value in rows.items()}

    def _readings(self, table: str, key: str, value: object) -> tuple[str, ...]:
        values = tuple(value) if isinstance(value, list) and table == "loai_van_ban" else (value,)
        texts = tuple(v.strip() for v in values if isinstance(v, str))
        if len(texts) != len(values) or not texts or not key.strip():
            raise self.error(
                key,
                f"[{table}] “{key}” thiếu lời đọc.",
                f'Ghi lời đọc trong ngoặc kép, ví dụ: {key or "UBND"} = "Ủy ban nhân dân".',
            )
        if table == "chu_cai" and not (len(key) == 1 and key.isalpha()):
            raise self.error(key, f"[chu_cai] “{key}” không phải là một chữ cái.", 'Ví dụ: b = "bê".')
        for text in texts:
            if (not text and table != "ky_hieu") or (text != "." and _NOT_READABLE.search(text)):
                raise self.error(
                    key,
                    f"[{table}] “{key}”: lời đọc “{text}” không đọc thành tiếng được.",
                    "Lời đọc chỉ có chữ, không có chữ số, dấu lạ hay chữ viết tắt.",
                )
        return texts

    def texts(self, name: str, rows: object = None) -> tuple[str, ...]:
        """A list of texts."""
        values = self.data.get(name, []) if rows is None else rows
        if not isinstance(values, list) or not all(isinstance(v, str) and v.strip() for v in values):
            raise self.error(
                name, f"“{name}” phải là một danh sách chữ.", f'Ví dụ: {name} = ["Cao Bằng", "Bảo Lạc"].'
            )
        return tuple(values)

    def contexts(self) -> dict[str, tuple[str, ...]]:
        """The lists of [ngu_canh]."""
        rows = self.data.get("ngu_canh", {})
        if not isinstance(rows, dict):
            raise self.error("ngu_canh", "“ngu_canh” phải là một bảng.", "Hãy ghi [ngu_canh].")
        for name in rows:
            if name not in _CONTEXTS:
                raise self.error(
                    name,
                    f"[ngu_canh] không có danh sách “{name}”.",
                    f"Các danh sách: {', '.join(_CONTEXTS)}.",
                )
        return {name: self.texts(name, value) for name, value in rows.items()}

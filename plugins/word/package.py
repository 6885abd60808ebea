"""A Word file as a package of parts: opened within bounds, read part by part, never unpacked to disk."""

import lzma
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from plugins.core.fields import FieldError
from plugins.word.foreign import refuse_foreign, refuse_foreign_zip

MAX_BYTES = 100_000_000  # twenty photos straight from a phone
MAX_MEMBERS = 3_000
MAX_INFLATED = 300_000_000
MAX_RATIO = 150  # prose in XML gives 20; above MAX_RATIO_FROM bytes nothing honest gives more
MAX_RATIO_FROM = 50_000_000
MAX_XML = 30_000_000  # the XML of a book
MAX_PICTURE = 40_000_000

# What zipfile raises on a damaged or unusual file.
_BROKEN = (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, RuntimeError)
# ISO 29500 "strict" names the same things otherwise.
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    b"http://purl.oclc.org/ooxml/drawingml/": b"http://schemas.openxmlformats.org/drawingml/2006/",
    b"http://purl.oclc.org/ooxml/officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
}


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: `kind` is the last word of the type, `target` a part's name or an address."""

    kind: str
    target: str
    external: bool


class Package:
    """The parts of one file. Raises FieldError for what is no usable .docx."""

    def __init__(self, file: Path) -> None:
        size = file.stat().st_size
        if size > MAX_BYTES:
            raise too_large(f"Tệp nặng {size // 1_000_000} MB, quá mức {MAX_BYTES // 1_000_000} MB.")
        refuse_foreign(file)
        try:
            self._zip = zipfile.ZipFile(file)
            infos = self._zip.infolist()
        except _BROKEN:
            raise broken() from None
        _within_bounds(infos, size)
        self.names = {info.filename.lower(): info.filename for info in infos}
        if len(self.names) < len(infos):
            raise broken()  # two parts of one name: Word and we could read different ones
        refuse_foreign_zip(self.names)
        self._relations: dict[str, Mapping[str, Relation]] = {}
        self.main = self._main()

    def _main(self) -> str:
        for relation in self.relations("").values():
            if relation.kind == "officeDocument":
                return relation.target
        raise broken()

    def has(self, name: str) -> bool:
        """Whether there is such a part; case does not matter."""
        return name.lower() in self.names

    def read(self, name: str, most: int) -> bytes | None:
        """The bytes of a part, None where there is none or it has more than `most`."""
        known = self.names.get(name.lower())
        if known is None:
            return None
        try:
            with self._zip.open(known) as part:
                data = part.read(most + 1)
        except (*_BROKEN, zlib.error, lzma.LZMAError):
            raise broken() from None
        return data if len(data) <= most else None

    def xml(self, name: str) -> etree._Element | None:
        """The root of an XML part, None where there is none. Raises FieldError."""
        if not self.has(name):
            return None
        data = self.read(name, MAX_XML)
        if data is None:
            raise too_large("Phần chữ trong tệp quá dài.")
        return parse(data)

    def relations(self, part: str) -> Mapping[str, Relation]:
        """What a part refers to, by id; '' stands for the package."""
        if part not in self._relations:
            self._relations[part] = self._read_relations(part)
        return self._relations[part]

    def _read_relations(self, part: str) -> Mapping[str, Relation]:
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", name + ".rels"))
        found: dict[str, Relation] = {}
        for node in root if root is not None else ():
            target, external = node.get("Target", ""), node.get("TargetMode") == "External"
            if not external:
                # a target with a slash in front counts from the package; nothing leaves it
                target = posixpath.normpath(posixpath.join("/", folder, target.partition("#")[0])).lstrip("/")
            found[node.get("Id", "")] = Relation(node.get("Type", "").rpartition("/")[2], target, external)
        return found


def parse(data: bytes) -> etree._Element:
    """XML without entities, DTD or network. Raises FieldError."""
    head = data[:2000].replace(b"\0", b"")  # UTF-16 too
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise _unsafe("Tệp có phần khai báo mà Word không bao giờ viết (DOCTYPE).")
    if b"purl.oclc.org" in data:
        for strict, usual in _STRICT.items():
            data = data.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if "depth" in str(error).lower():
            raise too_deep() from None
        raise broken() from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise _unsafe("Tệp có phần khai báo mà Word không bao giờ viết (DOCTYPE).")
    return root


def _within_bounds(infos: list[zipfile.ZipInfo], size: int) -> None:
    if len(infos) > MAX_MEMBERS:
        raise too_large(f"Trong tệp có {len(infos)} phần, quá mức {MAX_MEMBERS}.")
    inflated = sum(info.file_size for info in infos)
    if inflated > MAX_INFLATED or (inflated > MAX_RATIO_FROM and inflated > MAX_RATIO * size):
        raise too_large(f"Tệp {size // 1000} kB mở ra thành {inflated // 1_000_000} MB.")
    if sum(info.compress_size for info in infos) > size:
        raise _unsafe("Các phần trong tệp nằm chồng lên nhau.")
    for info in infos:
        name = info.filename.replace("\\", "/")
        if name.startswith("/") or ":" in name or ".." in name.split("/"):
            raise _unsafe(f"Trong tệp có phần mang tên lạ “{name[:60]}”.")
        if info.flag_bits & 1:
            raise FieldError("word-password", "Tệp có mật khẩu.", "Bỏ mật khẩu rồi lưu lại.")


def broken() -> FieldError:
    """The file is damaged."""
    return FieldError(
        "word-broken",
        "Tệp Word hỏng, không mở được.",
        "Mở tệp bằng Word xem có đọc được không, lưu lại (Ctrl+S), chờ chép xong rồi gửi lại.",
    )


def too_large(message: str) -> FieldError:
    """The file is beyond a bound, which `message` names."""
    return FieldError(
        "word-too-large",
        message,
        "Chia thành nhiều bài; ảnh thì để thành tệp riêng cạnh bài thay vì dán vào Word.",
    )


def too_deep() -> FieldError:
    """Tables within tables within tables."""
    return FieldError(
        "word-too-deep",
        "Trong tệp có bảng hoặc khung lồng vào nhau quá nhiều lần.",
        "Chép phần chữ sang một tệp Word mới (dán kiểu “Keep Text Only”) rồi gửi lại.",
    )


def _unsafe(message: str) -> FieldError:
    return FieldError(
        "word-unsafe",
        message,
        "Chép phần chữ sang một tệp Word mới rồi gửi lại; nếu tệp do người khác gửi thì hỏi lại họ.",
    )

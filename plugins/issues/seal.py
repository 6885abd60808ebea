"""The seal of a closed issue: what was written down on the day it was closed, and cannot change since.

`ban-tin/<key>/dong-so.toml` holds what the issue's file said, which articles and documents it had, the
corrections it printed, the SHA-256 of every file made of it, and that of every article's words.
"""

import hashlib
import json
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from html import unescape
from pathlib import Path

from plugins.articles.model import Article
from plugins.core.text import clean
from plugins.issues.forms import option_of
from plugins.issues.model import Issue, article_key

SEAL = "dong-so.toml"
_TAG = re.compile(r"<[^>]*>")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_PLAIN_NAME = re.compile(r"[^./\\\x00-\x1f:][^/\\\x00-\x1f:]{0,199}")


@dataclass(frozen=True, slots=True)
class SealedPart:
    """A part as it was closed: its title, and its articles by `article_key`."""

    title: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SealedCorrection:
    """A correction as it was printed: of which article, in which issue (its title), when, what."""

    article: str
    issue: str
    when: date
    what: str


@dataclass(frozen=True, slots=True)
class Seal:
    """What was written down when an issue was closed.

    `text` is that of the issue's file, line ends apart. `cover` is the article on the cover ('' for none)
    and `headline` what stood there. Documents, and those whose duties were printed, go by their path.
    `files` are made files and `photos` those beside the issue file, name -> SHA-256 in hex; `words` the
    same of what each article said.
    """

    key: str
    closed: datetime
    text: str
    headline: str
    cover: str
    parts: tuple[SealedPart, ...]
    documents: tuple[str, ...]
    duties: tuple[str, ...]
    corrections: tuple[SealedCorrection, ...]
    files: Mapping[str, str]
    photos: Mapping[str, str]
    words: Mapping[str, str]


class SealError(Exception):
    """An issue cannot be closed, or its seal not be read; the text is Vietnamese."""


def digest(data: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()


def words_digest(article: Article) -> str:
    """SHA-256 of what an article says: its words and those of its photos, not its markup."""
    said = [article.title, article.standfirst, article.byline, _TAG.sub(" ", article.body_html)]
    said += [part for photo in article.photos for part in (photo.alt, photo.caption, photo.credit)]
    return digest(clean(unescape("\n".join(said))).encode())


def make_seal(issue: Issue, files: Mapping[str, bytes], photos: Mapping[str, bytes], now: datetime) -> Seal:
    """The seal of an issue and of the files made of it."""
    return Seal(
        key=issue.key,
        closed=now,
        text=issue.text,
        headline=issue.cover.headline,
        cover=article_key(issue.cover.article) if issue.cover.article else "",
        parts=tuple(SealedPart(p.title, tuple(map(article_key, p.articles))) for p in issue.parts),
        documents=tuple(d.path for d in issue.documents),
        duties=tuple(dict.fromkeys(d.document.path for d in issue.duties)),
        corrections=tuple(
            SealedCorrection(article_key(c.article), c.issue, c.when.date(), c.what)
            for c in issue.corrections
        ),
        files={name: digest(data) for name, data in files.items()},
        photos={name: digest(data) for name, data in photos.items()},
        words={article_key(a): words_digest(a) for a in issue.articles},
    )


def followed(seal: Seal, now: Callable[[str], str]) -> Seal:
    """The seal with its articles under the names of today."""
    return replace(
        seal,
        cover=now(seal.cover),
        parts=tuple(replace(part, articles=tuple(map(now, part.articles))) for part in seal.parts),
        corrections=tuple(replace(c, article=now(c.article)) for c in seal.corrections),
        words={now(key): words for key, words in seal.words.items()},
    )


def seal_text(seal: Seal) -> str:
    """The seal as TOML."""
    return "\n".join(_rows(seal))


def _rows(seal: Seal) -> Iterator[str]:
    yield "# Số này đã đóng: các tệp dưới đây không đổi nữa. Sửa bài thì ghi “Đã sửa” trong bài."
    yield f"ngay = {seal.closed.isoformat(timespec='seconds')}"
    yield f"tit_bia = {_quoted(seal.headline)}"
    yield f"bai_bia = {_quoted(seal.cover)}"
    yield from _list("van_ban", seal.documents)
    yield from _list("lich", seal.duties)
    yield from _list("so_bao", seal.text.split("\n"))
    for part in seal.parts:
        yield from ("", "[[phan]]", f"ten = {_quoted(part.title)}", *_list("bai", part.articles))
    for one in seal.corrections:
        yield from ("", "[[dinh_chinh]]", f"bai = {_quoted(one.article)}", f"cua = {_quoted(one.issue)}")
        yield from (f"ngay = {one.when.isoformat()}", f"dieu = {_quoted(one.what)}")
    for name, digests in (("tep", seal.files), ("anh", seal.photos), ("loi_bai", seal.words)):
        yield from ("", f"[{name}]", *(f'{_quoted(k)} = "{v}"' for k, v in digests.items()))
    yield ""


def _list(name: str, items: Iterable[str]) -> Iterator[str]:
    yield f"{name} = ["
    yield from (f"    {_quoted(item)}," for item in items)
    yield "]"


def _quoted(text: str) -> str:
    """A TOML string, as plain to read as it can be; JSON's escapes are TOML's, but that DEL is one, too."""
    if ('"' in text or "\\" in text) and "'" not in text and text.isprintable():
        return f"'{text}'"
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def load_seal(folder: Path) -> Seal | None:
    """The seal of an issue's folder, None where it is open. Raises SealError where it cannot be read."""
    file = folder / SEAL
    if folder.is_symlink() or not file.exists():
        return None
    try:
        return _sealed(folder.name, tomllib.loads(file.read_bytes().decode()))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise SealError("Không đọc được biên bản đóng số. Lấy lại tệp ấy từ git hoặc bản sao lưu.") from None


def _sealed(key: str, found: Mapping[str, object]) -> Seal:
    """Raises ValueError, KeyError, TypeError or AttributeError where it is no seal."""
    closed = found["ngay"]
    if not isinstance(closed, datetime) or closed.tzinfo is None:
        raise TypeError(closed)
    files, photos = _digests(found["tep"]), _digests(found["anh"])
    if not all(option_of(name, key) for name in files) or not all(map(_PLAIN_NAME.fullmatch, files)):
        raise ValueError(files)
    if not all(map(_PLAIN_NAME.fullmatch, photos)):
        raise ValueError(photos)
    return Seal(
        key=key,
        closed=closed,
        text="\n".join(_texts(found["so_bao"])),
        headline=str(found["tit_bia"]),
        cover=str(found["bai_bia"]),
        parts=tuple(SealedPart(str(p["ten"]), _texts(p["bai"])) for p in _tables(found.get("phan", []))),
        documents=_texts(found["van_ban"]),
        duties=_texts(found["lich"]),
        corrections=tuple(
            SealedCorrection(str(c["bai"]), str(c["cua"]), date.fromisoformat(str(c["ngay"])), str(c["dieu"]))
            for c in _tables(found.get("dinh_chinh", []))
        ),
        files=files,
        photos=photos,
        words=_digests(found["loi_bai"]),
    )


def _texts(found: object) -> tuple[str, ...]:
    if not isinstance(found, list) or not all(isinstance(text, str) for text in found):
        raise TypeError(found)
    return tuple(found)


def _tables(found: object) -> list[Mapping[str, object]]:
    if not isinstance(found, list) or not all(isinstance(table, dict) for table in found):
        raise TypeError(found)
    return found


def _digests(found: object) -> Mapping[str, str]:
    if not isinstance(found, dict) or not all(_DIGEST.fullmatch(str(v)) for v in found.values()):
        raise TypeError(found)
    return {name: str(value) for name, value in found.items()}

"""The offline pack: one ZIP with everything of an issue, for the press and for places without a line.

`ban-tin-2014-04/` holds the web issue (`trang-web/index.html`), the forms, every photo with its credit
(`anh/`), letter and articles as plain text (`loi-bai/`), the documents (`van-ban/`), what is what
(`DOC-TRUOC.txt`), and `SHA256SUMS`.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import SimpleNamespace

from markupsafe import Markup

from plugins.core.dates import format_day
from plugins.core.text import for_notepad, slug
from plugins.images.model import Photo
from plugins.issues.epub.archive import zipped
from plugins.issues.epub.body import Shown
from plugins.issues.epub.make import contents
from plugins.issues.epub.pages import HERE, Binding, Page, article_name, bind, imprint_facts, make_environment
from plugins.issues.epub.photos import photos_of
from plugins.issues.files import Files
from plugins.issues.forms import FORMS
from plugins.issues.mail.articles import article_text, site_links
from plugins.issues.mail.documents import document_text, letter_text
from plugins.issues.mail.make import load_words
from plugins.issues.mail.text import Setting
from plugins.issues.model import Issue
from plugins.places.model import Level

README, SUMS = "DOC-TRUOC.txt", "SHA256SUMS"
WEB, PHOTOS, TEXTS, DOCUMENTS, RADIO = "trang-web", "anh", "loi-bai", "van-ban", "phat-thanh"
CREDITS = f"{PHOTOS}/nguon-anh.txt"
_TAKEN = (".pdf", ".epub", ".txt")
_NAME = re.compile(r"[a-z0-9-]+\.[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class _Placed:
    """A photo in the pack; `title` is the article that shows it, or the cover."""

    name: str
    page: str
    title: str
    photo: Photo


def make_pack(issue: Issue, forms: Mapping[str, bytes], files: Files) -> bytes:
    """The pack. `forms`: name beside the web issue → bytes, such as "ban-tin-2014-04.pdf"; PDF, EPUB and
    texts are taken, so that the pack is the same whether the mail was made along with it or not.

    Raises ValueError where a form's name is no plain file name, KeyError where a photo is not published.
    """
    if strange := [name for name in forms if not _NAME.fullmatch(name)]:
        raise ValueError(f"not the name of a form: {strange[0]!r}")
    words = load_words()
    placed = tuple(_placed(issue, words))
    found = {_place(name): data for name, data in forms.items() if name.endswith(_TAKEN)}
    others = tuple(_others(issue, sorted(found), words))
    found |= {f"{PHOTOS}/{p.name}": files.read(p.photo.widest.path) for p in placed}
    found |= {name: _notepad(text) for name, text in _texts(issue, placed, words)}
    found |= {f"{WEB}/{name}": text.encode() for name, text in _web(issue, placed, others, words)}
    found[README] = _notepad(_readme(issue, others, words))
    found[SUMS] = _sums(found)
    names = sorted(found, key=lambda name: (name != README, name))
    return zipped(((f"ban-tin-{issue.key}/{name}", found[name]) for name in names), issue.day)


def _place(form: str) -> str:
    return f"{RADIO}/{form}" if form.startswith(RADIO) else form


def _others(issue: Issue, names: list[str], words: SimpleNamespace) -> Iterator[tuple[str, str]]:
    """The files beside the web pages, and what they are."""
    labels = {_place(form.file(issue.key)): form.label for form in FORMS}
    order = list(labels)
    for name in sorted(names, key=lambda n: (order.index(n) if n in order else len(order), n)):
        yield name, labels.get(name, _of_district(issue, name, words) if name.startswith(RADIO) else name)
    yield CREDITS, words.photo_credits


def _of_district(issue: Issue, name: str, words: SimpleNamespace) -> str:
    """What a radio script of a district is, by its file: "Bài đọc phát thanh của huyện Bảo Lạc"."""
    units = {slug(u.name): u.title for a in issue.articles for u in a.places if u.level is Level.DISTRICT}
    own, _, kind = name.rpartition("/")[2].removeprefix(f"{RADIO}-").rpartition(".")
    return f"{words.radio_district} {units.get(own, own)}{words.radio_large if kind == 'pdf' else ''}"


def _placed(issue: Issue, words: SimpleNamespace) -> Iterator[_Placed]:
    """Every photo by the article that shows it, in order: "bai-01-2.jpg"; a cover photo of its own last."""
    shown = set()
    for number, article in enumerate(issue.articles, 1):
        page = article_name(number)
        for position, photo in enumerate(photos_of(article), 1):
            shown.add(photo.widest.path)
            yield _Placed(f"{page}-{position}.jpg", page, article.title, photo)
    cover = issue.cover.photo
    if cover and cover.widest.path not in shown:
        yield _Placed("bia.jpg", "", words.cover, cover)


# -- the web pages


def _web(
    issue: Issue, placed: tuple[_Placed, ...], others: tuple[tuple[str, str], ...], words: SimpleNamespace
) -> Iterator[tuple[str, str]]:
    """The pages of the book as a browser opens them from a folder: relative links, no script."""
    photos: dict[str, dict[str, Shown]] = {}
    for one in placed:
        shown = Shown(f"../{PHOTOS}/{one.name}", one.photo.width, one.photo.height)
        photos.setdefault(one.page, {})[one.photo.widest.path] = shown
    pages = bind(issue, Binding(".html", book=False, contents="index.html", photos=photos))
    environment = make_environment()

    def page(title: str, html: str, before: Page | None = None, after: Page | None = None) -> str:
        return environment.get_template("page.html").render(
            issue=issue, w=words, title=title, html=Markup(html), before=before, after=after  # noqa: S704  # ours
        )  # fmt: skip

    every = {path: shown for on_page in photos.values() for path, shown in on_page.items()}
    cover = issue.cover.photo
    index = environment.get_template("index.html").render(
        issue=issue,
        w=words,
        groups=contents(pages),
        others=others,
        cover=every[cover.widest.path] if cover else None,
    )
    yield "index.html", page(issue.title, index)
    for before, here, after in zip((None, *pages), pages, (*pages[1:], None), strict=False):
        yield here.file, page(f"{here.title} – {issue.title}", here.html, before, after)
    styles = ("sach.css", "xem.css")
    yield "kieu.css", "".join((HERE / "templates" / s).read_text(encoding="utf-8") for s in styles)


# -- the plain texts


def _texts(issue: Issue, placed: tuple[_Placed, ...], words: SimpleNamespace) -> Iterator[tuple[str, str]]:
    setting = Setting(site_links(issue.imprint.site_url), words.picture, width=0)
    for number, article in enumerate(issue.articles, 1):
        name = f"{TEXTS}/{article_name(number)}-{article.slug[:60].strip('-')}.txt"
        yield name, article_text(article, setting, words)
    if issue.letter:
        yield f"{TEXTS}/thu-toa-soan.txt", letter_text(issue.letter, setting)
    for number, document in enumerate(issue.documents, 1):
        name = f"{DOCUMENTS}/van-ban-{number:02d}-{document.key[:60].strip('-')}.txt"
        yield name, document_text(document, setting, words)
    yield CREDITS, "\n\n".join(_credit(one, words) for one in placed) or "Số báo này không có ảnh."


def _credit(one: _Placed, words: SimpleNamespace) -> str:
    photo = one.photo
    lines = (
        one.name,
        f"Bài: {one.title}",
        f"Chú thích: {photo.caption}" if photo.caption else "",
        f"{words.credit} {photo.credit}" if photo.credit else "",
        f"Trong ảnh: {photo.alt}",
    )
    return "\n".join(line for line in lines if line)


def _readme(issue: Issue, others: tuple[tuple[str, str], ...], words: SimpleNamespace) -> str:
    """What is what, and what the press may do: what imprint and articles say, and no more."""
    source = f"{issue.imprint.publisher}, {issue.title}"
    samples = [f"- {article.title}" for article in issue.articles if article.sample]
    parts = [
        f"{issue.title.upper()}\n{issue.imprint.publisher}\nNgày ra: {format_day(issue.day)}",
        "TRONG GÓI CÓ",
        "\n".join(
            [
                f"- {WEB}/index.html: cả số báo để xem bằng trình duyệt, không cần mạng. Mở tệp này trước.",
                *(f"- {name}: {label}" for name, label in others),
                f"- {PHOTOS}/: ảnh của các bài, bản rộng nhất có trên trang",
                f"- {TEXTS}/: lời của từng bài{' và thư tòa soạn' if issue.letter else ''},"
                " dạng chữ thường, mở được bằng Notepad",
                *([f"- {DOCUMENTS}/: văn bản trong số, dạng chữ thường"] if issue.documents else []),
                f"- {SUMS}: mã kiểm tra của mọi tệp trong gói",
            ]
        ),
        "ĐIỀU KIỆN KHI DÙNG LẠI",
        f"- Khi dùng bài, ghi nguồn: {source}.\n- Khi dùng ảnh, ghi thêm nguồn ảnh như trong {CREDITS}.",
        *([f"{words.sample.upper()}: {words.sample_text}\n" + "\n".join(samples)] if samples else []),
        f"Bản trên trang, cùng các đính chính nếu có: {issue.imprint.site_url}{issue.path}",
        "\n".join(f"{label}: {text}" for label, text in imprint_facts(issue)),
        "KIỂM TRA TỆP: trong thư mục này, chạy lệnh\n"
        f"  sha256sum -c {SUMS}        (Linux; trên macOS: shasum -a 256 -c {SUMS})\n"
        f"  certutil -hashfile TÊN-TỆP SHA256      (Windows, từng tệp, so với {SUMS})",
    ]
    return "\n\n".join(parts)


def _notepad(text: str) -> bytes:
    """Ends with one line end."""
    return for_notepad(text.rstrip("\n") + "\n")


def _sums(found: Mapping[str, bytes]) -> bytes:
    """As `sha256sum` writes and reads them."""
    lines = (f"{hashlib.sha256(found[name]).hexdigest()}  {name}\n" for name in sorted(found))
    return "".join(lines).encode()

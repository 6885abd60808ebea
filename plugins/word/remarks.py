"""What the editor must know of a Word file and the Markdown does not show, gathered in passing."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from plugins.word.model import Note
from plugins.word.parts import Text

MOST_NOTES = 40  # of one kind; a text in full revision has hundreds
_MOST_LETTERS = 300
_MOST_NAMES = 8

# What is named and not quoted; {} are the names, in order of appearance.
_NAMED: Mapping[str, str] = MappingProxyType(
    {
        "macro": "Tệp có macro (chương trình trong Word); đã bỏ.",
        "object": "Có đối tượng nhúng ({}); đã bỏ. Nếu bạn đọc cần, xin phóng viên gửi riêng.",
        "control": "Có nút bấm hoặc ô điều khiển (ActiveX); đã bỏ.",
        "included-file": "Có tệp khác được gộp vào bài; đã bỏ. Xin phóng viên dán chữ thẳng vào bài.",
        "remote-picture": "Có ảnh nằm trên mạng hoặc máy khác ({}); đã bỏ. Xin phóng viên gửi tệp ảnh.",
        "remote-part": "Tệp gọi tới nơi khác ({}); đã bỏ.",
        "link-dropped": "Có liên kết không dùng được ({}); giữ chữ, bỏ liên kết.",
        "text-box": "Có chữ trong khung (text box); đã đưa vào sau đoạn có khung. Xem lại chỗ đứng.",
        "chart": "Có biểu đồ; đã bỏ. Chụp biểu đồ thành ảnh hoặc đưa số liệu vào bảng.",
        "diagram": "Có sơ đồ (SmartArt); đã bỏ. Chụp sơ đồ thành ảnh nếu bạn đọc cần.",
        "drawing": "Có hình vẽ của Word; đã bỏ.",
        "field": "Có chữ do Word tự điền ({}); giữ chữ đang hiện. Xem lại có đúng không.",
        "field-unsafe": "Có lệnh lấy dữ liệu từ nơi khác ({}); đã bỏ, giữ chữ đang hiện.",
        "equation": "Có công thức toán ({}); giữ thành chữ thường. Xem lại.",
        "toc": "Có mục lục tự động; đã bỏ.",
        "placeholder": "Có ô chưa điền ({}); đã bỏ lời mời của Word.",
        "symbol": "Có ký hiệu riêng của phông ({}) không chuyển được thành chữ; đã bỏ.",
        "control-character": "Có ký tự điều khiển ({}); đã bỏ.",
        "text-direction": "Có ký tự đổi chiều viết ({}); đã bỏ. Đọc kỹ: chữ hiện ra có thể khác chữ thật.",
        "picture-type": "Có hình không phải ảnh, hoặc ảnh hỏng ({}); đã bỏ. Xin phóng viên gửi ảnh jpg.",
        "picture-small": "Có ảnh quá nhỏ ({}); đã bỏ.",
        "picture-cropped": "Ảnh {} được cắt trong Word, nhưng tệp còn cả phần bị cắt. Xem trước khi đăng.",
        "picture-hidden": "Có ảnh bị ẩn ({}); đã bỏ.",
        "alt-dropped": "Lời tả ảnh do máy đặt ({}); đã bỏ. Xin phóng viên tả lại.",
    }
)
# What is quoted: who, when, the words.
_QUOTED: Mapping[str, str] = MappingProxyType(
    {
        "insertion": "{who} thêm: “{words}”. Đã nhận vào bài.",
        "deletion": "{who} xóa: “{words}”. Không còn trong bài.",
        "move": "{who} chuyển chỗ: “{words}”. Trong bài ở chỗ mới.",
        "comment": "{who} nhận xét{where}: “{words}”.",
        "header-footer": "Ở đầu trang, chân trang có chữ “{words}”. Không đưa vào bài.",
        "hidden": "Có chữ bị ẩn: “{words}”. Không đưa vào bài.",
        "invisible": "Có chữ trắng rất nhỏ, không ai thấy: “{words}”. Không đưa vào bài.",
        "faint": "Có chữ màu trắng hoặc quá nhỏ: “{words}”. Vẫn ở trong bài, xem có nên giữ.",
    }
)


@dataclass(slots=True)
class Quote:
    """Words to be shown to the editor; `anchor` are the words of the text that a comment hangs on."""

    code: str
    author: str = ""
    date: str = ""
    texts: list[Text] = field(default_factory=list)
    anchor: list[Text] = field(default_factory=list)


@dataclass(slots=True)
class Remarks:
    """Gathers; `notes` tells all at the end, when old fonts can be read."""

    quotes: list[Quote] = field(default_factory=list)
    named: dict[str, dict[str, None]] = field(default_factory=dict)

    def name(self, code: str, what: str = "") -> None:
        """Something was dropped or needs a look."""
        self.named.setdefault(code, {})[_visible(what)[:80]] = None

    def quote(self, code: str, text: Text, author: str = "", date: str = "") -> None:
        """Words; those of one kind and person that follow each other are one remark."""
        last = self.quotes[-1] if self.quotes else None
        if last is None or (last.code, last.author, last.date) != (code, author, date):
            last = Quote(code, author, date)
            self.quotes.append(last)
        last.texts.append(text)

    def notes(self, read: Callable[[Iterable[Text]], str]) -> tuple[Note, ...]:
        """All remarks; `read` makes words of texts."""
        return (*self._quoted(read), *self._all_named())

    def _quoted(self, read: Callable[[Iterable[Text]], str]) -> Iterator[Note]:
        told: dict[str, int] = {}
        for quote in self.quotes:
            said = _short(read(quote.texts))
            if not any(letter.isalpha() for letter in said) and (not said or quote.code == "header-footer"):
                continue
            told[quote.code] = told.get(quote.code, 0) + 1
            if told[quote.code] > MOST_NOTES:
                continue
            anchor = _short(read(quote.anchor))
            where = f" ở chữ “{anchor}”" if anchor else ""
            yield Note(quote.code, _QUOTED[quote.code].format(who=_who(quote), words=said, where=where))
        for code, count in told.items():
            if count > MOST_NOTES:
                yield Note(code, f"Và {count - MOST_NOTES} chỗ nữa như thế; xem trong tệp Word.")

    def _all_named(self) -> Iterator[Note]:
        for code, message in _NAMED.items():
            if code in self.named:
                names = [name for name in self.named[code] if name]
                shown = "; ".join(names[:_MOST_NAMES]) + ("; …" if len(names) > _MOST_NAMES else "")
                yield Note(code, message.format(shown or "không rõ tên"))


def _who(quote: Quote) -> str:
    author = _visible(quote.author)[:80] or "Một người không ghi tên"
    year, _, rest = quote.date[:10].partition("-")
    month, _, day = rest.partition("-")
    is_date = len(year) == 4 and (year + month + day).isdigit()
    return f"{author} (ngày {day}/{month}/{year})" if is_date else author


def _visible(text: str) -> str:
    """One line of what can be seen: names come from outside."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _MOST_LETTERS else text[:_MOST_LETTERS].rpartition(" ")[0] + " …"

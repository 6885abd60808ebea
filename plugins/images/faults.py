"""What may be wrong with a photo: one table of codes, sentences and cures."""

from collections.abc import Mapping
from types import MappingProxyType

from plugins.core.fields import FieldError
from plugins.core.text import nfc

_AGAIN = "Hãy chép lại ảnh gốc từ máy ảnh hoặc điện thoại."

# code: what is wrong, what to do. `{name}` is the file as the reporter knows it.
FAULTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "photo-empty": ("Ảnh “{name}” trống (0 byte).", "Hãy chép lại ảnh gốc."),
        "photo-too-heavy": (
            "Ảnh “{name}” nặng {megabytes} MB, quá mức {most} MB.",
            "Hãy lưu ảnh thành JPEG rồi nộp lại.",
        ),
        "photo-unreadable": (
            "“{name}” không phải là ảnh, hoặc là loại ảnh không nhận được.",
            "Hãy lưu ảnh thành JPEG rồi nộp lại (PNG, WebP, AVIF, GIF, TIFF, BMP cũng được).",
        ),
        "photo-too-large": (
            "Ảnh “{name}” quá {most} triệu điểm ảnh.",
            "Hãy thu nhỏ ảnh, chiều rộng khoảng 3000 điểm ảnh là đủ.",
        ),
        "photo-too-small": (
            "Ảnh “{name}” chỉ có {width} × {height} điểm ảnh.",
            "Hãy dùng ảnh gốc; mỗi cạnh ít nhất {least} điểm ảnh, chiều rộng nên từ 1280.",
        ),
        "photo-too-long": (
            "Ảnh “{name}” quá dài và hẹp: {width} × {height} điểm ảnh.",
            "Hãy cắt ảnh; cạnh dài không quá {most} lần cạnh ngắn.",
        ),
        "photo-broken": ("Ảnh “{name}” bị hỏng hoặc chép chưa hết ({kind}).", _AGAIN),
        "photo-too-slow": (
            "Ảnh “{name}” không xử lý xong trong {seconds} giây.",
            "Hãy mở ảnh bằng một phần mềm ảnh, lưu thành JPEG rồi nộp lại.",
        ),
        "photo-too-much": (
            "Ảnh “{name}” cần quá nhiều bộ nhớ để xử lý.",
            "Hãy mở ảnh bằng một phần mềm ảnh, thu nhỏ, lưu thành JPEG rồi nộp lại.",
        ),
        "photo-changed": ("Ảnh “{name}” bị sửa hoặc chép đè đúng lúc dựng trang.", "Hãy chạy lại."),
        "photo-crashes": (
            "Ảnh “{name}” làm chương trình xử lý ảnh dừng giữa chừng.",
            "Hãy mở ảnh bằng một phần mềm ảnh, lưu thành JPEG rồi nộp lại.",
        ),
    }
)


class PhotoError(ValueError):
    """Why a photo cannot be used, before anyone says which file it was: equal files share one fault."""

    def __init__(self, code: str, **figures: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.figures = {key: str(value) for key, value in figures.items()}

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (self.code, self.figures)

    def of(self, name: str) -> FieldError:
        """The fault as the reporter of a file reads it."""
        message, cure = FAULTS[self.code]
        said = {**self.figures, "name": nfc(name)}
        return FieldError(self.code, message.format(**said), cure.format(**said))


def _again(code: str, figures: Mapping[str, str]) -> PhotoError:
    return PhotoError(code, **figures)

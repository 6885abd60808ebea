"""A document source that is sound, to be spoiled one line at a time. Its people and papers are invented."""

from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.core.markup import make_converter
from plugins.documents.read import DocumentReading, read_document

SOUND = """\
Cơ quan ban hành: BCH ĐOÀN TỈNH MẪU
Số ký hiệu: 12-KH/TĐTN-MAU
Địa danh: Tỉnh Mẫu
Ngày ban hành: 10/3/2014
Loại văn bản: Kế hoạch
Trích yếu: Thử việc đọc văn bản
Người ký: Trần Văn Mẫu
Nơi nhận: Ban Mẫu;

Lời văn bản mẫu.
"""

ReadText = Callable[[str], DocumentReading]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    (tmp_path / "van-ban").mkdir()
    return tmp_path


@pytest.fixture
def read(content: Path) -> ReadText:
    """Reads a text as the document `van-ban/mau.md`."""
    convert = make_converter()

    def run(text: str) -> DocumentReading:
        file = content / "van-ban" / "mau.md"
        file.write_text(text, encoding="utf-8")
        return read_document(file, content, convert)

    return run

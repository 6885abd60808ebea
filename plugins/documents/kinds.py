"""Kinds of official papers and their symbols, and the three systems of papers the archive holds."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from plugins.core.text import fold


class System(StrEnum):
    """Whose rules a paper follows; the values are what `Hệ thống` takes."""

    UNION = "Đoàn"
    PARTY = "Đảng"
    STATE = "Nhà nước"

    @property
    def heading(self) -> str:
        """The lines at the right of the first page, one under the other.

        Union: Hướng dẫn 29-HD/TWĐTN-VP (29/10/2013). Party: Hướng dẫn 36-HD/VPTW (03/4/2018).
        State: Nghị định 30/2020/NĐ-CP, phụ lục I.
        """
        return _HEADINGS[self]


_HEADINGS: Mapping[System, str] = MappingProxyType(
    {
        System.UNION: "ĐOÀN TNCS HỒ CHÍ MINH",
        System.PARTY: "ĐẢNG CỘNG SẢN VIỆT NAM",
        System.STATE: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
    }
)

# Nghị định 30/2020/NĐ-CP, phụ lục III, then what laws, the Party and the Union add. A symbol may
# stand for two kinds: the Party and the Union write QĐ for Quy định too.
KINDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "NQ": ("Nghị quyết",), "QĐ": ("Quyết định", "Quy định"), "CT": ("Chỉ thị",), "QC": ("Quy chế",),
        "QyĐ": ("Quy định",), "TC": ("Thông cáo",), "TB": ("Thông báo",), "HD": ("Hướng dẫn",),
        "CTr": ("Chương trình",), "KH": ("Kế hoạch",), "PA": ("Phương án",), "ĐA": ("Đề án",),
        "DA": ("Dự án",), "BC": ("Báo cáo",), "BB": ("Biên bản",), "TTr": ("Tờ trình",),
        "HĐ": ("Hợp đồng",), "CĐ": ("Công điện",), "BGN": ("Bản ghi nhớ",), "BTT": ("Bản thỏa thuận",),
        "GUQ": ("Giấy ủy quyền",), "GM": ("Giấy mời",), "GGT": ("Giấy giới thiệu",),
        "GNP": ("Giấy nghỉ phép",), "PG": ("Phiếu gửi",), "PC": ("Phiếu chuyển",), "PB": ("Phiếu báo",),
        "NĐ": ("Nghị định",), "TT": ("Thông tư",), "TTLT": ("Thông tư liên tịch",),
        "CV": ("Công văn",), "KL": ("Kết luận",),
    }
)  # fmt: skip


def known_symbol(symbol: str) -> str:
    """The symbol in its proper capitals ('ttr' gives 'TTr'), '' where no kind has it."""
    return next((known for known in KINDS if known.casefold() == symbol.casefold()), "")


def contradicts(symbol: str, kind: str) -> bool:
    """Whether a number's symbol is that of another kind than `kind`; unknown symbols contradict nothing."""
    names = KINDS.get(symbol)
    return names is not None and not any(fold(kind).startswith(fold(name)) for name in names)

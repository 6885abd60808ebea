"""The fields of a document: validation, manual and template in one table.

The parts follow Quyết định 367-QĐ/TWĐTN-VP with its Quy định on the papers of the Union and Hướng dẫn
29-HD/TWĐTN-VP on their format, both of 29/10/2013 (heading, issuer, number and symbol, place and date,
kind and abstract, text, signature, recipients), and Nghị định 30/2020/NĐ-CP for papers of the state.
"""

from plugins.articles.values import state
from plugins.core.fields import Field
from plugins.documents.number import parse_number
from plugins.documents.values import (
    STATUSES,
    SYSTEMS,
    one_of,
    parse_day,
    parse_duty,
    parse_kind,
    parse_reference,
)

# The line that parts the paper from what the site says about it.
EXPLANATION_MARK = "=== Giải thích ==="

_REFERENCE_RULE = (
    "Một dòng cho mỗi văn bản: số ký hiệu, sau đó nếu biết thì ghi tiếp cơ quan ban hành, ngày, trích yếu,"
    " cách nhau bằng dấu |."
)

ATTACHMENT = Field(
    "attachments", "Tệp đính kèm",
    "Tên tệp nằm cùng thư mục (pdf, docx, xlsx, pptx, odt, ods; không quá 20 MB). Mỗi tệp một dòng.",
    "ke-hoach-70.pdf", repeatable=True,
)  # fmt: skip
DUTY = Field(
    "duties", "Nhiệm vụ",
    "Mỗi việc một dòng: ai | việc gì | hạn. Hạn là ngày, hoặc nhịp như “hàng tháng, quý”, “thường xuyên”.",
    "Các huyện đoàn | Gửi kế hoạch triển khai về Tỉnh Đoàn | trước 30/4/2014",
    parse_duty, repeatable=True, max_length=900,
)  # fmt: skip
CARRIES_OUT = Field(
    "carries_out", "Thực hiện", "Văn bản mà văn bản này thực hiện. " + _REFERENCE_RULE,
    "153 KH/TWĐ-BTC | Ban Bí thư Trung ương Đoàn | 21/2/2014",
    parse_reference, aliases=("Căn cứ",), repeatable=True, max_length=600,
)  # fmt: skip
REPLACES = Field(
    "replaces", "Thay thế", "Văn bản hết hiệu lực vì văn bản này. " + _REFERENCE_RULE,
    "12-HD/TĐTN-TCKT | | 15/1/2013", parse_reference, repeatable=True, max_length=600,
)  # fmt: skip
RELATED = Field(
    "related", "Liên quan", "Văn bản nên đọc cùng. " + _REFERENCE_RULE,
    "30/2020/NĐ-CP | Chính phủ | 5/3/2020 | Về công tác văn thư",
    parse_reference, repeatable=True, max_length=600,
)  # fmt: skip

FIELDS: tuple[Field, ...] = (
    Field("number", "Số ký hiệu",
          "Như in trên văn bản, không kèm chữ “Số”. Khoảng trắng và kiểu gạch nối không quan trọng.",
          "70-KH/TĐTN-TCKT", parse_number, aliases=("Số", "Số, ký hiệu"), required=True, max_length=60),
    Field("kind", "Loại văn bản", "Tên loại in dưới số ký hiệu; phải khớp với ký hiệu (KH là Kế hoạch).",
          "Kế hoạch", parse_kind, aliases=("Thể loại",), required=True, max_length=60),
    Field("abstract", "Trích yếu", "Nội dung văn bản nói gọn, như in dưới tên loại.",
          "Tuyên truyền và phối hợp thực hiện Dự án", aliases=("Về việc",), required=True, max_length=600),
    Field("issued", "Ngày ban hành", "Ngày ghi trên văn bản: ngày/tháng/năm.", "31/3/2014",
          parse_day, aliases=("Ngày",), required=True, max_length=60),
    Field("issuer", "Cơ quan ban hành", "Như in ở góc trái.", "BCH ĐOÀN TỈNH CAO BẰNG",
          required=True, max_length=200),
    Field("superior", "Cơ quan cấp trên", "Dòng in phía trên cơ quan ban hành, nếu có.",
          "BAN CHẤP HÀNH TRUNG ƯƠNG", max_length=200),
    Field("place", "Địa danh", "Nơi ban hành, in trước ngày.", "Cao Bằng", max_length=60),
    Field("system", "Hệ thống",
          "“Đoàn”, “Đảng” hoặc “Nhà nước”: quyết định dòng tiêu đề bên phải. Không ghi thì hiểu theo cách"
          " viết số ký hiệu: 70-KH/… là Đoàn, 70/KH-… là Nhà nước.",
          "Đoàn", one_of("Hệ thống", SYSTEMS), max_length=20),
    Field("authority", "Thẩm quyền ký", "Dòng đầu của phần ký (TM., KT., TL. …).",
          "TM. BAN THƯỜNG VỤ TỈNH ĐOÀN", max_length=200),
    Field("role", "Chức vụ người ký", "Dòng thứ hai của phần ký.", "BÍ THƯ", max_length=200),
    Field("note", "Ghi chú ký", "Chữ in ở chỗ chữ ký, nếu có.", "(Đã ký)", max_length=60),
    Field("signatory", "Người ký", "Họ và tên, như in dưới chữ ký.", "Trần Văn Mẫu", max_length=100),
    Field("recipients", "Nơi nhận", "Mỗi nơi một dòng, như in ở góc dưới bên trái.", "Sở Nội vụ;",
          repeatable=True),
    CARRIES_OUT,
    REPLACES,
    RELATED,
    ATTACHMENT,
    DUTY,
    Field("state", "Trạng thái",
          "“nháp”, “chờ duyệt”, “đã duyệt” hoặc “gỡ”; không ghi thì hiểu là đã duyệt.", "đã duyệt", state,
          max_length=40),
    Field("summary", "Tóm tắt", "Một, hai câu cho người đọc trang: văn bản này để làm gì.",
          "Kế hoạch giao việc cho cấp tỉnh và năm huyện đoàn trong Dự án.", max_length=500),
    Field("status", "Tình trạng", "Chỉ ghi khi biết chắc: " + ", ".join(f"“{s}”" for s in STATUSES) + ".",
          "còn hiệu lực", one_of("Tình trạng", {s: s for s in STATUSES}), max_length=40),
    Field("has_text", "Toàn văn",
          "“có” (mặc định): sau phần đầu là nguyên văn văn bản; “không”: chỉ biết văn bản qua văn bản khác."
          f" Lời giải thích của trang viết cuối tệp, sau một dòng riêng: {EXPLANATION_MARK}",
          "không", one_of("Toàn văn", {"có": True, "không": False}), max_length=10),
)  # fmt: skip

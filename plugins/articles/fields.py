"""The fields of an article: validation, manual and template of `new` in one table (DESIGN 4)."""

from collections.abc import Mapping
from types import MappingProxyType

from plugins.articles.consent import consent
from plugins.articles.values import document_keys, old_paths, person_slugs, state, title, web_address
from plugins.core.fields import Field
from plugins.core.site import SiteData
from plugins.core.text import clean
from plugins.core.values import chosen_from, moment, words, yes_no

# A headline that does not fit two lines of a phone is read by nobody.
MAX_TITLE = 150
MAX_STANDFIRST = 400
MAX_CAPTION = 300
# Place fields may list many communes ("các xã: …").
MAX_PLACES = 600


def article_fields(site: SiteData) -> tuple[Field, ...]:
    """The table, with the sections and series of this site, in the order in which reporters fill it in."""
    section = chosen_from(
        {s.name: s for s in site.sections},
        "section-unknown",
        "chuyên mục",
        {s.slug: s for s in site.sections},
    )
    series = chosen_from(
        {s.name: s for s in site.series}, "series-unknown", "loạt bài", {s.slug: s for s in site.series}
    )
    return (
        Field("title", "Tiêu đề",
              f"Tít của bài, nói gọn việc gì đã xảy ra, dài nhất {MAX_TITLE} ký tự. Không viết hoa cả dòng,"
              " không chấm cuối, không dùng dấu định dạng.",
              "Phó Chủ tịch xã trẻ vận động bà con trồng cỏ nuôi bò", title,
              aliases=("Tít", "Title", "Headline"), required=True, max_length=MAX_TITLE),
        Field("date", "Ngày",
              "Ngày đăng: ngày/tháng/năm đủ bốn chữ số, có thể thêm giờ."
              " Bài ghi ngày giờ sắp tới sẽ chờ đến lúc đó mới đăng.",
              "15/04/2014 07:30", moment,
              aliases=("Ngày đăng", "Date", "Published"), required=True, max_length=80),
        Field("section", "Chuyên mục",
              "Đúng tên một chuyên mục của trang: " + "; ".join(s.name for s in site.sections) + ".",
              site.sections[0].name, section,
              aliases=("Category", "Section"), required=True, max_length=120),
        Field("district", "Huyện",
              "Huyện, thành phố nơi diễn ra việc, theo địa giới của ngày đăng. Nhiều huyện cách nhau bằng dấu"
              " chấm phẩy. Từ 1/7/2025 không còn cấp huyện: chỉ ghi xã.",
              "Bảo Lạc", words, aliases=("District", "Thành phố"), max_length=MAX_PLACES),
        Field("commune", "Xã",
              "Xã, phường, thị trấn nơi diễn ra việc, thuộc huyện vừa ghi."
              " Nhiều xã cách nhau bằng dấu chấm phẩy.",
              "Xuân Trường", words, aliases=("Commune", "Phường", "Thị trấn", "Xã, phường, thị trấn"),
              max_length=MAX_PLACES),
        Field("places", "Địa bàn",
              "Dùng khi bài nói về nhiều nơi ở nhiều huyện: ghi cả cấp, huyện ghi trong ngoặc.",
              "xã Xuân Trường (Bảo Lạc); huyện Hà Quảng", words, aliases=("Places", "Place", "Nơi"),
              max_length=MAX_PLACES),
        Field("byline", "Tác giả",
              "Người hoặc đơn vị viết bài, như sẽ in dưới tít; không ghi thì trang ghi tên cơ quan chủ quản.",
              "Phóng viên Huyện Đoàn Bảo Lạc", words, aliases=("Author", "Byline", "Người viết"),
              wanted=True, max_length=120),
        Field("standfirst", "Tóm tắt",
              f"Sapo: một, hai câu nói ai, việc gì, ở đâu; dài nhất {MAX_STANDFIRST} ký tự."
              " Hiện dưới tít, trong danh sách bài và khi chia sẻ; không ghi thì trang lấy đoạn đầu của bài.",
              "Sáu hộ ở xóm vùng cao đã có đủ cỏ cho bò qua mùa đông, nhờ cách làm mới.",
              words, aliases=("Sapo", "Summary", "Standfirst", "Description", "Mô tả"), wanted=True,
              max_length=MAX_STANDFIRST),
        Field("photo", "Ảnh",
              "Tên tệp ảnh chính, nằm cùng thư mục với bài (jpg, png hoặc webp)."
              " Có ảnh thì phải có mô tả ảnh và nguồn ảnh.",
              "ho-bo.jpg", clean, aliases=("Image", "Photo", "Ảnh chính"), max_length=200),
        Field("alt", "Mô tả ảnh",
              "Ảnh có gì, nói cho người không nhìn thấy ảnh. Không chép lại chú thích.",
              "Một phụ nữ cắt cỏ voi bên chuồng bò, phía sau là nương ngô", words,
              aliases=("Alt", "Image alt"), max_length=MAX_CAPTION),
        Field("caption", "Chú thích ảnh", "Lời in dưới ảnh: ai, làm gì, ở đâu, khi nào.",
              "Cắt cỏ cho bò ở một xóm vùng cao.", words, aliases=("Caption", "Chú thích"),
              max_length=MAX_CAPTION),
        Field("credit", "Nguồn ảnh", "Ai chụp, hoặc lấy của ai và được phép.", "Huyện Đoàn Bảo Lạc", words,
              aliases=("Credit", "Ảnh của", "Tác giả ảnh"), max_length=120),
        Field("children", "Ảnh trẻ em",
              "Trong các ảnh của bài có trẻ em (dưới 16 tuổi) không: “có” hoặc “không”.", "có", yes_no,
              aliases=("Children", "Có trẻ em"), max_length=20),
        Field("consent", "Đồng ý",
              "Bắt buộc khi ảnh có trẻ em: ai đồng ý cho đăng, khi nào. Không hiện trên trang, chỉ để lưu.",
              "cha mẹ các em và nhà trường, ngày 12/04/2014", consent,
              aliases=("Consent", "Cho phép đăng ảnh"), max_length=300),
        Field("series", "Loạt bài",
              "Đúng tên một loạt bài của trang"
              + (": " + "; ".join(s.name for s in site.series) + "." if site.series else " (hiện chưa có)."),
              site.series[0].name if site.series else "Diễn đàn",
              series, aliases=("Series", "Diễn đàn"), max_length=200),
        Field("people", "Nhân vật",
              "Người mà bài viết về và đã có trang riêng; nhiều người cách nhau bằng dấu chấm phẩy.",
              "Nguyễn Văn A", person_slugs, aliases=("People", "Person"), max_length=400),
        Field("documents", "Văn bản",
              "Số ký hiệu văn bản mà bài nói đến; nhiều văn bản cách nhau bằng dấu chấm phẩy.",
              "70-KH/TĐTN-TCKT", document_keys, aliases=("Documents", "Document", "Số văn bản"),
              max_length=400),
        Field("original_url", "Nguồn bài", "Địa chỉ bài gốc, nếu đăng lại bài của nơi khác đã cho phép.",
              "https://baocaobang.vn/bai-goc", web_address,
              aliases=("Source", "Source url", "Original url", "Link bài gốc"), max_length=500),
        Field("old_paths", "Địa chỉ cũ",
              "Địa chỉ mà bài đã đăng trước khi đổi tên thư mục hoặc đổi ngày: ai mở địa chỉ ấy được đưa đến"
              " đây. Nhiều địa chỉ cách nhau bằng dấu chấm phẩy.",
              "/tin/2014/04/trong-co-nuoi-bo/", old_paths,
              aliases=("Old url", "Moved from", "Địa chỉ trước đây"), max_length=600),
        Field("updated", "Cập nhật", "Ngày sửa bài sau khi đã đăng; ghi thêm “Đã sửa”.",
              "16/04/2014", moment, aliases=("Đính chính", "Updated", "Modified", "Ngày sửa"), max_length=80),
        Field("correction", "Đã sửa",
              "Đã sửa gì, nói gọn một câu; hiện trên bài, và ở bản tin số sau nếu bài đã in.",
              "Số hộ trồng cỏ là sáu, không phải tám.", words, aliases=("Điều đã sửa", "Correction"),
              max_length=300),
        Field("sample", "Bài mẫu", "“có” nếu bài chỉ để làm mẫu, người và việc trong bài là bịa.", "có",
              yes_no, aliases=("Sample",), max_length=20),
        Field("state", "Trạng thái",
              "“nháp” khi còn viết, “chờ duyệt” khi nộp; biên tập viên đổi thành “đã duyệt” để đăng, “gỡ” để"
              " rút bài.",
              "nháp", state, aliases=("Status", "State", "Tình trạng"), required=True, max_length=40),
    )  # fmt: skip


_ADDRESS = "Xóa dòng này: địa chỉ của bài lấy từ tên thư mục (hoặc tên tệp)."
_LOOK = "Xóa dòng này: mọi bài của trang dùng một khuôn."
_KEYWORDS = "Xóa dòng này; bài được xếp theo Chuyên mục, Huyện, Xã, Nhân vật và Văn bản."
_LANGUAGE = "Xóa dòng này: trang chỉ có tiếng Việt."
_MACHINE = "Xóa dòng này: máy tự biết, bài không đặt được."

# Names that Pelican and its likes obey; here they do nothing, so the reporter must hear it.
FORBIDDEN_FIELDS: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(("save as", "url", "slug", "override save as", "override url", "permalink", "path",
                   "filename", "output", "alias", "redirect", "canonical", "id"), _ADDRESS)
    | dict.fromkeys(("template", "layout", "theme", "style", "stylesheet", "css", "js", "script", "scripts",
                     "class", "head", "html"), _LOOK)
    | dict.fromkeys(("tags", "tag", "keywords", "tu khoa", "the", "weight", "order",
                     "featured", "pin"), _KEYWORDS)
    | dict.fromkeys(("lang", "language", "translation", "translation key", "in default lang",
                     "ngon ngu"), _LANGUAGE)
    | dict.fromkeys(("metadata", "content", "settings", "source path", "relative source path", "reader",
                     "locale", "timezone", "date format", "type", "draft", "private", "encoding", "charset",
                     "default template", "allowed statuses", "context", "init"), _MACHINE)
    | {"authors": "Ghi tất cả người viết trong một trường “Tác giả”."}
)  # fmt: skip

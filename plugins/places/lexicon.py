"""The words around a name that decide what it is, as patterns.

There is one set for text with marks and one for text without. Patterns are written in lower case
with marks and then shaped like the text they search: no escape in capitals may stand in them.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from plugins.places.elsewhere import CHINA, OTHER_PROVINCES

# group name -> kind; "other" are types that Cao Bằng does not have or that are no unit of a page
KINDS = {"huyen": "huyện", "tp": "thành phố", "tt": "thị trấn", "ph": "phường", "xa": "xã"}
_TYPE = (
    r"(?:(?P<huyen>huyện(?: ?đoàn| ủy)?|h\.)|(?P<tp>thành phố|thành đoàn|thành ủy|tp\.?|t\.p\.?)"
    r"|(?P<tt>thị trấn(?: đoàn)?|tt\.?|t\.t\.?)|(?P<ph>phường(?: đoàn)?|p\.)"
    # thị xã, hợp tác xã, công xã, thông tấn xã are no communes
    r"|(?P<xa>(?<!thị )(?<!tác )(?:(?<!công )|(?<=chính công ))(?<!tấn )(?:xã(?: đoàn)?|x\.)))"
)
_COUNTS = r"hai|ba|bốn|năm|sáu|bảy|tám|chín|mười"
_ANY_TYPE = r"(?:xã|thị trấn|phường|huyện|thành phố)"
_ADJECTIVES = (
    r"biên giới|nghèo|vùng cao|vùng sâu|vùng xa|vùng biên|miền núi|đặc biệt khó khăn|khó khăn"
    r"|khu vực [iv1-3]+|vùng [iv1-3]+|nông thôn mới|trọng điểm|trung tâm|ngoại thành|nội thành|nội thị"
    r"|cách mạng|anh hùng|an toàn khu|atk|mới|nhỏ|xa xôi|lân cận|bạn|phía (?:bắc|nam|đông|tây)|cũ|nội địa"
    r"|thuần nông|cửa khẩu|điểm|huyện l[iị]|30a|135"
)
_PLURAL = (
    r"(?:các|những|nhiều|mấy|một số|\d{1,3}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|cụm|liên|giữa)"
    r"(?: (?:đơn vị|địa bàn))?"
)
_LOCATIVE = (
    r"(?:ở|tại|lên|về|đến|tới|từ|thuộc|của|vào|ra|xuống|qua|sang|thăm|cho|nhân dân|bà con|đồng bào|người dân"
    r"|thanh niên|tuổi trẻ|đoàn viên|vùng đất|vùng núi|vùng|miền|trên đất|địa bàn|đất|rời|cách|quê|khắp|giữa)"
)
# They have a capital only where they begin a sentence.
_SMALL_WORDS = (
    r"ngoài|riêng|còn|với|nhờ|theo|trong|cùng|như|và|khi|dọc|quanh|trước|sau|gần|hướng|ghé|ngược|xuôi|đi|nay|cả"
    r"|toàn|nhớ|chào|hoặc|hay|bởi|vì|do|nơi|đó|này|kia|tức|nhất là"
)
# After these stands hardly ever a person, as after "của" or "về" ("viết về Kim Đồng").
_SPATIAL = r"(?:ở|tại|lên|đến|tới|vào|ra|xuống|sang|trên đất|khắp|giữa)"
# "tuyến đường Bảo Lạc - Bảo Lâm" is a road between places, "đường Kim Đồng" a street
_STREET = r"(?<!tuyến )(?<!con )(?<!cung )(?<!quãng )(?<!đoạn )đường"
_REFUSED = (
    # people
    r"(?:anh|chị|ông|bà|em|cô|thầy|chú|bác|cụ|cháu|bạn|đồng chí|đ/c|liệt sĩ|anh hùng|vua|tướng|thủ lĩnh|ca sĩ"
    r"|nghệ sĩ|nhà thơ|nhà văn|cô giáo|thầy giáo|bác sĩ|em bé|họ|tên"
    # schools, clubs, firms
    r"|trường(?: [\w.]+){0,6}|đội(?: [\w.]+){0,4}|chi đội|liên đội|câu lạc bộ|clb|nhóm|quỹ|giải thưởng|giải"
    r"|nhà xuất bản|nxb|nhà thiếu nhi|nhà thi đấu|công ty|hợp tác xã|htx|tổ hợp tác|chi nhánh|nhà hàng"
    r"|cổ phần|tnhh|doanh nghiệp tư nhân|cửa hàng|quán|homestay|thương hiệu|thủy điện|di tích|tập đoàn|hãng"
    r"|khách sạn|siêu thị|nhà máy|bệnh viện|đồn(?: [\w.]+){0,2}|rạp|phim|bài hát|lễ hội"
    # streets, waters, hills, hamlets
    rf"|{_STREET}|phố|ngõ|đại lộ|quảng trường|công viên|tượng đài|sân|ga|chợ|sông|suối|núi|cầu|hồ|đèo"
    r"|thác|hang|động|đền|chùa|đình|lăng|mỏ|cửa khẩu|tòa nhà|khu|khu đô thị|xóm|thôn|bản|làng|tổ)"
)
# Surnames of the Kinh, Tày, Nùng, Mông, Dao; without Lý, Đàm, Hà, Phan, which begin names of communes.
_SURNAMES = (
    r"nguyễn(?: thị| văn| thái)?|trần(?: quốc)?|lê|phạm|hoàng(?: thị| văn)?|huỳnh|vũ|võ|đặng|bùi|đỗ|hồ"
    r"|ngô|dương|nông(?: thị| văn)?|triệu(?: thị| văn)?|bế|chu|lương|đinh|mã|vương|giàng|sầm|lục|thị"
)
_FORMER = (
    r"[ ]?[,(]?[ ]?(?:cũ|trước đây|trước kia|ngày trước|trước sáp nhập|trước khi sáp nhập)"
    r"(?! (?:thuộc|là|của))\b\)?"
)


HOME = "cao bang"  # without marks: a text that lacks even this does not name the province
MAX_WORDS = 24  # characters of the longest of the everyday words below


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The patterns for one way of writing."""

    typed: re.Pattern[str]  # at the end of the text before a name
    more_types: re.Pattern[str]  # "xã, " before "thị trấn"
    enumerated: re.Pattern[str]  # "thôn, " before "xã"
    plural: re.Pattern[str]  # before the type word
    announced: re.Pattern[str]  # "3 xã tham gia gồm: "
    appositive: re.Pattern[str]  # " là xã …" after a name
    separators: re.Pattern[str]  # the whole text between two names of a list
    separator: re.Pattern[str]
    link: re.Pattern[str]  # from a name to the unit it lies in
    opens: re.Pattern[str]  # the whole text from a district to the first of its communes
    on_the_day: re.Pattern[str]  # after the place of a paper: "Đức Long, ngày 10 tháng 01"
    column: re.Pattern[str]  # the head of a column of communes
    dateline: re.Pattern[str]  # after a name that opens a paragraph
    former: re.Pattern[str]
    formerly: re.Pattern[str]
    locative: re.Pattern[str]
    spatial: re.Pattern[str]  # those of the words of place that no person follows
    made_of: re.Pattern[str]  # from a unit to those it was made of
    refused: re.Pattern[str]
    no_name: re.Pattern[str]  # before a name: a word that is no part of it, though written with a capital
    road: re.Pattern[str]
    surnamed: re.Pattern[str]  # a name that begins like a person's
    officer: re.Pattern[str]  # before the type word: "Bí thư Đoàn "
    surname: re.Pattern[str]  # before a name in capitals: "TRẦN HƯNG ĐẠO"
    province: re.Pattern[str]
    province_as_place: re.Pattern[str]  # "tỉnh Lâm Đồng", "Lâm Đồng:", not "sinh viên Hà Nội"
    china: re.Pattern[str]
    home: re.Pattern[str]
    motto: re.Pattern[str]
    words: re.Pattern[str]  # everyday words whose letters hold a district's name


def make_lexicon(shape: Callable[[str], str]) -> Lexicon:
    """The patterns shaped by `view.normal` or `view.plain`."""

    def pattern(text: str) -> re.Pattern[str]:
        return re.compile(shape(text).replace("(?p<", "(?P<"))  # shaping lowers the P of a named group

    def names(of: Iterable[str]) -> re.Pattern[str]:
        return pattern(r"(?<!\w)(?:" + "|".join(re.escape(n) for n in of) + r")(?!\w)")

    provinces = "|".join(re.escape(n) for n in OTHER_PROVINCES)
    gloss = (
        rf"(?:[ ]?(?:{_COUNTS})[ ]{_ANY_TYPE}(?=[ ](?:vùng|cùng|đều|này|ở|trong)\b)"
        rf"|[ ]?(?:(?:một|các|những|{_COUNTS})[ ])?{_ANY_TYPE}"
        rf"(?:(?:[ ](?:{_ADJECTIVES}))+(?=[ ](?:huyện|ở|tại|nhất|giáp|có|nằm|này)\b|[ ]?[,.;:)–—-]|\n|$)"
        rf"|(?:[ ](?:{_ADJECTIVES}))*(?=[ ](?:của|thuộc)\b)))"
    )
    separator = r"[ ]?(?:, và|,? cùng với|,|;|/|&|\||-|–|—|và|hoặc|hay|cùng|với|đến|\n)[ ]?"
    return Lexicon(
        typed=pattern(rf"(?<!\w){_TYPE}(?:,?[ ](?:{_ADJECTIVES}))*[ ]?[:(\"“”'‘’«]*[ ]?$"),
        more_types=pattern(rf"(?<!\w)(?P<more>(?:{_ANY_TYPE}[ ]?(?:,|và|/|-|hoặc)[ ]?)+)$"),
        enumerated=pattern(r"(?<!\w)(?:thôn|xóm|bản|làng|ấp|huyện|tỉnh|cấp)[ ]?(?:,|và|/|-)?[ ]?$"),
        plural=pattern(rf"(?<!\w){_PLURAL}[ ](?:{_ANY_TYPE}[ ]?(?:,|và|/|-|hoặc)[ ]?)*$"),
        announced=pattern(
            rf"(?<!\w){_PLURAL}[ ](?P<types>{_ANY_TYPE}(?:[ ]?(?:,|và|/|-)[ ]?{_ANY_TYPE})*)\b"
            r"[^.\n;]{0,90}?(?:gồm|như|là|:)[ ]?:?[ ]?\n?[ ]?$"
        ),
        appositive=pattern(
            # also set off: Cốc Pàng, a "xã vùng cao của" its district
            rf"(?:[ ](?:là|vốn là|vẫn là|đều là)|[ ]?[,:(–—-](?={gloss}))"
            rf"(?:[ ]?một|[ ]?(?P<many>các|những|{_COUNTS}))?(?: trong \w+)?"
            rf"[ ]?(?P<kind>{_ANY_TYPE})\b"
        ),
        separators=pattern(rf"(?:{_FORMER})?(?:[ ]?\([^()\n]{{0,80}}\))?(?:{separator})(?:{_ANY_TYPE}[ ])?$"),
        separator=pattern(separator),
        link=pattern(
            r"[ ]?(?P<mark>,|\(|-|–|—|\||/)?[ ]?"
            r"(?P<verb>(?:(?:nay|đều|cùng|cũng|hiện) )?"
            r"(?:thuộc|của|ở|tại|trên địa bàn|nằm ở|nằm trong|trong)[ ])?"
            # "tại xã Thượng Hà, Huyện Đoàn Bảo Lạc …" says where Thượng Hà is; Tỉnh Đoàn says nothing
            r"(?P<type>(?:huyện(?: ?đoàn| ủy)?|thành phố|quận|thị xã|tỉnh(?! ?(?:đoàn|ủy))|tp|tx)(?!\w)\.?"
            r"|(?:h|q|tp|tx)\.)?[ ]?"
        ),
        opens=pattern(r"[ ]?(?:\(|:|\||,? gồm:?)[ ]?"),
        on_the_day=pattern(r"[ ]?, ngày \d"),
        column=pattern(r"(?:^|\||\n)[ ]?(?P<head>(?:tên )?(?:xã|đơn vị)(?:, (?:thị trấn|phường))?)[ ]?\|"),
        dateline=pattern(r"[ ]?(?::|, (?:ngày|sáng|chiều|tối) )"),
        former=pattern(_FORMER),
        formerly=pattern(r"(?:nguyên là|trước đây (?:là|thuộc)|tách từ|sáp nhập từ|trước năm \d+,?)[ ]$"),
        locative=pattern(rf"(?<!\w){_LOCATIVE}[ ]$"),
        spatial=pattern(rf"(?<!\w){_SPATIAL}[ ]$"),
        made_of=pattern(r"(?<!\w)(?:gồm|nhập|tách|trên cơ sở|hợp nhất|(?:lập|thành) từ)(?!\w)"),
        refused=pattern(rf"(?<!\w){_REFUSED}[ ][\"“'‘]?$"),
        no_name=pattern(rf"(?<!\w)(?:đoàn|ubnd|hđnd|công an|tuyến đường|đường|{_SMALL_WORDS})[ ]$"),
        road=pattern(r"(?<!\w)đường[ ]$"),
        surnamed=pattern(rf"(?:{_SURNAMES}|lý|đàm|hà|phan)[ ]"),
        officer=pattern(r"(?<!\w)(?:bí thư|chủ tịch|cán bộ|trưởng|phó)[^.,;\n]{0,20}$"),
        surname=pattern(rf"(?<!\w)(?:{_SURNAMES})[ ]$"),
        province=names(OTHER_PROVINCES),
        province_as_place=pattern(
            rf"(?<!\w)(?:(?:tỉnh|thành phố|tp\.?)[ ](?:{provinces})|(?:{provinces})[ ]?:)(?!\w)"
        ),
        china=names(CHINA),
        home=names(["Cao Bằng"]),
        words=pattern(
            r"(?<!\w)(?:(?:giao|truyền)[ ]thông[ ]nông|thông[ ]nông[ ](?:thôn|nghiệp|dân|sản)"
            r"|đảm[ ]bảo[ ](?:lạc|lâm)|bảo[ ]lâm[ ](?:sản|nghiệp)|hòa[ ]an[ ](?:ninh|toàn|sinh|dân)"
            r"|(?:khôi|chinh|khắc|thuyết)[ ]phục[ ]hòa|phục[ ]hòa[ ](?:bình|giải|nhập))(?!\w)"
        ),
        motto=pattern(r"độc lập[ ]?[-–—.*\n◦|]*[ ]?tự do[ ]?[-–—.*\n◦|]*[ ]?hạnh phúc"),
    )

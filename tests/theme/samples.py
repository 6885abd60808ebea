"""Full views, one for each template: invented names (Mẫu Một), every stacked diacritic, long headlines."""

from dataclasses import replace
from datetime import date
from functools import partial

from plugins.pages import views
from plugins.pages.page import View
from plugins.pages.views import Link
from plugins.pages.words import moment

LONG = (
    "Ở NỖI ẦM Ỹ: Phó Chủ tịch xã trẻ vận động bà con Mẫu Một trồng cỏ nuôi bò, giữ rừng đầu nguồn qua mùa rét"
)
STANDFIRST = (
    "Ẩm ướt, sương muối, đường đất: tám hộ ở xóm Mẫu Một vẫn giữ được đàn bò nhờ cỏ ủ. Bài kể lại một năm"
    " thử nghiệm, cả những chỗ chưa được."
)
DAY = moment(date(2014, 3, 31))
SECTION = Link("/chuyen-muc/guong-tri-thuc-tre/", "Gương trí thức trẻ")
PLACES = (Link("/dia-ban/bao-lac/", "Huyện Bảo Lạc"), Link("/dia-ban/bao-lac/xuan-truong/", "Xã Xuân Trường"))
PICTURE = views.Picture(
    (
        ("image/avif", "/anh/x-480.avif 480w, /anh/x-960.avif 960w"),
        ("image/jpeg", "/anh/x-480.jpg 480w, /anh/x-960.jpg 960w"),
    ),
    "/anh/x-960.jpg",
    960,
    640,
    "Bãi cỏ mẫu trên sườn đồi",
    "Bãi cỏ ở xóm Mẫu Một.",
    "Người Mẫu",
    "#5c7a3e",
)
IMPRINT = views.ImprintView(
    "Ban Chấp hành Đoàn TNCS Hồ Chí Minh tỉnh Cao Bằng",
    "Nguyễn Văn Mẫu",
    "Bí thư",
    "Số 1, phố Mẫu",
    "0206 000 000",
    "toa-soan@mau.invalid",
    "Số 0/GP-MẪU",
)
SITE = views.Chrome(
    name="Tỉnh Đoàn Cao Bằng",
    base_url="https://mau.invalid",
    menu=(
        Link("/chuyen-muc/chi-dao-dinh-huong/", "Chỉ đạo, định hướng"),
        Link("/chuyen-muc/chu-truong-chinh-sach/", "Chủ trương, chính sách"),
        Link("/chuyen-muc/hoat-dong-tri-thuc-tre/", "Hoạt động trí thức trẻ"),
        Link("/chuyen-muc/guong-tri-thuc-tre/", "Gương trí thức trẻ", current=True),
        Link("/chuyen-muc/hoat-dong-du-an/", "Hoạt động Dự án"),
    ),
    pages=(Link("/dia-ban/", "Địa bàn"), Link("/van-ban/", "Văn bản"), Link("/lich/", "Lịch")),
    search=Link("/tim-kiem/", "Tìm kiếm"),
    districts=(
        Link("/dia-ban/bao-lac/", "Bảo Lạc"),
        Link("/dia-ban/bao-lam/", "Bảo Lâm"),
        Link("/dia-ban/ha-quang/", "Hà Quảng"),
        Link("/dia-ban/thong-nong/", "Thông Nông"),
        Link("/dia-ban/ha-lang/", "Hạ Lang"),
    ),
    footer=(Link("/gioi-thieu/", "Giới thiệu"), Link("/lien-he/", "Liên hệ"), Link("/luu-tru/", "Lưu trữ")),
    imprint=IMPRINT,
    feed=("/feed.xml", "Tỉnh Đoàn Cao Bằng"),
)


def head(title: str) -> views.Head:
    return views.Head(
        title=title,
        description=STANDFIRST,
        canonical="https://mau.invalid/x/",
        kind="article",
        image=views.ShareImage("https://mau.invalid/anh/x.jpg", 1200, 630, "Bãi cỏ mẫu"),
        json_ld='{"@context":"https://schema.org","@type":"NewsArticle","headline":"\\u003c/script>"}',
        feed=("/x/feed.xml", "Mẫu"),
        indexed=False,
        published="2014-03-31T06:30:00+07:00",
        modified="2014-04-01T06:30:00+07:00",
    )


def crumbs(*texts: str) -> tuple[Link, ...]:
    links = [Link("/", "Trang chủ"), *(Link(f"/{n}/", text) for n, text in enumerate(texts))]
    return (*links[:-1], Link(links[-1].href, links[-1].text, current=True))


card = partial(views.Card, "/tin/2014/03/x/", standfirst=STANDFIRST, date=DAY, section=SECTION)
CARDS = (
    card(title="Tám tháng, hai thời hạn: việc của Huyện Đoàn Bảo Lạc", places=PLACES[:1]),
    card(title=LONG, places=PLACES, sample=True),
    card(title="Bãi cỏ đầu tiên đã bén rễ", picture=PICTURE, places=PLACES),
    card(title="Kiểm tra, giám sát ở xã: hỏi gì, ghi gì"),
)
DOCUMENTS = (
    views.DocumentCard(
        "/van-ban/2014/70-kh-tdtn-tckt/",
        "Kế hoạch số 70-KH/TĐTN-TCKT",
        "Tuyên truyền và phối hợp thực hiện Dự án thí điểm Tuyển chọn 600 trí thức trẻ ưu tú",
        "BCH ĐOÀN TỈNH CAO BẰNG",
        DAY,
    ),
    views.DocumentCard(
        "/van-ban/2014/153-kh-twd-btc/",
        "Kế hoạch số 153 KH/TWĐ-BTC",
        "Tuyên truyền và phối hợp thực hiện Dự án thí điểm",
        "Ban Bí thư Trung ương Đoàn",
        moment(date(2014, 2, 21)),
        has_text=False,
    ),
)
PEOPLE = (
    views.PersonCard("/nhan-vat/mau/", "Nguyễn Văn Mẫu", "Phó Chủ tịch UBND", PLACES[1], "từ 1/1/2012", True),
    views.PersonCard("/nhan-vat/mau-hai/", "Trần Thị Mẫu", "", None, ""),
)
PLAN = Link("/van-ban/2014/70-kh-tdtn-tckt/", "Kế hoạch số 70-KH/TĐTN-TCKT")
DATED = (
    views.DutyItem(
        moment(date(2014, 4, 30)),
        "",
        "Các huyện đoàn",
        "Gửi kế hoạch triển khai về Ban Thường vụ Tỉnh Đoàn",
        PLAN,
    ),
    views.DutyItem(
        moment(date(2014, 11, 30)), "một lần", "Các huyện đoàn", "Gửi báo cáo kết quả thực hiện", PLAN
    ),
)
STANDING = (
    views.DutyItem(
        None,
        "định kỳ hàng tháng, quý",
        "Ban Thường vụ Huyện Đoàn",
        "Chủ động phối hợp với phòng Nội vụ huyện tham mưu cho lãnh đạo huyện tổ chức gặp mặt giao ban",
        PLAN,
    ),
    views.DutyItem(None, "", "Cấp huyện và cơ sở", "Báo cáo kết quả thực hiện", PLAN),
)
PAGER = views.Pager(
    Link("/x/trang/8/", "Mới hơn"),
    Link("/x/trang/6/", "Cũ hơn"),
    (
        Link("/x/", "Mới nhất"),
        Link("/x/trang/12/", "12"),
        Link("", "…"),
        Link("/x/trang/8/", "8"),
        Link("/x/trang/7/", "7", current=True),
        Link("/x/trang/6/", "6"),
        Link("", "…"),
        Link("/x/trang/1/", "1"),
    ),
)
COMMUNES = tuple(
    Link(f"/dia-ban/bao-lac/{n}/", name, count=(n * 7) % 5 or None)
    for n, name in enumerate(
        ("Bảo Toàn", "Cô Ba", "Cốc Pàng", "Đình Phùng", "Hồng An", "Hồng Trị", "Hưng Đạo", "Hưng Thịnh",
         "Huy Giáp", "Khánh Xuân", "Kim Cúc", "Phan Thanh", "Sơn Lập", "Sơn Lộ", "Thượng Hà", "Xuân Trường")
    )
)  # fmt: skip
FACTS = (
    views.UnitFact("Mã đơn vị", "043"),
    views.UnitFact("Trực thuộc", "", (Link("/dia-ban/", "tỉnh Cao Bằng"),)),
    views.UnitFact("Thời gian", "có từ trước ngày 31/8/2004, đến hết 30/6/2025"),
)
MAP = (
    '<svg class="map" viewBox="0 0 800 300" role="group" aria-label="Bản đồ mẫu"><g fill="currentColor"'
    ' fill-opacity=".08" stroke="currentColor"><a class="map-district map-project" href="/dia-ban/bao-lac/"'
    ' aria-label="Huyện Bảo Lạc: 3 bài"><path d="M10 10h380v280h-380z"/></a><a class="map-district"'
    ' href="/dia-ban/ha-lang/" aria-label="Huyện Mẫu: chưa có bài"><path d="M390 10h380v280h-380z"/></a></g>'
    '<g class="map-labels" aria-hidden="true" fill="currentColor" font-size="24" text-anchor="middle">'
    '<text class="map-label" x="200" y="150">Bảo Lạc<tspan class="map-count" x="200" dy="24">3</tspan></text>'
    '<text class="map-label" x="580" y="150">Mẫu</text></g></svg>'
)
CREDIT = 'Bản đồ: dữ liệu ranh giới của <a href="https://mau.invalid/">nguồn mẫu</a> (giấy phép CC0).'
BODY = """<p><strong>Đây là bài mẫu.</strong> Bảy giờ sáng, cổng trụ sở xã còn ướt sương.
Xem <a href="/van-ban/2014/70-kh-tdtn-tckt/">Kế hoạch số 70-KH/TĐTN-TCKT</a>.</p>
<h2 id="muc-nghe-truoc">Nghe trước, bàn sau: Ở NỖI ẦM Ỹ CỦA MỖI NGƯỜI</h2>
<blockquote><p>“Tôi học nông nghiệp, nhưng bà con nuôi bò cả đời.
Tôi phải nghe trước đã”, anh A nói.</p></blockquote>
<ol><li>Chọn bãi đất gần nhà, rào lại.</li><li>Chi đoàn góp công.
<ul><li>Cán bộ xã hướng dẫn.</li></ul></li></ol>
<h3 id="muc-bang">Một bảng</h3>
<table><thead><tr><th>Việc cần làm trong vụ này</th><th>Số hộ ban đầu</th><th>Số hộ sau một vụ</th>
<th>Ghi chú của chi đoàn</th></tr></thead>
<tbody><tr><td>Trồng cỏ</td><td>8</td><td>15</td><td>Hộ ở xa nước chưa làm được</td></tr></tbody></table>
<p>Chiều, sương tan. Trên bãi, hàng cỏ đầu tiên đã bén rễ.</p>"""
PAPER = """<p>Thực hiện Kế hoạch số 153 KH/TWĐ-BTC, ngày 21/2/2014 của Ban Bí thư Trung ương Đoàn,
Ban Thường vụ Tỉnh Đoàn Cao Bằng xây dựng kế hoạch thực hiện như sau:</p>
<h3 id="muc-i">I. MỤC ĐÍCH, YÊU CẦU</h3><h4 id="muc-1">1. Mục đích:</h4>
<ul><li>Nâng cao trách nhiệm của trí thức trẻ tham gia Dự án, tránh tư tưởng chủ quan, tự mãn;
động viên trí thức trẻ tiếp tục phát huy tinh thần xung kích, tình nguyện, không ngừng rèn luyện.</li>
<li>Báo cáo kết quả:<ul><li>Kế hoạch triển khai: gửi trước 30/4/2014;</li></ul></li></ul>"""

ISSUES = (
    views.IssueCard("/ban-tin/2014-04/", "Bản tin Thanh niên số 2, tháng 4/2014", LONG, DAY, PICTURE),
    views.IssueCard("/ban-tin/2014-03/", "Bản tin Thanh niên số 1, tháng 3/2014", "Bãi cỏ đầu tiên", DAY),
)
FILES = (views.DownloadView("Bản in (PDF, khổ A4)", "/ban-tin/2014-04/ban-tin-2014-04.pdf", "1,2 MB"),)
BLOCKS = tuple(
    views.SectionBlock(Link(x.href, x.text, count=3), "Hoạt động của các trí thức trẻ ở xã.", CARDS[n % 2 :])
    for n, x in enumerate(SITE.menu[:5])
)
FULL: dict[str, View] = {
    "home.html": views.HomeView(
        head=head("Tỉnh Đoàn Cao Bằng"),
        lead=card(title=LONG, picture=PICTURE, places=PLACES),
        latest=CARDS,
        districts=tuple(
            views.DistrictItem(
                Link(x.href, x.text, count=n), Link("/tin/2014/03/x/", LONG) if n else None, DAY
            )
            for n, x in enumerate(SITE.districts)
        ),
        rows=(BLOCKS[:2], BLOCKS[2:5]),
        others=(views.SectionBlock(Link("/chuyen-muc/mau/", "Mục mẫu", count=0), "Nơi để thử."),),
        series=(
            views.SectionBlock(
                Link("/loat-bai/x/", "Diễn đàn Trí thức trẻ tình nguyện chung tay xây dựng nông thôn mới"),
                "Nơi giao lưu, trao đổi kinh nghiệm công tác trong đội ngũ trí thức trẻ.",
                CARDS[:3],
            ),
        ),
        bulletin=views.BulletinView(
            ISSUES[0], (Link("/tin/2014/03/x/", LONG),) * 4, FILES, Link("/ban-tin/", "Các số đã ra")
        ),
        documents=DOCUMENTS,
        duties=DATED,
        this_day=CARDS[:2],
        months=Link("/luu-tru/", "Tất cả các tháng"),
    ),
    "article.html": views.ArticleView(
        head=head(LONG),
        crumbs=crumbs("Gương trí thức trẻ", LONG),
        title=LONG,
        standfirst=STANDFIRST,
        byline="Phóng viên Huyện Đoàn Mẫu",
        date=DAY,
        updated=moment(date(2014, 4, 1)),
        correction="Số hộ trồng cỏ là sáu, không phải tám.",
        section=SECTION,
        series=Link("/loat-bai/x/", "Diễn đàn Trí thức trẻ tình nguyện chung tay xây dựng nông thôn mới"),
        series_nav=views.SeriesNav(2, Link("/tin/2014/03/x/", LONG), Link("/tin/2014/04/y/", "Bãi cỏ")),
        places=PLACES,
        people=PEOPLE,
        documents=DOCUMENTS[:1],
        picture=PICTURE,
        body_html=BODY,
        related=CARDS[:3],
        original=Link("https://mau.invalid/bai-goc", "https://mau.invalid/bai-goc"),
        sample=True,
        url="https://mau.invalid/tin/2014/03/mot-bai-mau-co-dia-chi-kha-dai/",
        share_mail="mailto:?subject=M%E1%BA%ABu&body=https%3A//mau.invalid/",
    ),
    "list.html": views.ListView(
        head=head("Gương trí thức trẻ"),
        crumbs=crumbs("Gương trí thức trẻ"),
        title="Gương trí thức trẻ",
        kind="Chuyên mục",
        description="Những gương trí thức trẻ tiêu biểu.",
        cards=CARDS,
        pager=PAGER,
        total=143,
        siblings=tuple(Link(x.href, x.text, x.current, 12) for x in SITE.menu[:5]),
        feed=Link("/x/feed.xml", "Gương trí thức trẻ"),
        this_day=CARDS[:2],
    ),
    "place.html": views.PlaceView(
        head=head("Huyện Bảo Lạc"),
        crumbs=crumbs("Địa bàn", "Huyện Bảo Lạc"),
        title="Huyện Bảo Lạc",
        kind="Đơn vị hành chính cấp huyện",
        summary="Ngày 31/3/2014, huyện Bảo Lạc có 17 đơn vị cấp xã (1 thị trấn, 16 xã).",
        became=views.UnitFact(
            "Nay thuộc", "Từ 1/7/2025 không còn cấp huyện; địa bàn này nay thuộc các xã:", COMMUNES[:6]
        ),
        facts=FACTS,
        project=True,
        children=(("Thị trấn", (Link("/dia-ban/bao-lac/bao-lac/", "Bảo Lạc", count=2),)), ("Xã", COMMUNES)),
        officers=PEOPLE,
        cards=CARDS,
        pager=PAGER,
        total=143,
        earlier=CARDS[:2],
        map_svg=MAP.replace('class="map"', 'class="map map-small"'),
        map_credit_html=CREDIT,
        feed=Link("/x/feed.xml", "Huyện Bảo Lạc"),
        home=True,
        gallery=(("/tin/2014/03/x/", PICTURE),) * 3,
        radio_issue=Link("/ban-tin/2014-04/", "Bản tin Thanh niên số 2, tháng 4/2014"),
        radio=FILES,
        history=(
            views.UnitFact("Trước năm 2004", "Là huyện Bảo Lạc"),
            views.UnitFact("1/7/2025", "Không còn cấp huyện"),
        ),
    ),
    "province.html": views.ProvinceView(
        head=head("Địa bàn tỉnh Cao Bằng"),
        crumbs=crumbs("Địa bàn"),
        title="Địa bàn tỉnh Cao Bằng",
        summary="Tin, bài theo huyện và xã, với tên gọi của từng thời kỳ từ năm 2004 đến nay.",
        map_svg=MAP,
        map_credit_html=CREDIT,
        groups=(
            ("Năm huyện của Dự án", "Các huyện thực hiện Dự án năm 2014.", SITE.districts),
            ("Xã, phường hiện nay", "", COMMUNES),
        ),
        history=(
            views.UnitFact("31/3/2014", "13 huyện, thành phố; 199 đơn vị cấp xã (8 phường, 14 thị trấn)"),
        ),
    ),
    "person.html": views.PersonView(
        head("Nguyễn Văn Mẫu"),
        crumbs("Nhân vật", "Nguyễn Văn Mẫu"),
        "Nguyễn Văn Mẫu",
        PEOPLE[:1],
        BODY,
        CARDS,
        True,
    ),
    "people.html": views.PeopleView(head("Nhân vật"), crumbs("Nhân vật"), "Nhân vật", PEOPLE),
    "document.html": views.DocumentView(
        head=head("Kế hoạch số 70-KH/TĐTN-TCKT"),
        crumbs=crumbs("Văn bản", "Kế hoạch số 70-KH/TĐTN-TCKT"),
        title="Kế hoạch số 70-KH/TĐTN-TCKT",
        kind="Kế hoạch",
        number="70-KH/TĐTN-TCKT",
        abstract="Tuyên truyền và phối hợp thực hiện Dự án thí điểm Tuyển chọn 600 trí thức trẻ ưu tú"
        " có trình độ đại học tăng cường làm Phó Chủ tịch UBND xã thuộc 62 xã nghèo năm 2014",
        superior="CƠ QUAN CẤP TRÊN MẪU",
        issuer="BCH ĐOÀN TỈNH CAO BẰNG",
        heading="ĐOÀN TNCS HỒ CHÍ MINH",
        place="Cao Bằng",
        date=DAY,
        place_date="Cao Bằng, ngày 31 tháng 3 năm 2014",
        body_html=PAPER,
        signature=("TM. BAN THƯỜNG VỤ TỈNH ĐOÀN", "BÍ THƯ", "(Đã ký)"),
        signatory="Nguyễn Văn Mẫu",
        recipients=(
            "Ban Tổ chức TW Đoàn;",
            "5 huyện đoàn thực hiện DA (Bảo Lạc, Bảo Lâm, Hà Quảng);",
            "Lưu: VP.",
        ),
        has_text=True,
        summary=STANDFIRST,
        explanation_html="<p>Kế hoạch này do Ban Thường vụ lập.</p><h3>Ai làm gì</h3><p>Cấp tỉnh.</p>",
        duties=(*DATED, *STANDING),
        relations=(
            (
                "Thực hiện",
                (views.ReferenceView("/van-ban/2014/153-kh-twd-btc/", "153 KH/TWĐ-BTC", "Ban Bí thư"),),
            ),
            ("Liên quan", (views.ReferenceView("", "1-KH/MẪU", ""),)),
        ),
        attachments=(
            views.AttachmentView("ke-hoach-70.pdf", "/van-ban/x.pdf", "1,2 MB", "0123456789abcdef" * 4),
        ),
        status="Còn hiệu lực",
        cited_by=CARDS[:2],
    ),
    "documents.html": views.DocumentsView(
        head("Văn bản"), crumbs("Văn bản"), "Văn bản", "Văn bản của Đoàn.", (("2014", DOCUMENTS),)
    ),
    "calendar.html": views.CalendarView(
        head("Lịch"),
        crumbs("Lịch việc cần làm"),
        "Lịch việc cần làm",
        "Việc các văn bản giao.",
        DATED,
        STANDING,
        (replace(DATED[0], past=True),),
    ),
    "issues.html": views.IssuesView(
        head("Bản tin"),
        crumbs("Bản tin"),
        "Bản tin",
        "Các số đã ra.",
        (("2014", ISSUES), ("2013", ISSUES[:1])),
    ),
    "issue.html": views.IssueView(
        head("Bản tin Thanh niên số 2"),
        crumbs("Bản tin", "Bản tin Thanh niên số 2, tháng 4/2014"),
        "Bản tin Thanh niên số 2, tháng 4/2014",
        DAY,
        LONG,
        PICTURE,
        FILES,
        "Thư tòa soạn",
        BODY,
        "Ban biên tập Mẫu",
        (("Gương trí thức trẻ", "phan-guong", CARDS, 0), ("Từ các huyện", "phan-huyen", CARDS[:1], 2)),
        DOCUMENTS,
        DATED,
        (views.CorrectionView(Link("/tin/2014/03/x/", LONG), DAY, "Số hộ là sáu, không phải tám."),),
        Link("/ban-tin/2014-05/", "Bản tin Thanh niên số 3, tháng 5/2014"),
        Link("/ban-tin/2014-03/", "Bản tin Thanh niên số 1, tháng 3/2014"),
    ),
    "archive.html": views.ArchiveView(
        head("Lưu trữ"),
        crumbs("Lưu trữ theo tháng"),
        "Lưu trữ theo tháng",
        (
            (
                "2014",
                (
                    Link("/luu-tru/2014/04/", "Tháng 4", count=3),
                    Link("/luu-tru/2014/03/", "Tháng 3", count=12),
                ),
            ),
        ),
    ),
    "page.html": views.FixedView(
        head("Viết bài"),
        crumbs("Viết bài cho trang"),
        "Viết bài cho trang",
        BODY,
        (Link("#muc-nghe-truoc", "Nghe trước, bàn sau"), Link("#muc-bang", "Một bảng")),
        (("Tiêu đề", "có", "Từ 10 đến 160 chữ cái.", "Phó Chủ tịch xã trẻ"),),
    ),
    "offline.html": views.OfflineView(
        head("Đọc khi mất mạng"), crumbs("Đọc khi mất mạng"), "Đọc khi mất mạng", "Bạn đang mất mạng."
    ),
    "moved.html": views.MovedView(
        replace(head("Trang này đã chuyển chỗ"), refresh="/tin/2014/04/moi/", indexed=False),
        "Trang này đã chuyển chỗ",
        Link("/tin/2014/04/moi/", "Bài ở địa chỉ mới"),
        (),
    ),
    "404.html": views.NotFoundView(
        head("Không có trang này"),
        "Không có trang này",
        (Link("/", "Trang chủ"), Link("/luu-tru/", "Lưu trữ")),
    ),
    "search.html": views.SearchView(
        head("Tìm kiếm"),
        crumbs("Tìm kiếm"),
        "Tìm kiếm",
        (Link("/dia-ban/bao-lac/", "Bảo Lạc"),),
        (SECTION,),
        ("2014", "2013"),
        (("Đ", (Link("/dia-ban/mau/", "Đường Mẫu"), Link("/dia-ban/mau-2/", "Đường Mẫu (Mẫu Hai)"))),),
        (Link("/nhan-vat/mau/", "Nguyễn Văn Mẫu"),),
        (("2014", (Link("/luu-tru/2014/04/", "Tháng 4"),)),),
    ),
}

"""The views: everything a template can see.

A template gets `page` (one of the view classes below), `site` (the chrome, the same on every page)
and `t` (the interface words of theme/strings.toml); nothing else exists there. Views are frozen and
hold only plain values and other views, so two equal views give the same bytes. Strings that are
HTML are named `…_html` and are clean already; all others are text, to be escaped by the template.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A link. `current` marks the page the reader is on; `count` is shown where not None."""

    href: str
    text: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """A date for people and machines: "15/4/2014", "Thứ Ba, ngày 15 tháng 4 năm 2014", ISO 8601."""

    short: str
    long: str
    iso: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo: `sources` are (media type, srcset) best first, the last of the type of `src`, the fallback.

    `width` and `height` are pixels of `src`; `colour` ("#rrggbb") fills its place until it comes.
    """

    sources: tuple[tuple[str, str], ...]
    src: str
    width: int
    height: int
    alt: str
    caption: str = ""
    credit: str = ""
    colour: str = ""

    @property
    def tall(self) -> bool:
        """Upright: higher than wide."""
        return self.height > self.width


@dataclass(frozen=True, slots=True)
class Card:
    """An article as lists show it."""

    href: str
    title: str
    standfirst: str
    date: Moment
    section: Link
    places: tuple[Link, ...] = ()
    picture: Picture | None = None
    sample: bool = False
    part: int = 0  # its number in the series that the list is of


@dataclass(frozen=True, slots=True)
class DocumentCard:
    """A document as lists show it: "Kế hoạch số 70-KH/TĐTN-TCKT", abstract, issuer, date."""

    href: str
    title: str
    abstract: str
    issuer: str
    date: Moment
    has_text: bool = True


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person as lists show them, with the term of office that matters there."""

    href: str
    name: str
    role: str
    place: Link | None
    period: str
    sample: bool = False
    now: bool = False  # in office on the day of the edition, where a page says so


@dataclass(frozen=True, slots=True)
class DutyItem:
    """A line of the calendar of duties; `date` is None for a standing one, then `rhythm` says how often.

    `before`: what is due has to be there before the day, not on it. `past`: that day is over, where a page
    says so.
    """

    date: Moment | None
    rhythm: str
    who: str
    what: str
    document: Link
    before: bool = False
    past: bool = False


@dataclass(frozen=True, slots=True)
class ShareImage:
    """The picture of a page in social networks: absolute URL, pixels, what it shows."""

    url: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True, slots=True)
class Head:
    """What stands in <head>. `title` is without the site's name; `json_ld` is a JSON text safe in
    <script>; `feed` is (href, title); `kind` an Open Graph type; `refresh` where browsers go on to at once.
    """

    title: str
    description: str
    canonical: str
    image: ShareImage
    kind: str = "website"
    json_ld: str = ""
    feed: tuple[str, str] | None = None
    indexed: bool = True
    published: str = ""
    modified: str = ""
    refresh: str = ""


@dataclass(frozen=True, slots=True)
class ImprintView:
    """The imprint in force; empty strings are not shown."""

    publisher: str
    responsible: str
    responsible_role: str
    address: str
    phone: str
    email: str
    licence: str


@dataclass(frozen=True, slots=True)
class Chrome:
    """What every page shows: name, base URL without a slash at the end, menus, imprint.

    `menu` are the sections and `pages` the other pages of the menu. `script` is the URL of the one script
    that every page loads, '' where none does.
    """

    name: str
    base_url: str
    menu: tuple[Link, ...]
    pages: tuple[Link, ...]
    search: Link
    districts: tuple[Link, ...]
    footer: tuple[Link, ...]
    imprint: ImprintView
    feed: tuple[str, str]
    script: str = ""


@dataclass(frozen=True, slots=True)
class Pager:
    """Position in a numbered archive. `newer` and `older` are None at the ends; `pages` are all pages,
    newest first, the current one marked (a long row is cut: a Link with href '' is an ellipsis).
    """

    newer: Link | None
    older: Link | None
    pages: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class IssueCard:
    """An issue of the bulletin as lists show it: its cover, or type alone."""

    href: str
    title: str
    headline: str
    date: Moment
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class DownloadView:
    """A file of an issue: what it is, its URL, "1,2 MB"."""

    label: str
    href: str
    size: str


@dataclass(frozen=True, slots=True)
class SectionBlock:
    """A section on the front page, or a series: its newest articles, the first of them shown large."""

    link: Link
    description: str
    cards: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class DistrictItem:
    """A district on the front page: its name, how many articles it has, its newest headline."""

    link: Link
    newest: Link | None = None
    date: Moment | None = None


@dataclass(frozen=True, slots=True)
class BulletinView:
    """The issue of the bulletin that is out: its cover, what is in it, its files, the way to all issues."""

    cover: IssueCard
    contents: tuple[Link, ...]
    downloads: tuple[DownloadView, ...]
    all_issues: Link


@dataclass(frozen=True, slots=True)
class HomeView:
    """The front page (template home.html).

    `rows` are the sections that have articles beside those of the top, in rows of one to three; `others`
    the rest of them. `duties` are the next ones with a date, or, where none is to come, the standing ones.
    """

    head: Head
    lead: Card | None
    latest: tuple[Card, ...]
    districts: tuple[DistrictItem, ...]
    rows: tuple[tuple[SectionBlock, ...], ...]
    others: tuple[SectionBlock, ...]
    series: tuple[SectionBlock, ...]
    bulletin: BulletinView | None
    documents: tuple[DocumentCard, ...]
    duties: tuple[DutyItem, ...]
    this_day: tuple[Card, ...]
    months: Link


@dataclass(frozen=True, slots=True)
class SeriesNav:
    """Where an article stands in its series: which part it is, and the ones beside it."""

    part: int
    older: Link | None
    newer: Link | None


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article (article.html)."""

    head: Head
    crumbs: tuple[Link, ...]
    title: str
    standfirst: str
    byline: str
    date: Moment
    updated: Moment | None
    correction: str
    section: Link
    series: Link | None
    series_nav: SeriesNav | None
    places: tuple[Link, ...]
    people: tuple[PersonCard, ...]
    documents: tuple[DocumentCard, ...]
    picture: Picture | None
    body_html: str
    related: tuple[Card, ...]
    original: Link | None
    sample: bool
    url: str  # absolute, for "copy the address" and mailto:
    share_mail: str  # a mailto: URL


@dataclass(frozen=True, slots=True)
class ListView:
    """One page of a list of articles: section, series, month (list.html).

    `notes` are paragraphs of text above the list; `siblings` links to lists of the same kind.
    """

    head: Head
    crumbs: tuple[Link, ...]
    title: str
    kind: str  # "chuyên mục", "loạt bài", "tháng": small line above the title
    description: str
    cards: tuple[Card, ...]
    pager: Pager | None
    total: int
    siblings: tuple[Link, ...]
    feed: Link | None
    this_day: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitFact:
    """A line of a place's description: "Cấp: xã", "Mã: 01321", "Hiệu lực: …"; links are optional."""

    label: str
    text: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A district or commune (place.html), with its news. `map_svg` is '' for communes.

    `home`: the front page of a district, whose newest article leads; `gallery` are photos and the articles
    they are of, `radio` its radio texts of the newest issue that has them, `history` what the place was and
    became, by time. `became` is set for an abolished unit: ("nay thuộc xã …", links).
    `earlier` are cards of units that this one replaced, shown in a list of their own.
    """

    head: Head
    crumbs: tuple[Link, ...]
    title: str
    kind: str
    summary: str
    became: UnitFact | None
    facts: tuple[UnitFact, ...]
    project: bool  # one of the five districts of the project of 2014, or in one
    children: tuple[tuple[str, tuple[Link, ...]], ...]  # (group such as "Xã" or "Thị trấn", links)
    officers: tuple[PersonCard, ...]
    cards: tuple[Card, ...]
    pager: Pager | None
    total: int
    earlier: tuple[Card, ...]
    map_svg: str
    map_credit_html: str
    feed: Link | None
    home: bool = False
    gallery: tuple[tuple[str, Picture], ...] = ()
    radio_issue: Link | None = None
    radio: tuple[DownloadView, ...] = ()
    history: tuple[UnitFact, ...] = ()


@dataclass(frozen=True, slots=True)
class ProvinceView:
    """The province page with the map (province.html): `groups` are (heading, note, links with counts)."""

    head: Head
    crumbs: tuple[Link, ...]
    title: str
    summary: str
    map_svg: str
    map_credit_html: str
    groups: tuple[tuple[str, str, tuple[Link, ...]], ...]
    history: tuple[UnitFact, ...]


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person (person.html)."""

    head: Head
    crumbs: tuple[Link, ...]
    name: str
    terms: tuple[PersonCard, ...]
    body_html: str
    cards: tuple[Card, ...]
    sample: bool


@dataclass(frozen=True, slots=True)
class PeopleView:
    """All people (people.html)."""

    head: Head
    crumbs: tuple[Link, ...]
    title: str
    people: tuple[PersonCard, ...]


@dataclass(frozen=True, slots=True)
class AttachmentView:
    """A file to download: name, URL, "1,2 MB", SHA-256 in hex."""

    name: str
    href: str
    size: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ReferenceView:
    """Another document: `href` is '' where the site does not have it."""

    href: str
    text: str
    note: str


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document (document.html): the paper itself, set like the paper, and its explanation."""

    head: Head
    crumbs: tuple[Link, ...]
    title: str
    kind: str
    number: str
    abstract: str
    superior: str
    issuer: str
    heading: str
    place: str
    date: Moment
    place_date: str  # "Cao Bằng, ngày 31 tháng 3 năm 2014"
    body_html: str
    signature: tuple[str, ...]
    signatory: str
    recipients: tuple[str, ...]
    has_text: bool
    summary: str
    explanation_html: str
    duties: tuple[DutyItem, ...]
    relations: tuple[tuple[str, tuple[ReferenceView, ...]], ...]  # ("Thực hiện", …), ("Thay thế", …)
    attachments: tuple[AttachmentView, ...]
    status: str
    cited_by: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class DocumentsView:
    """All documents by year (documents.html)."""

    head: Head
    crumbs: tuple[Link, ...]
    title: str
    description: str
    years: tuple[tuple[str, tuple[DocumentCard, ...]], ...]


@dataclass(frozen=True, slots=True)
class IssuesView:
    """All issues by year (issues.html)."""

    head: Head
    crumbs: tuple[Link, ...]
    title: str
    description: str
    years: tuple[tuple[str, tuple[IssueCard, ...]], ...]


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """What was mended in an article after it was printed."""

    article: Link
    date: Moment
    text: str


@dataclass(frozen=True, slots=True)
class IssueView:
    """An issue of the bulletin (issue.html). `parts` are (title, anchor, articles, how
    many more it had that are no longer on the site).
    """

    head: Head
    crumbs: tuple[Link, ...]
    title: str
    date: Moment
    headline: str
    picture: Picture | None
    downloads: tuple[DownloadView, ...]
    letter_title: str
    letter_html: str
    letter_signed: str
    parts: tuple[tuple[str, str, tuple[Card, ...], int], ...]
    documents: tuple[DocumentCard, ...]
    duties: tuple[DutyItem, ...]
    corrections: tuple[CorrectionView, ...]
    newer: Link | None
    older: Link | None


@dataclass(frozen=True, slots=True)
class CalendarView:
    """The calendar of duties (calendar.html): to come, standing, past (the last one first)."""

    head: Head
    crumbs: tuple[Link, ...]
    title: str
    description: str
    dated: tuple[DutyItem, ...]
    standing: tuple[DutyItem, ...]
    past: tuple[DutyItem, ...]


@dataclass(frozen=True, slots=True)
class ArchiveView:
    """Years and months with counts (archive.html)."""

    head: Head
    crumbs: tuple[Link, ...]
    title: str
    years: tuple[tuple[str, tuple[Link, ...]], ...]


@dataclass(frozen=True, slots=True)
class FixedView:
    """A fixed page: about, contact, how to write for us (page.html). `contents` are its headings."""

    head: Head
    crumbs: tuple[Link, ...]
    title: str
    body_html: str
    contents: tuple[Link, ...]
    fields: tuple[tuple[str, str, str, str], ...] = ()  # the field table: name, required, rule, example


@dataclass(frozen=True, slots=True)
class OfflineView:
    """What is shown where a page is not to be had without a network (offline.html)."""

    head: Head
    crumbs: tuple[Link, ...]
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class NotFoundView:
    """The 404 page (404.html)."""

    head: Head
    title: str
    suggestions: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SearchView:
    """Search (search.html): what the form can filter by, then what stands there without scripts: places by
    first letter, people, months by year.
    """

    head: Head
    crumbs: tuple[Link, ...]
    title: str
    districts: tuple[Link, ...]
    sections: tuple[Link, ...]
    years: tuple[str, ...]
    places: tuple[tuple[str, tuple[Link, ...]], ...]
    people: tuple[Link, ...]
    months: tuple[tuple[str, tuple[Link, ...]], ...]


@dataclass(frozen=True, slots=True)
class MovedView:
    """An old address (moved.html): `target` is where its page is now, None where it was taken off."""

    head: Head
    title: str
    target: Link | None
    suggestions: tuple[Link, ...]

"""Stock Pelican with a small theme: districts are its authors (which have feeds), communes its tags."""

SITENAME = "Trang tin đo tốc độ"
SITEURL = "https://bench.example"
DEFAULT_LANG = "vi"
TIMEZONE = "Asia/Ho_Chi_Minh"
DEFAULT_DATE_FORMAT = "%d/%m/%Y"
PATH = "content"
ARTICLE_PATHS = ["tin"]
PAGE_PATHS = ["dia-ban"]
STATIC_PATHS: list[str] = []
THEME = "theme"
THEME_STATIC_DIR = ""
PLUGINS: list[str] = []
READERS = {"rst": None}

ARTICLE_URL = "tin/{date:%Y}/{date:%m}/{slug}/"
ARTICLE_SAVE_AS = ARTICLE_URL + "index.html"
CATEGORY_URL = "chuyen-muc/{slug}/"
CATEGORY_SAVE_AS = CATEGORY_URL + "index.html"
AUTHOR_URL = TAG_URL = PAGE_URL = "dia-ban/{slug}/"
AUTHOR_SAVE_AS = TAG_SAVE_AS = PAGE_SAVE_AS = AUTHOR_URL + "index.html"
MONTH_ARCHIVE_URL = "luu-tru/{date:%Y}/{date:%m}/"
MONTH_ARCHIVE_SAVE_AS = MONTH_ARCHIVE_URL + "index.html"
DIRECT_TEMPLATES = ["index", "authors", "sitemap"]
AUTHORS_SAVE_AS = "dia-ban/index.html"
SITEMAP_SAVE_AS = "sitemap.xml"

DEFAULT_PAGINATION = 20
PAGINATED_TEMPLATES = {"category": None, "tag": None, "author": None}
PAGINATION_PATTERNS = [
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/trang-{number}/", "{base_name}/trang-{number}/index.html"),
]

FEED_DOMAIN = SITEURL
FEED_MAX_ITEMS = 20
FEED_ALL_ATOM = "feed.xml"
CATEGORY_FEED_ATOM = "chuyen-muc/{slug}/feed.xml"
AUTHOR_FEED_ATOM = "dia-ban/{slug}/feed.xml"
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_RSS = None

TYPOGRIFY = True
# those four spoil Vietnamese, and without them it is faster
TYPOGRIFY_OMIT_FILTERS = ["caps", "amp", "initial_quotes", "widont"]

# Only read where caching is switched on, as the benchmark does for its runs after an edit.
CONTENT_CACHING_LAYER = "reader"
CHECK_MODIFIED_METHOD = "mtime"
GZIP_CACHE = False

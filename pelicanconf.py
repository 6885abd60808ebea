"""Pelican's settings for trying the site; publishconf.py adds what a release needs.

The newsroom's own generator does all the work (plugins/output/plugin.py). The rest keeps Pelican's
generators, which are made for other sites, from doing anything.
"""

from pathlib import Path

from plugins.output import plugin as newsroom

_ROOT = Path(__file__).resolve().parent

SITENAME = "Tỉnh Đoàn Cao Bằng"
SITEURL = ""
DEFAULT_LANG = "vi"
TIMEZONE = "Asia/Ho_Chi_Minh"

PATH = str(_ROOT / "content")
OUTPUT_PATH = str(_ROOT / "output")
THEME = str(_ROOT / "theme")
PLUGINS = [newsroom]

NEWSROOM_CONTENT = str(_ROOT / "content")  # gazetteer, sections and imprint for folders without their own
NEWSROOM_CACHE = str(_ROOT / ".cache")
NEWSROOM_PUBLIC = False

ARTICLE_PATHS: list[str] = []
PAGE_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
THEME_STATIC_PATHS: list[str] = []
DIRECT_TEMPLATES: list[str] = []
READERS = {"rst": None, "html": None}
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
DELETE_OUTPUT_DIRECTORY = False
CACHE_CONTENT = False

"""What machines read on a page: JSON-LD by schema.org, as Google's search documentation asks for it.

NewsArticle, BreadcrumbList, WebSite and NewsMediaOrganization; tests/schemas/json-ld.json says what each has.
"""

import json
import re
from collections.abc import Iterable, Mapping

from plugins.articles.model import Article
from plugins.core.site import Imprint
from plugins.images.model import Rendition
from plugins.pages.views import Link, ShareImage

Data = Mapping[str, object]
_SCHEMA = "https://schema.org"
LOGO, LOGO_SIZE = "/icon-180.png", 180
_JPEG = "image/jpeg"
# Bylines of offices; whoever else signs is a person.
_OFFICE = re.compile(
    r"\b(?:đoàn|hội|ban|phòng|văn phòng|báo|đài|tòa soạn|toà soạn|phóng viên|cộng tác viên|biên tập|trung tâm"
    r"|ủy ban|uỷ ban|huyện|tỉnh|thành phố|chi đoàn|trường|sở|cơ quan|tổ|nhóm)\b",
    re.IGNORECASE,
)


def news_article(
    article: Article, imprint: Imprint, base_url: str, places: Iterable[Link], share: ShareImage
) -> Data:
    """An article; `imprint` is the one in force on its day, `share` its picture in social networks."""
    url = base_url + article.path
    places = tuple(places)
    kind = "Organization" if _is_office(article.byline, imprint) else "Person"
    keywords = [place.text for place in places] + ([article.series.name] if article.series else [])
    data: dict[str, object] = {
        "@context": _SCHEMA,
        "@type": "NewsArticle",
        "headline": article.title,
        "description": article.standfirst,
        "image": _images(article, base_url, share),
        "datePublished": article.published.isoformat(),
        "dateModified": (article.updated or article.published).isoformat(),
        "author": [{"@type": kind, "name": article.byline, "url": f"{base_url}/"}],
        "publisher": publisher(imprint, base_url),
        "articleSection": article.section.name,
        "inLanguage": "vi",
        "isAccessibleForFree": True,
        "mainEntityOfPage": url,
        "url": url,
    }
    if keywords:
        data["keywords"] = keywords
    if places:
        data["contentLocation"] = [
            {"@type": "AdministrativeArea", "name": link.text, "url": base_url + link.href} for link in places
        ]
    return data


def _is_office(byline: str, imprint: Imprint) -> bool:
    return byline == imprint.publisher or bool(_OFFICE.search(byline))


def _images(article: Article, base_url: str, share: ShareImage) -> list[Data]:
    """Its photo as JPEG, the widest first, and the crop or card for social networks."""
    photo = article.photo
    sizes: list[Rendition] = [r for r in photo.renditions if r.media_type == _JPEG] if photo else []
    found = [_image(base_url + r.path, r.width, r.height) for r in reversed(sizes)]
    if share.url not in {image["url"] for image in found}:
        found.append(_image(share.url, share.width, share.height))
    return found


def _image(url: str, width: int, height: int) -> Data:
    return {"@type": "ImageObject", "url": url, "width": width, "height": height}


def publisher(imprint: Imprint, base_url: str) -> Data:
    """Who publishes, with the logo."""
    return {
        "@type": "NewsMediaOrganization",
        "@id": f"{base_url}/#co-quan",
        "name": imprint.publisher,
        "url": f"{base_url}/",
        "logo": _image(base_url + LOGO, LOGO_SIZE, LOGO_SIZE),
    }


def website(imprint: Imprint, base_url: str) -> Data:
    """The site, with the address of its search."""
    return {
        "@context": _SCHEMA,
        "@type": "WebSite",
        "name": imprint.site_name,
        "url": f"{base_url}/",
        "inLanguage": "vi",
        "publisher": publisher(imprint, base_url),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{base_url}/tim-kiem/?q={{search_term_string}}",
            },
            "query-input": "required name=search_term_string",
        },
    }


def breadcrumbs(crumbs: Iterable[Link], base_url: str) -> Data:
    """The way from the front page."""
    return {
        "@context": _SCHEMA,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": n, "name": c.text, "item": base_url + c.href}
            for n, c in enumerate(crumbs, 1)
        ],
    }


def as_script(data: list[Data]) -> str:
    """JSON that cannot end its <script>: `<` never stands in it as itself."""
    if not data:
        return ""
    text = json.dumps(data if len(data) > 1 else data[0], ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")

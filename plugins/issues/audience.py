"""Whose news an article is, of the districts that it names."""

from collections import Counter

from plugins.articles.model import Article
from plugins.places.gazetteer import Gazetteer
from plugins.places.model import Unit
from plugins.speech.page import read_page

# An article of more districts than this is not about any of them, unless its headline or standfirst says so.
_FEW = 2


def districts_for(article: Article, gazetteer: Gazetteer) -> tuple[Unit, ...]:
    """The districts that an article is for: where it is placed, if these are few. A list of names in its
    text makes it no news of theirs; being named in its headline or standfirst does, or more than all others.
    """
    day = article.published.date()
    placed = [(unit, d) for unit in article.places if (d := gazetteer.district(unit, day))]
    districts = tuple(dict.fromkeys(d for _, d in placed))
    if len(districts) <= _FEW:
        return districts
    for text in (article.title, article.standfirst):
        named = tuple(dict.fromkeys(d for unit, d in placed if unit.name in text))
        if named:
            return named if len(named) <= _FEW else ()
    text = " ".join(read_page(article.body_html).lines)
    spoken_of = Counter(dict.fromkeys(districts, 0))
    for name, district in {(unit.name, d) for unit, d in placed}:
        spoken_of[district] += text.count(name)
    (first, often), *_ = spoken_of.most_common(1)
    return (first,) if often * 2 > spoken_of.total() else ()

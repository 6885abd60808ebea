"""A page before it is written: where it goes, how it is drawn, what it shows."""

from collections.abc import Callable
from dataclasses import dataclass

from plugins.pages import views

View = (
    views.HomeView
    | views.ArticleView
    | views.ListView
    | views.PlaceView
    | views.ProvinceView
    | views.PersonView
    | views.PeopleView
    | views.DocumentView
    | views.DocumentsView
    | views.CalendarView
    | views.IssueView
    | views.IssuesView
    | views.ArchiveView
    | views.FixedView
    | views.OfflineView
    | views.NotFoundView
    | views.SearchView
    | views.MovedView
)


@dataclass(frozen=True, slots=True)
class Page:
    """One HTML page. `path` is its URL ("/tin/2014/04/x/"); `template` a file of theme/templates;
    `changed` the newest date of what it shows (ISO, '' where there is none), for the sitemap, which
    leaves out what is not `indexed`.

    `make` gives the view. `shows` is everything the view is made of but what is the same for the whole
    edition (sections, gazetteer, imprint): while that has the same digest, the page is the same, and
    nobody needs its view. A function among it stands for what it returns, where that takes long to find.
    """

    path: str
    template: str
    shows: tuple[object, ...]
    make: Callable[[], View]
    changed: str = ""
    indexed: bool = True

    @property
    def view(self) -> View:
        """What the template sees, made anew."""
        return self.make()

    @property
    def file(self) -> str:
        """The file under the output folder."""
        return self.path.lstrip("/") + ("index.html" if self.path.endswith("/") else "")

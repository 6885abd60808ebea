"""The recogniser of fields as the machine calls it."""

from plugins.intake.desk import Desk
from plugins.intake.draft import draft_source
from plugins.intake.reading import Known
from plugins.intake.recognise import recognise
from plugins.intake.take import Arriving, Recognise, Recognised


def recogniser(desk: Desk) -> Recognise:
    """Fields as reporters and offices write them, for the site of a desk."""

    def drafted(text: str, arriving: Arriving) -> Recognised:
        known = Known(
            site=desk.site,
            gazetteer=desk.gazetteer,
            received=arriving.received,
            district=arriving.office.district,
            file=arriving.file,
            folder=arriving.folder,
            photos=arriving.photos,
        )
        draft = recognise(text, known)
        return Recognised(draft_source(draft), draft.questions)

    return drafted

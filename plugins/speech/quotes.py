"""Quotations framed for the ear: who cannot see quotation marks must hear where foreign words begin and end.

Announcers say “trích” and “hết trích”. Only what somebody says or writes is framed: names and terms in
quotation marks are read on, and a quotation that the paragraph announces and ends with needs no frame.
"""

import re

_QUOTE = re.compile(r"“([^“”]{1,2000})”")
_WORD = re.compile(r"[^\W_]+")
_SPEAKS = (
    r"(?:nói|kể|bảo|hỏi|đáp|trả lời|cho biết|cho hay|chia sẻ|tâm sự|phát biểu|nhấn mạnh|khẳng định|viết|thưa"
    r"|rằng|giải thích|nhắc|dặn|mong muốn|mong|đề nghị|kêu gọi|nêu|ghi|nêu rõ|ghi rõ|nhớ lại|cười|bộc bạch)"
)
_SPEAKER_AFTER = re.compile(rf"[^.!?;]{{0,80}}(?<!\w){_SPEAKS}(?!\w)", re.IGNORECASE)
_SPEAKER_BEFORE = re.compile(rf"(?<!\w){_SPEAKS}(?!\w)[^.!?;:]{{0,30}}:\s*$", re.IGNORECASE)
# Shorter ones are terms, or need no frame to be followed.
_SHORTEST = 4
_ENDS = ".!?…"


def frame_quotes(paragraph: str) -> str:
    """The paragraph with “trích” and “hết trích” around what others say.

    “Tôi nghe trước”, anh A nói.  becomes  Trích: Tôi nghe trước, hết trích, anh A nói.
    """
    said: list[str] = []
    at = 0
    for found in _QUOTE.finditer(paragraph):
        before, after = paragraph[at : found.start()], paragraph[found.end() :]
        quote = found[1].strip()
        so_far = "".join(said) + before
        opens, ends = _frame(so_far, quote, after)
        said += [before, f"Trích: {quote}" if opens else quote if ends else found[0]]
        at = found.end()
        if ends:
            text = said.pop().rstrip(", ")
            at += len(after) - len(after.lstrip(" ,.–-"))
            said.append(text + _end(text, after))
    return "".join([*said, paragraph[at:]]).rstrip()


def _frame(before: str, quote: str, after: str) -> tuple[bool, bool]:
    """Whether to say that the quotation begins, and that it ends."""
    if len(_WORD.findall(quote)) < _SHORTEST:
        return False, False
    more = bool(_WORD.search(after))
    if _SPEAKER_BEFORE.search(before[-60:]):
        return False, more
    if before.strip() and before.rstrip()[-1] not in _ENDS:
        return False, False
    attributed = after.lstrip()[:1] in {",", "–", "-"} or quote.endswith(",") or quote[-1] in _ENDS
    if more and not (attributed and _SPEAKER_AFTER.match(after)) and after.lstrip()[:1] not in _ENDS:
        return False, False
    return True, True


def _end(quote: str, after: str) -> str:
    """How “hết trích” is joined to what was said, and to what follows."""
    ahead = after.lstrip()
    closed = quote[-1:] in _ENDS
    said = " Hết trích" if closed else ", hết trích"
    follows = ahead.lstrip(" ,.–-")
    if not _WORD.search(follows):
        return f"{said}."
    stop = ahead[:1] == "." or (closed and follows[:1].isupper() and ahead[:1] not in {",", "–", "-"})
    return f"{said}. " if stop else f"{said}, "

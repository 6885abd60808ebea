"""Abbreviations explained where a text first uses them: `<abbr title="Ủy ban nhân dân">UBND</abbr>`.

What they mean is said by the table of the radio script (plugins/speech/words.toml), where only what has
one meaning stands. Its readings for the ear alone ("hát i vê", "a-xê-an") explain nothing and are left out.
"""

import re
from collections.abc import Iterator, Mapping
from html import escape, unescape

from plugins.speech.words import SpeechWords

_CAPITAL = "[A-ZĐƠƯ]"
# Capitals, signs between them; and what "KH/TĐTN-TCKT", "UBND-VX", "70/UBND" are made of is none of it.
# (It looks back only from a capital: from every letter takes ten times as long.)
_FORM = re.compile(rf"{_CAPITAL}(?<![\w/.&;-].)(?:(?:&amp;|[.&-])?{_CAPITAL})+(?![\w/-]|&amp;)")
# A tag as far as it goes: an attribute may hold a ">".
_TAG = re.compile(r"""(<(?:[^<>"']|"[^"]*"|'[^']*')*>)""")
_UNTOUCHED = re.compile(r"</?(h[1-6]|a|code|pre|abbr)\b")
_FOR_THE_EAR = re.compile(r"\w-\w")
_ENGLISH_LETTERS = ("ét", "ti")
_CODE_LIKE = re.compile(rf"{_CAPITAL}(?:[.&-]?{_CAPITAL})+")


class Abbreviations:
    """Explains abbreviations in clean HTML."""

    def __init__(self, words: SpeechWords) -> None:
        letters = {*words.letters.values(), *_ENGLISH_LETTERS}
        self._meanings: Mapping[str, str] = {
            form: meaning
            for form, meaning in words.everywhere.readings.items()
            if _CODE_LIKE.fullmatch(form) and _says_more(meaning, letters)
        }

    def explain(self, html: str) -> str:
        """The HTML with each known abbreviation marked up once, where it stands first.

        Never in a heading, a link, code, or an <abbr> of the reporter's own; nor where the text
        itself says the meaning beside it: "Ủy ban nhân dân (UBND)". The words stay as they are.
        """
        if not any(unescape(found[0]) in self._meanings for found in _FORM.finditer(html)):
            return html
        return "".join(self._explained(_TAG.split(html)))

    def _explained(self, parts: list[str]) -> Iterator[str]:
        """`parts` are texts and tags by turns."""
        known: set[str] = set()
        untouched: list[str] = []
        for number, part in enumerate(parts):
            if number % 2:
                if found := _UNTOUCHED.match(part):
                    if not part.startswith("</"):
                        untouched.append(found[1])
                    elif untouched:
                        untouched.pop()
                yield part
            elif not untouched:
                yield self._text(part, known)
            else:
                if "abbr" in untouched:
                    known.add(unescape(part))
                yield part

    def _text(self, text: str, known: set[str]) -> str:
        def mark(found: re.Match[str]) -> str:
            form = unescape(found[0])
            meaning = self._meanings.get(form)
            if meaning is None or form in known:
                return found[0]
            known.add(form)
            said = meaning.casefold()
            before, after = text[: found.start()].casefold(), text[found.end() :].casefold()
            if before.endswith(f"{said} (") or after.startswith(f" ({said}"):
                return found[0]
            return f'<abbr title="{escape(meaning)}">{found[0]}</abbr>'

        return _FORM.sub(mark, text)


def _says_more(meaning: str, letters: set[str]) -> bool:
    """Whether a reading is words, not the sounds of the letters."""
    words = meaning.split()
    return len(words) > 1 and not _FOR_THE_EAR.search(meaning) and letters.isdisjoint(words)

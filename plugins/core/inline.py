"""A converter that takes only the steps a text can need: half of its time saved, the same HTML.

Python-Markdown tries each of its fifteen kinds of block on each block, each of its fifteen inline
patterns on each piece of text, and runs each of its passes over each document. Nearly all of them
need a certain sign; a text without that sign needs no try. Where in doubt they are tried: all of
them in a text with raw HTML or with the characters that the parser uses for itself.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple
from xml.etree import ElementTree

import markdown
from markdown.extensions.toc import TocExtension, TocTreeprocessor, unique
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import STX, AtomicString, Registry

# What a text must hold for a step to do anything, one of the signs; steps not named here are always
# taken (emphasis must be: the parser forgets its delimiters where it does not find them).
_INLINE: Mapping[str, str] = MappingProxyType(
    {
        "backtick": "`",
        "escape": "\\",
        "reference": "[",
        "link": "[",
        "image_link": "![",
        "image_reference": "![",
        "short_reference": "[",
        "short_image_ref": "![",
        "autolink": "<",
        "automail": "<",
        "linebreak": "end-space < \t \r \x02 \x03",
        "html": "<",
        "entity": "&",
        "footnote": "[^",
    }
)
_BLOCKS: Mapping[str, str] = MappingProxyType(
    {
        "indent": "indent",
        "defindent": "indent",
        "code": "indent",
        "hashheader": "#",
        "setextheader": "underline",
        "hr": "rule",
        "olist": "number",
        "ulist": "bullet",
        "quote": ">",
        "deflist": "definition",
        "table": "|",
        "footnote": "[^",
        "abbr": "*[",
        "reference": "[",
    }
)
_PASSES: Mapping[str, str] = MappingProxyType(
    {
        "normalize_whitespace": "end-space",
        "html_block": "< &",
        "footnote": "[^",
        "inline": "",
        "footnote-duplicate": "[^",
        "prettify": "",
        "abbr": "*[",
        "toc": "# underline [TOC]",
        "unescape": "\\",
    }
)
# Signs that are more than what they are called, wherever in a line they come to stand once lists,
# quotes and notes around them are taken off. (A text is looked at with a line feed at its end.)
_STRINGS: Mapping[str, str] = MappingProxyType(
    {sign: sign for sign in "` \\ [ ![ [^ *[ < & # > | [TOC] \t \r \x02 \x03".split(" ")}
    | {"end-space": " \n", "indent": "    "}
)
_PATTERNS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "underline": re.compile(r"[=-] *\n"),
        "rule": re.compile(r"([-_*]) {0,2}\1 {0,2}\1 *\n"),
        "number": re.compile(r"\.(?<=\d.) "),
        "bullet": re.compile(r"[-*+] "),
        "definition": re.compile(r": (?:(?<=[\s>:]..)|(?<=\A..))"),
    }
)
# With these in it a text is not what its blocks are made of: raw HTML is cut out of it, tabs and
# carriage returns are replaced, and the last two the parser takes out to use them itself.
_CHANGES = frozenset("<\t\r\x02\x03")
_ALL_SIGNS = frozenset((*_STRINGS, *_PATTERNS))
_MARKER = "[TOC]"
_LEVELS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_INLINE_SIGN = re.compile(r"[`\\\[<&*_]|  \n")


class _Step(NamedTuple):
    """A step of the parser, its name, and the signs of which a text must hold one (none: any text)."""

    name: str
    does: Any
    needs: frozenset[str]


class Steps:
    """The steps of one parser, chosen anew for each text. To be made when all extensions are in."""

    def __init__(self, parser: markdown.Markdown) -> None:
        self._parser: Any = parser  # the type stubs call some of its attributes something else
        self._inline = _steps(parser.inlinePatterns, _INLINE)
        self._blocks = _steps(parser.parser.blockprocessors, _BLOCKS)
        self._before = _steps(parser.preprocessors, _PASSES)
        self._passes = _steps(parser.treeprocessors, _PASSES)
        self._chosen: dict[frozenset[str], tuple[Any, ...]] = {}

    def choose(self, text: str) -> None:
        """Set the parser up for a text."""
        signs = frozenset(_signs(text))
        if signs not in self._chosen:
            self._chosen[signs] = self._choice(signs)
        parser = self._parser
        inline, parser.parser.blockprocessors, parser.preprocessors, passes = self._chosen[signs]
        parser.inlinePatterns = inline
        parser.treeprocessors = passes
        passes["inline"].inlinePatterns = inline  # it keeps a reference of its own
        if "toc" in passes:
            passes["toc"].marker = _MARKER if _MARKER in signs else ""

    def _choice(self, signs: frozenset[str]) -> tuple[Any, ...]:
        """The inline patterns, kinds of block and passes over text and tree that some signs call for."""
        most = _ALL_SIGNS if signs & _CHANGES else signs
        before = _needed(self._before, most)
        if "normalize_whitespace" not in (step.name for step in before):
            before = [_Step("end", _EndOfText(self._parser), frozenset()), *before]
        passes: Registry[Any] = Registry()  # they ask for each other by name
        for position, step in enumerate(_needed(self._passes, most)):
            passes.register(step.does, step.name, -position)
        if "*[" not in most:  # abbreviations are looked for in all text but what is marked
            passes.register(_PlainText(self._parser), "plain", 0.5 - passes.get_index_for_name("inline"))
        inline = tuple(step.does for step in _needed(self._inline, signs))
        blocks = tuple(step.does for step in _needed(self._blocks, most))
        return inline, blocks, tuple(step.does for step in before), passes


def _steps(registry: Iterable[Any], needs: Mapping[str, str]) -> list[_Step]:
    """The steps of a registry in their order."""
    of: Any = registry
    names = {id(of[name]): name for name in needs if name in of}
    return [
        _Step(name, step, frozenset(needs.get(name, "").split(" ")) - {""})
        for name, step in ((names.get(id(step), f"step {n}"), step) for n, step in enumerate(registry))
    ]


def _needed(steps: list[_Step], signs: frozenset[str]) -> list[_Step]:
    return [step for step in steps if not step.needs or step.needs & signs]


def _signs(text: str) -> Iterator[str]:
    """The signs that a text holds."""
    text += "\n"
    for sign, string in _STRINGS.items():
        if string in text:
            yield sign
    for sign, pattern in _PATTERNS.items():
        if pattern.search(text):
            yield sign


class _EndOfText(Preprocessor):
    """What is left of normalizing white space where it is normal: two empty lines at the end."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines and the end."""
        return [*lines, "", ""]


class _PlainText(Treeprocessor):
    """Marks text without any sign of an inline pattern, which then is not tried on it."""

    def run(self, root: ElementTree.Element) -> None:
        """Marks the texts of a document; what follows an element is left alone, it is hardly ever there."""
        for element in root.iter():
            text = element.text
            if text and not _INLINE_SIGN.search(text):
                element.text = AtomicString(text)


class Headings(TocExtension):
    """Ids and levels for headings; the table of contents is made only where the text asks for one."""

    def __init__(self, **config: Any) -> None:
        self.TreeProcessorClass = _Headings
        super().__init__(**config)


def _is_plain(heading: ElementTree.Element) -> bool:
    return isinstance(heading.text, AtomicString) and not len(heading) and STX not in heading.text


class _Headings(TocTreeprocessor):
    """The same, and faster where all headings are plain text and nothing asks for the table."""

    def run(self, doc: ElementTree.Element) -> None:
        """Sets ids and levels."""
        headings = [element for element in doc.iter() if element.tag in _LEVELS]
        if self.marker or not all(map(_is_plain, headings)):
            super().run(doc)
            return
        taken = {element.attrib["id"] for element in doc.iter() if "id" in element.attrib}
        for heading in headings:
            self.set_level(heading)
            words = " ".join((heading.text or "").split())
            heading.attrib["id"] = unique(self.slugify(words, self.sep), taken)

    def build_toc_div(self, toc_list: list[Any]) -> ElementTree.Element:
        """The table, or something empty in its place."""
        return super().build_toc_div(toc_list) if self.marker else ElementTree.Element("div")

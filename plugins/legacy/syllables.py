"""What a Vietnamese syllable looks like: onset, rhyme, tone, and where the tone is written.

A text read in the wrong encoding is made of letters that Vietnamese has, in an order that it never
uses. A table of words is not needed to see that; the build of the syllable is enough.
"""

import unicodedata
from collections.abc import Iterator

_ONSETS = frozenset("b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".split()) | {""}
_RHYMES = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu "
    "iêc iêm iên iêng iêp iêt iêu yêm yên yêng yêt yêu o oc oi om on ong op ot ooc oong "
    "oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet "
    "ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uc ui um un ung up ut uân uâng uât uây "
    "uê uêch uênh uy uya uych uyn uynh uyp uyt uyu uyên uyêt uơ uôc uôi uôm uôn uông uôt "
    "ư ưa ưc ưi ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu y ynh yt ych"
).split()
_VOWELS = "aăâeêioôơuưy"
# grave, hook, tilde, acute, dot below; a syllable ending in a stop takes the last two only
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_STOPS = ("c", "ch", "p", "t")
_FRONT = "eêiy"


def _carriers(rhyme: str) -> tuple[int, ...]:
    """The letters of a rhyme that may carry the tone: one, or two where both schools write (hòa, hoà)."""
    vowels = len(rhyme) - len(rhyme.lstrip(_VOWELS))
    marked = [i for i in range(vowels) if rhyme[i] in "ăâêôơư"]
    if marked:
        return (marked[-1],)
    if vowels == 1:
        return (0,)
    if rhyme in {"oa", "oe", "uy"}:
        return (0, 1)
    glides = rhyme[:2] in {"oa", "oe", "uy", "oo"}
    return (1,) if vowels == 3 or glides else (0,)


def _toned(rhyme: str) -> Iterator[str]:
    coda = rhyme.lstrip(_VOWELS)
    for at in _carriers(rhyme):
        for tone in _TONES[-2:] if coda in _STOPS else _TONES:
            yield unicodedata.normalize("NFC", rhyme[: at + 1] + tone + rhyme[at + 1 :])


_TONED_RHYMES = frozenset(toned for rhyme in _RHYMES for toned in _toned(rhyme))
_FIRST = {letter: unicodedata.normalize("NFD", letter)[0] for rhyme in _TONED_RHYMES for letter in rhyme[:1]}


def _fits(onset: str, rhyme: str) -> bool:
    """c, g, ng before back vowels; gh, ngh before front ones; g before i is gi; k also in Bắc Kạn."""
    front = _FIRST[rhyme[0]] in _FRONT
    if onset in {"gh", "ngh"}:
        return front
    if onset in {"c", "ng"}:
        return not front
    if onset == "g":
        return not front or _FIRST[rhyme[0]] == "i"
    return True


def syllables() -> Iterator[str]:
    """Every syllable that could be written, once, in a fixed order; a third of them is in use."""
    built = (
        onset + rhyme for onset in sorted(_ONSETS) for rhyme in sorted(_TONED_RHYMES) if _fits(onset, rhyme)
    )
    yield from dict.fromkeys(built)  # "giết" is g and iết, and gi and ết


def is_syllable(word: str) -> bool:
    """Whether the letters of a word (NFC) are built as a Vietnamese syllable, case aside.

    Each unmarked stop (“hoc”) is refused, as is a tone on the wrong letter (“tóan”). A word in mixed
    case passes only with a small letter where the old fonts had no capital one (“TỉNH”).
    """
    small = word.lower()
    if word != small and not _cased(word):
        return False
    return any(
        small[:cut] in _ONSETS and small[cut:] in _TONED_RHYMES and _fits(small[:cut], small[cut:])
        for cut in range(min(3, len(small) - 1) + 1)
    )


def _cased(word: str) -> bool:
    """No marked capital after a small letter: “Ổn” and “ỔN”, never “nỔ”."""
    small_seen = False
    for letter in word:
        if small_seen and letter.isupper() and not letter.isascii():
            return False
        small_seen = small_seen or letter.islower()
    return True

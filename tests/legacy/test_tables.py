"""Our tables against glibc's iconv and viparse."""

import shutil
import subprocess
import unicodedata

import pytest
from viparse.normalize import tcvn3, viscii, vni, vps

from plugins.legacy.charsets import CHARSETS
from plugins.legacy.tables import CP1258, TCVN3, TCVN5712, VISCII, VPS
from tests.legacy.encoding import ENCODERS, SMALL_TONED

LETTERS = SMALL_TONED + "ăâêôơưđ" + (SMALL_TONED + "ăâêôơưđ").upper()
READERS = {known.name: known.read for known in CHARSETS}


def iconv(data: bytes, source: str, target: str) -> bytes:
    assert shutil.which("iconv"), "The command iconv of glibc is missing; on Debian it is in libc-bin."
    done = subprocess.run(["iconv", "-f", source, "-t", target], input=data, capture_output=True, check=True)
    return done.stdout


@pytest.mark.parametrize(
    ("name", "glibc"), [("tcvn5712", "TCVN5712-1"), ("viscii", "VISCII"), ("cp1258", "CP1258")]
)
def test_every_letter_as_glibc_writes_it_is_read(name: str, glibc: str) -> None:
    text = "\n".join(LETTERS)
    assert READERS[name](iconv(text.encode(), "UTF-8", glibc).decode("latin-1")) == text


@pytest.mark.parametrize(
    ("table", "glibc"), [(TCVN5712, "TCVN5712-1"), (VISCII, "VISCII"), (CP1258, "CP1258")]
)
def test_every_code_is_what_glibc_says(table: dict[int, str], glibc: str) -> None:
    for code, letter in table.items():
        # a base before and a letter after: glibc holds a letter back until it knows of no mark
        read = iconv(b"x" + bytes((code,)) + b"x", glibc, "UTF-8").decode()
        assert unicodedata.normalize("NFC", read) == unicodedata.normalize("NFC", f"x{letter}x"), hex(code)


@pytest.mark.parametrize(
    ("name", "module"),
    [("tcvn3", tcvn3.TCVN3), ("vni", vni.VNI), ("viscii", viscii.VISCII), ("vps", vps.VPS)],
)
def test_every_code_that_viparse_knows_is_read_alike(name: str, module: object) -> None:
    pairs = module.pairs  # type: ignore[attr-defined]  # viparse has no types
    assert len(pairs) > 70
    assert {code: READERS[name](code) for code, _ in pairs} == dict(pairs)


def test_tcvn3_has_the_letters_of_vn1_but_toned_capitals() -> None:
    assert set(TCVN3.values()) == set(SMALL_TONED + "ăâêôơưđĂÂÊÔƠƯĐ")
    assert TCVN3.items() <= TCVN5712.items()


@pytest.mark.parametrize("name", sorted(set(ENCODERS) - {"tcvn3"}))
def test_all_134_letters_go_there_and_back(name: str) -> None:
    text = "\n".join(LETTERS)
    assert READERS[name](ENCODERS[name](text).decode("latin-1")) == text
    assert len(set(VPS.values())) >= 134

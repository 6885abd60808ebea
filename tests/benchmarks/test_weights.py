"""What the table of weights counts."""

import gzip
from pathlib import Path

from benchmarks.weights import Weight, table, weigh

PAGE = (
    b'<html><head><script src="/ma/x.js" defer></script><style>p{color:red}</style></head><body><picture>'
    b'<source type="image/avif" srcset="/anh/a-240.avif 240w, /anh/a-720.avif 720w" sizes="100vw">'
    b'<img src="/anh/a.jpg" srcset="/anh/a.jpg 1200w" alt=""></picture></body></html>'
)


def site(folder: Path) -> Path:
    for name, data in (
        ("index.html", PAGE), ("ma/x.js", b"1"), ("anh/a-240.avif", b"1" * 10), ("anh/a-720.avif", b"1" * 70),
    ):  # fmt: skip
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def test_a_page_its_script_and_its_photo(tmp_path: Path) -> None:
    packed = [len(gzip.compress(part)) for part in (PAGE, b"p{color:red}", b"1")]
    assert weigh(site(tmp_path), "/") == Weight(packed[0], packed[1], packed[2], 70, 3)
    assert weigh(tmp_path, "/lich/") is None


def test_the_table_has_the_kinds_that_are_there(tmp_path: Path) -> None:
    rows = list(table(site(tmp_path / "now"), site(tmp_path / "before")))
    weight = len(gzip.compress(PAGE))
    assert rows[2:] == [f"| home | {weight} | 32 | 21 | 70 | 3 | {weight} |"]

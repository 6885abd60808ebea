"""Invented articles with photos as phones and offices send them, good and bad."""

import unicodedata
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from PIL import Image, ImageFilter

from tests.images.pictures import TURNS, grain, saved, scene
from tests.site.corpus import BODY, article

# What no file of the site may hold.
SECRETS = (
    b"MAYANHMAU",
    b"SERI-0123",
    b"Exif\0\0",
    b"GPSLatitude",
    b"Nguoi Chup Mau",
    b"http://ns.adobe.com/xap",
)
SAID = "Mô tả ảnh: Ảnh thử\nNguồn ảnh: Người Mẫu\nẢnh trẻ em: không\n"

# article: (photo that bars it, its bytes, the code)
BAD = {
    "ảnh cụt": ("cut.jpg", saved(scene(), "JPEG")[:900], "photo-broken"),
    "ảnh là trang web": ("web.jpg", b"<html><script>alert(1)</script></html>", "photo-unreadable"),
    "ảnh là SVG": ("svg.jpg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>', "photo-unreadable"),
    "ảnh trống": ("trong.jpg", b"", "photo-empty"),
}


def exif(orientation: int) -> Image.Exif:
    """What a phone writes of itself, its owner and where it was."""
    tags = Image.Exif()
    tags[0x010F], tags[0x0112], tags[0x013B] = "MAYANHMAU", orientation, "Nguoi Chup Mau"
    tags.get_ifd(0x8769)[0xA431] = "SERI-0123"
    tags.get_ifd(0x8825).update({1: "N", 2: (22.0, 57.0, 3.0), 3: "E", 4: (105.0, 40.0, 9.0)})
    return tags


def of_phone(orientation: int, format_: str = "JPEG") -> bytes:
    """A scene, held as that orientation says."""
    image = scene(2400, 1800)
    if orientation in TURNS:
        image = image.transpose(Image.Transpose(TURNS[orientation]))
    return saved(image, format_, exif=exif(orientation), quality=90)


def detailed() -> bytes:
    """About as rich in detail as photos of leaves and gravel are."""
    return saved(grain(1600, 1200, 90).filter(ImageFilter.GaussianBlur(2.2)), "JPEG", quality=92)


def write_photos(content: Path) -> None:
    """Eight orientations, a HEIC, a name in NFD; then the bad ones."""
    far = f"{BODY}\n\n" * 25  # so far down that a browser does not yet fetch what comes after it
    lead = {"anh 1.JPG": detailed(), "b.png": of_phone(6, "PNG")}
    _write(content, "lead", f"Ảnh: ANH 1.jpg\n{SAID}", lead, f'{far}![Mô tả](b.png "Ảnh: Người Mẫu")')
    turned = {f"{n}.jpg": of_phone(n) for n in range(1, 9)}
    row = "\n".join(f'![Quay {name[0]}]({name} "Ảnh số {name[0]}. Ảnh: Người Mẫu")' for name in turned)
    _write(content, "gallery", "Ảnh trẻ em: không\n", turned, row)
    nfd = {unicodedata.normalize("NFD", "Ảnh 1 (2).HEIC"): of_phone(1, "HEIF")}
    _write(
        content, "names", "Ảnh trẻ em: không\n", nfd, '![Mô tả](%E1%BA%A2nh%201%20(2).heic "Ảnh: Người Mẫu")'
    )
    _write(content, "none")
    for title, (name, data, _) in BAD.items():
        _write(content, title, f"Ảnh: {name}\n{SAID}", {name: data})


def _write(
    content: Path,
    title: str,
    extra: str = "",
    photos: Mapping[str, bytes] = MappingProxyType({}),
    body: str = "",
) -> None:
    folder = content / "bai-viet/2014/04" / title.replace(" ", "-")
    folder.mkdir(parents=True)
    (folder / "index.md").write_text(article(f"Bài thử {title}", extra=extra, body=body), encoding="utf-8")
    for name, data in photos.items():
        (folder / name).write_bytes(data)

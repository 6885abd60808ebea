"""Photos: what is refused and in which words, and what becomes of those taken."""

import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageCms, JpegImagePlugin, PngImagePlugin

from plugins.core.fields import FieldError
from plugins.images.load import LoadedPhoto, load_photo
from plugins.images.shelf import Shelf
from tests.images.pictures import BLUE, RED, TURNS, near, oriented, png, profile, saved, scene, upright


@pytest.fixture
def load(tmp_path: Path) -> Callable[..., LoadedPhoto]:
    def run(data: bytes, name: str = "anh.jpg") -> LoadedPhoto:
        file = tmp_path / name
        file.write_bytes(data)
        shelf = Shelf(tmp_path / "cache", processes=0)
        return load_photo(file, shelf, alt="Đàn bò", caption="Chú thích", credit="Nguồn")

    return run


def widest(loaded: LoadedPhoto) -> Image.Image:
    files = dict(loaded.files)
    image = Image.open(files[loaded.photo.widest.path])
    image.load()
    return image


BROKEN_CURE = "Hãy chép lại ảnh gốc từ máy ảnh hoặc điện thoại."
NOT_A_PHOTO = (
    "“anh.jpg” không phải là ảnh, hoặc là loại ảnh không nhận được.",
    "Hãy lưu ảnh thành JPEG rồi nộp lại (PNG, WebP, AVIF, GIF, TIFF, BMP cũng được).",
)
TOO_LARGE = (
    "Ảnh “anh.jpg” quá 50 triệu điểm ảnh.",
    "Hãy thu nhỏ ảnh, chiều rộng khoảng 3000 điểm ảnh là đủ.",
)


@pytest.mark.parametrize(
    ("data", "code", "message", "cure"),
    [
        (b"", "photo-empty", "Ảnh “anh.jpg” trống (0 byte).", "Hãy chép lại ảnh gốc."),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "photo-unreadable", *NOT_A_PHOTO),
        (b"<!doctype html><script>1</script>", "photo-unreadable", *NOT_A_PHOTO),
        (b"%PDF-1.4", "photo-unreadable", *NOT_A_PHOTO),
        (b"\xff\xd8\xff\xe0", "photo-unreadable", *NOT_A_PHOTO),
        (png(9_000, 9_000), "photo-too-large", *TOO_LARGE),
        (png(12_000, 12_000), "photo-too-large", *TOO_LARGE),
        (png(60_000, 60_000), "photo-too-large", *TOO_LARGE),
        (saved(scene(100, 80), "PNG"), "photo-too-small", "Ảnh “anh.jpg” chỉ có 100 × 80 điểm ảnh.",
         "Hãy dùng ảnh gốc; mỗi cạnh ít nhất 120 điểm ảnh, chiều rộng nên từ 1280."),
        (saved(scene(1100, 130), "PNG"), "photo-too-long",
         "Ảnh “anh.jpg” quá dài và hẹp: 1100 × 130 điểm ảnh.",
         "Hãy cắt ảnh; cạnh dài không quá 8 lần cạnh ngắn."),
        (saved(scene(400, 300), "JPEG")[:900], "photo-broken",
         "Ảnh “anh.jpg” bị hỏng hoặc chép chưa hết (OSError).", BROKEN_CURE),
        (saved(scene(400, 300), "PNG")[:300], "photo-broken",
         "Ảnh “anh.jpg” bị hỏng hoặc chép chưa hết (OSError).", BROKEN_CURE),
    ],
    ids=["empty", "svg", "html", "pdf", "bare-jpeg-mark", "81-mpx", "144-mpx", "3600-mpx", "tiny", "strip",
         "cut-jpeg", "cut-png"],
)  # fmt: skip
def test_refused(
    load: Callable[..., LoadedPhoto], tmp_path: Path, *, data: bytes, code: str, message: str, cure: str
) -> None:
    with pytest.raises(FieldError) as caught:
        load(data)
    assert (caught.value.code, caught.value.message, caught.value.cure) == (code, message, cure)
    assert [f.name for f in tmp_path.glob("cache/*")] in ([], ["index.json"])


def test_too_heavy(load: Callable[..., LoadedPhoto], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plugins.images.open.MAX_BYTES", 1_000_000)
    with pytest.raises(FieldError) as caught:
        load(bytes(3_000_000))
    assert str(caught.value) == "Ảnh “anh.jpg” nặng 3 MB, quá mức 1 MB. Hãy lưu ảnh thành JPEG rồi nộp lại."


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP", "MPO"])
def test_every_format_by_content_whatever_the_name(load: Callable[..., LoadedPhoto], format_: str) -> None:
    more = {"save_all": True, "append_images": [scene(400, 300)]} if format_ == "MPO" else {}
    loaded = load(saved(scene(400, 300), format_, **more), "anh.dat")
    assert upright(widest(loaded))


@pytest.mark.parametrize("mode", ["L", "P", "CMYK", "1", "LA", "RGBA", "I;16", "I", "F"])
def test_every_mode(load: Callable[..., LoadedPhoto], mode: str) -> None:
    grey = Image.linear_gradient("L").resize((400, 300))
    if mode == "I;16":
        image = grey.convert("I").point(lambda v: v * 257).convert("I;16")
    elif mode in {"I", "F"}:
        image = grey.convert("I").point(lambda v: v * 257).convert(mode)
    else:
        image = grey.convert("RGB").convert(mode) if mode == "CMYK" else grey.convert(mode)
    found = widest(load(saved(image, "TIFF"))).convert("L")
    dark, light = found.getpixel((200, 10)), found.getpixel((200, 290))
    assert isinstance(dark, int)
    assert isinstance(light, int)
    assert dark < 30
    assert light > 225


@pytest.mark.parametrize(
    ("size", "widths"),
    [((2000, 1500), [240, 480, 720, 1200]), ((1200, 900), [240, 480, 720, 1200]),
     ((1000, 700), [240, 480, 720, 1000]), ((750, 500), [240, 480, 750]), ((300, 225), [240, 300]),
     ((299, 225), [299]), ((200, 150), [200])],
)  # fmt: skip
def test_widths_are_never_enlarged(
    load: Callable[..., LoadedPhoto], size: tuple[int, int], widths: list[int]
) -> None:
    loaded = load(saved(scene(*size), "JPEG"))
    renditions = loaded.photo.renditions
    assert [(r.width, r.media_type) for r in renditions] == [
        (w, t)
        for w in widths
        for t in ("image/avif", "image/webp", "image/jpeg")
        if t != "image/jpeg" or w in (720, widths[-1])
    ]
    for rendition, (path, file) in zip(renditions, loaded.files, strict=False):
        assert rendition.path == path
        with Image.open(file) as image:
            assert image.size == (rendition.width, rendition.height)
    assert loaded.photo.widest.media_type == "image/jpeg"


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_upright(load: Callable[..., LoadedPhoto], format_: str, orientation: int) -> None:
    loaded = load(oriented(scene(750, 500), orientation, format_))
    assert (loaded.photo.width, loaded.photo.height) == (750, 500)
    for _, file in loaded.files:
        with Image.open(file) as image:
            assert upright(image) or "chia-se" in file.name


HIDDEN = (b"MayAnhMau", b"SO-MAY-123", b"mat", b"Exif", b"EXIF", b"ICC", b"http", b"8BIM", b"x:xmp", b"GPS")


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_nothing_hidden_remains(load: Callable[..., LoadedPhoto], format_: str) -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0xA431], exif[0x010E] = "MayAnhMau", "SO-MAY-123", "mat"
    exif.get_ifd(0x8825)[2] = (22.0, 40.0, 0.0)
    exif.get_ifd(0x8769)[0x927C] = b"MayAnhMau maker note"
    more: dict[str, object] = {"icc_profile": profile("p3")}
    if format_ == "JPEG":
        more |= {"comment": b"mat", "xmp": b"<x:xmpmeta>mat</x:xmpmeta>"}
    if format_ == "PNG":
        more["pnginfo"] = PngImagePlugin.PngInfo()
        more["pnginfo"].add_text("Comment", "mat")  # type: ignore[attr-defined]
        more["pnginfo"].add_itxt("XML:com.adobe.xmp", "<x:xmpmeta>mat")  # type: ignore[attr-defined]
    if format_ == "WEBP":
        more["xmp"] = b"<x:xmpmeta>mat</x:xmpmeta>"
    source = saved(scene(1300, 900), format_, exif=exif, **more)
    if format_ == "JPEG":  # IPTC as Photoshop writes it
        block = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x08\x1c\x02\x78\0\3mat"
        source = source[:2] + b"\xff\xed" + struct.pack(">H", len(block) + 2) + block + source[2:]
    assert b"MayAnhMau" in source
    loaded = load(source)
    assert any("chia-se" in file.name for _, file in loaded.files)
    for _, file in loaded.files:
        data = file.read_bytes()
        assert [h for h in HIDDEN if h in data] == []
        with Image.open(file) as image:
            assert dict(image.getexif()) == {}
            assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive",
                                       "progression", "loop", "background"}  # fmt: skip


def test_colour_is_managed(load: Callable[..., LoadedPhoto]) -> None:
    """A profile with red and blue exchanged: the picture looks as its profile says, not as its numbers."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, blue = profile.index(b"rXYZ"), profile.index(b"bXYZ")
    profile[red : red + 4], profile[blue : blue + 4] = b"bXYZ", b"rXYZ"
    found = widest(load(saved(scene(400, 300), "PNG", icc_profile=bytes(profile))))
    assert near(found.getpixel((200, 30)), BLUE)
    assert near(found.getpixel((200, 270)), RED)


@pytest.mark.parametrize(
    ("space", "numbers", "seen"),
    [("srgb", (200, 80, 60), (200, 80, 60)), ("p3", (200, 80, 60), (217, 71, 51)),
     ("adobe", (150, 90, 60), (167, 90, 58)), ("p3", (128, 128, 128), (128, 128, 128))],
)  # fmt: skip
def test_wide_colours(
    load: Callable[..., LoadedPhoto],
    space: str,
    numbers: tuple[int, int, int],
    seen: tuple[int, int, int],
) -> None:
    data = saved(Image.new("RGB", (400, 300), numbers), "PNG", icc_profile=profile(space))
    assert near(widest(load(data)).getpixel((200, 150)), seen, 4)


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_heic_of_a_phone(load: Callable[..., LoadedPhoto], orientation: int) -> None:
    image = scene(900, 600)
    if orientation in TURNS:
        image = image.transpose(Image.Transpose(TURNS[orientation]))
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = orientation, "MayAnhMau"
    image.info["exif"] = exif.tobytes()  # from here the encoder takes the turn, as phones write it
    loaded = load(saved(image, "HEIF", quality=80, icc_profile=profile("srgb")), "IMG_1.HEIC")
    assert (loaded.photo.width, loaded.photo.height) == (900, 600)
    assert upright(widest(loaded))
    assert not any(b"MayAnhMau" in file.read_bytes() for _, file in loaded.files)


def test_a_damaged_profile_is_not_a_fault(load: Callable[..., LoadedPhoto]) -> None:
    assert upright(widest(load(saved(scene(400, 300), "PNG", icc_profile=b"not a profile"))))


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_transparency_lies_on_white(load: Callable[..., LoadedPhoto], mode: str) -> None:
    image = Image.new("RGBA", (400, 300), (0, 0, 0, 0)).convert(mode)
    more = {"transparency": 0} if mode == "P" else {}
    assert near(widest(load(saved(image, "PNG", **more))).getpixel((200, 150)), (255, 255, 255), 2)


def test_odd_tags_are_no_fault_and_no_noise(load: Callable[..., LoadedPhoto]) -> None:
    data = bytearray(saved(scene(400, 300), "TIFF"))
    data[4:8] = struct.pack("<I", len(data))  # the directory of tags moves to the end, with one bad tag more
    start = struct.unpack("<I", saved(scene(400, 300), "TIFF")[4:8])[0]
    count = struct.unpack("<H", data[start : start + 2])[0]
    bad = struct.pack("<HHII", 65_000, 5, 1_000_000, 8)
    data += struct.pack("<H", count + 1) + data[start + 2 : start + 2 + 12 * count] + bad + bytes(4)
    assert upright(widest(load(bytes(data))))


def test_the_first_frame_of_an_animation(load: Callable[..., LoadedPhoto]) -> None:
    other = Image.new("RGB", (400, 300), "green")
    assert upright(widest(load(saved(scene(400, 300), "GIF", save_all=True, append_images=[other]))))


def test_names_follow_the_content(load: Callable[..., LoadedPhoto], tmp_path: Path) -> None:
    data = saved(scene(400, 300), "JPEG")
    first, second = load(data, "mot.jpg"), load(data, "hai.jpg")
    assert (first.files, first.photo.renditions) == (second.files, second.photo.renditions)
    assert len([f for f in tmp_path.glob("cache/*") if f.is_dir()]) == 1
    path, file = first.files[0]
    sha16, _ = path.removeprefix("/anh/").split("-")
    assert len(sha16) == 16
    assert file.parent.name.startswith(sha16)
    assert load(saved(scene(401, 300), "JPEG")).photo != first.photo


def test_the_cache_is_used_and_mended(load: Callable[..., LoadedPhoto]) -> None:
    data = saved(scene(400, 300), "JPEG")
    loaded = load(data)
    file = loaded.files[0][1]
    before = file.read_bytes()
    file.write_bytes(b"kept")
    load(data)
    assert file.read_bytes() == b"kept"
    file.unlink()
    load(data)
    assert file.read_bytes() == before


def test_everybody_may_read_what_gets_published(load: Callable[..., LoadedPhoto], tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"")
    usual = (tmp_path / "other").stat().st_mode
    assert {file.stat().st_mode for _, file in load(saved(scene(400, 300), "JPEG")).files} == {usual}


def test_a_failed_save_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError("disk full")

    (tmp_path / "anh.jpg").write_bytes(saved(scene(400, 300), "JPEG"))
    shelf = Shelf(tmp_path / "cache", processes=0)
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="disk full"):
        load_photo(tmp_path / "anh.jpg", shelf, alt="Đàn bò")
    assert list(tmp_path.glob("cache/*")) == []


def test_jpegs_open_on_slow_lines(load: Callable[..., LoadedPhoto]) -> None:
    image = widest(load(saved(scene(400, 300), "JPEG")))
    assert isinstance(image, JpegImagePlugin.JpegImageFile)
    assert image.info.get("progressive") == 1

"""HEIC, what iPhones and many newer phones write: read through pillow-heif where it is installed."""

from importlib import import_module
from importlib.util import find_spec


def taken() -> tuple[str, ...]:
    """The names Pillow knows HEIC by; empty where the package that reads it is not installed."""
    if find_spec("pillow_heif") is None:
        return ()
    # one picture of the file, no thumbnails, no depth maps: they are neither shown nor checked
    import_module("pillow_heif").register_heif_opener(thumbnails=False)
    return ("HEIF",)

"""A file that is there whole or not at all."""

from pathlib import Path


def write_in_one_step(file: Path, data: bytes) -> None:
    """Write beside, then rename: whoever reads meanwhile sees the old file. One writer at a time.

    Nothing waits for the disk: after a power cut the file may be the old one, or damaged.
    """
    beside = file.with_name(f"{file.name}.tmp")
    beside.write_bytes(data)
    beside.replace(file)

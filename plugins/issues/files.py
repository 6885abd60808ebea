"""The published files that an issue shows: photos and attachments, asked for by their URL path."""

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol


class Files(Protocol):
    """Where the forms of an issue get the bytes of a photo."""

    def read(self, path: str) -> bytes:
        """The bytes published at a URL path. Raises KeyError where nothing is published there."""


class PublishedFiles:
    """The files of a reading of the content (`Reading.files`), or any other mapping of URL path to file."""

    def __init__(self, files: Mapping[str, Path]) -> None:
        self._files = files

    def read(self, path: str) -> bytes:
        """The bytes published at a URL path. Raises KeyError where nothing is published there."""
        return self._files[path].read_bytes()

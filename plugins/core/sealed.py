"""Plain values in a file of our own, under a seal: what is damaged, or another's, does not open."""

import io
import pickle
from typing import Any

from plugins.core.stamps import SIZE, digest


class SealError(ValueError):
    """The bytes are not what was sealed."""


def seal(value: object) -> bytes:
    """Numbers, texts, bytes, tuples, lists, dicts and sets as bytes, their digest in front."""
    data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    return digest(data) + data


def unseal(sealed: object) -> Any:
    """The value. Raises SealError; makes nothing but plain values, whoever has written the bytes."""
    if not isinstance(sealed, bytes) or digest(sealed[SIZE:]) != sealed[:SIZE]:
        raise SealError("damaged")
    try:
        return _Plain(io.BytesIO(sealed[SIZE:])).load()
    except (pickle.UnpicklingError, EOFError, ValueError, TypeError, IndexError, KeyError) as error:
        raise SealError(str(error)) from error


class _Plain(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        """Plain values have no class of their own."""
        raise pickle.UnpicklingError(f"{module}.{name}")

"""Plain values in a file of our own, under a seal: what is damaged, or another's, does not open."""

import marshal
from typing import Any

from plugins.core.stamps import SIZE, digest

# The last version that tells nothing of how values lie in memory: equal values have equal bytes.
_VERSION = 2


class SealError(ValueError):
    """The bytes are not what was sealed."""


def seal(value: Any) -> bytes:
    """Numbers, texts, bytes, tuples, lists, dicts and sets as bytes, their digest in front.

    Raises ValueError for anything else. Marshal is twice as fast as pickle here, which a build feels: it
    reads ten thousand of these before it knows what to do.
    """
    data = marshal.dumps(value, _VERSION)
    return digest(data) + data


def unseal(sealed: object) -> Any:
    """The value. Raises SealError. Whoever has written the bytes, nothing of what they make is run."""
    if not isinstance(sealed, bytes) or digest(sealed[SIZE:]) != sealed[:SIZE]:
        raise SealError("damaged")
    try:
        return marshal.loads(sealed[SIZE:])  # noqa: S302 - under its digest
    except (EOFError, ValueError, TypeError) as error:
        raise SealError(str(error)) from error

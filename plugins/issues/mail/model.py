"""What the editors may set for the mail, and what can go wrong with it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MailSettings:
    """`unsubscribe` is where a reader leaves the list: an https: or mailto: address, '' for none."""

    unsubscribe: str = ""


@dataclass(eq=False)  # an exception must stay writable and hashable
class MailError(Exception):
    """A mail that cannot be made or sent; `message` and `cure` are Vietnamese, for editors."""

    code: str
    message: str
    cure: str

    def __str__(self) -> str:
        return f"{self.message} {self.cure}"

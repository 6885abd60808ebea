"""What many tests share: one browser a process (Playwright allows no second one beside it)."""

from collections.abc import Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

# A busy machine is no failure: how long an example takes is for the benchmarks to say.
settings.register_profile("suite", deadline=None)
settings.load_profile("suite")

CHROMIUM = "/usr/bin/chromium"
# Nothing but the pages under test: no updates, no look-ups of the browser's own.
QUIET = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--enable-blink-features=PrefersReducedData",  # a question that Chromium does not answer by itself yet
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, chromium_sandbox=False, args=QUIET)
        yield chromium
        chromium.close()

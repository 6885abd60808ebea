"""A reader with a small screen who asks the search of a built site, in headless Chromium."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from benchmarks.scan import Query
from benchmarks.server import Answer, Served

# 150 ms and 1.6 Mbit/s down, as Lighthouse's mobile preset has it
SLOW_LINE = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 94_000}
_WATCH = """() => {
  const status = document.getElementById('trang-thai'), q = document.getElementById('q');
  window.took = new Promise((resolve) => {
    let begun = 0;
    q.addEventListener('keydown', (event) => { if (event.key === 'Enter') begun = event.timeStamp; });
    new MutationObserver(() => {
      if (!['', 'Đang tìm…'].includes(status.textContent))
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begun)));
    }).observe(status, { childList: true });
  });
}"""
_ALL = """async ([q, filters, year]) => {
  const { search } = await import('/tim-kiem.js'), { found, partly } = await search(q, filters, year);
  return partly ? [] : found.map(({ segment, n }) => [segment, n]);
}"""
_HOLD = """async ([q, texts]) => {
  const { parse, holds } = await import('/tim-kiem.js'), asked = parse(q);
  return texts.map((each) => holds(asked, each));
}"""


@dataclass(frozen=True, slots=True)
class Visit:
    """A first query: seconds from Enter to results, what the page said, all that the server gave."""

    seconds: float
    status: str
    log: tuple[Answer, ...]

    @property
    def sent(self) -> int:
        """Bytes from the server, heads of answers included."""
        return sum(answer.sent for answer in self.log)


@dataclass(frozen=True, slots=True)
class Reader:
    """Asks a served site whose files lie in `output`."""

    browser: Browser
    served: Served
    output: Path

    def visit(self, query: Query, slowed: int = 1, line: Mapping[str, object] | None = None) -> Visit:
        """A first query, nothing kept of another visit, the processor so many times slower."""
        context = self.browser.new_context(viewport={"width": 360, "height": 800})
        page = context.new_page()
        control = context.new_cdp_session(page)
        control.send("Emulation.setCPUThrottlingRate", {"rate": slowed})
        if line:
            control.send("Network.enable")
            control.send("Network.emulateNetworkConditions", {**line})
        self.served.log.clear()
        page.goto(f"{self.served.address}/tim-kiem/", wait_until="networkidle")
        for name, value in query.fields.items():
            page.select_option(f"#{name}", value)
        page.fill("#q", query.text)
        page.evaluate(_WATCH)
        page.press("#q", "Enter")
        seconds = page.evaluate("window.took") / 1000
        found = Visit(seconds, page.inner_text("#trang-thai"), tuple(self.served.log))
        context.close()
        return found

    def page(self) -> Page:
        """A page of the site for `all`."""
        page = self.browser.new_page()
        page.goto(f"{self.served.address}/404.html")
        return page

    def all(self, page: Page, query: Query) -> list[str]:
        """The addresses of everything that is found, as a reader sees it who asks for more to the end."""
        filters = [f"@{query.fields[name]}" for name in ("huyen", "muc") if name in query.fields]
        numbers = page.evaluate(_ALL, [query.text, filters, query.fields.get("nam", "")])
        entries: list[Any] = [
            json.loads((self.output / f"tim-kiem/{segment}/bai/{n}.json").read_bytes())
            for segment, n in numbers
        ]
        if '"' in query.text:  # a phrase is proved by the script where it is shown
            texts = [[entry[1], entry[4], *entry[5].split("\n")] for entry in entries]
            held = page.evaluate(_HOLD, [query.text, texts])
            entries = [entry for entry, holds in zip(entries, held, strict=True) if holds]
        return [entry[0] for entry in entries]

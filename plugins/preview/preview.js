// The preview's own script, put into pages by `serve` only: reloads this page when its file has changed,
// and shows what is wrong with the sources. The site itself has none of it.
(() => {
  "use strict";
  const own = document.currentScript.dataset;
  const STYLE = `
    :host { all: initial; position: fixed; inset: auto 0 0 0; z-index: 2147483647; color-scheme: light dark;
      --paper: #fff8f6; --ink: #2a1512; --soft: #6a4a45; --edge: #b0141e;
      font: 16px/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif; }
    @media (prefers-color-scheme: dark) {
      :host { --paper: #2a1b1a; --ink: #fbe9e6; --soft: #d9b8b2; --edge: #ff9d93; } }
    @media print { :host { display: none; } }
    [hidden] { display: none !important; }
    .box { box-sizing: border-box; max-height: min(60vh, 30rem); overflow: auto; overscroll-behavior: contain;
      padding: .75rem 1rem 1rem; border-top: 4px solid var(--edge);
      background: var(--paper); color: var(--ink); box-shadow: 0 -4px 24px #0006; }
    .in { max-width: 60rem; margin: 0 auto; }
    .top { position: sticky; top: -.75rem; display: flex; justify-content: flex-end; margin: -.75rem 0 0;
      padding: .5rem 0; background: var(--paper); }
    h2 { margin: .25rem 0 .5rem; font-size: 1.0625rem; line-height: 1.35; }
    ul { margin: 0 0 .75rem; padding: 0; list-style: none; }
    li { margin: 0 0 .75rem; padding-left: .75rem; border-left: 3px solid var(--edge); overflow-wrap: anywhere; }
    p { margin: 0; }
    .where { font-weight: 600; }
    .code { color: var(--soft); font-size: .875rem; }
    button { min-height: 2.75rem; padding: 0 1rem; border: 2px solid var(--edge); border-radius: .375rem;
      background: var(--paper); color: var(--ink); font: inherit; font-weight: 600; cursor: pointer; }
    button:focus-visible, .box:focus-visible { outline: 3px solid var(--edge); outline-offset: 2px; }
    .again { position: absolute; right: .75rem; bottom: .75rem; }
  `;

  const make = (name, className, text) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  };

  // The overlay: an alert with a list, a button to put it away, another to have it back.
  const host = make("div");
  host.id = "xem-thu";
  const root = host.attachShadow({ mode: "open" });
  const style = new CSSStyleSheet();
  style.replaceSync(STYLE);
  root.adoptedStyleSheets = [style];
  const box = make("section", "box");
  box.tabIndex = 0;
  box.setAttribute("aria-label", "Lỗi cần sửa");
  const inner = make("div", "in");
  const top = make("div", "top");
  const close = make("button", "", "Đóng (Esc)");
  const list = make("div");
  list.setAttribute("role", "alert");
  const again = make("button", "again");
  close.type = again.type = "button";
  top.append(close);
  inner.append(top, list);
  box.append(inner);
  root.append(box, again);
  box.hidden = again.hidden = true;
  document.body.append(host);

  let shown = "[]";
  const put = "xem-thu-dong"; // what was put away stays away until there is something else to say
  const remembered = () => { try { return sessionStorage.getItem(put); } catch { return null; } };
  const remember = (text) => { try { sessionStorage.setItem(put, text); } catch { /* not allowed: forget */ } };

  const item = (note) => {
    const line = make("li");
    if (note.where) line.append(make("p", "where", note.where));
    line.append(make("p", "", note.what));
    if (note.cure) line.append(make("p", "", "→ " + note.cure));
    if (note.code) line.append(make("p", "code", "[" + note.code + "]"));
    return line;
  };

  const fold = (away) => {
    const some = shown !== "[]";
    box.hidden = !some || away;
    again.hidden = !some || !away;
  };

  const show = (groups) => {
    const text = JSON.stringify(groups);
    if (text === shown) return;
    shown = text;
    list.replaceChildren();
    for (const group of groups) {
      const lines = make("ul");
      lines.append(...group.notes.map(item));
      list.append(make("h2", "", group.title), lines);
    }
    again.textContent = groups.length ? groups[0].title : "";
    fold(remembered() === text);
    box.scrollTop = 0;
  };

  close.addEventListener("click", () => { remember(shown); fold(true); again.focus(); });
  again.addEventListener("click", () => { remember(""); fold(false); close.focus(); });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !box.hidden) {
      const inside = root.activeElement;
      remember(shown);
      fold(true);
      if (inside) again.focus();
    }
  });

  // News. Only while the page is seen: a browser has six lines to one server, and many tabs.
  const showing = (files) => {
    if (!files.length) return false;
    const loaded = performance.getEntriesByType("resource").map((entry) => new URL(entry.name));
    const paths = new Set(loaded.filter((u) => u.origin === location.origin).map((u) => decodeURIComponent(u.pathname)));
    return files.some((file) => paths.has(file));
  };
  let source = null;
  let reloading = false;
  const listen = () => {
    if (source || reloading) return;
    const asked = new URLSearchParams({ tep: decodeURIComponent(own.tep), so: own.so });
    if ("thieu" in own) asked.set("thieu", "1");
    source = new EventSource("/~xem-thu/su-kien?" + asked);
    source.onmessage = (event) => {
      const news = JSON.parse(event.data);
      if (news.session !== own.phien || news.stale || showing(news.files)) {
        reloading = true;
        rest();
        location.reload();
        return;
      }
      show(news.groups);
    };
    // a server that is away for good must not keep the page from trying again
    source.onerror = () => { if (source && source.readyState === 2) { rest(); setTimeout(listen, 1000); } };
  };
  const rest = () => { if (source) source.close(); source = null; };
  document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
  addEventListener("pagehide", rest);
  addEventListener("pageshow", () => { if (!document.hidden) listen(); });
})();

/* Search on /tim-kiem/: reads the index that plugins/search writes; see docs/decisions/0010-search.md. */
const ROOT = "/tim-kiem/", PAGE = 8, TRIES = 60, MOST = 12;
const WORTH = [8, 4, 2, 1]; // title, lead, often, once; the order of classes in entry.py
const TONES = { "\u0300": 2, "\u0301": 1, "\u0303": 4, "\u0309": 3, "\u0323": 5 };

// --- words, as plugins/search/words.py has them
const TOKEN = /[\p{L}\p{Nl}\p{No}]+|\p{Nd}+/gu, DIGITS = /^\p{Nd}+$/u;
export const strict = (token) => {
  if (DIGITS.test(token)) return token;
  let tone = "", base = "";
  for (const c of token.toLowerCase().normalize("NFD")) if (TONES[c]) tone += TONES[c]; else base += c;
  return base.normalize("NFC").replace(/^(qu|[bcdđghklmnpqrstvx]+)y$/, "$1i") + tone;
};
export const loose = (spelt) => DIGITS.test(spelt) ? spelt
  : spelt.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replaceAll("đ", "d").replace(/[1-5]+$/, "");
const looseAll = (spelt) => spelt.split(" ").map(loose).join(" ");
export const marked = (text) => /[\u0300-\u036fđ]/.test(text.toLowerCase().normalize("NFD"));
/** Every word of a text with its place. */
export const words = (text) => [...text.matchAll(TOKEN)].map((m) => ({ at: m.index, end: m.index + m[0].length, spelt: strict(m[0]) }));

// --- postings, as plugins/search/postings.py packs them: [number, class] pairs
export const unpack = (packed) => {
  const found = [];
  packed.split(" ").forEach((list, worst) => {
    let number = -1, gap = 0, times = 1;
    for (let i = 0; i < list.length; i++) {
      const c = list.charCodeAt(i);
      if (c < 93) { number += gap + (c - 35) * times + 1; gap = 0; times = 1; found.push([number, 3 - worst]); }
      else { gap += (c - 36) * times; times *= 34; }
    }
  });
  return found;
};
const crc = (text) => {
  let c = -1;
  for (const byte of new TextEncoder().encode(text)) {
    c ^= byte;
    for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
  }
  return (c ^ -1) >>> 0;
};
const shardOf = (term, cut) => {
  if (term[0] === "@") return crc(term) & (cut.words - 1);
  return term.includes(" ") ? cut.words + (crc(term) & (cut.pairs - 1)) : crc(term) & (cut.words - 1);
};

// --- fetching
const kept = new Map();
const get = (path) => {
  if (!kept.has(path)) {
    const got = fetch(ROOT + path, { cache: "no-cache" }).then((r) => { if (!r.ok) throw new Error(path); return r.json(); });
    got.catch(() => kept.delete(path));
    kept.set(path, got);
  }
  return kept.get(path);
};
const shard = async (number, cut, term) => {
  const at = shardOf(term, cut), there = parseInt(cut.there[at >> 2], 16) >> (at & 3) & 1;
  return there ? get(`${number}/${at.toString(16)}.json`) : {};
};

// --- the question
/** What is asked: `needs` are words or, in quotes and in numbers of papers, pairs; `near` are pairs that please. */
export const parse = (text) => {
  const needs = [], near = [], spelt = [], phrases = [];
  for (const part of text.normalize("NFC").split(/(["“”„«»][^"“”„«»]*["“”„«»])/)) {
    const quoted = /^["“”„«»]./.test(part) && part.length > 2;
    let last = "";
    for (const piece of quoted ? [part] : part.split(/\s+/)) {
      const found = words(piece).map((w) => w.spelt).slice(0, MOST - spelt.length), first = spelt.length;
      spelt.push(...found);
      if (!found.length) continue;
      if (last && !quoted) near.push([last, found[0]].join(" "));
      last = found.at(-1);
      if (found.length === 1) needs.push({ term: found[0], first, last: first, quoted });
      for (let i = 1; i < found.length; i++) needs.push({ term: `${found[i - 1]} ${found[i]}`, first: first + i - 1, last: first + i, quoted });
      if (quoted && found.length > 1) phrases.push(found);
    }
  }
  return { needs, near, spelt, phrases, marked: marked(text) };
};

/** The postings of all spellings of a term, and of places that begin with it: [spelling, postings]. */
const spellings = async (number, cut, term) => {
  const key = looseAll(term), found = [];
  for (const [spelt, packed] of Object.entries(await shard(number, cut, key)))
    if (looseAll(spelt) === key) found.push([spelt, unpack(packed)]);
  return found;
};
/** The places whose names stand in the question: {first, last, exact, numbers}. */
const places = async (number, cut, asked) => {
  const found = [], plain = asked.spelt.map(loose);
  await Promise.all(plain.map(async (word, i) => {
    const keys = i + 1 < plain.length ? [word, `${word} ${plain[i + 1]}`] : [word];
    for (const key of keys) {
      if (!key.includes(" ") && asked.needs.every((n) => n.term !== asked.spelt[i])) continue;
      for (const [name, packed] of Object.entries(await shard(number, cut, key))) {
        if (name[0] !== "^") continue;
        const own = name.slice(1).split(" ");
        if ((own.length === 1) === key.includes(" ")) continue;
        if (own.every((w, k) => loose(w) === plain[i + k]))
          found.push({ first: i, last: i + own.length - 1, exact: own.every((w, k) => w === asked.spelt[i + k]), postings: unpack(packed) });
      }
    }
  }));
  return found;
};

/** Numbers of the entries of a segment that answer, with scores. */
const ask = async (number, cut, asked, filters, any) => {
  if (!cut.size || !asked.needs.length) return [];
  const all = 2 ** asked.needs.length - 1;
  const mask = new Uint32Array(cut.size), exact = new Uint32Array(cut.size), score = new Float32Array(cut.size);
  const add = (bits, right, postings, weight) => {
    for (const [n, place] of postings) {
      mask[n] |= bits;
      if (right) exact[n] |= bits;
      score[n] += WORTH[place] * weight * (right ? 1 : 0.3);
    }
  };
  const rare = (lists) => Math.log(1 + cut.size / (1 + lists.reduce((sum, [, p]) => sum + p.length, 0)));
  const [lists, pairs, named, kept] = await Promise.all([
    Promise.all(asked.needs.map((need) => spellings(number, cut, need.term))),
    Promise.all(asked.near.map((pair) => spellings(number, cut, pair))),
    places(number, cut, asked),
    Promise.all(filters.map(async (f) => new Set(unpack((await shard(number, cut, f))[f] ?? "").map(([n]) => n)))),
  ]);
  const right = (spelt, term) => !asked.marked || spelt === term;
  lists.forEach((found, i) => {
    const { term, quoted } = asked.needs[i];
    for (const [spelt, postings] of found)
      if (spelt === term || !quoted || !asked.marked) add(2 ** i, right(spelt, term), postings, rare(found));
  });
  for (const { first, last, exact: same, postings } of named) {
    let bits = 0;
    asked.needs.forEach((need, i) => { if (need.first >= first && need.last <= last) bits |= 2 ** i; });
    if (bits) add(bits, !asked.marked || same, postings, 3 * (1 + last - first));
  }
  pairs.forEach((found, i) => {
    for (const [spelt, postings] of found) add(0, right(spelt, asked.near[i]), postings, 1.5 * rare(found));
  });
  const found = [];
  for (let n = 0; n < cut.size; n++)
    if (any ? mask[n] : mask[n] === all)
      if (kept.every((set) => set.has(n)))
        found.push({ segment: number, n, exact: exact[n] === all, of: bitCount(mask[n]), score: score[n] });
  return found;
};
const bitCount = (bits) => bits.toString(2).replaceAll("0", "").length;

/** All answers, the best first: {found, partly}. `filters` as terms, `year` as text or "". */
export const search = async (text, filters = [], year = "") => {
  const cuts = await get("muc-luc.json"), asked = parse(text);
  for (const any of [false, true]) {
    const found = (await Promise.all(cuts.map((cut, i) => ask(i, cut, asked, filters, any)))).flat()
      .filter(({ segment, n }) => !year || yearOf(cuts[segment], n) === year);
    found.sort((a, b) => b.of - a.of || b.exact - a.exact || b.score - a.score || b.segment - a.segment || b.n - a.n);
    if (found.length || any || asked.needs.length < 2 || asked.phrases.length) return { asked, found, partly: any && found.length > 0 };
  }
};
const yearOf = (cut, n) => cut.years.findLast(([, first]) => first <= n)[0];
/** An entry: [path, title, date, label, lead, text]. */
export const entry = ({ segment, n }) => get(`${segment}/bai/${n}.json`);

/** Whether every phrase of the question stands in an entry as it was typed. */
export const holds = (asked, texts) => asked.phrases.every((phrase) => phrase.length < 3 || texts.some((text) => {
  const key = asked.marked ? (w) => w : loose, found = words(text.normalize("NFC")).map((w) => key(w.spelt));
  return found.some((_, i) => phrase.every((w, k) => key(w) === found[i + k]));
}));

/** The words of a text that answer. */
const hits = (asked, text) => {
  const all = words(text), exact = new Set(asked.spelt), plain = new Set(asked.spelt.map(loose));
  const same = asked.marked ? all.filter((w) => exact.has(w.spelt)) : [];
  return same.length ? same : all.filter((w) => plain.has(loose(w.spelt)));
};
/** The part of a text around the most answers, as [from, to]. */
export const window_ = (asked, text, length = 220) => {
  const found = hits(asked, text);
  let best = 0, most = -1;
  found.forEach((word, i) => {
    const inside = found.slice(i).filter((w) => w.end < word.at + length);
    const worth = 3 * new Set(inside.map((w) => loose(w.spelt))).size + Math.min(inside.length, 5);
    if (worth > most) { most = worth; best = word.at; }
  });
  let from = Math.max(0, best - 60), to = Math.min(text.length, from + length);
  if (from) from = text.indexOf(" ", from) + 1;
  if (to < text.length) to = text.lastIndexOf(" ", to);
  return [from, to];
};
/** Put a text into an element, answers marked. */
const mark = (into, asked, text) => {
  let at = 0;
  for (const { at: from, end } of hits(asked, text)) {
    into.append(text.slice(at, from), Object.assign(document.createElement("mark"), { textContent: text.slice(from, end) }));
    at = end;
  }
  into.append(text.slice(at));
};

// --- the page
const form = globalThis.document?.getElementById("tim");
if (form) {
  const list = document.getElementById("ket-qua").appendChild(document.createElement("ol")), more = document.getElementById("xem-them"), status = document.getElementById("trang-thai");
  list.className = "search__list";
  list.hidden = true;
  const say = form.dataset, title = document.title;
  let turn = 0, next = () => {};
  const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const item = (asked, [path, name, date, label, lead, text]) => {
    const row = document.createElement("li");
    row.className = "search__result";
    const head = row.appendChild(document.createElement("h2")), link = head.appendChild(document.createElement("a"));
    head.className = "search__title";
    link.href = path;
    mark(link, asked, name);
    const body = hits(asked, lead).length > 1 || !text ? lead : hits(asked, text).length ? text : lead || text;
    const flat = body.replaceAll("\n", " "), [from, to] = window_(asked, flat);
    const part = row.appendChild(document.createElement("p"));
    part.className = "search__text";
    mark(part, asked, (from ? "… " : "") + flat.slice(from, to) + (to < flat.length ? " …" : ""));
    const meta = row.appendChild(document.createElement("p"));
    meta.className = "search__meta";
    if (date) {
      const time = meta.appendChild(document.createElement("time"));
      time.dateTime = date;
      time.textContent = date.split("-").map(Number).reverse().join("/");
      meta.append(" · ");
    }
    meta.append(label);
    return row;
  };
  const show = async (own, asked, found, from, focus) => {
    let at = from, shown = 0;
    const rows = [];
    while (shown < PAGE && at < found.length && at < from + TRIES) {
      const batch = found.slice(at, at + PAGE - shown);
      at += batch.length;
      for (const one of await Promise.all(batch.map(entry)))
        if (holds(asked, [one[1], one[4], ...one[5].split("\n")])) { rows.push(item(asked, one)); shown++; }
    }
    if (own !== turn) return -1;
    list.append(...rows);
    list.hidden = !list.children.length;
    if (focus && rows.length) rows[0].querySelector("a").focus();
    more.hidden = at >= found.length;
    next = () => show(own, asked, found, at, true);
    return shown;
  };
  const run = async () => {
    const own = ++turn, data = new FormData(form), q = data.get("q").trim();
    list.replaceChildren();
    list.hidden = true;
    more.hidden = true;
    document.title = q ? `${q} – ${title}` : title;
    if (!q) { status.textContent = ""; return; }
    status.textContent = say.busy;
    try {
      const filters = ["huyen", "muc"].map((name) => data.get(name)).filter(Boolean).map((path) => `@${path}`);
      const { asked, found, partly } = await search(q, filters, data.get("nam") ?? "");
      const shown = await show(own, asked, found, 0, false);
      if (shown < 0) return;
      // a phrase of three words and more is only sure where its text has been read
      const unsure = asked.phrases.some((p) => p.length > 2);
      const count = unsure && more.hidden ? shown : found.length;
      const words = !shown && more.hidden ? say.none : partly ? say.partly : unsure && !more.hidden ? say.about : say.found;
      status.textContent = fill(words, { count: count.toLocaleString("vi"), q });
    } catch {
      if (own === turn) status.textContent = say.broken;
    }
  };
  const read = () => {
    const asked = new URLSearchParams(location.search);
    for (const field of form.elements) if (field.name) field.value = asked.get(field.name) ?? "";
    return run();
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const asked = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    history.pushState(null, "", `?${asked}`);
    run();
  });
  more.addEventListener("click", () => next());
  addEventListener("popstate", read);
  read();
}

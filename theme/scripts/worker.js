// The service worker: what was read can be read again without a network.
// Before it stand, written by the build: VERSION (of all that is in SHELL), SHELL, OFFLINE (paths).
// Pages come from the network and are kept as they come; a kept page is shown only where the network
// fails or is slower than PATIENCE, and even then the answer, once there, is kept for the next visit.
const SHELL_CACHE = "vo-" + VERSION;
const PAGES = "trang-1";
const FILES = "tep-1";
const MOST_PAGES = 60;
const MOST_FILES = 80;
const PATIENCE = 3000;
// Named after their content: what is kept is right for ever.
const HASHED = /^\/(?:anh|ma)\//;

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(fill());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(takeOver());
});

self.addEventListener("fetch", (event) => {
  const request = event.request;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || request.headers.has("range")) return;
  if (request.mode === "navigate") event.respondWith(page(event, url.pathname));
  else if (HASHED.test(url.pathname)) event.respondWith(file(event));
  else if (SHELL.includes(url.pathname)) event.respondWith(fetch(request).catch(() => kept(url.pathname)));
});

// With "Save-Data" only the offline page is fetched unasked.
async function fill() {
  const saving = navigator.connection && navigator.connection.saveData;
  const cache = await caches.open(SHELL_CACHE);
  await cache.add(new Request(OFFLINE, { cache: "no-cache" }));
  if (saving) return;
  // one that fails is no reason to have no worker
  await Promise.allSettled(SHELL.map((path) => cache.add(new Request(path, { cache: "no-cache" }))));
}

async function takeOver() {
  const ours = [SHELL_CACHE, PAGES, FILES];
  for (const name of await caches.keys()) if (!ours.includes(name)) await caches.delete(name);
  // what the shell has is newer than what was read before
  const shell = await caches.open(SHELL_CACHE);
  const read = await caches.open(PAGES);
  for (const request of await shell.keys()) await read.delete(request);
  await self.clients.claim();
}

async function page(event, path) {
  const old = await kept(path);
  const fresh = network(event, path);
  event.waitUntil(fresh.catch(() => {}));
  if (!old) return fresh.catch(() => offline());
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, old));
  const answer = await Promise.race([fresh.catch(() => old), late]);
  return answer.status >= 500 ? old : answer;
}

async function network(event, path) {
  // past the browser's own store, which guesses for how long a page is fresh; it asks with what it has
  const answer = await fetch(event.request, { cache: "no-cache" });
  const gone = answer.status === 404 || answer.status === 410;
  const leaving = path === OFFLINE && /[?&]tat\b/.test(new URL(event.request.url).search);
  if (answer.ok && !leaving && /^text\/html/.test(answer.headers.get("content-type") || "")) {
    const copy = answer.clone();
    event.waitUntil(keep(PAGES, path, copy, MOST_PAGES));
  } else if (gone) {
    // taken off the site: nobody may find it here
    for (const name of await caches.keys()) await (await caches.open(name)).delete(path);
  }
  return answer;
}

async function file(event) {
  const path = new URL(event.request.url).pathname;
  const old = await kept(path);
  if (old) return old;
  const answer = await fetch(event.request);
  if (answer.ok) event.waitUntil(keep(FILES, path, answer.clone(), MOST_FILES));
  return answer;
}

async function kept(path) {
  for (const name of [PAGES, FILES, SHELL_CACHE]) {
    const found = await (await caches.open(name)).match(path);
    if (found) return found;
  }
}

async function offline() {
  return (await kept(OFFLINE)) || Response.error();
}

// The oldest go; what is kept anew goes to the end.
async function keep(name, path, answer, most) {
  const cache = await caches.open(name);
  await cache.delete(path);
  await cache.put(path, answer);
  const paths = await cache.keys();
  for (const old of paths.slice(0, Math.max(0, paths.length - most))) await cache.delete(old);
}

// Registers the worker, and on the offline page: says what is kept here, and switches it off and on.
// A preview on this machine has no worker unless its address asks for one: ?ngoai-tuyen
(async () => {
  const asks = new URLSearchParams(location.search);
  const here = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(location.hostname);
  const worker = navigator.serviceWorker;
  const able = worker && window.caches && (here ? asks.has("ngoai-tuyen") : location.protocol === "https:");
  const state = document.getElementById("ngoai-tuyen");
  let off = true;
  try {
    if (state && asks.has("tat")) localStorage.setItem("ngoai-tuyen", "tat");
    if (state && asks.has("bat")) localStorage.removeItem("ngoai-tuyen");
    off = localStorage.getItem("ngoai-tuyen") === "tat";
  } catch {
    // where nothing may be kept there is nothing to switch
  }
  try {
    if (worker && off && state) {
      for (const one of await worker.getRegistrations()) await one.unregister();
      for (const name of await caches.keys()) await caches.delete(name);
    } else if (able && !off) {
      await worker.register("/sw.js");
    }
  } catch {
    // a page without a worker is a whole page
  }
  if (!state) return;
  const on = worker && !off && (await worker.getRegistration());
  state.textContent = off && worker ? state.dataset.off : on ? state.dataset.on : state.dataset.never;
  if (!worker) return;
  document.getElementById("bat-tat").hidden = false;
  document.getElementById("tat").hidden = off;
  document.getElementById("bat").hidden = !off;
  if (!on) return;
  const list = document.createElement("ul");
  const cache = await caches.open("trang-1");
  for (const request of (await cache.keys()).reverse()) {
    const path = new URL(request.url).pathname;
    if (!path.startsWith("/tin/") && !path.startsWith("/ban-tin/2")) continue;
    const text = await (await cache.match(request)).text();
    const title = new DOMParser().parseFromString(text, "text/html").querySelector("h1");
    const link = list.appendChild(document.createElement("li")).appendChild(document.createElement("a"));
    link.href = path;
    link.textContent = title ? title.textContent : path;
  }
  const kept = document.getElementById("da-luu");
  kept.append(list);
  kept.hidden = !list.children.length;
})();

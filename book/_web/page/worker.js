// Keeps the files of one edition of the book, so that it can be read without a network.
const EDITION = `book ${new URL("./", location).pathname} VERSION`;
const FILES = LIST;

const keep = async () => {
  const cache = await caches.open(EDITION);
  // Past the browser's own cache, which may hold files of the edition before.
  await cache.addAll(FILES.map((file) => new Request(file, { cache: "reload" })));
};

const forgetOthers = async () => {
  const mine = EDITION.slice(0, EDITION.lastIndexOf(" ") + 1);
  for (const name of await caches.keys()) {
    if (name.startsWith(mine) && name !== EDITION) await caches.delete(name);
  }
  await clients.claim();
};

const answer = async (request) => {
  const address = new URL(request.url);
  if (address.pathname.endsWith("/")) address.pathname += "index.html";
  const kept = await caches.match(address, { cacheName: EDITION, ignoreSearch: true });
  return kept ?? fetch(request);
};

addEventListener("install", (event) => event.waitUntil(keep()));
addEventListener("activate", (event) => event.waitUntil(forgetOthers()));
addEventListener("message", (event) => event.data === "take over" && skipWaiting());
addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && url.startsWith(location.origin)) {
    event.respondWith(answer(event.request));
  }
});

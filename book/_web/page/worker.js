// Keeps the files of one edition of the book, so that it can be read without a network.
const EDITION = `book ${new URL("./", location).pathname} VERSION`;
const FILES = LIST;

// Some hosts send a reader on from /page.html to /page. What has been sent on, a browser
// refuses as the answer to a visit: its content is kept as if it had come at once.
const direct = (reply) => (reply.redirected
  ? new Response(reply.body, { headers: reply.headers }) : reply);

const keep = async () => {
  const cache = await caches.open(EDITION);
  await Promise.all(FILES.map(async (file) => {
    // Past the browser's own cache, which may hold files of the edition before.
    const reply = await fetch(new Request(file, { cache: "reload" }));
    if (!reply.ok) throw new TypeError(`${file}: ${reply.status}`);
    await cache.put(file, direct(reply));
  }));
};

const forgetOthers = async () => {
  const mine = EDITION.slice(0, EDITION.lastIndexOf(" ") + 1);
  for (const name of await caches.keys()) {
    if (name.startsWith(mine) && name !== EDITION) await caches.delete(name);
  }
  await clients.claim();
};

const answer = async (request) => {
  const { href, pathname } = new URL(request.url);
  const names = pathname.endsWith("/") ? ["index.html"] : ["", ".html"];
  for (const name of names) {
    const address = new URL(href);
    address.pathname += name;
    const kept = await caches.match(address, { cacheName: EDITION, ignoreSearch: true });
    if (kept) return kept;
  }
  return fetch(request);
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

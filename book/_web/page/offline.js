// The book without a network: a worker keeps its files, unless the reader says no.
// A page that names no worker, as those of `make serve`, takes an older one away.
{
  const home = new URL(document.documentElement.dataset.content_root, location);
  const choice = document.querySelector(".offline-switch");
  const wanted = () => {
    try { return localStorage.getItem("offline") !== "no"; } catch { return false; }
  };
  // A browser may have none, and in a frame refuse even to say so.
  const workers = (() => {
    try { return location.protocol === "file:" ? null : navigator.serviceWorker; } catch { return null; }
  })();

  const forget = async () => {
    for (const worker of await workers.getRegistrations()) {
      if (worker.scope === home.href) await worker.unregister();
    }
    for (const name of await caches.keys()) {
      if (name.startsWith(`book ${home.pathname} `)) await caches.delete(name);
    }
  };

  const offer = (worker) => {
    const note = document.createElement("div");
    note.className = "renewed";
    note.setAttribute("role", "status");
    note.innerHTML = "There is a newer edition of this book. <button type='button'>Show it</button>";
    note.querySelector("button").addEventListener("click", () => worker.postMessage("take over"));
    document.body.append(note);
  };

  const keep = async () => {
    const script = new URL("worker.js", home);
    const reply = await fetch(script, { method: "HEAD", cache: "no-store" }).catch(() => null);
    // A browser keeps a worker whose script is gone, and with it the pages of its time.
    if (reply?.status === 404) {
      await forget();
      return workers.controller && location.reload();
    }
    const registration = await workers.register(script);
    const ready = (worker) => worker && workers.controller && offer(worker);
    ready(registration.waiting);
    const watch = (worker) => worker?.addEventListener("statechange", () => {
      if (worker.state === "installed") ready(worker);
    });
    watch(registration.installing);
    registration.addEventListener("updatefound", () => watch(registration.installing));
  };

  if (workers && "caches" in window) {
    const settle = async () => {
      try {
        await ("worker" in document.body.dataset && wanted() ? keep() : forget());
      } catch (refused) { console.info(`Not kept for reading offline: ${refused.message}`); }
    };
    // Not before the page has had the network for itself.
    addEventListener("load", () => setTimeout(settle, 3000));
    let controlled = Boolean(workers.controller);
    workers.addEventListener("controllerchange", () => {
      if (controlled) location.reload();
      controlled = true;
    });
    if (choice) {
      choice.checked = wanted();
      choice.addEventListener("change", () => {
        try { localStorage.setItem("offline", choice.checked ? "yes" : "no"); } catch { /* till the next page */ }
        settle();
      });
    }
  } else {
    choice?.closest("li").remove();
  }
}

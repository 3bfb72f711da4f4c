// The frame of a page: its theme, what opens over it, and the lists of chapters and
// sections, which show where the reader is.
{
  const root = document.documentElement;
  const find = (selector) => document.querySelector(selector);

  // -- The theme, as early.js has set it first --
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const choices = document.querySelectorAll(".theme-change-button");
  const paint = (mode) => {
    root.dataset.mode = mode;
    root.dataset.theme = mode === "auto" ? (dark.matches ? "dark" : "light") : mode;
    for (const choice of choices) choice.setAttribute("aria-pressed", choice.dataset.mode === mode);
  };
  paint(root.dataset.mode);
  dark.addEventListener("change", () => paint(root.dataset.mode));
  for (const choice of choices) {
    choice.addEventListener("click", () => {
      paint(choice.dataset.mode);
      try { localStorage.setItem("mode", choice.dataset.mode); } catch { /* for this page */ }
    });
  }

  // -- What opens: the search, and on a narrow screen the two lists --
  const closes = (dialog) => {
    dialog.addEventListener("click", ({ target, clientX: x, clientY: y }) => {
      const { left, right, top, bottom } = dialog.getBoundingClientRect();
      if (target === dialog && (x < left || x > right || y < top || y > bottom)) dialog.close();
    });
    // Sphinx's script keeps this key from the browser, to take marks from words.
    dialog.addEventListener("keydown", (event) => event.key === "Escape" && dialog.close());
  };
  const search = document.getElementById("pst-search-dialog");
  closes(search);
  const askForSearch = () => {
    const field = find(":not(dialog) > form.bd-search input");
    if (!field) return search.open ? search.close() : search.showModal();
    field.focus();
    field.select();
  };
  for (const button of document.querySelectorAll(".search-button__button")) {
    button.addEventListener("click", askForSearch);
  }
  const isMac = /^(Mac|iPhone)/.test(navigator.platform);
  if (isMac) find(".kbd-shortcut__modifier").textContent = "⌘";
  addEventListener("keydown", (event) => {
    const [wanted, other] = isMac ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey];
    if (!wanted || other || event.shiftKey || event.altKey || event.key.toLowerCase() !== "k") return;
    event.preventDefault();
    askForSearch();
  });

  // A list is moved into its drawer, with the classes that lay it out, and back.
  const move = (from, to) => {
    to.append(...from.childNodes);
    to.classList.add(...from.classList);
    from.classList.remove(...from.classList);
  };
  const isWide = matchMedia("(min-width: 992px)");
  for (const [name, button] of [["primary", find(".primary-toggle")], ["secondary", find(".secondary-toggle")]]) {
    const list = document.getElementById(`pst-${name}-sidebar`);
    const drawer = document.getElementById(`pst-${name}-sidebar-modal`);
    if (!button || !list || !drawer) continue;
    closes(drawer);
    button.addEventListener("click", () => {
      if (name === "primary" && isWide.matches) return list.classList.toggle("pst-sidebar-hidden");
      move(list, drawer);
      drawer.showModal();
    });
    drawer.addEventListener("close", () => move(drawer, list));
    drawer.addEventListener("click", (event) => event.target.closest("a[href^='#']") && drawer.close());
  }

  // -- The list of chapters: where the reader left it, or where the page is in it --
  const chapters = find(".bd-sidebar-primary");
  if (chapters) {
    const left = Number(sessionStorage.getItem("sidebar-scroll-top") ?? NaN);
    const here = [...chapters.querySelectorAll(".active")].pop();
    const below = here ? here.getBoundingClientRect().top - chapters.getBoundingClientRect().top : 0;
    if (!Number.isNaN(left)) chapters.scrollTop = left;
    else if (below > innerHeight / 2) chapters.scrollTop = below - chapters.clientHeight / 4;
    addEventListener("pagehide", () => {
      try { sessionStorage.setItem("sidebar-scroll-top", chapters.scrollTop); } catch { /* unkept */ }
    });
  }

  // -- The list of sections: the one whose heading was the last to pass the top --
  const links = new Map();
  for (const link of document.querySelectorAll("#pst-page-toc-nav a[href^='#']")) {
    const section = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (section) links.set(section.querySelector("h1, h2, h3, h4") ?? section, link);
  }
  let chosen = 0; // when the reader last chose a section, which may not reach the top
  const mark = (current) => {
    for (const link of links.values()) {
      link.classList.toggle("active", link === current);
      if (link === current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    for (const entry of document.querySelectorAll("#pst-page-toc-nav .toc-entry")) {
      entry.classList.toggle("active", entry.contains(current));
    }
  };
  const markChosen = () => {
    const link = [...links.values()].find(({ hash }) => hash && hash === location.hash);
    if (!link) return;
    chosen = Date.now();
    mark(link);
  };
  markChosen();
  addEventListener("hashchange", markChosen);
  const watcher = new IntersectionObserver((changes) => {
    const seen = changes.filter((change) => change.isIntersecting).pop();
    if (seen && Date.now() > chosen + 1000) mark(links.get(seen.target));
  }, { rootMargin: "0px 0px -70% 0px" });
  for (const heading of links.keys()) watcher.observe(heading);
}

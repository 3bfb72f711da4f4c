// A look at what a link points to, an equation, a figure, a term, an exercise or a source,
// while the pointer or the focus is on it. Only for places in this book; a page opened as
// a file cannot read other pages, and shows those of its own.
{
  const TARGETS = "dt, .equation, figure, .exercise, .citation, table, section";
  const DELAY = 250, GAP = 6;
  const pages = new Map();
  let card, timer, shownFor;

  const pageOf = (address) => {
    if (address.pathname === location.pathname) return Promise.resolve(document);
    if (!pages.has(address.pathname)) {
      const page = fetch(address.pathname)
        .then((answer) => (answer.ok ? answer.text() : Promise.reject()))
        .then((text) => new DOMParser().parseFromString(text, "text/html"));
      pages.set(address.pathname, page);
    }
    return pages.get(address.pathname);
  };

  // The place itself, and for a term what the glossary says of it.
  const excerpt = (page, id) => {
    const found = page.getElementById(id);
    const place = found?.closest(TARGETS) ?? found?.querySelector(TARGETS);
    if (!place) return null;
    const parts = place.matches("dt") ? [place, place.nextElementSibling]
      : place.matches("section") ? [...place.children].slice(0, 2) : [place];
    const box = document.createElement("div");
    for (const part of parts) {
      const copy = part.cloneNode(true);
      for (const extra of copy.querySelectorAll(".headerlink, details, .facts")) extra.remove();
      for (const marked of copy.querySelectorAll("a")) marked.replaceWith(...marked.childNodes);
      box.append(copy);
    }
    // A copy must not be a second goal of links; figures draw with ids of their own.
    if (!box.querySelector("svg")) {
      for (const marked of [box, ...box.querySelectorAll("[id]")]) marked.removeAttribute("id");
    }
    return box;
  };

  const remove = () => {
    card?.remove();
    shownFor?.removeAttribute("aria-describedby");
    card = shownFor = undefined;
  };
  const hide = () => {
    clearTimeout(timer);
    remove();
  };

  const show = async (link) => {
    const address = new URL(link.href);
    const page = await pageOf(address).catch(() => null);
    const box = page && excerpt(page, decodeURIComponent(address.hash.slice(1)));
    if (!box || !link.matches(":hover, :focus-visible")) return;
    remove();
    card = document.createElement("div");
    card.id = "preview";
    card.className = "preview bd-article";
    card.setAttribute("role", "tooltip");
    card.append(box);
    document.body.append(card);
    // Below the link, or above it where there is more room; never wider or higher than that.
    const at = link.getClientRects()[0], size = card.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    const above = at.top - 2 * GAP, under = clientHeight - at.bottom - 2 * GAP;
    const below = size.height <= under || under >= above;
    const height = Math.min(size.height, below ? under : above);
    card.style.maxHeight = `${height}px`;
    card.style.left = `${Math.max(GAP, Math.min(at.left, clientWidth - size.width - GAP))}px`;
    card.style.top = `${below ? at.bottom + GAP : at.top - height - GAP}px`;
    card.addEventListener("pointerleave", hide);
    link.setAttribute("aria-describedby", card.id);
    shownFor = link;
  };

  const ask = (link) => {
    clearTimeout(timer);
    if (link !== shownFor) timer = setTimeout(show, DELAY, link);
  };

  for (const link of document.querySelectorAll(".bd-article a.internal[href*='#']:not(.headerlink)")) {
    link.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && ask(link));
    link.addEventListener("focus", () => link.matches(":focus-visible") && ask(link));
    link.addEventListener("blur", hide);
    link.addEventListener("pointerleave", () => {
      // Time to move onto the card, which stays while the pointer is on it.
      clearTimeout(timer);
      timer = setTimeout(() => card?.matches(":hover") || hide(), DELAY);
    });
  }
  addEventListener("keydown", (event) => event.key === "Escape" && hide());
  addEventListener("scroll", remove, { passive: true });
}

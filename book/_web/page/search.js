// The search page: what it finds, in which order, and what it shows of it. The index is
// that of book/_ext/search/index.py; Stemmer and stopwords are Sphinx's.
{
  const TITLE = 15; // the score of a title that the query names in full
  const NAME = 8, PART = 6, PRIORITY = { 0: 4, 1: 5, 2: -5 }; // of functions and modules
  const FULL = 14; // the score of a section that is all about the query
  const HALF = 6; // the place at which a section counts for half as much as the first
  const MOST = 20; // hits to show
  const LENGTH = 220, BEFORE = 60; // characters of an excerpt, and of them before the word
  const YEAR = /\b(?:18|19|20)\d\d\b/g;
  const { pages, sections, terms, objects, signs } = searchIndex;
  const out = document.getElementById("search-results");
  const home = document.documentElement.dataset.content_root;
  const stemmer = new Stemmer();

  // The words of a text as book/_ext/search/words.py has them.
  const named = (text) => text.replace(/./gsu, (sign) => (signs[sign] ? ` ${signs[sign]} ` : sign));
  const wordsOf = (text) =>
    named(named(text).normalize("NFKD"))
      .replace(/\p{Mn}/gu, "")
      .split(/[^\p{Letter}\p{Number}]+/u)
      .filter((word) => word);
  const stemsOf = (text) =>
    wordsOf(text.toLowerCase())
      .filter((word) => !stopwords.has(word) && !/^\d+$/.test(word))
      .map((word) => stemmer.stemWord(word));

  // -- What is found ------------------------------------------------------------------
  // Each hit is [place, score]: the number of a section, or after those of an object.

  function* titled(query) {
    for (const [place, [, anchor, title]] of sections.entries()) {
      if (title.toLowerCase().includes(query) && query.length >= title.length / 2)
        yield [place, Math.round((TITLE * query.length) / title.length) + (anchor ? 0 : 1)];
    }
  }

  const last = (name) => name.split(".").pop();
  function* objectsNamed(query) {
    // A function by its own name, whatever it is called through.
    const wanted = [...new Set(query.split(/[\s()]+/).map(last).filter((name) => name))];
    for (const [k, [name, page, , priority]] of objects.entries()) {
      const text = `${name} ${pages[page][1]}`.toLowerCase(), own = last(name.toLowerCase());
      const found = wanted.filter((word) => name.toLowerCase().includes(word));
      if (!found.length || !wanted.every((word) => text.includes(word))) continue;
      const match = found.includes(own) ? NAME : found.some((word) => own.includes(word)) ? PART : 0;
      yield [sections.length + k, match + (PRIORITY[priority] ?? 0)];
    }
  }

  // What is not a word of the book may be a part of one.
  const sectionsOf = (word) => {
    if (Object.hasOwn(terms, word)) return terms[word];
    if (word.length < 3) return [];
    const longer = Object.keys(terms).filter((term) => term.includes(word));
    return [...new Set(longer.flatMap((term) => terms[term]))];
  };

  const about = (wanted) => {
    const long = wanted.filter((word) => word.length > 1);
    const words = long.length ? long : wanted;
    const scores = new Map(); // section → [how many words it has, how much it is about them]
    let sum = 0;
    for (const word of wanted) {
      const found = sectionsOf(word);
      const rarity = Math.log(1 + sections.length / (1 + found.length));
      sum += found.length ? rarity : 0;
      found.forEach((section, place) => {
        const [many, score] = scores.get(section) ?? [0, 0];
        scores.set(section, [many + words.includes(word), score + rarity / (1 + place / HALF)]);
      });
    }
    // A section with half of the words is worth a quarter.
    return [...scores].map(([section, [many, score]]) =>
      [section, (FULL * score * (many / words.length) ** 2) / sum]);
  };

  const find = (typed) => {
    const query = typed.trim().replace(/[(){}?!.,;:\s]+$/, "").toLowerCase();
    const wanted = [...new Set([...stemsOf(query), ...(query.match(YEAR) ?? [])])];
    const best = new Map();
    for (const [place, score] of [...titled(query), ...objectsNamed(query), ...about(wanted)])
      if (!(best.get(place) > score)) best.set(place, score);
    const hits = [...best].map(([place, score]) => ({ place, score, title: titleOf(place) }));
    hits.sort((a, b) => b.score - a.score || (a.title.toLowerCase() < b.title.toLowerCase() ? -1 : 1));
    return { hits, wanted };
  };

  // -- What is shown of it --------------------------------------------------------------

  const titleOf = (place) => {
    if (place >= sections.length) return objects[place - sections.length][0];
    const [page, anchor, title] = sections[place];
    return anchor ? `${pages[page][1]} > ${title}` : title;
  };

  const addressOf = (place) => {
    const [page, anchor] = place < sections.length ? sections[place]
      : objects[place - sections.length].slice(1);
    return `${home}${pages[page][0]}.html${anchor && `#${anchor}`}`;
  };

  // The text around the first of the words.
  const excerpt = (text, wanted) => {
    const isWanted = ([word]) => stemsOf(word).some((stem) => wanted.some((one) =>
      stem === one || (one.length > 2 && stem.includes(one))));
    const at = [...text.matchAll(/[\p{L}\p{N}\p{M}_]+|[^\s\p{L}\p{N}\p{P}]/gu)].find(isWanted)?.index ?? 0;
    const from = at <= BEFORE ? 0 : text.indexOf(" ", at - BEFORE) + 1;
    const rest = text.slice(from);
    const part = rest.length <= LENGTH ? rest : rest.slice(0, rest.lastIndexOf(" ", LENGTH));
    return (from ? "… " : "") + part + (part.length < rest.length ? " …" : "");
  };

  // A script, as a page that is opened from a folder may read no other file.
  let asked;
  const texts = () => (asked ??= new Promise((ready) => {
    const script = document.createElement("script");
    script.src = `${home}searchtexts.js`;
    script.onload = () => ready(searchTexts);
    script.onerror = () => ready([]);
    document.head.append(script);
  }));

  // Sphinx's script marks these on the page that the reader goes to.
  const remember = (typed) => {
    try { localStorage.setItem("sphinx_highlight_terms", wordsOf(typed.toLowerCase()).filter((word) => !stopwords.has(word)).join(" ")); } catch { /* unmarked */ }
  };

  const element = (name, text, attributes = {}) =>
    Object.assign(document.createElement(name), { textContent: text, ...attributes });

  const show = async (typed) => {
    for (const field of document.querySelectorAll('input[name="q"]')) field.value = typed;
    if (!typed.trim()) return out.replaceChildren();
    remember(typed);
    const { hits, wanted } = find(typed), said = hits.length ? await texts() : [];
    const some = hits.length > MOST ? `found ${hits.length} places, of which these come first`
      : hits.length === 1 ? "found one place" : `found ${hits.length} places`;
    const list = element("ul", "", { className: "search" });
    list.setAttribute("role", "list");
    for (const { place, title } of hits.slice(0, MOST)) {
      const item = list.appendChild(element("li", ""));
      item.append(element("a", title, { href: addressOf(place) }));
      const context = excerpt(said[place] ?? "", wanted);
      if (context) item.append(element("p", context, { className: "context" }));
    }
    const summary = element("p", hits.length ? `The search ${some}.`
      : "The search found nothing. Is every word spelled as in the book?", { className: "search-summary" });
    summary.setAttribute("role", "status");
    out.replaceChildren(summary, list);
  };

  const asks = () => new URLSearchParams(location.search).get("q") ?? "";
  document.addEventListener("search", (event) => {
    event.preventDefault();
    try { history.pushState(null, "", `?${new URLSearchParams({ q: event.detail })}`); } catch { /* in a frame */ }
    show(event.detail);
  });
  addEventListener("popstate", () => show(asks()));
  show(asks());
}

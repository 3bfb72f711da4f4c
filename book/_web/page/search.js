// Searches sections in the index of search.py; the rest is done by Sphinx's searchtools.js.

// Headings first, then sections, then the package's functions.
Object.assign(Scorer, { objNameMatch: 8, objPrio: { 0: 4, 1: 5, 2: -5 } });
const FULL = 14; // the score of a section that is all about the query
const HALF = 6; // the place at which a section counts for half as much as the first
const MOST = 20; // hits to show: for each the browser reads a page

// From a folder, a browser lets no page read another for its excerpt.
if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;

// The words of a text as search_words.py has them.
var splitQuery = (text) => {
  const named = (text) =>
    text.replace(/./gsu, (sign) => (SIGNS[sign] ? ` ${SIGNS[sign]} ` : sign));
  return named(named(text).normalize("NFKD"))
    .replace(/\p{Mn}/gu, "")
    .split(/[^\p{Letter}\p{Number}]+/u)
    .filter((word) => word);
};

const setIndex = Search.setIndex;
Search.setIndex = (index) => {
  for (const [page, anchor, title] of index.sections)
    (index.alltitles[title] ??= []).push([page, anchor || null]);
  setIndex(index);
};

const last = (name) => name.split(".").pop();
const parseQuery = Search._parseQuery;
Search._parseQuery = (typed) => {
  const query = typed.trim().replace(/[(){}?!.,;:\s]+$/, "");
  const [, terms, excluded, highlighted] = parseQuery(query);
  for (const [year] of query.matchAll(/\b(?:18|19|20)\d\d\b/g)) terms.add(year);
  // A function by its own name, whatever it is called through.
  const objects = query.toLowerCase().split(/[\s()]+/).map(last).filter((name) => name);
  return [query, terms, excluded, highlighted, new Set(objects)];
};

// What is not a word of the book may be a part of one.
const sectionsOf = (word, terms) => {
  if (Object.hasOwn(terms, word)) return terms[word];
  if (word.length < 3) return [];
  const longer = Object.keys(terms).filter((term) => term.includes(word));
  return [...new Set(longer.flatMap((term) => terms[term]))];
};

Search.performTermsSearch = (wanted) => {
  const { sections, terms, docnames, filenames, titles } = Search._index;
  const long = [...wanted].filter((word) => word.length > 1);
  const words = long.length ? long : [...wanted];
  const scores = new Map(); // section → [how many words it has, how much it is about them]
  let sum = 0;
  for (const word of wanted) {
    const found = sectionsOf(word, terms);
    const rarity = Math.log(1 + sections.length / (1 + found.length));
    sum += found.length ? rarity : 0;
    found.forEach((section, place) => {
      const [many, score] = scores.get(section) ?? [0, 0];
      scores.set(section, [
        many + words.includes(word),
        score + rarity / (1 + place / HALF),
      ]);
    });
  }
  // A section with half of the words is worth a quarter.
  return [...scores]
    .map(([section, [many, score]]) => [section, score * (many / words.length) ** 2])
    .sort(([, one], [, other]) => other - one)
    .slice(0, MOST)
    .map(([section, score]) => {
      const [page, anchor, title] = sections[section];
      return [
        docnames[page],
        anchor ? `${titles[page]} > ${title}` : title,
        anchor && `#${anchor}`,
        null,
        (FULL * score) / sum,
        filenames[page],
        SearchResultKind.text,
      ];
    });
};

// The text of which an excerpt is shown: of a term, what it means; no folded code, and no
// source of a formula.
const UNREAD = ".headerlink, annotation, script, style, details.above-input";
Search.htmlToText = (html, anchor) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  page.querySelectorAll(UNREAD).forEach((element) => element.remove());
  const main = page.querySelector('[role="main"]');
  const found = anchor ? main.querySelector(anchor) : main;
  const meaning = found.matches("dt") ? found.parentElement.querySelector(`${anchor} ~ dd`) : null;
  return found.textContent + (meaning ? `: ${meaning.textContent}` : "");
};

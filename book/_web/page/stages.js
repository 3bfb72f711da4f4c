// A long page is laid out section by section, so that its beginning is there at once.
// Where early.js finds that it may, the sections wait until they are near (book.css).
// Assistive technologies and keys want all of them: each has its turn while the page is idle,
// at the first key or when the reader has had some seconds to begin. A device that is never
// idle does one every fifth of a second.
if ("staged" in document.documentElement.dataset) {
  const root = document.documentElement;
  const waiting = [...document.querySelectorAll(".bd-article :is(section section:not(.exercise), dl.py)")];
  const soon = () => requestIdleCallback(next, { timeout: 200 });
  const next = (idle) => {
    do {
      const section = waiting.shift();
      if (!section) return delete root.dataset.staged;
      section.dataset.laidOut = "";
      section.getBoundingClientRect(); // now, while the page is idle
    } while (idle.timeRemaining() > 10);
    soon();
  };
  let begun = false;
  const begin = () => {
    if (!begun) soon();
    begun = true;
  };
  addEventListener("keydown", begin);
  addEventListener("load", () => setTimeout(begin, 5000));
}

// What scrolls sideways can be reached and scrolled by keyboard, and nothing else can: the
// build marks what may scroll (assistive.py), and what turns out to fit loses the mark.
{
  const KINDS = {
    ".equation .formula": "Formula",
    ".pst-scrollable-table-container": "Table",
    ".highlight pre": "Code",
    ".cell_output .output": "Output",
  };
  const names = new Map();
  const mark = (box, isWide) => {
    if (isWide) {
      box.tabIndex = 0;
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", `${names.get(box)}, wider than the page`);
    } else if (box.getAttribute("role") === "group") {
      for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
    }
  };
  // It speaks after the layout, when a box or what is in it has got another size, and
  // of all such boxes at once: measuring them one by one would lay out the page each time.
  const watcher = new ResizeObserver((changes) => {
    const boxes = [...new Set(changes.map(({ target }) => names.has(target) ? target : target.parentElement))];
    const wide = boxes.map((box) => box.scrollWidth > box.clientWidth + 1);
    boxes.forEach((box, k) => mark(box, wide[k]));
  });
  for (const [kind, name] of Object.entries(KINDS)) {
    for (const box of document.querySelectorAll(kind)) {
      names.set(box, name);
      watcher.observe(box);
      if (box.firstElementChild) watcher.observe(box.firstElementChild);
    }
  }
}

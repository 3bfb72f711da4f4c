// What scrolls sideways can be reached and scrolled by keyboard, and nothing else can.
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
  // It speaks when a box is first laid out, and when the box or what is in it changes:
  // so nothing is measured that the reader does not come near, or has not unfolded.
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

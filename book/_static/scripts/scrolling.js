// What scrolls sideways can be reached and scrolled by keyboard, and nothing else can.
{
  const KINDS = {
    ".equation .formula": "Formula",
    ".pst-scrollable-table-container": "Table",
    ".highlight pre": "Code",
    ".cell_output .output": "Output",
  };
  const mark = () => {
    for (const [kind, name] of Object.entries(KINDS)) {
      for (const box of document.querySelectorAll(kind)) {
        if (box.scrollWidth > box.clientWidth + 1) {
          box.tabIndex = 0;
          box.setAttribute("role", "group");
          box.setAttribute("aria-label", `${name}, wider than the page`);
        } else if (box.getAttribute("role") === "group") {
          for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
        }
      }
    }
  };
  addEventListener("load", mark);
  addEventListener("resize", mark);
  document.addEventListener("toggle", mark, true);
}

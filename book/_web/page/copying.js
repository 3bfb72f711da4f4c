// A formula is copied as its LaTeX, not as a column of letters.
document.addEventListener("copy", (event) => {
  const selection = getSelection();
  if (!event.clipboardData || selection.isCollapsed || event.target.closest?.("input, textarea")) return;
  const box = document.createElement("div");
  for (let k = 0; k < selection.rangeCount; k++) {
    // A part of a formula stands for all of it.
    const range = selection.getRangeAt(k).cloneRange();
    const formula = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest("math");
    const [first, last] = [formula(range.startContainer), formula(range.endContainer)];
    if (first) range.setStartBefore(first);
    if (last) range.setEndAfter(last);
    box.append(range.cloneContents());
  }
  const formulas = box.querySelectorAll("math");
  if (!formulas.length) return;
  for (const one of formulas) {
    const latex = one.querySelector("annotation")?.textContent.trim() ?? one.textContent;
    one.replaceWith(one.getAttribute("display") === "block" ? `$$${latex}$$` : `$${latex}$`);
  }
  for (const extra of box.querySelectorAll(".headerlink, .copybtn")) extra.remove();
  // Its text as the browser would copy it, which it tells of what it lays out alone.
  box.style.cssText = "position: fixed; left: -9999px; white-space: normal";
  document.body.append(box);
  event.clipboardData.setData("text/plain", box.innerText);
  box.remove();
  box.removeAttribute("style");
  event.clipboardData.setData("text/html", box.innerHTML);
  event.preventDefault();
});

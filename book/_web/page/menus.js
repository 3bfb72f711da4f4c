// The menus at the top close when something is chosen; printing, and the search.
{
  const close = (menu) => (menu.hidePopover ? menu.hidePopover() : menu.hidden = true);
  // A browser without popovers would show the menus open.
  if (!("popover" in HTMLElement.prototype)) {
    for (const menu of document.querySelectorAll("[popover]")) {
      menu.hidden = true;
      const opener = document.querySelector(`[popovertarget="${menu.id}"]`);
      opener?.addEventListener("click", () => { menu.hidden = !menu.hidden; });
    }
  }
  for (const choice of document.querySelectorAll(".theme-change-button")) {
    choice.addEventListener("click", () => close(choice.closest("[popover]")));
  }
  // Chromium does not close a menu by Escape while its first link has the focus.
  for (const menu of document.querySelectorAll("[popover]")) {
    menu.addEventListener("keydown", (event) => event.key === "Escape" && close(menu));
  }
  for (const button of document.querySelectorAll(".print-button")) {
    button.addEventListener("click", () => {
      close(button.closest("[popover]"));
      print();
    });
  }
  // A search goes on by this script: in some frames a form may not. On the page of the
  // search it stays there (search.js).
  for (const form of document.querySelectorAll("form.bd-search")) {
    const search = (event) => {
      event.preventDefault();
      const query = form.elements.q.value;
      form.closest("dialog")?.close();
      if (document.dispatchEvent(new CustomEvent("search", { detail: query, cancelable: true }))) {
        location.assign(`${form.action}?${new URLSearchParams({ q: query })}`);
      }
    };
    form.addEventListener("submit", search);
    form.querySelector("button").addEventListener("click", search);
    form.elements.q.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.isComposing) search(event);
    });
  }
}

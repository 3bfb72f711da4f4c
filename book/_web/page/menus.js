// The menus at the top: which theme is chosen, and printing.
{
  const choices = document.querySelectorAll(".theme-change-button");
  const show = () => choices.forEach((choice) => {
    const chosen = choice.dataset.mode === document.documentElement.dataset.mode;
    choice.setAttribute("aria-pressed", chosen);
  });
  new MutationObserver(show).observe(document.documentElement, {
    attributeFilter: ["data-mode"],
  });
  show();
  for (const choice of choices) {
    choice.addEventListener("click", () => choice.closest("[popover]").hidePopover());
  }
  // The theme takes the focus from these when they are pressed; a keyboard needs it there.
  for (const button of document.querySelectorAll("button")) button.blur = () => {};
  // Chromium does not close a menu by Escape while its first link has the focus.
  for (const menu of document.querySelectorAll("[popover]")) {
    menu.addEventListener("keydown", (event) => event.key === "Escape" && menu.hidePopover());
  }
  for (const button of document.querySelectorAll(".print-button")) {
    button.addEventListener("click", () => {
      button.closest("[popover]").hidePopover();
      print();
    });
  }
}

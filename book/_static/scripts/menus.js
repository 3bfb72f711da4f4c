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
  for (const button of document.querySelectorAll(".print-button")) {
    button.addEventListener("click", () => {
      button.closest("[popover]").hidePopover();
      print();
    });
  }
}

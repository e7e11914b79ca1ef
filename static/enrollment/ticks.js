// Tick all boxes of a long group, or none. Without this script, each is ticked by itself.
for (const tools of document.querySelectorAll("[data-ticks]")) {
  tools.hidden = false;
  tools.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (!button) return;
    const boxes = tools.closest("fieldset").querySelectorAll("input[type=checkbox]");
    for (const box of boxes) box.checked = button.value === "all";
    boxes[0].dispatchEvent(new Event("change", { bubbles: true }));
  });
}

// Label the search boxes of autocomplete fields, which have no accessible name, with the label of their field.
window.django?.jQuery?.(($) => {
  for (const field of document.querySelectorAll("select.admin-autocomplete")) {
    const label = field.labels[0];
    if (!label) continue;
    label.id ||= `${field.id}-label`;
    const box = $(field).next();
    const parts = ".select2-selection, .select2-selection__rendered, .select2-search__field";
    box.find(parts).attr("aria-labelledby", label.id);
  }
});

// Name the links that open a calendar or a clock, which are pictures alone. Django adds them at "load", before this is called.
window.addEventListener("load", () => {
  for (const link of document.querySelectorAll("[id^=calendarlink], [id^=clocklink]")) {
    const input = link.closest(".datetimeshortcuts")?.previousElementSibling;
    const label = [...(input?.labels ?? [])].map((label) => label.textContent.trim().replace(/:$/, "")).join(" ");
    link.setAttribute("aria-label", [link.firstElementChild.title, label].filter(Boolean).join(": "));
  }
});

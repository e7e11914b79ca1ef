// Label the search boxes of autocomplete fields, which have no accessible name, with the label of their field.
window.django?.jQuery?.(($) => {
  for (const field of document.querySelectorAll("select.admin-autocomplete")) {
    const label = field.labels[0];
    if (!label) continue;
    label.id ||= `${field.id}-label`;
    const box = $(field).next();
    const parts = field.multiple ? ".select2-search__field" : ".select2-selection, .select2-selection__rendered";
    box.find(parts).attr("aria-labelledby", label.id);
  }
});

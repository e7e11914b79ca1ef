// The box in which several people are looked for has no name of its own: it takes that of its field.
window.django?.jQuery?.(($) => {
  for (const field of document.querySelectorAll("select.admin-autocomplete[multiple]")) {
    const name = field.labels[0]?.textContent.trim().replace(/:$/, "");
    $(field).next().find(".select2-search__field").attr("aria-label", name);
  }
});

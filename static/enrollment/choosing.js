// The bar names the dates chosen, and dates of core module 2 that are not after that of core module 1 are disabled.
// Without this script the page says both only once the form is sent.
"use strict";

(() => {
  const { lang } = document.documentElement;
  const NAMED = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, {
    weekday: "short",
    day: "numeric",
    month: "short",
    timeZone: "UTC", // of days, not of the moments at which seminars begin
  });

  const chosen = (number) => document.querySelector(`[name=core_module_${number}]:checked`);
  const dayOf = (date) => date.labels[0].querySelector("time").dateTime.slice(0, 10);

  function disableTooEarly() {
    const first = chosen(1);
    let lost = false;
    for (const date of document.querySelectorAll("[name=core_module_2]")) {
      const isTooEarly = first !== null && dayOf(date) <= dayOf(first);
      if (isTooEarly && !date.disabled) {
        lost ||= date.checked;
        date.checked = false;
        date.disabled = true;
        date.dataset.tooEarly = "";
      } else if (!isTooEarly && "tooEarly" in date.dataset) {
        date.disabled = false;
        delete date.dataset.tooEarly;
      }
    }
    const status = document.querySelector("[data-too-early][role=status]");
    if (status && first) status.textContent = lost ? status.dataset.lost : status.dataset.tooEarly;
  }

  function nameChosen() {
    for (const number of [1, 2]) {
      const tick = document.querySelector(`a.tick-${number}:not(.tick-done)`);
      if (!tick) continue;
      tick.dataset.module ??= tick.textContent.trim();
      const date = chosen(number);
      tick.textContent = date ? `${tick.dataset.module}: ${NAMED.format(new Date(dayOf(date)))}` : tick.dataset.module;
    }
  }

  function show() {
    disableTooEarly();
    nameChosen();
  }

  document.addEventListener("change", ({ target }) => target.name?.startsWith("core_module_") && show());
  // A browser ticks again what was ticked when it goes back to the page.
  addEventListener("pageshow", show);
})();

// The day registration opens. Without scripts, the page says when it opens and how many places were left.
"use strict";

// Not everyone asks in the same second.
const SPREAD = 2000;
const AGAIN = 10000;

function countDown() {
  const timer = document.querySelector("[data-opens-in]");
  if (!timer) return;
  // Not the time of day: the clock of a phone may be wrong.
  const opens = Date.now() + timer.dataset.opensIn * 1000;
  const ticking = setInterval(() => {
    const left = Math.max(0, Math.ceil((opens - Date.now()) / 1000));
    timer.querySelector("strong").textContent = new Date(left * 1000).toISOString().slice(11, 19);
    timer.hidden = false;
    if (left > 0) return;
    clearInterval(ticking);
    setTimeout(showDates, Math.random() * SPREAD);
  }, 1000);
}

async function showDates() {
  try {
    const answer = await fetch(location.href);
    if (!answer.ok) throw new Error(answer.statusText);
    if (answer.redirected) return location.reload();
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.getElementById("main").replaceWith(page.getElementById("main"));
    document.getElementById("main").focus();
    countDown();
  } catch {
    setTimeout(showDates, SPREAD + Math.random() * SPREAD);
  }
}

async function showPlaces() {
  const form = document.querySelector("[data-places-left]");
  if (!form || document.hidden) return;
  const answer = await fetch(form.dataset.placesLeft).catch(() => null);
  if (!answer?.ok) return;
  for (const [key, { left, tag }] of Object.entries(await answer.json())) {
    const date = document.getElementById(`date-${key}`);
    const shown = document.querySelector(`#about-${key} > .ds-tag`);
    if (!date || !shown) continue;
    shown.outerHTML = tag;
    // A date already chosen stays so: the answer to it offers the nearest ones.
    if (left > 0 || date.checked) continue;
    date.disabled = true;
    // See choosing.js, which would enable it again.
    delete date.dataset.tooEarly;
  }
}

countDown();
setInterval(showPlaces, AGAIN);

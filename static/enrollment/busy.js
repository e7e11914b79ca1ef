// While the answer to a form is on its way, its status says so.
"use strict";

const notes = document.querySelectorAll("[data-busy]");

for (const note of notes) {
  note.closest("form").addEventListener("submit", () => {
    note.textContent = note.dataset.busy;
  });
}

// The browser brings a page back as it was left.
window.addEventListener("pageshow", () => {
  for (const note of notes) note.textContent = "";
});

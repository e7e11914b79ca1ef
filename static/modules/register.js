// Keyboard marking in the register: a letter marks the person and moves to the next, hours are added up at once, and a
// button fills a column. Without this script, the form gives the same result when it is sent.
const form = document.querySelector(".register-form");
const status = document.querySelector("#register-status");
const keys = { p: "present", d: "partial", a: "absent" };
const meetings = [...document.querySelectorAll("[data-meeting]")].map(({ dataset }) => ({
  key: dataset.meeting,
  hours: dataset.hours.split(" ").map(Number),
}));
const asked = form.dataset.asked.split(" ").map(Number);

const groupOf = (input) => input.closest(".marks");
const columnOf = (group) => [...form.querySelectorAll(`.marks[data-of="${group.dataset.of}"]`)];
const tick = (group, mark) => {
  const input = group.querySelector(`input[value="${mark}"]`);
  input.checked = true;
  return input;
};

function addUp(line) {
  const ticked = [...line.querySelectorAll(".marks:has(input[value=present]:checked)")];
  const elsewhere = line.dataset.present.split(" ").filter(Boolean);
  const present = new Set([...elsewhere, ...ticked.map((group) => group.dataset.of)]);
  const counted = meetings.filter((one) => present.has(one.key));
  const hours = asked.map((_, part) => counted.reduce((sum, one) => sum + one.hours[part], 0));
  const shown = hours.map((number) => number.toLocaleString(document.documentElement.lang));
  const place = line.querySelector("[data-sum]");
  place.textContent = shown.join(" + ");
  place.parentElement.dataset.reached = hours.every((number, part) => number >= asked[part]);
}

function fill(button) {
  const [key, mark] = button.value.split("-");
  const blank = [...form.querySelectorAll(`.marks[data-of="${key}"]:has(input[value=""]:checked)`)];
  for (const group of blank) {
    tick(group, mark);
    addUp(group.closest("[data-present]"));
  }
  status.textContent = status.dataset.filled.replace("#", blank.length);
}

form.addEventListener("change", ({ target }) => {
  if (groupOf(target)) addUp(target.closest("[data-present]"));
});

form.addEventListener("keydown", (event) => {
  const group = groupOf(event.target);
  const mark = keys[event.key.toLowerCase()];
  if (!group || !mark || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  const input = tick(group, mark);
  addUp(group.closest("[data-present]"));
  const column = columnOf(group);
  const next = column[column.indexOf(group) + 1];
  (next?.querySelector("input:checked") ?? input).focus();
});

form.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=fill]");
  if (!button) return;
  event.preventDefault();
  fill(button);
});

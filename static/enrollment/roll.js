// Marking a list of people: a letter marks the person and moves to the next, a button fills a column, another undoes the last
// change, and the search hides who is not sought. Nothing here walks the whole list at a key. Without this script, the server does the same.
(() => {
  const form = document.querySelector(".roll-form");
  const status = document.querySelector("#register-status");
  const find = document.querySelector(".roll-find");
  const [present, partial, absent] = status?.dataset.keys.split(" ") ?? [];
  const keys = { [present]: "present", [partial]: "partial", [absent]: "absent" };
  const ROWS = ".roll-row, tr[data-present]";

  const tick = (group, mark) => {
    const input = group.querySelector(`input[value="${mark}"]`);
    input.checked = true;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    return input;
  };

  // Each step is what one press has changed: groups with their marks before. A whole column is one step.
  const undo = form?.querySelector("[data-undo]");
  const steps = [];
  const shown = new WeakMap();
  let together = null; // the changes of a column that is being filled
  const markOf = (group) => group.querySelector("input:checked")?.value ?? "";

  if (undo) {
    undo.hidden = false;
    undo.disabled = true;
    // By now the browser has restored its own entries.
    addEventListener("pageshow", () => {
      for (const group of form.querySelectorAll(".marks")) shown.set(group, markOf(group));
    });
    form.addEventListener("change", ({ target }) => {
      const group = target.closest(".marks");
      if (!group || shown.get(group) === markOf(group)) return;
      const change = [group, shown.get(group)];
      if (together) together.push(change);
      else steps.push([change]);
      shown.set(group, markOf(group));
      undo.disabled = false;
    });
    undo.addEventListener("click", () => {
      const changes = steps.pop();
      for (const [group, mark] of changes) {
        shown.set(group, mark);
        tick(group, mark);
      }
      const [[group]] = changes;
      group.querySelector("input:checked").focus();
      status.textContent = undo.dataset.undone.replace("#", group.closest(ROWS).querySelector(".roll-name").textContent);
      undo.disabled = !steps.length;
    });
  }

  const print = document.querySelector("[data-print]");
  if (print) {
    print.hidden = false;
    print.addEventListener("click", () => window.print());
  }

  function groupBelow(group) {
    const column = group.dataset.of ? `.marks[data-of="${group.dataset.of}"]` : ".marks";
    let row = group.closest(ROWS)?.nextElementSibling;
    while (row && (row.hidden || !row.querySelector(column))) row = row.nextElementSibling;
    return row?.querySelector(column);
  }

  function fill(value) {
    const [, key, mark] = /^(?:(\d+)-)?(\w+)$/.exec(value);
    const column = key ? `.marks[data-of="${key}"]` : ".marks";
    const blank = [...form.querySelectorAll(`${column} input[value=""]:checked`)]
      .map((input) => input.closest(".marks"))
      .filter((group) => !group.closest("[hidden]") && !("leftOut" in group.dataset));
    together = [];
    for (const group of blank) tick(group, mark);
    if (together.length) steps.push(together);
    together = null;
    status.textContent = status.dataset.filled.replace("#", blank.length);
  }

  form?.addEventListener("keydown", (event) => {
    const group = event.target.closest(".marks");
    const mark = keys[event.key.toLowerCase()];
    if (!group || !mark || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const input = tick(group, mark);
    (groupBelow(group)?.querySelector("input:checked") ?? input).focus();
  });

  form?.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=fill]");
    if (!button) return;
    event.preventDefault();
    fill(button.value);
  });

  // As the server compares: without accents, in lower case.
  const LETTERS = { æ: "ae", ø: "o", å: "a", đ: "d", ð: "d", ł: "l", ß: "ss", œ: "oe" };
  const fold = (text) =>
    text
      .normalize("NFKD")
      .replace(/[\u0300-\u036f]/g, "")
      .toLowerCase()
      .replace(/[æøåđðłßœ]/g, (letter) => LETTERS[letter]);
  const textOf = (row) => fold(row.querySelector(".roll-person, .register-person, th").textContent);

  find?.addEventListener("input", ({ target }) => {
    if (!form) return;
    const elsewhere = find.querySelector("[data-elsewhere]");
    if (elsewhere) elsewhere.hidden = !target.value;
    const words = fold(target.value).split(/[\s,]+/).filter(Boolean);
    for (const row of form.querySelectorAll(ROWS)) {
      const text = words.length ? textOf(row) : "";
      row.hidden = !words.every((word) => text.includes(word));
    }
  });
})();

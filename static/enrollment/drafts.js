// Store the entries of a long form in this browser until the server has saved them, and show which are saved.
// Without this script, enrollment/forms/unsent keeps a form once it is sent.
(() => {
  const words = document.currentScript.dataset;
  const FORMS = "form[data-draft], .change-form #content-main > form[method=post]";
  const PREFIX = "laos-draft:";
  const LONGEST = 14 * 24 * 60 * 60 * 1000; // milliseconds, after which a draft is deleted
  const PAUSE = 250; // milliseconds after the last key
  const RETRY = 4000;
  const TIMEOUT = 5000;
  const GIVEN_UP = 30000; // milliseconds without a response, after which the user may send the form again
  const { lang } = document.documentElement;
  const LOCALE = lang === "en" ? "en-GB" : lang;
  // Identifies this view of the page: each tab has its own draft, and the server names the one it has saved.
  const VIEW = [...crypto.getRandomValues(new Uint8Array(12))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");

  // Storage throws if it is disabled or full. The page then still shows what is saved, and warns before the user leaves.
  function tried(act, otherwise) {
    try {
      return act();
    } catch {
      return otherwise;
    }
  }
  // The oldest possible draft, so it is deleted.
  const UNREADABLE = { at: 0, names: [], entries: {}, labels: {} };
  const drafts = {
    keys: () => tried(() => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)), []),
    read: (key) => tried(() => ({ ...UNREADABLE, ...JSON.parse(localStorage.getItem(key)) }), UNREADABLE),
    // Return whether the draft was stored.
    write: (key, draft) => tried(() => localStorage.setItem(key, JSON.stringify(draft)) ?? true, false),
    remove: (key) => tried(() => localStorage.removeItem(key)),
  };

  function forgetWhatIsSaved() {
    const saved = /(?:^|; )laos_saved=([\w.-]+)/.exec(document.cookie)?.[1].split(".") ?? [];
    for (const key of drafts.keys()) {
      const isOf = (name) =>
        name.endsWith("-all") ? key.startsWith(`${PREFIX}${name.slice(0, -4)}:`) : key.endsWith(`|${name}`);
      if (saved.some(isOf) || Date.now() - drafts.read(key).at > LONGEST) drafts.remove(key);
    }
    if (saved.length) document.cookie = "laos_saved=; path=/; max-age=0; samesite=lax";
  }

  // Return who is logged in: "ok", "offline", "login", "other" or "trouble". After "ok", `token` is fresh.
  let token = "";
  async function ask() {
    try {
      const answer = await fetch(words.who, { cache: "no-store", signal: AbortSignal.timeout(TIMEOUT) });
      if (!answer.ok) return "trouble";
      const now = await answer.json();
      token = now.token;
      if (now.person === null) return "login";
      return now.person === words.person ? "ok" : "other";
    } catch {
      return "offline";
    }
  }

  const isEntry = (field) =>
    field.name &&
    !["file", "password", "submit", "button", "image", "reset", "fieldset"].includes(field.type) &&
    !["csrfmiddlewaretoken", "draft"].includes(field.name);
  const isTick = (field) => field.type === "checkbox" || field.type === "radio";

  // With `byDefault`, read the values sent by the server: browsers restore older entries when a page is reloaded.
  function read(form, byDefault = false) {
    const [value, checked, selected] = byDefault
      ? ["defaultValue", "defaultChecked", "defaultSelected"]
      : ["value", "checked", "selected"];
    const entries = {};
    for (const field of [...form.elements].filter(isEntry)) {
      const values = (entries[field.name] ??= []);
      if (isTick(field)) {
        if (field[checked]) values.push(field.value);
      } else if (field.tagName === "SELECT") {
        const chosen = [...field.options].filter((option) => option[selected]);
        if (!chosen.length && !field.multiple && field.options.length) chosen.push(field.options[0]);
        values.push(...chosen.map((option) => option.value));
      } else {
        values.push(field[value]);
      }
    }
    return entries;
  }

  // The labels of the selected options and boxes: a page loaded later may not have them.
  function labels(form) {
    const named = {};
    for (const option of form.querySelectorAll("select option:checked")) {
      (named[option.closest("select").name] ??= {})[option.value] = option.text;
    }
    for (const tick of form.querySelectorAll("input:is([type=radio], [type=checkbox]):checked")) {
      const said = tick.ariaLabel || tick.closest("label")?.textContent.trim();
      (named[tick.name] ??= {})[tick.value] = said || tick.value;
    }
    return named;
  }

  const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  // Add a row that the user had added to a table in the admin.
  function addRow(form, name) {
    const [, prefix, number] = /^(.+)-(\d+)-\w+$/.exec(name) ?? [];
    const add =
      prefix && document.querySelector(`#${CSS.escape(prefix)}-group :is(.add-row a, .add-row button, a.addlink)`);
    for (let tries = 0; add && tries <= number && !form.elements[name]; tries += 1) add.click();
  }

  function fill(field, values, named) {
    if (isTick(field)) {
      field.checked = values.includes(field.value);
    } else if (field.tagName === "SELECT") {
      for (const value of values.filter((value) => ![...field.options].some((option) => option.value === value))) {
        field.add(new Option(named[value] ?? value, value));
      }
      for (const option of field.options) option.selected = values.includes(option.value);
    } else {
      field.value = values[0] ?? "";
    }
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function keep(form, index) {
    const place = `${PREFIX}${words.person}:${location.pathname}${location.search}#${form.id || index}|`;
    const own = `${place}${VIEW}`;
    const savesItself = "hxPost" in form.dataset;
    const isOfKind = (kind) => (form.dataset.draft ?? "saves").split(" ").includes(kind);
    const saves = isOfKind("saves");
    let shown = read(form, true);
    // Entered before the form was sent and returned unsaved.
    let before = [];
    let sent = null;
    let waiting = null;
    let trouble = "";
    let isKept = true;
    let isAsking = false;
    let isLeaving = false;
    let isRefused = false;
    let timer = 0;

    const changed = () => {
      const now = read(form);
      const names = Object.keys(now).filter((name) => !isSame(now[name], shown[name]) && !isHidden(name));
      return [...new Set([...before, ...names])];
    };
    const isHidden = (name) => [form.elements[name]].flat().every((field) => field?.type === "hidden");

    // The button of a form that does not save may send, hand in or decide: nothing is said before it is pressed.
    const inWords = (which) => (saves ? words[which] : (words[`${which}Unsent`] ?? words[which])) ?? "";
    const placeToSay = () => form.querySelector("#saved") ?? form.querySelector(".draft-status");
    function say(which) {
      const there = placeToSay();
      const number = changed().length;
      const isPromised = ["offline", "login"].includes(which);
      const text = inWords(isPromised && !isKept ? "unkept" : which).replace("#", number);
      if (there.dataset.says === which && there.textContent.startsWith(text)) return;
      there.dataset.says = which;
      there.replaceChildren(text);
      if (which.startsWith("login") || which === "other") {
        const link = Object.assign(document.createElement("a"), {
          className: "ds-link",
          href: words.logIn,
          target: "_blank",
          textContent: words.logInAgain,
        });
        there.append(" ", link);
      }
    }
    const tell = (state) => {
      trouble = state;
      say(waiting && state === "offline" ? "waiting" : state);
    };

    function write() {
      const names = changed();
      if (names.length)
        isKept = drafts.write(own, { at: Date.now(), names, entries: read(form), labels: labels(form) });
      else drafts.remove(own);
      return names;
    }

    function note() {
      const names = write();
      if (trouble) tell(trouble);
      else if (names.length) say("unsaved");
      else if (placeToSay().dataset.says) say("");
    }
    const noteSoon = () => {
      clearTimeout(timer);
      timer = setTimeout(note, PAUSE);
    };

    async function send() {
      // Two online events, or a slow response, must not send a form twice.
      if (isAsking || left) return;
      isAsking = true;
      const state = await ask();
      isAsking = false;
      if (state !== "ok") return tell(state);
      trouble = "";
      form.elements.csrfmiddlewaretoken.value = token;
      if (savesItself && !waiting) return htmx.trigger(form, "retry");
      const name = Object.assign(document.createElement("input"), { type: "hidden", name: "draft", value: VIEW });
      form.append(name);
      isLeaving = true;
      form.requestSubmit(waiting.button);
      isLeaving = false;
      name.remove();
      if (!left) waiting = null;
    }
    const sendWhatWaits = () => {
      if (waiting || trouble) send();
    };

    form.addEventListener("submit", (event) => {
      if (isLeaving) {
        left = true;
        setTimeout(() => {
          [left, waiting] = [false, null];
        }, GIVEN_UP);
        return;
      }
      if (event.defaultPrevented) return;
      event.preventDefault();
      if (waiting && !trouble) return;
      waiting = { button: event.submitter };
      write();
      send();
    });
    // Other scripts change fields by keys and buttons without firing an event on the field.
    for (const name of ["input", "change", "click", "keyup"]) form.addEventListener(name, noteSoon);
    for (const name of ["online", "focus"]) addEventListener(name, sendWhatWaits);
    setInterval(sendWhatWaits, RETRY);
    addEventListener("pagehide", () => left || write());
    addEventListener("beforeunload", (event) => {
      if (!left && changed().length) event.preventDefault();
    });

    if (savesItself) {
      form.addEventListener("htmx:configRequest", ({ detail }) => {
        if (token) detail.parameters.csrfmiddlewaretoken = token;
        sent = read(form);
      });
      form.addEventListener("htmx:afterRequest", async ({ detail: { xhr, successful } }) => {
        if (successful) {
          trouble = "";
          isRefused = false;
          delete placeToSay().dataset.says;
          if (!placeToSay().querySelector("[data-saved]")) return;
          [shown, before] = [sent, []];
          if (write().length) say("unsaved");
        } else if (xhr.status === 403 && !isRefused) {
          isRefused = true;
          await send();
        } else {
          tell({ 0: "offline", 401: "login" }[xhr.status] ?? "trouble");
        }
      });
    }

    // The page returned for a form contains what was sent; unless it says otherwise, nothing was saved.
    function takeOver() {
      const key = drafts.keys().find((key) => key.endsWith(`|${words.answers}`));
      const draft = key ? drafts.read(key) : { names: [] };
      if (!draft.names.some((name) => form.elements[name])) return;
      drafts.remove(key);
      if (isOfKind("saved")) return;
      before = draft.names.filter((name) => form.elements[name]);
      note();
    }

    function offer() {
      const mine = (key) => key.startsWith(place) && key !== own;
      for (const key of drafts.keys().filter(mine)) {
        const draft = drafts.read(key);
        const now = read(form);
        if (draft.names.every((name) => isSame(now[name], draft.entries[name]))) drafts.remove(key);
        else form.before(offered(key, draft));
      }
    }

    // Two drafts of one form are told apart by the longest text in them.
    function told(draft) {
      const longest = draft.names
        .flatMap((name) => draft.entries[name] ?? [])
        .reduce((one, other) => (other.length > one.length ? other : one), "");
      const lines = longest.split("\n").filter((line) => line.trim());
      if (!lines.length || longest.length < 20) return "";
      const said = lines.length > 1 ? words.lines.replace("#", lines.length) : words.first;
      return ` ${said.replace("@", () => lines[0].trim().slice(0, 60))}`;
    }

    function offered(key, draft) {
      const box = document.createElement("div");
      box.className = "ds-alert draft-offer";
      box.dataset.color = "warning";
      box.setAttribute("role", "status");
      const format = { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" };
      const at = new Date(draft.at).toLocaleString(LOCALE, format);
      const text = document.createElement("p");
      text.className = "ds-paragraph";
      // Norwegian writes the time with a full stop, like all pages.
      text.textContent = inWords("offer").replace("#", lang === "en" ? at : at.replace(":", "."));
      text.append(told(draft));
      const button = (label, variant, act) => {
        const made = Object.assign(document.createElement("button"), {
          type: "button",
          className: "ds-button button",
          textContent: label,
        });
        made.dataset.variant = variant;
        made.dataset.size = "sm";
        made.addEventListener("click", () => {
          const homeless = act();
          if (homeless.length) {
            // Kept and listed until the user discards them.
            drafts.write(key, { ...draft, names: homeless });
            text.textContent = words.homeless.replace(
              "#",
              homeless
                .flatMap((name) => draft.entries[name].map((value) => draft.labels[name]?.[value] ?? value))
                .join(", "),
            );
            made.remove();
            return;
          }
          drafts.remove(key);
          box.remove();
        });
        return made;
      };
      const buttons = document.createElement("div");
      buttons.className = "actions";
      buttons.append(
        button(words.putBack, "primary", () => putBack(draft)),
        button(words.discard, "secondary", () => {
          form.querySelector("input:not([type=hidden]), select, textarea")?.focus();
          return [];
        }),
      );
      box.append(text, buttons);
      return box;
    }

    // Return the names of entries whose field is gone, such as the mark of a person no longer on the list.
    function putBack(draft) {
      for (const name of draft.names) if (!form.elements[name]) addRow(form, name);
      for (const [name, values] of Object.entries(draft.entries)) {
        // Restore everything, including the values first shown, so that the server can detect changes made since.
        if (name.endsWith("_FORMS")) continue;
        const fields = [...form.elements].filter((field) => field.name === name && isEntry(field));
        fields.forEach((field, at) =>
          fill(
            field,
            isTick(field) || field.tagName === "SELECT" ? values : values.slice(at, at + 1),
            draft.labels[name] ?? {},
          ),
        );
      }
      note();
      [...form.elements].find((field) => draft.names.includes(field.name))?.focus();
      return draft.names.filter((name) => ![...form.elements].some((field) => field.name === name));
    }

    if (!placeToSay()) {
      const bar = form.querySelector(".submit-bar, .submit-row, .actions") ?? form;
      bar.append(
        Object.assign(document.createElement("p"), { className: "ds-paragraph note draft-status", role: "status" }),
      );
    }
    // By now the browser has restored its own entries.
    addEventListener("pageshow", ({ persisted }) => {
      if (persisted) {
        [left, waiting] = [false, null];
        return;
      }
      takeOver();
      note();
      offer();
    });
  }

  let left = false;
  forgetWhatIsSaved();
  if (words.person && !location.search.includes("_popup")) [...document.querySelectorAll(FORMS)].forEach(keep);
})();

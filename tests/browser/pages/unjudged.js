/* Find the parts of a page that axe has not judged yet, by their structure.

A part is an element with all it contains. Two parts are alike if axe has to judge them alike: their elements, their
attributes and those of their ancestors, and how they are shown. Texts may differ, but not whether there is one. */

const REFERENCES = new Set([
  "aria-activedescendant", "aria-controls", "aria-describedby", "aria-details", "aria-errormessage",
  "aria-flowto", "aria-labelledby", "aria-owns", "for", "headers", "list",
]);
const TEXTS = new Set([
  "action", "alt", "aria-label", "content", "datetime", "href", "lang", "name", "placeholder", "src", "title", "value",
]);
// axe compares these with one another, so it must see them all.
const ALWAYS_JUDGED = "header, nav, main, footer, aside, section, form";
const SMALLEST_TARGET = 24; // px

const digestOf = (text) => {
  let [first, second] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at++) {
    first = Math.imul(first ^ text.charCodeAt(at), 2654435761);
    second = Math.imul(second ^ text.charCodeAt(at), 1597334677);
  }
  return (first >>> 0).toString(36) + (second >>> 0).toString(36);
};

const resolve = (ids) => ids.split(/\s+/).map((id) => document.getElementById(id) !== null);

const described = ({ name, value }) => {
  if (REFERENCES.has(name)) return [name, resolve(value)];
  if (name === "id") return [name, document.querySelectorAll(`#${CSS.escape(value)}`).length];
  if (name === "href" && value.length > 1 && value[0] === "#") return [name, resolve(value.slice(1))];
  return [name, TEXTS.has(name) ? value.trim() !== "" : value];
};

const hasText = (node) => node.textContent.trim() !== "";

const signature = (element) => {
  const box = element.getBoundingClientRect();
  return JSON.stringify([
    element.tagName,
    [...element.attributes].map(described),
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && hasText(node)),
    [...(element.labels ?? [])].map(hasText),
    element.matches(":checked"),
    element.checkVisibility({ visibilityProperty: true }),
    box.width < SMALLEST_TARGET || box.height < SMALLEST_TARGET,
    element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight,
  ]);
};

/** Return the digests of all parts, and the largest parts whose digests are in `judged`. */
window.unjudged = (judged) => {
  const alike = new Map();
  const inspect = (element, within) => {
    const own = signature(element);
    const around = digestOf(within + own);
    const parts = [...element.children].map((child) => inspect(child, around));
    const digest = digestOf([own, ...parts.map((part) => part.digest)].join(" "));
    alike.set(element, digestOf(within + digest));
    return { digest };
  };
  const exclude = [];
  const leaveOut = (element) => {
    const isKnown = judged.has(alike.get(element));
    if (isKnown && !element.matches(ALWAYS_JUDGED) && !element.querySelector(ALWAYS_JUDGED)) exclude.push(element);
    else for (const child of element.children) leaveOut(child);
  };
  const styles = [...document.styleSheets].map((sheet) => sheet.href).join(" ");
  inspect(document.documentElement, digestOf(styles));
  leaveOut(document.documentElement);
  return { digests: [...alike.values()], isKnown: judged.has(alike.get(document.documentElement)), exclude };
};

// The typeface, Inter, cut to the letters and weights of these pages.

// Letters of bokmål, nynorsk, English and their neighbours, and signs of running text: the first page needs no more.
const LATIN = "U+0020-007E, U+00A0-00FF, U+2010-2015, U+2018-201E, U+2022, U+2026, U+2032-2033, U+2039-203A, U+20AC, U+2190-2193, U+2212, U+2713, U+2715";
// Names of people may have any other Latin letter. A browser asks for this file only on a page that has such a letter.
const LATIN_EXTENDED = "U+0100-024F, U+0259, U+02BB-02BC, U+02C6-02C7, U+02D8-02DD, U+0300-0304, U+0306-030C, U+0323, U+0328, U+1E00-1EFF";

export const WEIGHTS = { min: 400, max: 700 };
// Kerning, marks on letters, and figures of one width for tables; not Inter's alternative letters.
export const FEATURES = ["calt", "ccmp", "kern", "locl", "mark", "mkmk", "tnum"];
export const FILES = [
  { name: "inter-extended", source: "inter-latin-ext-wght-normal.woff2", range: LATIN_EXTENDED, characters: spelled(LATIN_EXTENDED) },
  { name: "inter", source: "inter-latin-wght-normal.woff2", range: LATIN, characters: spelled(LATIN) },
];

// The phone's or computer's own typeface until Inter arrives, made as wide and high as Inter, so that nothing moves then.
export const FALLBACK = [
  fallback(["Arial", "Liberation Sans", "Arimo"], { size: 107.06, ascent: 90.49, descent: 22.53 }),
  fallback(["Roboto"], { size: 106.25, ascent: 91.18, descent: 22.7 }),
].join("\n");

function fallback(names, { size, ascent, descent }) {
  return `@font-face { font-family: "Inter for ${names[0]}"; src: ${names.map((name) => `local("${name}")`).join(", ")};
    size-adjust: ${size}%; ascent-override: ${ascent}%; descent-override: ${descent}%; line-gap-override: 0%; }`;
}

function spelled(range) {
  return range
    .split(", ")
    .flatMap((span) => {
      const [first, last] = span.slice(2).split("-").map((code) => parseInt(code, 16));
      return Array.from({ length: (last ?? first) - first + 1 }, (_, step) => String.fromCodePoint(first + step));
    })
    .join("");
}

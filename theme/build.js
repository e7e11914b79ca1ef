// Writes static/build/: one stylesheet, the typeface and the icons. Needs node_modules, and the source for the names of classes.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { transform } from "lightningcss";
import subsetFont from "subset-font";

import { FALLBACK, FILES, FEATURES, WEIGHTS } from "./typeface.js";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, "node_modules");
const build = join(root, "static", "build");
// What Designsystemet does not have, by subject: the page before what stands on it, and paper over all.
const ours = [
  "page", "header", "public", "timetable", "dates", "my", "roll-call", "register", "modules", "people", "meetings", "completion", "certificates", "figures", "account", "drafts", "forced-colors", "print",
];
const scratch = mkdtempSync(join(tmpdir(), "laos-theme-"));

// Rules for a border around tables, which we do not draw: with them, each change of any text makes a browser style all cells
// of the page again, which took a second for a register of 800 marks.
const SLOW_RULES = /[^{}]*:not\(:has\((?:thead|tfoot)\)\)[^{}]*\{[^{}]*\}/g;

// Where a class of Designsystemet may be named: always whole, never put together from parts.
const SOURCES = ["templates", "completion", "enrollment", "laos", "modules", "static/enrollment", "static/modules"];

function designsystemet(...args) {
  const cli = join(modules, "@digdir/designsystemet/dist/bin/designsystemet.js");
  execFileSync(process.execPath, [cli, "tokens", ...args], { cwd: scratch, stdio: ["ignore", "ignore", "inherit"] });
}

async function typeface() {
  mkdirSync(join(build, "fonts"), { recursive: true });
  const faces = await Promise.all(
    FILES.map(async ({ name, source, range, characters }) => {
      const whole = readFileSync(join(modules, "@fontsource-variable/inter/files", source));
      const options = { targetFormat: "woff2", variationAxes: { wght: WEIGHTS }, keepFeatures: FEATURES };
      writeFileSync(join(build, "fonts", `${name}.woff2`), await subsetFont(whole, characters, options));
      // What has not come when the page is drawn is for the next page: text that moves is tapped past.
      return `@font-face { font-family: Inter; font-style: normal; font-display: optional; font-weight: ${WEIGHTS.min} ${WEIGHTS.max};
        src: url("fonts/${name}.woff2") format("woff2"); unicode-range: ${range}; }`;
    }),
  );
  return [...faces, FALLBACK].join("\n");
}

// Removes the classes of Designsystemet that no source names, and then, round by round, the variables that nothing reads.
function cutToWhatIsUsed(css) {
  const named = new Set(SOURCES.flatMap(wordsIn));
  let unused = [...new Set(css.match(/(?<=\.)ds-[\w-]+/g))].filter((name) => !named.has(name));
  while (unused.length) {
    css = transform({ filename: "laos.css", code: Buffer.from(css), minify: true, unusedSymbols: unused }).code.toString();
    const read = new Set(css.match(/(?<=var\(\s*)--[\w-]+/g));
    unused = [...new Set(css.match(/--[\w-]+(?=\s*:)/g))].filter((name) => !read.has(name));
  }
  return css;
}

function wordsIn(folder) {
  const files = readdirSync(join(root, folder), { recursive: true }).filter((name) => /\.(html|py|js)$/.test(name));
  return files.flatMap((name) => readFileSync(join(root, folder, name), "utf8").match(/[\w-]+/g) ?? []);
}

try {
  copyFileSync(join(root, "theme/designsystemet.config.json"), join(scratch, "designsystemet.config.json"));
  designsystemet("create");
  designsystemet("build", "--tokens", "tokens", "--out-dir", "css");

  rmSync(build, { recursive: true, force: true });
  const fonts = await typeface();
  copyFileSync(join(modules, "htmx.org/dist/htmx.min.js"), join(build, "htmx.js"));
  // Designsystemet names its cascade layers first, so that the theme counts least and what is outside any layer most.
  const sheets = [
    join(modules, "@digdir/designsystemet-css/dist/src/index.css"),
    join(scratch, "css/laos.css"),
    ...ours.map((subject) => join(root, "theme", `${subject}.css`)),
  ];
  const css = sheets.map((sheet) => readFileSync(sheet, "utf8").replace(/^@charset[^;]*;\s*/, "").replace(SLOW_RULES, ""));
  const [designsystem, ...rest] = css;
  writeFileSync(join(build, "laos.css"), cutToWhatIsUsed([designsystem, fonts, ...rest].join("\n")));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

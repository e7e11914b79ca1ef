// Writes static/build/: one stylesheet and the typeface. Needs nothing but node_modules.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, "node_modules");
const build = join(root, "static", "build");
// What Designsystemet does not have, by subject: the page before what stands on it, and paper over all.
const ours = [
  "fonts", "page", "header", "public", "timetable", "dates", "my", "roll-call", "register", "modules", "people", "meetings", "completion", "certificates", "figures", "account", "drafts", "forced-colors", "print",
];
const scratch = mkdtempSync(join(tmpdir(), "laos-theme-"));

// Rules for a border around tables, which we do not draw: with them, each change of any text makes a browser style all cells
// of the page again, which took a second for a register of 800 marks.
const SLOW_RULES = /[^{}]*:not\(:has\((?:thead|tfoot)\)\)[^{}]*\{[^{}]*\}/g;

function designsystemet(...args) {
  const cli = join(modules, "@digdir/designsystemet/dist/bin/designsystemet.js");
  execFileSync(process.execPath, [cli, "tokens", ...args], { cwd: scratch, stdio: ["ignore", "ignore", "inherit"] });
}

try {
  copyFileSync(join(root, "theme/designsystemet.config.json"), join(scratch, "designsystemet.config.json"));
  designsystemet("create");
  designsystemet("build", "--tokens", "tokens", "--out-dir", "css");

  rmSync(build, { recursive: true, force: true });
  mkdirSync(join(build, "fonts"), { recursive: true });
  for (const subset of ["latin", "latin-ext"]) {
    const font = `inter-${subset}-wght-normal.woff2`;
    copyFileSync(join(modules, "@fontsource-variable/inter/files", font), join(build, "fonts", font));
  }
  copyFileSync(join(modules, "htmx.org/dist/htmx.min.js"), join(build, "htmx.js"));
  // Designsystemet names its cascade layers first, so that the theme counts least and what is outside any layer most.
  const sheets = [
    join(modules, "@digdir/designsystemet-css/dist/src/index.css"),
    join(scratch, "css/laos.css"),
    ...ours.map((subject) => join(root, "theme", `${subject}.css`)),
  ];
  const css = sheets.map((sheet) => readFileSync(sheet, "utf8").replace(/^@charset[^;]*;\s*/, "").replace(SLOW_RULES, ""));
  writeFileSync(join(build, "laos.css"), css.join("\n"));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

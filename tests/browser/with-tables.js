// Lets node read the parts of scripts as modules: gives them the tables of the generator, and as much of a page as they
// ask for when they are loaded.
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { env } from "node:process";

const given = JSON.parse(readFileSync(env.PLAYBOOK_TABLES, "utf8"));
const source = Object.entries(given.tables).map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`).join("\n");

registerHooks({
  resolve(specifier, context, next) {
    return specifier === "../tables.js" ? { url: "tables:", format: "module", shortCircuit: true } : next(specifier, context);
  },
  load(url, context, next) {
    return url === "tables:" ? { format: "module", source, shortCircuit: true } : next(url, context);
  },
});

// A script element that is put into the page runs the file of its address, as a browser does; there is no other page.
globalThis.document = {
  currentScript: { src: new URL("assets/playbook/search-engine.js", given.site).href },
  createElement: () => ({ remove() {} }),
  head: {
    append(element) {
      given.asked = [...(given.asked ?? []), element.src];
      queueMicrotask(() => run(element));
    },
  },
};
globalThis.testing = given;

function run(element) {
  let script;
  try {
    script = readFileSync(new URL(new URL(element.src).pathname, given.site), "utf8");
  } catch {
    element.onerror();
    return;
  }
  (0, eval)(script); // eslint-disable-line no-eval -- what a browser does with a script
  element.onload();
}

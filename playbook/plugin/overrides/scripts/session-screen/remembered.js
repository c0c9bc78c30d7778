// How far a session has come, in this browser: that of one session at a time, told by its name.
import { readKey, writeKey } from "../working-sheets/keys.js";
import { soundRun } from "./clock.js";
/** @import { Run } from "./clock.js" */

/** @typedef {{ run: Run, sheet: string }} Standing `sheet` is the id of its working sheet, "" where it has none */

/** @type {(key: string, name: string, parts: number) => { keep: (standing: Standing) => void, forget: () => void, found: () => Standing | undefined }} */
export const memory = (key, name, parts) => ({
  keep: (standing) => writeKey(key, { name, ...standing }),
  forget: () => writeKey(key, undefined),
  found: () => {
    const found = /** @type {{ name?: unknown, run?: unknown, sheet?: unknown } | null} */ (readKey(key));
    const run = found?.name === name ? soundRun(found.run, parts) : undefined;
    return run && { run, sheet: typeof found?.sheet === "string" ? found.sheet : "" };
  },
});

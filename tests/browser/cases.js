// Cases that the generator and the browser share.
import { readFileSync } from "node:fs";

export const cases = (name) => JSON.parse(readFileSync(new URL(`../data/shared/${name}.json`, import.meta.url), "utf8"));

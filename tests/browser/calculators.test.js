// The calculators of the browser compute what the generator does, and read figures as people write them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { functions } from "../../playbook/plugin/overrides/scripts/calculators/functions.js";
import { queueOf, serversFor, waiting } from "../../playbook/plugin/overrides/scripts/calculators/queueing.js";
import { read } from "../../playbook/plugin/overrides/scripts/calculators/reading.js";

const cases = (name) => JSON.parse(readFileSync(new URL(`../data/shared/${name}.json`, import.meta.url), "utf8"));
const isNear = (found, expected) => Math.abs(found - expected) <= 1e-9 + 1e-7 * Math.abs(expected);

for (const one of cases("queues")) {
  test(`${one.of}: ${one.arrivals} arrivals, ${one.servers} servers`, () => {
    const load = (one.arrivals * one.service) / one.interval;
    if (one.of === "servers-for") {
      assert.equal(serversFor(load, one.service, one.target, one.within), one.servers);
      return;
    }
    const found = { ...queueOf(load, one.servers, one.service, one.within, one.patience), waiting: waiting(load, one.servers) };
    for (const name of ["level", "occupancy", "wait", "abandoned", "waiting"].filter((key) => key in one)) {
      assert.ok(isNear(found[name], one[name]), `${name}: ${found[name]}, expected ${one[name]}`);
    }
  });
}

for (const { function: name, inputs, shown, reason } of cases("calculators")) {
  test(`${name} ${reason ?? ""}`, () => {
    if (reason) {
      assert.throws(() => functions[name](inputs), { message: reason });
      return;
    }
    const found = functions[name](inputs);
    for (const [output, said] of Object.entries(shown)) {
      const figures = found[output].map((figure, place) => figure.toFixed(said[place].split(".")[1]?.length ?? 0));
      assert.deepEqual(figures, said, output);
    }
  });
}

test("figures are read as keyboards write them, and nothing else is", () => {
  const one = (written) => read(written, false, 0, 1e9);
  assert.deepEqual(one(" １，２００.5 "), { figures: [1200.5], fault: "" });
  for (const written of ["", "ten", "1e3", "2,5", "1 000", "--1", "Infinity", "NaN", "0x10"]) assert.equal(one(written).fault, "notANumber", written);
  assert.equal(one("-1").fault, "outside");
  const continental = (written) => read(written, false, 0, 1e9, ",");
  for (const written of ["1200,5", "1.200,5", "1 200,5", "1\u202f200,5", "1200.5"]) assert.deepEqual(continental(written).figures, [1200.5], written);
  for (const written of ["1,200.5", "1,2,3", "1 20"]) assert.equal(continental(written).fault, "notANumber", written);
  assert.deepEqual(read("2,5 10, 3,25", true, 0, 200, ",").figures, [2.5, 10, 3.25]);
  assert.deepEqual(read("40, 100\n120　20、5", true, 0, 200).figures, [40, 100, 120, 20, 5]);
  assert.equal(read("1 ".repeat(97).trim(), true, 0, 9).fault, "tooMany");
});

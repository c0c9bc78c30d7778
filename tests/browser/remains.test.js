// What the search says that it did not find: words, and no remains of them.
import assert from "node:assert/strict";
import test from "node:test";
import { withoutRemains } from "../../playbook/plugin/overrides/scripts/search-engine/remains.js";

const CASES = [
  ["ja", "電話が多いのか知りたい", ["のか"], []],
  ["ja", "シフトの組み方のコツ", ["コツ", "の"], ["コツ"]],
  ["ja", "給与の見直し", ["給与", "与の"], ["給与"]],
  ["ja", "のか", ["のか"], ["のか"]],
  ["zh", "员工工资太低怎么办", ["工资", "工工"], ["工资"]],
  ["zh", "怎样减少来电", ["少来"], []],
  ["zh", "质检打分不公平", ["公平"], ["公平"]],
  ["zh", "排班总是乱套", ["乱套"], ["乱套"]],
  ["zh", "税", ["税"], ["税"]],
  ["zh", "客服加班费怎么算", ["加班费"], ["加班费"]],
  ["en", "payroll tax of it", ["payroll", "it"], ["payroll", "it"]],
];

for (const [language, query, missing, named] of CASES) {
  test(`of "${query}" (${language}) ${named.join(", ") || "nothing"} is named`, () => assert.deepEqual(withoutRemains(missing, query, language), named));
}

test("a browser that cannot cut runs into words names what it is told, without particles", () => {
  const { Segmenter } = Intl;
  try {
    Intl.Segmenter = undefined;
    assert.deepEqual(withoutRemains(["工工", "のか"], "员工工资のか", "zh"), ["工工"]);
  } finally {
    Intl.Segmenter = Segmenter;
  }
});

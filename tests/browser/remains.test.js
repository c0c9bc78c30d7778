// What the search says that it did not find: words, and no remains of them.
import assert from "node:assert/strict";
import test from "node:test";
import { wordsMissing } from "../../playbook/plugin/overrides/scripts/search-engine/remains.js";

const CASES = [
  ["ja", "電話が多いのか知りたい", ["のか"], []],
  ["ja", "シフトの組み方のコツ", ["コツ", "の"], ["コツ"]],
  ["ja", "給与の見直し", ["給与", "与の"], ["給与"]],
  ["ja", "のか", ["のか"], ["のか"]],
  ["zh", "员工工资太低怎么办", ["工资", "工工"], ["工资"]],
  ["zh", "怎样减少来电", ["少来"], []],
  ["zh", "质检打分不公平", ["公平"], ["不公平"]],
  ["zh", "排班总是乱套", ["乱套"], ["乱套"]],
  ["zh", "税", ["税"], ["税"]],
  ["zh", "各个报表数据对不上", ["各"], []],
  ["zh", "普通话等级考试", ["话等级"], ["等级"]],
  ["ja", "放棄呼を減らしたい", ["減"], []],
  ["ja", "エレベーターの点検", ["エレベ"], ["エレベーター"]],
  ["ja", "ブロックチェーンとは", ["ブロ", "クチェン"], ["ブロック", "チェーン"]],
  ["ja", "観葉植物の世話", ["観葉植"], ["観葉植物"]],
  ["zh", "客服加班费怎么算", ["加班费"], ["加班费"]],
  ["en", "payroll tax of it", ["payroll", "it"], ["payroll", "it"]],
];

for (const [language, query, missing, named] of CASES) {
  test(`of "${query}" (${language}) ${named.join(", ") || "nothing"} is named`, () => assert.deepEqual(wordsMissing(missing, query, language), named));
}

test("a browser that cannot cut runs into words names what it is told, without particles", () => {
  const { Segmenter } = Intl;
  try {
    Intl.Segmenter = undefined;
    assert.deepEqual(wordsMissing(["工工", "のか"], "员工工资のか", "zh"), ["工工"]);
  } finally {
    Intl.Segmenter = Segmenter;
  }
});

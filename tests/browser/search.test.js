// The search on the index of the sample: what comes first, and what a part that is missing does.
import assert from "node:assert/strict";
import test from "node:test";
import "../../playbook/plugin/overrides/scripts/search-engine/main.js";

const { playbookSearch, testing } = globalThis;
const first = async (language, query, options) => {
  const [one] = await playbookSearch.find(language, query, options);
  return one && testing.ids[one.number];
};

test("what a query calls by its title comes first", async () => {
  assert.equal(await first("en", "Shelves and order"), "shelves");
  assert.equal(await first("ja", "書棚と秩序"), "shelves");
  assert.equal(await first("zh", "书架与秩序"), "shelves");
  const [one] = await playbookSearch.find("en", "Shelves and order");
  assert.deepEqual([one.called, one.coverage, one.language], [true, 1, "en"]);
});

test("spelling, form and slips do not count", async () => {
  assert.equal(await first("en", "shelving and orders"), "shelves");
  assert.equal(await first("en", "shleves and order"), "shelves");
  assert.equal(await first("en", "lostbooks"), "shelves.lost-books");
});

test("a filter leaves one kind", async () => {
  const found = await playbookSearch.find("en", "books", { filter: "q" });
  const { head } = await playbookSearch.open("en");
  assert.ok(found.length);
  for (const { number } of found) assert.equal(head.names[head.kinds.charCodeAt(number) - 97][0], "q");
});

test("results stand in their order, titles in front", async () => {
  const found = await playbookSearch.find("en", "books");
  const called = found.map((one) => Number(one.called));
  assert.deepEqual(called, [...called].sort().reverse());
  const scores = found.filter((one) => !one.called).map((one) => one.score);
  assert.deepEqual(scores, [...scores].sort((one, other) => other - one));
});

test("a query is cut to what a text can hold", () => {
  assert.equal(playbookSearch.clean(" \ud800a\udfff "), "a");
  assert.equal(playbookSearch.clean("x".repeat(500)).length, 200);
});

test("each part is asked for once, and again after it was missing", async () => {
  await Promise.all([playbookSearch.find("en", "shelves"), playbookSearch.find("en", "shelves")]);
  const counts = new Map();
  for (const address of testing.asked) counts.set(address, (counts.get(address) ?? 0) + 1);
  assert.deepEqual([...counts].filter(([, count]) => count > 1), []);
  for (let times = 0; times < 2; times += 1) {
    await assert.rejects(playbookSearch.open("xx"), playbookSearch.PartMissing);
  }
  assert.equal(testing.asked.filter((address) => address.includes("/xx/")).length, 2);
});

test("words that no result holds are told", async () => {
  const { found, missing } = await playbookSearch.ask("en", "shelves for elephants");
  assert.equal(testing.ids[found[0].number], "shelves");
  assert.deepEqual(missing, ["elephants"]);
  assert.deepEqual((await playbookSearch.ask("en", "shelves")).missing, []);
});

test("words that results hold in passing alone are told", async () => {
  assert.equal((await playbookSearch.ask("en", "shelves")).inPassing, false);
  const { found, missing, inPassing } = await playbookSearch.ask("en", "nobody finds");
  assert.ok(found.length > 0);
  assert.deepEqual(missing, []);
  assert.equal(inPassing, true);
});

test("a slip of the finger is told with what was meant", async () => {
  const { meant } = await playbookSearch.ask("en", "shleves and order");
  assert.ok(meant.get("shleves").includes("shelves"));
});

test("words that only ask weigh nothing, wherever they stand", async () => {
  assert.equal(await first("en", "what should we do about shelves and order please"), "shelves");
  assert.equal(await first("ja", "書棚と秩序について教えてください"), "shelves");
  assert.equal(await first("zh", "请问书架与秩序怎么办"), "shelves");
});

test("a long query reads no more parts than a short one may", async () => {
  const { length } = testing.asked;
  await playbookSearch.ask("ja", "書棚の秩序と貸出と返却と延滞と予約と閲覧と検索と収集と整理と保存と修理".repeat(5));
  assert.ok(testing.asked.length - length <= 20);
});

test("a query without a letter finds nothing", async () => {
  for (const query of ["\u0e31\u0e34", "\u0301\u0301", "\u202e\u202d"]) assert.deepEqual(await playbookSearch.find("en", query), []);
});

test("missing words are named whole, and as the reader wrote them", async () => {
  const { missing } = await playbookSearch.ask("ja", "書棚 冷凍庫");
  assert.deepEqual(missing, ["冷凍庫"]);
});

test("a name that the finger slipped on is told with what was meant", async () => {
  const { meant } = await playbookSearch.ask("zh", "锁书号");
  assert.deepEqual([...meant], [["锁书号", ["索书号"]]]);
});

test("words of other languages are fetched only for a query that the reader's own do not answer", async () => {
  const { length } = testing.asked;
  await playbookSearch.ask("en", "shelves and order");
  assert.deepEqual(testing.asked.slice(length).filter((address) => /\/o\w+\.js/.test(address)), []);
  assert.equal(await first("en", "索書號"), "glossary.shelf-mark");
});

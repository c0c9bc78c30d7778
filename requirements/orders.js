// Writes which letters stand elsewhere in a language than their base letter would put them, from the collations of CLDR
// that come with Node. `make orders` calls it with the file to write.
"use strict";
const { writeFileSync } = require("node:fs");

// Stands, in the file, for what comes behind all that begins with the letter in front of it.
const AFTER = "+";
const range = (first, last) =>
  Array.from({ length: last.charCodeAt(0) - first.charCodeAt(0) + 1 }, (_, at) =>
    String.fromCharCode(first.charCodeAt(0) + at),
  );
// For each alphabet the letters that Unicode numbers in their order, and those that stand among them.
const ALPHABETS = [
  { anchors: range("a", "z"), others: [...range("ß", "ö"), ...range("ø", "ž"), ...range("ǎ", "ǜ"), ...range("ș", "ț"), "ơ", "ư"] },
  { anchors: range("α", "ω").filter((letter) => letter !== "ς"), others: ["ς", ...range("ά", "ώ")] },
  { anchors: range("а", "я"), others: range("ѐ", "ӿ") },
];
const LATIN = ALPHABETS[0].anchors;
const TWO = LATIN.flatMap((one) => LATIN.map((other) => one + other));

const plain = (word) => word.normalize("NFD").replace(/[\u0300-\u036f]/g, "").normalize("NFC");
const isSmall = (letter) => /^\p{Ll}$/u.test(letter) && !"ŉſĸ".includes(letter);

/** The pairs of letters that sort as one: most words with the same beginning stand on the other side of them. */
function pairsOf({ compare }) {
  const isOne = (first, second) =>
    LATIN.filter((other) => other !== second && compare(first + second, first + other) * compare(second, other) < 0).length >
    LATIN.length / 3;
  const pairs = LATIN.flatMap((first) => [...LATIN, "ž"].filter((second) => isOne(first, second)).map((second) => first + second));
  return pairs.filter((pair) => plain(pair).length === 2);
}

/** The keys of all letters that would stand elsewhere without one: a letter that stands right, and what sets them behind. */
function keysOf(tag) {
  const { compare } = new Intl.Collator(tag, { sensitivity: "base" });
  const keys = {};
  for (const { anchors, others } of ALPHABETS) {
    const pairs = anchors === LATIN ? pairsOf({ compare }) : [];
    const sorted = [...anchors, ...others.filter(isSmall), ...pairs].sort(
      (one, other) => compare(one, other) || anchors.includes(other) - anchors.includes(one),
    );
    const found = sorted.filter((letter) => anchors.includes(letter));
    const right = new Set(found.filter((letter, at) => !(found[at + 1] < letter)));
    let [last, key] = ["", ""];
    for (const letter of sorted) {
      const two = TWO.find((pair) => letter.length === 1 && !pairs.includes(pair) && compare(letter, pair) === 0);
      if (!two && (last === "" || compare(last, letter) !== 0)) key = right.has(letter) ? letter : key + AFTER;
      if ((two ?? key) !== plain(letter)) keys[letter] = two ?? key;
      if (!two) last = letter;
    }
  }
  return keys;
}

const codes = [...TWO, ...TWO.flatMap((two) => LATIN.map((third) => two + third))];
const root = keysOf("en");
const tailored = Intl.Collator.supportedLocalesOf(codes).map((tag) => {
  const own = Object.entries(keysOf(tag)).filter(([letter, key]) => root[letter] !== key);
  return [tag, Object.fromEntries(own)];
});
const found = Object.fromEntries([["root", root], ...tailored.filter(([, keys]) => Object.keys(keys).length)]);
const lines = Object.entries(found).map(([tag, keys]) => ` ${JSON.stringify(tag)}: ${JSON.stringify(keys)}`);
writeFileSync(process.argv[2], `{\n "cldr": ${JSON.stringify(process.versions.cldr)},\n${lines.join(",\n")}\n}\n`);

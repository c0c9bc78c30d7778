// Reads what is typed by sound: kana in Latin letters, and ideographs of the same sound as the right ones.
/** @import { Index } from "./index-of-language.js" */

// By consonants the kana before a, i, u, e, o; Japanese has no others, and `-` stands for what it lacks.
const ROWS = [
  "=あ い う え お", "k=か き く け こ", "g=が ぎ ぐ げ ご",
  "s=さ し す せ そ", "z=ざ じ ず ぜ ぞ", "t=た ち つ て と",
  "d=だ ぢ づ で ど", "n=な に ぬ ね の", "h=は ひ ふ へ ほ",
  "b=ば び ぶ べ ぼ", "p=ぱ ぴ ぷ ぺ ぽ", "m=ま み む め も",
  "y=や - ゆ - よ", "r=ら り る れ ろ", "w=わ - - - を",
  "sh=しゃ し しゅ しぇ しょ", "ch=ちゃ ち ちゅ ちぇ ちょ", "ts=- - つ - -",
  "j=じゃ じ じゅ じぇ じょ", "f=ふぁ ふぃ ふ ふぇ ふぉ", "v=ゔぁ ゔぃ ゔ ゔぇ ゔぉ",
];
const SMALL = "ゃ - ゅ ぇ ょ".split(" ");
const VOWELS = "aiueo";

/** @type {Map<string, string>} */
const SYLLABLES = new Map(ROWS.flatMap((row) => {
  const [consonants, kana] = row.split("=");
  const signs = kana.split(" ");
  const glided = /^[kgsztdnhbpmr]$/.test(consonants) ? SMALL.map((small, at) => [`${consonants}y${VOWELS[at]}`, small === "-" ? small : signs[1] + small]) : [];
  const plain = signs.map((sign, at) => [consonants + VOWELS[at], sign]);
  return /** @type {[string, string][]} */ ([...plain, ...glided].filter(([, sign]) => sign !== "-"));
}));

// The kana that a word in Latin letters writes, or nothing where it is no such word.
/** @type {(word: string) => string} */
export function kanaOf(word) {
  let kana = "";
  for (let rest = word.replace(/m(?=[bmp])/g, "n"); rest; ) {
    const length = [3, 2, 1].find((size) => SYLLABLES.has(rest.slice(0, size)));
    if (length) kana += SYLLABLES.get(rest.slice(0, length));
    else if (/^(?:n(?![aiueoy])|nn)/.test(rest)) kana += "ん";
    else if (/^(?:([kstpcgdbfjz])\1|tch)/.test(rest)) kana += "っ";
    else return "";
    rest = rest.slice(length || (/^nn(?![aiueoy])/.test(rest) ? 2 : 1));
  }
  return kana;
}

// The syllables of ideographs, of which every browser knows the order, or nothing where one of them has none
// or a search may read no more.
/** @type {(index: Index, signs: string) => Promise<string>} */
export async function pinyinOf(index, signs) {
  if (!index.shared.sounds && !index.mayRead("sounds")) return "";
  index.shared.sounds ??= soundsOf(await index.part("sounds"));
  const sounds = index.shared.sounds;
  return [...signs].every((sign) => sounds.has(sign)) ? [...signs].map((sign) => sounds.get(sign)).join("") : "";
}

/** @type {(syllables: [syllable: string, count: number][]) => Map<string, string>} */
function soundsOf(syllables) {
  const codes = Array.from({ length: 40 * 94 }, (_, at) => [0xb0 + Math.floor(at / 94), 0xa1 + (at % 94)]);
  const signs = new TextDecoder("gb18030").decode(Uint8Array.from(codes.flat()));
  /** @type {Map<string, string>} */
  const sounds = new Map();
  let at = 0;
  for (const [syllable, count] of syllables) {
    for (const sign of signs.slice(at, at + count)) sounds.set(sign, syllable);
    at += count;
  }
  return sounds;
}

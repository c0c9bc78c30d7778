// Reads what is typed by sound: kana in Latin letters, and ideographs of the same sound as the right ones.

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

// The syllables of ideographs, or nothing where one of them has none.
/** @type {(sounds: Map<string, string>, signs: string) => string} */
export const pinyinOf = (sounds, signs) => ([...signs].every((sign) => sounds.has(sign)) ? syllablesOf(sounds, signs).join("") : "");

// How a title and other words are typed by their sound, the title also by its initials.
/** @type {(sounds: Map<string, string>, title: string, words: string[]) => string[]} */
export function spoken(sounds, title, words) {
  const heard = [title, ...words].map((text) => syllablesOf(sounds, text)).filter((syllables) => syllables.length > 1);
  const initials = syllablesOf(sounds, title).map(([letter]) => letter);
  return [...new Set([...heard.map((syllables) => syllables.join("")), ...(initials.length > 1 ? [initials.join("")] : [])])];
}

/** @type {(sounds: Map<string, string>, text: string) => string[]} */
const syllablesOf = (sounds, text) => [...text].flatMap((sign) => sounds.get(sign) ?? []);

// Every browser knows the order of ideographs by their sound: how many have each syllable is all that travels.
/** @type {(syllables: [syllable: string, count: number][]) => Map<string, string>} */
export function soundsOf(syllables) {
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

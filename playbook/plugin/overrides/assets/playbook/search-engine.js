// Finds items in the index that the generator ships as classic scripts: no fetch, no worker, no storage, so that it works
// from a disk and under a strict policy. `playbookSearch.find(...)` is all that the page needs to know.
globalThis.playbookSearch = (() => {
  const SITE = new URL("../../", document.currentScript.src);
  const LONGEST_QUERY = 200;
  const MOST_KEYS = 40;
  const MOST_ALIASES = 4;
  const MOST_SIGNS = 3;
  const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
  const VALUE = new Map([...DIGITS].map((digit, value) => [digit, value]));

  // ---- parts of the index

  class PartMissing extends Error {}

  const parts = new Map(); // name -> a promise of what the part holds
  const arrived = new Map(); // name -> {build, value}, between the run of its script and the end of its loading

  // Every part calls this with its name, the build that it belongs to, and what it holds.
  const deliver = (name, build, value) => arrived.set(name, { build, value });

  function load(name, build) {
    if (!parts.has(name)) {
      parts.set(name, fetched(name, build).catch((error) => {
        parts.delete(name); // so that a second try asks again
        throw error;
      }));
    }
    return parts.get(name);
  }

  // A part that a cache kept from an older build is asked for once more under an address that no cache knows.
  async function fetched(name, build) {
    let part = await script(name, build);
    if (build && part.build !== build) part = await script(name, `${build}.${Date.now()}`);
    if (build && part.build !== build) throw new PartMissing(name);
    return part;
  }

  function script(name, version) {
    return new Promise((resolve, reject) => {
      const element = document.createElement("script");
      const done = () => {
        element.remove();
        const part = arrived.get(name);
        arrived.delete(name);
        part ? resolve(part) : reject(new PartMissing(name)); // a part that is cut off runs, but delivers nothing
      };
      element.onload = done;
      element.onerror = done;
      element.src = new URL(`search/${name}.js${version ? `?${version}` : ""}`, SITE);
      document.head.append(element);
    });
  }

  // ---- folding: the same as in the generator, whose tables come with the index

  class Folding {
    constructor(head) {
      this.dropped = new RegExp(`[${head.dropped}]`, "g");
      this.run = new RegExp(`[${head.unspaced}]+|(?:(?![${head.unspaced}])[\\p{L}\\p{N}])+`, "gu");
      this.unspaced = new RegExp(`^[${head.unspaced}]`);
      this.spellings = head.spellings.map(([, found, put]) => [new RegExp(found, "g"), put]);
      const signs = [...head.variants];
      this.variants = new Map();
      for (let at = 0; at < signs.length; at += 2) this.variants.set(signs[at], signs[at + 1]);
      // Where nothing asks, the pattern matches nothing.
      this.asking = new RegExp(head.asking.map((word) => this.asks(word)).join("|") || "(?!)", "gu");
    }

    // A word asks where it stands alone; in a run without spaces nothing tells where words end.
    asks(word) {
      const literal = word.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
      return this.unspaced.test(this.katakana(word)) ? literal : `(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`;
    }

    simplified(text) {
      return text.replace(/[\u3400-\u4dbf\u4e00-\u9fff]/g, (sign) => this.variants.get(sign) ?? sign);
    }

    katakana(text) {
      return text.replace(/[\u3041-\u3096]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60));
    }

    signs(text) {
      let folded = text.normalize("NFKC").toLowerCase();
      folded = folded.normalize("NFD").replace(/[\u0300-\u036f]/g, "").normalize("NFC");
      return this.simplified(this.katakana(folded.replace(this.dropped, "")));
    }

    fold(text) {
      return this.spellings.reduce((folded, [found, put]) => folded.replace(found, put), this.signs(text));
    }

    // A query without the words that only ask; as it is where they are all of it. Hiragana stays: katakana never asks.
    told(query) {
      const told = this.simplified(query.normalize("NFKC").toLowerCase()).replace(this.asking, " ");
      return this.runs(this.fold(told)).length ? told : query;
    }

    runs(folded) {
      return folded.match(this.run) ?? [];
    }

    isUnspaced(run) {
      return this.unspaced.test(run);
    }
  }

  // What is left of an English word without its ending: forms of one word share it.
  function stem(word) {
    if (word.length < 4 || /[^a-z]/.test(word)) return word;
    let left = word.replace(/(?<!s|u|i)s$/, "").replace(/ie$/, "y");
    left = left.replace(/^(.*[aeiouy].*)(?:ations?|ators?|ated?|ating|ings?|ions?|ed|ers?|ments?|ness|ly)$/, (all, rest) => (rest.length > 2 ? rest : all));
    return left.replace(/(.)\1$/, "$1").replace(/[ey]$/, "").replace(/i$/, "");
  }

  // Tells whether two words are forms of one; of a short one, such as an abbreviation, only the plural is.
  function related(one, other) {
    const [short, long] = one.length < other.length ? [one, other] : [other, one];
    return short === long || (short.length > 3 ? stem(short) === stem(long) : long === `${short}s`);
  }

  // How many letters must be typed, left out, changed or swapped to make one word of the other; `most` + 1 for more.
  function distance(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let [before, row] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)];
    for (let i = 1; i <= one.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= other.length; j += 1) {
        const changed = row[j - 1] + (one[i - 1] !== other[j - 1]);
        next[j] = Math.min(changed, row[j] + 1, next[j - 1] + 1);
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      if (Math.min(...next) > most) return most + 1;
      [before, row] = [row, next];
    }
    return Math.min(row[other.length], most + 1);
  }

  // ---- one language

  // What a key is worth by how it matched.
  const FORM = { exact: 1, form: 0.85, prefix: 0.75, split: 0.8, typo: 0.6, sign: 0.35 };
  const TITLE = 8;
  // How much of what was asked for a match fulfils: forms and beginnings all of it, what was only meant a part.
  const COVERS = (worth) => (worth > FORM.split ? 1 : worth);
  // What it adds that a query is a title, letter by letter.
  const WHOLE_TITLE = 40;
  // How much of a query that is one run has to be covered: less is pairs of characters that many words share.
  const PAIRED = 0.42;
  // How much of a query another language has to cover that the reader's own does not answer.
  const ELSEWHERE = 0.5;
  // What an item is worth that is found through other words: the thing that they name, and what speaks of it.
  const NAMED = 1.3;
  const THROUGH = 0.8;
  // The share of it that is left where the query only begins the other words, or is one of them.
  const BEGUN = 0.25;

  class Index {
    constructor(language, { build, value: head }) {
      this.language = language;
      this.build = build;
      this.head = head;
      this.folding = new Folding(head);
      this.common = new Set(head.common);
      this.read = new Map(); // number of a part -> its entries
    }

    async part(name) {
      return (await load(`${this.language}/${name}`, this.build)).value;
    }

    kind(number) {
      return this.head.names[this.head.kinds.charCodeAt(number) - 97];
    }

    rank(number) {
      return RANK[this.kind(number)[0]];
    }

    async document(number) {
      const { together } = this.head;
      return (await this.part(`d${Math.floor(number / together)}`))[number % together];
    }

    // The number of the part in which a key would stand.
    partOf(key) {
      let [low, high] = [0, this.head.starts.length - 1];
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if (this.head.starts[middle] <= key) low = middle;
        else high = middle - 1;
      }
      return low;
    }

    async entries(number) {
      if (!this.read.has(number)) {
        const packed = await this.part(`k${number}`);
        this.read.set(number, packed.split(";").map((entry) => entry.split(" ")));
      }
      return this.read.get(number);
    }

    // All entries whose key begins so, from at most `most` parts.
    async range(start, most = 2) {
      const first = this.partOf(start);
      const found = [];
      for (let number = first; number < Math.min(first + most, this.head.starts.length); number += 1) {
        if (number > first && !this.head.starts[number].startsWith(start)) break;
        found.push(...(await this.entries(number)).filter(([key]) => key.startsWith(start)));
      }
      return found;
    }

    async exact(key) {
      return (await this.entries(this.partOf(key))).filter(([other]) => other === key);
    }

    async vocabulary(letter) {
      const name = `w${letter.codePointAt(0).toString(16)}`;
      return this.letters().has(letter) ? this.part(name) : [];
    }

    letters() {
      this.initials ??= new Set(this.head.initials);
      return this.initials;
    }

    // ---- from the words of a query to keys

    // Each wish is one thing that the query asks for: `keys` hold [packed places, worth] that fulfil it.
    async wishes(query, typing) {
      const runs = this.folding.runs(this.folding.fold(query)).slice(0, MOST_KEYS);
      const wishes = [];
      for (const [at, run] of runs.entries()) {
        const last = typing && at === runs.length - 1;
        wishes.push(...(this.folding.isUnspaced(run) ? this.pairs(run) : [this.word(run, last)]));
      }
      const asked = await Promise.all(wishes.slice(0, MOST_KEYS));
      const telling = asked.filter((wish) => !this.common.has(wish.key));
      return telling.length ? telling : asked;
    }

    pairs(run) {
      if (run.length === 1) return [this.sign(run)];
      return Array.from({ length: run.length - 1 }, (_, at) => this.pair(run.slice(at, at + 2)));
    }

    async pair(key) {
      return { key, keys: (await this.exact(key)).map(([, places]) => [places, FORM.exact]) };
    }

    async sign(sign) {
      return { key: sign, keys: (await this.range(sign)).map(([, places]) => [places, FORM.exact]) };
    }

    async word(word, typing) {
      const root = stem(word);
      const start = word.slice(0, Math.max(2, Math.min(root.length, word.length)));
      const keys = [];
      for (const [key, places] of await this.range(start)) {
        if (this.folding.isUnspaced(key)) continue;
        if (key === word) keys.push([places, FORM.exact]);
        else if (related(key, word)) keys.push([places, FORM.form]);
        else if (typing && word.length > 1 && key.startsWith(word)) keys.push([places, FORM.prefix * (word.length / key.length) ** 0.5]);
      }
      return { key: word, word, keys: keys.length ? keys : await this.meant(word) };
    }

    // What somebody meant by a word that stands nowhere: two words in one, or a slip of the finger.
    async meant(word) {
      if (word.length < 4 || /\d/.test(word)) return [];
      const near = [...new Set(word.slice(0, 2))];
      const vocabulary = (await Promise.all(near.map((letter) => this.vocabulary(letter)))).flat();
      for (const head of vocabulary) {
        const rest = word.slice(head.length);
        if (head.length < 3 || rest.length < 3 || !word.startsWith(head)) continue;
        if ((await this.vocabulary(rest[0])).includes(rest)) return this.both(head, rest);
      }
      const most = word.length < 8 ? 1 : 2;
      const measured = vocabulary.map((other) => [distance(word, other, most), other]).filter(([steps]) => steps <= most);
      const least = Math.min(...measured.map(([steps]) => steps));
      const meant = measured.filter(([steps]) => steps === least).slice(0, 5);
      const found = await Promise.all(meant.map(([, other]) => this.exact(other)));
      return found.flat().map(([, places]) => [places, FORM.typo]);
    }

    // The places where both words stand, as strong as the weaker of the two.
    async both(one, other) {
      const [first, second] = (await Promise.all([this.exact(one), this.exact(other)])).map(([[, places]]) => new Map(unpack(places)[0]));
      const shared = [...first].filter(([number]) => second.has(number));
      return [[shared.map(([number, strength]) => [number, Math.min(strength, second.get(number))]), FORM.split]];
    }

    // ---- from keys to documents

    // Gives for each document that a query finds: its number, how much of the query it covers, and a score.
    async match(query, typing) {
      const told = this.folding.told(query);
      const wishes = await this.wishes(told, typing);
      const scores = new Map();
      let whole = 0;
      for (const wish of wishes) whole += this.fulfil(wish, scores);
      await this.signsLeft(wishes, scores, whole);
      for (const [number, worth] of [...(await this.titles(query, typing)), ...(await this.titles(told, typing))]) {
        const one = scores.get(number) ?? fresh(number);
        one.title = Math.max(one.title, worth);
        scores.set(number, one);
      }
      const rated = [...scores.values()].map((one) => this.rate(one, whole));
      const [run, ...more] = this.folding.runs(this.folding.fold(told));
      return more.length || !this.folding.isUnspaced(run ?? "") ? rated : rated.filter((one) => one.coverage > PAIRED);
    }

    // Adds what one wish finds to the scores; gives the weight of the wish.
    fulfil(wish, scores) {
      const best = new Map();
      let count = 0;
      for (const [packed, worth] of wish.keys) {
        const [places, all] = unpack(packed);
        count = Math.max(count, all);
        for (const [number, strength] of places) {
          const value = worth * (strength >= TITLE ? this.rank(number).head + (strength - TITLE) / 2 : strength);
          if (value > (best.get(number)?.value ?? 0)) best.set(number, { value, worth, titled: strength >= TITLE });
        }
      }
      const names = [...best].some(([number, { titled }]) => titled && NAMING.has(this.kind(number)[0]));
      const weight = Math.log(1 + this.head.documents / (count + 0.5)) * (names ? NAMES : 1);
      for (const [number, { value, worth, titled }] of best) {
        const one = scores.get(number) ?? fresh(number);
        one.score += weight * value;
        one.covered += weight * COVERS(worth);
        one.titled += titled ? weight : 0;
        scores.set(number, one);
      }
      wish.weight = weight;
      return weight;
    }

    // A wrong or missing character breaks the pairs around it: where a pair stands nowhere, its characters alone count.
    async signsLeft(wishes, scores, whole) {
      const pairs = wishes.filter((wish) => !wish.word && wish.key.length === 2);
      const broken = pairs.filter((wish) => !wish.keys.length);
      const known = new Set(pairs.filter((wish) => wish.keys.length).flatMap((wish) => [...wish.key]));
      const left = new Set(broken.flatMap((wish) => [...wish.key]).filter((sign) => !known.has(sign)));
      if (!left.size || left.size > MOST_SIGNS) return;
      const near = [...scores.values()].filter((one) => one.covered / whole > 0.15);
      const weight = broken.reduce((sum, wish) => sum + wish.weight, 0) / left.size;
      for (const sign of left) {
        const places = new Map((await this.range(sign, 1)).flatMap(([, packed]) => unpack(packed)[0]));
        for (const one of near) {
          const share = FORM.sign * (places.get(one.number) >= TITLE ? 1 : places.has(one.number) ? 0.4 : 0);
          one.score += weight * share * 4;
          one.covered += weight * share;
        }
      }
    }

    // Titles that a query is, or begins.
    async titles(query, typing) {
      const title = this.folding.runs(this.folding.fold(query)).join("");
      if (!title) return [];
      const found = await this.range(`=${title}`, 1);
      return found.flatMap(([key, packed]) => {
        const worth = key.length === title.length + 1 ? 1 : typing && title.length > 1 ? 0.5 * (title.length / key.length) : 0;
        return worth ? unpack(packed)[0].map(([number]) => [number, worth]) : [];
      });
    }

    rate(one, whole) {
      const coverage = whole ? Math.min(1, one.covered / whole) : 0;
      const titled = whole ? one.titled / whole : 0;
      const score = (one.score / (whole || 1)) * coverage ** 4 * this.rank(one.number).item * (1 + titled ** 2 * 0.5);
      const called = one.title === 1;
      return { number: one.number, called, coverage: called ? 1 : coverage, score: score + WHOLE_TITLE * one.title };
    }
  }

  // By kind: what a word in the head of an item is worth (a title says more than a whole question), and the item itself.
  const RANK = {
    c: { head: 10, item: 1.25 },
    p: { head: 10, item: 1.1 },
    h: { head: 10, item: 1.1 },
    k: { head: 10, item: 1.1 },
    t: { head: 10, item: 1.15 },
    q: { head: 7, item: 1 },
    a: { head: 7, item: 1 },
    o: { head: 6, item: 0.85 },
    s: { head: 6, item: 0.6 },
  };

  // What stands in the title of a chapter, a measure or a term names a thing, and says more than what is done to it.
  const NAMING = new Set("ckt");
  const NAMES = 1.5;

  const fresh = (number) => ({ number, score: 0, covered: 0, titled: 0, title: 0 });

  function unpack(packed) {
    if (typeof packed !== "string") return [packed, packed.length];
    const [places, all] = packed.split("*");
    const found = [];
    let number = -1;
    for (let at = 0; at < places.length; ) {
      const head = VALUE.get(places[at]);
      const end = at + 2 + Math.floor(head / 16);
      let step = 0;
      for (at += 1; at < end; at += 1) step = step * 64 + VALUE.get(places[at]);
      number += step + 1;
      found.push([number, head % 16]);
    }
    return [found, all ? Number(all) : found.length];
  }

  // ---- other words for a thing: of another language, an abbreviation, a variant, a word that the glossary refuses

  async function otherWords(index, query) {
    const known = await index.part("aliases");
    index.aliases ??= known.flatMap(([numbers, title, ...words]) => numbers.flatMap((number) => named(index.folding, number, title, words)));
    const runs = index.folding.runs(index.folding.fold(index.folding.told(query)));
    const within = index.aliases.map((alias) => ({ ...alias, query: replaced(index.folding, runs, alias) })).filter((alias) => alias.query);
    if (!within.length) return holding(index, runs);
    const longest = Math.max(...within.map((alias) => alias.folded.length));
    const candidates = within.filter((alias) => alias.folded.length === longest);
    // Words that are a title themselves lead elsewhere only where they are the whole query.
    const titles = new Set(candidates.filter((alias) => alias.word === alias.title && alias.folded !== runs.join(" ")).map((alias) => alias.folded));
    return candidates.filter((alias) => alias.word !== alias.title && !titles.has(alias.folded)).slice(0, MOST_ALIASES);
  }

  // Aliases that begin with the query, or hold it as a word: the shortest first.
  function holding(index, runs) {
    const asked = runs.join(" ");
    if (asked.length < (index.folding.isUnspaced(asked) ? 2 : 4)) return [];
    const begins = (name) => (index.folding.isUnspaced(name) ? name.startsWith(asked) : ` ${name} `.includes(` ${asked} `));
    const found = index.aliases.filter((alias) => alias.word !== alias.title && begins(alias.runs.join(" ")));
    return found.sort((one, other) => one.folded.length - other.folded.length).slice(0, MOST_ALIASES).map((alias) => ({ ...alias, query: alias.own, share: BEGUN }));
  }

  // The title itself stands among its aliases: where it is what the query says, no shorter alias within it counts.
  function named(folding, number, title, words) {
    const own = folding.fold(title);
    return [title, ...words].map((word) => {
      const folded = folding.fold(word);
      return { number, title, word, own, folded, runs: folding.runs(folded) };
    });
  }

  // The query with an alias replaced by the title, or nothing where the query does not hold the alias.
  function replaced(folding, runs, alias) {
    for (let at = 0; at + alias.runs.length <= runs.length; at += 1) {
      const [before, behind] = [runs.slice(0, at), runs.slice(at + alias.runs.length)];
      const said = runs.slice(at, at + alias.runs.length);
      if (said.every((run, index) => related(run, alias.runs[index]))) return [...before, alias.own, ...behind].join(" ");
    }
    const glued = alias.runs.length === 1 && alias.folded.length > 1 && folding.isUnspaced(alias.folded);
    const at = glued ? runs.findIndex((run) => run.includes(alias.folded)) : -1;
    return at < 0 ? "" : runs.with(at, runs[at].replace(alias.folded, ` ${alias.own} `)).join(" ");
  }

  // Titles and aliases that the whole query misses by a slip of the finger.
  function slips(index, query) {
    const asked = index.folding.runs(index.folding.fold(index.folding.told(query))).join(" ");
    const most = asked.length < 4 ? 0 : asked.length < 9 ? 1 : 2;
    const near = [];
    for (const alias of index.aliases) {
      const steps = distance(asked, alias.runs.join(" "), most);
      if (steps > 0 && steps <= most) near.push({ ...alias, query: alias.own, steps });
    }
    const least = Math.min(...near.map((alias) => alias.steps));
    return near.filter((alias) => alias.steps === least).slice(0, MOST_ALIASES);
  }

  // ---- the whole search

  const indexes = new Map();

  function open(language) {
    if (!indexes.has(language)) {
      indexes.set(language, load(`${language}/index`).then((part) => new Index(language, part)));
      indexes.get(language).catch(() => indexes.delete(language));
    }
    return indexes.get(language);
  }

  // A query without what no text can hold: halves of characters, and more than anybody types.
  const clean = (query) => query.slice(0, LONGEST_QUERY).replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "").trim();

  // Finds items for a reader of `language`: the best first, with `{language, number, score, through}` each.
  async function find(language, query, { everywhere = false, filter = "" } = {}) {
    const index = await open(language);
    const asked = clean(query);
    const own = await matches(index, asked);
    const complete = own.some(isComplete);
    const others = everywhere ? othersOf(index) : complete ? [] : othersOf(index).filter((id) => writes(index, id, asked));
    const elsewhere = await Promise.all(others.map(async (id) => plainMatches(await open(id), asked)));
    const rows = everywhere ? [own, ...elsewhere].map(sorted).flat() : sorted(merged(own, elsewhere.flat()));
    return rows.filter((one) => !filter || index.kind(one.number)[0] === filter);
  }

  const othersOf = (index) => index.head.languages.map(([id]) => id).filter((id) => id !== index.language);

  // Tells whether a query could be written in a language, by its scripts; Latin letters stand in every language, and say
  // something only where there is nothing else.
  function writes(index, language, query) {
    const [, , , known] = index.head.languages.find(([id]) => id === language);
    const folded = index.folding.fold(query);
    const all = Object.entries(index.head.scripts).filter(([, signs]) => new RegExp(`[${signs}]`).test(folded)).map(([name]) => name);
    const asked = all.length > 1 ? all.filter((name) => name !== "latin") : all;
    return asked.every((name) => known.includes(name));
  }

  async function matches(index, query) {
    const { language } = index;
    const found = new Map((await index.match(query, true)).map((one) => [one.number, { ...one, language }]));
    const folded = index.folding.fold(query);
    const add = async (others) => {
      for (const other of others) {
        const through = other.folded === other.own ? undefined : { words: other.word, title: other.title };
        for (const one of await index.match(other.query, false)) {
          const score = one.score * (one.number === other.number ? NAMED : THROUGH) * (other.share ?? 1);
          const known = found.get(one.number);
          if (known?.called) {
            // An abbreviation is as good as a title, and still says what it is short for.
            if (one.number === other.number && other.folded === folded) known.through = through;
          } else if (score > (known?.score ?? 0)) {
            found.set(one.number, { ...one, score, called: false, language, through });
          }
        }
      }
    };
    await add(await otherWords(index, query));
    if (![...found.values()].some(isComplete)) await add(slips(index, query));
    return worthwhile([...found.values()]);
  }

  // The other words that the reader's own index knows are of all languages: the others are asked without.
  async function plainMatches(index, query) {
    const { language } = index;
    const found = (await index.match(query, true)).filter((one) => one.coverage > ELSEWHERE);
    return worthwhile(found.map((one) => ({ ...one, called: false, language })));
  }

  const isComplete = (one) => one.coverage > 0.8;

  // Leaves out what only shares a pair of characters or a common word with the query.
  function worthwhile(found) {
    const best = Math.max(0, ...found.map((one) => one.score));
    const coverage = Math.max(0, ...found.map((one) => one.coverage));
    return found.filter((one) => one.score > best * 0.08 && one.coverage > coverage * 0.45);
  }

  // An item that only another language's text answers is shown in the reader's language.
  function merged(own, others) {
    const best = new Map(own.map((one) => [one.number, one]));
    for (const one of others) {
      const score = one.score * 0.9;
      if (score > (best.get(one.number)?.score ?? 0)) best.set(one.number, { ...one, score });
    }
    return worthwhile([...best.values()]);
  }

  // Terms whose name shares most with a query that finds nothing.
  async function near(index, query) {
    const known = await index.part("aliases");
    const pairs = (text) => new Set(Array.from({ length: Math.max(1, text.length - 1) }, (_, at) => text.slice(at, at + 2)));
    const asked = pairs(index.folding.fold(clean(query)));
    const rated = known.map(([[number], title, ...words]) => ({
      number,
      title,
      share: Math.max(...[title, ...words].map((word) => {
        const own = pairs(index.folding.fold(word));
        return (2 * [...own].filter((pair) => asked.has(pair)).length) / (own.size + asked.size);
      })),
    }));
    const titles = new Map(rated.filter((one) => one.share > 0.2).map((one) => [one.title, one]));
    return [...titles.values()].sort((one, other) => other.share - one.share).slice(0, 5);
  }

  // Tells whether a word of a text answers to a word of a query: the same, a form of it, begun, or misspelt.
  function alike(asked, written) {
    if (related(asked, written) || (asked.length > 1 && written.startsWith(asked))) return true;
    return asked.length > 3 && !/\d/.test(asked) && distance(asked, written, 1) === 1;
  }

  // What the reader's own words call by its title stands before all that other words lead to.
  const sorted = (found) => found.sort((one, other) => other.called - one.called || other.score - one.score || one.number - other.number);

  return Object.assign(deliver, { find, near, open, clean, alike, unpack, PartMissing, site: SITE });
})();

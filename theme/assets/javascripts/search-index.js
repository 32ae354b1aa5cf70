/* The search index of the site, read piece by piece.

In: words as typed, filters, a way of sorting. Out: the pages that hold all words, best first; their cards; how many pages each
value of a filter would leave. What lies in which file is told in generator/search.py, which writes them. Leaves to others:
what to ask for (engine.js), words (words.js). */

const FOLDER = new URL("../../search/", import.meta.url);
const SITE = new URL("../../", import.meta.url);
const FORMAT = 1; /* of the files; another is not read */
const BEGUN = 3; /* letters from which a word may go on */
const NUMBER = 100; /* a number counts for as many words, so that no page may lack one */
const GOES_ON = 0.6; /* what a longer word is worth beside the very word */
/* What a word tells of a page, from its weight on: it stands in its text, beside its name, in its title, is its name. The
more of the query such words make up, the more they count. */
const WORTH = [1, 8, 8, 20];

/* Numbers of seven bits in each byte, the lowest first. */
const reader = (bytes) => {
  let at = 0;
  const number = () => {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = bytes[at];
      at += 1;
      value += (byte & 127) * shift;
      if (byte < 128) return value;
    }
  };
  const part = (length) => bytes.subarray(at, (at += length));
  return { number, part, isAtEnd: () => at >= bytes.length };
};

const eachPage = (bytes, visit) => {
  const from = reader(bytes);
  for (let page = 0; !from.isAtEnd(); ) {
    const step = from.number();
    page += step >>> 2;
    visit(page, step & 3);
  }
};

const parsed = (bytes) => {
  const from = reader(bytes);
  const held = new Map();
  while (!from.isAtEnd()) held.set(new TextDecoder().decode(from.part(from.number())), from.part(from.number()));
  return held;
};

const fetched = async (path, options) => {
  const answer = await fetch(new URL(path, FOLDER), options);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer;
};

/* Each file is asked for once, and again where that failed; their names change with what they hold. */
const once = (make) => {
  const kept = new Map();
  return (name) => {
    if (!kept.has(name)) {
      const made = make(name);
      kept.set(name, made);
      made.catch(() => kept.delete(name));
    }
    return kept.get(name);
  };
};
const bytesOf = async (path) => new Uint8Array(await (await fetched(path)).arrayBuffer());

export const openIndex = async () => {
  const index = await (await fetched("index.json", { cache: "no-cache" })).json();
  if (index.format !== FORMAT) throw new Error(`format ${index.format}`);
  const { block, name: length } = index;
  const firsts = index.words.map(([first]) => first);
  const wordsIn = once(async (at) => parsed(await bytesOf(`words/${index.words[at][1]}.bin`)));
  const valuesOf = once(async (name) => (index.filters[name] ? parsed(await bytesOf(`filters/${index.filters[name]}.bin`)) : new Map()));
  const cardNames = once((at) => bytesOf(`cards/${index.cards[at]}.bin`));
  const sorts = once(async () => (await fetched(`sorts/${index.sorts}.bin`)).json());
  const orderBy = once(async (key) => {
    const name = (await sorts())[key];
    const from = reader(name ? await bytesOf(`sorts/${name}.bin`) : new Uint8Array());
    const pages = [];
    while (!from.isAtEnd()) pages.push(from.number());
    return pages;
  });

  const card = once(async (page) => {
    const names = await cardNames(Math.floor(page / block));
    const own = names.subarray((page % block) * length, (page % block) * length + length);
    const name = Array.from(own, (byte) => byte.toString(16).padStart(2, "0")).join("");
    const { path, ...data } = await (await fetched(`pages/${name}.json`)).json();
    return { ...data, url: new URL(path, SITE).pathname };
  });

  /* The last file that begins with the word or before it. */
  const fileOf = (word) => {
    let low = 0;
    let high = firsts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (firsts[middle] <= word) low = middle + 1;
      else high = middle;
    }
    return Math.max(low - 1, 0);
  };

  /* The pages of a word, and of those it may go on to; the very word comes first. */
  const pagesOf = async (word, mayGoOn) => {
    if (!firsts.length) return [];
    const own = (await wordsIn(fileOf(word))).get(word);
    const found = own ? [[own, 1]] : [];
    if (!mayGoOn || (word.length < BEGUN && own)) return found;
    for (let at = fileOf(word); at < firsts.length && (at === fileOf(word) || firsts[at].startsWith(word)); at += 1) {
      for (const [longer, pages] of await wordsIn(at)) if (longer !== word && longer.startsWith(word)) found.push([pages, GOES_ON]);
    }
    return found;
  };

  /* Which pages hold every word, or all but as many as they may lack, and what they are worth: for each kind of place the
  share of the query that stands there. */
  const weighed = async (words, lacking) => {
    const lists = await Promise.all(words.map((word, at) => pagesOf(word, at === words.length - 1)));
    const known = words.map((word, at) => ({ list: lists[at], counts: /^\d/.test(word) ? NUMBER : 1 })).filter(({ list }) => list.length);
    const all = known.reduce((sum, one) => sum + one.counts, 0);
    const held = new Uint16Array(index.pages);
    const sums = WORTH.map(() => new Float32Array(index.pages));
    let whole = 0;
    known.forEach(({ list, counts }) => {
      const share = new Float32Array(index.pages);
      const weights = new Uint8Array(index.pages);
      let number = 0;
      for (const [pages, part] of list)
        eachPage(pages, (page, weight) => {
          if (!share[page]) number += 1;
          else if (WORTH[weight] * part <= WORTH[weights[page]] * share[page]) return;
          share[page] = part;
          weights[page] = weight;
        });
      const rare = Math.log((index.pages - number + 0.5) / (number + 0.5) + 1);
      whole += rare;
      for (let page = 0; page < index.pages; page += 1) {
        if (!share[page]) continue;
        held[page] += counts;
        for (let weight = 0; weight <= weights[page]; weight += 1) sums[weight][page] += rare * share[page];
      }
    });
    const worth = (page) => sums.reduce((sum, one, at) => sum + WORTH[at] * one[page] * (at ? (one[page] / whole) ** 2 : 1), 0);
    return {
      holds: (page) => !words.length || (all > 0 && held[page] >= all - lacking),
      worth,
      unknown: words.filter((_, at) => !lists[at].length),
    };
  };

  /* The pages that fit all choices, as a row of marks. */
  const fitting = async (filters) => {
    const marks = new Uint8Array(index.pages);
    const chosen = Object.entries(filters);
    for (const [name, value] of chosen) {
      const pages = (await valuesOf(name)).get(value);
      if (pages) eachPage(pages, (page) => { marks[page] += 1; });
    }
    return (page) => marks[page] === chosen.length;
  };

  const inOrder = async (pages, sort) => {
    const wanted = new Set(pages);
    const order = await orderBy(sort.replace(/^-/, ""));
    const sorted = order.filter((page) => wanted.delete(page));
    return [...(sort.startsWith("-") ? sorted.reverse() : sorted), ...pages.filter((page) => wanted.has(page))];
  };

  /* `pages` best first, or sorted, what has nothing to sort by last; `whole` is their number without filters; `unknown` are words
  that stand on no page, which are left out. */
  const search = async (words, { filters = {}, sort = "", lacking = 0 } = {}) => {
    const [found, fits] = await Promise.all([weighed(words, lacking), fitting(filters)]);
    const pages = [];
    let whole = 0;
    for (let page = 0; page < index.pages; page += 1) {
      if (!found.holds(page)) continue;
      whole += 1;
      if (fits(page)) pages.push(page);
    }
    if (words.length) {
      const worths = new Map(pages.map((page) => [page, found.worth(page)]));
      pages.sort((a, b) => worths.get(b) - worths.get(a) || a - b);
    }
    return { pages: sort ? await inOrder(pages, sort) : pages, whole, unknown: found.unknown };
  };

  /* For each value of a filter how many of the pages have it. */
  const counts = async (name, pages) => {
    const marks = new Uint8Array(index.pages);
    for (const page of pages) marks[page] = 1;
    const numbers = {};
    for (const [value, list] of await valuesOf(name)) {
      let number = 0;
      eachPage(list, (page) => { number += marks[page]; });
      numbers[value] = number;
    }
    return numbers;
  };

  return { search, card, counts, filters: Object.keys(index.filters) };
};

/* Asks the search index and puts what it finds in order.

In: a query as typed, filters, a way of sorting. Out: the pages found, best first, with their cards. The index finds every page
that holds all words; the order of the first ones is made here from their own texts, because the index knows neither which
words stand together nor marks. Leaves to others: reading the index (search-index.js), showing (result.js). */

import { openIndex } from "./search-index.js";
import { siteWords } from "./site-words.js";
import { asTyped, typedWords, withMarks, wordsOf } from "./words.js";

const RANKED = 12; /* so many cards are read to put them in order; each is about 1 KB */
const LONG = 4; /* words of a query of which a page may lack one, where there are but few that hold all */
const FEW = 10;

let loading = null;

/* One index for the whole visit. */
export const load = () => {
  loading ??= openIndex();
  loading.catch(() => { loading = null; });
  return loading;
};

const understood = (query) => {
  const words = wordsOf(query);
  const hasMarks = words.map((word) => withMarks(word) !== asTyped(word));
  return { typed: words.map(asTyped), marked: words.map(withMarks), hasMarks };
};

/* The share of the words asked for that stand in a text; the last one may still be unfinished. */
const cover = (asked, words) => {
  const held = new Set(words);
  const last = asked.length - 1;
  const begun = (word) => words.some((one) => one.startsWith(word));
  const found = asked.filter((word, at) => held.has(word) || (at === last && begun(word)));
  return found.length / asked.length;
};

/* The share of the words asked for that stand beside a neighbour of theirs, as in the query: most words are two syllables. */
const together = (asked, words) => {
  if (asked.length === 1) return words.includes(asked[0]) ? 1 : 0;
  const pairs = new Set(words.slice(1).map((word, at) => `${words[at]} ${word}`));
  const beside = asked.slice(1).map((word, at) => pairs.has(`${asked[at]} ${word}`));
  return asked.filter((_, at) => beside[at - 1] || beside[at]).length / asked.length;
};

/* Pages that gather a subject stand above one of its records where both answer as well. */
const GATHERS = /\/(chi-so|dia-phuong|linh-vuc|van-ban)\/[^/]+\/$/;

/* What a page is called: its title, with what stands beside it (abbreviations and what they are short for), other names of it,
its number. */
const namesOf = (data) => [
  typedWords(data.meta.title),
  [...typedWords(data.meta.title), ...(data.meta.beside?.split(" ") ?? [])],
  ...(data.meta.names ?? []).map(typedWords),
  data.meta.code ? typedWords([data.meta.code, ...(data.filters.document ?? [])].join(" ")) : [],
];

const worth = (data, asked) => {
  const names = namesOf(data);
  const near = typedWords([data.meta.code, data.filters.document, data.filters.place, data.filters.kind].flat().join(" "));
  const body = wordsOf(data.content);
  const title = wordsOf(data.meta.title).map(withMarks);
  const marks = asked.marked.filter((_, at) => asked.hasMarks[at]);
  const whole = names.filter((name) => cover(asked.typed, name) === 1).map((name) => name.length);
  return (
    10 * cover(asked.typed, names.flat()) + 4 * cover(asked.typed, [...names.flat(), ...near]) +
    8 * Math.max(...names.map((name) => together(asked.typed, name))) + 4 * together(asked.typed, [...near, ...names[0]]) +
    3 * Math.max(together(asked.typed, body.map(asTyped)), together(asked.typed, names[0])) +
    (whole.length ? (4 * asked.typed.length) / Math.max(Math.min(...whole), asked.typed.length) : 0) +
    (marks.length ? 3 * cover(marks, title) + 2 * cover(marks, [...title, ...body.map(withMarks)]) : 0) +
    (GATHERS.test(data.url) ? 1 : 0)
  );
};

const inOrder = async (index, pages, asked) => {
  const first = await Promise.all(pages.slice(0, RANKED).map(async (page) => ({ page, worth: worth(await index.card(page), asked) })));
  first.sort((a, b) => b.worth - a.worth);
  return [...first.map((one) => one.page), ...pages.slice(RANKED)];
};

/* The pages that hold all words; of a long query that few pages hold whole, also those that lack one. */
const held = async (index, words, options, isExact) => {
  const whole = await index.search(words, options);
  const known = words.length - whole.unknown.length;
  if (isExact || known < LONG || !whole.whole || whole.whole >= FEW) return whole;
  return index.search(words, { ...options, lacking: 1 });
};

/* No page holds all the words: those that remain without the one that hinders most; none where that does not help. */
const fewer = async (index, words, filters) => {
  const without = words.map((_, at) => words.filter((__, other) => other !== at));
  const found = await Promise.all(without.map((some) => index.search(some, { filters })));
  const best = found.reduce((most, one, at) => (one.pages.length > found[most].pages.length ? at : most), 0);
  return found[best].pages.length ? without[best] : words;
};

/* By value means: by that of the indicator chosen, whose id names the sorting. */
const sorting = async (sort, filters) => {
  if (!sort.endsWith("value")) return sort;
  const { indicators } = await siteWords();
  return `${sort}-${indicators[filters.indicator]}`;
};

/* Letters and digits of words that the site does not have, apart: `72nq` is `72 nq`; a figure stays whole. */
const apart = (query, unknown) => {
  const isMixed = (word) => unknown.includes(asTyped(word)) && /\d/u.test(word) && /\p{L}/u.test(word);
  return wordsOf(query).flatMap((word) => (isMixed(word) ? word.match(/\d+|\D+/gu) : [word])).join(" ");
};

const asking = async (query, { filters = {}, sort = "", isExact = false } = {}) => {
  const index = await load();
  const options = { filters, sort: await sorting(sort, filters) };
  const asked = understood(query);
  let words = asked.typed;
  let found = await held(index, words, options, isExact);
  const taken = apart(query, found.unknown);
  if (wordsOf(taken).length > words.length) return asking(taken, { filters, sort, isExact });
  if (!isExact && !found.whole && words.length > 1) {
    words = await fewer(index, words, filters);
    found = await held(index, words, options, isExact);
  }
  words = words.filter((word) => !found.unknown.includes(word));
  const left = wordsOf(query).filter((word) => !words.includes(asTyped(word)));
  const some = { typed: words, marked: asked.marked, hasMarks: asked.hasMarks };
  const pages = sort || !words.length ? found.pages : await inOrder(index, found.pages, some);
  return { results: pages.map((page) => ({ data: () => index.card(page) })), left, asked: words };
};

/* A site that was published anew meanwhile has other files: the index is opened once more. */
const again = (answer) => (...asked) => answer(...asked).catch(() => {
  loading = null;
  return answer(...asked);
});

/* The pages found, best first; `left` names the words of the query that had to be left out. No query finds every page. */
export const ask = again(asking);

/* For every filter its values, each with the number of pages it would leave; for those in which something is chosen, counted
without the choice. */
export const facets = again(async (query, filters, chosen) => {
  const index = await load();
  const words = typedWords(query);
  const { pages } = await held(index, words, { filters });
  const counts = async (name) => {
    const { [name]: _, ...others } = filters;
    const left = chosen.includes(name) ? (await held(index, words, { filters: others })).pages : pages;
    return [name, await index.counts(name, left)];
  };
  return Object.fromEntries(await Promise.all(index.filters.map(counts)));
});

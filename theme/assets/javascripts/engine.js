/* Asks the search index and puts what it finds in order.

In: a query as typed, filters, a way of sorting. Out: the pages found, best first, with their data. The engine finds every
page that holds all words; the order of the first ones is made here from their own texts, because the engine weighs neither
words that stand together nor marks. Leaves to others: showing (result.js), and where the query comes from. */

import { siteWords } from "./site-words.js";
import { asTyped, typedWords, withMarks, wordsOf } from "./words.js";

const RANKED = 12; /* so many pages are read to put them in order; each is about 1 KB */
const WEIGHTS = { title: 8, plain: 8, code: 8, name: 20, fold: 1, figure: 2 };

let loading = null;

/* One engine for the whole visit. Without its worker: that would be another 41 KB, and a query takes a few milliseconds. */
export const load = () => {
  loading ??= import(new URL("../../pagefind/pagefind.js", import.meta.url).href).then(async (pagefind) => {
    const engine = pagefind.createInstance({ noWorker: true, ranking: { metaWeights: WEIGHTS } });
    await engine.init();
    return engine;
  });
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

/* What a page is called: its title, the title in short, its name where the title does not tell it apart, its number. */
const namesOf = (data) => [
  typedWords(data.meta.title),
  data.meta.plain?.split(" ") ?? [],
  typedWords(data.meta.name ?? ""),
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

const inOrder = async (found, asked) => {
  const first = await Promise.all(found.slice(0, RANKED).map(async (result) => ({ result, data: await result.data() })));
  const worths = new Map(first.map((one) => [one, worth(one.data, asked)]));
  first.sort((a, b) => worths.get(b) - worths.get(a));
  return [...first.map((one) => one.result), ...found.slice(RANKED)];
};

/* What cannot be sorted because it has no date or number comes last. */
const withoutSort = async (engine, term, options, found) => {
  const sorted = new Set(found.map((result) => result.id));
  const all = await engine.search(term, { filters: options.filters });
  return [...found, ...all.results.filter((result) => !sorted.has(result.id))];
};

/* Which of the words stand nowhere: the engine leaves them out in silence. Only words that the first page lacks are tried. */
const nowhere = async (engine, words, found) => {
  const data = await found.results[0]?.data();
  if (!data || words.length < 2) return [];
  const beside = [data.meta.fold, ...Object.values(data.filters).flat()].join(" ");
  const held = [...namesOf(data).flat(), ...typedWords(beside), ...typedWords(data.content)];
  const missing = words.filter((word) => cover([word], held) < 1);
  const alone = await Promise.all(missing.map((word) => engine.search(word)));
  return missing.filter((_, at) => !alone[at].results.length);
};

/* No page holds all the words: those that remain without the one that hinders most; none where that does not help. */
const fewer = async (engine, words, filters) => {
  const without = words.map((_, at) => words.filter((__, other) => other !== at));
  const found = await Promise.all(without.map((some) => engine.search(some.join(" "), { filters })));
  const best = found.reduce((most, one, at) => (one.results.length > found[most].results.length ? at : most), 0);
  return found[best].results.length ? without[best] : words;
};

/* As the engine takes it. By value means: by that of the indicator chosen, whose id names the sorting. */
const sorting = async (sort, filters) => {
  const order = sort.startsWith("-") ? "desc" : "asc";
  const by = sort.replace(/^-/, "");
  if (by !== "value") return { [by]: order };
  const { indicators } = await siteWords();
  return { [`value-${indicators[filters.indicator]}`]: order };
};

/* The pages found, best first; `left` names the words of the query that had to be left out. No query finds every page. */
export const ask = async (query, { filters = {}, sort = "", isExact = false } = {}) => {
  const engine = await load();
  const options = { filters, ...(sort ? { sort: await sorting(sort, filters) } : {}) };
  const asked = understood(query);
  let words = asked.typed;
  if (!words.length) {
    const all = await engine.search(null, options);
    const results = sort ? await withoutSort(engine, null, options, all.results) : all.results;
    return { results, left: [], asked: words };
  }
  let found = await engine.search(words.join(" "), options);
  if (!isExact && !found.unfilteredResultCount && words.length > 1) {
    words = await fewer(engine, words, filters);
    found = await engine.search(words.join(" "), options);
  }
  const unknown = await nowhere(engine, words, found);
  words = words.filter((word) => !unknown.includes(word));
  const left = wordsOf(query).filter((word) => !words.includes(asTyped(word)));
  const some = { typed: words, marked: asked.marked, hasMarks: asked.hasMarks };
  const term = words.join(" ");
  const results = sort ? await withoutSort(engine, term, options, found.results) : await inOrder(found.results, some);
  return { results, left, asked: words };
};

/* For every filter its values, each with the number of pages it would leave; for those in which something is chosen, counted
without the choice. */
export const facets = async (query, filters, chosen) => {
  const engine = await load();
  const term = typedWords(query).join(" ") || null;
  await engine.filters();
  const counts = { ...(await engine.search(term, { filters })).filters };
  for (const name of chosen) {
    const { [name]: _, ...others } = filters;
    counts[name] = (await engine.search(term, { filters: others })).filters[name] ?? {};
  }
  return counts;
};

/* One page that was found, as an item of a list.

In: the data of a page and the words asked for. Out: a list item: kind, document and place, title, figure, passage; its link
leads to the measure that the words stand in. Leaves to others: what was found, and in which order (engine.js). */

import { typedWords } from "./words.js";

const LENGTH = 24; /* words of a passage */
const ALONE = /^[.,;:]+$/u; /* stands behind a link, say, and belongs to the word before */
const FIGURES = " | "; /* stands between the figures of a target (generator/searched.py) */

const element = (name, className, text) => {
  const made = document.createElement(name);
  made.className = className;
  if (text) made.textContent = text;
  return made;
};

/* Kind and number, document, place. */
const heading = (data) => {
  const code = data.meta.code ?? data.filters.kind?.[0];
  const holder = data.meta.code ? data.filters.document : [];
  return [code, ...(holder ?? []), ...(data.filters.place ?? [])].filter((one, at, all) => one && all.indexOf(one) === at);
};

/* Which of the words asked for stand in each piece of a text. */
const hitsIn = (pieces, asked) => {
  const whole = new Set(asked);
  const unfinished = asked.at(-1)?.length > 1 ? asked.at(-1) : null;
  const isAsked = (word) => whole.has(word) || (unfinished && word.startsWith(unfinished));
  return pieces.map((piece) => typedWords(piece).filter(isAsked));
};

const distinct = (hits, from, to) => new Set(hits.slice(from, to).flat()).size;

/* The hits without words of the heading: the place, for one, says nothing about which measure or passage is meant. */
const telling = (data, hits) => {
  const known = new Set(typedWords(heading(data).join(" ")));
  return hits.map((words) => words.filter((word) => !known.has(word)));
};

/* The measure that holds more of the words than any other, where a target has several; null where none does. */
const measureOf = (data, hits) => {
  const starts = data.anchors.filter((anchor) => anchor.id.startsWith("do-"));
  if (starts.length < 2) return null;
  const end = (at) => starts[at + 1]?.location ?? starts[at].location + LENGTH;
  const held = starts.map((start, at) => distinct(hits, start.location, end(at)));
  const most = Math.max(...held);
  return most && held.filter((number) => number === most).length === 1 ? starts[held.indexOf(most)].id : null;
};

/* Where the passage begins: the words closest together, after the line that the result shows anyway. */
const passageStart = (hits, after) => {
  let best = { number: 0, at: after };
  for (let at = after; at < hits.length; at += 1) {
    if (!hits[at].length) continue;
    const number = distinct(hits, at, at + LENGTH / 2);
    if (number > best.number) best = { number, at };
  }
  return best.number ? Math.max(after, best.at - 4) : after;
};

const passage = (data, pieces, hits, own) => {
  const shownAnyway = [data.meta.code ?? data.filters.kind, data.filters.document].flat().filter(Boolean).join(" · ");
  const after = data.meta.code && pieces.length ? shownAnyway.split(" ").length : 0;
  const start = passageStart(own.some((words) => words.length) ? own : hits, after);
  const shown = element("span", "ck-search__excerpt");
  if (start > after) shown.append("… ");
  pieces.slice(start, start + LENGTH).forEach((piece, at) => {
    const gap = at && !ALONE.test(piece) ? " " : "";
    shown.append(gap, hits[start + at].length ? element("mark", "", piece) : piece);
  });
  return shown;
};

const figureOf = (data, anchor) => {
  const figures = (data.meta.figure ?? "").split(FIGURES);
  if (anchor) return figures[Number(anchor.slice(3)) - 1];
  return figures.slice(0, 2).join(" · ") + (figures.length > 2 ? " …" : "");
};

export const resultItem = (data, asked) => {
  const pieces = data.content.split(/\s+/u).filter(Boolean);
  const hits = hitsIn(pieces, asked);
  const own = telling(data, hits);
  const anchor = measureOf(data, own);
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = anchor ? `${data.url}#${anchor}` : data.url;
  link.append(element("span", "ck-kind", heading(data).join(" · ")), element("strong", "", data.meta.title));
  const figure = figureOf(data, anchor);
  if (figure) link.append(element("span", "ck-search__figure", figure));
  link.append(passage(data, pieces, hits, own));
  item.append(link);
  return item;
};

/* Where nothing is found: each choice that stands in the way, and words of the site that are near to those typed, with what
would be found.

In: a query and filters. Out: buttons. The words come from a data file of the site (generator/export/words.py), loaded only
then. Leaves to others: what a press does (search-page.js). */

import { ask } from "./engine.js";
import { asTyped, wordsOf } from "./words.js";
import { nearestWords } from "./nearest.js";
import { siteWords } from "./site-words.js";

const MOST = 4;

const button = (words, onClick) => {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "ck-button";
  made.textContent = words;
  made.addEventListener("click", onClick);
  return made;
};

const numberOf = async (query, filters) => (await ask(query, { filters, isExact: true })).results.length;

/* The query with each word that the site does not have put right: as many ways as its nearest words give. */
const putRight = async (query) => {
  const words = wordsOf(query);
  const { words: known } = await siteWords();
  const held = new Set(known.map(asTyped));
  const at = words.findIndex((word) => !held.has(asTyped(word)) && !/\d/.test(word));
  if (at < 0) return [];
  return nearestWords(asTyped(words[at]), known).map((near) => words.map((word, one) => (one === at ? near : word)).join(" "));
};

export const offersFor = async (query, filters, texts, onPress) => {
  const offers = [];
  for (const words of (await putRight(query)).slice(0, MOST)) {
    const number = await numberOf(words, filters);
    if (!number) continue;
    offers.push(button(texts.nearest.replace("{words}", words).replace("{number}", number), () => onPress({ words })));
  }
  for (const [name, value] of Object.entries(filters)) {
    const { [name]: _, ...others } = filters;
    const number = texts.kind === value ? 0 : await numberOf(query, others);
    if (!number) continue;
    const words = texts.without.replace("{choice}", value).replace("{number}", number);
    offers.push(button(words, () => onPress({ without: name })));
  }
  return offers;
};

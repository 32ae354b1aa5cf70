// Asks a search index in a folder by theme/assets/javascripts/search-index.js, as a browser does: run from tests/test_search.py.
import { readFile } from "node:fs/promises";
import { openIndex } from "../../theme/assets/javascripts/search-index.js";

const [folder, questions, mostFailures] = process.argv.slice(2);
const failed = new Set();
globalThis.fetch = async (url) => {
  const file = String(url).split("/search/")[1];
  if (mostFailures && file !== "index.json" && !failed.has(file)) {
    failed.add(file);
    throw new Error(`no network for ${file}`);
  }
  return new Response(await readFile(`${folder}/search/${file}`));
};

const index = await openIndex();
const answer = async ({ words, ...options }) => {
  const found = await index.search(words, options);
  const cards = await Promise.all(found.pages.map(index.card));
  const counts = await index.counts("kind", found.pages);
  return { ...found, counts, paths: cards.map((card) => card.url.split("/theme/")[1]) };
};
const stubborn = async (question, left) => answer(question).catch((error) => {
  if (!left) throw error;
  return stubborn(question, left - 1);
});
const answers = [];
for (const question of JSON.parse(questions)) answers.push(await stubborn(question, Number(mostFailures ?? 0)));
console.log(JSON.stringify(answers));

// Asks a search index in a folder by theme/assets/javascripts/search-index.js, as a browser does: run from tests/test_search.py.
import { readFile } from "node:fs/promises";
import { openIndex } from "../../theme/assets/javascripts/search-index.js";

const [folder, questions] = process.argv.slice(2);
globalThis.fetch = async (url) => new Response(await readFile(`${folder}/search/${String(url).split("/search/")[1]}`));

const index = await openIndex();
const answers = [];
for (const { words, ...options } of JSON.parse(questions)) {
  const found = await index.search(words, options);
  const cards = await Promise.all(found.pages.map(index.card));
  const counts = await index.counts("kind", found.pages);
  answers.push({ ...found, counts, paths: cards.map((card) => card.url.split("/theme/")[1]) });
}
console.log(JSON.stringify(answers));

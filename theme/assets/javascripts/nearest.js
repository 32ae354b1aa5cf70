/* Words that are near to one that was typed.

In: a word as typed, and the words of the site, the most frequent first. Out: those that are one letter off, or two where the
word is long. Leaves to others: where the words come from (site-words.js). */

import { asTyped } from "./words.js";

const LONG = 5;

/* How many letters must be put in, taken out, changed or changed over to make one word of another; `most` + 1 where more. */
export const distance = (a, b, most) => {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before = [];
  let above = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = above[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(above[j] + 1, row[j - 1] + 1, change);
      const isCrossed = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isCrossed) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    before = above;
    above = row;
  }
  return above[b.length];
};

/* The nearest first; of those as near, those that begin alike, then the more frequent. One for each folded form. */
export const nearestWords = (typed, known) => {
  const most = typed.length > LONG ? 2 : 1;
  const found = new Map();
  known.forEach((word, at) => {
    const folded = asTyped(word);
    if (found.has(folded)) return;
    const steps = distance(typed, folded, most);
    if (steps <= most) found.set(folded, { word, order: [steps, folded[0] === typed[0] ? 0 : 1, at] });
  });
  const inOrder = [...found.values()].sort((a, b) => a.order.map((one, i) => one - b.order[i]).find(Boolean) ?? 0);
  return inOrder.map((one) => one.word);
};

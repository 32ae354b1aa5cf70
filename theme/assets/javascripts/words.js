/* Vietnamese words as people type them.

In: a text. Out: its words folded, with their marks, or as the search engine knows them. The rule for a word as typed is
words_as_typed in generator/searched.py; the two must agree. Leaves to others: asking (engine.js). */

const WORD = /[\p{L}\p{N}_][\p{L}\p{M}\p{N}_]*(?:[.,][\p{L}\p{M}\p{N}_]+)*/gu;
const END_Y = /([bcdghklmnprstvx])y$/;
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;

export const wordsOf = (text) => text.normalize("NFC").match(WORD) ?? [];

/* Without marks, đ as d, a last y as i; of a figure only its digits, as the engine keeps them: 74.000 and 74000 are one. */
export const asTyped = (word) => {
  const folded = word.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
  return /^\d/.test(folded) ? folded.replace(/[.,]/g, "") : folded.replace(END_Y, "$1i");
};

/* With its marks, the tone moved to the end: hoà and hòa are one, and so are kỹ and kĩ. */
export const withMarks = (word) => {
  const apart = word.toLowerCase().normalize("NFD");
  return apart.replace(TONES, "").replace(END_Y, "$1i") + (apart.match(TONES) ?? []).join("");
};

export const typedWords = (text) => wordsOf(text).map(asTyped);

/* A query as it stands while someone types: a last word with but one letter is not asked for yet, it would find everything. */
export const soFar = (query) => (/(^|[\s"'(])[\p{L}]\p{M}*$/u.test(query) ? query.replace(/\p{L}\p{M}*$/u, "") : query);

/* What the search must know of the site beside its index: the words of titles, and the id of each indicator.

In: the data file that generator/export/words.py writes. Out: its content, loaded once, when it is first needed. */

let loading = null;

export const siteWords = () => {
  loading ??= fetch(new URL("../../tim-kiem.json", import.meta.url)).then((answer) => answer.json());
  loading.catch(() => { loading = null; });
  return loading;
};

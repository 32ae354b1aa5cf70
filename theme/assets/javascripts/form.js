/* The choices of a search form: what is chosen, and the values that can be.

In: the form that theme/records/find.html holds, and counts from the engine. Out: filters and sorting as the engine takes them;
the form filled. Leaves to others: the address (address.js), asking (engine.js). */

const MOST_VALUES = 500; /* in one list of choices; what is rarer is found by typing its name */

export const part = (root, name) => root.querySelector(`[data-part="${name}"]`);
export const selects = (root) => [...root.querySelectorAll("select[data-filter]")];

export const chosen = (root) =>
  Object.fromEntries(selects(root).filter((select) => select.value).map((select) => [select.dataset.filter, select.value]));

/* What is chosen, and the kind of the list that the form stands on. */
export const filtersOf = (root) => ({ ...(root.dataset.kind ? { kind: root.dataset.kind } : {}), ...chosen(root) });

/* A sorting that needs a choice is offered, and holds, only while that is made. */
export const sortOf = (root) => {
  const select = part(root, "sort");
  const held = chosen(root);
  for (const one of select.options) one.hidden = one.disabled = Boolean(one.dataset.needs) && !held[one.dataset.needs];
  if (select.selectedOptions[0]?.disabled) select.value = "";
  return select.value;
};

const option = (value, words, isChosen) => new Option(words, value, isChosen, isChosen);

/* The values of every filter with their counts, the most frequent first, years in order; what is chosen stays, and a filter
without values goes. */
export const fillFilters = (root, counts) => {
  for (const select of selects(root)) {
    const name = select.dataset.filter;
    const value = select.value;
    const held = Object.entries(counts[name] ?? {}).filter(([one, number]) => number && one !== value);
    held.sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], "vi"));
    held.splice(MOST_VALUES);
    if (value) held.unshift([value, counts[name]?.[value] ?? 0]);
    if (name === "year") held.sort((a, b) => a[0].localeCompare(b[0]));
    const any = option("", root.dataset.any, !value);
    select.replaceChildren(any, ...held.map(([one, number]) => option(one, `${one} (${number})`, one === value)));
    root.querySelector(`[data-filter-of="${name}"]`).hidden = !held.length;
  }
};

export const clearFilters = (root) => {
  for (const select of selects(root)) select.value = "";
};

/* Beside the heading under which the filters may be folded away. */
export const countChosen = (root) => {
  const number = Object.keys(chosen(root)).length;
  part(root, "chosen").textContent = number || "";
};

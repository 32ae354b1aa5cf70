/* The search page: query, filters, sorting and results; all of it stands in the address.

In: the form that theme/search-page.html holds, and the address. Out: results, counts beside every value of a filter, and the
address of what is shown. Leaves to others: the engine (engine.js), a result (result.js). */

import { ask, facets } from "./engine.js";
import { resultItem } from "./result.js";

const STEP = 20;
const PAUSE = 120;

/* What a choice is called in the address: a promise, for these addresses are sent to people. */
const IN_ADDRESS = {
  kind: "loai", document: "van-ban", place: "dia-phuong", field: "linh-vuc",
  agency: "co-quan", status: "trang-thai", year: "nam", funding: "von",
};
const SORT = "xep";

let turn = 0;
let waiting = 0;
let limit = STEP;

const part = (root, name) => root.querySelector(`[data-part="${name}"]`);
const selects = (root) => [...root.querySelectorAll("select[data-filter]")];

const chosen = (root) =>
  Object.fromEntries(selects(root).filter((select) => select.value).map((select) => [select.dataset.filter, select.value]));

const option = (value, words, isChosen) => new Option(words, value, isChosen, isChosen);

/* The values of every filter with their counts, the most frequent first, years in order; what is chosen stays. */
const fillFilters = (root, counts) => {
  for (const select of selects(root)) {
    const name = select.dataset.filter;
    const value = select.value;
    const held = Object.entries(counts[name] ?? {}).filter(([one, number]) => number || one === value);
    if (value && !held.some(([one]) => one === value)) held.push([value, 0]);
    held.sort((a, b) => (name === "year" ? a[0].localeCompare(b[0]) : b[1] - a[1] || a[0].localeCompare(b[0], "vi")));
    const any = option("", root.dataset.any, !value);
    select.replaceChildren(any, ...held.map(([one, number]) => option(one, `${one} (${number})`, one === value)));
    select.disabled = !held.length;
  }
};

const toAddress = (root, isStep) => {
  const address = new URLSearchParams();
  const query = part(root, "query").value.trim();
  if (query) address.set("q", query);
  for (const [name, value] of Object.entries(chosen(root))) address.set(IN_ADDRESS[name], value);
  const sort = part(root, "sort").value;
  if (sort) address.set(SORT, sort);
  const whole = location.pathname + (address.size ? `?${address}` : "");
  if (whole === location.pathname + location.search) return;
  if (isStep) history.pushState(null, "", whole);
  else history.replaceState(null, "", whole);
};

const fromAddress = (root) => {
  const address = new URLSearchParams(location.search);
  part(root, "query").value = address.get("q") ?? "";
  part(root, "sort").value = address.get(SORT) ?? "";
  if (part(root, "sort").selectedIndex < 0) part(root, "sort").value = "";
  for (const select of selects(root)) {
    const value = address.get(IN_ADDRESS[select.dataset.filter]) ?? "";
    if (value && ![...select.options].some((one) => one.value === value)) select.add(option(value, value, false));
    select.value = value;
  }
};

const button = (words, onClick) => {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "ck-button";
  made.textContent = words;
  made.addEventListener("click", onClick);
  return made;
};

/* Nothing found: each choice that stands in the way, with what would be found without it. */
const offerHelp = async (root, query, filters, own) => {
  const offers = [];
  for (const [name, value] of Object.entries(filters)) {
    const { [name]: _, ...others } = filters;
    const number = (await ask(query, { filters: others })).results.length;
    if (!number) continue;
    const words = root.dataset.without.replace("{choice}", value).replace("{number}", number);
    offers.push(button(words, () => {
      selects(root).find((select) => select.dataset.filter === name).value = "";
      refresh(root, true);
      part(root, "query").focus();
    }));
  }
  if (own !== turn) return;
  part(root, "help").hidden = false;
  part(root, "offers").replaceChildren(...offers);
};

const stateWords = (root, found) => {
  const left = found.left.length ? ` ${root.dataset.left.replace("{words}", found.left.join(", "))}` : "";
  return found.results.length ? root.dataset.some.replace("{number}", found.results.length) + left : root.dataset.none;
};

const draw = async (root) => {
  const own = (turn += 1);
  const query = part(root, "query").value;
  const filters = chosen(root);
  try {
    const found = await ask(query, { filters, sort: part(root, "sort").value || null });
    const shown = await Promise.all(found.results.slice(0, limit).map((result) => result.data()));
    if (own !== turn) return;
    part(root, "results").replaceChildren(...shown.map((data) => resultItem(data, found.asked)));
    part(root, "state").textContent = stateWords(root, found);
    part(root, "more").hidden = found.results.length <= limit;
    part(root, "clear").hidden = !Object.keys(filters).length;
    part(root, "help").hidden = true;
    root.dataset.shown = location.search;
    const counts = await facets(found.asked.join(" "), filters);
    if (own !== turn) return;
    fillFilters(root, counts);
    if (!found.results.length) await offerHelp(root, query, filters, own);
  } catch (error) {
    console.warn(error);
    if (own === turn) part(root, "state").textContent = root.dataset.failed;
  }
};

const refresh = (root, isStep) => {
  limit = STEP;
  toAddress(root, isStep);
  return draw(root);
};

const showMore = async (root) => {
  const before = limit;
  limit += STEP;
  await draw(root);
  part(root, "results").children[before]?.querySelector("a").focus();
};

const onBack = () => {
  const root = document.querySelector("[data-search-page][data-ready]");
  if (!root || root.dataset.shown === location.search) return;
  fromAddress(root);
  draw(root);
};
window.addEventListener("popstate", onBack);

/* Brings the page to life: what the address says is shown, and everything that is changed goes into the address. */
export const wakePage = (root) => {
  root.dataset.ready = "true";
  part(root, "form").hidden = false;
  part(root, "form").addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    refresh(root, true);
  });
  part(root, "query").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => refresh(root, false), PAUSE);
  });
  for (const select of [...selects(root), part(root, "sort")]) select.addEventListener("change", () => refresh(root, true));
  part(root, "more").addEventListener("click", () => showMore(root));
  part(root, "clear").addEventListener("click", () => {
    for (const select of selects(root)) select.value = "";
    part(root, "query").focus();
    refresh(root, true);
  });
  fromAddress(root);
  draw(root);
};

/* The search page, and the same form on a list: query, filters, sorting and results; all of it stands in the address.

In: the form that theme/records/find.html holds, and the address. Out: results, counts beside every value of a filter, and the
address of what is shown. On a list only its kind is searched, and nothing is loaded before the form is touched; while
something is asked for, results stand in place of the list. Leaves to others: the engine (engine.js), a result (result.js),
the state in the address (address.js), help where nothing is found (offers.js). */

import { fromAddress, toAddress } from "./address.js";
import { ask, facets, load } from "./engine.js";
import { chosen, clearFilters, countChosen, fillFilters, filtersOf, part, selects, sortOf } from "./form.js";
import { offersFor } from "./offers.js";
import { resultItem } from "./result.js";
import { soFar } from "./words.js";

const STEP = 20;
const PAUSE = 60; /* milliseconds without a key before asking */

let turn = 0;
let waiting = 0;
let limit = STEP;

const isList = (root) => Boolean(root.dataset.kind);
const isAsking = (root) =>
  Boolean(!isList(root) || part(root, "query").value.trim() || Object.keys(chosen(root)).length || sortOf(root));

const stateWords = (root, found) => {
  const left = found.left.length ? ` ${root.dataset.left.replace("{words}", found.left.join(", "))}` : "";
  return found.results.length ? root.dataset.some.replace("{number}", found.results.length) + left : root.dataset.none;
};

const showOffers = async (root, query, filters, own) => {
  const offers = await offersFor(query, filters, root.dataset, ({ without, words }) => {
    if (without) selects(root).find((select) => select.dataset.filter === without).value = "";
    if (words) part(root, "query").value = words;
    refresh(root, true);
    part(root, "query").focus();
  });
  if (own !== turn) return;
  part(root, "help").hidden = false;
  part(root, "offers").replaceChildren(...offers);
};

const showCounts = async (root, query, own) => {
  if (!part(root, "narrow").open) return;
  const counts = await facets(query, filtersOf(root), Object.keys(chosen(root)));
  if (own === turn) fillFilters(root, counts);
};

const showList = (root, isShown) => {
  const list = isList(root) && document.querySelector("[data-static]");
  if (list) list.hidden = !isShown;
};

const rest = (root) => {
  part(root, "results").replaceChildren();
  for (const name of ["more", "help", "clear"]) part(root, name).hidden = true;
  part(root, "state").textContent = "";
  showList(root, true);
};

const draw = async (root, isTyping = false) => {
  const own = (turn += 1);
  const typed = part(root, "query").value;
  const query = isTyping ? soFar(typed) : typed;
  root.dataset.shown = location.search;
  countChosen(root);
  part(root, "results").ariaBusy = "true";
  try {
    if (!isAsking(root)) {
      root.dataset.asked = "";
      rest(root);
      await showCounts(root, "", own);
      return;
    }
    const filters = filtersOf(root);
    const found = await ask(query, { filters, sort: sortOf(root) });
    const shown = await Promise.all(found.results.slice(0, limit).map((result) => result.data()));
    if (own !== turn) return;
    root.dataset.asked = found.asked.join(" ");
    showList(root, false);
    part(root, "results").replaceChildren(...shown.map((data) => resultItem(data, found.asked)));
    part(root, "state").textContent = stateWords(root, found);
    part(root, "more").hidden = found.results.length <= limit;
    part(root, "clear").hidden = !Object.keys(chosen(root)).length;
    part(root, "help").hidden = true;
    await showCounts(root, found.asked.join(" "), own);
    if (!found.results.length && own === turn) await showOffers(root, query, filters, own);
  } catch (error) {
    console.warn(error);
    if (own === turn) part(root, "state").textContent = root.dataset.failed;
  } finally {
    if (own === turn) part(root, "results").ariaBusy = null;
  }
};

const refresh = (root, isStep) => {
  limit = STEP;
  toAddress(root, isStep);
  return draw(root, !isStep);
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

const listen = (root) => {
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
  part(root, "narrow").addEventListener("toggle", () => showCounts(root, root.dataset.asked ?? "", turn));
  part(root, "more").addEventListener("click", () => showMore(root));
  part(root, "clear").addEventListener("click", () => {
    clearFilters(root);
    part(root, "query").focus();
    refresh(root, true);
  });
};

/* Brings the form to life: what the address says is shown, and everything that is changed goes into the address. */
export const wakePage = (root) => {
  root.dataset.ready = "true";
  part(root, "form").hidden = false;
  fromAddress(root);
  part(root, "narrow").open = !isList(root) && window.matchMedia("(min-width: 40rem)").matches;
  listen(root);
  if (isAsking(root)) draw(root);
  else part(root, "form").addEventListener("focusin", () => load().catch(() => {}), { once: true });
};

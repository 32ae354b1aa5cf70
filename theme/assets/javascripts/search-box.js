/* The search box of the header.

In: the dialog of theme/partials/site-header.html. Out: results while typing; arrows, Enter and Escape. Loaded when the
search is touched for the first time. Leaves to others: the engine (engine.js), a result (result.js). */

import { ask, load } from "./engine.js";
import { resultItem } from "./result.js";
import { soFar } from "./words.js";

const SHOWN = 10;
const ROOT = new URL("../../", import.meta.url); /* the dialog outlives a change of page, so nothing in it is relative */
const PAUSE = 60; /* milliseconds without a key before asking */

let turn = 0;
let waiting = 0;

const dialogOf = () => document.querySelector("dialog.ck-search");

/* The way to the search page, with what is typed so far: it holds even for who is faster than the answer. */
const lead = (dialog, typed) => {
  const more = dialog.querySelector(".ck-search__more");
  more.hidden = false;
  more.href = new URL(more.dataset.address + (typed.trim() ? `?q=${encodeURIComponent(typed.trim())}` : ""), ROOT).href;
};

const show = async (dialog, typed) => {
  const query = soFar(typed).trim();
  const own = (turn += 1);
  const state = dialog.querySelector(".ck-search__state");
  const list = dialog.querySelector(".ck-search__results");
  if (!query) {
    list.replaceChildren();
    state.textContent = state.dataset.typing;
    return;
  }
  try {
    const found = await ask(query);
    const shown = await Promise.all(found.results.slice(0, SHOWN).map((result) => result.data()));
    if (own !== turn) return;
    list.replaceChildren(...shown.map((data) => resultItem(data, found.asked)));
    const left = found.left.length ? ` ${state.dataset.left.replace("{words}", found.left.join(", "))}` : "";
    const number = state.dataset.some.replace("{number}", found.results.length);
    state.textContent = shown.length ? number + left : state.dataset.none;
  } catch (error) {
    console.warn(error);
    if (own === turn) state.textContent = state.dataset.failed;
  }
};

const walk = (dialog, step) => {
  const stops = [dialog.querySelector("input"), ...dialog.querySelectorAll(".ck-search__results a")];
  const at = stops.indexOf(document.activeElement);
  stops[(at + step + stops.length) % stops.length]?.focus();
};

const onKey = (event) => {
  const dialog = dialogOf();
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    walk(dialog, event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Enter" && event.target.matches("input")) {
    event.preventDefault();
    dialog.querySelector(".ck-search__results a")?.click();
  } else if (event.key === "Escape") {
    event.preventDefault();
    dialog.close();
  }
  event.stopPropagation(); /* Material has keys of its own */
};

const prepare = (dialog) => {
  dialog.dataset.ready = "true";
  dialog.addEventListener("keydown", onKey);
  dialog.addEventListener("input", (event) => {
    clearTimeout(waiting);
    lead(dialog, event.target.value);
    waiting = setTimeout(() => show(dialog, event.target.value), PAUSE);
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("a")) dialog.close();
  });
};

/* The dialog is open by now, for people type at once; it gives the focus back to where it was when it closes. */
export const fillBox = () => {
  const dialog = dialogOf();
  if (!dialog.dataset.ready) prepare(dialog);
  lead(dialog, dialog.querySelector("input").value);
  show(dialog, dialog.querySelector("input").value);
  load().catch(() => {});
};

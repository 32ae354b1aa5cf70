/* Filters the rows of a page in place, by what each row says of itself; the choices stand in the address.

In: a form with selects named as the address names them (`co-quan`), and rows whose `data-<name>` holds the values a choice may
be. Out: rows, groups and counts that fit the choices. Without JavaScript the form stays hidden and every row is shown. */

import { choose, keep } from "./choices.js";

const selectsOf = (form) => [...form.querySelectorAll("select")];
const rowsOf = (form) => [...form.closest("[data-filtered]").querySelectorAll("[data-row]")];
const fits = (row, name, value) => !value || row.getAttribute(`data-${name}`).split(" ").includes(value);

/* How many rows each choice would leave, with the other selects as they are; a choice that would leave none cannot be made. */
const countChoices = (form, rows) => {
  const selects = selectsOf(form);
  for (const select of selects) {
    const left = rows.filter((row) => selects.every((other) => other === select || fits(row, other.name, other.value)));
    for (const option of select.options) {
      if (!option.value) continue;
      const number = left.filter((row) => fits(row, select.name, option.value)).length;
      option.textContent = `${option.dataset.title} (${number})`;
      option.disabled = !number && !option.selected;
    }
  }
};

/* A group keeps its place on the page while it has a row to show; one that is folded away opens while something is chosen. */
const showGroups = (page, isNarrowed) => {
  for (const group of page.querySelectorAll("[data-group]")) {
    const number = group.querySelectorAll("[data-row]:not([hidden])").length;
    group.hidden = !number;
    for (const count of page.querySelectorAll(`[data-count-of="${group.dataset.group}"]`)) {
      count.textContent = number;
      const item = count.closest("li");
      if (item) item.hidden = !number;
    }
    for (const details of group.querySelectorAll("details")) {
      if (isNarrowed && details.dataset.was === undefined) {
        details.dataset.was = details.open;
        details.open = true;
      } else if (!isNarrowed && details.dataset.was !== undefined) {
        details.open = details.dataset.was === "true";
        delete details.dataset.was;
      }
    }
  }
};

const apply = (form) => {
  const page = form.closest("[data-filtered]");
  const rows = rowsOf(form);
  const isNarrowed = selectsOf(form).some((select) => select.value);
  for (const row of rows) row.hidden = !selectsOf(form).every((select) => fits(row, select.name, select.value));
  const number = rows.filter((row) => !row.hidden).length;
  countChoices(form, rows);
  showGroups(page, isNarrowed);
  page.querySelector("[data-empty]").hidden = number > 0;
  form.querySelector("[data-clear]").hidden = !isNarrowed;
  for (const part of page.querySelectorAll("[data-whole]")) part.hidden = isNarrowed;
  form.querySelector("[data-state]").textContent = isNarrowed
    ? form.dataset.some.replace("{number}", number).replace("{all}", rows.length)
    : form.dataset.all.replace("{all}", rows.length);
  form.dataset.shown = location.search;
};

const toAddress = (form) => keep(Object.fromEntries(selectsOf(form).map((select) => [select.name, select.value])), true);

const fromAddress = (form) => {
  const address = new URLSearchParams(location.search);
  for (const select of selectsOf(form)) choose(select, address.get(select.name) ?? "");
};

window.addEventListener("popstate", () => {
  const form = document.querySelector("form[data-filter-rows][data-ready]");
  if (!form || form.dataset.shown === location.search) return;
  fromAddress(form);
  apply(form);
});

/* Brings the filters to life: what the address says is shown, and everything that is chosen goes into the address. */
export const wakeFilters = (form) => {
  form.dataset.ready = "true";
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => {
    toAddress(form);
    apply(form);
  });
  for (const button of form.closest("[data-filtered]").querySelectorAll("[data-clear]"))
    button.addEventListener("click", () => {
      for (const select of selectsOf(form)) select.value = "";
      toAddress(form);
      apply(form);
      selectsOf(form)[0].focus();
    });
  fromAddress(form);
  apply(form);
};

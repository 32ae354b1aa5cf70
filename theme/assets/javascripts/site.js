/* Opens the search, copies a citation, closes menus. Everything else on the site works without JavaScript.

The modules of the search are loaded when it is touched, from beside this file; this is the one script that every page has. */
(() => {
  const here = document.currentScript.src;
  const part = (name) => import(new URL(name, here).href);

  const openSearch = () => {
    const dialog = document.querySelector("dialog.ck-search");
    if (!dialog) document.addEventListener("DOMContentLoaded", openSearch, { once: true });
    if (!dialog || dialog.open) return;
    dialog.showModal();
    dialog.querySelector("input").select();
    const state = dialog.querySelector(".ck-search__state");
    part("search-box.js").then((box) => box.fillBox(), () => { state.textContent = state.dataset.failed; });
  };

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-open-search]")) {
      openSearch();
      return;
    }
    const copy = event.target.closest("[data-copy]");
    if (copy) {
      navigator.clipboard.writeText(document.getElementById(copy.dataset.copy).textContent.trim());
      copy.dataset.done = "true";
    }
    for (const menu of document.querySelectorAll("details.ck-menu[open]"))
      if (!menu.contains(event.target) || event.target.closest("a")) menu.open = false;
  });

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    const asksForSearch =
      (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) ||
      (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey));
    if (!asksForSearch || document.querySelector("dialog.ck-search[open]")) return;
    event.preventDefault();
    event.stopPropagation();
    openSearch();
  }, true);

  /* Printed on paper, nothing stays folded. */
  window.addEventListener("beforeprint", () => {
    for (const group of document.querySelectorAll("details.ck-group")) group.open = true;
  });

  /* Buttons that need JavaScript appear only with it, and search page and filters wake; again after each instant navigation. */
  const wake = () => {
    for (const button of document.querySelectorAll("[data-copy][hidden]")) button.hidden = false;
    const searchPage = document.querySelector("[data-search-page]:not([data-ready])");
    if (searchPage) part("search-page.js").then((module) => module.wakePage(searchPage));
    const filters = document.querySelector("form[data-filter-rows]:not([data-ready])");
    if (filters) part("filter-rows.js").then((module) => module.wakeFilters(filters));
  };
  const start = () => {
    if (window.document$) window.document$.subscribe(wake);
    else wake();
  };
  /* This script may run before the page is read to its end, and so before Material's. */
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();

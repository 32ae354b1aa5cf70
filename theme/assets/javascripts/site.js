/* The header's search, and copying a citation. Everything else on the site works without JavaScript. */
(() => {
  const fold = (text) =>
    text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").replace(/Đ/g, "D").toLowerCase();
  const hasMarks = (text) => text.normalize("NFD") !== text || /đ/i.test(text);

  /* Words typed without marks find words with đ through the folded copies, so these weigh more then. */
  const weights = (query) => (hasMarks(query) ? { title: 5, plain: 0.2, fold: 0.1 } : { title: 2, plain: 5, fold: 1 });
  const askedFor = (query) => (hasMarks(query) ? query : fold(query).replace(/[-/–]/g, " "));

  /* Titles hold each two neighbouring syllables as one word as well: what stands together comes first. */
  const pairsOf = (query) => {
    const words = fold(query).match(/[\p{L}\p{N}_]+(?:[.,][\p{L}\p{N}_]+)*/gu) ?? [];
    return words.slice(1).map((word, position) => words[position] + word).join(" ");
  };

  let engine = null;
  let asked = 0;

  const load = (dialog) => {
    engine ??= import(new URL("pagefind/pagefind.js", new URL(dialog.dataset.base.replace(/\/*$/, "/"), location.href)).href).then(
      async (pagefind) => {
        await pagefind.options({ excerptLength: 24 });
        await pagefind.init();
        return pagefind;
      },
    );
    return engine;
  };

  const resultItem = (data) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = data.url;
    const title = document.createElement("strong");
    title.textContent = data.meta.title;
    const kind = document.createElement("span");
    kind.className = "ck-kind";
    kind.textContent = [data.meta.kind, ...(data.filters.document ?? [])].filter(Boolean).join(" · ");
    const excerpt = document.createElement("span");
    excerpt.className = "ck-search__excerpt";
    excerpt.innerHTML = data.excerpt; /* made by Pagefind from our own escaped pages; holds only <mark> */
    link.append(kind, title, excerpt);
    item.append(link);
    return item;
  };

  const search = async (dialog, query) => {
    const turn = ++asked;
    const state = dialog.querySelector(".ck-search__state");
    const list = dialog.querySelector(".ck-search__results");
    if (!query.trim()) {
      list.replaceChildren();
      state.textContent = state.dataset.typing;
      return;
    }
    try {
      const pagefind = await load(dialog);
      await pagefind.options({ ranking: { metaWeights: weights(query) } });
      const pairs = pairsOf(query);
      const together = pairs ? (await pagefind.search(pairs)).results : [];
      const apart = (await pagefind.search(askedFor(query))).results;
      const first = new Set(together.map((result) => result.id));
      const found = [...together, ...apart.filter((result) => !first.has(result.id))];
      const shown = await Promise.all(found.slice(0, 12).map((result) => result.data()));
      if (turn !== asked) return;
      list.replaceChildren(...shown.map(resultItem));
      state.textContent = found.length
        ? state.dataset.some.replace("{number}", found.length)
        : state.dataset.none;
    } catch (error) {
      console.warn(error);
      if (turn === asked) state.textContent = state.dataset.failed;
    }
  };

  const openSearch = () => {
    const dialog = document.querySelector("dialog.ck-search");
    if (!dialog || dialog.open) return;
    dialog.showModal();
    const input = dialog.querySelector("input");
    input.select();
    search(dialog, input.value);
    load(dialog).catch(() => {});
  };

  const walk = (dialog, step) => {
    const stops = [dialog.querySelector("input"), ...dialog.querySelectorAll(".ck-search__results a")];
    const at = stops.indexOf(document.activeElement);
    stops[(at + step + stops.length) % stops.length]?.focus();
  };

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-open-search]")) {
      openSearch();
      return;
    }
    const dialog = event.target.closest("dialog.ck-search");
    if (dialog && (event.target === dialog || event.target.closest(".ck-search__results a"))) dialog.close();
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
    const dialog = document.querySelector("dialog.ck-search[open]");
    if (asksForSearch && !dialog) {
      event.preventDefault();
      event.stopPropagation();
      openSearch();
    } else if (dialog && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      walk(dialog, event.key === "ArrowDown" ? 1 : -1);
    } else if (dialog && event.key === "Enter" && event.target.matches("input")) {
      event.preventDefault();
      dialog.querySelector(".ck-search__results a")?.click();
    }
  }, true);

  let waiting = 0;
  document.addEventListener("input", (event) => {
    const dialog = event.target.closest("dialog.ck-search");
    if (!dialog) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => search(dialog, event.target.value), 80);
  });

  /* Buttons that need JavaScript appear only with it; again after each instant navigation. */
  const reveal = () => {
    for (const button of document.querySelectorAll("[data-copy][hidden]")) button.hidden = false;
  };
  if (window.document$) window.document$.subscribe(reveal);
  else reveal();
})();

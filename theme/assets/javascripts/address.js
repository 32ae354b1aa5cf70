/* The state of a search form in the address, and back.

In: the form that theme/records/find.html holds, or the address. Out: the other. Leaves to others: showing (search-page.js). */

import { choose, keep } from "./choices.js";
import { chosen, part, selects, sortOf } from "./form.js";

/* What a choice is called in the address: a promise, for these addresses are sent to people. The same names as in
generator/pages/split.py. */
const IN_ADDRESS = {
  kind: "loai", document: "van-ban", place: "dia-phuong", field: "linh-vuc", lead: "chu-tri", partner: "phoi-hop",
  status: "trang-thai", year: "nam", funding: "von", indicator: "chi-so", reference: "can-cu",
};
const SORT = "xep";

export const toAddress = (root, isStep) => {
  const filters = Object.fromEntries(Object.entries(chosen(root)).map(([name, value]) => [IN_ADDRESS[name], value]));
  keep({ q: part(root, "query").value.trim(), ...filters, [SORT]: sortOf(root) }, isStep);
};

export const fromAddress = (root) => {
  const address = new URLSearchParams(location.search);
  part(root, "query").value = address.get("q") ?? "";
  for (const select of selects(root)) choose(select, address.get(IN_ADDRESS[select.dataset.filter]) ?? "");
  part(root, "sort").value = address.get(SORT) ?? "";
  if (part(root, "sort").selectedIndex < 0) part(root, "sort").value = "";
  sortOf(root);
};

/* The state of a search form in the address, and back.

In: the form that theme/records/find.html holds, or the address. Out: the other. Leaves to others: showing (search-page.js). */

import { chosen, option, part, selects, sortOf } from "./form.js";

/* What a choice is called in the address: a promise, for these addresses are sent to people. The same names as in
generator/pages/split.py. */
const IN_ADDRESS = {
  kind: "loai", document: "van-ban", place: "dia-phuong", field: "linh-vuc", lead: "chu-tri", partner: "phoi-hop",
  status: "trang-thai", year: "nam", funding: "von", indicator: "chi-so", reference: "can-cu",
};
const SORT = "xep";

export const toAddress = (root, isStep) => {
  const address = new URLSearchParams();
  const query = part(root, "query").value.trim();
  if (query) address.set("q", query);
  for (const [name, value] of Object.entries(chosen(root))) address.set(IN_ADDRESS[name], value);
  const sort = sortOf(root);
  if (sort) address.set(SORT, sort);
  const whole = location.pathname + (address.size ? `?${address}` : "");
  if (whole === location.pathname + location.search) return;
  if (isStep) history.pushState(null, "", whole);
  else history.replaceState(null, "", whole);
};

export const fromAddress = (root) => {
  const address = new URLSearchParams(location.search);
  part(root, "query").value = address.get("q") ?? "";
  for (const select of selects(root)) {
    const value = address.get(IN_ADDRESS[select.dataset.filter]) ?? "";
    if (value && ![...select.options].some((one) => one.value === value)) select.add(option(value, value, false));
    select.value = value;
  }
  part(root, "sort").value = address.get(SORT) ?? "";
  if (part(root, "sort").selectedIndex < 0) part(root, "sort").value = "";
  sortOf(root);
};

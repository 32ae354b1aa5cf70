/* Choices in the address of the page, and back: of the search form (address.js) and of the filters of rows (filter-rows.js).

In: names with values, or a select and the value the address has for it. Out: the address, or what is selected. */

/* What is not chosen is left out. A step can be gone back to; anything else takes the place of the address that is there. */
export const keep = (choices, isStep) => {
  const address = new URLSearchParams(Object.entries(choices).filter(([, value]) => value));
  const whole = location.pathname + (address.size ? `?${address}` : "");
  if (whole === location.pathname + location.search) return;
  if (isStep) history.pushState(null, "", whole);
  else history.replaceState(null, "", whole);
};

/* A value that the select does not have is shown as it is, so that the page can say that nothing fits it. */
export const choose = (select, value) => {
  if (value && ![...select.options].some((one) => one.value === value)) {
    const option = new Option(value, value);
    option.dataset.title = value;
    select.add(option);
  }
  select.value = value;
};

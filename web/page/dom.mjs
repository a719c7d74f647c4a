// Making and finding elements: text stays text, nothing is read as HTML.

export const find = (id) => document.getElementById(id);

// Make an element: `on…` listens, true and false are properties, anything else is an attribute.
export function el(name, given = {}, ...inner) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(given)) {
    if (value === undefined || value === null) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (typeof value === "boolean") made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...inner.flat(Infinity).filter((one) => one !== null && one !== undefined && one !== ""));
  return made;
}

export const button = (words, onclick, more = {}) => el("button", { type: "button", onclick, ...more }, words);

// A list to choose from; choices are [value, words].
export function select(choices, chosen, onchange, more = {}) {
  const options = choices.map(([value, words]) => el("option", { value, selected: value === chosen }, words));
  return el("select", { onchange: (event) => onchange(event.target.value), ...more }, options);
}

export const folded = (id, summary, open, ...inner) => el("details", { id, open }, el("summary", {}, summary), ...inner);

// Fill a place anew, and keep the focus where it was if what had it is there again under the same id.
export function fill(place, ...inner) {
  const held = document.activeElement;
  const id = place.contains(held) ? held.id : "";
  const opened = new Set([...place.querySelectorAll("details[id][open]")].map((one) => one.id));
  const closed = new Set([...place.querySelectorAll("details[id]:not([open])")].map((one) => one.id));
  place.replaceChildren(...inner.flat(Infinity).filter(Boolean));
  for (const one of place.querySelectorAll("details[id]")) {
    if (opened.has(one.id)) one.open = true;
    if (closed.has(one.id) && !one.hasAttribute("data-asks")) one.open = false;
  }
  if (id) (find(id) ?? place.querySelector("h2"))?.focus({ preventScroll: true });
}

// Let the browser draw what was changed, before work that keeps it from drawing.
export const drawn = () =>
  new Promise((done) => {
    const late = setTimeout(done, 150); // a page in the background draws nothing
    requestAnimationFrame(() => requestAnimationFrame(() => (clearTimeout(late), setTimeout(done))));
  });

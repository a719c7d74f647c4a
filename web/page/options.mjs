// The options of a score, as fields: what most surveys need first, the rest folded away.

import { button, el, fill, find, folded, select } from "./dom.mjs";
import { say } from "./words.mjs";

const TIMES = ["bulan", "triwulan", "semester", "tahun"];
const INDICES = ["spak", "spak-rata-rata", "spak-40", "spkp", "spkp-rata-rata"];

// Each field: its name, whether it is typed or chosen from, and what from.
const FIRST = [
  { name: "population", mode: "numeric" },
  { name: "target", mode: "decimal" },
  { name: "period", mode: "text" },
  { name: "weight", from: ["", "exact", "0.11"] },
  { name: "missing", from: ["", "complete"] },
  { name: "invalid", from: ["", "blank"] },
];
const RARE = [
  { name: "sheet", from: "sheets" },
  { name: "header", mode: "numeric" },
  { name: "questionnaire", from: ["", "skm", "ppid", "stakeholder", "skm-16"] },
  { name: "order", from: ["", "definition", "annex"] },
  { name: "date_order", from: ["", "dmy", "mdy"] },
  { name: "regulation", from: ["", "permenpanrb-16-2014"] },
  { name: "exclude_rows", mode: "text" },
  { name: "min_group", mode: "numeric" },
  { name: "drop_duplicates", tick: true },
  { name: "drop_resubmissions", tick: true },
];
const MANY = new Set(["population", "weight", "missing", "invalid", "period", "questionnaire", "order", "date_order"]);
const TREND = new Set(["weight", "missing", "invalid", "questionnaire", "order", "date_order"]);

const idOf = (name) => `h-${name.replaceAll("_", "-")}`;

// Draw the options; `about` tells of the file: its sheets, columns, and whether a survey file speaks too.
export function drawOptions(chosen, about, hands) {
  const wanted = about.kind === "one" ? null : about.kind === "units" ? MANY : TREND;
  const asked = (fields) => fields.filter((one) => !wanted || wanted.has(one.name));
  const rare = asked(RARE).map((one) => field(one, chosen, about, hands));
  const set = RARE.some((one) => chosen[one.name]) || [...(chosen.label ?? []), ...(chosen.index ?? [])].length > 0;
  const others = about.kind === "one" ? indices(chosen, hands) : null;
  fill(
    find("h-pilihan"),
    el("h2", { id: "h-pilihan-judul", tabindex: "-1" }, say("options")),
    el("p", { class: "note" }, say(about.survey ? "options_survey" : "options_note", { name: about.survey })),
    el(
      "form",
      { novalidate: true, onsubmit: (event) => event.preventDefault() },
      el("div", { class: "fields" }, asked(FIRST).map((one) => field(one, chosen, about, hands))),
      about.kind === "one" ? groups(chosen, about, hands) : null,
      folded("h-lain", say("options_rare"), set, el("div", { class: "fields" }, rare), others, labels(chosen, about, hands)),
    ),
    el("p", { id: "h-pilihan-salah", class: "alarm", role: "alert", hidden: true }),
  );
}

function field(one, chosen, about, hands) {
  const id = idOf(one.name);
  const now = chosen[one.name] ?? "";
  if (one.tick) {
    const tick = el("input", { type: "checkbox", id, checked: Boolean(now), onchange: (event) => hands.choose({ [one.name]: event.target.checked }) });
    return el("div", { class: "field tick" }, tick, el("label", { for: id }, say(one.name)));
  }
  const hint = el("span", { class: "hint", id: `${id}-arti` }, say(`${one.name}_hint`));
  const more = { id, "aria-describedby": `${id}-arti` };
  const put = (value) => hands.choose({ [one.name]: value.trim() });
  const made = one.from
    ? select(choices(one, now, about), now, put, more)
    : el("input", { ...more, type: "text", inputmode: one.mode, autocomplete: "off", value: now, onchange: (event) => put(event.target.value) });
  return el("div", { class: "field" }, el("label", { for: id }, say(one.name)), made, hint);
}

function choices(one, now, about) {
  if (one.from === "sheets") {
    const names = about.sheets.map((name) => [name, name]);
    return [["", say("sheet_itself")], ...names, ["all", say("sheet_all")], ...(now && now !== "all" && !about.sheets.includes(now) ? [[now, now]] : [])];
  }
  const told = one.from.map((value) => [value, say(`${one.name}_${value || (about.survey ? "survey" : "default")}`)]);
  return told.some(([value]) => value === now) ? told : [...told, [now, now]];
}

// A choice of several, each a tick that changes the list of an option.
function ticks(name, offered, chosen, hands) {
  const now = chosen[name] ?? [];
  const change = (value, on) => hands.choose({ [name]: on ? [...now, value] : now.filter((one) => one !== value) });
  return offered.map(([value, words], place) => {
    const tick = { type: "checkbox", id: `${idOf(name)}-${place}`, checked: now.includes(value), onchange: (event) => change(value, event.target.checked) };
    return el("label", { class: "chip" }, el("input", tick), words);
  });
}

// The indices besides the SKM: questions about corruption and about quality of service.
function indices(chosen, hands) {
  const offered = INDICES.map((one) => [one, say(`index_${one}`)]);
  return el("fieldset", { class: "chips", id: idOf("index"), tabindex: "-1" }, el("legend", {}, say("index")), ticks("index", offered, chosen, hands), el("p", { class: "hint" }, say("index_hint")));
}

// The breakdowns: by what was asked about respondents, and by time.
function groups(chosen, about, hands) {
  const by = chosen.by ?? [];
  const offered = [...about.profiles.map((one) => [one, one]), ...(about.timed ? TIMES.map((one) => [one, say(`by_${one}`)]) : [])];
  if (!offered.length) return null;
  const full = { type: "checkbox", id: "h-rinci", checked: Boolean(chosen.by_elements), onchange: (event) => hands.choose({ by_elements: event.target.checked }) };
  const more = by.length ? el("label", { class: "chip" }, el("input", full), say("by_elements")) : null;
  return el("fieldset", { class: "chips" }, el("legend", {}, say("by")), ticks("by", offered, chosen, hands), more, el("p", { class: "hint" }, say("by_hint")));
}

// Answers that are in no list of choices, each with the score it is given.
function labels(chosen, about, hands) {
  const given = chosen.label ?? [];
  const lines = given.map((one, place) =>
    el("li", {}, `${one.element}: “${one.answer}” = ${one.score} `, button(say("remove"), () => hands.choose({ label: given.filter((_, at) => at !== place) }), { class: "here" })),
  );
  const element = select([["", say("label_element")], ...about.elements.map((one) => [one.key, `${one.code} ${one.name}`])], "", () => {}, { id: "h-label", "aria-label": say("label_element") });
  const answer = el("input", { type: "text", id: "h-label-jawaban", autocomplete: "off", "aria-label": say("label_answer"), placeholder: say("label_answer") });
  const score = select(["", "1", "2", "3", "4"].map((one) => [one, one || say("choose_score")]), "", () => {}, { id: "h-label-nilai", "aria-label": say("choose_score") });
  const add = () => element.value && answer.value.trim() && score.value && hands.label(element.value, answer.value.trim(), score.value);
  return el("fieldset", { class: "labels" }, el("legend", {}, say("label")), el("ul", {}, lines), element, answer, score, button(say("add"), add, { class: "quiet" }));
}

// Lead to the field of an option.
export function go(name, element) {
  const place = find(idOf(name));
  if (!place) return;
  const around = place.closest("details");
  if (around) around.open = true;
  if (name === "label" && element) place.value = element;
  place.focus();
}

// Say what is wrong with an option, beside the field that holds the value, if one does.
export function refuse(words, chosen) {
  const told = find("h-pilihan-salah");
  told.textContent = words;
  told.hidden = !words;
  for (const one of document.querySelectorAll("#h-pilihan [aria-invalid]")) one.removeAttribute("aria-invalid");
  const name = [...FIRST, ...RARE].find((one) => !one.from && chosen[one.name] && words.includes(`'${chosen[one.name]}'`))?.name;
  if (words && name && find(idOf(name))) {
    find(idOf(name)).setAttribute("aria-invalid", "true");
    find(idOf(name)).focus();
  }
}

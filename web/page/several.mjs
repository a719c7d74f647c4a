// Several files: different units or periods of one survey, each with its name, and what is known of it.

import { button, el, fill, find } from "./dom.mjs";
import { notesOf } from "./reading.mjs";
import { number, say } from "./words.mjs";
import { ending } from "./files.mjs";

export const stem = (name) => name.replace(/\.[^.]*$/, "");

// Draw the question and the table of files; `hands` does what the controls ask.
export function drawSeveral(state, asked, hands) {
  const { kind } = state;
  const radio = (value) =>
    el("label", { class: "chip" }, el("input", { type: "radio", name: "h-jenis", id: `h-jenis-${value}`, value, checked: kind === value, onchange: () => hands.kind(value) }), say(`several_${value}`));
  fill(
    find("h-terbaca"),
    el("h2", { id: "h-terbaca-judul", tabindex: "-1" }, say("several", { number: number(state.entries.length) })),
    asked ? el("p", { class: "alarm" }, asked) : null,
    el("fieldset", { class: "chips" }, el("legend", {}, say("several_what")), radio("units"), radio("periods")),
    kind ? el("p", { class: "note" }, say(`several_${kind}_note`)) : null,
    kind ? el("ol", { class: "files" }, state.entries.map((one, place) => line(one, place, state, hands))) : null,
    kind === "periods" ? button(say("add_period"), hands.add, { class: "button quiet", id: "h-tambah" }) : null,
    el("div", { id: "h-unit-salah" }),
  );
}

function line(one, place, { kind, entries }, hands) {
  const input = (key, mode) => {
    const id = `h-${key}-${place}`;
    const change = (event) => hands.change(place, { [key]: event.target.value.trim() });
    return el("div", { class: "field" }, el("label", { for: id }, say(`entry_${key}`)), el("input", { id, type: "text", inputmode: mode, autocomplete: "off", value: one[key] ?? "", onchange: change }));
  };
  const called = one.name ?? (one.label || say("published"));
  const move = (by) => button(say(by < 0 ? "earlier" : "later"), () => hands.move(place, by), { class: "here", id: `h-pindah${by}-${place}`, "aria-label": say(by < 0 ? "earlier_one" : "later_one", { name: called }) });
  const moves = kind === "periods" ? [place > 0 ? move(-1) : null, place < entries.length - 1 ? move(1) : null] : null;
  const alone = one.name && ending(one.name) !== "json" ? button(say("alone"), () => hands.alone(place), { class: "here", id: `h-sendiri-${place}`, "aria-label": say("alone_one", { name: called }) }) : null;
  const drop = button(say("remove"), () => hands.drop(place), { class: "here", id: `h-hapus-${place}`, "aria-label": say("remove_one", { name: called }) });
  const fields = kind === "units" ? [input("label", "text"), input("population", "numeric")] : [input("label", "text"), one.name ? null : input("value", "decimal"), input("target", "decimal")];
  return el("li", {}, el("p", { class: "place" }, el("strong", {}, called)), el("div", { class: "fields" }, fields), el("p", { class: "acts" }, moves, alone, drop));
}

// The list of units, as the command reads it.
export function unitsList(entries) {
  const cell = (words) => `"${String(words ?? "").replaceAll('"', '""')}"`;
  const lines = entries.map((one) => [one.name, one.label, one.population].map(cell).join(","));
  return new TextEncoder().encode(["file,unit,population", ...lines, ""].join("\n"));
}

// The periods as the command reads them, and their targets.
export function periodArguments(entries) {
  const named = (one) => (one.name ? (one.label ? `${one.label}=${one.name}` : one.name) : `${one.label}=${one.value ?? ""}`);
  const targets = entries.filter((one) => one.target && one.label).flatMap((one) => ["--target", `${one.label}=${one.target}`]);
  return [entries.filter((one) => one.name || one.value).map(named), targets];
}

// Say which units could not be counted, and why.
export function drawRefused(units, hands) {
  const wrong = units.filter((one) => !one.scored);
  fill(
    find("h-unit-salah"),
    wrong.map((one) => el("section", { class: "unit" }, el("h3", {}, say("unit_refused", { name: one.unit })), notesOf(one.refusal.findings.filter((each) => each.severity === "error"), one.refusal, hands))),
  );
}

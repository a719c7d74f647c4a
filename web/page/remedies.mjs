// Remedies: where the command's words name an option, the page gives its own control in that place.
//
// "… atau gunakan --invalid blank agar …" becomes a button that does it; what a person must fill in becomes a list to
// choose from, or a way to the field.

import { button, el, select } from "./dom.mjs";
import { known, say } from "./words.mjs";

const VALUE = String.raw`\w+:"[^"]*"=[\w]+|[\w-]+="[^"]*"|[\w-]+=[\w-]+(?:,[\w-]+)*|"[^"]*"|[\w-]+\.toml\b|(?:all|annex|blank|refuse|complete|definition|dmy|mdy|exact|spak|spkp)\b|[\w./-]*[A-Z0-9][\w./-]*\w|[A-Z0-9]`;
const NAMED = new RegExp(String.raw`(?:(tanpa|without|run without) )?--([a-z]+(?:-[a-z]+)*)(?: (${VALUE}))?`, "g");
const SWITCHES = ["drop-duplicates", "drop-resubmissions", "allow-duplicates"];
const PLAIN = ["invalid", "missing", "sheet", "order", "date-order", "regulation", "period", "weight", "exclude-rows", "header"];
const OPEN = /^(UNSUR|ELEMENT|N|QUESTIONNAIRE|KUESIONER|REGULATION|PERATURAN)/;

const bare = (value) => value.replace(/^"(.*)"$/, "$1");
const field = (option) => option.replaceAll("-", "_");

// Cut words into texts and the options they name.
export function cut(words) {
  const parts = [];
  let at = 0;
  for (const found of words.matchAll(NAMED)) {
    const [whole, without, option, value] = found;
    parts.push(words.slice(at, found.index), { whole, without: Boolean(without), option, value });
    at = found.index + whole.length;
  }
  return [...parts, words.slice(at)];
}

// Say what an option does, where the page can do it: a change of what is chosen, one more of several, or the field to go to.
export function deed({ option, value, without }) {
  const name = field(option);
  if (without) return { set: { [name]: option === "map" ? {} : "" } };
  if (SWITCHES.includes(option)) return { set: { [name]: true } };
  if (option === "map" || option === "label") return pointed(option, value);
  if (option === "index") return value ? { add: { index: [bare(value)] } } : { go: name };
  if (!value || OPEN.test(value)) return ["questionnaire", "survey", "units"].includes(option) ? { file: option } : { go: name };
  if (option === "survey" || option === "units") return { file: option };
  if (option === "questionnaire") return value.endsWith(".toml") ? { file: option } : { set: { questionnaire: value } };
  return PLAIN.includes(option) ? { set: { [name]: bare(value) } } : { go: name };
}

function pointed(option, value) {
  const told = value?.match(option === "map" ? /^([\w-]+)=(.+)$/ : /^(\w+):"([^"]*)"=/);
  if (!told || OPEN.test(told[1])) return { go: option };
  const open = /^"?(KOLOM|COLUMN|HURUF_KOLOM|COLUMN_LETTER|PILIHAN|CHOICE|OPTION)"?$/.test(told[2]);
  if (open) return { go: option, element: told[1] };
  return option === "map" ? { map: told[1], column: bare(told[2]) } : { label: told[1], answer: told[2] };
}

// Draw the words of a remedy; `hands` does what the controls ask: choose(change), go(field), column(letters).
export function remedy(words, finding, hands) {
  const parts = cut(words.replace(say("survey_by_hand"), say("survey_from_page")));
  return parts.map((part, place) => {
    if (typeof part !== "string") return control(part, finding, hands);
    const next = parts[place + 1];
    return next ? part.replace(/\bketik $/, say("press") + " ").replace(/\btype $/, say("press") + " ") : part;
  });
}

const named = (option, value) => {
  const key = `do_${field(option)}${value ? `_${bare(value)}` : ""}`;
  return known(key) ? say(key) : known(`do_${field(option)}`) ? say(`do_${field(option)}`, { value: bare(value ?? "") }) : null;
};

function control(part, finding, hands) {
  if (part.option === "map" && !part.value && !part.without) return say("word_map");
  const does = deed(part);
  const small = { class: "here" };
  if (part.without) {
    const name = (part.value && named(part.option, part.value)) || (part.option === "map" ? say("word_map") : say(field(part.option)));
    return button(say("do_without", { name }), () => hands.choose(does.set), small);
  }
  if (does.add) return button(named(part.option, part.value) ?? part.whole, () => hands.add(does.add), small);
  if (does.set) return button(named(part.option, part.value) ?? part.whole, () => hands.choose(does.set), small);
  if (does.map) {
    return button(say("do_map", { element: does.map, column: does.column }), () => hands.map(does.map, does.column), small);
  }
  if (does.label) {
    const choices = [["", say("choose_score")], ...["1", "2", "3", "4"].map((one) => [one, one])];
    const score = (value) => value && hands.label(does.label, does.answer, value);
    return el("label", { class: "here" }, `“${does.answer}” = `, select(choices, "", score));
  }
  if (does.file) return el("strong", {}, say(`file_${does.file}`));
  if (does.go === "map") return button(say("go_map"), () => hands.column(finding, does.element), small);
  if (does.go && known(`go_${does.go}`)) return button(say(`go_${does.go}`), () => hands.go(does.go, does.element), small);
  return el("code", {}, part.whole);
}

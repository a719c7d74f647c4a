// What was read: whether it can be scored, what must be mended, every column with its reason, and the rows left out.

import { el, fill, find, folded, select } from "./dom.mjs";
import { remedy } from "./remedies.mjs";
import { number, say } from "./words.mjs";

const SHOWN = { error: 3, warning: 1, notice: 1 }; // findings of a kind told in full; the others are listed below them

// Draw what `ikm check` said; `hands` does what the controls ask.
export function drawReading(report, elements, hands) {
  const { findings = [] } = report;
  const wrong = findings.filter((one) => one.severity !== "notice");
  const notes = findings.filter((one) => one.severity === "notice");
  const checked = report.format === "ikm-check";
  fill(
    find("h-terbaca"),
    el("h2", { id: "h-terbaca-judul", tabindex: "-1" }, say("read")),
    el("p", { class: `verdict ${report.scorable || (report.scorable_with_blanks && hands.blanks) ? "ok" : "bad"}` }, verdict(report, hands)),
    report.title || report.unit ? el("p", { class: "note" }, [report.title, report.unit].filter(Boolean).join(" · ")) : null,
    wrong.length ? [el("h3", {}, say("to_mend")), notesOf(wrong, report, hands)] : el("p", {}, say("nothing_to_mend")),
    notes.length ? folded("h-catatan", say("notes", { number: number(notes.length) }), false, notesOf(notes, report, hands)) : null,
    checked && report.columns.length ? columnsOf(report, elements, hands) : null,
    checked ? rowsOf(report.ledger) : null,
    checked ? fileOf(report) : null,
  );
}

function verdict(report, hands) {
  const errors = number(report.errors ?? report.findings.filter((one) => one.severity === "error").length);
  if (report.scorable) return say("verdict_ok", { used: number(report.ledger.used) });
  if (report.scorable_with_blanks && hands.blanks) return remedy(say("verdict_blanked", { errors }), null, hands);
  if (report.scorable_with_blanks) return remedy(say("verdict_blank", { errors }), null, hands);
  return say("verdict_stop", { errors });
}

// Tell findings by their kind: the first of each in full, the places of the others.
export function notesOf(findings, report, hands) {
  const kinds = new Map();
  const gravest = ["error", "warning", "notice"];
  for (const one of [...findings].sort((a, b) => gravest.indexOf(a.severity) - gravest.indexOf(b.severity))) {
    const key = `${one.code} ${one.severity} ${one.column ?? ""}`;
    kinds.set(key, [...(kinds.get(key) ?? []), one]);
  }
  return el("ul", { class: "notes" }, [...kinds.values()].map((same) => {
    const most = SHOWN[same[0].severity];
    const rest = same.slice(most);
    return [
      ...same.slice(0, most).map((one) => note(one, hands)),
      rest.length ? el("li", { class: rest[0].severity }, restOf(rest)) : null,
    ];
  }));
}

function restOf(rest) {
  const told = rest.map((one) => el("li", {}, el("strong", {}, one.cell ?? (one.row ? say("row", { row: one.row }) : "–")), " ", one.message));
  return el("details", {}, el("summary", {}, say("more_like_this", { number: number(rest.length) })), el("ul", {}, told));
}

function note(one, hands) {
  const place = [one.sheet, one.cell ?? (one.row ? say("row", { row: one.row }) : null)].filter(Boolean).join(" · ");
  return el(
    "li",
    { class: one.severity },
    el("p", { class: "place" }, el("strong", {}, say(one.severity)), place),
    el("p", {}, remedy(one.message, one, hands)),
    one.action ? el("p", { class: "todo" }, el("strong", {}, say("todo")), " ", remedy(one.action, one, hands)) : null,
  );
}

// Every column: its letter and heading, a list to correct what it was taken for, and why.
function columnsOf(report, elements, hands) {
  const unsure = report.columns.some((one) => !one.sure) || report.findings.some((one) => one.severity === "error" && one.code.startsWith("column-"));
  const asked = report.columns.filter((one) => one.role === "element").length;
  const summary = say("columns", { number: number(report.columns.length), elements: number(asked) });
  const list = el("ol", { class: "columns" }, report.columns.map((one) => column(one, report, elements, hands)));
  const made = folded("h-kolom", summary, unsure, el("p", { class: "note" }, say("columns_note")), list);
  if (unsure) made.dataset.asks = "";
  return made;
}

function column(one, report, elements, hands) {
  const chosen = hands.mapped(one.letter);
  const alone = report.columns.filter((other) => other.element && other.element === one.element).length === 1;
  const now = one.role === "element" ? `${one.code ?? ""} ${nameOf(one.element, elements)}`.trim() : say(`role_${one.role}`);
  const shown = chosen ? say("chosen_here", { now }) : one.sure ? now : say("unsure", { now });
  const others = elements
    .filter((each) => each.key !== one.element || !alone || !one.sure)
    .map((each) => [each.key, `${each.code} ${each.name}${each.key === one.element ? ` ${say("only_this")}` : ""}`]);
  const back = chosen ? [["-", say("as_recognised")]] : [];
  const choose = (key) => (key === "-" ? hands.unmap(one.letter) : key && hands.map(key, one.letter));
  const label = say("column_is", { letter: one.letter, header: one.header });
  return el(
    "li",
    { class: one.sure ? one.role : `${one.role} doubtful` },
    el("span", { class: "letter" }, one.letter),
    el("div", { class: "asked" }, el("strong", {}, one.header || say("no_header")), el("span", { class: "why" }, chosen ? say("reason_chosen") : one.reason.replace(/ (dengan|with) --map\b/, ""))),
    select([["", shown], ...others, ...back], "", choose, { id: `h-kolom-${one.letter}`, "aria-label": label }),
  );
}

const nameOf = (key, elements) => elements.find((one) => one.key === key)?.name ?? key;

const PARTS = ["header", "blank", "not_respondents", "unanswered", "refused", "outside_period", "duplicates", "resubmissions", "excluded"];

function rowsOf(ledger) {
  const out = PARTS.filter((part) => ledger[part]);
  const left = out.filter((part) => part !== "header").reduce((sum, part) => sum + ledger[part], 0);
  const line = (part) => el("div", {}, el("dt", {}, say(`ledger_${part}`)), el("dd", {}, number(ledger[part])));
  const summary = say(left ? "rows_left" : "rows", { read: number(ledger.read), used: number(ledger.used), left: number(left) });
  return folded("h-baris", summary, false, el("dl", { class: "facts" }, ["read", ...out, "used"].map(line)));
}

function fileOf(report) {
  const { source } = report;
  const facts = [
    ["file", source.name], ["sheet_read", source.sheet], ["header_row", source.header_row], ["encoding", source.encoding],
    ["hidden_rows", source.hidden_rows || null], ["not_read", source.sheets_not_read.map((one) => one.name).join(", ")],
    ["sha256", source.sha256],
  ];
  const line = ([key, value]) => el("div", {}, el("dt", {}, say(key)), el("dd", {}, String(value)));
  return folded("h-asal", say("file_facts"), false, el("dl", { class: "facts" }, facts.filter(([, value]) => value).map(line)));
}

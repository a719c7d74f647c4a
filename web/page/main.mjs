// The page: takes files, asks the command, and has each part drawn.  It keeps nothing: closing it forgets.

import { Desk, Died, announce, busy } from "./desk.mjs";
import { embedded } from "../engine/parts.mjs";
import { argumentsOf, typed } from "./command.mjs";
import { button, el, fill, find } from "./dom.mjs";
import { copied, drawDownloads, nameOf, products } from "./downloads.mjs";
import { ending, isTable, listen, pasted, save, sorted } from "./files.mjs";
import { drawOptions, go, refuse } from "./options.mjs";
import { drawReading } from "./reading.mjs";
import { clearResult, drawBar, drawResult } from "./result.mjs";
import { carried, drawRefused, drawSeveral, periodArguments, stem, unitsList } from "./several.mjs";
import { language, say, size, speak } from "./words.mjs";
import { drawPrivacy } from "./privacy.mjs";

const UNITS = "daftar-unit.csv";
const OWN = ["map", "sheet", "header", "exclude_rows"]; // what is chosen for one file of several, and holds for no other
const AS_UNITS = /--(sebagai-unit|as-units)/;

const desk = new Desk();
let state = fresh();
let laws = null;
let turn = 0;
let asked = ""; // what the options were drawn from

function fresh() {
  return { entries: [], survey: null, questionnaire: null, kind: null, picked: false, edited: false, single: null, chosen: {}, revision: 0 };
}

const elements = () => (laws ?? []).map((one, place) => ({ key: one.key, code: `U${place + 1}`, name: one[language()] }));
const one = () => (state.single === null ? (state.entries.length === 1 && state.entries[0].name && state.kind !== "periods" ? state.entries[0] : null) : state.entries[state.single]);
const kind = () => (one() ? "one" : state.kind);
const alone = () => (state.single === null ? null : state.entries[state.single]);
const own = (entry) => (entry ? { population: entry.population, target: entry.target, ...entry.own } : {});
const chosen = () => ({ ...state.chosen, ...own(alone()), questionnaire: state.chosen.questionnaire || state.questionnaire?.name });
const surveyName = () => (state.survey ? "survei.toml" : "");
// Once a unit has a survey file of its own, the list of units says whose is which: one typed for all would hide it.
const listed = () => !one() && state.kind !== "periods" && state.entries.some((each) => each.kept);
const surveyOf = () => (listed() ? "" : surveyName());
const spoken = (...more) => [...more, "--lang", language()];

function inputs() {
  const files = Object.fromEntries((one() ? [one()] : state.entries.filter((each) => each.name)).map((each) => [each.name, each.bytes]));
  if (state.survey) files["survei.toml"] = state.survey.bytes;
  if (state.questionnaire) files[state.questionnaire.name] = state.questionnaire.bytes;
  return files;
}

// Take files: new exports begin anew, but mended ones of the same names come in their places and keep what was chosen.
async function take(given) {
  const found = await sorted(given, desk.limit, language());
  tell(found.refused.map((each) => [each.words, each.told ? [" ", copied(each.told)] : null]));
  if (found.files.length) {
    const mended = (name) => found.files.find((each) => each.name === name);
    const again = found.files.every((each) => state.entries.some((old) => old.name === each.name));
    const kept = again || !state.entries.length ? state : fresh();
    const entries = again
      ? state.entries.map((old) => ({ ...old, ...mended(old.name) }))
      : found.files.map((each) => ({ ...each, label: "", population: "", target: "", own: {} }));
    const left = kept === state || found.survey ? "" : state.survey?.name; // it may be another survey's
    state = { ...kept, entries, left, single: again ? state.single : null, revision: kept.revision + 1 };
    if (entries.some((each) => ending(each.name) === "json")) Object.assign(state, { kind: "periods", picked: true });
  }
  state.survey = found.survey ?? state.survey;
  state.questionnaire = found.questionnaire ?? state.questionnaire;
  if (found.survey || found.questionnaire) state.revision += 1;
  drawChosen();
  if (state.entries.length && (found.files.length || found.survey || found.questionnaire)) {
    forgetDrawn(); // what was read of another file must not be taken for this one
    await run("h-terbaca-judul");
  }
}

const troubled = (error) => (error instanceof Died ? say("died", { error: lastLine(error) }) : say("failed", { error: lastLine(error) }));
const lastLine = (error) => String(error?.message ?? error).trim().split("\n").at(-1).slice(0, 200);

function tell(lines) {
  fill(find("h-tolak"), lines.map((line) => el("p", { class: "alarm" }, line)));
}

// Say which files are there.
function drawChosen() {
  const files = state.entries.filter((each) => each.name).map((each) => el("li", {}, el("strong", {}, each.name), ` ${size(each.bytes.length)}`));
  const extra = [["survey", state.survey], ["questionnaire", state.questionnaire]].filter(([, file]) => file);
  const told = extra.map(([key, file]) => el("li", {}, el("strong", {}, file.name), ` ${say(`is_${key}`)}`));
  const wait = !files.length && extra.length ? el("p", { class: "note" }, say("export_too")) : null;
  const left = state.left && !state.survey ? el("p", { class: "note", id: "h-tanpa-survei" }, say("survey_left", { name: state.left })) : null;
  const any = files.length + told.length > 0;
  fill(find("h-terpilih"), any ? [el("ul", {}, files, told), wait, left, button(say("forget"), forget, { class: "here", id: "h-lupakan" })] : null);
  document.body.classList.toggle("begun", files.length > 0);
}

function forgetDrawn() {
  asked = "";
  clearResult();
  for (const id of ["h-terbaca", "h-pilihan"]) (find(id).hidden = true), find(id).replaceChildren();
}

function forget() {
  turn += 1;
  state = fresh();
  forgetDrawn();
  tell([]);
  drawChosen();
  busy(null);
  announce(say("forgotten"));
  find("h-pilih").focus();
}

// Ask everything anew; what an older question still answers is not shown.
async function run(focus) {
  const mine = (turn += 1);
  const current = () => mine === turn;
  if (!state.entries.length) return;
  try {
    laws ??= JSON.parse((await desk.ask({ args: ["law", "--json"] }, say("reading"))).stdout).element;
    if (!current()) return;
    await (one() ? runOne(current, focus) : runMany(current, focus));
  } catch (error) {
    if (!current()) return;
    clearResult();
    const names = state.entries.filter((each) => each.name).map((each) => each.name);
    tell([[troubled(error), " ", copied(typed(language(), "score", names, {}, ""))]]);
  } finally {
    if (current()) busy(null);
  }
}

async function runOne(current, focus) {
  const file = one();
  const ask = (command, more, outputs = []) =>
    desk.ask({ args: spoken(...argumentsOf(command, [file.name], chosen(), surveyName(), more)), inputs: inputs(), outputs }, say(command === "check" ? "reading" : "scoring"));
  const checked = await ask("check", ["--json"]);
  if (!current()) return;
  if (checked.code === 2) return wrong(checked, { columns: [], source: {} });
  const report = JSON.parse(checked.stdout);
  showReading(report, focus);
  showOptions(about(report));
  const blank = chosen().invalid === "blank";
  if (!report.scorable && !(blank && report.scorable_with_blanks) && !(state.survey && report.columns)) return stop(report);
  const scored = await ask("score", ["--json", "--out", "hasil.html"], ["hasil.html"]);
  if (!current()) return;
  if (scored.code === 2) return wrong(scored, report);
  if (scored.code) {
    const refusal = JSON.parse(scored.stdout);
    showReading({ ...report, ...refusal, format: report.format, scorable: false, scorable_with_blanks: false, errors: undefined }, null);
    return stop(report);
  }
  showResult(scored, [["score", [file.name], chosen(), surveyName()]]);
}

// What stops a score leaves the marked copy to download.
function stop(report) {
  clearResult();
  if (report.columns?.length) drawDownloads("checked", get, null);
  announce(find("h-terbaca").querySelector(".verdict")?.textContent ?? "");
}

function showReading(report, focus) {
  find("h-terbaca").hidden = false;
  drawReading(report, elements(), hands(report));
  if (alone()) find("h-terbaca").append(el("p", { class: "note" }, say(`alone_${state.kind}`)), button(say("back"), () => ((state.single = null), (asked = ""), run("h-terbaca-judul")), { class: "button quiet", id: "h-kembali" }));
  if (focus) find(focus)?.focus();
}

function about(report) {
  const columns = report.columns ?? [];
  const source = report.source ?? {};
  const sheets = [source.sheet, ...(source.sheets_not_read ?? []).map((each) => each.name)].filter(Boolean);
  const profiles = columns.filter((each) => each.role === "profile").map((each) => each.header);
  return { kind: kind(), sheets, profiles, timed: columns.some((each) => each.role === "timestamp"), survey: state.survey?.name ?? "", elements: elements() };
}

function showOptions(facts) {
  find("h-pilihan").hidden = false;
  const key = JSON.stringify([facts, language(), state.revision]);
  if (key !== asked) drawOptions(chosen(), facts, hands({ columns: [] }));
  asked = key;
  refuse("", chosen());
}

// An option that the command does not take: its words, beside the field.
function wrong(answer, report) {
  clearResult();
  if (find("h-pilihan").hidden) showOptions(about(report));
  refuse(answer.stderr.trim().split("\n").slice(0, 3).join(" "), chosen());
}

function showResult(answer, told) {
  const html = answer.files["hasil.html"];
  const figures = drawResult(new TextDecoder().decode(html));
  drawBar(figures);
  drawDownloads(kind(), get, told[0]);
  announce(`${find("h-bilah-nilai").textContent}. ${say("result_ready")}`);
}

function request() {
  const names = state.entries.filter((each) => each.name).map((each) => each.name);
  if (state.kind === "periods") {
    const [periods, targets] = periodArguments(state.entries);
    const results = state.entries.filter((each) => each.kept).map((each) => [each.kept.name, each.kept.bytes]);
    return { command: "compare", names: periods, more: targets, files: { ...inputs(), ...Object.fromEntries(results) } };
  }
  const made = lists();
  const list = made[UNITS] ? ["--units", UNITS] : [];
  return { command: "score", names, more: [...list, ...(state.picked ? ["--as-units"] : [])], files: { ...inputs(), ...made } };
}

// The list of units and the survey files it names, once something is known of a unit alone.
function lists() {
  const kept = state.entries.filter((each) => each.kept);
  if (!state.edited && !kept.length) return {};
  return { [UNITS]: unitsList(state.entries, surveyName()), ...Object.fromEntries(kept.map((each) => [each.kept.name, each.kept.bytes])) };
}

// What was chosen for one file goes with it among the others: as its survey file, or as the result of its period.
async function carry(current) {
  for (const [place, entry] of state.entries.entries()) {
    const given = { questionnaire: chosen().questionnaire, order: state.chosen.order, ...entry.own };
    const { command, name, options } = carried(state.kind, place, entry, given, { ...state.chosen, ...given });
    const key = JSON.stringify([command, options, state.revision]);
    if (!command) entry.kept = null;
    if (!command || entry.kept?.key === key) continue;
    const args = spoken(...argumentsOf(command, [entry.name], options, surveyName(), ["--out", name, ...(command === "init" ? [] : ["--json"])]));
    const answer = await desk.ask({ args, inputs: inputs(), outputs: [name] }, say("reading"));
    if (!current()) return null;
    if (answer.code === 2) return answer;
    entry.kept = answer.files[name] ? { key, name, bytes: answer.files[name] } : null;
  }
  return null;
}

async function runMany(current, focus) {
  const wrongly = await carry(current);
  if (!current()) return;
  const { command, names, more, files } = request();
  const ask = { args: spoken(...argumentsOf(command, names, chosen(), surveyOf(), [...more, "--json", "--out", "hasil.html"])), inputs: files, outputs: ["hasil.html"] };
  const answer = wrongly ?? (await desk.ask(ask, say("scoring")));
  if (!current()) return;
  const question = answer.code === 2 && !state.picked && AS_UNITS.test(answer.stderr) ? answer.stderr.split("\n")[0] : "";
  if (!question) state.kind ??= "units";
  const data = answer.stdout.startsWith("{") ? JSON.parse(answer.stdout) : null;
  if (data?.format === "ikm-comparison") nameEntries(data.periods.map((each) => each.label));
  if (data?.format === "ikm-agency") nameEntries(data.units.map((each) => each.unit), data.units.map((each) => each.input));
  find("h-terbaca").hidden = false;
  drawSeveral(state, question, many);
  if (focus) find(focus)?.focus();
  if (question) return clearResult();
  showOptions(about({}));
  if (answer.code === 2) return wrong(answer, {});
  if (data?.format === "ikm-refusal") drawRefused([{ scored: false, unit: data.provenance?.input_name ?? "", input: data.provenance?.input_name, refusal: data }], handsOf);
  else drawRefused(data?.units ?? [], handsOf);
  if (!answer.files["hasil.html"]) return clearResult();
  showResult(answer, [[command, names, chosen(), surveyOf(), more]]);
}

// What the command calls units and periods is what their fields say, until somebody says otherwise.
function nameEntries(labels, names) {
  if (labels.length !== state.entries.length) return;
  state.entries.forEach((each, place) => {
    const at = names ? names.indexOf(each.name) : place;
    each.label ||= labels[at] ?? "";
  });
}

const many = {
  kind: (value) => (Object.assign(state, { kind: value, picked: true, edited: false }), state.entries.forEach((each) => (each.label = "")), clearResult(), run()),
  change: (place, what) => (Object.assign(state.entries[place], what), (state.edited = true), run()),
  add: () => (state.entries.unshift({ label: "", value: "", target: "" }), drawSeveral(state, "", many), find("h-label-0").focus()),
  move: (place, by) => (state.entries.splice(place + by, 0, ...state.entries.splice(place, 1)), run()),
  alone: (place) => ((state.single = place), (asked = ""), clearResult(), run("h-terbaca-judul")),
  drop: (place) => (state.entries.splice(place, 1), state.entries.length ? (drawChosen(), run("h-terbaca-judul")) : forget()),
};

// What the controls beside a refused unit do: its columns, sheet and header row are its own, the rest is everybody's.
function handsOf(unit) {
  return hands({ columns: [] }, state.entries.find((each) => each.name === unit.input) ?? null);
}

// What the controls of the page do; of several files, for one of them.
function hands(report, entry = alone()) {
  const key = (name) => elements().find((each) => each.code === name)?.key ?? name;
  const put = ([name, value]) => {
    if (entry && (name === "population" || name === "target")) Object.assign(entry, { [name]: value }), (state.edited = true);
    else Object.assign(entry && OWN.includes(name) ? entry.own : state.chosen, { [name]: value });
  };
  const change = (what) => (Object.entries(what).forEach(put), (state.revision += 1), run());
  const map = (entry ? entry.own : state.chosen).map ?? {};
  const unmapped = (letter) => Object.fromEntries(Object.entries(map).filter(([, column]) => letterOf(column) !== letter));
  const there = async (then) => (entry && !alone() && (await many.alone(state.entries.indexOf(entry))), then());
  const letterOf = (column) => report.columns?.find((each) => each.letter === column || each.header === column)?.letter ?? column;
  return {
    choose: change,
    add: (what) => change(Object.fromEntries(Object.entries(what).map(([name, more]) => [name, [...new Set([...(state.chosen[name] || []), ...more])]]))),
    go: (name, element) => (OWN.includes(name) ? there(() => go(name, element)) : go(name, element)),
    map: (element, column) => change({ map: { ...unmapped(letterOf(column)), [key(element)]: letterOf(column) } }),
    unmap: (letter) => change({ map: unmapped(letter) }),
    mapped: (letter) => Object.values(map).some((column) => letterOf(column) === letter),
    label: (element, answer, score) => change({ label: [...(state.chosen.label ?? []).filter((each) => each.answer !== answer || key(each.element) !== key(element)), { element: key(element), answer, score }] }),
    column: (finding) => there(() => showColumn(finding?.column ?? finding?.columns?.[0])),
    blanks: chosen().invalid === "blank",
  };
}

function showColumn(letter) {
  const list = find("h-kolom");
  if (!list) return;
  list.open = true;
  (find(`h-kolom-${letter}`) ?? list.querySelector("select"))?.focus();
}

// Make a product and hand it over.
async function get(product) {
  const names = one() ? [one().name] : request().names;
  const name = nameOf(product, one() ? stem(one().name) : state.kind === "periods" ? "tren" : "instansi");
  const command = product.command ?? (one() ? "score" : request().command);
  const more = [product.flag ?? "--out", name, ...(product.product ? ["--product", product.product] : [])];
  if (command === "init" && state.survey) more.push("--force");
  const quiet = command === "init" ? [] : ["--json"]; // what is printed for a terminal is not wanted
  const files = one() ? inputs() : request().files;
  const asks = { args: spoken(...argumentsOf(command, names, chosen(), surveyOf(), [...(one() ? [] : request().more), ...more, ...quiet])), inputs: files, outputs: [name] };
  try {
    const answer = await desk.ask(asks, say("writing", { name }));
    if (answer.files[name]) save(name, answer.files[name]);
    tell(answer.files[name] ? [] : [answer.stderr.trim() || say("failed", { error: answer.code })]);
    announce(answer.files[name] ? say("written", { name }) : "");
  } catch (error) {
    tell([[troubled(error), " ", copied(typed(language(), command, names, chosen(), surveyOf(), more))]]);
  } finally {
    busy(null);
  }
}

function switchTo(lang) {
  speak(lang);
  for (const each of document.querySelectorAll("[data-lang]")) each.setAttribute("aria-pressed", String(each.dataset.lang === lang));
  if (desk.stage === "ready") find("h-siap").textContent = say("stage_ready");
  drawChosen();
  drawPrivacy(desk);
  asked = "";
  clearResult();
  run();
}

function begin() {
  listen({ input: find("h-pilih"), zone: document.body, take });
  for (const each of document.querySelectorAll("[data-lang]")) each.addEventListener("click", () => switchTo(each.dataset.lang));
  find("h-contoh").addEventListener("click", async () => {
    const { name, bytes } = await desk.example();
    await take([new File([bytes], name)]);
  });
  find("h-baca-tempelan").addEventListener("click", () => {
    const { value } = find("h-tempelan");
    if (isTable(value)) take([pasted(value)]);
    else tell([say("paste_wrong")]);
  });
  find("h-cetak").addEventListener("click", () => print());
  find("h-privasi").addEventListener("toggle", () => drawPrivacy(desk));
  drawPrivacy(desk);
  // The hosted page keeps its own files for the next visit, without the network; the single file is there anyway.
  if (!embedded()) navigator.serviceWorker?.register("offline.js");
  desk.ready.then(
    () => (find("h-siap").textContent = say("stage_ready")),
    (error) => tell([say("no_start", { error: lastLine(error) })]),
  );
}

begin();

// Downloads: each is written by the command when it is asked for, and handed over as it is.

import { button, el, fill, find } from "./dom.mjs";
import { typed } from "./command.mjs";
import { language, say } from "./words.mjs";

// Each product: its key, the end of its name, the options that ask for it.
const ONE = [
  { key: "workbook", end: ".xlsx", main: true },
  { key: "page", end: ".html" },
  { key: "panel", end: "-panel.svg", product: "panel" },
  { key: "panel_social", end: "-panel-4x5.svg", product: "panel-4x5" },
  { key: "chart", end: ".svg" },
  { key: "json", end: ".json" },
  { key: "csv", end: ".csv" },
  { key: "mark", end: "-bertanda.xlsx", command: "check", flag: "--mark" },
  { key: "survey", end: "survei.toml", command: "init" },
];
const UNITS = ONE.filter((one) => ["workbook", "page", "json", "csv"].includes(one.key));
const TREND = [
  { key: "workbook", end: ".xlsx", main: true },
  { key: "page", end: ".html" },
  { key: "trend", end: ".svg" },
  { key: "json", end: ".json" },
  { key: "csv", end: ".csv" },
];
const CHECKED = ONE.filter((one) => one.command === "check");
const LISTS = { one: ONE, units: UNITS, periods: TREND, checked: CHECKED };
const ELSEWHERE = { one: [".docx", ".pdf", ".png"], units: [".docx", ".pdf"], periods: [], checked: [] };

export function nameOf(product, stem) {
  return product.end.startsWith(".") || product.end.startsWith("-") ? `hasil-${stem}${product.end}` : product.end;
}

export function products(kind) {
  return LISTS[kind];
}

// Draw the list; `get(product)` makes one and hands it over, `told` is the command for what is not made here.
export function drawDownloads(kind, get, told) {
  const item = (one) =>
    el(
      "li",
      {},
      button(say(`get_${one.key}`), () => get(one), { class: one.main ? "button" : "button quiet", id: `h-unduh-${one.key.replaceAll("_", "-")}`, "aria-describedby": `h-unduh-${one.key}-arti` }),
      el("span", { class: "hint", id: `h-unduh-${one.key}-arti` }, say(`about_${one.key}`)),
    );
  const elsewhere = ELSEWHERE[kind].map((end) => el("li", {}, `${say(`elsewhere_${end.slice(1)}`)} `, copied(typed(language(), ...told, ["--out", `hasil${end}`]))));
  fill(
    find("h-unduh"),
    el("h2", { id: "h-unduh-judul", tabindex: "-1" }, say(kind === "checked" ? "downloads_checked" : "downloads")),
    el("ul", { class: "products" }, LISTS[kind].map(item)),
    elsewhere.length ? [el("h3", {}, say("elsewhere")), el("p", { class: "note" }, say("elsewhere_note")), el("ul", { class: "commands" }, elsewhere)] : null,
  );
  find("h-unduh").hidden = false;
}

// A command to be typed, with a button that copies it where the browser lets it.
export function copied(words) {
  const copy = async (event) => {
    const { target } = event;
    await navigator.clipboard.writeText(words);
    target.textContent = say("copied");
    setTimeout(() => (target.textContent = say("copy")), 3000);
  };
  return [el("code", {}, words), navigator.clipboard ? [" ", button(say("copy"), copy, { class: "here" })] : null];
}

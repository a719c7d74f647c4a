// Files: chosen, dropped or pasted, and what each is for.

import { say, size } from "./words.mjs";
import { typed } from "./command.mjs";

// A survey file (from `ikm init`) and a questionnaire file are both TOML; a questionnaire names its questions.
const QUESTIONS = /^\s*\[\[question\]\]/m;

export const ending = (name) => name.slice(name.lastIndexOf(".") + 1).toLowerCase();

// Sort what was given: exports and kept results to score, the survey file, a questionnaire file, and what is refused.
export async function sorted(given, limit, lang) {
  const found = { files: [], survey: null, questionnaire: null, refused: [] };
  for (const file of given) {
    if (file.size > limit) {
      const told = typed(lang, "score", [file.name], {}, "", ["--out", "hasil.xlsx"]);
      found.refused.push({ words: say("too_large", { name: file.name, size: size(file.size), limit: size(limit) }), told });
      continue;
    }
    let bytes;
    try {
      bytes = new Uint8Array(await file.arrayBuffer());
    } catch {
      found.refused.push({ words: say("unreadable", { name: file.name }) });
      continue;
    }
    if (ending(file.name) !== "toml") found.files.push({ name: another(file.name, found.files), bytes });
    else if (QUESTIONS.test(new TextDecoder().decode(bytes))) found.questionnaire = { name: file.name, bytes };
    else found.survey = { name: file.name, bytes };
  }
  return found;
}

// Two files of one name, from two folders, are told apart.
export function another(name, files) {
  const taken = new Set(files.map((one) => one.name));
  const dot = name.lastIndexOf(".") < 1 ? name.length : name.lastIndexOf(".");
  let free = name;
  for (let next = 2; taken.has(free); next += 1) free = `${name.slice(0, dot)} (${next})${name.slice(dot)}`;
  return free;
}

// Cells copied from a spreadsheet are lines with tabs: a table as text, which the command reads.
export function pasted(text) {
  const bytes = new TextEncoder().encode(text.endsWith("\n") ? text : `${text}\n`);
  return { name: "tempelan.csv", size: bytes.length, arrayBuffer: async () => bytes.buffer };
}

export const isTable = (text) => /[\t;,]/.test(text) && text.trim().includes("\n");

// Listen for files: the button, a drop anywhere on the page, and a paste outside of a field.
export function listen({ input, zone, take }) {
  const chosen = () => {
    const given = [...input.files];
    input.value = ""; // the same file, mended, may be chosen again
    if (given.length) take(given);
  };
  input.addEventListener("change", chosen);
  chosen(); // somebody may have been faster than this script
  let depth = 0;
  const over = (on) => zone.classList.toggle("over", on);
  addEventListener("dragenter", (event) => (event.preventDefault(), (depth += 1), over(true)));
  addEventListener("dragleave", () => ((depth -= 1), depth <= 0 && ((depth = 0), over(false))));
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => {
    event.preventDefault();
    depth = 0;
    over(false);
    const given = [...(event.dataTransfer?.files ?? [])];
    if (given.length) take(given);
  });
  addEventListener("paste", (event) => {
    if (event.target.closest?.("input, textarea")) return;
    const given = [...(event.clipboardData?.files ?? [])];
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!given.length && isTable(text)) given.push(pasted(text));
    if (given.length) (event.preventDefault(), take(given));
  });
}

// Hand a file to the person: the browser saves it, nothing is sent.
export function save(name, bytes) {
  const address = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

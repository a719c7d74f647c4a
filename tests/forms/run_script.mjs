// Runs the script of a Google Form against a Form that only notes what it is told, and prints that as JSON.
import { readFileSync } from "node:fs";
import vm from "node:vm";

const [, , path, entry] = process.argv;
const made = { items: [], settings: {}, log: [], sheets: [] };

const ITEM = ["setTitle", "setChoiceValues", "setRequired", "setHelpText"];
const FORM = [
  "setTitle", "setDescription", "setConfirmationMessage", "setCollectEmail", "setLimitOneResponsePerUser",
  "setAllowResponseEdits", "setShuffleQuestions", "setProgressBar", "setPublishingSummary", "setRequireLogin",
  "setPublished", "setDestination",
];

function told(kinds, notes, more = {}) {
  const one = { ...more };
  for (const name of kinds) {
    one[name] = (...given) => {
      if (name === "setRequireLogin" && process.env.CONSUMER) throw new Error("only for accounts of an organisation");
      if (name === "setChoiceValues" && new Set(given[0]).size < given[0].length) throw new Error("choices twice");
      notes[name.slice(3)] = given.length === 1 ? given[0] : given;
      return one;
    };
  }
  return one;
}

function item(kind) {
  return () => {
    const notes = { kind };
    made.items.push(notes);
    return told(ITEM, notes);
  };
}

const form = told(FORM, made.settings, {
  addSectionHeaderItem: item("section"),
  addMultipleChoiceItem: item("choice"),
  addListItem: item("list"),
  addTextItem: item("text"),
  addParagraphTextItem: item("paragraph"),
  getPublishedUrl: () => "https://forms.example/send",
  getEditUrl: () => "https://forms.example/edit",
});
const world = {
  FormApp: { create: (...given) => ((made.created = given), form), DestinationType: { SPREADSHEET: "SPREADSHEET" } },
  SpreadsheetApp: {
    create: (name) => (made.sheets.push(name), { getId: () => "id-1", getUrl: () => "https://sheets.example/1" }),
  },
  Logger: { log: (line) => made.log.push(line) },
};
vm.createContext(world);
vm.runInContext(readFileSync(path, "utf8"), world);
made.globals = Object.keys(world).filter((name) => !["FormApp", "SpreadsheetApp", "Logger"].includes(name));
world[entry]();
console.log(JSON.stringify(made));

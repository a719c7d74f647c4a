// The words of the page, in Indonesian and English; words.json holds them.

import words from "./words.json";

let lang = "id";

export const language = () => lang;

// Say a word in the language of the page; {name} is filled in, and of {name:row|rows} the one its number asks for.
export function say(key, given = {}) {
  const told = words[lang][key];
  if (told === undefined) throw new Error(`words.json has no ${key}`);
  return told.replace(/\{(\w+)(?::([^|}]*)\|([^}]*))?\}/g, (_, name, one, several) =>
    one === undefined ? given[name] : String(given[name]) === "1" ? one : several,
  );
}

export const known = (key) => words[lang][key] !== undefined;

// A whole number as people write it: 1.200 in Indonesian, 1,200 in English.
export const number = (whole) => String(whole).replace(/\B(?=(\d{3})+$)/g, lang === "id" ? "." : ",");

// Sizes are told in whole units, rounded up.
export const size = (bytes) =>
  bytes < 1e6 ? `${number(Math.max(1, Math.ceil(bytes / 1e3)))} KB` : `${number(Math.ceil(bytes / 1e6))} MB`;

// Put the words of a language wherever the page itself says something.
export function speak(wanted) {
  lang = wanted;
  document.documentElement.lang = lang;
  document.title = say("title");
  for (const one of document.querySelectorAll("[data-say]")) one.textContent = say(one.dataset.say);
  for (const one of document.querySelectorAll("[data-say-label]")) one.setAttribute("aria-label", say(one.dataset.sayLabel));
}

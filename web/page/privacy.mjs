// Nothing leaves the computer: what this page asked for, what it was refused, and how to see for oneself.

import { el, fill, find } from "./dom.mjs";
import { say } from "./words.mjs";

// List every address this page asked for, by the browser's own account.
export function drawPrivacy(desk) {
  const asked = performance.getEntriesByType("resource").map((one) => one.name).filter((name) => !/^(blob|data):/.test(name));
  const refused = desk.refused();
  const list = (names) => el("ul", {}, [...new Set(names)].map((name) => el("li", {}, el("code", {}, name))));
  fill(
    find("h-permintaan"),
    el("p", {}, asked.length ? say("asked", { number: asked.length }) : say("asked_nothing")),
    asked.length ? list(asked) : null,
    el("p", {}, refused.length ? say("refused", { number: refused.length }) : say("refused_nothing")),
    refused.length ? list(refused) : null,
  );
}

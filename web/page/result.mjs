// The result: the page that the command writes, put into this one, so that there is one drawing of it.

import { fill, find } from "./dom.mjs";
import { say } from "./words.mjs";

// Take heading and content of the command's HTML; its style sheet is this page's already, and it has no script.
export function drawResult(html) {
  const made = new DOMParser().parseFromString(html.replace(/<style>.*?<\/style>/s, ""), "text/html");
  const title = made.createElement("h2");
  title.id = "h-hasil-judul";
  title.tabIndex = -1;
  title.textContent = made.querySelector("h1").textContent;
  const subtitle = made.querySelector(".subtitle");
  const report = made.createElement("div");
  report.className = "report";
  report.append(...made.querySelector("main").childNodes);
  const footer = made.createElement("p");
  footer.className = "note made";
  footer.textContent = made.querySelector("footer")?.textContent ?? "";
  const place = find("h-hasil");
  fill(place, ...[title, subtitle, report, footer].filter(Boolean).map((one) => document.importNode(one, true)));
  place.hidden = false;
  return headline(place);
}

// Say the figure as the result itself has it: index, grade, performance.
export function headline(place) {
  return [...place.querySelectorAll(".headline > .index dd")].map((one) => one.textContent);
}

export function clearResult() {
  find("h-hasil").hidden = true;
  find("h-hasil").replaceChildren();
  find("h-unduh").hidden = true;
  drawBar([]);
}

// The bar that stays in sight: the index, and the ways to the parts of the page.
export function drawBar([ikm, mutu, kinerja]) {
  const bar = find("h-bilah");
  bar.hidden = !ikm;
  find("h-bilah-nilai").textContent = ikm ? [`IKM ${ikm}`, mutu && `${say("grade")} ${mutu}`, kinerja && `(${kinerja})`].filter(Boolean).join(" ") : "";
}

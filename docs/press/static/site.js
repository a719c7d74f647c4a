// What scrolls can be reached with the keyboard, and is named for readers of screens; a wide table gets room for its cells.
"use strict";

const scrolls = (box) => box.scrollWidth > box.clientWidth;

const say = document.documentElement.lang === "id" ? { scrolls: "dapat digeser", pages: "Daftar halaman", contents: "Daftar isi" }
  : { scrolls: "scrolls", pages: "Pages", contents: "On this page" };

function reachable() {
  let number = 0;
  for (const box of document.querySelectorAll(".table-wrapper, .highlight pre, .output")) {
    if (scrolls(box)) {
      const heading = box.closest("section")?.querySelector("h1, h2, h3, h4")?.firstChild?.textContent ?? "";
      number += 1;
      box.tabIndex = 0;
      box.setAttribute("role", "region");
      box.setAttribute("aria-label", `${heading} (${number}), ${say.scrolls}`);
    } else {
      for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
    }
  }
}

document.querySelector(".sidebar-drawer")?.setAttribute("aria-label", say.pages);
document.querySelector(".toc-drawer")?.setAttribute("aria-label", say.contents);

// A page opened from a folder may not read others, so that results of a search have no excerpt there.
if (location.protocol === "file:" && typeof DOCUMENTATION_OPTIONS !== "undefined") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;

// What is short is not broken at its hyphens.
for (const code of document.querySelectorAll("code")) {
  if (code.textContent.length <= 26) code.classList.add("whole");
}

for (const table of document.querySelectorAll("table.docutils")) {
  if (table.tHead?.rows[0]?.cells.length > 4) table.classList.add("wide-table");
}
reachable();
addEventListener("load", reachable);
addEventListener("resize", reachable);

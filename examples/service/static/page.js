// The page: sends the form, and shows the JSON that comes back.  Every word of a file is put as text, never as markup.

const at = (id) => document.getElementById(id);
const form = at("form");
const lang = document.documentElement.lang;
const number = (value, digits) =>
  new Intl.NumberFormat(lang, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);

/** Round a fraction such as "509/143" half up, exactly: the figure as ikm shows it. */
function rounded(fraction, digits) {
  const [top, bottom = "1"] = fraction.split("/");
  const scale = 10n ** BigInt(digits);
  const whole = (2n * BigInt(top) * scale + BigInt(bottom)) / (2n * BigInt(bottom));
  return number(Number(whole) / Number(scale), digits);
}

function made(tag, words, kind = "") {
  const element = document.createElement(tag);
  element.textContent = words;
  element.className = kind;
  return element;
}

/** Say what was found in the data, each with its cell and what to do about it. */
function told(findings) {
  return findings.map((finding) => {
    const item = made("li", "", finding.severity);
    const place = finding.cell ? `${finding.cell}: ` : "";
    item.append(made("strong", form.dataset[finding.severity]), ` ${place}${finding.message} ${finding.action ?? ""}`);
    return item;
  });
}

function show(section) {
  for (const each of ["problem", "result"]) at(each).hidden = each !== section;
  if (section) at(section).focus();
}

function problem(title, detail, findings = []) {
  at("problem-title").textContent = title;
  at("detail").textContent = findings.length ? "" : detail; // the findings say it all
  at("faults").replaceChildren(...told(findings));
  show("problem");
}

function result(told_of) {
  at("ikm").textContent = number(told_of.ikm, 2);
  at("respondents").textContent = number(told_of.respondents, 0);
  for (const name of ["mutu", "kinerja"]) at(name).textContent = told_of[name];
  const { low, high } = told_of.uncertainty ?? {};
  at("limits").parentElement.hidden = low == null;
  if (low != null) at("limits").textContent = `${number(low, 2)} – ${number(high, 2)}`;
  at("elements").replaceChildren(...told_of.elements.map((element) => {
    const row = document.createElement("tr");
    const name = made("th", `${element.code} ${element.name}`);
    name.scope = "row";
    row.append(name, made("td", rounded(element.nrr_exact, 3)), made("td", number(element.ikm, 2)), made("td", element.mutu));
    return row;
  }));
  at("notes").replaceChildren(...told(told_of.findings));
  at("notes").hidden = at("notes-title").hidden = !told_of.findings.length;
  show("result");
}

/** Send the form to an address; what comes back, or nothing where that was a problem, which is shown. */
async function send(address) {
  const sent = new FormData(form);
  if (sent.get("file").size > Number(form.dataset.most)) {
    problem(form.dataset.tooLarge, "");
    return null;
  }
  const controls = [...new Set([...form.elements, ...document.querySelectorAll("button")])];
  for (const control of controls) control.disabled = true; // so that what comes back is of what stands there
  at("told").textContent = form.dataset.busy;
  try {
    const response = await fetch(`${address}?lang=${lang}`, { method: "POST", body: sent });
    if (response.ok) return await response.blob();
    const { title, detail, findings } = await response.json();
    problem(title, detail, findings);
  } catch {
    problem(form.dataset.unreachable, "");
  } finally {
    for (const control of controls) control.disabled = false;
    at("told").textContent = "";
  }
  return null;
}

function save(blob, name) {
  const link = made("a", "");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

let kept = null;

form.addEventListener("submit", async (event) => {
  if (event.submitter !== at("score")) return; // "open as a page" goes its own way, to a page of its own
  event.preventDefault();
  show(null);
  kept = await send("/score");
  if (kept) result(JSON.parse(await kept.text()));
});
form.addEventListener("change", () => show(null)); // a figure stands beside the file and options it is of
at("json").addEventListener("click", () => save(kept, "ikm.json"));
at("workbook").addEventListener("click", async () => {
  const book = await send("/workbook");
  if (book) save(book, "ikm.xlsx");
});

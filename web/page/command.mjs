// The command that the page runs: what was chosen here, as the options of `ikm`.
//
// Each option: how the page runs it, how an Indonesian types it, the commands that know it.

const ALL = ["check", "score", "init", "compare"];

export const OPTIONS = {
  population: ["--population", "--populasi", ["check", "score", "init"]],
  target: ["--target", "--target", ["score", "init"]],
  weight: ["--weight", "--bobot", ALL],
  missing: ["--missing", "--missing", ["score", "init", "compare"]],
  invalid: ["--invalid", "--invalid", ["score", "init", "compare"]],
  period: ["--period", "--periode", ["check", "score"]],
  by: ["--by", "--per", ["score", "init"]],
  by_elements: ["--by-elements", "--rinci", ["score", "init"]],
  min_group: ["--min-group", "--min-group", ["score", "init"]],
  sheet: ["--sheet", "--lembar", ALL],
  header: ["--header", "--header", ALL],
  map: ["--map", "--kolom", ALL],
  label: ["--label", "--label", ALL],
  questionnaire: ["--questionnaire", "--kuesioner", ALL],
  index: ["--index", "--indeks", ["check", "score", "init"]],
  order: ["--order", "--order", ALL],
  date_order: ["--date-order", "--date-order", ["check", "score", "compare"]],
  exclude_rows: ["--exclude-rows", "--tanpa-baris", ["check", "score"]],
  drop_duplicates: ["--drop-duplicates", "--drop-duplicates", ["check", "score", "compare"]],
  drop_resubmissions: ["--drop-resubmissions", "--abaikan-kiriman-ulang", ["check", "score", "compare"]],
  allow_duplicates: ["--allow-duplicates", "--allow-duplicates", ["score"]],
  regulation: ["--regulation", "--regulation", ALL],
};

const INDONESIAN = { check: "periksa", score: "nilai", init: "mulai", compare: "bandingkan" };

// Give what was chosen as pairs of an option's name and its value; a switch has none.
function* pairs(chosen, command) {
  for (const [name, [, , commands]] of Object.entries(OPTIONS)) {
    const value = chosen[name];
    if (!commands.includes(command) || value === undefined || value === "" || value === false) continue;
    if (value === true) yield [name];
    else if (name === "map") for (const [element, column] of Object.entries(value)) yield [name, `${element}=${column}`];
    else if (name === "label") for (const one of value) yield [name, `${one.element}:${one.answer}=${one.score}`];
    else for (const one of [value].flat()) yield [name, one];
  }
}

// Give the arguments of a command on files, with a survey file where there is one.
export function argumentsOf(command, files, chosen, survey, more = []) {
  const said = [...pairs(chosen, command)].flatMap(([name, ...value]) => [OPTIONS[name][0], ...value]);
  const file = survey && command !== "init" ? ["--survey", survey] : [];
  return [command, ...files.map((name) => (name.startsWith("-") ? `./${name}` : name)), ...said, ...file, ...more];
}

const quoted = (word) => (/^[\p{L}\d_.,/=*:+-]+$/u.test(word) ? word : `"${word.replaceAll('"', '\\"')}"`);

// Write the same command as somebody types it, in the language of the page.
export function typed(lang, command, files, chosen, survey, more = []) {
  const flags = Object.fromEntries(Object.values(OPTIONS).map(([english, indonesian]) => [english, indonesian]));
  const told = { ...flags, "--survey": "--survei", "--out": "--hasil" };
  const [name, ...rest] = argumentsOf(command, files, chosen, survey, more);
  const spoken = lang === "id" ? [INDONESIAN[name], ...rest.map((word) => told[word] ?? word)] : [name, ...rest, "--lang", "en"];
  return ["ikm", ...spoken.map(quoted)].join(" ");
}

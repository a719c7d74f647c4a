// The formulas of the SKM in JavaScript, run against the conformance set: node check.mjs [folder of the JSON files]
// An example of how another application tests itself: Node 20.11 or newer, no packages, fractions of BigInt throughout.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";

const folder = process.argv[2] ?? import.meta.dirname;

// --- fractions: [numerator, denominator], the denominator above 0 ---
const gcd = (a, b) => (b ? gcd(b, a % b) : a < 0n ? -a : a);
const frac = (a, b = 1n) => { const g = gcd(a, b) || 1n; return [a / g, b / g]; };
const add = (x, y) => frac(x[0] * y[1] + y[0] * x[1], x[1] * y[1]);
const mul = (x, y) => frac(x[0] * y[0], x[1] * y[1]);
const div = (x, y) => mul(x, y[0] < 0n ? [-y[1], -y[0]] : [y[1], y[0]]);
const less = (x, y) => x[0] * y[1] < y[0] * x[1];
const sum = (several) => several.reduce(add, [0n, 1n]);
const text = (x) => (x[1] === 1n ? `${x[0]}` : `${x[0]}/${x[1]}`);
const int = (n) => [BigInt(n), 1n];
function read(value) { // "17125/204", "0.111", "-1", 3
  const [above, below = "1"] = String(value).split("/");
  const [whole, decimals = ""] = above.split(".");
  return frac(BigInt(whole + decimals), 10n ** BigInt(decimals.length) * BigInt(below));
}
function halfUp(x, decimals) { // no figure of a survey is below 0
  const whole = (2n * x[0] * 10n ** BigInt(decimals) + x[1]) / (2n * x[1]);
  const digits = `${whole}`.padStart(decimals + 1, "0");
  return decimals ? `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}` : digits;
}

// --- the regulation ---
const BANDS = [["A", "Sangat Baik", "88.31"], ["B", "Baik", "76.61"], ["C", "Kurang Baik", "65.00"], ["D", "Tidak Baik", "0"]];
const DECIMALS = { "0.111": 3, exact: null, "0.11": 2 };
function grade(index) {
  const ikm = halfUp(index, 2), [mutu, kinerja] = BANDS.find((band) => !less(read(ikm), read(band[2])));
  return { ikm, mutu, kinerja };
}
function weightsOf(weight, elements) {
  if (typeof weight === "string") {
    const one = frac(1n, BigInt(elements.length));
    return elements.map(() => (DECIMALS[weight] === null ? one : read(halfUp(one, DECIMALS[weight]))));
  }
  if (Object.keys(weight).join() !== elements.join()) throw new Error("weights-elements");
  const values = elements.map((key) => read(weight[key]));
  if (values.some((one) => one[0] <= 0n)) throw new Error("weights-not-positive");
  if (text(sum(values)) !== "1") throw new Error("weights-total");
  return values;
}
function countedOf(one) { // for each element its answers as [score, how many], and the respondents that count
  if (one.counts) return [one.elements.map((key) => one.counts[key].map((n, at) => [int(at + 1), n])), one.respondents];
  const mean = (cell) => {
    const given = [cell].flat().filter((score) => score !== null);
    return given.length ? div(sum(given.map(read)), int(given.length)) : null;
  };
  const rows = one.rows.map((row) => row.map(mean)).filter((row) => row.some((score) => score !== null));
  const kept = one.missing === "available" ? rows : rows.filter((row) => !row.includes(null));
  const column = (at) => kept.map((row) => row[at]).filter((score) => score !== null);
  return [one.elements.map((_, at) => column(at).map((score) => [score, 1])), kept.length];
}
function score(one) {
  const [counts, respondents] = countedOf(one), weights = weightsOf(one.weight, one.elements), means = [];
  const elements = counts.map((levels, at) => {
    const answered = levels.reduce((total, [, n]) => total + n, 0);
    if (!answered) throw new Error("element-unanswered");
    const points = sum(levels.map(([level, n]) => mul(level, int(n))));
    const nrr = div(points, int(answered));
    means.push(nrr);
    const weighted = mul(nrr, weights[at]);
    const { ikm: converted, mutu } = grade(mul(nrr, int(25)));
    return { element: one.elements[at], sum: text(points), answered, nrr_exact: text(nrr), nrr: halfUp(nrr, 3),
      weighted_exact: text(weighted), weighted: halfUp(weighted, 3), converted, mutu };
  });
  const indexBy = (some) => mul(sum(means.map((mean, at) => mul(mean, some[at]))), int(25));
  const index = indexBy(weights);
  const by = Object.fromEntries(["exact", "0.111", "0.11"].map((name) => {
    const { ikm, mutu } = grade(indexBy(weightsOf(name, one.elements)));
    return [name, { ikm, mutu }];
  }));
  const told = grade(index), cutOff = grade(frac((index[0] * 100n) / index[1], 100n));
  const depends_on_weight = Object.values(by).some((other) => other.mutu !== told.mutu);
  return { respondents, elements, ikm_exact: text(index), ...told, by_weight: by, depends_on_weight,
    depends_on_rounding: cutOff.mutu !== told.mutu };
}
function sample(one, population) {
  if (population < 10) return [null, population];
  const people = int(population), margin = mul(read(one.margin), read(one.margin)), less1 = add(people, int(-1));
  if (one.method === "slovin") {
    const exact = div(people, add(int(1), mul(people, margin)));
    return [exact, Number((exact[0] + exact[1] - 1n) / exact[1])];
  }
  const share = read(one.proportion), spread = mul(read(one.chi_square), mul(share, add(int(1), mul(int(-1), share))));
  const exact = div(mul(spread, people), add(mul(margin, less1), spread));
  const size = one.method === "cochran" ? Number((exact[0] + exact[1] - 1n) / exact[1]) : Number(halfUp(exact, 0));
  return [exact, Math.min(population, Math.max(1, size))];
}

// --- the run ---
const LOWEST = frac(99n, 4n); // all ones by 0.11: 24.75
const answer = {
  scoring: score,
  banding: ({ index }) => {
    if (less(read(index), LOWEST) || !less(read(index), read("100.005"))) throw new Error("no-index");
    return grade(read(index));
  },
  samples: (one) => {
    const sizes = one.rows.map(([population]) => [population, ...sample(one, population)]);
    return [sizes.map(([n, , size]) => [n, size]), one.exact && text(sizes[0][1])];
  },
};
let failed = 0;
for (const kind of Object.keys(answer)) {
  const { cases } = JSON.parse(readFileSync(join(folder, `${kind}.json`), "utf8"));
  const wrong = cases.filter((one) => {
    const got = (() => { try { return answer[kind](one); } catch (error) { return error.message; } })();
    return !isDeepStrictEqual(got, one.refused ?? one.expected ?? [one.rows, one.exact]);
  });
  console.log(`${kind}: ${cases.length - wrong.length} of ${cases.length}`);
  wrong.forEach((one) => console.log(`  differs: ${one.id}`));
  failed += wrong.length;
}
process.exitCode = failed ? 1 : 0;

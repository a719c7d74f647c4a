"""Write the conformance set: docs/conformance/*.json and scoring.csv, from cases that people wrote.

python docs/make_conformance.py

Inputs and hand-worked answers stand in docs/conformance/cases.toml, in tests/law (published reports) and in
tests/statistics/reference.json (values computed with R).  What is not written by hand is computed by
docs/conformance/formulas.py, which knows nothing of ikm; ikm is not imported here.  Where a computed value differs
from the one by hand or by R, nothing is written.
"""

from __future__ import annotations

import csv
import io
import json
import re
import runpy
import sys
import tomllib
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any

DOCS = Path(__file__).parent
ROOT = DOCS.parent
FOLDER = DOCS / "conformance"
formulas = SimpleNamespace(**runpy.run_path(str(FOLDER / "formulas.py")))
Case = dict[str, Any]

ABOUT = {
    "scoring": "From answers, or counts of answers, to the index and its grade.",
    "banding": "From an index to its rounded value and its grade.",
    "samples": "How many respondents a population needs. Each row is a population and the respondents it needs.",
    "intervals": "How sure an index is: limits, the probability of each grade, the smallest change that is noticed.",
    "audits": "What can be told of a published table: its index by each weight, its number of respondents, its grades.",
}
TOLERANCE = "0.0001"
"""How far a float may lie from the expected value: half of it is what four decimals leave open."""

NEAR_R = 1e-9
"""How near the reference has to come to R."""


def files() -> dict[str, str]:
    """Give every file of the set that is made, by its name."""
    written = tomllib.loads((FOLDER / "cases.toml").read_text(encoding="utf-8"))
    cases = {
        "scoring": [*law_cases(), *(scoring_case(one) for one in written["scoring"])],
        "banding": banding_cases(written["banding"]),
        "samples": sample_cases(written["samples"]),
        "intervals": [*r_cases(), *(interval_case(one) for one in written["interval"])],
        "audits": [audit_case(one) for one in written["audit"]],
    }
    made = {}
    for kind, held in cases.items():
        head: Case = {"format": "ikm-conformance", "version": 1, "kind": kind, "about": ABOUT[kind]}
        if kind == "intervals":
            head["tolerance"] = TOLERANCE
        made[f"{kind}.json"] = laid_out({**head, "cases": held}) + "\n"
    return {**made, "scoring.csv": sheet(cases["scoring"])}


def agree(case: str, computed: Case, hand: Case) -> None:
    """Stop where what was worked out by hand is not what was computed."""
    for name, value in hand.items():
        told = str(Fraction(value)) if name.endswith("_exact") else value
        if computed.get(name) != told:
            sys.exit(f"{case}: {name} is {computed.get(name)} by the reference, and {value} by hand.")


# --- scoring ---------------------------------------------------------------------------------------------------------


def law_cases() -> list[Case]:
    """Give the cases of the law: published reports and edges, each with exact values by hand."""
    cases = tomllib.loads((ROOT / "tests" / "law" / "permenpanrb-14-2017.toml").read_text(encoding="utf-8"))["case"]
    made = []
    for one in cases:
        hand = {name: one[name] for name in ("ikm", "mutu", "kinerja")}
        if "depends_on_rounding" in one:
            hand["depends_on_rounding"] = one["depends_on_rounding"]
        name = one["name"]
        named = {"id": re.sub(r"[^a-z0-9.]+", "-", name.lower()), "about": f"{name[0].upper()}{name[1:]}."}
        case = scoring_case({**named, **one, "hand": hand})
        for name, told in (("nrr", "nrr"), ("mutu", "element_mutu")):
            if told in one and [element[name] for element in case["expected"]["elements"]] != one[told]:
                sys.exit(f"{case['id']}: {told} by hand is another.")
        made.append(case)
    return made


def spread(total: int, size: int) -> list[int]:
    """Give how many of ``size`` give 1, 2, 3 and 4, as even as can be, so that they total ``total``."""
    level, more = divmod(total, size)
    counts = [0] * 4
    counts[level - 1] = size - more
    if more:
        counts[level] = more
    return counts


def rows_of(one: Case) -> list[list[Any]]:
    """Give the rows of a case: a number, null, or a list of them where an element has several questions."""
    if "rows" in one:
        return [[None if sign == "-" else int(sign) for sign in row] for row in one["rows"].split()]

    def cell(given: Any) -> Any:  # noqa: ANN401 - TOML has no null: what is left blank stands as false
        return [cell(part) for part in given] if isinstance(given, list) else None if given is False else given

    return [[cell(given) for given in row] for row in one["cells"]]


def scoring_case(one: Case) -> Case:
    """Compute one case of scoring."""
    missing, weight = one.get("missing", "available"), one["weight"]
    case: Case = {"id": one["id"], "about": one["about"]}
    if "source" in one:
        case["source"] = one["source"]
    if "rows" in one or "cells" in one:
        rows = rows_of(one)
        names = [f"U{place}" for place in range(1, len(rows[0]) + 1)]
        case |= {"elements": names, "rows": rows}
        counts, respondents = formulas.counted(names, rows, missing)
    else:
        given = one.get("counts") or {
            f"U{place}": spread(total, one["n"]) for place, total in enumerate(one["sums"], 1)
        }
        respondents = one.get("respondents", one.get("n"))
        case |= {"elements": [*given], "counts": given, "respondents": respondents}
        counts = {key: list(enumerate(levels, 1)) for key, levels in given.items()}
    case |= {"weight": weight, "missing": missing}
    try:
        expected = formulas.score(counts, respondents, weight)
    except formulas.RefusedError as refusal:
        if str(refusal) != one.get("refused"):
            sys.exit(f"{one['id']}: refused as {refusal}, by hand {one.get('refused')}.")
        return {**case, "refused": str(refusal)}
    if "refused" in one:
        sys.exit(f"{one['id']}: by hand this is refused.")
    agree(one["id"], expected, one.get("hand", {}))
    return {**case, "expected": expected}


def sheet(cases: list[Case]) -> str:
    """Write the cases of nine elements and a named weight as a table of whole numbers, for spreadsheets.

    What a spreadsheet makes of "1/9" and "83.86" depends on its language; whole numbers are read alike everywhere.
    """
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\n")
    parts = [f"U{place} {what}" for place in range(1, 10) for what in ("sum", "answered")]
    writer.writerow(["id", "weight above", "weight below", *parts, "IKM x 100", "mutu"])
    for one in cases:
        expected, weight = one.get("expected"), one["weight"]
        if expected and len(one["elements"]) == 9 and isinstance(weight, str):
            sums = [figure for element in expected["elements"] for figure in (element["sum"], element["answered"])]
            part = formulas.weights_of(weight, one["elements"])["U1"]
            hundredths = int(Fraction(expected["ikm"]) * 100)
            writer.writerow([one["id"], part.numerator, part.denominator, *sums, hundredths, expected["mutu"]])
    return held.getvalue()


# --- banding and sample sizes ----------------------------------------------------------------------------------------


def banding_cases(written: Case) -> list[Case]:
    """Give each index with its band, and what is no index."""
    made = []
    for index, rounded, mutu in written["given"]:
        found, grade, kinerja = formulas.grade(Fraction(index))
        agree(f"band {index}", {"ikm": found, "mutu": grade}, {"ikm": rounded, "mutu": mutu})
        made.append(
            {"id": f"index {index}", "index": index, "expected": {"ikm": found, "mutu": grade, "kinerja": kinerja}}
        )
    return [*made, *({"id": f"no index {one}", "index": one, "refused": "no-index"} for one in written["refused"])]


def sample_cases(written: Case) -> list[Case]:
    """Give the printed table, every step of the formula, and sizes with other parameters and formulas."""
    law = tomllib.loads((ROOT / "src/ikm/regulation/data/permenpanrb-14-2017.toml").read_text(encoding="utf-8"))
    table = law["sampling_table"]["rows"]
    for population, size in table:
        agree(f"table {population}", {"size": formulas.krejcie_morgan(population)[1]}, {"size": size})
    everybody = [[population, population] for population in written["everybody"]]
    plain = {"method": "krejcie-morgan", "chi_square": "3.841", "margin": "0.05", "proportion": "0.5"}
    made = [
        {"id": "table", "about": "The 90 rows Krejcie and Morgan printed.", **plain, "rows": table},
        {"id": "steps", "about": "Each population at which the formula asks for one more, and the one before it.",
         **plain, "rows": [[n, size] for first, more in steps() for n, size in ((first - 1, more - 1), (first, more))]},
        {"id": "everybody", "about": "Below ten everybody is asked.", **plain, "rows": everybody},
    ]  # fmt: skip
    asked = [(plain, population) for population in written["populations"]]
    asked += [({**plain, "margin": margin}, population) for margin, population in written["margins"]]
    asked += [({**plain, "proportion": share}, population) for share, population in written["proportions"]]
    asked += [({**plain, "confidence": level, "chi_square": square}, n) for level, square, n in written["levels"]]
    for method in ("slovin", "cochran"):
        bare = {"method": method, "margin": "0.05"} if method == "slovin" else {**plain, "method": method}
        asked += [(bare, population) for population in written["others"]]
    for parameters, population in asked:
        said = {name: value for name, value in parameters.items() if name not in {"method", "confidence"}}
        exact, size = getattr(formulas, parameters["method"].replace("-", "_"))(population, **said)
        name = " ".join([parameters["method"], *(f"{key}={value}" for key, value in said.items()), str(population)])
        made.append({"id": name, **parameters, "rows": [[population, size]], "exact": str(exact)})
    return made


def steps() -> list[tuple[int, int]]:
    """Give for each size from 10 to the largest the smallest population that needs it."""
    found, low = [], 10
    for size in range(11, formulas.krejcie_morgan(10**9)[1] + 1):
        high = low * 2
        while formulas.krejcie_morgan(high)[1] < size:
            high *= 2
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if formulas.krejcie_morgan(middle)[1] >= size else (middle + 1, high)
        found.append((low, size))
    return found


# --- intervals -------------------------------------------------------------------------------------------------------

ASKED = {
    "n10": ("exact 0.95", "exact 0.90", "exact 0.99", "0.111 0.95"),
    "n60": ("exact 0.95",),
    "n136": ("0.111 0.95",),
    "fpc205": ("exact 0.95",),
    "ceiling50": ("exact 0.99",),
    "blanks80": ("exact 0.95",),
    "constant12": ("exact 0.95",),
    "straight20": ("0.111 0.95",),
}
"""What is asked of each data set whose values R gave: a weight and a level."""


def r_cases() -> list[Case]:
    """Give data sets with the values R gave for them, to which the reference is held."""
    held = json.loads((ROOT / "tests/statistics/reference.json").read_text(encoding="utf-8"))["sets"]
    sets = {one["id"]: one for one in held}
    made = []
    for name, asked in ASKED.items():
        for one in asked:
            weight, level = one.split()
            given = {key: sets[name][key] for key in ("rows", "population") if key in sets[name]}
            about = f"{sets[name]['about'].strip().capitalize()}; limits and probabilities as R 4.2.2 has them."
            written = {
                "id": f"{name}-{weight}-{level[2:]}",
                "about": about,
                **given,
                "weight": weight,
                "confidence": level,
            }
            case = interval_case(written)
            held_to_r(case, sets[name]["expected"])
            made.append(case)
    return made


def held_to_r(case: Case, r: Case) -> None:
    """Stop where the reference is not what R gave."""
    named = f"bounded_index{'_0111' if case['weight'] == '0.111' else ''}_ci{case['confidence'][2:]}"
    shares = r[f"grade_probability_{'0111' if case['weight'] == '0.111' else 'equal'}_DCBA"]
    expected = case["expected"]
    pairs = [*zip((expected["low"], expected["high"]), r[named], strict=True)]
    pairs += zip(expected["grade_probabilities"].values(), shares, strict=True)
    if case["confidence"] == "0.95":
        limits = zip(r["bounded_item_ci95_low"], r["bounded_item_ci95_high"], strict=True)
        for found, given in zip(expected["elements"], limits, strict=True):
            pairs += zip(found, given, strict=True)
    if any(abs(ours - theirs) > NEAR_R + 5e-7 for ours, theirs in pairs):
        sys.exit(f"{case['id']}: the reference and R differ.")


def interval_case(one: Case) -> Case:
    """Compute one case of an interval."""
    rows = rows_of(one)
    asked = {
        "weight": one["weight"],
        "missing": one.get("missing", "available"),
        "confidence": one.get("confidence", "0.95"),
        "population": one.get("population"),
    }
    expected = rounded(formulas.interval(rows, **asked))
    agree(one["id"], expected, one.get("hand", {}))
    names = [f"U{place}" for place in range(1, len(rows[0]) + 1)]
    return {"id": one["id"], "about": one["about"], "elements": names, "rows": rows, **asked, "expected": expected}


def rounded(value: Any) -> Any:  # noqa: ANN401 - floats in whatever holds them
    """Keep six decimals of floats: more than the tolerance tells, fewer than machines may differ in."""
    if isinstance(value, dict):
        return {name: rounded(one) for name, one in value.items()}
    if isinstance(value, list):
        return [rounded(one) for one in value]
    return round(value, 6) + 0.0 if isinstance(value, float) else value


# --- audits ----------------------------------------------------------------------------------------------------------


def audit_case(one: Case) -> Case:
    """Work out what can be told of one published table."""
    table = printed_table(one)
    means = [element["nrr"] for element in table["elements"]]
    stated = table.get("n_respondents")
    printed = table["ikm_as_printed"].replace(",", ".")
    by_means = formulas.indexes_of([Fraction(mean) for mean in means])
    sums = None
    if "sums_of" in one:
        found = [formulas.whole_sums(mean, one["sums_of"]) for mean in means]
        sums = [ours[0] for ours in found if len(ours) == 1]
        if len(sums) != len(means):
            sys.exit(f"{one['id']}: {one['sums_of']} respondents do not tell the sums.")
    by_sums = by_means if sums is None else formulas.indexes_of([Fraction(ours, one["sums_of"]) for ours in sums])
    giving = [name for name in by_means if printed in (by_means[name], by_sums[name])]
    if giving != ([one["weight"]] if "weight" in one else []):
        sys.exit(f"{one['id']}: the index comes of {giving}.")
    coarse = stated is None or stated >= min(10 ** len(mean.partition(".")[2]) for mean in means)
    possible = None if coarse else [bool(formulas.whole_sums(mean, stated)) for mean in means]
    weights = {name: str(formulas.weights_of(name, means)[means[0]]) for name in by_means}
    grades = printed_grades(table)
    if [name for name, right in grades.items() if not right] != one.get("wrong_grades", []):
        sys.exit(f"{one['id']}: {grades} are not the grades by hand.")
    return {
        "id": one["id"],
        "about": one["about"],
        "table": table,
        "expected": {
            "verdict": one.get("verdict", "exact"),
            "weight": weights[giving[0]] if giving else None,
            "recomputed": {weights[name]: by_sums[name] for name in by_sums},
            "sums": sums,
            "possible": possible,
            "grades_right": grades,
            "repairs": one.get("repairs", []),
        },
        "ikm_codes": one.get("codes", []),
    }


def printed_table(one: Case) -> Case:
    """Give the table as it is printed: one of the examples, or one that was planted."""
    if "file" in one:
        table: Case = json.loads((ROOT / "examples" / one["file"]).read_text(encoding="utf-8"))
        return table
    elements = [{"code": f"U{place}", "nrr": mean} for place, mean in enumerate(one["means"], 1)]
    for given, name in (("sums", "sum"), ("weighted", "weighted_nrr"), ("grades", "grade")):
        for element, value in zip(elements, one.get(given, []), strict=False):
            element[name] = value
    return {**one["table"], "elements": elements}


def printed_grades(table: Case) -> dict[str, bool]:
    """Tell of each printed grade whether some value behind its figure has it."""
    found = {
        element["code"]: element["grade"] in formulas.grades_of(element["nrr"], mean=True)
        for element in table["elements"]
        if "grade" in element
    }
    if "grade_as_printed" in table:
        found["IKM"] = table["grade_as_printed"] in formulas.grades_of(
            table["ikm_as_printed"].replace(",", "."), mean=False
        )
    return found


# --- writing ---------------------------------------------------------------------------------------------------------


WIDTH = 118
FLAT = 190
"""How long a line may be; one that holds no further list or object may be longer."""


def laid_out(value: Any, indent: int = 0) -> str:  # noqa: ANN401 - whatever JSON can hold
    """Write JSON so that people can read it: what fits on a line stands on one, pairs of whole numbers side by side."""
    line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, (dict, list)):
        return line
    parts = [*(value.values() if isinstance(value, dict) else value)]
    flat = not any(isinstance(one, (dict, list)) for one in parts)
    if len(line) + indent <= (FLAT if flat else WIDTH):
        return line
    inner, margin = "\n" + " " * (indent + 2), "\n" + " " * indent
    if isinstance(value, dict):
        lines = [f"{json.dumps(key)}: {laid_out(one, indent + 2)}" for key, one in value.items()]
        return f"{{{inner}{f',{inner}'.join(lines)}{margin}}}"
    if all(isinstance(one, list) and isinstance(one[0], int) and len(one) == 2 for one in parts):
        lines = [", ".join(map(json.dumps, parts[start : start + 8])) for start in range(0, len(parts), 8)]
    else:
        lines = [laid_out(one, indent + 2) for one in parts]
    return f"[{inner}{f',{inner}'.join(lines)}{margin}]"


if __name__ == "__main__":
    for name, text in files().items():
        (FOLDER / name).write_text(text, encoding="utf-8")

"""Write docs/law.md and docs/id/aturan.md from the regulation's data: every value with its article, or ikm's reason.

python docs/make_law.py
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from press.tables import table

import ikm
from ikm.regulation import DEFAULT, builtin_indices, builtin_regulations, load_index, load_regulation
from ikm.reports import law_lines
from ikm.scoring import CONFIDENCE, LOWEST_MINIMUM, MINIMUM_GROUP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ikm.findings import Language
    from ikm.regulation import Regulation

HERE = Path(__file__).parent
PAGES: dict[Language, str] = {"en": "law.md", "id": "id/aturan.md"}
FILE = f"src/ikm/regulation/data/{DEFAULT}.toml"
COLUMNS = 6
"""So many pairs of N and S stand in a row."""


class Rule(NamedTuple):
    """A rule of the law: what it is about, the rule itself, and where it stands."""

    about: str
    rule: str
    source: str


def page(lang: Language = "en") -> str:
    """Give the text of the page in one language."""
    words = tomllib.loads((HERE / "press" / "law.toml").read_text(encoding="utf-8"))
    say, law = words[lang], load_regulation()
    rows = records(law, lang, say["choice"])
    listed = [name for part in words["part"] for name in part["records"]]
    assert sorted(listed) == sorted(rows)  # noqa: S101 - a record that is in no part must not be forgotten
    parts = [f"# {say['title']}\n\n{say['other']}\n\n{say['about'].strip().format(file=FILE)}\n"]
    for part in words["part"]:
        title, told = part[lang]
        parts += [f"\n## {title}\n", f"\n{told}\n" if told else ""]
        rules = [rule for name in part["records"] if name not in TABLES for rule in rows[name]]
        parts.append(f"\n{table(say['rule'], rules)}" if rules else "")
        parts += [f"\n{TABLES[name](law, rows[name], say, lang)}" for name in part["records"] if name in TABLES]
    for part in words["declared"]:
        title, told, facts = part[lang]
        given = {"confidence": int(CONFIDENCE * 100), "minimum": MINIMUM_GROUP, "lowest": LOWEST_MINIMUM}
        chosen = [(rule.format(**given), say["choice"].format(why=why.format(**given))) for rule, why in facts]
        parts.append(f"\n## {title}\n\n{told}\n\n{table(say['rule'][1:], chosen)}")
    parts.append(f"\n## {say['others']}\n\n{say['others_about']}\n\n{table(say['others_head'], others(lang))}")
    return "".join(parts)


def records(law: Regulation, lang: Language, choice: str) -> dict[str, list[Rule]]:
    """Give the rules of each record, as `ikm law` words them: what it is about, the rule, and where it stands."""
    found: dict[str, list[Rule]] = {}
    sections = iter(law.records)
    rows: list[Rule] = []
    title = fact = ""
    for kind, line in law_lines(law, lang):
        if kind == "heading":
            title, rows = line, found.setdefault(next(sections), [])
        elif kind == "fact":
            fact = local(line, lang)
        else:
            rows.append(Rule(title, fact, line if kind == "cite" else choice.format(why=line.partition(": ")[2])))
    return found


def elements(law: Regulation, rows: list[Rule], say: dict[str, Any], lang: Language) -> str:
    """Write the elements; in English with their names in the regulation too."""
    names = [[one.name(lang)] + [one.id] * (lang == "en") for one in law.elements]
    cells = zip(law.elements, names, rows, strict=True)
    return table(say["elements"], ([one.code, f"`{one.key}`", *name, rule.source] for one, name, rule in cells))


def bands(law: Regulation, rows: list[Rule], say: dict[str, Any], lang: Language) -> str:
    """Write the table of grades, the best first."""
    cells = (
        (
            f"**{band.mutu}**",
            say["kinerja"].format(kinerja=band.kinerja, en=band.en),
            local(f"{band.low} – {band.high}", lang),
            local(f"{band.nrr_low} – {band.nrr_high}", lang),
        )
        for band in reversed(law.bands)
    )
    return table(say["bands"], cells) + one_source(rows, say)


def weights(law: Regulation, rows: list[Rule], say: dict[str, Any], lang: Language) -> str:
    """Write the weights with the index each gives of the example, and of the best answers there can be."""
    best = [[law.high] * len(law.elements)]
    cells = []
    for rule, told in zip(law.weight_rules, rows, strict=True):
        name = f"`{local(rule.name, lang)}`" + say["default"] * (rule.name == law.default_weight)
        made = [ikm.score(data, weight=rule.name) for data in ("examples/ppid-2023.xlsx", best)]
        how = told.rule.partition(": ")[2]
        cells.append((name, how, *(local(f"{one.ikm:.2f}", lang) for one in made), told.source))
    return table([title.format(high=law.high) for title in say["weights"]], cells)


def sizes(law: Regulation, rows: list[Rule], say: dict[str, Any], lang: Language) -> str:
    """Write the table of sample sizes, several pairs to a row."""
    assert law.sampling is not None  # noqa: S101 - this instrument has one
    pairs = [f"{n:,} | {size:,}" for n, size in law.sampling.table.items()]
    if lang == "id":
        pairs = [pair.replace(",", ".") for pair in pairs]
    deep = -(-len(pairs) // COLUMNS)
    cells = (" | ".join(pairs[at::deep]).split(" | ") for at in range(deep))
    return table(say["sizes"] * COLUMNS, cells) + one_source(rows, say)


def one_source(rows: list[Rule], say: dict[str, Any]) -> str:
    """Say below a table where all its rows stand."""
    (place,) = {rule.source for rule in rows}
    return f"\n{say['rule'][-1]}: {place}.\n"


def others(lang: Language) -> Iterator[tuple[str, str]]:
    """Give the other instruments, each with what it is."""
    for name in builtin_regulations():
        if name != DEFAULT:
            yield f"`{name}`", load_regulation(name).title[lang]
    for name in builtin_indices():
        yield f"`{name}`", load_index(name).title[lang]


def local(text: str, lang: Language) -> str:
    """Write numbers as the language does."""
    return re.sub(r"(?<=\d)\.(?=\d)", ",", text) if lang == "id" else text


TABLES = {"element": elements, "band": bands, "weight": weights, "sampling_table": sizes}
"""Records that are a table of their own."""


if __name__ == "__main__":
    for language, name in PAGES.items():
        (HERE / name).write_text(page(language), encoding="utf-8")

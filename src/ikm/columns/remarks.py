"""Remarks: the findings of a mapping, in the order an officer acts on them.

Each names its columns and, where there is something to decide, the exact choice to type (``--map``).

>>> suggestion("sarana", 11, "Fasilitas ruang tunggu", ("sarana",), set())
('U1', 'Fasilitas ruang tunggu')
>>> suggestion("sarana", 11, 'Ruang "tunggu"', ("sarana",), set())
('U1', 'L')
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ikm.columns.blocks import AGAIN
from ikm.columns.choices import code_table
from ikm.columns.labels import looks_like_data
from ikm.columns.model import called, code_of, name_of
from ikm.findings import Finding, Typed, column_letter, display

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from ikm.columns.model import Column
    from ikm.columns.planned import Gone
    from ikm.columns.verdicts import Verdict

__all__ = ["Notes", "suggestion", "tell"]

_SHOWN = 5


@dataclass
class Notes:
    """What was noticed while the columns were decided.

    Parameters
    ----------
    texts : tuple of str
        The normalised headings.
    order : str, optional
        The order of U8 and U9 asked for.
    """

    texts: tuple[str, ...]
    order: str | None = None
    chosen: set[str] = field(default_factory=set)
    no_header: bool = False
    assumed: list[int] = field(default_factory=list)
    unsure: list[int] = field(default_factory=list)
    by_answers: list[int] = field(default_factory=list)
    by_order: list[int] = field(default_factory=list)
    codes: list[int] = field(default_factory=list)
    coded: dict[int, str] = field(default_factory=dict)
    left: list[int] = field(default_factory=list)
    others: dict[str, list[int]] = field(default_factory=dict)
    replaced: dict[str, list[int]] = field(default_factory=dict)
    beside: list[int] = field(default_factory=list)
    doubted: dict[int, list[int]] = field(default_factory=dict)
    numbering: str | None = None
    earlier: list[int] = field(default_factory=list)
    beyond: list[int] = field(default_factory=list)
    numbered: list[int] = field(default_factory=list)
    lost: list[Gone] = field(default_factory=list)

    def rest(self, index: int, meaning: str | None, *, asks: bool) -> None:
        """Note a column that is no element, when it looks like a question."""
        kind = meaning if meaning in {"integritas", "harapan", "maklumat"} else "extra"
        if (asks or kind != "extra") and index not in self.left:
            self.others.setdefault(kind, []).append(index)

    def forget(self) -> None:
        """Drop what was noted about mapped columns, when none of them stays mapped."""
        for noted in (self.unsure, self.by_answers, self.by_order, self.codes, self.left, self.assumed, self.numbered):
            noted.clear()

    def drop(self, index: int) -> None:
        """Drop what was noted about a column that no longer counts."""
        for noted in (self.unsure, self.by_answers, self.by_order, self.codes, self.left, self.assumed):
            if index in noted:
                noted.remove(index)

    def twice(self) -> list[int]:
        """Give the columns whose heading stands more than once."""
        return [i for i, text in enumerate(self.texts) if text and self.texts.count(text) > 1]


def suggestion(
    element: str, column: int, header: str, elements: Sequence[str], twice: Collection[int], order: str | None = None
) -> tuple[str, str]:
    """Give the choice that takes a column for an element; by its letter where the heading cannot be typed.

    The element goes by its code, or by its key where the order asked for gives that code to another element.
    """
    plain = len(header) <= 40 and column not in twice and re.fullmatch(r"[\w ,./()&'+-]+", header) and len(header) > 3
    name = code_of(element, elements)
    name = name if code_table(elements, order)[name.lower()] == element else element
    return name, header if plain else column_letter(column)


def tell(
    columns: Sequence[Column], verdicts: Mapping[int, Verdict], notes: Notes, elements: Sequence[str]
) -> tuple[Finding, ...]:
    """Write the findings of a form.

    Parameters
    ----------
    columns : sequence of Column
        Every column, decided.
    verdicts : mapping
        What the open columns seemed to ask.
    notes : Notes
        What was noticed on the way.
    elements : sequence of str
        The elements looked for.
    """
    teller = _Teller(columns, verdicts, notes, elements)
    if notes.no_header:
        return (teller.no_header(),)
    if notes.earlier and len(teller.found) < len(elements):
        return (teller.about("column-form-earlier", notes.earlier),)
    if not teller.found:
        return (teller.nothing(),)
    return (*teller.numbering(), *teller.few(), *teller.missing(), *teller.doubts(), *teller.shared(), *teller.unused())


class _Teller:
    def __init__(
        self, columns: Sequence[Column], verdicts: Mapping[int, Verdict], notes: Notes, elements: Sequence[str]
    ) -> None:
        self.columns = columns
        self.verdicts = verdicts
        self.notes = notes
        self.elements = elements
        self.found: dict[str, list[int]] = {}
        for column in columns:
            if column.role == "element" and column.key is not None:
                self.found.setdefault(column.key, []).append(column.index)
        self.twice = [i for i in notes.twice() if columns[i].role == "element" or i in verdicts]

    def named(self, indices: Sequence[int]) -> str:
        shown = []
        for i in indices[:_SHOWN]:
            header = display(self.columns[i].header)
            shown.append(
                f"{column_letter(i)} “{header}”" if header and not looks_like_data(header) else column_letter(i)
            )
        more = len(indices) - _SHOWN
        return ", ".join(shown) + (f", … (+{more})" if more > 0 else "")

    def typed(self, *choices: tuple[str, int]) -> Typed:
        """Give what to type to take a column for an element, or several."""
        return Typed(
            "map",
            tuple(
                suggestion(element, i, self.columns[i].header, self.elements, self.twice, self.notes.order)
                for element, i in choices
            ),
        )

    def about(self, code: str, indices: Sequence[int], **details: object) -> Finding:
        return Finding(code, columns=tuple(indices), details={"named": self.named(indices), **details})

    def no_header(self) -> Finding:
        return self.about("column-no-header", [c.index for c in self.columns])

    def nothing(self) -> Finding:
        asked = [i for i, v in self.verdicts.items() if v.asks or v.candidates]
        indices = asked or [c.index for c in self.columns]
        element = self.elements[0]
        return self.about(
            "column-none",
            indices,
            map=Typed("map", ((code_of(element, self.elements), column_letter(indices[0]) if indices else "A"),)),
        )

    def numbering(self) -> list[Finding]:
        """Tell a numbering that is not that of the elements, and one that was read as the questionnaire's."""
        notes = self.notes
        findings = self.listed("column-codes-numbered", notes.numbered)
        element = self.elements[0]
        if self._from_zero:
            coded = [c.index for c in self.columns if c.role == "element" and c.why[0][0] == "code"]
            findings.append(
                self.about(
                    "column-codes-from-zero",
                    coded,
                    map=Typed("map", ((code_of(element, self.elements), column_letter(coded[0])),)),
                )
            )
        if notes.beyond:
            first = column_letter(notes.beyond[0])
            typed = Typed("map", ((code_of(element, self.elements), first),))
            findings.append(self.about("column-codes-beyond", notes.beyond, count=len(notes.beyond), map=typed))
        return findings

    @property
    def _from_zero(self) -> bool:
        coded = any(c.role == "element" and c.why[0][0] == "code" for c in self.columns)
        return self.notes.numbering == "from_zero" and coded and not self.notes.chosen

    def missing(self) -> list[Finding]:
        if self._from_zero:
            return []
        findings = []
        absent = [e for e in self.elements if e not in self.found and e not in {lost.key for lost in self.notes.lost}]
        pledge = self.notes.others.get("maklumat", [])
        if pledge and "sarana" in absent:
            findings.append(self.about("column-maklumat", pledge))
        for element in absent:
            if pledge and element == "sarana":
                continue
            ranked = self._candidates(element)
            shown = self.named(ranked)
            name, _ = suggestion(element, 0, "", self.elements, (), self.notes.order)
            letter = {"id": "HURUF_KOLOM", "en": "COLUMN_LETTER"}
            findings.append(
                Finding(
                    "column-element-missing",
                    columns=tuple(ranked),
                    details={
                        "element": name_of(element, self.elements),
                        "map": self.typed((element, self._best(element, ranked)))
                        if ranked
                        else {lang: Typed("map", ((name, here),)) for lang, here in letter.items()},
                        "left": shown if ranked else {"id": "tidak ada", "en": "none"},
                    },
                )
            )
        return findings

    def _candidates(self, element: str) -> list[int]:
        unused = [i for i in self.verdicts if self.columns[i].role == "other" and not self.verdicts[i].heading.twin]
        spare = {i for i in unused if self.verdicts[i].asks or i in self.notes.left} or set(unused)
        spare -= {*self.notes.others.get("integritas", ()), *self.notes.others.get("block", ())} - set(self.notes.left)
        spare -= {*self.notes.beside, *(i for doubted in self.notes.doubted.values() for i in doubted)}
        spare |= {
            i
            for i, v in self.verdicts.items()
            if element in v.candidates and (self.columns[i].role == "comment" or i in self.notes.unsure)
        }
        ranked = sorted(spare, key=lambda i: (-self.verdicts[i].points.get(element, 0.0), i))
        return ranked + [i for i in self.twice if self.columns[i].role == "element" and i not in spare]

    def few(self) -> list[Finding]:
        if len(self.found) >= min(5, len(self.elements)) or self.notes.chosen:
            return []
        mapped = sorted(i for found in self.found.values() for i in found)
        return [self.about("column-few-elements", mapped, count=len(self.found), total=len(self.elements))]

    def _best(self, element: str, ranked: list[int]) -> int:
        doubled = [i for i in ranked if i in self.twice and self.columns[i].role == "element"]
        if self.verdicts.get(ranked[0]) and self.verdicts[ranked[0]].points.get(element, 0.0) >= 1:
            return ranked[0]
        return doubled[-1] if doubled else ranked[0]

    def doubts(self) -> list[Finding]:
        findings = []
        for index in sorted(set(self.notes.unsure)):
            column, verdict = self.columns[index], self.verdicts[index]
            rivals = list(dict.fromkeys(m for m in (*verdict.candidates, verdict.rival) if m and m != column.key))
            if column.role != "element" or column.key is None:
                continue
            findings.append(
                self.about(
                    "column-unsure",
                    [index],
                    element=name_of(column.key, self.elements),
                    rival=self._either(rivals[:2]),
                    map=self.typed((column.key, index)),
                )
            )
        findings += self.listed("column-by-answers", self.notes.by_answers)
        findings += self.listed("column-by-order", self.notes.by_order)
        if self.notes.assumed:
            findings.append(self.about("column-order-assumed", self.notes.assumed))
        lying = [i for i in sorted(set(self.notes.codes)) if self.columns[i].role == "element"]
        if lying:
            by_code = {self.notes.coded[i]: i for i in lying}
            typed = [suggestion(e, i, "", self.elements, (), self.notes.order) for e, i in by_code.items()]
            findings.append(self.about("column-code-disagrees", lying, map=Typed("map", tuple(typed))))
        return findings

    def listed(self, code: str, indices: Sequence[int]) -> list[Finding]:
        placed = [(i, self.columns[i].key or "") for i in sorted(set(indices)) if self.columns[i].role == "element"]
        if not placed:
            return []
        element = {
            lang: "; ".join(f"{column_letter(i)} = {name_of(key, self.elements)[lang]}" for i, key in placed)
            for lang in ("id", "en")
        }
        alone = len({key for _, key in placed}) == len(placed)
        typed = self.typed(*((key, i) for i, key in (placed if alone else placed[:1])))
        return [self.about(code, [i for i, _ in placed], element=element, map=typed)]

    def _either(self, meanings: Sequence[str]) -> dict[str, str]:
        words = {"id": " atau ", "en": " or "}
        none = {"id": "bukan salah satu unsur", "en": "none of the elements"}
        if not meanings:
            return none
        return {
            lang: words[lang].join(
                name_of(m, self.elements)[lang] if m in self.elements else called(m)[lang] for m in meanings
            )
            for lang in ("id", "en")
        }

    def shared(self) -> list[Finding]:
        findings = []
        doubled = [i for i in self.twice if self.columns[i].role == "element"]
        asked = {i: (self.notes.texts[i], self.columns[i].key) for i in doubled}
        number = Counter(asked.values())
        doubled = [i for i in doubled if number[asked[i]] > 1]
        if doubled:
            typed = self.typed((self.columns[doubled[0]].key or "", doubled[0]))
            findings.append(self.about("column-duplicate-headers", doubled, map=typed, figures=""))
        for element, indices in self.notes.replaced.items():
            name = name_of(element, self.elements)
            findings.append(self.about("column-replaced", sorted(indices), element=name))
        for main, indices in self.notes.doubted.items():
            element = self.columns[main].key or ""
            findings.append(
                self.about(
                    "column-second-unsure",
                    sorted(indices),
                    element=name_of(element, self.elements),
                    main=self.named([main]),
                    map=self.typed((element, main)),
                    figures="",
                )
            )
        findings += self.second_form()
        for element in self.elements:
            indices = self.found.get(element, [])
            if len({self.notes.texts[i] for i in indices}) > 1:
                name = name_of(element, self.elements)
                findings.append(
                    self.about(
                        "column-several-questions",
                        indices,
                        element=name,
                        count=len(indices),
                        map=self.typed((element, indices[0])),
                    )
                )
        return findings

    def second_form(self) -> list[Finding]:
        """Say that questions behind all that count, which ask elements once more, may be another survey of the form."""
        last = max((found[0] for found in self.found.values()), default=0)
        counted = {element: [i for i in found[1:] if i > last] for element, found in self.found.items()}
        doubted = {self.columns[main].key: indices for main, indices in self.notes.doubted.items()}
        again = [i for found in (*counted.values(), *doubted.values()) for i in found]
        elements = {element for element, found in (*counted.items(), *doubted.items()) if found}
        if len(elements) < AGAIN or min(again) < last:
            return []
        return [self.about("column-second-form", sorted(again), count=len(elements))]

    def unused(self) -> list[Finding]:
        findings = []
        for index in sorted(set(self.notes.left)):
            candidates = [m for m in self.verdicts[index].candidates if m in self.elements]
            if self.columns[index].role != "element" and candidates:
                findings.append(
                    self.about(
                        "column-unsure-left",
                        [index],
                        element=self._either(candidates[:4]),
                        map=self.typed((candidates[0], index)),
                    )
                )
        if self.notes.beside:
            findings.append(self.about("column-beside", sorted(self.notes.beside)))
        kinds = {
            "integritas": "column-integrity",
            "block": "column-block",
            "harapan": "column-expectation",
            "extra": "column-extra",
        }
        others = {kind: sorted(found) for kind, found in self.notes.others.items() if found}
        if "sarana" in self.found and "maklumat" in others:
            others["extra"] = sorted([*others.get("extra", []), *others.pop("maklumat")])
        if len(self.found) < len(self.elements):
            asked = {i for element in self.elements if element not in self.found for i in self._candidates(element)}
            others["extra"] = [i for i in others.get("extra", []) if i not in asked]
        for kind, code in kinds.items():
            if others.get(kind):
                findings.append(self.about(code, others[kind]))
        return findings

"""Form: the columns of one form while they are being decided.

Each step settles columns and trusts the steps before it; `ikm.columns.mapping` calls them in order.

>>> form = Form(["U1 Persyaratan", "Umur"], (), ("persyaratan",), None)
>>> form.take_labels(), form.columns[1].key
(None, 'usia')
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from ikm.answers import is_label, label_key
from ikm.columns.blocks import blocks
from ikm.columns.choices import code_table, resolve
from ikm.columns.companions import Asking, fates_of
from ikm.columns.facts import earlier_form, says_fact
from ikm.columns.gaps import fill, place_fits
from ikm.columns.headings import read_heading, without_shared_bracket
from ikm.columns.labels import PROFILES, TIMESTAMPS, are_answers, label_of, looks_like_data
from ikm.columns.model import Column, ColumnMap, Role
from ikm.columns.numbering import SWAPPED, numbered_run, numbering, read_codes
from ikm.columns.planned import still_there
from ikm.columns.remarks import Notes, tell
from ikm.columns.replies import answer_evidence
from ikm.columns.verdicts import ENOUGH, FormSetting, Verdict, common_hits, verdict_of
from ikm.columns.words import heading_key
from ikm.findings import display

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ikm.arguments import ColumnChoice
    from ikm.records import PlannedChoice

__all__ = ["Form", "Order"]

Order = Literal["definition", "annex"]
_DECIDED, _CLEAR = 6.0, 0.7
_STRAY = 2  # so many that name an element beside nine numbered columns are facts about the visit
_HINTED = 2.0  # points of a hint: of one word, or of two that mean something together
_LONGEST = 500  # of a heading is kept: survey files name columns by it


class Form:
    """The columns of one form while they are being decided."""

    def __init__(
        self,
        headers: Sequence[object],
        answers: Sequence[Iterable[object]],
        elements: tuple[str, ...],
        order: Order | None,
        numbers: Sequence[str] = (),
    ) -> None:
        self.headers = headers
        self.elements = elements
        self.order = order
        self.numbers = tuple(numbers)
        self.table = code_table(elements, order)
        self.headings = [read_heading(h) for h in without_shared_bracket(headers)]
        uncoded = [None if h.code is not None else text for h, text in zip(self.headings, headers, strict=True)]
        self.run = numbered_run(uncoded, elements)
        self.given = [tuple(given) for given in answers]
        self.answers = [answer_evidence(self.given[i] if i < len(self.given) else ()) for i in range(len(headers))]
        self.columns: dict[int, Column] = {}
        self.verdicts: dict[int, Verdict] = {}
        self.notes = Notes(tuple(heading_key(h) for h in headers), order, earlier=earlier_form(headers))
        self.graded_labels: dict[int, tuple[str, str | None]] = {}

    def settle(self, index: int, role: Role, key: str | None, *why: tuple[str, str]) -> None:
        """Decide what a column is."""
        header = (
            "" if looks_like_data(self.headers[index]) and role != "element" else display(self.headers[index], _LONGEST)
        )
        self.columns[index] = Column(index, header, role, key, why or (("form", ""),))

    @property
    def found(self) -> dict[int, str]:
        """The columns that ask an element so far."""
        return {i: c.key for i, c in self.columns.items() if c.role == "element" and c.key is not None}

    def open_columns(self) -> list[int]:
        """Give the columns not decided yet."""
        return [i for i in range(len(self.headers)) if i not in self.columns]

    def take_choices(self, chosen: Mapping[str, ColumnChoice | PlannedChoice], profiles: tuple[str, ...]) -> None:
        """Take what the user chose."""
        others = (*PROFILES, *profiles, "timestamp")
        there, self.notes.lost = still_there(chosen, self.headers, self.elements, others, self.order)
        for index, key in resolve(there, self.headers, self.elements, others, self.order).items():
            role: Role = "element" if key in self.elements else "timestamp" if key == "timestamp" else "profile"
            self.settle(index, role, None if role == "timestamp" else key, ("chosen", ""))
            self.notes.chosen.add(key)
        self.notes.chosen -= {one.key for one in self.notes.lost}

    def _of_scale(self, index: int) -> bool:
        """Tell scores and labels of a scale from comments that happen to hold such words ("Sudah baik")."""
        texts = [str(answer) for answer in self.given[index]] if index < len(self.given) else []
        return self.answers[index].kind == "scores" or (len(texts) > 1 and all(is_label(label_key(t)) for t in texts))

    def _told(self, index: int, meaning: str | None = None) -> bool:
        """Tell whether a column is a field for comments, also where few replies look like labels ("Sangat ramah")."""
        alike = meaning == "komentar" and self.answers[index].kind != "scores"
        return alike or (self.verdicts[index].asks_words and not self._of_scale(index))

    def take_questionnaire(self, questions: Mapping[str, Sequence[str]], profiles: Mapping[str, Sequence[str]]) -> None:
        """Take what the questionnaire says word for word."""
        known: dict[str, tuple[Role, str]] = {}
        for key, wordings in profiles.items():
            known.update((heading_key(w), ("profile", key)) for w in wordings)
        for key, wordings in questions.items():
            if key in self.elements:
                known.update((heading_key(w), ("element", key)) for w in wordings)
        if not known:
            return
        for index in self.open_columns():
            header = str(self.headers[index])
            text = heading_key(self.headers[index])
            inner = heading_key(header.rpartition("[")[2]) if "[" in header else text
            match = known.get(text) or known.get(inner)
            if match and text and match[1] not in self.notes.chosen:
                self.settle(index, *match, ("questionnaire", ""))

    def has_no_header(self) -> bool:
        """Tell whether the headings are somebody's answers."""
        # Words over numbers are headings, though a row of answers may hold the same words ("mudah", "cepat").
        told = zip(self.headers, self.headings, self.answers, strict=True)
        filled = [(text, answers.kind == "scores" and bool(h.words)) for text, h, answers in told if not h.empty]
        return not self.columns and not self.run and are_answers(filled)

    def without_header(self) -> ColumnMap:
        """Say that there are no headings."""
        columns = tuple(Column(i, "", "other", None, (("nothing", ""),), sure=False) for i in range(len(self.headers)))
        self.notes.no_header = True
        return ColumnMap(columns, self.elements, tell(columns, {}, self.notes, self.elements))

    def take_labels(self) -> None:
        """Take headings that are no question."""
        stamped: list[int] = []
        for index in self.open_columns():
            heading, answers = self.headings[index], self.answers[index]
            if heading.empty and answers.kind == "none":
                self.settle(index, "other", None, ("empty", ""))
                continue
            label = label_of(str(self.headers[index])) if heading.code is None and not heading.empty else None
            if index in self.run:
                continue
            if answers.kind == "dates" or (answers.kind == "days" and label is None):
                label = ("timestamp", None)
            if label is None:
                continue
            role, key = label
            graded = answers.rated
            told = key in {"jenis_layanan", "kelompok"} or role == "timestamp"
            if graded and (told or (role == "comment" and self._of_scale(index))):
                self.graded_labels[index] = label
                continue
            if role == "timestamp":
                stamped.append(index)
            self.settle(index, role, key, ("label", key or role))  # type: ignore[arg-type]
        stamped.sort(key=lambda i: not any(w in self.headings[i].text for w in TIMESTAMPS))
        given = any(c.role == "timestamp" and i not in stamped for i, c in self.columns.items())
        for index in stamped if given else stamped[1:]:
            self.settle(index, "other", None, ("label", "timestamp"))

    def judge(self) -> None:
        """Judge every open column by itself."""
        pending = self.open_columns()
        common = common_hits([self.headings[i] for i in pending if not self.headings[i].bare])

        def verdict(index: int, *, codes: bool) -> Verdict:
            setting = FormSetting(self.elements, common, self.order, codes)
            return verdict_of(index, self.headings[index], self.answers[index], setting)

        plain = {i: verdict(i, codes=False) for i in pending}
        coded = [i for i in pending if self.headings[i].code is not None and plain[i].level == "sure"]
        wrong = [i for i in coded if not self._agrees(i, plain[i].element)]
        codes = 2 * len(wrong) <= len(coded)
        self.verdicts = {i: verdict(i, codes=True) if codes and self.headings[i].code else plain[i] for i in pending}

    def _agrees(self, index: int, element: str | None) -> bool:
        meant = self.table.get(f"u{self.headings[index].code}")
        return element == meant or (self.order is None and {element, meant} == set(SWAPPED))

    def take_codes(self) -> None:
        """Take columns called by nothing but a code."""
        bare = {i: c for i in self.open_columns() if self.headings[i].bare and (c := self.headings[i].code) is not None}
        self.notes.numbering = numbering(bare.values(), self.elements)
        if self.notes.numbering == "beyond" and not self.numbers and not self.notes.chosen:
            self.notes.beyond = sorted(bare)
        elif self.notes.numbering == "beyond":
            asked = {n: e for n, e in enumerate(self.numbers, 1) if e not in self.notes.chosen}
            for index, code in bare.items():
                self.settle(index, "element" if code in asked else "other", asked.get(code), ("code", f"U{code}"))
            self.notes.numbered.extend(i for i, code in bare.items() if code in asked)
            return
        sure = {
            i: v.element for i, v in sorted(self.verdicts.items()) if v.level == "sure" and v.element and i not in bare
        }
        settled = {element: self.headings[i].code for i, element in sure.items()}
        settled |= dict.fromkeys(self.notes.chosen)
        spoken = {i: self._spoken(i) for i in bare}
        worded = tuple(dict.fromkeys(sure.values()))
        reading = read_codes(bare, spoken, settled, self.elements, self.order, worded)
        self.notes.assumed = list(reading.assumed)
        for index, element in reading.elements.items():
            if element in self.notes.chosen:
                continue
            if index in reading.told:
                self.notes.by_answers.append(index)
                self.settle(index, "element", element, self._answers_why(index, element))
            else:
                self.settle(index, "element", element, ("code", f"U{bare[index]}"))

    def _spoken(self, index: int) -> str | None:
        scores = {e: p for e, p in self.answers[index].scores.items() if e in self.elements}
        best = max(scores, key=lambda e: scores[e], default=None)
        return best if best is not None and scores[best] >= ENOUGH else None

    def take_blocks(self) -> None:
        """Set apart another survey in the same form: its items are named together, or stand together."""
        for index, kind in blocks(self.verdicts, self.headings, self.headers, self.elements, self.found).items():
            if index not in self.columns:
                meaning = "integritas" if kind == "integrity" else "lain"
                self.notes.others.setdefault("integritas" if kind == "integrity" else "block", []).append(index)
                self.settle(index, "other", None, ("looks", meaning))

    def take_facts(self) -> None:
        """Leave out columns that count, measure, name or attach something, though they share a word with an element."""
        for index in self.open_columns():
            heading, answers = self.headings[index], self.answers[index]
            named = heading.bare or index in self.run
            if answers.kind != "labels" and not named and says_fact(str(self.headers[index])):
                if max((self.verdicts[index].points.get(e, 0.0) for e in self.elements), default=0.0) >= 1:
                    self.notes.beside.append(index)
                self.settle(index, "other", None, ("fact", ""))

    def take_companions(self) -> None:
        """Keep of several columns of an element those that are questions about it."""
        asked: dict[str, list[Asking]] = {}
        known = set(self.found.values())
        left = {
            i: e for i in self.notes.left if (e := self.verdicts[i].element) in known and not self.verdicts[i].listed
        }
        for index, element in sorted({**self.found, **left}.items()):
            if index in left or (self.columns[index].why[0][0] != "chosen" and index not in self.notes.numbered):
                seen = self.given[index] if index < len(self.given) else ()
                candidate = Asking(
                    index, str(self.headers[index]), self.headings[index], self.answers[index], seen, index not in left
                )
                asked.setdefault(element, []).append(candidate)
        # A page about the respondent or a comment parts the questions; another question does not.
        roles = {"profile", "personal", "comment", "timestamp", "total"}
        parting = {i for i, c in self.columns.items() if c.role in roles}
        places = [i for i in range(len(self.headers)) if i not in parting]
        apart = {i for name in ("integritas", "block") for i in self.notes.others.get(name, ())}
        for index, fate in fates_of(asked, places, self.elements, apart).items():
            unsure = fate.kind == "unsure" or (index in left and fate.kind == "question")
            if not unsure and fate.kind == "question":
                continue
            self.settle(index, "other", None, ("beside", ""))
            self.columns[index] = replace(
                self.columns[index], beside=fate.main, copies=fate.kind == "copy", sure=not unsure
            )
            if unsure:
                self.notes.doubted.setdefault(fate.main, []).append(index)
            else:
                self.notes.beside.append(index)
            self.notes.drop(index)

    def take_sure(self) -> None:
        """Take columns that are sure by themselves."""
        sure = {i: v.element for i in self.open_columns() if (v := self.verdicts[i]).level == "sure" and v.element}
        asked = {*self.found.values(), *(element for i, element in sure.items() if i not in self.graded_labels)}
        for index, element in sure.items():
            if index in self.graded_labels and element in asked:
                # "Loket" with the numbers of counters: another column asks the element in so many words.
                role, key = self.graded_labels[index]
                self.settle(index, role, key, ("label", key or role))  # type: ignore[arg-type]  # as in take_labels
            else:
                self._map(index, element)

    def take_unsure(self) -> None:
        """Take columns that are not, where their element is still missing."""
        several = sum(len([e for e in self.found.values() if e == element]) > 1 for element in self.elements)
        unsure = [self.verdicts[i] for i in self.open_columns() if self.verdicts[i].level == "unsure"]
        for verdict in sorted(unsure, key=lambda v: (-v.points[v.element or ""], v.index)):
            have = set(self.found.values())
            element, rival = verdict.element, verdict.rival
            if element in have and rival in self.elements and rival not in have and verdict.points[rival] >= ENOUGH:
                element = rival
            again = not verdict.from_answers and (several >= 3 or verdict.points[element or ""] >= _DECIDED)
            if element is not None and (element not in have or again):
                clear = element not in have and verdict.rival in have and verdict.lead(element) >= _CLEAR
                self._map(verdict.index, element)
                if verdict.from_answers:
                    self.notes.by_answers.append(verdict.index)
                elif not clear:
                    self.notes.unsure.append(verdict.index)
            elif not self._told(verdict.index):
                self.notes.left.append(verdict.index)

    def take_missing(self) -> None:
        """Fill what the form as a whole still lacks."""
        waiting = [
            self.verdicts[i] for i in self.open_columns() if i not in self.notes.left or not self.headings[i].twin
        ]
        if self.run and len(set(self.found.values()) - self.notes.chosen) <= _STRAY:
            left = {i: e for i, e in self.run.items() if i not in self.columns and e not in self.notes.chosen}
            for index, element in left.items():
                self.settle(index, "element", element, ("order", ""))
            self.notes.by_order.extend(left)
            return
        taken = fill([v for v in waiting if not v.heading.twin], self.found, self.elements)
        before = self.found | {i: element for i, (element, _) in taken.items()}
        for index, (element, by_place) in taken.items():
            if by_place:
                self.settle(index, "element", element, ("order", ""), ("form", ""))
                self.notes.by_order.append(index)
            else:
                fits = by_place is None or (
                    place_fits(element, index, before, self.elements) == 2
                    and (self._respelt(index, element) or self._between(index, element))
                )
                self._map(index, element, ("form", ""))
                if not fits:
                    self.notes.unsure.append(index)
            if index in self.notes.left:
                self.notes.left.remove(index)

    def _respelt(self, index: int, element: str) -> bool:
        """Tell whether a column names its element outright but for the spelling, and nothing else."""
        verdict = self.verdicts[index]
        named = any(h.guessed and h.points.get(element, 0.0) >= 4 for h in verdict.heading.hits)
        return named and verdict.lead(element) >= _CLEAR

    def _between(self, index: int, element: str) -> bool:
        """Tell whether a column hints at its element, at nothing else, and stands between its two neighbours."""
        verdict = self.verdicts[index]
        # Of two words without evidence the nearest word known was guessed.
        guessed = any(element in h.points and h.guessed for h in verdict.heading.hits) or (
            not verdict.heading.hits and len(verdict.heading.words) <= 2
        )
        hinted = not guessed and verdict.points.get(element, 0.0) >= _HINTED and verdict.lead(element) >= 1
        return hinted and min(self.found, default=index) < index < max(self.found, default=index)

    def refuse_foreign(self) -> None:
        """Undo a mapping that found a few familiar words in a form about something else."""
        mapped = [i for i, c in self.columns.items() if c.role == "element" and i in self.verdicts]
        own = {self.columns[i].why[0][0] for i in mapped} | {"chosen" for _ in self.notes.chosen}
        many = len(self.verdicts) >= 8 and 2 * len(mapped) <= len(self.verdicts)
        if many and len(set(self.found.values())) <= 4 and not own & {"chosen", "questionnaire", "code"}:
            for index in mapped:
                del self.columns[index]
            self.notes.forget()

    def _map(self, index: int, element: str, *more: tuple[str, str]) -> None:
        verdict = self.verdicts[index]
        if element in self.notes.chosen:
            self.notes.replaced.setdefault(element, []).append(index)
            self.settle(index, "other", None, ("replaced", ""))
            return
        why: list[tuple[str, str]] = []
        hits = sorted((h for h in verdict.heading.hits if element in h.points), key=lambda h: -h.points[element])
        if hits:
            why.append(("words", ", ".join(dict.fromkeys(h.words for h in hits[:3]))))
        if element in verdict.answers.words and verdict.answers.scores[element] >= 2:
            why.append(self._answers_why(index, element))
        meant = self.table.get(f"u{verdict.heading.code}")
        if meant == element:
            why.append(("code", f"U{verdict.heading.code}"))
        elif meant is not None:
            self.notes.codes.append(index)
            self.notes.coded[index] = meant
        elif verdict.heading.code is not None:
            self.notes.unsure.append(index)
        self.settle(index, "element", element, *why, *more)

    def _answers_why(self, index: int, element: str) -> tuple[str, str]:
        return "answers", self.answers[index].words[element]

    def leave_rest(self) -> None:
        """Leave every other column out, and note what it asks."""
        for index in self.open_columns():
            verdict = self.verdicts[index]
            ranked = sorted(verdict.points, key=lambda m: (-verdict.points[m], m))
            meaning = next((m for m in ranked if m not in self.elements and verdict.points[m] >= 2), None)
            if verdict.listed:
                self.notes.left.append(index)
                self.settle(index, "other", None, ("several_elements", " ".join(verdict.listed)))
            elif self._told(index, meaning):
                self.settle(index, "comment", None, ("looks", "komentar"))
            else:
                self.notes.rest(index, meaning, asks=verdict.asks)
                why = ("looks", meaning) if meaning else ("empty", "") if verdict.heading.empty else ("nothing", "")
                self.settle(index, "other", None, why)

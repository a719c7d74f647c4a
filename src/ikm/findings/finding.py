"""A finding: what was met, where, and its words.

One type, wherever a finding stands: in a result, in a refusal, in an exception.  It shows itself (``message``,
``action``, ``expected``) in one language, that of the result it stands in; `Finding.translated` gives it in the other.

It is frozen; two findings that say the same of the same place are equal.  As JSON it is a
`ikm.records.FindingRecord`: what was read from JSON keeps the words it had there, also where this ikm does not know
its code.

>>> fault = Finding("answer-blank", row=9, column=15, details={"element": {"id": "U9 Sarana", "en": "U9 Facilities"}})
>>> fault.cell, fault.column, fault.position
('P9', 'P', 15)
>>> fault.translated("en").message.partition(".")[0]
'U9 Facilities: the answer is blank'
>>> fault == Finding("answer-blank", row=9, column="P", details=fault.details)
True
"""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from numbers import Integral
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

from ikm.findings.plurals import filled
from ikm.findings.remedies import Typed, at_command, in_words
from ikm.findings.showing import column_letter, column_position
from ikm.findings.words import LANGUAGES, WORDS, Language, entry_of, is_known
from ikm.shown import Brief

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

    from ikm.findings.words import Severity
    from ikm.records import FindingRecord

__all__ = ["Finding"]


_ORDER = {"error": 0, "warning": 1, "notice": 2}


@dataclass(frozen=True, slots=True, init=False, eq=False, repr=False)
class Finding(Brief):
    """One thing found in the data.

    Parameters
    ----------
    code : str
        The stable name of the kind of finding, as in ``docs/findings.md``.
    sheet : str, optional
        The worksheet; none for a CSV file or a frame.
    row : int, optional
        The file's own row number, from 1.
    column : int or str, optional
        The file's own column: its place from 0, or its letters.
    columns : iterable of int or str
        The columns a finding about the form speaks of, alike.
    value : str, optional
        The value met, as `display` writes it; never free text or personal data.
    details : mapping
        What else the words of the catalogue name.
    label : str, optional
        The label of the row in the index of the frame that was read.
    lang : {"id", "en"}
        The language it shows itself in.
    told : mapping, optional
        The severity and the words as JSON held them; else they are those of the catalogue.
    file : str, optional
        The file it was met in, where several were put together.
    """

    code: str
    sheet: str | None
    row: int | None
    column: str | None
    columns: tuple[str, ...]
    value: str | None
    details: Mapping[str, object]
    label: str | None
    lang: Language
    told: Mapping[str, str] | None
    file: str | None

    def __init__(
        self,
        code: str,
        sheet: str | None = None,
        row: int | None = None,
        column: int | str | None = None,
        columns: Iterable[int | str] = (),
        value: str | None = None,
        details: Mapping[str, object] = MappingProxyType({}),
        label: str | None = None,
        lang: Language = "id",
        told: Mapping[str, str] | None = None,
        file: str | None = None,
    ) -> None:
        put = object.__setattr__
        put(self, "code", code)
        put(self, "sheet", sheet)
        put(self, "row", row)
        put(self, "column", column_letter(column) if isinstance(column, int) else column)
        put(self, "columns", tuple([column_letter(one) if isinstance(one, int) else one for one in columns]))
        put(self, "value", value)
        put(self, "details", MappingProxyType({name: _frozen(detail) for name, detail in details.items()}))
        put(self, "label", label)
        put(self, "lang", lang)
        put(self, "told", None if told is None else MappingProxyType(dict(told)))
        put(self, "file", file)

    @property
    def severity(self) -> Severity:
        """How much it matters: ``error`` stops scoring, ``warning`` qualifies the figure, ``notice`` tells."""
        return cast("Severity", self.told["severity"] if self.told is not None else entry_of(self.code)["severity"])

    @property
    def cell(self) -> str | None:
        """The address of the cell, ``F17``; for a whole row its first cell, for a whole column its first row."""
        if self.row is None and self.column is None:
            return None
        return f"{self.column or 'A'}{self.row or 1}"

    @property
    def address(self) -> str:
        """Where it was met: the file where there are several, the sheet, and the cell."""
        return " · ".join(part for part in (self.file, self.sheet, self.cell) if part)

    @property
    def position(self) -> int | None:
        """The place of the column, from 0."""
        return None if self.column is None else column_position(self.column)

    @property
    def positions(self) -> tuple[int, ...]:
        """The places of the columns it speaks of, from 0."""
        return tuple(column_position(column) for column in self.columns)

    @property
    def message(self) -> str:
        """What was found, in one or two sentences."""
        return self._words("message")

    @property
    def action(self) -> str:
        """What to do about it now: the words to type are those of Python, or, printed by it, of the command."""
        python = self.told is None and not at_command() and "python" in entry_of(self.code)[self.lang]
        return self._words("python" if python else "action")

    @property
    def expected(self) -> str:
        """What would have been right; nothing where the message says it."""
        return self._words("expected")

    def __str__(self) -> str:
        return f"{self.message} {self.action}".strip()

    def translated(self, lang: Language) -> Finding:
        """Give the finding in a language; as it is where this ikm has no words for its code."""
        if lang == self.lang or not self._can_be_told:
            return self
        return Finding(**{**self._parts(), "lang": lang, "told": None})

    def labelled(self, label: str | None) -> Finding:
        """Give the finding with the label of its row."""
        return self if label is None else Finding(**{**self._parts(), "label": label})

    def within(self, file: str) -> Finding:
        """Give the finding with the file it was met in."""
        return Finding(**{**self._parts(), "file": file})

    def sort_key(self) -> tuple[str, int, int, int, str]:
        """Order findings by place: file after file; those of the whole file first, then by row and column."""
        place = self.position
        if place is None:
            place = min(self.positions, default=-1)
        return (self.file or "", self.row or 0, place, _ORDER[self.severity], self.code)

    @property
    def _can_be_told(self) -> bool:
        """Whether everything its words name is there: JSON of an older ikm has no details."""
        return is_known(self.code) and _named(self.code) <= {*self._places(), *self.details}

    def _words(self, part: str) -> str:
        if self.told is not None:
            return self.told[part]
        template: str = entry_of(self.code)[self.lang].get(part, "")
        return filled(in_words(template), self._fields())

    def _fields(self) -> dict[str, object]:
        fields = self._places()
        for name, detail in self.details.items():
            fields[name] = detail.get(self.lang, "") if isinstance(detail, Mapping) else detail
        return fields

    def _places(self) -> dict[str, object]:
        return {
            "value": self.value if self.value is not None else "",
            "cell": self.cell or "",
            "row": self.row if self.row is not None else "",
            "column": self.column or "",
            "columns": ", ".join(self.columns),
            "sheet": self.sheet or "",
        }

    def _said(self) -> dict[str, Any]:
        """Give the details that the words name: the others are for ikm's own use and stay in it."""
        named = _named(self.code) if is_known(self.code) else set(self.details)
        return {
            name: {lang: _spelt(words) for lang, words in detail.items()}
            if isinstance(detail, Mapping)
            else _spelt(detail)
            for name, detail in self.details.items()
            if name in named
        }

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Finding):
            return NotImplemented
        if self.told is None and other.told is None:
            return (*self._place(), self._said()) == (*other._place(), other._said())
        return self._record() == other._record()

    def __hash__(self) -> int:
        return hash(self._place())

    def _place(self) -> tuple[object, ...]:
        return (
            self.code,
            self.lang,
            self.sheet,
            self.row,
            self.column,
            self.columns,
            self.value,
            self.label,
            self.file,
        )

    def _parts(self) -> dict[str, Any]:
        parts = {name: getattr(self, name) for name in self.__slots__}
        parts["details"] = {name: _thawed(detail) for name, detail in self.details.items()}
        parts["told"] = None if self.told is None else dict(self.told)
        return parts

    def __reduce__(self) -> tuple[Any, ...]:
        return Finding, tuple(self._parts().values())

    def _record(self) -> FindingRecord:
        from ikm.records import FindingRecord  # noqa: PLC0415 - only what becomes JSON pays for pydantic

        return FindingRecord.model_construct(
            **{name: getattr(self, name) for name in ("code", "severity", *_AS_IT_IS, *WORDS)}, details=self._said()
        )

    @classmethod
    def _of(cls, value: object, handler: Any) -> Finding:  # noqa: ANN401 - pydantic's own
        if isinstance(value, Finding):
            return value
        record: FindingRecord = handler(value)
        parts = {name: getattr(record, name) for name in (*_PARTS, "details")}
        told = {name: getattr(record, name) for name in ("severity", *WORDS)}
        return cls(record.code, **parts, told=told)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Read and write a finding as a `FindingRecord`."""
        from pydantic_core import core_schema  # noqa: PLC0415 - only models of pydantic ask for it

        from ikm.records import FindingRecord  # noqa: PLC0415 - the same

        record = handler.generate_schema(FindingRecord)
        return core_schema.no_info_wrap_validator_function(
            cls._of,
            record,
            serialization=core_schema.plain_serializer_function_ser_schema(cls._record, return_schema=record),
        )


_PARTS = ("sheet", "row", "column", "columns", "value", "label", "lang", "file")
_AS_IT_IS = (*_PARTS, "cell")


def _spelt(detail: object) -> object:
    """Write an option that is to be typed as the command or Python has it."""
    return str(detail) if isinstance(detail, Typed) else detail


def _frozen(detail: object) -> object:
    if isinstance(detail, str):
        return detail
    if isinstance(detail, Integral):
        return int(detail)  # numpy's too, so that it is written as JSON
    if isinstance(detail, Mapping):
        return MappingProxyType(dict(detail))
    return tuple(detail) if isinstance(detail, (list, tuple)) else str(detail)


def _thawed(detail: object) -> object:
    return dict(detail) if isinstance(detail, Mapping) else detail


@cache
def _named(code: str) -> set[str]:
    """Give what the words of a code name."""
    entry = entry_of(code)
    texts = (text for lang in LANGUAGES for text in entry[lang].values())
    return {field for text in texts for _, field, _, _ in string.Formatter().parse(text) if field}

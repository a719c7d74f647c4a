"""Write docs/formats.md: every key of every file that people write for ikm, from the models that read them.

python docs/make_formats.py
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from press.tables import Row, keys, names, table, values_of

from ikm.cli.inputs import HEADINGS
from ikm.questionnaires.questionnaire import IndexItem, Profile, Question, Questionnaire
from ikm.regulation import DEFAULT
from ikm.surveys.files import SurveyFile
from ikm.surveys.flags import flag_of
from ikm.surveys.history import PastPeriod
from ikm.surveys.plans import Undertaking
from ikm.targets.files import PerformanceFile
from ikm.targets.rows import PerformanceRow

if TYPE_CHECKING:
    from pydantic import BaseModel

SOURCE = Path(__file__).parent.parent / "src" / "ikm"
LAW, INDEX = (SOURCE / "regulation" / "data" / name for name in (f"{DEFAULT}.toml", "indices/spak.toml"))

INTRODUCTION = """# The files you write

ikm reads a few small files that people write by hand: TOML, UTF-8, with names in English or Indonesian. Figures stand
as they are written in Indonesia, with quotes or without (`81,5`, `1.200`). A mistake is reported with its line and the
nearest valid name; nothing that is not known is passed over in silence, but for the published table, which may hold
more than is audited.

| File | For | Named by | How it is used |
|---|---|---|---|
| [survey file](#the-survey-file) | one form, quarter after quarter | `survei.toml` beside the form, `--survey` | \
[quarters.md](quarters.md) |
| [questionnaire](#the-questionnaire) | how a form asks | `--questionnaire` | [questionnaires.md](questionnaires.md) |
| [list of units](#the-list-of-units) | many files | `--units` | [many-files.md](many-files.md) |
| [performance table](#the-performance-table) | targets and what came of them | `ikm achievement FILE` | \
[targets.md](targets.md) |
| [published table](#the-published-table) | an index to be audited | `ikm audit FILE` | [audit.md](audit.md) |
| [index](#an-index-of-your-own) | an index besides the IKM | `--index` | [indices.md](indices.md) |
| [regulation](#a-regulation) | another law | `--regulation` | [contributing](../CONTRIBUTING.md#adding-a-regulation) |

What ikm itself writes as JSON is told in [json.md](json.md), with its JSON Schema (`ikm schema --of result`).

This page is made from the models that read these files by `python docs/make_formats.py`.
"""

PARTS = """
## The survey file

`ikm init FILE` (`ikm mulai`) writes one, with a comment for everything that can be said. The same options have the same
meaning on the command and in Python ([options.md](options.md)).

```toml
judul = "SKM Loket 2026"
populasi = 205
target = 81,5
per = ["jenis_layanan"]

[kolom]
sarana = "Bagaimana ruang tunggunya menurut Anda?"

[labels.perilaku]
"Ramah sekali" = 4
```

{survey}
### `[[history]]`, an earlier period

Its indices and elements are tables of their own: `[riwayat.unsur]`.

{history}
### `[[plan]]`, a row of the follow-up plan

Rows of an earlier `period`, and rows with a `realisation`, are the last plan ([trend.md](trend.md#the-follow-up-plan)).

{plan}
## The questionnaire

Built in are `skm`, `ppid`, `stakeholder` and `skm-16`. A file may hold one question only; the others are recognised as
without it.

```toml
key = "loket"
title = {{ id = "SKM Loket", en = "Counter survey" }}

[[question]]
element = "waktu"
text = "Bagaimana kecepatan pelayanan di loket?"
labels = ["Lelet", "Agak lelet", "Lumayan", "Kilat"]
```

{questionnaire}
### `[[question]]`

Its answers are `labels`, or else `scores`: a form of five points, or reversed codes.

{question}
### `[[item]]`, a question of another index

What a question has, and:

{item}
### `[[profile]]`, a question about the respondent

It changes no figure: it names a breakdown.

{profile}
## The list of units

A CSV file or a workbook, one row for each file. The first row has the headings, in any order; all but the first may be
missing.

{units}
## The performance table

Figures stand as the report has them: `"< 20 %"`, `"paling lama 3 jam"`, `81,5`.

```toml
judul = "Capaian Kinerja"
periode = 2026

[[indikator]]
nama = "IKM layanan informasi"
target = 81
realisasi = 83,96
```

{performance}
### `[[indicators]]`, a row of it

In Indonesian `[[indikator]]`.

{row}
## The published table

JSON or TOML, with figures as they are printed. What each name means: [audit.md](audit.md).

```json
{{"ikm_as_printed": "83,95", "n_respondents": 136, "elements": [{{"code": "U1", "nrr": "3,265"}}]}}
```

{published}
## An index of your own

Each table carries exactly one of `cite` (where it stands) and `declared` (why it was chosen; `declared_en` the same in
English). `[items] of = "spak"` takes whatever the file does not say itself from an index of ikm, `[bands] of =
"{law}"` the grades of a law. This is what the file of `spak` has:

{index}
## A regulation

Each table carries exactly one of `cite` and `declared`, as above. This is what the file of `{law}` has:

{regulation}"""


def page() -> str:
    """Give the text of the page."""
    audit = tomllib.loads((SOURCE / "audits" / "data" / "names.toml").read_text(encoding="utf-8"))
    published = [(part, f"`{one[0]}`", names(one[1:])) for part, known in audit.items() for one in known.values()]
    units = [(f"`{name}`", names(sorted(others - {name}))) for name, others in HEADINGS.items()]
    own = {name: one for name, one in IndexItem.model_fields.items() if name not in Question.model_fields}
    parts = PARTS.format(
        survey=_survey(),
        history=_keys(PastPeriod),
        plan=_keys(Undertaking),
        questionnaire=_keys(Questionnaire),
        question=_keys(Question),
        item=keys("Name", own),
        profile=_keys(Profile),
        units=table(("Heading", "Or"), units),
        performance=_keys(PerformanceFile),
        row=_keys(PerformanceRow),
        published=table(("In", "Name", "Or"), published),
        index=_records(INDEX),
        regulation=_records(LAW),
        law=DEFAULT,
    )
    return f"{INTRODUCTION.replace(chr(92) + chr(10), '')}{parts}"


def _survey() -> str:
    """Write the keys of a survey file, with the words of their options."""
    rows: list[Row] = []
    for name, field in SurveyFile.model_fields.items():
        flag = flag_of(field)
        told = (field.description or "") if flag is None else flag.en
        alias = [str(field.validation_alias)] if field.validation_alias else []
        rows.append((names([name, *alias]), values_of(field, {} if flag is None else flag.values), told))
    return table(("Name", "Values", "What it is"), rows)


def _keys(model: type[BaseModel]) -> str:
    return keys("Name", model.model_fields, by_alias=not model.model_config.get("populate_by_name"))


def _records(file: Path) -> str:
    """Write the tables of a definition file, and what each holds."""
    rows = [(f"`{place}`", names(held)) for place, held in _places(tomllib.loads(file.read_text(encoding="utf-8")))]
    return table(("Table", "Holds"), rows)


def _places(records: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """Give each kind of table once, with all the names that stand in it."""
    found: dict[str, dict[str, None]] = {}
    for name, value in records.items():
        listed = value if isinstance(value, list) else [value]
        inner = [(f"[{name}.{key}]", one) for key, one in value.items()] if _is_group(value) else []
        own = f"[[{name}]]" if isinstance(value, list) else f"[{name}]"
        for place, record in inner or [(own, one) for one in listed]:
            found.setdefault(place, {}).update(dict.fromkeys(record))
    return [(place, list(held)) for place, held in found.items()]


def _is_group(value: object) -> bool:
    """Tell whether a table holds tables only."""
    return isinstance(value, dict) and all(isinstance(one, dict) for one in value.values())


if __name__ == "__main__":
    (Path(__file__).parent / "formats.md").write_text(page(), encoding="utf-8")

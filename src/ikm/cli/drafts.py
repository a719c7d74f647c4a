"""Drafts: the survey file that ``ikm init`` writes for a form.

What was found in the form stands in it; everything else is a comment to fill in.  `ikm.surveys.files` reads it back.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from ikm.responses import Responses

__all__ = ["draft"]


def draft(responses: Responses, source: str) -> str:
    """Write a survey file for a form: the columns as they were found, everything else as a comment to fill in.

    Parameters
    ----------
    responses : Responses
        The form as `ikm.load` read it.
    source : str
        The name of the form's file, for the heading.
    """
    said = responses.options
    sheets = [fact for fact in responses.facts.sheets if fact.state == "visible"]
    sheet = next((fact.name for fact in sheets if fact.read), None)
    lines = [
        f"# Survei ini: {_comment(source)}.  Gunakan: ikm score BERKAS --survey survei.toml",
        "# Baris yang diawali # tidak dibaca; hapus tanda # untuk menggunakannya.",
        "# Pilihan pada perintah lebih diutamakan daripada isi berkas ini.",
        "",
        'title = "Survei Kepuasan Masyarakat"',
        '# unit = "Nama unit pelayanan"',
        '# period = "2026-Q1"          # "2026", "2026-Q1", "2026-S1", "2026-05"',
        "# population = 205            # jumlah penerima layanan, untuk kecukupan sampel",
        "# target = 81                 # target IKM",
        '# weight = "0.111"            # "0.111", "exact" (1/9), "0.11"',
        '# missing = "available"       # atau "complete": hanya kuesioner lengkap',
        '# by = ["jenis_layanan"]      # rincian per kelompok; "jenis_layanan*usia" satu tabel dari dua kolom',
        '# age_classes = ["17-25", "26-35", "36-45", "46-55", "56+"]',
        _line("regulation", said.get("regulation"), "permenpanrb-14-2017"),
        _line("questionnaire", said.get("questionnaire"), "skm"),
        _line("order", said.get("order"), "definition"),
        _line("header", said.get("header"), responses.header_row or 1),
    ]
    if sheet is not None:
        lines.append(_line("sheet", sheet if len(sheets) > 1 else None, sheet))
    lines += [
        "",
        "[columns]",
        "# Kolom setiap unsur, seperti ditemukan di formulir; periksa, dan perbaiki jika keliru.",
    ]
    headers = [column.header for column in responses.columns.columns]
    asked = dict.fromkeys([*(element.key for element in responses.law.elements), *responses.elements])
    for element in map(responses.law.element, asked):
        found = responses.columns.columns_of(element.key)
        name = f"# {element.code} {element.id}"
        if not found:
            lines += [f"{name}: tidak ditemukan", f'# {element.key} = "judul kolomnya"']
            continue
        sure = all(responses.columns.columns[i].sure for i in found)
        lines.append(name if sure else f"{name}: BELUM PASTI, periksa")
        wanted = [_column(i, headers) for i in found]
        lines.append(f"{element.key} = {wanted[0] if len(wanted) == 1 else '[' + ', '.join(wanted) + ']'}")
    lines += _labels(cast("dict[str, dict[str, int]]", said.get("labels") or {}))
    return "\n".join(lines) + "\n"


def _labels(labels: dict[str, dict[str, int]]) -> list[str]:
    """Write the scores given to single answers, or how to give them, as a comment."""
    if not labels:
        return [
            "",
            "# [labels.perilaku]           # nilai jawaban yang belum dikenal",
            '# "Kurang sopan dan tidak ramah" = 2',
        ]
    lines = []
    for element, scores in labels.items():
        lines += ["", f"[labels.{element}]", *(f"{_quoted(label)} = {score}" for label, score in scores.items())]
    return lines


def _line(name: str, chosen: object, example: object) -> str:
    """Write an option that was chosen, or one that may be, as a comment."""
    value = example if chosen is None else chosen
    line = f"{name} = {_quoted(value) if isinstance(value, str) else value}"
    return f"# {line}" if chosen is None else line


def _column(index: int, headers: list[str]) -> str:
    """Name a column by its header, or by its number where the header is empty, cut or not its own."""
    header = headers[index]
    plain = bool(header) and headers.count(header) == 1 and not header.endswith("…")
    return _quoted(header) if plain else str(index + 1)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _comment(text: str) -> str:
    return " ".join(text.split())

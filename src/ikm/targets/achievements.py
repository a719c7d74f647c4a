"""Achievements: how far each target of a performance table was reached, and the mean of them all.

Where more is better, the achievement (*capaian*) is the realisation divided by the target; where less is better it is
one and the part by which the target was kept below, 1 + (target − realisation) ÷ target.  Both in percent, as exact
fractions, rounded half up once.  The mean is that of the exact achievements.

Which direction holds is said by the row, else by the sign of the target ("< 20 %"), else by its unit (of a time, less
is better), else more is better; the result says which of these decided.  A target is reached at the target itself
(``≥``, or ``≤`` where less is better): no text prescribes it, ikm declares it so; a target written with ``<`` or ``>``
is reached only beyond it.

Nothing is cut at 100 %: an office that does so must say it.

**Percent or share.**  "80 %" beside "0,85" may be 85 per cent, which a spreadsheet holds as 0.85, or less than one per
cent.  The first is likelier and the second possible, and their achievements are a hundred times apart; so there is none
until the row says which, and the note says what to write.

>>> table = achievement([("IKM layanan PPID", 81, "83,96"), ("Aduan", "< 20 %", "13,51 %"), ("Opini", "WTP", "WTP")])
>>> [(row.achievement_percent, row.rounded, row.direction) for row in table.rows]
[(103.65, 104, 'higher'), (132.45, 132, 'lower'), (None, None, None)]
>>> table.mean_percent, table.mean_of, table.rows[2].reason
(118.05, 2, 'no-number')
"""

# No `from __future__ import annotations` here: pydantic would compile every annotation again at each start.

import re
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, ClassVar, Literal

from pydantic import Field, ValidationError

from ikm.arguments import one_of
from ikm.errors import IkmError, OptionError
from ikm.findings import LANGUAGES, Language, display
from ikm.records import ABOUT_FORMAT, ABOUT_VERSION, FrozenModel
from ikm.regulation import round_half_up
from ikm.shown import Drawn, Exported
from ikm.targets.files import PerformanceFile, read_performance
from ikm.targets.readings import Aim, Sign, is_time, read_aim
from ikm.targets.rows import Direction, PerformanceRow

__all__ = ["Achievement", "AchievementRow", "TargetReached", "achievement"]

_DECIMALS = 2

_FIGURE = re.compile(r"\d(?:[\d.,]*\d)?", re.ASCII)

_LARGEST = 10**18
"""No figure of a performance table is greater, not the budget of the state in rupiah; such a one is a slip."""

Reason = Literal[
    "no-target", "no-realisation", "no-number", "no-division", "negative-target", "units", "percent-or-share"
]
_LABELS = {"target": "target", "realisation": "realisasi", "midterm": "target_menengah"}

PrintedAs = Literal["rounded", "cut", "other"]
DecidedBy = Literal["row", "sign", "unit", "default"]


class TargetReached(FrozenModel):
    """A target, and how far it was reached."""

    _headline: ClassVar[tuple[str, ...]] = ("target", "achievement_percent", "reached")

    target: str = Field(description="the target as it is written")
    value: float | None = Field(description="its number; null where it has none")
    reached_when: Sign | None = Field(description="what a realisation must be of it: `>=`, `>`, `<=` or `<`")
    achievement_percent: float | None = Field(description="the achievement in percent, rounded half up to two decimals")
    achievement_exact: str | None = Field(description="the same as an exact fraction of one hundred")
    rounded: int | None = Field(description="the same, rounded half up to whole percent")
    reached: bool | None = Field(description="whether the target was reached")


class AchievementRow(TargetReached):
    """One indicator: its target of the year, what came of it, and the target of the plan beside it."""

    _headline: ClassVar[tuple[str, ...]] = ("name", "target", "realisation", "achievement_percent")

    name: str = Field(description="what the indicator is called")
    realisation: str = Field(description="the realisation as it is written")
    realisation_value: float | None = Field(description="its number; null where it has none")
    unit: str = Field(default="", description="the unit both are in, where one is written")
    provisional: bool = Field(default=False, description="whether the realisation or the target is not final yet")
    direction: Direction | None = Field(description="whether more is better (`higher`) or less (`lower`)")
    decided_by: DecidedBy | None = Field(
        description="what says so: the `row`, the `sign` of the target, its `unit` (of time), or nothing (`default`)"
    )
    midterm: TargetReached | None = Field(
        default=None, description="the target of the last year of the plan; null where none is given"
    )
    printed: str | None = Field(default=None, description="the achievement as a report prints it")
    printed_as: PrintedAs | None = Field(
        default=None,
        description="what that figure is of the achievement: `rounded` half up, `cut` off where rounding gives "
        "another, or `other`; null where none is given",
    )
    reason: Reason | None = Field(
        default=None,
        description="why there is no achievement: `no-target`, `no-realisation`, `no-number`, `no-division` (a target "
        "of 0), `negative-target` (one below 0), `units` (the two are in different ones), `percent-or-share` (one has "
        "a per cent sign and the other is from 0 to 1 without one, so that it may be a share)",
    )


class Achievement(Exported, Drawn, FrozenModel):
    """A performance table: each indicator, and the mean of their achievements."""

    _headline: ClassVar = ("mean_percent", "mean_of")

    format: Literal["ikm-achievement"] = Field(default="ikm-achievement", description=ABOUT_FORMAT)
    version: Literal[1] = Field(default=1, description=ABOUT_VERSION)
    title: str | None = Field(default=None, description="the title of the table")
    unit: str | None = Field(default=None, description="whose performance it is")
    period: str | None = Field(default=None, description="the year")
    rows: tuple[AchievementRow, ...] = Field(description="the indicators, in order")
    mean_percent: float | None = Field(
        description="the mean of the achievements, of their exact values, rounded half up to two decimals"
    )
    mean_exact: str | None = Field(description="the same as an exact fraction of one hundred")
    mean_rounded: int | None = Field(description="the same, rounded half up to whole percent")
    mean_of: int = Field(description="how many indicators have an achievement")
    mean_printed: str | None = Field(default=None, description="the mean as a report prints it")
    mean_printed_as: PrintedAs | None = Field(default=None, description="what that figure is of the mean, as of a row")
    reached: int = Field(description="how many indicators reached their target")
    lang: Language = Field(default="id", description="the language of the words")


def achievement(
    rows: str | Path | PerformanceFile | Iterable[Mapping[str, Any] | Sequence[Any] | PerformanceRow],
    *,
    title: str | None = None,
    unit: str | None = None,
    period: str | None = None,
    mean_printed: float | str | None = None,
    lang: Language = "id",
) -> Achievement:
    """Compute how far the targets of a performance table were reached.

    Parameters
    ----------
    rows : sequence of mapping or of (name, target, realisation); or the path of a file
        The indicators.  Each has ``name``, ``target`` and ``realisation``, and may have ``direction`` (``"higher"`` or
        ``"lower"``), ``midterm`` (the target of the last year of the plan), ``printed`` (the achievement as a report
        prints it) and ``provisional``; the Indonesian names of the file serve too.  Figures may be written as people
        write them: ``"< 20 %"``, ``"10 hari kerja"``, ``"83,96"``.  A file is TOML, with a table ``[[indikator]]`` for
        each.
    title, unit, period : str, optional
        What the table is called, whose it is, and of which year; those of the file unless given.
    mean_printed : float or str, optional
        The mean as a report prints it.
    lang : {"id", "en"}
        The language of the words.

    Returns
    -------
    Achievement

    Raises
    ------
    OptionError, DefinitionError
        If there is no row, or one says something that is unknown.

    Examples
    --------
    >>> import ikm
    >>> table = ikm.achievement([{"name": "Waktu tanggap", "target": "10 hari kerja", "realisation": "2,74"}])
    >>> table.rows[0].achievement_percent, table.rows[0].decided_by, table.rows[0].reached
    (172.6, 'unit', True)
    """
    one_of("lang", lang, LANGUAGES)
    if isinstance(rows, (str, Path)):
        rows = read_performance(rows)
    said: dict[str, Any] = {"title": title, "unit": unit, "period": period, "mean_printed": mean_printed}
    if isinstance(rows, PerformanceFile):
        said = {name: getattr(rows, name) if value is None else value for name, value in said.items()}
        rows = rows.indicators
    told = tuple(_achieved(_row(place, row), place) for place, row in enumerate(rows, 1))
    if not told:
        raise OptionError(
            'There is no indicator; give rows like {"name": "IKM", "target": 81, "realisation": 83.96}.',
            id="Tidak ada indikator; tulis sedikitnya satu tabel [[indikator]] dengan nama, target dan realisasi.",
        )
    exact = [Fraction(row.achievement_exact) for row in told if row.achievement_exact is not None]
    mean = sum(exact, Fraction()) / len(exact) if exact else None
    printed = read_aim(said.pop("mean_printed"))
    return Achievement(
        **said,
        rows=told,
        mean_percent=None if mean is None else _rounded(mean),
        mean_exact=None if mean is None else str(mean),
        mean_rounded=None if mean is None else int(round_half_up(mean, 0)),
        mean_of=len(exact),
        mean_printed=printed.text or None,
        mean_printed_as=_printed_as(mean, printed),
        reached=sum(row.reached is True for row in told),
        lang=lang,
    )


def _row(place: int, row: Mapping[str, Any] | Sequence[Any] | PerformanceRow) -> PerformanceRow:
    """Read a row; what it says wrongly is named with its place."""
    if isinstance(row, PerformanceRow):
        return row
    if not isinstance(row, Mapping):
        row = dict(zip(("name", "target", "realisation"), row, strict=False))
    try:
        return PerformanceRow.model_validate(dict(row))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        cause = first.get("ctx", {}).get("error")
        english, indonesian = first["msg"], None
        if isinstance(cause, IkmError):
            english = cause.words("en")
            indonesian = f"Baris {place} tabel kinerja: {where}: {cause.words('id')}"
        raise OptionError(f"Row {place} of the table: {where}: {english}", id=indonesian) from None


def _achieved(row: PerformanceRow, place: int) -> AchievementRow:
    target, realised, printed = read_aim(row.target), read_aim(row.realisation), read_aim(row.printed)
    _refuse_too_large(place, {"target": target, "realisation": realised, "midterm": read_aim(row.midterm)})
    direction, decided_by = _direction(row.direction, target)
    reason = _reason(target, realised)
    reached = _reached(target, realised, direction, reason)
    exact = None if reached.achievement_exact is None else Fraction(reached.achievement_exact)
    midterm = read_aim(row.midterm)
    without = target.value is None
    return AchievementRow(
        **dict(reached),
        name=row.name,
        realisation=realised.text,
        realisation_value=_float(realised.value),
        unit=target.unit or realised.unit,
        provisional=row.provisional or target.provisional or realised.provisional,
        direction=None if without else direction,
        decided_by=None if without else decided_by,
        midterm=_reached(midterm, realised, direction, _reason(midterm, realised)) if midterm.text else None,
        printed=printed.text or None,
        printed_as=_printed_as(exact, printed),
        reason=reason,
    )


def _direction(said: Direction | None, target: Aim) -> tuple[Direction, DecidedBy]:
    """Say in which direction an indicator is better, and what says so."""
    if said is not None:
        return said, "row"
    if target.sign is not None:
        return ("lower" if target.sign in ("<", "<=") else "higher"), "sign"
    return ("lower", "unit") if is_time(target.unit) else ("higher", "default")


def _reason(target: Aim, realised: Aim) -> Reason | None:
    """Say why there is no achievement; nothing where there is one."""
    if not target.text:
        return "no-target"
    if not realised.text:
        return "no-realisation"
    if target.value is None or realised.value is None:
        return "no-number"
    if target.unit and realised.unit and target.unit != realised.unit:
        return "units"
    if _may_be_share(target, realised) or _may_be_share(realised, target):
        return "percent-or-share"
    return None if target.value > 0 else "no-division" if target.value == 0 else "negative-target"


def _may_be_share(bare: Aim, percent: Aim) -> bool:
    """Tell whether a figure without a unit may be a share of 1, beside one above that in per cent."""
    if bare.unit or percent.unit != "%" or bare.value is None or percent.value is None:
        return False
    return 0 < bare.value <= 1 < percent.value


def _refuse_too_large(place: int, figures: Mapping[str, Aim]) -> None:
    """Refuse a figure that is too great, or a target so near 0 that the achievement would be."""
    for name, aim in figures.items():
        size = abs(aim.value or Fraction())
        if size > _LARGEST or (name != "realisation" and 0 < size < Fraction(1, _LARGEST)):
            label, written = _LABELS[name], display(aim.text)
            raise OptionError(
                f"Row {place} of the table: {name}: {written} is no figure of a performance table; correct it.",
                id=f"Baris {place} tabel kinerja: {label}: {written} bukan angka kinerja; perbaiki angkanya.",
            )


def _reached(target: Aim, realised: Aim, direction: Direction, reason: Reason | None) -> TargetReached:
    """Compute how far a target was reached."""
    strict = target.sign in ("<", ">")
    when: Sign = ("<" if strict else "<=") if direction == "lower" else (">" if strict else ">=")
    exact, reached = None, None
    if reason is None and target.value is not None and realised.value is not None:
        aimed, real = target.value, realised.value
        exact = 100 * (real / aimed if direction == "higher" else 1 + (aimed - real) / aimed)
        reached = {">=": real >= aimed, ">": real > aimed, "<=": real <= aimed, "<": real < aimed}[when]
    return TargetReached(
        target=target.text,
        value=_float(target.value),
        reached_when=None if target.value is None else when,
        achievement_percent=None if exact is None else _rounded(exact),
        achievement_exact=None if exact is None else str(exact),
        rounded=None if exact is None else int(round_half_up(exact, 0)),
        reached=reached,
    )


def _printed_as(exact: Fraction | None, printed: Aim) -> PrintedAs | None:
    """Tell what a printed figure is of an exact one, at the decimals it is printed with."""
    if exact is None or printed.value is None:
        return None
    decimals = _decimals(printed.text)
    step = 10**decimals
    if printed.value == Fraction(round_half_up(exact, decimals)):
        return "rounded"
    cut = Fraction(abs(exact) * step // 1, step) * (1 if exact >= 0 else -1)
    return "cut" if printed.value == cut else "other"


def _decimals(printed: str) -> int:
    """Count the decimals of a figure as it is printed; marks that stand twice part thousands."""
    number = _FIGURE.findall(printed)[0]
    marks = [character for character in number if character in ".,"]
    thousands = len(marks) > 1 and len(set(marks)) == 1
    return 0 if not marks or thousands else len(re.split("[.,]", number)[-1])


def _rounded(exact: Fraction) -> float:
    return float(round_half_up(exact, _DECIMALS))


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)

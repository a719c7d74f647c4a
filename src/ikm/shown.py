"""Shown: how an object looks where nobody printed it, at a prompt, in a notebook, in completion.

The ``repr`` of a `Brief` is one short line of the fields named in ``_headline`` (or of the first plain ones), and says
by ``...`` that there is more; a notebook draws a `Drawn` as a table, and a `Chart` as the picture it is; an `Exported`
becomes a workbook or a web page.  What is drawn, frames, workbooks and pages are made by the stage that stands above
all others; `rendering` is the one way to it from below.

>>> from dataclasses import dataclass
>>> from ikm.shown import Brief
>>> @dataclass(frozen=True, repr=False)
... class Office(Brief):
...     name: str
...     desks: tuple[str, ...]
>>> Office("Loket", ("A", "B"))
Office(name='Loket', ...)
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from ikm.errors import OptionError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import BinaryIO

__all__ = ["Brief", "Chart", "Drawn", "Exported", "rendering"]

_MOST, _LONGEST = 6, 40
_PLAIN = (str, int, float, dt.date)


def rendering() -> Any:  # noqa: ANN401 - a module
    """Give the stage that draws; it loads when something is drawn, and stands above all that asks it."""
    return import_module("ikm.rendering")


class Brief:
    """An object that is short at a prompt."""

    __slots__ = ()

    _headline: ClassVar[tuple[str, ...]] = ()

    def __repr__(self) -> str:
        fields, chosen = self._facts(), self._headlined()
        shown = [f"{name}={_cut(fields[name])}" for name in chosen]
        rest = any(fields[name] is not None and fields[name] not in ("", (), {}) for name in fields.keys() - chosen)
        return f"{type(self).__name__}({', '.join([*shown, '...'] if rest else shown)})"

    def _facts(self) -> Mapping[str, object]:
        """Give all it holds, by name."""
        return {name: getattr(self, name) for name in getattr(self, "__dataclass_fields__", ())}

    def _headlined(self) -> tuple[str, ...]:
        """Name the fields a line has room for."""
        plain = [name for name, value in self._facts().items() if isinstance(value, _PLAIN) and value != ""]
        return self._headline or tuple(plain[:_MOST])


class Drawn:
    """An object that a notebook draws as a table."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        drawn: str = rendering().object_html(self)
        return drawn


@dataclass(frozen=True, repr=False)
class Chart(Brief):
    """A chart, as SVG: a notebook shows it, and it saves itself.

    It stands on a white ground and fetches nothing, so that JupyterLab, VS Code and Colab show it alike, in light and
    in dark.

    Parameters
    ----------
    title : str
        Its title.
    svg : str
        The picture, a whole SVG document.
    """

    title: str
    svg: str

    _headline: ClassVar = ("title",)

    def save(self, path: str | Path) -> None:
        """Write the picture to a file; one that is there already is replaced.

        Parameters
        ----------
        path : str or Path
            The file; its name ends in ``.svg``.

        Raises
        ------
        OptionError
            For another ending.
        """
        target = Path(path)
        if target.suffix.lower() != ".svg":
            raise OptionError(
                f"A chart is saved as SVG, so that the name must end in .svg; got {target.name!r}.",
                id=f"Grafik disimpan sebagai SVG; nama berkas harus berakhiran .svg, bukan {target.name!r}.",
            )
        from ikm.saving import save  # noqa: PLC0415 - only who saves needs it

        save(target, self.svg.encode())

    def _repr_svg_(self) -> str:
        return self.svg


class Exported:
    """A result that can be handed on as a workbook or a web page."""

    __slots__ = ()

    def to_excel(
        self,
        path: str | Path | BinaryIO,
        *,
        responses: object = None,
        regulation: object = None,
        survey: object = None,
    ) -> None:
        """Write the result as a workbook.  A file that is there is replaced.

        Parameters
        ----------
        path : str, path or binary file
            Where to: a name that ends in ``.xlsx``, or a file open for writing bytes, such as ``io.BytesIO()``.
        responses : Responses, optional
            What `ikm.load` gave for the result of one survey: with it the processing sheet has a row for each
            respondent, without names, and the profile of the respondents is told.
        regulation : str, path or Regulation, optional
            The instrument it was scored under, where it does not come with ikm.
        survey : str, path or SurveyFile, optional
            The survey file of the result of one survey: its earlier periods make a trend that ends in the result, and
            its follow-up plan stands in the workbook.

        Raises
        ------
        OptionError
            If the name ends otherwise, the responses are not those of the result, or the instrument must be given.
        """
        rendering().save_workbook(self, path, responses, regulation, survey)

    def to_html(self, *, responses: object = None, regulation: object = None, survey: object = None) -> str:
        """Give the result as a web page that stands alone: it loads nothing and has no script.

        Parameters
        ----------
        responses, regulation, survey
            As of `to_excel`; with the responses the page tells the profile of the respondents.

        Returns
        -------
        str
            The page, the same for the same result; ``Path("hasil.html").write_text(page, encoding="utf-8")`` keeps it.
        """
        page: str = rendering().exported_page(self, responses, regulation, survey)
        return page


def _cut(value: object) -> str:
    written = repr(value)
    return written if len(written) <= _LONGEST else f"{written[: _LONGEST - 2]}…{written[-1]}"

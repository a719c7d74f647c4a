"""Planned: the outputs a command was asked for, refused before any work is done, and written together at the end.

``--out`` may stand several times.  A folder that is there, or a name that ends in ``/``, keeps the results of many
files (`ikm.cli.units.Store`); of every other name the ending decides, by the table of `ikm.cli.products`.
"""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from ikm.cli.handling import file_of
from ikm.cli.material import Material, contents, made_of
from ikm.cli.outputs import is_folder, refuse_targets, write_files
from ikm.cli.products import listed, product_names, product_of
from ikm.cli.progress import sign_of_life
from ikm.errors import OptionError
from ikm.reports import phrases
from ikm.surveys import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ikm.agencies import AgencyResult
    from ikm.audits import Audit
    from ikm.cli.options import Request
    from ikm.cli.products import Command, Product
    from ikm.comparisons import Comparison
    from ikm.forms import SurveyForm
    from ikm.regulation import Regulation
    from ikm.responses import Responses
    from ikm.scoring import IKMResult
    from ikm.surveys import SurveyFile
    from ikm.tallies import TallyFile
    from ikm.targets import Achievement

__all__ = ["PlannedOutputs", "definitions", "planned"]

_SEPARATORS = tuple(filter(None, ("/", os.sep, os.altsep)))


class PlannedOutputs:
    """What is to be written.

    Parameters
    ----------
    asked : Request
        What was typed.
    files : sequence of tuple
        The outputs, each with its product.
    folder : Path, optional
        The folder that keeps results of many files.
    inputs : sequence of Path
        What this run reads.
    """

    def __init__(
        self, asked: Request, files: Sequence[tuple[Path, Product]], folder: Path | None, inputs: Sequence[Path]
    ) -> None:
        self.files = files
        self.folder = folder
        self._asked = asked
        self._inputs = list(inputs)
        self._written: list[str] = []

    def protect(self, inputs: Iterable[Path]) -> None:
        """Refuse, before any work is done, to write over what turned out to be read too."""
        if self.files:
            self._inputs += inputs
            refuse_targets([path for path, _ in self.files], force=self._asked.handling.force, inputs=self._inputs)

    def write(
        self,
        result: IKMResult | AgencyResult | Comparison | Audit | Achievement | SurveyForm,
        responses: Responses | None = None,
        *,
        counts: TallyFile | None = None,
        trend: Comparison | None = None,
        regulation: str | Regulation | None = None,
        survey: SurveyFile | None = None,
    ) -> None:
        """Make every output, then write them all; nothing where no unit could be scored.

        Parameters
        ----------
        result : IKMResult, AgencyResult, Comparison, Audit, Achievement or SurveyForm
            What is told of.
        responses : Responses, optional
            The answers it was scored from.
        counts : TallyFile, optional
            The counts of several units, merged.
        trend : Comparison, optional
            The trend that ends in the result.
        regulation : str or Regulation, optional
            The instrument it was scored under, where one was asked for.
        survey : SurveyFile, optional
            The survey file of several units, where none is named on the command.
        """
        agency = getattr(result, "agency", None)
        figures = agency is None or agency.scored > 0
        if not self.files or not (figures or all(product.source == "counts" for _, product in self.files)):
            return
        lang = self._asked.lang
        say = phrases(lang, "output")
        shown = not self._asked.handling.no_respondents
        about: dict[str, Any] = {
            "respondents": shown, "regulation": regulation, "survey": self._asked.plan or survey,
            "template": self._asked.handling.template, "logo": self._asked.handling.logo,
        }  # fmt: skip
        material = Material(result, responses, counts, trend=trend, **about)
        with sign_of_life(say["writing"], lang):
            made = [(path, made_of(product, material, self._earlier(path, product))) for path, product in self.files]
            write_files(made, force=self._asked.handling.force, inputs=self._inputs)
        words = [(product.called(lang), path) for path, product in self.files]
        self._written = [say["written"].format(what=what[:1].upper() + what[1:], path=path) for what, path in words]

    def _earlier(self, path: Path, product: Product) -> bytes | None:
        """Give the file that is replaced, where what the office wrote in it is kept."""
        return contents(path) if product.keeps and path.is_file() else None

    def tell(self) -> None:
        """Say what was written, each file in a line, on standard error."""
        for words in self._written:
            typer.echo(words, err=True)

    @property
    def needs_counts(self) -> bool:
        """Whether any output is made of counts."""
        return any(product.source == "counts" for _, product in self.files)


def planned(
    asked: Request, files: Iterable[Path], command: Command = "score", *, endings: Sequence[str] = ()
) -> PlannedOutputs:
    """Read what ``--out`` says, and refuse what cannot be written before any work is done.

    Parameters
    ----------
    asked : Request
        What was typed.
    files : iterable of Path
        The files and folders the command reads.
    command : {"score", "merge", "compare", "audit", "achievement", "form"}
        The command.
    endings : sequence of str
        How the files end that are read of a folder whoever wrote them; what ikm wrote is no survey (`ikm.cli.inputs`).

    Raises
    ------
    OptionError
        In words that say what to do.
    """
    texts = asked.handling.outs or []
    name = asked.handling.product
    folders = [text for text in texts if text.endswith(_SEPARATORS) or is_folder(file_of(text))]
    paths = [file_of(text) for text in texts if text not in folders]
    _refuse_product(name, paths, command)
    _refuse_unused(asked, [product_of(path.suffix, name, command) or product_of(path.suffix) for path in paths])
    if len(folders) > 1 or (folders and command != "score"):
        raise OptionError(
            "Only one folder can keep the results of many files, and only of ikm score.",
            id="Hanya satu folder dapat menyimpan hasil setiap berkas, dan hanya untuk ikm nilai.",
        )
    read = list(files)
    outputs = [(path, _chosen(path, name, command)) for path in paths]
    for path, product in outputs:
        _refuse_needs(path, product)
        _refuse_among(path, read, endings)
    inputs = [*read, *definitions(asked)] if outputs else []
    refuse_targets(paths, force=asked.handling.force, inputs=inputs)
    return PlannedOutputs(asked, outputs, Path(folders[0]) if folders else None, inputs)


def _chosen(path: Path, name: str | None, command: Command) -> Product:
    product = (product_of(path.suffix, name, command) if name is not None else None) or product_of(
        path.suffix, command=command
    )
    if product is None:
        folder = (f" For a folder that keeps the result of every file: {path}/", f" Untuk folder: {path}/")
        english, indonesian = ("", "") if path.suffix else folder
        raise OptionError(
            f"What {path.name} is to hold is told by its ending: {listed('en', command)}.{english}",
            id=f"Isi {path.name} ditentukan akhiran namanya: {listed('id', command)}.{indonesian}",
        )
    return product


def _refuse_product(name: str | None, paths: Sequence[Path], command: Command) -> None:
    """Refuse a product there is not, or that none of the outputs can be."""
    if name is None:
        return
    if not any(product_of(path.suffix, name, command) for path in paths):
        raise OptionError(
            f"--product {name} fits no output of this command. There are: {product_names('en', command)}.",
            id=f"--produk {name} tidak cocok dengan berkas hasil perintah ini. Yang ada: "
            f"{product_names('id', command)}.",
        )


def _refuse_unused(asked: Request, products: Sequence[Product | None]) -> None:
    """Refuse an office's document or logo that nothing that is written shows."""
    made = [product for product in products if product is not None]
    if asked.handling.template is not None and not any(product.keeps for product in made):
        raise OptionError(
            "--template is filled in as a Word report, and none is written; add --out report.docx.",
            id="--templat diisi sebagai laporan Word, tetapi tidak ada laporan Word yang ditulis; tambahkan "
            "--hasil laporan.docx.",
        )
    if asked.handling.logo is not None and not any(product.source == "panel" for product in made):
        raise OptionError(
            "--logo stands on the publication panel, and none is written; add --out panel.png.",
            id="--logo dipasang pada panel publikasi, tetapi tidak ada panel yang ditulis; tambahkan "
            "--hasil panel.png.",
        )


def _refuse_needs(path: Path, product: Product) -> None:
    """Refuse a product that needs what is not installed."""
    lacking = [module for module in product.needs if find_spec(module) is None]
    if lacking:
        what = f'"ikm-panrb[{product.extra}]"' if product.extra else " ".join(lacking)
        raise OptionError(
            f"{path.name} needs {', '.join(lacking)}, which is not installed; type: pip install {what}",
            id=f"{path.name} memerlukan {', '.join(lacking)} yang belum terpasang; ketik: pip install {what}",
        )


def _refuse_among(path: Path, read: Sequence[Path], endings: Sequence[str]) -> None:
    """Refuse an output among the files of a folder that is read: next time it would be read with them."""
    if not path.name.casefold().endswith(tuple(endings)):
        return
    there = Path(os.path.realpath(path)).parent
    if any(folder.is_dir() and there == Path(os.path.realpath(folder)) for folder in read):
        raise OptionError(
            f"{path.name} would lie in the folder that is read, and be read with it next time; choose another folder.",
            id=f"{path.name} akan berada di folder yang dibaca dan lain kali ikut terbaca; pilih folder lain.",
        )


def definitions(asked: Request) -> list[Path]:
    """Give the files that say how a survey is read and scored."""
    handling, reading = asked.handling, asked.reading
    said = [handling.survey or asked.beside, handling.units, handling.template, handling.logo]
    settled = Reading.settled(asked.plan, reading.said()) if said[0] is not None else reading
    named_files = [settled.questionnaire, settled.regulation]
    return [*filter(None, said), *(Path(text) for text in named_files if text is not None and text.endswith(".toml"))]
